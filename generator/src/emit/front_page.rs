//! The documentation of a module: a first program, the types that calls return, versions, features and sources.

use std::collections::BTreeMap;

use super::program::emit_first_call;
use super::{Context, docs, format};
use crate::ir::ResponseShape;

/// The types that functions of clients return.
const RETURNED: [(&str, &str); 3] = [
    (
        "Call",
        "one request. `.model().await` returns the model, `.await` the response with its status and headers.",
    ),
    (
        "Pager",
        "a list that comes in pages. `.collect_all().await` returns all items; as a stream, it returns one after another.",
    ),
    (
        "Poller",
        "a long-running operation. `.model().await` waits for its result; as a stream, it reports the progress.",
    ),
];

/// The links to the rest of the runtime.
const FURTHER: &str = "Nothing is sent until the value is awaited or streamed. \
    [`ErrorExt::arm`](arm_runtime::ErrorExt::arm) returns the code, the message and the details of an error that the service sent. \
    [`arm_runtime`] describes retries, time limits, clouds, secrets and tests.";

/// The features that every crate has.
const FEATURES: &str =
    "- `reqwest`, `reqwest_rustls`, `reqwest_gzip`, `reqwest_deflate`, `tokio` (default): the HTTP transport.
  Without it, the [options](arm_runtime::ClientOptions) of a client need a transport.
- `serde`: `Serialize` and `Deserialize` for the models.
";

/// Returns the lines of the documentation.
pub(super) fn lines(context: &Context<'_>) -> Vec<String> {
    let options = context.options;
    let title = docs::inline(options.title.trim_end_matches('.'));
    let title = match namespace(context) {
        Some(namespace) if !title.contains(namespace) => format!("{namespace} ({title})"),
        Some(_) | None => title,
    };
    let mut paragraphs = vec![format!("{title}.")];
    if let Some(call) = emit_first_call(context.ir) {
        paragraphs.push(heading("First program"));
        paragraphs.push(format::joined(call.example(&options.import).into_iter()));
    }
    paragraphs.extend(returned(&used_shapes(context)));
    let versions = context.ir.ir.api_versions.iter();
    let versions: Vec<String> = versions.map(|it| docs::code(it)).collect();
    match versions.as_slice() {
        [] => {}
        [one] => paragraphs.push(format!("The API version is {one}.")),
        many => paragraphs.push(format!(
            "The API versions of the operations are {}.",
            many.join(", ")
        )),
    }
    if options.root.ends_with("lib.rs") {
        paragraphs.push(heading("Features"));
        paragraphs.push(FEATURES.to_owned());
    }
    paragraphs.push(heading("Sources"));
    paragraphs.push(sources(&options.sources));
    docs::lines(&paragraphs)
}

/// Returns the lines of the documentation of a crate of several modules, with a table of them and a first program.
pub fn root_lines(
    modules: &str,
    program: &[String],
    is_arm: bool,
    cli: Option<&str>,
) -> Vec<String> {
    let title = match is_arm {
        true => "Azure bindings, a module for each resource provider and API version.",
        false => "API bindings, a module for each service and API version.",
    };
    let mut paragraphs = vec![
        title.to_owned(),
        modules.to_owned(),
        "Each module is a cargo feature, on by default. Its types are its own: API versions do not share models.".to_owned(),
    ];
    if !program.is_empty() {
        paragraphs.push(heading("First program"));
        paragraphs.push(program.join("\n"));
    }
    paragraphs.extend(returned(&RETURNED.map(|(name, _)| name)));
    paragraphs.push(heading("Features"));
    let own = "- One for each module, by the table.\n- `metadata`: metadata of the operations for tooling.\n";
    let cli =
        cli.map(|it| format!("- `cli`: the program `{it}`, a command line over the bindings.\n"));
    paragraphs.push(format!("{own}{}{FEATURES}", cli.unwrap_or_default()));
    docs::lines(&paragraphs)
}

/// Returns a heading; its line break keeps it from being escaped.
fn heading(text: &str) -> String {
    format!("# {text}\n")
}

/// Returns the namespace of the resource provider that most operations belong to.
fn namespace<'a>(context: &Context<'a>) -> Option<&'a str> {
    if context.ir.client_service().is_some() {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in context.ir.ir.operations() {
        let provider = operation
            .path
            .rsplit_once("/providers/")
            .map(|(_, rest)| rest);
        let namespace = provider.and_then(|it| it.split('/').next());
        if let Some(namespace) = namespace.filter(|it| it.contains('.') && !it.contains('{')) {
            *counts.entry(namespace).or_default() += 1;
        }
    }
    majority(counts)
}

/// Returns the name that more than half of all have.
fn majority(counts: BTreeMap<&str, usize>) -> Option<&str> {
    let all: usize = counts.values().sum();
    let most = counts.into_iter().find(|(_, count)| count * 2 > all);
    most.map(|(name, _)| name)
}

fn used_shapes(context: &Context<'_>) -> Vec<&'static str> {
    let shapes = || context.ir.ir.operations().map(|it| &it.response.shape);
    let name = |shape: &ResponseShape| match shape {
        ResponseShape::Call | ResponseShape::Exists => "Call",
        ResponseShape::Pages(_) => "Pager",
        ResponseShape::LongRunning(_) => "Poller",
    };
    let names = RETURNED.map(|(name, _)| name);
    let is_used = |wanted: &&str| shapes().any(|it| name(it) == *wanted);
    names.into_iter().filter(is_used).collect()
}

/// Returns the section about the types that functions of clients return.
fn returned(names: &[&str]) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    let used = RETURNED.iter().filter(|(name, _)| names.contains(name));
    let items = used
        .flat_map(|(name, text)| docs::item(&format!("[`{name}`](arm_runtime::{name}): {text}")));
    vec![
        heading("Calls"),
        "A function of a client returns one of these:".to_owned(),
        format::joined(items),
        FURTHER.to_owned(),
    ]
}

/// Names the documents, relative to the folder that they have in common.
fn sources(sources: &[String]) -> String {
    let first = sources.first().map_or("", String::as_str);
    let is_common = |folder: &str| {
        sources
            .iter()
            .all(|it| it.starts_with(&format!("{folder}/")))
    };
    let mut folders = first.rmatch_indices('/').map(|(at, _)| &first[..at]);
    let folder = folders.find(|it| sources.len() > 1 && is_common(it));
    let names = sources.iter().map(|it| {
        let shown = folder.and_then(|folder| it.strip_prefix(folder)?.strip_prefix('/'));
        docs::code(shown.unwrap_or(it))
    });
    let names = names.collect::<Vec<_>>().join(", ");
    match folder {
        Some(folder) => format!(
            "Generated from documents in {}: {names}.",
            docs::code(folder)
        ),
        None => format!("Generated from {names}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_are_a_majority() {
        for (counts, expected) in [
            (&[][..], None),
            (&[("a", 1)], Some("a")),
            (&[("a", 1), ("b", 1)], None),
            (&[("a", 1), ("b", 2)], Some("b")),
            (&[("a", 2), ("b", 1), ("c", 1)], None),
            (&[("a", 3), ("b", 1), ("c", 1)], Some("a")),
        ] {
            let counts = counts.iter().copied().collect();
            assert_eq!(majority(counts), expected);
        }
    }
}
