//! The number of operations that depend on a source location, for diagnostics.

use std::collections::HashMap;
use std::path::Path;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, MediaType, ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind,
};
use serde_json::Value;

use super::{Definition, Graph, SchemaId};
use crate::diagnostics::{Diagnostics, Location};
use crate::upgrade::{AT, SpecOperation};

/// A location with the operations that depend on it.
#[derive(Default)]
struct Target {
    /// Operations of the current block, as bits.
    users: u64,
    /// Operations of all blocks so far.
    count: usize,
}

/// The locations that enclose diagnostics, each with an index into the targets.
type Wanted<'a> = HashMap<(&'a Path, &'a str), usize>;

/// Adds to each diagnostic the number of operations that depend on the value at its location.
pub fn count_operations(graph: &Graph, diagnostics: &mut Diagnostics) {
    let places: Vec<Location> = diagnostics.iter().filter_map(|it| it.at.clone()).collect();
    if places.is_empty() {
        return;
    }
    let mut wanted = Wanted::new();
    for pointer in places.iter().flat_map(enclosing) {
        let index = wanted.len();
        wanted.entry(pointer).or_insert(index);
    }
    let targets = count(graph, &wanted);
    for diagnostic in diagnostics.iter_mut() {
        let Some(at) = &diagnostic.at else {
            continue;
        };
        let counts = enclosing(at).filter_map(|it| wanted.get(&it).map(|&it| targets[it].count));
        diagnostic.operations = counts.into_iter().find(|&it| it > 0).unwrap_or(0);
    }
}

/// Returns the location and those of the enclosing values, innermost first.
fn enclosing(at: &Location) -> impl Iterator<Item = (&Path, &str)> {
    let ends = at.pointer.match_indices('/').map(|(end, _)| end).rev();
    let ends = std::iter::once(at.pointer.len()).chain(ends);
    ends.map(|end| (&*at.file, &at.pointer[..end]))
}

/// Counts the operations of each wanted location. 64 operations share one walk over the definitions, because documents with
/// ten thousand operations and as many definitions exist.
fn count(graph: &Graph, wanted: &Wanted) -> Vec<Target> {
    let mut targets = Vec::new();
    targets.resize_with(wanted.len(), Target::default);
    let edges: Vec<Vec<SchemaId>> = graph
        .definitions
        .iter()
        .map(|it| edges(graph, it))
        .collect();
    let wanted_definitions: Vec<(usize, usize)> = (graph.definitions.iter().enumerate())
        .filter_map(|(id, it)| Some((id, *wanted.get(&(&*it.at.file, &*it.at.pointer))?)))
        .collect();
    for block in graph.operations.chunks(64) {
        let mut users = vec![0_u64; graph.definitions.len()];
        let mut open = Vec::new();
        for (bit, operation) in block.iter().enumerate() {
            let bit = 1_u64 << bit;
            let mut found = Vec::new();
            for location in locations(graph, operation, &mut found) {
                if let Some(&target) = wanted.get(&location) {
                    targets[target].users |= bit;
                }
            }
            for id in found {
                users[id.0] |= bit;
                open.push(id);
            }
        }
        while let Some(id) = open.pop() {
            let of_parent = users[id.0];
            for &child in &edges[id.0] {
                if users[child.0] | of_parent != users[child.0] {
                    users[child.0] |= of_parent;
                    open.push(child);
                }
            }
        }
        for &(id, target) in &wanted_definitions {
            targets[target].users |= users[id];
        }
        for target in &mut targets {
            target.count += std::mem::take(&mut target.users).count_ones() as usize;
        }
    }
    targets
}

/// Returns the definitions that a definition refers to.
fn edges(graph: &Graph, definition: &Definition) -> Vec<SchemaId> {
    let mut found = definition.subtypes.clone();
    ids_of_schema(graph, &definition.schema, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// The locations of an operation, its parameters and its responses. Adds the definitions that these refer to.
fn locations<'g>(
    graph: &'g Graph,
    operation: &'g SpecOperation,
    found: &mut Vec<SchemaId>,
) -> Vec<(&'g Path, &'g str)> {
    let mut locations = vec![(&*operation.at.file, &*operation.at.pointer)];
    for (extensions, schemas) in parts(operation) {
        locations.extend(
            graph
                .mark(extensions, AT)
                .map(|(file, pointer)| (&**file, pointer)),
        );
        schemas.into_iter().for_each(|it| ids(graph, it, found));
    }
    locations
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
