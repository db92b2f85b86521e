//! Metadata for tooling: operations with their descriptions, schemas, allowed values, secrets and examples.
//!
//! Generated crates hold it as JSON text behind their feature `metadata`, and [`Module::read`] makes these types of it when a
//! program asks for it. [`Module::read_spec`] does the same with text that the generator made at run time, which describes
//! the requests as well. What is read lives as long as the program.

mod read;

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
    /// The schemas that the types of the operations refer to.
    pub schemas: &'static [Schema],
}

impl Module {
    /// Returns the operations of all groups.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> + use<> {
        self.groups.iter().flat_map(|it| it.operations)
    }

    /// Returns the schema of a type: of an object, or of the items of a list or map.
    pub fn schema(&self, ty: &Type) -> Option<&'static Schema> {
        match ty.items {
            Some(items) => self.schema(items),
            None => self.schemas.get(ty.schema?),
        }
    }
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
    /// Descriptions of its parameters: one for each of [`Operation::parameters`], in the same order.
    pub parameters: &'static [Property],
    /// Its body, if it takes one that is not a form.
    pub body: Option<Body>,
    /// Its response.
    pub response: Response,
    /// An example of the spec.
    pub example: Option<Example>,
}

/// A parameter, or a property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Name on the wire.
    pub name: &'static str,
    /// The description.
    pub docs: &'static str,
    /// The kind of its type.
    pub kind: Kind,
    /// The values that the spec names, in their spelling on the wire; of a list, of its items. Empty for any value.
    pub values: &'static [&'static str],
    /// The whole type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// Whether `null` is allowed.
    pub nullable: bool,
    /// The value that the service assumes when it is not given, as JSON.
    pub default: Option<&'static str>,
    /// `x-ms-mutability`: `create`, `read`, `update`. Empty if the spec does not limit it.
    pub mutability: &'static [&'static str],
    /// Length, range and pattern.
    pub constraints: Constraints,
}

impl Property {
    /// Optional text.
    pub const DEFAULT: Self = Self {
        name: "",
        docs: "",
        kind: Kind::Text,
        values: &[],
        ty: Type::TEXT,
        required: false,
        read_only: false,
        nullable: false,
        default: None,
        mutability: &[],
        constraints: Constraints::NONE,
    };

    /// Returns whether requests may set it: it is not read-only, and `x-ms-mutability` does not say so either.
    pub fn is_writable(&self) -> bool {
        let writes = |it: &&str| matches!(*it, "create" | "update");
        !self.read_only && (self.mutability.is_empty() || self.mutability.iter().any(writes))
    }

    /// Returns whether responses may show it: `x-ms-mutability` does not exclude `read`.
    pub fn is_readable(&self) -> bool {
        self.mutability.is_empty() || self.mutability.contains(&"read")
    }
}

/// Length, range and pattern of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constraints {
    /// Least number of characters.
    pub min_length: Option<u64>,
    /// Greatest number of characters.
    pub max_length: Option<u64>,
    /// Regular expression of ECMA-262.
    pub pattern: Option<&'static str>,
    /// Least number.
    pub minimum: Option<f64>,
    /// Greatest number.
    pub maximum: Option<f64>,
    /// Whether `minimum` itself is excluded.
    pub exclusive_minimum: bool,
    /// Whether `maximum` itself is excluded.
    pub exclusive_maximum: bool,
    /// The number must be a multiple of this.
    pub multiple_of: Option<f64>,
    /// Least number of list items.
    pub min_items: Option<u64>,
    /// Greatest number of list items.
    pub max_items: Option<u64>,
    /// Whether list items must differ.
    pub unique_items: bool,
}

impl Constraints {
    /// No constraints.
    pub const NONE: Self = Self {
        min_length: None,
        max_length: None,
        pattern: None,
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
        min_items: None,
        max_items: None,
        unique_items: false,
    };
}

