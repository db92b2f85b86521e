//! The examples of a spec as tests: requests are built and responses are read by the generated code, and compared with what
//! the spec shows.
//!
//! A generated test holds data and, for each operation, a [`Check`] that calls the typed function with the example's
//! parameters and names the types of the responses. All that compares is here. What a request must be is worked out from the
//! example and the path template by code of its own, which shares nothing with the code that builds requests.
//!
//! What differs is either a mismatch, which fails the test, or a fault of the spec, which is counted and named: see [`Kind`].

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

/// Runs all examples of a package. `data` is what the generator wrote beside the test; `checks` go by operationId.
///
/// The table of what was found is printed; with `ARM_EXAMPLES_REPORT` set, it is also written to that folder, as JSON.
///
/// # Errors
///
/// The mismatches, or what is wrong with the data.
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
    // The test harness prints an error on one line.
    eprintln!("{text}");
    Err(format!("{package}: {} mismatches", text.lines().count()))
}

/// Runs all examples of a package, and prints nothing.
///
/// # Errors
///
/// What is wrong with the data.
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
                "{package}: the check of {id} meets the examples of {}",
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

/// A call made of an example, to be sent to a server.
#[derive(Debug)]
pub struct Replay {
    /// The operationId.
    pub operation: String,
    /// The title of the example.
    pub title: String,
    /// The call, or the reason why the example gives none.
    pub sample: std::result::Result<Sample, Stop>,
}

/// Makes a call of each example. `arm` gives the connection for a subscription.
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

/// One example at work.
#[derive(Debug)]
pub struct Case<'a> {
    declared: &'a Declared,
    example: &'a Example,
    report: &'a mut Report,
    findings: Vec<Finding>,
    /// Statuses that a type was named for.
    read: Vec<String>,
    /// The connection of a call that is to be sent; without one, the request is compared.
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

    /// Builds the request by the generated function and compares it with what the example implies.
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
                // A value that breaks a rule of the spec itself can still be compared.
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

    /// Reads the body of one response as `T` and writes it again. A body that is not there is not looked for.
    pub fn response<T: Value>(&mut self, status: u16) {
        self.read_response::<T>(&status.to_string());
    }

    /// Reads the bodies of the responses that only the `default` of the spec declares.
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

    /// A response of text or bytes: there is nothing in it to compare.
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

/// A client without credential that sends nothing.
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

/// What stands for the subscription in examples that have none.
const NO_SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";

/// The JSON that a value is written as.
fn written(value: &dyn Encode, mode: Mode) -> Result<JsonValue> {
    let json = value::to_vec(value, mode)?;
    Ok(serde_json::from_slice(&json)?)
}
