//! `encoding`: the serialization of the fields of a form.

use indexmap::IndexMap;
use openapiv3::Encoding;
use serde_json::{Map, Value};

use super::lookup::Lookup;
use super::parameter::is_multipart;
use super::response::is_header_name;
use super::{At, STYLE, Upgrader, boolean, text};

/// Extension of an encoding with the headers of the part that have a fixed value.
pub const PART_HEADERS: &str = "$part-headers";

impl<'a> Upgrader<'a> {
    /// Converts `encoding` of a body with this media type.
    pub(super) fn encoding(
        &mut self,
        media_type: &str,
        value: &'a Value,
        at: &At<'_>,
    ) -> IndexMap<String, Encoding> {
        let is_multipart = is_multipart(media_type);
        let at = at.key("encoding");
        let entries = value.get("encoding").and_then(Value::as_object);
        let mut found = IndexMap::new();
        for (name, value) in entries.into_iter().flatten() {
            let style = text(value, "style");
            let mut encoding = Encoding {
                content_type: text(value, "contentType"),
                // The default of `style` is `form`, in which each item of a list is a field of its own by default.
                explode: value
                    .member("explode")
                    .and_then(boolean)
                    .unwrap_or(matches!(style.as_deref(), None | Some("form"))),
                ..Encoding::default()
            };
            let style = style.map(Value::String);
            encoding
                .extensions
                .extend(style.map(|it| (STYLE.to_owned(), it)));
            let headers = self.part_headers(value, &at.key(name), is_multipart);
            if !headers.is_empty() {
                let headers = Value::Object(headers);
                encoding.extensions.insert(PART_HEADERS.to_owned(), headers);
            }
            found.insert(name.clone(), encoding);
        }
        found
    }

    /// Returns the headers of a part that have a fixed value, and reports the others.
    fn part_headers(
        &mut self,
        encoding: &'a Value,
        at: &At<'_>,
        is_multipart: bool,
    ) -> Map<String, Value> {
        let at = at.key("headers");
        let mut fixed = Map::new();
        let headers = encoding.get("headers").and_then(Value::as_object);
        for (name, header) in headers.into_iter().flatten() {
            let at = at.key(name);
            let reason = if !is_multipart {
                "a form that is not multipart has no parts with headers"
            } else if name.eq_ignore_ascii_case("content-type") {
                "`contentType` sets it"
            } else if name.eq_ignore_ascii_case("content-disposition") {
                "the name of the field sets it"
            } else if !is_header_name(name) {
                "HTTP does not allow this name"
            } else {
                match self.fixed_value(&at, header) {
                    Some(value) => {
                        fixed.insert(name.clone(), Value::String(value));
                        continue;
                    }
                    None => "it has no fixed value; `FilePart::header` adds headers to a file",
                }
            };
            self.unread(&at, format!("the header `{name}` is ignored: {reason}"));
        }
        fixed
    }

    /// Returns the value of a header with a constant, a single value or a default.
    fn fixed_value(&self, at: &At<'_>, header: &'a Value) -> Option<String> {
        let (document, header, _) = self.deref(at.document, header)?;
        let (_, schema, _) = self.deref(document, header.get("schema")?)?;
        let only = match schema
            .get("enum")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
        {
            Some([only]) => Some(only),
            _ => None,
        };
        let value = schema
            .get("const")
            .or(only)
            .or_else(|| schema.get("default"))?;
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        let is_sendable = value.chars().all(|it| it == ' ' || it.is_ascii_graphic());
        (is_sendable && !value.trim().is_empty()).then_some(value)
    }
}
