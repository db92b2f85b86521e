//! Parts of the inputs that no operation uses, which become no code.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{SchemaKey, Spec, definitions};
use crate::diagnostics::escape_token;
use crate::load::{DocumentId, Documents};

/// The shared parts of a document other than schemas, with the word for each.
const SHARED: [(&str, &str); 6] = [
    ("/parameters", "parameter"),
    ("/responses", "response"),
    ("/components/parameters", "parameter"),
    ("/components/responses", "response"),
    ("/components/requestBodies", "request body"),
    ("/components/headers", "header"),
];

/// Returns the names of the definitions, parameters, responses and other shared parts of the inputs that no operation uses.
pub fn unreached(documents: &Documents, spec: &Spec) -> Vec<String> {
    let mut names = Vec::new();
    let targets = targets(documents);
    for document in documents.inputs() {
        for (prefix, definitions) in definitions(document) {
            for name in definitions.keys() {
                let key = SchemaKey {
                    document: document.id,
                    pointer: format!("{prefix}/{}", escape_token(name)),
                    operation: None,
                };
                if !spec.schemas.contains_key(&key) {
                    names.push(name.clone());
                }
            }
        }
        for (prefix, word) in SHARED {
            let parts = document.value.pointer(prefix).and_then(Value::as_object);
            for name in parts.into_iter().flat_map(|it| it.keys()) {
                let pointer = format!("{prefix}/{}", escape_token(name));
                if !targets.contains(&(document.id, pointer)) {
                    names.push(format!("the {word} {name}"));
                }
            }
        }
    }
    names
}

/// Returns the shared parts that references lead to.
fn targets(documents: &Documents) -> BTreeSet<(DocumentId, String)> {
    let mut found = BTreeSet::new();
    documents.each_reference(&mut |from, reference| {
        let is_shared = |(prefix, _): &(&str, &str)| reference.contains(prefix);
        if SHARED.iter().any(is_shared) {
            found.extend(documents.follow(from, reference));
        }
    });
    found
}
