//! Reads metadata from its JSON text.
//!
//! Omitted properties have their defaults. The parsed text is never freed, so that all names in it are `&'static str`,
//! as in generated statics.

mod request;

use serde_json::Value;

use super::{
    Body, Constraints, Entry, Example, Group, Kind, Module, Property, Response, Schema, Status,
    Type,
};
use crate::Operation;

impl Module {
    /// Reads the metadata of a generated module. `operations` are its operations, in the same order.
    ///
    /// # Panics
    ///
    /// Panics if the text was not written by the generator: it is invalid JSON, or has a different number of
    /// operations.
    pub fn read(
        provider: &'static str,
        name: &'static str,
        api_version: &'static str,
        text: &str,
        operations: &'static [&'static Operation],
    ) -> Self {
        let root = serde_json::from_str(text).expect("the generator writes valid JSON");
        let module = Self::of(provider, name, api_version, root, |_, index, _| {
            operations[index]
        });
        assert_eq!(module.entries().count(), operations.len());
        module
    }

    /// Reads metadata that also describes the requests, which the generator writes for specs that are not compiled. The
    /// text and the operations are never freed.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not valid JSON.
    pub fn read_spec(
        provider: String,
        name: String,
        api_version: String,
        text: &str,
    ) -> serde_json::Result<Self> {
        let root = serde_json::from_str(text)?;
        let mut made: Vec<&'static Operation> = Vec::new();
        let mut services = None;
        let module = Self::of(
            provider.leak(),
            name.leak(),
            api_version.leak(),
            root,
            |root, _, entry| {
                let services = *services.get_or_insert_with(|| request::services(root));
                let operation = request::operation(&entry["request"], services);
                made.push(Box::leak(Box::new(operation)));
                made[made.len() - 1]
            },
        );
        Ok(module)
    }

    fn of(
        provider: &'static str,
        name: &'static str,
        api_version: &'static str,
        root: Value,
        mut operation: impl FnMut(&'static Value, usize, &'static Value) -> &'static Operation,
    ) -> Self {
        let root: &'static Value = Box::leak(Box::new(root));
        let schemas = list(root, "schemas", schema);
        let mut index = 0;
        let groups = list(root, "groups", |group| Group {
            name: text(group, "name"),
            module: text(group, "module"),
            operations: list(group, "operations", |it| {
                let operation = operation(root, index, it);
                index += 1;
                entry(it, operation, schemas)
            }),
        });
        Self {
            provider,
            name,
            api_version,
            groups,
            schemas,
        }
    }
}

fn entry(it: &'static Value, operation: &'static Operation, schemas: &'static [Schema]) -> Entry {
    Entry {
        operation,
        name: text(it, "name"),
        function: text(it, "function"),
        docs: text(it, "docs"),
        deprecated: flag(it, "deprecated"),
        by_id: flag(it, "by_id"),
        parameters: list(it, "parameters", property),
        body: it.get("body").map(|it| body(it, schemas)),
        response: response(&it["response"], schemas),
        example: it.get("example").map(example),
    }
}

fn body(it: &'static Value, schemas: &'static [Schema]) -> Body {
    let ty = ty(&it["ty"]);
    Body {
        docs: text(it, "docs"),
        kind: ty.kind,
        ty,
        properties: properties(&ty, schemas),
        secrets: texts(it, "secrets"),
    }
}

