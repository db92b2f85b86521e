//! The same input produces the same bytes: in repeated runs, and with one or several threads.

use std::collections::BTreeMap;
use std::path::PathBuf;

use generator::load::Cache;
use generator::parallel;
use generator::pipeline::generate_package;
use tests::{corpus, place};

type Outputs = Vec<(String, BTreeMap<PathBuf, String>, String)>;

fn generate(packages: &[corpus::Listed], jobs: usize) -> Outputs {
    let cache = Cache::default();
    let outputs = parallel::run(packages, jobs, |listed| {
        let output = generate_package(&listed.package(), &cache);
        let found = output
            .diagnostics
            .render(generator::diagnostics::Style::FULL);
        (listed.readme.clone(), output.files, found)
    });
    outputs
        .into_iter()
        .map(|it| it.expect("no package panics"))
        .collect()
}

#[test]
fn packages_give_the_same_bytes() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    // Every ninth package: the list is sorted by service, so that different services are included.
    let packages: Vec<corpus::Listed> = corpus::packages(&specs).into_iter().step_by(9).collect();
    let once = generate(&packages, 1);
    assert!(once.iter().all(|(_, files, _)| !files.is_empty()));
    for jobs in [1, 4] {
        for (first, second) in once.iter().zip(generate(&packages, jobs)) {
            assert!(*first == second, "{} differs with {jobs} threads", first.0);
        }
    }
}
