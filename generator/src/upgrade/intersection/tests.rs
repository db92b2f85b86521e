//! Tests of the keywords of schemas that `allOf` combines.

use super::*;

/// The parts of a combining schema and its members without references.
fn parts(values: &[Value]) -> Vec<Part<'_>> {
    let members = values.iter().enumerate();
    members
        .map(|(index, value)| Part {
            member: index.checked_sub(1),
            value,
            types: keyword_types(value),
        })
        .collect()
}

/// The combined schema, without `allOf` if its members are empty, or why there is none.
fn together(values: &[Value]) -> Result<Value, String> {
    let parts = parts(values);
    let types = common_types(&parts);
    if types.as_ref().is_some_and(BTreeSet::is_empty) {
        return Err(described(&parts));
    }
    let chosen = chosen(&parts, types.as_ref()).ok_or("no value")?;
    let object = values[0].as_object().unwrap();
    let mut whole = combined(object, &values[1..], &parts, chosen, types.as_ref());
    let members = whole["allOf"].as_array().unwrap();
    if members.iter().all(|it| *it == json!({})) {
        whole.as_object_mut().unwrap().remove("allOf");
    }
    Ok(whole)
}

#[test]
fn keywords_tell_the_allowed_types() {
    for (schema, expected) in [
        (json!({}), ""),
        (json!({"type": "string"}), "string"),
        (json!({"type": ["string", "null"]}), "string"),
        (json!({"type": "null"}), ""),
        // Each integer is a number.
        (json!({"type": "number"}), "integer number"),
        (json!({"type": "integer"}), "integer"),
        (json!({"enum": ["a", 1, null]}), "integer string"),
        (json!({"enum": [1.5]}), "integer number"),
        (json!({"const": true}), "boolean"),
        (json!({"type": "string", "enum": [1]}), "string"),
        (json!({"items": {}}), "array"),
        (json!({"prefixItems": []}), "array"),
        (json!({"type": "string", "items": {}}), "string"),
        (json!({"properties": {}}), "object"),
        (json!({"patternProperties": {}}), "object"),
        (json!({"additionalProperties": true}), "object"),
        (json!({"discriminator": {}}), "object"),
        (json!({"required": ["a"]}), "object"),
        (json!({"type": "array", "required": ["a"]}), "array"),
        (json!({"minLength": 1, "format": "uuid"}), ""),
    ] {
        let types = keyword_types(&schema).unwrap_or_default();
        assert_eq!(Vec::from_iter(types).join(" "), expected, "{schema}");
    }
}

#[test]
fn the_stricter_constraint_applies() {
    for (key, first, second, expected) in [
        ("minimum", 1, 2, 2),
        ("minimum", 2, 1, 2),
        ("exclusiveMinimum", 1, 2, 2),
        ("minLength", 1, 2, 2),
        ("minItems", 2, 1, 2),
        ("maximum", 1, 2, 1),
        ("maximum", 2, 1, 1),
        ("exclusiveMaximum", 2, 1, 1),
        ("maxLength", 1, 2, 1),
        ("maxItems", 2, 1, 1),
        // The first of those that cannot be compared.
        ("multipleOf", 2, 3, 2),
        ("x-order", 1, 2, 1),
    ] {
        let values = [json!({key: first}), json!({}), json!({key: second})];
        let whole = together(&values).unwrap();
        assert_eq!(whole[key], expected, "{key} {first} {second}");
    }
}

