//! Compares documents that differ in a single fact: each fact that callers or requests depend on is in the report.

use std::path::Path;

use generator::changes::compare_one;
use generator::diagnostics::Diagnostics;
use generator::load::Cache;
use generator::pipeline::{Package, Product, Stage, run_stages};
use generator::surface::{Surface, surface_of};
use serde_json::Value;
use tests::place;

/// A data plane with an operation of each shape.
const DOCUMENT: &str = include_str!("things.json");

/// A JSON pointer in the document and its new value, on each line.
const EDITS: &str = include_str!("edits.txt");

/// Returns the report of a change at a JSON pointer. `null` removes the value; `-` appends to a list.
fn report(folder: &Path, pointer: &str, value: &Value) -> Vec<String> {
    let old: Value = serde_json::from_str(DOCUMENT).expect("it is JSON");
    let mut new = old.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("it is a pointer");
    let parent = new.pointer_mut(parent).expect("the document has it");
    let key = key.replace("~1", "/");
    match (parent, value) {
        (Value::Object(map), Value::Null) => _ = map.remove(&key).expect("the document has it"),
        (Value::Object(map), value) => _ = map.insert(key, value.clone()),
        (Value::Array(list), value) => list.push(value.clone()),
        (other, _) => panic!("{other} has no members"),
    }
    let changes = compare_one(&surface(folder, &old), &surface(folder, &new));
    let text = changes.to_text(usize::MAX);
    // The levels are headings.
    let mut level = "";
    let mut lines = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("  ") {
            Some(line) => lines.push(format!("{level} {line}")),
            None => level = line.rsplit(' ').next().unwrap_or_default(),
        }
    }
    lines
}

fn surface(folder: &Path, document: &Value) -> Surface {
    let path = folder.join("document.json");
    std::fs::write(&path, document.to_string()).expect("target/ can be written");
    let package = Package {
        inputs: vec![path],
        ..Package::default()
    };
    let mut diagnostics = Diagnostics::default();
    match run_stages(&package, &Cache::default(), Stage::Names, &mut diagnostics) {
        Some(Product::Named(named)) => surface_of(&named),
        _ => panic!("the document is in order: {}", diagnostics.lines()),
    }
}

#[test]
fn each_fact_of_a_document_is_in_the_report() {
    let folder = place::scratch("changes");
    let mut text = String::new();
    for edit in EDITS.lines() {
        let (pointer, value) = edit.split_once(" = ").expect("it is an edit");
        let value = serde_json::from_str(value).expect("it is JSON");
        text += &format!("{edit}\n");
        for line in report(&folder, pointer, &value) {
            text += &format!("    {line}\n");
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("changes", text));
}
