//! Secrets are never shown: for every operation of the three providers, and a server with every kind of response, no
//! marker occurs in traces, logs, errors or `Debug` output. Secrets are never sent to another host.

mod calls;
mod links;
mod loopback;
mod probe;

use std::{
    io::Write,
    sync::{Arc, Mutex, Once},
};

use async_trait::async_trait;
use azure_core::http::{
    Context, Request,
    headers::AUTHORIZATION,
    policies::{Policy, PolicyResult},
};
use generated::{
    apimanagement::v2024_05_01 as apim,
    communication::{v2020_08_20 as older, v2023_04_01 as communication},
    maps::v2023_06_01 as maps,
};
use tests::facade::Fake;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::{
    loopback::{MODES, Mode, options},
    probe::Probe,
};

/// Marks every secret of the main test. The other tests have their own, because all tests of the process share the log.
const MARK: &str = "m4rker";

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Collects all traces and logs of this process, at every level.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(|| Log)
            .init();
    });
}

fn logged() -> String {
    String::from_utf8_lossy(&LOG.lock().unwrap()).into_owned()
}

async fn every_operation(probe: &mut Probe, mode: Mode) {
    let url = loopback::start(mode, MARK).await;
    let options = options(&url);
    probe.shown("the options", &format!("{options:?}"));
    let credential = || Arc::new(Fake("m4rker-token"));
    let bound = || Some(options.clone());
    let client = apim::Client::new("sub", credential(), bound()).unwrap();
    calls::apimanagement(probe, &client).await;
    let client = older::Client::new("sub", credential(), bound()).unwrap();
    calls::communication_2020(probe, &client).await;
    let client = communication::Client::new("sub", credential(), bound()).unwrap();
    calls::communication_2023(probe, &client).await;
    let pager = client
        .communication_services_client()
        .list_by_subscription();
    probe.pages(pager).await;
    let client = maps::Client::new("sub", credential(), bound()).unwrap();
    calls::maps(probe, &client).await;
}

#[tokio::test]
async fn no_operation_shows_a_secret() {
    listen();
    for mode in MODES {
        let mut probe = Probe::new(MARK);
        every_operation(&mut probe, mode).await;
        let declared = calls::declared();
        let missed: Vec<&String> = declared.symmetric_difference(&probe.called).collect();
        assert!(
            missed.is_empty() && declared.len() == 70,
            "called or declared only: {missed:?}"
        );
        // The server behaved as configured.
        let (models, errors) = (probe.models, probe.errors);
        println!("{mode:?}: {models} models, {errors} errors");
        match mode {
            Mode::Fine => assert!(models > 70 && errors < 12, "{models} {errors}"),
            Mode::NoContent => assert!(models > 5, "{models}"),
            Mode::FailedRun => assert!(errors >= 13, "{errors}"),
            Mode::BadResult | Mode::OtherTypes | Mode::Elsewhere => {
                assert!(errors > 10, "{errors}")
            }
            Mode::Truncated | Mode::Page => assert!(errors > 50, "{errors}"),
            // A HEAD response has no body that could be truncated.
            _ => assert!(models <= 1 && errors >= 69, "{models} {errors}"),
        }
    }
    let log = logged();
    assert!(log.contains("sig=REDACTED"), "the requests are traced");
    for line in log.lines() {
        assert!(!line.contains(MARK), "the log shows a secret: {line}");
    }
}

/// The probe detects faults: a user's policy that logs the token, and a model that shows a property.
#[tokio::test]
async fn the_test_can_fail() {
    #[derive(Debug)]
    struct Chatty;
    #[async_trait]
    impl Policy for Chatty {
        async fn send(
            &self,
            ctx: &Context,
            request: &mut Request,
            next: &[Arc<dyn Policy>],
        ) -> PolicyResult {
            let token = request.headers().get_optional_str(&AUTHORIZATION);
            tracing::trace!("sends {token:?}");
            next[0].send(ctx, request, &next[1..]).await
        }
    }
    listen();
    let url = loopback::start(Mode::Fine, "c4nary").await;
    let mut options = options(&url);
    options
        .client_options
        .per_try_policies
        .push(Arc::new(Chatty));
    let client =
        communication::Client::new("sub", Arc::new(Fake("c4nary-token")), Some(options)).unwrap();
    let client = client.communication_services_client();
    let keys = client
        .list_keys("rg", "s")
        .await
        .unwrap()
        .into_model()
        .unwrap();
    assert_eq!(keys.primary_key.unwrap().secret(), "c4nary-primary");
    assert!(logged().contains("c4nary-token"), "what is traced is seen");
    let mut shown = client.get("rg", "s").await.unwrap().into_model().unwrap();
    shown.name = Some("c4nary".to_owned());
    let probe = Probe::new("c4nary");
    let seen = std::panic::catch_unwind(|| probe.shown("a model", &format!("{shown:?}")));
    assert!(seen.is_err(), "what is shown is seen");
}
