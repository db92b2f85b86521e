//! A package described by AutoRest's literate configuration: a `readme.md` whose YAML blocks list the input files of
//! each tag.

mod blocks;
mod condition;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostics, Location, Position, code, shown_path};
use crate::load::{Roots, absolute_path, map_link, parse_yaml, specification_root};
use blocks::{Block, find_blocks};
use condition::{Condition, Variables};

/// The configuration of a package.
#[derive(Debug)]
pub struct Readme {
    /// File.
    pub path: Arc<Path>,
    /// Default tag.
    pub default_tag: Option<String>,
    /// Name of the service's client.
    pub title: Option<String>,
    /// `arm` for the management plane.
    pub openapi_type: Option<String>,
    /// Scopes of the tokens of the service.
    pub credential_scopes: Vec<String>,
    settings: Vec<Settings>,
    /// The folders that its files may lie in.
    roots: Roots,
}

/// The settings of a block.
#[derive(Debug)]
struct Settings {
    /// The conditions of the block and of the blocks that required its file. All of them must be true.
    conditions: Vec<Condition>,
    inputs: Vec<Input>,
    /// Tag set by the block.
    tag: Option<String>,
}

impl Settings {
    fn hold(&self, variables: Variables<'_>) -> bool {
        self.conditions.iter().all(|it| it.holds(variables))
    }
}

/// An input file with the location that lists it.
#[derive(Debug)]
struct Input {
    readme: Arc<Path>,
    block: Arc<Block>,
    /// The path as written in the block.
    text: String,
}

impl Input {
    fn path(&self) -> PathBuf {
        find_path(&self.readme, &self.text)
    }

    fn line(&self) -> usize {
        line_of(&self.block, &self.text)
    }
}

impl Readme {
    /// Returns the tags with input files, in the order of the readme. A variable in a condition, such as
    /// `$(package-resources)`, is a tag if it selects input files.
    pub fn tags(&self) -> Vec<&str> {
        let mut named = Vec::new();
        let conditions = self.settings.iter().flat_map(|it| &it.conditions);
        for condition in conditions.clone() {
            condition.tags(&mut named);
        }
        named.extend(self.default_tag.as_deref());
        named.extend(conditions.filter_map(Condition::tag_variable));
        let mut seen = BTreeSet::new();
        named.retain(|tag| seen.insert(*tag) && !self.inputs(tag).is_empty());
        named
    }

    /// Resolves a tag: the name itself if it has input files, or the tag that the variable with this name selects.
    pub fn resolve_tag<'a>(&'a self, name: &'a str) -> &'a str {
        let mut named = Vec::new();
        let with_inputs = self.settings.iter().filter(|it| !it.inputs.is_empty());
        for condition in with_inputs.flat_map(|it| &it.conditions) {
            condition.tags(&mut named);
        }
        if named.contains(&name) {
            return name;
        }
        let set = Variables {
            tag: None,
            set: Some(name),
        };
        let selected = self.settings.iter().rev().filter(|it| {
            let mut conditions = it.conditions.iter();
            conditions.any(|it| it.tag_variable() == Some(name)) && it.hold(set)
        });
        let mut tags = selected.filter_map(|it| it.tag.as_deref());
        tags.next().unwrap_or(name)
    }

    /// Returns the input files of a tag, without duplicates.
    pub fn inputs(&self, tag: &str) -> Vec<PathBuf> {
        let inputs = self.named_inputs(tag).into_iter();
        inputs.map(|(_, path)| path).collect()
    }

    /// Returns `true` if a block lists an input file. Other Markdown files are also named `readme.md`.
    pub fn is_configuration(&self) -> bool {
        self.default_tag.is_some()
            || self
                .settings
                .iter()
                .any(|settings| !settings.inputs.is_empty())
    }

    /// Reports a tag without input files, and those files that are not there, where the readme names them.
    pub fn check_inputs(&self, tag: &str, diagnostics: &mut Diagnostics) {
        let inputs = self.named_inputs(tag);
        if inputs.is_empty() {
            self.report_unknown_tag(tag, Location::new(self.path.clone(), ""), diagnostics);
        }
        let there = inputs.iter().filter(|(_, path)| path.is_file());
        for (input, path) in there.filter(|(_, path)| !self.roots.allow(path)) {
            diagnostics
                .error(
                    &code::OUTSIDE_ROOT,
                    Location::new(input.readme.clone(), ""),
                    format!(
                        "the input file {} is outside the folder of the API descriptions",
                        shown_path(path)
                    ),
                )
                .position(input.line(), 1)
                .help(ALLOW);
        }
        for (input, path) in inputs.iter().filter(|(_, path)| !path.is_file()) {
            diagnostics
                .error(
                    &code::MISSING_FILE,
                    Location::new(input.readme.clone(), ""),
                    format!("the input file {} does not exist", shown_path(path)),
                )
                .position(input.line(), 1)
                .help("correct the path or add the file");
        }
    }

