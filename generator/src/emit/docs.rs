//! Descriptions as rustdoc: plain paragraphs in which nothing is markup by accident.

use proc_macro2::TokenStream;
use quote::quote;

/// The longest text of a line.
const WIDTH: usize = 100;

/// The `#[doc]` attributes of a text of paragraphs.
pub(super) fn attributes(paragraphs: &[String]) -> TokenStream {
    let lines = lines(paragraphs)
        .into_iter()
        .map(|it| if it.is_empty() { it } else { format!(" {it}") });
    quote!(#(#[doc = #lines])*)
}

/// The attributes of lines that are Markdown already.
pub(super) fn raw(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|it| match it.as_str() {
        "" => String::new(),
        it => format!(" {it}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// The attributes of a description from a spec.
pub(super) fn of(description: &str) -> TokenStream {
    attributes(&[clean(description)])
}

/// A name of the spec as code, on one line whatever it consists of.
pub(super) fn code(name: &str) -> String {
    let plain = |it: char| {
        if is_invisible(it) || it == '`' {
            ' '
        } else {
            it
        }
    };
    format!("`{}`", name.chars().map(plain).collect::<String>().trim())
}

/// Control characters, and those that turn the direction of text, which rustc refuses in comments.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Paragraphs as lines of moderate length with an empty line between them; empty paragraphs are left out.
pub(super) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs.iter().filter(|it| !it.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if line.is_empty() {
                line.push_str(&escape_start(word));
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        lines.push(line);
    }
    lines
}

/// One paragraph of a description: white space folded, HTML dropped, brackets escaped, links made links.
pub(super) fn clean(description: &str) -> String {
    let visible = |it: &char| it.is_whitespace() || !is_invisible(*it);
    let without_tags = drop_tags(&description.chars().filter(visible).collect::<String>());
    let balanced =
        without_tags.matches('`').count().is_multiple_of(2) && !without_tags.contains("``");
    let mut in_code = false;
    let words = without_tags.split_whitespace().map(|word| {
        let mut out = String::with_capacity(word.len());
        if let (false, Some(link)) = (in_code, link(word)) {
            return link;
        }
        for character in word.chars() {
            match character {
                '`' if balanced => in_code = !in_code,
                '`' | '[' | ']' | '<' | '>' | '*' | '\\' if !in_code => out.push('\\'),
                _ => {}
            }
            out.push(character);
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A word that is, or holds, a URL.
fn link(word: &str) -> Option<String> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let url = &word[start..];
    let is_end = |it: char| {
        matches!(
            it,
            ')' | ']' | '>' | '"' | '\'' | '<' | '`' | '}' | '{' | '|' | '\\' | '[' | '('
        )
    };
    let end = url.find(is_end).unwrap_or(url.len());
    let url = url[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if url.len() <= "https://".len() {
        return None;
    }
    let (before, after) = (&word[..start], &word[start + url.len()..]);
    let escape = |text: &str| {
        text.chars()
            .flat_map(|it| {
                if it.is_ascii_punctuation()
                    && !matches!(
                        it,
                        '.' | ',' | ';' | ':' | '(' | ')' | '\'' | '"' | '-' | '/'
                    )
                {
                    vec!['\\', it]
                } else {
                    vec![it]
                }
            })
            .collect::<String>()
    };
    Some(format!(
        "{}<{url}>{}",
        escape(before).trim_end_matches("\\<"),
        escape(after)
    ))
}

/// Leaves out HTML tags, which specs use for line breaks and emphasis; `<name>` that is no tag stays.
fn drop_tags(text: &str) -> String {
    const TAGS: [&str; 17] = [
        "br", "p", "b", "i", "li", "ul", "ol", "a", "em", "strong", "code", "div", "span", "sup",
        "pre", "u", "h1",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let inner = &rest[start + 1..];
        let tag = inner.trim_start_matches('/');
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        match inner.find('>') {
            Some(end) if TAGS.contains(&name.as_str()) => {
                out.push(' ');
                rest = &inner[end + 1..];
            }
            _ => {
                out.push('<');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A word that would start a list, a heading, a quotation or a table at the beginning of a line.
fn escape_start(word: &str) -> String {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && word.len() == digits + 1 && word.ends_with(['.', ')']) {
        return format!("{}\\{}", &word[..digits], &word[digits..]);
    }
    match word.chars().next() {
        Some('-' | '+' | '#' | '=' | '|' | '~' | ':') => format!("\\{word}"),
        _ => word.to_owned(),
    }
}
