//! Paged lists.

use arm_runtime::describe::Type;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::catalog::Instances;
use crate::engine::{Answer, Call, Target, check_parameters, from_state, shown};
use crate::request::FakeRequest;
use crate::resource::singleton;
use crate::response::{FakeResponse, Source};
use crate::state::Resource;
use crate::view::View;
use crate::{example, inline};

/// Characters kept in links. Markup characters such as `{` are encoded.
const LINK: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'$')
    .remove(b'/');

/// Responds with a page of a list whose items have a type.
pub(crate) fn list(call: &mut Call<'_>, target: &Target<'_>, item: &Type) -> Answer {
    check_parameters(call, target)?;
    let position = position(call.request)?;
    if target
        .path
        .last()
        .is_some_and(|it| it.eq_ignore_ascii_case("operations"))
        && target.tail().len() == 1
    {
        let all = operations(call, target);
        let view = View::new(target.route.module, call.state);
        let all = all.iter().enumerate();
        let shown = all.filter_map(|(i, it)| Some((i as u64 + 1, view.value(item, it)?)));
        let shown = shown.collect();
        return Ok(page(call, target, shown, &position));
    }
    let Some(resources) = found(call, target, item) else {
        return example::fallback(call, target);
    };
    let fillable = call.catalog.can_fill(target.route, item);
    if resources.is_empty() && !fillable && target.route.has_example() {
        return example::fallback(call, target);
    }
    let shown = resources
        .iter()
        .map(|it| (it.number, shown(call.state, target.route, it, item)))
        .collect();
    Ok(page(call, target, shown, &position))
}

/// Returns the resources of a list in the order of their creation, or `None` if the specs neither create nor read any.
fn found(call: &Call<'_>, target: &Target<'_>, item: &Type) -> Option<Vec<Resource>> {
    let key = target.key();
    let children: Vec<_> = call.catalog.children(target.route).collect();
    let known = |it: &&Instances| it.put || it.get || it.is_singleton();
    let mut found: Vec<Resource>;
    if children.iter().any(known) {
        found = call.state.directly_below(&key).cloned().collect();
        for instances in children.iter().filter(|it| it.is_singleton()) {
            for name in &instances.names {
                let id = format!("{}/{name}", target.id());
                if !call.state.resources.contains_key(&id.to_ascii_lowercase()) {
                    found.push(singleton(
                        call.state,
                        &id,
                        target.resource_type(),
                        instances,
                    ));
                }
            }
        }
    } else {
        found = elsewhere(call, target, item)?;
    }
    for resource in inline::list(call.state, &target.path) {
        if !found
            .iter()
            .any(|it| it.id.eq_ignore_ascii_case(&resource.id))
        {
            found.push(resource);
        }
    }
    found.sort_by(|a, b| (a.number, &a.id).cmp(&(b.number, &b.id)));
    Some(found)
}

/// Returns the resources of a list for a scope, or of a list whose segment is not a type.
fn elsewhere(call: &Call<'_>, target: &Target<'_>, item: &Type) -> Option<Vec<Resource>> {
    let tail = target.tail();
    let providers = target.path.len() - tail.len();
    let scope = match target.route.template.namespace() {
        Some(_) => &target.path[..providers - 2],
        None => &target.path[..0],
    };
    let ty = target.resource_type().to_ascii_lowercase();
    let scope = format!("/{}", scope.join("/")).to_ascii_lowercase();
    if call.catalog.of_type(target.route).next().is_some() {
        let all = call.state.below(&scope).map(|it| it.1);
        return Some(
            all.filter(|it| it.ty.eq_ignore_ascii_case(&ty))
                .cloned()
                .collect(),
        );
    }
    let index = item.schema?;
    let keys = call.catalog.keys_with_schema(target.route.module, index);
    if keys.is_empty() {
        // No request creates or reads them, so they are known by the ID with which a test has put them.
        let own = |(id, it): &(&String, &Resource)| {
            id.rsplit_once('/').is_some_and(|it| it.0 == target.key())
                || (tail.len() == 1 && it.ty.eq_ignore_ascii_case(&ty))
        };
        let shown = call.catalog.can_show(target.route, item);
        let all = call.state.below(&scope).filter(own);
        return shown.then(|| all.map(|it| it.1.clone()).collect());
    }
    // The resources are below the parent of the list, or in its scope.
    let parent =
        format!("/{}", target.path[..target.path.len() - 1].join("/")).to_ascii_lowercase();
    let base = if call.state.resources.contains_key(&parent) {
        &parent
    } else {
        &scope
    };
    let location = target.parameter("location");
    let here = |it: &Resource| {
        let own = it.body.get("location").and_then(Value::as_str);
        match (location, own) {
            (Some(wanted), Some(own)) => crate::resource::same_location(wanted, own),
            _ => true,
        }
    };
    let all = call.state.below(base).filter(|(id, it)| {
        let segments: Vec<String> = id.split('/').skip(1).map(str::to_owned).collect();
        let key = call.catalog.key_of(&segments);
        here(it) && key.is_some_and(|key| keys.contains(&&*key))
    });
    Some(all.map(|it| it.1.clone()).collect())
}

