//! Masks secrets in results, in shown requests and in errors.

mod scrub;

use std::borrow::Cow;

use arm_runtime::describe::{Entry, Kind, Module, Property, Schema, Type};
use arm_runtime::{JsonValue, Method};
use arm_sensitive::Evidence;
use serde_json::Map;

use crate::validate;

pub use scrub::Scrub;

/// The replacement of a secret.
pub const MASK: &str = "***";

/// Finds the secrets of a body or a response, by the names that the description declares, and by the rules of `arm-sensitive` for
/// undeclared properties.
#[derive(Clone, Debug, Default)]
pub struct SecretFinder {
    /// Names of properties that are secret at any depth.
    secret: Vec<&'static str>,
    /// The declared type, with the module that has its schemas.
    declared: Option<(&'static Module, Type)>,
    /// Set if only the structure of JSON without a schema is shown.
    hides_unknown: bool,
    /// Set if the operation returns secrets: an undeclared string is one unless its name is harmless.
    hides_undeclared: bool,
}

impl SecretFinder {
    /// The secrets in the body of an operation.
    pub fn of_body(module: &'static Module, entry: &Entry) -> Self {
        entry.body.as_ref().map_or_else(Self::default, |body| Self {
            secret: body.secrets.to_vec(),
            declared: Some((module, body.ty)),
            ..Self::default()
        })
    }

    /// The secrets in the response of an operation.
    pub fn of_response(module: &'static Module, entry: &Entry) -> Self {
        let response = &entry.response;
        // The result of a HEAD is its headers, which are strings.
        if entry.operation.method == Method::Head {
            return Self::default();
        }
        let ty = response.ty.unwrap_or(Type::of(Kind::Any));
        let id = entry.operation.id;
        let (group, name) = id.split_once('_').unwrap_or(("", id));
        let evidence = arm_sensitive::operation(group, name, entry.operation.path);
        let is_resource = module.schema(&ty).is_some_and(Schema::is_resource);
        Self {
            secret: response.secrets.to_vec(),
            declared: Some((module, ty)),
            hides_unknown: true,
            hides_undeclared: evidence == Some(Evidence::Certain) && !is_resource,
        }
    }

    /// Adds names of secrets.
    pub fn add(&mut self, names: impl IntoIterator<Item = &'static str>) {
        self.secret.extend(names);
    }

    /// Masks every secret, at any depth, and the secret parts of other strings. Returns the number of changed strings.
    pub fn mask(&self, value: &mut JsonValue) -> usize {
        let mut count = 0;
        self.visit(value, &mut |text| {
            *text = MASK.to_owned();
            count += 1;
        });
        count + mask_parts(value)
    }

    /// Returns the secrets.
    pub fn find(&self, value: &JsonValue) -> Vec<String> {
        let mut found = Vec::new();
        self.visit(&mut value.clone(), &mut |text| found.push(text.clone()));
        found
    }

    fn visit(&self, value: &mut JsonValue, visit: &mut dyn FnMut(&mut String)) {
        let ty = self.declared.as_ref().map(|(_, ty)| ty);
        self.each(value, ty, visit);
    }

    /// Returns the type of a value of several types, or the type itself if the value has none of them.
    fn chosen<'t>(&self, ty: &'t Type, value: &JsonValue) -> &'t Type {
        let Some((module, _)) = self.declared.filter(|_| ty.kind == Kind::Any) else {
            return ty;
        };
        let choices = module.schema(ty).map_or(&[][..], |it| it.choices);
        let is_valid = |it: &&Type| validate::check(module, it, &[], &mut value.clone()).is_empty();
        choices.iter().find(is_valid).unwrap_or(ty)
    }

    fn each(&self, value: &mut JsonValue, ty: Option<&Type>, visit: &mut dyn FnMut(&mut String)) {
        let ty = ty.map(|ty| self.chosen(ty, value));
        let is_unknown = self.hides_unknown && ty.is_some_and(|it| it.kind == Kind::Any);
        if is_unknown || ty.is_some_and(|it| it.kind == Kind::Secret) {
            return texts(value, visit);
        }
        match value {
            JsonValue::Object(map) => {
                let schema = self.schema(ty, map);
                let items = ty.filter(|it| it.kind == Kind::Map).and_then(|it| it.items);
                let rest = items.or(schema.and_then(|it| it.additional.as_ref()));
                let is_secret = map.iter().any(|(name, value)| {
                    (value.as_str()).is_some_and(|it| arm_sensitive::names_secret(name, it))
                });
                for (name, value) in map {
                    let property = schema.and_then(|it| it.property(name));
                    let is_value =
                        is_secret && name.eq_ignore_ascii_case("value") && !value.is_boolean();
                    if is_value || self.hides(name, value, schema, property) {
                        texts(value, visit);
                    } else {
                        self.each(value, property.map(|it| &it.ty).or(rest), visit);
                    }
                }
            }
            JsonValue::Array(items) => {
                let below = ty.and_then(|it| it.items).or(ty);
                items.iter_mut().for_each(|it| self.each(it, below, visit));
            }
            _ => {}
        }
    }

    /// The schema of an object: of a subtype, if a discriminator in it names one.
    fn schema(&self, ty: Option<&Type>, map: &Map<String, JsonValue>) -> Option<&'static Schema> {
        let (module, _) = self.declared.as_ref()?;
        let schema = module.schemas.get(ty?.schema?)?;
        Some(module.subtype(schema, map))
    }

    fn hides(
        &self,
        name: &str,
        value: &JsonValue,
        schema: Option<&Schema>,
        property: Option<&Property>,
    ) -> bool {
        if self.secret.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            return true;
        }
        let is_tag =
            schema.is_some_and(|it| it.discriminator_values.iter().any(|(tag, _)| *tag == name));
        if property.is_some() || is_tag {
            return false;
        }
        let is_text = match value {
            JsonValue::String(_) => true,
            JsonValue::Array(items) => !items.is_empty() && items.iter().all(JsonValue::is_string),
            _ => false,
        };
        // Services send properties that the description does not declare.
        let by_name = (is_text || value.is_object()) && arm_sensitive::is_secret_name(name);
        by_name
            || arm_sensitive::is_secret_object(name)
            || (is_text && self.hides_undeclared && !arm_sensitive::is_harmless(name))
    }
}

