//! The report on all packages, as JSON and as a table.

use std::fmt::Write;

use serde::Serialize;

use crate::diagnostics::{Object, Severity};
use crate::pipeline;

/// The result of a package.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) service: String,
    pub(super) readme: String,
    pub(super) tag: String,
    pub(super) status: Status,
    #[serde(flatten)]
    pub(super) report: pipeline::Report,
    pub(super) diagnostics: Vec<Object>,
    /// Name of the crate.
    #[serde(rename = "crate")]
    pub(super) name: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    Ok,
    Error,
}

/// Formats the totals of a run.
pub(super) fn table(lines: &[Line]) -> String {
    let failed = lines
        .iter()
        .filter(|line| line.status == Status::Error)
        .count();
    let sum = |count: fn(&Line) -> usize| lines.iter().map(count).sum::<usize>();
    let warnings = sum(|line| {
        line.diagnostics
            .iter()
            .filter(|it| it.level == Severity::Warning.name())
            .count()
    });
    let rows = [
        ("packages", lines.len()),
        ("  ok", lines.len() - failed),
        ("  failed", failed),
        ("operations", sum(|line| line.report.operations)),
        ("  unsupported", sum(|line| line.report.unsupported.len())),
        ("models", sum(|line| line.report.models)),
        ("lines", sum(|line| line.report.lines)),
        ("warnings", warnings),
    ];
    rows.iter().fold(String::new(), |mut text, (name, number)| {
        let _ = writeln!(text, "{name:<14}{number:>10}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostics, code};

    #[test]
    fn a_line_has_the_fields_of_the_contract() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.warn(&code::TAB, None, "odd").help("use spaces");
        let line = Line {
            service: "a/resource-manager".into(),
            readme: "a/resource-manager/readme.md".into(),
            tag: "t".into(),
            status: Status::Ok,
            report: pipeline::Report {
                operations: 2,
                models: 3,
                lines: 4,
                unsupported: vec!["X".into()],
            },
            diagnostics: diagnostics.objects(),
            name: "arm-a".into(),
        };
        assert_eq!(
            serde_json::to_string(&line).unwrap(),
            r#"{"service":"a/resource-manager","readme":"a/resource-manager/readme.md","tag":"t","status":"ok","operations":2,"models":3,"lines":4,"unsupported":["X"],"diagnostics":[{"code":"tab","level":"warning","message":"odd","help":"use spaces","file":null,"line":null,"column":null,"pointer":null,"operations":null}],"crate":"arm-a"}"#
        );
        let table = table(&[line]);
        assert!(
            table.contains("operations             2\n  unsupported          1\n"),
            "{table}"
        );
        assert!(table.ends_with("warnings               1\n"), "{table}");
    }
}
