//! The fake: requests in process and over the loopback interface, and how long it takes until the first response, for our three
//! providers and for Compute read from its specs.

#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use arm_fake::serve::{ServeOptions, Server};
use arm_fake::{FakeArm, FakeResponse, Settings};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tests::place;

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";
const BODY: &[u8] = br#"{"location":"westeurope","sku":{"name":"G2"},"tags":{"team":"web"}}"#;

fn account(rest: &str) -> String {
    format!(
        "/subscriptions/{SUBSCRIPTION}/resourceGroups/g/providers/Microsoft.Maps/accounts{rest}?api-version=2023-06-01"
    )
}

fn send(fake: &FakeArm, method: &str, target: &str, body: &[u8]) -> FakeResponse {
    let response = fake.respond(method, "https://x", target, Vec::new(), body.to_vec());
    assert!(
        response.status < 300,
        "{method} {target}: {}",
        response.status
    );
    response
}

/// A fake with 100 accounts.
fn fake() -> FakeArm {
    let settings = Settings {
        virtual_time: false,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[generated::metadata()], settings);
    fake.put_group(SUBSCRIPTION, "g", "westeurope");
    for i in 0..100 {
        send(&fake, "PUT", &account(&format!("/m{i}")), BODY);
    }
    fake
}

fn requests(c: &mut Criterion) {
    let fake = fake();
    let mut group = c.benchmark_group("in process");
    group.throughput(Throughput::Elements(1));
    for (name, method, rest, body) in [
        ("get", "GET", "/m7", &b""[..]),
        ("put", "PUT", "/m7", BODY),
        ("list of 100", "GET", "", b""),
        ("listKeys", "POST", "/m7/listKeys", b""),
    ] {
        let target = account(rest);
        group.bench_function(name, |b| {
            b.iter(|| black_box(send(&fake, method, &target, body)))
        });
    }
    group.finish();
}

/// Sends a GET on a connection that stays open, and reads the response.
fn round_trip(stream: &mut BufReader<TcpStream>, request: &[u8]) {
    stream
        .get_mut()
        .write_all(request)
        .expect("the server reads");
    let (mut line, mut length) = (String::new(), 0);
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).expect("the server answers");
        if let Some(n) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = n.trim().parse().expect("a length is a number");
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).expect("the body follows");
    assert!(length > 0);
}

fn loopback(c: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime starts");
    let server = runtime.block_on(Server::bind(fake(), ServeOptions::default(), |_| {}));
    let server = server.expect("a port is free");
    let authority = server.url().trim_start_matches("http://").to_owned();
    runtime.spawn(server.run(std::future::pending()));
    let mut stream = BufReader::new(TcpStream::connect(&authority).expect("the server listens"));
    stream
        .get_ref()
        .set_nodelay(true)
        .expect("the option exists");
    let request = format!(
        "GET {} HTTP/1.1\r\nhost: {authority}\r\n\r\n",
        account("/m7")
    );
    let mut group = c.benchmark_group("over loopback");
    group.throughput(Throughput::Elements(1));
    group.bench_function("get", |b| {
        b.iter(|| round_trip(&mut stream, request.as_bytes()))
    });
    group.finish();
}

fn start(c: &mut Criterion) {
    let mut group = c.benchmark_group("start to first response");
    group.sample_size(10);
    group.bench_function("our three providers", |b| {
        b.iter(|| {
            let fake = FakeArm::new(&[generated::metadata()]);
            fake.put_group(SUBSCRIPTION, "g", "westeurope");
            black_box(send(&fake, "GET", &account(""), b""))
        });
    });
    if let Some(specs) = place::azure_specs() {
        let target = format!(
            "/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines?api-version=2024-03-01"
        );
        group.bench_function("compute from its specs", |b| {
            b.iter(|| {
                // The parsed data is never freed, so that only a few iterations are run.
                let read = arm_fake::specs::read_services(
                    &specs,
                    &["compute/resource-manager@package-2024-03-01".to_owned()],
                );
                let (modules, _) = read.unwrap_or_else(|error| panic!("{error}"));
                black_box(send(&FakeArm::new(&[modules.leak()]), "GET", &target, b""))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, requests, loopback, start);
criterion_main!(benches);
