//! Converts descriptions of specs, which are CommonMark, to safe Markdown that rustdoc renders in the same way.
//!
//! Paragraphs, lists, tables, emphasis, code and links to the web are kept. HTML is converted or escaped. Brackets are
//! escaped, because rustdoc takes them for links to items. Code blocks are marked as text, so that they are not compiled as
//! examples.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::docs::{code_span, is_invisible, longest_run};
use super::html::replace_html;

/// Stands for a space without a line break.
pub(super) const NO_BREAK: char = '\u{1}';

/// The maximal length of a description in characters. Longer ones are cut, because they would make a page unusable.
pub const MAX_LENGTH: usize = 64 * 1024;

/// Returns `true` if a description is longer than [`MAX_LENGTH`].
pub fn is_cut(description: &str) -> bool {
    description.len() > MAX_LENGTH && visible(description).nth(MAX_LENGTH).is_some()
}

/// Returns the characters of a description that are shown.
fn visible(description: &str) -> impl Iterator<Item = char> {
    let is_visible = |it: &char| matches!(it, '\n' | '\t') || !is_invisible(*it);
    description.trim().chars().filter(is_visible)
}

/// Returns the paragraphs of a description. Those with line breaks are lists, tables or code, and keep their lines.
pub(super) fn paragraphs<'a>(description: impl Into<Option<&'a str>>) -> Vec<String> {
    let description = description.into().unwrap_or_default().trim();
    if description.len() <= MAX_LENGTH && is_plain(description) {
        return vec![fold(description)];
    }
    let text: String = visible(description).take(MAX_LENGTH).collect();
    let text = text.trim();
    if is_plain(text) {
        return vec![fold(text)];
    }
    let text = replace_html(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        writer.event(event);
    }
    writer.finish()
}

/// Returns `true` if the text contains neither markup nor invisible characters.
fn is_plain(text: &str) -> bool {
    let is_plain = |it: char| match it {
        ' ' | '.' | ',' | ';' | ':' | '\'' | '"' | '(' | ')' | '-' | '/' | '?' | '!' | '%' => true,
        '’' | '“' | '”' | '–' => true,
        _ => it.is_alphanumeric(),
    };
    text.starts_with(char::is_alphabetic) && text.chars().all(is_plain) && !text.contains("://")
}

fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// The Markdown that was written so far.
#[derive(Default)]
struct Writer {
    done: Vec<String>,
    /// The current paragraph, list item or table cell.
    inline: String,
    /// The number of the next item of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The marker of an item without text so far.
    marker: Option<String>,
    /// The lines of the outermost open list.
    list_lines: Vec<String>,
    /// The cells of the current row, and the rows, of the open table.
    cells: Vec<String>,
    rows: Vec<String>,
    in_table: bool,
    /// The text of the open code block.
    code: Option<String>,
    /// The targets of the open links; `None` for links that are shown as text.
    links: Vec<Option<String>>,
}