#[test]
fn the_type_is_that_of_the_narrowest_member() {
    for (values, expected) in [
        (
            vec![
                json!({"description": "d"}),
                json!({"type": "string"}),
                json!({"maxLength": 3}),
            ],
            json!({"description": "d", "type": "string", "maxLength": 3}),
        ),
        (
            vec![
                json!({}),
                json!({"type": "number", "minimum": 1}),
                json!({"type": "integer"}),
            ],
            json!({"type": "integer", "minimum": 1}),
        ),
        // A format is narrower than its type.
        (
            vec![
                json!({}),
                json!({"type": "string"}),
                json!({"type": "string", "format": "uuid"}),
            ],
            json!({"type": "string", "format": "uuid"}),
        ),
        (
            vec![
                json!({}),
                json!({"type": "string"}),
                json!({"format": "uuid"}),
            ],
            json!({"type": "string", "format": "uuid"}),
        ),
        (
            vec![
                json!({}),
                json!({"type": "string"}),
                json!({"type": "string", "contentEncoding": "base64"}),
            ],
            json!({"type": "string", "contentEncoding": "base64"}),
        ),
        (
            vec![
                json!({}),
                json!({"type": "string"}),
                json!({"type": "string", "contentMediaType": "text/css"}),
            ],
            json!({"type": "string", "contentMediaType": "text/css"}),
        ),
        // A list with items is narrower than one without. A nested schema stays where it is.
        (
            vec![
                json!({}),
                json!({"type": "array"}),
                json!({"type": "array", "items": {"type": "string"}}),
            ],
            json!({"allOf": [{}, {"type": "array", "items": {"type": "string"}}]}),
        ),
        (
            vec![
                json!({"type": "string", "format": "uri"}),
                json!({"minLength": 1}),
                json!({"pattern": "a"}),
            ],
            json!({"type": "string", "format": "uri", "minLength": 1, "pattern": "a"}),
        ),
    ] {
        assert_eq!(together(&values), Ok(expected), "{values:?}");
    }
}

#[test]
fn only_shared_values_and_types_remain() {
    for (values, expected) in [
        // The type that all have in common is named if no member has it alone.
        (
            vec![
                json!({}),
                json!({"type": ["string", "integer"]}),
                json!({"type": ["integer", "boolean"]}),
            ],
            Ok(json!({"type": ["string", "integer"]})),
        ),
        // Values that all have.
        (
            vec![
                json!({}),
                json!({"enum": ["a", "b"]}),
                json!({"enum": ["b", "c"]}),
            ],
            Ok(json!({"type": ["string"], "enum": ["b"]})),
        ),
        (
            vec![
                json!({}),
                json!({"enum": ["a", "b"], "type": "string"}),
                json!({"enum": ["b"]}),
            ],
            Ok(json!({"enum": ["b"], "type": "string"})),
        ),
        (
            vec![
                json!({}),
                json!({"enum": ["a", "b"]}),
                json!({"const": "a"}),
            ],
            Ok(json!({"const": "a", "type": "string"})),
        ),
        (
            vec![json!({}), json!({"enum": ["a"]}), json!({"enum": ["b"]})],
            Err("no value"),
        ),
        // Types that exclude each other.
        (
            vec![
                json!({}),
                json!({"type": "string"}),
                json!({"type": ["integer", "boolean"]}),
            ],
            Err("`allOf/0` allows string, `allOf/1` allows boolean or integer"),
        ),
        (
            vec![
                json!({"type": "array"}),
                json!({"minItems": 1}),
                json!({"type": "string"}),
            ],
            Err("the schema itself allows array, `allOf/1` allows string"),
        ),
        // A value may be null if a part says so.
        (
            vec![
                json!({}),
                json!({"type": "string", "nullable": true}),
                json!({"type": "string"}),
            ],
            Ok(json!({"type": "string", "nullable": true})),
        ),
    ] {
        let whole = together(&values);
        assert_eq!(whole, expected.map_err(str::to_owned), "{values:?}");
    }
}

#[test]
fn a_schema_without_common_values_keeps_its_description_only() {
    let mut schema = json!({"description": "d", "x-a": 1, "allOf": [], "type": "string", "format": "f", "pattern": "p"});
    let object = schema.as_object_mut().unwrap();
    for key in ["multipleOf", "uniqueItems", "required"]
        .iter()
        .chain(&LOWER_BOUNDS)
        .chain(&UPPER_BOUNDS)
    {
        object.insert((*key).to_owned(), json!(1));
    }
    assert_eq!(annotations(object), json!({"description": "d", "x-a": 1}));
}

#[test]
fn only_members_without_nested_schemas_are_moved() {
    assert!(is_flat(
        &json!({"type": "string", "format": "f", "enum": []})
    ));
    for key in ["$ref", "allOf", "oneOf", "anyOf", "items", "prefixItems"] {
        assert!(!is_flat(&json!({"type": "array", key: []})), "{key}");
    }
}
