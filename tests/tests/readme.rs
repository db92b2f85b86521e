//! The README: its links lead somewhere, its commands are read, its configuration works. Its programs are compiled as
//! documentation tests of this crate.

use std::path::Path;
use std::process::Command;

use clap::Parser;
use generator::cli::Cli;
use generator::commands::run;
use generator::config::{Specs, read_config};
use generator::diagnostics::Diagnostics;
use generator::pipeline::FirstCall;
use tests::case::Case;
use tests::place;

fn text() -> String {
    std::fs::read_to_string(place::repository().join("README.md")).expect("the README is there")
}

/// The language and the text of each block.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut parts = text.split("```");
    parts.next();
    let mut blocks = Vec::new();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (language, code) = block
            .split_once('\n')
            .expect("a fence has a line of its own");
        blocks.push((language, code));
    }
    blocks
}

#[test]
fn every_block_is_of_a_kind_that_is_tested() {
    for (language, code) in blocks(&text()) {
        let known = ["sh", "yaml", "toml", "rust", "rust,no_run"];
        assert!(known.contains(&language), "{language}: {code}");
    }
}

#[test]
fn links_lead_to_files() {
    let text = text();
    let links = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let mut count = 0;
    for (link, _) in links.filter(|(link, _)| !link.contains("://")) {
        assert!(place::repository().join(link).exists(), "{link}");
        count += 1;
    }
    assert!(count > 5, "{count} links");
}

#[test]
fn commands_are_read() {
    let mut count = 0;
    let text = text();
    let lines = blocks(&text)
        .into_iter()
        .filter(|(language, _)| *language == "sh")
        .flat_map(|(_, code)| code.lines());
    for line in lines {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        count += 1;
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["arm-bindgen", ..] => {
                Cli::try_parse_from(&words).unwrap_or_else(|error| panic!("{line}: {error}"));
            }
            [
                "export",
                "AZURE_SUBSCRIPTION_ID=11112222-3333-4444-5555-666677778888",
            ] => {}
            ["cargo", "run", "-p", "generator"] | ["cargo", "test", "--workspace"] => {}
            ["cargo", "run", "-p", "arm-cli", "--", rest @ ..] => {
                // The tests of the command line run them against the fake.
                let known = rest.contains(&"maps") || rest.contains(&"serve");
                assert!(known, "{line}");
            }
            _ => panic!("no test knows `{line}`"),
        }
    }
    assert!(count > 8, "{count} commands");
}

/// The four lines of YAML: read as they are, and generated from the original specs if these are available.
#[test]
fn the_configuration_works() {
    let text = text();
    let blocks = blocks(&text);
    let (_, yaml) = blocks
        .iter()
        .find(|(language, _)| *language == "yaml")
        .expect("the README has a configuration");
    assert_eq!(yaml.lines().count(), 4);
    let root = place::scratch("readme");
    let file = root.join("arm.yaml");
    std::fs::write(&file, yaml).expect("target/ can be written");
    let mut diagnostics = Diagnostics::default();
    let config = read_config(&file, &mut diagnostics).expect("the configuration is valid");
    assert!(matches!(config.specs, Specs::Git { .. }));
    if let Some(specs) = place::azure_specs() {
        let summary = generate(&root, yaml, &specs);
        assert!(
            summary.contains("tag           package-2018-05"),
            "{summary}"
        );
        check_program(&root, "");
    }
}

/// Creating a resource group and deploying a template, with the configuration that the README gives for it.
#[test]
fn a_template_is_deployed() {
    let text = text();
    let service = "{ readme: resources, tags: [package-resources] }";
    assert!(text.contains(service));
    if let Some(specs) = place::azure_specs() {
        let root = place::scratch("readme_deployment");
        let yaml = format!("crate: acme-azure\nspecs:\nservices:\n  - {service}\n");
        generate(&root, &yaml, &specs);
        check_program(&root, DEPLOY);
    }
}

/// Generates the crate of a configuration with the specs in the folder, and returns the summary.
fn generate(root: &Path, yaml: &str, specs: &Path) -> String {
    let specs = format!("specs: {{ path: {:?} }}", specs.display());
    let runtime = place::repository().join("generated/runtime");
    let runtime = format!("runtime: {{ path: {:?} }}", runtime.display());
    let lines = yaml.lines().map(|line| match line.strip_prefix("specs:") {
        Some(_) => specs.as_str(),
        None => line,
    });
    let yaml: Vec<&str> = lines.chain([runtime.as_str()]).collect();
    let file = root.join("arm.yaml");
    std::fs::write(&file, yaml.join("\n")).expect("target/ can be written");
    let line = ["arm-bindgen", "--config"].map(Into::into);
    let line = line.into_iter().chain([file.into_os_string()]);
    let outcome = run(&Cli::try_parse_from(line).expect("the command line is valid"));
    assert!(!outcome.failed, "{}", outcome.messages);
    outcome.result
}

