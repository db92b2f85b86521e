//! The sources of responses for the packages of azure-rest-api-specs.

use std::collections::BTreeMap;

use arm_fake::{FakeArm, Source};
use tests::{corpus, place};

#[test]
fn most_operations_are_answered_by_rules() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    if !place::is_required() {
        return place::skip("this takes a minute (ARM_TESTS_REQUIRED=1)");
    }
    let mut counts: BTreeMap<Source, usize> = BTreeMap::new();
    for listed in corpus::packages(&specs) {
        let modules = arm_fake::specs::read_documents(listed.files.clone())
            .unwrap_or_else(|error| panic!("{}: {error}", listed.readme));
        let fake = FakeArm::new(&[modules.leak()]);
        for (_, source) in fake.coverage() {
            *counts.entry(source).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let tenths = |n: usize| 1000 * n / total;
    for (source, n) in &counts {
        let tenths = tenths(*n);
        eprintln!(
            "{}: {n} of {total}, {}.{} %",
            source.name(),
            tenths / 10,
            tenths % 10
        );
    }
    let canned = [Source::Example, Source::Schema].map(|it| counts.get(&it).copied().unwrap_or(0));
    assert!(tenths(canned[0] + canned[1]) <= 125, "{canned:?}");
    assert!(total > 8000, "{total}");
}
