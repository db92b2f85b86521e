//! Patterns: regular expressions of ECMA 262 in the spelling of the library with which the runtime checks them.

use regex_lite::Regex;

/// The pattern as the runtime can check it; `None` for what the library lacks, such as look-around.
pub(super) fn checkable(pattern: &str) -> Option<String> {
    [pattern.to_owned(), respelled(pattern)]
        .into_iter()
        .find(|it| Regex::new(it).is_ok())
}

/// Escapes what ECMA 262 takes literally: in a class `[`, `&`, `~` and a `-` that makes no range; elsewhere a brace that
/// begins no quantifier.
fn respelled(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    // Whether the last item of the class is one character, with which a range may begin.
    let mut begins_range = false;
    while let Some(c) = rest.next() {
        let is_range = c == '-' && in_class && begins_range && !ends_or_is_set(rest.clone());
        begins_range = in_class;
        match c {
            '\\' => {
                let escaped = rest.next();
                begins_range &= !escaped.is_some_and(is_set);
                out.push(c);
                out.extend(escaped);
            }
            '[' if !in_class => {
                in_class = true;
                out.push(c);
                out.extend(rest.next_if_eq(&'^'));
            }
            ']' if in_class => {
                in_class = false;
                out.push(c);
            }
            '-' if is_range => {
                begins_range = false;
                out.push(c);
                // An escaped end is read as any other escape.
                if let Some(end) = rest.next_if(|end| *end != '\\') {
                    push_literal(&mut out, end);
                }
            }
            c if in_class => push_literal(&mut out, c),
            '{' if !is_quantifier(rest.clone()) => out.push_str("\\{"),
            c => out.push(c),
        }
    }
    out
}

/// Whether an escape stands for several characters.
fn is_set(escaped: char) -> bool {
    matches!(escaped, 'd' | 'D' | 'w' | 'W' | 's' | 'S')
}

/// Whether what follows a `-` cannot be the end of a range.
fn ends_or_is_set(mut rest: impl Iterator<Item = char>) -> bool {
    match rest.next() {
        None | Some(']') => true,
        Some('\\') => rest.next().is_some_and(is_set),
        Some(_) => false,
    }
}

/// One character of a class.
fn push_literal(out: &mut String, c: char) {
    if matches!(c, '[' | '&' | '~' | '-') {
        out.push('\\');
    }
    out.push(c);
}

/// Whether what follows a `{` makes it a quantifier: `3}`, `3,}` or `3,5}`.
fn is_quantifier(mut rest: impl Iterator<Item = char>) -> bool {
    let inner: String = rest.by_ref().take_while(|c| *c != '}').collect();
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    match inner.split_once(',') {
        Some((least, most)) => is_number(least) && (most.is_empty() || is_number(most)),
        None => is_number(&inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_ecma_262() {
        for (pattern, matching, others) in [
            (r"^[\d-_]+$", "1-_", "a"),
            (r"^[_-\d]+$", "1-_", "a"),
            (r"^[\w-.]+$", "a-.", "/"),
            (r"^[[\]]+$", "[]", "a"),
            (r"^[a&&b~~]+$", "&~ab", "c"),
            (r"^[+--]+$", "+,-", "."),
            (r"^a{b}$", "a{b}", "ab"),
            (r"^a{2}$", "aa", "a"),
            (r"^a{2,}\{$", "aaa{", "a{"),
            (r"^[^[]$", "a", "["),
            (r"^\/a\-b$", "/a-b", "a-b"),
        ] {
            let checkable = checkable(pattern).expect(pattern);
            let regex = Regex::new(&checkable).expect("it was checked");
            assert!(regex.is_match(matching), "{pattern} {matching}");
            assert!(!regex.is_match(others), "{pattern} {others}");
        }
        // What can be read as it is stays as it is.
        assert_eq!(checkable(r"^[\w]{1,24}$").as_deref(), Some(r"^[\w]{1,24}$"));
        for pattern in [r"^(?!x)a$", r"(?<=a)b", r"(a)\1", r"\p{L}", "("] {
            assert_eq!(checkable(pattern), None, "{pattern}");
        }
    }
}
