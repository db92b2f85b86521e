//! Results on stdout, in the form that `--output` names.

mod query;
mod table;
mod tsv;

use std::io::{self, Write};

use arm_runtime::JsonValue;
use arm_runtime::describe::{Entry, Module};
use serde_json::json;

use crate::secrets::{MASK, Names, texts};
use crate::terminal;
pub use query::Query;
use table::Columns;

/// A list of more items than these is followed by their number.
const LONG: usize = 20;

/// The form of results.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Table,
    Json,
    Tsv,
    /// Nothing is written.
    Silent,
}

impl Format {
    pub fn named(name: Option<&String>) -> Self {
        match name.map(String::as_str) {
            Some("json") => Self::Json,
            Some("tsv") => Self::Tsv,
            Some("none") => Self::Silent,
            _ => Self::Table,
        }
    }
}

/// Writes results.
pub struct Output<W: Write> {
    out: W,
    format: Format,
    secrets: Option<Names>,
    /// Nothing of the response is shown.
    is_secret: bool,
    /// The properties that the spec declares, in its order.
    declared: &'static [&'static str],
    /// Results are a list, however many there are.
    many: bool,
    /// The resource that the next results are of, where there are several.
    about: Option<String>,
    /// Selects from all results at the end.
    query: Option<Query>,
    /// The results that the query selects from.
    kept: Vec<JsonValue>,
    /// Columns of the table, from the first page.
    columns: Option<Columns>,
    n_items: usize,
    n_pages: usize,
    n_hidden: usize,
}

impl<W: Write> Output<W> {
    /// An output for the responses of an operation.
    pub fn new(out: W, format: Format, of: Option<(&'static Module, &Entry)>, many: bool) -> Self {
        let response = of.map(|(_, entry)| entry.response);
        let secrets = of.map(|(module, entry)| Names::of_response(module, entry));
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

    /// Hides these properties too.
    pub fn hide(&mut self, names: impl IntoIterator<Item = &'static str>) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add(names);
        }
    }

    /// Hides nothing.
    pub fn show_secrets(&mut self) {
        self.secrets = None;
        self.is_secret = false;
    }

    /// Writes only what the query selects, when all results are there.
    pub fn select(&mut self, query: Option<Query>) {
        self.query = query;
    }

    /// Sets the resource that the next results are of.
    pub fn about(&mut self, id: Option<String>) {
        self.about = id;
    }

    /// The number of secrets that were hidden.
    pub fn n_hidden(&self) -> usize {
        self.n_hidden
    }

    /// The number of items of a list.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// Returns whether a list is so long that its number of items is worth a note.
    pub fn is_long(&self) -> bool {
        self.n_pages > 1 || self.n_items > LONG
    }

    /// The columns that the terminal had no room for.
    pub fn left_out(&self) -> &[String] {
        self.columns.as_ref().map_or(&[], |it| &it.left_out)
    }

    /// Writes a result; of several, one more.
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
        let mut items: Vec<JsonValue> = items.into_iter().map(|it| self.masked(it)).collect();
        if self.format != Format::Tsv
            && let Some(id) = &self.about
        {
            items.iter_mut().for_each(|it| name(it, id));
        }
        if self.query.is_some() {
            self.n_items += items.len();
            self.kept.extend(items);
            return Ok(());
        }
        self.rows(&items)
    }

    fn rows(&mut self, items: &[JsonValue]) -> io::Result<()> {
        match self.format {
            // One item a line: the whole is JSON, and the lines are of use to other tools as they come.
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
            Format::Table | Format::Silent => {}
        }
        self.n_items += items.len();
        self.out.flush()
    }

    /// Writes that an action without a result was done, if there is a resource to name; returns whether there is.
    pub fn nothing(&mut self) -> io::Result<bool> {
        let Some(id) = self.about.clone() else {
            return Ok(false);
        };
        match self.format {
            Format::Tsv => {
                writeln!(self.out, "{}", terminal::line(&id))?;
                self.out.flush()?;
            }
            _ => self.items(vec![json!({ "id": id })])?,
        }
        Ok(true)
    }

    /// Ends the results. Not called after an error: a list that is cut short must not look whole.
    pub fn finish(&mut self) -> io::Result<()> {
        if let Some(query) = self.query.take() {
            let kept = std::mem::take(&mut self.kept);
            let whole = match self.many {
                true => JsonValue::Array(kept),
                false => kept.into_iter().next().unwrap_or_default(),
            };
            let selected = query.select(&whole)?;
            return self.selected(selected);
        }
        if self.many && self.format == Format::Json {
            self.out
                .write_all(if self.n_items == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }

    /// Writes what a query selected; it has no declared columns.
    fn selected(&mut self, value: JsonValue) -> io::Result<()> {
        self.declared = &[];
        self.about = None;
        match (self.format, value) {
            (Format::Tsv | Format::Table, JsonValue::Null) => Ok(()),
            (Format::Tsv | Format::Table, JsonValue::Array(items)) => self.rows(&items),
            (_, value) => self.one(&value),
        }
    }

    /// Writes a request that would be sent; its secrets are hidden already.
    pub fn request(&mut self, request: JsonValue) -> io::Result<()> {
        self.secrets = None;
        self.is_secret = false;
        self.result(request)
    }

    /// Writes text for people.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(terminal::lines(text).as_bytes())?;
        self.out.flush()
    }

    /// Writes the token of a long-running operation.
    pub fn token(&mut self, token: &str) -> io::Result<()> {
        match (&self.about, self.format) {
            (Some(_), Format::Tsv) => {
                let token = JsonValue::from(token);
                tsv::row(&mut self.out, &token, &[], self.about.as_deref())
            }
            (Some(_), _) => self.items(vec![json!({ "token": token })]),
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
            return self.text(&format!("({n} secret bytes; send them to a file)\n"));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => self.text(text),
            _ => self.text(&format!("({} bytes; send them to a file)\n", bytes.len())),
        }
    }

    fn masked(&mut self, mut value: JsonValue) -> JsonValue {
        if let Some(secrets) = &self.secrets {
            self.n_hidden += secrets.mask(&mut value);
        }
        if self.is_secret {
            texts(&mut value, &mut |text| *text = MASK.to_owned());
            self.n_hidden += 1;
        }
        value
    }
}

/// Names the resource that a result is of.
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

/// One value as text on one line.
fn cell(value: &JsonValue) -> String {
    match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => terminal::line(text).into_owned(),
        other => terminal::line(&other.to_string()).into_owned(),
    }
}

#[cfg(test)]
mod tests;
