//! API descriptions from a git repository: the folders of a configuration at a commit, in a cache.
//!
//! The cache has a folder for each repository: `repo.git`, a partial clone without files, and `trees/COMMIT`, to which
//! files and folders are added atomically by a rename. The next run removes the temporary files of an interrupted one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::diagnostics::{mask_credentials, nearest, without_credentials};
use crate::folder_lock::Lock;

/// A git repository in the cache.
#[derive(Debug)]
pub struct Repository {
    url: String,
    rev: String,
    folder: PathBuf,
}

/// Returns the folder of the cache: that of the command line, `$ARM_BINDGEN_CACHE`, or that of the system.
pub fn cache_folder(named: Option<&Path>) -> Result<PathBuf, String> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let folder = (named.map(Path::to_owned))
        .or_else(|| variable("ARM_BINDGEN_CACHE"))
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("arm-bindgen")))
        .or_else(|| Some(variable("LOCALAPPDATA")?.join("arm-bindgen")))
        .or_else(|| Some(std::env::home_dir()?.join(".cache/arm-bindgen")))
        .ok_or_else(|| "no cache folder found; set one with --cache".to_owned())?;
    std::path::absolute(&folder)
        .map_err(|error| format!("{} is not a folder: {error}", folder.display()))
}

/// Returns the SHA-256 of a file in hexadecimal.
pub fn hash_file(path: &Path) -> Result<String, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    Ok(hex(&Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Repository {
    /// Opens a repository in the cache. Only `https://`, `file://` and absolute paths are supported.
    pub fn new(url: &str, rev: &str, cache: &Path) -> Result<Self, String> {
        let is_path = Path::new(url).is_absolute();
        if !url.starts_with("https://") && !url.starts_with("file://") && !is_path {
            return Err(format!("`{url}` cannot be fetched; use an https:// URL"));
        }
        if url.contains(char::is_control) {
            return Err("the URL of the repository contains a control character".to_owned());
        }
        if rev.contains(|c: char| c.is_control() || " :~^?*[\\".contains(c))
            || rev.starts_with('-')
            || rev.is_empty()
        {
            return Err(format!(
                "`{rev}` is not a revision; use a branch, a tag or a commit"
            ));
        }
        let url = if is_path {
            format!("file://{url}")
        } else {
            url.to_owned()
        };
        let words = url
            .rsplit(['/', ':'])
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let name: String = words
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let hash = hex(&Sha256::digest(without_credentials(&url)));
        Ok(Self {
            folder: cache.join(format!("{name}-{}", &hash[..12])),
            url,
            rev: rev.to_owned(),
        })
    }

    /// Returns the folder with the files of a commit.
    pub fn tree(&self, commit: &str) -> PathBuf {
        self.folder.join("trees").join(commit)
    }

    /// Waits for other runs and removes the temporary files of an interrupted one.
    pub fn lock(&self) -> Result<Lock, String> {
        let failed = |error| format!("{} cannot be written: {error}", self.folder.display());
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let lock = Lock::take(&self.folder).map_err(failed)?;
        for entry in fs::read_dir(&self.folder).map_err(failed)?.flatten() {
            if entry.file_name().to_string_lossy().starts_with("tmp") {
                let path = entry.path();
                let _ = if path.is_dir() {
                    fs::remove_dir_all(&path)
                } else {
                    fs::remove_file(&path)
                };
            }
        }
        Ok(lock)
    }

    /// Fetches a revision without its files, and returns its commit.
    pub fn resolve(&self) -> Result<String, String> {
        check_version()?;
        let repo = self.folder.join("repo.git");
        if !repo.join("HEAD").is_file() {
            let _ = fs::remove_dir_all(&repo);
            let mut init = Command::new("git");
            init.args(["init", "--quiet", "--bare"]).arg(&repo);
            run(&mut init, None)?;
        }
        let is_hash = self.rev.len() >= 7 && self.rev.bytes().all(|it| it.is_ascii_hexdigit());
        let name = format!("{}^{{commit}}", self.rev);
        if self.rev.len() == 40
            && is_hash
            && let Ok(commit) = self.git(["rev-parse", "--quiet", "--verify", &name])
        {
            return Ok(commit);
        }
        let one = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--depth=1",
            "--filter=blob:none",
            "origin",
            &self.rev,
        ];
        let error = match self.git(one) {
            Ok(_) => return self.git(["rev-parse", "--verify", "FETCH_HEAD^{commit}"]),
            Err(error) => error,
        };
        // An abbreviated hash can only be resolved in a repository with all commits.
        if is_hash {
            let all = [
                "fetch",
                "--quiet",
                "--filter=blob:none",
                "origin",
                "+refs/heads/*:refs/heads/*",
            ];
            let deepen = if repo.join("shallow").is_file() {
                "--unshallow"
            } else {
                "--no-tags"
            };
            self.git(all.into_iter().chain([deepen]))?;
            if let Ok(commit) = self.git(["rev-parse", "--quiet", "--verify", &name]) {
                return Ok(commit);
            }
        }
        let help = match error.contains("dubious ownership") {
            true => {
                "if you trust the repository, run `git config --global --add safe.directory FOLDER`"
            }
            false => {
                "check the URL, the revision and the connection; `specs: {path: ..}` uses a checkout on disk"
            }
        };
        Err(format!(
            "the revision `{}` cannot be fetched from {}: {error}\n  help: {help}",
            self.rev,
            without_credentials(&self.url)
        ))
    }

    /// Fetches folders and files into the tree of a commit. Their paths use `/` and are below the root of the repository.
    pub fn fetch_paths(&self, commit: &str, paths: &[String]) -> Result<(), String> {
        let tree = self.tree(commit);
        let mut wanted: Vec<&String> = (paths.iter())
            .filter(|path| !tree.join(path).exists())
            .collect();
        wanted.dedup();
        for path in &wanted {
            self.check_path(commit, path)?;
        }
        let patterns: Vec<String> = wanted.iter().map(|path| pattern(path)).collect();
        self.checkout(commit, &patterns, |files| {
            for path in wanted {
                rename(&files.join(path), &tree.join(path))?;
            }
            Ok(())
        })
    }

    /// Returns a folder with all files of a name below a folder of a commit.
    pub fn fetch_named(&self, commit: &str, folder: &str, name: &str) -> Result<PathBuf, String> {
        let found = self.folder.join("names").join(commit).join(name);
        if !found.exists() {
            let pattern = format!("{}/**/{name}", pattern(folder));
            self.checkout(commit, &[pattern], |files| rename(files, &found))?;
        }
        Ok(found)
    }

    /// Checks out the files that match patterns into a temporary folder, and passes it on. All files are fetched by one request.
    fn checkout(
        &self,
        commit: &str,
        patterns: &[String],
        use_files: impl FnOnce(&Path) -> Result<(), String>,
    ) -> Result<(), String> {
        if patterns.is_empty() {
            return Ok(());
        }
        let (files, index) = (self.folder.join("tmp"), self.folder.join("tmp.index"));
        let failed = |error| format!("{} cannot be written: {error}", self.folder.display());
        let info = self.folder.join("repo.git/info");
        fs::create_dir_all(&files).map_err(failed)?;
        fs::create_dir_all(&info).map_err(failed)?;
        fs::write(info.join("sparse-checkout"), patterns.join("\n") + "\n").map_err(failed)?;
        // The bytes of the commit, whatever the filters of the user and the attributes of the repository are.
        let attributes = "* -filter -text -eol -ident -working-tree-encoding\n";
        fs::write(info.join("attributes"), attributes).map_err(failed)?;
        let mut git = self.command();
        git.arg("--work-tree")
            .arg(&files)
            .args(["-c", "core.sparseCheckout=true"])
            .args(["-c", "core.sparseCheckoutCone=false"])
            .args(["read-tree", "-m", "-u", commit])
            .env("GIT_INDEX_FILE", &index);
        run(&mut git, Some(&self.url))?;
        use_files(&files)?;
        let _ = fs::remove_file(index);
        if files.exists() {
            fs::remove_dir_all(files).map_err(failed)?;
        }
        Ok(())
    }

    /// Returns an error if a commit has no such path.
    fn check_path(&self, commit: &str, path: &str) -> Result<(), String> {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = self.names_in(commit, parent)?;
        if names.iter().any(|it| it == path) {
            return Ok(());
        }
        let all = names
            .iter()
            .map(|it| it.rsplit('/').next().unwrap_or_default());
        let help = match nearest(name, all).first() {
            Some(near) => format!("; did you mean `{near}`?"),
            None => String::new(),
        };
        let list = match parent {
            "specification" => "\n  help: `arm-bindgen list` prints all services",
            _ => "",
        };
        Err(format!(
            "{} has no `{path}` at {commit}{help}{list}",
            without_credentials(&self.url)
        ))
    }

    /// Returns the paths directly in a folder of a commit.
    pub fn names_in(&self, commit: &str, folder: &str) -> Result<Vec<String>, String> {
        let below = format!("{folder}/");
        // Git quotes other names than those of ASCII, unless they end with NUL.
        let mut arguments = vec!["ls-tree", "-z", "--name-only", commit];
        arguments.extend((!folder.is_empty()).then_some(below.as_str()));
        let listed = self.git(arguments)?;
        let names = listed.split('\0').filter(|it| !it.is_empty());
        Ok(names.map(str::to_owned).collect())
    }

    fn git<'s>(&self, arguments: impl IntoIterator<Item = &'s str>) -> Result<String, String> {
        run(self.command().args(arguments), Some(&self.url))
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(self.folder.join("repo.git"));
        command
    }
}

