//! The command line.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostics::Style;
use crate::manifest::is_crate_name;
use crate::pipeline::Stage;

/// Turns Azure's API descriptions into Rust.
///
/// Without a command, writes the crate of a configuration and prints what changed. The configuration is `arm.yaml` in the current
/// folder if there is one, or else specs/providers.yaml of this repository.
#[derive(Debug, Parser)]
#[command(name = "arm-bindgen", version)]
pub struct Cli {
    /// The configuration
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A further folder that `$ref`s, examples and input files may lead to
    #[arg(long, global = true, value_name = "DIR")]
    pub allow_root: Vec<PathBuf>,
    /// The folder of the API descriptions that come from git
    #[arg(long, global = true, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Settings of every command.
    #[command(flatten)]
    pub global: Global,
}

/// Settings of every command.
#[derive(Args, Clone, Copy, Debug)]
pub struct Global {
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// How to print diagnostics
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
    /// How many threads to use; as many as there are processors when not given
    #[arg(long, short, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// How to print diagnostics.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum MessageFormat {
    /// Text with the source line.
    Human,
    /// One JSON object a line.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Cli {
    /// The further folders that files may be read from.
    pub fn allowed_roots(&self) -> Vec<PathBuf> {
        self.allow_root.clone()
    }
}

impl Global {
    /// How many threads to use.
    pub fn jobs(&self) -> usize {
        self.jobs
            .map_or_else(crate::parallel::available, usize::from)
    }

    /// How diagnostics are printed.
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

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say whether the crate of the configuration is up to date; write nothing
    Check,
    /// Write one crate without a configuration
    Generate(Generate),
    /// Write a crate for every package of a checkout of azure-rest-api-specs
    Corpus(Corpus),
    /// Print the value after a stage
    Dump(Dump),
    /// Explain a code of a diagnostic, such as `unsupported-pattern`; list all codes when none is given
    Explain(Explain),
    /// Print the JSON Schema of configurations, for editors
    Schema,
    /// List the services of the API descriptions, or the tags of one
    List(List),
    /// Say what changes for callers between two tags, versions, documents or checkouts
    Diff(Diff),
    /// Bring the API descriptions that the configuration takes from git
    Fetch,
    /// Move on to what the git revision is now, or to another, and say what changes
    Update(Update),
}

/// Explains a code.
#[derive(Args, Debug)]
pub struct Explain {
    /// The code
    pub code: Option<String>,
}

/// Lists services or tags.
#[derive(Args, Debug)]
pub struct List {
    /// The service whose tags are listed
    pub service: Option<String>,
    /// A checkout of azure-rest-api-specs; that of the configuration when not given
    #[arg(long, value_name = "DIR")]
    pub specs: Option<PathBuf>,
    /// The readme whose tags are listed
    #[arg(long, value_name = "README", conflicts_with_all = ["service", "specs"])]
    pub readme: Option<PathBuf>,
}

/// Compares two sides.
#[derive(Args, Debug)]
pub struct Diff {
    /// A readme with or without `#TAG`, a document, a folder of documents, a checkout, or a version of the configuration
    pub old: String,
    /// The same, for the newer side
    pub new: String,
    /// A readme, of which the two sides are tags
    #[arg(long, value_name = "README")]
    pub readme: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DiffFormat {
    Text,
    Json,
    Markdown,
}

/// Moves the pin of the API descriptions.
#[derive(Args, Debug)]
pub struct Update {
    /// The new revision; the one of the configuration when not given
    pub rev: Option<String>,
}

/// Where a package comes from.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct Source {
    /// The documents
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub input: Vec<PathBuf>,
    /// An AutoRest configuration, which names the documents of each tag
    #[arg(long, value_name = "README")]
    pub readme: Option<PathBuf>,
}

/// Writes one stand-alone crate.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("from").required(true).args(["input", "readme"]))]
pub struct Generate {
    /// Where the package comes from.
    #[command(flatten)]
    pub source: Source,
    /// The tag of the readme; its default when not given
    #[arg(long, requires = "readme", conflicts_with = "input")]
    pub tag: Option<String>,
    /// The name of the crate
    #[arg(long, value_parser = crate_name)]
    pub name: String,
    /// The folder to write to: empty, or one that this command wrote
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The operationIds to generate, in which `*` stands for any text; all when not given
    #[arg(long, value_name = "PATTERN", num_args = 1..)]
    pub operations: Vec<String>,
    /// The source of the crate `arm-runtime`.
    #[command(flatten)]
    pub runtime: RuntimeSource,
    /// Add a test that tries every example of the spec
    #[arg(long)]
    pub example_tests: bool,
}

/// The source of the crate `arm-runtime`.
#[derive(Args, Debug)]
pub struct RuntimeSource {
    /// The folder of the crate `arm-runtime`; this repository's when not given
    #[arg(long, value_name = "DIR", group = "source of the runtime")]
    pub runtime: Option<PathBuf>,
    /// The git repository of the crate `arm-runtime`
    #[arg(long, value_name = "URL", group = "source of the runtime")]
    pub runtime_git: Option<String>,
    /// The revision in the git repository
    #[arg(long, value_name = "REV", requires = "runtime_git")]
    pub runtime_rev: Option<String>,
    /// The version of the crate `arm-runtime` in the registry
    #[arg(long, value_name = "VERSION", group = "source of the runtime")]
    pub runtime_version: Option<String>,
}

/// Writes a crate for every package.
#[derive(Args, Debug)]
pub struct Corpus {
    /// A checkout of azure-rest-api-specs, or its folder `specification`
    pub root: PathBuf,
    /// A list of packages, a JSON array of {service, readme, tag}; all that are found when not given
    #[arg(long, value_name = "FILE")]
    pub packages: Option<PathBuf>,
    /// Take every tag of each readme rather than its default
    #[arg(long)]
    pub all_tags: bool,
    /// The folder of the workspace to write; nothing is written when not given
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Where to write the report, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The folder of the crate `arm-runtime`; this repository's when not given
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<PathBuf>,
    /// Add to each crate a test that tries every example of its spec
    #[arg(long, requires = "out")]
    pub example_tests: bool,
}

/// Prints the value after a stage.
#[derive(Args, Debug)]
pub struct Dump {
    /// The stage
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(Stage::ALL.map(Stage::name)).map(stage))]
    pub stage: Stage,
    /// Where the package comes from; every version of specs/providers.yaml when not given.
    #[command(flatten)]
    pub source: Source,
    /// The tag of the readme; its default when not given
    #[arg(long, requires = "readme", conflicts_with = "input")]
    pub tag: Option<String>,
    /// The name of the crate
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
            "a name has at most 64 ASCII letters, digits, `-` and `_`, with a letter first"
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
