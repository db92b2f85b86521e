//! Schemas. The keywords of Swagger 2.0 and OpenAPI 3.0 are the same, except for nulls, discriminators and references
//! with siblings.

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

use super::check::ANNOTATIONS;
use super::lookup::Lookup;
use super::{At, SchemaKey, SpecSchema, Upgrader, json_schema, text};
use crate::diagnostics::code;
use crate::load::DocumentId;

/// Extension of a schema that was a reference with siblings, or of a definition that is itself a reference. It is an
/// alias of its target rather than a derived type.
pub const ALIAS: &str = "$alias";

/// Extension with the `xml` object of a schema, which `openapiv3` cannot represent.
pub const XML: &str = "$xml";

/// Returns a schema that is an alias of another.
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

/// The parts of the name of an inline type.
#[derive(Clone, Copy)]
pub(super) struct Naming<'n> {
    /// Operation that contains the schema. `None` in a definition.
    pub operation: Option<&'n str>,
    /// Type or operation that contains the schema. Empty at the root of a definition.
    pub owner: &'n str,
    /// Name of the schema in its owner.
    pub name: &'n str,
    /// Set if the schema itself is a definition.
    is_definition: bool,
}

impl<'n> Naming<'n> {
    /// Returns the naming of a schema in an operation.
    pub fn in_operation(operation: &'n str, name: &'n str) -> Self {
        Self {
            operation: Some(operation),
            owner: operation,
            name,
            is_definition: false,
        }
    }

    pub fn named(self, name: &'n str) -> Self {
        Self {
            name,
            is_definition: false,
            ..self
        }
    }

    fn owned_by(self, owner: &'n str) -> Self {
        Self { owner, ..self }
    }
}

/// The form of a schema.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Another schema with its own description: a single `allOf` without other structure.
    Alias,
    Enum,
    Object,
    /// `oneOf` or `anyOf`.
    Choice,
    /// A schema that does not become a named type.
    Other,
}

impl Form {
    fn of(value: &Value) -> Self {
        let n_items = |key: &str| {
            let items = value.member(key).and_then(Value::as_array);
            let items = items.into_iter().flatten();
            items.filter(|it| !json_schema::is_empty(it)).count()
        };
        let has_properties = value
            .member("properties")
            .and_then(Value::as_object)
            .is_some_and(|it| !it.is_empty());
        let has_choices = n_items("oneOf") + n_items("anyOf") > 0;
        let typ = type_names(value).find(|it| *it != "null");
        let is_open = value
            .member("additionalProperties")
            .is_some_and(|it| *it != Value::Bool(false));
        // In later drafts, a `$ref` beside these keywords is a further base.
        let has_base = value.member("$ref").is_some_and(Value::is_string)
            && n_items("allOf") + n_items("required") > 0;
        let n_bases = n_items("allOf") + usize::from(has_base);
        if n_bases == 1 && !has_properties && !has_choices && !is_open && n_items("required") == 0 {
            Self::Alias
        } else if value
            .as_object()
            .is_some_and(|it| json_schema::by_type(it).is_some())
        {
            Self::Choice
        } else if n_items("enum") > 0 && matches!(typ, None | Some("string" | "integer")) {
            Self::Enum
        } else if has_properties || n_bases > 0 || (value.has("discriminator") && !has_choices) {
            Self::Object
        } else if has_choices {
            Self::Choice
        } else {
            Self::Other
        }
    }
}

/// Returns `true` if a definition with this schema is an object: by its own properties, or by those of an inline base.
fn is_object(value: &Value) -> bool {
    match Form::of(value) {
        Form::Object => true,
        Form::Alias => value
            .member("allOf")
            .and_then(Value::as_array)
            .and_then(|it| it.iter().find(|it| !json_schema::is_empty(it)))
            .is_some_and(is_object),
        Form::Enum | Form::Choice | Form::Other => false,
    }
}