    /// Reports a tag without input files, with similar tags.
    pub fn report_unknown_tag(&self, tag: &str, at: Location, diagnostics: &mut Diagnostics) {
        let tags = self.tags();
        let near = crate::diagnostics::nearest(tag, tags.iter().copied());
        let help = match (near.as_slice(), tags.as_slice()) {
            (_, []) => "no tag of the readme has any".to_owned(),
            ([near, ..], _) => format!(
                "did you mean `{near}`? `arm-bindgen list --readme {}` lists all {} tags",
                shown_path(&self.path),
                tags.len()
            ),
            _ => format!("the tags are {}", tags.join(", ")),
        };
        diagnostics
            .error(
                &code::UNKNOWN_TAG,
                at,
                format!("the tag `{tag}` has no input files"),
            )
            .help(help);
    }

    /// Returns the inputs of a tag with their paths. Most inputs of a readme belong to other tags, so that their paths are not needed.
    fn named_inputs(&self, name: &str) -> Vec<(&Input, PathBuf)> {
        let variables = Variables {
            tag: Some(self.resolve_tag(name)).filter(|tag| !tag.is_empty()),
            set: Some(name),
        };
        let mut seen = BTreeSet::new();
        self.settings
            .iter()
            .filter(|settings| settings.hold(variables))
            .flat_map(|settings| &settings.inputs)
            .map(|input| (input, input.path()))
            .filter(|(_, path)| seen.insert(path.clone()))
            .collect()
    }
}

const ALLOW: &str = "allow its folder with --allow-root if you trust the readme";

