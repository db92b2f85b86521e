//! The bindings crate of a configuration: a module for each api-version of each provider, and the files of the crate.

use std::fmt::Write;
use std::path::Path;

use crate::config::Config;
use crate::crate_writer::{self, Crate, EXAMPLES};
use crate::diagnostics::Diagnostics;
use crate::files::Files;
use crate::load::Cache;
use crate::manifest::{Manifest, Needs, Runtime};
use crate::pipeline::{Layout, Package, root_lines};
use crate::providers::{Provider, Providers, Version};
use crate::summary::{Service, Summary, crate_readme, markdown};
use crate::{parallel, surface};

/// File that describes the public interface.
pub const SURFACE: &str = "api.json";

/// A generated crate that is not yet written.
pub struct Bindings {
    /// Files.
    pub krate: Crate,
    /// Summary of the crate.
    pub summary: Summary,
}

/// The input of a bindings crate.
pub struct Plan<'a> {
    /// Configuration.
    pub config: &'a Config,
    /// Providers of the configuration.
    pub providers: &'a Providers,
    /// Folder of the API descriptions.
    pub specs: &'a Path,
    /// Additional folders that files may be read from.
    pub roots: Vec<std::path::PathBuf>,
    /// First line of every file.
    pub header: String,
    /// Source of the runtime.
    pub runtime: Runtime,
}

impl Plan<'_> {
    /// Returns the package of each version.
    pub fn packages(&self) -> Vec<Package> {
        let each = self.providers.versions();
        each.map(|(provider, version)| self.package(provider, version))
            .collect()
    }

    fn package(&self, provider: &Provider, version: &Version) -> Package {
        let krate = self.config.krate.name.replace('-', "_");
        let examples = self.config.examples;
        let mut roots = self.roots.clone();
        roots.push(self.specs.to_owned());
        let of_service = |it: &&Version| it.operations_at == version.operations_at;
        let others = provider.versions.iter().filter(of_service);
        let others = others.filter(|it| it.inputs != version.inputs);
        Package {
            name: version.module(),
            title: format!("{} {}", provider.name, version.version),
            inputs: version.inputs.clone(),
            credential_scopes: version.credential_scopes.clone(),
            layout: Layout::Module,
            spec_root: Some(self.specs.to_owned()),
            roots,
            operations: version.operations.clone(),
            operations_at: version.operations_at.clone(),
            other_versions: others.map(|it| it.inputs.clone()).collect(),
            examples,
            example_tests: examples,
            usage: examples,
            import: format!("{krate}::{}::{}", provider.module, version.module()),
        }
    }

    /// Generates the crate. Returns `None` after reporting an error.
    pub fn generate(
        &self,
        cache: &Cache,
        jobs: usize,
        diagnostics: &mut Diagnostics,
    ) -> Option<Bindings> {
        let outputs = parallel::run(&self.packages(), jobs, |package| {
            crate_writer::generate(package, cache)
        });
        let mut krate = Crate::new(&self.config.out, &self.header).named(&self.config.krate.name);
        let mut summary = Summary::default();
        let (mut tests, mut needs) = (String::new(), Needs::default());
        for ((provider, version), output) in self.providers.versions().zip(outputs) {
            let Some(mut output) = output else { continue };
            diagnostics.append(std::mem::take(&mut output.diagnostics));
            needs.xml |= output.xml;
            krate.add_all(&Path::new("src").join(&provider.module), &output.files);
            let feature = version.feature(provider);
            if let Some(test) = &output.example_test {
                let name = format!("{}_{}", provider.module, version.module());
                let _ = write!(tests, "\n#[cfg(feature = \"{feature}\")]\nmod {name};\n");
                let code = test.with_data(&format!("{name}.json"));
                krate.add_example_test(&name, &name, &code, test);
            }
            let service = Service {
                module: format!("{}::{}", provider.module, version.module()),
                name: match output.title.as_str() {
                    // No folder of the documents names a resource provider.
                    title if provider.name == provider.module && !title.is_empty() => {
                        title.to_owned()
                    }
                    _ => provider.name.clone(),
                },
                feature: Some(feature),
                is_default: version.is_default,
                tag: version.tag.clone(),
                other_tags: version.other_tags.clone(),
                ..Service::default()
            };
            summary.services.push(service.with(&mut output));
        }
        if diagnostics.has_errors() {
            return None;
        }
        if !tests.is_empty() {
            needs.examples = true;
            let docs = "//! The examples of the specs, as tests.\n";
            krate.add(format!("{EXAMPLES}/main.rs"), &format!("{docs}{tests}"));
        }
        krate.add_all(Path::new(""), &self.compose(&summary, needs));
        Some(Bindings { krate, summary })
    }

    /// Returns the files other than the modules of the versions.
    fn compose(&self, summary: &Summary, needs: Needs) -> Files {
        let config = self.config;
        let mut providers: Vec<&Provider> = self.providers.list.iter().collect();
        let names: Vec<&str> = providers.iter().map(|it| it.name.as_str()).collect();
        let versions: Vec<String> = (self.providers.versions())
            .map(|(provider, version)| version.feature(provider))
            .collect();
        let mut krate = config.krate.clone();
        if krate.description.is_empty() {
            let kind = match summary.is_arm() {
                true => "Azure Resource Manager bindings",
                false => "API bindings",
            };
            krate.description = format!("{kind}: {}.", names.join(", "));
        }
        let import = config.krate.name.replace('-', "_");
        let mut lib = lib_docs(&import, summary, config.cli.as_deref());
        providers.sort_by(|left, right| left.module.cmp(&right.module));
        let mut files = Files::new();
        for provider in providers {
            let _ = writeln!(lib, "#[rustfmt::skip]\npub mod {};", provider.module);
            let path = format!("src/{}.rs", provider.module).into();
            files.insert(path, provider_file(provider));
        }
        lib.push_str("\npub use arm_runtime;\n");
        lib.push_str(&metadata(self.providers, summary));
        files.insert("src/lib.rs".into(), lib);
        let manifest = Manifest {
            krate: &krate,
            root: &config.out,
            runtime: &self.runtime,
            versions: &versions,
            metadata: true,
            cli: config.cli.as_deref(),
            usage: config.examples,
            is_arm: summary.is_arm(),
            needs,
        };
        files.insert("Cargo.toml".into(), manifest.text());
        if config.cli.is_some() {
            files.insert("src/main.rs".into(), program(&krate.name));
        }
        let mut readme = crate_readme(&krate, summary);
        if let Some(program) = &config.cli {
            let _ = write!(
                readme,
                "\nThe program `{program}` is a command line over the bindings, which is built with the feature `cli`:\n\n\
                 ```sh\ncargo run --features cli -- --help\n```\n"
            );
        }
        files.insert("README.md".into(), readme);
        files.insert(SURFACE.into(), surface::to_json(&summary.surfaces()));
        files
    }
}

