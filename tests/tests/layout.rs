//! The generated code has the layout of prettyplease, although most of it is written as text.
//!
//! Documentation of modules, empty lines, and the tables of models and parameters are not compared: these are written differently.

use std::path::{Path, PathBuf};

use generator::parallel;
use tests::case::Case;
use tests::{corpus, place};

/// Asserts that a file contains its items as prettyplease prints them, in order.
fn assert_layout(path: &Path, text: &str) {
    let tree = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = without_empty_lines(text);
    let mut rest = text.as_str();
    for item in tree.items {
        if matches!(item, syn::Item::Macro(_) | syn::Item::Const(_)) {
            continue;
        }
        let items = vec![item];
        let printed = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items,
        });
        let printed = without_empty_lines(&printed);
        let Some(start) = rest.find(&printed) else {
            panic!(
                "{}: prettyplease prints\n{printed}instead of\n{rest:.1000}",
                path.display()
            );
        };
        rest = &rest[start + printed.len()..];
    }
}

fn without_empty_lines(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| *line != "\n");
    lines.collect()
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "rs")
}

#[test]
fn shipped_bindings_have_the_layout_of_prettyplease() {
    let mut folders = vec![place::repository().join("generated/src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("generated/ is there") {
            let path: PathBuf = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if is_rust(&path) {
                let text = std::fs::read_to_string(&path).expect("the file can be read");
                assert_layout(&path, &text);
                count += 1;
            }
        }
    }
    assert!(count > 10);
}

#[test]
fn cases_have_the_layout_of_prettyplease() {
    for case in Case::all() {
        let root = place::scratch(&format!("layout/{}", case.name));
        for (path, text) in case.generate(&root).files {
            if is_rust(&path) {
                assert_layout(&path, &text);
            }
        }
    }
}

#[test]
fn packages_have_the_layout_of_prettyplease() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let packages = corpus::packages(&specs);
    let jobs = parallel::available();
    let results = parallel::run(&packages, jobs, |listed| {
        for (path, text) in listed.generate().files {
            if is_rust(&path) {
                assert_layout(&path, &text);
            }
        }
    });
    for (result, listed) in results.iter().zip(&packages) {
        assert!(result.is_some(), "{}: see above", listed.readme);
    }
}
