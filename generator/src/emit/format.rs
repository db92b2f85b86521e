//! Tokens to text: one item at a time through prettyplease, tables as they are.

use proc_macro2::{Ident, Span, TokenStream};

use super::docs::is_invisible;

/// A file that grows item by item.
#[derive(Default)]
pub(super) struct File {
    text: String,
}

/// Stands for a line break in documentation, which is one literal until it is printed: an attribute a line would cost a
/// tenth of the time of a run.
pub(super) const LINE_BREAK: char = '\u{1}';

/// The longest line that a table may have before it is written a row a line.
const WIDTH: usize = 100;

impl File {
    /// Creates a file that starts with its documentation.
    pub fn new(docs: &[String]) -> Self {
        let mut text = String::new();
        for line in docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            // A line must stay one, whatever the spec has in its names.
            text.extend(
                line.chars()
                    .map(|it| if is_invisible(it) { ' ' } else { it }),
            );
            text.push('\n');
        }
        Self { text }
    }

    /// Adds one item. Items are made of names that are identifiers, so they parse; were one not to, the output says so.
    pub fn item(&mut self, tokens: TokenStream) {
        if tokens.is_empty() {
            return;
        }
        self.text.push('\n');
        self.tight(tokens);
    }

    /// Adds one item right below the last.
    pub fn tight(&mut self, tokens: TokenStream) {
        // The tokens are not kept for the case that cannot occur: copying them is a tenth of the time.
        match syn::parse2::<syn::File>(tokens) {
            Ok(file) => finish(&prettyplease::unparse(&file), &mut self.text),
            Err(error) => self.line(&format!("compile_error!({:?});", error.to_string())),
        }
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds `head { row, row }` with its closing text, on one line if that is short.
    pub fn table(&mut self, head: &str, rows: &[String], close: &str) {
        self.line(&(block(head, rows, close.lines().next().map_or(0, str::len)) + close));
    }

    pub fn finish(self) -> String {
        self.text
    }
}

/// `head { row, row }`, on one line if that is short, with so many characters after it.
pub(super) fn block(head: &str, rows: &[String], after: usize) -> String {
    let one_line = format!("{head} {{ {} }}", rows.join(", "));
    if rows.is_empty() {
        format!("{head} {{}}")
    } else if one_line.len() + after <= WIDTH {
        one_line
    } else {
        let rows: String = rows.iter().map(|row| format!("    {row},\n")).collect();
        format!("{head} {{\n{rows}}}")
    }
}

/// Lines as one text that ends with a line break.
pub(super) fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.map(|it| it + "\n").collect()
}

/// Puts an empty line between the functions of an `impl`, as people do, and documentation on lines of its own.
fn finish(text: &str, out: &mut String) {
    let mut ended = false;
    for line in text.split_inclusive('\n') {
        if ended && line.starts_with("    ") {
            out.push('\n');
        }
        ended = line == "    }\n";
        let mut parts = line.split(LINE_BREAK);
        out.extend(parts.next());
        let indentation = line.len() - line.trim_start().len();
        for part in parts {
            out.push('\n');
            out.push_str(&line[..indentation]);
            out.push_str("///");
            out.push_str(part);
        }
    }
}

/// A planned name as a token.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A raw string where that spares escapes.
pub(super) fn raw_string(text: &str) -> String {
    let unseen = |c: char| c != '\n' && is_invisible(c);
    if !text.contains(['\\', '"']) || text.contains(unseen) {
        return format!("{text:?}");
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
