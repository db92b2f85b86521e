//! Traits and tables of models, unions, enums, lists and maps, implemented by the macros and by collections.

use super::{JsonMap, Slot, Value, View};

/// A type defined by the macros. It can be used directly as a request body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model of the API",
    label = "not a generated struct or union",
    note = "use `arm_runtime::JsonValue` for any JSON"
)]
pub trait Model: Value {}

/// A struct whose fields are JSON properties. Its [`View`](super::View) has the [`Table`].
pub trait Object: Value {
    /// Returns the field at an index of the table. The index after the last field selects the map of all other
    /// properties.
    fn field(&self, index: usize) -> Option<&dyn Value>;

    /// Returns the same field as [`Self::field`] as a target to read into.
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Value>;
}

/// Names and flags of the properties of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Properties with a constant value, written first and ignored when read.
    pub tags: &'static [(&'static str, &'static str)],
    /// Serialized name and [`flag`]s of each field.
    pub fields: &'static [(&'static str, u8)],
    /// Name of the field that holds all other properties; empty if there is none.
    pub rest: &'static [&'static str],
    /// Properties that are not XML elements with their own name, each with its XML location in the notation of
    /// [`fields!`](crate::fields).
    pub xml: &'static [(&'static str, &'static str)],
}

/// Returns the table of a model.
pub(super) fn table(object: &dyn Object) -> &'static Table {
    /// The table of a hand-written implementation whose view is not an object.
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

/// Returns the field that holds all other properties, if there is one.
pub(super) fn rest<'a>(object: &'a dyn Object, table: &Table) -> Option<&'a dyn Value> {
    if table.has_rest() {
        object.field(table.fields.len())
    } else {
        None
    }
}

/// Returns the same field as [`rest`] as a target to read into.
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
    /// Returns the number of fields.
    pub(super) fn len(&self) -> usize {
        self.fields.len() + self.rest.len()
    }

    pub(super) fn has_rest(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Returns the error message for these missing properties, or `None` if there are none.
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

/// Flags of a property, named by the words of the `fields!` macro.
#[allow(
    non_upper_case_globals,
    reason = "they are words of the `fields!` table"
)]
pub mod flag {
    /// The property must be present when read.
    pub const required: u8 = 1;
    /// The property is set by the service only, and is left out of request bodies.
    pub const read_only: u8 = 2;
    /// `Debug` hides the property, whatever its type is.
    pub const secret: u8 = 4;
}

/// A list that a reader can fill.
pub trait List {
    /// Removes all items.
    fn clear(&mut self);
    /// Appends an item that `read` fills, or nothing if `read` returns `false`.
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Value) -> bool);
    /// Returns the number of items.
    fn count(&self) -> usize;
    /// Returns the item at an index.
    fn get(&self, index: usize) -> Option<&dyn Value>;
}

/// A map that a reader can fill.
pub trait Map {
    /// Removes all entries.
    fn clear(&mut self);
    /// Inserts an entry that `read` fills, or nothing if `read` returns `false`. Replaces an entry with the same key.
    fn add(&mut self, key: &str, read: &mut dyn FnMut(&mut dyn Value) -> bool);
    /// Passes each entry to `show`, in order, until it returns `false`.
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Value) -> bool);
}

/// An enum of declared strings.
pub trait TextEnum {
    /// Sets the declared value at an index, or the unknown value of a string.
    fn set(&mut self, value: Result<usize, &str>);
}

/// An enum of declared integers.
pub trait IntegerEnum {
    /// Sets the declared value at an index, or the unknown value of an integer.
    fn set(&mut self, value: Result<usize, i64>);
}

/// One of several models, selected by a discriminator.
pub trait Union {
    /// Returns the discriminator and its values.
    fn kinds(&self) -> &'static Kinds;

    /// Returns the current variant.
    fn get(&self) -> Variant<'_>;

    /// Replaces the value by an empty model of the variant for a discriminator value, and returns its slot. If the
    /// value is not in [`Kinds::values`], returns `None` and leaves the union unchanged.
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;

    /// Replaces the value by an unknown variant with these properties.
    fn unknown(&mut self, properties: JsonMap);
}

/// The current variant of a [`Union`].
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "`debug` shows a value")]
pub enum Variant<'a> {
    /// A declared value of the discriminator, and the model.
    Known(&'static str, &'a dyn Value),
    /// The properties of an undeclared variant.
    Unknown(&'a JsonMap),
}

/// The discriminator of a [`Union`].
#[derive(Clone, Copy, Debug)]
pub struct Kinds {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Name of the discriminator property.
    pub property: &'static str,
    /// Declared values.
    pub values: &'static [&'static str],
}
