//! Formats descriptions for rustdoc, as paragraphs without accidental markup.

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use super::markdown::{NO_BREAK, paragraphs};

/// The maximal length of a line.
const WIDTH: usize = 100;

/// Returns a description of a spec as lines.
pub(super) fn of<'a>(description: impl Into<Option<&'a str>>) -> Vec<String> {
    lines(&paragraphs(description))
}

/// Returns the documentation attributes for lines of Markdown.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// Returns a text of the spec as code on one line.
pub(super) fn code(text: &str) -> String {
    let plain = |it: char| if is_invisible(it) { ' ' } else { it };
    code_span(&text.chars().map(plain).collect::<String>())
}

/// Returns a text as code between as many backticks as it requires.
pub(super) fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let is_blank = text.chars().all(|it| it == ' ');
    // Markdown removes one space from each side if both sides have one.
    let is_padded = text.starts_with(' ') && text.ends_with(' ');
    let pad = match text.starts_with('`') || text.ends_with('`') || (is_padded && !is_blank) {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Returns the length of the longest run of backticks.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|it| it != '`').map(str::len).max().unwrap_or(0)
}

/// Returns `true` for control characters, and for direction marks, which rustc rejects in comments.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns paragraphs as wrapped lines with empty lines in between. Empty paragraphs are left out, and paragraphs with line
/// breaks keep them.
pub(super) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs.iter().filter(|it| !it.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        if paragraph.contains('\n') {
            lines.extend(paragraph.lines().map(str::to_owned));
        } else {
            lines.extend(wrapped(paragraph));
        }
    }
    lines
}

/// Returns one paragraph as wrapped lines.
pub(super) fn wrapped(paragraph: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let new_line = || String::with_capacity(WIDTH.min(paragraph.len()));
    let (mut line, mut width) = (new_line(), 0);
    let is_ascii = paragraph.is_ascii();
    for word in paragraph.split(' ') {
        let length = match is_ascii {
            true => word.len(),
            false => word.chars().count(),
        };
        if width > 0 && width + 1 + length > WIDTH {
            lines.push(std::mem::replace(&mut line, new_line()));
            width = 0;
        }
        if width == 0 {
            escape_start(word, &mut line);
            width = length;
        } else {
            line.push(' ');
            line.push_str(word);
            width += 1 + length;
        }
    }
    lines.push(line);
    for line in &mut lines {
        if line.contains(NO_BREAK) {
            *line = line.replace(NO_BREAK, " ");
        }
    }
    lines
}

/// Returns an item of a list as lines.
pub(super) fn item(text: &str) -> Vec<String> {
    item_of(&[text.to_owned()])
}

/// Returns an item of a list with several paragraphs as lines.
pub(super) fn item_of(paragraphs: &[String]) -> Vec<String> {
    let lines = lines(paragraphs).into_iter().enumerate();
    lines
        .map(|(n, line)| match (n, line.as_str()) {
            (0, _) => format!("- {line}"),
            (_, "") => line,
            _ => format!("  {line}"),
        })
        .collect()
}

/// Returns a description of a spec as one paragraph.
pub(super) fn inline<'a>(description: impl Into<Option<&'a str>>) -> String {
    let mut all = paragraphs(description);
    all.retain(|it| !it.contains('\n'));
    all.join(" ")
}

/// Adds a word at the start of a line, and escapes one that would start a list, a heading, a quotation or a table.
fn escape_start(word: &str, line: &mut String) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (start, rest) = word.split_at(digits);
    line.push_str(start);
    let is_markup = match start {
        "" => rest.starts_with(['-', '+', '#', '=', '|', '~', ':']),
        _ => matches!(rest, "." | ")"),
    };
    if is_markup {
        line.push('\\');
    }
    line.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_direction_marks_are_invisible() {
        let invisible = "\0\t\u{1b}\u{7f}\u{85}\u{202a}\u{202e}\u{2066}\u{2069}";
        assert!(invisible.chars().all(is_invisible));
        let visible = "a ~\u{a0}\u{e9}\u{2029}\u{202f}\u{2065}\u{206a}";
        assert!(!visible.chars().any(is_invisible));
    }

    #[test]
    fn code_is_shown_as_it_is() {
        for (text, expected) in [
            ("a", "`a`"),
            ("", "``"),
            ("a\tb", "`a b`"),
            ("^[a-z`]+$", "``^[a-z`]+$``"),
            ("`", "`` ` ``"),
            ("a``", "``` a`` ```"),
            (" x ", "`  x  `"),
            (" x", "` x`"),
            ("  ", "`  `"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn an_item_keeps_the_lines_of_its_paragraphs() {
        let paragraphs = ["a:".to_owned(), "- b\n- c\n".to_owned(), "d".to_owned()];
        let expected = ["- a:", "", "  - b", "  - c", "", "  d"];
        assert_eq!(item_of(&paragraphs), expected);
    }

    #[test]
    fn a_word_that_would_start_a_block_of_markdown_is_escaped() {
        for (word, expected) in [
            ("1.", "1\\."),
            ("12)", "12\\)"),
            ("1.5", "1.5"),
            ("1", "1"),
            ("1:", "1:"),
            (".", "."),
            ("-", "\\-"),
            ("+", "\\+"),
            ("#a", "\\#a"),
            ("=", "\\="),
            ("|", "\\|"),
            ("~", "\\~"),
            (":", "\\:"),
            ("a-", "a-"),
            ("", ""),
        ] {
            let mut line = String::new();
            escape_start(word, &mut line);
            assert_eq!(line, expected, "{word}");
        }
    }
}
