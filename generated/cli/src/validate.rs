//! Validates a body against the schemas of its operation: names, types, required properties and allowed values.

use arm_runtime::JsonValue;
use arm_runtime::describe::{Kind, Module, Property, Schema, Type};

use crate::body::name_of;
use crate::spelling::similar;

/// Maximum number of findings in a message.
const MAX_SHOWN: usize = 20;

/// Validates a value, and replaces allowed values by the spelling of the spec. Returns the findings with their paths.
/// They do not quote the values of properties named in `secrets`, nor values below these.
pub fn check(module: &Module, ty: &Type, secrets: &[&str], value: &mut JsonValue) -> Vec<String> {
    let mut findings = Findings {
        module,
        secrets,
        is_secret: false,
        list: Vec::new(),
    };
    findings.value("", ty, value);
    let n = findings.list.len();
    findings.list.truncate(MAX_SHOWN);
    if n > MAX_SHOWN {
        findings.list.push(format!("and {} more", n - MAX_SHOWN));
    }
    findings.list
}

/// Returns the schema of an object, selected by its discriminator.
pub fn schema_of(module: &Module, ty: &Type, value: &JsonValue) -> Option<&'static Schema> {
    let mut schema = module.schema(ty).filter(|_| ty.kind == Kind::Object)?;
    // A subtype may have subtypes of its own.
    while !schema.discriminator.is_empty() {
        let Some(name) = value.get(schema.discriminator).and_then(JsonValue::as_str) else {
            break;
        };
        let found = schema
            .variants
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(name));
        match found.and_then(|(_, index)| module.schemas.get(*index)) {
            Some(next) if !std::ptr::eq(next, schema) => schema = next,
            _ => break,
        }
    }
    Some(schema)
}

struct Findings<'a> {
    module: &'a Module,
    /// Names of secret properties.
    secrets: &'a [&'a str],
    /// Set in the value of a secret property.
    is_secret: bool,
    list: Vec<String>,
}

impl Findings<'_> {
    fn add(&mut self, path: &str, what: impl std::fmt::Display) {
        let path = if path.is_empty() { "the body" } else { path };
        self.list.push(format!("{path} {what}"));
    }

    fn value(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        if value.is_null() {
            // A null removes a property of any type.
            return;
        }
        let wanted = match ty.kind {
            Kind::Text | Kind::Secret | Kind::Bytes if !value.is_string() => "a string",
            Kind::Bool if !value.is_boolean() => "a boolean",
            Kind::Integer if !(value.is_i64() || value.is_u64()) => "an integer",
            Kind::Number if !value.is_number() => "a number",
            Kind::List if !value.is_array() => "an array",
            Kind::Map | Kind::Object if !value.is_object() => "an object",
            _ => "",
        };
        if !wanted.is_empty() {
            return self.add(path, format!("is {}, expected {wanted}", name_of(value)));
        }
        match (ty.kind, value) {
            (Kind::Text, JsonValue::String(text)) => self.allowed(path, ty.values, text),
            (Kind::Integer | Kind::Number, JsonValue::Number(number)) if !ty.values.is_empty() => {
                self.allowed(path, ty.values, &mut number.to_string());
            }
            (Kind::List, JsonValue::Array(items)) => {
                for (at, item) in items.iter_mut().enumerate() {
                    if let Some(ty) = ty.items {
                        self.value(&format!("{path}[{at}]"), ty, item);
                    }
                }
            }
            (Kind::Map, JsonValue::Object(map)) => {
                for (name, value) in map {
                    if let Some(ty) = ty.items {
                        self.value(&below(path, name), ty, value);
                    }
                }
            }
            (Kind::Object, value) => self.object(path, ty, value),
            (Kind::Any, value) => self.choice(path, ty, value),
            _ => {}
        }
    }

    /// Validates a value of several types: it must be valid as one of them.
    fn choice(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        let Some(schema) = self.module.schema(ty) else {
            return;
        };
        let mut fewest: Option<Vec<String>> = None;
        for ty in schema.choices {
            let mut findings = Findings {
                list: Vec::new(),
                ..*self
            };
            let mut tried = value.clone();
            findings.value(path, ty, &mut tried);
            if findings.list.is_empty() {
                *value = tried;
                return;
            }
            if fewest
                .as_ref()
                .is_none_or(|it| findings.list.len() < it.len())
            {
                fewest = Some(findings.list);
            }
        }
        self.list.extend(fewest.unwrap_or_default());
    }

    /// Normalizes the spelling of an allowed value, which may be in any case.
    fn allowed(&mut self, path: &str, values: &[&str], text: &mut String) {
        if values.is_empty() {
            return;
        }
        match values.iter().find(|it| it.eq_ignore_ascii_case(text)) {
            Some(value) => *text = (*value).to_owned(),
            None => self.not_allowed(path, text, values),
        }
    }

    fn not_allowed(&mut self, path: &str, text: &str, values: &[&str]) {
        let allowed = values.join(", ");
        let what = match self.is_secret {
            true => format!("is not allowed; allowed are {allowed}"),
            false => format!("is `{}`; allowed are {allowed}", text.escape_debug()),
        };
        self.add(path, what);
    }

    fn object(&mut self, path: &str, ty: &Type, value: &mut JsonValue) {
        let Some(schema) = schema_of(self.module, ty, value) else {
            return;
        };
        self.discriminator(path, schema, value);
        let Some(map) = value.as_object_mut() else {
            return;
        };
        let missing = |it: &&Property| it.required && !it.read_only && !map.contains_key(it.name);
        let missing: Vec<&str> = schema
            .properties
            .iter()
            .filter(missing)
            .map(|it| it.name)
            .collect();
        for name in missing {
            self.add(&below(path, name), "is required");
        }
        let outside = self.is_secret;
        for (name, value) in map {
            let path = below(path, name);
            self.is_secret = outside || self.secrets.iter().any(|it| it.eq_ignore_ascii_case(name));
            match (schema.property(name), schema.additional) {
                (Some(property), _) => self.value(&path, &property.ty, value),
                (None, _) if is_discriminator(schema, name) => {}
                (None, Some(ty)) => self.value(&path, &ty, value),
                (None, None) => {
                    let names: Vec<&str> = schema.properties.iter().map(|it| it.name).collect();
                    match similar(name, &names).first() {
                        Some(other) => {
                            self.add(&path, format!("is unknown; did you mean `{other}`?"))
                        }
                        None => self.add(
                            &path,
                            format!("is unknown; {} has {}", schema.name, names.join(", ")),
                        ),
                    }
                }
            }
        }
        self.is_secret = outside;
    }

    fn discriminator(&mut self, path: &str, schema: &Schema, value: &JsonValue) {
        if schema.discriminator.is_empty() {
            return;
        }
        let names: Vec<&str> = schema.variants.iter().map(|(name, _)| *name).collect();
        let path = below(path, schema.discriminator);
        match value.get(schema.discriminator).and_then(JsonValue::as_str) {
            None => self.add(&path, format!("is required: one of {}", names.join(", "))),
            Some(name)
                if names.iter().any(|it| it.eq_ignore_ascii_case(name)) || is_own(schema, name) => {
            }
            Some(name) => self.not_allowed(&path, name, &names),
        }
    }
}

