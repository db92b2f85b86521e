//! The effect of changed facts on callers.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Comparison, Level, Noun, union};
use crate::surface::{ANONYMOUS, Fact, Facts};

/// The operations to which `x-ms-mutability` may restrict a property.
const MUTABILITY: [&str; 3] = ["create", "read", "update"];

impl Comparison {
    /// Compares the facts of an item. `sent` is set if requests contain it.
    pub(super) fn facts(&mut self, noun: Noun, item: &str, old: &Facts, new: &Facts, sent: bool) {
        let Facts {
            facts,
            constraints,
            headers,
            responses,
            constants,
            defaults,
            security,
            success,
            mutability,
        } = old;
        for fact in union(facts, &new.facts) {
            let (was, is) = (facts.get(fact), new.facts.get(fact));
            let level = level(*fact, was.is_some(), sent);
            self.optional(level, noun, item, fact.describe(), was, is);
        }
        for keyword in union(constraints, &new.constraints) {
            let (was, is) = (constraints.get(keyword), new.constraints.get(keyword));
            let level = match sent {
                true => constraint_level(keyword, was.map(String::as_str), is.map(String::as_str)),
                false => Level::Internal,
            };
            self.optional(level, noun, item, keyword, was, is);
        }
        self.promised(noun, item, "response header", headers, &new.headers);
        self.promised(noun, item, "response of status", responses, &new.responses);
        for name in union(constants, &new.constants) {
            let what = format!("constant {name}");
            let (was, is) = (constants.get(name), new.constants.get(name));
            self.optional(Level::Internal, noun, item, &what, was, is);
        }
        for name in union(defaults, &new.defaults) {
            let what = format!("default value of {name}");
            let (was, is) = (defaults.get(name), new.defaults.get(name));
            // The arguments of the constructor show the other cases.
            if was.is_some() && is.is_some() {
                self.optional(Level::Breaking, noun, item, &what, was, is);
            }
        }
        self.security(noun, item, security, &new.security);
        self.success(noun, item, success, &new.success);
        self.mutability(noun, item, mutability, &new.mutability, sent);
    }

    fn optional(
        &mut self,
        level: Level,
        noun: Noun,
        item: &str,
        what: &str,
        old: Option<&String>,
        new: Option<&String>,
    ) {
        let text = |it: Option<&String>| it.cloned().unwrap_or_default();
        self.differ(level, noun, item, what, &text(old), &text(new));
    }

    /// Compares what callers read from responses.
    fn promised(
        &mut self,
        noun: Noun,
        item: &str,
        what: &str,
        old: &BTreeMap<String, String>,
        new: &BTreeMap<String, String>,
    ) {
        for name in union(old, new) {
            let (was, is) = (old.get(name), new.get(name));
            let level = match was {
                None => Level::Additive,
                Some(_) => Level::Breaking,
            };
            self.optional(level, noun, item, &format!("{what} {name}"), was, is);
        }
    }

    fn security(&mut self, noun: Noun, item: &str, old: &[String], new: &[String]) {
        let shown = |it: &[String]| match it {
            [] => "that of the client".to_owned(),
            alternatives => alternatives.join(" or "),
        };
        let is_wider = !old.is_empty() && old.iter().all(|it| new.contains(it));
        let level = match is_wider || new.iter().any(|it| it == ANONYMOUS) {
            true => Level::Additive,
            false => Level::Breaking,
        };
        self.differ(level, noun, item, "authorization", &shown(old), &shown(new));
    }

    fn success(&mut self, noun: Noun, item: &str, old: &[String], new: &[String]) {
        for status in new.iter().filter(|it| !old.contains(it)) {
            let change = format!("status {status} added as success");
            self.add(Level::Additive, noun, item.to_owned(), change);
        }
        for status in old.iter().filter(|it| !new.contains(it)) {
            let change = format!("status {status} no longer a success");
            self.add(Level::Breaking, noun, item.to_owned(), change);
        }
    }

    fn mutability(&mut self, noun: Noun, item: &str, old: &[String], new: &[String], sent: bool) {
        let allowed = |it: &[String]| -> BTreeSet<String> {
            match it {
                [] => MUTABILITY.map(str::to_owned).into(),
                some => some.iter().cloned().collect(),
            }
        };
        let (old, new) = (allowed(old), allowed(new));
        let level = match (sent, new.is_superset(&old)) {
            (false, _) => Level::Internal,
            (true, true) => Level::Additive,
            (true, false) => Level::Breaking,
        };
        let shown = |it: BTreeSet<String>| it.into_iter().collect::<Vec<_>>().join(", ");
        self.differ(level, noun, item, "mutability", &shown(old), &shown(new));
    }
}

/// Returns the effect of a fact that was added, or removed or changed if it `was` there.
fn level(fact: Fact, was: bool, sent: bool) -> Level {
    match fact {
        // The generated code sends or reads it in another way.
        Fact::Accept
        | Fact::Also
        | Fact::ApiVersionParameter
        | Fact::Discriminator
        | Fact::DiscriminatorValues
        | Fact::Endpoint
        | Fact::FinalState
        | Fact::Form
        | Fact::Format
        | Fact::Items
        | Fact::MediaType
        | Fact::NextLink
        | Fact::NextOperation
        | Fact::NextParameter
        | Fact::Nullable
        | Fact::Open
        | Fact::Required
        | Fact::Secret
        | Fact::Style
        | Fact::Xml => Level::Internal,
        // Code does not compile any more, or sends something else.
        Fact::Arguments | Fact::Options | Fact::Prefix | Fact::Values | Fact::Verbatim => {
            Level::Breaking
        }
        Fact::AllowEmpty | Fact::ById => match was {
            false => Level::Additive,
            true => Level::Breaking,
        },
        // The service takes another value if the caller passes none.
        Fact::Default => match sent && was {
            true => Level::Breaking,
            false => Level::Internal,
        },
        // Credentials must be accepted for another audience. The caller no longer has to name one that was missing.
        Fact::Scopes => match was {
            false => Level::Additive,
            true => Level::Breaking,
        },
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
