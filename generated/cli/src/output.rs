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
mod tests {
    use super::*;
    use crate::fixtures::{MODULES, entry};
    use serde_json::json;

    fn written(format: Format, many: bool, pages: &[JsonValue], show: bool) -> String {
        let mut bytes = Vec::new();
        let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), many);
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
    fn each_row_names_its_resource() {
        let value = |name: &str| json!({ "name": name });
        for (format, expected) in [
            (
                Format::Json,
                "[\n{\"id\":\"/x/a\",\"name\":\"a\"},\n{\"id\":\"/x/b\"},\n{\"target\":\"/x/c\",\"id\":\"/y\"},\n{\"id\":\"/x/d\",\"value\":\"v\"}\n]\n",
            ),
            (Format::Tsv, "/x/a\t\ta\t\n/x/b\n/x/c\t/y\t\t\n/x/d\tv\n"),
        ] {
            let mut bytes = Vec::new();
            let mut output =
                Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), true);
            output.about(Some("/x/a".to_owned()));
            output.result(value("a")).unwrap();
            output.about(Some("/x/b".to_owned()));
            assert!(output.nothing().unwrap());
            output.about(Some("/x/c".to_owned()));
            output.result(json!({ "id": "/y" })).unwrap();
            output.about(Some("/x/d".to_owned()));
            output.result(json!("v")).unwrap();
            output.finish().unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn a_query_selects_from_all_pages() {
        for (query, format, expected) in [
            ("[].name", Format::Tsv, "a\nb\nc\n"),
            ("[?name=='b'] | [0].secret", Format::Table, "***\n"),
            ("[?name=='b'] | [0].secret", Format::Json, "\"***\"\n"),
            ("[].[name, size]", Format::Tsv, "a\t1\nb\t\nc\t\n"),
            ("length(@)", Format::Tsv, "3\n"),
            ("[?name=='z'] | [0]", Format::Tsv, ""),
            ("[?name=='z'] | [0]", Format::Json, "null\n"),
            ("[].{Title: name}", Format::Table, "TITLE\na\nb\nc\n"),
        ] {
            let mut bytes = Vec::new();
            let mut output =
                Output::new(&mut bytes, format, Some((&MODULES[1], entry("get"))), true);
            output.select(Some(Query::new(query).unwrap()));
            output
                .page(vec![json!({ "name": "a", "size": 1 })])
                .unwrap();
            let rest = vec![
                json!({ "name": "b", "secret": "hush" }),
                json!({ "name": "c" }),
            ];
            output.page(rest).unwrap();
            output.finish().unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{query}");
        }
        assert_eq!(Query::new("[").err().unwrap().exit_code(), 2);
    }

    #[test]
    fn a_response_that_is_one_secret_is_hidden() {
        let mut entry = *entry("get");
        entry.response.secret = true;
        for (format, expected) in [(Format::Table, "***\n"), (Format::Json, "\"***\"\n")] {
            let mut bytes = Vec::new();
            let mut output = Output::new(&mut bytes, format, Some((&MODULES[1], &entry)), false);
            output.result(json!("hush")).unwrap();
            assert_eq!(output.n_hidden(), 1);
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }

    /// A file of the service is written as it is, but a terminal shows neither its secrets nor what is not text.
    #[test]
    fn bytes_go_to_files_as_they_are() {
        let text = "a\u{1b}[31mb";
        for (secret, on_terminal, bytes, expected) in [
            (false, false, text.as_bytes(), text),
            (false, true, text.as_bytes(), "a\\u{1b}[31mb"),
            (false, true, b"\0", "(1 bytes; send them to a file)\n"),
            (true, false, text.as_bytes(), text),
            (
                true,
                true,
                text.as_bytes(),
                "(7 secret bytes; send them to a file)\n",
            ),
        ] {
            let mut entry = *entry("get");
            entry.response.secret = secret;
            let mut out = Vec::new();
            let of = Some((&MODULES[1], &entry));
            let mut output = Output::new(&mut out, Format::Table, of, false);
            output.raw(bytes, on_terminal).unwrap();
            assert_eq!(output.n_hidden(), usize::from(secret && on_terminal));
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
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
