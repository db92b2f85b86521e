//! Schemas: the same keywords in Swagger 2.0 and OpenAPI 3.0, but for nulls, discriminators and references with siblings.

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Map, Value};

use super::{At, SchemaKey, Upgrader, extensions, flag, json_schema, text};

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
            if value == &Value::Bool(false) {
                let message = "`false` allows no value; any JSON is taken";
                self.unread(at, message.to_owned());
            }
            return ReferenceOr::Item(any_value());
        };
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            if self.is_openapi31(at) && json_schema::adds_to_reference(object) {
                return self.reference_and_more(object, at);
            }
            return self.reference(reference, value, object, at);
        }
        self.report_unread(object, at);
        if let Some((key, index, choice)) = json_schema::only_choice(object) {
            let inner = self.schema(choice, &at.key(key).index(index));
            return self.nullable(inner, value);
        }
        let mut schema_data = self.schema_data(value);
        if let Some(variants) = json_schema::by_type(object) {
            let any_of = variants.iter().map(|it| self.schema(it, at)).collect();
            return ReferenceOr::Item(Schema {
                schema_data,
                schema_kind: SchemaKind::Any(AnySchema {
                    any_of,
                    ..AnySchema::default()
                }),
            });
        }
        let object = json_schema::in_openapi_terms(object);
        if let Some(described) = object.get("x-ms-enum") {
            let described = ("x-ms-enum".to_owned(), described.clone());
            schema_data.extensions.extend([described]);
        }
        ReferenceOr::Item(Schema {
            schema_data,
            schema_kind: SchemaKind::Any(self.keywords(&object, at)),
        })
    }

    /// A schema of OpenAPI 3.1 whose `$ref` is one keyword among others: it is an `allOf` of both.
    fn reference_and_more(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
    ) -> ReferenceOr<Schema> {
        let mut rest = object.clone();
        let reference = rest.remove("$ref");
        let base = Value::Object(Map::from_iter(reference.map(|it| ("$ref".to_owned(), it))));
        let base = self.schema(&base, at);
        let mut schema = self.schema(&Value::Object(rest), at);
        if let ReferenceOr::Item(schema) = &mut schema
            && let SchemaKind::Any(any) = &mut schema.schema_kind
        {
            any.all_of.insert(0, base);
        }
        schema
    }

    /// The schema, or null, under the annotations of the schema that says so.
    fn nullable(&self, inner: ReferenceOr<Schema>, outer: &Value) -> ReferenceOr<Schema> {
        let mut schema = match inner {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => alias(reference),
        };
        let outer = self.schema_data(outer);
        let data = &mut schema.schema_data;
        data.nullable = true;
        data.read_only |= outer.read_only;
        data.write_only |= outer.write_only;
        data.deprecated |= outer.deprecated;
        data.title = outer.title.or_else(|| data.title.take());
        data.description = outer.description.or_else(|| data.description.take());
        data.default = outer.default.or_else(|| data.default.take());
        data.extensions.extend(outer.extensions);
        ReferenceOr::Item(schema)
    }

    fn is_openapi31(&self, at: &At<'_>) -> bool {
        let version = self.documents.get(at.document).value.get("openapi");
        version
            .and_then(Value::as_str)
            .is_some_and(|it| it.starts_with("3.") && !it.starts_with("3.0"))
    }

    fn report_unread(&mut self, object: &Map<String, Value>, at: &At<'_>) {
        for (key, meaning) in json_schema::unread(object) {
            self.unread(&at.key(key), format!("`{key}` is not read: {meaning}"));
        }
        if object
            .get("const")
            .is_some_and(|it| it.is_object() || it.is_array())
        {
            let message = "`const` is not read: only texts, numbers and booleans are constants";
            self.unread(&at.key("const"), message.to_owned());
        }
        let inner =
            |key: &str, inner: &str| object.get(key).is_some_and(|it| it.get(inner).is_some());
        if inner("discriminator", "defaultMapping") {
            let message = "`defaultMapping` is not read: unknown values of the discriminator keep their properties as JSON";
            self.unread(
                &at.key("discriminator").key("defaultMapping"),
                message.to_owned(),
            );
        }
        if inner("xml", "nodeType") {
            let message = "`nodeType` is not read: use `attribute` or `wrapped`";
            self.unread(&at.key("xml").key("nodeType"), message.to_owned());
        }
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
                || json_schema::allows_null(value),
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

    fn keywords(&mut self, object: &Map<String, Value>, at: &At<'_>) -> AnySchema {
        let number = |key: &str| object.get(key).and_then(Value::as_f64);
        let string = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
        let count = |key: &str| {
            object
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
        };
        let boolean = |key: &str| object.get(key).and_then(Value::as_bool);
        let mut any = AnySchema {
            typ: types_in(object).find(|it| *it != "null").map(str::to_owned),
            format: string("format"),
            pattern: string("pattern"),
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
        self.pattern_properties(object, at, any);
        self.items(object, at, any);
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
                .filter(|(_, item)| key == "allOf" || !json_schema::is_null(item))
            {
                list.push(self.schema(item, &at.index(index)));
            }
        }
    }
}

impl Upgrader<'_> {
    /// `patternProperties` as a map: of the type that all patterns have, else of any JSON.
    fn pattern_properties(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
        any: &mut AnySchema,
    ) {
        let unevaluated = object
            .get("unevaluatedProperties")
            .filter(|it| it.is_object());
        if let (Some(schema), None) = (unevaluated, &any.additional_properties) {
            let schema = self.schema(schema, &at.key("unevaluatedProperties"));
            any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
        }
        let Some(patterns) = object.get("patternProperties").and_then(Value::as_object) else {
            return;
        };
        let at = at.key("patternProperties");
        let Some((pattern, schema)) = patterns.iter().next() else {
            return;
        };
        let is_one = patterns.values().all(|it| it == schema)
            && !matches!(
                any.additional_properties,
                Some(AdditionalProperties::Schema(_))
            );
        let message = if is_one {
            let schema = self.schema(schema, &at.key(pattern));
            any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
            "`patternProperties` are read as a map; its keys are not checked against the pattern"
        } else {
            any.additional_properties = Some(AdditionalProperties::Any(true));
            "`patternProperties` of several types are read as a map of any JSON"
        };
        self.unread(&at, message.to_owned());
    }

    /// `items`, or `prefixItems` where all positions have the same type.
    fn items(&mut self, object: &Map<String, Value>, at: &At<'_>, any: &mut AnySchema) {
        let (items, prefix) = (object.get("items"), object.get("prefixItems"));
        // Swagger and the drafts before 2020 have the tuple in `items`.
        let tuple = prefix.or(items).and_then(Value::as_array);
        let Some(tuple) = tuple else {
            any.items = items.map(|it| boxed(self.schema(it, &at.key("items"))));
            return;
        };
        let key = if prefix.is_some() {
            "prefixItems"
        } else {
            "items"
        };
        let at = at.key(key);
        let rest = items.filter(|it| it.is_object());
        let all: Vec<&Value> = tuple
            .iter()
            .chain(rest.filter(|_| prefix.is_some()))
            .collect();
        any.items = Some(boxed(match all.as_slice() {
            [first, others @ ..] if others.iter().all(|it| it == first) => {
                self.schema(first, &at.index(0))
            }
            _ => {
                let message = format!("`{key}` is not read: the items are any JSON");
                self.unread(&at, message);
                ReferenceOr::Item(any_value())
            }
        }));
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
pub(super) fn type_names(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flat_map(types_in)
}

fn types_in(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match object.get("type") {
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
