//! The URL of a server, the certificate of its authority, and connections that end early.

use std::sync::Arc;

use arm_fake::serve::{ServeOptions, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::{Running, account, fake, scratch};

#[tokio::test]
async fn the_endpoint_names_the_host_that_clients_use() {
    let ca = scratch("endpoint.pem");
    for (address, ca_file, expected) in [
        ("127.0.0.1", None, "http://127.0.0.1:"),
        ("127.0.0.1", Some(ca.clone()), "https://localhost:"),
        ("::1", None, "http://[::1]:"),
        ("::1", Some(ca.clone()), "https://localhost:"),
        ("0.0.0.0", None, "http://0.0.0.0:"),
        ("0.0.0.0", Some(ca.clone()), "https://0.0.0.0:"),
    ] {
        let options = ServeOptions {
            address: address.parse().unwrap(),
            ca_file,
            ..ServeOptions::default()
        };
        match Server::bind(fake(), options, |_| {}).await {
            Ok(server) => {
                let url = server.url();
                let port = url.strip_prefix(expected).map(str::parse::<u16>);
                assert!(matches!(port, Some(Ok(1..))), "{url}");
            }
            // Not every machine has IPv6.
            Err(error) => assert!(address == "::1", "{address}: {error}"),
        }
    }
    let options = ServeOptions {
        ca_file: Some(ca.join("none")),
        ..ServeOptions::default()
    };
    let error = Server::bind(fake(), options, |_| {}).await.err().unwrap();
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: ", ca.join("none").display())),
        "{error}"
    );
}

/// Returns the DER of a certificate in PEM.
fn der(pem: &str) -> Vec<u8> {
    let lines = pem.lines().filter(|it| !it.starts_with("-----"));
    azure_core::base64::decode(lines.collect::<String>()).unwrap()
}

#[tokio::test]
async fn the_authority_is_one_of_servers_only() {
    let ca = scratch("authority.pem");
    let options = ServeOptions {
        ca_file: Some(ca.clone()),
        ..ServeOptions::default()
    };
    Server::bind(fake(), options, |_| {}).await.unwrap();
    let der = der(&std::fs::read_to_string(&ca).unwrap());
    let has = |part: &[u8]| der.windows(part.len()).any(|it| it == part);
    assert!(has(b"arm-fake test authority"));
    // Basic constraints: an authority without others below it. Key usage: certificates and signatures.
    assert!(has(&[
        0x55, 0x1d, 0x13, 0x01, 0x01, 0xff, 0x04, 0x08, 0x30, 0x06, 0x01, 0x01, 0xff, 0x02, 0x01,
        0x00
    ]));
    assert!(has(&[
        0x55, 0x1d, 0x0f, 0x01, 0x01, 0xff, 0x04, 0x04, 0x03, 0x02, 0x02, 0x84
    ]));
}

/// A client that trusts the authority reaches the server by each of its names, over HTTP/1.1.
#[tokio::test]
async fn a_client_that_trusts_the_authority_is_served() {
    let ca = scratch("trusted.pem");
    let options = ServeOptions {
        ca_file: Some(ca.clone()),
        ..ServeOptions::default()
    };
    let server = Running::start(&fake(), options).await;
    let port = server.url.strip_prefix("https://localhost:").unwrap();
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = |trusted: bool| {
        let mut roots = RootCertStore::empty();
        if trusted {
            let text = std::fs::read_to_string(&ca).unwrap();
            roots.add(CertificateDer::from(der(&text))).unwrap();
        }
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider));
        let config = config.with_safe_default_protocol_versions().unwrap();
        let mut config = config.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        TlsConnector::from(Arc::new(config))
    };
    let connect = async |name: &'static str, trusted: bool| {
        let stream = TcpStream::connect(format!("127.0.0.1:{port}"))
            .await
            .unwrap();
        let name = ServerName::try_from(name).unwrap();
        config(trusted).connect(name, stream).await
    };
    for name in ["localhost", "127.0.0.1", "::1"] {
        let mut stream = connect(name, true).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        assert_eq!(
            stream.get_ref().1.peer_certificates().map(<[_]>::len),
            Some(2)
        );
        let request = "GET /subscriptions?api-version=2021-04-01 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        let _ = stream.read_to_end(&mut response).await;
        assert!(response.starts_with(b"HTTP/1.1 200 OK\r\n"), "{name}");
    }
    assert!(connect("example.com", true).await.is_err());
    assert!(connect("localhost", false).await.is_err());
    server.stop().await;
}

#[tokio::test]
async fn a_body_that_ends_early_is_rejected() {
    let server = Running::start(&fake(), ServeOptions::default()).await;
    let authority = server.url.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&*authority).await.unwrap();
    let path = account("");
    let head = format!("PUT {path} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{{");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut response = Vec::new();
    let _ = stream.read_to_end(&mut response).await;
    let log = server.log.lock().unwrap().last().cloned().unwrap();
    let path = path.split('?').next().unwrap();
    let message = "The request body ended early.";
    assert_eq!(
        log,
        format!("PUT {path} -> 400 rejected InvalidRequestContent: {message}")
    );
    server.stop().await;
}
