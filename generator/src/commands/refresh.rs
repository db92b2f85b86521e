//! The crate `generated` from `specs/providers.yaml`: a module for each version of each provider.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::changes;
use crate::cli::Global;
use crate::config::{Config, Provider, Version, read_config};
use crate::crate_writer::{self, Crate, EXAMPLES, repository_root};
use crate::diagnostics::Diagnostics;
use crate::files::Files;
use crate::header::HEADER;
use crate::load::Cache;
use crate::outcome::Outcome;
use crate::pipeline::{Layout, Package};
use crate::{manifest, parallel};

/// Makes `generated/` what `specs/` gives, and says what changed.
pub(super) fn refresh(global: Global) -> Outcome {
    let (krate, mut outcome) = generate_all(global);
    let Some(krate) = krate else { return outcome };
    let old = krate.read_old();
    match krate.write() {
        Ok(_) => outcome.result = changes::compare(&old, krate.files()).to_string(),
        Err(error) => {
            return Outcome::failure(format!("generated/ cannot be written: {error}"));
        }
    }
    outcome
}

/// Says which files of `generated/` are not what `specs/` gives.
pub(super) fn check(global: Global) -> Outcome {
    let (krate, mut outcome) = generate_all(global);
    let Some(krate) = krate else { return outcome };
    let stale = krate.check();
    for stale in &stale {
        let _ = writeln!(outcome.messages, "{} in generated/", stale);
    }
    if stale.is_empty() {
        outcome.result = "generated/ is fresh\n".to_owned();
    } else {
        outcome.failed = true;
        let _ = writeln!(
            outcome.messages,
            "{} stale; run `cargo run -p generator`",
            count(stale.len(), "file")
        );
    }
    outcome
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The packages of `specs/providers.yaml`, for a look at a stage.
pub(super) fn packages(diagnostics: &mut Diagnostics) -> Vec<Package> {
    let (config, specs) = read_specs(&Cache::default(), diagnostics);
    each_version(&config)
        .map(|(provider, version)| package(provider, version, &specs))
        .collect()
}

fn read_specs(cache: &Cache, diagnostics: &mut Diagnostics) -> (Config, PathBuf) {
    let specs = repository_root().join("specs");
    (
        read_config(&specs.join("providers.yaml"), cache, diagnostics),
        specs,
    )
}

fn each_version(config: &Config) -> impl Iterator<Item = (&Provider, &Version)> {
    config.providers.iter().flat_map(|provider| {
        provider
            .versions
            .iter()
            .map(move |version| (provider, version))
    })
}

fn package(provider: &Provider, version: &Version, specs: &Path) -> Package {
    Package {
        name: version.module(),
        title: format!("{} {}", provider.name, version.version),
        inputs: version.inputs.clone(),
        layout: Layout::Module,
        spec_root: Some(specs.to_owned()),
        examples: true,
        example_tests: true,
        usage: true,
        import: format!("generated::{}::{}", provider.module, version.module()),
    }
}

/// The crate `generated`. Returns nothing when anything is wrong.
fn generate_all(global: Global) -> (Option<Crate>, Outcome) {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let cache = Cache::default();
    let (config, specs) = read_specs(&cache, &mut diagnostics);
    if diagnostics.has_errors() {
        outcome.take(&diagnostics, global);
        return (None, outcome);
    }
    let versions: Vec<(&Provider, &Version)> = each_version(&config).collect();
    let outputs = parallel::run(&versions, global.jobs(), |(provider, version)| {
        crate_writer::generate(&package(provider, version, &specs), &cache)
    });
    let xml = outputs.iter().flatten().any(|output| output.xml);
    let mut krate = Crate::new(&repository_root().join("generated"), HEADER);
    krate.add_all(Path::new(""), &compose(&config, xml));
    let mut tests = String::new();
    for ((provider, version), output) in versions.iter().zip(outputs) {
        let Some(output) = output else { continue };
        diagnostics.append(output.diagnostics);
        krate.add_all(&Path::new("src").join(&provider.module), &output.files);
        if let Some(test) = output.example_test {
            let (feature, name) = (
                version.feature(provider),
                format!("{}_{}", provider.module, version.module()),
            );
            let _ = write!(tests, "\n#[cfg(feature = \"{feature}\")]\nmod {name};\n");
            let code = test.with_data(&format!("{name}.json"));
            krate.add_example_test(&name, &name, &code, &test);
        }
    }
    if !tests.is_empty() {
        let docs = "//! The examples of the specs, as tests.\n";
        krate.add(format!("{EXAMPLES}/main.rs"), &format!("{docs}{tests}"));
    }
    outcome.take(&diagnostics, global);
    ((!diagnostics.has_errors()).then_some(krate), outcome)
}

/// The files around the modules of the versions.
fn compose(config: &Config, xml: bool) -> Files {
    let names: Vec<&str> = config
        .providers
        .iter()
        .map(|provider| provider.name.as_str())
        .collect();
    let features: Vec<String> = each_version(config)
        .map(|(provider, version)| version.feature(provider))
        .collect();
    let mut lib = format!(
        "//! Azure Resource Manager bindings, a module for each resource provider and api-version.\n//!\n\
         //! Every api-version is a cargo feature, on by default:\n//!\n"
    );
    for feature in &features {
        let _ = writeln!(lib, "//! * `{feature}`");
    }
    lib.push_str(
        "//!\n//! The feature `metadata` adds metadata for tooling: operations and schemas.\n\n",
    );
    let mut files = Files::new();
    let mut providers: Vec<&Provider> = config.providers.iter().collect();
    providers.sort_by(|left, right| left.module.cmp(&right.module));
    for provider in providers {
        let _ = writeln!(lib, "#[rustfmt::skip]\npub mod {};", provider.module);
        let mut text = format!("//! {}.\n", provider.name);
        for version in &provider.versions {
            let _ = write!(
                text,
                "\n#[cfg(feature = \"{}\")]\npub mod {};\n",
                version.feature(provider),
                version.module()
            );
        }
        files.insert(format!("src/{}.rs", provider.module).into(), text);
    }
    lib.push_str(&metadata(config));
    files.insert("src/lib.rs".into(), lib);
    files.insert(
        "Cargo.toml".into(),
        manifest::generated(&names.join(", "), &features, xml),
    );
    files
}

/// The function that returns the metadata of all modules.
fn metadata(config: &Config) -> String {
    let mut text = String::from(
        "\n/// Returns the metadata for tooling, by provider and api-version in the order of the features.\n\
         #[cfg(feature = \"metadata\")]\npub fn metadata() -> &'static [arm_runtime::describe::Module] {\n    \
         use arm_runtime::describe::Module;\n    static MODULES: std::sync::LazyLock<Box<[Module]>> = \
         std::sync::LazyLock::new(|| {\n        Box::new([\n",
    );
    for (provider, version) in each_version(config) {
        let module = format!("{}::{}::metadata", provider.module, version.module());
        let _ = write!(
            text,
            "            #[cfg(feature = {:?})]\n            Module::read(\n                {:?},\n                {:?},\n                \
             {:?},\n                {module}::TEXT,\n                {module}::OPERATIONS,\n            ),\n",
            version.feature(provider),
            provider.name,
            provider.module,
            version.version,
        );
    }
    text.push_str("        ])\n    });\n    &MODULES\n}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_is_a_module_behind_its_feature() {
        let version = |version: &str| Version {
            version: version.to_owned(),
            inputs: Vec::new(),
        };
        let provider = |name: &str, module: &str, versions| Provider {
            name: name.to_owned(),
            module: module.to_owned(),
            versions,
        };
        let config = Config::from(vec![
            provider(
                "Microsoft.B",
                "b",
                vec![version("2020-01-01"), version("2021-01-01-preview")],
            ),
            provider("Microsoft.A", "a", vec![version("2022-02-02")]),
        ]);
        let files = compose(&config, false);
        let file = |path: &str| files[Path::new(path)].as_str();
        let lib = file("src/lib.rs");
        assert!(lib.contains("//! * `a-2022-02-02`\n//!\n"), "{lib}");
        assert!(
            lib.contains("\n\n#[rustfmt::skip]\npub mod a;\n#[rustfmt::skip]\npub mod b;\n\n"),
            "{lib}"
        );
        assert!(lib.contains("b::v2020_01_01::metadata::TEXT,"), "{lib}");
        assert!(file("src/b.rs").ends_with(
            "//! Microsoft.B.\n\n#[cfg(feature = \"b-2020-01-01\")]\npub mod v2020_01_01;\n\n\
             #[cfg(feature = \"b-2021-01-01-preview\")]\npub mod v2021_01_01_preview;\n"
        ));
        assert!(file("Cargo.toml").contains("default = [\n    \"b-2020-01-01\",\n"));
    }
}
