//! Compares a generated call with the same call written by hand for azure_core in the style of its own emitter:
//! building the request, sending it, reading the response. Measures the CPU time of the client's thread, and the
//! allocations, with an in-memory transport and with azure_core's transport over the loopback interface.

#![allow(missing_docs, reason = "the macros of criterion make public items")]

mod by_hand;
mod server;

use std::{alloc::System, hint::black_box, sync::Arc, time::Duration};

use arm_runtime::{Arm, ClientOptions, Cloud, IntoBody, Package, RequestBody};
use azure_core::http::{RawResponse, StatusCode, Transport, Url, headers::Headers};
use cpu_time::ThreadTime;
use criterion::{
    Criterion, criterion_group, criterion_main,
    measurement::{Measurement, ValueFormatter, WallTime},
};
use generated::communication::v2023_04_01::{
    Client,
    models::{
        CommunicationServiceKeys, CommunicationServiceResource, KeyType, RegenerateKeyParameters,
    },
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tests::facade::Fake;
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Returns the CPU time of this thread.
struct CpuTime(WallTime);

impl Measurement for CpuTime {
    type Intermediate = ThreadTime;
    type Value = Duration;

    fn start(&self) -> ThreadTime {
        ThreadTime::now()
    }
    fn end(&self, start: ThreadTime) -> Duration {
        start.elapsed()
    }
    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }
    fn zero(&self) -> Duration {
        Duration::ZERO
    }
    fn to_f64(&self, value: &Duration) -> f64 {
        self.0.to_f64(value)
    }
    fn formatter(&self) -> &dyn ValueFormatter {
        self.0.formatter()
    }
}

const SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000001";

/// Both clients with the same transport.
struct Pair {
    name: &'static str,
    generated: Client,
    by_hand: by_hand::Client,
}

impl Pair {
    fn new(name: &'static str, transport: Transport, endpoint: &str) -> Self {
        let package = Package {
            name: "bench",
            version: "1.0.0",
        };
        let endpoint = Url::parse(endpoint).unwrap();
        let mut options = ClientOptions {
            cloud: Cloud::Custom {
                endpoint: endpoint.clone(),
                audience: "https://management.azure.com".to_owned(),
            },
            ..ClientOptions::default()
        };
        options.client_options.transport = Some(transport.clone());
        let subscription = Some(SUBSCRIPTION.to_owned());
        let arm = Arm::new(
            package,
            subscription,
            Some(Arc::new(Fake("token"))),
            Some(options),
        )
        .unwrap();
        Self {
            name,
            generated: arm.into(),
            by_hand: by_hand::Client::new(
                endpoint,
                SUBSCRIPTION,
                Arc::new(Fake("token")),
                transport,
            ),
        }
    }

    async fn get(&self) -> CommunicationServiceResource {
        let client = self.generated.communication_services_client();
        let response = client.get("rg-one", "acs-one").await.unwrap();
        response.into_model().unwrap()
    }

    async fn get_by_hand(&self) -> by_hand::CommunicationServiceResource {
        let response = self.by_hand.get("rg-one", "acs-one", None).await.unwrap();
        response.into_model().unwrap()
    }

    async fn regenerate(&self) -> CommunicationServiceKeys {
        let client = self.generated.communication_services_client();
        let parameters = parameters();
        let call = client.regenerate_key("rg-one", "acs-one", &parameters);
        call.await.unwrap().into_model().unwrap()
    }

    async fn regenerate_by_hand(&self) -> by_hand::CommunicationServiceKeys {
        let parameters = by_hand::RegenerateKeyParameters {
            key_type: Some(by_hand::KeyType::Primary),
        };
        let body = parameters.try_into().unwrap();
        let response = self.by_hand.regenerate_key("rg-one", "acs-one", body, None);
        response.await.unwrap().into_model().unwrap()
    }
}

fn parameters() -> RegenerateKeyParameters {
    RegenerateKeyParameters {
        key_type: Some(KeyType::Primary),
    }
}

fn compare<A, B>(
    c: &mut Criterion<CpuTime>,
    what: &str,
    mut generated: impl FnMut() -> A,
    mut by_hand: impl FnMut() -> B,
) {
    let (ours, theirs) = (count(&mut generated), count(&mut by_hand));
    println!(
        "{what}: CPU time {:.2} of that by hand",
        middle_ratio(&mut generated, &mut by_hand)
    );
    println!(
        "{what}: allocations {} generated, {} by hand ({:.2}); bytes {} and {} ({:.2})",
        ours.0,
        theirs.0,
        ratio(ours.0, theirs.0),
        ours.1,
        theirs.1,
        ratio(ours.1, theirs.1),
    );
    let mut group = c.benchmark_group(what);
    group.bench_function("generated", |b| {
        b.iter_custom(|n| beside(n, &mut generated, &mut by_hand))
    });
    group.bench_function("by hand", |b| {
        b.iter_custom(|n| beside(n, &mut by_hand, &mut generated))
    });
    group.finish();
}

