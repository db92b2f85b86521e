//! Nothing is dropped silently: every parameter, body, response, header and property of a document, read here from the
//! JSON alone, is in the intermediate representation and in the emitted crate, or a diagnostic or the report names it.

mod changes;
mod emitted;
mod raw;
mod walk;

use std::path::{Path, PathBuf};

use generator::diagnostics::{Diagnostics, Severity};
use generator::ir::{Content, Ir, Operation, ParameterLocation, Status, StatusCode};
use generator::load::Cache;
use generator::parallel;
use generator::pipeline::{Package, Product, Stage, run_stages};
use serde_json::Value;
use tests::{corpus, place};

use self::raw::{Files, Spot, list, normal};
use self::walk::Walk;

const METHODS: [&str; 8] = [
    "get", "put", "post", "patch", "delete", "head", "options", "trace",
];

/// The result for a package.
#[derive(Default)]
struct Compared {
    dropped: Vec<String>,
    parts: usize,
    operations: usize,
    json: usize,
    /// The documents have errors, which are printed instead of a crate.
    rejected: bool,
}

fn compare(package: &Package) -> Compared {
    let mut diagnostics = Diagnostics::default();
    let product = run_stages(package, &Cache::default(), Stage::Lower, &mut diagnostics);
    let files = Files::read(&package.inputs);
    match product {
        Some(Product::Ir(ir)) => compare_ir(&package.inputs, &files, &ir, &diagnostics),
        _ => Compared {
            rejected: diagnostics.count(Severity::Error) > 0,
            ..Compared::default()
        },
    }
}

fn compare_ir(inputs: &[PathBuf], files: &Files, ir: &Ir, diagnostics: &Diagnostics) -> Compared {
    let mut walk = Walk::new(files, ir, diagnostics);
    let mut operations = 0;
    for input in inputs {
        let root = Spot {
            file: normal(input),
            pointer: String::new(),
        };
        for key in ["paths", "x-ms-paths"] {
            let paths = root.key(key);
            for (path, _) in members(files, &paths).filter(|(path, _)| !path.starts_with("x-")) {
                operations += path_item(&mut walk, &root, &paths.key(path));
            }
        }
    }
    Compared {
        dropped: walk.dropped.into_iter().collect(),
        parts: walk.compared,
        json: walk.json,
        operations,
        rejected: false,
    }
}

fn members<'f>(files: &'f Files, spot: &Spot) -> impl Iterator<Item = (&'f String, &'f Value)> {
    let value = files.value(spot).and_then(Value::as_object);
    value.into_iter().flatten()
}

fn path_item(walk: &mut Walk<'_>, root: &Spot, spot: &Spot) -> usize {
    let files = walk.files;
    let Some(path) = files.followed(spot) else {
        walk.missing(std::slice::from_ref(spot), "a path item");
        return 0;
    };
    let item = path.last().unwrap_or(spot);
    let mut count = 0;
    for method in METHODS {
        let Some(path) = files.followed(&item.key(method)) else {
            continue;
        };
        let at = path.last().unwrap_or(item).clone();
        if files.value(&at).is_none() {
            continue;
        }
        count += 1;
        let ir = walk.ir;
        let is_here =
            |it: &&Operation| normal(&it.at.file) == at.file && it.at.pointer == at.pointer;
        match ir.operations().find(is_here) {
            Some(operation) => compare_operation(walk, root, item, &at, operation),
            None => {
                let id = files.value(&at).and_then(|it| it["operationId"].as_str());
                let id = id.unwrap_or("without an operationId");
                let named = |it: &String| it.starts_with(&format!("{id}:"));
                if !ir.unsupported.iter().any(named) {
                    walk.missing(&path, &format!("the operation {id}"));
                }
            }
        }
    }
    count
}

fn compare_operation(
    walk: &mut Walk<'_>,
    root: &Spot,
    item: &Spot,
    at: &Spot,
    operation: &Operation,
) {
    let files = walk.files;
    let own = (at, true);
    for (holder, is_own) in [(item, false), own] {
        let parameters = holder.key("parameters");
        let n = files
            .value(holder)
            .map_or(0, |it| list(it, "parameters").len());
        for index in 0..n {
            let spot = parameters.key(&index.to_string());
            let Some(path) = files.followed(&spot) else {
                walk.missing(&[spot], "a parameter");
                continue;
            };
            let last = path.last().unwrap_or(&spot);
            if is_own || !is_overridden(files, at, last) {
                compare_parameter(walk, &path, last, operation);
            }
        }
    }
    let body = at.key("requestBody");
    if files.value(&body).is_some() {
        compare_body(walk, &body, operation);
    }
    let responses = at.key("responses");
    for (status, _) in members(files, &responses).filter(|(key, _)| !key.starts_with("x-")) {
        let spot = responses.key(status);
        let Some(path) = files.followed(&spot) else {
            walk.missing(&[spot], "a response");
            continue;
        };
        let declared = operation.success.iter().chain(&operation.errors);
        let mut declared = declared.filter(|it| is_status(it.code, status));
        match declared.next() {
            Some(declared) => compare_response(walk, root, path.last().unwrap_or(&spot), declared),
            None => walk.missing(&path, &format!("the response {status}")),
        }
    }
}