/// Returns the properties of an object type.
fn properties(ty: &Type, schemas: &'static [Schema]) -> &'static [Property] {
    let schema = ty.schema.and_then(|it| schemas.get(it));
    schema.map_or(&[], |it| it.properties)
}

fn response(it: &'static Value, schemas: &'static [Schema]) -> Response {
    let ty = it.get("ty").map(ty);
    let statuses: &'static [Status] = list(it, "statuses", status);
    let properties = ty.map_or(&[][..], |ty| properties(&ty, schemas));
    let names: Vec<&str> = properties.iter().map(|it| it.name).collect();
    let mut headers: Vec<&str> = statuses.iter().flat_map(|it| it.headers).copied().collect();
    headers.sort_unstable();
    headers.dedup();
    Response {
        kind: ty.map(|it| it.kind),
        ty,
        properties: names.leak(),
        secrets: texts(it, "secrets"),
        secret: flag(it, "secret"),
        headers: headers.leak(),
        statuses,
    }
}

fn status(it: &'static Value) -> Status {
    Status {
        code: code(&it["code"]),
        ty: it.get("ty").map(ty),
        headers: texts(it, "headers"),
    }
}

fn example(it: &'static Value) -> Example {
    Example {
        title: text(it, "title"),
        parameters: list(it, "parameters", |it| (item_text(it, 0), item_text(it, 1))),
        body: it["body"].as_str(),
        responses: list(it, "responses", |it| (code(&it[0]), item_text(it, 1))),
    }
}

fn schema(it: &'static Value) -> Schema {
    let index = |it: &Value| it.as_u64().and_then(|it| usize::try_from(it).ok());
    Schema {
        name: text(it, "name"),
        properties: list(it, "properties", property),
        additional: it.get("additional").map(ty),
        discriminator_values: list(it, "tags", |it| (item_text(it, 0), item_text(it, 1))),
        discriminator: text(it, "discriminator"),
        variants: list(it, "variants", |it| {
            (item_text(it, 0), index(&it[1]).unwrap_or(usize::MAX))
        }),
        choices: list(it, "choices", ty),
    }
}

fn property(it: &'static Value) -> Property {
    let ty = ty(&it["ty"]);
    let values = if ty.kind == Kind::List {
        ty.items.map_or(&[][..], |it| it.values)
    } else {
        ty.values
    };
    Property {
        name: text(it, "name"),
        docs: text(it, "docs"),
        kind: ty.kind,
        values,
        ty,
        required: flag(it, "required"),
        read_only: flag(it, "read_only"),
        nullable: flag(it, "nullable"),
        default: it["default"].as_str(),
        mutability: texts(it, "mutability"),
        constraints: constraints(it),
    }
}

fn constraints(it: &'static Value) -> Constraints {
    Constraints {
        min_length: it["minLength"].as_u64(),
        max_length: it["maxLength"].as_u64(),
        pattern: it["pattern"].as_str(),
        minimum: it["minimum"].as_f64(),
        maximum: it["maximum"].as_f64(),
        exclusive_minimum: flag(it, "exclusiveMinimum"),
        exclusive_maximum: flag(it, "exclusiveMaximum"),
        multiple_of: it["multipleOf"].as_f64(),
        min_items: it["minItems"].as_u64(),
        max_items: it["maxItems"].as_u64(),
        unique_items: flag(it, "uniqueItems"),
    }
}

/// Parses a type: the name of a kind, or an object. The items of a list or map are strings by default.
fn ty(it: &'static Value) -> Type {
    let kind = kind_of(it.as_str().unwrap_or_else(|| text(it, "kind")));
    let index = it["schema"].as_u64();
    Type {
        kind,
        format: text(it, "format"),
        values: texts(it, "values"),
        closed: flag(it, "closed"),
        nullable: flag(it, "nullable"),
        schema: index.and_then(|it| usize::try_from(it).ok()),
        items: match kind {
            Kind::List | Kind::Map => Some(Box::leak(Box::new(ty(&it["items"])))),
            _ => None,
        },
    }
}

/// Parses the name of a kind. A missing or unknown name is treated as text.
fn kind_of(name: &str) -> Kind {
    match name {
        "Secret" => Kind::Secret,
        "Bool" => Kind::Bool,
        "Integer" => Kind::Integer,
        "Number" => Kind::Number,
        "List" => Kind::List,
        "Map" => Kind::Map,
        "Object" => Kind::Object,
        "Any" => Kind::Any,
        "Bytes" => Kind::Bytes,
        _ => Kind::Text,
    }
}

fn code(it: &Value) -> u16 {
    it.as_u64().and_then(|it| it.try_into().ok()).unwrap_or(0)
}

fn text(it: &'static Value, name: &str) -> &'static str {
    it[name].as_str().unwrap_or_default()
}

fn item_text(it: &'static Value, index: usize) -> &'static str {
    it[index].as_str().unwrap_or_default()
}

fn texts(it: &'static Value, name: &str) -> &'static [&'static str] {
    list(it, name, |it| it.as_str().unwrap_or_default())
}

fn flag(it: &Value, name: &str) -> bool {
    it[name].as_bool().unwrap_or(false)
}

fn list<T>(it: &'static Value, name: &str, read: impl FnMut(&'static Value) -> T) -> &'static [T] {
    items(&it[name], read)
}

fn items<T>(it: &'static Value, read: impl FnMut(&'static Value) -> T) -> &'static [T] {
    let items = it.as_array().map_or(&[][..], Vec::as_slice);
    if items.is_empty() {
        return &[];
    }
    items.iter().map(read).collect::<Vec<T>>().leak()
}

#[cfg(test)]
mod tests;
