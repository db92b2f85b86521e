//! Assigns an ID to every schema and resolves aliases.
//!
//! The input is the upgraded spec, the output a graph of definitions by ID. The same name in two files is two
//! definitions. Invariant: [`Graph::lookup`] finds the target of every reference of schemas and operations, and there
//! are no aliases.

mod depth;
mod reach;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema, SchemaKind};
use serde_json::Value;

pub(crate) use self::depth::depths;
pub use self::reach::count_operations;
use crate::diagnostics::{Diagnostics, Location, code};
use crate::load::Documents;
use crate::upgrade::{ALIAS, SchemaKey, Spec, SpecOperation, SpecSchema};

/// The index of a definition in [`Graph::definitions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// A named schema.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Name in the spec.
    pub name: String,
    /// Location.
    pub at: Location,
    /// Set if the definition is in an input document, or is used by an operation of one.
    pub of_input: bool,
    /// For an inline schema, the names of its owner and of itself.
    pub inline: Option<String>,
    /// Schema.
    pub schema: Schema,
    /// Definitions that this one derives from.
    pub bases: Vec<SchemaId>,
    /// Definitions that have this one as a base, and its choices by discriminator, sorted by name.
    pub subtypes: Vec<SchemaId>,
    /// Values that `discriminator.mapping` of other definitions gives to this one.
    pub mapped: Vec<(SchemaId, String)>,
}

/// The result of the stage.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// `info.title` of the first input.
    pub title: String,
    /// Operations.
    pub operations: Vec<SpecOperation>,
    /// Webhooks, callbacks and links, which clients do not call.
    pub unsupported: Vec<String>,
    /// Definitions that are not aliases.
    pub definitions: Vec<Definition>,
    ids: HashMap<String, SchemaId>,
    /// Paths of all documents, by ID.
    files: Vec<Arc<Path>>,
}

impl Graph {
    /// Returns the location in an extension, as stored by `upgrade`.
    pub fn marked(&self, extensions: &IndexMap<String, Value>, key: &str) -> Option<Location> {
        let (file, pointer) = self.mark(extensions, key)?;
        Some(Location::new(file.clone(), pointer))
    }

    fn mark<'g>(
        &'g self,
        extensions: &'g IndexMap<String, Value>,
        key: &str,
    ) -> Option<(&'g Arc<Path>, &'g str)> {
        let (document, pointer) = extensions.get(key)?.as_str()?.split_once('#')?;
        Some((self.files.get(document.parse::<usize>().ok()?)?, pointer))
    }

    /// Returns the definition that a reference refers to. `None` only for a cycle of aliases, which has been reported.
    pub fn lookup(&self, reference: &str) -> Option<SchemaId> {
        self.ids.get(reference).copied()
    }
}

/// Resolves all references.
pub fn resolve(documents: &Documents, spec: Spec, diagnostics: &mut Diagnostics) -> Graph {
    let mut graph = Graph {
        title: spec.title,
        operations: spec.operations,
        unsupported: spec.unsupported,
        files: documents.iter().map(|it| it.path.clone()).collect(),
        ..Graph::default()
    };
    let mut aliases: BTreeMap<String, (String, Location)> = BTreeMap::new();
    for (key, schema) in spec.schemas {
        let at = documents.location(key.document, key.pointer.clone());
        if let Some(target) = alias_target(&schema.schema) {
            aliases.insert(key.reference(), (target.to_owned(), at));
            continue;
        }
        graph
            .ids
            .insert(key.reference(), SchemaId(graph.definitions.len()));
        graph
            .definitions
            .push(definition(documents, &key, at, schema));
    }
    resolve_aliases(&mut graph.ids, &aliases, diagnostics);
    link_subtypes(&mut graph, diagnostics);
    depth::check_inheritance(&graph, diagnostics);
    graph
}

/// Resolves each alias to the definition at the end of its chain.
fn resolve_aliases(
    ids: &mut HashMap<String, SchemaId>,
    aliases: &BTreeMap<String, (String, Location)>,
    diagnostics: &mut Diagnostics,
) {
    let mut circular = BTreeSet::new();
    for start in aliases.keys() {
        let mut chain = BTreeSet::new();
        let mut name = start;
        while !ids.contains_key(name)
            && !circular.contains(name)
            && let Some((target, _)) = aliases.get(name)
            && chain.insert(name)
        {
            name = target;
        }
        match ids.get(name).copied() {
            Some(id) => ids.extend(chain.into_iter().map(|alias| (alias.clone(), id))),
            None => circular.append(&mut chain),
        }
    }
    for (_, at) in circular.iter().filter_map(|name| aliases.get(*name)) {
        diagnostics
            .error(
                &code::CIRCULAR_REFERENCE,
                at.clone(),
                "the definition refers to itself and nothing else",
            )
            .help("give one of these definitions a schema of its own");
    }
}

fn definition(
    documents: &Documents,
    key: &SchemaKey,
    at: Location,
    spec: SpecSchema,
) -> Definition {
    let client_name = spec.schema.schema_data.extensions.get("x-ms-client-name");
    let name = client_name.and_then(|it| it.as_str()).map(str::to_owned);
    let name = name.or_else(|| spec.inline.clone());
    Definition {
        name: name.unwrap_or_else(|| key.name(documents)),
        at,
        of_input: key.operation.is_some() || documents.get(key.document).is_input,
        inline: spec.inline,
        schema: spec.schema,
        bases: Vec::new(),
        subtypes: Vec::new(),
        mapped: Vec::new(),
    }
}