/// Returns `true` if the schema itself has this discriminator value.
fn is_own(schema: &Schema, name: &str) -> bool {
    schema
        .discriminator_values
        .iter()
        .any(|(_, value)| value.eq_ignore_ascii_case(name))
}

fn is_discriminator(schema: &Schema, name: &str) -> bool {
    schema.discriminator == name
        || schema
            .discriminator_values
            .iter()
            .any(|(it, _)| *it == name)
}

fn below(path: &str, name: &str) -> String {
    let name = name.escape_debug();
    if path.is_empty() {
        name.to_string()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
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

    /// A shape with a size, a color, points, tags and a nested base. The base has two subtypes.
    fn module() -> Module {
        let color = Type {
            values: &["Red", "Blue"],
            ..Type::TEXT
        };
        let object = |index| Type {
            schema: Some(index),
            ..Type::of(Kind::Object)
        };
        static INTEGER: Type = Type::of(Kind::Integer);
        let list = Type {
            items: Some(&INTEGER),
            ..Type::of(Kind::List)
        };
        let map = Type {
            items: Some(&Type::TEXT),
            ..Type::of(Kind::Map)
        };
        let shape = vec![
            Property {
                required: true,
                ..property("size", INTEGER)
            },
            property("color", color),
            property("points", list),
            property("tags", map),
            property("base", object(1)),
            property("open", object(4)),
            Property {
                required: true,
                read_only: true,
                ..property("id", Type::TEXT)
            },
        ];
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
            schema("Shape", shape, &[], "", &[]),
            schema(
                "Base",
                vec![],
                &[("kind", "Base")],
                "kind",
                &[("Dog", 2), ("Cat", 3)],
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
                &["zzz is unknown; Shape has size, color, points, tags, base, open, id"],
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
                &["base.kind is required: one of Dog, Cat"],
            ),
            (
                json!({ "size": 1, "base": { "kind": "Cow" } }),
                &["base.kind is `Cow`; allowed are Dog, Cat"],
            ),
            (
                json!({ "size": 1, "open": { "any": "x" } }),
                &["open.any is a string, expected an integer"],
            ),
            (json!([]), &["the body is an array, expected an object"]),
        ] {
            assert_eq!(found(value.clone()), expected, "{value}");
        }
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
                "base.kind is not allowed; allowed are Dog, Cat"
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
}
