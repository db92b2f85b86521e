//! Builds the request of an operation from a `&'static Operation` and arguments.
//!
//! Nothing is sent here. Each value is checked and encoded on its own and then inserted in one pass over the template,
//! so that no value can change the structure of the URL. A query parameter that is [already encoded](Parameter::verbatim) may add
//! to the query. The URL is parsed last, and must not change by parsing.

mod body;
mod by_id;
mod encode;
mod header;
mod path;
mod pattern;
mod query;
mod style;
mod validate;

use by_id::match_id;
pub(crate) use encode::{encode_link, is_dot_segment, push_value};
pub(crate) use header::{check_header, find_header, header_name, settable};
use path::PathValue;
pub(crate) use path::{host, path_of as path_of_host};
pub(crate) use query::{add_pair, has_name, replace_api_version, with_query};

use std::borrow::Cow;

use azure_core::{
    Error, Result,
    http::{
        Request, Url,
        headers::{ACCEPT, CONTENT_TYPE},
    },
};

use crate::{
    Argument, JsonValue, ListStyle, Operation, Parameter, ParameterLocation, ParameterValue,
    ResourceId, arm::Arm, error::refused, exchange::Exchange,
};

/// A parameter with its value.
pub(crate) struct BoundParameter<'a> {
    pub(crate) parameter: &'static Parameter,
    pub(crate) wire: ParameterValue<'a>,
    /// Must not be shown.
    pub(crate) secret: bool,
}

impl BoundParameter<'_> {
    /// Returns `false` without a value, and for a list or an object without members of the styles `form` and `simple` of OpenAPI 3
    /// in a query or header, where it is undefined (RFC 6570, section 2.3). In Swagger 2.0, an empty list is sent as an empty text.
    fn is_sent(&self) -> bool {
        let is_empty = match &self.wire {
            ParameterValue::Absent => return false,
            ParameterValue::List(items) => items.is_empty(),
            ParameterValue::Json(JsonValue::Array(items)) => items.is_empty(),
            ParameterValue::Json(JsonValue::Object(members)) => members.is_empty(),
            _ => false,
        };
        let may_be_left_out = matches!(
            (self.parameter.location, self.parameter.style),
            (
                ParameterLocation::Query | ParameterLocation::Header,
                ListStyle::Simple | ListStyle::SimpleExploded
            )
        );
        !(is_empty && may_be_left_out)
    }
}

/// The arguments of the first page that the operation of the next page may need.
pub(crate) type Kept = Vec<KeptArgument>;

/// An owned copy of an argument.
#[derive(Clone)]
pub(crate) struct KeptArgument {
    name: &'static str,
    location: ParameterLocation,
    value: ParameterValue<'static>,
}

/// A request that is ready to be sent.
pub(crate) struct Built {
    pub(crate) request: Request,
    pub(crate) kept: Kept,
    /// The URL without the secrets in its path, if there are any.
    pub(crate) shown: Option<Url>,
}

impl From<Request> for Built {
    fn from(request: Request) -> Self {
        Self {
            request,
            kept: Vec::new(),
            shown: None,
        }
    }
}

/// Replacement for a secret in a path. azure_core writes the same for secrets in a query.
pub(crate) const REDACTED: &str = "REDACTED";

const SUBSCRIPTION: &str = "subscriptionId";

/// The parts of a request that is being built.
pub(crate) struct Builder<'a> {
    arm: &'a Arm,
    operation: &'static Operation,
    bound: Vec<BoundParameter<'a>>,
    /// Subscription of a resource ID. It overrides the client's.
    subscription: Option<Cow<'a, str>>,
    /// Api-version of the call. It overrides the client's.
    api_version: Option<&'a str>,
    /// Path and query of a link to the next page. The query overrides the arguments.
    link: (&'a str, &'a str),
}

