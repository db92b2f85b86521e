//! Operations as data.

use std::fmt::{Display, Formatter};
use std::sync::Arc;

use serde_json::Value;

use super::{Scheme, Type};
use crate::diagnostics::Location;

/// The operations that share the prefix of their operationId.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The client that has the operations as methods.
    pub owner: Owner,
    /// The operations, in the order of the spec.
    pub operations: Vec<Operation>,
}

/// The owner of operations.
#[derive(Clone, Debug, PartialEq)]
pub enum Owner {
    /// The client of the package: the operationIds have no prefix.
    Client,
    /// A client of its own, by the prefix of the operationIds.
    Group(String),
}

impl Owner {
    /// Returns the prefix of the operationIds, if they have one.
    pub fn prefix(&self) -> Option<&str> {
        match self {
            Owner::Client => None,
            Owner::Group(prefix) => Some(prefix),
        }
    }
}

/// The api-version of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiVersion {
    /// The value.
    pub value: String,
    /// The name of the parameter that carries it.
    pub name: String,
    /// The location of that parameter.
    pub location: ParameterLocation,
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

impl Method {
    /// Returns the name of the method in requests.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Head => "HEAD",
        }
    }
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The operationId.
    pub id: String,
    /// The part of the operationId after the group, or the client name.
    pub spec_name: String,
    /// The source location.
    pub at: Location,
    /// Summary or description.
    pub docs: Option<String>,
    /// The URL of further documentation (`externalDocs`).
    pub external_docs: Option<String>,
    /// True if the spec marks it as deprecated.
    pub deprecated: bool,
    /// The method.
    pub method: Method,
    /// The service, as an index of [`super::Ir::services`]; `None` for Azure Resource Manager.
    pub service: Option<usize>,
    /// The alternatives to authorize the operation, if they differ from those of the service.
    pub security: Option<Vec<Vec<Scheme>>>,
    /// The template of the service's URL.
    pub host: Option<String>,
    /// The path template.
    pub path: String,
    /// The api-version; `None` if the operation takes none.
    pub api_version: Option<ApiVersion>,
    /// All parameters but subscription, api-version and body: path first, then required, then optional.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// The value of the header `Accept`.
    pub accept: String,
    /// The responses of success, sorted by status.
    pub success: Vec<Status>,
    /// The responses that the spec declares as errors, sorted by status.
    pub errors: Vec<Status>,
    /// The result of the function.
    pub response: Response,
    /// The examples of the spec, if they were requested.
    pub examples: Vec<Example>,
}

/// A sample request with its responses.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The title.
    pub title: String,
    /// The source location.
    pub at: Location,
    /// The content: `parameters` and `responses`.
    pub content: Arc<Value>,
}

/// The position of an operation in the IR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationId {
    /// The index of the group.
    pub group: usize,
    /// The index in the group.
    pub index: usize,
}

impl Operation {
    /// Returns the parameters that the caller has to pass.
    pub fn required(&self) -> impl Iterator<Item = &Parameter> {
        let all = self.parameters.iter();
        all.filter(|it| it.required && it.constant.is_none())
    }

    /// Returns true if the caller may pass optional parameters.
    pub fn has_options(&self) -> bool {
        let mut all = self.parameters.iter();
        all.any(|it| !it.required && it.constant.is_none())
    }

    /// Returns the headers of successful responses by name, those with a description first.
    pub fn response_headers(&self) -> Vec<&Header> {
        let headers = self.success.iter().flat_map(|it| &it.headers);
        let mut headers: Vec<&Header> = headers.collect();
        headers.sort_by_key(|it| (it.name.to_ascii_lowercase(), it.docs.is_none()));
        headers.dedup_by(|a, b| a.name.eq_ignore_ascii_case(&b.name));
        headers
    }

    /// Returns the type of the `default` response, if that stands for errors.
    pub fn default_error(&self) -> Option<&Type> {
        let default = self.errors.iter().find(|it| it.code == StatusCode::Default);
        default?.ty.as_ref()
    }

    /// Returns the responses of success whose body has another type than the result. A 202 does not end a long-running
    /// operation.
    pub fn other_models(&self) -> impl Iterator<Item = &Status> {
        let (is_single, is_long) = match self.response.shape {
            ResponseShape::Call => (true, false),
            ResponseShape::LongRunning(_) => (true, true),
            ResponseShape::Pages(_) | ResponseShape::Exists => (false, false),
        };
        let read = matches!(self.response.content, Content::Json | Content::Xml);
        let others = self.success.iter().filter(move |_| is_single && read);
        let others = others.filter(move |it| !is_long || it.code != StatusCode::Exact(202));
        others.filter(|it| it.ty.is_some() && it.ty != self.response.ty)
    }

    /// Returns the statuses of [`Self::other_models`]. A range stands for its statuses that have a body and are not
    /// declared themselves.
    pub fn other_statuses(&self) -> Vec<u16> {
        let exact = |code: u16| StatusCode::Exact(code);
        let is_declared = |code: &u16| self.success.iter().any(|it| it.code == exact(*code));
        let mut statuses: Vec<u16> = (self.other_models())
            .flat_map(|it| match it.code {
                StatusCode::Exact(code) => vec![code],
                StatusCode::Range(2) => [200, 201, 202, 203, 206, 207, 208]
                    .into_iter()
                    .filter(|code| !is_declared(code))
                    .collect(),
                StatusCode::Range(_) | StatusCode::Default => Vec::new(),
            })
            .collect();
        statuses.sort_unstable();
        statuses
    }

