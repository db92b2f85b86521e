//! Matches plain patterns without a regular expression engine.
//!
//! Most patterns of parameters are a sequence of character classes, of which only the last repeats a variable number of
//! times: `^[a-z][a-z0-9-]{2,62}$`. They are matched while they are parsed, which takes a tenth of the time of a
//! regular expression.

/// Matches a text against a pattern. Returns `None` if the pattern is not plain.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let mut pattern = pattern.strip_prefix('^')?.strip_suffix('$')?.as_bytes();
    let mut rest = text.chars();
    let mut matches = true;
    while !pattern.is_empty() {
        let class = Class::read(&mut pattern)?;
        let (least, most) = count(&mut pattern)?;
        // If the next class could match the same characters, backtracking would be necessary.
        if !pattern.is_empty() && most != Some(least) {
            return None;
        }
        let mut n = 0;
        while most.is_none_or(|most| n < most) {
            let mut ahead = rest.clone();
            if !ahead.next().is_some_and(|it| class.contains(it)) {
                break;
            }
            rest = ahead;
            n += 1;
        }
        matches &= n >= least;
    }
    Some(matches && rest.as_str().is_empty())
}

/// A set of ASCII characters, or its complement.
struct Class {
    set: u128,
    negated: bool,
}

impl Class {
    fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        (code < 128 && self.set >> code & 1 == 1) != self.negated
    }

    /// Parses a character class in brackets, or a literal character.
    fn read(pattern: &mut &[u8]) -> Option<Self> {
        let mut class = Self {
            set: 0,
            negated: false,
        };
        match *pattern.split_off_first()? {
            b'[' => {}
            b'\\' => {
                class.set = escaped(*pattern.split_off_first()?)?;
                return Some(class);
            }
            literal @ (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'/') => {
                class.set = bit(literal);
                return Some(class);
            }
            _ => return None,
        }
        if let Some(rest) = pattern.strip_prefix(b"^") {
            (class.negated, *pattern) = (true, rest);
        }
        match *pattern {
            // A leading bracket and nested sets are left to the regular expression engine.
            [b']', ..] | [b'-', b'-', ..] => return None,
            [b'-', rest @ ..] => (class.set, *pattern) = (bit(b'-'), rest),
            _ => {}
        }
        loop {
            match *pattern.split_off_first()? {
                b']' => return Some(class),
                b'\\' => class.set |= escaped(*pattern.split_off_first()?)?,
                first @ (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'/' | b' ') => {
                    match *pattern {
                        [b'-', b']', ..] => class.set |= bit(first),
                        [b'-', last, rest @ ..] => {
                            if !last.is_ascii_alphanumeric() || *last < first {
                                return None;
                            }
                            class.set |= range(first, *last);
                            *pattern = rest;
                        }
                        _ => class.set |= bit(first),
                    }
                }
                b'-' if pattern.first() == Some(&b']') => class.set |= bit(b'-'),
                _ => return None,
            }
        }
    }
}

const fn bit(byte: u8) -> u128 {
    1 << byte
}

/// Returns the characters between two, inclusive.
const fn range(first: u8, last: u8) -> u128 {
    (bit(last) - bit(first)) | bit(last)
}

const DIGITS: u128 = range(b'0', b'9');
const WORD: u128 = DIGITS | range(b'A', b'Z') | range(b'a', b'z') | bit(b'_');

/// Returns the characters that an escape matches.
fn escaped(byte: u8) -> Option<u128> {
    match byte {
        b'd' => Some(DIGITS),
        b'w' => Some(WORD),
        b'.' | b'-' | b'(' | b')' | b'[' | b']' | b'+' | b'*' | b'?' => Some(bit(byte)),
        _ => None,
    }
}

