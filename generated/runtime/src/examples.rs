//! Runs the examples of a spec as tests. The generated code builds the requests and reads the responses, and the
//! results are compared with the example.
//!
//! A generated test holds data and, for each operation, a [`Check`] that calls the typed function with the parameters
//! of the example and names the types of the responses. This module compares the results. It computes the expected
//! request from the example and the path template, without using the code that builds requests.
//!
//! A difference is either a mismatch, which fails the test, or a fault of the spec, which is counted and reported. See
//! [`Kind`].

mod compare;
mod data;
mod expected;
mod finding;
mod inputs;
mod report;
mod sample;
mod transport;

use std::fmt::Write;

use crate::value::{self, Encode, JsonValue, Mode, Value};
use crate::{Arm, ClientOptions, Package, Result};
use compare::Comparison;
use data::{Data, Declared, Example, In};
pub use finding::{Finding, Kind};
pub use inputs::{Inputs, Stop};
pub use report::{Report, Verdicts};
pub use sample::Sample;

/// Runs the examples of one operation through its generated function and types.
pub type Check = fn(&mut Case<'_>);

/// Runs all examples of a package. `data` is the file that the generator wrote beside the test. `checks` are by
/// operationId.
///
/// Prints a table of the findings. If `ARM_EXAMPLES_REPORT` is set, the table is also written to that folder as JSON.
///
/// # Errors
///
/// Returns an error that lists the mismatches or describes invalid data.
pub fn run(package: &str, data: &str, checks: &[(&str, Check)]) -> std::result::Result<(), String> {
    let report = collect(package, data, checks)?;
    println!("{report}");
    report
        .save()
        .map_err(|error| format!("the report cannot be written: {error}"))?;
    let mut text = String::new();
    for finding in report.findings.iter().filter(|it| !it.kind.is_fault()) {
        let _ = writeln!(text, "{finding}");
    }
    if text.is_empty() {
        return Ok(());
    }
    // Prints to stderr, because the test harness shows an error on one line.
    eprintln!("{text}");
    Err(format!("{package}: {} mismatches", text.lines().count()))
}

/// Runs all examples of a package without printing.
///
/// # Errors
///
/// Returns an error if the data is invalid.
pub fn collect(
    package: &str,
    data: &str,
    checks: &[(&str, Check)],
) -> std::result::Result<Report, String> {
    let data: Data = serde_json::from_str(data)
        .map_err(|error| format!("the examples of {package}: {error}"))?;
    let declared = data.operations;
    let mut report = Report::new(package);
    for (operation, (id, check)) in declared.iter().zip(checks) {
        if operation.id != *id {
            return Err(format!(
                "{package}: the check of {id} is paired with the examples of {}",
                operation.id
            ));
        }
        for example in &operation.examples {
            Case::new(operation, example, &mut report).run(*check);
        }
    }
    if declared.len() == checks.len() {
        Ok(report)
    } else {
        Err(format!(
            "{package}: {} checks for {} operations",
            checks.len(),
            declared.len()
        ))
    }
}

/// The call of an example, to be sent to a server.
#[derive(Debug)]
pub struct Replay {
    /// `operationId` of the operation.
    pub operation: String,
    /// Title of the example.
    pub title: String,
    /// The call, or the reason why the example does not define one.
    pub sample: std::result::Result<Sample, Stop>,
}

/// Creates the call of each example. `arm` returns the connection for a subscription.
///
/// # Errors
///
/// Returns an error if the data cannot be read.
pub fn replay(
    data: &str,
    checks: &[(&str, Check)],
    arm: &dyn Fn(&str) -> Result<Arm>,
) -> std::result::Result<Vec<Replay>, String> {
    let data: Data = serde_json::from_str(data).map_err(|error| error.to_string())?;
    let mut replays = Vec::new();
    let mut unused = Report::new("");
    for (operation, (_, check)) in data.operations.iter().zip(checks) {
        for example in &operation.examples {
            let mut case = Case::new(operation, example, &mut unused);
            case.connection = Some(arm(subscription(example)));
            check(&mut case);
            replays.extend(case.sample.map(|sample| Replay {
                operation: operation.id.clone(),
                title: example.title.clone(),
                sample,
            }));
        }
    }
    Ok(replays)
}

/// A running example.
#[derive(Debug)]
pub struct Case<'a> {
    declared: &'a Declared,
    example: &'a Example,
    report: &'a mut Report,
    findings: Vec<Finding>,
    /// Statuses whose responses were read.
    read: Vec<String>,
    /// The connection of a call that is to be sent. If `None`, the request is compared.
    connection: Option<Result<Arm>>,
    sample: Option<std::result::Result<Sample, Stop>>,
}

impl<'a> Case<'a> {
    fn new(declared: &'a Declared, example: &'a Example, report: &'a mut Report) -> Self {
        Self {
            declared,
            example,
            report,
            findings: Vec::new(),
            read: Vec::new(),
            connection: None,
            sample: None,
        }
    }

