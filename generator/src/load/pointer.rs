//! Resolves JSON pointers of `$ref`s, including common deviations from RFC 6901.

use std::borrow::Cow;

use serde_json::Value;

use crate::diagnostics::{escape_token, nearest, unescape_token};

/// Maximum number of tokens in a name with unescaped slashes. URL templates of Azure have fewer than thirty.
const LONGEST_NAME: usize = 64;

/// Returns the value that `pointer` refers to, with the pointer as written in RFC 6901.
///
/// Percent-escapes are decoded if the literal text does not match, and `/` in a name may be unescaped.
pub(super) fn follow_pointer<'a>(root: &'a Value, pointer: &str) -> Option<(&'a Value, String)> {
    let pointer = pointer.trim_end_matches('/');
    if pointer.is_empty() {
        return Some((root, String::new()));
    }
    let tokens: Vec<&str> = pointer
        .strip_prefix('/')
        .unwrap_or(pointer)
        .split('/')
        .collect();
    let mut canonical = String::with_capacity(pointer.len() + 1);
    let value = step(root, &tokens, &mut canonical)?;
    Some((value, canonical))
}

fn step<'a>(value: &'a Value, tokens: &[&str], canonical: &mut String) -> Option<&'a Value> {
    if tokens.is_empty() {
        return Some(value);
    }
    let before = canonical.len();
    // The shortest name is tried first, because it is the meaning of a correct pointer.
    for taken in 1..=tokens.len().min(LONGEST_NAME) {
        let joined = match tokens[..taken] {
            [token] => Cow::Borrowed(token),
            ref tokens => Cow::Owned(tokens.join("/")),
        };
        if let Some((key, member)) = member(value, &joined) {
            canonical.push('/');
            canonical.push_str(&escape_token(&key));
            if let Some(found) = step(member, &tokens[taken..], canonical) {
                return Some(found);
            }
            canonical.truncate(before);
        }
        if !value.is_object() {
            break;
        }
    }
    None
}

fn member<'a, 't>(value: &'a Value, token: &'t str) -> Option<(Cow<'t, str>, &'a Value)> {
    match value {
        Value::Object(members) => {
            let plain = unescape_token(token);
            if let Some(member) = members.get(plain.as_ref()) {
                return Some((plain, member));
            }
            let decoded = unescape_token(&decode_percent(token)?).into_owned();
            let member = members.get(&decoded)?;
            Some((Cow::Owned(decoded), member))
        }
        Value::Array(items) => Some((
            Cow::Borrowed(token),
            items.get(token.parse::<usize>().ok()?)?,
        )),
        _ => None,
    }
}

/// Decodes `%41` to `A`. Returns `None` if there is no escape or the result is not UTF-8.
pub(super) fn decode_percent(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.ok().map(Cow::into_owned)
}

/// Returns suggestions for a pointer: the names that are most similar to the first token that cannot be resolved.
pub(super) fn nearest_names(root: &Value, pointer: &str) -> Vec<String> {
    let mut value = root;
    for token in pointer.split('/').skip(1) {
        match member(value, token) {
            Some((_, member)) => value = member,
            None => {
                let Value::Object(members) = value else {
                    return Vec::new();
                };
                return nearest(token, members.keys().map(String::as_str));
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pointers_are_followed_in_every_spelling() {
        let root = json!({"definitions": {"A": 1, "B/C": {"d": [2]}, "E~": 3, "F G": 4, "100%": 5}, "paths": {"/x/{y}": {"get": 6}}});
        let follow = |pointer: &str| {
            follow_pointer(&root, pointer).map(|(value, pointer)| (value.clone(), pointer))
        };
        let found = |value: Value, pointer: &str| Some((value, pointer.to_owned()));
        assert_eq!(follow("/definitions/A"), found(json!(1), "/definitions/A"));
        assert_eq!(follow("definitions/A/"), found(json!(1), "/definitions/A"));
        assert_eq!(
            follow("/definitions/B~1C/d/0"),
            found(json!(2), "/definitions/B~1C/d/0")
        );
        assert_eq!(
            follow("/definitions/B/C/d/0"),
            found(json!(2), "/definitions/B~1C/d/0")
        );
        assert_eq!(
            follow("/definitions/E~0"),
            found(json!(3), "/definitions/E~0")
        );
        assert_eq!(
            follow("/definitions/F%20G"),
            found(json!(4), "/definitions/F G")
        );
        assert_eq!(
            follow("/definitions/100%"),
            found(json!(5), "/definitions/100%")
        );
        assert_eq!(
            follow("/paths/~1x~1%7By%7D/get"),
            found(json!(6), "/paths/~1x~1{y}/get")
        );
        assert_eq!(
            follow("/paths//x/{y}/get"),
            found(json!(6), "/paths/~1x~1{y}/get")
        );
        assert_eq!(follow("/definitions/Z"), None);
        assert_eq!(follow("").map(|(_, pointer)| pointer), Some(String::new()));
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbours() {
        let root = json!({"definitions": {"KeyKind": 1, "Keys": 2, "Something": 3}});
        assert_eq!(nearest_names(&root, "/definitions/KeyKnd"), ["KeyKind"]);
        assert_eq!(nearest_names(&root, "/definition/KeyKnd"), ["definitions"]);
    }
}
