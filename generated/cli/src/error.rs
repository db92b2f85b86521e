//! Failures of commands: their messages and exit codes.

use std::io::{self, Write};

use arm_runtime::azure_core::error::ErrorKind;
use arm_runtime::{ArmError, Error, JsonValue, StatusCode};
use serde_json::{Map, json};

use crate::context;
use crate::progress;
use crate::secrets::Scrub;
use crate::terminal::{self, block};

/// The reason why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// The command line is invalid. Nothing was sent.
    Usage {
        /// Description of the problem.
        message: String,
        /// Correct form, or where to find it.
        hint: Option<String>,
    },
    /// A request failed, or no token is available.
    Call {
        /// Error of the runtime.
        error: Error,
        /// Suggested next step.
        hint: Option<String>,
    },
    /// The user interrupted the command.
    Interrupted {
        /// The possible effect of the interrupted request.
        message: String,
        /// Suggested next step.
        hint: Option<String>,
    },
    /// The failure of one of several resources.
    Of {
        /// ID of the resource.
        id: String,
        /// The failure.
        failure: Box<Failure>,
    },
    /// Failures of several resources.
    Several(Several),
    /// The result could not be written.
    Output(io::Error),
}

/// The outcome of a command for several resources.
#[derive(Debug, Default)]
pub struct Several {
    /// Failures.
    pub failures: Vec<Failure>,
    /// Set if the failures were already reported when they occurred.
    pub is_reported: bool,
    /// Resources that were processed.
    pub done: Vec<String>,
    /// Resources for which nothing was sent.
    pub not_sent: Vec<String>,
}

impl Failure {
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: None,
        }
    }

    pub fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// Creates the failure for a response that does not match its spec.
    pub fn response(operation: &str, what: &str) -> Self {
        let message = format!("{operation}: the response {what}");
        Error::with_message(ErrorKind::DataConversion, message).into()
    }

    /// Creates a failure that was not caused by a request.
    pub fn other(message: impl Into<String>, hint: Option<String>) -> Self {
        Self::Call {
            error: Error::with_message(ErrorKind::Other, message.into()),
            hint,
        }
    }

    /// Adds the resource to the failure.
    pub fn of(self, id: Option<&str>) -> Self {
        match (id, self) {
            (
                Some(id),
                failure @ (Self::Usage { .. } | Self::Call { .. } | Self::Interrupted { .. }),
            ) => Self::Of {
                id: id.to_owned(),
                failure: Box::new(failure),
            },
            (_, failure) => failure,
        }
    }

    /// Returns 1 for errors of the service and the connection, 2 for the command line, 3 for authentication, 4 if only
    /// some of several resources were processed, and 130 for an interruption.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            Self::Call { error, .. } if is_authentication(error) => 3,
            Self::Call { .. } => 1,
            Self::Interrupted { .. } => 130,
            Self::Of { failure, .. } => failure.exit_code(),
            Self::Several(several) => several.exit_code(),
            // A closed pipe, such as that of `head`, is not a failure.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Output(_) => 1,
        }
    }

    /// Writes the failure to stderr, as JSON if results are JSON.
    pub fn report(&self, as_json: bool, scrub: &Scrub) {
        if self.exit_code() == 0 {
            return;
        }
        let text = if as_json {
            json_text(&json!({ "error": self.json() }))
        } else {
            let error = console::style("error:").for_stderr().red().bold();
            format!(
                "{error} {}",
                terminal::lines(&scrub.text(self.text().trim_end()))
            )
        };
        let text = if as_json { scrub.text(&text) } else { text };
        // Ignores a failure to write to stderr, because there is no other stream to report it.
        progress::above(|| {
            let _ = writeln!(io::stderr(), "{text}");
        });
    }

    fn text(&self) -> String {
        match self {
            Self::Usage { message, hint } | Self::Interrupted { message, hint } => {
                format!("{message}{}", hint_line(hint.as_deref()))
            }
            Self::Output(cause) => format!("the result cannot be written: {cause}"),
            Self::Call { error: cause, hint } => {
                let mut text = match ArmError::from_error(cause) {
                    Some(arm) => arm_text(&arm),
                    None => block(&cause.to_string()).into_owned(),
                };
                if self.exit_code() == 3 {
                    text.push_str(&hint_line(Some(&sign_in())));
                }
                text + &hint_line(hint.as_deref())
            }
            Self::Of { id, failure } => format!("{}: {}", block(id), failure.text()),
            Self::Several(several) => several.text(),
        }
    }

    fn json(&self) -> Map<String, JsonValue> {
        let mut error = match self {
            Self::Usage { message, .. } => plain("Usage", message),
            Self::Interrupted { message, .. } => plain("Interrupted", message),
            Self::Output(cause) => plain("Output", &cause.to_string()),
            Self::Call { error, .. } => match ArmError::from_error(error) {
                Some(arm) => arm_json(&arm),
                None if is_authentication(error) => plain("Authentication", &error.to_string()),
                None => plain(code(error), &error.to_string()),
            },
            Self::Of { id, failure } => {
                let mut error = failure.json();
                error.insert("id".to_owned(), id.as_str().into());
                return error;
            }
            Self::Several(several) => return several.json(),
        };
        if let Self::Usage {
            hint: Some(hint), ..
        }
        | Self::Interrupted {
            hint: Some(hint), ..
        }
        | Self::Call {
            hint: Some(hint), ..
        } = self
        {
            error.insert("hint".to_owned(), hint.as_str().into());
        }
        error
    }
}