/// Reads a readme and the files that it requires, which must lie in the readme's own checkout or in the folders `allowed`.
/// Returns nothing when the file cannot be read, which is reported.
pub fn read_readme(
    path: &Path,
    allowed: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Option<Readme> {
    let path: Arc<Path> = absolute_path(path).into();
    let mut reader = Reader {
        readme: Readme {
            path: path.clone(),
            default_tag: None,
            title: None,
            openapi_type: None,
            credential_scopes: Vec::new(),
            settings: Vec::new(),
            roots: Roots::of(&[path.to_path_buf()], allowed),
        },
        seen: BTreeSet::new(),
        diagnostics,
    };
    match std::fs::read(&path) {
        Ok(bytes) => {
            reader.read(&path, &String::from_utf8_lossy(&bytes), &[]);
            Some(reader.readme)
        }
        Err(error) => {
            diagnostics
                .error(
                    &code::MISSING_FILE,
                    Location::new(path, ""),
                    format!("the readme cannot be read: {error}"),
                )
                .help("use the path of an existing readme.md");
            None
        }
    }
}

struct Reader<'a> {
    readme: Readme,
    seen: BTreeSet<Arc<Path>>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn read(&mut self, path: &Arc<Path>, text: &str, outer: &[Condition]) {
        if !self.seen.insert(path.clone()) {
            return;
        }
        for block in find_blocks(text.trim_start_matches('\u{feff}')) {
            let block = Arc::new(block);
            if !block.closed {
                self.warn(
                    path,
                    block.line,
                    &code::OPEN_BLOCK,
                    "the block is not closed",
                )
                .help("add the closing fence");
            }
            let condition = match Condition::parse(&block.condition) {
                Ok(condition) => condition,
                Err(message) => {
                    let message = format!("the condition of the block cannot be read: {message}");
                    self.warn(path, block.line, &code::MALFORMED_CONDITION, message)
                        .help("the block is ignored");
                    continue;
                }
            };
            if let Some(value) = self.parse(path, &block) {
                let conditions = outer.iter().cloned().chain([condition]).collect();
                self.take(path, &block, &value, conditions);
            }
        }
    }

    fn warn(
        &mut self,
        path: &Arc<Path>,
        line: usize,
        code: &'static Code,
        message: impl Into<String>,
    ) -> &mut crate::diagnostics::Diagnostic {
        self.diagnostics
            .warn(code, Location::new(path.clone(), ""), message)
            .position(line, 1)
    }

    fn parse(&mut self, path: &Arc<Path>, block: &Block) -> Option<Value> {
        let repeated = Cell::new(false);
        let error = match parse_yaml(&block.text, &repeated) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        // YAML does not allow tabs, but editors insert them.
        if block.text.contains('\t')
            && let Ok(value) = parse_yaml(&block.text.replace('\t', "  "), &repeated)
        {
            let line = block
                .text
                .lines()
                .position(|line| line.contains('\t'))
                .unwrap_or_default();
            self.warn(
                path,
                block.line + 1 + line,
                &code::TAB,
                "the block contains tabs",
            )
            .help("use spaces; each tab is read as two");
            return Some(value);
        }
        let place = error
            .location()
            .map_or(Position { line: 1, column: 1 }, |place| Position {
                line: place.line(),
                column: place.column(),
            });
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        self.warn(
            path,
            0,
            &code::MALFORMED_BLOCK,
            format!("the block is not readable as YAML: {message}"),
        )
        .position(block.line + place.line, place.column)
        .help("the block is ignored");
        None
    }

    fn take(
        &mut self,
        path: &Arc<Path>,
        block: &Arc<Block>,
        value: &Value,
        conditions: Vec<Condition>,
    ) {
        // A setting that depends on the tag does not apply to the whole package.
        let text = |key: &str| value.get(key).and_then(as_text);
        let unset = Variables::default();
        if conditions.iter().all(|condition| condition.holds(unset)) {
            let (title, kind) = (text("title"), text("openapi-type"));
            self.readme.default_tag = text("tag").or(self.readme.default_tag.take());
            self.readme.title = title.or(self.readme.title.take());
            self.readme.openapi_type = kind.or(self.readme.openapi_type.take());
        }
        // The scopes are the same for every language.
        let scopes: Vec<String> = texts(value.get("credential-scopes"))
            .flat_map(|it| {
                it.split(',')
                    .map(|it| it.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(|it| !it.is_empty())
            .collect();
        if !scopes.is_empty() {
            self.readme.credential_scopes = scopes;
        }
        for required in texts(value.get("require")) {
            self.require(path, block, &required, &conditions);
        }
        let inputs: Vec<Input> = texts(value.get("input-file"))
            .map(|text| Input {
                readme: path.clone(),
                block: block.clone(),
                text,
            })
            .collect();
        self.readme.settings.push(Settings {
            conditions,
            inputs,
            tag: text("tag"),
        });
    }

    fn require(
        &mut self,
        path: &Arc<Path>,
        block: &Block,
        required: &str,
        conditions: &[Condition],
    ) {
        let target: Arc<Path> = find_path(path, required).into();
        if target.exists() && !self.readme.roots.allow(&target) {
            let message = format!(
                "the required file {} leads out of the folder of the API descriptions",
                shown_path(&target)
            );
            self.diagnostics
                .error(
                    &code::OUTSIDE_ROOT,
                    Location::new(path.clone(), ""),
                    message,
                )
                .position(line_of(block, required), 1)
                .help(ALLOW);
            return;
        }
        match std::fs::read(&target) {
            Ok(bytes) => self.read(&target, &String::from_utf8_lossy(&bytes), conditions),
            Err(_) => {
                let message = format!("the required file {} does not exist", shown_path(&target));
                self.warn(
                    path,
                    line_of(block, required),
                    &code::MISSING_README,
                    message,
                )
                .help("the file is ignored");
            }
        }
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the strings of a setting that is a string or a list.
fn texts(value: Option<&Value>) -> impl Iterator<Item = String> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => &[],
    };
    items.iter().filter_map(as_text)
}

fn line_of(block: &Block, text: &str) -> usize {
    block.line
        + 1
        + block
            .text
            .lines()
            .position(|line| line.contains(text))
            .unwrap_or_default()
}

/// Resolves a path in a readme: relative to it, with `$(this-folder)`, or a link into azure-rest-api-specs.
fn find_path(readme: &Path, text: &str) -> PathBuf {
    let folder = readme.parent().unwrap_or(Path::new(""));
    if let Some(local) = specification_root(readme).and_then(|root| map_link(text, root)) {
        return local;
    }
    let text = text.replace('\\', "/");
    match text.strip_prefix("$(this-folder)") {
        Some(below) => absolute_path(&folder.join(below.trim_start_matches('/'))),
        None => absolute_path(&folder.join(text)),
    }
}

#[cfg(test)]
mod tests;
