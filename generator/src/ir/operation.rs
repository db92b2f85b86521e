//! Operations as data.

use std::sync::Arc;

use serde_json::Value;

use super::Type;
use crate::diagnostics::Location;

/// The operations that share the prefix of their operationId.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The prefix; empty for operationIds without one.
    pub spec_name: String,
    /// The module in Rust.
    pub module: String,
    /// The method of the client that gives this one's client.
    pub accessor: String,
    /// The client type in Rust.
    pub client: String,
    /// The operations, in the order of the spec.
    pub operations: Vec<Operation>,
}

/// An HTTP method that clients can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Put,
    Post,
    Patch,
    Delete,
    Head,
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The operationId.
    pub id: String,
    /// The part of the operationId after the group, or the client name.
    pub spec_name: String,
    /// The method's name in Rust.
    pub name: String,
    /// The name in Rust of the method that takes a resource id.
    pub by_id_name: String,
    /// The static's name in Rust.
    pub constant: String,
    /// The type of the optional parameters in Rust.
    pub options_name: String,
    /// Where it stands.
    pub at: Location,
    /// Summary or description.
    pub docs: String,
    /// The URL of further documentation (`externalDocs`).
    pub external_docs: Option<String>,
    /// Whether the spec marks it deprecated.
    pub deprecated: bool,
    /// The method.
    pub method: Method,
    /// The service, as an index of [`super::Ir::services`]; `None` for Azure Resource Manager.
    pub service: Option<usize>,
    /// The template of the service's URL.
    pub host: Option<String>,
    /// The path template.
    pub path: String,
    /// The api-version; empty when the operation takes none.
    pub api_version: String,
    /// The name and the place of the parameter that carries the api-version.
    pub api_version_as: (String, ParameterLocation),
    /// All parameters but subscription, api-version and body: path first, then required, then optional.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// What `Accept` says; empty for nothing.
    pub accept: String,
    /// The statuses of success with the type of each one's body.
    pub success: Vec<Status>,
    /// Every status of the 2xx range is a success.
    pub any_2xx: bool,
    /// Statuses that the spec declares as errors.
    pub errors: Vec<Status>,
    /// The type of the `default` response.
    pub default_error: Option<Type>,
    /// What the function gives.
    pub response: Response,
    /// Whether the path names a resource, so that a resource id can address the operation.
    pub by_id: bool,
    /// The examples of the spec, when they were asked for.
    pub examples: Vec<Example>,
}

/// A sample request with its responses.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The title.
    pub title: String,
    /// The file that holds it, as documentation names it.
    pub file: String,
    /// Where it stands.
    pub at: Location,
    /// What it holds: `parameters` and `responses`.
    pub content: Arc<Value>,
}

/// A status with the type of its body and its declared headers.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The code.
    pub code: u16,
    /// The body's type.
    pub ty: Option<Type>,
    /// The headers.
    pub headers: Vec<Header>,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The description.
    pub docs: String,
    /// `x-ms-header-collection-prefix`: the beginning of the names of a collection of headers.
    pub prefix: Option<String>,
}

/// What an operation's function gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// One response, a list in pages, or a long-running operation.
    pub shape: ResponseShape,
    /// The type; `None` for no body. Of a list it is the item.
    pub ty: Option<Type>,
    /// The whole body is a secret.
    pub secret: bool,
    /// A success may also come without a body.
    pub optional: bool,
    /// What the body is.
    pub content: Content,
}

/// How a response comes.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseShape {
    /// At once.
    Call,
    /// At once, and the status says whether the thing exists.
    Exists,
    /// In pages.
    Pages(Paging),
    /// After a while.
    LongRunning(FinalState),
}

impl ResponseShape {
    /// Where the result of a long-running operation is read, if it is one.
    pub fn final_state(&self) -> Option<FinalState> {
        match self {
            ResponseShape::LongRunning(state) => Some(*state),
            ResponseShape::Pages(paging) => paging.long_running,
            ResponseShape::Call | ResponseShape::Exists => None,
        }
    }
}

/// `x-ms-pageable`.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// The property that holds the items; empty when the body is the list.
    pub items: String,
    /// The property that holds the link to the next page.
    pub next_link: Option<String>,
    /// The operationId that gets the next page.
    pub next_operation: Option<String>,
    /// The first page comes after a while.
    pub long_running: Option<FinalState>,
}

/// `final-state-via`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the spec's")]
pub enum FinalState {
    Default,
    AzureAsyncOperation,
    Location,
    OriginalUri,
    OperationLocation,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the spec's")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Host,
    Form,
}

impl ParameterLocation {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Host => "host",
            ParameterLocation::Form => "form",
        }
    }
}

/// How the items of a list become one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the spec's")]
pub enum ListStyle {
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
    Simple,
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
    DeepObject,
    Json,
}

/// What a value must keep to.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are the spec's")]
pub struct Constraints {
    pub min_length: Option<u32>,
    pub max_length: Option<u32>,
    pub pattern: Option<String>,
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<f64>,
    pub min_items: Option<u32>,
    pub max_items: Option<u32>,
    pub unique_items: bool,
}

/// A parameter of the function.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The name in Rust.
    pub name: String,
    /// The constant that describes it in Rust.
    pub constant_name: String,
    /// The description.
    pub docs: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// The type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// What its value must keep to.
    pub constraints: Constraints,
    /// How a list is written.
    pub style: ListStyle,
    /// `x-ms-skip-url-encoding`.
    pub verbatim: bool,
    /// The only value it can have.
    pub constant: Option<String>,
    /// `x-ms-header-collection-prefix`.
    pub prefix: bool,
    /// The value has parts of its own, which the style spells.
    pub structured: bool,
    /// The media type of the part of a multipart form.
    pub media_type: Option<String>,
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The name of the parameter in the spec, by which examples give it.
    pub wire_name: String,
    /// The name that the spec gives it.
    pub client_name: String,
    /// The name in Rust.
    pub name: String,
    /// The description.
    pub docs: String,
    /// The type.
    pub ty: Type,
    /// Whether it must be given.
    pub required: bool,
    /// The media type.
    pub media_type: String,
    /// JSON, XML, text, bytes or a form.
    pub content: Content,
    /// The root of XML, as [`Field::xml`](super::Field::xml) says it; empty for all else.
    pub xml: String,
}

/// What a body or a response consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Content {
    Json,
    Xml,
    Text,
    Bytes,
    Form,
}
