//! The operation and the arguments for a request that the server expects.

use std::collections::BTreeMap;

use generator::ir::{
    Body, Content, Ir, Method, Operation, Parameter, ParameterLocation, StatusCode, Type,
};
use serde_json::{Map, Value};

use super::convert;
use super::scenario::Api;
use super::template::{decoded, match_path};

/// An operation with the arguments that make the expected request.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The distance from the expected request. 0 means that the operation declares exactly the expected parameters.
    pub penalty: u32,
    /// The arguments by the names of the parameters on the wire.
    pub arguments: Map<String, Value>,
    /// The variables of the endpoint.
    pub variables: BTreeMap<String, String>,
    /// The subscription, if the path has one.
    pub subscription: Option<String>,
    /// The API version, where it is not that of the document.
    pub api_version: Option<String>,
    /// Headers that the caller must add.
    pub added: Map<String, Value>,
}

/// Binds an operation to an expected request; `None` if method or path differ.
pub fn bind(ir: &Ir, operation: &Operation, api: &Api, scenario: &str) -> Option<Bound> {
    if method(operation.method) != api.method {
        return None;
    }
    let uri = api.plain_uri();
    let path = plain_path(&uri);
    let template = template(ir, operation);
    let template = plain_path(&template);
    let spans = |name: &str| {
        let found = operation.parameters.iter().find(|it| it.wire_name == name);
        found.is_some_and(|it| it.verbatim)
    };
    let texts = match_path(template, path, &spans).or_else(|| tenant(template, path, &spans))?;
    let mut bound = Bound {
        penalty: 5 * texts.len() as u32,
        arguments: Map::new(),
        variables: BTreeMap::new(),
        subscription: None,
        api_version: None,
        added: Map::new(),
    };
    bound.path(ir, operation, api, &texts);
    bound.expected(ir, operation, api);
    bound.missing(operation);
    bound.penalty += body_penalty(operation, api) + status_penalty(operation, api);
    bound.penalty += name_penalty(operation, scenario);
    Some(bound)
}

impl Bound {
    fn path(
        &mut self,
        ir: &Ir,
        operation: &Operation,
        api: &Api,
        texts: &BTreeMap<String, String>,
    ) {
        for (name, text) in texts {
            let value = segment(api, text);
            match operation.parameters.iter().find(|it| it.wire_name == *name) {
                Some(it) if it.location == ParameterLocation::Path => {
                    self.give(ir, it, &Value::String(value));
                }
                _ if name.eq_ignore_ascii_case("subscriptionId") => self.subscription = Some(value),
                _ if is_version(operation, name, ParameterLocation::Path) => {
                    self.version(operation, value)
                }
                _ => drop(self.variables.insert(name.clone(), value)),
            }
        }
    }

    /// Binds the expected parameters of query and header.
    fn expected(&mut self, ir: &Ir, operation: &Operation, api: &Api) {
        let mut unknown = Map::new();
        for (name, value) in &api.query {
            let declared = operation
                .parameters
                .iter()
                .find(|it| it.location == ParameterLocation::Query && it.wire_name == *name);
            match declared {
                Some(it) => self.give(ir, it, value),
                None if is_version(operation, name, ParameterLocation::Query) => {
                    self.version(operation, convert::text(value));
                }
                None => drop(unknown.insert(name.clone(), value.clone())),
            }
        }
        // The properties of an object that the style spreads.
        let spread = operation.parameters.iter().find(|it| {
            let is_object = it.structured || matches!(it.ty, Type::Map(_) | Type::Json);
            is_object && it.location == ParameterLocation::Query
        });
        match spread {
            Some(it) if !unknown.is_empty() => self.give(ir, it, &Value::Object(unknown)),
            _ => self.penalty += 100 * unknown.len() as u32,
        }
        for (name, value) in &api.headers {
            let declared = operation.parameters.iter().find(|it| {
                it.location == ParameterLocation::Header && it.wire_name.eq_ignore_ascii_case(name)
            });
            match declared {
                Some(it) => self.give(ir, it, value),
                None if is_version(operation, name, ParameterLocation::Header) => {
                    self.version(operation, convert::text(value));
                }
                None if UNDECLARED.contains(&name.to_ascii_lowercase().as_str()) => {}
                None => self.penalty += 40,
            }
        }
        self.negotiation(operation, api);
        self.form(ir, operation, api);
        self.body(operation, api);
    }