fn program(krate: &str) -> String {
    let krate = krate.replace('-', "_");
    format!(
        "//! A command line over the bindings.\n\nfn main() -> std::process::ExitCode {{\n    \
         arm_cli::run({krate}::metadata())\n}}\n"
    )
}

fn lib_docs(krate: &str, summary: &Summary, cli: Option<&str>) -> String {
    let first = (summary.services.iter()).find_map(|it| Some((it, it.first_call.as_ref()?)));
    let program = first.map_or_else(Vec::new, |(service, call)| {
        call.example(&format!("{krate}::{}", service.module))
    });
    let lines = root_lines(&module_table(summary), &program, summary.is_arm(), cli).into_iter();
    let docs: String = lines
        .map(|it| format!("//! {it}").trim_end().to_owned() + "\n")
        .collect();
    docs + "\n"
}

fn module_table(summary: &Summary) -> String {
    let mut table = "| module | service | API version | feature |\n|---|---|---|---|\n".to_owned();
    for it in &summary.services {
        let feature = it.feature.as_deref().unwrap_or_default();
        let name = markdown(&it.name);
        let versions = markdown(&it.api_versions.join(", "));
        let _ = writeln!(
            table,
            "| `{}` | {name} | {versions} | `{feature}` |",
            it.module
        );
    }
    table
}

fn provider_file(provider: &Provider) -> String {
    let mut text = format!("//! {}.\n", markdown(provider.name.trim_end_matches('.')));
    for version in &provider.versions {
        let _ = write!(
            text,
            "\n#[cfg(feature = \"{}\")]\npub mod {};\n",
            version.feature(provider),
            version.module()
        );
    }
    text
}

/// Returns the function that returns the metadata of all modules.
fn metadata(providers: &Providers, summary: &Summary) -> String {
    let mut text = String::from(
        "\n/// Returns the metadata for tooling, by provider and API version in the order of the features.\n\
         #[cfg(feature = \"metadata\")]\npub fn metadata() -> &'static [arm_runtime::describe::Module] {\n    \
         use arm_runtime::describe::Module;\n    static MODULES: std::sync::LazyLock<Box<[Module]>> = \
         std::sync::LazyLock::new(|| {\n        Box::new([\n",
    );
    for ((provider, version), service) in providers.versions().zip(&summary.services) {
        let api_version = match &version.tag {
            Some(_) => service.latest(),
            None => version.version.as_str(),
        };
        let module = format!("{}::{}::metadata", provider.module, version.module());
        let _ = write!(
            text,
            "            #[cfg(feature = {:?})]\n            Module::read(\n                {:?},\n                {:?},\n                \
             {api_version:?},\n                {module}::TEXT,\n                {module}::OPERATIONS,\n            ),\n",
            version.feature(provider),
            provider.name,
            provider.module,
        );
    }
    text.push_str("        ])\n    });\n    &MODULES\n}\n");
    text
}
