//! Cases: spec fragments that show a single feature, which are completed to documents and generated.
//!
//! A fragment contains any keys of a Swagger document, and these abbreviations:
//!
//! - `operation`: an operation, completed by an operationId and a response. `method` (default `get`) and `path`
//!   (default `/things`) locate it.
//! - `body`, `response`: the schemas of the default operation (`put`, with a body).
//! - `files`: documents that others refer to, by name. `inputs`: additional input documents.
//! - `show`: the content of the snapshot. Generated files: `operations`, `models`, `parameters`, `metadata`, `module`. The
//!   default is operations for a fragment with an operation, and models for one with definitions. Other views: `ir` (the dump
//!   of the IR), `surface` (as in `api.json`), `described` (metadata with requests, as for specs that are not compiled),
//!   `examples` (the test of the examples) and `usage` (operations with their examples as code in the documentation).
//!
//! Without any operation, the first definition becomes the response of an operation.

use std::path::{Path, PathBuf};

use generator::diagnostics::Style;
use generator::load::Cache;
use generator::pipeline::{
    Layout, Output, Package, Stage, describe_package, dump, generate_package,
};
use generator::surface::to_json;
use serde_json::{Map, Value, json};

use crate::{place, shown};

/// A fragment.
pub struct Case {
    /// File name without `.yaml`.
    pub name: String,
    /// Original text of the fragment.
    pub text: String,
    fragment: Map<String, Value>,
}

impl Case {
    /// Reads `tests/cases/{name}.yaml`.
    pub fn read(name: &str) -> Self {
        let path = folder().join(format!("{name}.yaml"));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::new(name, text)
    }

    /// Creates a case that is not in a file.
    pub fn new(name: &str, text: String) -> Self {
        let fragment =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self {
            name: name.to_owned(),
            text,
            fragment,
        }
    }

    /// Returns all cases by name.
    pub fn all() -> Vec<Self> {
        let entries = std::fs::read_dir(folder()).expect("the cases are there");
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        let mut names: Vec<String> = paths
            .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        names.sort();
        names.iter().map(|name| Self::read(name)).collect()
    }

    /// Generates the case as a module below `root`, where the completed documents are also written.
    pub fn generate(&self, root: &Path) -> Output {
        generate_package(&self.package(root), &Cache::default())
    }

    /// Writes the completed documents below `root`, and returns the package of them.
    fn package(&self, root: &Path) -> Package {
        let input = root.join("things.json");
        std::fs::create_dir_all(root).expect("target/ can be written");
        write(&input, &Value::Object(self.document()));
        let mut inputs = vec![input];
        for kind in ["files", "inputs"] {
            for (name, document) in self.part(kind).as_object().into_iter().flatten() {
                write(&root.join(name), document);
                inputs.extend((kind == "inputs").then(|| root.join(name)));
            }
        }
        Package {
            name: self.name.clone(),
            title: "Things".to_owned(),
            inputs,
            layout: Layout::Module,
            spec_root: Some(root.to_owned()),
            examples: true,
            example_tests: self.wants("examples"),
            usage: self.wants("usage"),
            import: "crate_of::things".to_owned(),
            ..Package::default()
        }
    }

    /// Returns the fragment and the output as one text.
    pub fn snapshot(&self) -> String {
        let root = place::scratch(&format!("cases/{}", self.name));
        let above = root.parent().unwrap_or(&root);
        let output = self.generate(&root);
        let mut text = format!("{}\n", self.text.trim_end());
        let found = output
            .diagnostics
            .render(Style::FULL)
            .replace(&format!("{}/", root.display()), "")
            .replace(&format!("{}/", above.display()), "../");
        if !found.is_empty() {
            text += &format!("---------- diagnostics\n{found}");
        }
        for unsupported in &output.report.unsupported {
            text += &format!("---------- unsupported\n{unsupported}\n");
        }
        for (path, file) in &output.files {
            if self.shows(path) {
                let shown = shown::without_preamble(file);
                let name = path.strip_prefix(&self.name).unwrap_or(path).display();
                text += &format!("---------- {name}\n{shown}");
            }
        }
        let name = format!("{}/", root.display());
        text + &self.views(&root, &output).replace(&name, "")
    }

    /// Returns the requested views other than generated files.
    fn views(&self, root: &Path, output: &Output) -> String {
        let (package, cache) = (self.package(root), Cache::default());
        let mut text = String::new();
        let mut view = |name: &str, content: &dyn Fn() -> String| {
            if self.wants(name) {
                text += &format!("---------- {name}\n{}\n", content().trim_end());
            }
        };
        view("ir", &|| {
            dump(Stage::Analyze, &package, &cache).expect("the case has no errors")
        });
        view("surface", &|| {
            to_json(&[(self.name.clone(), output.surface.clone())].into())
        });
        view("described", &|| describe_package(&package, &cache).text);
        view("examples", &|| {
            let test = output.example_test.as_ref();
            let test = test.expect("the case has examples");
            format!("{}{}", test.code, test.data)
        });
        text
    }

