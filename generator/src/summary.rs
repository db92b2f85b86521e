//! The summary of a generated crate, which commands print and the README of the crate contains.

use std::fmt::Write;

use crate::diagnostics::{counted, printable};
use crate::manifest::CrateInfo;
use crate::pipeline::{FirstCall, Output, Report, escaped};
use crate::surface::{Surface, Surfaces};

/// Maximum number of names that are listed. The others are counted.
const LISTED: usize = 6;

/// A module of the crate, or the crate itself.
#[derive(Debug, Default)]
pub struct Service {
    /// Path of the module in the crate. Empty for the crate itself.
    pub module: String,
    /// Name of the service.
    pub name: String,
    /// Cargo feature, if there is one.
    pub feature: Option<String>,
    /// Tag of the readme.
    pub tag: Option<String>,
    /// Set if the tag is the default of the readme and was not selected by the user.
    pub is_default: bool,
    /// Other tags of the readme.
    pub other_tags: Vec<String>,
    /// Api-versions of the operations, sorted.
    pub api_versions: Vec<String>,
    /// Number of operations that are not selected.
    pub unselected: usize,
    /// Names of the shared parts of the inputs that no operation uses.
    pub unreached: Vec<String>,
    /// Statistics.
    pub report: Report,
    /// Public interface.
    pub surface: Surface,
    /// A call for the first program of a user.
    pub first_call: Option<FirstCall>,
}

impl Service {
    /// Adds the results of the generator.
    pub fn with(self, output: &mut Output) -> Self {
        Self {
            api_versions: std::mem::take(&mut output.api_versions),
            unselected: output.unselected,
            unreached: std::mem::take(&mut output.unreached),
            report: std::mem::take(&mut output.report),
            surface: std::mem::take(&mut output.surface),
            first_call: output.first_call.take(),
            ..self
        }
    }

    /// Returns the latest api-version.
    pub fn latest(&self) -> &str {
        self.api_versions.last().map_or("", String::as_str)
    }

    fn describe(&self, text: &mut String) {
        let report = &self.report;
        let separator = if self.module.is_empty() { "" } else { ": " };
        let _ = writeln!(text, "{}{separator}{}", self.module, printable(&self.name));
        if let Some(tag) = &self.tag {
            let tag = printable(tag);
            let _ = writeln!(text, "  tag           {tag}");
        }
        let versions: Vec<String> = self
            .api_versions
            .iter()
            .map(|it| shown_version(it))
            .collect();
        let plural = if versions.len() == 1 {
            "API version   "
        } else {
            "API versions  "
        };
        let versions = if versions.is_empty() {
            "none".to_owned()
        } else {
            versions.join(", ")
        };
        let _ = writeln!(text, "  {plural}{versions}");
        if self.is_default && self.api_versions.iter().any(|it| is_preview(it)) {
            *text += "  note          the default tag contains a preview version; name another tag for a stable version\n";
        }
        if let Some(feature) = &self.feature {
            let _ = writeln!(text, "  feature       {feature}");
        }
        let _ = writeln!(
            text,
            "  generated     {}, {}, {}",
            counted(report.operations, "operation"),
            counted(report.models, "model"),
            counted(report.lines, "line")
        );
        if self.unselected > 0 {
            let _ = writeln!(
                text,
                "  left out      {} that `operations` does not select",
                counted(self.unselected, "operation")
            );
        }
        if !self.unreached.is_empty() {
            let definitions = match self.unreached.len() {
                1 => "a definition".to_owned(),
                count => format!("{count} definitions"),
            };
            let names = listed(&self.unreached);
            let _ = writeln!(
                text,
                "  left out      {definitions} that no operation uses: {names}"
            );
        }
        for unsupported in &report.unsupported {
            let _ = writeln!(
                text,
                "  left out      {}",
                printable(&unsupported.to_string())
            );
        }
        if !self.other_tags.is_empty() {
            let _ = writeln!(text, "  other tags    {}", listed(&self.other_tags));
        }
    }
}

/// Returns the first names, and the number of the others.
fn listed(names: &[String]) -> String {
    let shown = names[..names.len().min(LISTED)].join(", ");
    let more = match names.len().saturating_sub(LISTED) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    format!("{}{more}", printable(&shown))
}

/// Returns `true` if an api-version is a preview.
pub fn is_preview(version: &str) -> bool {
    let version = version.to_ascii_lowercase();
    ["preview", "alpha", "beta"]
        .iter()
        .any(|it| version.contains(it))
}

fn shown_version(version: &str) -> String {
    let preview = if is_preview(version) {
        " (preview)"
    } else {
        ""
    };
    format!("{}{preview}", printable(version))
}

/// The summary of a crate.
#[derive(Debug, Default)]
pub struct Summary {
    /// Modules, in order.
    pub services: Vec<Service>,
}

