//! Formats tokens as text: items by prettyplease, and tables by hand.

use proc_macro2::{Ident, Span, TokenStream};

use super::docs::is_invisible;

/// The text of a file, to which items are added.
#[derive(Default)]
pub(super) struct File {
    text: String,
}

/// Stands for a line break in documentation, which is one literal until it is printed. An attribute for each line would take
/// a tenth of the total time.
pub(super) const LINE_BREAK: char = '\u{1}';

/// The longest table that is written on one line.
const WIDTH: usize = 100;

impl File {
    /// Creates a file that starts with its documentation.
    pub fn new(docs: &[String]) -> Self {
        let mut text = String::new();
        for line in docs {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            // Names of the spec must not break the line.
            text.extend(
                line.chars()
                    .map(|it| if is_invisible(it) { ' ' } else { it }),
            );
            text.push('\n');
        }
        Self { text }
    }

    /// Adds one item. All names are identifiers, so that items parse; otherwise, the output is a compile error.
    pub fn item(&mut self, tokens: TokenStream) {
        if tokens.is_empty() {
            return;
        }
        self.text.push('\n');
        self.tight(tokens);
    }

    /// Adds one item without an empty line before it.
    pub fn tight(&mut self, tokens: TokenStream) {
        // The tokens are not kept for the error message: copying them takes a tenth of the time.
        match syn::parse2::<syn::File>(tokens) {
            Ok(file) => finish(&prettyplease::unparse(&file), &mut self.text),
            Err(error) => self.line(&format!("compile_error!({:?});", error.to_string())),
        }
    }

    /// Adds a line unchanged.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds `head { row, row }` with its closing text, on one line if it is short.
    pub fn table(&mut self, head: &str, rows: &[String], close: &str) {
        self.line(&(block(head, rows, close.lines().next().map_or(0, str::len)) + close));
    }

    pub fn finish(self) -> String {
        self.text
    }
}

/// Returns `head { row, row }`, on one line if it is short together with `after` more characters.
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

/// Returns lines as one text that ends with a line break.
pub(super) fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.map(|it| it + "\n").collect()
}

/// Separates the functions of an `impl` by empty lines, and breaks the lines of documentation.
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

/// Returns a planned name as a token.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Returns a string literal, raw if that avoids escapes.
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
