//! What the macros say about a model, a union, a list, a map.

use super::{Decode, Encode, JsonMap, Slot, Value, View};

/// A type that the macros define. It stands for itself as a request body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the API",
    label = "not a model, an enum, or a type of a property",
    note = "JSON of any shape is read and written as `arm_runtime::JsonValue`"
)]
pub trait Model: Sized {
    /// The table of a struct.
    fn table() -> &'static Table {
        &Table::EMPTY
    }

    /// See [`Value::empty`].
    fn empty() -> Self;

    /// See [`Decode::slot`].
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self, Self::table())
    }

    /// See [`Encode::view`].
    #[inline]
    fn view(&self) -> View<'_> {
        View::Object(self, Self::table())
    }

    /// The field of a struct at a position of the table; the position after the last is that of all other properties.
    fn field(&self, _index: usize) -> Option<&dyn Encode> {
        None
    }

    /// Like [`Self::field`], to be read into.
    fn field_mut(&mut self, _index: usize) -> Option<&mut dyn Decode> {
        None
    }
}

impl<T: Model> Value for T {
    #[inline]
    fn empty() -> Self {
        Model::empty()
    }
}

impl<T: Model> Decode for T {
    #[inline]
    fn slot(&mut self, _: bool) -> Slot<'_> {
        Model::slot(self)
    }
}

impl<T: Model> Encode for T {
    #[inline]
    fn view(&self) -> View<'_> {
        Model::view(self)
    }
}

impl<T: Model> Model for Box<T> {
    fn table() -> &'static Table {
        T::table()
    }

    #[inline]
    fn empty() -> Self {
        Box::new(T::empty())
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
    }

    #[inline]
    fn field(&self, index: usize) -> Option<&dyn Encode> {
        (**self).field(index)
    }

    #[inline]
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        (**self).field_mut(index)
    }
}

/// A model that is read into. Its [`Slot`] has the [`Table`].
pub trait DecodeObject {
    /// See [`Model::field_mut`].
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Decode>;
}

/// A model that is written. Its [`View`](super::View) has the [`Table`].
pub trait EncodeObject {
    /// See [`Model::field`].
    fn field(&self, index: usize) -> Option<&dyn Encode>;
}

impl<T: Model> DecodeObject for T {
    #[inline]
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        Model::field_mut(self, index)
    }
}

impl<T: Model> EncodeObject for T {
    #[inline]
    fn field(&self, index: usize) -> Option<&dyn Encode> {
        Model::field(self, index)
    }
}

/// Names and rules of the properties of a model.
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

/// The field of all other properties, if there is one.
pub(super) fn rest<'a>(object: &'a dyn EncodeObject, table: &Table) -> Option<&'a dyn Encode> {
    if table.has_rest() {
        object.field(table.fields.len())
    } else {
        None
    }
}

/// Like [`rest`], to be read into.
pub(super) fn rest_mut<'a>(
    object: &'a mut dyn DecodeObject,
    table: &Table,
) -> Option<&'a mut dyn DecodeMap> {
    if !table.has_rest() {
        return None;
    }
    match object.field_mut(table.fields.len())?.slot(false) {
        Slot::Map(map) => Some(map),
        _ => None,
    }
}

impl Table {
    /// The table of what is not a struct.
    pub(super) const EMPTY: Self = Self {
        name: "",
        tags: &[],
        fields: &[],
        rest: &[],
        xml: &[],
    };

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
pub trait DecodeList {
    /// Removes all items.
    fn clear(&mut self);
    /// Adds the item that `read` fills, unless it returns false.
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Decode) -> bool);
}

/// A list whose items are written.
pub trait EncodeList {
    /// The number of items.
    fn count(&self) -> usize;
    /// The item at a position.
    fn get(&self, index: usize) -> Option<&dyn Encode>;
}

/// A map that entries are added to.
pub trait DecodeMap {
    /// Removes all entries.
    fn clear(&mut self);
    /// Adds the entry that `read` fills, in the place of one of the same key, unless it returns false.
    fn add(&mut self, key: &str, read: &mut dyn FnMut(&mut dyn Decode) -> bool);
}

/// A map whose entries are written.
pub trait EncodeMap {
    /// Passes each entry to `show`, in order, until it returns false.
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Encode) -> bool);
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
pub trait Union: Model {
    /// The discriminator and its values.
    const KINDS: &'static Kinds;

    /// The current variant.
    fn get(&self) -> Variant<'_>;

    /// Becomes an empty model of a variant. `None` when there is none for this value in [`Kinds::values`]; it is then unchanged.
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;

    /// Becomes an unknown variant of these properties.
    fn unknown(&mut self, properties: JsonMap);
}

/// A [`Union`] that is read into.
pub trait DecodeUnion {
    /// See [`Union::KINDS`].
    fn kinds(&self) -> &'static Kinds;
    /// See [`Union::select`].
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;
    /// See [`Union::unknown`].
    fn unknown(&mut self, properties: JsonMap);
}

/// A [`Union`] that is written.
pub trait EncodeUnion {
    /// See [`Union::KINDS`].
    fn kinds(&self) -> &'static Kinds;
    /// See [`Union::get`].
    fn get(&self) -> Variant<'_>;
}

impl<T: Union> DecodeUnion for T {
    #[inline]
    fn kinds(&self) -> &'static Kinds {
        T::KINDS
    }

    #[inline]
    fn select(&mut self, kind: &str) -> Option<Slot<'_>> {
        Union::select(self, kind)
    }

    #[inline]
    fn unknown(&mut self, properties: JsonMap) {
        Union::unknown(self, properties);
    }
}

impl<T: Union> EncodeUnion for T {
    #[inline]
    fn kinds(&self) -> &'static Kinds {
        T::KINDS
    }

    #[inline]
    fn get(&self) -> Variant<'_> {
        Union::get(self)
    }
}

/// The variant of a [`Union`].
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "`debug` shows a value")]
pub enum Variant<'a> {
    /// A declared value of the discriminator, and the model.
    Known(&'static str, &'a dyn Encode),
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
