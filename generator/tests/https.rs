//! `fetch` over https, as from a public host: a local server of git's smart HTTP with a certificate authority of its own. Requires
//! git with `http-backend`, openssl and python3.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const README: &str =
    "``` yaml\ntag: package-1\n```\n``` yaml $(tag) == 'package-1'\ninput-file: a.json\n```\n";
const DOCUMENT: &str = r#"{"swagger": "2.0", "info": {"title": "A", "version": "2024-01-01"}, "paths": {"/a": {"get": {
    "operationId": "A_Get", "responses": {"200": {"description": "OK"}}}}}}"#;

/// A server with a repository, and a configuration that uses it.
struct Scene {
    root: PathBuf,
    server: Child,
    port: u16,
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output();
    let output = output.expect("the program is installed");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {errors}");
}

fn is_installed(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|it| it.status.success())
}

/// Makes a certificate authority, and a certificate of `localhost`.
fn certificates(folder: &Path) {
    let new_key = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    let openssl = |arguments: &[&[&str]]| run(folder, "openssl", &arguments.concat());
    let authority = [
        "-subj",
        "/CN=authority",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
    ];
    openssl(&[
        &[
            "req", "-x509", "-days", "2", "-keyout", "ca.key", "-out", "ca.pem",
        ],
        &new_key,
        &authority,
    ]);
    openssl(&[
        &[
            "req",
            "-subj",
            "/CN=localhost",
            "-keyout",
            "server.key",
            "-out",
            "server.csr",
        ],
        &new_key,
    ]);
    fs::write(folder.join("names"), "subjectAltName=DNS:localhost\n").expect("it can be written");
    openssl(&[
        &[
            "x509",
            "-req",
            "-in",
            "server.csr",
            "-days",
            "2",
            "-extfile",
            "names",
        ],
        &[
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-out",
            "server.pem",
        ],
    ]);
}

impl Scene {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fetch-https");
        let _ = fs::remove_dir_all(&root);
        let service = root.join("work/specification/a/resource-manager");
        fs::create_dir_all(&service).expect("it can be written");
        fs::write(service.join("readme.md"), README).expect("it can be written");
        fs::write(service.join("a.json"), DOCUMENT).expect("it can be written");
        let work = root.join("work");
        for arguments in [
            &["init", "--quiet", "--initial-branch=main"][..],
            &["add", "--all"],
            &[
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.com",
                "commit",
                "--quiet",
                "--message=specs",
            ],
            &["clone", "--quiet", "--bare", ".", "../served/specs.git"],
        ] {
            run(&work, "git", arguments);
        }
        let served = root.join("served/specs.git");
        run(
            &served,
            "git",
            &["config", "uploadpack.allowFilter", "true"],
        );
        certificates(&root);
        let mut server = Command::new("python3")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/https/server.py"))
            .args(["served", "server.pem", "server.key"])
            .current_dir(&root)
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 is installed");
        let mut line = String::new();
        let output = server.stdout.take().expect("it is piped");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("the server prints its port");
        let port = line.trim().parse().expect("it is a port");
        Self { root, server, port }
    }

    /// Runs a command with a configuration, and returns whether it succeeded, and its output. `trusted` is set to trust the
    /// authority.
    fn run(&self, trusted: bool, url: &str, service: &str, command: &[&str]) -> (bool, String) {
        let url = url.replace("PORT", &self.port.to_string());
        let config = format!(
            "crate: acme\nruntime: {{version: \"0.1\"}}\nspecs: {{git: \"{url}\", rev: main}}\nservices:\n- readme: {service}\n"
        );
        fs::write(self.root.join("arm.yaml"), config).expect("it can be written");
        let mut run = Command::new(env!("CARGO_BIN_EXE_arm-bindgen"));
        // The cache of a relative path is in the current folder.
        run.args(["--color", "never", "--cache", "cache"])
            .args(command)
            .current_dir(&self.root)
            .env_remove("GIT_SSL_CAINFO")
            .env_remove("GIT_SSL_NO_VERIFY");
        if trusted {
            run.env("GIT_SSL_CAINFO", self.root.join("ca.pem"));
        }
        let output = run.output().expect("the generator runs");
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).expect("it is text");
        (output.status.success(), text)
    }
}

#[test]
fn descriptions_are_fetched_over_https() {
    let missing = [
        ("git", &["--exec-path"][..]),
        ("openssl", &["version"]),
        ("python3", &["--version"]),
    ];
    let missing = missing
        .into_iter()
        .find(|(name, arguments)| !is_installed(name, arguments));
    if let Some((name, _)) = missing {
        assert!(
            std::env::var_os("ARM_TESTS_REQUIRED").is_none(),
            "{name} is not installed"
        );
        // Output of passing tests is shown only if it is written past the test harness.
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not installed");
        return;
    }
    let scene = Scene::new();
    let address = "https://localhost:PORT";
    for (trusted, path, service, reason) in [
        (false, "ok/specs.git", "a", "certificate"),
        (true, "ok/other.git", "a", "not found"),
        (true, "missing/specs.git", "a", "not found"),
        (true, "login/specs.git", "a", "terminal prompts disabled"),
        (
            true,
            "cut/specs.git",
            "a",
            "error: the revision `main` cannot be fetched",
        ),
        (true, "ok/specs.git", "b", "has no `specification/b`"),
    ] {
        let url = format!("{address}/{path}");
        let (succeeded, text) = scene.run(trusted, &url, service, &["fetch"]);
        assert!(
            !succeeded && text.contains(reason),
            "{path} {service}: {text}"
        );
        assert!(!scene.root.join("arm.lock").exists(), "{path} {service}");
    }
    // The name in the certificate is not that of the URL.
    let (succeeded, text) = scene.run(true, "https://127.0.0.1:PORT/ok/specs.git", "a", &["fetch"]);
    assert!(!succeeded && text.contains("127.0.0.1"), "{text}");
    // After all these, the cache is in order.
    let url = format!("{address}/ok/specs.git");
    let (succeeded, text) = scene.run(true, &url, "a", &["fetch"]);
    assert!(succeeded && text.contains("1 document at "), "{text}");
    let (succeeded, text) = scene.run(false, &url, "a", &[]);
    assert!(succeeded && text.contains("1 operation,"), "{text}");
}
