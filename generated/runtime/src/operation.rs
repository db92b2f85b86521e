//! An operation as data: everything that the runtime must know to send it and to read the response.
//!
//! Generated crates hold one `static` [`Operation`] for each operation. Nothing here does any work: `request` builds
//! from it, `call`, `pager` and `poller` send by it.

use azure_core::http::Method as HttpMethod;

use crate::Service;

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Method {
    /// Reads; may be repeated.
    Get,
    /// Creates or replaces; may be repeated.
    Put,
    /// Acts; is not repeated unless the service says that it did not take the request, or the caller allows it.
    Post,
    /// Updates by merge patch; may be repeated, because the same patch gives the same resource.
    Patch,
    /// Deletes; may be repeated.
    Delete,
    /// Reads headers only; may be repeated.
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

/// Where a parameter goes in the request.
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

/// How the items of a list are joined in one parameter (`collectionFormat`).
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
    /// `name=a&name=b`; of an object `a=1&b=2`
    Multi,
    /// `a,b` with its commas unencoded; of an object `a,1,b,2`
    Simple,
    /// Of an object `a=1,b=2`
    SimpleExploded,
    /// `.a,b`; of an object `.a,1,b,2`
    Label,
    /// `.a.b`; of an object `.a=1.b=2`
    LabelExploded,
    /// `;name=a,b`; of an object `;name=a,1,b,2`
    Matrix,
    /// `;name=a;name=b`; of an object `;a=1;b=2`
    MatrixExploded,
    /// Of an object `name[a]=1&name[b]=2`
    DeepObject,
    /// JSON
    Json,
}

impl ListStyle {
    /// The text between two items. [`ListStyle::Multi`] repeats the parameter where it can (query, form) and is
    /// joined by commas where it cannot.
    pub(crate) const fn separator(self) -> &'static str {
        match self {
            Self::Ssv => " ",
            Self::Tsv => "\t",
            Self::Pipes => "|",
            _ => ",",
        }
    }
}

/// One parameter of an operation, with the constraints of the spec.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub location: ParameterLocation,
    /// Whether the operation cannot be sent without it.
    pub required: bool,
    /// Least number of characters (Unicode scalar values).
    pub min_length: Option<u32>,
    /// Greatest number of characters (Unicode scalar values).
    pub max_length: Option<u32>,
    /// Regular expression of ECMA-262 that must match somewhere in the value; the spec anchors it where it means to.
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
    pub min_items: Option<u32>,
    /// Greatest number of list items.
    pub max_items: Option<u32>,
    /// Whether a list item may stand only once.
    pub unique_items: bool,
    /// How list items are joined.
    pub style: ListStyle,
    /// The value is already in its URL form (`x-ms-skip-url-encoding`): `/` stays, and only what would break the
    /// request is encoded.
    pub verbatim: bool,
    /// A value that is always sent; such a parameter takes no argument.
    pub constant: Option<&'static str>,
    /// The argument is a map whose entries become headers that begin with `name` (`x-ms-header-collection-prefix`).
    pub prefix: bool,
    /// The last segment of the path may be empty.
    pub allow_empty: bool,
    /// The media type of the part of a multipart form.
    pub media_type: Option<&'static str>,
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
        }
    }

    /// A parameter of the path; always required.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Path, true)
    }

    /// An optional parameter of the query string.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Query, false)
    }

    /// An optional header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Header, false)
    }

    /// A parameter of the host template; always required.
    pub const fn host(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Host, true)
    }

    /// An optional field of a form body.
    pub const fn form(name: &'static str) -> Self {
        Self::new(name, ParameterLocation::Form, false)
    }

    /// Makes the parameter required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the least number of characters.
    pub const fn min_length(mut self, n: u32) -> Self {
        self.min_length = Some(n);
        self
    }

    /// Sets the greatest number of characters.
    pub const fn max_length(mut self, n: u32) -> Self {
        self.max_length = Some(n);
        self
    }

    /// Sets the regular expression.
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Sets the least number.
    pub const fn minimum(mut self, n: f64) -> Self {
        self.minimum = Some(n);
        self
    }

    /// Sets the greatest number.
    pub const fn maximum(mut self, n: f64) -> Self {
        self.maximum = Some(n);
        self
    }

    /// Sets the number that the value must exceed.
    pub const fn exclusive_minimum(mut self, n: f64) -> Self {
        self.minimum = Some(n);
        self.exclusive_minimum = true;
        self
    }

    /// Sets the number that the value must stay below.
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

    /// Sets the least number of list items.
    pub const fn min_items(mut self, n: u32) -> Self {
        self.min_items = Some(n);
        self
    }

    /// Sets the greatest number of list items.
    pub const fn max_items(mut self, n: u32) -> Self {
        self.max_items = Some(n);
        self
    }

    /// Demands that no list item stands twice.
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// Sets how list items are joined.
    pub const fn style(mut self, style: ListStyle) -> Self {
        self.style = style;
        self
    }

    /// Takes the value as already in its URL form.
    pub const fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// Sets the value that is always sent.
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

    /// Takes a map whose entries become headers that begin with the parameter's name.
    pub const fn prefix(mut self) -> Self {
        self.prefix = true;
        self
    }
}

