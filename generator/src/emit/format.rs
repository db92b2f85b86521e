//! The text of files: items of tokens by prettyplease, items of text in the same layout, and tables.

use proc_macro2::{Ident, Literal, Span, TokenStream};

use super::docs::is_invisible;
use super::layout;

/// The text of a file, to which items are added.
#[derive(Default)]
pub(super) struct File {
    text: String,
    /// The indentation of code.
    indent: usize,
}

/// The longest table that is written on one line.
const WIDTH: usize = 100;

/// The longest literal of a struct that is written on one line, without its last bracket, as in prettyplease.
const SHORT: usize = 34;

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
        Self { text, indent: 0 }
    }

    /// Adds an empty line, except at the start of a block.
    pub fn gap(&mut self) {
        if !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// Adds lines of documentation.
    pub fn docs(&mut self, lines: &[impl AsRef<str>]) {
        for line in lines {
            layout::write("///", self.indent, &mut self.text);
            let line = line.as_ref().trim_end_matches(' ');
            if !line.is_empty() {
                self.text.push(' ');
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// Adds a line of code that is never broken.
    pub fn attribute(&mut self, line: &str) {
        layout::push_indent(self.indent, &mut self.text);
        self.line(line);
    }

    /// Adds a line of code, which is broken if it is too long.
    pub fn code(&mut self, line: &str) {
        layout::write(line, self.indent, &mut self.text);
        self.text.push('\n');
    }

    /// Adds `head { … }` with code in it, and the rest of the last line.
    pub fn block(&mut self, head: &str, rest: &str, content: impl FnOnce(&mut Self)) {
        layout::write(&format!("{head} {{"), self.indent, &mut self.text);
        self.text.push('\n');
        let start = self.text.len();
        self.indent += layout::INDENT;
        content(self);
        self.indent -= layout::INDENT;
        match self.text.len() == start {
            true => drop(self.text.pop()),
            false => layout::push_indent(self.indent, &mut self.text),
        }
        self.text.push('}');
        self.text.push_str(rest);
        self.text.push('\n');
    }

    /// Adds the `use` of names of a module, if there are any.
    pub fn import<'a>(&mut self, module: &str, names: impl IntoIterator<Item = &'a str>) {
        let names: Vec<&str> = names.into_iter().collect();
        match names.as_slice() {
            [] => {}
            [name] => self.code(&format!("use {module}::{name};")),
            names => self.code(&format!("use {module}::{{{}}};", names.join(", "))),
        }
    }

    /// Adds the literal of a struct, on one line if its values are short.
    pub fn literal(&mut self, name: &str, values: &[String]) {
        let line = format!("{name} {{ {} ", values.join(", "));
        if line.len() <= SHORT {
            return self.code(&(line + "}"));
        }
        self.block(name, "", |file| {
            let Some((last, others)) = values.split_last() else {
                return;
            };
            for value in others {
                file.code(&format!("{value},"));
            }
            // The last comma does not count as a character of its line.
            layout::write(last, file.indent, &mut file.text);
            file.text.push_str(match last.starts_with("..") {
                true => "\n",
                false => ",\n",
            });
        });
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

/// Separates the functions of an `impl` by empty lines.
fn finish(text: &str, out: &mut String) {
    let mut ended = false;
    for line in text.split_inclusive('\n') {
        if ended && line.starts_with("    ") {
            out.push('\n');
        }
        ended = line == "    }\n";
        out.push_str(line);
    }
}

/// Returns a planned name as a token.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Returns a type or a path as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// Returns a string literal as text.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
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
    // The limit of rustc.
    if hashes.len() > 255 {
        return format!("{text:?}");
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_raw_if_that_avoids_escapes() {
        let hashes = |n: usize| "#".repeat(n);
        for (text, expected) in [
            ("a".to_owned(), "\"a\"".to_owned()),
            ("a\tb\"".to_owned(), "\"a\\tb\\\"\"".to_owned()),
            ("\\".to_owned(), "r\"\\\"".to_owned()),
            ("\"a#".to_owned(), "r#\"\"a#\"#".to_owned()),
            // The compiler accepts 255 signs.
            (
                format!("\"{}", hashes(254)),
                format!("r{0}\"\"{1}\"{0}", hashes(255), hashes(254)),
            ),
            (
                format!("\"{}", hashes(255)),
                format!("\"\\\"{}\"", hashes(255)),
            ),
        ] {
            assert_eq!(raw_string(&text), expected);
        }
    }
}
