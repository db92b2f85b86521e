//! Each kind of argument in each location and style, and with each constraint: what is sent, or the message.

use std::fmt::Write;

use arm_runtime::{
    Argument, Arm, AsJson, Base64, Bytes, Call, Decimal, FilePart, JsonValue, ListStyle, Map,
    Method, Operation, Parameter, ParameterLocation, RequestBody, Secret,
};
use azure_core::http::Body;
use azure_core::http::headers::HeaderName;
use serde_json::json;

use crate::support::{PACKAGE, quick};

/// Arguments by name.
fn arguments() -> Vec<(&'static str, Box<dyn Argument>)> {
    let texts = |texts: &[&str]| {
        texts
            .iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<String>>()
    };
    let map: Map<String> = [("k1", "a,b"), ("K-2", "")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    vec![
        ("text", Box::new("a b/c?d=e&f#g%41+,;=".to_owned())),
        ("empty", Box::new(String::new())),
        ("letters", Box::new("üñ😀".to_owned())),
        ("dots", Box::new("..".to_owned())),
        ("lines", Box::new("a\r\nb".to_owned())),
        ("number", Box::new(-1.5)),
        ("flag", Box::new(true)),
        ("secret", Box::new(Secret::new("hush"))),
        ("absent", Box::new(None::<i64>)),
        ("list", Box::new(texts(&["a,b", "c|d", "", "e f"]))),
        ("one", Box::new(texts(&["a"]))),
        ("none", Box::new(Vec::<String>::new())),
        ("sparse", Box::new(vec![Some(1), None, Some(2)])),
        ("map", Box::new(map)),
        ("lists", Box::new(Map::from([("k", vec![1, 2])]))),
        ("json text", Box::new(json!("a b"))),
        ("json null", Box::new(JsonValue::Null)),
        ("json list", Box::new(json!(["a,b", null, 1, {"c": [2]}]))),
        (
            "json object",
            Box::new(json!({"b": "x/y", "a": null, "c": [1, 2], "d": {"e": true}})),
        ),
        ("bytes", Box::new(Bytes::from("a\0b"))),
        ("base64", Box::new(Base64::from_text("YWI/"))),
        (
            "file",
            Box::new(
                FilePart::from("content")
                    .name("n\"m.txt")
                    .media_type("text/csv")
                    .header("x-a", "b"),
            ),
        ),
        (
            "files",
            Box::new(vec![FilePart::from("1"), FilePart::from("2")]),
        ),
        ("decimal", Box::new(Decimal::from_text("1.50"))),
    ]
}

/// Structured arguments, which are passed as references.
fn structured() -> Vec<(&'static str, JsonValue)> {
    vec![
        ("as json text", json!("a b")),
        ("as json null", JsonValue::Null),
        ("as json list", json!(["a,b", null, 1])),
        (
            "as json object",
            json!({"b": "x/y", "a": null, "c": [1, {"d": 2}]}),
        ),
    ]
}

const STYLES: [ListStyle; 13] = [
    ListStyle::Csv,
    ListStyle::Ssv,
    ListStyle::Tsv,
    ListStyle::Pipes,
    ListStyle::Multi,
    ListStyle::Simple,
    ListStyle::SimpleExploded,
    ListStyle::Label,
    ListStyle::LabelExploded,
    ListStyle::Matrix,
    ListStyle::MatrixExploded,
    ListStyle::DeepObject,
    ListStyle::Json,
];

/// Creates an operation with one parameter. Operations are never freed.
fn operation(parameter: Parameter, body: Option<RequestBody>) -> &'static Operation {
    let (path, host) = match parameter.location {
        ParameterLocation::Path => ("/x/{p}/y", None),
        ParameterLocation::Host => ("/x", Some("https://{p}.example.com")),
        _ => ("/x", None),
    };
    Box::leak(Box::new(Operation {
        id: "T",
        method: Method::Post,
        path,
        host,
        accept: "",
        parameters: vec![parameter].leak(),
        body,
        ..Operation::DEFAULT
    }))
}

/// A client, which is not connected.
fn client() -> Arm {
    Arm::new(PACKAGE, None, None, Some(quick())).unwrap()
}

/// Returns what an argument adds to a request.
fn sent(arm: &Arm, operation: &'static Operation, argument: &dyn Argument) -> String {
    let call: Call<()> = arm.prepare(operation, &[argument]).call();
    let request = match call.request() {
        Ok(request) => request,
        Err(error) => return error.to_string(),
    };
    let mut text = request.url().as_str().to_owned();
    let boundary = request
        .headers()
        .get_optional_str(&HeaderName::from("content-type"))
        .and_then(|it| it.split_once("boundary="))
        .map(|(_, boundary)| boundary.to_owned());
    let headers = request.headers().iter();
    let mut headers: Vec<String> = headers
        .map(|(name, value)| format!(" {}: {}", name.as_str(), value.as_str()))
        .collect();
    headers.sort();
    text += &headers.concat();
    if let Body::Bytes(bytes) = request.body()
        && !bytes.is_empty()
    {
        write!(text, " {}", String::from_utf8_lossy(bytes)).unwrap();
    }
    if let Some(boundary) = boundary {
        text = text.replace(&boundary, "~");
    }
    let text = text.replace("https://management.azure.com", "");
    text.escape_debug().to_string().replace("\\\"", "\"")
}

