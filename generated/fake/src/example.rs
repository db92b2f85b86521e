//! Responses that the fake cannot derive from its state: the example of the spec, or a minimal value of the response
//! schema.

use arm_runtime::describe::{Kind, Type};
use serde_json::{Value, json};

use crate::action::status_with_body;
use crate::catalog::schema_of;
use crate::engine::{Answer, Call, Target};
use crate::response::{FakeResponse, Source};
use crate::view::View;

pub(crate) fn fallback(call: &Call<'_>, target: &Target<'_>) -> Answer {
    answer(call, target, None)
}

/// Responds to an action. Properties that request and response share, such as the ID of a linked resource, have the
/// values of the request.
pub(crate) fn answer(call: &Call<'_>, target: &Target<'_>, body: Option<&Value>) -> Answer {
    let route = target.route;
    let Some(ty) = route.any_body_type() else {
        return Ok(FakeResponse::empty(route.status(&[200, 204])).from(Source::Schema));
    };
    let view = View {
        seed: call.state.seed.with(&target.key()),
        secrets: route.method() == arm_runtime::Method::Post,
        ..View::new(route.module, call.state)
    };
    if let Some(file) = file(target, status_with_body(target)) {
        return Ok(file);
    }
    let example = route.entry.example;
    let responses = example.map_or(&[][..], |it| it.responses);
    let of_type = |it: &&(u16, &str)| route.body_type(it.0).is_some();
    let sample = responses.iter().find(of_type);
    let parsed = sample.and_then(|it| serde_json::from_str::<Value>(it.1).ok());
    let (status, value, source) = match (sample, parsed) {
        (Some((status, _)), Some(value)) => {
            let ty = route.body_type(*status).unwrap_or(ty);
            match view.value(&ty, &value) {
                Some(value) => (*status, value, Source::Example),
                None => (*status, view.least(&ty), Source::Schema),
            }
        }
        _ => (status_with_body(target), view.least(&ty), Source::Schema),
    };
    let ty = route.body_type(status).unwrap_or(ty);
    let value = repeat(&view, &ty, owned(target, value), body);
    Ok(FakeResponse::json(status, &value).from(source))
}

/// Returns the response of an operation whose body is not JSON.
pub(crate) fn file(target: &Target<'_>, status: u16) -> Option<FakeResponse> {
    let ty = target.route.body_type(status)?;
    let accept = target.route.operation().accept;
    if ty.kind != Kind::Bytes && takes_json(accept) {
        return None;
    }
    // Without ranges and the type of errors, which has a weight.
    let mut types = accept.split(',').map(str::trim);
    let media_type = types.find(|it| !it.contains(['*', ';']));
    let media_type = media_type.unwrap_or("application/octet-stream");
    let mut file = FakeResponse::empty(status).header("Content-Type", media_type);
    file.body = Some(b"fake".to_vec());
    Some(file.from(Source::Schema))
}

/// Sets the properties of a response that the request has as well, except for secrets.
fn repeat(view: &View<'_>, ty: &Type, mut value: Value, body: Option<&Value>) -> Value {
    let (Some(Value::Object(sent)), Value::Object(shown)) = (body, &mut value) else {
        return value;
    };
    let Some(schema) = schema_of(view.module, ty) else {
        return value;
    };
    for property in schema
        .properties
        .iter()
        .filter(|it| it.kind != Kind::Secret)
    {
        let own = sent.get(property.name);
        if let Some(own) = own.and_then(|it| view.part(property, it)) {
            shown.insert(property.name.to_owned(), own);
        }
    }
    value
}

fn takes_json(accept: &str) -> bool {
    accept.contains("json") || accept.contains("*/*")
}

/// Adapts an example to the resource of the request, and removes links to other pages.
fn owned(target: &Target<'_>, mut value: Value) -> Value {
    let Some(object) = value.as_object_mut() else {
        return value;
    };
    if let Some(link) = target.route.operation().paging.and_then(|it| it.next_link) {
        object.remove(link);
    }
    object.remove("nextLink");
    let ty = target.route.any_body_type();
    let schema = ty.and_then(|ty| schema_of(target.route.module, &ty));
    if let Some(schema) = schema
        && target.route.shows_id()
    {
        for (name, own) in [
            ("id", json!(target.id())),
            ("name", json!(target.path.last())),
            ("type", json!(target.resource_type())),
        ] {
            if schema
                .property(name)
                .is_some_and(|it| it.kind == Kind::Text)
            {
                object.insert(name.to_owned(), own);
            }
        }
    }
    value
}
