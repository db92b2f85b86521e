//! `fetch` and `update`: fetch the API descriptions of a configuration from git.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::ProgressBar;

use super::configured::{self, config_file};
use crate::cli::{Cli, Update};
use crate::config::{Config, Source, Specs, read_config, replace_text};
use crate::diagnostics::{
    Diagnostics, Location, code, counted, printable, shown_path, without_credentials,
};
use crate::load::{Cache, Roots, load};
use crate::outcome::Outcome;
use crate::pipeline::{Product, Stage, run_stages};
use crate::providers::find_providers;
use crate::spec_lock::{SpecLock, lock_path};
use crate::specs_git::{Repository, cache_folder, hash_file};
use crate::surface::{Surfaces, surface_of};
use crate::{changes, write};

/// Folder of the services.
const SPECIFICATION: &str = "specification";

/// Folder of the definitions that services share.
const COMMON_TYPES: &str = "specification/common-types";

/// Maximum number of changes of a level that are printed. The others are counted.
const PRINTED: usize = 50;

/// Fetches the API descriptions at the commit of the lock, or, without a lock, at that of the configuration.
pub(super) fn fetch(cli: &Cli) -> Outcome {
    run(cli, |work, outcome| {
        let pinned = work.pinned();
        let rev = work.rev.clone();
        let commit = match &pinned {
            Some(lock) => lock.commit.clone(),
            None => work.resolve(&rev)?,
        };
        let lock = match work.fetch_documents(&rev, &commit) {
            Err(message) if pinned.is_some() && message.contains(&commit) => {
                let lock = shown_path(&lock_path(&work.config.path));
                return Err(format!(
                    "{message}\n  help: {lock} locks this commit; `arm-bindgen update` moves it to the current commit of `{rev}`"
                ));
            }
            result => result?,
        };
        if let Some(old) = pinned {
            for (path, hash) in &old.documents {
                if lock.documents.get(path).is_some_and(|found| found != hash) {
                    return Err(format!(
                        "{path} changed since it was locked; run `arm-bindgen update` to accept the change"
                    ));
                }
            }
        }
        outcome.result = work.fetched(&lock);
        work.save(&lock)
    })
}

/// Updates the lock to the current commit of the revision, or to another revision, and reports the changes.
pub(super) fn update(command: &Update, cli: &Cli) -> Outcome {
    run(cli, |work, outcome| {
        let rev = command.rev.clone().unwrap_or_else(|| work.rev.clone());
        let commit = work.resolve(&rev)?;
        let old = work.lock.clone();
        let lock = work.fetch_documents(&rev, &commit)?;
        let Some(old) = old else {
            outcome.result = work.fetched(&lock);
            return work.save_all(&lock);
        };
        if old.commit == commit
            && old.git == without_credentials(&work.url)
            && old.documents == lock.documents
        {
            outcome.result = format!("already at {commit}\n");
            return work.save_all(&lock);
        }
        outcome.result = format!("{} to {commit}\n", old.commit);
        // The old documents are fetched again if they are not in the cache.
        match work.fetch_documents(&old.rev, &old.commit) {
            Ok(_) => {
                let before = work.surfaces(&old.commit)?;
                let after = work.surfaces(&commit)?;
                outcome.result += &changes::compare(&before, &after).to_text(PRINTED);
            }
            // For example after a rewrite of the history of a branch.
            Err(message) => {
                let found = std::mem::take(work.diagnostics)
                    .objects()
                    .into_iter()
                    .next();
                let message = found.map_or(message, |it| it.message);
                let message = message.lines().next().unwrap_or_default();
                outcome.result += &format!("the changes are not known: {message}\n");
            }
        }
        outcome.result += &work.next();
        work.save_all(&lock)
    })
}

/// Returns a folder with the readmes of all services: that of the configuration, or a part of its git repository.
pub(super) fn folder_of_readmes(cli: &Cli) -> Result<PathBuf, Outcome> {
    let mut diagnostics = Diagnostics::default();
    let config = read_config(&config_file(cli), &mut diagnostics);
    let found = match config {
        Some(Config {
            specs: Specs::Folder(folder),
            ..
        }) => Ok(folder),
        Some(config) => {
            let spinner = spinner(cli, &config);
            let found = prepare(config, cli, &mut diagnostics).and_then(|work| {
                let commit = match work.pinned() {
                    Some(lock) => lock.commit,
                    None => work.resolve(&work.rev)?,
                };
                let repository = work.repository(&commit)?;
                let _lock = repository.lock()?;
                repository.resolve()?;
                repository.fetch_named(&commit, SPECIFICATION, "readme.md")
            });
            spinner.finish_and_clear();
            found
        }
        None => Err(String::new()),
    };
    found.map_err(|message| {
        let mut outcome = Outcome::default();
        if !message.is_empty() {
            outcome.fail(message);
        }
        outcome.take(&diagnostics, cli.global);
        outcome
    })
}

