//! The keywords of OpenAPI documents with their values, a table for each kind of object.

/// The expected value of a keyword.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Any,
    Text,
    /// A text, or null for none.
    TextOrNull,
    Boolean,
    /// A boolean, or the text of one.
    Flag,
    Number,
    /// A number, or a boolean.
    Bound,
    /// An integer that is not negative.
    Count,
    Texts,
    /// A host with an optional port.
    Host,
    /// A name of an element or attribute in XML.
    XmlName,
    /// A list of media types.
    MediaTypes,
    MediaType,
    OneOf(&'static [&'static str]),
    ListOf(&'static [&'static str]),
    List,
    Object,
    /// An object with these keywords.
    Members(&'static [Keyword]),
    /// A list of objects with these keywords.
    Items(&'static [Keyword]),
    /// An object whose values are objects with these keywords.
    Entries(&'static [Keyword]),
    /// An object whose values are texts.
    TextEntries,
    /// An object whose values are schemas, which are checked where they are used.
    SchemaEntries,
    /// A schema: an object or a boolean.
    Schema,
    /// A schema, or a list of schemas.
    Schemas,
    /// An array of schemas that is not empty.
    Choices,
    /// The name of a type, or a list of names.
    Type,
    /// A text, or an object with these keywords.
    TextOr(&'static [Keyword]),
    /// The alternatives to authorize a request: a list of objects of lists of scopes.
    Alternatives,
    Scopes,
}

pub(super) type Keyword = (&'static str, Expected);

use Expected::{
    Alternatives, Any, Boolean, Bound, Choices, Count, Entries, Flag, Host, Items, List, ListOf,
    MediaTypes, Members, Number, Object, OneOf, Schema, SchemaEntries, Schemas, Text, TextEntries,
    TextOr, TextOrNull, Texts, Type, XmlName,
};

const COLLECTIONS: &[&str] = &["csv", "ssv", "tsv", "pipes", "multi"];
const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];
const SCHEMES: &[&str] = &["http", "https", "ws", "wss"];

/// The keywords of an object that is checked where it is used.
const ANY: &[Keyword] = &[];

const EXTERNAL_DOCS: &[Keyword] = &[("url", Text), ("description", Text)];
const VARIABLE: &[Keyword] = &[("default", Text), ("enum", Texts), ("description", Text)];
const SERVER: &[Keyword] = &[
    ("url", Text),
    ("name", Text),
    ("description", Text),
    ("variables", Entries(VARIABLE)),
];
const TAG: &[Keyword] = &[
    ("name", Text),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Members(EXTERNAL_DOCS)),
    ("parent", Text),
    ("kind", Text),
];
const INFO: &[Keyword] = &[
    ("title", Text),
    ("version", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Text),
    ("contact", Object),
    ("license", Object),
];
const HOST: &[Keyword] = &[
    ("hostTemplate", Text),
    ("useSchemePrefix", Boolean),
    ("positionInOperation", OneOf(&["first", "last"])),
    ("parameters", List),
];
const COMPONENTS: &[Keyword] = &[
    ("schemas", SchemaEntries),
    ("responses", Entries(ANY)),
    ("parameters", Entries(ANY)),
    ("examples", Entries(ANY)),
    ("requestBodies", Entries(ANY)),
    ("headers", Entries(ANY)),
    ("securitySchemes", Entries(ANY)),
    ("links", Entries(ANY)),
    ("callbacks", Entries(ANY)),
    ("pathItems", Entries(ANY)),
    ("mediaTypes", Entries(ANY)),
];

/// A document of Swagger 2.0.
pub(super) const SWAGGER: &[Keyword] = &[
    ("swagger", Any),
    ("info", Members(INFO)),
    ("host", Host),
    ("basePath", Text),
    ("schemes", ListOf(SCHEMES)),
    ("consumes", MediaTypes),
    ("produces", MediaTypes),
    ("paths", Any),
    ("definitions", SchemaEntries),
    ("parameters", Entries(ANY)),
    ("responses", Entries(ANY)),
    ("securityDefinitions", Entries(ANY)),
    ("security", Alternatives),
    ("tags", Items(TAG)),
    ("externalDocs", Members(EXTERNAL_DOCS)),
    ("x-ms-parameterized-host", Members(HOST)),
];

/// A document of OpenAPI 3.
pub(super) const OPENAPI: &[Keyword] = &[
    ("openapi", Any),
    ("$self", Any),
    ("info", Members(INFO)),
    ("jsonSchemaDialect", Text),
    ("servers", Items(SERVER)),
    ("paths", Any),
    ("webhooks", Object),
    ("components", Members(COMPONENTS)),
    ("security", Alternatives),
    ("tags", Items(TAG)),
    ("externalDocs", Members(EXTERNAL_DOCS)),
    ("x-ms-parameterized-host", Members(HOST)),
];

/// A path item. Other members are methods, or are reported as none.
pub(super) const PATH_ITEM: &[Keyword] = &[
    ("summary", Text),
    ("description", Text),
    ("servers", Items(SERVER)),
    ("parameters", List),
    ("additionalOperations", Object),
];

const PAGEABLE: &[Keyword] = &[
    ("nextLinkName", TextOrNull),
    ("itemName", TextOrNull),
    ("operationName", TextOrNull),
    ("nextLinkVerb", OneOf(&["GET", "POST"])),
];
const LONG_RUNNING: &[Keyword] = &[("final-state-via", Text), ("final-state-schema", Text)];

/// An operation.
pub(super) const OPERATION: &[Keyword] = &[
    ("tags", Texts),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", Members(EXTERNAL_DOCS)),
    ("operationId", Text),
    ("parameters", List),
    ("responses", Any),
    ("deprecated", Flag),
    ("security", Alternatives),
    ("x-ms-examples", Object),
    ("x-ms-pageable", Members(PAGEABLE)),
    ("x-ms-long-running-operation", Flag),
    ("x-ms-long-running-operation-options", Members(LONG_RUNNING)),
    ("x-ms-odata", Text),
    ("x-ms-request-id", Text),
];

/// A parameter. In Swagger, the keywords of its schema stand beside these.
pub(super) const PARAMETER: &[Keyword] = &[
    ("name", Any),
    ("in", Any),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Boolean),
    ("schema", Schema),
    ("x-ms-skip-url-encoding", Flag),
    ("x-ms-parameter-location", OneOf(&["client", "method"])),
    ("x-ms-parameter-grouping", Members(GROUPING)),
    ("x-ms-header-collection-prefix", Text),
    ("x-ms-api-version", Flag),
    ("x-ms-client-request-id", Flag),
    ("x-ms-client-flatten", Flag),
    ("x-ms-client-name", Text),
    ("x-ms-secret", Flag),
    ("x-ms-requestBody-name", Text),
];
const GROUPING: &[Keyword] = &[("name", Text), ("postfix", Text)];

/// The body of a request in OpenAPI 3.
pub(super) const REQUEST_BODY: &[Keyword] = &[
    ("description", Text),
    ("content", Object),
    ("required", Flag),
    ("x-ms-client-name", Text),
    ("x-ms-requestBody-name", Text),
];

/// A response.
pub(super) const RESPONSE: &[Keyword] = &[
    ("description", Text),
    ("headers", Object),
    ("x-ms-error-response", Flag),
];

/// A header of a response. In Swagger, the keywords of its schema stand beside these.
pub(super) const HEADER: &[Keyword] = &[
    ("required", Flag),
    ("allowEmptyValue", Boolean),
    ("schema", Schema),
    ("x-ms-header-collection-prefix", Text),
];

const ENCODING: &[Keyword] = &[
    ("contentType", Text),
    ("headers", Object),
    ("style", OneOf(STYLES)),
    ("explode", Flag),
    ("allowReserved", Boolean),
    ("encoding", Any),
    ("prefixEncoding", Any),
    ("itemEncoding", Any),
];

/// A media type of OpenAPI 3.
pub(super) const MEDIA_TYPE: Expected = Members(&[
    ("schema", Schema),
    ("itemSchema", Any),
    ("example", Any),
    ("examples", Object),
    ("encoding", Entries(ENCODING)),
    ("prefixEncoding", Any),
    ("itemEncoding", Any),
]);

const FLOW: &[Keyword] = &[
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("refreshUrl", Text),
    ("deviceAuthorizationUrl", Text),
    ("scopes", TextEntries),
];

/// A security scheme.
pub(super) const SCHEME: &[Keyword] = &[
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("flow", Text),
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("scopes", TextEntries),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("flows", Entries(FLOW)),
    ("openIdConnectUrl", Text),
    ("oauth2MetadataUrl", Text),
    ("deprecated", Boolean),
];

const XML: &[Keyword] = &[
    ("name", XmlName),
    ("namespace", Text),
    ("prefix", XmlName),
    ("attribute", Boolean),
    ("wrapped", Boolean),
    ("nodeType", Any),
    ("x-ms-text", Boolean),
];
const DISCRIMINATOR: &[Keyword] = &[
    ("propertyName", Text),
    ("mapping", TextEntries),
    ("defaultMapping", Any),
];
const ENUM_VALUE: &[Keyword] = &[
    ("value", Any),
    ("name", Text),
    ("description", Text),
    ("allowedValues", Any),
];
const ENUM: &[Keyword] = &[
    ("name", Text),
    ("modelAsString", Flag),
    ("oldModelAsString", Flag),
    ("values", Items(ENUM_VALUE)),
];

/// A schema, in any dialect.
pub(super) const SCHEMA: &[Keyword] = &[
    ("type", Type),
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("properties", Object),
    ("required", Texts),
    ("items", Schemas),
    ("enum", List),
    ("allOf", Choices),
    ("oneOf", Choices),
    ("anyOf", Choices),
    ("additionalProperties", Schema),
    ("discriminator", TextOr(DISCRIMINATOR)),
    ("default", Any),
    ("example", Any),
    ("examples", Any),
    ("pattern", Text),
    ("multipleOf", Number),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Bound),
    ("exclusiveMaximum", Bound),
    ("minLength", Count),
    ("maxLength", Count),
    ("minItems", Count),
    ("maxItems", Count),
    ("minProperties", Count),
    ("maxProperties", Count),
    ("uniqueItems", Boolean),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("xml", Members(XML)),
    ("externalDocs", Members(EXTERNAL_DOCS)),
    ("prefixItems", List),
    ("patternProperties", Object),
    ("unevaluatedProperties", Schema),
    ("x-nullable", Flag),
    ("x-ms-enum", Members(ENUM)),
    ("x-ms-secret", Flag),
    ("x-ms-client-name", Text),
    ("x-ms-client-flatten", Flag),
    ("x-ms-discriminator-value", Text),
    ("x-ms-azure-resource", Flag),
    ("x-ms-external", Flag),
    ("x-ms-identifiers", Texts),
    ("x-ms-arm-id-details", Object),
    ("x-ms-mutability", ListOf(&["create", "read", "update"])),
];

/// Keywords of operations that only Swagger has.
pub(super) const SWAGGER_OPERATION: &[Keyword] = &[
    ("consumes", MediaTypes),
    ("produces", MediaTypes),
    ("schemes", ListOf(SCHEMES)),
];

/// Keywords of operations that only OpenAPI 3 has.
pub(super) const OPENAPI_OPERATION: &[Keyword] = &[
    ("requestBody", Object),
    ("callbacks", Object),
    ("servers", Items(SERVER)),
];

/// Keywords of parameters and headers that only OpenAPI 3 has.
pub(super) const OPENAPI_PARAMETER: &[Keyword] = &[
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("content", Object),
    ("example", Any),
    ("examples", Any),
];

/// Keywords of responses that only Swagger has.
pub(super) const SWAGGER_RESPONSE: &[Keyword] = &[("schema", Schema), ("examples", Object)];

/// Keywords of responses that only OpenAPI 3 has.
pub(super) const OPENAPI_RESPONSE: &[Keyword] =
    &[("summary", Text), ("content", Object), ("links", Object)];

/// Keywords of parameters, their items and headers that only Swagger has.
pub(super) const SWAGGER_PARAMETER: &[Keyword] = &[("collectionFormat", OneOf(COLLECTIONS))];
