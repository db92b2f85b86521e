//! Asks before changing or revealing secrets, and before deleting.

use arm_runtime::Method;
use arm_runtime::describe::Entry;

use crate::error::Failure;
use crate::terminal;

/// The reason for a confirmation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    Deletes,
    ChangesSecrets,
    /// The body contains a secret.
    SendsSecrets,
    RevealsSecrets,
    /// The operation changes something. Confirmed only with `--confirm`.
    Writes,
}

/// Returns `true` if the operation requires a confirmation with any body.
pub fn asks_always(entry: &Entry) -> bool {
    reason(entry, false).is_some()
}

/// Returns the reason for a confirmation. `sends_secret` is set if the body contains a secret.
pub fn reason(entry: &Entry, sends_secret: bool) -> Option<Reason> {
    let names_secret = arm_sensitive::is_about_secrets(entry.function);
    let acts = !matches!(entry.operation.method, Method::Get | Method::Head);
    if entry.operation.method == Method::Delete {
        Some(Reason::Deletes)
    } else if acts && names_secret && arm_sensitive::replaces(entry.function) {
        Some(Reason::ChangesSecrets)
    } else if sends_secret {
        Some(Reason::SendsSecrets)
    } else if (entry.response.secret || !entry.response.secrets.is_empty())
        && (names_secret || entry.operation.method == Method::Post)
    {
        // A resource that may contain a secret among other properties is read without a confirmation, because services
        // leave the secret out.
        Some(Reason::RevealsSecrets)
    } else {
        None
    }
}

/// Returns `true` if the operation may change anything. A POST whose name begins with a verb for reading does not.
pub fn writes(entry: &Entry) -> bool {
    let verb = entry.function.split('_').next().unwrap_or_default();
    match entry.operation.method {
        Method::Get | Method::Head => false,
        Method::Post => !matches!(verb, "check" | "get" | "list" | "show"),
        _ => true,
    }
}

/// Maximum number of paths in a question.
const MAX_SHOWN_PATHS: usize = 20;

/// Returns the question, with the paths that it is about.
fn question(id: &str, what: &str, paths: &[&str]) -> String {
    let mut question = format!("{id} {what}:\n");
    for path in paths.iter().take(MAX_SHOWN_PATHS) {
        question.push_str(&format!("  {}\n", terminal::line(path)));
    }
    if paths.len() > MAX_SHOWN_PATHS {
        question.push_str(&format!("  and {} more\n", paths.len() - MAX_SHOWN_PATHS));
    }
    question + "Continue? [y/N] "
}

/// Asks on the terminal. Returns an error without a terminal or without a yes, and nothing may be sent.
pub fn ask(entry: &Entry, reason: Reason, paths: &[&str]) -> Result<(), Failure> {
    let what = match reason {
        Reason::Deletes => "deletes the resource",
        Reason::ChangesSecrets => "changes secrets. Clients that use the old ones stop working",
        Reason::SendsSecrets => "sends secrets",
        Reason::RevealsSecrets => "reveals secrets",
        Reason::Writes => "changes the resource",
    };
    let id = entry.operation.id;
    match terminal::ask(&question(id, what, paths))? {
        Some(answer) if terminal::is_yes(&answer) => Ok(()),
        Some(_) => Err(Failure::usage("not confirmed; nothing was sent")),
        None => Err(Failure::with_hint(
            format!("{id} {what}; confirmation requires a terminal, so nothing was sent"),
            "use --yes to confirm, or --what-if to show the request",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn a_question_names_twenty_paths() {
        for (n_paths, n_named, rest) in [
            (1, 1, ""),
            (20, 20, ""),
            (21, 20, "  and 1 more\n"),
            (45, 20, "  and 25 more\n"),
        ] {
            let paths = vec!["/a\u{7}"; n_paths];
            let named = "  /a\\u{7}\n".repeat(n_named);
            let expected = format!("Things_Delete deletes it:\n{named}{rest}Continue? [y/N] ");
            assert_eq!(question("Things_Delete", "deletes it", &paths), expected);
        }
    }

    #[test]
    fn what_only_reads_does_not_write() {
        use arm_runtime::Operation;
        const fn of(method: Method) -> Operation {
            Operation {
                method,
                ..Operation::DEFAULT
            }
        }
        static GET: Operation = of(Method::Get);
        static POST: Operation = of(Method::Post);
        static HEAD: Operation = of(Method::Head);
        static PATCH: Operation = of(Method::Patch);
        for (operation, function, expected) in [
            (&GET, "update", false),
            (&HEAD, "update", false),
            (&PATCH, "list", true),
            (&POST, "list_keys", false),
            (&POST, "get", false),
            (&POST, "check_name", false),
            (&POST, "show_all", false),
            (&POST, "checkout", true),
            (&POST, "regenerate_key", true),
            (&POST, "", true),
        ] {
            let entry = Entry {
                operation,
                function,
                ..*crate::fixtures::entry("ping")
            };
            assert_eq!(writes(&entry), expected, "{function}");
        }
    }

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
        // What only reads does not change secrets, whatever its name is.
        let (_, renew) = catalogue.by_id("Accounts_RegenerateKeys").unwrap();
        for method in [Method::Get, Method::Head, Method::Put] {
            let operation: &'static _ = Box::leak(Box::new(arm_runtime::Operation {
                method,
                ..*renew.operation
            }));
            let entry = Entry {
                operation,
                ..*renew
            };
            let changes = reason(&entry, false) == Some(Reason::ChangesSecrets);
            assert_eq!(changes, method == Method::Put, "{method:?}");
        }
        let (_, create) = catalogue.by_id("TenantAccess_Create").unwrap();
        assert_eq!(reason(create, true), Some(Reason::SendsSecrets));
    }
}
