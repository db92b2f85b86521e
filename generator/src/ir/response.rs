//! Responses as data: statuses, the result of an operation, and its paging.

use std::fmt::{Display, Formatter};

use super::{Content, Type};

/// Returns responses, except for ranges whose first status has a response of its own, and for `default` beside 200.
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
    /// The type of the body; for a paged list, the type of its items. `None` if there is no body.
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

/// `x-ms-pageable`, as the spec declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pageable {
    /// `itemName`; without it, the items are in `value`.
    pub items: Option<String>,
    /// The property that holds the link to the next page; `None` if there is only one page.
    pub next_link: Option<String>,
    /// The operationId of the operation that returns the next page.
    pub next_operation: Option<String>,
}

/// The pages of a list.
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
