//! The number of operations that depend on a source location, for diagnostics.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, MediaType, ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind,
};
use serde_json::Value;

use super::{Graph, SchemaId};
use crate::diagnostics::{Diagnostics, Location};
use crate::upgrade::{AT, SpecOperation};

/// The operations that use a location, by index.
type Users = BTreeSet<usize>;

/// Notes on each diagnostic how many operations depend on the value at its location.
pub fn count_operations(graph: &Graph, diagnostics: &mut Diagnostics) {
    if diagnostics.is_empty() {
        return;
    }
    let files: BTreeSet<_> = diagnostics
        .iter()
        .filter_map(|it| it.file().cloned())
        .collect();
    let files: BTreeSet<&Path> = files.iter().map(|it| &**it).collect();
    let users = users(graph, &files);
    for diagnostic in diagnostics.iter_mut() {
        let Some(Location { file, pointer }) = &diagnostic.at else {
            continue;
        };
        // The nearest of the values around it that operations refer to.
        let ends = pointer.match_indices('/').map(|(end, _)| end).rev();
        let mut around = std::iter::once(pointer.len()).chain(ends);
        let found = around.find_map(|end| users.get(&(&**file, &pointer[..end])));
        diagnostic.operations = found.map_or(0, BTreeSet::len);
    }
}

fn users<'g>(graph: &'g Graph, files: &BTreeSet<&Path>) -> BTreeMap<(&'g Path, &'g str), Users> {
    let mut users: BTreeMap<(&Path, &str), Users> = BTreeMap::new();
    for (index, operation) in graph.operations.iter().enumerate() {
        let mut add = |file: &'g Path, pointer: &'g str| {
            if files.contains(file) {
                users.entry((file, pointer)).or_default().insert(index);
            }
        };
        add(&operation.at.file, &operation.at.pointer);
        let mut roots = Vec::new();
        for (extensions, schemas) in parts(operation) {
            if let Some((file, pointer)) = graph.mark(extensions, AT) {
                add(file, pointer);
            }
            schemas
                .into_iter()
                .for_each(|it| ids(graph, it, &mut roots));
        }
        let mut seen = BTreeSet::new();
        while let Some(id) = roots.pop() {
            if seen.insert(id) {
                let definition = &graph.definitions[id.0];
                ids_of_schema(graph, &definition.schema, &mut roots);
                roots.extend(&definition.subtypes);
                add(&definition.at.file, &definition.at.pointer);
            }
        }
    }
    users
}

type Part<'a> = (&'a IndexMap<String, Value>, Vec<&'a ReferenceOr<Schema>>);

/// Parameters, body, responses and headers: their extensions and schemas.
fn parts(operation: &SpecOperation) -> Vec<Part<'_>> {
    fn schemas(content: &IndexMap<String, MediaType>) -> Vec<&ReferenceOr<Schema>> {
        content
            .values()
            .filter_map(|it| it.schema.as_ref())
            .collect()
    }
    fn schema(format: &ParameterSchemaOrContent) -> Vec<&ReferenceOr<Schema>> {
        match format {
            ParameterSchemaOrContent::Schema(schema) => vec![schema],
            ParameterSchemaOrContent::Content(content) => schemas(content),
        }
    }
    let operation = &operation.operation;
    let mut parts: Vec<Part<'_>> = Vec::new();
    for parameter in operation.parameters.iter().filter_map(ReferenceOr::as_item) {
        let data = parameter.parameter_data_ref();
        parts.push((&data.extensions, schema(&data.format)));
    }
    if let Some(ReferenceOr::Item(body)) = &operation.request_body {
        parts.push((&body.extensions, schemas(&body.content)));
    }
    let responses = &operation.responses;
    let responses = responses.responses.values().chain(&responses.default);
    for response in responses.filter_map(ReferenceOr::as_item) {
        parts.push((&response.extensions, schemas(&response.content)));
        for header in response.headers.values().filter_map(ReferenceOr::as_item) {
            parts.push((&header.extensions, schema(&header.format)));
        }
    }
    parts
}

fn ids(graph: &Graph, schema: &ReferenceOr<Schema>, found: &mut Vec<SchemaId>) {
    match schema {
        ReferenceOr::Reference { reference } => found.extend(graph.lookup(reference)),
        ReferenceOr::Item(schema) => ids_of_schema(graph, schema, found),
    }
}

fn ids_of_schema(graph: &Graph, schema: &Schema, found: &mut Vec<SchemaId>) {
    let SchemaKind::Any(any) = &schema.schema_kind else {
        return;
    };
    for schema in any.all_of.iter().chain(&any.one_of).chain(&any.any_of) {
        ids(graph, schema, found);
    }
    for schema in any.properties.values().chain(&any.items) {
        match schema {
            ReferenceOr::Reference { reference } => found.extend(graph.lookup(reference)),
            ReferenceOr::Item(schema) => ids_of_schema(graph, schema, found),
        }
    }
    if let Some(AdditionalProperties::Schema(schema)) = &any.additional_properties {
        ids(graph, schema, found);
    }
}