    fn run(mut self, check: Check) {
        self.report.examples += 1;
        check(&mut self);
        for (status, response) in self.example.responses() {
            let place = format!("/responses/{status}");
            let is_declared = self
                .declared
                .statuses
                .iter()
                .any(|it| it.to_string() == *status);
            let found =
                |kind, detail: &str| Finding::new(self.example, kind, place.clone(), detail);
            let body = response.get("body").filter(|it| !it.is_null());
            if !is_declared && !self.declared.default {
                let finding = found(Kind::UndeclaredStatus, "");
                self.findings.push(finding);
            } else if body.is_some_and(|body| *body != JsonValue::Object(Default::default()))
                && !self.read.iter().any(|it| it == status)
            {
                let finding = found(Kind::UndeclaredBody, "");
                self.findings.push(finding);
            }
        }
        self.report.findings.append(&mut self.findings);
    }

    /// Builds the request by the generated function and compares it with the example.
    pub fn send(&mut self, call: &dyn Fn(&Inputs<'_>) -> std::result::Result<Sample, Stop>) {
        if let Some(connection) = self.connection.take() {
            self.sample = Some(call(&Inputs::new(self.declared, self.example, connection)));
            return;
        }
        let call = |inputs: &Inputs<'_>| Ok(call(inputs)?.into_request()?);
        let strict = Inputs::new(
            self.declared,
            self.example,
            arm(self.declared, self.example, true),
        );
        let built = match call(&strict) {
            Err(Stop::Refused(refusal)) => {
                // A request that violates constraints of the spec can still be compared.
                let lenient = Inputs::new(
                    self.declared,
                    self.example,
                    arm(self.declared, self.example, false),
                );
                let built = call(&lenient);
                if built.is_ok() {
                    strict.report(Kind::BrokenRule, "/parameters", &refusal.to_string());
                }
                built
            }
            built => built,
        };
        match built {
            Ok(request) => expected::compare(&strict, &request),
            Err(Stop::Fault(kind, place, detail)) => strict.report(kind, &place, &detail),
            Err(Stop::Refused(refusal)) => {
                strict.report(Kind::Refused, "/parameters", &refusal.to_string())
            }
        }
        strict.report_undeclared();
        let findings = strict.into_findings();
        self.report.requests.count(&findings);
        self.findings.extend(findings);
    }

    /// Reads the body of a response as `T` and writes it again. A missing body is ignored.
    pub fn response<T: Value>(&mut self, status: u16) {
        self.read_response::<T>(&status.to_string());
    }

    /// Reads the bodies of the responses that are declared by `default` only.
    pub fn other_responses<T: Value>(&mut self) {
        let declared = &self.declared.statuses;
        for (status, _) in self
            .example
            .responses()
            .filter(|(it, _)| !declared.iter().any(|code| code.to_string() == **it))
        {
            self.read_response::<T>(status);
        }
    }

    /// Accepts a response of text or bytes, which is not compared.
    pub fn raw_response(&mut self, status: u16) {
        self.read.push(status.to_string());
    }

    fn read_response<T: Value>(&mut self, status: &str) {
        self.read.push(status.to_owned());
        let place = format!("/responses/{status}/body");
        let Some(body) = self
            .example
            .content
            .pointer(&place)
            .filter(|it| !it.is_null())
        else {
            return;
        };
        let mut findings = Vec::new();
        let mut comparison = Comparison {
            example: self.example,
            mode: Mode::All,
            findings: &mut findings,
        };
        let mut value = T::empty();
        if comparison.read(body, &mut value, &place) {
            comparison.compare(body, &value, &place);
        }
        self.report.responses.count(&findings);
        self.findings.append(&mut findings);
    }
}

/// Creates a connection without credential, which never sends a request.
fn arm(declared: &Declared, example: &Example, validate: bool) -> Result<Arm> {
    let mut options = ClientOptions {
        validate,
        ..ClientOptions::default()
    };
    options.client_options.transport = Some(transport::silent());
    for it in &declared.parameters {
        if let (In::Host, None, Some(value)) = (it.place, &it.constant, example.text(&it.name)) {
            options.variables.insert(it.name.clone(), value.to_owned());
        }
    }
    let subscription = subscription(example).to_owned();
    let package = Package {
        name: "examples",
        version: "0",
    };
    Arm::new(package, Some(subscription), None, Some(options))
}

fn subscription(example: &Example) -> &str {
    example.text("subscriptionId").unwrap_or(NO_SUBSCRIPTION)
}

/// The subscription used for examples without one.
const NO_SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";

/// Returns the JSON that a value is serialized to.
fn written(value: &dyn Encode, mode: Mode) -> Result<JsonValue> {
    let json = value::to_vec(value, mode)?;
    Ok(serde_json::from_slice(&json)?)
}