fn is_overridden(files: &Files, operation: &Spot, parameter: &Spot) -> bool {
    let id = |spot: &Spot| {
        let value = files.value(spot)?;
        Some((value["name"].clone(), value["in"].clone()))
    };
    let parameters = operation.key("parameters");
    let n = files
        .value(operation)
        .map_or(0, |it| list(it, "parameters").len());
    (0..n).any(|index| {
        let path = files.followed(&parameters.key(&index.to_string()));
        path.and_then(|it| id(it.last()?)) == id(parameter)
    })
}

fn is_status(code: StatusCode, text: &str) -> bool {
    match code {
        StatusCode::Exact(code) => text.parse() == Ok(code),
        StatusCode::Range(digit) => text.eq_ignore_ascii_case(&format!("{digit}XX")),
        StatusCode::Default => text == "default",
    }
}

fn compare_parameter(walk: &mut Walk<'_>, path: &[Spot], at: &Spot, operation: &Operation) {
    walk.compared += 1;
    let files = walk.files;
    let Some(value) = files.value(at) else {
        return;
    };
    let name = value["name"].as_str().unwrap_or_default();
    let prefix = value["x-ms-header-collection-prefix"].as_str();
    let location = match value["in"].as_str().unwrap_or_default() {
        "body" => {
            match &operation.body {
                Some(body) if body.content == Content::Bytes || body.content == Content::Text => {}
                Some(body) if value.get("schema").is_some() => {
                    walk.schema(&at.key("schema"), &body.ty);
                }
                Some(_) => {}
                None => walk.missing(path, "the body"),
            }
            return;
        }
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        "formData" => ParameterLocation::Form,
        other => {
            let what = format!("the parameter {name} in {other}");
            return walk.missing(path, &what);
        }
    };
    let is_named = |known: &str| known.eq_ignore_ascii_case(prefix.unwrap_or(name));
    let known = operation.parameters.iter().find(|it| {
        let in_path_query =
            location == ParameterLocation::Path && it.location == ParameterLocation::Query;
        (it.location == location || in_path_query) && is_named(&it.wire_name)
    });
    let version = operation.api_version.as_ref();
    if let Some(known) = known {
        let is_structured = known.structured || known.prefix;
        let schema = at.key("schema");
        if files.value(&schema).is_some() && !is_structured {
            walk.schema(&schema, &known.ty);
        }
    } else if !(version.is_some_and(|it| is_named(&it.name))
        || (location == ParameterLocation::Path
            && is_named("subscriptionId")
            && walk.ir.uses_subscription))
    {
        walk.missing(path, &format!("the parameter {name}"));
    }
}

/// Compares the `requestBody` of OpenAPI 3.
fn compare_body(walk: &mut Walk<'_>, spot: &Spot, operation: &Operation) {
    let files = walk.files;
    let (Some(path), Some(body)) = (files.followed(spot), &operation.body) else {
        return walk.missing(std::slice::from_ref(spot), "the body");
    };
    let content = path.last().unwrap_or(spot).key("content");
    let media_types: Vec<&String> = members(files, &content).map(|it| it.0).collect();
    let essence = |it: &str| it.split(';').next().unwrap_or_default().trim().to_owned();
    let sent = media_types
        .iter()
        .find(|it| essence(it) == essence(&body.media_type));
    let Some(sent) = sent else {
        let is_range = media_types.iter().any(|it| it.contains('*'));
        if !is_range {
            walk.missing(
                &path,
                &format!("the media type {} of the body", body.media_type),
            );
        }
        return;
    };
    let schema = content.key(sent).key("schema");
    if files.value(&schema).is_none() {
        return;
    }
    match body.content {
        Content::Bytes | Content::Text => {}
        Content::Form => {
            for layer in files.layers(&schema) {
                for (name, _) in members(files, &layer.key("properties")) {
                    walk.compared += 1;
                    let mut fields = operation.parameters.iter();
                    if !fields
                        .any(|it| it.location == ParameterLocation::Form && it.wire_name == *name)
                    {
                        let what = format!("the field {name} of a form");
                        walk.missing(&[layer.key("properties").key(name)], &what);
                    }
                }
            }
        }
        Content::Json | Content::Xml => walk.schema(&schema, &body.ty),
    }
}

