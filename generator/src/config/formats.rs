//! The formats of strings in a configuration. The reader calls the function of a format; editors know it by a pattern.

use serde_json::{Map, Value, json};

use super::is_module_name;
use crate::diagnostics::{Code, code};
use crate::manifest::{RUST_VERSION, TAKEN, is_crate_name};

/// A format of a string.
pub(super) struct Format {
    /// Value of the keyword `format`.
    name: &'static str,
    /// A further check of the string.
    is_valid: fn(&str) -> bool,
    /// Noun phrase for messages.
    pub(super) noun: &'static str,
    /// Rule for messages, if the example is not enough.
    pub(super) rule: &'static str,
    /// Code of the diagnostic.
    pub(super) code: &'static Code,
    /// The same as a regular expression for editors.
    pattern: &'static str,
    /// Names that are excluded in addition.
    reserved: &'static [&'static [&'static str]],
}

const CRATE_NAME: Format = Format {
    name: "crate-name",
    is_valid: is_crate_name,
    noun: "a valid crate name",
    rule: "use at most 64 ASCII letters, digits, `-` and `_`, with a letter first, and no keyword or name of a crate of Rust or of the \
           runtime",
    code: &code::BAD_NAME,
    pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$",
    reserved: &[&KEYWORDS, &TAKEN, &["arm-cli", "arm-runtime", "proc-macro"]],
};

static FORMATS: [Format; 7] = [
    CRATE_NAME,
    Format {
        name: "program-name",
        noun: "a valid program name",
        ..CRATE_NAME
    },
    Format {
        name: "module-name",
        is_valid: is_module_name,
        noun: "a valid module name",
        rule: "use lower-case letters, digits and `_`, with a letter first, and no keyword of Rust",
        code: &code::BAD_NAME,
        pattern: "^[a-z][a-z0-9_]*$",
        reserved: &[&KEYWORDS, &super::ROOT_MODULES],
    },
    Format {
        name: "version",
        is_valid: |text| semver::Version::parse(text).is_ok(),
        noun: "a version such as `1.2.3`",
        rule: "",
        code: &code::MALFORMED_CONFIG,
        pattern: concat!(
            r"^(0|[1-9][0-9]{0,18})\.(0|[1-9][0-9]{0,18})\.(0|[1-9][0-9]{0,18})",
            r"(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?",
            r"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$",
        ),
        reserved: &[],
    },
    Format {
        name: "rust-version",
        is_valid: is_rust_version,
        noun: "a version of Rust from `1.88`, which the runtime requires",
        rule: "",
        code: &code::MALFORMED_CONFIG,
        pattern: r"^1\.(8[89]|9[0-9]|[1-9][0-9]{2,8})(\.(0|[1-9][0-9]{0,8}))?$",
        reserved: &[],
    },
    Format {
        name: "version-requirement",
        is_valid: |text| semver::VersionReq::parse(text).is_ok(),
        noun: "a version requirement",
        rule: "",
        code: &code::MALFORMED_CONFIG,
        // Wildcards and lists of requirements are not needed for the runtime.
        pattern: concat!(
            r"^(=|>=|~|\^)? ?(0|[1-9][0-9]{0,18})(\.(0|[1-9][0-9]{0,18}))?$",
            r"|^(=|>=|~|\^)? ?(0|[1-9][0-9]{0,18})\.(0|[1-9][0-9]{0,18})\.(0|[1-9][0-9]{0,18})",
            r"(-[A-Za-z][0-9A-Za-z-]*(\.(0|[1-9][0-9]*))*)?$",
        ),
        reserved: &[],
    },
    Format {
        name: "repository",
        is_valid: |_| true,
        noun: "a repository that can be fetched",
        rule: "use an https:// or file:// URL, or a path",
        code: &code::MALFORMED_CONFIG,
        pattern: r"^(https://|file://)[^\x00-\x20\x7f]+$|^([A-Za-z]:[\\/])?[^:\x00-\x1f\x7f]+$",
        reserved: &[],
    },
];

impl Format {
    /// Returns `true` if the string has the format.
    pub(super) fn accepts(&self, text: &str) -> bool {
        let pattern = regex_lite::Regex::new(self.pattern);
        pattern.is_ok_and(|it| it.is_match(text))
            && !self.reserved.iter().any(|it| it.contains(&text))
            && (self.is_valid)(text)
    }
}

/// Returns the format with the name in the keyword `format` of a schema.
pub(super) fn format_named(keyword: Option<&Value>) -> Option<&'static Format> {
    let name = keyword?.as_str()?;
    FORMATS.iter().find(|it| it.name == name)
}

/// Adds the patterns of its format to a schema.
pub(super) fn add_pattern(schema: &mut Map<String, Value>) {
    let Some(format) = format_named(schema.get("format")) else {
        return;
    };
    schema.insert("pattern".to_owned(), json!(format.pattern));
    if !format.reserved.is_empty() {
        let reserved = format.reserved.concat();
        schema.insert("not".to_owned(), json!({ "enum": reserved }));
    }
}

/// Returns `true` for `1.N` and `1.N.P` that are not older than the version that the runtime requires.
fn is_rust_version(text: &str) -> bool {
    minor(text).is_some_and(|it| Some(it) >= minor(RUST_VERSION))
}

/// Returns the `N` of `1.N` or `1.N.P`.
fn minor(text: &str) -> Option<u64> {
    let numbers: Option<Vec<u64>> = text.split('.').map(|it| it.parse().ok()).collect();
    match numbers.as_deref() {
        Some([1, minor] | [1, minor, _]) => Some(*minor),
        _ => None,
    }
}

/// Keywords of Rust.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
