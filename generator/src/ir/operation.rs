//! Operations as data.

use std::sync::Arc;

use serde_json::Value;

use super::response::{
    Header, Pageable, Response, ResponseShape, Status, StatusCode, distinct_responses,
};
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
#[allow(missing_docs, reason = "the names describe the variants")]
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
    /// `x-ms-pageable`, if the spec has it. Analysis decides whether the response fits it.
    pub pageable: Option<Pageable>,
    /// The result of the function. Until the analysis recognizes a paged list, it is a single response.
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

    /// Returns `true` if the caller may pass optional parameters.
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

    /// Returns the responses of success whose body has another type than the result. A response to HEAD has no body, and a
    /// 202 does not end a long-running operation.
    pub fn other_models(&self) -> impl Iterator<Item = &Status> {
        let (is_single, is_long) = match self.response.shape {
            ResponseShape::Call => (true, false),
            ResponseShape::LongRunning(_) => (true, true),
            ResponseShape::Pages(_) | ResponseShape::Exists => (false, false),
        };
        let read = matches!(self.response.content, Content::Json | Content::Xml)
            && self.method != Method::Head;
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
    /// True if the spec marks it as deprecated.
    pub deprecated: bool,
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
    /// The headers of the part of a multipart form, with their values.
    pub headers: Vec<(String, String)>,
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

    /// Returns `true` if the value is a secret in the path of the URL. Elsewhere, values are hidden anyway.
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
#[allow(missing_docs, reason = "the names describe the variants")]
pub enum Content {
    Json,
    Xml,
    Text,
    Bytes,
    Form,
}
