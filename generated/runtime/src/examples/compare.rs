//! Compares an example with the result of reading and writing its value.
//!
//! Numbers are compared by value and strings exactly, because the runtime preserves the text of times and durations.
//! The typed value provides the declared type, which decides whether a difference is a fault of the spec.

use std::collections::BTreeSet;

use super::data::Example;
use super::{Finding, Kind, written};
use crate::value::{
    self, Decode, Discriminator, Encode, JsonMap, JsonValue, Mode, Variant, View, flag,
};

pub(super) struct Comparison<'a> {
    pub example: &'a Example,
    pub mode: Mode,
    pub findings: &'a mut Vec<Finding>,
}

/// The declaration of a member of an object.
enum Member {
    /// A property. `true` if it is read-only.
    Property(bool),
    /// A discriminator.
    Tag,
    /// An additional property.
    Any,
    /// Not declared.
    Undeclared,
}

impl Comparison<'_> {
    /// Reads JSON into a value; false when it does not fit, which is reported.
    pub fn read(&mut self, json: &JsonValue, value: &mut dyn Decode, at: &str) -> bool {
        match value::from_slice(json.to_string().as_bytes(), value) {
            Ok(()) => true,
            Err(error) => {
                self.report(Kind::Shape, at, &error.to_string());
                false
            }
        }
    }

    /// Compares the example with the serialized value.
    pub fn compare(&mut self, json: &JsonValue, value: &dyn Encode, at: &str) {
        match written(value, self.mode) {
            Ok(written) => self.difference(json, Some(&written), Some(value), at),
            Err(error) => self.report(Kind::Unwritable, at, &error.to_string()),
        }
    }

    /// Compares the example with the serialized value, if there is one.
    pub fn difference(
        &mut self,
        json: &JsonValue,
        written: Option<&JsonValue>,
        value: Option<&dyn Encode>,
        at: &str,
    ) {
        match (json, written) {
            (JsonValue::Null, Some(JsonValue::Null)) => {}
            (JsonValue::Null, None) => self.report(Kind::Null, at, ""),
            (_, None) => self.report(Kind::Lost, at, ""),
            (JsonValue::Object(_), Some(JsonValue::Object(_))) => {
                self.objects(json, written, value, at)
            }
            (JsonValue::Array(items), Some(JsonValue::Array(written))) => {
                self.lists(items, written, value, at)
            }
            (_, Some(written)) => self.scalars(json, written, value, at),
        }
    }

    fn objects(
        &mut self,
        json: &JsonValue,
        written: Option<&JsonValue>,
        value: Option<&dyn Encode>,
        at: &str,
    ) {
        let (Some(members), Some(written)) =
            (json.as_object(), written.and_then(JsonValue::as_object))
        else {
            return;
        };
        if let Some((properties, discriminator)) = value.and_then(unknown) {
            match properties.get(discriminator.property) {
                Some(kind) => self.report(
                    Kind::Misfit,
                    &below(at, discriminator.property),
                    &format!("no {} is {kind}", discriminator.name),
                ),
                None => self.report(
                    Kind::MissingKind,
                    at,
                    &format!("`{}` of {}", discriminator.property, discriminator.name),
                ),
            }
        }
        let mut respelled = BTreeSet::new();
        for (key, json) in members {
            let at = below(at, key);
            let name = value
                .and_then(|it| declared_name(it, key))
                .filter(|name| !members.contains_key(*name) && respelled.insert(*name));
            if let Some(name) = name {
                self.report(Kind::Spelling, &at, &format!("`{name}` is declared"));
            }
            let name = name.unwrap_or(key);
            member(
                value,
                name,
                &mut |declared, value| match (written.get(name), declared) {
                    (None, Member::Undeclared) => self.report(Kind::UndeclaredProperty, &at, ""),
                    (None, Member::Property(true)) if self.mode == Mode::Request => {
                        self.report(Kind::ReadOnlyProperty, &at, "")
                    }
                    (Some(written), Member::Tag) => self.tags(json, written, &at),
                    (written, _) => self.difference(json, written, value, &at),
                },
            );
        }
        let is_added =
            |key: &&String| !members.contains_key(*key) && !respelled.contains(key.as_str());
        for key in written.keys().filter(is_added) {
            member(value, key, &mut |declared, _| match declared {
                Member::Tag => self.report(Kind::MissingKind, at, &format!("`{key}`")),
                _ => self.report(Kind::Added, &below(at, key), ""),
            });
        }
    }

    /// Compares a discriminator that the model writes itself.
    fn tags(&mut self, json: &JsonValue, written: &JsonValue, at: &str) {
        let alike = json
            .as_str()
            .zip(written.as_str())
            .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        match alike {
            _ if json == written => {}
            true => self.report(Kind::Spelling, at, &format!("{written} is declared")),
            false => self.report(
                Kind::Misfit,
                at,
                &format!("{json} instead of the declared {written}"),
            ),
        }
    }

    fn lists(
        &mut self,
        items: &[JsonValue],
        written: &[JsonValue],
        value: Option<&dyn Encode>,
        at: &str,
    ) {
        let nulls = items.iter().filter(|it| it.is_null()).count();
        // Null items are left out if the schema does not allow them.
        let skipped = items.len() != written.len() && items.len() - nulls == written.len();
        if items.len() != written.len() && !skipped {
            return self.report(
                Kind::Lost,
                at,
                &format!("{} items became {}", items.len(), written.len()),
            );
        }
        let mut rest = written.iter();
        let mut n_taken = 0;
        for (index, json) in items.iter().enumerate() {
            let at = below(at, &index.to_string());
            if skipped && json.is_null() {
                self.report(Kind::Null, &at, "");
                continue;
            }
            let written = rest.next();
            item(value, n_taken, &mut |value| {
                self.difference(json, written, value, &at)
            });
            n_taken += 1;
        }
    }

    fn scalars(
        &mut self,
        json: &JsonValue,
        written: &JsonValue,
        value: Option<&dyn Encode>,
        at: &str,
    ) {
        if let Some(misfit) = value.and_then(misfit) {
            self.report(Kind::Misfit, at, &format!("{json} is {misfit}"));
        }
        let number = |text: &str| text.parse::<f64>().ok();
        let is_equal = match (json, written) {
            (JsonValue::Number(a), JsonValue::Number(b)) => a == b || a.as_f64() == b.as_f64(),
            _ => json == written,
        };
        let kind = match (json, written) {
            _ if is_equal => return,
            (JsonValue::Number(_) | JsonValue::Bool(_), JsonValue::String(text))
                if json.to_string().as_str() == text =>
            {
                Kind::ScalarForText
            }
            (JsonValue::String(text), JsonValue::Number(it)) if number(text) == it.as_f64() => {
                Kind::TextForScalar
            }
            (JsonValue::String(text), JsonValue::Bool(it))
                if text.eq_ignore_ascii_case(&it.to_string()) =>
            {
                Kind::TextForScalar
            }
            (JsonValue::String(a), JsonValue::String(b)) if a.eq_ignore_ascii_case(b) => {
                Kind::Spelling
            }
            _ => Kind::Changed,
        };
        let detail = if kind == Kind::Spelling {
            format!("{written} is declared")
        } else {
            String::new()
        };
        self.report(kind, at, &detail);
    }

    fn report(&mut self, kind: Kind, at: &str, detail: &str) {
        self.findings
            .push(Finding::new(self.example, kind, at.to_owned(), detail));
    }
}

