//! What the macros say about a model, a union, a list, a map.

use super::{JsonMap, Slot, Value, View};

/// Marks the types that the macros define, which stand for themselves as a request body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model of the API",
    label = "not a generated struct or union",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Model: Value {}

/// A struct whose fields are JSON properties. Its [`View`](super::View) has the [`Table`].
pub trait Object: Value {
    /// The field at a position of the table; the position after the last is that of all other properties.
    fn field(&self, index: usize) -> Option<&dyn Value>;

    /// Like [`Self::field`], to be read into.
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Value>;
}

/// Names and rules of the properties of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Properties of constant value: written first, ignored when read.
    pub tags: &'static [(&'static str, &'static str)],
    /// Wire name and [`flag`]s of each field.
    pub fields: &'static [(&'static str, u8)],
    /// The one field that takes all other properties, if there is one.
    pub rest: &'static [&'static str],
    /// Wire name and place of each property that is not the element of its wire name in XML, in the notation of
    /// [`fields!`](crate::fields).
    pub xml: &'static [(&'static str, &'static str)],
}

/// The table of a model.
pub(super) fn table(object: &dyn Object) -> &'static Table {
    /// For an implementation by hand whose view is not a model.
    const EMPTY: Table = Table {
        name: "",
        tags: &[],
        fields: &[],
        rest: &[],
        xml: &[],
    };
    match object.view() {
        View::Object(_, table) => table,
        _ => &EMPTY,
    }
}

/// The field of all other properties, if there is one.
pub(super) fn rest<'a>(object: &'a dyn Object, table: &Table) -> Option<&'a dyn Value> {
    if table.has_rest() {
        object.field(table.fields.len())
    } else {
        None
    }
}

/// Like [`rest`], to be read into.
pub(super) fn rest_mut<'a>(object: &'a mut dyn Object, table: &Table) -> Option<&'a mut dyn Map> {
    if !table.has_rest() {
        return None;
    }
    match object.field_mut(table.fields.len())?.slot() {
        Slot::Map(map) => Some(map),
        _ => None,
    }
}

impl Table {
    /// The number of fields.
    pub(super) fn len(&self) -> usize {
        self.fields.len() + self.rest.len()
    }

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
    /// Adds the item that `read` fills, unless it returns false.
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Value) -> bool);
    /// The number of items.
    fn count(&self) -> usize;
    /// The item at a position.
    fn get(&self, index: usize) -> Option<&dyn Value>;
}

/// A map that entries are added to.
pub trait Map {
    /// Removes all entries.
    fn clear(&mut self);
    /// Adds the entry that `read` fills, in the place of one of the same key, unless it returns false.
    fn add(&mut self, key: &str, read: &mut dyn FnMut(&mut dyn Value) -> bool);
    /// Passes each entry to `show`, in order, until it returns false.
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Value) -> bool);
}

/// An enum of declared texts.
pub trait TextEnum {
    /// Becomes the value at a position of the declared texts, or the unknown value of a text.
    fn set(&mut self, value: Result<usize, &str>);
}

/// An enum of declared integers.
pub trait IntegerEnum {
    /// Becomes the value at a position of the declared integers, or the unknown value of an integer.
    fn set(&mut self, value: Result<usize, i64>);
}

/// One of several models, told apart by the value of a property.
pub trait Union {
    /// The discriminator and its values.
    fn kinds(&self) -> &'static Kinds;

    /// The current variant.
    fn get(&self) -> Variant<'_>;

    /// Becomes an empty model of a variant. `None` when there is none for this value in [`Kinds::values`]; it is then unchanged.
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;

    /// Becomes an unknown variant of these properties.
    fn unknown(&mut self, properties: JsonMap);
}

/// The variant of a [`Union`].
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "`debug` shows a value")]
pub enum Variant<'a> {
    /// A declared value of the discriminator, and the model.
    Known(&'static str, &'a dyn Value),
    /// The properties of a variant that is not declared.
    Unknown(&'a JsonMap),
}

/// The discriminator of a [`Union`].
#[derive(Clone, Copy, Debug)]
pub struct Kinds {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Name of the property.
    pub property: &'static str,
    /// Its known values.
    pub values: &'static [&'static str],
}
