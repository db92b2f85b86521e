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
/// Without a command, writes the crate of a configuration and prints the changes. The configuration is `arm.yaml` in
/// the current folder, if it exists, or specs/providers.yaml in the repository of the generator.
#[derive(Debug, Parser)]
#[command(name = "arm-bindgen", version)]
pub struct Cli {
    /// Configuration file
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Additional folder that may contain referenced files, examples and input files
    #[arg(long, global = true, value_name = "DIR")]
    pub allow_root: Vec<PathBuf>,
    /// Folder for the API descriptions fetched from git
    #[arg(long, global = true, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// The command.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Global options.
    #[command(flatten)]
    pub global: Global,
}

/// Global options.
#[derive(Args, Clone, Copy, Debug)]
pub struct Global {
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Use of colors
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
    /// Check whether the crate of the configuration is up to date, without writing
    Check,
    /// Write one crate without a configuration
    Generate(Generate),
    /// Write a crate for every package of a checkout of azure-rest-api-specs
    Corpus(Corpus),
    /// Print the value after a stage
    Dump(Dump),
    /// Explain a diagnostic code such as `unsupported-pattern`; list all codes by default
    Explain(Explain),
    /// Print the JSON Schema of configurations, for editors
    Schema,
    /// List the services of the API descriptions, or the tags of a service
    List(List),
    /// Show the changes for callers between two tags, versions, documents or checkouts
    Diff(Diff),
    /// Fetch the API descriptions of the configuration from git
    Fetch,
    /// Update to the current commit of the git revision, or to another revision, and show the changes
    Update(Update),
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
    /// Service whose tags are listed
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
    /// Readme with or without `#TAG`, document, folder of documents, checkout, or version of the configuration
    pub old: String,
    /// The same for the newer side
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
#[allow(missing_docs, reason = "the names say it")]
pub enum DiffFormat {
    Text,
    Json,
    Markdown,
}

/// Updates the revision of the API descriptions.
#[derive(Args, Debug)]
pub struct Update {
    /// New revision; that of the configuration by default
    pub rev: Option<String>,
}

/// The input of a package.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct Source {
    /// Documents
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// AutoRest configuration, which lists the documents of each tag
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
    /// Tag of the readme; the default tag by default
    #[arg(long, requires = "readme", conflicts_with = "input")]
    pub tag: Option<String>,
    /// Name of the crate
    #[arg(long, value_parser = crate_name)]
    pub name: String,
    /// Folder to write to; it must be empty or written by this command
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// operationIds to generate, in which `*` matches any text; all by default
    #[arg(long, value_name = "PATTERN", num_args = 1..)]
    pub operations: Vec<String>,
    /// The source of the crate `arm-runtime`.
    #[command(flatten)]
    pub runtime: RuntimeSource,
    /// Add a test that checks every example of the spec. Its file `examples.json` contains the values of the spec as they are,
    /// including its sample secrets, because the test sends them and compares them with the requests and responses of the spec
    #[arg(long)]
    pub example_tests: bool,
}

/// The source of the crate `arm-runtime`.
#[derive(Args, Debug)]
pub struct RuntimeSource {
    /// Folder of the crate `arm-runtime`; that of this repository by default
    #[arg(long, value_name = "DIR", group = "source of the runtime")]
    pub runtime: Option<PathBuf>,
    /// Git repository of the crate `arm-runtime`
    #[arg(long, value_name = "URL", group = "source of the runtime")]
    pub runtime_git: Option<String>,
    /// Revision in the git repository
    #[arg(long, value_name = "REV", requires = "runtime_git")]
    pub runtime_rev: Option<String>,
    /// Version of the crate `arm-runtime` in the registry
    #[arg(long, value_name = "VERSION", group = "source of the runtime")]
    pub runtime_version: Option<String>,
}

/// Writes a crate for every package.
#[derive(Args, Debug)]
pub struct Corpus {
    /// Checkout of azure-rest-api-specs, or its folder `specification`
    pub root: PathBuf,
    /// List of packages, a JSON array of {service, readme, tag}; all packages by default
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
    /// The stage
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(Stage::ALL.map(Stage::name)).map(stage))]
    pub stage: Stage,
    /// The input of the package; every version of specs/providers.yaml by default.
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