fn compare_response(walk: &mut Walk<'_>, root: &Spot, at: &Spot, declared: &Status) {
    walk.compared += 1;
    let files = walk.files;
    let headers = at.key("headers");
    for (name, _) in members(files, &headers) {
        walk.compared += 1;
        let mut known = declared.headers.iter();
        if !known.any(|it| it.name.eq_ignore_ascii_case(name)) {
            walk.missing(&[headers.key(name)], &format!("the header {name}"));
        }
    }
    let mut schemas = vec![at.key("schema")];
    let content = at.key("content");
    let mut media_types: Vec<&String> = members(files, &content).map(|it| it.0).collect();
    media_types.sort_by_key(|it| !it.contains("json"));
    schemas.extend(media_types.first().map(|it| content.key(it).key("schema")));
    let is_json = media_types.first().is_none_or(|it| it.contains("json"));
    for schema in schemas {
        if files.value(&schema).is_none() {
            continue;
        }
        match &declared.ty {
            Some(ty) if is_json => walk.schema(&schema, ty),
            Some(_) => {}
            None => walk.missing(
                &[schema, at.clone(), root.key("produces")],
                "the body of a response",
            ),
        }
    }
}

fn check(name: &str, packages: &[Package]) {
    let results = parallel::run(packages, parallel::available(), compare);
    let mut total = Compared::default();
    let mut rejected = 0;
    for (package, result) in packages.iter().zip(results) {
        let result = result.unwrap_or_else(|| panic!("{}: the comparison panics", package.title));
        let dropped = result.dropped.iter();
        total
            .dropped
            .extend(dropped.map(|it| format!("{}: {it}", package.title)));
        total.parts += result.parts;
        total.operations += result.operations;
        total.json += result.json;
        rejected += usize::from(result.rejected);
    }
    let emitted = parallel::run(packages, parallel::available(), emitted::compare_emitted);
    let mut n_emitted = 0;
    for (package, result) in packages.iter().zip(emitted) {
        let result = result.unwrap_or_else(|| panic!("{}: the comparison panics", package.title));
        let Some((missing, parts)) = result else {
            continue;
        };
        n_emitted += parts;
        let missing = missing.iter();
        total
            .dropped
            .extend(missing.map(|it| format!("{}: the crate: {it}", package.title)));
    }
    let n = total.dropped.len();
    total.dropped.truncate(60);
    println!(
        "{name}: {} packages, {rejected} with errors, {} operations, {} parts, {} reported as any JSON, {n_emitted} parts of crates",
        packages.len(),
        total.operations,
        total.parts,
        total.json
    );
    assert!(total.parts > 1_000, "{name}");
    assert!(
        n == 0,
        "{name}: {n} parts are dropped silently:\n{}",
        total.dropped.join("\n")
    );
}

#[test]
fn nothing_is_dropped_from_packages_of_azure() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    for list in ["packages.json", "packages-data-plane.json"] {
        let packages = corpus::packages_of(&specs, list);
        let packages: Vec<Package> = packages.iter().map(corpus::Listed::package).collect();
        check(list, &packages);
    }
}

#[test]
fn nothing_is_dropped_from_other_documents() {
    let folder = place::optional_folder().join("openapi");
    if !folder.is_dir() {
        return place::skip(&format!("{} is not there", folder.display()));
    }
    let mut documents = Vec::new();
    gather(&folder, &mut documents);
    documents.sort();
    let packages = documents.into_iter().map(|path| Package {
        title: path
            .strip_prefix(&folder)
            .unwrap_or(&path)
            .display()
            .to_string(),
        roots: vec![folder.clone()],
        inputs: vec![path],
        ..Package::default()
    });
    let packages: Vec<Package> = packages.collect();
    check("openapi", &packages);
}

/// Finds documents with operations.
fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, found);
            continue;
        }
        let extension = path.extension().and_then(|it| it.to_str());
        if !matches!(extension, Some("json" | "yaml" | "yml")) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let is_document = ["swagger", "openapi"].iter().any(|key| {
            text.contains(&format!("\"{key}\":")) || text.starts_with(&format!("{key}:"))
        });
        if is_document && text.contains("paths") {
            found.push(path);
        }
    }
}
