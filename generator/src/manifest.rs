//! Generates `Cargo.toml`, without its header.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use crate::diagnostics::without_password;

/// The features of the runtime that select the transport of azure_core. A generated crate forwards them.
const TRANSPORT: [&str; 5] = [
    "reqwest",
    "reqwest_deflate",
    "reqwest_gzip",
    "reqwest_rustls",
    "tokio",
];

/// Version of the runtime that matches the generated code. Both are released together.
const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Optional features of the runtime that a crate requires.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// XML bodies or responses.
    pub xml: bool,
    /// The comparison with the examples of the spec, in a test.
    pub examples: bool,
}

/// A value of a manifest, which may be inherited from the workspace.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inherited {
    /// The value.
    Value(String),
    /// The value of the workspace.
    Workspace,
}

impl Inherited {
    /// Returns the value, unless it is inherited.
    pub fn text(&self) -> &str {
        match self {
            Self::Value(text) => text,
            Self::Workspace => "",
        }
    }

    fn line(&self, key: &str) -> String {
        match self {
            Self::Value(text) => format!("{key} = {}\n", quoted(text)),
            Self::Workspace => format!("{key}.workspace = true\n"),
        }
    }
}

/// The package section of a manifest.
#[derive(Clone, Debug)]
pub struct CrateInfo {
    /// Name.
    pub name: String,
    /// Version.
    pub version: Inherited,
    /// Edition.
    pub edition: Inherited,
    /// Minimum Rust version.
    pub rust_version: Inherited,
    /// License.
    pub license: Inherited,
    /// Set if the lints are inherited from the workspace.
    pub lints: bool,
    /// Description.
    pub description: String,
    /// Dependencies of tests and examples that are written by hand, by name.
    pub dev_dependencies: BTreeMap<String, DevDependency>,
}

/// The Rust version that the runtime requires, which is that of this crate.
pub const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// A dependency of tests and examples.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct DevDependency {
    /// The absolute path of its folder; `None` for the dependency of the workspace.
    pub path: Option<PathBuf>,
    /// The features that are used.
    pub features: Vec<String>,
}

impl CrateInfo {
    /// Creates a package section with default values.
    pub fn new(name: &str) -> Self {
        let value = |text: &str| Inherited::Value(text.to_owned());
        Self {
            name: name.to_owned(),
            version: value("0.1.0"),
            edition: value("2024"),
            rust_version: value(RUST_VERSION),
            license: value("MIT"),
            lints: false,
            description: String::new(),
            dev_dependencies: BTreeMap::new(),
        }
    }
}

/// The source of the crate `arm-runtime`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// A folder, by its absolute path.
    Path(PathBuf),
    /// A git repository.
    Git {
        /// URL.
        url: String,
        /// Revision.
        rev: Option<String>,
    },
    /// A version of the registry.
    Version(String),
    /// The dependency of the workspace.
    Workspace,
}

/// The folder of the crate `arm-cli`, which lies beside the crate `arm-runtime`.
pub fn cli_beside(runtime: &Path) -> PathBuf {
    runtime.with_file_name("cli")
}

impl Runtime {
    /// The source of the crate `arm-cli`, which comes from where the runtime does.
    fn of_cli(&self) -> Self {
        match self {
            Self::Path(folder) => Self::Path(cli_beside(folder)),
            other => other.clone(),
        }
    }

    /// The keys of the dependency of a crate in the folder `root`.
    fn keys(&self, root: &Path) -> String {
        let version = quoted(RUNTIME_VERSION);
        match self {
            // The version is required to package the crate, and rejects a runtime that does not match the generator.
            Self::Path(folder) => format!(
                "path = {}, version = {version}",
                quoted(&relative_path(root, folder)),
            ),
            Self::Git { url, rev } => {
                let rev = rev.as_ref();
                let rev = rev.map_or(String::new(), |rev| format!(", rev = {}", quoted(rev)));
                // The manifest is committed. Git has the credentials of its user.
                let url = quoted(&without_password(url));
                format!("git = {url}{rev}, version = {version}")
            }
            Self::Version(version) => format!("version = {}", quoted(version)),
            Self::Workspace => "workspace = true".to_owned(),
        }
    }
}

