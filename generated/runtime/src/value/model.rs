//! Traits and tables of models, unions, enums, lists and maps, implemented by the macros and by collections.

use super::{Content, Decode, Encode, EnumText, JsonMap, Slot, Value, View};

/// A type defined by the macros. It can be used directly as a request body.
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

    /// Set for an enum of strings. This condition and the next one are constants, so that a struct is not compiled as
    /// another type, too.
    const IS_TEXT: bool = false;

    /// Set for a type that is neither a struct nor an enum of strings.
    const HAS_SLOT: bool = false;

    /// See [`Value::empty`]. All types but enums of strings implement it; an empty enum is an undeclared empty string.
    #[inline]
    fn empty() -> Self {
        Self::from_text(EnumText::Nothing)
    }

    /// See [`Decode::slot`]. Types with [`Self::HAS_SLOT`] implement it.
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Null
    }

    /// Creates an enum of strings. Enums of strings implement it.
    #[inline]
    fn from_text(_text: EnumText<'_>) -> Self {
        Self::empty()
    }

    /// See [`Encode::view`]. All types but structs implement it.
    #[inline]
    fn view(&self) -> View<'_> {
        View::Object(self, Self::table())
    }

    /// Returns the field at an index of the table. The index after the last field selects the map of all other properties.
    fn field(&self, _index: usize) -> Option<&dyn Encode> {
        None
    }

    /// Returns the same field as [`Self::field`] as a target to read into.
    fn field_mut(&mut self, _index: usize) -> Option<&mut dyn Decode> {
        None
    }
}

impl<T: Model> Value for T {
    #[inline]
    fn empty() -> Self {
        if T::IS_TEXT {
            T::from_text(EnumText::Nothing)
        } else {
            Model::empty()
        }
    }

    #[inline]
    fn slot_of(place: &mut Option<Self>, content: Content) -> Slot<'_> {
        if T::IS_TEXT {
            // The enum is created from its text, so that no empty value is needed.
            if content as u8 == Content::Value as u8 {
                return Slot::TextEnum(place);
            }
            place.set(EnumText::Nothing);
            return Slot::Null;
        }
        *place = match content {
            Content::Value => Some(Model::empty()),
            _ => None,
        };
        match place {
            None => Slot::Null,
            Some(value) => {
                if T::HAS_SLOT {
                    Model::slot(value)
                } else {
                    Slot::Object(value, T::table())
                }
            }
        }
    }
}

impl<T: Model> Decode for T {
    #[inline]
    fn slot(&mut self, _: Content) -> Slot<'_> {
        if T::HAS_SLOT {
            Model::slot(self)
        } else if T::IS_TEXT {
            Slot::TextEnum(self)
        } else {
            Slot::Object(self, T::table())
        }
    }
}

impl<T: Model> Encode for T {
    #[inline]
    fn view(&self) -> View<'_> {
        Model::view(self)
    }
}

impl<T: Model> Model for Box<T> {
    const HAS_SLOT: bool = true;

    #[inline]
    fn empty() -> Self {
        Box::new(Value::empty())
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Decode::slot(&mut **self, Content::Value)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
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

/// Names and flags of the properties of a model.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Discriminators of a subtype with their values, written first and ignored when read.
    pub discriminator_values: &'static [(&'static str, &'static str)],
    /// Serialized name and [`flag`]s of each field.
    pub fields: &'static [(&'static str, u8)],
    /// Name of the field that holds all other properties; empty if there is none.
    pub rest: &'static [&'static str],
    /// Properties that are not XML elements with their own name, each with its XML location in the notation of
    /// [`fields!`](crate::fields).
    pub xml: &'static [(&'static str, &'static str)],
}

/// Returns the field that holds all other properties, if there is one.
pub(super) fn rest<'a>(object: &'a dyn EncodeObject, table: &Table) -> Option<&'a dyn Encode> {
    if table.has_rest() {
        object.field(table.fields.len())
    } else {
        None
    }
}

