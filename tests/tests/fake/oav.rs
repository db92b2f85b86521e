//! oav, Microsoft's validator of live traffic, as a process that validates exchanges.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use arm_fake::FakeResponse;
use serde_json::{Value, json};
use tests::place;

use crate::sample::Sample;

/// The process of the validator, which ends with the test.
pub struct Judge {
    process: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Drop for Judge {
    fn drop(&mut self) {
        // It may have already ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The result of validating an exchange.
pub struct Verdict {
    pub operation: String,
    pub request: Vec<String>,
    pub response: Vec<String>,
}

impl Judge {
    /// Starts oav with documents below `specification/`. Without it, or without node, the test prints a message and
    /// passes.
    pub fn start(specs: &Path, files: &[String]) -> Option<Self> {
        let oav: PathBuf = place::repository().join("target/oav");
        if !oav.join("node_modules/oav").is_dir() {
            place::skip(&format!(
                "oav is not in {} (npm install oav@4)",
                oav.display()
            ));
            return None;
        }
        let script = place::repository().join("tests/tests/fake/oav.cjs");
        let root = specs.join("specification").canonicalize();
        let process = Command::new("node")
            .arg(script)
            .arg(root.expect("the folder is there"))
            .args(files)
            .current_dir(&oav)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut process) = process else {
            place::skip("node is not installed");
            return None;
        };
        let input = process.stdin.take().expect("stdin is piped");
        let output = BufReader::new(process.stdout.take().expect("stdout is piped"));
        let mut judge = Self {
            process,
            input,
            output: output.lines(),
        };
        assert_eq!(judge.line(), "ready");
        Some(judge)
    }

    /// Reads the next line of the script. oav prints others.
    fn line(&mut self) -> String {
        let mut lines = self.output.by_ref().map_while(Result::ok);
        let own = lines.find(|it| it == "ready" || it.starts_with("{\"operation\""));
        own.expect("oav runs until the end of its input")
    }

    /// Validates a request, and its response if there is one.
    pub fn judge(
        &mut self,
        operation: &str,
        sample: &Sample,
        response: Option<&FakeResponse>,
    ) -> Verdict {
        let mut exchange = json!({
            "operation": operation,
            "method": sample.method,
            "url": format!("https://management.azure.com{}", sample.target()),
            "headers": sample.headers.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        });
        if let Some(body) = &sample.body {
            exchange["body"] = body.clone();
        }
        if let Some(response) = response {
            exchange["status"] = json!(response.status);
            let headers = response.headers.iter();
            let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), json!(value)));
            exchange["responseHeaders"] = Value::Object(headers.collect());
            if let Some(body) = &response.body {
                let text = || json!(String::from_utf8_lossy(body));
                exchange["responseBody"] = serde_json::from_slice(body).unwrap_or_else(|_| text());
            }
        }
        writeln!(self.input, "{exchange}").expect("oav reads its input");
        let verdict: Value = serde_json::from_str(&self.line()).expect("a verdict is JSON");
        let list = |name: &str| {
            let all = verdict[name].as_array().into_iter().flatten();
            all.filter_map(|it| it.as_str().map(str::to_owned))
                .collect()
        };
        Verdict {
            operation: verdict["operation"].as_str().unwrap_or_default().to_owned(),
            request: list("request"),
            response: list("response"),
        }
    }
}
