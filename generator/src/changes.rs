//! The differences between two surfaces, with their effect on callers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use crate::surface::{Model, Operation, Parameter, Property, Surface, Surfaces};

/// The effect of a change on callers.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Code that uses the item may no longer compile or work.
    Breaking,
    /// Existing code works as before, and new functionality is available.
    Additive,
    /// Existing code works as before.
    Internal,
}

impl Level {
    /// Returns the name of the level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Internal => "internal",
        }
    }
}

/// The kind of item that changed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Noun {
    Module,
    Operation,
    Parameter,
    Model,
    Property,
    Value,
}

impl Noun {
    fn name(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Model => "model",
            Self::Property => "property",
            Self::Value => "enum value",
        }
    }
}

/// A difference.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Change {
    /// Module. Empty if there is only one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub module: String,
    /// Effect on callers.
    pub level: Level,
    /// Kind of item.
    pub kind: Noun,
    /// operationId or name of the model, followed by a dot and the parameter, property or value.
    pub item: String,
    /// Description of the change.
    pub change: String,
}

/// All differences, sorted by module, level, kind and name.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Changes {
    /// Differences.
    pub changes: Vec<Change>,
}

/// Compares two sides by the names of their modules.
pub fn compare(old: &Surfaces, new: &Surfaces) -> Changes {
    let mut comparison = Comparison::default();
    for module in union(old, new) {
        comparison.module.clone_from(module);
        match (old.get(module), new.get(module)) {
            (Some(old), Some(new)) => comparison.surfaces(old, new),
            (None, Some(new)) => {
                let (operations, models) = (new.operations.len(), new.models.len());
                let change = format!("added: {operations} operations, {models} models");
                comparison.add(Level::Additive, Noun::Module, module.clone(), change);
            }
            _ => comparison.add(Level::Breaking, Noun::Module, module.clone(), "removed"),
        }
    }
    comparison.found.sort();
    Changes {
        changes: comparison.found,
    }
}

/// Compares two packages, ignoring their names.
pub fn compare_one(old: &Surface, new: &Surface) -> Changes {
    let one = |surface: &Surface| Surfaces::from([(String::new(), surface.clone())]);
    compare(&one(old), &one(new))
}

#[derive(Default)]
struct Comparison {
    module: String,
    found: Vec<Change>,
}

fn union<'a, K: Ord, V>(old: &'a BTreeMap<K, V>, new: &'a BTreeMap<K, V>) -> BTreeSet<&'a K> {
    old.keys().chain(new.keys()).collect()
}

impl Comparison {
    fn add(&mut self, level: Level, kind: Noun, item: String, change: impl Into<String>) {
        self.found.push(Change {
            module: self.module.clone(),
            level,
            kind,
            item,
            change: change.into(),
        });
    }

    fn surfaces(&mut self, old: &Surface, new: &Surface) {
        for id in union(&old.operations, &new.operations) {
            match (old.operations.get(id), new.operations.get(id)) {
                (Some(old), Some(new)) => self.operation(id, old, new),
                (None, _) => self.add(Level::Additive, Noun::Operation, id.clone(), "added"),
                _ => self.add(Level::Breaking, Noun::Operation, id.clone(), "removed"),
            }
        }
        for name in union(&old.models, &new.models) {
            match (old.models.get(name), new.models.get(name)) {
                (Some(old), Some(new)) => self.model(name, old, new),
                (None, _) => self.add(Level::Additive, Noun::Model, name.clone(), "added"),
                _ => self.add(Level::Breaking, Noun::Model, name.clone(), "removed"),
            }
        }
    }

    fn differ(&mut self, level: Level, kind: Noun, item: &str, what: &str, old: &str, new: &str) {
        if old != new {
            let shown = |text: &str| {
                if text.is_empty() {
                    "none".to_owned()
                } else {
                    format!("`{text}`")
                }
            };
            let change = format!("{what} changed from {} to {}", shown(old), shown(new));
            self.add(level, kind, item.to_owned(), change);
        }
    }

