//! The emitted crate has each part of the intermediate representation: the second half of the comparison, whose first half
//! compares the documents with that representation.

use std::collections::BTreeMap;

use arm_runtime::describe::{Entry, Module};
use generator::files::Files;
use generator::ir::{Content, Kind, StatusCode, Values};
use generator::load::Cache;
use generator::names::{NamedIr, NamedOperation, NamedType};
use generator::pipeline::{
    Package, Product, Stage, describe_package, generate_package, run_stages,
};

use super::METHODS;

/// The parts of the emitted text, by name.
pub struct Crate {
    /// The tables of models, such as `fields!(Thing: ...)`, by the name of the model.
    tables: BTreeMap<String, String>,
    /// The constants of parameters.
    parameters: BTreeMap<String, String>,
    /// The text of each static operation, by operationId, method and path.
    statics: BTreeMap<String, String>,
    /// The documentation of functions, by the line with method and path.
    docs: BTreeMap<String, String>,
}

impl Crate {
    pub fn read(files: &Files) -> Self {
        let mut found = Self {
            tables: BTreeMap::new(),
            parameters: BTreeMap::new(),
            statics: BTreeMap::new(),
            docs: BTreeMap::new(),
        };
        for text in files.values() {
            for kind in [
                "fields!(",
                "string_enum!(",
                "integer_enum!(",
                "union!(",
                "choice!(",
            ] {
                for (at, _) in text
                    .match_indices(kind)
                    .filter(|it| starts_line(text, it.0))
                {
                    let table = until_closed(&text[at + kind.len()..]);
                    let name = table.split([':', ' ', '{']).next().unwrap_or_default();
                    found.tables.insert(name.to_owned(), table.to_owned());
                }
            }
            for line in text.lines().filter(|it| it.contains(": Parameter =")) {
                let name = line
                    .split("const ")
                    .nth(1)
                    .and_then(|it| it.split(':').next());
                let entry = found.parameters.entry(name.unwrap_or_default().to_owned());
                entry.or_default().push_str(line);
            }
            for (at, _) in text.match_indices(": Operation = Operation {") {
                let end = text[at..].find("\n};").map_or(text.len(), |it| at + it);
                let block = &text[at..end];
                let key = ["id: ", "method: ", "path: "].map(|it| value_of(block, it));
                found.statics.insert(key.join(" "), block.to_owned());
            }
            for block in text.split("\n\n").flat_map(|it| it.split("\n    }\n")) {
                let lines = block.lines().map(str::trim);
                let lines = lines.filter_map(|it| it.strip_prefix("///"));
                let docs: Vec<&str> = lines.map(str::trim).collect();
                let docs = docs.join(" ");
                // The description may name other requests.
                for title in docs.split('`').filter(|it| is_request(it)) {
                    let entry = found.docs.entry(title.to_owned());
                    entry.or_default().push_str(&docs);
                }
            }
        }
        found
    }
}

/// Returns `true` for a method and a path.
fn is_request(text: &str) -> bool {
    let mut words = text.split(' ');
    let is_method = |it: &str| METHODS.contains(&it.to_lowercase().as_str());
    words.next().is_some_and(is_method) && words.next().is_some_and(|it| it.starts_with('/'))
}

fn starts_line(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes()[at - 1] == b'\n'
}

