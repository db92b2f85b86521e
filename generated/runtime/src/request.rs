//! Builds the request of an operation: a `&'static Operation` and arguments in, a `Request` or an error out.
//!
//! Nothing is sent here. Each value is checked and encoded on its own and then joined, in one pass over the template,
//! so that no value can change the shape of the URL; the URL parser gets the text last, and its result must be that
//! text.

mod body;
mod by_id;
mod encode;
mod header;
mod path;
mod query;
mod validate;

pub(crate) use by_id::match_id;
pub(crate) use encode::{is_dot_segment, push_value};
pub(crate) use header::{check_header, find_header, header_name};
use path::PathValue;
pub(crate) use query::{replace_api_version, with_query};

use std::borrow::Cow;

use azure_core::{
    Error, Result,
    http::{
        Request, Url,
        headers::{ACCEPT, CONTENT_TYPE},
    },
};

use crate::{
    Argument, Operation, Parameter, ParameterLocation, ParameterValue, arm::Arm, error::refused,
};

/// A parameter with what goes on the wire for it.
pub(crate) struct BoundParameter<'a> {
    pub(crate) parameter: &'static Parameter,
    pub(crate) wire: ParameterValue<'a>,
}

/// What the builder needs to know of the client.
pub(crate) struct Builder<'a> {
    pub(crate) arm: &'a Arm,
    pub(crate) operation: &'static Operation,
    pub(crate) bound: Vec<BoundParameter<'a>>,
    /// From a resource id; wins over the client's.
    pub(crate) subscription: Option<&'a str>,
    /// Query of a link to the next page.
    pub(crate) link_query: &'a str,
}

