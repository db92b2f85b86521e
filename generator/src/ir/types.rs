//! Named types and the types of fields.

use crate::diagnostics::Location;

/// A type's place in [`super::Ir::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a field, a parameter, a body or a response.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Text.
    String,
    /// Text that no log may show.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// A double.
    Float,
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
    /// The type of the items of lists and maps at any depth; of anything else, itself.
    pub fn leaf(&self) -> &Type {
        match self {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => item.leaf(),
            leaf => leaf,
        }
    }

    /// As [`Type::leaf`], to be changed.
    pub fn leaf_mut(&mut self) -> &mut Type {
        match self {
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => item.leaf_mut(),
            leaf => leaf,
        }
    }

    /// The named type in this one, if any, and whether it is inside a list or a map.
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
    /// The name in the spec, or made from the place of an inline schema.
    pub spec_name: String,
    /// A longer name, for when two types want the same one.
    pub long_name: String,
    /// Whether the spec itself names the type.
    pub is_definition: bool,
    /// Whether an input document holds it.
    pub of_input: bool,
    /// The name in Rust; empty until names are planned.
    pub name: String,
    /// Where the schema stands.
    pub at: Location,
    /// The description, as the spec has it.
    pub docs: String,
    /// What it is.
    pub kind: Kind,
    /// Reached from a body.
    pub sent: bool,
    /// Reached from a response.
    pub received: bool,
    /// Reached from the body of a PATCH.
    pub patched: bool,
    /// Reached from a body or a response of XML.
    pub in_xml: bool,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Properties.
    Struct(Struct),
    /// A set of values.
    Enum(Enum),
    /// One of several structs, told apart by a property.
    Union(Union),
    /// One of several types, told apart by the form of the value.
    Choice(Choice),
}

/// A model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The properties, inherited ones first.
    pub fields: Vec<Field>,
    /// The type of the properties that are not declared.
    pub additional: Option<Type>,
    /// The name in Rust of the map that holds them.
    pub additional_name: String,
    /// The name in Rust of the struct that holds the arguments of `new`, where there are too many for a list.
    pub required_name: Option<String>,
    /// Discriminator properties and this kind's values, the outermost first: a kind may be told from its like by a property
    /// of its own.
    pub tags: Vec<(String, String)>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name on the wire.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// Where it stands in XML: `name` is an element, or a list of them, `name>item` a list in an element, `@name` an
    /// attribute, `$text` the text of the element around it.
    pub xml: String,
    /// The name in Rust.
    pub name: String,
    /// The description.
    pub docs: String,
    /// The type.
    pub ty: Type,
    /// Listed in `required`.
    pub required: bool,
    /// Only the service sets it.
    pub read_only: bool,
    /// May be null.
    pub nullable: bool,
    /// Must be there by type: the model is only sent, and never as a PATCH.
    pub mandatory: bool,
    /// Null is told from absent: the model is the body of a PATCH, where null removes.
    pub three_state: bool,
    /// Must be behind a pointer, since the type holds itself.
    pub boxed: bool,
    /// Must never be shown. Text is a [`Type::Secret`] besides.
    pub secret: bool,
    /// The default, as JSON.
    pub default: Option<String>,
    /// Length, pattern and range.
    pub constraints: super::Constraints,
    /// `x-ms-mutability`, if given.
    pub mutability: Vec<String>,
}

impl Field {
    /// Whether `new` takes the property: a caller has to give it, even where the type leaves it optional because the service
    /// sends the model, too. Null is a value of a nullable property, and a model that requires one of its own kind cannot be
    /// created.
    pub fn is_argument(&self) -> bool {
        let optional = self.read_only || self.nullable || self.boxed;
        self.mandatory || self.required && !optional
    }
}

/// A set of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values.
    pub values: Values,
    /// `modelAsString`; matters for the facts only, since Rust enums are all open.
    pub open: bool,
}

/// The values of an enum by type.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Text.
    Text(Vec<EnumValue<String>>),
    /// Integers.
    Integer(Vec<EnumValue<i64>>),
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue<T> {
    /// The value on the wire.
    pub value: T,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The name in Rust.
    pub name: String,
    /// The description.
    pub docs: String,
}

/// A polymorphic type.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The discriminator property.
    pub tag: String,
    /// The kinds.
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
    /// The name in Rust.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The form by which its values are known.
    pub form: Form,
}

/// What tells the values of a type from those of the others of a choice.
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
    /// An object with these properties, and of these properties one of the listed texts.
    Object(Vec<String>, Vec<(String, Vec<String>)>),
    /// Any of several forms.
    Any(Vec<Form>),
}

/// One kind of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The discriminator's value.
    pub value: String,
    /// Further values of the discriminator that mean the same.
    pub also: Vec<String>,
    /// The name in Rust.
    pub name: String,
    /// The struct, or the union of a kind that has kinds of its own by another property.
    pub ty: TypeId,
}