/// Returns the text before the parenthesis that closes the first one.
fn until_closed(text: &str) -> &str {
    let (mut depth, mut is_text, mut is_escaped) = (1, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            '(' if !is_text => depth += 1,
            ')' if !is_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// Returns the value of a member, without quotes.
fn value_of(block: &str, key: &str) -> String {
    let line = block.lines().find_map(|it| it.trim().strip_prefix(key));
    line.unwrap_or_default()
        .trim_end_matches(',')
        .trim_matches('"')
        .to_owned()
}

/// Compares the emitted files and the metadata of a package with its intermediate representation. Returns what is missing, and
/// the number of compared parts.
pub fn compare_emitted(package: &Package) -> Option<(Vec<String>, usize)> {
    let mut diagnostics = generator::diagnostics::Diagnostics::default();
    let product = run_stages(package, &Cache::default(), Stage::Names, &mut diagnostics);
    let Some(Product::Named(named)) = product else {
        return None;
    };
    let files = generate_package(package, &Cache::default()).files;
    let text = describe_package(package, &Cache::default()).text;
    let module = Module::read_spec(String::new(), String::new(), String::new(), &text);
    let module = module.expect("the generator writes JSON");
    let entries: Vec<&Entry> = module.entries().collect();
    Some(missing(&named, &Crate::read(&files), &entries))
}

pub fn missing(named: &NamedIr, emitted: &Crate, entries: &[&Entry]) -> (Vec<String>, usize) {
    let mut missing = Vec::new();
    let mut compared = 0;
    let mut expect = |holds: bool, what: &dyn Fn() -> String| {
        compared += 1;
        if !holds {
            missing.push(what());
        }
    };
    for ty in named.reached_types() {
        model(ty, named, emitted, &mut expect);
    }
    for (_, operation) in named.operations() {
        function(operation, emitted, &mut expect);
        let method = format!("{:?}", operation.method);
        let entry = entries.iter().find(|it| {
            let own = it.operation;
            own.id == operation.id
                && own.path == operation.path
                && format!("{:?}", own.method) == method
        });
        match entry {
            Some(entry) => metadata(operation, entry, &mut expect),
            None => expect(false, &|| {
                format!("metadata: the operation {}", operation.id)
            }),
        }
    }
    (missing, compared)
}

type Expect<'e> = dyn FnMut(bool, &dyn Fn() -> String) + 'e;

fn model(ty: NamedType<'_>, named: &NamedIr, emitted: &Crate, expect: &mut Expect<'_>) {
    let name = ty.name().trim_start_matches("r#");
    let Some(table) = emitted.tables.get(name) else {
        return expect(false, &|| format!("the model {name}"));
    };
    let mut part = |text: String, what: &str| {
        expect(table.contains(&text), &|| {
            format!("{what} {text} of {name}")
        });
    };
    match &ty.kind {
        Kind::Struct(it) => {
            for field in &it.fields {
                part(format!("= {:?}", field.wire_name), "the property");
            }
            for (property, value) in &it.discriminators {
                part(format!("{property:?}"), "the discriminator");
                part(format!("{value:?}"), "the value of the discriminator");
            }
        }
        Kind::Enum(it) => match &it.values {
            Values::Text(values) => {
                values
                    .iter()
                    .for_each(|it| part(format!("= {:?}", it.value), "the value"));
            }
            Values::Integer(values) => {
                values
                    .iter()
                    .for_each(|it| part(format!("= {}", it.value), "the value"));
            }
        },
        Kind::Union(it) => {
            for variant in &it.variants {
                let subtype = named.type_def(variant.ty);
                part(format!("({})", subtype.name()), "the subtype");
            }
        }
        Kind::Choice(it) => {
            for index in 0..it.variants.len() {
                part(format!("{index}: "), "the choice");
            }
        }
    }
}

fn function(operation: NamedOperation<'_>, emitted: &Crate, expect: &mut Expect<'_>) {
    let id = &operation.id;
    let method = format!("{:?}", operation.method);
    let key = format!("{id} Method::{method} {}", operation.path);
    let Some(text) = emitted.statics.get(&key) else {
        return expect(false, &|| format!("the operation {key}"));
    };
    for parameter in operation.parameters() {
        let wire_name = &parameter.wire_name;
        let constant = emitted.parameters.get(parameter.constant_name);
        let call = format!("{}({wire_name:?})", parameter.location.name());
        let is_defined = constant.is_some_and(|it| it.contains(&call));
        let is_used = text.contains(parameter.constant_name);
        expect(is_defined && is_used, &|| {
            format!("the parameter {wire_name} of {id}")
        });
    }
    let has_body = text.contains("\n    body: ");
    expect(has_body == operation.body.is_some(), &|| {
        format!("the body of {id}")
    });
    let title = format!("{} {}", method.to_uppercase(), operation.path);
    let Some(docs) = emitted.docs.get(&title) else {
        return expect(false, &|| format!("the documentation of {id}: {title}"));
    };
    let codes = operation
        .errors
        .iter()
        .filter(|it| it.code != StatusCode::Default);
    for code in codes.map(|it| it.code.to_string()) {
        expect(docs.contains(&code), &|| {
            format!("the error {code} of {id}")
        });
    }
    if operation.response.shape.final_state().is_none() {
        for header in operation.success.iter().flat_map(|it| &it.headers) {
            let name = &header.name;
            expect(docs.contains(name.as_str()), &|| {
                format!("the header {name} of {id}")
            });
        }
    }
}

fn metadata(operation: NamedOperation<'_>, entry: &Entry, expect: &mut Expect<'_>) {
    let id = &operation.id;
    for parameter in &operation.parameters {
        let mut known = entry.operation.parameters.iter().zip(entry.parameters);
        let name = &parameter.wire_name;
        expect(
            known.any(|(it, described)| it.name == name && described.name == name),
            &|| format!("metadata: the parameter {name} of {id}"),
        );
    }
    let body = operation
        .body
        .as_ref()
        .filter(|it| it.content != Content::Form);
    expect(entry.body.is_some() == body.is_some(), &|| {
        format!("metadata: the body of {id}")
    });
    for status in &operation.success {
        let StatusCode::Exact(code @ 200..300) = status.code else {
            continue;
        };
        let known = entry.response.statuses.iter().find(|it| it.code == code);
        expect(
            known.is_some_and(|it| it.ty.is_some() == status.ty.is_some()),
            &|| format!("metadata: the response {code} of {id}"),
        );
        for header in &status.headers {
            let known = known.is_some_and(|it| it.headers.contains(&header.name.as_str()));
            let name = &header.name;
            expect(known, &|| format!("metadata: the header {name} of {id}"));
        }
    }
}
