//! The README: its links lead somewhere, its commands are read, its configuration works. Its programs are compiled as
//! documentation tests of this crate.

use std::path::Path;
use std::process::Command;

use clap::Parser;
use generator::cli::Cli;
use generator::commands::run;
use generator::config::{Specs, read_config};
use generator::diagnostics::Diagnostics;
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

/// The four lines of YAML: read as they are, and generated from the real descriptions where these are.
#[test]
fn the_configuration_works() {
    let text = text();
    let blocks = blocks(&text);
    let (_, yaml) = blocks
        .iter()
        .find(|(language, _)| *language == "yaml")
        .expect("there is one");
    assert_eq!(yaml.lines().count(), 4);
    let root = place::scratch("readme");
    let file = root.join("arm.yaml");
    std::fs::write(&file, yaml).expect("target/ can be written");
    let mut diagnostics = Diagnostics::default();
    let config = read_config(&file, &mut diagnostics).expect("it is in order");
    assert!(matches!(config.specs, Specs::Git { .. }));
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let local = format!("specs: {{ path: {:?} }}", specs.display());
    let lines = yaml.lines().map(|line| match line.strip_prefix("specs:") {
        Some(_) => local.as_str(),
        None => line,
    });
    let runtime = place::repository().join("generated/runtime");
    let runtime = format!("runtime: {{ path: {:?} }}", runtime.display());
    let yaml: Vec<&str> = lines.chain([runtime.as_str()]).collect();
    std::fs::write(&file, yaml.join("\n")).expect("target/ can be written");
    let line = ["arm-bindgen", "--config"].map(Into::into);
    let line = line.into_iter().chain([file.clone().into_os_string()]);
    let outcome = run(&Cli::try_parse_from(line).expect("the command line is in order"));
    assert!(!outcome.failed, "{}", outcome.messages);
    assert!(
        outcome.result.contains("tag           package-resources"),
        "{}",
        outcome.result
    );
    // Creating a resource group and deploying a template, which is what the crate is for, and its own first program.
    let krate = root.join("acme-azure");
    let readme = std::fs::read_to_string(krate.join("README.md")).expect("the crate has a README");
    let program = readme
        .split("```rust,no_run\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    write_program(&root, program.expect("the README has a program"));
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

fn write_program(root: &Path, first: &str) {
    let folder = root.join("program");
    std::fs::create_dir_all(folder.join("src/bin")).expect("target/ can be written");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.join(name), text).expect("target/ can be written");
    };
    write("src/bin/first.rs", first);
    write("src/main.rs", DEPLOY);
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