impl Summary {
    /// Returns the surfaces of the modules.
    pub fn surfaces(&self) -> Surfaces {
        let each = self.services.iter();
        each.map(|it| (it.module.clone(), it.surface.clone()))
            .collect()
    }

    /// Returns `true` if all services are those of Azure Resource Manager.
    pub fn is_arm(&self) -> bool {
        self.services.iter().all(|it| it.surface.is_arm())
    }

    /// Formats the text that commands print.
    pub fn describe(&self) -> String {
        let mut text = String::new();
        for service in &self.services {
            service.describe(&mut text);
        }
        text
    }
}

/// Returns the README of a crate, with a first program for one of its services.
pub fn crate_readme(krate: &CrateInfo, summary: &Summary) -> String {
    let import = krate.name.replace('-', "_");
    let mut text = format!(
        "# {}\n\n{}\n\n{}\n\n",
        krate.name,
        markdown(&krate.description),
        match summary.is_arm() {
            true => "Generated from Azure's API descriptions. Not a product of Microsoft.",
            false =>
                "Generated from API descriptions. Not a product of the owners of the services.",
        }
    );
    text += "| module | service | API version | operations |\n|---|---|---|--:|\n";
    for service in &summary.services {
        let module = match service.module.as_str() {
            "" => format!("`{import}`"),
            module => format!("`{import}::{module}`"),
        };
        let versions: Vec<String> = service
            .api_versions
            .iter()
            .map(|it| shown_version(it))
            .collect();
        let operations = service.report.operations;
        let name = markdown(&service.name);
        let _ = writeln!(
            text,
            "| {module} | {name} | {} | {operations} |",
            if versions.is_empty() {
                "none".to_owned()
            } else {
                markdown(&versions.join(", "))
            }
        );
    }
    let first = summary
        .services
        .iter()
        .find_map(|it| Some((it, it.first_call.as_ref()?)));
    text += match first {
        Some(_) => "\n## First program\n",
        None => "\n## Dependencies\n",
    };
    let takes_tokens = first.is_none_or(|(_, call)| call.takes_tokens());
    text += &dependencies(krate, takes_tokens);
    if let Some((service, call)) = first {
        text += &program(&import, service, call);
    }
    text += "\nThe crate re-exports its runtime as `arm_runtime`, which documents requests, pages, long-running operations, retries and\n\
             errors.";
    if summary.services.iter().any(|it| it.feature.is_some()) {
        text += " Each module is a cargo feature, on by default.";
    }
    text += "\n\nThe code changes with the descriptions of the services. `api.json` describes the interface of the crate. The\n\
             next run of the generator compares it with the new code and reports breaking changes.\n";
    text
}

/// A text of a description as a part of one line of Markdown.
pub(crate) fn markdown(text: &str) -> String {
    escaped(&printable(&text.replace(['\n', '\r'], " ")))
}

/// The dependencies of the first program, as they stand in a manifest.
fn dependencies(krate: &CrateInfo, takes_tokens: bool) -> String {
    let identity = match takes_tokens {
        true => "azure_identity = \"1\"\n",
        false => "",
    };
    format!(
        "\n```toml\n[dependencies]\n{} = {{ path = \"../{0}\" }}\n{identity}\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n```\n",
        krate.name
    )
}

fn program(import: &str, service: &Service, call: &FirstCall) -> String {
    let module = match service.module.as_str() {
        "" => import.to_owned(),
        module => format!("{import}::{module}"),
    };
    let mut uses = vec![format!("use {module}::Client;\n")];
    let credential = match call.secret {
        Some(name) => {
            uses.push(format!("use {import}::arm_runtime::Credential;\n"));
            let variable = name.to_uppercase();
            format!(
                "    let {name} = std::env::var(\"{variable}\").expect(\"{variable} is set\");\n"
            )
        }
        None if call.is_open => {
            uses.push(format!("use {import}::arm_runtime::Credential;\n"));
            String::new()
        }
        None => {
            uses.push("use azure_identity::DeveloperToolsCredential;\n".to_owned());
            "    // Uses the login of the Azure CLI.\n    let credential = DeveloperToolsCredential::new(None)?;\n"
                .to_owned()
        }
    };
    if call.needs_audience {
        uses.push(format!("use {import}::arm_runtime::ClientOptions;\n"));
    }
    uses.sort();
    let uses = uses.concat();
    let lines: String = call
        .lines
        .iter()
        .map(|line| format!("    {line}\n"))
        .collect();
    format!(
        "\n```rust,no_run\n{uses}\n\
         #[tokio::main]\nasync fn main() -> {import}::arm_runtime::Result<()> {{\n\
         {credential}{lines}    Ok(())\n}}\n```\n"
    )
}

#[cfg(test)]
mod tests;
