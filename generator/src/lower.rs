//! Turns the graph of definitions and the operations into the IR.
//!
//! In: the resolved graph. Out: the IR without analysis and names. Invariant: a named type gets its id before its parts are
//! lowered, so that forward and circular references need no special case. Only reachable definitions become types.

mod body;
mod choice;
mod constraints;
mod declared;
mod depth;
mod enums;
mod form;
mod object;
mod operation;
mod parameter;
mod pattern;
mod placeholder;
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

use self::declared::Declared;
use self::object::OwnProperties;
use crate::diagnostics::{Code, Diagnostics, Location, code};
use crate::ir::{Ir, Type, TypeId};
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
        types: Vec::new(),
        structs: HashMap::new(),
        unions: HashMap::new(),
        enums: HashMap::new(),
        enum_types: HashMap::new(),
        choices: HashMap::new(),
        own: HashMap::new(),
        aliases: Vec::new(),
        pending: Vec::new(),
        patterns: HashSet::new(),
        xml_notes: Vec::new(),
    };
    lowerer.operations();
    lowerer.finish_types();
    lowerer.decide_choices();
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
    types: Vec<Declared>,
    structs: HashMap<SchemaId, TypeId>,
    unions: HashMap<SchemaId, TypeId>,
    /// Enums by name and values: equal sets with equal names are one type.
    enums: HashMap<(String, bool, Vec<String>), TypeId>,
    /// Definitions with values.
    enum_types: HashMap<SchemaId, Type>,
    /// Definitions that are choices without a discriminator.
    choices: HashMap<SchemaId, Type>,
    own: HashMap<SchemaId, Rc<OwnProperties>>,
    /// The definitions being followed that are not types of their own, used to detect cycles.
    aliases: Vec<SchemaId>,
    /// Structs and unions whose parts are not lowered yet.
    pending: Vec<TypeId>,
    /// Patterns that were reported as unsupported.
    patterns: HashSet<String>,
    /// Unsupported XML features, which are reported only if an operation uses XML.
    xml_notes: Vec<(Location, String)>,
}

impl<'a> Lowerer<'a> {
    fn definition(&self, id: SchemaId) -> &'a Definition {
        &self.graph.definitions[id.0]
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

/// Returns the description of a schema, or its title.
fn docs(schema: &Schema) -> Option<String> {
    let data = &schema.schema_data;
    described(&data.description).or_else(|| described(&data.title))
}

/// Returns a description, unless it is blank.
fn described(text: &Option<String>) -> Option<String> {
    text.clone().filter(|it| !it.trim().is_empty())
}
