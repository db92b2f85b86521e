//! Annotations of schemas: descriptions, defaults, nullability, and the discriminator with its mapping.

use openapiv3::{Discriminator, SchemaData};
use serde_json::Value;

use super::lookup::Lookup;
use super::schema::XML;
use super::{At, SchemaKey, Upgrader, extensions, flag, json_schema, text};
use crate::diagnostics::escape_token;

impl Upgrader<'_> {
    pub(super) fn schema_data(&self, value: &Value) -> SchemaData {
        let discriminator = match value.member("discriminator") {
            Some(Value::String(name)) => Some(Discriminator {
                property_name: name.clone(),
                ..Discriminator::default()
            }),
            Some(object) => text(object, "propertyName").map(|property_name| {
                let mapping = object
                    .member("mapping")
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
        let xml = value.member("xml").filter(|it| it.is_object());
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
            default: value.member("default").cloned(),
            discriminator,
            extensions: extensions(value).into_iter().chain(xml).collect(),
            ..SchemaData::default()
        }
    }

    /// Converts the targets of a mapping to references. Targets may also be names.
    pub(super) fn mapping(&mut self, discriminator: &mut Discriminator, at: &At<'_>) {
        for target in discriminator.mapping.values_mut() {
            let named = format!("#/components/schemas/{}", escape_token(target));
            let found = [&named, target].into_iter().find_map(|it| {
                let (document, pointer) = self.documents.follow(at.document, it)?;
                self.documents.value_at(document, &pointer)?;
                Some((document, pointer))
            });
            let Some((document, pointer)) = found else {
                let message =
                    format!("`{target}` of the mapping cannot be resolved and is left out");
                let at = at.key("discriminator");
                self.unread(&at.key("mapping"), message);
                continue;
            };
            let key = SchemaKey {
                document,
                pointer,
                operation: None,
            };
            *target = key.reference();
            if !self.spec.schemas.contains_key(&key) {
                self.pending.push(key);
            }
        }
    }
}
