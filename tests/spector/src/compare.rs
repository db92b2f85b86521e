//! Comparison of the values that the client read with the bodies that the server sent.

use arm_runtime::value::from_xml;
use serde_json::Value;

use crate::{
    seen::{Seen, Shown},
    transport::Exchange,
};

/// Compares the value of a response with the body that was sent. Returns the difference as an error.
pub fn value(seen: &Seen, log: &[Exchange], call: &Value) -> Result<(), String> {
    let Some(last) = log.last() else { return Err("nothing was sent".to_owned()) };
    let body = last.body.as_slice();
    match &seen.value {
        Shown::Nothing if body.is_empty() => Ok(()),
        Shown::Nothing => Err("the client does not read the body".to_owned()),
        Shown::Json(Value::Null) if body.is_empty() => Ok(()),
        Shown::Json(value) => same(value, &parse(body)?),
        Shown::Xml(value) => same(&xml(value)?, &xml(body)?),
        Shown::Text(text) if text.as_bytes() == body => Ok(()),
        Shown::Bytes(bytes) if bytes == body => Ok(()),
        Shown::Text(_) | Shown::Bytes(_) => Err("the client read another text".to_owned()),
        Shown::Items(items) => same(&Value::Array(items.clone()), &Value::Array(sent_items(log, call)?)),
        Shown::XmlPages(pages) if pages.len() != log.len() => Err(format!("the client read {} of {} pages", pages.len(), log.len())),
        Shown::XmlPages(pages) => pages.iter().zip(log).try_for_each(|(page, sent)| same(&xml(page)?, &xml(&sent.body)?)),
        Shown::Final(value) => last_of(value, log),
        Shown::Ended => Ok(()),
    }
}

fn parse(body: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(body).map_err(|error| format!("the response is not JSON: {error}"))
}

/// Converts an XML document to JSON, without white space and the order of attributes. The items of a wrapped list become a
/// list whatever their element is called, because clients accept any name.
fn xml(body: &[u8]) -> Result<Value, String> {
    fn unwrapped(value: Value) -> Value {
        match value {
            Value::Object(fields) if fields.len() == 1 && fields.values().all(Value::is_array) => fields.into_iter().map(|(_, items)| unwrapped(items)).next().unwrap_or_default(),
            Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, unwrapped(value))).collect(),
            Value::Array(items) => items.into_iter().map(unwrapped).collect(),
            other => other,
        }
    }
    let mut value = Value::Null;
    from_xml(body, &mut value).map_err(|error| error.to_string())?;
    Ok(unwrapped(value))
}

/// The name of the root of a document.
pub fn root(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let elements = text.split('<').skip(1);
    let mut elements = elements.filter(|it| !it.starts_with(['?', '!']));
    let name = |it: &str| it.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default().to_owned();
    elements.next().map(name).unwrap_or_default()
}

/// The items of all pages, by the path to them.
fn sent_items(log: &[Exchange], call: &Value) -> Result<Vec<Value>, String> {
    let path = call["items"].as_str().unwrap_or_default();
    let mut items = Vec::new();
    for page in log {
        // The first responses of a list that comes after a while.
        if page.body.is_empty() {
            continue;
        }
        let body = parse(&page.body)?;
        let found = path.split('.').filter(|it| !it.is_empty()).fold(&body, |value, name| &value[name]);
        items.extend(found.as_array().cloned().unwrap_or_default());
    }
    Ok(items)
}

/// The result of a long-running operation: the last body, or its `result`.
fn last_of(value: &Value, log: &[Exchange]) -> Result<(), String> {
    let mut why = "no body was sent".to_owned();
    for exchange in log.iter().rev().filter(|it| !it.body.is_empty()) {
        let body = parse(&exchange.body)?;
        for sent in [&body, &body["result"]] {
            match same(value, sent) {
                Ok(()) => return Ok(()),
                Err(error) => why = error,
            }
        }
    }
    Err(why)
}

/// Compares JSON; a whole number equals its floating-point form, and an absent property one that is null.
fn same(found: &Value, sent: &Value) -> Result<(), String> {
    fn equal(a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => a == b || ((a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64()),
            (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
            (Value::Object(a), Value::Object(b)) => {
                let null = &Value::Null;
                a.keys().chain(b.keys()).all(|key| equal(a.get(key).unwrap_or(null), b.get(key).unwrap_or(null)))
            }
            _ => a == b,
        }
    }
    if equal(found, sent) { Ok(()) } else { Err(format!("the client read {found} of {sent}")) }
}