/// Returns the JSON code of a failure that is not a response of the service.
fn code(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::DataConversion => "Response",
        ErrorKind::Other => "Other",
        _ if error.http_status().is_some() => "Response",
        _ => "Transport",
    }
}

/// Maximum number of IDs in a message.
const MAX_SHOWN_IDS: usize = 20;

impl Several {
    fn exit_code(&self) -> u8 {
        let first = self.failures.first().map_or(1, Failure::exit_code);
        match first {
            0 | 130 => first,
            _ if self.done.is_empty() => first,
            _ => 4,
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        if !self.is_reported {
            for failure in &self.failures {
                text.push_str(&format!("{}\n", failure.text()));
            }
        }
        let (n_done, n_failed, n_not_sent) =
            (self.done.len(), self.failures.len(), self.not_sent.len());
        text.push_str(&format!(
            "{n_done} of {} done, {n_failed} failed, {n_not_sent} not sent",
            n_done + n_failed + n_not_sent
        ));
        for (what, ids) in [("done", &self.done), ("not sent", &self.not_sent)] {
            for id in ids.iter().take(MAX_SHOWN_IDS) {
                text.push_str(&format!("\n  {what}: {}", block(id)));
            }
            if ids.len() > MAX_SHOWN_IDS {
                text.push_str(&format!("\n  {what}: {} more", ids.len() - MAX_SHOWN_IDS));
            }
        }
        text
    }

    fn json(&self) -> Map<String, JsonValue> {
        let mut error = match self.failures.as_slice() {
            [one] => one.json(),
            several => {
                let mut error = plain("Several", &format!("{} resources failed", several.len()));
                let errors: Vec<JsonValue> = several.iter().map(|it| it.json().into()).collect();
                error.insert("errors".to_owned(), errors.into());
                error
            }
        };
        error.insert("done".to_owned(), self.done.clone().into());
        error.insert("notSent".to_owned(), self.not_sent.clone().into());
        error
    }
}

fn json_text(value: &JsonValue) -> String {
    let mut bytes = Vec::new();
    match terminal::write_json(&mut bytes, value, false) {
        Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => error.to_string(),
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call { error, hint: None }
    }
}

/// Returns `true` if no token is available, or if the service rejected it.
fn is_authentication(error: &Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = next {
        if let Some(core) = current.downcast_ref::<Error>()
            && (matches!(core.kind(), ErrorKind::Credential)
                || core.http_status() == Some(StatusCode::Unauthorized))
        {
            return true;
        }
        next = current.source();
    }
    false
}

fn hint_line(hint: Option<&str>) -> String {
    hint.map(|it| format!("\nhint: {it}")).unwrap_or_default()
}

fn arm_text(arm: &ArmError) -> String {
    let mut text = detail_line(&arm.error);
    if let Some(target) = arm.target() {
        text.push_str(&format!("\n  target: {}", block(target)));
    }
    add_details(&mut text, arm.details(), 1);
    for info in arm.additional_info() {
        let kind = info.kind.as_deref().unwrap_or("information");
        text.push_str(&format!(
            "\n  {}: {}",
            block(kind),
            block(&info.info.to_string())
        ));
    }
    text.push_str(&format!(
        "\n  status: {} {}",
        u16::from(arm.status),
        arm.status.canonical_reason()
    ));
    if let Some(id) = &arm.request_id {
        text.push_str(&format!("\n  request id: {}", block(id)));
    }
    if let Some(id) = &arm.correlation_id {
        text.push_str(&format!("\n  correlation id: {}", block(id)));
    }
    text
}

fn detail_line(detail: &arm_runtime::ErrorDetail) -> String {
    let texts = [detail.code.as_deref(), detail.message.as_deref()];
    let texts: Vec<String> = texts
        .into_iter()
        .flatten()
        .map(|it| block(it).into_owned())
        .collect();
    if texts.is_empty() {
        "the service returned no reason".to_owned()
    } else {
        texts.join(": ")
    }
}

fn add_details(text: &mut String, details: &[arm_runtime::ErrorDetail], depth: usize) {
    for detail in details {
        text.push_str(&format!(
            "\n{}- {}",
            "  ".repeat(depth),
            detail_line(detail)
        ));
        if let Some(target) = &detail.target {
            text.push_str(&format!(" (target: {})", block(target)));
        }
        // The response reader limits the depth of nesting.
        add_details(text, &detail.details, depth + 1);
    }
}

/// Returns the hint after a failed authentication.
fn sign_in() -> String {
    let sign_in =
        "sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET";
    match context::key() {
        Some(_) => format!(
            "check the key in {}; for Azure Resource Manager, {sign_in}",
            context::KEY
        ),
        None => sign_in.to_owned(),
    }
}

fn plain(code: &str, message: &str) -> Map<String, JsonValue> {
    let mut map = Map::new();
    map.insert("code".to_owned(), code.into());
    map.insert("message".to_owned(), message.into());
    map
}

fn arm_json(arm: &ArmError) -> Map<String, JsonValue> {
    let mut map = detail_json(&arm.error);
    map.insert("status".to_owned(), u16::from(arm.status).into());
    for (name, value) in [
        ("requestId", &arm.request_id),
        ("correlationId", &arm.correlation_id),
    ] {
        if let Some(value) = value {
            map.insert(name.to_owned(), value.as_str().into());
        }
    }
    map
}

fn detail_json(detail: &arm_runtime::ErrorDetail) -> Map<String, JsonValue> {
    let mut map = Map::new();
    for (name, value) in [
        ("code", &detail.code),
        ("message", &detail.message),
        ("target", &detail.target),
    ] {
        if let Some(value) = value {
            map.insert(name.to_owned(), value.as_str().into());
        }
    }
    if !detail.details.is_empty() {
        map.insert(
            "details".to_owned(),
            detail
                .details
                .iter()
                .map(detail_json)
                .map(JsonValue::from)
                .collect(),
        );
    }
    if !detail.additional_info.is_empty() {
        let infos = detail
            .additional_info
            .iter()
            .map(|it| json!({ "type": it.kind, "info": it.info }));
        map.insert("additionalInfo".to_owned(), infos.collect());
    }
    map
}

#[cfg(test)]
mod tests;
