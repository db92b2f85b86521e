use super::*;
use serde_json::json;

fn property(name: &'static str, ty: Type) -> Property {
    Property {
        name,
        kind: ty.kind,
        ty,
        ..Property::DEFAULT
    }
}

fn object(index: usize) -> Type {
    Type {
        schema: Some(index),
        ..Type::of(Kind::Object)
    }
}

static INTEGER: Type = Type::of(Kind::Integer);

const COLOR: Type = Type {
    values: &["Red", "Blue"],
    ..Type::TEXT
};

fn shape() -> Vec<Property> {
    let list = Type {
        items: Some(&INTEGER),
        ..Type::of(Kind::List)
    };
    let map = Type {
        items: Some(&Type::TEXT),
        ..Type::of(Kind::Map)
    };
    let either = Type {
        kind: Kind::Any,
        ..object(6)
    };
    vec![
        Property {
            required: true,
            ..property("size", INTEGER)
        },
        property("color", COLOR),
        property("points", list),
        property("tags", map),
        property("base", object(1)),
        property("open", object(4)),
        property("either", either),
        Property {
            required: true,
            read_only: true,
            ..property("id", Type::TEXT)
        },
    ]
}

/// A shape with a size, a color, points, tags, a nested base, and a number or color. The base has two subtypes.
fn module() -> Module {
    let schema = |name, properties: Vec<Property>, values, discriminator, variants| Schema {
        name,
        properties: properties.leak(),
        additional: None,
        discriminator_values: values,
        discriminator,
        variants,
        choices: &[],
    };
    let schemas = vec![
        schema("Shape", shape(), &[], "", &[]),
        schema(
            "Base",
            vec![],
            &[],
            "kind",
            &[("Base", 5), ("Dog", 2), ("Cat", 3)],
        ),
        schema(
            "Dog",
            vec![property("bark", Type::of(Kind::Bool))],
            &[("kind", "Dog")],
            "",
            &[],
        ),
        schema(
            "Cat",
            vec![property("lives", INTEGER)],
            &[("kind", "Cat")],
            "",
            &[],
        ),
        Schema {
            additional: Some(INTEGER),
            ..schema("Open", vec![], &[], "", &[])
        },
        schema("Base", vec![], &[("kind", "Base")], "", &[]),
        Schema {
            choices: vec![INTEGER, COLOR].leak(),
            ..schema("Either", vec![], &[], "", &[])
        },
    ];
    Module {
        provider: "",
        name: "",
        api_version: "",
        groups: &[],
        schemas: schemas.leak(),
    }
}

fn found(mut value: JsonValue) -> Vec<String> {
    check(
        &module(),
        &Type {
            schema: Some(0),
            ..Type::of(Kind::Object)
        },
        &[],
        &mut value,
    )
}

#[test]
fn what_does_not_fit_is_found_with_its_path() {
    for (value, expected) in [
        (
            json!({ "size": 1, "color": "red", "points": [1], "tags": { "a": "b" }, "base": { "kind": "dog", "bark": true }, "id": "x" }),
            &[] as &[&str],
        ),
        (
            json!({ "size": 1, "tags": null, "color": null, "open": { "any": 1 } }),
            &[],
        ),
        (json!({}), &["size is required"]),
        (
            json!({ "size": "1" }),
            &["size is a string, expected an integer"],
        ),
        (json!({ "size": -1 }), &[]),
        (json!({ "size": u64::MAX }), &[]),
        (
            json!({ "size": true }),
            &["size is a boolean, expected an integer"],
        ),
        (
            json!({ "size": 1.5 }),
            &["size is a number, expected an integer"],
        ),
        (
            json!({ "size": 1, "colour": "red" }),
            &["colour is unknown; did you mean `color`?"],
        ),
        (
            json!({ "size": 1, "Size": 2 }),
            &["Size is unknown; did you mean `size`?"],
        ),
        (
            json!({ "size": 1, "zzz": 1 }),
            &["zzz is unknown; Shape has size, color, points, tags, base, open, either, id"],
        ),
        (
            json!({ "size": 1, "color": "green" }),
            &["color is `green`; allowed are Red, Blue"],
        ),
        (
            json!({ "size": 1, "points": [1, "2"] }),
            &["points[1] is a string, expected an integer"],
        ),
        (
            json!({ "size": 1, "points": {} }),
            &["points is an object, expected an array"],
        ),
        (
            json!({ "size": 1, "tags": { "a": 1 } }),
            &["tags.a is a number, expected a string"],
        ),
        (
            json!({ "size": 1, "base": { "kind": "Dog", "lives": 9 } }),
            &["base.lives is unknown; Dog has bark"],
        ),
        (json!({ "size": 1, "base": { "kind": "base" } }), &[]),
        (
            json!({ "size": 1, "base": {} }),
            &["base.kind is required: one of Base, Dog, Cat"],
        ),
        (
            json!({ "size": 1, "base": { "kind": "Cow" } }),
            &["base.kind is `Cow`; allowed are Base, Dog, Cat"],
        ),
        (
            json!({ "size": 1, "open": { "any": "x" } }),
            &["open.any is a string, expected an integer"],
        ),
        (json!({ "size": 1, "either": 2 }), &[]),
        (
            json!({ "size": 1, "either": true }),
            &["either is a boolean, expected an integer"],
        ),
        (json!([]), &["the body is an array, expected an object"]),
    ] {
        assert_eq!(found(value.clone()), expected, "{value}");
    }
}