/// Returns the same field as [`rest`] as a target to read into.
pub(super) fn rest_mut<'a>(
    object: &'a mut dyn DecodeObject,
    table: &Table,
) -> Option<&'a mut dyn DecodeMap> {
    if !table.has_rest() {
        return None;
    }
    match object.field_mut(table.fields.len())?.slot(Content::Value) {
        Slot::Map(map) => Some(map),
        _ => None,
    }
}

impl Table {
    /// The table of a type that is not a struct.
    const EMPTY: Self = Self {
        name: "",
        discriminator_values: &[],
        fields: &[],
        rest: &[],
        xml: &[],
    };

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
    /// The property is required and may be null: request bodies contain `null` if it has no value.
    pub const nullable: u8 = 8;
}

/// A list that a reader can fill.
pub trait DecodeList {
    /// Appends an item that `read` fills, or nothing if `read` returns `false`.
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Decode) -> bool);
}

/// A list whose items are written.
pub trait EncodeList {
    /// Returns the number of items.
    fn count(&self) -> usize;
    /// Returns the item at an index.
    fn get(&self, index: usize) -> Option<&dyn Encode>;
}

/// A map that a reader can fill.
pub trait DecodeMap {
    /// Adds an entry that `read` fills, or nothing if `read` returns `false`. Replaces the value of an existing key. May leave `key`
    /// empty.
    fn add(&mut self, key: &mut String, read: &mut dyn FnMut(&str, &mut dyn Decode) -> bool);
}

/// A map whose entries are written.
pub trait EncodeMap {
    /// Passes each entry to `show`, in order, until it returns `false`.
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Encode) -> bool);
}

/// An enum of declared strings, or an optional one.
pub trait TextEnum {
    /// Replaces the value.
    fn set(&mut self, text: EnumText<'_>);
}

impl<T: Model> TextEnum for T {
    #[inline]
    fn set(&mut self, text: EnumText<'_>) {
        *self = T::from_text(text);
    }
}

impl<T: Model> TextEnum for Option<T> {
    #[inline]
    fn set(&mut self, text: EnumText<'_>) {
        *self = match text {
            EnumText::Nothing => None,
            text => Some(T::from_text(text)),
        };
    }
}

/// An enum of declared integers.
pub trait IntegerEnum {
    /// Sets the declared value at an index, or the unknown value of an integer.
    fn set(&mut self, value: Result<usize, i64>);
}

/// One of several models, selected by a discriminator.
pub trait Union: Model {
    /// The discriminator and its values.
    const DISCRIMINATOR: &'static Discriminator;

    /// Returns the current variant.
    fn get(&self) -> Variant<'_>;

    /// Replaces the value by an empty model of the variant for a discriminator value, and returns its slot. If the
    /// value is not in [`Discriminator::values`], returns `None` and leaves the union unchanged.
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;

    /// Replaces the value by an unknown variant with these properties.
    fn unknown(&mut self, properties: JsonMap);
}

/// A [`Union`] that is read into.
pub trait DecodeUnion {
    /// See [`Union::DISCRIMINATOR`].
    fn discriminator(&self) -> &'static Discriminator;
    /// See [`Union::select`].
    fn select(&mut self, kind: &str) -> Option<Slot<'_>>;
    /// See [`Union::unknown`].
    fn unknown(&mut self, properties: JsonMap);
}

/// A [`Union`] that is written.
pub trait EncodeUnion {
    /// See [`Union::DISCRIMINATOR`].
    fn discriminator(&self) -> &'static Discriminator;
    /// See [`Union::get`].
    fn get(&self) -> Variant<'_>;
}

impl<T: Union> DecodeUnion for T {
    #[inline]
    fn discriminator(&self) -> &'static Discriminator {
        T::DISCRIMINATOR
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
    fn discriminator(&self) -> &'static Discriminator {
        T::DISCRIMINATOR
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
    /// The properties of an undeclared variant.
    Unknown(&'a JsonMap),
}

/// The discriminator of a [`Union`].
#[derive(Clone, Copy, Debug)]
pub struct Discriminator {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Name of the discriminator property.
    pub property: &'static str,
    /// Declared values.
    pub values: &'static [&'static str],
}
