//! Responds to a request: checks it in the order of Azure Resource Manager, then applies the rule for the operation.

use arm_runtime::describe::{Kind, Property, Type};
use arm_runtime::{Method, Parameter, ParameterLocation};
use serde_json::{Map, Value, json};

use crate::access::{authenticate, check_permission, check_registration, check_subscription};
use crate::catalog::{Catalog, Matched, Route};
use crate::fake::Settings;
use crate::request::FakeRequest;
use crate::response::{FakeResponse, Source};
use crate::state::{Resource, State};
use crate::validate::{Validation, matches_pattern};
use crate::view::View;
use crate::{action, arm, example, inline, list, long_running, resource};

/// A result whose error is the response that rejects the request.
pub(crate) type Answer = Result<FakeResponse, FakeResponse>;

/// A request with the data that its response is created from.
pub(crate) struct Call<'a> {
    pub catalog: &'a Catalog,
    pub settings: &'a Settings,
    pub state: &'a mut State,
    pub request: &'a FakeRequest,
    /// Code and message of the error with which the next long-running operation ends.
    pub failure: Option<(String, String)>,
}

/// A call of an operation.
pub(crate) struct Target<'a> {
    pub route: &'a Route,
    pub matched: Matched,
    /// Path in the spelling of the spec.
    pub path: Vec<String>,
}

impl Target<'_> {
    pub fn id(&self) -> String {
        format!("/{}", self.path.join("/"))
    }

    pub fn key(&self) -> String {
        self.id().to_ascii_lowercase()
    }

    /// Returns the types and names after the namespace.
    pub fn tail(&self) -> &[String] {
        &self.path[self.path.len() - self.route.template.tail_length()..]
    }

    /// Returns the namespace and the types of the path.
    pub fn resource_type(&self) -> String {
        let types: Vec<&str> = self.tail().iter().step_by(2).map(String::as_str).collect();
        match self.route.template.namespace() {
            Some(namespace) => format!("{namespace}/{}", types.join("/")),
            None => types.join("/"),
        }
    }

    /// Returns the value of a path parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.route.template.parameters(&self.matched);
        all.find(|it| it.0.eq_ignore_ascii_case(name))
            .map(|it| it.2)
    }
}

/// Responds to a request.
pub(crate) fn answer(call: &mut Call<'_>) -> FakeResponse {
    match respond(call) {
        Ok(response) | Err(response) => response,
    }
}

fn respond(call: &mut Call<'_>) -> Answer {
    authenticate(call)?;
    if let Some(response) = long_running::poll(call) {
        return Ok(response);
    }
    let Some(version) = version_of(call) else {
        return Err(FakeResponse::error(
            400,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.",
        ));
    };
    check_subscription(call)?;
    if let Some(answer) = arm::respond(call, &version) {
        return answer;
    }
    let target = find(call, &version)?;
    check_enums(&target)?;
    check_permission(call, &arm::action_name(target.route))?;
    check_registration(call, &target)?;
    check_group(call)?;
    check_parents(call, &target)?;
    dispatch(call, &target)
}

/// Returns the api-version of a request: the query parameter of Azure Resource Manager, or the parameter that an operation
/// of another service declares. Empty if that operation takes none.
fn version_of(call: &Call<'_>) -> Option<String> {
    let request = call.request;
    let query = |name: &str| request.query(name).filter(|it| !it.is_empty());
    if let Some(version) = query("api-version") {
        return Some(version.to_owned());
    }
    let routes = call.catalog.matching(&request.segments);
    let operations = routes.map(|it| it.0.operation());
    let mut operations = operations.filter(|it| it.service.is_some());
    operations.find_map(|it| match it.api_version_in {
        _ if it.api_version.is_empty() => Some(String::new()),
        ParameterLocation::Header => request.header(it.api_version_name).map(str::to_owned),
        ParameterLocation::Query => query(it.api_version_name).map(str::to_owned),
        // The segment is matched like any other parameter.
        _ => Some(it.api_version.to_owned()),
    })
}

fn dispatch(call: &mut Call<'_>, target: &Target<'_>) -> Answer {
    let route = target.route;
    let method = Method::clone(&route.method());
    if !route.template.is_instance() {
        return match (method, route.item_type()) {
            (Method::Get, Some(item)) => list::list(call, target, &item),
            (Method::Post, _) => action::act(call, target),
            _ => {
                check_parameters(call, target)?;
                example::fallback(call, target)
            }
        };
    }
    let known = call
        .catalog
        .instances_of(route)
        .is_some_and(|it| it.put || it.is_singleton());
    match method {
        Method::Put => resource::put(call, target),
        Method::Patch => resource::patch(call, target),
        Method::Delete => resource::delete(call, target),
        Method::Post => action::act(call, target),
        Method::Get | Method::Head if known => resource::get(call, target),
        Method::Get | Method::Head => {
            // The resource may have been created by a PATCH, or by the body of its parent. Otherwise it exists from the
            // start.
            let stored = resource::existing(call, target).is_some();
            if stored || (route.shows_id() && !route.has_example()) {
                return resource::get(call, target);
            }
            check_parameters(call, target)?;
            example::fallback(call, target)
        }
    }
}

