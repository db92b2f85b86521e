//! Regenerates keys. The request selects them by a property of its body, by its path, or by the name of the operation.

use arm_runtime::describe::{Kind, Property, Schema};
use serde_json::{Value, json};

use super::name::{Known, denoted, distinct, is_about_keys};
use super::{Keys, action_length, slot};
use crate::catalog::{Catalog, Route, Segment, schema_of};
use crate::engine::{Answer, Call, Target, invalid};
use crate::response::FakeResponse;
use crate::state::Resource;

/// Verbs of actions that replace keys.
const VERBS: [&str; 4] = ["regenerate", "renew", "rotate", "roll"];

/// Returns `true` for the name of an action that replaces keys.
pub(crate) fn is_regeneration(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.contains("regenerate")
        || (VERBS.iter().any(|it| action.starts_with(it))
            && is_about_keys(&action)
            && !action.contains("encryption"))
}

/// Replaces the keys that the request selects, and returns the resource with the selected key, if it is one.
pub(crate) fn regenerate(
    call: &mut Call<'_>,
    target: &Target<'_>,
    owner: &Resource,
    body: Option<&Value>,
) -> Result<(Resource, Option<Known>), FakeResponse> {
    let keys = Keys::new(call, target, owner);
    let selected = selected(&keys, target, body)?;
    let mut owner = owner.clone();
    let now = call.state.now;
    for known in &selected {
        let entry = owner.keys.entry(known.identity.clone());
        let entry = entry.or_insert((0, now));
        *entry = (entry.0 + 1, now);
        let belongs = |name: &str| denoted(name, &keys.known).contains(&known);
        owner.secrets.retain(|name, _| !belongs(name));
    }
    let one = (selected.len() == 1).then(|| selected[0].clone());
    if let (Some(known), Some(value)) = (&one, value_of(target, body)) {
        let name = known.names.first().unwrap_or(&known.identity);
        owner.secrets.insert(name.clone(), json!(value));
    }
    let id = owner.key();
    if !call.state.resources.contains_key(&id) {
        call.state.check_room()?;
    }
    owner.etag = call.state.etag();
    call.state.resources.insert(id, owner.clone());
    Ok((owner, one))
}

fn selected(
    keys: &Keys<'_>,
    target: &Target<'_>,
    body: Option<&Value>,
) -> Result<Vec<Known>, FakeResponse> {
    if action_length(target.route) == 2 {
        let name = target.path.last().cloned().unwrap_or_default();
        return named(keys, &name, &[], "keyName");
    }
    let action = target.route.template.last_literal().unwrap_or_default();
    let schema = body_schema(target.route);
    if let (Some(property), Some(Value::Object(sent))) = (schema.and_then(selector), body) {
        let texts: Vec<String> = match sent.get(property.name) {
            Some(Value::Array(items)) => items.iter().map(text_of).collect(),
            Some(value) => vec![text_of(value)],
            // The spec allows a request that names no key: the body was validated.
            None => match (property.default, property.values) {
                (Some(default), _) => vec![text_of_json(default)],
                (None, [first, ..]) => vec![(*first).to_owned()],
                (None, []) => return Ok(by_action(keys, action)),
            },
        };
        if texts.is_empty() {
            return Err(unknown(keys, property.name));
        }
        let mut selected: Vec<Known> = Vec::new();
        for text in texts {
            for known in named(keys, &text, property.values, property.name)? {
                if !selected.contains(&known) {
                    selected.push(known);
                }
            }
        }
        return Ok(selected);
    }
    Ok(by_action(keys, action))
}

/// Returns the keys that the name of an action denotes: all keys, unless it names some.
fn by_action(keys: &Keys<'_>, action: &str) -> Vec<Known> {
    let mut words = distinct(action);
    words.retain(|it| !VERBS.contains(&it.as_str()));
    let mut found = denoted(&words.join(" "), &keys.known);
    if found.is_empty() {
        // The name may be in lower case.
        let lower = action.to_ascii_lowercase();
        let occurs =
            |it: &&Known| !it.identity.is_empty() && lower.contains(&it.identity.replace(' ', ""));
        found = keys.known.iter().filter(occurs).collect();
    }
    match found.is_empty() {
        true => keys.known.clone(),
        false => found.into_iter().cloned().collect(),
    }
}

