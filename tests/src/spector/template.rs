//! Path templates of documents against the paths that the server expects.

use std::collections::BTreeMap;

/// A part of a template.
enum Part<'t> {
    Text(&'t str),
    Parameter(&'t str),
}

/// The texts of the parameters of `template` in `path`; `None` if it does not match. `spans` says which parameters may hold slashes.
pub fn match_path(
    template: &str,
    path: &str,
    spans: &dyn Fn(&str) -> bool,
) -> Option<BTreeMap<String, String>> {
    let parts = parts(template);
    let mut found = BTreeMap::new();
    matches(&parts, path, spans, &mut found).then_some(found)
}

fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        parts.push(Part::Text(text));
        parts.push(Part::Parameter(name));
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts
}

fn matches(
    parts: &[Part<'_>],
    path: &str,
    spans: &dyn Fn(&str) -> bool,
    found: &mut BTreeMap<String, String>,
) -> bool {
    match parts {
        [] => path.is_empty(),
        [Part::Text(text), rest @ ..] => {
            let begins = path
                .get(..text.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(text));
            begins && matches(rest, &path[text.len()..], spans, found)
        }
        [Part::Parameter(name), rest @ ..] => {
            let ends = path
                .char_indices()
                .map(|(at, char)| at + char.len_utf8())
                .take_while(|end| spans(name) || !path[..*end].contains('/'));
            for end in ends {
                if matches(rest, &path[end..], spans, found) {
                    found.insert((*name).to_owned(), path[..end].to_owned());
                    return true;
                }
            }
            false
        }
    }
}

/// Decodes a percent-encoded text.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| after.get(..2).and_then(|it| std::str::from_utf8(it).ok()))
            .flatten()
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        match hex {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