/// Returns the operation that the request calls.
fn find<'a>(call: &Call<'a>, version: &str) -> Result<Target<'a>, FakeResponse> {
    let (catalog, request): (&'a Catalog, &'a FakeRequest) = (call.catalog, call.request);
    let fits = |it: &(&Route, Matched)| it.0.template.query_fits(&request.query);
    let all: Vec<(&Route, Matched)> = catalog.matching(&request.segments).filter(fits).collect();
    let of_version = |route: &Route| {
        let own = route.operation().api_version;
        own.is_empty() || own.eq_ignore_ascii_case(version)
    };
    let by_method = |method: Method| {
        let found = all
            .iter()
            .filter(|(route, _)| of_version(route) && route.method() == method);
        // Paths with a closed list of names take precedence for these names.
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(route, matched)| !route.template.allows(matched));
        found.first().map(|it| (*it).clone())
    };
    let wanted = method_of(&request.method);
    let found = wanted.and_then(by_method);
    let found = found.or_else(|| (wanted == Some(Method::Head)).then(|| by_method(Method::Get))?);
    if let Some((route, matched)) = found {
        let path = route.template.canonical(&matched);
        return Ok(Target {
            route,
            matched,
            path,
        });
    }
    if all.iter().any(|(route, _)| of_version(route)) {
        return Err(FakeResponse::error(
            405,
            "MethodNotAllowed",
            format!(
                "The requested resource does not support the method '{}'.",
                request.method
            ),
        ));
    }
    Err(arm::unknown(call, version))
}

fn method_of(name: &str) -> Option<Method> {
    Some(match name {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        "POST" => Method::Post,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        "HEAD" => Method::Head,
        _ => return None,
    })
}

/// Checks that path parameters with a closed list of values have one of these values.
fn check_enums(target: &Target<'_>) -> Result<(), FakeResponse> {
    for (name, described, value) in target.route.template.parameters(&target.matched) {
        if let Some((_, property)) = described
            && !property.values.is_empty()
            && !property
                .values
                .iter()
                .any(|it| it.eq_ignore_ascii_case(value))
        {
            let values = property.values.join(", ");
            return Err(invalid(
                name,
                format!("The value '{value}' of '{name}' is not one of: {values}."),
            ));
        }
    }
    Ok(())
}

pub(crate) fn invalid(target: &str, message: String) -> FakeResponse {
    FakeResponse::error_with(
        400,
        "InvalidParameter",
        message,
        json!({ "target": target }),
    )
}

/// Checks that the resource group of the path exists.
pub(crate) fn check_group(call: &mut Call<'_>) -> Result<(), FakeResponse> {
    let [_, subscription, groups, name, ..] = call.request.segments.as_slice() else {
        return Ok(());
    };
    let id = format!("/subscriptions/{subscription}/resourceGroups/{name}");
    let exists = call.state.resources.contains_key(&id.to_ascii_lowercase());
    if exists || !groups.eq_ignore_ascii_case("resourceGroups") {
        return Ok(());
    }
    if call.settings.create_groups {
        call.state.check_room()?;
        let body = Map::from_iter([("location".to_owned(), json!("westeurope"))]);
        arm::create_group(call.state, &id, body);
        return Ok(());
    }
    Err(arm::no_group(name))
}

/// Checks that parents which the specs can create exist, the outermost first.
fn check_parents(call: &mut Call<'_>, target: &Target<'_>) -> Result<(), FakeResponse> {
    let path = &target.path;
    let action = target.route.method() == Method::Post;
    // Any subscription exists.
    for n in 3..path.len() {
        let parent = &path[..n];
        let Some(instances) = call.catalog.instances(parent) else {
            continue;
        };
        let key = format!("/{}", parent.join("/")).to_ascii_lowercase();
        if !instances.put || instances.is_singleton() || call.state.resources.contains_key(&key) {
            continue;
        }
        let name = &parent[n - 1];
        return Err(if action && n == path.len() - 1 {
            not_found(parent)
        } else {
            FakeResponse::error(
                404,
                "ParentResourceNotFound",
                format!(
                    "Can not perform requested operation on nested resource. Parent resource '{name}' not found."
                ),
            )
        });
    }
    Ok(())
}

