//! Converts names of the specs to words of the command line.

use heck::ToKebabCase;

/// Converts `keyType` to `key-type`, `$filter` to `filter`, and `vmIDs` to `vm-ids`.
pub fn kebab(wire: &str) -> String {
    let plain: String = wire
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let name = plural_acronyms(plain.trim()).to_kebab_case();
    if name.is_empty() {
        "value".to_owned()
    } else {
        name
    }
}

/// Converts a name of the generated code, which is already in snake case.
pub fn command(rust: &str) -> String {
    rust.trim_matches('_').replace('_', "-")
}

/// Makes `IDs` a single word: in a run of capitals followed by `s`, all but the first become lower case.
fn plural_acronyms(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let upper = |i: usize| chars.get(i).is_some_and(char::is_ascii_uppercase);
    let ends = |i: usize| {
        chars.get(i) == Some(&'s') && !chars.get(i + 1).is_some_and(char::is_ascii_lowercase)
    };
    let mut out = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        let run_end = (i..chars.len())
            .find(|at| !upper(*at))
            .unwrap_or(chars.len());
        let lower = upper(i) && i > 0 && upper(i - 1) && ends(run_end);
        out.push(if lower { c.to_ascii_lowercase() } else { *c });
    }
    out
}

/// Returns the plural of a singular word and vice versa: `accounts` for `account`.
pub fn other_number(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(singular) => match singular.strip_suffix("ie") {
            Some(stem) => format!("{stem}y"),
            None => singular.to_owned(),
        },
        None => match word.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{word}s"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case() {
        for (wire, word) in [
            ("keyType", "key-type"),
            ("$filter", "filter"),
            ("If-Match", "if-match"),
            ("vmIDs", "vm-ids"),
            ("customerIDsOfHost", "customer-ids-of-host"),
            ("VMs", "vms"),
            ("URLsOfVMs", "urls-of-vms"),
            // Not a plural.
            ("HTTPServer", "http-server"),
            ("SQLDb", "sql-db"),
            ("SQLscript", "sq-lscript"),
            ("x-ms-ID", "x-ms-id"),
            ("a.b_c d", "a-b-c-d"),
            ("ipAddress", "ip-address"),
            ("address", "address"),
            ("@", "value"),
        ] {
            assert_eq!(kebab(wire), word, "{wire}");
        }
        assert_eq!(command("type_"), "type");
        assert_eq!(command("list_by_group"), "list-by-group");
    }

    #[test]
    fn numbers() {
        for (singular, plural) in [
            ("account", "accounts"),
            ("policy", "policies"),
            ("key", "keys"),
            ("gateway", "gateways"),
            ("envoy", "envoys"),
            ("guy", "guys"),
        ] {
            assert_eq!(other_number(singular), plural);
            assert_eq!(other_number(plural), singular);
        }
    }
}
