//! Writes results to stdout in the format of `--output`.

mod query;
mod table;
mod tsv;
mod yaml;

use std::io::{self, Write};

use arm_runtime::JsonValue;
use arm_runtime::describe::{Entry, Module};
use serde_json::json;

use crate::secrets::{MASK, SecretFinder, texts};
use crate::terminal;
pub use query::Query;
use table::Columns;

/// Lists with more items are followed by a note with their number.
const LONG: usize = 20;

/// The output format.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Table,
    Json,
    Tsv,
    Yaml,
    /// Writes nothing.
    Silent,
}

impl Format {
    pub fn named(name: Option<&String>) -> Self {
        match name.map(String::as_str) {
            Some("json" | "jsonc") => Self::Json,
            Some("tsv") => Self::Tsv,
            Some("yaml" | "yamlc") => Self::Yaml,
            Some("none") => Self::Silent,
            _ => Self::Table,
        }
    }
}

/// Writes results.
pub struct Output<W: Write> {
    out: W,
    format: Format,
    secrets: Option<SecretFinder>,
    /// Nothing of the response is shown.
    is_secret: bool,
    /// Properties declared by the spec, in its order.
    declared: &'static [&'static str],
    /// Set if the output is a list, even of one result.
    many: bool,
    /// Resource of the next results, if there are several resources.
    about: Option<String>,
    /// Query to apply to all results at the end.
    query: Option<Query>,
    /// Results collected for the query, or for a list in YAML.
    kept: Vec<JsonValue>,
    /// Columns of the table, determined by the first page.
    columns: Option<Columns>,
    n_items: usize,
    n_pages: usize,
    n_hidden: usize,
}

impl<W: Write> Output<W> {
    /// An output for the responses of an operation.
    pub fn new(out: W, format: Format, of: Option<(&'static Module, &Entry)>, many: bool) -> Self {
        let response = of.map(|(_, entry)| entry.response);
        let secrets = of.map(|(module, entry)| SecretFinder::of_response(module, entry));
        Self {
            out,
            format,
            secrets: Some(secrets.unwrap_or_default()),
            is_secret: response.is_some_and(|it| it.secret),
            declared: response.map_or(&[], |it| it.properties),
            many,
            about: None,
            query: None,
            kept: Vec::new(),
            columns: None,
            n_items: 0,
            n_pages: 0,
            n_hidden: 0,
        }
    }

    /// Hides additional properties.
    pub fn hide(&mut self, names: impl IntoIterator<Item = &'static str>) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add(names);
        }
    }

    /// Disables the hiding of secrets.
    pub fn show_secrets(&mut self) {
        self.secrets = None;
        self.is_secret = false;
    }

    /// Writes only the selection of the query, once all results are collected.
    pub fn select(&mut self, query: Option<Query>) {
        self.query = query;
    }

    /// Sets the resource of the next results.
    pub fn about(&mut self, id: Option<String>) {
        self.about = id;
    }

    /// Returns the number of hidden secrets.
    pub fn n_hidden(&self) -> usize {
        self.n_hidden
    }

    /// Returns the number of items of a list.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// Returns `true` if a list is long enough for a note with its number of items.
    pub fn is_long(&self) -> bool {
        self.n_pages > 1 || self.n_items > LONG
    }

    /// Returns `true` if a list had pages without an item.
    pub fn is_empty_list(&self) -> bool {
        self.n_pages > 0 && self.n_items == 0
    }

    /// Returns the columns that did not fit the terminal.
    pub fn left_out(&self) -> &[String] {
        self.columns.as_ref().map_or(&[], |it| &it.left_out)
    }

    /// Writes a result, or one of several.
    pub fn result(&mut self, value: JsonValue) -> io::Result<()> {
        if self.many {
            return self.items(vec![value]);
        }
        let value = self.masked(value);
        if self.query.is_some() {
            self.kept.push(value);
            return Ok(());
        }
        self.one(&value)
    }

    fn one(&mut self, value: &JsonValue) -> io::Result<()> {
        match self.format {
            Format::Json => {
                terminal::write_json(&mut self.out, value, true)?;
                self.out.write_all(b"\n")?;
            }
            Format::Tsv => tsv::row(&mut self.out, value, self.declared, None)?,
            Format::Table => table::one(&mut self.out, value)?,
            Format::Yaml => yaml::write(&mut self.out, value)?,
            Format::Silent => {}
        }
        self.out.flush()
    }

    /// Writes the items of a page.
    pub fn page(&mut self, items: Vec<JsonValue>) -> io::Result<()> {
        self.n_pages += 1;
        self.items(items)
    }

    fn items(&mut self, items: Vec<JsonValue>) -> io::Result<()> {
        let items = items.into_iter().map(|it| self.masked(it)).collect();
        self.masked_items(items)
    }

    fn masked_items(&mut self, mut items: Vec<JsonValue>) -> io::Result<()> {
        if self.format != Format::Tsv
            && let Some(id) = &self.about
        {
            items.iter_mut().for_each(|it| name(it, id));
        }
        // A list in YAML would look complete after any item.
        if self.query.is_some() || self.format == Format::Yaml {
            self.n_items += items.len();
            self.kept.extend(items);
            return Ok(());
        }
        self.rows(&items)
    }

