//! Turns the graph of definitions and the operations into the IR.
//!
//! In: the resolved graph. Out: the IR without analysis and names. Invariant: a named type's id is given before its parts are
//! lowered, so that forward and circular references need no special case; only reached definitions become types.

mod body;
mod enums;
mod object;
mod operation;
mod parameter;
mod response;
mod scalar;
mod schema;
mod secret;
mod union;
mod xml;

use std::collections::HashMap;
use std::rc::Rc;

use openapiv3::{AnySchema, Schema, SchemaKind};

use self::object::OwnProperties;
use crate::diagnostics::{Diagnostics, Location};
use crate::ir::{Ir, Kind, Struct, TypeDef, TypeId};
use crate::resolve::{Definition, Graph, SchemaId};

/// Lowers all operations and the types they reach.
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
        inline: HashMap::new(),
        own: HashMap::new(),
        aliases: Vec::new(),
        pending: Vec::new(),
        xml_notes: Vec::new(),
    };
    lowerer.operations();
    while let Some(job) = lowerer.pending.pop() {
        lowerer.finish(job);
    }
    if lowerer.ir.has_xml() {
        for (at, message) in std::mem::take(&mut lowerer.xml_notes) {
            lowerer
                .diagnostics
                .warn("unsupported-xml", at, format!("XML: {message}"))
                .help("a body that must be otherwise can be given as `Bytes`");
        }
    }
    lowerer.ir
}

/// The work of the stage; its methods are spread over the files of this folder, one for each question.
struct Lowerer<'a> {
    graph: &'a Graph,
    diagnostics: &'a mut Diagnostics,
    ir: Ir,
    structs: HashMap<SchemaId, TypeId>,
    unions: HashMap<SchemaId, TypeId>,
    /// Enums by name and values: the same set under the same name is one type wherever it stands.
    enums: HashMap<(String, Vec<String>), TypeId>,
    /// Types of schemas without a name, by place.
    inline: HashMap<(Location, &'static str), TypeId>,
    own: HashMap<SchemaId, Rc<OwnProperties>>,
    /// Definitions being followed that are not types of their own, to find circles of them.
    aliases: Vec<SchemaId>,
    pending: Vec<Job<'a>>,
    /// What of XML is not done, which matters only if there is an operation of XML.
    xml_notes: Vec<(Location, String)>,
}

/// A type whose id is given and whose parts are still to be lowered.
enum Job<'a> {
    Struct(TypeId, SchemaId),
    Inline(TypeId, &'a Schema, String),
    Union(TypeId, SchemaId),
}

/// Where a schema stands, and how a type made for it would be called.
#[derive(Clone)]
struct Place<'p> {
    /// The name of the type or operation around it.
    owner: &'p str,
    /// Its own name there.
    name: &'p str,
    /// The file and the pointer.
    at: Location,
    of_input: bool,
}

impl Place<'_> {
    fn long_name(&self) -> String {
        format!("{} {}", self.owner, self.name)
    }

    fn below(&self, segments: &str) -> Location {
        Location {
            file: self.at.file.clone(),
            pointer: format!("{}/{segments}", self.at.pointer),
        }
    }
}

impl<'a> Lowerer<'a> {
    fn definition(&self, id: SchemaId) -> &'a Definition {
        &self.graph.definitions[id.0]
    }

    /// Adds a type without its parts.
    fn declare(
        &mut self,
        spec_name: String,
        long_name: String,
        is_definition: bool,
        of_input: bool,
        at: Location,
        docs: String,
    ) -> TypeId {
        let id = TypeId(self.ir.types.len());
        self.ir.types.push(TypeDef {
            spec_name,
            long_name,
            is_definition,
            of_input,
            name: String::new(),
            at,
            docs,
            kind: Kind::Struct(Struct::default()),
            sent: false,
            received: false,
            patched: false,
            in_xml: false,
        });
        id
    }

    /// Declares the type of a definition. A definition that has kinds is a union under its name and, if it is also a kind
    /// itself, a struct beside it.
    fn declare_definition(&mut self, id: SchemaId, beside_union: bool) -> TypeId {
        let definition = self.definition(id);
        let stem = definition
            .at
            .file
            .file_stem()
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default();
        let long_name = match beside_union {
            true => format!("{} base", definition.name),
            false => format!("{stem} {}", definition.name),
        };
        self.declare(
            definition.name.clone(),
            long_name,
            true,
            definition.of_input,
            definition.at.clone(),
            docs(&definition.schema),
        )
    }

    fn finish(&mut self, job: Job<'a>) {
        match job {
            Job::Struct(id, definition) => {
                let lowered = self.definition_struct(definition);
                self.ir.types[id.0].kind = Kind::Struct(lowered);
            }
            Job::Inline(id, schema, name) => {
                let lowered = self.inline_struct(
                    schema,
                    &name,
                    self.ir.types[id.0].at.clone(),
                    self.ir.types[id.0].of_input,
                );
                self.ir.types[id.0].kind = Kind::Struct(lowered);
            }
            Job::Union(id, definition) => {
                let lowered = self.union(definition);
                self.ir.types[id.0].kind = Kind::Union(lowered);
            }
        }
    }

    /// Lowers the parts of one type ahead of its turn.
    fn finish_now(&mut self, id: TypeId) {
        let of = |job: &Job<'_>| match job {
            Job::Struct(it, _) | Job::Inline(it, ..) | Job::Union(it, _) => *it,
        };
        if let Some(index) = self.pending.iter().position(|job| of(job) == id) {
            let job = self.pending.swap_remove(index);
            self.finish(job);
        }
    }

    fn warn(&mut self, code: &'static str, at: Location, message: String) {
        self.diagnostics.warn(code, at, message);
    }

    fn unsupported(&mut self, what: String) {
        if !self.ir.unsupported.contains(&what) {
            self.ir.unsupported.push(what);
        }
    }
}

/// The keywords of a schema; upgraded schemas are all of this kind.
fn keywords(schema: &Schema) -> Option<&AnySchema> {
    match &schema.schema_kind {
        SchemaKind::Any(any) => Some(any),
        _ => None,
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