/// Returns the target of an alias.
fn alias_target(schema: &Schema) -> Option<&str> {
    // A nullable schema is not an alias.
    if !is_alias(schema) || schema.schema_data.nullable {
        return None;
    }
    match &schema.schema_kind {
        SchemaKind::Any(any) => match any.all_of.first()? {
            ReferenceOr::Reference { reference } => Some(reference),
            ReferenceOr::Item(_) => None,
        },
        _ => None,
    }
}

fn is_alias(schema: &Schema) -> bool {
    schema.schema_data.extensions.contains_key(ALIAS)
}

fn link_subtypes(graph: &mut Graph, diagnostics: &mut Diagnostics) {
    let mut links: Vec<(SchemaId, SchemaId)> = Vec::new();
    // A union that only lists a definition as a choice is not its base, because the definition may be a choice of
    // several unions.
    let mut offers: Vec<(SchemaId, SchemaId)> = Vec::new();
    let mut mapped: Vec<(SchemaId, SchemaId, String)> = Vec::new();
    for (index, definition) in graph.definitions.iter().enumerate() {
        let SchemaKind::Any(any) = &definition.schema.schema_kind else {
            continue;
        };
        if is_alias(&definition.schema) {
            continue;
        }
        let this = SchemaId(index);
        if targets(graph, &any.all_of).any(|base| base == this) {
            let message = "the definition refers to itself in `allOf`, which has no effect";
            diagnostics
                .warn(
                    &code::CIRCULAR_REFERENCE,
                    definition.at.child("allOf"),
                    message,
                )
                .help("remove the reference");
        }
        // An inline schema is the type of a property, not a subtype of its base.
        if definition.inline.is_none() {
            let bases = targets(graph, &any.all_of);
            let bases = bases.filter(|id| graph.definitions[id.0].inline.is_none());
            links.extend(bases.map(|base| (base, this)));
        }
        if let Some(discriminator) = &definition.schema.schema_data.discriminator {
            let choices = choices_of(graph, this).into_iter();
            offers.extend(choices.map(|subtype| (this, subtype)));
            let entries = discriminator.mapping.iter();
            let entries = entries.filter_map(|(value, it)| Some((graph.lookup(it)?, value)));
            mapped.extend(entries.map(|(subtype, value)| (this, subtype, value.clone())));
        }
    }
    let names: Vec<String> = graph.definitions.iter().map(|it| it.name.clone()).collect();
    let mut seen = HashSet::new();
    for (base, subtype) in links {
        if base != subtype && seen.insert((base, subtype)) {
            graph.definitions[base.0].subtypes.push(subtype);
            graph.definitions[subtype.0].bases.push(base);
        }
    }
    report_circles(graph, diagnostics);
    for (root, subtype, value) in mapped {
        graph.definitions[subtype.0].mapped.push((root, value));
        offers.push((root, subtype));
    }
    for (root, subtype) in offers {
        if root != subtype && seen.insert((root, subtype)) {
            graph.definitions[root.0].subtypes.push(subtype);
        }
    }
    for definition in &mut graph.definitions {
        definition
            .subtypes
            .sort_by(|a, b| names[a.0].cmp(&names[b.0]).then(a.cmp(b)));
    }
}

/// Reports definitions that refer to themselves in `allOf` by way of others.
fn report_circles(graph: &Graph, diagnostics: &mut Diagnostics) {
    let mut is_open = vec![false; graph.definitions.len()];
    let mut is_done = is_open.clone();
    for start in 0..graph.definitions.len() {
        // The definitions from the start to the current one, each with the number of its bases that were followed.
        let mut trail: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((id, n)) = trail.pop() {
            let definition = &graph.definitions[id];
            is_open[id] = true;
            let Some(base) = definition.bases.get(n).filter(|_| !is_done[id]) else {
                (is_open[id], is_done[id]) = (false, true);
                continue;
            };
            trail.push((id, n + 1));
            if is_open[base.0] {
                let name = &graph.definitions[base.0].name;
                let message = format!("`{name}` in `allOf` leads back to this definition");
                let at = definition.at.child("allOf");
                diagnostics
                    .warn(&code::CIRCULAR_REFERENCE, at, message)
                    .help("remove one of the references");
            } else if !is_done[base.0] {
                trail.push((base.0, 0));
            }
        }
    }
}

/// Returns the choices of a definition. A choice that itself only lists choices is replaced by them, unless it has a
/// discriminator of its own.
fn choices_of(graph: &Graph, id: SchemaId) -> Vec<SchemaId> {
    let (mut found, mut open) = (Vec::new(), vec![id]);
    let mut visited = BTreeSet::from([id]);
    while let Some(next) = open.pop() {
        let schema = &graph.definitions[next.0].schema;
        let SchemaKind::Any(any) = &schema.schema_kind else {
            continue;
        };
        let is_plain = any.properties.is_empty() && any.all_of.is_empty();
        let is_group = is_plain
            && schema.schema_data.discriminator.is_none()
            && any.one_of.len() + any.any_of.len() > 0;
        if next != id && !is_group {
            found.push(next);
            continue;
        }
        let choices = targets(graph, any.one_of.iter().chain(&any.any_of));
        open.extend(choices.filter(|it| visited.insert(*it)));
    }
    found
}

/// Returns the definitions that schemas refer to.
fn targets<'g>(
    graph: &'g Graph,
    schemas: impl IntoIterator<Item = &'g ReferenceOr<Schema>>,
) -> impl Iterator<Item = SchemaId> {
    schemas.into_iter().filter_map(|schema| match schema {
        ReferenceOr::Reference { reference } => graph.lookup(reference),
        // A reference with siblings.
        ReferenceOr::Item(schema) => graph.lookup(alias_target(schema)?),
    })
}