    /// Binds a media type that the caller must set because the operation has another default.
    fn negotiation(&mut self, operation: &Operation, api: &Api) {
        if let Some(Value::String(accept)) = api.header("accept")
            && !accepts(&operation.accept, accept)
        {
            self.added
                .insert("accept".to_owned(), accept.clone().into());
        }
        // A scheme that neither the document nor the runtime knows.
        if let Some(Value::String(it)) = api.header("authorization")
            && !it.starts_with("Bearer ")
        {
            self.added
                .insert("authorization".to_owned(), it.clone().into());
        }
        let body = operation
            .body
            .as_ref()
            .filter(|it| it.content == Content::Bytes);
        let media_type = api.body.as_ref().and_then(|it| it.media_type.clone());
        if let (Some(body), Some(media_type)) = (body, media_type)
            && body.media_type != media_type
        {
            self.added
                .insert("content-type".to_owned(), media_type.into());
        }
    }

    /// Binds the parts of a multipart form.
    fn form(&mut self, ir: &Ir, operation: &Operation, api: &Api) {
        let Some(form) = &api.body else { return };
        let is_form = |it: &&Parameter| it.location == ParameterLocation::Form;
        for it in operation.parameters.iter().filter(is_form) {
            let files = form
                .files
                .iter()
                .filter(|file| file["field"] == it.wire_name);
            let files: Vec<Value> = files.cloned().collect();
            match (&it.ty, form.parts.get(&it.wire_name)) {
                (_, Some(part)) => self.give(ir, it, part),
                (_, None) if files.is_empty() => {}
                (Type::List(_), None) => {
                    self.arguments.insert(it.wire_name.clone(), files.into());
                }
                (_, None) => {
                    self.arguments.extend(
                        files
                            .into_iter()
                            .take(1)
                            .map(|file| (it.wire_name.clone(), file)),
                    );
                }
            }
        }
    }

    fn body(&mut self, operation: &Operation, api: &Api) {
        let Some(sent) = &api.body else {
            let body = operation
                .body
                .as_ref()
                .filter(|it| it.required && it.content == Content::Json);
            if let Some(it) = body {
                self.arguments
                    .insert(it.wire_name.clone(), Value::Object(Map::new()));
            }
            return;
        };
        let media_type = operation
            .parameters
            .iter()
            .find(|it| it.constant.is_none() && it.wire_name.eq_ignore_ascii_case("content-type"));
        if let (Some(it), Some(media_type)) = (media_type, &sent.media_type) {
            self.arguments
                .insert(it.wire_name.clone(), Value::String(media_type.clone()));
        }
        let Some(body) = &operation.body else { return };
        if body.content == Content::Form {
            return;
        }
        if let Some(value) = body_value(body, sent) {
            self.arguments.insert(body.wire_name.clone(), value);
        }
    }

    fn give(&mut self, ir: &Ir, parameter: &Parameter, value: &Value) {
        match &parameter.constant {
            Some(constant) if *constant == convert::text(value) => {}
            Some(_) => self.penalty += 20,
            None => {
                let value = convert::value(ir, parameter, value);
                self.arguments.insert(parameter.wire_name.clone(), value);
            }
        }
    }

    fn version(&mut self, operation: &Operation, version: String) {
        let own = operation.api_version.as_ref().map(|it| &it.value);
        if own != Some(&version) {
            self.penalty += 30;
            self.api_version = Some(version);
        }
    }

    /// Binds required parameters without a known value to a text, which increases the distance.
    fn missing(&mut self, operation: &Operation) {
        for it in operation.parameters.iter().filter(|it| {
            it.required && it.constant.is_none() && it.location != ParameterLocation::Form
        }) {
            if !self.arguments.contains_key(&it.wire_name) {
                let known = self.variables.get(&it.wire_name).cloned();
                self.penalty += if known.is_some() { 0 } else { 60 };
                let value = known.unwrap_or_else(|| "sample".to_owned());
                self.arguments
                    .insert(it.wire_name.clone(), Value::String(value));
            }
        }
    }
}

/// A path without query and closing slash.
fn plain_path(path: &str) -> &str {
    let path = path.split('?').next().unwrap_or_default();
    path.strip_suffix('/').unwrap_or(path)
}

