use super::*;
use crate::operation::{FinalState, ListStyle, Paging, ParameterLocation};
use crate::{Method, Parameter, RequestBody, Scheme, Service};
use serde_json::json;

fn module(text: &Value) -> Module {
    let name = |it: &str| it.to_owned();
    Module::read_spec(name("Contoso.A"), name("a"), name("1"), &text.to_string()).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Reads the request of the only operation.
fn request(request: &Value) -> &'static Operation {
    let text = json!({ "groups": [{ "operations": [{ "request": request }] }] });
    let module = module(&text);
    module.groups[0].operations[0].operation
}

#[test]
fn words_of_requests_are_those_of_the_generator() {
    for (word, method) in [
        ("Get", Method::Get),
        ("Put", Method::Put),
        ("Post", Method::Post),
        ("Patch", Method::Patch),
        ("Delete", Method::Delete),
        ("Head", Method::Head),
    ] {
        assert_eq!(request(&json!({ "method": word })).method, method, "{word}");
    }
    for (word, location) in [
        ("Path", ParameterLocation::Path),
        ("Query", ParameterLocation::Query),
        ("Header", ParameterLocation::Header),
        ("Host", ParameterLocation::Host),
        ("Form", ParameterLocation::Form),
    ] {
        let read = request(&json!({ "parameters": [{ "name": "p", "location": word }] }));
        assert_eq!(read.parameters[0].location, location, "{word}");
        assert_eq!(read.parameters[0].name, "p", "{word}");
        let read = request(&json!({ "api_version_in": word }));
        assert_eq!(read.api_version_in, location, "{word}");
    }
    for (word, style) in [
        ("Csv", ListStyle::Csv),
        ("Ssv", ListStyle::Ssv),
        ("Tsv", ListStyle::Tsv),
        ("Pipes", ListStyle::Pipes),
        ("Multi", ListStyle::Multi),
        ("Simple", ListStyle::Simple),
        ("SimpleExploded", ListStyle::SimpleExploded),
        ("Label", ListStyle::Label),
        ("LabelExploded", ListStyle::LabelExploded),
        ("Matrix", ListStyle::Matrix),
        ("MatrixExploded", ListStyle::MatrixExploded),
        ("DeepObject", ListStyle::DeepObject),
        ("Json", ListStyle::Json),
    ] {
        let read = request(&json!({ "parameters": [{ "style": word }] }));
        assert_eq!(read.parameters[0].style, style, "{word}");
    }
    for (word, state) in [
        ("Default", FinalState::Default),
        ("AzureAsyncOperation", FinalState::AzureAsyncOperation),
        ("Location", FinalState::Location),
        ("OriginalUri", FinalState::OriginalUri),
        ("OperationLocation", FinalState::OperationLocation),
        (
            "OperationLocationResult",
            FinalState::OperationLocationResult,
        ),
    ] {
        let read = request(&json!({ "long_running": word }));
        assert_eq!(read.long_running, Some(state), "{word}");
    }
}

#[test]
fn what_a_request_does_not_say_has_its_default() {
    let (read, default) = (request(&json!({})), Operation::DEFAULT);
    assert_eq!(
        format!("{read:?}"),
        format!(
            "{:?}",
            Operation {
                path: "",
                accept: "",
                ..default
            }
        )
    );
}

/// A request that says everything.
const REQUEST: &str = r#"{
    "services": [{
        "endpoint": "https://{region}.example",
        "defaults": [["region", "east"]],
        "values": [["region", ["east", "west"]]],
        "scopes": ["https://a/.default"],
        "schemes": [["Header", "x-key"], ["Query", "code"], ["Basic"], ["Bearer"], ["Token", ["s", "t"]]],
        "security": [[["Header", "x-key"], ["Query", "code"]], []]
    }],
    "groups": [{ "name": "Things", "module": "things", "operations": [{
        "name": "List",
        "function": "list",
        "request": {
            "id": "Things_List", "method": "Post", "service": 0, "security": [[["Basic"]]], "path": "/things",
            "api_version": "2", "api_version_in": "Header", "api_version_name": "version",
            "parameters": [{
                "name": "p", "location": "Form", "required": true, "minLength": 1, "maxLength": 2, "pattern": "a",
                "minimum": 1.5, "maximum": 2.5, "exclusiveMinimum": true, "exclusiveMaximum": true,
                "multipleOf": 0.5, "minItems": 3, "maxItems": 4, "uniqueItems": true, "style": "Pipes",
                "verbatim": true, "constant": "c", "prefix": true, "allow_empty": true, "media_type": "text/plain",
                "headers": [["x-a", "b"]], "secret": true
            }],
            "body": { "media_type": "application/json", "required": true }, "accept": "text/plain",
            "success": [200, 202], "head_exists": true,
            "paging": { "items": "value", "next_link": "next" }, "next_parameter": "marker",
            "long_running": "Location", "states": ["Done"]
        }
    }] }]
}"#;

