//! The command line.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostics::Style;
use crate::manifest::is_crate_name;
use crate::pipeline::Stage;

/// Generates Rust code from Azure's API descriptions.
///
/// Without a command, writes the crate that a configuration describes, and prints a summary and the changes. The
/// configuration is `arm.yaml` in the current folder. In the repository of the generator, it is `specs/providers.yaml`.
#[derive(Debug, Parser)]
#[command(name = "arm-bindgen", version, after_long_help = FIRST_STEPS)]
pub struct Cli {
    /// Configuration file; `arm.yaml` by default
    #[arg(long, global = true, value_name = "FILE", help_heading = GLOBAL)]
    pub config: Option<PathBuf>,
    /// Further folder that descriptions may refer to. Without it, they may only refer to files of their own checkout
    #[arg(long, global = true, value_name = "DIR", help_heading = GLOBAL)]
    pub allow_root: Vec<PathBuf>,
    /// Folder for API descriptions that are fetched from git; `$ARM_BINDGEN_CACHE` or a folder in the user's cache by default
    #[arg(long, global = true, value_name = "DIR", help_heading = GLOBAL)]
    pub cache: Option<PathBuf>,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Global options.
    #[command(flatten)]
    pub global: Global,
}

/// Heading of the options that every command has.
const GLOBAL: &str = "Options of all commands";

const FIRST_STEPS: &str = "\
First steps: write `arm.yaml`,

  crate: acme-azure
  specs: { git: https://github.com/Azure/azure-rest-api-specs, rev: main }
  services:
    - { readme: dns }

then run

  arm-bindgen list      # the services that `readme` may name
  arm-bindgen fetch     # fetches their descriptions
  arm-bindgen           # writes the crate

Exit codes: 0 for success, 1 for errors or files that are not up to date, 2 for a wrong command line.";

const DIFF_EXAMPLES: &str = "\
Examples:

  arm-bindgen diff package-2018-05 package-2023-07-preview --readme dns/resource-manager/readme.md
  arm-bindgen diff dns-2018-05 dns-2023-07-preview       # versions of the configuration, by feature or module
  arm-bindgen diff old.json new.json --format markdown
  arm-bindgen diff old-checkout new-checkout             # all services

A change is breaking, additive or internal for callers of the generated code.";

/// Global options.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = GLOBAL)]
pub struct Global {
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Format of diagnostics
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
    /// Number of threads; the number of processors by default
    #[arg(long, short, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum MessageFormat {
    /// Text with source lines.
    Human,
    /// One JSON object per line.
    Json,
}

/// The use of colors.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// Colors on a terminal.
    Auto,
    /// Colors always.
    Always,
    /// No colors.
    Never,
}

impl Cli {
    /// The further folders that files may be read from.
    pub fn allowed_roots(&self) -> Vec<PathBuf> {
        self.allow_root.clone()
    }
}

impl Global {
    /// Returns the number of threads.
    pub fn jobs(&self) -> usize {
        self.jobs
            .map_or_else(crate::parallel::available, usize::from)
    }

    /// Returns the style of diagnostics.
    pub fn style(&self) -> Style {
        let color = match self.color {
            Color::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
            }
            Color::Always => true,
            Color::Never => false,
        };
        Style {
            color,
            ..Style::default()
        }
    }
}

/// The command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check that the crate of the configuration is up to date, without writing it
    ///
    /// Prints the files that differ, and exits with 1 if there are any.
    Check,
    /// List all services, or the tags of one service
    List(List),
    /// Fetch the API descriptions that the configuration names from git
    ///
    /// Writes `arm.lock` beside the configuration. It pins the commit and the content of each document, so that later
    /// runs fetch the same.
    Fetch,
    /// Move `arm.lock` to the current commit of the revision, and show the changes
    ///
    /// With a revision, the configuration is changed, too. Run `arm-bindgen` afterwards to write the crate.
    Update(Update),
    /// Show the changes for callers between two tags, versions, documents or checkouts
    #[command(after_long_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Write the crate of one service without a configuration
    Generate(Generate),
    /// Explain a diagnostic code such as `unsupported-pattern`, or list all codes
    Explain(Explain),
    /// Print the JSON Schema of the configuration, for editors
    Schema,
    /// Write a crate for every service of a checkout of azure-rest-api-specs
    Corpus(Corpus),
    /// Print an intermediate value of the generator, for its development
    Dump(Dump),
}

/// Explains a diagnostic code.
#[derive(Args, Debug)]
pub struct Explain {
    /// The diagnostic code
    pub code: Option<String>,
}

/// Lists services or tags.
#[derive(Args, Debug)]
pub struct List {
    /// Service whose tags are listed; all services by default
    pub service: Option<String>,
    /// Checkout of azure-rest-api-specs; that of the configuration by default
    #[arg(long, value_name = "DIR")]
    pub specs: Option<PathBuf>,
    /// Readme whose tags are listed
    #[arg(long, value_name = "README", conflicts_with_all = ["service", "specs"])]
    pub readme: Option<PathBuf>,
}

/// Compares two sides.
#[derive(Args, Debug)]
pub struct Diff {
    /// Older side: a document, a folder of documents, a checkout, a readme with or without `#TAG`, a version of the
    /// configuration such as `dns-2018-05`, or a tag of `--readme`
    pub old: String,
    /// Newer side: the same
    pub new: String,
    /// Readme whose tags are compared
    #[arg(long, value_name = "README")]
    pub readme: Option<PathBuf>,
    /// Format of the report
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
}

/// The format of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs, reason = "the names describe the variants")]
pub enum DiffFormat {
    Text,
    Json,
    Markdown,
}