/// Hides signatures in URLs, and the secret parts of connection strings. Returns the number of changed texts.
fn mask_parts(value: &mut JsonValue) -> usize {
    match value {
        JsonValue::String(text) => match arm_sensitive::without_secrets(text) {
            Cow::Owned(shown) => {
                *text = shown;
                1
            }
            Cow::Borrowed(_) => 0,
        },
        JsonValue::Array(items) => items.iter_mut().map(mask_parts).sum(),
        JsonValue::Object(map) => map.values_mut().map(mask_parts).sum(),
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) => 0,
    }
}

/// Visits all strings in the value of a secret. Numbers are converted to strings, because they are secrets, too.
pub fn texts(value: &mut JsonValue, visit: &mut dyn FnMut(&mut String)) {
    match value {
        JsonValue::String(text) => visit(text),
        JsonValue::Number(number) => {
            let mut text = number.to_string();
            visit(&mut text);
            *value = JsonValue::String(text);
        }
        JsonValue::Array(items) => items.iter_mut().for_each(|it| texts(it, visit)),
        JsonValue::Object(map) => map.values_mut().for_each(|it| texts(it, visit)),
        JsonValue::Null | JsonValue::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const fn property(name: &'static str, ty: Type) -> Property {
        let kind = ty.kind;
        Property {
            name,
            kind,
            ty,
            ..Property::DEFAULT
        }
    }

    const fn object(schema: usize) -> Type {
        Type {
            schema: Some(schema),
            ..Type::of(Kind::Object)
        }
    }

    const fn schema(properties: &'static [Property]) -> Schema {
        Schema {
            name: "",
            properties,
            additional: None,
            discriminator_values: &[],
            discriminator: "",
            variants: &[],
            choices: &[],
        }
    }

    static MODULE: Module = Module {
        provider: "",
        name: "",
        api_version: "",
        groups: &[],
        schemas: &[
            schema(&[
                property("name", Type::TEXT),
                // Declared, and not a secret of the library's.
                property("signingKey", Type::TEXT),
                property(
                    "nested",
                    Type {
                        items: Some(&object(1)),
                        ..Type::of(Kind::List)
                    },
                ),
                property("outputs", Type::of(Kind::Any)),
                property(
                    "tags",
                    Type {
                        items: Some(&Type::TEXT),
                        ..Type::of(Kind::Map)
                    },
                ),
                property("animal", object(2)),
                property(
                    "codes",
                    Type {
                        items: Some(&Type::of(Kind::Secret)),
                        ..Type::of(Kind::Map)
                    },
                ),
                property(
                    "pins",
                    Type {
                        items: Some(&Type::of(Kind::Secret)),
                        ..Type::of(Kind::List)
                    },
                ),
            ]),
            schema(&[property("keep", Type::TEXT), property("apiKey", Type::TEXT)]),
            Schema {
                discriminator: "kind",
                variants: &[("Cat", 3)],
                choices: &[],
                ..schema(&[])
            },
            Schema {
                discriminator_values: &[("kind", "Cat")],
                ..schema(&[property("accessKey", Type::TEXT)])
            },
        ],
    };

    fn names() -> SecretFinder {
        SecretFinder {
            secret: vec!["primaryKey", "passwords"],
            declared: Some((&MODULE, object(0))),
            ..SecretFinder::default()
        }
    }

    #[test]
    fn items_of_lists_and_maps_are_as_secret_as_their_type() {
        let value = json!({
            "codes": { "a": "1", "b": "2" },
            "pins": ["3", "4"],
            "tags": { "a": "plain" }
        });
        assert_eq!(names().find(&value), ["1", "2", "3", "4"]);
    }

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let mut value = json!({
            "PrimaryKey": "abc",
            "name": "n",
            "signingKey": "primary",
            "nested": [{ "primaryKey": 5, "passwords": ["x", { "deep": "y" }], "keep": "z", "apiKey": "declared" }],
            "primarykey": null
        });
        assert_eq!(names().find(&value), ["abc", "5", "x", "y"]);
        assert_eq!(names().mask(&mut value), 4);
        assert_eq!(
            value,
            json!({
                "PrimaryKey": "***",
                "name": "n",
                "signingKey": "primary",
                "nested": [{ "primaryKey": "***", "passwords": ["***", { "deep": "***" }], "keep": "z", "apiKey": "declared" }],
                "primarykey": null
            })
        );
    }

    /// Undeclared properties are secret by name at any depth. Values without a schema are hidden in responses.
    #[test]
    fn undeclared_secrets_and_unknown_values_are_hidden() {
        let response = SecretFinder {
            hides_unknown: true,
            ..names()
        };
        let handed_out = SecretFinder {
            hides_undeclared: true,
            ..response.clone()
        };
        for (value, body, of_response, of_secrets) in [
            (json!({ "tertiaryKey": "x", "other": "y" }), 1, 1, 2),
            // A page has items of the declared type.
            (json!([{ "signingKey": "declared" }]), 0, 0, 0),
            (json!([{ "tertiaryKey": "x" }]), 1, 1, 1),
            (
                json!({ "nested": [{ "tertiaryKey": "x", "more": { "clientSecret": "y", "other": "z" } }] }),
                2,
                2,
                3,
            ),
            (json!({ "tertiaryKey": ["x", "y"] }), 2, 2, 2),
            // Numbers and empty lists are not keys.
            (json!({ "tertiaryKey": ["x", 1] }), 0, 0, 0),
            (json!({ "tertiaryKey": [], "otherKey": 5 }), 0, 0, 0),
            (json!({ "credentials": { "user": "x", "n": 1 } }), 2, 2, 2),
            (json!({ "adminPassword": { "value": "x" } }), 1, 1, 1),
            (json!({ "name": "DB_PASSWORD", "value": "x" }), 1, 1, 1),
            (json!({ "Name": "DB_PASSWORD", "VALUE": "x" }), 1, 1, 1),
            (json!([{ "key": "clientSecret", "value": "x" }]), 1, 1, 2),
            (json!({ "name": "region", "value": "x" }), 0, 0, 1),
            (
                json!({ "passwords": "x", "partitionKey": "y", "id": "z" }),
                1,
                1,
                2,
            ),
            (
                json!({ "outputs": { "a": { "value": "x" }, "flag": true } }),
                0,
                1,
                1,
            ),
            (
                json!({ "tags": { "other": "x", "password": "y" } }),
                1,
                1,
                2,
            ),
            (
                json!({ "animal": { "kind": "cat", "accessKey": "declared" } }),
                0,
                0,
                0,
            ),
            (
                json!({ "animal": { "kind": "dog", "accessKey": "x" } }),
                1,
                1,
                1,
            ),
        ] {
            let counts = [names(), response.clone(), handed_out.clone()]
                .map(|it| it.mask(&mut value.clone()));
            assert_eq!(counts, [body, of_response, of_secrets], "{value}");
        }
    }

    #[test]
    fn secret_parts_of_other_texts_are_masked() {
        let mut value = json!({ "name": "https://h/x?sig=a", "tags": { "t": "AccountKey=a;Id=b" }, "keep": "x;y" });
        assert_eq!(names().mask(&mut value), 2);
        assert_eq!(
            value,
            json!({ "name": "https://h/x?sig=REDACTED", "tags": { "t": "AccountKey=REDACTED;Id=b" }, "keep": "x;y" })
        );
    }

    #[test]
    fn a_response_without_a_schema_shows_its_structure() {
        let entry = crate::fixtures::entry("ping");
        let names = SecretFinder::of_response(&MODULE, entry);
        let mut value = json!({ "a": ["x", 1, true, null], "b": { "c": "y" } });
        assert_eq!(names.mask(&mut value), 3);
        assert_eq!(
            value,
            json!({ "a": ["***", "***", true, null], "b": { "c": "***" } })
        );
    }
}
