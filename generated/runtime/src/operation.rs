//! Operations as data: everything the runtime needs to build a request and to read the response.
//!
//! Generated crates hold one `static` [`Operation`] for each operation. This module contains data only: `request`
//! builds requests from it, and `call`, `pager` and `poller` send them.

use azure_core::http::Method as HttpMethod;

use crate::{Security, Service};

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Method {
    /// Reads a resource. Retried after a failure.
    Get,
    /// Creates or replaces a resource. Retried after a failure.
    Put,
    /// Performs an action. Retried only if the service cannot have acted on the request, or if the caller allows it.
    Post,
    /// Updates a resource. Retried after a failure like PUT, because applying a merge patch twice has the same result. A JSON
    /// patch (`application/json-patch+json`) is retried like POST.
    Patch,
    /// Deletes a resource. Retried after a failure.
    Delete,
    /// Reads headers only. Retried after a failure.
    Head,
}

impl From<Method> for HttpMethod {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::Get,
            Method::Put => Self::Put,
            Method::Post => Self::Post,
            Method::Patch => Self::Patch,
            Method::Delete => Self::Delete,
            Method::Head => Self::Head,
        }
    }
}

/// The location of a parameter in the request.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ParameterLocation {
    /// A `{name}` in the path template.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A `{name}` in the host template.
    Host,
    /// A field of a form body.
    Form,
}

/// The serialization of a list or an object in one parameter (`collectionFormat` of Swagger, `style` and `explode` of OpenAPI 3).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ListStyle {
    /// `a,b`
    Csv,
    /// `a b`
    Ssv,
    /// `a`, a tab, `b`
    Tsv,
    /// `a|b`
    Pipes,
    /// `name=a&name=b`; for an object `a=1&b=2`
    Multi,
    /// `a,b` with its commas unencoded; for an object `a,1,b,2`
    Simple,
    /// For an object `a=1,b=2`
    SimpleExploded,
    /// `.a,b`; for an object `.a,1,b,2`
    Label,
    /// `.a.b`; for an object `.a=1.b=2`
    LabelExploded,
    /// `;name=a,b`; for an object `;name=a,1,b,2`
    Matrix,
    /// `;name=a;name=b`; for an object `;a=1;b=2`
    MatrixExploded,
    /// For an object `name[a]=1&name[b]=2`
    DeepObject,
    /// JSON
    Json,
}

impl ListStyle {
    /// Returns the separator between two items. [`ListStyle::Multi`] repeats the parameter in queries and forms, and
    /// separates the items by commas elsewhere.
    pub(crate) const fn separator(self) -> &'static str {
        match self {
            Self::Ssv => " ",
            Self::Tsv => "\t",
            Self::Pipes => "|",
            _ => ",",
        }
    }
}

/// A parameter of an operation, with the constraints of the spec.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name in the request.
    pub name: &'static str,
    /// Location in the request.
    pub location: ParameterLocation,
    /// Set if the operation cannot be sent without the parameter.
    pub required: bool,
    /// Minimum number of characters (Unicode scalar values).
    pub min_length: Option<u32>,
    /// Maximum number of characters (Unicode scalar values).
    pub max_length: Option<u32>,
    /// ECMA-262 regular expression that must match somewhere in the value. It matches the whole value only if it has
    /// anchors.
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
    pub min_items: Option<u32>,
    /// Maximum number of list items.
    pub max_items: Option<u32>,
    /// Set if list items must be unique.
    pub unique_items: bool,
    /// Serialization of a list or an object.
    pub style: ListStyle,
    /// Set if the value is already percent-encoded (`x-ms-skip-url-encoding`, `allowReserved`). Only characters that would break
    /// the request are then encoded: `/` is kept, and so are `&`, `=` and `+` in a query, so that a value may add parameters.
    pub verbatim: bool,
    /// A constant value, which is always sent. Such a parameter takes no argument.
    pub constant: Option<&'static str>,
    /// Set if the argument is a map whose entries become headers that begin with `name`
    /// (`x-ms-header-collection-prefix`).
    pub prefix: bool,
    /// Set if the value may be empty, because it is the last segment of the path.
    pub allow_empty: bool,
    /// The media type of the part of a multipart form.
    pub media_type: Option<&'static str>,
    /// Headers of the part of a multipart form, with their values.
    pub headers: &'static [(&'static str, &'static str)],
    /// Set if the value is secret. It is then not shown, even if it is taken from a resource ID.
    pub secret: bool,
}