impl<'a> Builder<'a> {
    /// Pairs the arguments with the parameters that take one.
    pub(crate) fn new(
        arm: &'a Arm,
        operation: &'static Operation,
        arguments: &'a [&'a dyn Argument],
    ) -> Result<Self> {
        let mut arguments = arguments.iter();
        let mut bound = Vec::with_capacity(operation.parameters.len());
        for parameter in operation.parameters {
            let wire = match parameter.constant {
                Some(constant) => ParameterValue::Text(constant.into()),
                None => arguments
                    .next()
                    .ok_or_else(|| mismatch(operation))?
                    .to_parameter(),
            };
            bound.push(BoundParameter { parameter, wire });
        }
        if arguments.next().is_some() {
            return Err(mismatch(operation));
        }
        Ok(Self {
            arm,
            operation,
            bound,
            subscription: None,
            link_query: "",
        })
    }

    /// The request for the next page by an operation of its own: it takes the arguments of the first page by name, and
    /// the link where it has a parameter that the first operation has not.
    pub(crate) fn for_next_page(
        arm: &'a Arm,
        operation: &'static Operation,
        kept: &'a [(&'static str, ParameterValue<'static>)],
        link: &'a str,
    ) -> Self {
        let (link, link_query) = link.split_once('?').unwrap_or((link, ""));
        let wire = |parameter: &Parameter| match (
            parameter.constant,
            kept.iter().find(|(name, _)| *name == parameter.name),
        ) {
            (Some(constant), _) => ParameterValue::Text(constant.into()),
            (None, Some((_, wire))) => wire.clone(),
            (None, None) if parameter.location == ParameterLocation::Path => {
                ParameterValue::Text(link.into())
            }
            (None, None) => ParameterValue::Absent,
        };
        let bound = operation
            .parameters
            .iter()
            .map(|parameter| BoundParameter {
                parameter,
                wire: wire(parameter),
            })
            .collect();
        let subscription = kept.iter().find_map(|(name, wire)| match wire {
            ParameterValue::Text(text) if *name == "subscriptionId" => Some(text.as_ref()),
            _ => None,
        });
        Self {
            arm,
            operation,
            bound,
            subscription,
            link_query,
        }
    }

    /// The arguments, to build the request for the next page from.
    pub(crate) fn keep(&self) -> Vec<(&'static str, ParameterValue<'static>)> {
        let subscription = self
            .subscription
            .map(|id| ("subscriptionId", ParameterValue::Text(id.to_owned().into())));
        let bound = self
            .bound
            .iter()
            .map(|bound| (bound.parameter.name, bound.wire.to_owned_value()));
        bound.chain(subscription).collect()
    }

    /// The request without a body, unless the body is a form.
    pub(crate) fn build(&self) -> Result<Request> {
        for bound in &self.bound {
            self.check(bound)?;
        }
        let mut request = Request::new(self.url()?, self.operation.method.into());
        if !self.operation.accept.is_empty() {
            request.insert_header(ACCEPT, self.operation.accept);
        }
        if self.operation.api_version_in == ParameterLocation::Header
            && !self.api_version().is_empty()
        {
            let name = header_name(self.operation.api_version_name)
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
            validate::check(parameter, &bound.wire).map_err(|rule| self.wrong(&rule))?;
        }
        Ok(())
    }

    fn url(&self) -> Result<Url> {
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
        path::expand(&mut path, template, &|name| self.path_value(name))
            .map_err(|e| self.wrong(&e))?;
        let fixed = [fixed_query, self.link_query];
        let query = query::build(
            fixed,
            self.at(ParameterLocation::Query),
            self.query_version(),
        )
        .map_err(|e| self.wrong(&e))?;
        let url = with_query(&base, &path, &query)?;
        if url.path() != path {
            return Err(self.wrong("the path would not reach the service as it was built"));
        }
        Ok(url)
    }

    /// Scheme, host, port and base path.
    fn base(&self) -> Result<Cow<'_, Url>> {
        let Some(template) = self.operation.host else {
            return Ok(Cow::Borrowed(self.arm.endpoint()));
        };
        let url = path::host(template, &|name| self.text(ParameterLocation::Host, name))
            .map_err(|e| self.wrong(&e))?;
        if self.arm.has_credential() && url.scheme() != "https" {
            return Err(self.wrong("a token is only sent over https"));
        }
        Ok(Cow::Owned(url))
    }

    fn path_value(&self, name: &str) -> std::result::Result<PathValue<'_>, String> {
        if let Some(bound) = self.find(ParameterLocation::Path, name) {
            let text =
                joined(bound).ok_or_else(|| format!("parameter {name} must be one value"))?;
            return Ok(PathValue {
                text,
                verbatim: bound.parameter.verbatim,
                trusted: bound.parameter.constant.is_some(),
            });
        }
        if name == "subscriptionId" {
            let own = self.subscription.or_else(|| self.arm.subscription_id());
            let text = own.ok_or("the client has no subscription id")?;
            return Ok(PathValue {
                text: text.into(),
                verbatim: false,
                trusted: false,
            });
        }
        if self.is_version(name) {
            return Ok(PathValue {
                text: self.api_version().into(),
                verbatim: false,
                trusted: false,
            });
        }
        Err(format!("the path names {{{name}}}, which is no parameter"))
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
        self.bound.iter().filter(move |bound| {
            bound.parameter.location == location && bound.wire != ParameterValue::Absent
        })
    }

    fn api_version(&self) -> &str {
        if self.operation.api_version.is_empty() {
            ""
        } else {
            self.arm.api_version().unwrap_or(self.operation.api_version)
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

/// The value of a parameter that takes one text: a list is joined as its style says.
pub(crate) fn joined<'b>(bound: &'b BoundParameter<'_>) -> Option<Cow<'b, str>> {
    match &bound.wire {
        ParameterValue::Text(text) => Some(Cow::Borrowed(text)),
        ParameterValue::List(items) => Some(items.join(bound.parameter.style.separator()).into()),
        _ => None,
    }
}

fn mismatch(operation: &Operation) -> Error {
    let wanted = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.constant.is_none())
        .count();
    refused(format!(
        "{}: takes {wanted} arguments, and another number was bound",
        operation.id
    ))
}
