//! Writes values as XML elements.

use super::super::enums::spelling;
use super::super::model::rest;
use super::super::write_json::write_json;
use super::super::{
    Encode, EncodeList, EncodeMap, EncodeObject, JsonMap, JsonValue, Mode, Table, Variant, View,
    flag,
};
use super::{Names, Place};
use std::borrow::Cow;

pub(super) fn document(value: &dyn Encode, root: &str, mode: Mode) -> Result<String, String> {
    let mut writer = Writer {
        out: r#"<?xml version="1.0" encoding="utf-8"?>"#.to_owned(),
        mode,
    };
    writer.value(Names::of(root), value.view())?;
    Ok(writer.out)
}

struct Writer {
    out: String,
    mode: Mode,
}

type Outcome = Result<(), String>;

impl Writer {
    fn value(&mut self, names: Names<'_>, view: View<'_>) -> Outcome {
        match view {
            View::Absent => Ok(()),
            View::Object(object, table) => self.object(names.name, object, table),
            View::Union(union) => match union.get() {
                Variant::Known(_, model) => self.value(names, model.view()),
                Variant::Unknown(fields) => self.json_object(names.name, fields),
            },
            View::Choice(choice) => match choice.get() {
                Ok((_, value)) => self.value(names, value.view()),
                Err(json) => self.json(names.name, json),
            },
            View::Any(json) => self.json(names.name, json),
            View::Map(map) => self.element(names.name, |this| this.entries(names.items, map)),
            View::List(list) => match names.items {
                Some(items) => self.element(names.name, |this| this.items(Names::of(items), list)),
                None => self.items(names, list),
            },
            scalar => {
                let text = text_of(scalar)?;
                self.element(names.name, |this| this.text(&text))
            }
        }
    }

    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.open(name)?;
        self.out.push('>');
        content(self)?;
        self.close(name);
        Ok(())
    }

    /// Writes the start of a tag, to which attributes may be added.
    fn open(&mut self, name: &str) -> Outcome {
        let mut parts = name.split(' ');
        self.out.push('<');
        self.name(parts.next().unwrap_or_default())?;
        for (name, uri) in parts.filter_map(|it| it.split_once('=')) {
            self.attribute(name, uri)?;
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        let name = name.split(' ').next().unwrap_or_default();
        self.out.extend(["</", name, ">"]);
    }

    fn items(&mut self, names: Names<'_>, list: &dyn EncodeList) -> Outcome {
        let mut items = (0..list.count()).filter_map(|index| list.get(index));
        items.try_for_each(|item| self.value(names, item.view()))
    }

    fn entries(&mut self, items: Option<&str>, map: &dyn EncodeMap) -> Outcome {
        let mut outcome = Ok(());
        map.each(&mut |name, value| {
            outcome =
                check_name(name).and_then(|()| self.value(Names { name, items }, value.view()));
            outcome.is_ok()
        });
        outcome
    }

    fn object(&mut self, name: &str, object: &dyn EncodeObject, table: &'static Table) -> Outcome {
        self.open(name)?;
        self.fields(object, table)?;
        self.close(name);
        Ok(())
    }

    fn fields(&mut self, object: &dyn EncodeObject, table: &'static Table) -> Outcome {
        let in_request = self.mode == Mode::Request;
        let fields = table.fields.iter().enumerate();
        let written = fields
            .filter(|(_, (_, flags))| !in_request || flags & flag::read_only == 0)
            .filter_map(|(index, (wire, _))| Some((table.place(wire), object.field(index)?.view())))
            .filter(|(_, view)| !matches!(view, View::Absent));
        for (place, view) in written.clone() {
            if let Place::Attribute(name) = place {
                self.attribute(name, &text_of(view)?)?;
            }
        }
        self.out.push('>');
        for (name, kind) in table.discriminator_values {
            self.value(Names::of(name), View::Text(kind))?;
        }
        for (place, view) in written {
            match place {
                Place::Attribute(_) => {}
                Place::Text => self.text(&text_of(view)?)?,
                Place::Element(names) => self.value(names, view)?,
            }
        }
        match rest(object, table).map(Encode::view) {
            Some(View::Map(map)) => self.entries(None, map),
            _ => Ok(()),
        }
    }

    fn json(&mut self, name: &str, json: &JsonValue) -> Outcome {
        match json {
            JsonValue::Null => Ok(()),
            JsonValue::Object(fields) => self.json_object(name, fields),
            JsonValue::Array(items) => items.iter().try_for_each(|item| self.json(name, item)),
            JsonValue::String(text) => self.element(name, |this| this.text(text)),
            plain => self.element(name, |this| this.text(&plain.to_string())),
        }
    }

    fn json_object(&mut self, name: &str, fields: &JsonMap) -> Outcome {
        self.open(name)?;
        let text = |value: &JsonValue| match value {
            JsonValue::String(text) => text.clone(),
            other => other.to_string(),
        };
        for (key, value) in fields {
            if let Some(attribute) = key.strip_prefix('@') {
                self.attribute(attribute, &text(value))?;
            }
        }
        self.out.push('>');
        for (key, value) in fields.iter().filter(|(key, _)| !key.starts_with('@')) {
            if key == "$text" {
                self.text(&text(value))?;
            } else {
                check_name(key)?;
                self.json(key, value)?;
            }
        }
        self.close(name);
        Ok(())
    }

    fn attribute(&mut self, name: &str, text: &str) -> Outcome {
        self.out.push(' ');
        self.name(name)?;
        self.out.push_str("=\"");
        for c in text.chars() {
            // Parsers make spaces of these in an attribute.
            match c {
                '\t' => self.out.push_str("&#9;"),
                '\n' => self.out.push_str("&#10;"),
                c => self.char(c)?,
            }
        }
        self.out.push('"');
        Ok(())
    }

    fn name(&mut self, name: &str) -> Outcome {
        check_name(name)?;
        self.out.push_str(name);
        Ok(())
    }

    /// The text of an element. Line breaks stay as they are, since not every service resolves references to characters.
    fn text(&mut self, text: &str) -> Outcome {
        text.chars().try_for_each(|c| self.char(c))
    }

    /// Writes a character that is not markup. A carriage return is escaped, because parsers read it as a line feed.
    fn char(&mut self, c: char) -> Outcome {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            '\r' => self.out.push_str("&#13;"),
            '\t' | '\n' => self.out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {
                return Err("a string has a character that is not valid in XML".to_owned());
            }
            c => self.out.push(c),
        }
        Ok(())
    }
}

