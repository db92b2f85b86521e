//! What a tool must know of operations beyond sending them: descriptions, types, allowed values, secrets, examples.
//!
//! Generated crates hold these as statics behind their feature `metadata`; nothing in this crate reads them.

use crate::Operation;

/// All operations of one api-version of a resource provider.
#[derive(Clone, Copy, Debug)]
pub struct Module {
    /// Namespace of the resource provider, such as `Microsoft.Communication`.
    pub provider: &'static str,
    /// Name of the provider's module, such as `communication`.
    pub name: &'static str,
    /// The api-version.
    pub api_version: &'static str,
    /// The operations, by group.
    pub groups: &'static [Group],
}

/// The operations that share the first part of their operationId.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The first part of the operationIds; `""` when they have only one part.
    pub name: &'static str,
    /// The module that holds them, such as `communication_services`.
    pub module: &'static str,
    /// The operations, in the order of the spec.
    pub operations: &'static [Entry],
}

/// One operation.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is needed to send it.
    pub operation: &'static Operation,
    /// The part of the operationId after the group, such as `RegenerateKey`.
    pub name: &'static str,
    /// The function that sends it, such as `regenerate_key`.
    pub function: &'static str,
    /// What it does.
    pub docs: &'static str,
    /// Whether the spec marks it deprecated.
    pub deprecated: bool,
    /// Whether the id of a resource gives all parameters of its path.
    pub by_id: bool,
    /// What its parameters are: one for each of [`Operation::parameters`], in the same order.
    pub parameters: &'static [Property],
    /// Its body, if it takes one that is not a form.
    pub body: Option<Body>,
    /// Its response.
    pub response: Response,
    /// An example of the spec.
    pub example: Option<Example>,
}

/// A parameter, or a property of a body.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Name on the wire.
    pub name: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// Its type.
    pub kind: Kind,
    /// The values that the spec names, in their spelling on the wire; of a list, of its items. Empty for any value.
    pub values: &'static [&'static str],
    /// Whether it must be given.
    pub required: bool,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// What the service takes when it is not given, as JSON.
    pub default: Option<&'static str>,
}

impl Property {
    /// Optional text.
    pub const DEFAULT: Self = Self {
        name: "",
        docs: "",
        kind: Kind::Text,
        values: &[],
        required: false,
        read_only: false,
        default: None,
    };
}

/// The type of a value, as far as its written form goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Text, or a value with a text form, such as a date.
    Text,
    /// Text that must not be shown.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A list.
    List,
    /// A map from text to values of one type.
    Map,
    /// An object with properties of its own.
    Object,
    /// Any JSON.
    Any,
    /// Bytes, such as the content of a file.
    Bytes,
}

/// The body that an operation takes.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// What it is.
    pub docs: &'static str,
    /// Its type.
    pub kind: Kind,
    /// The properties of an object.
    pub properties: &'static [Property],
    /// Names of the properties, at any depth, that must not be shown.
    pub secrets: &'static [&'static str],
}

impl Body {
    /// An object without declared properties.
    pub const DEFAULT: Self = Self {
        docs: "",
        kind: Kind::Object,
        properties: &[],
        secrets: &[],
    };
}

/// The response of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// Its type, of a list in pages that of one item; `None` when there is no body.
    pub kind: Option<Kind>,
    /// Names of the properties of an object, in the order of the spec.
    pub properties: &'static [&'static str],
    /// Names of the properties, at any depth, that must not be shown.
    pub secrets: &'static [&'static str],
    /// Names of the headers that the spec declares.
    pub headers: &'static [&'static str],
}

impl Response {
    /// No body.
    pub const NONE: Self = Self {
        kind: None,
        properties: &[],
        secrets: &[],
        headers: &[],
    };
    /// An object without declared properties.
    pub const DEFAULT: Self = Self {
        kind: Some(Kind::Object),
        ..Self::NONE
    };
}

/// A sample request.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The title.
    pub title: &'static str,
    /// Parameters by their names on the wire, with their values as JSON. Not among them: the api-version, the body.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The body, as JSON.
    pub body: Option<&'static str>,
}
