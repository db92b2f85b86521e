//! Schemas: the same keywords in Swagger 2.0 and OpenAPI 3.0, but for nulls, discriminators and references with siblings.

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Map, Value};

use super::{At, SchemaKey, Upgrader, extensions, flag, text};

/// Set on a schema that was a reference with siblings, or a definition that is itself a reference: it is another name for
/// its target, not a type that derives from it.
pub const ALIAS: &str = "x-alias";

/// The `xml` object of a schema, for which `openapiv3` has no place.
pub const XML: &str = "x-xml";

/// A schema that only stands for another.
pub fn alias(reference: String) -> Schema {
    let mut schema = Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(AnySchema::default()),
    };
    schema
        .schema_data
        .extensions
        .insert(ALIAS.to_owned(), Value::Bool(true));
    if let SchemaKind::Any(any) = &mut schema.schema_kind {
        any.all_of.push(ReferenceOr::Reference { reference });
    }
    schema
}

impl Upgrader<'_> {
    /// Reads one schema. Every schema is of the kind `Any`, so that later stages see one shape.
    pub(super) fn schema(&mut self, value: &Value, at: &At<'_>) -> ReferenceOr<Schema> {
        let Some(object) = value.as_object() else {
            // `true` is the schema that takes anything; the rest is a fault of the spec and taken as such too.
            if !value.is_boolean() {
                self.warn(
                    "malformed-schema",
                    at,
                    "the schema is not an object; any value is taken",
                );
            }
            return ReferenceOr::Item(any_value());
        };
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            return self.reference(reference, value, object, at);
        }
        ReferenceOr::Item(Schema {
            schema_data: self.schema_data(value),
            schema_kind: SchemaKind::Any(self.keywords(value, object, at)),
        })
    }

    fn reference(
        &mut self,
        reference: &str,
        value: &Value,
        object: &Map<String, Value>,
        at: &At<'_>,
    ) -> ReferenceOr<Schema> {
        let Some((document, pointer)) = self.documents.follow(at.document, reference) else {
            // Loading has reported it.
            return ReferenceOr::Item(any_value());
        };
        let key = SchemaKey { document, pointer };
        let reference = key.reference();
        if !self.spec.schemas.contains_key(&key) {
            self.pending.push(key);
        }
        if object.len() == 1 {
            return ReferenceOr::Reference { reference };
        }
        let mut schema = alias(reference);
        let data = self.schema_data(value);
        let marker = std::mem::replace(&mut schema.schema_data, data).extensions;
        schema.schema_data.extensions.extend(marker);
        ReferenceOr::Item(schema)
    }

    fn schema_data(&self, value: &Value) -> SchemaData {
        let discriminator = match value.get("discriminator") {
            Some(Value::String(name)) => Some(Discriminator {
                property_name: name.clone(),
                ..Discriminator::default()
            }),
            Some(object) => text(object, "propertyName").map(|property_name| {
                let mapping = object
                    .get("mapping")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten();
                let mapping = mapping
                    .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
                    .collect();
                Discriminator {
                    property_name,
                    mapping,
                    ..Discriminator::default()
                }
            }),
            None => None,
        };
        let xml = value.get("xml").filter(|it| it.is_object());
        let xml = xml.map(|it| (XML.to_owned(), it.clone()));
        SchemaData {
            nullable: flag(value, "nullable")
                || flag(value, "x-nullable")
                || type_names(value).any(|it| it == "null"),
            read_only: flag(value, "readOnly"),
            write_only: flag(value, "writeOnly"),
            deprecated: flag(value, "deprecated"),
            title: text(value, "title"),
            description: text(value, "description"),
            default: value.get("default").cloned(),
            discriminator,
            extensions: extensions(value).into_iter().chain(xml).collect(),
            ..SchemaData::default()
        }
    }

    fn keywords(&mut self, value: &Value, object: &Map<String, Value>, at: &At<'_>) -> AnySchema {
        let number = |key: &str| object.get(key).and_then(Value::as_f64);
        let count = |key: &str| {
            object
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
        };
        let boolean = |key: &str| object.get(key).and_then(Value::as_bool);
        let mut any = AnySchema {
            typ: type_names(value)
                .find(|it| *it != "null")
                .map(str::to_owned),
            format: text(value, "format"),
            pattern: text(value, "pattern"),
            multiple_of: number("multipleOf"),
            minimum: number("minimum"),
            maximum: number("maximum"),
            exclusive_minimum: boolean("exclusiveMinimum"),
            exclusive_maximum: boolean("exclusiveMaximum"),
            min_length: count("minLength"),
            max_length: count("maxLength"),
            min_items: count("minItems"),
            max_items: count("maxItems"),
            unique_items: boolean("uniqueItems"),
            enumeration: object
                .get("enum")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default(),
            required: strings(object.get("required")),
            ..AnySchema::default()
        };
        // JSON Schema's later drafts give the exclusive bound itself.
        if let Some(bound) = number("exclusiveMinimum") {
            (any.minimum, any.exclusive_minimum) = (Some(bound), Some(true));
        }
        if let Some(bound) = number("exclusiveMaximum") {
            (any.maximum, any.exclusive_maximum) = (Some(bound), Some(true));
        }
        self.nested(object, at, &mut any);
        any
    }

    fn nested(&mut self, object: &Map<String, Value>, at: &At<'_>, any: &mut AnySchema) {
        if let Some(properties) = object.get("properties").and_then(Value::as_object) {
            let at = at.key("properties");
            for (name, property) in properties {
                any.properties
                    .insert(name.clone(), boxed(self.schema(property, &at.key(name))));
            }
        }
        match object.get("additionalProperties") {
            Some(Value::Bool(it)) => {
                any.additional_properties = Some(AdditionalProperties::Any(*it))
            }
            Some(schema @ Value::Object(_)) => {
                let schema = self.schema(schema, &at.key("additionalProperties"));
                any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
            }
            _ => {}
        }
        if let Some(items) = object.get("items") {
            // A tuple's items have no Rust form; its first item's schema would be wrong for the rest.
            any.items = Some(boxed(if items.is_array() {
                ReferenceOr::Item(any_value())
            } else {
                self.schema(items, &at.key("items"))
            }));
        }
        for (key, list) in [
            ("allOf", &mut any.all_of),
            ("oneOf", &mut any.one_of),
            ("anyOf", &mut any.any_of),
        ] {
            let at = at.key(key);
            for (index, item) in object
                .get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .enumerate()
            {
                list.push(self.schema(item, &at.index(index)));
            }
        }
    }
}

/// openapiv3 boxes the schemas of properties and items.
pub(super) fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn any_value() -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(AnySchema::default()),
    }
}

/// `type` as a string, or the list of OpenAPI 3.1.
fn type_names(value: &Value) -> impl Iterator<Item = &str> {
    let (one, many) = match value.get("type") {
        Some(Value::String(it)) => (Some(it.as_str()), None),
        Some(Value::Array(it)) => (None, Some(it)),
        _ => (None, None),
    };
    one.into_iter()
        .chain(many.into_iter().flatten().filter_map(Value::as_str))
}

/// `required` is a flag on parameters, a list on schemas, and sometimes the wrong one of both.
fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}