    /// Returns `true` if `show` contains the word.
    fn wants(&self, word: &str) -> bool {
        let words = self.part("show").as_str().unwrap_or_default();
        words.split_whitespace().any(|it| it == word)
    }

    fn shows(&self, path: &Path) -> bool {
        let about_operation = ["operation", "paths", "x-ms-paths"]
            .iter()
            .any(|key| self.fragment.contains_key(*key));
        let about_models = ["definitions", "components", "body", "response"]
            .iter()
            .any(|key| self.fragment.contains_key(*key));
        let kind = match path.file_name().and_then(|it| it.to_str()) {
            Some("models.rs") => "models",
            Some("parameters.rs") => "parameters",
            Some("metadata.rs") => "metadata",
            _ if path.components().count() == 1 => "module",
            _ => "operations",
        };
        match self.part("show") {
            Value::String(_) => self.wants(kind) || (kind == "operations" && self.wants("usage")),
            _ => match kind {
                "models" => about_models || !about_operation,
                "operations" | "parameters" => about_operation,
                _ => false,
            },
        }
    }

    fn part(&self, key: &str) -> &Value {
        self.fragment.get(key).unwrap_or(&Value::Null)
    }

    /// Completes the fragment to a document.
    fn document(&self) -> Map<String, Value> {
        let is_openapi = self.fragment.contains_key("openapi");
        let skeleton = if is_openapi {
            json!({ "openapi": "3.0.3", "info": { "title": "Things", "version": "2024-01-01" }, "paths": {} })
        } else {
            json!({
                "swagger": "2.0",
                "info": { "title": "Things", "version": "2024-01-01" },
                "host": "management.azure.com",
                "schemes": ["https"],
                "consumes": ["application/json"],
                "produces": ["application/json"],
                "paths": {},
            })
        };
        let Value::Object(mut document) = skeleton else {
            unreachable!("the skeleton is an object")
        };
        for (key, value) in &self.fragment {
            if ![
                "operation",
                "method",
                "path",
                "body",
                "response",
                "files",
                "inputs",
                "show",
            ]
            .contains(&key.as_str())
            {
                document.insert(key.clone(), value.clone());
            }
        }
        let has_paths = ["paths", "x-ms-paths"]
            .iter()
            .any(|key| self.fragment.contains_key(*key));
        if !has_paths {
            let path = self.part("path").as_str().unwrap_or("/things").to_owned();
            let method = self
                .part("method")
                .as_str()
                .unwrap_or(if self.part("body").is_null() {
                    "get"
                } else {
                    "put"
                });
            let operation = self.operation(is_openapi);
            document.insert("paths".to_owned(), json!({ path: { method: operation } }));
        }
        document
    }

    fn operation(&self, is_openapi: bool) -> Value {
        let mut operation = self
            .part("operation")
            .as_object()
            .cloned()
            .unwrap_or_default();
        operation
            .entry("operationId")
            .or_insert_with(|| json!("Things_Get"));
        if let Some(schema) = self.fragment.get("body") {
            let body = json!({ "name": "thing", "in": "body", "required": true, "schema": schema });
            operation.insert("parameters".to_owned(), json!([body]));
        }
        operation.entry("responses").or_insert_with(|| match self.response(is_openapi) {
            Some(schema) if is_openapi => {
                json!({ "200": { "description": "OK", "content": { "application/json": { "schema": schema } } } })
            }
            Some(schema) => json!({ "200": { "description": "OK", "schema": schema } }),
            None => json!({ "200": { "description": "OK" } }),
        });
        Value::Object(operation)
    }

    fn response(&self, is_openapi: bool) -> Option<Value> {
        if let Some(schema) = self.fragment.get("response") {
            return Some(schema.clone());
        }
        if self.fragment.contains_key("body") || self.fragment.contains_key("operation") {
            return None;
        }
        let (definitions, pointer) = match is_openapi {
            true => (self.part("components").get("schemas"), "components/schemas"),
            false => (self.fragment.get("definitions"), "definitions"),
        };
        let first = definitions?.as_object()?.keys().next()?;
        Some(json!({ "$ref": format!("#/{pointer}/{first}") }))
    }
}

fn folder() -> PathBuf {
    place::repository().join("tests/cases")
}

/// Serializes a document. A string is used unchanged.
fn write(path: &Path, document: &Value) {
    let text = match document {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).expect("a value can be written"),
    };
    std::fs::write(path, text).expect("target/ can be written");
}
