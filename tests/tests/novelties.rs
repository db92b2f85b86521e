//! Keywords that are new in OpenAPI 3.1 and 3.2 are read, or reported with their locations.

use generator::load::Cache;
use generator::pipeline::{Package, describe_package};
use serde_json::{Value, json};
use tests::place;

/// The expected treatment of a keyword.
enum Outcome {
    /// A warning at the keyword, whose message contains this text.
    Reported(&'static str),
    /// The report of operations that are left out contains this text.
    LeftOut(&'static str),
    /// The metadata of the crate contains this text, and there is no warning.
    Read(&'static str),
    /// The keyword only documents the API, and is ignored without a warning.
    Described,
}

use Outcome::{Described, LeftOut, Read, Reported};

/// Keywords with their locations in a document, their values, and the outcomes.
const NOVELTIES: [(&str, &str, Outcome); 27] = [
    (
        "/$self",
        r#""https://example.com/a.json""#,
        Reported("`$self` is ignored"),
    ),
    (
        "/jsonSchemaDialect",
        r#""https://example.com/dialect""#,
        Reported("have the dialect"),
    ),
    (
        "/webhooks",
        r#"{ "hook": { "post": {} } }"#,
        LeftOut("webhook hook"),
    ),
    ("/info/summary", r#""S""#, Described),
    ("/servers/0/name", r#""production""#, Described),
    (
        "/tags",
        r#"[{ "name": "a", "summary": "A", "parent": "b", "kind": "nav" }, { "name": "b" }]"#,
        Described,
    ),
    (
        "/paths/~1t/query",
        r#"{ "operationId": "T_Query", "responses": { "204": { "description": "OK" } } }"#,
        LeftOut("T_Query: the method QUERY"),
    ),
    (
        "/paths/~1t/additionalOperations",
        r#"{ "LINK": { "operationId": "T_Link", "responses": { "204": { "description": "OK" } } } }"#,
        LeftOut("T_Link: the method LINK"),
    ),
    (
        "/paths/~1t/get/parameters/0",
        r#"{ "name": "all", "in": "querystring", "content": { "application/json": { "schema": {} } } }"#,
        Reported("`querystring` cannot be sent"),
    ),
    (
        "/paths/~1t/get/parameters/0",
        r#"{ "name": "all", "in": "cookie", "style": "cookie", "schema": { "type": "string" } }"#,
        Reported("`cookie` cannot be sent"),
    ),
    (
        "/paths/~1t/get/parameters/0",
        r##"{ "name": "all", "in": "query", "content": { "application/json": { "$ref": "#/components/mediaTypes/Whole" } } }"##,
        Read(r#""whole""#),
    ),
    (
        "/paths/~1t/get/responses/200/content/application~1json",
        r##"{ "$ref": "#/components/mediaTypes/Whole" }"##,
        Read(r#""whole""#),
    ),
    (
        "/paths/~1t/get/responses/200/content/application~1json/itemSchema",
        r#"{ "type": "string" }"#,
        Reported("`itemSchema` is ignored"),
    ),
    (
        "/paths/~1t/get/responses/200/content/application~1json/examples",
        r#"{ "a": { "dataValue": { "name": "a" }, "serializedValue": "{}" } }"#,
        Described,
    ),
    (
        "/paths/~1t/get/responses/200/summary",
        r#""The thing""#,
        Described,
    ),
    (
        "/paths/~1t/post/requestBody/content/multipart~1mixed/itemEncoding",
        r#"{ "contentType": "image/png" }"#,
        Reported("`itemEncoding` is ignored"),
    ),
    (
        "/paths/~1t/post/requestBody/content/multipart~1mixed/prefixEncoding",
        r#"[{ "contentType": "image/png" }]"#,
        Reported("`prefixEncoding` is ignored"),
    ),
    (
        "/components/securitySchemes/device/deprecated",
        "true",
        Described,
    ),
    (
        "/components/securitySchemes/device/flows/deviceAuthorization/deviceAuthorizationUrl",
        r#""https://example.com/device""#,
        Described,
    ),
    (
        "/components/schemas/Thing/properties/name/xml",
        r#"{ "nodeType": "cdata" }"#,
        Reported("`nodeType` is ignored"),
    ),
    (
        "/components/schemas/Thing/discriminator/defaultMapping",
        r#""Thing""#,
        Reported("`defaultMapping` is ignored"),
    ),
    (
        "/components/schemas/Thing/properties/name/type",
        r#"["string", "null"]"#,
        Read(r#""nullable":true"#),
    ),
    (
        "/components/schemas/Thing/properties/name/const",
        r#""fixed""#,
        Read(r#""fixed""#),
    ),
    (
        "/components/schemas/Thing/properties/name/contentEncoding",
        r#""base64""#,
        Read(r#""byte""#),
    ),
    (
        "/components/schemas/Thing/properties/name/contentSchema",
        "{}",
        Reported("the text is not decoded"),
    ),
    (
        "/components/schemas/Thing/patternProperties",
        r#"{ "^x-": { "type": "string", "format": "uuid" } }"#,
        Reported("read as a map"),
    ),
    (
        "/components/schemas/Thing/dependentSchemas",
        r#"{ "name": {} }"#,
        Reported("its properties are not part of the type"),
    ),
];

fn document() -> Value {
    json!({
        "openapi": "3.2.0",
        "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "https://example.com" }],
        "security": [{ "device": [] }],
        "paths": { "/t": {
            "get": {
                "operationId": "T_Get",
                "parameters": [{ "name": "top", "in": "query", "schema": { "type": "integer" } }],
                "responses": { "200": { "description": "OK", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Thing" } } } } }
            },
            "post": {
                "operationId": "T_Send",
                "requestBody": { "content": { "multipart/mixed": { "schema": { "type": "string" } } } },
                "responses": { "204": { "description": "OK" } }
            }
        } },
        "components": {
            "mediaTypes": { "Whole": { "schema": { "type": "string", "enum": ["whole"] } } },
            "securitySchemes": { "device": { "type": "oauth2", "flows": { "deviceAuthorization": {
                "tokenUrl": "https://example.com/token", "scopes": {} } } } },
            "schemas": { "Thing": {
                "type": "object", "required": ["kind"], "discriminator": { "propertyName": "kind" },
                "properties": { "kind": { "type": "string" }, "name": { "type": "string" } }
            } }
        }
    })
}

/// Sets a value, which may be a new member of an object.
fn set(document: &mut Value, pointer: &str, value: Value) {
    if let Some(known) = document.pointer_mut(pointer) {
        *known = value;
        return;
    }
    let (parent, key) = pointer.rsplit_once('/').expect("it is a pointer");
    let parent = document.pointer_mut(parent).expect("the parent exists");
    parent[key.replace("~1", "/")] = value;
}

#[test]
fn keywords_of_later_versions_are_read_or_reported_with_their_locations() {
    let folder = place::scratch("novelties");
    let mut wrong = Vec::new();
    for (index, (pointer, value, outcome)) in NOVELTIES.iter().enumerate() {
        let mut document = document();
        let value = serde_json::from_str(value).expect("the table has JSON");
        set(&mut document, pointer, value);
        let path = folder.join(format!("{index}.json"));
        std::fs::write(&path, document.to_string()).expect("the folder can be written");
        let package = Package {
            inputs: vec![path],
            ..Package::default()
        };
        let found = describe_package(&package, &Cache::default());
        let objects = found.diagnostics.objects();
        let report: Vec<String> = objects.iter().map(ToString::to_string).collect();
        let holds = match outcome {
            Reported(message) => objects.iter().any(|it| {
                let place = it.pointer.as_deref().unwrap_or_default();
                place.starts_with(pointer) && it.message.contains(message)
            }),
            LeftOut(text) => {
                objects.is_empty() && found.unsupported.iter().any(|it| it.contains(text))
            }
            Read(text) => objects.is_empty() && found.text.contains(text),
            Described => objects.is_empty(),
        };
        if !holds {
            wrong.push(format!("{pointer}: {report:?} {:?}", found.unsupported));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