    fn rows(&mut self, items: &[JsonValue]) -> io::Result<()> {
        match self.format {
            // The output is JSON as a whole, with one item per line, so that other tools can process lines as they
            // arrive.
            Format::Json => {
                for (at, item) in items.iter().enumerate() {
                    let first = self.n_items + at == 0;
                    self.out.write_all(if first { b"[\n" } else { b",\n" })?;
                    terminal::write_json(&mut self.out, item, false)?;
                }
            }
            Format::Tsv => {
                for item in items {
                    tsv::row(&mut self.out, item, self.declared, self.about.as_deref())?;
                }
            }
            Format::Table if !items.is_empty() => {
                let first = self.columns.is_none();
                let columns = self.columns.get_or_insert_with(|| Columns::of(items));
                columns.write(&mut self.out, items, first)?;
            }
            Format::Table | Format::Yaml | Format::Silent => {}
        }
        self.n_items += items.len();
        self.out.flush()
    }

    /// Reports a completed action without a result, if it has a resource. Returns `true` if it has one.
    pub fn nothing(&mut self) -> io::Result<bool> {
        let Some(id) = self.about.clone() else {
            return Ok(false);
        };
        match self.format {
            Format::Tsv => {
                writeln!(self.out, "{}", terminal::line(&id))?;
                self.out.flush()?;
            }
            // The ID is that of the request, which is not a secret.
            _ => self.masked_items(vec![json!({ "id": id })])?,
        }
        Ok(true)
    }

    /// Ends the output. It is not called after an error, because a truncated list must not look complete.
    pub fn finish(&mut self) -> io::Result<()> {
        let query = self.query.take();
        if query.is_some() || (self.many && self.format == Format::Yaml) {
            let kept = std::mem::take(&mut self.kept);
            let whole = match self.many {
                true => JsonValue::Array(kept),
                false => kept.into_iter().next().unwrap_or_default(),
            };
            return match query {
                Some(query) => self.selected(query.select(&whole)?),
                None => self.one(&whole),
            };
        }
        if self.many && self.format == Format::Json {
            self.out
                .write_all(if self.n_items == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }

    /// Writes the selection of a query, which has no declared columns.
    fn selected(&mut self, value: JsonValue) -> io::Result<()> {
        self.declared = &[];
        self.about = None;
        match (self.format, value) {
            (Format::Tsv | Format::Table, JsonValue::Null) => Ok(()),
            (Format::Tsv | Format::Table, JsonValue::Array(items)) => self.rows(&items),
            (_, value) => self.one(&value),
        }
    }

    /// Writes a request that would be sent, with secrets already hidden.
    pub fn request(&mut self, request: JsonValue) -> io::Result<()> {
        self.secrets = None;
        self.is_secret = false;
        self.result(request)
    }

    /// Writes human-readable text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(terminal::lines(text).as_bytes())?;
        self.out.flush()
    }

    /// Writes the token of a long-running operation. It is not masked, because it is needed to wait for the operation.
    pub fn token(&mut self, token: &str) -> io::Result<()> {
        match (&self.about, self.format) {
            (Some(_), Format::Tsv) => {
                let token = JsonValue::from(token);
                tsv::row(&mut self.out, &token, &[], self.about.as_deref())
            }
            (Some(_), _) => self.masked_items(vec![json!({ "token": token })]),
            (None, _) => self.text(&format!("{token}\n")),
        }
    }

    /// Writes bytes as they are; on a terminal, their number if they are secret or not text.
    pub fn raw(&mut self, bytes: &[u8], on_terminal: bool) -> io::Result<()> {
        if self.format == Format::Silent {
            return Ok(());
        }
        if !on_terminal {
            self.out.write_all(bytes)?;
            return self.out.flush();
        }
        if self.is_secret {
            self.n_hidden += 1;
            let n = bytes.len();
            return self.text(&format!(
                "({n} bytes of secret data; redirect them to a file)\n"
            ));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => self.text(text),
            _ => self.text(&format!(
                "({} bytes of binary data; redirect them to a file)\n",
                bytes.len()
            )),
        }
    }

    fn masked(&mut self, mut value: JsonValue) -> JsonValue {
        if self.is_secret {
            texts(&mut value, &mut |text| *text = MASK.to_owned());
            self.n_hidden += 1;
        } else if let Some(secrets) = &self.secrets {
            self.n_hidden += secrets.mask(&mut value);
        }
        value
    }
}

/// Adds the ID of the resource to a result.
fn name(value: &mut JsonValue, id: &str) {
    let own = value.get("id").and_then(JsonValue::as_str);
    if own.is_some_and(|own| own.eq_ignore_ascii_case(id)) {
        return;
    }
    let key = if own.is_some() { "target" } else { "id" };
    let mut named = serde_json::Map::new();
    named.insert(key.to_owned(), id.into());
    match value.take() {
        JsonValue::Object(map) => named.extend(map),
        other => {
            named.insert("value".to_owned(), other);
        }
    }
    *value = JsonValue::Object(named);
}

/// Formats a value as text on one line.
fn cell(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => terminal::line(text).into_owned(),
        other => terminal::line(&other.to_string()).into_owned(),
    }
}

#[cfg(test)]
mod tests;
