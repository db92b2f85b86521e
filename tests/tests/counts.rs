//! Nothing is dropped silently: the operations that are emitted or reported are those of the documents, counted here
//! from the JSON alone.

use std::collections::BTreeSet;

use generator::parallel;
use serde_json::Value;
use tests::{corpus, place};

const METHODS: [&str; 8] = [
    "get", "put", "post", "patch", "delete", "head", "options", "trace",
];

/// Returns the operations of a document. Each path item is counted where it is written.
fn count_operations(document: &Value) -> usize {
    let items = ["paths", "x-ms-paths"]
        .iter()
        .filter_map(|key| document[*key].as_object());
    let items = items.flatten().filter(|(path, _)| !path.starts_with("x-"));
    items
        .filter_map(|(_, item)| item.as_object())
        .flatten()
        .filter(|(key, _)| METHODS.contains(&key.as_str()))
        .count()
}

#[test]
fn every_operation_is_emitted_or_reported() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let packages = corpus::packages(&specs);
    assert_eq!(packages.len(), 179);
    let results = parallel::run(&packages, parallel::available(), |listed| {
        let files: BTreeSet<_> = listed.files.iter().collect();
        let declared: usize = files
            .into_iter()
            .map(|file| count_operations(&corpus::read_json(file)))
            .sum();
        let output = listed.generate();
        let errors: Vec<String> = output
            .diagnostics
            .objects()
            .iter()
            .map(ToString::to_string)
            .filter(|it| it.contains("error["))
            .collect();
        (declared, output.report, errors)
    });
    let mut total = 0;
    for (listed, result) in packages.iter().zip(results) {
        let (declared, report, errors) = result.expect("no package panics");
        assert!(errors.is_empty(), "{}: {errors:#?}", listed.readme);
        assert_eq!(
            report.operations + report.unsupported.len(),
            declared,
            "{} {}: {:?}",
            listed.readme,
            listed.tag,
            report.unsupported
        );
        // All features used by the management planes of Azure are supported. A new entry requires a reason.
        assert_eq!(report.unsupported, [""; 0], "{}", listed.readme);
        total += declared;
    }
    assert_eq!(total, 8676);
}
