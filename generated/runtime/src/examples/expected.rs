//! Computes the expected request of an example from the path template and the example.
//!
//! Paths are compared by decoded segments and queries by decoded pairs. Different encodings of the same value are
//! equal, but an unencoded slash or question mark creates another segment or pair and is detected.

use azure_core::http::headers::Headers;
use azure_core::http::{Body, Request, Url};
use percent_encoding::percent_decode_str;

use super::data::{In, Parameter};
use super::inputs::place;
use super::{Comparison, Inputs, Kind};
use crate::value::{JsonValue, Mode};

/// Compares all parts of a request and reports the differences.
pub(super) fn compare(inputs: &Inputs<'_>, request: &Request) {
    let method = request.method().as_str();
    if !method.eq_ignore_ascii_case(&inputs.declared.method) {
        inputs.report(Kind::Method, "", method);
    }
    check_constants(inputs);
    compare_url(inputs, request.url());
    compare_query(inputs, request.url());
    compare_headers(inputs, request.headers());
    compare_body(inputs, request.body());
}

/// Returns the string that represents a value in a URL or header.
pub(super) fn text(json: &JsonValue) -> String {
    match json {
        JsonValue::String(text) => text.clone(),
        JsonValue::Number(number)
            if number
                .as_f64()
                .is_some_and(|it| it.fract() == 0.0 && it.abs() < 1e15) =>
        {
            format!("{:.0}", number.as_f64().unwrap_or_default())
        }
        JsonValue::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn check_constants(inputs: &Inputs<'_>) {
    for parameter in &inputs.declared.parameters {
        if let (Some(constant), Some(json)) = (&parameter.constant, inputs.json(&parameter.name))
            && text(json) != *constant
        {
            inputs.report(
                Kind::Constant,
                &place(&parameter.name),
                &format!("the constant is `{constant}`"),
            );
        }
    }
    let declared = inputs.declared;
    match inputs.json(&declared.api_version_name) {
        _ if declared.api_version.is_empty() => {}
        Some(json) if text(json) == declared.api_version => {}
        Some(json) => inputs.report(
            Kind::ApiVersion,
            &place(&declared.api_version_name),
            &text(json),
        ),
        None => inputs.report(
            Kind::MissingParameter,
            "/parameters",
            &format!("`{}` is required", declared.api_version_name),
        ),
    }
}

/// Returns the values of a parameter: none if it is not sent, several if it is repeated.
fn texts(inputs: &Inputs<'_>, parameter: &Parameter) -> Vec<String> {
    let decoded = |it: String| if parameter.verbatim { decode(&it) } else { it };
    if let Some(constant) = &parameter.constant {
        return vec![constant.clone()];
    }
    match inputs.json(&parameter.name) {
        None => Vec::new(),
        Some(JsonValue::Array(items)) if items.is_empty() && parameter.skips_empty => Vec::new(),
        Some(JsonValue::Array(items)) => {
            let items: Vec<String> = items.iter().map(text).collect();
            match parameter.separator.as_deref() {
                Some(separator) => vec![decoded(items.join(separator))],
                None => items.into_iter().map(decoded).collect(),
            }
        }
        Some(json) => vec![decoded(spelled(inputs, &parameter.name, &text(json)))],
    }
}

/// Returns an enum value in its declared spelling. A different spelling was already reported with the arguments.
fn spelled(inputs: &Inputs<'_>, name: &str, text: &str) -> String {
    inputs.spelling(name).unwrap_or_else(|| text.to_owned())
}

/// Returns the value of `{name}` in the path or the host.
fn value(inputs: &Inputs<'_>, place: In, name: &str) -> Option<(String, bool)> {
    let declared = inputs.declared;
    if let Some(parameter) = declared
        .parameters
        .iter()
        .find(|it| it.place == place && it.name == name)
    {
        let text = match (&parameter.constant, inputs.json(name)) {
            (Some(constant), _) => constant.clone(),
            (None, Some(json)) => spelled(inputs, name, &text(json)),
            (None, None) => return None,
        };
        return Some((text, parameter.verbatim));
    }
    match name {
        "subscriptionId" => Some((
            inputs
                .example
                .text(name)
                .unwrap_or(super::NO_SUBSCRIPTION)
                .to_owned(),
            false,
        )),
        _ if name.eq_ignore_ascii_case(&declared.api_version_name) => {
            Some((declared.api_version.clone(), false))
        }
        _ => None,
    }
}

/// Replaces each `{name}` in a segment or a host.
fn filled(inputs: &Inputs<'_>, place: In, template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        out.push_str(before);
        out.push_str(
            &value(inputs, place, name).map_or_else(|| format!("{{{name}}}"), |(text, _)| text),
        );
        rest = after;
    }
    out + rest
}

/// Returns the decoded segments of the path.
fn segments(inputs: &Inputs<'_>, template: &str) -> Vec<String> {
    let mut segments = Vec::new();
    for segment in template.trim_start_matches('/').split('/') {
        let name = segment
            .strip_prefix('{')
            .and_then(|it| it.strip_suffix('}'))
            .filter(|it| !it.contains('{'));
        match name.and_then(|name| value(inputs, In::Path, name)) {
            // A verbatim value may have several encoded segments, or none for the tenant.
            Some((text, true)) => {
                let text = text.trim_matches('/');
                segments.extend(text.split('/').filter(|_| !text.is_empty()).map(decode));
            }
            Some((text, false)) => segments.push(text),
            None if segment.contains('{') => segments.push(filled(inputs, In::Path, segment)),
            None => segments.push(decode(segment)),
        }
    }
    segments
}

fn compare_url(inputs: &Inputs<'_>, url: &Url) {
    let host = match &inputs.declared.host {
        None => "https://management.azure.com".to_owned(),
        Some(template) => filled(inputs, In::Host, template),
    };
    // The value may include the scheme.
    let host = host
        .rsplit_once("://")
        .map_or(host.as_str(), |(_, host)| host)
        .trim_end_matches('/')
        .to_owned();
    let (host, base) = host.split_once('/').unwrap_or((&host, ""));
    let found = authority(url);
    if !found.eq_ignore_ascii_case(host) {
        inputs.report(
            Kind::Url,
            "/parameters",
            &format!("the host is {found}, expected {host}"),
        );
    }
    let (template, _) = inputs
        .declared
        .path
        .split_once('?')
        .unwrap_or((&inputs.declared.path, ""));
    let mut expected: Vec<String> = base
        .split('/')
        .filter(|it| !it.is_empty())
        .map(decode)
        .collect();
    expected.extend(segments(inputs, template));
    let found: Vec<String> = url
        .path()
        .trim_start_matches('/')
        .split('/')
        .map(decode)
        .collect();
    if found != expected {
        inputs.report(
            Kind::Url,
            "/parameters",
            &format!("the path is {found:?}, expected {expected:?}"),
        );
    }
}

/// Returns host and port as written in the URL.
fn authority(url: &Url) -> &str {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn compare_query(inputs: &Inputs<'_>, url: &Url) {
    let declared = inputs.declared;
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (decode(name), decode(value))
    };
    let fixed = declared.path.split_once('?').map_or("", |(_, query)| query);
    let mut expected: Vec<(String, String)> = fixed
        .split('&')
        .filter(|it| !it.is_empty())
        .map(pair)
        .collect();
    if declared.api_version_in == In::Query && !declared.api_version.is_empty() {
        expected.push((
            declared.api_version_name.clone(),
            declared.api_version.clone(),
        ));
    }
    for parameter in declared
        .parameters
        .iter()
        .filter(|it| it.place == In::Query)
    {
        expected.extend(
            texts(inputs, parameter)
                .into_iter()
                .map(|text| (parameter.name.clone(), text)),
        );
    }
    let query = url.query().unwrap_or_default();
    let mut found: Vec<(String, String)> = query
        .split('&')
        .filter(|it| !it.is_empty())
        .map(pair)
        .collect();
    expected.sort();
    found.sort();
    // Many servers decode a plus sign as a space.
    if found != expected || query.contains('+') {
        inputs.report(
            Kind::Query,
            "/parameters",
            &format!("the query is {query}, expected {expected:?}"),
        );
    }
}

fn compare_headers(inputs: &Inputs<'_>, headers: &Headers) {
    let declared = inputs.declared;
    let mut expected: Vec<(String, String)> = Vec::new();
    if declared.api_version_in == In::Header && !declared.api_version.is_empty() {
        expected.push((
            declared.api_version_name.to_ascii_lowercase(),
            declared.api_version.clone(),
        ));
    }
    for parameter in declared
        .parameters
        .iter()
        .filter(|it| it.place == In::Header)
    {
        let name = parameter.name.to_ascii_lowercase();
        match inputs.json(&parameter.name) {
            Some(JsonValue::Object(entries)) if parameter.prefix => {
                let entries = entries
                    .iter()
                    .map(|(key, json)| (name.clone() + &key.to_ascii_lowercase(), text(json)));
                expected.extend(entries);
            }
            _ => {
                let joined = texts(inputs, parameter).join(",");
                let sent = parameter.constant.is_some() || inputs.json(&parameter.name).is_some();
                expected.extend(sent.then_some((name, joined)));
            }
        }
    }
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() && !expected.iter().any(|(known, _)| known == name) {
            expected.push((name.to_owned(), value.to_owned()));
        }
    };
    add("accept", &declared.accept);
    let body = declared
        .body
        .as_ref()
        .filter(|body| body.form || inputs.json(&body.name).is_some());
    add(
        "content-type",
        body.map_or("", |body| body.media_type.as_str()),
    );
    let mut found: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_ascii_lowercase(),
                value.as_str().to_owned(),
            )
        })
        // The boundary of a multipart form is random.
        .map(|(name, value)| {
            (
                name,
                value
                    .split("; boundary=")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            )
        })
        .collect();
    expected.sort();
    found.sort();
    if found != expected {
        inputs.report(
            Kind::Header,
            "/parameters",
            &format!("the headers are {found:?}, expected {expected:?}"),
        );
    }
}

