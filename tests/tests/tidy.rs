//! Rules for the hand-written code: imports between stages, lengths of files and functions, and the rules of each
//! stage.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use tests::place;

/// The modules of the crate that each module of the generator may import. A stage may import earlier stages, never
/// later ones.
const IMPORTS: [(&str, &str); 33] = [
    ("diagnostics", ""),
    ("files", ""),
    ("folder_lock", ""),
    ("header", ""),
    ("manifest", "diagnostics"),
    ("parallel", ""),
    ("load", "diagnostics"),
    ("config", "diagnostics load manifest"),
    ("autorest_config", "diagnostics load"),
    ("checkout", "autorest_config diagnostics load"),
    (
        "providers",
        "autorest_config checkout config diagnostics load",
    ),
    ("upgrade", "diagnostics load"),
    ("select", "diagnostics load upgrade"),
    ("resolve", "diagnostics load upgrade"),
    ("ir", "diagnostics"),
    ("lower", "diagnostics ir resolve upgrade"),
    ("analyze", "diagnostics ir"),
    ("names", "analyze ir"),
    ("emit", "analyze ir names"),
    ("write", "files folder_lock header"),
    ("specs_git", "diagnostics folder_lock"),
    ("spec_lock", "diagnostics load specs_git"),
    ("surface", "analyze ir names"),
    ("changes", "diagnostics surface"),
    (
        "pipeline",
        "analyze diagnostics emit files ir load lower names resolve select surface upgrade",
    ),
    (
        "crate_writer",
        "diagnostics emit files header load manifest parallel pipeline write",
    ),
    ("summary", "diagnostics manifest pipeline surface"),
    (
        "bindings",
        "config crate_writer diagnostics files load manifest parallel pipeline providers summary surface",
    ),
    ("installation", "load manifest"),
    ("cli", "diagnostics manifest parallel pipeline"),
    ("outcome", "cli diagnostics"),
    (
        "commands",
        "autorest_config bindings changes checkout cli config crate_writer diagnostics header installation load manifest outcome \
         parallel pipeline providers spec_lock specs_git summary surface write",
    ),
    ("main", ""),
];

/// The modules that may use a crate or the file system. No others may.
const USERS: [(&str, &str); 7] = [
    ("openapiv3", "upgrade resolve lower"),
    ("quote", "emit"),
    ("proc_macro2", "emit"),
    ("prettyplease", "emit"),
    // Names of modules and crates must not be keywords.
    ("syn", "emit config manifest"),
    ("clap", "cli commands main"),
    // In addition to `load` and `write`: modules for files other than documents, and for the source lines in messages.
    (
        "std::fs",
        "load write folder_lock specs_git autorest_config checkout config commands diagnostics installation",
    ),
];

const MAX_FILE: usize = 500;
const MAX_FUNCTION: usize = 80;

/// Returns the hand-written sources of a folder, without unit tests.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&place::repository().join(folder), &mut files);
    files.sort();
    let read = files.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("a source is text");
        (path, text)
    });
    read.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

const HAND_WRITTEN: [&str; 14] = [
    "generator/src",
    "generator/tests",
    "generated/runtime/sensitive/src",
    "generated/runtime/src",
    "generated/runtime/tests",
    "generated/cli/src",
    "generated/cli/tests",
    "generated/fake/src",
    "generated/fake/tests",
    "tests/conformance/src",
    "tests/drivers",
    "tests/spector/src",
    "tests/src",
    "tests/tests",
];

fn without_unit_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.components().any(|it| it.as_os_str() == "tests")
}

/// Returns the concatenated sources of each module of the generator.
fn modules() -> BTreeMap<String, String> {
    let root = place::repository().join("generator/src");
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in sources("generator/src") {
        let below = path.strip_prefix(&root).expect("it lies below");
        let first = below.components().next().expect("it has a name");
        let name = first
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned();
        if !below.ends_with("tests.rs") && name != "lib" {
            *modules.entry(name).or_default() += without_unit_tests(&text);
        }
    }
    modules
}

/// Returns the modules after `crate::` in a text.
fn imported(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let end = |it: &str| {
            it.find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(it.len())
        };
        match rest.strip_prefix('{').and_then(|it| it.split_once('}')) {
            Some((list, _)) => {
                found.extend(list.split(',').map(str::trim).map(|it| &it[..end(it)]))
            }
            None => _ = found.insert(&rest[..end(rest)]),
        }
    }
    found.remove("");
    found
}

