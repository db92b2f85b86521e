//! Validates the fake with oav, Microsoft's validator of live traffic: every operation of the three providers and of
//! five more services is requested, and every response must conform to the original specs. Also lists the sources of
//! responses for all services.

mod api;
mod coverage;
mod drive;
mod keys;
mod oav;
mod rules;
mod sample;
mod specs;
mod states;
mod transcripts;

use std::path::Path;

use arm_fake::FakeArm;
use arm_runtime::describe::Module;
use generator::autorest_config::read_readme;
use generator::diagnostics::Diagnostics;
use tests::place;

use crate::drive::{Report, drive};
use crate::oav::Judge;

/// The documents of the generated versions, below `specification/`.
const OURS: [&str; 4] = [
    "communication/resource-manager/Microsoft.Communication/stable/2020-08-20/*.json",
    "communication/resource-manager/Microsoft.Communication/stable/2023-04-01/*.json",
    "maps/resource-manager/Microsoft.Maps/stable/2023-06-01/*.json",
    "apimanagement/resource-manager/Microsoft.ApiManagement/stable/2024-05-01/apimtenant.json",
];

const OTHERS: [&str; 5] = ["storage", "compute", "dns", "resources", "network"];

#[test]
fn responses_of_our_providers_are_valid() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let Some(mut judge) = Judge::start(&specs, &OURS.map(str::to_owned)) else {
        return;
    };
    let modules: Vec<&Module> = generated::metadata().iter().collect();
    let fake = FakeArm::new(&[generated::metadata()]);
    let report = drive(&fake, &modules, &mut judge);
    report.check("our providers");
    assert_eq!(report.operations, 70);
}

#[test]
fn responses_of_five_more_services_are_valid() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    if !place::is_required() {
        return place::skip("this takes a minute (ARM_TESTS_REQUIRED=1)");
    }
    let mut operations = 0;
    for service in OTHERS {
        let Some(report) = service_report(&specs, service) else {
            return;
        };
        report.check(service);
        operations += report.operations;
    }
    assert_eq!(operations, 1042);
}

fn service_report(specs: &Path, service: &str) -> Option<Report> {
    let readme = format!("{service}/resource-manager/readme.md");
    let mut diagnostics = Diagnostics::default();
    let readme = read_readme(
        &specs.join("specification").join(readme),
        &[],
        &mut diagnostics,
    );
    let readme = readme.expect("the readme can be read");
    let tag = readme.default_tag.clone().expect("it has a tag");
    let root = specs.join("specification").canonicalize();
    let root = root.expect("the folder is there");
    let files = readme.inputs(&tag).into_iter().map(|it| {
        let file = it.canonicalize().expect("the document is there");
        let below = file.strip_prefix(&root).expect("documents lie below");
        below.to_string_lossy().into_owned()
    });
    let mut judge = Judge::start(specs, &files.collect::<Vec<_>>())?;
    let wanted = format!("{service}/resource-manager@{tag}");
    let (modules, _) = arm_fake::specs::read_services(specs, &[wanted])
        .unwrap_or_else(|error| panic!("{service}: {error}"));
    let modules: &'static [Module] = modules.leak();
    let fake = FakeArm::new(&[modules]);
    Some(drive(
        &fake,
        &modules.iter().collect::<Vec<_>>(),
        &mut judge,
    ))
}
