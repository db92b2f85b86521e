//! Keywords of JSON Schema drafts later than OpenAPI 3.0: null types, tuples, patterns, and `$ref` with siblings.

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind};
use serde_json::{Map, Value};

use super::lookup::Lookup;
use super::schema::{Naming, alias, any_value, boxed};
use super::{At, SchemaKey, SpecSchema, Upgrader, json_schema};

impl Upgrader<'_> {
    /// Converts a schema that may also be null, with the annotations of the enclosing schema.
    pub(super) fn nullable(
        &self,
        inner: ReferenceOr<Schema>,
        outer: &Value,
    ) -> ReferenceOr<Schema> {
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

    /// Returns `true` if a `$ref` is combined with other keywords, as OpenAPI 3.1 allows.
    pub(super) fn adds_to_reference(&self, value: &Value, at: &At<'_>) -> bool {
        self.is_modern(at) && json_schema::adds_to_reference(value)
    }

    /// Returns `true` in documents of OpenAPI 3.1 and later, in which keywords beside a `$ref` have an effect.
    pub(super) fn is_modern(&self, at: &At<'_>) -> bool {
        let version = self.documents.get(at.document).value.member("openapi");
        version
            .and_then(Value::as_str)
            .is_some_and(|it| it.starts_with("3.") && !it.starts_with("3.0"))
    }

    /// Converts a `type` or an enum with several types to a choice.
    pub(super) fn types(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
        any: &mut AnySchema,
    ) {
        let Some(variants) = json_schema::by_type(object) else {
            return;
        };
        // The location of each type is that of its name or of its first value.
        let key = if object.has("enum") { "enum" } else { "type" };
        let list = object.member(key).and_then(Value::as_array);
        let places = at.key(key);
        let choices = variants.iter().map(|(name, variant)| {
            let is_place = |it: &Value| it == *name || json_schema::type_of(it) == *name;
            let index = list.and_then(|it| it.iter().position(is_place));
            let title = format!("{} {name}", naming.name);
            let at = places.index(index.unwrap_or_default());
            self.checked_schema(variant, &at, naming.named(&title))
        });
        *any = AnySchema {
            any_of: choices.collect(),
            ..AnySchema::default()
        };
    }

    /// Converts `patternProperties` to a map. Its values have the type that all patterns share, or are any JSON.
    pub(super) fn pattern_properties(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
        any: &mut AnySchema,
    ) {
        let unevaluated = object
            .member("unevaluatedProperties")
            .filter(|it| it.is_object());
        if let (Some(schema), None) = (unevaluated, &any.additional_properties) {
            let at = at.key("unevaluatedProperties");
            let schema = self.schema(schema, &at, naming.named("value"));
            any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
        }
        let patterns = object
            .member("patternProperties")
            .and_then(Value::as_object);
        let Some(patterns) = patterns else {
            return;
        };
        let at = at.key("patternProperties");
        let Some((pattern, schema)) = patterns.iter().next() else {
            return;
        };
        let has_others = matches!(
            any.additional_properties,
            Some(AdditionalProperties::Schema(_))
        );
        let message = if patterns.values().all(|it| it == schema) && !has_others {
            let schema = self.schema(schema, &at.key(pattern), naming.named("value"));
            any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
            "`patternProperties` are read as a map; its keys are not checked against the pattern"
        } else {
            any.additional_properties = Some(AdditionalProperties::Any(true));
            "`patternProperties` of several types are read as a map of any JSON"
        };
        self.unread(&at, message.to_owned());
    }

    /// Converts `items`, or `prefixItems` if all positions have the same type.
    pub(super) fn items(
        &mut self,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
        any: &mut AnySchema,
    ) {
        let (items, prefix) = (object.member("items"), object.member("prefixItems"));
        let name = format!("{} item", naming.name);
        let naming = naming.named(&name);
        // In Swagger and in drafts before 2020, the tuple is in `items`.
        let Some(tuple) = prefix.or(items).and_then(Value::as_array) else {
            if let Some(items) = items {
                let at = at.key("items");
                if let Some(typ) = other_type(object) {
                    self.unread(&at, format!("`items` is ignored: the type is `{typ}`"));
                }
                any.items = Some(boxed(self.schema(items, &at, naming)));
            }
            return;
        };
        let key = if prefix.is_some() {
            "prefixItems"
        } else {
            "items"
        };
        let rest = items.filter(|it| it.is_object() && prefix.is_some());
        let (at_tuple, at_rest) = (at.key(key), at.key("items"));
        let mut all: Vec<(At<'_>, &Value)> = Vec::new();
        for (index, item) in tuple.iter().enumerate() {
            all.push((at_tuple.index(index), item));
        }
        all.extend(rest.map(|it| (at_rest, it)));
        any.items = Some(boxed(self.tuple(&all, &at_tuple, naming)));
    }

    /// Converts the items of a tuple: their only type, or a choice of their types at any position.
    fn tuple(
        &mut self,
        items: &[(At<'_>, &Value)],
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> ReferenceOr<Schema> {
        let mut distinct: Vec<&(At<'_>, &Value)> = Vec::new();
        for item in items {
            if !json_schema::is_null(item.1) && distinct.iter().all(|it| it.1 != item.1) {
                distinct.push(item);
            }
        }
        let nullable = items.iter().any(|it| json_schema::is_null(it.1));
        let mut schema = any_value();
        schema.schema_data.nullable = nullable;
        match distinct.as_slice() {
            [] => return ReferenceOr::Item(schema),
            [(at, only)] if !nullable => return self.schema(only, at, naming),
            _ => {}
        }
        let mut choices = Vec::new();
        for (index, (at, item)) in distinct.into_iter().enumerate() {
            let name = format!("{} {index}", naming.name);
            choices.push(self.schema(item, at, naming.named(&name)));
        }
        if let SchemaKind::Any(any) = &mut schema.schema_kind {
            any.any_of = choices;
        }
        let key = SchemaKey {
            document: at.document,
            pointer: at.pointer(),
            operation: naming.operation.map(str::to_owned),
        };
        let reference = key.reference();
        let inline = Some(format!("{} {}", naming.owner, naming.name));
        let schema = SpecSchema { schema, inline };
        self.spec.schemas.entry(key).or_insert(schema);
        ReferenceOr::Reference { reference }
    }

    pub(super) fn report_unread(&mut self, value: &Value, at: &At<'_>) {
        for (key, meaning) in json_schema::unread(value) {
            self.unread(&at.key(key), format!("`{key}` is ignored: {meaning}"));
        }
        let constant = value.member("const");
        if constant.is_some_and(|it| it.is_object() || it.is_array()) {
            let message = "`const` is ignored: only strings, numbers and booleans are supported";
            self.unread(&at.key("const"), message.to_owned());
        }
        for (key, inner, meaning) in json_schema::UNREAD_INSIDE {
            if value.member(key).is_some_and(|it| it.has(inner)) {
                let message = format!("`{inner}` is ignored: {meaning}");
                self.unread(&at.key(key).key(inner), message);
            }
        }
    }
}

/// Returns the declared type of a schema, if it is not a list.
fn other_type(object: &Map<String, Value>) -> Option<&str> {
    let typ = object.member("type")?.as_str()?;
    (typ != "array").then_some(typ)
}
