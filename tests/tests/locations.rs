//! Each diagnostic of the original specs has a file, a pointer to an existing value, and the line of that value.

use std::collections::BTreeSet;

use generator::parallel;
use serde_json::Value;
use tests::{corpus, place};

#[test]
fn diagnostics_of_the_real_specs_lead_to_values() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let packages = corpus::packages(&specs);
    let found = parallel::run(&packages, parallel::available(), |listed| {
        listed.generate().diagnostics.objects()
    });
    let (mut wrong, mut n_pointers) = (Vec::new(), 0);
    for objects in found {
        let objects = objects.expect("no package panics");
        let mut seen = BTreeSet::new();
        for object in objects {
            let shown = object.to_string();
            if object.help.is_empty() || !seen.insert(shown.clone()) {
                wrong.push(format!("without help, or twice: {shown}"));
            }
            let (Some(file), Some(pointer)) = (&object.file, &object.pointer) else {
                continue;
            };
            n_pointers += 1;
            let text = std::fs::read_to_string(file).expect("the file can be read");
            let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
                .expect("the documents are JSON");
            let last = unescaped(pointer);
            let line = object.line.and_then(|it| text.lines().nth(it - 1));
            let is_named =
                last.parse::<usize>().is_ok() || line.is_some_and(|it| it.contains(&last));
            if value.pointer(pointer).is_none() || !is_named {
                wrong.push(format!("a wrong pointer or line: {shown}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(n_pointers > 0, "no package has a diagnostic");
}

/// Returns the last key of a pointer.
fn unescaped(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    last.replace("~1", "/").replace("~0", "~")
}
