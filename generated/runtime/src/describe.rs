//! Metadata for tooling: operations with their descriptions, schemas, allowed values, secrets and examples.
//!
//! Generated crates hold it as JSON text behind the feature `metadata`, and [`Module::read`] parses that text on
//! demand. [`Module::read_spec`] parses text that the generator created at run time, which also describes the requests.
//! Parsed metadata is never freed.

mod read;

use crate::{JsonMap, Operation};

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
    /// Returns an iterator over the operations of all groups.
    pub fn entries(&self) -> impl Iterator<Item = &'static Entry> + use<> {
        self.groups.iter().flat_map(|it| it.operations)
    }

    /// Returns the schema of an object type or of a value of several types, or of the items of a list or map type.
    pub fn schema(&self, ty: &Type) -> Option<&'static Schema> {
        match ty.items {
            Some(items) => self.schema(items),
            None => self.schemas.get(ty.schema?),
        }
    }

    /// Returns the schema of an object: that of the subtype that the discriminators in it select, or `schema` itself if
    /// they select none.
    pub fn subtype(&self, schema: &'static Schema, object: &JsonMap) -> &'static Schema {
        let mut found = schema;
        // Subtypes may have subtypes, but not as many as there are schemas.
        for _ in self.schemas {
            let Some(subtype) = self.variant(found, object) else {
                break;
            };
            found = subtype;
        }
        found
    }

    fn variant(&self, schema: &Schema, object: &JsonMap) -> Option<&'static Schema> {
        let value = object.get(schema.discriminator)?.as_str()?;
        let mut variants = schema.variants.iter();
        let (_, index) = variants.find(|(it, _)| it.eq_ignore_ascii_case(value))?;
        self.schemas.get(*index)
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
    /// The data needed to send the operation.
    pub operation: &'static Operation,
    /// The part of the operationId after the group, such as `RegenerateKey`.
    pub name: &'static str,
    /// Name of the function that sends the operation, such as `regenerate_key`.
    pub function: &'static str,
    /// Description.
    pub docs: &'static str,
    /// Set if the spec marks the operation as deprecated.
    pub deprecated: bool,
    /// Set if all path parameters can be taken from a resource ID.
    pub by_id: bool,
    /// Descriptions of [`Operation::parameters`], in the same order.
    pub parameters: &'static [Property],
    /// Body, if the operation takes one that is not a form.
    pub body: Option<Body>,
    /// Response.
    pub response: Response,
    /// An example from the spec.
    pub example: Option<Example>,
}

impl Entry {
    /// Returns `true` if the operation returns a paged list whose pages are documents of XML, each of which is an item.
    pub fn has_xml_pages(&self) -> bool {
        self.operation.paging.is_some() && self.response.kind == Some(Kind::Bytes)
    }
}

/// A parameter, or a property of an object.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Name in requests and responses.
    pub name: &'static str,
    /// Description.
    pub docs: &'static str,
    /// Kind of the type.
    pub kind: Kind,
    /// Values defined by the spec, as serialized. For a list, the values of its items. Empty if any value is allowed.
    pub values: &'static [&'static str],
    /// The complete type.
    pub ty: Type,
    /// Set if a value is required.
    pub required: bool,
    /// Set if only the service sets the value.
    pub read_only: bool,
    /// Set if `null` is allowed.
    pub nullable: bool,
    /// Default value of the service, as JSON.
    pub default: Option<&'static str>,
    /// `x-ms-mutability`: `create`, `read`, `update`. Empty if the spec does not restrict it.
    pub mutability: &'static [&'static str],
    /// Constraints on length, range and pattern.
    pub constraints: Constraints,
}

impl Property {
    /// An optional property of any text.
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

    /// Returns `true` if requests may set the property: neither `readOnly` nor `x-ms-mutability` excludes it.
    pub fn is_writable(&self) -> bool {
        let writes = |it: &&str| matches!(*it, "create" | "update");
        !self.read_only && (self.mutability.is_empty() || self.mutability.iter().any(writes))
    }

    /// Returns `true` if responses may contain the property: `x-ms-mutability` does not exclude `read`.
    pub fn is_readable(&self) -> bool {
        self.mutability.is_empty() || self.mutability.contains(&"read")
    }
}