/// Updates the revision of the API descriptions.
#[derive(Args, Debug)]
pub struct Update {
    /// New branch, tag or commit; that of the configuration by default
    pub rev: Option<String>,
}

/// The input of a package.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct Source {
    /// Documents of the service, Swagger 2.0 or OpenAPI 3
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// Readme of the service, which lists the documents of each tag
    #[arg(long, value_name = "README")]
    pub readme: Option<PathBuf>,
}

/// Writes a stand-alone crate.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["input", "readme"]))]
pub struct Generate {
    /// The input of the package.
    #[command(flatten)]
    pub source: Source,
    /// Tag of the readme; by default the tag that the readme sets
    #[arg(long, requires = "readme", conflicts_with = "input")]
    pub tag: Option<String>,
    /// Name of the crate
    #[arg(long, value_parser = crate_name)]
    pub name: String,
    /// Folder of the crate: a new folder, an empty one, or one that an earlier run wrote
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Operations to generate, by operationId, in which `*` matches any text; all by default
    #[arg(long, value_name = "PATTERN", num_args = 1..)]
    pub operations: Vec<String>,
    /// The source of the crate `arm-runtime`.
    #[command(flatten)]
    pub runtime: RuntimeSource,
    /// Add a test that checks every example of the descriptions
    ///
    /// Its file `examples.json` contains the examples as they are, including their sample secrets.
    #[arg(long)]
    pub example_tests: bool,
}

/// The source of the crate `arm-runtime`.
#[derive(Args, Debug)]
pub struct RuntimeSource {
    /// Folder of the crate `arm-runtime`; by default it comes from where this program was installed
    #[arg(long, value_name = "DIR", group = "source of the runtime")]
    pub runtime: Option<PathBuf>,
    /// Git repository of the crate `arm-runtime`
    #[arg(long, value_name = "URL", group = "source of the runtime")]
    pub runtime_git: Option<String>,
    /// Revision in the git repository
    #[arg(long, value_name = "REV", requires = "runtime_git")]
    pub runtime_rev: Option<String>,
    /// Version of the crate `arm-runtime` in the registry
    #[arg(long, value_name = "VERSION", group = "source of the runtime", value_parser = version_requirement)]
    pub runtime_version: Option<String>,
}

/// Writes a crate for every package.
#[derive(Args, Debug)]
pub struct Corpus {
    /// Checkout of azure-rest-api-specs, or its folder `specification`
    pub root: PathBuf,
    /// List of packages, a JSON array of {readme, tag}; all packages by default
    #[arg(long, value_name = "FILE")]
    pub packages: Option<PathBuf>,
    /// Use every tag of each readme instead of the default tag
    #[arg(long)]
    pub all_tags: bool,
    /// Folder of the workspace to write; nothing is written by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// File for the report, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Folder of the crate `arm-runtime`; that of this repository by default
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<PathBuf>,
    /// Add a test to each crate that checks every example of its spec
    #[arg(long, requires = "out")]
    pub example_tests: bool,
}

/// Prints the value after a stage.
#[derive(Args, Debug)]
pub struct Dump {
    /// Stage of the generator whose result is printed
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(Stage::ALL.map(Stage::name)).map(stage))]
    pub stage: Stage,
    /// The input of the package; every version of the configuration by default.
    #[command(flatten)]
    pub source: Source,
    /// Tag of the readme; the default tag by default
    #[arg(long, requires = "readme", conflicts_with = "input")]
    pub tag: Option<String>,
    /// Name of the crate
    #[arg(long, value_parser = crate_name, default_value = "arm-dump")]
    pub name: String,
}

fn stage(name: String) -> Stage {
    let named = Stage::ALL.into_iter().find(|stage| stage.name() == name);
    named.unwrap_or(Stage::Load)
}

fn crate_name(text: &str) -> Result<String, String> {
    if is_crate_name(text) {
        Ok(text.to_owned())
    } else {
        Err(
            "a name has at most 64 ASCII letters, digits, `-` and `_`, with a letter first, and is not a keyword or taken by Rust \
             or the runtime"
                .to_owned(),
        )
    }
}

fn version_requirement(text: &str) -> Result<String, String> {
    let parsed = semver::VersionReq::parse(text);
    parsed
        .map(|_| text.to_owned())
        .map_err(|error| format!("expected a version such as `1.2`: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::error::ErrorKind> {
        Cli::try_parse_from(line.split(' ')).map_err(|error| error.kind())
    }

    #[test]
    fn the_command_line_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn commands_are_read_as_documented() {
        assert!(parse("generator").unwrap().command.is_none());
        assert!(parse("generator check --quiet").unwrap().global.quiet);
        assert!(
            parse("generator generate --input a.json b.json --input c.json --name arm-a --out o")
                .is_ok()
        );
        assert!(parse("generator generate --readme r.md --tag t --name a --out o").is_ok());
        assert!(
            parse("generator corpus root --packages p --all-tags --out o --report r --jobs 2")
                .is_ok()
        );
        assert!(parse("generator corpus root --out o --example-tests").is_ok());
        assert!(parse("generator dump lower --readme r.md").is_ok());
        assert_eq!(parse("generator --jobs 3").unwrap().global.jobs(), 3);
        let available = crate::parallel::available();
        assert_eq!(parse("generator").unwrap().global.jobs(), available);
        for line in [
            "generator generate --name a --out o",
            "generator generate --input a --readme r --name a --out o",
            "generator generate --input a --tag t --name a --out o",
            "generator generate --input a --name 1a --out o",
            "generator dump nothing",
            "generator corpus",
            "generator corpus root --example-tests",
            "generator --jobs 0",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
