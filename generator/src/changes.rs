//! The differences between two surfaces, with their effect on callers.

mod facts;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostics::counted;
use crate::surface::{Fact, Member, Model, ModelKind, Operation, Surface, Surfaces};

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
#[allow(missing_docs, reason = "the names describe the variants")]
pub enum Noun {
    Module,
    Client,
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
            Self::Client => "client",
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
                let operations = counted(new.operations.len(), "operation");
                let models = counted(new.models.len(), "model");
                let change = format!("added: {operations}, {models}");
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
        for name in union(&old.clients, &new.clients) {
            match (old.clients.get(name), new.clients.get(name)) {
                (Some(old), Some(new)) => self.facts(Noun::Client, name, old, new, true),
                (None, _) => self.add(Level::Internal, Noun::Client, name.clone(), "added"),
                _ => self.add(Level::Internal, Noun::Client, name.clone(), "removed"),
            }
        }
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
        self.facts(noun, id, &old.facts, &new.facts, true);
        self.parameters(id, old, new);
        if is_reordered(&old.arguments, &new.arguments) {
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
            self.facts(noun, &item, &old.facts, &new.facts, true);
        }
    }

    fn model(&mut self, name: &str, old: &Model, new: &Model) {
        if old.kind != new.kind {
            let kind = |model: &Model| match model.kind {
                ModelKind::Struct => "struct",
                ModelKind::Enum => "enum",
                ModelKind::Union => "union",
                ModelKind::Choice => "choice of types",
            };
            let (old, new) = (kind(old), kind(new));
            self.differ(Level::Breaking, Noun::Model, name, "kind", old, new);
            return;
        }
        let sent = old.sent || new.sent;
        self.facts(Noun::Model, name, &old.facts, &new.facts, sent);
        let noun = match new.kind {
            ModelKind::Struct => Noun::Property,
            ModelKind::Enum | ModelKind::Union | ModelKind::Choice => Noun::Value,
        };
        for member in union(&old.members, &new.members) {
            let item = format!("{name}.{member}");
            match (old.members.get(member), new.members.get(member)) {
                (Some(old), Some(new)) => self.member(noun, item, old, new, sent),
                (None, Some(new)) if new.argument.is_some() => {
                    self.add(Level::Breaking, noun, item, "added, required");
                }
                (None, _) => self.add(Level::Additive, noun, item, "added"),
                _ => self.add(Level::Breaking, noun, item, "removed"),
            }
        }
        let (old, new) = (arguments(&old.members), arguments(&new.members));
        if is_reordered(&old, &new) {
            let change = format!("order of arguments changed to {}", new.join(", "));
            self.add(Level::Breaking, Noun::Model, name.to_owned(), change);
        }
    }

    /// Compares a property, an enum value or a subtype of a model. `sent` is set if requests contain the model.
    fn member(&mut self, noun: Noun, item: String, old: &Member, new: &Member, sent: bool) {
        use Level::{Additive, Breaking, Internal};
        let (mut was, mut is) = (old.facts.clone(), new.facts.clone());
        self.differ(Breaking, noun, &item, "name in Rust", &old.name, &new.name);
        self.differ(Breaking, noun, &item, "type", &old.ty, &new.ty);
        if old.argument.is_some() != new.argument.is_some() {
            let change = match new.argument {
                Some(_) => "required: the constructor takes it",
                None => "no longer required: the constructor does not take it",
            };
            self.add(Breaking, noun, item.clone(), change);
            for it in [&mut was, &mut is] {
                it.facts.remove(&Fact::Required);
            }
        }
        if old.read_only != new.read_only {
            let (level, change) = match (new.read_only, sent) {
                (true, true) => (Breaking, "read-only: requests do not contain it any more"),
                (true, false) => (Internal, "read-only"),
                (false, true) => (Additive, "no longer read-only"),
                (false, false) => (Internal, "no longer read-only"),
            };
            self.add(level, noun, item.clone(), change);
            for it in [&mut was, &mut is] {
                it.mutability.clear();
            }
        }
        if was.facts.get(&Fact::Secret) != is.facts.get(&Fact::Secret) {
            // Defaults of secrets are not stored.
            for it in [&mut was, &mut is] {
                it.facts.remove(&Fact::Default);
            }
        }
        self.facts(noun, &item, &was, &is, sent);
    }
}

/// Returns `true` if the arguments that both sides have are in another order.
fn is_reordered<T: AsRef<str>>(old: &[T], new: &[T]) -> bool {
    let both = |these: &[T], others: &[T]| -> Vec<String> {
        let others: BTreeSet<&str> = others.iter().map(AsRef::as_ref).collect();
        let these = these.iter().map(AsRef::as_ref);
        these
            .filter(|it| others.contains(it))
            .map(str::to_owned)
            .collect()
    };
    both(old, new) != both(new, old)
}

/// Returns the properties that a constructor takes, in order.
fn arguments(properties: &BTreeMap<String, Member>) -> Vec<&str> {
    let mut taken: Vec<_> = (properties.iter())
        .filter_map(|(name, it)| Some((it.argument?, name.as_str())))
        .collect();
    taken.sort_unstable();
    taken.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests;
