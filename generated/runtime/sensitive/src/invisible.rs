//! Characters that a terminal interprets, or that cannot be seen.
//!
//! Text of services and API descriptions is printed with these characters as escapes, so that it cannot control a
//! terminal, change the direction of other text, or differ from what it appears to be.

/// The characters of the Unicode category Cf (format) and of the property Default_Ignorable_Code_Point, and the
/// separators of lines and paragraphs. Both sets are stable: new characters come from the ranges that are included.
const INVISIBLE: [(char, char); 25] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Returns `true` if a terminal would interpret the character, or show nothing for it.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || (!c.is_ascii()
            && INVISIBLE
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&c)))
}

/// Returns the characters of a text, and for each whether it must be escaped. A joiner or a variation selector between
/// characters outside of ASCII is part of an emoji or of a word, such as a Persian one, and remains.
pub fn unprintable(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut previous = None;
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        let c = characters.next()?;
        let is_part = |it: Option<char>| it.is_some_and(|it| !it.is_ascii() && !is_unprintable(it));
        let joins = match c {
            '\u{200c}' | '\u{200d}' => is_part(previous) && is_part(characters.peek().copied()),
            '\u{fe0e}' | '\u{fe0f}' => is_part(previous),
            _ => false,
        };
        // After a selector, a joiner continues the emoji.
        if !(joins && matches!(c, '\u{fe0e}' | '\u{fe0f}')) {
            previous = Some(c);
        }
        Some((c, is_unprintable(c) && !joins))
    })
}

/// Returns `true` if a character of the text must be escaped.
pub fn has_unprintable(text: &str) -> bool {
    text.contains(is_unprintable) && unprintable(text).any(|(_, escaped)| escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        for (c, is_escaped) in unprintable(text) {
            match is_escaped {
                true => out.extend(c.escape_unicode()),
                false => out.push(c),
            }
        }
        out
    }

    #[test]
    fn invisible_characters_are_escaped() {
        let all = [
            '\0',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{ad}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{2028}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{2069}',
            '\u{206f}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{13430}',
            '\u{1d173}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e0100}',
        ];
        for c in all {
            let expected = format!("pay{}pal", c.escape_unicode());
            assert_eq!(escaped(&format!("pay{c}pal")), expected);
            assert!(has_unprintable(&format!("é1{c}x")));
        }
    }

    #[test]
    fn emoji_and_words_keep_their_joiners() {
        for text in [
            "",
            "plain, ünïcode, 日本語",
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}",
            "❤\u{fe0e}",
            "❤\u{fe0e}\u{200d}🔥",
            "❤\u{fe0f}\u{200d}🔥",
            "می\u{200c}خواهم",
        ] {
            assert_eq!(escaped(text), text);
            assert!(!has_unprintable(text));
        }
        // A joiner after another one, or at an end, joins nothing.
        assert_eq!(escaped("👩\u{200d}\u{200d}👩"), "👩\\u{200d}\\u{200d}👩");
        assert_eq!(escaped("👩\u{200d}"), "👩\\u{200d}");
    }
}
