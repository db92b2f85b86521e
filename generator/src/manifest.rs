//! The `Cargo.toml` of what is generated.

use std::fmt::Write;
use std::path::Path;

/// What a crate needs of the runtime that not every crate does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// Bodies or responses of XML.
    pub xml: bool,
    /// The comparison with the examples of the spec, in a test.
    pub examples: bool,
}

/// A crate that stands alone, wherever it lies.
pub fn stand_alone(name: &str, title: &str, runtime: &Path, needs: Needs) -> String {
    let source = format!("path = {}", quoted(&runtime.to_string_lossy()));
    // An empty table: the crate is not a member of a workspace in a folder above.
    package(name, title) + &dependencies(&source, needs) + "\n[workspace]\n"
}

/// A crate of a workspace that [`workspace`] gives.
pub fn member(name: &str, title: &str, needs: Needs) -> String {
    package(name, title) + &dependencies("workspace = true", needs)
}

/// The runtime, and the runtime for tests.
fn dependencies(source: &str, needs: Needs) -> String {
    let xml = if needs.xml {
        ", features = [\"xml\"]"
    } else {
        ""
    };
    let mut text = format!("\n[dependencies]\narm-runtime = {{ {source}{xml} }}\n");
    if needs.examples {
        let _ = write!(
            text,
            "\n[dev-dependencies]\narm-runtime = {{ {source}, features = [\"examples\"] }}\n"
        );
    }
    text
}

/// The manifest of a workspace of generated crates.
pub fn workspace<'a>(members: impl Iterator<Item = &'a str>, runtime: &Path) -> String {
    let members: String = members
        .map(|member| format!("    {},\n", quoted(member)))
        .collect();
    let members = if members.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n{members}]")
    };
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members}\n\n[workspace.dependencies]\narm-runtime = {{ path = {} }}\n",
        quoted(&runtime.to_string_lossy())
    )
}

/// The manifest of the crate `generated`, with a feature for each version of each provider.
pub fn generated(providers: &str, features: &[String], xml: bool) -> String {
    let description = quoted(&format!("Azure Resource Manager bindings: {providers}."));
    let default: String = features
        .iter()
        .map(|feature| format!("    {},\n", quoted(feature)))
        .collect();
    let each: String = features
        .iter()
        .map(|feature| format!("{feature} = []\n"))
        .collect();
    let examples = true;
    let dependencies = dependencies("workspace = true", Needs { xml, examples });
    format!(
        "[package]\nname = \"generated\"\ndescription = {description}\nversion.workspace = true\n\
         edition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\n\n[lints]\nworkspace = true\n\n\
         [features]\ndefault = [\n{default}]\n{each}\
         # Metadata for tooling: descriptions, schemas, secrets, examples.\nmetadata = []\n{dependencies}\
          # The examples in the documentation stream pages.\n\
          futures = {{ version = \"0.3\", default-features = false }}\n"
    )
}

/// Whether cargo takes it as the name of a package.
pub fn is_crate_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && name.len() <= 64
}

fn package(name: &str, title: &str) -> String {
    format!(
        "[package]\nname = {}\ndescription = {}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\n",
        quoted(name),
        quoted(if title.is_empty() { name } else { title })
    )
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a \"b\" \\ \n"), r#""a \"b\" \\ \u000A""#);
        assert!(
            stand_alone("arm-x", "X", Path::new("/r"), Needs::default())
                .contains("arm-runtime = { path = \"/r\" }\n\n[workspace]\n")
        );
        let needs = Needs {
            xml: true,
            ..Needs::default()
        };
        assert!(
            member("arm-x", "X", needs)
                .ends_with("arm-runtime = { workspace = true, features = [\"xml\"] }\n")
        );
        assert!(workspace([].into_iter(), Path::new("/r")).contains("members = []"));
    }

    #[test]
    fn crate_names_are_what_cargo_takes() {
        assert!(is_crate_name("arm-container_service2"));
        for name in ["", "1a", "a b", "../a", "é", "-a"] {
            assert!(!is_crate_name(name), "{name}");
        }
    }
}