impl Parameter {
    const fn new(name: &'static str, location: ParameterLocation, required: bool) -> Self {
        Self {
            name,
            location,
            required,
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
            style: ListStyle::Csv,
            verbatim: false,
            constant: None,
            prefix: false,
            allow_empty: false,
            media_type: None,
            headers: &[],
            secret: false,
        }
    }

    /// Creates a path parameter, which is always required.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Path, true)
    }

    /// Creates an optional query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Query, false)
    }

    /// Creates an optional header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Header, false)
    }

    /// Creates a parameter of the host template, which is always required.
    pub const fn host(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Host, true)
    }

    /// Creates an optional field of a form body.
    pub const fn form(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Form, false)
    }

    /// Makes the parameter required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the minimum number of characters.
    pub const fn min_length(mut self, n: u32) -> Self {
        self.min_length = Some(n);
        self
    }

    /// Sets the maximum number of characters.
    pub const fn max_length(mut self, n: u32) -> Self {
        self.max_length = Some(n);
        self
    }

    /// Sets the regular expression.
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Sets the minimum value.
    pub const fn minimum(mut self, n: f64) -> Self {
        self.minimum = Some(n);
        self
    }

    /// Sets the maximum value.
    pub const fn maximum(mut self, n: f64) -> Self {
        self.maximum = Some(n);
        self
    }

    /// Sets a minimum that is itself excluded.
    pub const fn exclusive_minimum(mut self, n: f64) -> Self {
        self.minimum = Some(n);
        self.exclusive_minimum = true;
        self
    }

    /// Sets a maximum that is itself excluded.
    pub const fn exclusive_maximum(mut self, n: f64) -> Self {
        self.maximum = Some(n);
        self.exclusive_maximum = true;
        self
    }

    /// Sets the number that the value must be a multiple of.
    pub const fn multiple_of(mut self, n: f64) -> Self {
        self.multiple_of = Some(n);
        self
    }

    /// Sets the minimum number of list items.
    pub const fn min_items(mut self, n: u32) -> Self {
        self.min_items = Some(n);
        self
    }

    /// Sets the maximum number of list items.
    pub const fn max_items(mut self, n: u32) -> Self {
        self.max_items = Some(n);
        self
    }

    /// Requires list items to be unique.
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// Sets the serialization of a list.
    pub const fn style(mut self, style: ListStyle) -> Self {
        self.style = style;
        self
    }

    /// Marks the value as already percent-encoded.
    pub const fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// Sets a constant value, which is always sent.
    pub const fn constant(mut self, value: &'static str) -> Self {
        self.constant = Some(value);
        self
    }

    /// Allows an empty value, as the last segment of a path whose absence has a meaning.
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// Sets the media type of the part of a multipart form.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Sets the headers of the part of a multipart form.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Marks the value as secret.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Makes the argument a map whose entries become headers that begin with the parameter's name.
    pub const fn prefix(mut self) -> Self {
        self.prefix = true;
        self
    }
}

/// The body that an operation takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RequestBody {
    /// Value of `content-type`, sent only with a body.
    pub media_type: &'static str,
    /// Set if the operation cannot be sent without a body.
    pub required: bool,
    /// Root element of an XML body, in the notation of [`fields!`](crate::fields): `slideshow`, or `bananas>banana` for
    /// a list. `None` for JSON, text and bytes.
    pub xml: Option<&'static str>,
}

impl RequestBody {
    /// A required JSON body.
    pub const JSON: Self = Self::new("application/json", true);
    /// An optional JSON body.
    pub const JSON_OPTIONAL: Self = Self::new("application/json", false);
    /// A JSON merge patch.
    pub const MERGE_PATCH: Self = Self::new("application/merge-patch+json", true);
    /// A required text body.
    pub const TEXT: Self = Self::new("text/plain", true);
    /// A required body of bytes.
    pub const BYTES: Self = Self::new("application/octet-stream", true);
    /// A URL-encoded form (`name=value&...`) of the parameters with [`ParameterLocation::Form`].
    pub const FORM: Self = Self::new("application/x-www-form-urlencoded", false);
    /// A multipart form of the parameters with [`ParameterLocation::Form`].
    pub const MULTIPART: Self = Self::new("multipart/form-data", false);

