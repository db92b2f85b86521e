//! Schemas that the description marks as secret, by `x-ms-secret` or `format: password`.
//!
//! A marker applies to all values of a schema. Secrets by name are found in `analyze/secret`.

use openapiv3::{AdditionalProperties, Schema};

use super::schema::SchemaRef;
use super::{Lowerer, keywords};
use crate::upgrade::boolean;

/// Returns `true` if the schema itself is marked.
pub(super) fn is_marked(schema: &Schema) -> bool {
    let format = keywords(schema).and_then(|it| it.format.as_deref());
    schema
        .schema_data
        .extensions
        .get("x-ms-secret")
        .and_then(boolean)
        == Some(true)
        || format == Some("password")
}

impl<'a> Lowerer<'a> {
    /// Returns `true` if a schema, its definition or its items are marked.
    pub(super) fn is_secret(&self, schema: SchemaRef<'a>) -> bool {
        let mut seen: Vec<&Schema> = Vec::new();
        let mut next = Some(schema);
        while let Some(schema) = next.take().and_then(|it| self.schema_of(it)) {
            if is_marked(schema) {
                return true;
            }
            // Schemas may refer to themselves.
            if seen.iter().any(|it| std::ptr::eq(*it, schema)) {
                break;
            }
            seen.push(schema);
            next = keywords(schema).and_then(|any| {
                match (
                    any.all_of.as_slice(),
                    &any.items,
                    &any.additional_properties,
                ) {
                    ([only], ..) if any.properties.is_empty() => Some(only.into()),
                    (_, Some(items), _) => Some(items.into()),
                    (_, _, Some(AdditionalProperties::Schema(items)))
                        if any.properties.is_empty() =>
                    {
                        Some((&**items).into())
                    }
                    _ => None,
                }
            });
        }
        false
    }
}