impl Upgrader<'_> {
    /// Converts a schema. An inline object or enum is moved to the definitions and replaced by a reference.
    pub(super) fn schema(
        &mut self,
        value: &Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> ReferenceOr<Schema> {
        self.check_schema(value, at);
        self.checked_schema(value, at, naming)
    }

    /// Converts a schema whose keywords have been checked.
    pub(super) fn checked_schema(
        &mut self,
        value: &Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> ReferenceOr<Schema> {
        let value = &*self.intersected(value, at);
        let value = &*json_schema::in_openapi_terms(value);
        if let Some((key, index, choice)) = json_schema::only_choice(value) {
            self.report_unread(value, at);
            let inner = self.schema(choice, &at.key(key).index(index), naming);
            return self.nullable(inner, value);
        }
        let is_reference = value.member("$ref").is_some_and(Value::is_string);
        let is_named = match Form::of(value) {
            Form::Enum | Form::Object | Form::Choice => true,
            Form::Alias | Form::Other => false,
        };
        if is_named && (!is_reference || self.adds_to_reference(value, at)) {
            return ReferenceOr::Reference {
                reference: self.hoist(value, at, naming),
            };
        }
        self.schema_in_place(value, at, naming)
    }

    /// Converts a schema in place. Every schema becomes `SchemaKind::Any`, so that later stages need to handle one kind
    /// only.
    pub(super) fn schema_in_place(
        &mut self,
        value: &Value,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> ReferenceOr<Schema> {
        let value = &*self.intersected(value, at);
        let value = &*json_schema::in_openapi_terms(value);
        let Some(object) = value.as_object() else {
            // `true` is the schema that accepts any value. Other values are errors of the spec and are treated like it.
            if !value.is_boolean() {
                self.warn(
                    &code::MALFORMED_SCHEMA,
                    at,
                    "the schema is not an object; any value is accepted",
                );
            }
            if value == &Value::Bool(false) {
                let message = "`false` allows no value; any JSON is accepted";
                self.unread(at, message.to_owned());
            }
            return ReferenceOr::Item(any_value());
        };
        if let Some(reference) = object.member("$ref").and_then(Value::as_str)
            && !self.adds_to_reference(value, at)
        {
            return self.reference(reference, value, object, at);
        }
        self.report_unread(value, at);
        if let Some((key, index, choice)) = json_schema::only_choice(value) {
            let inner = self.schema_in_place(choice, &at.key(key).index(index), naming);
            return self.nullable(inner, value);
        }
        let mut schema_data = self.schema_data(value);
        if let Some(discriminator) = &mut schema_data.discriminator {
            self.mapping(discriminator, at);
        }
        ReferenceOr::Item(Schema {
            schema_data,
            schema_kind: SchemaKind::Any(self.keywords(value, object, at, naming)),
        })
    }

    /// Converts the schema of a definition.
    pub(super) fn definition(
        &mut self,
        value: &Value,
        at: &At<'_>,
        name: &str,
    ) -> ReferenceOr<Schema> {
        self.check_schema(value, at);
        let value_or_null = json_schema::only_choice(value).map_or(value, |(_, _, it)| it);
        let owner = if is_object(value_or_null) { name } else { "" };
        let naming = Naming {
            operation: None,
            owner,
            name,
            is_definition: true,
        };
        self.schema_in_place(value, at, naming)
    }

    fn hoist(&mut self, value: &Value, at: &At<'_>, naming: Naming<'_>) -> String {
        let key = SchemaKey {
            document: at.document,
            pointer: at.pointer(),
            operation: naming.operation.map(str::to_owned),
        };
        let reference = key.reference();
        if !self.spec.schemas.contains_key(&key) {
            let long_name = format!("{} {}", naming.owner, naming.name);
            let name = text(value, "x-ms-client-name").unwrap_or_else(|| long_name.clone());
            // The choices already use the name of the schema as a prefix.
            let inner = match Form::of(value) {
                Form::Choice => naming,
                _ => naming.owned_by(&name),
            };
            if let ReferenceOr::Item(schema) = self.schema_in_place(value, at, inner) {
                self.spec.schemas.insert(
                    key,
                    SpecSchema {
                        schema,
                        inline: Some(long_name),
                    },
                );
            }
        }
        reference
    }

    fn reference(
        &mut self,
        reference: &str,
        value: &Value,
        object: &Map<String, Value>,
        at: &At<'_>,
    ) -> ReferenceOr<Schema> {
        let Some(reference) = self.named_schema(at.document, reference) else {
            return ReferenceOr::Item(any_value());
        };
        if object.len() == 1 {
            return ReferenceOr::Reference { reference };
        }
        self.check_siblings(object, at, &ANNOTATIONS);
        let mut schema = alias(reference);
        let data = self.schema_data(value);
        let marker = std::mem::replace(&mut schema.schema_data, data).extensions;
        schema.schema_data.extensions.extend(marker);
        ReferenceOr::Item(schema)
    }

    /// Returns the name of the definition that a reference refers to, and schedules it. Returns `None` if its file is
    /// missing, which has already been reported.
    pub(super) fn named_schema(&mut self, document: DocumentId, reference: &str) -> Option<String> {
        let (document, pointer) = self.documents.follow(document, reference)?;
        let key = SchemaKey {
            document,
            pointer,
            operation: None,
        };
        let reference = key.reference();
        if !self.spec.schemas.contains_key(&key) {
            self.pending.push(key);
        }
        Some(reference)
    }

    fn keywords(
        &mut self,
        value: &Value,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> AnySchema {
        let number = |key: &str| object.member(key).and_then(Value::as_f64);
        let count = |key: &str| {
            object
                .member(key)
                .and_then(Value::as_u64)
                .and_then(|it| usize::try_from(it).ok())
        };
        let boolean = |key: &str| object.member(key).and_then(Value::as_bool);
        if object
            .member("enum")
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        {
            let message = "the enum has no values; the plain type is used";
            self.warn(&code::EMPTY_ENUM, &at.key("enum"), message);
        }
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
                .member("enum")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default(),
            required: strings(object.member("required")),
            ..AnySchema::default()
        };
        // In later drafts of JSON Schema, the value is the exclusive bound itself.
        let (least, most) = (number("exclusiveMinimum"), number("exclusiveMaximum"));
        if least.is_some_and(|bound| any.minimum.is_none_or(|it| it <= bound)) {
            (any.minimum, any.exclusive_minimum) = (least, Some(true));
        }
        if most.is_some_and(|bound| any.maximum.is_none_or(|it| it >= bound)) {
            (any.maximum, any.exclusive_maximum) = (most, Some(true));
        }
        self.nested(value, object, at, naming, &mut any);
        any
    }

    fn nested(
        &mut self,
        value: &Value,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
        any: &mut AnySchema,
    ) {
        let form = Form::of(value);
        if let Some(properties) = object.member("properties").and_then(Value::as_object) {
            let at = at.key("properties");
            for (name, property) in properties {
                let schema = self.schema(property, &at.key(name), naming.named(name));
                any.properties.insert(name.clone(), boxed(schema));
            }
        }
        match object.member("additionalProperties") {
            Some(Value::Bool(it)) => {
                any.additional_properties = Some(AdditionalProperties::Any(*it))
            }
            Some(schema @ Value::Object(_)) => {
                let naming = match form {
                    Form::Object => naming.named("value"),
                    _ => naming,
                };
                let schema = self.schema(schema, &at.key("additionalProperties"), naming);
                any.additional_properties = Some(AdditionalProperties::Schema(Box::new(schema)));
            }
            _ => {}
        }
        self.pattern_properties(object, at, naming, any);
        self.items(object, at, naming, any);
        any.all_of = self.bases(object, form, at, naming);
        if let Some(reference) = object.member("$ref").filter(|it| it.is_string()) {
            // The reference is combined with other keywords.
            let base = Value::Object(Map::from_iter([("$ref".to_owned(), reference.clone())]));
            any.all_of
                .insert(0, self.schema_in_place(&base, at, naming));
        }
        if form == Form::Object {
            self.check_required_choices(object, at);
        }
        any.one_of = self.choices("oneOf", object, at, naming);
        any.any_of = self.choices("anyOf", object, at, naming);
        self.types(object, at, naming, any);
    }

    /// Converts `allOf`. Its inline objects are merged into the enclosing schema, so they are not moved.
    fn bases(
        &mut self,
        object: &Map<String, Value>,
        form: Form,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> Vec<ReferenceOr<Schema>> {
        let at = at.key("allOf");
        let items = object.member("allOf").and_then(Value::as_array);
        let bases = items
            .into_iter()
            .flatten()
            .enumerate()
            .filter(|(_, item)| !json_schema::is_empty(item))
            .map(|(index, item)| {
                let at = at.index(index);
                // A definition takes over the properties of its only base. For an inline alias, the base is the type.
                let merged = form != Form::Alias || (naming.is_definition && is_object(item));
                if merged {
                    self.check_schema(item, &at);
                    self.schema_in_place(item, &at, naming)
                } else {
                    self.schema(item, &at, naming)
                }
            });
        bases.collect()
    }

    fn choices(
        &mut self,
        key: &str,
        object: &Map<String, Value>,
        at: &At<'_>,
        naming: Naming<'_>,
    ) -> Vec<ReferenceOr<Schema>> {
        let at = at.key(key);
        let items = object.member(key).and_then(Value::as_array);
        let choices = items
            .into_iter()
            .flatten()
            .enumerate()
            .filter(|(_, item)| !json_schema::is_null(item))
            .map(|(index, item)| {
                let name = format!("{} {index}", naming.name);
                self.schema(item, &at.index(index), naming.named(&name))
            });
        choices.collect()
    }
}

/// Boxes a schema, as `openapiv3` requires for properties and items.
pub(super) fn boxed(schema: ReferenceOr<Schema>) -> ReferenceOr<Box<Schema>> {
    match schema {
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

pub(super) fn any_value() -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(AnySchema::default()),
    }
}

/// Returns the names in `type`: a string, or a list in OpenAPI 3.1.
pub(super) fn type_names(value: &Value) -> impl Iterator<Item = &str> {
    let (one, many) = match value.member("type") {
        Some(Value::String(it)) => (Some(it.as_str()), None),
        Some(Value::Array(it)) => (None, Some(it)),
        _ => (None, None),
    };
    one.into_iter()
        .chain(many.into_iter().flatten().filter_map(Value::as_str))
}

/// Returns the strings of a list. `required` is a boolean on parameters and a list on schemas, and some specs confuse
/// them.
fn strings(value: Option<&Value>) -> Vec<String> {
    value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}
