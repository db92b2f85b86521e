//! The origin of this program, which is also that of the runtime for the crates that it writes.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::load::absolute_path;
use crate::manifest::Runtime;

/// Returns the repository of the generator if the current folder lies in it.
pub fn repository_here() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    let is_root = |folder: &&Path| {
        folder.join("specs/providers.yaml").is_file() && folder.join("generated").is_dir()
    };
    current.ancestors().find(is_root).map(Path::to_owned)
}

/// Returns the crate `arm-runtime` of the repository that the current folder lies in, from where cargo installed this program,
/// or of the repository in which this program was built.
pub fn default_runtime() -> Result<Runtime, String> {
    let built = || absolute_path(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    repository_here()
        .and_then(|root| runtime_of(&root))
        .or_else(|| installed_runtime(&std::env::current_exe().ok()?))
        .or_else(|| runtime_of(&built()))
        .ok_or_else(|| "the source of the crate arm-runtime is unknown".to_owned())
}

/// Returns the runtime of a repository on disk.
fn runtime_of(root: &Path) -> Option<Runtime> {
    let folder = root.join("generated/runtime");
    // Cargo may remove its checkouts at any time.
    let is_checkout = folder
        .to_string_lossy()
        .replace('\\', "/")
        .contains("/git/checkouts/");
    (folder.join("Cargo.toml").is_file() && !is_checkout).then_some(Runtime::Path(folder))
}

/// Returns the runtime from the source that `cargo install` recorded for a program.
fn installed_runtime(program: &Path) -> Option<Runtime> {
    let root = program.parent()?.parent()?;
    let record = std::fs::read_to_string(root.join(".crates2.json")).ok()?;
    let record: Value = serde_json::from_str(&record).ok()?;
    let name = program.file_name()?.to_str()?;
    let installs = record.get("installs")?.as_object()?;
    let (package, _) = installs.iter().find(|(_, install)| {
        let programs = install.get("bins").and_then(Value::as_array);
        (programs.into_iter().flatten()).any(|it| it.as_str() == Some(name))
    })?;
    source_of_runtime(package)
}

/// Reads a package such as `generator 0.1.0 (git+https://example.com/repository?branch=main#0123abc)`.
fn source_of_runtime(package: &str) -> Option<Runtime> {
    let mut words = package.splitn(3, ' ').skip(1);
    let (version, source) = (words.next()?, words.next()?);
    let source = source.strip_prefix('(')?.strip_suffix(')')?;
    if source.starts_with("path+") {
        return None;
    }
    let Some(source) = source.strip_prefix("git+") else {
        return Some(Runtime::Version(version.to_owned()));
    };
    let (url, commit) = source.split_once('#')?;
    let url = url.split_once('?').map_or(url, |(url, _)| url);
    Some(Runtime::Git {
        url: url.to_owned(),
        rev: Some(commit.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_comes_from_where_the_program_was_installed() {
        let folder = std::env::temp_dir().join(format!("generator-home-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let git = |url: &str| {
            let (url, rev) = (url.to_owned(), Some("0123abc".to_owned()));
            Some(Runtime::Git { url, rev })
        };
        for (source, expected) in [
            ("git+https://a.com/r#0123abc", git("https://a.com/r")),
            (
                "git+https://a.com/r.git?branch=main#0123abc",
                git("https://a.com/r.git"),
            ),
            ("git+ssh://git@a.com/r#0123abc", git("ssh://git@a.com/r")),
            (
                "registry+https://a.com/index",
                Some(Runtime::Version("0.3.1".to_owned())),
            ),
            ("path+file:///r/generator", None),
            ("git+https://a.com/r", None),
        ] {
            let record = serde_json::json!({"installs": {
                "other 1.0.0 (registry+https://a.com/index)": {"bins": ["other"]},
                format!("generator 0.3.1 ({source})"): {"bins": ["arm-bindgen"]},
            }});
            std::fs::write(folder.join(".crates2.json"), record.to_string()).unwrap();
            let program = folder.join("bin/arm-bindgen");
            assert_eq!(installed_runtime(&program), expected, "{source}");
            assert_eq!(installed_runtime(&folder.join("bin/unknown")), None);
        }
        std::fs::write(folder.join(".crates2.json"), "{").unwrap();
        assert_eq!(installed_runtime(&folder.join("bin/arm-bindgen")), None);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