/// Checks a name. Keys of maps come from the caller and must not become markup.
fn check_name(name: &str) -> Outcome {
    let starts = |c: char| c.is_ascii_alphabetic() || c == '_' || (c >= 'À' && c.is_alphabetic());
    let goes_on = |c: char| starts(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | ':');
    if name.starts_with(starts) && name.chars().all(goes_on) {
        Ok(())
    } else {
        Err("a key is not a valid name of an XML element".to_owned())
    }
}

/// The text of a value without parts.
fn text_of(view: View<'_>) -> Result<Cow<'_, str>, String> {
    match view {
        View::Text(text) | View::Format(text, _) | View::Encoded(text, _) | View::Secret(text) => {
            Ok(text.into())
        }
        View::Decimal(text) => Ok(text.into()),
        View::TextEnum(values, value) => Ok(spelling(values, value).into()),
        View::Bool(_)
        | View::Integer(_)
        | View::Unsigned(_)
        | View::IntegerEnum(..)
        | View::Number(_) => {
            let json = write_json(&view, Mode::All).map_err(|error| error.to_string())?;
            // Numbers that are not finite are strings in JSON.
            let text = String::from_utf8_lossy(&json);
            Ok(text.trim_matches('"').to_owned().into())
        }
        View::Null => Err("XML has no null".to_owned()),
        _ => Err("a value with parts can be neither an attribute nor text".to_owned()),
    }
}