#[test]
fn stages_see_earlier_stages_only() {
    let modules = modules();
    let known: BTreeSet<&str> = IMPORTS.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<&str> = modules.keys().map(String::as_str).collect();
    assert_eq!(found, known, "name new modules in IMPORTS");
    for (name, allowed) in IMPORTS {
        let allowed: BTreeSet<&str> = allowed.split_whitespace().chain([name]).collect();
        let used = imported(&modules[name]);
        let wrong: Vec<_> = used
            .difference(&allowed)
            .filter(|it| known.contains(**it))
            .collect();
        assert!(wrong.is_empty(), "`{name}` must not see {wrong:?}");
    }
    for (what, users) in USERS {
        let users: BTreeSet<&str> = users.split_whitespace().collect();
        let using = modules.iter().filter(|(_, text)| {
            [format!("{what}::"), format!("use {what};")]
                .iter()
                .any(|it| text.contains(it.as_str()))
        });
        let wrong: Vec<&String> = using
            .map(|(name, _)| name)
            .filter(|it| !users.contains(it.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{what} is used in {wrong:?}");
    }
}

#[test]
fn files_and_functions_are_short() {
    let mut long = Vec::new();
    for (path, text) in HAND_WRITTEN.iter().flat_map(|folder| sources(folder)) {
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > MAX_FILE {
            long.push(format!("{}: {} lines", path.display(), lines.len()));
        }
        for (start, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| is_function(line))
        {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = lines[start..]
                .iter()
                .position(|it| *it == format!("{indent}}}"))
                .unwrap_or(0);
            if end >= MAX_FUNCTION && !line.trim_end().ends_with(';') {
                long.push(format!(
                    "{}:{}: a function of {} lines",
                    path.display(),
                    start + 1,
                    end + 1
                ));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

fn is_function(line: &str) -> bool {
    let mut words = line
        .split_whitespace()
        .map(|it| if it.starts_with("pub") { "pub" } else { it });
    words.find(|it| !["pub", "const", "async"].contains(it)) == Some("fn")
}

#[test]
fn imports_are_by_name_and_files_have_a_subject() {
    let mut wrong = Vec::new();
    for (path, text) in HAND_WRITTEN.iter().flat_map(|folder| sources(folder)) {
        let globs = without_unit_tests(&text).lines().filter(|line| {
            let line = line.trim_start();
            let import = line.starts_with("use ")
                || line.starts_with("pub use ")
                || line.starts_with("pub(crate) use ");
            import && line.ends_with("*;")
        });
        if !is_test(&path) {
            wrong.extend(globs.map(|line| format!("{}: {}", path.display(), line.trim())));
        }
        let name = path
            .file_stem()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if [
            "util", "utils", "helper", "helpers", "misc", "common", "mod",
        ]
        .contains(&name)
        {
            wrong.push(format!("{}: a name that says nothing", path.display()));
        }
        if !path.ends_with("tests.rs") && !text.starts_with("//!") {
            wrong.push(format!(
                "{}: does not begin with what it is",
                path.display()
            ));
        }
        let marks = ["TODO", "FIXME", "XXX"];
        let left = text
            .lines()
            .filter(|line| marks.iter().any(|it| line.contains(&format!("// {it}"))));
        wrong.extend(left.map(|line| format!("{}: {}", path.display(), line.trim())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words in code that sorts or names. The order and the names of the output are determined before emission.
const DECISIONS: [&str; 8] = [
    ".sort",
    "sorted",
    "heck::",
    "to_snake",
    "to_uppercase",
    "to_lowercase",
    "min_by",
    "max_by",
];

#[test]
fn emitters_neither_sort_nor_name() {
    let mut wrong = Vec::new();
    for (path, text) in sources("generator/src/emit") {
        let lines = without_unit_tests(&text).lines().enumerate();
        let found = lines.filter(|(_, line)| DECISIONS.iter().any(|it| line.contains(it)));
        wrong.extend(
            found.map(|(n, line)| format!("{}:{}: {}", path.display(), n + 1, line.trim())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_analysis_has_one_public_function() {
    let mut wrong = Vec::new();
    for (path, text) in sources("generator/src/analyze") {
        let public = |it: &&str| it.starts_with("pub fn ") || it.starts_with("pub(super) fn ");
        let n_public = text.lines().filter(public).count();
        if n_public != 1 {
            wrong.push(format!("{}: {n_public} public functions", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Enums of the IR that emitters match without `_`, so that a new variant does not compile until each of them handles
/// it.
const MATCHED_IN_FULL: [&str; 12] = [
    "Type::",
    "Kind::",
    "Values::",
    "Form::",
    "Content::",
    "ResponseShape::",
    "Items::",
    "Owner::",
    "StatusCode::",
    "ListStyle::",
    "ParameterLocation::",
    "FinalState::",
];

#[test]
fn matches_over_the_ir_are_exhaustive() {
    let mut wrong = Vec::new();
    let folders = ["generator/src/emit", "generator/src/names"];
    for (path, text) in folders.iter().flat_map(|folder| sources(folder)) {
        let lines: Vec<&str> = text.lines().collect();
        let wildcards = lines.iter().enumerate();
        for (end, line) in wildcards.filter(|(_, line)| line.trim_start().starts_with("_ =>")) {
            let indentation = |it: &str| it.len() - it.trim_start().len();
            let arms = lines[..end]
                .iter()
                .rev()
                .take_while(|it| it.is_empty() || indentation(it) >= indentation(line))
                .filter(|it| indentation(it) == indentation(line));
            let mut arms = arms.map(|it| it.trim_start());
            if arms.any(|arm| MATCHED_IN_FULL.iter().any(|it| arm.starts_with(it))) {
                wrong.push(format!("{}:{}", path.display(), end + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_path_is_imported_once() {
    let mut wrong = Vec::new();
    for (path, text) in sources("generator/src") {
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|it| it.starts_with("use crate::")) {
            let used = line.trim_end_matches(';');
            let parent = match used.split_once("::{") {
                Some((parent, _)) => parent,
                None => used.rsplit_once("::").map_or(used, |(parent, _)| parent),
            };
            if !seen.insert(parent.to_owned()) {
                wrong.push(format!("{}: {parent}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
