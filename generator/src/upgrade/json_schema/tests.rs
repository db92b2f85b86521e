use super::*;

/// Each row has a schema, whether it allows only null, and whether it allows null.
#[test]
fn null_is_a_type_a_constant_or_a_choice() {
    for (schema, only, also) in [
        (json!({}), false, false),
        (json!({"type": "null"}), true, true),
        (json!({"type": ["null"]}), true, true),
        (json!({"type": ["string", "null"]}), false, true),
        (json!({"type": "string"}), false, false),
        (json!({"const": null}), true, true),
        (json!({"const": "null"}), false, false),
        (json!({"enum": [null]}), true, true),
        (json!({"enum": [null, null]}), false, true),
        (json!({"enum": ["a", null]}), false, true),
        (json!({"enum": ["a"]}), false, false),
        (json!({"enum": []}), false, false),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
            false,
            true,
        ),
        (json!({"oneOf": [{"const": null}, {}]}), false, true),
        (json!({"oneOf": [{"type": "string"}]}), false, false),
        (json!({"allOf": [{"type": "null"}]}), false, false),
    ] {
        assert_eq!(
            (is_null(&schema), allows_null(&schema)),
            (only, also),
            "{schema}"
        );
    }
}

#[test]
fn one_choice_beside_null_is_the_type() {
    let (nothing, text) = (json!({"type": "null"}), json!({"type": "string"}));
    for (schema, expected) in [
        (json!({"anyOf": [text, nothing]}), Some(("anyOf", 0))),
        (json!({"oneOf": [nothing, text]}), Some(("oneOf", 1))),
        (
            json!({"oneOf": [nothing, text], "title": "t"}),
            Some(("oneOf", 1)),
        ),
        (json!({"anyOf": [text]}), None),
        (json!({"anyOf": [nothing, nothing]}), None),
        (json!({"anyOf": [text, text, nothing]}), None),
        (
            json!({"anyOf": [text, nothing], "oneOf": [text, nothing]}),
            None,
        ),
        (json!({"anyOf": [text, nothing], "required": ["a"]}), None),
        (json!({"allOf": [text, nothing]}), None),
        (json!({}), None),
        (json!(true), None),
    ] {
        let found = only_choice(&schema);
        assert_eq!(found.map(|(key, at, _)| (key, at)), expected, "{schema}");
        assert!(found.is_none_or(|(.., choice)| *choice == text));
    }
}

#[test]
fn several_types_are_several_schemas() {
    for (schema, expected) in [
        (json!({"type": "string"}), None),
        (json!({"type": ["string", "null"]}), None),
        (json!({"type": ["string", "string"]}), None),
        (json!({"type": ["integer", "number"]}), None),
        (json!({"type": ["number", "integer"]}), None),
        (json!({"type": "string", "enum": ["a", 1]}), None),
        (json!({"type": ["string", "integer"], "allOf": []}), None),
        (json!({"type": ["string", "integer"], "$ref": "#"}), None),
        (json!({"type": ["string", "integer"], "anyOf": []}), None),
        (json!({"type": ["string", "integer"], "oneOf": []}), None),
        (
            json!({"type": ["string", "null", "integer"], "title": "t", "minimum": 1}),
            Some(json!([
                ["string", {"type": "string"}],
                ["integer", {"type": "integer", "minimum": 1}]
            ])),
        ),
        (
            json!({"type": ["string", "array", "object"], "minLength": 1, "items": {}, "maxItems": 2, "properties": {"a": {}}, "required": ["a"], "x": 1}),
            Some(json!([
                ["string", {"type": "string", "minLength": 1, "x": 1}],
                ["array", {"type": "array", "items": {}, "maxItems": 2, "x": 1}],
                ["object", {"type": "object", "properties": {"a": {}}, "required": ["a"], "x": 1}]
            ])),
        ),
        (
            json!({"enum": ["a", 1, 2.5, null], "description": "d", "default": 1, "xml": {}, "deprecated": true, "nullable": true}),
            Some(json!([
                ["string", {"type": "string", "enum": ["a"]}],
                ["integer", {"type": "integer", "enum": [1]}],
                ["number", {"type": "number", "enum": [1, 2.5]}]
            ])),
        ),
        (
            json!({"type": ["string", "boolean"], "enum": ["a"]}),
            Some(json!([
                ["string", {"type": "string", "enum": ["a"]}],
                ["boolean", {"type": "boolean"}]
            ])),
        ),
    ] {
        let found = by_type(schema.as_object().unwrap());
        assert_eq!(found.map(|it| json!(it)), expected, "{schema}");
    }
}