fn compare_body(inputs: &Inputs<'_>, body: &Body) {
    let Body::Bytes(bytes) = body else {
        return inputs.report(Kind::Body, "/parameters", "a stream");
    };
    let Some(declared) = &inputs.declared.body else {
        if !bytes.is_empty() {
            inputs.report(Kind::Body, "/parameters", "no body is expected");
        }
        return;
    };
    if declared.form {
        return compare_form(inputs, bytes);
    }
    let (key, json) = match inputs.example.parameter(&declared.name) {
        Some((key, json)) if !json.is_null() => (key, json),
        _ if bytes.is_empty() => return,
        _ => return inputs.report(Kind::Body, "/parameters", "no body is expected"),
    };
    let at = place(key);
    if !declared.json {
        // An example shows an XML body as the JSON of its model, which does not define the XML form.
        let is_shown = !json.is_object() && !json.is_array();
        if is_shown && bytes.as_ref() != text(json).as_bytes() {
            inputs.report(Kind::Changed, &at, "the body");
        }
        return;
    }
    match serde_json::from_slice::<JsonValue>(bytes) {
        Err(error) => inputs.report(Kind::Body, &at, &format!("the body is not JSON: {error}")),
        Ok(sent) => inputs.with_body(&mut |value| {
            let mut findings = Vec::new();
            let mut comparison = Comparison {
                example: inputs.example,
                mode: Mode::Request,
                findings: &mut findings,
            };
            comparison.difference(json, Some(&sent), value, &at);
            findings
                .into_iter()
                .for_each(|finding| inputs.push(finding));
        }),
    }
}

/// Checks that each field is present with its value, in the pairs or the parts of the form.
fn compare_form(inputs: &Inputs<'_>, bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    let pairs: Vec<String> = body
        .split('&')
        .map(|it| decode(&it.replace('+', " ")))
        .collect();
    let parameters = inputs.declared.parameters.iter();
    for parameter in parameters.filter(|it| it.place == In::Form) {
        for text in texts(inputs, parameter) {
            let pair = format!("{}={text}", parameter.name);
            let name = format!("name=\"{}\"", parameter.name);
            let content = format!("\r\n\r\n{text}");
            let is_sent = pairs.contains(&pair)
                || body
                    .split("\r\n--")
                    .any(|part| part.contains(&name) && part.ends_with(&content));
            if !is_sent {
                inputs.report(Kind::Body, &place(&parameter.name), "not in the form");
            }
        }
    }
}