/// Compiles the program in the README of the generated crate, and the other one.
fn check_program(root: &Path, other: &str) {
    let readme =
        std::fs::read_to_string(root.join("acme-azure/README.md")).expect("the crate has a README");
    let first = readme
        .split("```rust,no_run\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    write_program(root, first.expect("the README has a program"), other);
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(root.join("program"))
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn write_program(root: &Path, first: &str, other: &str) {
    let folder = root.join("program");
    std::fs::create_dir_all(folder.join("src/bin")).expect("target/ can be written");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("target/ can be written");
    };
    write("src/main.rs", first);
    if !other.is_empty() {
        write("src/bin/other.rs", other);
    }
    write(
        "Cargo.toml",
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nacme-azure = { path = \"../acme-azure\" }\n\
         azure_identity = \"1\"\nfutures = \"0.3\"\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    );
    let lock = place::repository().join("Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).expect("the lock file is there");
}

const DEPLOY: &str = r#"
use acme_azure::arm_runtime::Result;
use acme_azure::resources::resources::Client;
use acme_azure::resources::resources::models::{
    Deployment, DeploymentMode, DeploymentProperties, ResourceGroup,
};
use azure_identity::DeveloperToolsCredential;

#[tokio::main]
async fn main() -> Result<()> {
    let credential = DeveloperToolsCredential::new(None)?;
    let client = Client::new("SUBSCRIPTION-ID", credential, None)?;
    let group = ResourceGroup::new("westeurope");
    client.resource_groups_client().create_or_update("my-group", &group).await?;
    let properties = DeploymentProperties::new(DeploymentMode::Incremental);
    let deployment = Deployment::new(properties);
    let deployments = client.deployments_client();
    deployments.create_or_update("my-group", "my-deployment", &deployment).await?;
    Ok(())
}
"#;

/// The first call of a document with these keys.
fn first_call(name: &str, fragment: &str) -> Option<FirstCall> {
    let case = Case::new(name, format!("swagger: \"2.0\"\n{fragment}"));
    let output = case.generate(&place::scratch(&format!("first/{name}")));
    assert!(
        !output.files.is_empty(),
        "{name}: {}",
        output
            .diagnostics
            .render(generator::diagnostics::Style::FULL)
    );
    output.first_call
}

const LIST: &str = r#"x-ms-pageable: {}, responses: { 200: { description: OK, schema: { properties: { value: { type: array, items: { type: string } } } } } }"#;
const MODEL: &str =
    "responses: { 200: { description: OK, schema: { properties: { a: { type: string } } } } }";
const NOTHING: &str = "responses: { 204: { description: OK } }";
const NAME: &str = "{ name: name, in: path, required: true, type: string }";

#[test]
fn the_first_call_is_the_simplest_read() {
    let text =
        "responses: { 200: { description: OK, schema: { type: file } } }, produces: [text/plain]";
    for (n, (paths, expected)) in [
        // The fewest arguments.
        (format!("/a/{{name}}: {{ get: {{ operationId: A_Get, parameters: [{NAME}], {MODEL} }} }}\n  /b: {{ get: {{ operationId: B_Get, {MODEL} }} }}"), Some("B_Get")),
        // Among those a list.
        (format!("/a: {{ get: {{ operationId: A_Get, {MODEL} }} }}\n  /b: {{ get: {{ operationId: B_List, {LIST} }} }}"), Some("B_List")),
        // Among those, one of the largest group.
        (format!("/a: {{ get: {{ operationId: A_List, {LIST} }} }}\n  /b: {{ get: {{ operationId: B_List, {LIST} }}, delete: {{ operationId: B_Delete, {NOTHING} }} }}"), Some("B_List")),
        // Otherwise the first one.
        (format!("/a: {{ get: {{ operationId: A_List, {LIST} }} }}\n  /b: {{ get: {{ operationId: B_List, {LIST} }} }}"), Some("A_List")),
        // A constant is not an argument.
        (format!("/a: {{ get: {{ operationId: A_Get, parameters: [{{ name: k, in: query, required: true, type: string, enum: [x] }}], {LIST} }} }}\n  /b: {{ get: {{ operationId: B_Get, {MODEL} }} }}"), Some("A_Get")),
        // Not what changes something, is deprecated, or takes or returns something else than text and JSON.
        (format!("/a: {{ post: {{ operationId: A_Run, {MODEL} }} }}"), None),
        (format!("/a: {{ head: {{ operationId: A_Check, {NOTHING} }} }}"), None),
        (format!("/a: {{ get: {{ operationId: A_Get, deprecated: true, {MODEL} }} }}"), None),
        (format!("/a: {{ get: {{ operationId: A_Get, x-ms-long-running-operation: true, {MODEL} }} }}"), None),
        (format!("/a: {{ get: {{ operationId: A_Get, {text} }} }}"), None),
        (format!("/a: {{ get: {{ operationId: A_Get, parameters: [{{ name: n, in: query, required: true, type: integer }}], {MODEL} }} }}"), None),
        (format!("/a: {{ get: {{ operationId: A_Get, parameters: [{{ name: n, in: query, type: integer }}], {MODEL} }} }}"), Some("A_Get")),
    ]
    .into_iter()
    .enumerate()
    {
        let call = first_call(&format!("read{n}"), &format!("paths:\n  {paths}"));
        let operation = call.as_ref().map(|it| it.operation.as_str());
        assert_eq!(operation, expected, "{paths}");
    }
}

#[test]
fn the_first_program_creates_the_client_and_uses_the_result() {
    let get = |more: &str, response: &str| {
        format!("paths: {{ /a: {{ get: {{ operationId: Things_Get, {more} {response} }} }} }}")
    };
    let service = |security: &str| {
        format!(
            "host: contoso.example\nsecurityDefinitions: {{ {security} }}\n{}",
            get("", NOTHING)
        )
    };
    let subscribed = format!(
        "paths: {{ '/subscriptions/{{subscriptionId}}/a': {{ get: {{ operationId: Things_Get, parameters: [{{ name: subscriptionId, in: path, required: true, type: string }}], {NOTHING} }} }} }}"
    );
    let call = "client.things_client().get().await?;";
    for (n, (fragment, lines)) in [
        (get("", NOTHING), vec!["let client = Client::new(credential, None)?;", call]),
        (subscribed, vec!["let client = Client::new(\"SUBSCRIPTION-ID\", credential, None)?;", call]),
        (get("", MODEL), vec!["let client = Client::new(credential, None)?;", "let model = client.things_client().get().model().await?;", "println!(\"{model:?}\");"]),
        (get("", LIST), vec!["let client = Client::new(credential, None)?;", "let items = client.things_client().get();", "for item in items.collect_all().await? {", "    println!(\"{item:?}\");", "}"]),
        (get("parameters: [{ name: thingName, in: query, required: true, type: string }, { name: top, in: query, type: integer }],", NOTHING), vec!["let client = Client::new(credential, None)?;", "client.things_client().get(\"THING-NAME\", None).await?;"]),
        // The description of a service other than Azure's declares all that it takes.
        (service(""), vec!["let client = Client::new(Credential::none(), None)?;", call]),
        (service("").replace("contoso.example", "things.azure.com"), vec!["let options = ClientOptions { audience: Some(\"AUDIENCE\".into()), ..Default::default() };", "let client = Client::new(credential, Some(options))?;", call]),
        (service("k: { type: apiKey, in: header, name: x-key }"), vec!["let client = Client::new(Credential::key(key), None)?;", call]),
        (service("k: { type: apiKey, in: query, name: code }"), vec!["let client = Client::new(Credential::key(key), None)?;", call]),
        (service("k: { type: apiKey, in: header, name: x-key }, l: { type: apiKey, in: query, name: code }"), vec!["let client = Client::new(Credential::named_key(\"x-key\", key), None)?;", call]),
        (service("b: { type: basic }"), vec!["let client = Client::new(Credential::basic(\"USER\", password), None)?;", call]),
        (service("o: { type: oauth2, flow: implicit, authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/authorize', scopes: { 'https://contoso.example/.default': all } }"), vec!["let client = Client::new(credential, None)?;", call]),
    ]
    .into_iter()
    .enumerate()
    {
        let found = first_call(&format!("program{n}"), &fragment).expect("it has a read");
        assert_eq!(found.lines, lines, "{fragment}");
    }
}