/// The type of a value.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// The kind.
    pub kind: Kind,
    /// Format of text or numbers: `date-time`, `date-time-rfc1123`, `date`, `time`, `duration`, `byte`, `base64url`, `int32`,
    /// `int64`, `unixtime`; `""` for none.
    pub format: &'static str,
    /// The values that the spec names; empty for any value.
    pub values: &'static [&'static str],
    /// Whether other values are not allowed.
    pub closed: bool,
    /// Whether an item of a list or map may be `null`.
    pub nullable: bool,
    /// Of an object, its index in [`Module::schemas`].
    pub schema: Option<usize>,
    /// The type of the items of a list or map.
    pub items: Option<&'static Type>,
}

impl Type {
    /// Any text.
    pub const TEXT: Self = Self::of(Kind::Text);

    /// Returns whether values of the type, or their items, must not be shown.
    pub fn is_secret(&self) -> bool {
        match self.items {
            Some(items) => items.is_secret(),
            None => self.kind == Kind::Secret,
        }
    }

    /// A type of which only the kind is known.
    pub const fn of(kind: Kind) -> Self {
        Self {
            kind,
            format: "",
            values: &[],
            closed: false,
            nullable: false,
            schema: None,
            items: None,
        }
    }
}

/// An object of the spec: properties, or the subtypes that a discriminator tells apart.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Name of the definition.
    pub name: &'static str,
    /// The properties, inherited ones included. Not among them: discriminators.
    pub properties: &'static [Property],
    /// The type of properties that are not declared; `None` if the spec does not mention them.
    pub additional: Option<Type>,
    /// Of a subtype, the discriminators and their values.
    pub tags: &'static [(&'static str, &'static str)],
    /// Of a base type, the property that tells its subtypes apart; `""` for none.
    pub discriminator: &'static str,
    /// The values of the discriminator with the index of the subtype in [`Module::schemas`].
    pub variants: &'static [(&'static str, usize)],
}

impl Schema {
    /// Returns the property of this name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|it| it.name == name)
    }

    /// Returns whether it describes a resource: `id`, `name` and `type` are among the properties.
    pub fn is_resource(&self) -> bool {
        let has = |name: &str| self.property(name).is_some();
        has("id") && has("name") && has("type")
    }
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
    /// The description.
    pub docs: &'static str,
    /// The kind of its type.
    pub kind: Kind,
    /// The whole type.
    pub ty: Type,
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
        ty: Type::of(Kind::Object),
        properties: &[],
        secrets: &[],
    };
}

/// The response of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Response {
    /// The kind of its type, for a list in pages that of one item; `None` when there is no body.
    pub kind: Option<Kind>,
    /// The whole type, for a list in pages that of one item; `None` when there is no body.
    pub ty: Option<Type>,
    /// Names of the properties of an object, in the order of the spec.
    pub properties: &'static [&'static str],
    /// Names of the properties, at any depth, that must not be shown.
    pub secrets: &'static [&'static str],
    /// Whether nothing of it must be shown: a text, a list or bytes.
    pub secret: bool,
    /// Names of the headers that the spec declares.
    pub headers: &'static [&'static str],
    /// The statuses of success, each with its body and headers.
    pub statuses: &'static [Status],
}

impl Response {
    /// No body.
    pub const NONE: Self = Self {
        kind: None,
        ty: None,
        properties: &[],
        secrets: &[],
        secret: false,
        headers: &[],
        statuses: &[],
    };
    /// An object without declared properties.
    pub const DEFAULT: Self = Self {
        kind: Some(Kind::Object),
        ty: Some(Type::of(Kind::Object)),
        ..Self::NONE
    };
}

/// A status of success.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// The code.
    pub code: u16,
    /// The type of the body, for a list that of the page; `None` when there is no body.
    pub ty: Option<Type>,
    /// Names of the headers.
    pub headers: &'static [&'static str],
}

/// A sample request with its responses.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The title.
    pub title: &'static str,
    /// Parameters by their names on the wire, with their values as JSON. Not among them: the api-version, the body.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The body, as JSON.
    pub body: Option<&'static str>,
    /// The bodies of responses by their status, as JSON.
    pub responses: &'static [(u16, &'static str)],
}
