//! Each diagnostic of the original specs and of the cases has a file, a pointer to an existing value, and the line of that
//! value.

use std::collections::BTreeSet;
use std::path::Path;

use generator::diagnostics::Object;
use generator::load::Cache;
use generator::parallel;
use generator::pipeline::{Layout, Package, generate_package};
use serde_json::Value;
use tests::case::Case;
use tests::{corpus, place};

/// Pointers of diagnostics, and those that are wrong.
#[derive(Default)]
struct Checked {
    n_pointers: usize,
    wrong: Vec<String>,
}

impl Checked {
    /// Checks the diagnostics of a package.
    fn add(&mut self, objects: Vec<Object>) {
        let mut seen = BTreeSet::new();
        for object in objects {
            let shown = object.to_string();
            if object.help.is_empty() || !seen.insert(shown.clone()) {
                self.wrong.push(format!("without help, or twice: {shown}"));
            }
            let (Some(file), Some(pointer)) = (&object.file, &object.pointer) else {
                continue;
            };
            let text = std::fs::read_to_string(file).expect("the file can be read");
            let Some(value) = parsed(&text) else { continue };
            self.n_pointers += 1;
            let last = unescaped(pointer);
            let line = object.line.and_then(|it| text.lines().nth(it - 1));
            let is_named =
                last.parse::<usize>().is_ok() || line.is_some_and(|it| it.contains(&last));
            if value.pointer(pointer).is_none() || !is_named {
                self.wrong.push(format!("a wrong pointer or line: {shown}"));
            }
        }
    }

    fn finish(self) {
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        assert!(self.n_pointers > 0, "there is no diagnostic");
    }
}

#[test]
fn diagnostics_of_the_real_specs_lead_to_values() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let packages = corpus::packages(&specs);
    let found = parallel::run(&packages, parallel::available(), |listed| {
        listed.generate().diagnostics.objects()
    });
    let mut checked = Checked::default();
    for objects in found {
        checked.add(objects.expect("no package panics"));
    }
    checked.finish();
}

#[test]
fn diagnostics_of_the_cases_lead_to_values() {
    let mut checked = Checked::default();
    for case in Case::all() {
        let root = place::scratch(&format!("locations/{}", case.name));
        checked.add(case.generate(&root).diagnostics.objects());
    }
    let folder = place::repository().join("tests/cases/diagnostics");
    for entry in std::fs::read_dir(folder).expect("the cases are there") {
        let path = entry.expect("the folder can be read").path();
        let text = std::fs::read_to_string(&path).expect("the case can be read");
        let name = path
            .file_stem()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        let root = place::scratch(&format!("locations/diagnostics/{name}"));
        let mut files = Vec::new();
        for part in text.split("=== ").skip(1) {
            let (file, content) = part.split_once('\n').expect("a file has a name");
            let file = root.join(file);
            let folder = file.parent().expect("a file has a folder");
            std::fs::create_dir_all(folder).expect("target/ can be written");
            std::fs::write(&file, content).expect("target/ can be written");
            files.push(file);
        }
        for file in files {
            checked.add(diagnostics_of(&file));
        }
    }
    checked.finish();
}

/// Returns the diagnostics of a file, if it is a document of an API.
fn diagnostics_of(file: &Path) -> Vec<Object> {
    let text = std::fs::read_to_string(file).expect("the file can be read");
    let is_document =
        parsed(&text).is_some_and(|it| it.get("swagger").is_some() || it.get("openapi").is_some());
    if !is_document {
        return Vec::new();
    }
    let package = Package {
        name: "things".to_owned(),
        inputs: vec![file.to_owned()],
        layout: Layout::Module,
        examples: true,
        ..Package::default()
    };
    generate_package(&package, &Cache::default())
        .diagnostics
        .objects()
}

/// Parses a document, or returns `None` if it has a syntax error.
fn parsed(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    value.apply_merge().ok()?;
    serde_json::to_value(value).ok()
}

/// Returns the last key of a pointer.
fn unescaped(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    last.replace("~1", "/").replace("~0", "~")
}
