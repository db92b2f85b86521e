//! A long-running operation as a text that another process can go on from.

use std::time::Duration;

use azure_core::{
    Result,
    http::{
        Method as HttpMethod, Request, Url, headers::Header, request::options::ClientRequestId,
    },
};
use serde::{Deserialize, Serialize};

use super::run::{Kind, Run, Stage, Watch};
use crate::{
    Arm, FinalState, Method, Operation, error::refused, exchange::Exchange, prepared::Prepared,
    request::check_header,
};

/// A resumed operation has no data of its own: everything that is still needed is in the token.
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
}

impl Run {
    /// `None` before the service took the operation, and after its end.
    pub(super) fn token(&self) -> Option<String> {
        let (watch, result) = match &self.stage {
            Stage::Polling(watch) => (watch, None),
            Stage::Reading(watch, url) => (watch, Some(url)),
            Stage::Start | Stage::Done(_) | Stage::Failed(..) => return None,
        };
        let exchange = &self.prepared.exchange;
        let token = Token {
            operation: exchange.operation.clone().into_owned(),
            method: HttpMethod::from(self.method).as_str().to_owned(),
            url: watch.resource.to_string(),
            via: via_name(self.via).to_owned(),
            kind: kind_name(watch.kind).to_owned(),
            next: watch.next.to_string(),
            location: watch.location.as_ref().map(Url::to_string),
            result: result.map(Url::to_string),
            request_id: exchange
                .context
                .value::<ClientRequestId>()
                .map(|id| id.value().as_str().to_owned()),
        };
        serde_json::to_string(&token).ok()
    }
}

/// The operation of a token; a token that is none gives a run whose first step is the error.
pub(super) fn resume(arm: &Arm, token: &str) -> Run {
    read(arm, token).unwrap_or_else(|error| {
        let exchange = Exchange::new(arm.clone(), "resume".into());
        Run::new(Prepared::new(exchange, &RESUMED, Err(error)))
    })
}

fn read(arm: &Arm, token: &str) -> Result<Run> {
    let wrong = || refused("the token is not one that a poller of this crate gave");
    let token: Token = serde_json::from_str(token).map_err(|_| wrong())?;
    let mut exchange = Exchange::new(arm.clone(), token.operation.into());
    let origin = exchange.origin.clone();
    let url = |text: &str| {
        let url = Url::parse(text).map_err(|_| wrong())?;
        origin.check(&url).map(|()| url)
    };
    let watch = Watch {
        resource: url(&token.url)?,
        kind: KINDS
            .into_iter()
            .find(|kind| kind_name(*kind) == token.kind)
            .ok_or_else(wrong)?,
        next: url(&token.next)?,
        location: token
            .location
            .as_deref()
            .and_then(|text| Url::parse(text).ok()),
        wait: Duration::ZERO,
    };
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
    Ok(Run::at(
        Prepared::new(exchange, &RESUMED, Ok((request, Vec::new()))),
        method,
        via,
        stage,
    ))
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
const VIAS: [FinalState; 5] = [
    FinalState::Default,
    FinalState::AzureAsyncOperation,
    FinalState::Location,
    FinalState::OriginalUri,
    FinalState::OperationLocation,
];

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Monitor => "monitor",
        Kind::Location => "location",
        Kind::Resource => "resource",
    }
}

/// The names that specs use.
fn via_name(via: FinalState) -> &'static str {
    match via {
        FinalState::Default => "default",
        FinalState::AzureAsyncOperation => "azure-async-operation",
        FinalState::Location => "location",
        FinalState::OriginalUri => "original-uri",
        FinalState::OperationLocation => "operation-location",
    }
}