/// Returns the pattern of a sparse checkout that matches a path.
fn pattern(path: &str) -> String {
    let special = |c: char| "*?[]\\!#".contains(c);
    let escaped = path.chars().flat_map(|c| {
        let escape = special(c).then_some('\\');
        escape.into_iter().chain([c])
    });
    std::iter::once('/').chain(escaped).collect()
}

/// Renames a file or a folder to a path whose parent folders may not exist.
fn rename(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error| format!("{} cannot be written: {error}", to.display());
    fs::create_dir_all(to.parent().unwrap_or(to)).map_err(failed)?;
    fs::rename(from, to).map_err(failed)
}

/// The oldest git that reads settings from the environment.
const OLDEST: (u32, u32) = (2, 31);

/// Returns an error if git is too old. It would ignore the settings of `run`.
fn check_version() -> Result<(), String> {
    static CHECKED: OnceLock<Result<(), String>> = OnceLock::new();
    let check = || {
        let text = run(Command::new("git").arg("version"), None)?;
        let version = text.split(' ').nth(2).unwrap_or_default();
        let mut numbers = version.split('.').map_while(|it| it.parse().ok());
        match (numbers.next(), numbers.next()) {
            (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
            _ => Err(format!(
                "git {version} is too old\n  help: install git {}.{} or later, or use a checkout on disk: `specs: {{path: ..}}`",
                OLDEST.0, OLDEST.1
            )),
        }
    };
    CHECKED.get_or_init(check).clone()
}

/// Runs git without prompts, hooks, monitors, symbolic links and unnecessary protocols. The URL is passed in the environment: it may
/// contain credentials, which must not be stored.
fn run(command: &mut Command, url: Option<&str>) -> Result<String, String> {
    let mut settings = vec![
        ("core.hooksPath", "/dev/null"),
        ("core.fsmonitor", "false"),
        ("core.symlinks", "false"),
        // The same bytes on every system.
        ("core.autocrlf", "false"),
        ("core.eol", "lf"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        // A connection without data for a minute is lost.
        ("http.lowSpeedLimit", "1"),
        ("http.lowSpeedTime", "60"),
        ("advice.detachedHead", "false"),
    ];
    settings.extend(url.map(|url| ("remote.origin.url", url)));
    // Settings of the environment, such as headers with credentials, remain.
    let inherited = std::env::var("GIT_CONFIG_COUNT").unwrap_or_default();
    let first = inherited.parse::<u16>().map_or(0, usize::from);
    command.env("GIT_CONFIG_COUNT", (first + settings.len()).to_string());
    for (index, (key, value)) in (first..).zip(&settings) {
        command.env(format!("GIT_CONFIG_KEY_{index}"), key);
        command.env(format!("GIT_CONFIG_VALUE_{index}"), value);
    }
    for variable in [
        "GIT_DIR",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    ] {
        command.env_remove(variable);
    }
    command
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ALLOW_PROTOCOL", "https:file")
        .env("LC_ALL", "C");
    let output = command.output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            "git is not installed\n  help: install git, or use a checkout on disk: `specs: {path: ..}`".to_owned()
        }
        _ => format!("git cannot be started: {error}"),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let line = errors
        .lines()
        .find(|line| line.starts_with("fatal:") || line.starts_with("error:"));
    let line = line
        .or_else(|| errors.lines().last())
        .unwrap_or("git failed");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    Err(mask_credentials(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Git gets these settings in addition to those of the user, and none of the variables that select another repository.
    #[test]
    fn git_runs_with_settings_of_its_own() {
        let mut git = Command::new("git");
        git.args(["config", "--list", "--show-scope"]);
        let listed = run(&mut git, Some("https://example.com/x")).expect("git is installed");
        let own: Vec<&str> = listed
            .lines()
            .filter_map(|it| it.strip_prefix("command\t"))
            .collect();
        assert_eq!(
            own,
            [
                "core.hookspath=/dev/null",
                "core.fsmonitor=false",
                "core.symlinks=false",
                "core.autocrlf=false",
                "core.eol=lf",
                "gc.auto=0",
                "maintenance.auto=false",
                "http.lowspeedlimit=1",
                "http.lowspeedtime=60",
                "advice.detachedhead=false",
                "remote.origin.url=https://example.com/x",
            ]
        );
        let environment: Vec<String> = git
            .get_envs()
            .filter(|it| !it.0.to_string_lossy().starts_with("GIT_CONFIG"))
            .map(|(name, value)| format!("{}={:?}", name.display(), value.unwrap_or_default()))
            .collect();
        assert_eq!(
            environment,
            [
                "GIT_ALLOW_PROTOCOL=\"https:file\"",
                "GIT_ALTERNATE_OBJECT_DIRECTORIES=\"\"",
                "GIT_COMMON_DIR=\"\"",
                "GIT_DIR=\"\"",
                "GIT_NAMESPACE=\"\"",
                "GIT_OBJECT_DIRECTORY=\"\"",
                "GIT_SHALLOW_FILE=\"\"",
                "GIT_TERMINAL_PROMPT=\"0\"",
                "GIT_WORK_TREE=\"\"",
                "LC_ALL=\"C\"",
            ]
        );
    }

    #[test]
    fn urls_and_revisions_are_checked() {
        let no_url = |url: &str| format!("`{url}` cannot be fetched; use an https:// URL");
        let no_revision =
            |rev: &str| format!("`{rev}` is not a revision; use a branch, a tag or a commit");
        for (url, rev, folder) in [
            (
                "https://example.com/a/specs.git",
                "main",
                Ok("specsgit-989374eb2dce"),
            ),
            (
                "https://user:hush@example.com/a/specs.git",
                "main",
                Ok("specsgit-989374eb2dce"),
            ),
            (
                "https://example.com/a/my-specs/",
                "v1.0/x",
                Ok("my-specs-6e57f1b877a2"),
            ),
            ("/a/specs", "main", Ok("specs-c15e0791c7ce")),
            ("file:///a/specs", "main", Ok("specs-c15e0791c7ce")),
            (
                "http://example.com/a",
                "main",
                Err(no_url("http://example.com/a")),
            ),
            (
                "git@example.com:a/b",
                "main",
                Err(no_url("git@example.com:a/b")),
            ),
            ("a/b", "main", Err(no_url("a/b"))),
            (
                "https://example.com/a\n",
                "main",
                Err("the URL of the repository contains a control character".to_owned()),
            ),
            ("https://example.com/a", "", Err(no_revision(""))),
            ("https://example.com/a", "-x", Err(no_revision("-x"))),
            ("https://example.com/a", "a b", Err(no_revision("a b"))),
            ("https://example.com/a", "a:b", Err(no_revision("a:b"))),
            ("https://example.com/a", "a~1", Err(no_revision("a~1"))),
            ("https://example.com/a", "a^", Err(no_revision("a^"))),
            ("https://example.com/a", "a?", Err(no_revision("a?"))),
            ("https://example.com/a", "a*", Err(no_revision("a*"))),
            ("https://example.com/a", "a[", Err(no_revision("a["))),
            ("https://example.com/a", "a\\b", Err(no_revision("a\\b"))),
            ("https://example.com/a", "a\tb", Err(no_revision("a\tb"))),
        ] {
            let found = Repository::new(url, rev, Path::new("cache"));
            let found = found.map(|it| it.folder.display().to_string());
            let folder = folder.map(|it| format!("cache/{it}"));
            assert_eq!(found, folder, "{url} {rev}");
        }
    }
}