    fn operation(&mut self, id: &str, old: &Operation, new: &Operation) {
        use Level::{Breaking, Internal};
        let noun = Noun::Operation;
        let body = |it: &Operation| it.body.clone().unwrap_or_default();
        self.differ(Breaking, noun, id, "function", &old.method, &new.method);
        self.differ(Breaking, noun, id, "request body", &body(old), &body(new));
        self.differ(Breaking, noun, id, "result", &old.returns, &new.returns);
        self.differ(Internal, noun, id, "request", &old.request, &new.request);
        self.differ(
            Internal,
            noun,
            id,
            "API version",
            &old.api_version,
            &new.api_version,
        );
        if old.deprecated != new.deprecated {
            let change = if new.deprecated {
                "deprecated"
            } else {
                "no longer deprecated"
            };
            self.add(Internal, noun, id.to_owned(), change);
        }
        let before = self.found.len();
        self.parameters(id, old, new);
        if self.found.len() == before && old.arguments != new.arguments {
            let change = format!("order of arguments changed to {}", new.arguments.join(", "));
            self.add(Breaking, noun, id.to_owned(), change);
        }
    }

    fn parameters(&mut self, id: &str, old: &Operation, new: &Operation) {
        use Level::{Additive, Breaking, Internal};
        let noun = Noun::Parameter;
        for name in union(&old.parameters, &new.parameters) {
            let item = format!("{id}.{name}");
            let (old, new) = match (old.parameters.get(name), new.parameters.get(name)) {
                (Some(old), Some(new)) => (old, new),
                (None, Some(new)) if new.required => {
                    self.add(Breaking, noun, item, "added, required");
                    continue;
                }
                (None, _) => {
                    self.add(Additive, noun, item, "added, optional");
                    continue;
                }
                (Some(_), None) => {
                    self.add(Breaking, noun, item, "removed");
                    continue;
                }
            };
            let required = |it: bool| if it { "required" } else { "optional" };
            self.differ(Breaking, noun, &item, "name in Rust", &old.name, &new.name);
            self.differ(Breaking, noun, &item, "type", &old.ty, &new.ty);
            let (was, is) = (required(old.required), required(new.required));
            self.differ(Breaking, noun, &item, "presence", was, is);
            self.differ(
                Internal,
                noun,
                &item,
                "location",
                &old.location,
                &new.location,
            );
            for keyword in union(&old.constraints, &new.constraints) {
                let value = |it: &Parameter| it.constraints.get(keyword).cloned();
                let (was, is) = (value(old), value(new));
                let level = constraint_level(keyword, was.as_deref(), is.as_deref());
                let (was, is) = (was.unwrap_or_default(), is.unwrap_or_default());
                self.differ(level, noun, &item, keyword, &was, &is);
            }
        }
    }

    fn model(&mut self, name: &str, old: &Model, new: &Model) {
        match (old, new) {
            (Model::Struct(old), Model::Struct(new)) => {
                let before = self.found.len();
                self.members(Noun::Property, name, old, new);
                let (old, new) = (arguments(old), arguments(new));
                if self.found.len() == before && old != new {
                    let change = format!("order of arguments changed to {}", new.join(", "));
                    self.add(Level::Breaking, Noun::Model, name.to_owned(), change);
                }
            }
            (Model::Union(old), Model::Union(new)) => self.members(Noun::Value, name, old, new),
            (Model::Enum(old), Model::Enum(new)) => {
                for value in union(old, new) {
                    let item = format!("{name}.{value}");
                    match (old.get(value), new.get(value)) {
                        (Some(old), Some(new)) => {
                            self.differ(
                                Level::Breaking,
                                Noun::Value,
                                &item,
                                "name in Rust",
                                old,
                                new,
                            );
                        }
                        (None, _) => self.add(Level::Additive, Noun::Value, item, "added"),
                        _ => self.add(Level::Breaking, Noun::Value, item, "removed"),
                    }
                }
            }
            _ => {
                let kind = |model: &Model| match model {
                    Model::Struct(_) => "struct",
                    Model::Enum(_) => "enum",
                    Model::Union(_) => "union",
                };
                self.differ(
                    Level::Breaking,
                    Noun::Model,
                    name,
                    "kind",
                    kind(old),
                    kind(new),
                );
            }
        }
    }