/// Lists parameters with what they send. From the second on, lines that equal those of the first are left out.
fn listed(rows: &[(String, Parameter, Option<RequestBody>)]) -> String {
    let arm = client();
    let mut text = String::new();
    let mut first: Vec<String> = Vec::new();
    for (name, parameter, body) in rows {
        let operation = operation(*parameter, *body);
        let mut lines = Vec::new();
        for (name, argument) in arguments() {
            lines.push(format!(
                "    {name}  ->  {}\n",
                sent(&arm, operation, &*argument)
            ));
        }
        for (name, value) in structured() {
            let sent = sent(&arm, operation, &AsJson(&value));
            lines.push(format!("    {name}  ->  {sent}\n"));
        }
        writeln!(text, "{name}").unwrap();
        text.extend(
            lines
                .iter()
                .filter(|it| !first.contains(it))
                .map(String::as_str),
        );
        if first.is_empty() {
            first = lines;
        }
    }
    text
}

/// Pairs a parameter with each style.
fn styled(
    parameter: Parameter,
    body: Option<RequestBody>,
) -> Vec<(String, Parameter, Option<RequestBody>)> {
    let with = |style: ListStyle| (format!("{style:?}"), parameter.style(style), body);
    STYLES.map(with).into()
}

#[test]
fn arguments_in_paths() {
    let mut rows = styled(Parameter::path("p"), None);
    rows.push(("verbatim".to_owned(), Parameter::path("p").verbatim(), None));
    rows.push((
        "may be empty".to_owned(),
        Parameter::path("p").allow_empty(),
        None,
    ));
    insta::assert_snapshot!("paths", listed(&rows));
}

#[test]
fn arguments_in_hosts() {
    let rows = [("host".to_owned(), Parameter::host("p"), None)];
    insta::assert_snapshot!("hosts", listed(&rows));
}

#[test]
fn arguments_in_queries() {
    let mut rows = styled(Parameter::query("p$"), None);
    rows.push((
        "verbatim".to_owned(),
        Parameter::query("p$").verbatim(),
        None,
    ));
    let verbatim = Parameter::query("p$").style(ListStyle::Multi).verbatim();
    rows.push(("verbatim Multi".to_owned(), verbatim, None));
    insta::assert_snapshot!("queries", listed(&rows));
}

#[test]
fn arguments_in_headers() {
    let mut rows = styled(Parameter::header("x-p"), None);
    rows.push((
        "prefix".to_owned(),
        Parameter::header("x-p-").prefix(),
        None,
    ));
    insta::assert_snapshot!("headers", listed(&rows));
}

#[test]
fn arguments_in_forms() {
    let parameter = Parameter::form("p q");
    let url_encoded = listed(&styled(parameter, Some(RequestBody::FORM)));
    let mut rows = styled(parameter, Some(RequestBody::MULTIPART));
    for media_type in ["", ",image/png", "image/*", "image/png , image/jpeg"] {
        let part = parameter.media_type(media_type);
        rows.push((
            format!("with the media type {media_type:?}"),
            part,
            Some(RequestBody::MULTIPART),
        ));
    }
    let latin = RequestBody::new("application/x-www-form-urlencoded; charset=latin1", true);
    rows.push(("of another media type".to_owned(), parameter, Some(latin)));
    let part = parameter.media_type("image/png").headers(&[("x-h", "v")]);
    rows.push((
        "with a media type and a header".to_owned(),
        part,
        Some(RequestBody::MULTIPART),
    ));
    insta::assert_snapshot!("forms", url_encoded + &listed(&rows));
}

/// Each constraint with each argument that it rejects, and with values at the boundary.
#[test]
fn arguments_with_each_constraint() {
    const P: Parameter = Parameter::query("p");
    let constraints = [
        ("none", P),
        ("minLength 2", P.min_length(2)),
        ("maxLength 2", P.max_length(2)),
        ("pattern ^[a-c]+$", P.pattern("^[a-c]+$")),
        ("minimum -1.5", P.minimum(-1.5)),
        ("minimum 1, exclusive", P.exclusive_minimum(1.0)),
        ("maximum 1", P.maximum(1.0)),
        ("maximum -1.5, exclusive", P.exclusive_maximum(-1.5)),
        ("multipleOf 0.5", P.multiple_of(0.5)),
        ("multipleOf 2", P.multiple_of(2.0)),
        ("multipleOf 0", P.multiple_of(0.0)),
        ("minItems 2", P.min_items(2)),
        ("maxItems 1", P.max_items(1)),
        ("uniqueItems", P.unique_items()),
        ("required", P.required()),
    ];
    let rows = constraints.map(|(name, parameter)| (name.to_owned(), parameter, None));
    let mut text = listed(&rows);
    let arm = client();
    let numbers = [-2.0, -1.5, 0.0, 1.0, 1.25, 1e300, f64::NAN, f64::INFINITY];
    let texts = ["", "a", "ab", "abc", "abd", "1", "1.0", "one"];
    let lists = [vec!["a", "a"], vec!["ab", "b"], vec!["a"], vec!["3", "1"]];
    for (name, parameter) in constraints {
        let operation = operation(parameter, None);
        let mut rejected: Vec<(String, String)> = Vec::new();
        let mut show = |shown: String, argument: &dyn Argument| {
            rejected.push((shown, sent(&arm, operation, argument)));
        };
        numbers.iter().for_each(|it| show(it.to_string(), it));
        texts.iter().for_each(|it| show(format!("{it:?}"), it));
        lists.iter().for_each(|it| show(format!("{it:?}"), it));
        writeln!(text, "{name}").unwrap();
        for (shown, outcome) in rejected.iter().filter(|it| !it.1.starts_with('/')) {
            writeln!(text, "    {shown}  ->  {outcome}").unwrap();
        }
    }
    insta::assert_snapshot!("constraints", text);
}
