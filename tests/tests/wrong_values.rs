//! Each member of documents that have every keyword, replaced by values of other types: all messages, each with the first
//! replacement that leads to it.

use std::collections::BTreeSet;

use generator::diagnostics::Diagnostics;
use generator::load::Cache;
use generator::pipeline::{Package, Stage, run_stages};
use serde_json::{Value, json};
use tests::case::Case;
use tests::place;

/// Returns the pointers of all members, one for each position: names that the author chooses are alike.
fn positions(value: &Value, pointer: &str, position: &str, out: &mut Vec<(String, String)>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let mut visit = |key: &str, name: &str, value: &Value| {
        let below = (
            format!("{pointer}/{}", escaped(key)),
            format!("{position}/{name}"),
        );
        if out.iter().all(|it| it.1 != below.1) {
            out.push(below.clone());
        }
        positions(value, &below.0, &below.1, out);
    };
    let is_named = [
        "properties",
        "definitions",
        "schemas",
        "paths",
        "headers",
        "securitySchemes",
        "variables",
        "mapping",
    ]
    .iter()
    .any(|it| position.ends_with(&format!("/{it}")));
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                visit(key, if is_named { "*" } else { key }, value);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                visit(&index.to_string(), "*", value);
            }
        }
        _ => {}
    }
}

/// Returns the messages about a document.
fn messages(folder: &std::path::Path, document: &Value) -> Vec<String> {
    let path = folder.join("document.json");
    std::fs::write(&path, document.to_string()).expect("target/ can be written");
    let package = Package {
        inputs: vec![path],
        examples: true,
        ..Package::default()
    };
    let mut diagnostics = Diagnostics::default();
    run_stages(
        &package,
        &Cache::default(),
        Stage::Analyze,
        &mut diagnostics,
    );
    let folder = format!("{}/", folder.display());
    let mut found: Vec<String> = Vec::new();
    for line in diagnostics.lines().replace(&folder, "").lines() {
        match (line.strip_prefix("  help: "), found.last_mut()) {
            (Some(help), Some(last)) => *last += &format!(" -- {help}"),
            // Without the location, which is that of the replacement or of a part that depends on it.
            _ => {
                let message = line.split_once(": ").map_or(line, |it| it.1);
                let (message, _) = message.split_once(" (at /").unwrap_or((message, ""));
                found.push(message.to_owned());
            }
        }
    }
    found
}

#[test]
fn each_wrong_value_has_its_message() {
    let folder = place::scratch("wrong-values");
    let mut text = String::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut tried: Vec<(String, String)> = Vec::new();
    for name in [
        "view_operations",
        "view_models",
        "view_openapi",
        "schema_xml",
        "operation_forms_openapi",
    ] {
        let case = Case::read(name);
        case.generate(&folder);
        let document = std::fs::read_to_string(folder.join("things.json")).expect("it was written");
        let document: Value = serde_json::from_str(&document).expect("it is JSON");
        text += &format!("---------- {name}\n");
        let start = tried.len();
        positions(&document, "", "", &mut tried);
        for (pointer, position) in &tried[start..] {
            for value in [json!(1), json!(-1.5), json!(""), json!({}), json!([])] {
                let mut changed = document.clone();
                let at = changed.pointer_mut(pointer).expect("the document has it");
                if std::mem::discriminant(at) == std::mem::discriminant(&value) && at.is_object() {
                    continue;
                }
                *at = value.clone();
                for message in messages(&folder, &changed) {
                    if known.insert(message.clone()) {
                        text += &format!("{position} = {value}\n    {message}\n");
                    }
                }
            }
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("wrong_values", text));
}
