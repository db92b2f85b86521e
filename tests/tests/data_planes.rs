//! Clients of data planes, generated from small descriptions of the kinds used by Azure, with a loopback server. Checks
//! endpoint, audience and keys at creation, the requests, and the values that are read from responses.

use std::process::Command;

use generator::load::Cache;
use generator::pipeline::{Layout, Package, generate_package};
use tests::place;

const NAMES: [&str; 11] = [
    "blobs",
    "tables",
    "vault",
    "openai",
    "translation",
    "settings",
    "places",
    "classic",
    "statuses",
    "values",
    "modern",
];

#[test]
fn clients_of_data_planes_talk_to_a_server() {
    let folder = place::repository().join("tests/data_planes");
    let root = place::scratch("data-planes");
    let source = root.join("src");
    for name in NAMES {
        let package = Package {
            name: name.to_owned(),
            title: name.to_owned(),
            inputs: vec![folder.join(format!("{name}.yaml"))],
            layout: Layout::Module,
            spec_root: Some(folder.clone()),
            ..Package::default()
        };
        let output = generate_package(&package, &Cache::default());
        assert!(!output.diagnostics.has_errors(), "{name}");
        for (path, text) in &output.files {
            let path = source.join(path);
            std::fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("target/ can be written");
            std::fs::write(path, text).expect("target/ can be written");
        }
    }
    let modules: String = NAMES
        .map(|it| format!("#[allow(dead_code, unused_imports)]\nmod {it};\n"))
        .concat();
    let program = std::fs::read_to_string(folder.join("main.rs")).expect("the program is there");
    let program = program.replacen(
        "use std::collections",
        &format!("{modules}\nuse std::collections"),
        1,
    );
    std::fs::write(source.join("main.rs"), program).expect("target/ can be written");
    for name in ["wire.rs", "values_wire.rs", "modern_wire.rs"] {
        std::fs::copy(folder.join(name), source.join(name)).expect("target/ can be written");
    }
    let runtime = place::repository().join("generated/runtime");
    let manifest = format!(
        "[package]\nname = \"data-planes\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[features]\nmetadata = []\n\n\
         [dependencies]\narm-runtime = {{ path = {runtime:?} }}\nasync-trait = \"0.1\"\n\
         futures = {{ version = \"0.3\", default-features = false, features = [\"alloc\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[profile.dev]\ndebug = false\n"
    );
    std::fs::write(root.join("Cargo.toml"), manifest).expect("target/ can be written");
    // Uses the locked versions of the workspace, without access to a registry.
    std::fs::copy(
        place::repository().join("Cargo.lock"),
        root.join("Cargo.lock"),
    )
    .expect("the lock file is there");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", place::target().join("generated-crates"))
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("cargo can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && text.contains("all data planes"),
        "{errors}"
    );
}