/// What an operation takes as its body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RequestBody {
    /// Value of `content-type`; sent only when there is a body.
    pub media_type: &'static str,
    /// Whether the operation cannot be sent without a body.
    pub required: bool,
    /// The root of a body of XML, in the notation of [`fields!`](crate::fields): `slideshow`, or `bananas>banana` for a
    /// list. `None` for JSON, text and bytes.
    pub xml: Option<&'static str>,
}

impl RequestBody {
    /// A JSON body that must be there.
    pub const JSON: Self = Self::new("application/json", true);
    /// A JSON body that may be left out.
    pub const JSON_OPTIONAL: Self = Self::new("application/json", false);
    /// A JSON merge patch.
    pub const MERGE_PATCH: Self = Self::new("application/merge-patch+json", true);
    /// Text.
    pub const TEXT: Self = Self::new("text/plain", true);
    /// Bytes.
    pub const BYTES: Self = Self::new("application/octet-stream", true);
    /// A form, `name=value&...`, of the parameters with [`ParameterLocation::Form`].
    pub const FORM: Self = Self::new("application/x-www-form-urlencoded", false);
    /// A form in parts, of the parameters with [`ParameterLocation::Form`].
    pub const MULTIPART: Self = Self::new("multipart/form-data", false);

    /// A body of any media type.
    pub const fn new(media_type: &'static str, required: bool) -> Self {
        Self {
            media_type,
            required,
            xml: None,
        }
    }

    /// Makes it XML with this root.
    pub const fn xml(mut self, root: &'static str) -> Self {
        self.xml = Some(root);
        self
    }
}

/// How a list operation gives its items in pages (`x-ms-pageable`).
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// Property of the page that holds the items: a literal key first, then a dotted path; `""` when the body itself
    /// is the array.
    pub items: &'static str,
    /// Property that holds the link to the next page; `None` when there is only one page.
    pub next_link: Option<&'static str>,
    /// Operation that fetches the next page; without it the link is fetched by GET as it stands.
    pub next_operation: Option<&'static Operation>,
}

impl Paging {
    /// Items in `value` and the link in `nextLink`, as nearly all of Azure has it.
    pub const VALUE: Self = Self {
        items: "value",
        next_link: Some("nextLink"),
        next_operation: None,
    };
}

/// Where the result of a long-running operation is read (`final-state-via`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FinalState {
    /// Not stated by the spec: the resource for PUT and PATCH, `Location` for POST.
    #[default]
    Default,
    /// In the status monitor named by `Azure-AsyncOperation`.
    AzureAsyncOperation,
    /// At the URL of the `Location` header.
    Location,
    /// At the URL of the first request.
    OriginalUri,
    /// In the status monitor named by `Operation-Location`.
    OperationLocation,
    /// In the property `result` of the status monitor named by `Operation-Location`.
    OperationLocationResult,
}

/// One operation of a service.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// `operationId` of the spec; error messages name it.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Host template such as `https://{accountName}.{suffix}`; `None` for the client's endpoint.
    pub host: Option<&'static str>,
    /// Service of the operation, whose endpoint is used in place of `host`; `None` for Azure Resource Manager.
    pub service: Option<&'static Service>,
    /// Path template; may end in a fixed query (`?comp=list`).
    pub path: &'static str,
    /// Version that is sent; `""` when the operation takes none.
    pub api_version: &'static str,
    /// Where the version goes.
    pub api_version_in: ParameterLocation,
    /// Name of the version parameter.
    pub api_version_name: &'static str,
    /// Parameters of the generated function in its order. Not among them: the body, the version, and a
    /// `{subscriptionId}` that comes from the client.
    pub parameters: &'static [Parameter],
    /// The body, if the operation takes one.
    pub body: Option<RequestBody>,
    /// Value of `accept`; `""` sends none.
    pub accept: &'static str,
    /// Status codes that mean success; empty for any 2xx.
    pub success: &'static [u16],
    /// Status codes of success whose body is another model than that of the call.
    pub other_models: &'static [u16],
    /// A HEAD whose 404 means `false` rather than an error.
    pub head_exists: bool,
    /// Pages, if the operation lists.
    pub paging: Option<Paging>,
    /// Where the result is read, if the operation is long-running.
    pub long_running: Option<FinalState>,
}

impl Operation {
    /// What an operation has unless its spec says otherwise; for `..Operation::DEFAULT`.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::Get,
        host: None,
        service: None,
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
        long_running: None,
    };
}
