//! Named types and the types of fields.

use crate::diagnostics::Location;

/// The index of a type in [`super::Ir::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a field, a parameter, a body or a response.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Text.
    String,
    /// Text that is secret and never logged.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// An unsigned 64-bit integer.
    Uint64,
    /// A 64-bit floating-point number.
    Float,
    /// A decimal number with its digits.
    Decimal,
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 1123 date and time.
    DateTimeRfc1123,
    /// Seconds since 1970.
    UnixTime,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// An ISO 8601 duration.
    Duration,
    /// Base64 text.
    Base64,
    /// Base64url text.
    Base64Url,
    /// Raw bytes: a binary body or response.
    Bytes,
    /// A file of a form.
    File,
    /// Any JSON value.
    Json,
    /// A model, an enum or a union.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// A map from text.
    Map(Box<Type>),
    /// An item of a list or a map that may be null.
    Nullable(Box<Type>),
}

impl Type {
    /// Returns the innermost item type of a list or map, or the type itself.
    pub fn leaf(&self) -> &Type {
        match self {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => item.leaf(),
            leaf => leaf,
        }
    }

    /// Like [`Type::leaf`], but mutable.
    pub fn leaf_mut(&mut self) -> &mut Type {
        match self {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => item.leaf_mut(),
            leaf => leaf,
        }
    }

    /// Returns the named type in this one, if any, and true if it is inside a list or a map.
    pub fn named(&self) -> Option<(TypeId, bool)> {
        match self {
            Type::Named(id) => Some((*id, false)),
            Type::List(item) | Type::Map(item) => item.named().map(|(id, _)| (id, true)),
            Type::Nullable(item) => item.named(),
            _ => None,
        }
    }
}

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The name in the spec, or a name derived from the location of an inline schema.
    pub spec_name: String,
    /// A longer name, used if another type has the same name.
    pub long_name: String,
    /// True if the spec itself names the type.
    pub is_definition: bool,
    /// True if it is defined in an input document.
    pub of_input: bool,
    /// The source location of the schema.
    pub at: Location,
    /// The description in the spec.
    pub docs: Option<String>,
    /// The kind of the type, with its parts.
    pub kind: Kind,
}

/// The kind of a named type.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Properties.
    Struct(Struct),
    /// A set of values.
    Enum(Enum),
    /// One of several structs, selected by a discriminator.
    Union(Union),
    /// One of several types, selected by the form of the value.
    Choice(Choice),
}

/// A model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The properties, inherited ones first.
    pub fields: Vec<Field>,
    /// The type of undeclared properties.
    pub additional: Option<Type>,
    /// The discriminator properties of the unions that the model is a subtype of, outermost first, with its value of each.
    pub discriminators: Vec<(String, String)>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The location in XML: `name` is an element or a list of elements, `name>item` is a list in an element, `@name` is an
    /// attribute, and `$text` is the text of the enclosing element.
    pub xml: String,
    /// The description.
    pub docs: Option<String>,
    /// The type.
    pub ty: Type,
    /// Listed in `required`.
    pub required: bool,
    /// Read-only: set by the service.
    pub read_only: bool,
    /// May be null.
    pub nullable: bool,
    /// Secret. Secret text has the type [`Type::Secret`], too.
    pub secret: bool,
    /// The default, as JSON.
    pub default: Option<String>,
    /// Length, pattern and range.
    pub constraints: super::Constraints,
    /// `x-ms-mutability`, if given. `writeOnly` stands for `create` and `update`.
    pub mutability: Vec<String>,
    /// Deprecated.
    pub deprecated: bool,
}

/// A set of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values.
    pub values: Values,
    /// `modelAsString`. Used by metadata only, since all Rust enums are open.
    pub open: bool,
    /// Set if the values must not be shown.
    pub secret: bool,
}

/// The values of an enum by type.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Text.
    Text(Vec<EnumValue<String>>),
    /// Integers.
    Integer(Vec<EnumValue<i64>>),
}

impl Values {
    /// Returns the values as texts, each with the name that the spec wants in clients.
    pub fn texts(&self) -> Vec<(String, &str)> {
        match self {
            Values::Text(values) => (values.iter())
                .map(|it| (it.value.clone(), it.client_name.as_str()))
                .collect(),
            Values::Integer(values) => (values.iter())
                .map(|it| (it.value.to_string(), it.client_name.as_str()))
                .collect(),
        }
    }
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue<T> {
    /// The value on the wire.
    pub value: T,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The description.
    pub docs: Option<String>,
}

/// A polymorphic type.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The discriminator property.
    pub discriminator: String,
    /// The subtypes.
    pub variants: Vec<Variant>,
}

/// A value of one of several types without a discriminator.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The types, in the order in which their forms are tried.
    pub variants: Vec<ChoiceVariant>,
}

/// One type of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceVariant {
    /// The type.
    pub ty: Type,
    /// The form that identifies its values.
    pub form: Form,
}

/// The form of a JSON value, which selects a type of a choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list whose first item has one of the forms; any list if there are none.
    List(Vec<Form>),
    /// An object that has the first properties, and one of the listed texts in each of the others.
    Object(Vec<String>, Vec<(String, Vec<String>)>),
    /// Any of several forms.
    Any(Vec<Form>),
}

/// A subtype of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The discriminator's value.
    pub value: String,
    /// Further values of the discriminator that select the same subtype.
    pub also: Vec<String>,
    /// The struct, or the union of a subtype whose own subtypes have another discriminator.
    pub ty: TypeId,
}