#[test]
fn values_have_types() {
    for (value, expected) in [
        (json!(null), "null"),
        (json!(false), "boolean"),
        (json!(1), "integer"),
        (json!(1.5), "number"),
        (json!("a"), "string"),
        (json!([]), "array"),
        (json!({}), "object"),
    ] {
        assert_eq!(type_of(&value), expected);
    }
}

fn check_converted(rows: &[(Value, Value)]) {
    for (schema, expected) in rows {
        let converted = in_openapi_terms(schema);
        assert_eq!(*converted, *expected, "{schema}");
        let is_same = matches!(converted, Cow::Borrowed(_));
        assert_eq!(is_same, schema == expected, "{schema}");
    }
}

/// Each row has a schema of a later draft and the same in the terms of OpenAPI 3.0.
#[test]
fn keywords_of_later_drafts_are_converted() {
    check_converted(&[
        (json!(true), json!(true)),
        (json!({"type": "string"}), json!({"type": "string"})),
        (json!({"const": "a"}), json!({"enum": ["a"]})),
        (json!({"const": 1}), json!({"enum": [1], "type": "integer"})),
        (
            json!({"const": true}),
            json!({"enum": [true], "type": "boolean"}),
        ),
        (json!({"const": {}}), json!({"const": {}})),
        (
            json!({"enum": [null, 1.5]}),
            json!({"enum": [null, 1.5], "type": "number"}),
        ),
        (json!({"enum": ["a"]}), json!({"enum": ["a"]})),
        (json!({"enum": ["a", 1]}), json!({"enum": ["a", 1]})),
        (
            json!({"contentEncoding": "base64"}),
            json!({"contentEncoding": "base64", "format": "byte", "type": "string"}),
        ),
        (
            json!({"contentEncoding": "base64", "format": "x"}),
            json!({"contentEncoding": "base64", "format": "x"}),
        ),
        (
            json!({"unevaluatedProperties": false}),
            json!({"unevaluatedProperties": false, "additionalProperties": false}),
        ),
        (
            json!({"unevaluatedProperties": false, "additionalProperties": true}),
            json!({"unevaluatedProperties": false, "additionalProperties": true}),
        ),
        (
            json!({"unevaluatedProperties": {}}),
            json!({"unevaluatedProperties": {}}),
        ),
    ]);
}

#[test]
fn choices_of_constants_are_enums() {
    check_converted(&[
        (
            json!({"oneOf": [{"const": "a", "description": "d", "title": "t"}, {"const": "b", "title": "t"}, {"const": "c"}, {"type": "null"}]}),
            json!({"enum": ["a", "b", "c"], "type": "string", "x-ms-enum": {"values": [
                {"value": "a", "description": "d"},
                {"value": "b", "description": "t"},
                {"value": "c", "description": ""}
            ]}}),
        ),
        (
            json!({"anyOf": [{"const": 1}, {"const": 2}], "x-ms-enum": {"name": "N"}}),
            json!({"enum": [1, 2], "type": "integer", "x-ms-enum": {"name": "N"}}),
        ),
        (
            json!({"oneOf": [{"const": "a"}, {"const": 1}]}),
            json!({"oneOf": [{"const": "a"}, {"const": 1}]}),
        ),
        (
            json!({"oneOf": [{"const": "a"}, {"type": "string"}]}),
            json!({"oneOf": [{"const": "a"}, {"type": "string"}]}),
        ),
        (
            json!({"oneOf": [{"const": true}]}),
            json!({"oneOf": [{"const": true}]}),
        ),
    ]);
}