/// The state of a fetch for a configuration.
struct Work<'a> {
    config: Config,
    url: String,
    rev: String,
    cache: PathBuf,
    lock: Option<SpecLock>,
    /// Further folders that files may be read from.
    roots: Vec<PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

fn run(
    cli: &Cli,
    action: impl FnOnce(&mut Work<'_>, &mut Outcome) -> Result<(), String>,
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    if let Some(config) = read_config(&config_file(cli), &mut diagnostics) {
        let spinner = spinner(cli, &config);
        let result = prepare(config, cli, &mut diagnostics)
            .and_then(|mut work| action(&mut work, &mut outcome));
        spinner.finish_and_clear();
        if let Err(message) = result {
            outcome.result.clear();
            if !message.is_empty() {
                outcome.fail(message);
            }
        }
    }
    if diagnostics.has_errors() {
        outcome.take(&diagnostics, cli.global);
    }
    outcome
}

/// Shows on a terminal that git is at work.
fn spinner(cli: &Cli, config: &Config) -> ProgressBar {
    let Specs::Git { url, .. } = &config.specs else {
        return ProgressBar::hidden();
    };
    if cli.global.quiet {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner();
    spinner.set_message(format!(
        "fetching from {}",
        printable(&without_credentials(url))
    ));
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

fn prepare<'a>(
    config: Config,
    cli: &Cli,
    diagnostics: &'a mut Diagnostics,
) -> Result<Work<'a>, String> {
    let Specs::Git { url, rev } = config.specs.clone() else {
        let at = Location::new(config.path.clone(), "");
        diagnostics
            .error(
                &code::NO_REPOSITORY,
                at,
                "the configuration does not name a git repository",
            )
            .help("write `specs: {git: https://github.com/Azure/azure-rest-api-specs, rev: main}`");
        return Err(String::new());
    };
    Ok(Work {
        cache: cache_folder(cli.cache.as_deref())?,
        lock: SpecLock::read(&lock_path(&config.path))?,
        roots: cli.allowed_roots(),
        config,
        url,
        rev,
        diagnostics,
    })
}

impl Work<'_> {
    /// Returns the lock, if it is of the revision in the configuration.
    fn pinned(&self) -> Option<SpecLock> {
        let lock = self.lock.clone();
        let git = without_credentials(&self.url);
        lock.filter(|lock| lock.git == git && lock.rev == self.rev)
    }

    fn fetched(&self, lock: &SpecLock) -> String {
        let documents = counted(lock.documents.len(), "document");
        format!("{documents} at {}\n{}", lock.commit, self.next())
    }

    fn next(&self) -> String {
        let command = configured::command(&self.config.path);
        format!("run `{command}` to write the crate\n")
    }

    fn repository(&self, rev: &str) -> Result<Repository, String> {
        Repository::new(&self.url, rev, &self.cache)
    }

    fn resolve(&self, rev: &str) -> Result<String, String> {
        let repository = self.repository(rev)?;
        let _lock = repository.lock()?;
        repository.resolve()
    }

    /// Fetches all folders of the services at a commit, and returns the lock for it.
    fn fetch_documents(&mut self, rev: &str, commit: &str) -> Result<SpecLock, String> {
        let repository = self.repository(rev)?;
        let _lock = repository.lock()?;
        // A missing commit, for example after the cache was removed, is fetched by its hash.
        self.repository(commit)?.resolve()?;
        let mut names = repository.names_in(commit, "")?;
        names.extend(repository.names_in(commit, SPECIFICATION)?);
        let mut parts = first_parts(&self.config, &names);
        parts.extend(Some(COMMON_TYPES.to_owned()).filter(|it| names.contains(it)));
        repository.fetch_paths(commit, &parts.iter().cloned().collect::<Vec<_>>())?;
        let root = repository.tree(commit);
        loop {
            let (used, missing) = self.documents(&root)?;
            let found = missing
                .iter()
                .filter_map(|path| part_of(&shown_below(path, &root)?));
            let wanted: BTreeSet<String> = found
                .filter(|it| names.contains(it) && !parts.contains(it))
                .collect();
            if wanted.is_empty() {
                self.check_inputs(&root)?;
                return Ok(SpecLock {
                    git: without_credentials(&self.url),
                    rev: rev.to_owned(),
                    commit: commit.to_owned(),
                    documents: used
                        .into_iter()
                        .map(|path| Ok((path.clone(), hash_file(&root.join(path))?)))
                        .collect::<Result<_, String>>()?,
                });
            }
            repository.fetch_paths(commit, &wanted.iter().cloned().collect::<Vec<_>>())?;
            parts.extend(wanted);
        }
    }

    /// Reports inputs that cannot be read, such as pointers of Git LFS.
    fn check_inputs(&mut self, root: &Path) -> Result<(), String> {
        let cache = Cache::default();
        let providers = find_providers(&self.config, root, &self.roots, &cache, self.diagnostics);
        for (_, version) in providers.versions() {
            let roots = Roots::of(&version.inputs, &[root.to_owned()]);
            let mut found = Diagnostics::default();
            let documents = load(&version.inputs, &roots, &cache, &mut found);
            if documents.inputs().count() < version.inputs.len() {
                self.diagnostics.append(found);
                return Err(String::new());
            }
        }
        Ok(())
    }

    /// Returns the documents that the services use, and the missing files.
    fn documents(&mut self, root: &Path) -> Result<(Vec<String>, Vec<PathBuf>), String> {
        let cache = Cache::default();
        let mut found = Diagnostics::default();
        let providers = find_providers(&self.config, root, &self.roots, &cache, &mut found);
        if found.has_errors() {
            self.diagnostics.append(found);
            return Err(String::new());
        }
        let versions = providers.versions().map(|(_, version)| version);
        let inputs: Vec<Vec<PathBuf>> = versions.map(|it| it.inputs.clone()).collect();
        Ok(used_documents(&inputs, root, &cache))
    }

    fn surfaces(&mut self, commit: &str) -> Result<Surfaces, String> {
        let root = self.repository(commit)?.tree(commit);
        let cache = Cache::default();
        let providers = find_providers(&self.config, &root, &self.roots, &cache, self.diagnostics);
        let plan =
            configured::plan_for_reading(&self.config, &providers, &root, self.roots.clone());
        let mut surfaces = Surfaces::new();
        for ((provider, version), package) in providers.versions().zip(plan.packages()) {
            let product = run_stages(&package, &cache, Stage::Names, self.diagnostics);
            let Some(Product::Named(named)) = product else {
                return Err(String::new());
            };
            let module = format!("{}::{}", provider.module, version.module());
            surfaces.insert(module, surface_of(&named));
        }
        Ok(surfaces)
    }

    fn save(&self, lock: &SpecLock) -> Result<(), String> {
        let path = lock_path(&self.config.path);
        write::replace_file(&path, &lock.text())
            .map_err(|error| format!("{} cannot be written: {error}", shown_path(&path)))
    }

    /// Writes the lock, and updates the configuration if the lock has another revision.
    fn save_all(&self, lock: &SpecLock) -> Result<(), String> {
        if lock.rev != self.rev {
            let path = &self.config.path;
            let failed = |error| format!("{} cannot be written: {error}", shown_path(path));
            let text = std::fs::read_to_string(path).map_err(failed)?;
            let changed = replace_text(path, &text, "/specs/rev", &self.rev, &lock.rev);
            let Some(changed) = changed else {
                return Err(format!(
                    "set `rev: {}` in {} manually",
                    lock.rev,
                    shown_path(path)
                ));
            };
            write::replace_file(path, &changed).map_err(failed)?;
        }
        self.save(lock)
    }
}

