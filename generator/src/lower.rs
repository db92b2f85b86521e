//! Turns the graph of definitions and the operations into the IR.
//!
//! In: the resolved graph. Out: the IR without analysis and names. Invariant: a named type gets its id before its parts are
//! lowered, so that forward and circular references need no special case. Only reachable definitions become types.

mod body;
mod choice;
mod depth;
mod enums;
mod form;
mod object;
mod operation;
mod parameter;
mod pattern;
mod response;
mod scalar;
mod schema;
mod secret;
mod service;
mod union;
mod xml;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{AnySchema, Schema, SchemaKind};
use serde_json::Value;

use self::object::OwnProperties;
use crate::diagnostics::{Code, Diagnostics, Location, code};
use crate::ir::{Ir, Kind, Struct, Type, TypeDef, TypeId};
use crate::resolve::{Definition, Graph, SchemaId};

/// Lowers all operations and the types that they reach.
pub fn lower(graph: &Graph, diagnostics: &mut Diagnostics) -> Ir {
    let mut lowerer = Lowerer {
        graph,
        diagnostics,
        ir: Ir {
            title: graph.title.clone(),
            unsupported: graph.unsupported.clone(),
            ..Ir::default()
        },
        structs: HashMap::new(),
        unions: HashMap::new(),
        enums: HashMap::new(),
        choices: HashMap::new(),
        own: HashMap::new(),
        aliases: Vec::new(),
        pending: Vec::new(),
        patterns: HashSet::new(),
        xml_notes: Vec::new(),
    };
    lowerer.operations();
    while let Some(job) = lowerer.pending.pop() {
        lowerer.finish(job);
    }
    lowerer.judge_choices();
    if lowerer.ir.has_xml() {
        for (at, message) in std::mem::take(&mut lowerer.xml_notes) {
            lowerer
                .diagnostics
                .warn(&code::UNSUPPORTED_XML, at, format!("XML: {message}"))
                .help("pass a body with another form as `Bytes`");
        }
    }
    depth::check_depth(&lowerer.ir, lowerer.diagnostics);
    lowerer.ir
}

/// The state of the stage. Each file of this folder has the methods for one subject.
struct Lowerer<'a> {
    graph: &'a Graph,
    diagnostics: &'a mut Diagnostics,
    ir: Ir,
    structs: HashMap<SchemaId, TypeId>,
    unions: HashMap<SchemaId, TypeId>,
    /// Enums by name and values: equal sets with equal names are one type.
    enums: HashMap<(String, Vec<String>), TypeId>,
    /// Definitions that are choices without a discriminator.
    choices: HashMap<SchemaId, Type>,
    own: HashMap<SchemaId, Rc<OwnProperties>>,
    /// The definitions being followed that are not types of their own, used to detect cycles.
    aliases: Vec<SchemaId>,
    pending: Vec<Job>,
    /// Patterns that were reported as unsupported.
    patterns: HashSet<String>,
    /// Unsupported XML features, which are reported only if an operation uses XML.
    xml_notes: Vec<(Location, String)>,
}

/// A type that has its id and whose parts are not lowered yet.
enum Job {
    Struct(TypeId, SchemaId),
    Union(TypeId, SchemaId),
}

impl<'a> Lowerer<'a> {
    fn definition(&self, id: SchemaId) -> &'a Definition {
        &self.graph.definitions[id.0]
    }

    /// Adds the type of a definition without its parts. A definition with subtypes becomes a union with its name and, if it
    /// is a subtype itself, also a struct.
    fn declare(&mut self, id: SchemaId, spec_name: String, beside_union: bool) -> TypeId {
        let definition = self.definition(id);
        let stem = || definition.at.file.file_stem().unwrap_or_default();
        let long_name = match &definition.inline {
            Some(long_name) => long_name.clone(),
            None if beside_union => format!("{} base", definition.name),
            None => format!("{} {}", stem().to_string_lossy(), definition.name),
        };
        let ty = TypeId(self.ir.types.len());
        self.ir.types.push(TypeDef {
            spec_name,
            long_name,
            is_definition: definition.inline.is_none(),
            of_input: definition.of_input,
            at: definition.at.clone(),
            docs: docs(&definition.schema),
            kind: Kind::Struct(Struct::default()),
            sent: false,
            received: false,
            patched: false,
            in_xml: false,
        });
        ty
    }

    fn finish(&mut self, job: Job) {
        let (ty, kind) = match job {
            Job::Struct(ty, id) => (ty, Kind::Struct(self.definition_struct(id))),
            Job::Union(ty, id) => (ty, Kind::Union(self.union(id))),
        };
        self.ir.types[ty.0].kind = kind;
    }

    /// Lowers the parts of one type immediately.
    fn finish_now(&mut self, id: TypeId) {
        let of = |job: &Job| match job {
            Job::Struct(it, _) | Job::Union(it, _) => *it,
        };
        if let Some(index) = self.pending.iter().position(|job| of(job) == id) {
            let job = self.pending.swap_remove(index);
            self.finish(job);
        }
    }

    /// Returns the source location in an extension, or `otherwise` for values that `upgrade` added.
    fn located(
        &self,
        extensions: &IndexMap<String, Value>,
        key: &str,
        otherwise: &Location,
    ) -> Location {
        let marked = self.graph.marked(extensions, key);
        marked.unwrap_or_else(|| otherwise.clone())
    }

    fn warn(&mut self, code: &'static Code, at: Location, message: String) {
        self.diagnostics.warn(code, at, message);
    }

    fn unsupported(&mut self, what: String) {
        if !self.ir.unsupported.contains(&what) {
            self.ir.unsupported.push(what);
        }
    }
}

/// Returns the keywords of a schema. All upgraded schemas have this form.
fn keywords(schema: &Schema) -> Option<&AnySchema> {
    match &schema.schema_kind {
        SchemaKind::Any(any) => Some(any),
        _ => None,
    }
}

/// Returns the location of a part of a schema.
fn below(at: &Location, segments: &str) -> Location {
    Location {
        file: at.file.clone(),
        pointer: format!("{}/{segments}", at.pointer),
    }
}

fn docs(schema: &Schema) -> String {
    schema
        .schema_data
        .description
        .clone()
        .or_else(|| schema.schema_data.title.clone())
        .unwrap_or_default()
}
