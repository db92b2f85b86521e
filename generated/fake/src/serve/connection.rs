//! Serves an HTTP/1.1 connection.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};

use super::Shared;
use crate::request::MAX_BODY;
use crate::response::FakeResponse;
use crate::shaping::RESET;

/// Responds to the requests of a connection until it ends.
pub(super) async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, shared: Arc<Shared>) {
    let service = service_fn(move |request| respond(request, Arc::clone(&shared)));
    let served = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(60))
        .serve_connection(TokioIo::new(stream), service);
    // Errors of the connection are not reported.
    let _ = served.await;
}

async fn respond(
    request: Request<Incoming>,
    shared: Arc<Shared>,
) -> io::Result<Response<Full<Bytes>>> {
    let (parts, body) = request.into_parts();
    let method = parts.method.as_str().to_owned();
    let path = parts.uri.path().to_owned();
    if path == shared.options.reset_path && method == "POST" {
        shared.fake.reset();
        (shared.log)(&format!("{method} {path} -> 204 reset"));
        return Ok(written(FakeResponse::empty(204)));
    }
    let target = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect();
    let body = Limited::new(body, MAX_BODY).collect();
    let collected = tokio::time::timeout(Duration::from_secs(60), body).await;
    let response = match collected {
        Ok(Ok(body)) => {
            let origin = origin(&headers, &shared);
            let body = body.to_bytes().to_vec();
            shared.fake.respond(&method, &origin, target, headers, body)
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => FakeResponse::error(
            413,
            "RequestContentTooLarge",
            "The request content exceeds the limit of 4 MiB.",
        )
        .header("Connection", "close"),
        Ok(Err(_)) => FakeResponse::error(
            400,
            "InvalidRequestContent",
            "The request body ended early.",
        )
        .header("Connection", "close"),
        Err(_) => FakeResponse::error(
            408,
            "RequestTimeout",
            "The request body was not received in time.",
        )
        .header("Connection", "close"),
    };
    (shared.log)(&line(&method, &path, &response));
    if !response.delay.is_zero() {
        tokio::time::sleep(response.delay).await;
    }
    if response.status == RESET {
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    Ok(written(response))
}

/// Formats a log line, without query, headers and body.
fn line(method: &str, path: &str, response: &FakeResponse) -> String {
    let source = response.source.name();
    let mut line = format!("{method} {path} -> {} {source}", response.status);
    if !response.reason.is_empty() {
        line.push(' ');
        line.push_str(&response.reason);
    }
    line.replace(char::is_control, " ")
}

/// Returns scheme, host and port as seen by the client.
fn origin(headers: &[(String, String)], shared: &Shared) -> String {
    let header = |name: &str| {
        headers
            .iter()
            .find(|it| it.0 == name)
            .map(|it| it.1.as_str())
    };
    let plain = |it: &&str| {
        let allowed =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        !it.is_empty() && it.len() < 256 && it.chars().all(allowed)
    };
    let scheme = match header("x-forwarded-proto") {
        Some(it @ ("http" | "https")) => it,
        _ => shared.scheme,
    };
    match header("host").filter(plain) {
        Some(host) => format!("{scheme}://{host}"),
        None => format!("{scheme}://{}", shared.local),
    }
}

fn written(response: FakeResponse) -> Response<Full<Bytes>> {
    let mut builder = Response::builder().status(response.status);
    for (name, value) in &response.headers {
        if let (Ok(name), Ok(value)) = (
            hyper::header::HeaderName::from_bytes(name.as_bytes()),
            hyper::header::HeaderValue::from_str(value),
        ) {
            builder = builder.header(name, value);
        }
    }
    let body = Full::new(Bytes::from(response.body.unwrap_or_default()));
    builder.body(body).unwrap_or_else(|_| {
        // A canned response may have an invalid status.
        let mut response = Response::new(Full::new(Bytes::new()));
        *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
