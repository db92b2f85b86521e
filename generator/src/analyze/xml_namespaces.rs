//! The namespaces that are declared at the root of an XML body.
//!
//! A prefix that stands for one namespace everywhere is declared once, at the root, and not at each element that uses it. Other
//! prefixes and default namespaces stay at their elements.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::reach;
use crate::ir::{Content, Ir, Kind, TypeId};

/// A prefix with its namespace, as `xmlns:prefix=uri`.
type Declaration = String;

/// Moves the declarations of prefixes from properties to the roots of the bodies that reach them.
pub(super) fn declare_at_roots(ir: &mut Ir) {
    let movable = movable(ir);
    let mut roots = Vec::new();
    for (index, operation) in ir.operations().enumerate() {
        let body = operation.body.as_ref();
        let Some(body) = body.filter(|it| it.content == Content::Xml) else {
            continue;
        };
        let ids: Vec<TypeId> = body.ty.named().map(|(id, _)| id).into_iter().collect();
        let reached = reach(ir, ids);
        let names = (0..ir.types.len())
            .filter(|it| reached[*it])
            .flat_map(|it| names_in(ir, it));
        let used: BTreeSet<Declaration> = names
            .flat_map(declarations)
            .filter(|it| movable.contains(*it))
            .map(str::to_owned)
            .collect();
        roots.push((index, used));
    }
    let mut operations: Vec<_> = (ir.groups.iter_mut())
        .flat_map(|it| &mut it.operations)
        .collect();
    for (index, used) in roots {
        let body = operations[index].body.as_mut();
        if let Some(root) = body.and_then(|it| it.xml.as_mut()) {
            *root = with_declarations(root, &used);
        }
    }
    for def in &mut ir.types {
        if let Kind::Struct(it) = &mut def.kind {
            for field in &mut it.fields {
                field.xml = without_declarations(&field.xml, &movable);
                undeclared_attribute(&mut field.xml);
            }
        }
    }
}

/// The prefixes that have one namespace in the whole package.
fn movable(ir: &Ir) -> BTreeSet<Declaration> {
    let roots = ir
        .operations()
        .filter_map(|it| it.body.as_ref()?.xml.as_deref());
    let fields = (0..ir.types.len()).flat_map(|it| names_in(ir, it));
    let mut namespaces: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for declaration in roots.chain(fields).flat_map(declarations) {
        let prefix = declaration.split('=').next().unwrap_or_default();
        namespaces.entry(prefix).or_default().insert(declaration);
    }
    let single = namespaces.into_values().filter(|it| it.len() == 1);
    single.flatten().map(str::to_owned).collect()
}

fn names_in(ir: &Ir, index: usize) -> impl Iterator<Item = &str> {
    let fields = match &ir.types[index].kind {
        Kind::Struct(it) => it.fields.as_slice(),
        _ => &[],
    };
    fields.iter().map(|it| it.xml.as_str())
}

/// The declarations of prefixes in the notation of an element.
fn declarations(notation: &str) -> impl Iterator<Item = &str> {
    let words = notation.split([' ', '>']);
    words.filter(|it| it.starts_with("xmlns:"))
}

fn with_declarations(root: &str, used: &BTreeSet<Declaration>) -> String {
    let (name, items) = match root.split_once('>') {
        Some((name, items)) => (name, Some(items)),
        None => (root, None),
    };
    let mut text = name.to_owned();
    let own: Vec<&str> = declarations(name).collect();
    for it in used.iter().filter(|it| !own.contains(&it.as_str())) {
        text.extend([" ", it]);
    }
    if let Some(items) = items {
        text.extend([">", &without_declarations(items, used)]);
    }
    text
}

/// An attribute cannot declare its prefix, and does without if the root does not.
fn undeclared_attribute(notation: &mut String) {
    if let Some((name, _)) = notation.split_once(' ')
        && let Some(name) = name.strip_prefix('@')
    {
        let local = name.rsplit(':').next().unwrap_or(name);
        *notation = format!("@{local}");
    }
}

fn without_declarations(notation: &str, movable: &BTreeSet<Declaration>) -> String {
    let elements = notation.split('>').map(|element| {
        let words = element.split(' ').filter(|it| !movable.contains(*it));
        words.collect::<Vec<_>>().join(" ")
    });
    elements.collect::<Vec<_>>().join(">")
}
