//! Results on stdout, in the form that `--output` names.

mod table;
mod tsv;

use std::io::{self, Write};

use arm_runtime::JsonValue;
use arm_runtime::describe::{Entry, Kind};

use crate::secrets::{MASK, Names, texts};
use table::Columns;

/// The form of results.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Table,
    Json,
    Tsv,
}

impl Format {
    pub fn named(name: Option<&String>) -> Self {
        match name.map(String::as_str) {
            Some("json") => Self::Json,
            Some("tsv") => Self::Tsv,
            _ => Self::Table,
        }
    }
}

/// Writes results.
pub struct Output<W: Write> {
    out: W,
    format: Format,
    secrets: Option<Vec<&'static str>>,
    /// The whole response is one secret text.
    is_secret: bool,
    /// The properties that the spec declares, in its order.
    declared: &'static [&'static str],
    /// Whether results are a list, however many there are.
    many: bool,
    /// Columns of the table, from the first page.
    columns: Option<Columns>,
    n_items: usize,
    n_hidden: usize,
}

impl<W: Write> Output<W> {
    /// An output for the responses of an operation.
    pub fn new(out: W, format: Format, entry: Option<&Entry>, many: bool) -> Self {
        let response = entry.map(|it| it.response);
        Self {
            out,
            format,
            secrets: Some(response.map(|it| it.secrets.to_vec()).unwrap_or_default()),
            is_secret: response.is_some_and(|it| it.kind == Some(Kind::Secret)),
            declared: response.map_or(&[], |it| it.properties),
            many,
            columns: None,
            n_items: 0,
            n_hidden: 0,
        }
    }

    /// Hides these properties too.
    pub fn hide(&mut self, names: impl IntoIterator<Item = &'static str>) {
        if let Some(secrets) = &mut self.secrets {
            secrets.extend(names);
        }
    }

    /// Hides nothing.
    pub fn show_secrets(&mut self) {
        self.secrets = None;
        self.is_secret = false;
    }

    /// How many secrets were hidden.
    pub fn n_hidden(&self) -> usize {
        self.n_hidden
    }

    /// Writes a result; of several, one more.
    pub fn result(&mut self, value: JsonValue) -> io::Result<()> {
        if self.many {
            return self.page(vec![value]);
        }
        let value = self.masked(value);
        match (self.format, &value) {
            (Format::Json, _) => {
                serde_json::to_writer_pretty(&mut self.out, &value)?;
                self.out.write_all(b"\n")?;
            }
            (Format::Tsv, _) => tsv::row(&mut self.out, &value, self.declared)?,
            (Format::Table, _) => table::one(&mut self.out, &value)?,
        }
        self.out.flush()
    }

    /// Writes the items of a page.
    pub fn page(&mut self, items: Vec<JsonValue>) -> io::Result<()> {
        let items: Vec<JsonValue> = items.into_iter().map(|it| self.masked(it)).collect();
        match self.format {
            // One item a line: the whole is JSON, and the lines are of use to other tools as they come.
            Format::Json => {
                for item in &items {
                    self.out
                        .write_all(if self.n_items == 0 { b"[\n" } else { b",\n" })?;
                    serde_json::to_writer(&mut self.out, item)?;
                    self.n_items += 1;
                }
            }
            Format::Tsv => {
                for item in &items {
                    tsv::row(&mut self.out, item, self.declared)?;
                }
            }
            Format::Table if !items.is_empty() => {
                let first = self.columns.is_none();
                let columns = self.columns.get_or_insert_with(|| Columns::of(&items));
                columns.write(&mut self.out, &items, first)?;
            }
            Format::Table => {}
        }
        self.out.flush()
    }

    /// Ends a list. Not called after an error: what is cut short must not look whole.
    pub fn finish(&mut self) -> io::Result<()> {
        if self.many && self.format == Format::Json {
            self.out
                .write_all(if self.n_items == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }

    /// Writes a request that would be sent; its secrets are hidden already.
    pub fn request(&mut self, request: JsonValue) -> io::Result<()> {
        self.secrets = None;
        self.is_secret = false;
        self.result(request)
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    fn masked(&mut self, mut value: JsonValue) -> JsonValue {
        if let Some(secrets) = &self.secrets {
            self.n_hidden += Names(secrets).mask(&mut value);
        }
        if self.is_secret {
            texts(&mut value, &mut |text| *text = MASK.to_owned());
            self.n_hidden += 1;
        }
        value
    }
}

/// One value as text on one line.
fn cell(value: &JsonValue) -> String {
    let text = match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains(char::is_control) {
        text.escape_debug().to_string()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::entry;
    use serde_json::json;

    fn written(format: Format, many: bool, pages: &[JsonValue], show: bool) -> String {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, format, Some(entry("get")), many);
        if show {
            output.show_secrets();
        }
        for page in pages {
            match page {
                JsonValue::Array(items) => output.page(items.clone()).unwrap(),
                value => output.result(value.clone()).unwrap(),
            }
        }
        output.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn json_is_what_the_service_sent() {
        let value = json!({ "name": "w", "secret": "hush", "x": null, "n": 1.5 });
        let text = written(Format::Json, false, std::slice::from_ref(&value), true);
        assert_eq!(serde_json::from_str::<JsonValue>(&text).unwrap(), value);
        let text = written(Format::Json, false, &[value], false);
        assert!(
            text.contains("\"secret\": \"***\"") && !text.contains("hush"),
            "{text}"
        );
    }

    #[test]
    fn lists_are_one_json_array_with_an_item_on_each_line() {
        let text = written(
            Format::Json,
            true,
            &[json!([{"id": 1}, {"id": 2}]), json!([]), json!([{"id": 3}])],
            false,
        );
        assert_eq!(text, "[\n{\"id\":1},\n{\"id\":2},\n{\"id\":3}\n]\n");
        assert_eq!(written(Format::Json, true, &[], false), "[]\n");
    }

    #[test]
    fn tsv_has_the_columns_of_the_spec() {
        let pages = [
            json!([{ "name": "a\tb", "more": 1 }, { "id": "/x", "name": null, "secret": "hush" }]),
        ];
        assert_eq!(
            written(Format::Tsv, true, &pages, false),
            "\ta\\tb\t\n/x\t\t***\n"
        );
    }

    #[test]
    fn tables_of_one_hide_null_and_secrets() {
        let value = json!({ "id": null, "name": "w", "secret": "hush", "properties": { "state": "ok", "tags": [] , "list": [1, 2] } });
        assert_eq!(
            written(Format::Table, false, &[value], false),
            "name             w\nsecret           ***\nproperties.state ok\nproperties.list  1, 2\n"
        );
    }

    #[test]
    fn tables_of_many_have_the_columns_that_hold_anything() {
        let pages = [
            json!([
                { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w1", "name": "w1", "empty": null, "properties": { "state": "ok" } },
                { "id": "/subscriptions/s/resourceGroups/g/providers/A.B/c/w2", "name": "longer", "properties": {} }
            ]),
            json!([{ "name": "third", "properties": { "state": "gone" } }]),
        ];
        assert_eq!(
            written(Format::Table, true, &pages, false),
            "NAME    RESOURCE GROUP  STATE\nw1      g               ok\nlonger  g\nthird                   gone\n"
        );
    }
}
