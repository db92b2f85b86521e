//! Reads XML elements into values.

use super::super::model::rest_mut;
use super::super::path::{Path, at};
use super::super::read::{filled, filled_entry};
use super::super::scalar::{self, Mismatch, Scalar};
use super::super::{
    Content, Decode, DecodeChoice, DecodeList, DecodeMap, DecodeObject, DecodeUnion, JsonValue,
    Slot, Table, flag, position,
};
use super::any::{to_json, to_json_object};
use super::tree::Element;
use super::{Names, Place, local};

pub(super) fn read_root(value: &mut dyn Decode, root: &Element) -> Result<(), String> {
    if read(value, root, &Path::ROOT)? {
        return Ok(());
    }
    let expected = scalar::expected(&value.slot(Content::Value));
    let found = "an empty element";
    Err(Mismatch { expected, found }.to_string())
}

/// Reads an element. Returns `false` if it is empty and the value has no empty form, such as a number.
fn read(value: &mut dyn Decode, element: &Element, path: &Path<'_>) -> Result<bool, String> {
    match value.slot(Content::Value) {
        Slot::Object(object, table) => read_object(object, table, element, path)?,
        Slot::Union(union) => read_union(union, element, path)?,
        Slot::Map(map) => read_map(map, element.children.iter(), path)?,
        Slot::List(list) => read_list(list, element.children.iter(), path)?,
        Slot::Any(place) => *place = to_json(element),
        Slot::Choice(choice) => read_choice(choice, element, path)?,
        _ if element.children.is_empty() => return read_text(value, &element.text, path),
        slot => {
            let expected = scalar::expected(&slot);
            let found = "elements";
            return Err(at(path, Mismatch { expected, found }));
        }
    }
    Ok(true)
}

fn read_text(value: &mut dyn Decode, text: &str, path: &Path<'_>) -> Result<bool, String> {
    let slot = value.slot(Content::Value);
    let keeps_text = matches!(
        slot,
        Slot::String(_) | Slot::Secret(_) | Slot::TextEnum(_) | Slot::Any(_)
    );
    let text = if keeps_text { text } else { text.trim() };
    if text.is_empty() && !keeps_text {
        return Ok(matches!(value.slot(Content::Null), Slot::Null));
    }
    scalar::fill(slot, Scalar::Text(text.into())).map_err(|mismatch| at(path, mismatch))?;
    Ok(true)
}

/// Reads an element into the variant whose form matches it. Text that no form matches is compared as a number or a boolean,
/// which XML does not distinguish.
fn read_choice(
    choice: &mut dyn DecodeChoice,
    element: &Element,
    path: &Path<'_>,
) -> Result<(), String> {
    let value = to_json(element);
    let scalar = || {
        let scalar: JsonValue = serde_json::from_str(value.as_str()?.trim()).ok()?;
        (scalar.is_number() || scalar.is_boolean()).then_some(scalar)
    };
    let forms = choice.forms();
    let index = forms.position(&value);
    let Some(index) = index.or_else(|| forms.position(&scalar()?)) else {
        choice.unknown(value);
        return Ok(());
    };
    let mut outcome = Ok(true);
    choice.choose(index, &mut |place| outcome = read(place, element, path));
    outcome.map(drop)
}

fn read_list<'e>(
    list: &mut dyn DecodeList,
    items: impl Iterator<Item = &'e Element>,
    path: &Path<'_>,
) -> Result<(), String> {
    for (index, item) in items.enumerate() {
        let path = &path.index(index);
        filled(list, |value| read(value, item, path))?;
    }
    Ok(())
}

fn read_map<'e>(
    map: &mut dyn DecodeMap,
    children: impl Iterator<Item = &'e Element>,
    path: &Path<'_>,
) -> Result<(), String> {
    for child in children {
        let name = child.name.clone();
        filled_entry(map, name, path, |to| read(to.value, child, to.path))?;
    }
    Ok(())
}

fn read_object(
    object: &mut dyn DecodeObject,
    table: &'static Table,
    element: &Element,
    path: &Path<'_>,
) -> Result<(), String> {
    let mut missing = Vec::new();
    for (index, (wire, flags)) in table.fields.iter().enumerate() {
        let Some(value) = object.field_mut(index) else {
            continue;
        };
        let is_there = match table.place(wire) {
            Place::Attribute(name) => match element.attribute(local(name)) {
                Some(text) => read_text(value, text, &path.key(name))?,
                None => false,
            },
            Place::Text => read_text(value, element.own_text(), path)?,
            Place::Element(names) => read_child(value, names, element, path)?,
        };
        if !is_there && flags & flag::required != 0 {
            missing.push(*wire);
        }
    }
    if let Some(map) = rest_mut(object, table) {
        let rest = element.children.iter().filter(|it| !table.names(&it.name));
        read_map(map, rest, path)?;
    }
    match table.missing(&missing) {
        None => Ok(()),
        Some(message) => Err(at(path, message)),
    }
}

/// Reads the elements of a property. If a single element is expected, the last one is used, as in JSON.
fn read_child(
    value: &mut dyn Decode,
    names: Names<'_>,
    element: &Element,
    path: &Path<'_>,
) -> Result<bool, String> {
    let name = local(names.name);
    let path = path.key(name);
    let Some(last) = element.children_of(name).next_back() else {
        return Ok(false);
    };
    match value.slot(Content::Value) {
        Slot::List(list) if names.items.is_none() => {
            read_list(list, element.children_of(name), &path)?;
            Ok(true)
        }
        _ => read(value, last, &path),
    }
}

fn read_union(
    union: &mut dyn DecodeUnion,
    element: &Element,
    path: &Path<'_>,
) -> Result<(), String> {
    let discriminator = union.discriminator();
    let child = element.children_of(discriminator.property).next_back();
    let kind = element
        .attribute(discriminator.property)
        .or(child.map(|it| it.text.as_str()))
        .and_then(|text| position(discriminator.values, text.trim()))
        .and_then(|index| discriminator.values.get(index));
    match kind.and_then(|kind| union.select(kind)) {
        Some(Slot::Object(object, table)) => read_object(object, table, element, path),
        Some(Slot::Union(union)) => read_union(union, element, path),
        Some(_) => Ok(()),
        None => {
            union.unknown(to_json_object(element));
            Ok(())
        }
    }
}

impl Table {
    /// Returns `true` if an element with this name belongs to a property or is the discriminator.
    fn names(&self, element: &str) -> bool {
        let is_tag = self
            .discriminator_values
            .iter()
            .any(|(name, _)| *name == element);
        let mut fields = self.fields.iter();
        is_tag
            || fields.any(|(wire, _)| {
                matches!(self.place(wire), Place::Element(names) if local(names.name) == element)
            })
    }
}
