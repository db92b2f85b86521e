//! Broken documents yield diagnostics with locations, or a result, but never a panic. Values of original documents are
//! removed, swapped, changed in type and truncated, a few thousand times, in the same way in every run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use generator::diagnostics::{Severity, Style};
use generator::load::{Cache, Roots};
use generator::parallel;
use generator::pipeline::{Output, generate_package};
use serde_json::{Value, json};
use tests::corpus::{Listed, packages};
use tests::place;

/// Number of mutated packages, and of mutations of each.
const PACKAGES: usize = 30;
const MUTATIONS: u64 = 100;

/// A small random number generator, so that a seed always identifies the same mutation.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).expect("less than a usize")
    }
}

/// Returns the pointers of all values.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn mutate(document: &mut Value, numbers: &mut Numbers) -> String {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    let (one, other) = (
        places[numbers.below(places.len())].clone(),
        places[numbers.below(places.len())].clone(),
    );
    let kind = numbers.below(5);
    match kind {
        0 => drop_at(document, &one),
        1 => {
            let (a, b) = (
                document.pointer(&one).cloned(),
                document.pointer(&other).cloned(),
            );
            set(document, &one, b);
            set(document, &other, a);
        }
        2 => {
            let other_types = [
                json!(null),
                json!(true),
                json!(-1.5),
                json!("text"),
                json!([1]),
                json!({ "$ref": "#/x" }),
                json!({}),
            ];
            set(
                document,
                &one,
                other_types.get(numbers.below(other_types.len())).cloned(),
            );
        }
        3 => {
            let shorter = match document.pointer(&one) {
                Some(Value::String(text)) => Value::String(
                    text.chars()
                        .take(numbers.below(text.chars().count()))
                        .collect(),
                ),
                Some(Value::Array(items)) => {
                    Value::Array(items[..numbers.below(items.len())].to_vec())
                }
                _ => Value::String(String::new()),
            };
            set(document, &one, Some(shorter));
        }
        // A definition that refers to another, or to itself.
        _ => set(document, &one, Some(json!({ "$ref": format!("#{other}") }))),
    }
    format!(
        "{} {one} {other}",
        ["drop", "swap", "retype", "truncate", "refer"][kind]
    )
}

fn set(document: &mut Value, at: &str, value: Option<Value>) {
    if let (Some(place), Some(value)) = (document.pointer_mut(at), value) {
        *place = value;
    }
}

fn drop_at(document: &mut Value, at: &str) {
    let Some((parent, key)) = at.rsplit_once('/') else {
        return;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse::<usize>().ok().filter(|it| *it < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Copies the documents of a package and all referenced files to `root`.
fn copy(listed: &Listed, specification: &Path, root: &Path) -> Vec<PathBuf> {
    let mut diagnostics = generator::diagnostics::Diagnostics::default();
    let documents = generator::load::load(
        &listed.files,
        &Roots::of(&listed.files, &[]),
        &Cache::default(),
        &mut diagnostics,
    );
    let copied = documents.iter().map(|document| {
        let below = document
            .path
            .strip_prefix(specification)
            .expect("a document lies below specification/");
        let target = root.join(below);
        std::fs::create_dir_all(target.parent().expect("a file has a folder"))
            .expect("target/ can be written");
        std::fs::copy(&document.path, &target).expect("target/ can be written");
        (document.is_input, target)
    });
    copied
        .collect::<Vec<_>>()
        .into_iter()
        .filter(|(is_input, _)| *is_input)
        .map(|(_, path)| path)
        .collect()
}

fn check(output: &Output) -> Result<(), String> {
    let text = output.diagnostics.render(Style::FULL);
    let unlocated: Vec<_> = output
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error && it.at.is_none())
        .collect();
    if !unlocated.is_empty() {
        return Err(format!("without a place: {text}"));
    }
    if output.diagnostics.has_errors() || !output.files.is_empty() {
        Ok(())
    } else {
        Err("neither files nor errors".to_owned())
    }
}

fn mutate_package(index: usize, listed: &Listed, specification: &Path) -> Vec<String> {
    let root = place::scratch(&format!("mutation/{index}")).join("specification");
    let inputs = copy(listed, specification, &root);
    let mut failures = Vec::new();
    for seed in 1..=MUTATIONS {
        let mut numbers = Numbers((seed << 16) + index as u64 + 1);
        (0..8).for_each(|_| _ = numbers.below(2));
        let input = &inputs[numbers.below(inputs.len())];
        let text = std::fs::read_to_string(input).expect("the file was copied");
        let mut document: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("the file is JSON");
        let what = mutate(&mut document, &mut numbers);
        std::fs::write(input, document.to_string()).expect("target/ can be written");
        let mut package = listed.package();
        package.inputs = inputs.clone();
        let result = catch_unwind(AssertUnwindSafe(|| {
            check(&generate_package(&package, &Cache::default()))
        }));
        let failure = result.unwrap_or_else(|_| Err("panicked".to_owned())).err();
        failures.extend(failure.map(|it| format!("{} seed {seed}: {what}: {it}", input.display())));
        std::fs::write(input, text).expect("target/ can be written");
    }
    failures
}

#[test]
fn broken_documents_never_panic() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    // Paths of documents are absolute and without symbolic links.
    let specs = specs.canonicalize().expect("the folder is there");
    let specification = specs.join("specification");
    let mut listed = packages(&specs);
    // Small packages, so that each mutation is likely to have an effect, spread over the list to include different
    // services.
    listed.retain(|it| it.weight < 100_000);
    let step = listed.len() / PACKAGES;
    let chosen: Vec<(usize, &Listed)> = listed
        .iter()
        .step_by(step)
        .take(PACKAGES)
        .enumerate()
        .collect();
    assert_eq!(chosen.len(), PACKAGES);
    let failures = parallel::run(&chosen, parallel::available(), |(index, listed)| {
        mutate_package(*index, listed, &specification)
    });
    let failures: Vec<String> = failures
        .into_iter()
        .flat_map(|it| it.expect("panics are caught inside"))
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        PACKAGES as u64 * MUTATIONS,
        failures.join("\n")
    );
}