    fn members(
        &mut self,
        noun: Noun,
        name: &str,
        old: &BTreeMap<String, Property>,
        new: &BTreeMap<String, Property>,
    ) {
        use Level::{Additive, Breaking, Internal};
        for member in union(old, new) {
            let item = format!("{name}.{member}");
            match (old.get(member), new.get(member)) {
                (Some(old), Some(new)) => {
                    self.differ(Breaking, noun, &item, "name in Rust", &old.name, &new.name);
                    self.differ(Breaking, noun, &item, "type", &old.ty, &new.ty);
                    if old.argument.is_some() != new.argument.is_some() {
                        let change = match new.argument {
                            Some(_) => "required: the constructor takes it",
                            None => "no longer required: the constructor does not take it",
                        };
                        self.add(Breaking, noun, item.clone(), change);
                    }
                    if old.read_only != new.read_only {
                        let change = if new.read_only {
                            "read-only"
                        } else {
                            "no longer read-only"
                        };
                        self.add(Internal, noun, item, change);
                    }
                }
                (None, Some(new)) if new.argument.is_some() => {
                    self.add(Breaking, noun, item, "added, required");
                }
                (None, _) => self.add(Additive, noun, item, "added"),
                _ => self.add(Breaking, noun, item, "removed"),
            }
        }
    }
}

/// Returns the effect of a change of a constraint: values that were accepted may now be rejected, unless it is less strict.
fn constraint_level(keyword: &str, old: Option<&str>, new: Option<&str>) -> Level {
    let Some(new) = new else {
        return Level::Internal;
    };
    let number = |text: &str| text.parse::<f64>().ok();
    let order = old.and_then(number).zip(number(new));
    let order = order.and_then(|(old, new)| new.partial_cmp(&old));
    match (keyword.get(..3).unwrap_or_default(), order) {
        ("max", Some(Ordering::Greater)) | ("min", Some(Ordering::Less)) => Level::Internal,
        _ => Level::Breaking,
    }
}

/// Returns the properties that a constructor takes, in order.
fn arguments(properties: &BTreeMap<String, Property>) -> Vec<&str> {
    let mut taken: Vec<_> = (properties.iter())
        .filter_map(|(name, it)| Some((it.argument?, name.as_str())))
        .collect();
    taken.sort_unstable();
    taken.into_iter().map(|(_, name)| name).collect()
}

impl Changes {
    /// Returns the number of changes with a level.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().filter(|it| it.level == level).count()
    }

    /// Formats the changes as plain text, with at most `most` lines for each level of a module.
    pub fn to_text(&self, most: usize) -> String {
        if self.changes.is_empty() {
            return "unchanged\n".to_owned();
        }
        let mut text = String::new();
        for ((module, level), changes) in self.by_level() {
            let place = if module.is_empty() {
                String::new()
            } else {
                format!("{module}: ")
            };
            let _ = writeln!(text, "{place}{} {}", changes.len(), level.name());
            for it in changes.iter().take(most) {
                let _ = writeln!(text, "  {} {}: {}", it.kind.name(), it.item, it.change);
            }
            if changes.len() > most {
                let _ = writeln!(text, "  and {} more", changes.len() - most);
            }
        }
        text
    }

    /// Formats the changes as Markdown.
    pub fn to_markdown(&self) -> String {
        if self.changes.is_empty() {
            return "Unchanged.\n".to_owned();
        }
        let mut text = String::new();
        for ((module, level), changes) in self.by_level() {
            let title = if module.is_empty() {
                String::new()
            } else {
                format!("`{module}`: ")
            };
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}## {title}{} {}\n", changes.len(), level.name());
            for it in changes {
                let _ = writeln!(text, "- {} `{}`: {}", it.kind.name(), it.item, it.change);
            }
        }
        text
    }

    /// Formats the changes as a JSON array.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.changes).unwrap_or_default() + "\n"
    }

    fn by_level(&self) -> BTreeMap<(&str, Level), Vec<&Change>> {
        let mut groups: BTreeMap<(&str, Level), Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            groups
                .entry((change.module.as_str(), change.level))
                .or_default()
                .push(change);
        }
        groups
    }
}

#[cfg(test)]
mod tests;
