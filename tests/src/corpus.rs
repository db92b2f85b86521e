//! The packages of azure-rest-api-specs in `packages.json`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use generator::autorest_config::read_readme;
use generator::diagnostics::Diagnostics;
use generator::load::Cache;
use generator::pipeline::{Layout, Output, Package, generate_package};
use serde_json::Value;

/// A package of the list.
pub struct Listed {
    /// Path of the readme below `specification/`.
    pub readme: String,
    /// Tag.
    pub tag: String,
    /// Input documents.
    pub files: Vec<PathBuf>,
    /// Size of the input documents in bytes.
    pub weight: u64,
}

impl Listed {
    /// Returns the package as input for the generator.
    pub fn package(&self) -> Package {
        Package {
            name: "arm-package".to_owned(),
            title: self.readme.clone(),
            inputs: self.files.clone(),
            layout: Layout::Crate,
            spec_root: None,
            ..Package::default()
        }
    }

    /// Generates the package.
    pub fn generate(&self) -> Output {
        generate_package(&self.package(), &Cache::default())
    }
}

/// Returns all packages of the list, in order.
pub fn packages(specs: &Path) -> Vec<Listed> {
    packages_of(specs, "packages.json")
}

/// Returns all packages of a list, in order.
pub fn packages_of(specs: &Path, list: &str) -> Vec<Listed> {
    let list = std::fs::read_to_string(specs.join(list)).expect("the list of packages is there");
    let list: Vec<Value> = serde_json::from_str(&list).expect("packages.json is a list");
    list.iter()
        .map(|it| listed(&specs.join("specification"), it))
        .collect()
}

fn listed(root: &Path, value: &Value) -> Listed {
    let text = |key: &str| {
        value[key]
            .as_str()
            .expect("a package has a readme and a tag")
            .to_owned()
    };
    let (readme, tag) = (text("readme"), text("tag"));
    let mut diagnostics = Diagnostics::default();
    let read =
        read_readme(&root.join(&readme), &[], &mut diagnostics).expect("the readme can be read");
    let files = read.inputs(&tag);
    assert!(!files.is_empty(), "{readme} {tag}");
    let weight = files
        .iter()
        .filter_map(|it| it.metadata().ok())
        .map(|it| it.len())
        .sum();
    Listed {
        readme,
        tag,
        files,
        weight,
    }
}

/// Parses the JSON of a document independently of the generator.
pub fn read_json(path: &Path) -> Arc<Value> {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = text.trim_start_matches('\u{feff}');
    Arc::new(
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    )
}