/// The maximal depth of lists. Deeper ones are written at this depth.
const MAX_LISTS: usize = 4;

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.code_span(&text),
            Event::SoftBreak | Event::HardBreak => self.inline.push(' '),
            Event::Rule => self.flush(),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => "- ".to_owned(),
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Heading { .. } => {
                self.flush();
                self.inline.push_str("**");
            }
            Tag::Table(_) => {
                self.flush();
                self.in_table = true;
            }
            Tag::Emphasis => self.inline.push('*'),
            Tag::Strong => self.inline.push_str("**"),
            Tag::Link { dest_url, .. } => {
                let target = link_target(&dest_url);
                if target.is_some() {
                    self.inline.push('[');
                }
                self.links.push(target);
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() && !self.list_lines.is_empty() {
                    let lines = std::mem::take(&mut self.list_lines);
                    self.done.push(lines.join("\n") + "\n");
                }
            }
            TagEnd::Item | TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock => {
                self.flush();
            }
            TagEnd::Heading(_) => {
                self.inline.push_str("**");
                if self.inline == "****" {
                    self.inline.clear();
                }
                self.flush();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableCell => self
                .cells
                .push(fold(&std::mem::take(&mut self.inline)).replace(NO_BREAK, " ")),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(tag == TagEnd::TableHead),
            TagEnd::Table => {
                self.in_table = false;
                let rows = std::mem::take(&mut self.rows);
                self.keep(rows);
            }
            TagEnd::Emphasis => self.inline.push('*'),
            TagEnd::Strong => self.inline.push_str("**"),
            TagEnd::Link => {
                if let Some(Some(target)) = self.links.pop() {
                    self.inline.push_str(&format!("]({target})"));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let in_link = self.links.iter().any(Option::is_some);
        let is_space = |it: char| it.is_whitespace();
        for piece in text.split_inclusive(is_space) {
            let word = piece.trim_end_matches(is_space);
            match link_in(word) {
                Some(link) if !in_link => self.bare_link(word, &link),
                _ => escape(word, &mut self.inline),
            }
            if piece.len() > word.len() {
                self.inline.push(' ');
            }
        }
    }

    /// Writes a word with a URL as a link.
    fn bare_link(&mut self, word: &str, link: &std::ops::Range<usize>) {
        let before = word[..link.start].trim_end_matches('<');
        let after = word[link.end..].trim_start_matches('>');
        escape(before, &mut self.inline);
        self.inline.push_str(&format!("<{}>", &word[link.clone()]));
        escape(after, &mut self.inline);
    }

    fn code_span(&mut self, text: &str) {
        let text = fold(text);
        let text = if self.in_table {
            text.replace('|', "\\|")
        } else {
            text
        };
        let code = code_span(&text).replace(' ', &NO_BREAK.to_string());
        self.inline.push_str(&code);
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        let mut lines = vec![format!("{fence}text")];
        lines.extend(code.lines().map(|it| it.trim_end().to_owned()));
        lines.push(fence);
        self.keep(lines);
    }

    fn end_row(&mut self, is_head: bool) {
        let cells = std::mem::take(&mut self.cells);
        self.rows.push(format!("| {} |", cells.join(" | ")));
        if is_head {
            self.rows.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }

    /// Adds lines unchanged.
    fn keep(&mut self, lines: Vec<String>) {
        if self.lists.is_empty() {
            self.done.push(lines.join("\n") + "\n");
        } else {
            let indent = self.indent();
            if let Some(marker) = self.marker.take() {
                self.list_lines
                    .push(format!("{}{marker}", self.outer_indent()));
            }
            self.list_lines
                .extend(lines.into_iter().map(|line| format!("{indent}{line}")));
        }
    }

    /// Ends the current paragraph or item.
    fn flush(&mut self) {
        let text = fold(&std::mem::take(&mut self.inline));
        if text.is_empty() {
            return;
        }
        if self.lists.is_empty() {
            self.done.push(text);
            return;
        }
        let (first, rest) = match self.marker.take() {
            Some(marker) => (self.outer_indent() + &marker, self.indent()),
            None => {
                // A further paragraph of the item.
                self.list_lines.push(String::new());
                (self.indent(), self.indent())
            }
        };
        let lines = super::docs::wrapped(&text);
        for (n, line) in lines.into_iter().enumerate() {
            let indent = if n == 0 { &first } else { &rest };
            self.list_lines.push(format!("{indent}{line}"));
        }
    }

    /// Returns the indentation of the markers of the innermost list.
    fn outer_indent(&self) -> String {
        " ".repeat(4 * (self.lists.len().min(MAX_LISTS).saturating_sub(1)))
    }

    /// Returns the indentation of the text of the innermost list's items.
    fn indent(&self) -> String {
        let marker = match self.lists.last() {
            Some(Some(next)) => next.saturating_sub(1).to_string().len() + 2,
            _ => 2,
        };
        self.outer_indent() + &" ".repeat(marker)
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        self.done
    }
}

/// Returns the target of a link in Markdown, or `None` unless it leads to the web.
fn link_target(url: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_odd =
        |it: char| it.is_whitespace() || it.is_control() || matches!(it, '<' | '>' | '\\' | '`');
    let host = url.split_once("://")?.1;
    if !is_web || url.contains(is_odd) || host.is_empty() {
        return None;
    }
    Some(url.replace('(', "%28").replace(')', "%29"))
}

/// Returns the range of a URL in a word.
fn link_in(word: &str) -> Option<std::ops::Range<usize>> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let url = &word[start..];
    let is_end = |it: char| "()[]<>\"'`{}|\\^".contains(it);
    let end = url.find(is_end).unwrap_or(url.len());
    let url = url[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    (url.len() > "https://".len()).then_some(start..start + url.len())
}

/// Returns text with a backslash before markup characters.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Adds text with a backslash before markup characters.
fn escape(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    let mut before: Option<char> = out.chars().next_back();
    while let Some(it) = characters.next() {
        let next = characters.peek().copied();
        let is_word = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric());
        let is_markup = match it {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' | '$' => true,
            '_' => !(is_word(before) && is_word(next)),
            '&' => next.is_some_and(|it| it.is_alphanumeric() || it == '#'),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(it);
        before = Some(it);
    }
}

#[cfg(test)]
mod tests;