    /// Returns the responses that the spec declares, without the `default` of errors.
    pub fn declared_responses(&self) -> impl Iterator<Item = &Status> {
        let errors = self.errors.iter();
        let errors = errors.filter(|it| it.code != StatusCode::Default);
        distinct_responses(&self.success).chain(errors)
    }
}

/// Returns responses, except for ranges whose first status has a response of its own.
pub fn distinct_responses(responses: &[Status]) -> impl Iterator<Item = &Status> {
    responses.iter().filter(|it| {
        let exact = StatusCode::Exact(it.code.representative());
        it.code == exact || responses.iter().all(|other| other.code != exact)
    })
}

/// The statuses that a declared response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusCode {
    /// One status.
    Exact(u16),
    /// All statuses with this first digit, such as `2XX`.
    Range(u16),
    /// All statuses that are not declared otherwise.
    Default,
}

impl StatusCode {
    /// Returns one of the statuses to represent them: the first of a range, and 200 for `default`.
    pub fn representative(self) -> u16 {
        match self {
            StatusCode::Exact(code) => code,
            StatusCode::Range(digit) => digit * 100,
            StatusCode::Default => 200,
        }
    }
}

impl Display for StatusCode {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            StatusCode::Exact(code) => write!(f, "{code}"),
            StatusCode::Range(digit) => write!(f, "{digit}XX"),
            StatusCode::Default => f.write_str("default"),
        }
    }
}

/// A status with the type of its body and its declared headers.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The statuses.
    pub code: StatusCode,
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
    pub docs: Option<String>,
    /// `x-ms-header-collection-prefix`: the beginning of the names of a collection of headers.
    pub prefix: Option<String>,
}

/// The result of an operation's function.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// A single response, a paged list, or a long-running operation.
    pub shape: ResponseShape,
    /// The type, or the item type of a paged list; `None` if there is no body.
    pub ty: Option<Type>,
    /// The whole body is a secret.
    pub secret: bool,
    /// True if a successful response may have no body.
    pub optional: bool,
    /// The format of the body.
    pub content: Content,
}

/// The way in which a result is delivered.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseShape {
    /// One response.
    Call,
    /// One response, whose status shows if the resource exists.
    Exists,
    /// A paged list.
    Pages(Paging),
    /// The result of a long-running operation.
    LongRunning(FinalState),
}

impl ResponseShape {
    /// Returns the source of the final result of a long-running operation, if it is one.
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
    /// The part of the body that holds the items.
    pub items: Items,
    /// The property that holds the link to the next page.
    pub next_link: Option<String>,
    /// The operationId of the operation that returns the next page. The operation exists.
    pub next_operation: Option<String>,
    /// The query parameter that takes the value of `next_link`, if that is a marker instead of a link.
    pub next_parameter: Option<String>,
    /// The source of the first page, if the operation is long-running.
    pub long_running: Option<FinalState>,
}

/// The part of a page that holds its items.
#[derive(Clone, Debug, PartialEq)]
pub enum Items {
    /// The body is the list.
    Body,
    /// A property of the body.
    Property(String),
    /// The page itself is the item: a document of XML.
    Page,
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
    OperationLocationResult,
}

/// The location of a parameter.
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
    /// Returns the name of the location, as OpenAPI spells it.
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

/// The serialization of a list as text.
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

/// The constraints of a value.
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
    /// The description.
    pub docs: Option<String>,
    /// The location.
    pub location: ParameterLocation,
    /// The type.
    pub ty: Type,
    /// True if it is required.
    pub required: bool,
    /// The constraints of its value.
    pub constraints: Constraints,
    /// The serialization of a list.
    pub style: ListStyle,
    /// `x-ms-skip-url-encoding`.
    pub verbatim: bool,
    /// The only allowed value, if there is just one.
    pub constant: Option<String>,
    /// The default, as JSON. The service applies it.
    pub default: Option<String>,
    /// `x-ms-header-collection-prefix`.
    pub prefix: bool,
    /// True for the last segment of a path that may be empty.
    pub allow_empty: bool,
    /// True if the value is an object that is serialized by the style.
    pub structured: bool,
    /// The media type of the part of a multipart form.
    pub media_type: Option<String>,
}

impl Parameter {
    /// The style, if it changes how the value is written: a value without parts is written alike in most of them.
    pub fn effective_style(&self) -> Option<ListStyle> {
        let is_prefixed = matches!(
            self.style,
            ListStyle::Label
                | ListStyle::LabelExploded
                | ListStyle::Matrix
                | ListStyle::MatrixExploded
        );
        let has_parts = matches!(self.ty, Type::List(_)) || self.structured;
        (has_parts || is_prefixed).then_some(self.style)
    }

    /// Returns true if the value is a secret in the path of the URL. Elsewhere, values are hidden anyway.
    pub fn is_secret_in_path(&self) -> bool {
        self.location == ParameterLocation::Path && *self.ty.leaf() == Type::Secret
    }
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The name of the parameter in the spec and in its examples.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The description.
    pub docs: Option<String>,
    /// The type.
    pub ty: Type,
    /// True if it is required.
    pub required: bool,
    /// The media type.
    pub media_type: String,
    /// The format.
    pub content: Content,
    /// The root element of an XML body, in the notation of [`Field::xml`](super::Field::xml).
    pub xml: Option<String>,
}

/// The format of a body or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Content {
    Json,
    Xml,
    Text,
    Bytes,
    Form,
}
