//! Long-running operations: their start, their status monitors and their results.

use arm_runtime::{FinalState, Method};
use serde_json::{Value, json};

use crate::engine::{Call, Target, from_state, shown};
use crate::generate::Time;
use crate::response::{FakeResponse, Source};
use crate::state::{Change, Monitor};

/// Starts an operation and returns the headers with the URLs to poll. `result` is the response of the synchronous
/// operation, if it is known.
pub(crate) fn start(
    call: &mut Call<'_>,
    target: &Target<'_>,
    key: &str,
    change: Change,
    status: u16,
    result: Option<FakeResponse>,
) -> Vec<(String, String)> {
    let namespace = target
        .route
        .template
        .namespace()
        .unwrap_or("Microsoft.Resources");
    let version = call
        .request
        .query("api-version")
        .unwrap_or_default()
        .to_owned();
    let (status_url, result_url) = begin(
        call,
        namespace,
        &version,
        key,
        change,
        Some(target.route.index),
        result,
    );
    let state = target.route.operation().long_running.unwrap_or_default();
    let method = target.route.method();
    let mut headers = Vec::new();
    let location = status == 202
        || matches!(method, Method::Delete | Method::Post)
        || state == FinalState::Location;
    if location {
        headers.push(("Location".to_owned(), result_url));
    }
    if matches!(
        state,
        FinalState::OperationLocation | FinalState::OperationLocationResult
    ) {
        headers.push(("Operation-Location".to_owned(), status_url));
    } else if method != Method::Post || state == FinalState::AzureAsyncOperation {
        headers.push(("Azure-AsyncOperation".to_owned(), status_url));
    }
    headers.push((
        "Retry-After".to_owned(),
        call.settings.retry_after.to_string(),
    ));
    headers
}

/// Adds a monitor. Returns the URLs of its status and its result.
pub(crate) fn begin(
    call: &mut Call<'_>,
    namespace: &str,
    version: &str,
    key: &str,
    change: Change,
    route: Option<usize>,
    result: Option<FakeResponse>,
) -> (String, String) {
    let id = call.state.guid();
    let segments = &call.request.segments;
    let scope = match segments.as_slice() {
        [first, id, ..] if first.eq_ignore_ascii_case("subscriptions") => {
            format!("/subscriptions/{id}")
        }
        _ => String::new(),
    };
    let below = format!("{scope}/providers/{namespace}/locations/global");
    let path = format!("{below}/operationStatuses/{id}");
    let now = call.state.now;
    // Clients that neither poll the monitor nor the resource see the end as well, after more time than polls take.
    let polls = i64::from(call.settings.polls) + 2;
    let due = polls.saturating_mul(1000 * i64::from(call.settings.retry_after));
    let resource = call.state.resources.get(key);
    let monitor = Monitor {
        path: path.clone(),
        resource_id: resource.map_or_else(|| key.to_owned(), |it| it.id.clone()),
        resource: key.to_owned(),
        change,
        left: call.settings.polls,
        due: Time(now.0.saturating_add(due.max(10_000))),
        started: now,
        ended: None,
        failure: call.failure.take(),
        route,
        result,
    };
    call.state.start(monitor, id.clone());
    let origin = &call.request.origin;
    (
        format!("{origin}{path}?api-version={version}"),
        format!("{origin}{below}/operationResults/{id}?api-version={version}"),
    )
}

/// Responds to a poll. Returns `None` if the path is not a monitor.
pub(crate) fn poll(call: &mut Call<'_>) -> Option<FakeResponse> {
    let [.., kind, id] = call.request.segments.as_slice() else {
        return None;
    };
    let wants_status = match kind.as_str() {
        it if it.eq_ignore_ascii_case("operationStatuses") => true,
        it if it.eq_ignore_ascii_case("operationResults") => false,
        _ => return None,
    };
    let id = id.to_ascii_lowercase();
    if !matches!(call.request.method.as_str(), "GET" | "HEAD") {
        return None;
    }
    call.state.observe(&id);
    let monitor = call.state.monitors.get(&id)?.clone();
    let retry = |it: FakeResponse| it.header("Retry-After", call.settings.retry_after.to_string());
    Some(match (wants_status, monitor.ended) {
        (true, ended) => {
            let route = monitor.route.and_then(|it| call.catalog.routes.get(it));
            let via = route.and_then(|it| it.operation().long_running);
            let response = from_state(200, Some(&status(&id, &monitor, via)));
            if ended.is_none() {
                retry(response)
            } else {
                response
            }
        }
        (false, None) => {
            let url = format!("{}{}", call.request.origin, call.request.path());
            let version = call.request.query("api-version").unwrap_or_default();
            let response = FakeResponse::empty(202).from(Source::State);
            retry(response.header("Location", format!("{url}?api-version={version}")))
        }
        (false, Some(_)) => result(call, &monitor),
    })
}

fn status(id: &str, monitor: &Monitor, via: Option<FinalState>) -> Value {
    let mut value = json!({
        "id": monitor.path,
        "name": id,
        "resourceId": monitor.resource_id,
        "status": "InProgress",
        "startTime": monitor.started.rfc3339(),
        "percentComplete": 50.0,
    });
    let Some(ended) = monitor.ended else {
        return value;
    };
    value["endTime"] = json!(ended.rfc3339());
    value["percentComplete"] = json!(100.0);
    match &monitor.failure {
        Some((code, message)) => {
            value["status"] = json!("Failed");
            value["error"] = json!({ "code": code, "message": message });
        }
        None => {
            value["status"] = json!("Succeeded");
            let body = monitor.result.as_ref().and_then(|it| it.body.as_ref());
            if let Some(body) = body.and_then(|it| serde_json::from_slice::<Value>(it).ok()) {
                let property = match via {
                    Some(FinalState::OperationLocationResult) => "result",
                    _ => "properties",
                };
                value[property] = body;
            }
        }
    }
    value
}

fn result(call: &Call<'_>, monitor: &Monitor) -> FakeResponse {
    if let Some((code, message)) = &monitor.failure {
        return FakeResponse::error(409, code, message.clone());
    }
    if let Some(result) = &monitor.result {
        return result.clone();
    }
    let route = monitor.route.and_then(|it| call.catalog.routes.get(it));
    if monitor.change == Change::Delete {
        let declared = route.is_none_or(|it| it.declares(204));
        let status = if declared && route.is_some() {
            204
        } else {
            200
        };
        return FakeResponse::empty(status).from(Source::State);
    }
    let resource = call.state.resources.get(&monitor.resource);
    let (Some(route), Some(resource)) = (route, resource) else {
        return FakeResponse::empty(204).from(Source::State);
    };
    let body = route
        .any_body_type()
        .map(|ty| shown(call.state, route, resource, &ty));
    from_state(200, body.as_ref())
}
