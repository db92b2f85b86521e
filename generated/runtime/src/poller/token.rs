//! The resume token: a long-running operation as a string, from which another process can continue.

use std::{borrow::Cow, time::Duration};

use azure_core::{
    Error, Result,
    http::{
        Method as HttpMethod, Request, Url, headers::Header, request::options::ClientRequestId,
    },
};
use serde::{Deserialize, Serialize};

use super::{
    run::{Run, Stage},
    watch::{Kind, Watch},
};
use crate::{
    Arm, FinalState, Method, Operation,
    error::{in_operation, refused},
    exchange::Exchange,
    prepared::Prepared,
    request::check_header,
};

/// The operation of a resumed poller. The token contains everything else that is needed.
static RESUMED: Operation = Operation::DEFAULT;

#[derive(Serialize, Deserialize)]
struct Token {
    operation: String,
    method: String,
    /// URL of the first request.
    url: String,
    via: String,
    kind: String,
    next: String,
    location: Option<String>,
    /// URL of the result, once the operation has succeeded.
    result: Option<String>,
    request_id: Option<String>,
    #[serde(default)]
    has_result: bool,
    #[serde(default)]
    is_new: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_doubtful: bool,
    /// The successful state, if the spec declares another than the known ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    success: Option<String>,
    /// Set if a path argument is secret, so that the paths of the URLs must not be shown. A token without the property
    /// may have such a path.
    #[serde(default = "yes")]
    hides_path: bool,
}

fn yes() -> bool {
    true
}

/// Returns `None` before the service has accepted the operation and after its end.
pub(super) fn of(run: &Run) -> Option<String> {
    let (watch, result) = match &run.stage {
        Stage::Polling(watch) => (watch, None),
        Stage::Reading(watch, url) => (watch, Some(url)),
        Stage::Start | Stage::Done(_) | Stage::Failed(_) => return None,
    };
    let exchange = &run.prepared.exchange;
    let token = Token {
        operation: exchange.operation.clone().into_owned(),
        method: HttpMethod::from(run.method).as_str().to_owned(),
        url: watch.resource.to_string(),
        via: via_name(run.via).to_owned(),
        kind: kind_name(watch.kind).to_owned(),
        next: watch.next.to_string(),
        location: watch.location.as_ref().map(Url::to_string),
        result: result.map(Url::to_string),
        has_result: watch.has_result,
        is_new: watch.is_new,
        is_doubtful: watch.is_doubtful,
        success: run.success.as_deref().map(str::to_owned),
        hides_path: run.prepared.hides_path(),
        request_id: exchange
            .context
            .value::<ClientRequestId>()
            .map(|id| id.value().as_str().to_owned()),
    };
    serde_json::to_string(&token).ok()
}

/// Creates the operation of a token without comparing it with another operation.
pub(super) fn any(arm: &Arm, token: &str) -> Run {
    let outcome = parse(token).and_then(|token| {
        let exchange = Exchange::new(arm.clone(), token.operation.clone().into());
        let hides_path = token.hides_path;
        read(exchange, &RESUMED, token, hides_path)
    });
    outcome.unwrap_or_else(|error| {
        let exchange = Exchange::new(arm.clone(), "resume".into());
        Run::new(Prepared::new(exchange, &RESUMED, Err(error)))
    })
}

/// Replaces an operation that was not started by the operation of a token. It must be the same operation on the same
/// resource.
pub(super) fn resume(run: &mut Run, token: &str) {
    let prepared = &run.prepared;
    let operation = prepared.operation;
    let outcome = parse(token).and_then(|token| {
        let request = prepared.request()?;
        let is_same_path = |url: Url| url.path().eq_ignore_ascii_case(request.url().path());
        if token.operation != operation.id {
            Err(refused(format!("the token belongs to {}", token.operation)))
        } else if !Url::parse(&token.url).is_ok_and(is_same_path) {
            Err(refused("the token belongs to another resource"))
        } else {
            let exchange = prepared.exchange.clone();
            read(exchange, operation, token, prepared.hides_path())
        }
    });
    match outcome {
        Ok(mut resumed) => {
            resumed.interval = run.interval;
            *run = resumed;
        }
        Err(error) => {
            let error = in_operation(operation.id, error);
            run.prepared.request = Err(error);
        }
    }
}

fn wrong() -> Error {
    refused("the token is not a resume token of this crate")
}

fn parse(token: &str) -> Result<Token> {
    serde_json::from_str(token).map_err(|_| wrong())
}

fn read(
    mut exchange: Exchange,
    operation: &'static Operation,
    token: Token,
    hides_path: bool,
) -> Result<Run> {
    let origin = exchange.origin.clone();
    let url = |text: &str| {
        let url = Url::parse(text).map_err(|_| wrong())?;
        origin.check(&url).map(|()| url)
    };
    let mut watch = Watch::new(url(&token.url)?, Duration::ZERO);
    watch.kind = KINDS
        .into_iter()
        .find(|kind| kind_name(*kind) == token.kind)
        .ok_or_else(wrong)?;
    watch.next = url(&token.next)?;
    let location = token.location.as_deref();
    watch.location = location.and_then(|text| Url::parse(text).ok());
    watch.has_result = token.has_result;
    watch.is_new = token.is_new;
    watch.is_doubtful = token.is_doubtful;
    let method = METHODS
        .into_iter()
        .find(|method| HttpMethod::from(*method).as_str() == token.method)
        .ok_or_else(wrong)?;
    let via = VIAS
        .into_iter()
        .find(|via| via_name(*via) == token.via)
        .ok_or_else(wrong)?;
    let request = Request::new(watch.next.clone(), HttpMethod::Get);
    let stage = match token.result {
        Some(result) => {
            let result = url(&result)?;
            Stage::Reading(watch, result)
        }
        None => Stage::Polling(watch),
    };
    if let Some(id) = token.request_id {
        check_header(&id)?;
        exchange.context.insert(ClientRequestId::new(id));
    }
    let mut prepared = Prepared::new(exchange, operation, Ok(request.into()));
    if hides_path {
        prepared.hide_path();
    }
    let mut run = Run::at(prepared, method, via, stage);
    run.success = token.success.map(Cow::Owned).or(run.success);
    Ok(run)
}

const KINDS: [Kind; 3] = [Kind::Monitor, Kind::Location, Kind::Resource];
const METHODS: [Method; 6] = [
    Method::Get,
    Method::Put,
    Method::Post,
    Method::Patch,
    Method::Delete,
    Method::Head,
];
const VIAS: [FinalState; 6] = [
    FinalState::Default,
    FinalState::AzureAsyncOperation,
    FinalState::Location,
    FinalState::OriginalUri,
    FinalState::OperationLocation,
    FinalState::OperationLocationResult,
];

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Monitor => "monitor",
        Kind::Location => "location",
        Kind::Resource => "resource",
    }
}

/// The names that specs use, and one for what specs say by the schema of the monitor.
fn via_name(via: FinalState) -> &'static str {
    match via {
        FinalState::Default => "default",
        FinalState::AzureAsyncOperation => "azure-async-operation",
        FinalState::Location => "location",
        FinalState::OriginalUri => "original-uri",
        FinalState::OperationLocation => "operation-location",
        FinalState::OperationLocationResult => "operation-location-result",
    }
}