/// The content of a manifest.
#[derive(Debug)]
pub struct Manifest<'a> {
    /// Package.
    pub krate: &'a CrateInfo,
    /// Folder of the crate.
    pub root: &'a Path,
    /// Source of the runtime.
    pub runtime: &'a Runtime,
    /// Features of the api-versions, all enabled by default.
    pub versions: &'a [String],
    /// Set if the crate has the feature `metadata`.
    pub metadata: bool,
    /// The name of the program that is a command line over the bindings.
    pub cli: Option<&'a str>,
    /// Set if the documentation contains examples.
    pub usage: bool,
    /// Set if all services are those of Azure Resource Manager.
    pub is_arm: bool,
    /// Features of the runtime that the crate requires.
    pub needs: Needs,
}

impl Manifest<'_> {
    /// Returns the text of the file.
    pub fn text(&self) -> String {
        self.package() + &self.program() + &self.features() + &self.dependencies()
    }

    fn package(&self) -> String {
        let krate = self.krate;
        let mut text = format!("[package]\nname = {}\n", quoted(&krate.name));
        let description = match krate.description.as_str() {
            "" => &krate.name,
            description => description,
        };
        let _ = writeln!(text, "description = {}", quoted(description));
        text += &krate.version.line("version");
        text += &krate.edition.line("edition");
        text += &krate.rust_version.line("rust-version");
        if krate.license != Inherited::Value(String::new()) {
            text += &krate.license.line("license");
        }
        let keywords = match self.is_arm {
            true => r#"["azure", "arm", "cloud", "sdk"]"#,
            false => r#"["api", "client", "sdk"]"#,
        };
        let _ = writeln!(text, "readme = \"README.md\"\nkeywords = {keywords}");
        text += "categories = [\"api-bindings\"]\n";
        text += "\n[package.metadata.docs.rs]\nall-features = true\n";
        if krate.lints {
            text += "\n[lints]\nworkspace = true\n";
        }
        text
    }

    fn program(&self) -> String {
        let Some(name) = self.cli else {
            return String::new();
        };
        let name = quoted(name);
        format!("\n[[bin]]\nname = {name}\npath = \"src/main.rs\"\nrequired-features = [\"cli\"]\n")
    }

    fn features(&self) -> String {
        let mut text = "\n[features]\ndefault = [\n".to_owned();
        for feature in self.versions.iter().map(String::as_str).chain(TRANSPORT) {
            let _ = writeln!(text, "    {},", quoted(feature));
        }
        text += "]\n";
        for feature in self.versions {
            let _ = writeln!(text, "{feature} = []");
        }
        if self.metadata {
            text += "# Metadata for tooling: descriptions, schemas, secrets, examples.\nmetadata = []\n";
        }
        if self.cli.is_some() {
            text += "# The program of the crate: a command line over the bindings.\ncli = [\"dep:arm-cli\", \"metadata\"]\n";
        }
        text +=
            "# The transport of azure_core. Without them, `ClientOptions` must set a transport.\n";
        for feature in TRANSPORT {
            let _ = writeln!(text, "{feature} = [\"arm-runtime/{feature}\"]");
        }
        text += "# `Serialize` and `Deserialize` of the models, for models inside the types of an application.\n\
                 serde = [\"arm-runtime/serde\"]\n";
        text
    }

    fn dependencies(&self) -> String {
        let source = self.runtime.keys(self.root);
        let mut keys = source.clone();
        if *self.runtime != Runtime::Workspace {
            keys += ", default-features = false";
        }
        if self.needs.xml {
            keys += ", features = [\"xml\"]";
        }
        let mut text = format!("\n[dependencies]\narm-runtime = {{ {keys} }}\n");
        if self.cli.is_some() {
            let mut keys = self.runtime.of_cli().keys(self.root);
            // The default features bring the bindings that arm-cli is shipped with.
            if *self.runtime != Runtime::Workspace {
                keys += ", default-features = false";
            }
            let _ = writeln!(text, "arm-cli = {{ {keys}, optional = true }}");
        }
        let others = &self.krate.dev_dependencies;
        if self.needs.examples || self.usage || !others.is_empty() {
            text += "\n[dev-dependencies]\n";
        }
        if self.needs.examples {
            let _ = writeln!(
                text,
                "arm-runtime = {{ {source}, features = [\"examples\"] }}"
            );
        }
        if self.usage {
            text += "# The examples in the documentation stream pages.\n\
                     futures = { version = \"0.3\", default-features = false }\n";
        }
        if !others.is_empty() {
            text += "# For tests and examples that are written by hand.\n";
        }
        for (name, it) in others {
            // A path without a version is left out when the crate is packaged, so that crates can test each other.
            let source = match &it.path {
                Some(path) => format!("path = {}", quoted(&relative_path(self.root, path))),
                None => "workspace = true".to_owned(),
            };
            let features: Vec<String> = it.features.iter().map(|it| quoted(it)).collect();
            let features = match features.as_slice() {
                [] => String::new(),
                _ => format!(", features = [{}]", features.join(", ")),
            };
            let _ = writeln!(text, "{name} = {{ {source}{features} }}");
        }
        text
    }
}