/// Returns the text of a default, which the metadata contains as JSON.
fn text_of_json(json: &str) -> String {
    serde_json::from_str(json).map_or_else(|_| json.to_owned(), |value| text_of(&value))
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Returns the keys with a name. `values` are those that the spec lists.
fn named(
    keys: &Keys<'_>,
    name: &str,
    values: &[&str],
    target: &str,
) -> Result<Vec<Known>, FakeResponse> {
    let listed = values.iter().find(|it| it.eq_ignore_ascii_case(name));
    let name = listed.copied().unwrap_or(name);
    if !name.is_empty() && (listed.is_some() || values.is_empty()) {
        let found = denoted(name, &keys.known);
        if let [first] = found.as_slice() {
            return Ok(vec![(*first).clone()]);
        }
        let is_id = |it: &&Known| keys.opaque_id(&it.identity).eq_ignore_ascii_case(name);
        if let Some(known) = keys.known.iter().find(is_id) {
            return Ok(vec![known.clone()]);
        }
        let is_all = matches!(name.to_ascii_lowercase().as_str(), "all" | "both");
        if is_all && !keys.known.is_empty() {
            return Ok(keys.known.clone());
        }
        // The keys are listed by no operation, or not all of them.
        if listed.is_some() || keys.known.is_empty() {
            return Ok(vec![Known {
                identity: slot::identity(name),
                names: vec![name.to_owned()],
            }]);
        }
    }
    Err(unknown(keys, target))
}

fn unknown(keys: &Keys<'_>, target: &str) -> FakeResponse {
    let names: Vec<&str> = keys
        .known
        .iter()
        .filter_map(|it| it.names.first())
        .map(String::as_str)
        .collect();
    let known = match names.is_empty() {
        true => String::new(),
        false => format!(" Its keys are: {}.", names.join(", ")),
    };
    let message =
        format!("The request names no key of the resource.{known} No key was regenerated.");
    invalid(target, message)
}

fn body_schema(route: &Route) -> Option<&'static Schema> {
    schema_of(route.module, &route.entry.body?.ty)
}

/// Returns the property of a body that selects keys.
fn selector(schema: &'static Schema) -> Option<&'static Property> {
    let selects = |it: &&Property| {
        let is_text = |kind: Kind, values: &[&str]| {
            kind == Kind::Text || (kind == Kind::Integer && !values.is_empty())
        };
        it.is_writable()
            && match it.kind {
                Kind::List => it
                    .ty
                    .items
                    .is_some_and(|items| is_text(items.kind, it.values)),
                kind => is_text(kind, it.values),
            }
    };
    let all: Vec<&Property> = schema.properties.iter().filter(selects).collect();
    let is_name = |it: &&&Property| {
        let words = super::name::words(it.name);
        words
            .iter()
            .any(|it| it.starts_with("key") || it == "name" || it == "id")
    };
    let found = all.iter().find(|it| !it.values.is_empty());
    let found = found.or_else(|| all.iter().find(is_name));
    let found = found.or_else(|| all.iter().find(|it| it.required));
    found.or(all.first()).copied()
}

/// Returns the new value of the key, if the request sets one.
fn value_of<'a>(target: &Target<'_>, body: Option<&'a Value>) -> Option<&'a str> {
    let schema = body_schema(target.route)?;
    let selector = selector(schema).map(|it| it.name);
    let sets = |it: &&Property| {
        Some(it.name) != selector
            && matches!(it.kind, Kind::Text | Kind::Secret)
            && matches!(it.name, "key" | "value" | "keyValue")
    };
    let property = schema.properties.iter().find(sets)?;
    let value = body?.get(property.name)?.as_str()?;
    (!value.is_empty()).then_some(value)
}

/// Returns the names of the keys of a resource type that the regenerating operations list, otherwise the usual names.
pub(super) fn listed_names(catalog: &Catalog, owner: &str) -> Vec<String> {
    let regenerating = catalog.actions(owner).filter(|it| is_regeneration(it.1));
    let mut listed = regenerating.filter_map(|(route, _)| {
        let of_body = body_schema(route).and_then(selector).map(|it| it.values);
        let of_path = match route.template.segments.last() {
            Some(Segment::Parameter {
                described: Some((_, property)),
                ..
            }) => Some(property.values),
            _ => None,
        };
        of_body.or(of_path).filter(|it| !it.is_empty())
    });
    match listed.next() {
        Some(values) => values.iter().map(|it| (*it).to_owned()).collect(),
        None => ["key1", "key2"].map(str::to_owned).to_vec(),
    }
}

/// Creates the response of a regeneration without a body.
pub(crate) fn done(target: &Target<'_>) -> Answer {
    let response = FakeResponse::empty(target.route.status(&[204, 200]));
    Ok(response.from(crate::response::Source::Action))
}
