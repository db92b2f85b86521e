//! The URL of a server, and the certificate of its authority.

use arm_fake::serve::{ServeOptions, Server};

use crate::{fake, scratch};

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