    /// Creates a body of any media type.
    pub const fn new(media_type: &'static str, required: bool) -> Self {
        Self {
            media_type,
            required,
            xml: None,
        }
    }

    /// Makes the body XML with this root element.
    pub const fn xml(mut self, root: &'static str) -> Self {
        self.xml = Some(root);
        self
    }
}

/// The paging of a list operation (`x-ms-pageable`).
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// Property of the page that holds the items, looked up as a literal key first and as a dotted path second. `""` if
    /// the body itself is the array.
    pub items: &'static str,
    /// Property that holds the link to the next page. `None` if there is only one page.
    pub next_link: Option<&'static str>,
    /// Operation that fetches the next page. If `None`, the link is fetched by GET as it is.
    pub next_operation: Option<&'static Operation>,
}

impl Paging {
    /// The convention of Azure Resource Manager: items in `value`, the link in `nextLink`.
    pub const VALUE: Self = Self {
        items: "value",
        next_link: Some("nextLink"),
        next_operation: None,
    };
}

/// The location of the result of a long-running operation (`final-state-via`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FinalState {
    /// Not defined by the spec: the resource for PUT and PATCH, `Location` for POST.
    #[default]
    Default,
    /// The status monitor named by `Azure-AsyncOperation`.
    AzureAsyncOperation,
    /// The URL of the `Location` header.
    Location,
    /// The URL of the first request.
    OriginalUri,
    /// The status monitor named by `Operation-Location`.
    OperationLocation,
    /// In the property `result` of the status monitor named by `Operation-Location`.
    OperationLocationResult,
}

/// An operation of a service.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// `operationId` of the spec, used in error messages.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Host template such as `https://{accountName}.{suffix}`. `None` selects the client's endpoint.
    pub host: Option<&'static str>,
    /// Service of the operation, whose endpoint replaces `host`. `None` for Azure Resource Manager.
    pub service: Option<&'static Service>,
    /// The alternatives to authorize the operation, if they differ from those of the service. Empty if the operation is
    /// sent without authorization.
    pub security: Option<Security>,
    /// Path template, which may end in a fixed query (`?comp=list`).
    pub path: &'static str,
    /// Default api-version. `""` if the operation takes none.
    pub api_version: &'static str,
    /// Location of the api-version.
    pub api_version_in: ParameterLocation,
    /// Name of the api-version parameter.
    pub api_version_name: &'static str,
    /// Parameters of the generated function, in the same order. The body, the api-version, and a `{subscriptionId}`
    /// that comes from the client are not included.
    pub parameters: &'static [Parameter],
    /// Body, if the operation takes one.
    pub body: Option<RequestBody>,
    /// Value of `accept`. `""` sends no such header.
    pub accept: &'static str,
    /// Status codes that mean success. Empty means any 2xx.
    pub success: &'static [u16],
    /// Status codes of success whose body is another model than that of the call.
    pub other_models: &'static [u16],
    /// A HEAD whose 404 means `false` rather than an error.
    pub head_exists: bool,
    /// Paging, if the operation returns a list.
    pub paging: Option<Paging>,
    /// Query parameter that takes the value of [`Paging::next_link`], if that is a marker instead of a link.
    pub next_parameter: Option<&'static str>,
    /// Location of the result, if the operation is long-running.
    pub long_running: Option<FinalState>,
    /// States of the long-running operation that the spec declares without `Succeeded` among them. If all but one are
    /// known to be running or failed states, that one is the successful state.
    pub states: &'static [&'static str],
}

impl Operation {
    /// The defaults of an operation, to be used as `..Operation::DEFAULT`.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::Get,
        host: None,
        service: None,
        security: None,
        path: "/",
        api_version: "",
        api_version_in: ParameterLocation::Query,
        api_version_name: "api-version",
        parameters: &[],
        body: None,
        accept: "application/json",
        success: &[],
        other_models: &[],
        head_exists: false,
        paging: None,
        next_parameter: None,
        long_running: None,
        states: &[],
    };
}
