//! Descriptions of the specs, which are CommonMark, as Markdown that rustdoc renders the same way and that is harmless there.
//!
//! Kept are paragraphs, lists, tables, emphasis, code, and links to the web. HTML is replaced by what it stands for, or is
//! escaped; so are brackets, which rustdoc would take for links to items. Code blocks are marked as text, so that none is
//! compiled as an example.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::docs::is_invisible;
use super::html::replace_html;

/// Stands for a space at which no line is broken.
pub(super) const NO_BREAK: char = '\u{1}';

/// Longer descriptions are cut: nobody reads them, and they would make a page unusable.
const MAX_LENGTH: usize = 32 * 1024;

/// The paragraphs of a description. One that holds line breaks is a list, a table or code, to be kept line by line.
pub(super) fn paragraphs(description: &str) -> Vec<String> {
    let visible = |it: &char| matches!(it, '\n' | '\t') || !is_invisible(*it);
    let text: String = description
        .chars()
        .filter(visible)
        .take(MAX_LENGTH)
        .collect();
    let text = text.trim();
    if is_plain(text) {
        let folded = fold(text);
        return if folded.is_empty() {
            Vec::new()
        } else {
            vec![folded]
        };
    }
    let text = replace_html(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        writer.event(event);
    }
    writer.finish()
}

/// Whether nothing in the text can be markup.
fn is_plain(text: &str) -> bool {
    !text.contains("://")
        && !text.contains(['\n', '\t'])
        && text
            .chars()
            .all(|it| it.is_alphanumeric() || " .,;:'\"()-/?!%’“”–".contains(it))
        && text.starts_with(char::is_alphabetic)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The Markdown made of the events so far.
#[derive(Default)]
struct Writer {
    done: Vec<String>,
    /// The paragraph, list item or table cell that is being written.
    inline: String,
    /// The numbers of the next items of the open lists; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The marker of an item of which nothing was written yet.
    marker: Option<String>,
    /// Lines of the outermost open list.
    list_lines: Vec<String>,
    /// Cells of the open row, and the rows, of the open table.
    cells: Vec<String>,
    rows: Vec<String>,
    in_table: bool,
    /// The text of the open code block.
    code: Option<String>,
    /// Targets of the open links; `None` for a link that is shown as its text.
    links: Vec<Option<String>>,
}

/// Lists that are nested deeper are written at this depth.
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
                // A link cannot stand in a link.
                let target = target.filter(|_| self.links.iter().all(Option::is_none));
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

    /// A word that holds a URL: the URL becomes a link.
    fn bare_link(&mut self, word: &str, link: &std::ops::Range<usize>) {
        let before = word[..link.start].trim_end_matches('<');
        let after = word[link.end..].trim_start_matches('>');
        escape(before, &mut self.inline);
        self.inline.push_str(&format!("<{}>", &word[link.clone()]));
        escape(after, &mut self.inline);
    }

    fn code_span(&mut self, text: &str) {
        let text = fold(text).replace(' ', &NO_BREAK.to_string());
        let text = if self.in_table {
            text.replace('|', "\\|")
        } else {
            text
        };
        let fence = "`".repeat(longest_run(&text) + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') {
            NO_BREAK.to_string()
        } else {
            String::new()
        };
        self.inline
            .push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
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
        if cells.is_empty() {
            return;
        }
        self.rows.push(format!("| {} |", cells.join(" | ")));
        if is_head {
            self.rows.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }

    /// Adds lines that stay as they are.
    fn keep(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
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

    /// Ends the paragraph or item that is being written.
    fn flush(&mut self) {
        if self.in_table {
            return;
        }
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
                // A paragraph of its own in the item.
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

    /// The indentation of the markers of the innermost list.
    fn outer_indent(&self) -> String {
        " ".repeat(4 * (self.lists.len().min(MAX_LISTS).saturating_sub(1)))
    }

    /// The indentation of the text of the items of the innermost list.
    fn indent(&self) -> String {
        let marker = match self.lists.last() {
            Some(Some(next)) => next.saturating_sub(1).to_string().len() + 2,
            _ => 2,
        };
        self.outer_indent() + &" ".repeat(marker)
    }

    fn finish(mut self) -> Vec<String> {
        self.in_table = false;
        self.flush();
        if !self.list_lines.is_empty() {
            self.done.push(self.list_lines.join("\n") + "\n");
        }
        self.done
    }
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|it| it != '`').map(str::len).max().unwrap_or(0)
}

/// The target of a link as it can stand in Markdown; `None` unless it leads to the web.
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

/// Where in a word a URL stands.
fn link_in(word: &str) -> Option<std::ops::Range<usize>> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let url = &word[start..];
    let is_end = |it: char| "()[]<>\"'`{}|\\^".contains(it);
    let end = url.find(is_end).unwrap_or(url.len());
    let url = url[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    (url.len() > "https://".len()).then_some(start..start + url.len())
}

/// Adds text with a backslash before whatever would be markup.
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
