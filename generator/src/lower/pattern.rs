//! Patterns: translates regular expressions of ECMA 262 to the syntax of the runtime's library.

use regex_lite::Regex;

/// Returns the pattern in the runtime's syntax, or `None` if the library does not support it, as with look-around.
pub(super) fn checkable(pattern: &str) -> Option<String> {
    [pattern.to_owned(), respelled(pattern)]
        .into_iter()
        .find(|it| Regex::new(it).is_ok())
}

/// Escapes characters that are literal in ECMA 262 only: in a class `[`, `&`, `~` and a `-` outside of ranges, and elsewhere
/// a brace that does not start a quantifier.
fn respelled(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    // True if the last item of the class is one character, which may start a range.
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
                // An escaped end of a range is read like any other escape.
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

/// Returns `true` if an escape matches several characters.
fn is_set(escaped: char) -> bool {
    matches!(escaped, 'd' | 'D' | 'w' | 'W' | 's' | 'S')
}

/// Returns `true` if the text after a `-` cannot be the end of a range.
fn ends_or_is_set(mut rest: impl Iterator<Item = char>) -> bool {
    match rest.next() {
        None | Some(']') => true,
        Some('\\') => rest.next().is_some_and(is_set),
        Some(_) => false,
    }
}

/// Writes one character of a class.
fn push_literal(out: &mut String, c: char) {
    if matches!(c, '[' | '&' | '~' | '-') {
        out.push('\\');
    }
    out.push(c);
}

/// Returns `true` if the text after a `{` completes a quantifier: `3}`, `3,}` or `3,5}`.
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
            (r"^[[]{a}-[b]$", "[{a}-b", "[a-b"),
            (r"^[a&&b~~]+$", "&~ab", "c"),
            (r"^[+--]+$", "+,-", "."),
            (r"^a{b}$", "a{b}", "ab"),
            (r"^a{2}$", "aa", "a"),
            (r"^a{2,}\{$", "aaa{", "a{"),
            (r"^[^[]$", "a", "["),
            (r"^[^^&]$", "a", "^"),
            (r"^[a^]$", "^", "b"),
            (r"^{a}{b,1}$", "{a}{b,1}", "a"),
            (r"^a{2}b{c$", "aab{c", "ab{c"),
            (r"^\/a\-b$", "/a-b", "a-b"),
            (r"^[\S-x]+$", "a-x", " "),
            (r"^[\W-x]+$", " -x", "a"),
            (r"^[\D-1]+$", "a-1", "2"),
            (r"^[x-\d]+$", "x-1", "y"),
            (r"^[1-\D]+$", "1-a", "2"),
            (r"^[.-\w]+$", ".-a", "/"),
            (r"^[a-\W]+$", "a- ", "b"),
            (r"^[x-\s]+$", "x- ", "y"),
            (r"^[ -\S]+$", " -a", "\t"),
            (r"^[\d-x]+$", "1-x", "y"),
            (r"^[\w-.]+$", "a-.", "/"),
            (r"^[\n-\r]+$", "\n\r", "a"),
            (r"^[\s-x]+$", " -x", "a"),
            (r"^[a-\d]+$", "a-1", "b"),
            (r"^[a-\x7a]+$", "az", "A"),
            (r"^[a-]+$", "a-", "b"),
            (r"^[a-c-e]+$", "b-e", "d"),
            (r"^a{,2}$", "a{,2}", "aa"),
            (r"^a{1,2$", "a{1,2", "a"),
        ] {
            let checkable = checkable(pattern).expect(pattern);
            let regex = Regex::new(&checkable).expect("it was checked");
            assert!(regex.is_match(matching), "{pattern} {matching}");
            assert!(!regex.is_match(others), "{pattern} {others}");
        }
        // Valid patterns stay unchanged.
        assert_eq!(checkable(r"^[\w]{1,24}$").as_deref(), Some(r"^[\w]{1,24}$"));
        for pattern in [r"^(?!x)a$", r"(?<=a)b", r"(a)\1", r"\p{L}", "("] {
            assert_eq!(checkable(pattern), None, "{pattern}");
        }
    }
}
