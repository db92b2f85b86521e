//! The text of the intermediate representation.

use super::scene::Scene;

#[test]
fn a_dump_shows_each_kind_of_type_and_every_part_of_an_operation() {
    let text = r##"{"swagger": "2.0", "info": {"title": "Things", "version": "1"}, "host": "management.azure.com",
        "paths": {"/things/{name}": {"put": {
            "operationId": "Things_Put", "deprecated": true, "x-ms-client-name": "Renamed", "x-ms-long-running-operation": true,
            "consumes": ["application/json"], "produces": ["application/json"],
            "parameters": [
                {"name": "api-version", "in": "query", "required": true, "type": "string"},
                {"name": "name", "in": "path", "required": true, "type": "string", "minLength": 2},
                {"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Thing"}}],
            "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Thing"}}, "default": {"description": "no", "schema": {"$ref": "#/definitions/Failure"}}}}}},
        "definitions": {
            "Thing": {"type": "object", "required": ["id"], "additionalProperties": {"type": "integer"}, "properties": {
                "id": {"type": "string", "readOnly": true}, "color": {"$ref": "#/definitions/Color"}, "pet": {"$ref": "#/definitions/Pet"}, "key": {"type": "string", "x-ms-secret": true}}},
            "Color": {"type": "string", "enum": ["red"]},
            "Pet": {"discriminator": "kind", "properties": {"kind": {"type": "string"}}},
            "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}], "x-ms-discriminator-value": "cat", "properties": {"lives": {"type": "integer"}}},
            "Failure": {"properties": {"code": {"type": "string"}}}}}"##;
    let scene = Scene::new("dump", &[("in/a.json", text.to_owned())]);
    let expected = r#"group Some("Things")
  Things_Put Put /things/{name}
    api-version 1 as api-version in query
    called Renamed
    deprecated
    accept application/json
    Path name String required min-length=2
    body body application/json required Thing
    200 Thing
    error default Failure
    -> long Default one Thing
struct Cat
  kind = "cat"
  lives Int64
enum Color closed "red"
struct Failure
  code String
union Pet by "kind"
  ["cat"]: Cat
struct Thing
  id String required read-only
  color Color
  pet Pet
  key Secret secret
  * Int64
"#;
    for stage in ["lower", "analyze"] {
        let outcome = scene.run(&format!("dump {stage} --input ROOT/in/a.json"));
        assert_eq!((outcome.failed, outcome.result.as_str()), (false, expected));
    }
}
