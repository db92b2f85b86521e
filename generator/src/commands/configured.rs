//! The configuration of a command, with the providers and API descriptions that it refers to.

use std::path::{Path, PathBuf};

use super::fetch::used_documents;
use crate::bindings::Plan;
use crate::cli::Cli;
use crate::config::{Config, DEFAULT_FILE, Specs, read_config};
use crate::diagnostics::{Diagnostics, Location, code, without_credentials};
use crate::installation::{default_runtime, repository_here};
use crate::load::{Cache, absolute_path};
use crate::manifest::Runtime;
use crate::providers::{Providers, find_providers};
use crate::spec_lock::{SpecLock, lock_path};
use crate::specs_git::{Repository, cache_folder};

/// A configuration with its providers.
pub(super) struct Configured {
    pub(super) config: Config,
    pub(super) providers: Providers,
    /// Folder of the API descriptions.
    pub(super) specs: PathBuf,
}

/// Returns the configuration file: that of the command line, `arm.yaml` in the current folder, or, in the repository of the
/// generator, its own.
pub(super) fn config_file(cli: &Cli) -> PathBuf {
    if let Some(file) = &cli.config {
        return absolute_path(file);
    }
    let here = absolute_path(Path::new(DEFAULT_FILE));
    match repository_here() {
        Some(root) if !here.is_file() => root.join("specs/providers.yaml"),
        _ => here,
    }
}

/// Reads the configuration and finds its providers. Returns `None` after reporting an error.
pub(super) fn read(cli: &Cli, cache: &Cache, diagnostics: &mut Diagnostics) -> Option<Configured> {
    let config = read_config(&config_file(cli), diagnostics)?;
    let located = locate(&config, cli, diagnostics)?;
    let specs = located.folder;
    let providers = find_providers(&config, &specs, &cli.allowed_roots(), cache, diagnostics);
    diagnostics.finish().ok()?;
    if let Some(lock) = located.lock {
        let versions = providers
            .versions()
            .map(|(_, version)| version.inputs.clone());
        let (used, _) = used_documents(&versions.collect::<Vec<_>>(), &specs, cache);
        if let Err(mismatch) = lock.verify(&specs, &used) {
            let at = Location::new(lock_path(&config.path), mismatch.pointer);
            diagnostics
                .error(&code::CHANGED_SPECS, at, mismatch.message)
                .help(mismatch.help);
            return None;
        }
    }
    Some(Configured {
        config,
        providers,
        specs,
    })
}

/// The folder of the API descriptions.
struct Located {
    folder: PathBuf,
    lock: Option<SpecLock>,
}

fn locate(config: &Config, cli: &Cli, diagnostics: &mut Diagnostics) -> Option<Located> {
    let (url, rev) = match &config.specs {
        Specs::Folder(folder) => {
            return Some(Located {
                folder: folder.clone(),
                lock: None,
            });
        }
        Specs::Git { url, rev } => (url, rev),
    };
    let found = || -> Result<Located, String> {
        let lock = SpecLock::read(&lock_path(&config.path))?;
        let git = without_credentials(url);
        let lock = lock.filter(|lock| lock.git == git && lock.rev == *rev);
        let lock =
            lock.ok_or_else(|| format!("the revision `{rev}` of {git} has not been fetched"))?;
        let cache = cache_folder(cli.cache.as_deref())?;
        let folder = Repository::new(url, rev, &cache)?.tree(&lock.commit);
        if !folder.is_dir() {
            return Err(format!(
                "the commit {} of {git} is not in the cache",
                lock.commit
            ));
        }
        let lock = Some(lock);
        Ok(Located { folder, lock })
    };
    match found() {
        Ok(located) => Some(located),
        Err(message) => {
            let at = Location::new(config.path.clone(), "/specs");
            let (message, help) = message
                .split_once("\n  help: ")
                .unwrap_or((&message, "run `arm-bindgen fetch`"));
            diagnostics
                .error(&code::NOT_FETCHED, at, message)
                .help(help);
            None
        }
    }
}

/// Returns a plan for reading packages, without a crate to write.
pub(super) fn plan_for_reading<'a>(
    config: &'a Config,
    providers: &'a Providers,
    specs: &'a Path,
    roots: Vec<PathBuf>,
) -> Plan<'a> {
    Plan {
        config,
        providers,
        specs,
        roots,
        header: String::new(),
        runtime: Runtime::Workspace,
    }
}

impl Configured {
    /// Returns the plan of the crate that the configuration describes.
    pub(super) fn plan(&self, cli: &Cli) -> Result<Plan<'_>, String> {
        let runtime = match &self.config.runtime {
            Some(runtime) => runtime.clone(),
            None => default_runtime().map_err(|message| {
                format!("{message}; set `runtime` in {}", self.config.path.display())
            })?,
        };
        Ok(Plan {
            config: &self.config,
            providers: &self.providers,
            specs: &self.specs,
            roots: cli.allowed_roots(),
            header: format!(
                "Generated by `{}`; edits are lost.",
                command(&self.config.path)
            ),
            runtime,
        })
    }
}

/// Returns the command that regenerates the crate of a configuration.
pub(super) fn command(config: &Path) -> String {
    let ours = repository_here().map(|root| root.join("specs/providers.yaml"));
    if ours.is_some_and(|it| *it == *config) {
        return "cargo run -p generator".to_owned();
    }
    let name = config.file_name().unwrap_or_default().to_string_lossy();
    if name == DEFAULT_FILE {
        "arm-bindgen".to_owned()
    } else {
        format!("arm-bindgen --config {name}")
    }
}
