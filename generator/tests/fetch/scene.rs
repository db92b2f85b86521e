//! A local git repository of API descriptions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const README: &str =
    "``` yaml\ntag: package-1\n```\n``` yaml $(tag) == 'package-1'\ninput-file: a.json\n```\n";

/// A repository of API descriptions, a configuration that uses it, and a cache.
pub struct Scene {
    pub root: PathBuf,
}

impl Scene {
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fetch-{name}"));
        let _ = fs::remove_dir_all(&root);
        let scene = Self { root };
        scene.put("specs/specification/a/resource-manager/readme.md", README);
        scene.put(
            "specs/specification/a/resource-manager/a.json",
            &document("A_Get", "../../b/resource-manager/b.json"),
        );
        scene.put(
            "specs/specification/b/resource-manager/b.json",
            "{\"definitions\": {\"B\": {\"properties\": {\"b\": {\"type\": \"string\"}}}}}",
        );
        scene.put("specs/specification/common-types/types.json", "{}");
        scene.put(
            "specs/specification/unrelated/resource-manager/readme.md",
            README,
        );
        scene.git(&["init", "--quiet", "--initial-branch=main"]);
        // As public hosts do: the clone has no files until they are requested.
        scene.git(&["config", "uploadpack.allowFilter", "true"]);
        scene.commit();
        scene.configure("main", "a");
        scene
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be written");
        fs::write(path, text).expect("it can be written");
    }

    pub fn configure(&self, rev: &str, service: &str) {
        self.put(
            "arm.yaml",
            &format!(
                "crate: acme\nruntime: {{ version: \"0.1\" }}\nspecs:\n  git: specs\n  rev: {rev}\nservices:\n  - readme: {service}\n"
            ),
        );
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
            .args(arguments)
            .current_dir(self.root.join("specs"))
            .output()
            .expect("git is there");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=specs"]);
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_arm-bindgen"));
        command
            .args(["--color", "never", "--config"])
            .arg(self.root.join("arm.yaml"))
            .arg("--cache")
            .arg(self.root.join("cache"))
            .args(arguments)
            .current_dir(&self.root);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output();
        output.expect("the generator starts")
    }

    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} succeeded");
        assert!(
            output.stdout.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    pub fn lock(&self) -> String {
        fs::read_to_string(self.root.join("arm.lock")).expect("the lock is there")
    }

    /// Returns the folder of the repository in the cache.
    pub fn cached(&self) -> PathBuf {
        let mut entries = fs::read_dir(self.root.join("cache")).expect("the cache is there");
        entries
            .next()
            .expect("one repository")
            .expect("it can be read")
            .path()
    }
}

pub fn document(operation: &str, reference: &str) -> String {
    format!(
        "{{\"swagger\": \"2.0\", \"info\": {{\"title\": \"A\", \"version\": \"2024-01-01\"}}, \"paths\": {{\"/a\": {{\"get\": {{\
         \"operationId\": \"{operation}\", \"responses\": {{\"200\": {{\"description\": \"OK\", \"schema\": {{\"$ref\": \
         \"{reference}#/definitions/B\"}}}}}}}}}}}}}}"
    )
}