#[test]
fn annotations_in_all_of_belong_to_the_schema() {
    for (schema, expected) in [
        (
            json!({"allOf": [{"$ref": "#/a"}, {"description": "d"}, {}]}),
            json!({"allOf": [{"$ref": "#/a"}, {}, {}], "description": "d"}),
        ),
        (
            json!({"allOf": [{"$ref": "#/a"}, {"description": "d"}], "description": "own"}),
            json!({"allOf": [{"$ref": "#/a"}, {}], "description": "own"}),
        ),
        (
            json!({"allOf": [{"$ref": "#/a"}, {"type": "object"}]}),
            json!({"allOf": [{"$ref": "#/a"}, {"type": "object"}]}),
        ),
        (
            json!({"allOf": [{"type": "string"}, {"maxLength": 3}]}),
            json!({"allOf": [{}, {}], "type": "string", "maxLength": 3}),
        ),
        (
            json!({"allOf": [{"required": ["a"]}, {"properties": {}}]}),
            json!({"allOf": [{"required": ["a"]}, {"properties": {}}]}),
        ),
    ] {
        assert_eq!(*in_openapi_terms(&schema), expected, "{schema}");
    }
}

#[test]
fn encoded_content_has_a_format() {
    for (schema, expected) in [
        (json!({"contentEncoding": "base64"}), Some("byte")),
        (json!({"contentEncoding": "base64url"}), Some("base64url")),
        (json!({"contentEncoding": "binary"}), Some("binary")),
        (
            json!({"contentEncoding": "base64", "contentMediaType": "text/plain"}),
            Some("byte"),
        ),
        (
            json!({"contentEncoding": "7bit", "contentMediaType": "image/png"}),
            None,
        ),
        (json!({"contentMediaType": "image/png"}), Some("binary")),
        (
            json!({"contentMediaType": "application/octet-stream; a=json"}),
            Some("binary"),
        ),
        (json!({"contentMediaType": "text/plain"}), None),
        (
            json!({"contentMediaType": "application/json; charset=utf-8"}),
            None,
        ),
        (
            json!({"contentMediaType": "application/problem+json"}),
            None,
        ),
        (json!({"contentMediaType": "image/svg+xml"}), None),
        (json!({"contentMediaType": "application/yaml"}), None),
        (json!({"contentMediaType": "application/javascript"}), None),
        (json!({}), None),
    ] {
        assert_eq!(
            content_format(schema.as_object().unwrap()),
            expected,
            "{schema}"
        );
    }
}

#[test]
fn siblings_of_a_reference_may_change_the_type() {
    for (schema, expected) in [
        (json!({"$ref": "#"}), false),
        (
            json!({"$ref": "#", "type": "object", "description": "d"}),
            false,
        ),
        (json!({"$ref": "#", "properties": {}}), true),
        (json!({"$ref": "#", "required": ["a"]}), true),
        (json!({"$ref": "#", "enum": ["a"]}), true),
        (json!({"$ref": "#", "allOf": []}), true),
        (json!({"$ref": "#", "discriminator": {}}), true),
        (json!({"$ref": "#", "patternProperties": {}}), true),
        (json!({"$ref": "#", "prefixItems": []}), true),
    ] {
        assert_eq!(adds_to_reference(&schema), expected, "{schema}");
    }
}

#[test]
fn ignored_keywords_have_consequences() {
    let unread_of = |schema: Value| unread(&schema).collect::<Vec<_>>();
    let not_checked = "values are not checked against it";
    for (key, consequence) in [
        ("not", not_checked),
        ("if", not_checked),
        ("dependentRequired", not_checked),
        (
            "dependentSchemas",
            "its properties are not part of the type",
        ),
        ("dependencies", not_checked),
        ("contains", not_checked),
        ("propertyNames", "keys are any text"),
        (
            "unevaluatedItems",
            "items after the declared ones are any JSON",
        ),
        ("contentSchema", "the text is not decoded"),
        ("$dynamicRef", "any JSON is accepted"),
        ("$recursiveRef", "any JSON is accepted"),
        ("$dynamicAnchor", "references to it are not followed"),
        ("$anchor", "references to it are not followed"),
        ("$id", "references are resolved against the file"),
        ("$schema", "the schema is read as one of OpenAPI"),
    ] {
        assert_eq!(unread_of(json!({ key: {} })), [(key, consequence)]);
        assert!(is_of_later_drafts(key), "{key}");
    }
    for key in [
        "const",
        "contentEncoding",
        "contentMediaType",
        "then",
        "else",
        "minContains",
        "maxContains",
        "definitions",
        "id",
    ] {
        assert_eq!(unread_of(json!({ key: {} })), []);
        assert!(is_of_later_drafts(key), "{key}");
    }
    for key in ["type", "enum", "example", "oneOf", "nullable"] {
        assert!(!is_of_later_drafts(key), "{key}");
    }
}