/// Measures `n` runs. Runs of the other call are interleaved, so that other load on the machine affects both: over the
/// loopback interface, the same call may take 20 or 80 µs for seconds.
fn beside<A, B>(n: u64, run: &mut impl FnMut() -> A, other: &mut impl FnMut() -> B) -> Duration {
    both(n, run, other).0
}

/// Measures `n` runs of each call, alternately.
fn both<A, B>(
    n: u64,
    a: &mut impl FnMut() -> A,
    b: &mut impl FnMut() -> B,
) -> (Duration, Duration) {
    /// Reading the clock takes part of a microsecond.
    const AT_ONCE: u64 = 32;
    let mut times = (Duration::ZERO, Duration::ZERO);
    let mut left = n;
    while left > 0 {
        let now = left.min(AT_ONCE);
        times.0 += time(now, a);
        times.1 += time(now, b);
        left -= now;
    }
    times
}

fn time<T>(n: u64, run: &mut impl FnMut() -> T) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..n {
        black_box(run());
    }
    start.elapsed()
}

/// Returns the median of the ratios of many short rounds. criterion measures the two calls seconds apart.
fn middle_ratio<A, B>(a: &mut impl FnMut() -> A, b: &mut impl FnMut() -> B) -> f64 {
    const ROUNDS: usize = 101;
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (a, b) = both(256, a, b);
            a.as_secs_f64() / b.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ROUNDS / 2]
}

/// Returns the average number and size of allocations of a run.
fn count<T>(run: &mut impl FnMut() -> T) -> (usize, usize) {
    const RUNS: usize = 1000;
    // Connections, tokens and compiled patterns are created once.
    for _ in 0..10 {
        black_box(run());
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..RUNS {
        black_box(run());
    }
    let stats = region.change();
    let n = stats.allocations + stats.reallocations;
    (n / RUNS, stats.bytes_allocated / RUNS)
}

#[allow(clippy::cast_precision_loss, reason = "for people to read")]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / (b as f64).max(1.0)
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn calls(c: &mut Criterion<CpuTime>) {
    let runtime = runtime();
    let memory = Transport::new(Arc::new(server::Memory));
    let pairs = [Pair::new("in memory", memory, "https://bench.test"), {
        let (transport, endpoint) = server::loopback();
        Pair::new("loopback", transport, &endpoint)
    }];
    for pair in &pairs {
        runtime.block_on(check(pair));
        compare(
            c,
            &format!("get, {}", pair.name),
            || runtime.block_on(pair.get()),
            || runtime.block_on(pair.get_by_hand()),
        );
        compare(
            c,
            &format!("regenerate_key, {}", pair.name),
            || runtime.block_on(pair.regenerate()),
            || runtime.block_on(pair.regenerate_by_hand()),
        );
    }
}

/// Checks that both calls do the same work.
async fn check(pair: &Pair) {
    let (ours, theirs) = (pair.get().await, pair.get_by_hand().await);
    let as_json = |text: String| -> serde_json::Value { serde_json::from_str(&text).unwrap() };
    assert_eq!(
        as_json(serde_json::to_string(&ours).unwrap()),
        as_json(serde_json::to_string(&theirs).unwrap())
    );
    let (ours, theirs) = (pair.regenerate().await, pair.regenerate_by_hand().await);
    assert_eq!(
        ours.primary_key.unwrap().secret(),
        theirs.primary_key.unwrap()
    );
}

fn parts(c: &mut Criterion<CpuTime>) {
    let pair = Pair::new(
        "in memory",
        Transport::new(Arc::new(server::Memory)),
        "https://bench.test",
    );
    let client = pair.generated.communication_services_client();
    compare(
        c,
        "build get",
        || {
            let call = client.get("rg-one", "acs-one");
            call.request().unwrap().url().as_str().len()
        },
        || pair.by_hand.get_request("rg-one", "acs-one").unwrap(),
    );
    compare(
        c,
        "write a body",
        || IntoBody::<RegenerateKeyParameters>::into_body(parameters(), RequestBody::JSON).unwrap(),
        || by_hand::body(Some(by_hand::KeyType::Primary)).unwrap(),
    );
    let raw = |body: &'static str| RawResponse::from_bytes(StatusCode::Ok, Headers::new(), body);
    compare(
        c,
        "read a resource",
        || {
            let response: azure_core::http::Response<
                CommunicationServiceResource,
                arm_runtime::Json,
            > = raw(server::RESOURCE).into();
            response.into_model().unwrap()
        },
        || {
            let response: azure_core::http::Response<by_hand::CommunicationServiceResource> =
                raw(server::RESOURCE).into();
            response.into_model().unwrap()
        },
    );
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime(WallTime)).sample_size(60);
    targets = parts, calls
}
criterion_main!(benches);
