//! The counts of a run, printed as a table and written as JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde_json::json;

use super::{Finding, Kind};

/// The results for the examples of a package.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Name of the package.
    pub package: String,
    /// Number of examples.
    pub examples: usize,
    /// Results of the requests.
    pub requests: Verdicts,
    /// Results of the response bodies.
    pub responses: Verdicts,
    /// All differences.
    pub findings: Vec<Finding>,
}

/// The number of examples by result.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Verdicts {
    /// Equal.
    pub equal: usize,
    /// Equal except for faults of the spec.
    pub faulty: usize,
    /// Not comparable because of a fault of the spec.
    pub barred: usize,
    /// Different.
    pub different: usize,
}

impl Verdicts {
    /// Returns the total number.
    pub fn tried(&self) -> usize {
        self.equal + self.faulty + self.barred + self.different
    }

    pub(super) fn count(&mut self, findings: &[Finding]) {
        let barred = |it: &Finding| matches!(it.kind, Kind::MissingParameter | Kind::Shape);
        if findings.iter().any(|it| !it.kind.is_fault()) {
            self.different += 1;
        } else if findings.iter().any(barred) {
            self.barred += 1;
        } else if findings.is_empty() {
            self.equal += 1;
        } else {
            self.faulty += 1;
        }
    }

    fn json(&self) -> serde_json::Value {
        json!({ "equal": self.equal, "faulty": self.faulty, "barred": self.barred, "different": self.different })
    }
}

impl fmt::Display for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} tried, {} equal, {} equal except for faults of the spec, {} not comparable, {} different",
            self.tried(),
            self.equal,
            self.faulty,
            self.barred,
            self.different
        )
    }
}

impl Report {
    pub(super) fn new(package: &str) -> Self {
        Self {
            package: package.to_owned(),
            ..Self::default()
        }
    }

    /// Returns the number of findings of each kind.
    pub fn kinds(&self) -> BTreeMap<Kind, usize> {
        let mut kinds = BTreeMap::new();
        for finding in &self.findings {
            *kinds.entry(finding.kind).or_default() += 1;
        }
        kinds
    }

    /// Writes the report to the folder named by `ARM_EXAMPLES_REPORT`, if it is set.
    pub(super) fn save(&self) -> std::io::Result<()> {
        let Some(folder) = std::env::var_os("ARM_EXAMPLES_REPORT") else {
            return Ok(());
        };
        let findings: Vec<serde_json::Value> = self
            .findings
            .iter()
            .map(|it| {
                json!({ "kind": it.kind.to_string(), "fault": it.kind.is_fault(), "file": it.file, "pointer": it.pointer, "detail": it.detail })
            })
            .collect();
        let report = json!({
            "package": self.package,
            "examples": self.examples,
            "requests": self.requests.json(),
            "responses": self.responses.json(),
            "findings": findings,
        });
        let folder = Path::new(&folder);
        std::fs::create_dir_all(folder)?;
        let name = self.package.replace("::", "-");
        std::fs::write(
            folder.join(format!("{name}.json")),
            serde_json::to_vec_pretty(&report)?,
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} examples", self.package, self.examples)?;
        writeln!(f, "  requests: {}", self.requests)?;
        writeln!(f, "  responses: {}", self.responses)?;
        for (kind, count) in self.kinds() {
            let class = if kind.is_fault() {
                "fault of the spec"
            } else {
                "MISMATCH"
            };
            writeln!(f, "  {count:5}  {class}: {kind}")?;
        }
        for finding in &self.findings {
            writeln!(f, "  {finding}")?;
        }
        Ok(())
    }
}
