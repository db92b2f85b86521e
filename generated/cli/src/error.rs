//! What went wrong, what to tell of it, and the exit code.

use std::io::{self, Write};

use arm_runtime::azure_core::error::ErrorKind;
use arm_runtime::{ArmError, Error, JsonValue, StatusCode};
use serde_json::{Map, json};

use crate::secrets::Scrub;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The command line is wrong; nothing was sent.
    Usage {
        /// What is wrong.
        message: String,
        /// The right form, or where to find it.
        hint: Option<String>,
    },
    /// A request failed, or no token was to be had.
    Call {
        /// What the runtime says.
        error: Error,
        /// How to go on.
        hint: Option<String>,
    },
    /// The result could not be written.
    Output(io::Error),
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

    /// 1 for the service and the way to it, 2 for the command line, 3 for authentication.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            Self::Call { error, .. } if is_authentication(error) => 3,
            Self::Call { .. } => 1,
            // A reader that has seen enough, such as `head`, is no failure.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Output(_) => 1,
        }
    }

    /// Writes it to stderr; as JSON if results are JSON.
    pub fn report(&self, as_json: bool, scrub: &Scrub) {
        if self.exit_code() == 0 {
            return;
        }
        let text = if as_json { self.json() } else { self.text() };
        let mut out = io::stderr().lock();
        // There is nobody left to tell that stderr is closed.
        let _ = writeln!(out, "{}", scrub.text(text.trim_end()));
    }

    fn text(&self) -> String {
        let error = console::style("error:").for_stderr().red().bold();
        match self {
            Self::Usage { message, hint } => {
                format!("{error} {}{}", shown(message), hint_line(hint.as_deref()))
            }
            Self::Output(cause) => format!("{error} the result cannot be written: {cause}"),
            Self::Call { error: cause, hint } => {
                let mut text = match ArmError::from_error(cause) {
                    Some(arm) => format!("{error} {}", arm_text(&arm)),
                    None => format!("{error} {}", shown(&cause.to_string())),
                };
                if self.exit_code() == 3 {
                    text.push_str("\nhint: sign in by `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET");
                }
                text + &hint_line(hint.as_deref())
            }
        }
    }

    fn json(&self) -> String {
        let mut error = match self {
            Self::Usage { message, .. } => plain("Usage", message),
            Self::Output(cause) => plain("Output", &cause.to_string()),
            Self::Call { error, .. } => match ArmError::from_error(error) {
                Some(arm) => arm_json(&arm),
                None if is_authentication(error) => plain("Authentication", &error.to_string()),
                None => plain(
                    error.http_status().map_or("Transport", |_| "Response"),
                    &error.to_string(),
                ),
            },
        };
        if let Self::Usage {
            hint: Some(hint), ..
        }
        | Self::Call {
            hint: Some(hint), ..
        } = self
        {
            error.insert("hint".to_owned(), hint.as_str().into());
        }
        json!({ "error": error }).to_string()
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

/// Whether no token was to be had, or the service took none.
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

/// Text of a service without what a terminal would obey; lines stay.
pub fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

fn arm_text(arm: &ArmError) -> String {
    let mut text = detail_line(&arm.error);
    if let Some(target) = arm.target() {
        text.push_str(&format!("\n  target: {}", shown(target)));
    }
    add_details(&mut text, arm.details(), 1);
    for info in arm.additional_info() {
        let kind = info.kind.as_deref().unwrap_or("information");
        text.push_str(&format!(
            "\n  {}: {}",
            shown(kind),
            shown(&info.info.to_string())
        ));
    }
    text.push_str(&format!(
        "\n  status: {} {}",
        u16::from(arm.status),
        arm.status.canonical_reason()
    ));
    if let Some(id) = &arm.request_id {
        text.push_str(&format!("\n  request id: {}", shown(id)));
    }
    if let Some(id) = &arm.correlation_id {
        text.push_str(&format!("\n  correlation id: {}", shown(id)));
    }
    text
}

fn detail_line(detail: &arm_runtime::ErrorDetail) -> String {
    let texts = [detail.code.as_deref(), detail.message.as_deref()];
    let texts: Vec<String> = texts.into_iter().flatten().map(shown).collect();
    if texts.is_empty() {
        "the service gives no reason".to_owned()
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
            text.push_str(&format!(" (target: {})", shown(target)));
        }
        // Nested as deep as the service likes; the reader of the response limits it.
        add_details(text, &detail.details, depth + 1);
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
