//! Transports that respond immediately.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::LazyLock,
    thread,
};

use async_trait::async_trait;
use azure_core::{
    Bytes, Result,
    http::{
        AsyncRawResponse, HttpClient, Method, Request, StatusCode, Transport, headers::Headers,
    },
};
use tests::facade::transport;

/// The response to a GET.
pub const RESOURCE: &str = r#"{"id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.Communication/communicationServices/acs-one","name":"acs-one","type":"Microsoft.Communication/CommunicationServices","location":"Global","tags":{"owner":"team \"a\"","stage":"production"},"systemData":{"createdBy":"someone@example.org","createdByType":"User","createdAt":"2023-04-01T12:30:00.1234567Z","lastModifiedBy":"someone@example.org","lastModifiedByType":"User","lastModifiedAt":"2024-04-01T12:30:00.1234567Z"},"properties":{"provisioningState":"Succeeded","hostName":"acs-one.communication.azure.com","dataLocation":"United States","version":"1.0","immutableResourceId":"306205e7-b21a-41bf-92e2-3e28af30041e","linkedDomains":["/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one/providers/Microsoft.Communication/emailServices/mail/domains/example.org"]}}"#;
/// The response to a POST.
const KEYS: &str = r#"{"primaryKey":"cHJpbWFyeQ==","secondaryKey":"c2Vjb25kYXJ5","primaryConnectionString":"endpoint=https://acs-one.communication.azure.com/;accesskey=cHJpbWFyeQ==","secondaryConnectionString":"endpoint=https://acs-one.communication.azure.com/;accesskey=c2Vjb25kYXJ5"}"#;

const HEADERS: [(&str, &str); 6] = [
    ("content-type", "application/json; charset=utf-8"),
    ("x-ms-request-id", "6f0d9e0c-3a5e-4e3c-9d4e-000000000001"),
    (
        "x-ms-correlation-request-id",
        "6f0d9e0c-3a5e-4e3c-9d4e-000000000001",
    ),
    ("x-ms-ratelimit-remaining-subscription-reads", "11999"),
    ("cache-control", "no-cache"),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
];

fn body(post: bool) -> &'static str {
    if post { KEYS } else { RESOURCE }
}

/// Responds in memory.
#[derive(Debug)]
pub struct Memory;

static MEMORY_HEADERS: LazyLock<Headers> = LazyLock::new(|| {
    let mut headers = Headers::new();
    for (name, value) in HEADERS {
        headers.insert(name, value);
    }
    headers
});

#[async_trait]
impl HttpClient for Memory {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let body = body(request.method() == Method::Post);
        Ok(AsyncRawResponse::from_bytes(
            StatusCode::Ok,
            MEMORY_HEADERS.clone(),
            Bytes::from_static(body.as_bytes()),
        ))
    }
}

/// Starts a server on its own threads. Returns azure_core's transport and the URL of the server.
pub fn loopback() -> (Transport, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream));
        }
    });
    (transport(), endpoint)
}

fn serve(stream: TcpStream) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    loop {
        let (mut post, mut length) = (None, 0_u64);
        loop {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let text = line.trim_end();
            if text.is_empty() {
                break;
            }
            post.get_or_insert_with(|| text.starts_with("POST"));
            if let Some((name, value)) = text.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok()?;
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink()).ok()?;
        let body = body(post?);
        let mut response = "HTTP/1.1 200 OK\r\n".to_owned();
        for (name, value) in HEADERS {
            response.push_str(&format!("{name}: {value}\r\n"));
        }
        response.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
        reader.get_mut().write_all(response.as_bytes()).ok()?;
    }
}