/// Matches a template that begins with a scope against a path without one. The tenant scope is `/`.
fn tenant(
    template: &str,
    path: &str,
    spans: &dyn Fn(&str) -> bool,
) -> Option<BTreeMap<String, String>> {
    let (scope, rest) = template.strip_prefix("/{")?.split_once('}')?;
    let mut texts = match_path(rest, path, spans).filter(|_| spans(scope))?;
    texts.insert(scope.to_owned(), "/".to_owned());
    Some(texts)
}

/// Returns `true` if the parameter of this name is the API version.
fn is_version(operation: &Operation, name: &str, location: ParameterLocation) -> bool {
    let own = operation.api_version.as_ref();
    own.is_some_and(|it| it.name == name && it.location == location)
}

/// Headers that documents do not declare.
const UNDECLARED: [&str; 4] = [
    "accept",
    "authorization",
    "content-type",
    "x-ms-client-request-id",
];

/// The text of one path parameter. A segment `:name` takes the value that the scenario names, or any.
fn segment(api: &Api, text: &str) -> String {
    let Some(name) = text.strip_prefix(':') else {
        return decoded(text);
    };
    match api.path.get(name) {
        Some(value) => convert::text(value),
        None if name.eq_ignore_ascii_case("subscriptionId") => {
            "00000000-0000-0000-0000-000000000000".to_owned()
        }
        None => "sample".to_owned(),
    }
}

/// The path of an operation behind scheme, host and port of its endpoint.
fn template(ir: &Ir, operation: &Operation) -> String {
    let service = operation
        .service
        .map(|it| ir.services[it].endpoint.as_str());
    let host = service.or(operation.host.as_deref()).unwrap_or_default();
    let host = host.split_once("://").map_or(host, |(_, it)| it);
    let base = host.find('/').map_or("", |at| &host[at..]);
    format!("{}{}", base.trim_end_matches('/'), operation.path)
}

fn body_value(body: &Body, sent: &super::scenario::Content) -> Option<Value> {
    if let Some(base64) = &sent.base64 {
        return Some(serde_json::json!({ "base64": base64 }));
    }
    let text = sent.text.as_ref()?;
    let is_json = sent.media_type.as_deref() == Some("application/json");
    Some(match (body.content, text) {
        (Content::Json, Value::String(text)) => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()))
        }
        // A text that the scenario gives as JSON.
        (Content::Text, Value::String(text)) if is_json => {
            serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()))
        }
        (_, text) => text.clone(),
    })
}

fn body_penalty(operation: &Operation, api: &Api) -> u32 {
    let is_form = operation
        .parameters
        .iter()
        .any(|it| it.location == ParameterLocation::Form);
    match (&operation.body, &api.body) {
        (None, Some(_)) if !is_form => 80,
        (Some(body), None) if body.required && !is_form => 80,
        (Some(body), Some(sent)) => match &sent.media_type {
            Some(it) if !it.starts_with(body.media_type.split(';').next().unwrap_or_default()) => {
                30
            }
            _ => 0,
        },
        _ => 0,
    }
}

fn status_penalty(operation: &Operation, api: &Api) -> u32 {
    let known = operation.success.iter().any(|it| match it.code {
        StatusCode::Exact(code) => code == api.status,
        StatusCode::Range(digit) => digit == api.status / 100,
        StatusCode::Default => true,
    });
    let response = api
        .response
        .as_ref()
        .and_then(|it| it.media_type.as_deref());
    let accepted = response.is_none_or(|it| accepts(&operation.accept, it));
    let status = if api.status < 400 && !known { 25 } else { 0 };
    status + if accepted { 0 } else { 15 }
}

fn accepts(accept: &str, media_type: &str) -> bool {
    let plain = media_type.split(';').next().unwrap_or_default();
    accept.is_empty() || accept.contains("*/*") || accept.contains(plain)
}

/// Operations on the same path are distinguished by name.
fn name_penalty(operation: &Operation, scenario: &str) -> u32 {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|it| it.is_alphanumeric());
        letters.map(|it| it.to_ascii_lowercase()).collect()
    };
    let (scenario, id) = (plain(scenario), plain(&operation.id));
    let name = plain(&operation.spec_name);
    match (scenario.ends_with(&id), scenario.ends_with(&name)) {
        (true, _) => 0,
        (false, true) => 3,
        _ => 10,
    }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Patch => "patch",
        Method::Delete => "delete",
        Method::Head => "head",
    }
}