#[test]
fn values_are_spelled_as_the_description_does() {
    let ty = Type {
        schema: Some(0),
        ..Type::of(Kind::Object)
    };
    let mut value = json!({ "size": 1, "color": "RED", "either": "blue" });
    assert!(check(&module(), &ty, &[], &mut value).is_empty());
    let expected = json!({ "size": 1, "color": "Red", "either": "Blue" });
    assert_eq!(value, expected);
}

#[test]
fn each_kind_takes_its_json() {
    let values = [
        json!("a"),
        json!(true),
        json!(1),
        json!(1.5),
        json!([]),
        json!({}),
    ];
    let kinds = [
        (Kind::Text, "100000", "a string"),
        (Kind::Secret, "100000", "a string"),
        (Kind::Bytes, "100000", "a string"),
        (Kind::Bool, "010000", "a boolean"),
        (Kind::Integer, "001000", "an integer"),
        (Kind::Number, "001100", "a number"),
        (Kind::List, "000010", "an array"),
        (Kind::Map, "000001", "an object"),
        (Kind::Object, "000001", "an object"),
    ];
    for (kind, taken, wanted) in kinds {
        for (value, takes) in values.iter().zip(taken.chars()) {
            let found = check(&module(), &Type::of(kind), &[], &mut value.clone());
            let told = found
                .first()
                .is_some_and(|it| it.ends_with(&format!(", expected {wanted}")));
            assert_eq!(
                (found.is_empty(), told),
                (takes == '1', takes == '0'),
                "{wanted} {value}"
            );
        }
        assert!(check(&module(), &Type::of(kind), &[], &mut JsonValue::Null).is_empty());
    }
}

#[test]
fn twenty_findings_are_told() {
    for (n, last) in [
        (20, "points[19] is a string, expected an integer"),
        (21, "and 1 more"),
        (50, "and 30 more"),
    ] {
        let found = found(json!({ "size": 1, "points": vec!["x"; n] }));
        assert_eq!(found.len(), n.min(21), "{n}");
        assert_eq!(found.last().map(String::as_str), Some(last));
    }
}

#[test]
fn numbers_may_have_allowed_values() {
    let number = |kind| Type {
        values: &["1", "2.5"],
        ..Type::of(kind)
    };
    for (kind, value, expected) in [
        (Kind::Number, json!(2.5), None),
        (Kind::Integer, json!(1), None),
        (
            Kind::Integer,
            json!(2),
            Some("the body is `2`; allowed are 1, 2.5"),
        ),
        (
            Kind::Number,
            json!("1"),
            Some("the body is a string, expected a number"),
        ),
        (
            Kind::Bool,
            json!(1),
            Some("the body is a number, expected a boolean"),
        ),
        (Kind::Bool, json!(true), None),
    ] {
        let found = check(&module(), &number(kind), &[], &mut value.clone());
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, Vec::from_iter(expected), "{value}");
    }
}

#[test]
fn values_of_secret_properties_are_not_quoted() {
    let mut value =
        json!({ "size": 1, "Color": "hush", "color": "hush", "base": { "kind": "hush" } });
    let ty = Type {
        schema: Some(0),
        ..Type::of(Kind::Object)
    };
    let found = check(&module(), &ty, &["COLOR", "base"], &mut value);
    assert_eq!(
        found,
        [
            "Color is unknown; did you mean `color`?",
            "color is not allowed; allowed are Red, Blue",
            "base.kind is not allowed; allowed are Base, Dog, Cat"
        ]
    );
    // The values beside them are.
    let found = check(&module(), &ty, &["base"], &mut value);
    assert!(found.contains(&"color is `hush`; allowed are Red, Blue".to_owned()));
}

#[test]
fn allowed_values_are_sent_as_the_spec_spells_them() {
    let mut value = json!({ "size": 1, "color": "BLUE" });
    let ty = Type {
        schema: Some(0),
        ..Type::of(Kind::Object)
    };
    assert!(check(&module(), &ty, &[], &mut value).is_empty());
    assert_eq!(value["color"], "Blue");
}
