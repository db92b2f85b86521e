//! Selects the operations of a configuration, so that only the models that they use are generated.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostics, Location, code, counted, nearest};
use crate::upgrade::Spec;

/// Removes every operation whose ID does not match any of `patterns`, in which `*` matches any text. The
/// operation that fetches the next page of a selected one is kept, too. Reports patterns that match no operation, unless
/// `is_elsewhere` finds one in another version of the service and another pattern selects an operation of this one. Returns the number of removed operations.
pub fn select_operations(
    spec: &mut Spec,
    patterns: &[String],
    at: Option<&Location>,
    is_elsewhere: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> usize {
    if patterns.is_empty() {
        return 0;
    }
    let ids: Vec<&str> = spec.operations.iter().map(|it| it.id.as_str()).collect();
    let mut kept: BTreeSet<String> = BTreeSet::new();
    let mut unmatched = Vec::new();
    for (index, pattern) in patterns.iter().enumerate() {
        let mut matching = ids.iter().filter(|id| matches(pattern, id)).peekable();
        if matching.peek().is_none() {
            unmatched.push((index, pattern));
        }
        kept.extend(matching.map(|id| (*id).to_owned()));
    }
    for (index, pattern) in unmatched {
        let is_elsewhere = is_elsewhere(pattern);
        if is_elsewhere && !kept.is_empty() {
            continue;
        }
        let near = nearest(pattern.trim_matches('*'), ids.iter().copied());
        let help = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the documents have {}, such as {}",
                counted(ids.len(), "operation"),
                ids.iter().take(5).copied().collect::<Vec<_>>().join(", ")
            ),
        };
        let at = at.map(|at| at.child(&index.to_string()));
        let message = match is_elsewhere {
            true => format!(
                "`{pattern}` matches in other versions only, and no other pattern in this one"
            ),
            false => format!("no operation matches `{pattern}`"),
        };
        diagnostics
            .error(&code::UNKNOWN_OPERATION, at, message)
            .help(help);
    }
    for operation in &spec.operations {
        if kept.contains(&operation.id) {
            kept.extend(operation.next_operation());
        }
    }
    let before = spec.operations.len();
    spec.operations.retain(|it| kept.contains(&it.id));
    before - spec.operations.len()
}

/// Returns `true` if a text matches a pattern, in which `*` matches any text.
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_ids() {
        for (pattern, text, matched) in [
            ("Disks_Get", "Disks_Get", true),
            ("Disks_Get", "Disks_GetAll", false),
            ("Disks_Get", "MyDisks_Get", false),
            ("Disks_*", "Disks_Get", true),
            ("Disks_*", "Disks_", true),
            ("Disks_*", "DiskSets_Get", false),
            ("*_List*", "Disks_ListByGroup", true),
            ("*_List*", "Disks_Get", false),
            ("*Get", "Disks_Get", true),
            ("*Get", "Disks_GetAll", false),
            ("a*a", "a", false),
            ("a*b*a", "aba", true),
            ("*", "anything", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, text), matched, "{pattern} {text}");
        }
    }
}
