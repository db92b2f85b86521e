//! Applies the schema of a response to a value: removes undeclared properties and generates required ones.

use arm_runtime::describe::{Kind, Module, Property, Schema, Type};
use serde_json::{Map, Value, json};

use crate::catalog::schema_of;
use crate::generate::{Seed, Time, host_label};
use crate::state::{Change, Resource, State};
use crate::validate::{Validation, is_scalar_enum};

/// Maximum depth of generated values.
const MAX_DEPTH: usize = 12;

/// A view of values through the schemas of a module.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub module: &'static Module,
    pub seed: Seed,
    pub now: Time,
    /// The resource in the response.
    pub resource: Option<&'a Resource>,
    /// Effect of the operation that is running on the resource.
    pub running: Option<Change>,
    /// Set to show secrets, for actions that list them.
    pub secrets: bool,
}

impl View<'_> {
    /// Creates a view of values that do not belong to one resource, without secrets.
    pub fn new(module: &'static Module, state: &State) -> Self {
        Self {
            module,
            seed: state.seed,
            now: state.now,
            resource: None,
            running: None,
            secrets: false,
        }
    }

    /// Returns the resource as the type of a response.
    pub fn resource(&self, ty: &Type, mut body: Map<String, Value>) -> Value {
        let Some(resource) = self.resource else {
            return Value::Null;
        };
        for (name, value) in [
            ("id", json!(resource.id)),
            ("name", json!(resource.name())),
            ("type", json!(resource.ty)),
        ] {
            body.insert(name.to_owned(), value);
        }
        body.insert("etag".to_owned(), json!(resource.etag));
        body.insert("systemData".to_owned(), self.system_data(resource));
        let Some(schema) = schema_of(self.module, ty) else {
            return Value::Object(body);
        };
        // A schema that consists of little more than a key shows its secret.
        let required = |it: &&Property| it.kind == Kind::Secret && it.required && it.is_readable();
        let named = schema.properties.iter().filter(required);
        let named: Vec<&Property> = named.filter(|_| !schema.is_resource()).collect();
        let mut shown = self.object(schema, &body, "", 0);
        if let Some(shown) = shown.as_object_mut() {
            for property in named {
                let set = resource.secrets.get(property.name).cloned();
                let value = set
                    .unwrap_or_else(|| json!(resource.seed(self.seed).with(property.name).key()));
                shown.insert(property.name.to_owned(), value);
            }
        }
        shown
    }

    fn system_data(&self, resource: &Resource) -> Value {
        json!({
            "createdBy": "fake@fake.invalid", "createdByType": "User", "createdAt": resource.created.rfc3339(),
            "lastModifiedBy": "fake@fake.invalid", "lastModifiedByType": "User",
            "lastModifiedAt": resource.modified.rfc3339(),
        })
    }

    /// Returns the value of a body as its type, or `None` if it does not match.
    pub fn value(&self, ty: &Type, value: &Value) -> Option<Value> {
        self.value_at(ty, value, "", 0)
    }

    /// Returns the value of a property of a body, or `None` if it does not match.
    pub fn part(&self, property: &Property, value: &Value) -> Option<Value> {
        self.value_at(&property.ty, value, &format!("/{}", property.name), 1)
    }

    /// Returns a minimal value for a body.
    pub fn least(&self, ty: &Type) -> Value {
        self.least_of(ty, "", 0)
    }

    fn value_at(&self, ty: &Type, value: &Value, path: &str, depth: usize) -> Option<Value> {
        if value.is_null() {
            return ty.nullable.then_some(Value::Null);
        }
        match ty.kind {
            Kind::Object => match (schema_of(self.module, ty), value.as_object()) {
                (Some(schema), Some(object)) => Some(self.object(schema, object, path, depth)),
                (None, Some(_)) => Some(value.clone()),
                (_, None) => None,
            },
            Kind::List => {
                let (items, list) = (ty.items?, value.as_array()?);
                let list = list
                    .iter()
                    .filter_map(|it| self.value_at(items, it, path, depth + 1));
                Some(list.collect())
            }
            Kind::Map => {
                let (items, map) = (ty.items?, value.as_object()?);
                let map = map.iter().filter_map(|(name, it)| {
                    Some((name.clone(), self.value_at(items, it, path, depth + 1)?))
                });
                Some(Value::Object(map.collect()))
            }
            Kind::Any => {
                let validation = Validation {
                    module: self.module,
                    complete: true,
                };
                let choices = schema_of(self.module, ty).map_or(&[][..], |it| it.choices);
                let mut choices = choices.iter();
                match choices.find(|it| validation.body(it, value).is_ok()) {
                    Some(ty) if depth <= MAX_DEPTH => self.value_at(ty, value, path, depth + 1),
                    _ => Some(value.clone()),
                }
            }
            Kind::Bool => value.is_boolean().then(|| value.clone()),
            Kind::Integer | Kind::Number => value.is_number().then(|| value.clone()),
            Kind::Text | Kind::Secret | Kind::Bytes => {
                if is_scalar_enum(ty, value) {
                    return Some(value.clone());
                }
                let text = value.as_str()?;
                Some(json!(spelled(ty.values, text)))
            }
        }
    }

    fn object(
        &self,
        schema: &'static Schema,
        value: &Map<String, Value>,
        path: &str,
        depth: usize,
    ) -> Value {
        let schema = self.module.subtype(schema, value);
        if is_free(schema) || !schema.discriminator.is_empty() {
            return Value::Object(value.clone());
        }
        let mut shown = Map::new();
        for (name, tag) in schema.discriminator_values {
            shown.insert((*name).to_owned(), json!(tag));
        }
        for property in schema.properties {
            if let Some(value) = self.property(property, value.get(property.name), path, depth) {
                shown.insert(property.name.to_owned(), value);
            }
        }
        if let Some(items) = schema.additional {
            for (name, value) in value {
                if schema.property(name).is_none()
                    && !shown.contains_key(name)
                    && !(depth == 0
                        && matches!(&**name, "id" | "name" | "type" | "etag" | "systemData"))
                    && let Some(value) = self.value_at(&items, value, path, depth + 1)
                {
                    shown.insert(name.clone(), value);
                }
            }
        }
        Value::Object(shown)
    }

    fn property(
        &self,
        property: &'static Property,
        value: Option<&Value>,
        path: &str,
        depth: usize,
    ) -> Option<Value> {
        if !property.is_readable() {
            return None;
        }
        if property.kind == Kind::Secret && !self.secrets {
            // The schema may require it nevertheless.
            return property.required.then(|| json!(""));
        }
        let below = format!("{path}/{}", property.name);
        if property.name == "provisioningState"
            && let Some(state) = self.provisioning_state(property)
        {
            return Some(state);
        }
        let null = value.is_some_and(Value::is_null);
        let given = value.and_then(|it| self.value_at(&property.ty, it, &below, depth + 1));
        if given.is_some() || (null && property.nullable) {
            return given.or(Some(Value::Null));
        }
        if let Some(default) = property.default
            && let Ok(default) = serde_json::from_str(default)
        {
            return self.value_at(&property.ty, &default, &below, depth + 1);
        }
        if depth > MAX_DEPTH {
            return None;
        }
        if property.required {
            return Some(self.least_property(property, &below, depth));
        }
        if self.resource.is_some() && depth == 0 && property.name == "properties" {
            let schema = schema_of(self.module, &property.ty)?;
            let object = self.object(schema, &Map::new(), &below, depth + 1);
            return object
                .as_object()
                .is_some_and(|it| !it.is_empty())
                .then_some(object);
        }
        // Read-only properties that services set, and that clients use.
        let known = self.resource.is_some() && property.read_only && depth < 2;
        known.then(|| self.known(property, &below)).flatten()
    }

    /// Returns the state of the operation that is running on the resource, or of the last one.
    fn provisioning_state(&self, property: &Property) -> Option<Value> {
        let resource = self.resource?;
        if property.kind != Kind::Text {
            return None;
        }
        let wanted: &[&str] = match (self.running, resource.failed) {
            (Some(Change::Create), _) => &[
                "Creating",
                "Accepted",
                "Provisioning",
                "InProgress",
                "Running",
                "Updating",
                "Pending",
            ],
            (Some(Change::Delete), _) => &["Deleting", "Updating", "Running"],
            (Some(_), _) => &[
                "Updating",
                "Accepted",
                "Provisioning",
                "InProgress",
                "Running",
                "Creating",
                "Pending",
            ],
            (None, true) => &["Failed"],
            (None, false) => &[
                "Succeeded",
                "Ready",
                "Active",
                "Provisioned",
                "Running",
                "Enabled",
            ],
        };
        let known = |it: &&&str| {
            property
                .values
                .iter()
                .any(|value| value.eq_ignore_ascii_case(it))
        };
        let state = wanted.iter().find(known).copied();
        let state = state.or_else(|| (!property.ty.closed).then_some(wanted[0]));
        let state = state.or_else(|| property.values.first().copied())?;
        Some(json!(spelled(property.values, state)))
    }

    /// Returns the seed of the resource, so that two resources differ.
    fn own_seed(&self) -> Seed {
        self.resource.map_or(self.seed, |it| it.seed(self.seed))
    }

    /// Returns a value for a read-only property, derived from its name and type.
    fn known(&self, property: &Property, path: &str) -> Option<Value> {
        let name = property.name.to_ascii_lowercase();
        let seed = self.own_seed().with(path);
        let resource = self.resource?;
        if property.kind != Kind::Text {
            return None;
        }
        if !property.values.is_empty() {
            let good = [
                "Succeeded",
                "Ready",
                "Active",
                "Online",
                "Enabled",
                "available",
            ];
            let known = good.iter().find(|it| {
                property
                    .values
                    .iter()
                    .any(|value| value.eq_ignore_ascii_case(it))
            });
            return known.map(|it| json!(spelled(property.values, it)));
        }
        let ends = |end: &str| name.ends_with(end);
        let host = || format!("{}.fake.invalid", host_label(resource.name()));
        if property.ty.format.starts_with("date") {
            let created = ["creat", "start"].iter().any(|it| name.contains(it));
            return (created && property.ty.format == "date-time")
                .then(|| json!(resource.created.rfc3339()));
        }
        if !property.ty.format.is_empty() || property.constraints.pattern.is_some() {
            return None;
        }
        if ends("guid")
            || ends("uuid")
            || property.name == "vmId"
            || ends("uniqueid")
            || ends("immutableresourceid")
            || ends("tenantid")
            || ends("principalid")
            || ends("immutableid")
            || ends("workspaceid")
            || ends("customerid")
        {
            return Some(json!(seed.guid()));
        }
        if ends("uri") || ends("url") || ends("endpoint") {
            return Some(json!(format!("https://{}/", host())));
        }
        (ends("hostname") || ends("fqdn") || ends("host")).then(|| json!(host()))
    }

    /// Returns a minimal value for a required property.
    fn least_property(&self, property: &Property, path: &str, depth: usize) -> Value {
        if let Some(value) = self.known(property, path) {
            return value;
        }
        let c = &property.constraints;
        match property.kind {
            Kind::Integer | Kind::Number if property.values.is_empty() => {
                let low = c
                    .minimum
                    .map_or(0.0, |it| if c.exclusive_minimum { it + 1.0 } else { it });
                let number = c.maximum.map_or(low, |it| low.min(it));
                match property.kind {
                    #[allow(
                        clippy::cast_possible_truncation,
                        reason = "saturates, and specs have small numbers"
                    )]
                    Kind::Integer => json!(number.ceil() as i64),
                    _ => json!(number),
                }
            }
            Kind::List => {
                let n = c.min_items.unwrap_or(0).min(16);
                let items = property.ty.items;
                let item = || items.map_or(Value::Null, |it| self.least_of(it, path, depth + 1));
                (0..n).map(|_| item()).collect()
            }
            Kind::Text if property.ty.format.is_empty() && property.values.is_empty() => {
                let least = c
                    .min_length
                    .and_then(|it| usize::try_from(it.min(1024)).ok());
                let least = least.unwrap_or_default();
                let name = self.resource.map_or("fake", Resource::name);
                let text = if c.pattern.is_some_and(|it| it.contains("[0-9a-fA-F]{8}-")) {
                    self.own_seed().with(path).guid()
                } else {
                    format!("{name:x<least$}")
                };
                let most = c.max_length.and_then(|it| usize::try_from(it).ok());
                json!(
                    text.chars()
                        .take(most.unwrap_or(usize::MAX))
                        .collect::<String>()
                )
            }
            _ => self.least_of(&property.ty, path, depth),
        }
    }

    /// Returns a minimal value of a type.
    fn least_of(&self, ty: &Type, path: &str, depth: usize) -> Value {
        if let Some(first) = ty.values.first() {
            return match ty.kind {
                Kind::Integer => first.parse::<i64>().map_or(Value::Null, Value::from),
                Kind::List => json!([]),
                _ => json!(first),
            };
        }
        match ty.kind {
            Kind::Bool => json!(false),
            Kind::Integer | Kind::Number => json!(0),
            Kind::List => json!([]),
            Kind::Map => json!({}),
            Kind::Any => match schema_of(self.module, ty).and_then(|it| it.choices.first()) {
                Some(first) if depth <= MAX_DEPTH => self.least_of(first, path, depth + 1),
                _ => json!({}),
            },
            Kind::Secret => json!(self.seed.with(path).key()),
            Kind::Bytes => json!(""),
            Kind::Text => json!(self.least_text(ty.format, path)),
            Kind::Object if depth > MAX_DEPTH => json!({}),
            Kind::Object => match schema_of(self.module, ty) {
                Some(schema) => self.least_object(schema, path, depth),
                None => json!({}),
            },
        }
    }

    fn least_object(&self, schema: &'static Schema, path: &str, depth: usize) -> Value {
        let mut value = Map::new();
        if let Some((tag, _)) = schema.variants.first() {
            value.insert(schema.discriminator.to_owned(), json!(tag));
        }
        self.object(schema, &value, path, depth + 1)
    }

    fn least_text(&self, format: &str, path: &str) -> String {
        let now = self.resource.map_or(self.now, |it| it.modified);
        match format {
            "date-time" => now.rfc3339(),
            "date-time-rfc1123" => now.rfc1123(),
            "date" => now.rfc3339().chars().take(10).collect(),
            "time" => "00:00:00".to_owned(),
            "duration" => "PT0S".to_owned(),
            "byte" => "ZmFrZQ==".to_owned(),
            "base64url" => "ZmFrZQ".to_owned(),
            _ => path
                .rsplit('/')
                .next()
                .filter(|it| !it.is_empty())
                .unwrap_or("fake")
                .to_owned(),
        }
    }
}

/// Returns `true` for a schema without declarations, which accepts any value.
pub(crate) fn is_free(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.additional.is_none()
        && schema.discriminator_values.is_empty()
        && schema.discriminator.is_empty()
}

/// Returns a value in the spelling of the spec.
fn spelled<'a>(values: &'a [&'a str], text: &'a str) -> &'a str {
    let mut found = values.iter().filter(|it| it.eq_ignore_ascii_case(text));
    found.next().copied().unwrap_or(text)
}