pub(super) fn below(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Returns the declared name of a property that an example has in another case. Where additional properties are allowed,
/// only the discriminator is meant.
fn declared_name(value: &dyn Encode, key: &str) -> Option<&'static str> {
    match value.view() {
        View::Object(_, table) => {
            let tags = table.discriminator_values.iter().map(|tag| tag.0);
            let fields = table.fields.iter().map(|field| field.0);
            if fields.clone().chain(tags.clone()).any(|name| name == key) {
                return None;
            }
            let n_fields = if table.rest.is_empty() {
                fields.len()
            } else {
                0
            };
            let mut same = tags
                .chain(fields.take(n_fields))
                .filter(|name| name.eq_ignore_ascii_case(key));
            same.next().filter(|_| same.next().is_none())
        }
        View::Union(union) => match union.get() {
            Variant::Known(_, model) => declared_name(model, key),
            Variant::Unknown(_) => None,
        },
        View::Choice(choice) => declared_name(choice.get().ok()?.1, key),
        _ => None,
    }
}

/// Shows what is declared of a member, and its typed value.
fn member(
    value: Option<&dyn Encode>,
    key: &str,
    show: &mut dyn FnMut(Member, Option<&dyn Encode>),
) {
    match value.map(Encode::view) {
        Some(View::Object(object, table)) => {
            match table.fields.iter().position(|(name, _)| *name == key) {
                Some(index) => {
                    let read_only = table.fields[index].1 & flag::read_only != 0;
                    show(Member::Property(read_only), object.field(index));
                }
                None if table
                    .discriminator_values
                    .iter()
                    .any(|(name, _)| *name == key) =>
                {
                    show(Member::Tag, None)
                }
                None if table.rest.is_empty() => show(Member::Undeclared, None),
                None => member(object.field(table.fields.len()), key, show),
            }
        }
        Some(View::Union(union)) => match union.get() {
            Variant::Known(_, model) => member(Some(model), key, show),
            Variant::Unknown(_) => show(Member::Any, None),
        },
        Some(View::Choice(choice)) => match choice.get() {
            Ok((_, value)) => member(Some(value), key, show),
            Err(_) => show(Member::Any, None),
        },
        Some(View::Map(map)) => {
            let mut shown = false;
            map.each(&mut |name, value| {
                if name == key {
                    shown = true;
                    show(Member::Any, Some(value));
                }
                !shown
            });
            if !shown {
                show(Member::Any, None);
            }
        }
        _ => show(Member::Any, None),
    }
}

/// Shows an item of a list, if the value is one.
fn item(value: Option<&dyn Encode>, index: usize, show: &mut dyn FnMut(Option<&dyn Encode>)) {
    match value.map(Encode::view) {
        Some(View::List(list)) => show(list.get(index)),
        Some(View::Choice(choice)) => item(choice.get().ok().map(|it| it.1), index, show),
        _ => show(None),
    }
}

/// Returns the properties of an unknown variant and its discriminator.
fn unknown(value: &dyn Encode) -> Option<(&JsonMap, &'static Discriminator)> {
    match value.view() {
        View::Union(union) => match union.get() {
            Variant::Known(_, model) => unknown(model),
            Variant::Unknown(properties) => Some((properties, union.discriminator())),
        },
        _ => None,
    }
}

/// Describes a value that was kept although the spec declares something else.
fn misfit(value: &dyn Encode) -> Option<&'static str> {
    match value.view() {
        View::TextEnum(_, Err(_)) | View::IntegerEnum(_, Err(_)) => Some("not a value of the enum"),
        View::Format(text, check) | View::Encoded(text, check) => check(text),
        View::Choice(choice) => match choice.get() {
            Ok((_, value)) => misfit(value),
            Err(_) => Some("not a value of any declared type"),
        },
        _ => None,
    }
}
