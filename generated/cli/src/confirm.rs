//! Asks before secrets are changed or revealed, and before anything is deleted.

use arm_runtime::Method;
use arm_runtime::describe::Entry;

use crate::error::Failure;
use crate::terminal;

/// What an operation does that must be agreed to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    Deletes,
    ChangesSecrets,
    RevealsSecrets,
    /// Asked only if the person wants to be.
    Writes,
}

/// Whether the operation asks whatever its body.
pub fn asks_always(entry: &Entry) -> bool {
    reason(entry, false).is_some()
}

/// Why the operation asks; `sends_secret` when its body holds one.
pub fn reason(entry: &Entry, sends_secret: bool) -> Option<Reason> {
    let names_secret = arm_sensitive::is_about_secrets(entry.function);
    let acts = !matches!(entry.operation.method, Method::Get | Method::Head);
    if entry.operation.method == Method::Delete {
        Some(Reason::Deletes)
    } else if sends_secret || (acts && names_secret && arm_sensitive::replaces(entry.function)) {
        Some(Reason::ChangesSecrets)
    } else if (entry.response.secret || !entry.response.secrets.is_empty())
        && (names_secret || entry.operation.method == Method::Post)
    {
        // A resource that may hold a secret among much else is read without a question: services leave it out.
        Some(Reason::RevealsSecrets)
    } else {
        None
    }
}

/// Returns whether the operation may change anything.
pub fn writes(entry: &Entry) -> bool {
    !matches!(entry.operation.method, Method::Get | Method::Head)
}

/// More paths than these are told by their number.
const PATHS_TOLD: usize = 20;

/// Asks on the terminal; without one, or without a yes, nothing may be sent.
pub fn ask(entry: &Entry, reason: Reason, paths: &[&str]) -> Result<(), Failure> {
    let what = match reason {
        Reason::Deletes => "deletes what it names",
        Reason::ChangesSecrets => "changes secrets; what uses the old ones stops working",
        Reason::RevealsSecrets => "reveals secrets",
        Reason::Writes => "changes what it names",
    };
    let id = entry.operation.id;
    let mut question = format!("{id} {what}:\n");
    for path in paths.iter().take(PATHS_TOLD) {
        question.push_str(&format!("  {}\n", terminal::line(path)));
    }
    if paths.len() > PATHS_TOLD {
        question.push_str(&format!("  and {} more\n", paths.len() - PATHS_TOLD));
    }
    question.push_str("Go on? [y/N] ");
    match terminal::ask(&question)? {
        Some(answer) if terminal::is_yes(&answer) => Ok(()),
        Some(_) => Err(Failure::usage("not agreed to; nothing was sent")),
        None => Err(Failure::with_hint(
            format!("{id} {what}, and there is no terminal to ask on; nothing was sent"),
            "--yes agrees; --what-if shows the request",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn what_deletes_or_touches_secrets_asks() {
        let catalogue = Catalogue::new(generated::metadata());
        for (id, expected) in [
            (
                "CommunicationServices_RegenerateKey",
                Some(Reason::ChangesSecrets),
            ),
            (
                "CommunicationServices_ListKeys",
                Some(Reason::RevealsSecrets),
            ),
            ("CommunicationServices_Delete", Some(Reason::Deletes)),
            ("CommunicationServices_Get", None),
            ("CommunicationServices_CreateOrUpdate", None),
            ("Accounts_RegenerateKeys", Some(Reason::ChangesSecrets)),
            ("Accounts_ListSas", Some(Reason::RevealsSecrets)),
            (
                "TenantAccess_RegenerateSecondaryKey",
                Some(Reason::ChangesSecrets),
            ),
            ("TenantAccess_ListSecrets", Some(Reason::RevealsSecrets)),
            ("TenantAccess_GetEntityTag", None),
        ] {
            assert_eq!(
                reason(catalogue.by_id(id).unwrap().1, false),
                expected,
                "{id}"
            );
        }
        let (_, create) = catalogue.by_id("TenantAccess_Create").unwrap();
        assert_eq!(reason(create, true), Some(Reason::ChangesSecrets));
    }
}