/// Returns a page of items, which have their position in the order of creation.
fn page(
    call: &Call<'_>,
    target: &Target<'_>,
    items: Vec<(u64, Value)>,
    position: &Position,
) -> FakeResponse {
    let paging = target.route.operation().paging;
    let link_name = paging
        .and_then(|it| it.next_link)
        .filter(|it| !it.is_empty());
    let (items, next) = match link_name {
        Some(_) => cut(call, items, position),
        None => (items.into_iter().map(|it| it.1).collect(), None),
    };
    let name = target.route.items_name();
    let status = target.route.status(&[]);
    if name.is_empty() {
        return from_state(status, Some(&Value::Array(items)));
    }
    let mut body = Map::new();
    nest(&mut body, name, Value::Array(items));
    let mut body = match target.route.body_type(status) {
        Some(ty) => {
            let view = View::new(target.route.module, call.state);
            view.value(&ty, &Value::Object(body))
                .unwrap_or_else(|| json!({}))
        }
        None => Value::Object(body),
    };
    if let (Some(name), Some(next), Value::Object(body)) = (link_name, next, &mut body) {
        nest(body, name, json!(next));
    } else if let (Some(name), Value::Object(body)) = (link_name, &mut body) {
        body.remove(name);
    }
    from_state(status, Some(&body))
}

/// Sets a property by name or by dotted path.
fn nest(into: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        Some((first, rest)) => {
            let inner = into.entry(first).or_insert_with(|| json!({}));
            if let Some(inner) = inner.as_object_mut() {
                nest(inner, rest, value);
            }
        }
        None => _ = into.insert(name.to_owned(), value),
    }
}

/// The part of a list that a request asks for.
pub(crate) struct Position {
    /// Position of the last item of the previous page.
    after: Option<u64>,
    /// Maximum number of items.
    top: Option<usize>,
}

/// Reads `$skipToken` and `$top`. Tokens that no link of the fake contains are errors, as in Azure.
pub(crate) fn position(request: &FakeRequest) -> Result<Position, FakeResponse> {
    let error = |name: &str, message: String| {
        let target = json!({ "target": name });
        FakeResponse::error_with(400, "InvalidParameter", message, target)
    };
    let after = match request.query("$skipToken") {
        None => None,
        Some(token) => {
            let position = token.strip_prefix("after").and_then(|it| it.parse().ok());
            let message = || "The continuation token '$skipToken' is invalid.".to_owned();
            Some(position.ok_or_else(|| error("$skipToken", message()))?)
        }
    };
    let top = match request.query("$top") {
        None => None,
        Some(text) => {
            let top = text.parse().ok().filter(|it| *it > 0);
            let message = || "The value of '$top' must be an integer greater than 0.".to_owned();
            Some(top.ok_or_else(|| error("$top", message()))?)
        }
    };
    Ok(Position { after, top })
}

/// Returns the items of this page and the link to the next.
pub(crate) fn cut(
    call: &Call<'_>,
    items: Vec<(u64, Value)>,
    position: &Position,
) -> (Vec<Value>, Option<String>) {
    let size = position.top.unwrap_or(usize::MAX);
    let size = size.min(call.settings.page_size).max(1);
    let mut rest = items
        .into_iter()
        .filter(|it| position.after.is_none_or(|after| it.0 > after));
    let page: Vec<(u64, Value)> = rest.by_ref().take(size).collect();
    let next = match (rest.next(), page.last()) {
        (Some(_), Some((last, _))) => Some(link(call, *last)),
        _ => None,
    };
    (page.into_iter().map(|it| it.1).collect(), next)
}

fn link(call: &Call<'_>, last: u64) -> String {
    let request = call.request;
    let encode = |text: &str| utf8_percent_encode(text, LINK).to_string();
    let mut link = format!("{}{}?", request.origin, encode(&request.path()));
    for (name, value) in &request.query {
        if !name.eq_ignore_ascii_case("$skipToken") {
            link.push_str(&format!("{}={}&", encode(name), encode(value)));
        }
    }
    link + &format!("$skipToken=after{last}")
}

/// Returns the operations of a resource provider, according to the loaded specs.
fn operations(call: &Call<'_>, target: &Target<'_>) -> Vec<Value> {
    let Some(namespace) = target.route.template.namespace() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for route in &call.catalog.routes {
        let of_provider = route
            .template
            .namespace()
            .is_some_and(|it| it.eq_ignore_ascii_case(namespace));
        if !of_provider || route.operation().api_version != target.route.operation().api_version {
            continue;
        }
        let name = crate::arm::action_name(route);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let value = |name: String| {
        let (resource, operation) = name.rsplit_once('/').unwrap_or((&name, ""));
        json!({
            "name": name,
            "isDataAction": false,
            "display": { "provider": namespace, "resource": resource, "operation": operation, "description": name },
        })
    };
    names.into_iter().map(value).collect()
}

/// Returns a page of the generic list of resources.
pub(crate) fn plain_page(call: &Call<'_>, items: Vec<(u64, Value)>) -> Answer {
    let (items, next) = cut(call, items, &position(call.request)?);
    let mut body = json!({ "value": items });
    if let Some(next) = next {
        body["nextLink"] = json!(next);
    }
    Ok(FakeResponse::json(200, &body).from(Source::State))
}