/// Returns the documents used by the inputs, as paths below `root`, and the missing files.
pub(super) fn used_documents(
    inputs: &[Vec<PathBuf>],
    root: &Path,
    cache: &Cache,
) -> (Vec<String>, Vec<PathBuf>) {
    let (mut used, mut missing) = (BTreeSet::new(), Vec::new());
    for inputs in inputs {
        let roots = Roots::of(inputs, &[root.to_owned()]);
        let documents = load(inputs, &roots, cache, &mut Diagnostics::default());
        missing.extend(documents.missing().iter().cloned());
        used.extend(
            documents
                .iter()
                .filter_map(|it| shown_below(&it.path, root)),
        );
    }
    (used.into_iter().collect(), missing)
}

/// Returns the path of a file below `root`, with `/` as separator.
fn shown_below(path: &Path, root: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// Returns the parts of the repository that the services name. `names` contains all parts.
fn first_parts(config: &Config, names: &[String]) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for service in &config.services {
        match &service.source {
            Source::Readme { readme, .. } => {
                let below = readme.strip_prefix("specification/").unwrap_or(readme);
                let below = part_of(&format!("{SPECIFICATION}/{below}"));
                let known = |part: &String| names.contains(part);
                let at_root = part_of(readme).filter(known);
                parts.extend(below.clone().filter(known).or(at_root).or(below));
            }
            Source::Inputs(inputs) => parts.extend(inputs.iter().filter_map(|it| part_of(it))),
            Source::Versions(versions) => {
                let inputs = versions.iter().flat_map(|(_, inputs)| inputs);
                parts.extend(inputs.filter_map(|it| part_of(it)));
            }
        }
    }
    parts
}

/// Returns the part of the repository that contains a file: the file or folder in the root, or in the folder `specification`, whose
/// folders are large. Parts do not contain each other.
fn part_of(file: &str) -> Option<String> {
    let mut names = file.split('/').filter(|it| !matches!(*it, "" | "."));
    match (names.next()?, names.next()) {
        ("..", _) | (_, Some("..")) => None,
        (SPECIFICATION, Some(second)) => Some(format!("{SPECIFICATION}/{second}")),
        (first, _) => Some(first.to_owned()),
    }
}
