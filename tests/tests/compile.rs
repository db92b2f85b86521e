//! The output of every case compiles in one crate without warnings.

use std::path::Path;
use std::process::Command;

use tests::case::Case;
use tests::place;

/// Names of std, of the runtime and of generated code, any of which a schema may have.
const HOSTILE_NAMES: [&str; 60] = [
    "Argument",
    "Arm",
    "Arc",
    "AsRef",
    "Base64",
    "Box",
    "Bytes",
    "Call",
    "Client",
    "ClientOptions",
    "Clone",
    "Copy",
    "DateTime",
    "Debug",
    "Default",
    "Display",
    "Drop",
    "Duration",
    "Enum",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "From",
    "FromStr",
    "Infallible",
    "Into",
    "IntoBody",
    "Iterator",
    "Json",
    "JsonMap",
    "JsonValue",
    "Map",
    "Model",
    "None",
    "Nullable",
    "Object",
    "Ok",
    "Operation",
    "Option",
    "Package",
    "Pager",
    "Paging",
    "PartialEq",
    "Poller",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Sized",
    "Slot",
    "Some",
    "String",
    "Table",
    "TokenCredential",
    "Union",
    "Value",
    "Vec",
    "View",
];

/// Returns a document for each hostile name, used as the name of a model with all types, of an enum, and of a union.
fn hostile_cases() -> impl Iterator<Item = Case> {
    HOSTILE_NAMES.into_iter().map(|name| {
        let text = format!(
            r##"
paths:
  /things:
    put:
      operationId: {name}_Put
      parameters:
        - {{ name: body, in: body, schema: {{ $ref: "#/definitions/Whole" }} }}
        - {{ name: filter, in: query, type: string, enum: [a, b], x-ms-enum: {{ name: {name} }} }}
      responses: {{ 200: {{ description: OK, schema: {{ $ref: "#/definitions/Whole" }} }} }}
definitions:
  Whole:
    required: [name, model]
    properties:
      name: {{ type: string }}
      model: {{ $ref: "#/definitions/{name}" }}
      union: {{ $ref: "#/definitions/Base" }}
      kind: {{ type: string, enum: [{name}, Other] }}
      level: {{ type: integer, enum: [1, 2], x-ms-enum: {{ name: Level, values: [{{ value: 1, name: {name} }}, {{ value: 2, name: Two }}] }} }}
  {name}:
    required: [day]
    properties:
      day: {{ type: string, format: date-time }}
      items: {{ type: array, items: {{ type: string }} }}
      tags: {{ type: object, additionalProperties: {{ $ref: "#/definitions/{name}" }} }}
      any: {{}}
    additionalProperties: {{ type: integer }}
  Base:
    discriminator: type
    required: [type]
    properties: {{ type: {{ type: string }} }}
  Other:
    x-ms-discriminator-value: {name}
    allOf: [{{ $ref: "#/definitions/Base" }}]
    properties: {{ inner: {{ $ref: "#/definitions/{name}" }} }}
"##
        );
        Case::new(&format!("hostile_{}", name.to_lowercase()), text)
    })
}

#[test]
fn every_case_compiles() {
    let root = place::scratch("every-case");
    let source = root.join("crate/src");
    let mut library = "//! All cases.\n\n".to_owned();
    for case in Case::all().into_iter().chain(hostile_cases()) {
        let output = case.generate(&root.join(&case.name));
        assert!(!output.diagnostics.has_errors(), "{}", case.name);
        for (path, text) in &output.files {
            let path = source.join(path);
            std::fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("target/ can be written");
            std::fs::write(path, text).expect("target/ can be written");
        }
        library += &format!("#[allow(deprecated)]\npub mod {};\n", case.name);
    }
    std::fs::write(source.join("lib.rs"), library).expect("target/ can be written");
    let runtime = place::repository().join("generated/runtime");
    let manifest = format!(
        "[package]\nname = \"every-case\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [lints.rust]\nwarnings = \"deny\"\n\n[features]\nmetadata = []\n\n[dependencies]\narm-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n"
    );
    std::fs::write(root.join("crate/Cargo.toml"), manifest).expect("target/ can be written");
    // Uses the locked versions of the workspace, without access to a registry.
    std::fs::copy(
        place::repository().join("Cargo.lock"),
        root.join("crate/Cargo.lock"),
    )
    .expect("the lock file is there");
    cargo(&root, &["clippy", "--all-features", "--", "-D", "warnings"]);
    // rustdoc checks links, HTML and code blocks in descriptions.
    cargo(&root, &["doc", "--all-features", "--no-deps"]);
}

fn cargo(root: &Path, arguments: &[&str]) {
    let (command, arguments) = arguments.split_first().expect("there is a command");
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet", "--message-format=short"])
        .args(arguments)
        .current_dir(root.join("crate"))
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