#[test]
fn everything_that_a_request_says_is_read() {
    let text = parsed(REQUEST);
    static SERVICE: Service = Service {
        endpoint: "https://{region}.example",
        defaults: &[("region", "east")],
        values: &[("region", &["east", "west"])],
        scopes: &["https://a/.default"],
        schemes: &[
            Scheme::Header("x-key"),
            Scheme::Query("code"),
            Scheme::Basic,
            Scheme::Bearer,
            Scheme::Token(&["s", "t"]),
        ],
        security: &[&[Scheme::Header("x-key"), Scheme::Query("code")], &[]],
    };
    let parameter = Parameter::form("p")
        .required()
        .min_length(1)
        .max_length(2)
        .pattern("a")
        .exclusive_minimum(1.5)
        .exclusive_maximum(2.5)
        .multiple_of(0.5)
        .min_items(3)
        .max_items(4)
        .unique_items()
        .style(ListStyle::Pipes)
        .verbatim()
        .constant("c")
        .prefix()
        .allow_empty()
        .media_type("text/plain")
        .headers(&[("x-a", "b")])
        .secret();
    let expected = Operation {
        id: "Things_List",
        method: Method::Post,
        service: Some(&SERVICE),
        security: Some(&[&[Scheme::Basic]]),
        path: "/things",
        api_version: "2",
        api_version_in: ParameterLocation::Header,
        api_version_name: "version",
        parameters: vec![parameter].leak(),
        body: Some(RequestBody::new("application/json", true)),
        accept: "text/plain",
        success: &[200, 202],
        head_exists: true,
        paging: Some(Paging {
            items: "value",
            next_link: Some("next"),
            next_operation: None,
        }),
        next_parameter: Some("marker"),
        long_running: Some(FinalState::Location),
        states: &["Done"],
        ..Operation::DEFAULT
    };
    let module = module(&text);
    let group = &module.groups[0];
    assert_eq!((group.name, group.module), ("Things", "things"));
    assert_eq!(
        format!("{:?}", group.operations[0].operation),
        format!("{expected:?}")
    );
    assert_eq!(
        (module.provider, module.name, module.api_version),
        ("Contoso.A", "a", "1")
    );
}

/// An operation with everything that tools need.
const ENTRY: &str = r#"{
    "schemas": [
        {
            "name": "Thing",
            "properties": [{
                "name": "size", "docs": "Size.", "ty": { "kind": "Integer", "format": "int32", "values": ["1", "2"], "closed": true },
                "required": true, "read_only": true, "nullable": true, "default": "1", "mutability": ["create", "read"],
                "minLength": 1, "maxLength": 2, "pattern": "p", "minimum": 3.0, "maximum": 4.0,
                "exclusiveMinimum": true, "exclusiveMaximum": true, "multipleOf": 5.0, "minItems": 6, "maxItems": 7, "uniqueItems": true
            }],
            "additional": "Bool",
            "tags": [["kind", "Thing"]],
            "discriminator": "kind",
            "variants": [["Other", 1], ["Broken", "x"]]
        },
        { "name": "Other", "choices": ["Text", { "kind": "Object", "schema": 0 }] }
    ],
    "groups": [{ "operations": [{
        "name": "Get", "function": "get", "docs": "Returns.", "deprecated": true, "by_id": true,
        "parameters": [{ "name": "names", "ty": { "kind": "List", "nullable": true, "items": { "values": ["a"] } } }],
        "body": { "docs": "The thing.", "ty": { "kind": "Object", "schema": 0 }, "secrets": ["key"] },
        "response": {
            "ty": { "kind": "Object", "schema": 0 }, "secrets": ["pin"], "secret": true,
            "statuses": [{ "code": 201, "headers": ["b", "a"] }, { "code": 200, "ty": "Any", "headers": ["a"] }]
        },
        "example": {
            "title": "Get it", "parameters": [["name", "\"n\""]], "body": "{}", "responses": [[200, "{}"]]
        }
    }] }]
}"#;

