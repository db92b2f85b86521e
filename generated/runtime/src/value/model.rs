//! What the macros say about a model, a union, a list, a map.

use super::{JsonMap, Slot, Value};

/// Marks the types that the macros define, which stand for themselves as a request body.
pub trait Model: Value {}

/// A struct whose fields are JSON properties.
pub trait Object {
    /// Names of the properties.
    fn table(&self) -> &'static Table;

    /// Shows all fields at once, in the order of the table; the field of all other properties, if there is one, is last.
    fn fields(&self, show: &mut dyn FnMut(&[&dyn Value]));

    /// As [`Self::fields`], to be read into.
    fn fields_mut(&mut self, fill: &mut dyn FnMut(&mut [&mut dyn Value]));
}

/// Names and rules of the properties of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Properties of constant value: written first, ignored when read.
    pub tags: &'static [(&'static str, &'static str)],
    /// ParameterValue name and [`flag`]s of each field.
    pub fields: &'static [(&'static str, u8)],
    /// The one field that takes all other properties, if there is one.
    pub rest: &'static [&'static str],
    /// ParameterValue name and place of each property that is not the element of its wire name in XML, in the notation of
    /// [`fields!`](crate::fields).
    pub xml: &'static [(&'static str, &'static str)],
}

impl Table {
    pub(super) fn has_rest(&self) -> bool {
        !self.rest.is_empty()
    }

    /// What is wrong if these properties are not there.
    pub(super) fn missing(&self, names: &[&str]) -> Option<String> {
        let model = self.name;
        match names {
            [] => None,
            [name] => Some(format!(
                "the required property `{name}` of {model} is missing"
            )),
            _ => Some(format!(
                "the required properties `{}` of {model} are missing",
                names.join("`, `")
            )),
        }
    }
}

/// Rules of a property. The names are those that the tables are written with.
#[allow(
    non_upper_case_globals,
    reason = "they are words of the `fields!` table"
)]
pub mod flag {
    /// It is an error when the property is not there.
    pub const required: u8 = 1;
    /// Only the service sets it: left out of request bodies.
    pub const read_only: u8 = 2;
    /// Never shown by `Debug`, whatever its type.
    pub const secret: u8 = 4;
}

/// A list that items are added to.
pub trait List {
    /// Removes all items.
    fn clear(&mut self);
    /// Adds an empty item.
    fn push(&mut self) -> &mut dyn Value;
    /// Removes the last item.
    fn pop(&mut self);
    /// Number of items.
    fn count(&self) -> usize;
    /// Shows each item in turn, until one is answered with false.
    fn each(&self, show: &mut dyn FnMut(&dyn Value) -> bool);
}

/// A map that entries are added to.
pub trait Map {
    /// Removes all entries.
    fn clear(&mut self);
    /// Adds an empty entry, in the place of one of the same key.
    fn insert(&mut self, key: &str) -> &mut dyn Value;
    /// Removes an entry.
    fn remove(&mut self, key: &str);
    /// Shows each entry in turn, until one is answered with false.
    fn each(&self, show: &mut dyn FnMut(&str, &dyn Value) -> bool);
}

/// One of several models, told apart by the value of a property.
pub trait Union {
    /// The property and its values.
    fn kinds(&self) -> &'static Kinds;

    /// Becomes an empty model of a kind. `None` when there is no such kind in [`Kinds::values`]; it is then unchanged.
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;

    /// Becomes an unknown kind of these properties.
    fn unknown(&mut self, properties: JsonMap);
}

/// How the kinds of a [`Union`] are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Kinds {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Name of the property that tells the kind.
    pub property: &'static str,
    /// Its known values.
    pub values: &'static [&'static str],
}
