//! Specs that are not compiled: the services of a checkout, their tags, and their faults.

use std::fs;
use std::path::Path;

use arm_fake::specs::{SpecError, read_all, read_services};
use arm_runtime::describe::Module;
use tests::place;

/// A document with one operation.
fn document(version: &str, name: &str) -> String {
    format!(
        r#"{{"swagger": "2.0", "info": {{"title": "Things", "version": "{version}"}}, "host": "management.azure.com",
        "paths": {{"/{name}": {{"get": {{"operationId": "Things_Get", "parameters": [{{"name": "api-version", "in": "query", "required": true, "type": "string"}}], "responses": {{"204": {{"description": "ok"}}}}}}}}}}}}"#
    )
}

const README: &str = "``` yaml\ntag: package-2\n```\n\
    ``` yaml $(tag) == 'package-1'\ninput-file: Microsoft.Things/stable/2020-01-01/a.json\n```\n\
    ``` yaml $(tag) == 'package-2'\ninput-file:\n  - Microsoft.Things/stable/2022-02-02/a.json\n  - Microsoft.Things/stable/2022-02-02/b.json\n```\n\
    ``` yaml $(tag) == 'package-3'\ninput-file: Microsoft.Things/stable/2023-03-03/gone.json\n```\n";

/// Returns modules as `provider version: paths`, sorted, or the error.
fn shown(root: &Path, read: Result<(Vec<Module>, Vec<String>), SpecError>) -> String {
    let (modules, skipped) = match read {
        Ok(read) => read,
        Err(error) => {
            return error
                .to_string()
                .replace(&root.display().to_string(), "ROOT");
        }
    };
    let mut lines: Vec<String> = modules
        .iter()
        .map(|it| {
            let entries = it.groups.iter().flat_map(|it| it.operations);
            let mut paths: Vec<&str> = entries.map(|it| it.operation.path).collect();
            paths.sort_unstable();
            format!(
                "{} {} {}: {}",
                it.provider,
                it.name,
                it.api_version,
                paths.join(" ")
            )
        })
        .collect();
    lines.extend(skipped.iter().map(|it| format!("skipped {it}")));
    lines.sort();
    lines
        .join("\n")
        .replace(&root.display().to_string(), "ROOT")
}

#[test]
fn a_checkout_has_services_with_tags() {
    let root = place::scratch("fake-checkout");
    let things = root.join("specification/things/resource-manager");
    let put = |path: &str, text: &str| {
        let path = things.join("Microsoft.Things/stable").join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("target/ can be written");
        fs::write(path, text).expect("target/ can be written");
    };
    let of = |service: &str| shown(&root, read_services(&root, &[service.to_owned()]));
    let all = || shown(&root, read_all(&root));
    assert_eq!(
        all(),
        "there is no service in ROOT/specification".replace("/specification", "")
    );
    put("2020-01-01/a.json", &document("2020-01-01", "one"));
    put("2022-02-02/a.json", &document("2022-02-02", "two"));
    put("2022-02-02/b.json", &document("2022-02-02", "more"));
    fs::write(things.join("readme.md"), README).expect("target/ can be written");
    let old = "Microsoft.Things microsoft.things 2020-01-01: /one";
    let new = "Microsoft.Things microsoft.things 2022-02-02: /more /two";
    for (service, expected) in [
        ("things/resource-manager", format!("{old}\n{new}")),
        ("/things/resource-manager/", format!("{old}\n{new}")),
        ("things/resource-manager@package-1", old.to_owned()),
        ("things/resource-manager@package-2", new.to_owned()),
    ] {
        assert_eq!(of(service), expected, "{service}");
    }
    assert_eq!(all(), new);
    for (service, start) in [
        ("nothing/resource-manager", "error[missing-file]: "),
        ("things/resource-manager@package-3", "error[missing-file]: "),
        ("things/resource-manager@package-4", "error[unknown-tag]: "),
    ] {
        let error = of(service);
        assert!(error.starts_with(start), "{service}: {error}");
    }

    // A version that is not the default is skipped if it is invalid.
    put("2020-01-01/a.json", "{");
    let skipped = "skipped ROOT/specification/things/resource-manager/Microsoft.Things/stable/2020-01-01/a.json";
    assert_eq!(of("things/resource-manager"), format!("{new}\n{skipped}"));
    assert!(of("things/resource-manager@package-1").starts_with("error["));
    assert_eq!(all(), new);
    put("2022-02-02/b.json", "{");
    assert!(of("things/resource-manager").starts_with("error["));
    let skipped = "skipped ROOT/specification/things/resource-manager/Microsoft.Things/stable/2022-02-02/a.json";
    assert_eq!(all(), skipped);

    // None of the documents exists.
    fs::remove_dir_all(things.join("Microsoft.Things")).expect("it is there");
    assert_eq!(
        of("things/resource-manager"),
        "ROOT/specification/things/resource-manager/readme.md: none of the files of its tags exists"
    );
    assert!(all().starts_with("there is no service in ROOT"));
}