#[test]
fn everything_that_tools_need_is_read() {
    let text = parsed(ENTRY);
    let module = module(&text);
    let entry = &module.groups[0].operations[0];
    assert_eq!(
        (entry.name, entry.function, entry.docs),
        ("Get", "get", "Returns.")
    );
    assert!(entry.deprecated && entry.by_id);
    let size = &module.schemas[0].properties[0];
    assert_eq!((size.name, size.docs), ("size", "Size."));
    assert_eq!((size.kind, size.ty.format), (Kind::Integer, "int32"));
    assert!(size.ty.closed && size.required && size.read_only && size.nullable);
    assert_eq!(
        (size.default, size.values, size.mutability),
        (Some("1"), &["1", "2"][..], &["create", "read"][..])
    );
    assert_eq!(
        size.constraints,
        Constraints {
            min_length: Some(1),
            max_length: Some(2),
            pattern: Some("p"),
            minimum: Some(3.0),
            maximum: Some(4.0),
            exclusive_minimum: true,
            exclusive_maximum: true,
            multiple_of: Some(5.0),
            min_items: Some(6),
            max_items: Some(7),
            unique_items: true,
        }
    );
    let [thing, other] = module.schemas else {
        panic!("two schemas");
    };
    assert_eq!((thing.name, other.name), ("Thing", "Other"));
    assert_eq!(thing.additional.map(|it| it.kind), Some(Kind::Bool));
    assert_eq!(
        (thing.discriminator_values, thing.discriminator),
        (&[("kind", "Thing")][..], "kind")
    );
    assert_eq!(thing.variants, [("Other", 1), ("Broken", usize::MAX)]);
    let kinds: Vec<Kind> = other.choices.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Kind::Text, Kind::Object]);
    let names = &entry.parameters[0];
    assert_eq!((names.kind, names.values), (Kind::List, &["a"][..]));
    assert!(names.ty.nullable && !names.required);
    let body = entry.body.unwrap();
    assert_eq!((body.docs, body.secrets), ("The thing.", &["key"][..]));
    assert_eq!(body.properties[0].name, "size");
    let response = entry.response;
    assert_eq!(response.kind, Some(Kind::Object));
    assert_eq!(
        (response.properties, response.secrets, response.secret),
        (&["size"][..], &["pin"][..], true)
    );
    assert_eq!(response.headers, ["a", "b"]);
    let statuses = response.statuses.iter();
    let statuses: Vec<_> = statuses
        .map(|it| (it.code, it.ty.map(|it| it.kind), it.headers))
        .collect();
    assert_eq!(
        statuses,
        [
            (201, None, &["b", "a"][..]),
            (200, Some(Kind::Any), &["a"][..])
        ]
    );
    let example = entry.example.unwrap();
    assert_eq!((example.title, example.body), ("Get it", Some("{}")));
    assert_eq!(example.parameters, [("name", "\"n\"")]);
    assert_eq!(example.responses, [(200, "{}")]);
}

#[test]
fn a_resource_has_id_name_and_type() {
    for (names, expected) in [
        (&["id", "name", "type"][..], true),
        (&["type", "x", "name", "id"], true),
        (&["id", "name"], false),
        (&["id", "type"], false),
        (&["name", "type"], false),
        (&["ID", "name", "type"], false),
        (&[], false),
    ] {
        let properties: Vec<Value> = names.iter().map(|it| json!({ "name": it })).collect();
        let module = module(&json!({ "schemas": [{ "properties": properties }] }));
        assert_eq!(module.schemas[0].is_resource(), expected, "{names:?}");
    }
}

#[test]
fn kinds_of_types_have_names() {
    for (name, kind) in [
        ("Text", Kind::Text),
        ("Secret", Kind::Secret),
        ("Bool", Kind::Bool),
        ("Integer", Kind::Integer),
        ("Number", Kind::Number),
        ("List", Kind::List),
        ("Map", Kind::Map),
        ("Object", Kind::Object),
        ("Any", Kind::Any),
        ("Bytes", Kind::Bytes),
        ("", Kind::Text),
    ] {
        assert_eq!(kind_of(name), kind, "{name}");
    }
}