/// Returns the manifest of a crate in a workspace of [`workspace`].
pub fn member(krate: &CrateInfo, needs: Needs) -> String {
    let manifest = Manifest {
        krate,
        root: Path::new(""),
        runtime: &Runtime::Workspace,
        versions: &[],
        metadata: false,
        cli: None,
        usage: false,
        is_arm: true,
        needs,
    };
    manifest.text()
}

/// Returns the manifest of a workspace of generated crates in the folder `root`.
pub fn workspace<'a>(
    members: impl Iterator<Item = &'a str>,
    root: &Path,
    runtime: &Runtime,
) -> String {
    let members: String = members
        .map(|member| format!("    {},\n", quoted(member)))
        .collect();
    let members = if members.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n{members}]")
    };
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members}\n\n[workspace.dependencies]\n\
         arm-runtime = {{ {}, default-features = false }}\n",
        runtime.keys(root)
    )
}

/// Names of crates that every program has, or that generated crates depend on.
pub const TAKEN: [&str; 7] = [
    "alloc",
    "arm_cli",
    "arm_runtime",
    "core",
    "proc_macro",
    "std",
    "test",
];

/// Returns `true` if the name is valid for a generated crate or its program: a name of a cargo package that is neither a keyword
/// nor taken.
pub fn is_crate_name(name: &str) -> bool {
    let identifier = name.replace('-', "_");
    is_package_name(name) && is_identifier(&identifier) && !TAKEN.contains(&identifier.as_str())
}

/// Returns `true` if the text is an identifier of Rust, and not a keyword.
pub fn is_identifier(text: &str) -> bool {
    // `gen` is a keyword of edition 2024, which syn does not know.
    text != "gen" && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Returns `true` if the name is valid for a cargo package.
fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && name.len() <= 64
}

/// Returns the relative path between two absolute folders, with `/` as separator.
fn relative_path(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // Paths on different Windows drives have no common root.
    if shared == 0 {
        return to
            .iter()
            .collect::<PathBuf>()
            .to_string_lossy()
            .into_owned();
    }
    let up = from[shared..].iter().map(|_| "..".into());
    let down = to[shared..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy());
    let parts: Vec<_> = up.chain(down).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// Formats a basic string of TOML.
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
mod tests;