/// Constraints on the length, range and pattern of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constraints {
    /// Minimum number of characters.
    pub min_length: Option<u64>,
    /// Maximum number of characters.
    pub max_length: Option<u64>,
    /// ECMA-262 regular expression.
    pub pattern: Option<&'static str>,
    /// Minimum value.
    pub minimum: Option<f64>,
    /// Maximum value.
    pub maximum: Option<f64>,
    /// Set if `minimum` itself is excluded.
    pub exclusive_minimum: bool,
    /// Set if `maximum` itself is excluded.
    pub exclusive_maximum: bool,
    /// The number must be a multiple of this.
    pub multiple_of: Option<f64>,
    /// Minimum number of list items.
    pub min_items: Option<u64>,
    /// Maximum number of list items.
    pub max_items: Option<u64>,
    /// Set if list items must be unique.
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
    /// Format of a string or number: `date-time`, `date-time-rfc1123`, `date`, `time`, `duration`, `byte`, `base64url`,
    /// `int32`, `int64`, `unixtime`. `""` for none.
    pub format: &'static str,
    /// Values defined by the spec. Empty if any value is allowed.
    pub values: &'static [&'static str],
    /// Set if only `values` are allowed.
    pub closed: bool,
    /// Set if an item of a list or map may be `null`.
    pub nullable: bool,
    /// Index of the schema of an object, or of a value of several types, in [`Module::schemas`].
    pub schema: Option<usize>,
    /// Type of the items of a list or map.
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

/// An object of the spec, with its properties or the subtypes selected by a discriminator, or a value of several types.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Name of the definition.
    pub name: &'static str,
    /// Properties, including inherited ones. Discriminators are not included.
    pub properties: &'static [Property],
    /// Type of undeclared properties. `None` if the spec does not mention them.
    pub additional: Option<Type>,
    /// Discriminators of a subtype with their values.
    pub discriminator_values: &'static [(&'static str, &'static str)],
    /// Discriminator of a base type. `""` for none.
    pub discriminator: &'static str,
    /// Values of the discriminator, each with the index of the subtype in [`Module::schemas`].
    pub variants: &'static [(&'static str, usize)],
    /// Types of a value that is not an object of one type, in the order in which they are tried. Its kind is
    /// [`Kind::Any`].
    pub choices: &'static [Type],
}

impl Schema {
    /// Returns the property with this name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|it| it.name == name)
    }

    /// Returns `true` if the schema describes a resource: it has the properties `id`, `name` and `type`.
    pub fn is_resource(&self) -> bool {
        let has = |name: &str| self.property(name).is_some();
        has("id") && has("name") && has("type")
    }
}

/// The kind of a value, by its JSON form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Text, or a value with a text form such as a date.
    Text,
    /// Text that must not be shown.
    Secret,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A list.
    List,
    /// A map from text to values of one type.
    Map,
    /// An object with declared properties.
    Object,
    /// Any JSON, or one of the [`Schema::choices`].
    Any,
    /// Bytes, such as the content of a file.
    Bytes,
}

/// The body that an operation takes.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Description.
    pub docs: &'static str,
    /// Kind of the type.
    pub kind: Kind,
    /// The complete type.
    pub ty: Type,
    /// Properties of an object.
    pub properties: &'static [Property],
    /// Names of the properties, at any depth, that must not be shown.
    pub secrets: &'static [&'static str],
}

impl Body {
    /// Returns `true` if the body is a JSON text in this media type. Sequences such as `application/x-ndjson` are bytes.
    pub fn is_json(&self, media_type: &str) -> bool {
        self.kind != Kind::Bytes && media_type.contains("json")
    }

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
    /// Kind of the type. For a paged list, the kind of an item. `None` if there is no body.
    pub kind: Option<Kind>,
    /// The complete type. For a paged list, the type of an item. `None` if there is no body.
    pub ty: Option<Type>,
    /// Names of the properties of an object, in the order of the spec.
    pub properties: &'static [&'static str],
    /// Names of the properties, at any depth, that must not be shown.
    pub secrets: &'static [&'static str],
    /// Set if the whole response, a text, a list or bytes, must not be shown.
    pub secret: bool,
    /// Names of the headers that the spec declares.
    pub headers: &'static [&'static str],
    /// Success statuses, each with its body and headers.
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

/// A success status of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// Status code.
    pub code: u16,
    /// Type of the body. For a paged list, the type of the page. `None` if there is no body.
    pub ty: Option<Type>,
    /// Names of the headers.
    pub headers: &'static [&'static str],
}

/// A sample request with its responses.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Title.
    pub title: &'static str,
    /// Parameters by name, with their values as JSON. The api-version and the body are not included.
    pub parameters: &'static [(&'static str, &'static str)],
    /// Body, as JSON.
    pub body: Option<&'static str>,
    /// Response bodies by status, as JSON.
    pub responses: &'static [(u16, &'static str)],
}