/// Returns the error for a resource that does not exist.
pub(crate) fn not_found(path: &[String]) -> FakeResponse {
    let providers = path
        .iter()
        .rposition(|it| it.eq_ignore_ascii_case("providers"));
    let shown = match providers.map(|it| &path[it + 1..]) {
        Some([namespace, types @ ..]) => format!("{namespace}/{}", types.join("/")),
        _ => path.join("/"),
    };
    let group = match path {
        [_, _, groups, name, ..] if groups.eq_ignore_ascii_case("resourceGroups") => {
            format!(" under resource group '{name}'")
        }
        _ => String::new(),
    };
    FakeResponse::error(
        404,
        "ResourceNotFound",
        format!(
            "The Resource '{shown}'{group} was not found. For more details please go to \
             https://aka.ms/ARMResourceNotFoundFix"
        ),
    )
}

/// Checks required parameters in query and headers, and the constraints of all parameters.
pub(crate) fn check_parameters(call: &Call<'_>, target: &Target<'_>) -> Result<(), FakeResponse> {
    use arm_runtime::ParameterLocation::{Header, Path, Query};
    let entry = target.route.entry;
    for (parameter, property) in entry.operation.parameters.iter().zip(entry.parameters) {
        let name = parameter.name;
        let value = match parameter.location {
            Query => call.request.query(name),
            Header if !parameter.prefix => call.request.header(name),
            // Names are checked where resources are created.
            Path if target.route.method() == Method::Put => target.parameter(name),
            _ => continue,
        };
        let Some(value) = value else {
            if parameter.required && parameter.constant.is_none() {
                return Err(invalid(
                    name,
                    format!("The required parameter '{name}' is missing."),
                ));
            }
            continue;
        };
        if !is_valid(parameter, property, value) {
            return Err(invalid(
                name,
                format!("The value of the parameter '{name}' is invalid."),
            ));
        }
    }
    Ok(())
}

/// Checks a value against the constraints of its parameter.
pub(crate) fn is_valid(parameter: &Parameter, property: &Property, value: &str) -> bool {
    let n = value.chars().count();
    let short = parameter.min_length.is_some_and(|least| n < least as usize);
    let long = parameter.max_length.is_some_and(|most| n > most as usize);
    let unlike = parameter
        .pattern
        .is_some_and(|it| !matches_pattern(it, value));
    let number = value.parse::<f64>().ok();
    let outside = number.is_some_and(|n| {
        parameter.minimum.is_some_and(|least| n < least)
            || parameter.maximum.is_some_and(|most| n > most)
    });
    let is_number = matches!(property.kind, Kind::Integer | Kind::Number);
    !(short || long || unlike || outside || (is_number && number.is_none()))
}

/// Returns the body of a request as JSON, or `None` if it is empty.
pub(crate) fn json_body(request: &FakeRequest) -> Result<Option<Value>, FakeResponse> {
    if request.body.is_empty() {
        return Ok(None);
    }
    let media_type = request.header("content-type").unwrap_or("application/json");
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json")
        && !media_type.to_ascii_lowercase().ends_with("+json")
    {
        return Err(FakeResponse::error(
            415,
            "UnsupportedMediaType",
            format!("The media type '{media_type}' is not supported. Use 'application/json'."),
        ));
    }
    let text = request
        .body
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&request.body);
    serde_json::from_slice(text).map(Some).map_err(|error| {
        FakeResponse::error(
            400,
            "InvalidRequestContent",
            format!("The request content was invalid and could not be deserialized: '{error}'."),
        )
    })
}

/// Returns the validated body of an operation, or `None` if it has no body and none is required.
pub(crate) fn checked_body(
    call: &Call<'_>,
    target: &Target<'_>,
) -> Result<Option<Value>, FakeResponse> {
    let entry = target.route.entry;
    let Some(request) = entry.operation.body else {
        return Ok(None);
    };
    let Some(body) = (entry.body).filter(|it| it.is_json(request.media_type)) else {
        return Ok(None);
    };
    let value = json_body(call.request)?;
    match &value {
        None if request.required => Err(FakeResponse::error(
            400,
            "InvalidRequestContent",
            "The request content was invalid and could not be deserialized: 'the body is missing'.",
        )),
        None => Ok(None),
        Some(value) => {
            let validation = Validation {
                module: target.route.module,
                complete: target.route.method() != Method::Patch,
            };
            validation
                .body(&body.ty, value)
                .map_err(|it| it.response())?;
            Ok(Some(value.clone()))
        }
    }
}

/// Returns a resource as the properties of a type.
pub(crate) fn shown(state: &State, route: &Route, resource: &Resource, ty: &Type) -> Value {
    let running = resource
        .pending
        .as_ref()
        .and_then(|it| state.monitors.get(it));
    let view = View {
        module: route.module,
        seed: state.seed,
        now: state.now,
        resource: Some(resource),
        running: running.map(|it| it.change),
        secrets: false,
    };
    view.resource(ty, inline::with_children(state, route, resource, ty))
}

/// Creates a response from the state.
pub(crate) fn from_state(status: u16, body: Option<&Value>) -> FakeResponse {
    match body {
        Some(body) => FakeResponse::json(status, body),
        None => FakeResponse::empty(status),
    }
    .from(Source::State)
}