/// Parses the minimum and maximum number of repetitions.
fn count(pattern: &mut &[u8]) -> Option<(usize, Option<usize>)> {
    let (least, most, rest) = match *pattern {
        [b'+', rest @ ..] => (1, None, rest),
        [b'*', rest @ ..] => (0, None, rest),
        [b'?', rest @ ..] => (0, Some(1), rest),
        [b'{', rest @ ..] => {
            let end = rest.iter().position(|it| *it == b'}')?;
            let bounds = std::str::from_utf8(&rest[..end]).ok()?;
            let number = |text: &str| {
                let plain = !text.is_empty() && text.len() < 5;
                let plain = plain && text.bytes().all(|it| it.is_ascii_digit());
                plain.then(|| text.parse::<usize>().ok()).flatten()
            };
            let (least, most) = match bounds.split_once(',') {
                None => (number(bounds)?, Some(number(bounds)?)),
                Some((least, "")) => (number(least)?, None),
                Some((least, most)) => (number(least)?, Some(number(most)?)),
            };
            if most.is_some_and(|most| most < least) {
                return None;
            }
            (least, most, &rest[end + 1..])
        }
        rest => (1, Some(1), rest),
    };
    // Lazy quantifiers such as `+?`.
    if matches!(rest, [b'+' | b'*' | b'?' | b'{', ..]) {
        return None;
    }
    *pattern = rest;
    Some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_lite::Regex;

    /// A pseudo-random sequence of pieces for patterns and texts, the same in each run.
    struct Pieces(u64);

    impl Pieces {
        fn one<'a>(&mut self, pieces: &[&'a str]) -> &'a str {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            pieces[(self.0 >> 33) as usize % pieces.len()]
        }
    }

    const CLASSES: [&str; 27] = [
        "[a-z]",
        "[a-zA-Z0-9]",
        "[^/]",
        "[^a-z.]",
        "[-\\w\\._\\(\\)]",
        "[-a-z]",
        "[--a]",
        "[-]",
        "[\\w.-]",
        "[a-z0-9-]",
        "\\d",
        "\\w",
        "a",
        "-",
        ".",
        "[]a]",
        "[a&&b]",
        "[[:alpha:]]",
        "[\\d-z]",
        "[z-a]",
        "(a|b)",
        "\\.",
        "[é]",
        "[ -~]",
        "[a-z",
        "[0-9a-fA-F_]",
        "\\b",
    ];
    const COUNTS: [&str; 14] = [
        "",
        "",
        "+",
        "*",
        "?",
        "{2}",
        "{1,3}",
        "{2,}",
        "{3,1}",
        "{,2}",
        "{}",
        "+?",
        "{0}",
        "{1,99999}",
    ];
    const TEXTS: [&str; 20] = [
        "a", "b", "z", "A", "0", "9", "-", ".", "_", "/", " ", "é", "\n", "]", "[", "(", ")", "~",
        "ab", "a1-",
    ];

    /// A pattern that this engine does not read is left to the regular expressions.
    #[test]
    fn what_is_read_and_what_is_not() {
        for (pattern, text, expected) in [
            ("^[a-c]$", "c", Some(true)),
            ("^[a-c]$", "d", Some(false)),
            ("^[a-a]$", "a", Some(true)),
            ("^[A-z]$", "_", Some(true)),
            ("^[ -z]$", "!", Some(true)),
            ("^[a-]$", "-", Some(true)),
            ("^[a\\.-]$", "-", Some(true)),
            ("^[\\d-]$", "-", Some(true)),
            // A range that is empty or ends in another character.
            ("^[z-a]$", "z", None),
            ("^[ -~]$", "!", None),
            ("^[a-\\d]$", "a", None),
            ("^[+-.]$", "+", None),
            ("^[]a]$", "a", None),
            ("^[^]a]$", "a", None),
            ("^[--a]$", "a", None),
            ("^[[a]]$", "a", None),
            ("^[\\s]$", " ", None),
            ("^[a", "a", None),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn says_what_the_expression_says() {
        let mut pieces = Pieces(7);
        let (mut n_plain, mut n_matches) = (0, 0);
        for _ in 0..60_000 {
            let mut pattern = String::from(pieces.one(&["^", "^", "^", ""]));
            for _ in 0..pieces.one(&["1", "12", "123"]).len() {
                pattern += pieces.one(&CLASSES);
                pattern += pieces.one(&COUNTS);
            }
            pattern += pieces.one(&["$", "$", "$", "", "\\$"]);
            let mut text = String::new();
            for _ in 0..pieces.one(&["", "1", "12", "123", "12345"]).len() {
                text += pieces.one(&TEXTS);
            }
            if let Some(is_match) = matches(&pattern, &text) {
                let regex = Regex::new(&pattern);
                let regex = regex.unwrap_or_else(|error| panic!("{pattern}: {error}"));
                assert_eq!(is_match, regex.is_match(&text), "{pattern} {text:?}");
                n_plain += 1;
                n_matches += u32::from(is_match);
            }
        }
        assert!(n_plain > 2000 && n_matches > 200, "{n_plain} {n_matches}");
    }

    #[test]
    fn classes_contain_what_they_name() {
        for (pattern, matching, other) in [
            ("^a$", "a", "\0b\u{80}\u{e1}"),
            ("^[b-d]$", "bcd", "\0ae-"),
            ("^[^b-d]$", "\0ae-\u{e9}", "bcd"),
            ("^[-b]$", "-b", "ac"),
            ("^[b-]$", "-b", "ac"),
            ("^\\d$", "09", "/:a\u{663}"),
            ("^\\w$", "azAZ09_", "-@[`{\u{e9}"),
            ("^[\\.\\(]$", ".(", "\\)"),
            ("^[._ /]$", "._ /", "-"),
        ] {
            let is_match = |it: char| matches(pattern, it.encode_utf8(&mut [0; 4]));
            assert!(
                matching.chars().all(|it| is_match(it) == Some(true)),
                "{pattern}"
            );
            assert!(
                other.chars().all(|it| is_match(it) == Some(false)),
                "{pattern}"
            );
        }
    }

    #[test]
    fn counts_hold_at_their_boundaries() {
        for (pattern, lengths) in [
            ("^a?$", 0..=1),
            ("^a$", 1..=1),
            ("^a{2}$", 2..=2),
            ("^a{1,3}$", 1..=3),
            ("^a{0,0}$", 0..=0),
            ("^a{2,}$", 2..=9),
            ("^a+$", 1..=9),
            ("^a*$", 0..=9),
        ] {
            for n in 0..=9 {
                let found = matches(pattern, &"a".repeat(n));
                assert_eq!(found, Some(lengths.contains(&n)), "{pattern} {n}");
            }
        }
    }

    #[test]
    fn other_patterns_are_left_to_the_engine() {
        for pattern in [
            "a",
            "^a",
            "a$",
            "^.$",
            "^(a)$",
            "^a|b$",
            "^\\b$",
            "^[]a]$",
            "^[--a]$",
            "^[a-.]$",
            "^[a-~]$",
            "^[0-_]$",
            "^[z-a]$",
            "^[a&&b]$",
            "^[a$",
            // A count is at most four digits, without a sign.
            "^a{}$",
            "^a{,2}$",
            "^a{+2}$",
            "^a{1,+2}$",
            "^a{x}$",
            "^a{10000}$",
            "^a{2,1}$",
            "^a{2$",
            // Lazy quantifiers, and quantifiers of quantifiers.
            "^a+?$",
            "^a{2}?$",
            "^a*+$",
            "^a*{2}$",
            // The engine may have to go back.
            "^a*b$",
            "^a{1,2}b$",
            "^a?b$",
        ] {
            assert_eq!(matches(pattern, "a"), None, "{pattern}");
        }
        for pattern in ["^a{9999}$", "^a{2}b$", "^[a-a]$"] {
            assert!(matches(pattern, "a").is_some(), "{pattern}");
        }
    }

    #[test]
    fn common_patterns_are_plain() {
        for pattern in [
            "^[a-zA-Z0-9]*$",
            "^[a-z][a-z0-9-]{2,62}$",
            "^[-\\w\\._\\(\\)]+$",
            "^[^/]{1,63}$",
            "^\\d{4}$",
        ] {
            assert_eq!(matches(pattern, "é/"), Some(false), "{pattern}");
        }
    }
}