impl<'a> Builder<'a> {
    /// Pairs the parameters of an operation with arguments.
    pub(crate) fn new(
        arm: &'a Arm,
        operation: &'static Operation,
        arguments: &'a [&'a dyn Argument],
    ) -> Result<Self> {
        Self::bind(arm, operation, &|_| None, arguments)
    }

    /// Pairs the parameters of an operation with the values of a resource ID and arguments.
    pub(crate) fn by_id(
        arm: &'a Arm,
        operation: &'static Operation,
        id: &ResourceId,
        arguments: &'a [&'a dyn Argument],
    ) -> Result<Self> {
        let values = match_id(operation, id)?;
        let known = |parameter: &Parameter| {
            let value = values.get(parameter.name)?;
            (parameter.location == ParameterLocation::Path)
                .then(|| ParameterValue::Text(value.clone().into()))
        };
        let mut builder = Self::bind(arm, operation, &known, arguments)?;
        builder.subscription = values.get("subscriptionId").cloned().map(Cow::Owned);
        Ok(builder)
    }

    /// Pairs the parameters of the operation that fetches the next page with the arguments of the first page, by name.
    /// The path parameter that the first operation does not have takes the link.
    pub(crate) fn for_next_page(
        exchange: &'a Exchange,
        operation: &'static Operation,
        kept: &'a Kept,
        link: &'a str,
    ) -> Result<Self> {
        let link = link.split_once('?').unwrap_or((link, ""));
        let known = |parameter: &Parameter| {
            let same = |kept: &&KeptArgument| {
                kept.name == parameter.name && kept.location == parameter.location
            };
            Some(match kept.iter().find(same) {
                Some(kept) => kept.value.clone(),
                None if parameter.location == ParameterLocation::Path => {
                    ParameterValue::Text(link.0.into())
                }
                None => ParameterValue::Absent,
            })
        };
        let mut builder = Self::bind(&exchange.arm, operation, &known, &[])?;
        builder.link = link;
        builder.api_version = exchange.api_version.as_deref();
        builder.subscription = kept.iter().find_map(|kept| match &kept.value {
            ParameterValue::Text(text) if kept.name == SUBSCRIPTION => {
                Some(Cow::Borrowed(text.as_ref()))
            }
            _ => None,
        });
        Ok(builder)
    }

    /// Pairs each parameter with its constant, with the value known by its name, or with the next argument.
    fn bind(
        arm: &'a Arm,
        operation: &'static Operation,
        known: &dyn Fn(&Parameter) -> Option<ParameterValue<'a>>,
        arguments: &'a [&'a dyn Argument],
    ) -> Result<Self> {
        let mut rest = arguments.iter();
        let mut bound = Vec::with_capacity(operation.parameters.len());
        let mut missing = 0;
        for parameter in operation.parameters {
            let constant = parameter.constant;
            let value = constant.map(|constant| ParameterValue::Text(constant.into()));
            let value = value.or_else(|| known(parameter));
            let value = value.map(|wire| (wire, false));
            match value.or_else(|| rest.next().map(|it| (it.to_parameter(), it.is_secret()))) {
                Some((wire, secret)) => bound.push(BoundParameter {
                    parameter,
                    wire,
                    secret: secret || parameter.secret,
                }),
                None => missing += 1,
            }
        }
        let extra = rest.count();
        if missing + extra > 0 {
            return Err(refused(format!(
                "{}: takes {} arguments, but {} were passed",
                operation.id,
                arguments.len() - extra + missing,
                arguments.len()
            )));
        }
        Ok(Self {
            arm,
            operation,
            bound,
            subscription: None,
            api_version: None,
            link: ("", ""),
        })
    }

    /// Returns the arguments that the request for the next page may need.
    fn keep(&self) -> Kept {
        let subscription = self.subscription.as_ref().map(|id| KeptArgument {
            name: SUBSCRIPTION,
            location: ParameterLocation::Path,
            value: ParameterValue::Text(id.clone().into_owned().into()),
        });
        let bound = self.bound.iter().map(|bound| KeptArgument {
            name: bound.parameter.name,
            location: bound.parameter.location,
            value: bound.wire.to_owned_value(),
        });
        bound.chain(subscription).collect()
    }

    /// Builds the request, and the URL to show in its place if the path contains a secret. Keeps the arguments that the operation
    /// for the next page may need.
    pub(crate) fn prepare(&self) -> Result<Built> {
        let request = self.build()?;
        let mut in_path = self.at(ParameterLocation::Path);
        let shown = in_path.any(|bound| bound.secret).then(|| self.url(true));
        let next = self
            .operation
            .paging
            .and_then(|paging| paging.next_operation);
        let kept = next.map(|_| self.keep());
        Ok(Built {
            request,
            kept: kept.unwrap_or_default(),
            shown: shown.transpose()?,
        })
    }

    /// Builds the request. It has no body, unless the body is a form.
    pub(crate) fn build(&self) -> Result<Request> {
        for bound in &self.bound {
            self.check(bound)?;
        }
        let mut request = Request::new(self.url(false)?, self.operation.method.into());
        if !self.operation.accept.is_empty() {
            request.insert_header(ACCEPT, self.operation.accept);
        }
        if self.operation.api_version_in == ParameterLocation::Header
            && !self.api_version().is_empty()
        {
            let name = settable(self.operation.api_version_name)
                .map_err(|e| self.wrong(&e.to_string()))?;
            request.insert_header(name, self.api_version().to_owned());
        }
        for bound in self.at(ParameterLocation::Header) {
            header::insert(&mut request, bound).map_err(|e| self.wrong(&e))?;
        }
        if self
            .operation
            .parameters
            .iter()
            .any(|parameter| parameter.location == ParameterLocation::Form)
        {
            let media_type = self.operation.body.map_or("", |body| body.media_type);
            let form = body::form(self.at(ParameterLocation::Form), media_type)
                .map_err(|e| self.wrong(&e))?;
            request.insert_header(CONTENT_TYPE, form.media_type);
            request.set_body(form.body);
        }
        Ok(request)
    }

    fn check(&self, bound: &BoundParameter<'_>) -> Result<()> {
        let parameter = bound.parameter;
        if bound.wire == ParameterValue::Absent {
            if parameter.required {
                return Err(self.wrong(&format!("parameter {} is required", parameter.name)));
            }
            return Ok(());
        }
        if self.arm.validates() && parameter.constant.is_none() {
            validate::check(parameter, &bound.wire).map_err(|rule| {
                self.wrong(&format!(
                    "{rule}; set `ClientOptions::validate` to false to send other values"
                ))
            })?;
        }
        Ok(())
    }

    /// Returns the URL. `redacted` replaces the secrets in its path.
    fn url(&self, redacted: bool) -> Result<Url> {
        let (template, fixed_query) = self
            .operation
            .path
            .split_once('?')
            .unwrap_or((self.operation.path, ""));
        let base = self.base()?;
        let mut path = String::with_capacity(base.path().len() + template.len() + 64);
        path.push_str(base.path().trim_end_matches('/'));
        if !template.starts_with('/') {
            path.push('/');
        }
        path::expand(&mut path, template, &|name| self.path_value(name, redacted))
            .map_err(|e| self.wrong(&e))?;
        let query = query::build(
            fixed_query,
            self.link.1,
            self.at(ParameterLocation::Query),
            self.query_version(),
        )
        .map_err(|e| self.wrong(&e))?;
        let url = with_query(&base, &path, &query)?;
        if url.path() != path {
            return Err(self.wrong("the path contains characters that URL parsers change"));
        }
        Ok(url)
    }

    /// Returns the base URL: scheme, host, port and base path.
    fn base(&self) -> Result<Cow<'_, Url>> {
        let (Some(template), Some(service)) = (self.operation.endpoint(), self.operation.service())
        else {
            return Ok(Cow::Borrowed(self.arm.endpoint()));
        };
        let value = |name: &str| {
            let argument = self.text(ParameterLocation::Host, name);
            argument.or_else(|| self.arm.variable(Some(service), name))
        };
        let url = (self.arm.check_variables(Some(service)))
            .and_then(|()| self.arm.base(template, service, &value))
            .map_err(|e| self.wrong(&e))?;
        Ok(Cow::Owned(url))
    }

    fn path_value(&self, name: &str, redacted: bool) -> std::result::Result<PathValue<'_>, String> {
        if let Some(bound) = self.find(ParameterLocation::Path, name) {
            if redacted && bound.secret {
                return Ok(PathValue {
                    text: REDACTED.into(),
                    verbatim: false,
                    trusted: true,
                    encoded: false,
                });
            }
            if let Some(text) = style::path(bound) {
                return Ok(PathValue {
                    text: text.into(),
                    verbatim: false,
                    trusted: false,
                    encoded: true,
                });
            }
            let text =
                joined(bound).ok_or_else(|| format!("parameter {name} must be a single value"))?;
            return Ok(PathValue {
                verbatim: bound.parameter.verbatim || (!text.is_empty() && text == self.link.0),
                trusted: bound.parameter.constant.is_some() || bound.parameter.allow_empty,
                encoded: false,
                text,
            });
        }
        if name == SUBSCRIPTION {
            let own = self.subscription.as_deref();
            let own = own.or_else(|| self.arm.subscription_id());
            let text = own.ok_or("the client has no subscription id")?;
            return Ok(PathValue {
                text: text.into(),
                verbatim: false,
                trusted: false,
                encoded: false,
            });
        }
        if self.is_version(name) {
            return Ok(PathValue {
                text: self.api_version().into(),
                verbatim: false,
                trusted: false,
                encoded: false,
            });
        }
        if let Some(text) = self.arm.variable(self.operation.service(), name) {
            return Ok(PathValue {
                text,
                verbatim: false,
                trusted: false,
                encoded: false,
            });
        }
        Err(format!(
            "the path contains {{{name}}}, which is not a parameter"
        ))
    }

    fn is_version(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.operation.api_version_name)
            || name.eq_ignore_ascii_case("api-version")
    }

    fn text(&self, location: ParameterLocation, name: &str) -> Option<Cow<'_, str>> {
        self.find(location, name).and_then(joined)
    }

    fn find(&self, location: ParameterLocation, name: &str) -> Option<&BoundParameter<'a>> {
        self.at(location).find(|bound| bound.parameter.name == name)
    }

    fn at(&self, location: ParameterLocation) -> impl Iterator<Item = &BoundParameter<'a>> {
        self.bound
            .iter()
            .filter(move |bound| bound.parameter.location == location && bound.is_sent())
    }

    fn api_version(&self) -> &str {
        if self.operation.api_version.is_empty() {
            ""
        } else {
            let own = self.api_version.or_else(|| self.arm.api_version());
            own.unwrap_or(self.operation.api_version)
        }
    }

    fn query_version(&self) -> Option<(&str, &str)> {
        let wanted = self.operation.api_version_in == ParameterLocation::Query
            && !self.api_version().is_empty();
        wanted.then(|| (self.operation.api_version_name, self.api_version()))
    }

    fn wrong(&self, what: &str) -> Error {
        refused(format!("{}: {what}", self.operation.id))
    }
}

/// Returns the value of a parameter as a single string. A list is joined according to its style.
pub(crate) fn joined<'b>(bound: &'b BoundParameter<'_>) -> Option<Cow<'b, str>> {
    match &bound.wire {
        ParameterValue::Text(text) => Some(Cow::Borrowed(text)),
        ParameterValue::List(items) => Some(items.join(bound.parameter.style.separator()).into()),
        ParameterValue::Json(value) => style::text(value, bound.parameter.style).map(Cow::Owned),
        _ => None,
    }
}
