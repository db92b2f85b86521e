//! Delays between requests, measured with a paused clock: nothing here waits in real time.

use std::{sync::Arc, time::Duration};

use arm_runtime::{
    Arm, Bytes, Call, ClientOptions, FinalState, JsonValue, Method, Operation, Poller, Within,
    testing::{self, CannedResponses},
};
use async_trait::async_trait;
use azure_core::{
    Result,
    http::{AsyncRawResponse, HttpClient, Request, Transport},
};
use futures::{StreamExt, TryStreamExt};
use tokio::time::Instant;

use crate::{
    polling::{CREATING, DONE, RESOURCE, operation},
    support::PACKAGE,
};

static POST: Operation = operation(Method::Post, FinalState::Location);
static PUT: Operation = operation(Method::Put, FinalState::Default);
static GET: Operation = Operation {
    id: "Things_Get",
    path: "/x",
    ..Operation::DEFAULT
};
static REGISTERED: Operation = Operation {
    id: "Things_Get",
    path: "/subscriptions/{subscriptionId}/providers/Microsoft.Things/things",
    ..Operation::DEFAULT
};

const MONITOR: (&str, &str) = (
    "azure-asyncoperation",
    "https://management.azure.com/operation",
);
const LOCATION: (&str, &str) = ("location", "https://management.azure.com/result");

const S: fn(u64) -> Duration = Duration::from_secs;

fn arm(service: &CannedResponses, change: impl FnOnce(&mut ClientOptions)) -> Arm {
    let mut options = service.options();
    options.poll.interval = S(7);
    options.poll.max_interval = S(20);
    change(&mut options);
    let credential = Some(testing::credential());
    Arm::new(PACKAGE, Some("sub".to_owned()), credential, Some(options)).unwrap()
}

type Headers<'a> = &'a [(&'static str, &'a str)];

fn service(responses: &[(u16, Headers<'_>, &'static str)]) -> CannedResponses {
    let service = CannedResponses::default();
    for (status, headers, body) in responses {
        service.push(*status, headers, *body);
    }
    service
}

#[tokio::test(start_paused = true)]
async fn a_poll_waits_for_the_interval_or_as_long_as_the_service_asks() {
    // Interval of the options, `Retry-After`, expected delay.
    for (interval, asked, expected) in [
        (7, None, 7),
        (300, None, 300),
        (7, Some("3"), 3),
        (7, Some("20"), 20),
        // Not longer than `max_interval`, and not shorter than a second.
        (7, Some("500"), 20),
        (7, Some("0"), 1),
        (0, Some("0"), 0),
    ] {
        let mut headers = vec![LOCATION];
        headers.extend(asked.map(|asked| ("retry-after", asked)));
        let service = service(&[(202, &headers, ""), (200, &[], "{}")]);
        let arm = arm(&service, |options| options.poll.interval = S(interval));
        let mut poller: Poller<JsonValue> = arm.prepare(&POST, &[]).poller();
        let start = Instant::now();
        let progress = poller.try_next().await.unwrap().unwrap();
        assert_eq!(progress.next_poll_in, Some(S(expected)), "{asked:?}");
        assert_eq!(
            start.elapsed(),
            Duration::ZERO,
            "the first request is sent at once"
        );
        poller.await.unwrap();
        assert_eq!(rounded(start), S(expected), "{interval} {asked:?}");
    }
}

/// The clock of tokio has steps of a millisecond.
fn rounded(start: Instant) -> Duration {
    S((start.elapsed() + Duration::from_millis(500)).as_secs())
}

#[tokio::test(start_paused = true)]
async fn each_poll_has_a_delay_of_its_own_and_the_result_is_read_at_once() {
    let running = r#"{"status":"Running"}"#;
    let service = service(&[
        (201, &[MONITOR, ("retry-after", "2")], CREATING),
        (200, &[("retry-after", "5")], running),
        (200, &[], running),
        // The delay of the last poll does not apply to the request for the result.
        (200, &[("retry-after", "9")], DONE),
        (200, &[], RESOURCE),
    ]);
    let poller: Poller<JsonValue> = arm(&service, |_| {}).prepare(&PUT, &[]).poller();
    let start = Instant::now();
    poller.await.unwrap();
    assert_eq!(rounded(start), S(2 + 5 + 7));
    assert_eq!(service.requests().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_result_that_is_not_ready_is_polled_with_its_own_delay() {
    let service = service(&[
        (202, &[MONITOR, LOCATION], ""),
        (200, &[], DONE),
        (202, &[("retry-after", "4")], ""),
        (200, &[], "{}"),
    ]);
    let mut poller: Poller<JsonValue> = arm(&service, |_| {}).prepare(&POST, &[]).poller();
    let start = Instant::now();
    let mut waits = Vec::new();
    while let Some(progress) = poller.try_next().await.unwrap() {
        waits.push((progress.status, progress.next_poll_in));
    }
    let expected = [
        ("InProgress", Some(S(7))),
        ("InProgress", Some(S(4))),
        ("Succeeded", None),
    ];
    assert_eq!(
        waits,
        expected.map(|(status, wait)| (status.to_owned(), wait))
    );
    assert_eq!(rounded(start), S(7 + 4));
}

#[tokio::test(start_paused = true)]
async fn a_poller_has_an_interval_of_its_own_which_it_keeps_when_it_is_resumed() {
    let responses: [(u16, Headers<'_>, &str); 3] =
        [(202, &[LOCATION], ""), (202, &[], ""), (200, &[], "{}")];
    let first = service(&responses);
    let poller: Poller<JsonValue> = arm(&first, |_| {}).prepare(&POST, &[]).poller();
    let start = Instant::now();
    let mut poller = poller.interval(S(3));
    poller.try_next().await.unwrap();
    let token = poller.resume_token().unwrap().secret().to_owned();
    poller.await.unwrap();
    assert_eq!(rounded(start), S(3 + 3));
    let second = service(&responses[1..]);
    let poller: Poller<JsonValue> = arm(&second, |_| {}).prepare(&POST, &[]).poller();
    let start = Instant::now();
    // The first poll of a resumed operation is sent at once.
    poller.interval(S(4)).resume(&token).await.unwrap();
    assert_eq!(rounded(start), S(4));
}

#[tokio::test(start_paused = true)]
async fn a_retry_waits_as_long_as_the_service_asks_and_not_beyond_the_limit() {
    // Headers of the failure, `max_elapsed`, expected delay before the retry. `None` if there is none.
    for (headers, max_elapsed, expected) in [
        (&[("retry-after", "9")][..], 180, Some((9, 9))),
        (&[("retry-after", "9")], 10, Some((9, 9))),
        (&[("retry-after", "9")], 8, None),
        (&[("retry-after", "60")], 180, Some((60, 60))),
        (&[("retry-after", "61")], 180, None),
        (&[], 180, Some((20, 40))),
        (&[], 41, Some((20, 40))),
        (&[], 19, None),
    ] {
        let service = service(&[(503, headers, ""), (200, &[], "{}")]);
        let arm = arm(&service, |options| {
            options.retry.initial_delay = S(40);
            options.retry.max_delay = S(50);
            options.retry.max_elapsed = S(max_elapsed);
        });
        let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
        let start = Instant::now();
        assert_eq!(
            call.await.is_ok(),
            expected.is_some(),
            "{headers:?} {max_elapsed}"
        );
        let (least, most) = expected.unwrap_or_default();
        let waited = rounded(start);
        assert!(
            S(least) <= waited && waited <= S(most),
            "{headers:?} {waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_backoff_grows_to_its_ceiling() {
    let service = service(&[
        (500, &[], ""),
        (502, &[], ""),
        (504, &[], ""),
        (200, &[], "{}"),
    ]);
    let arm = arm(&service, |options| {
        options.retry.initial_delay = S(10);
        options.retry.max_delay = S(24);
    });
    let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
    let start = Instant::now();
    call.await.unwrap();
    // 10 s, 20 s and 24 s instead of 40 s, each reduced by up to a half.
    let waited = rounded(start);
    assert!(S(27) <= waited && waited <= S(54), "{waited:?}");
}

/// A service that accepts requests and never responds.
#[derive(Debug)]
struct Silent;

#[async_trait]
impl HttpClient for Silent {
    async fn execute_request(&self, _: &Request) -> Result<AsyncRawResponse> {
        std::future::pending().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_ends_a_call_a_stream_and_each_request_of_a_poller() {
    let silent = |timeout: Option<u64>| {
        arm(&CannedResponses::default(), |options| {
            options.client_options.transport = Some(Transport::new(Arc::new(Silent)));
            options.timeout = timeout.map(S);
        })
    };
    let late = |error: azure_core::Error, seconds: u64, start: Instant| {
        let message = error.to_string();
        assert!(
            message.contains(&format!("no complete response within {seconds}s")),
            "{message}"
        );
        assert_eq!(rounded(start), S(seconds));
    };
    // The timeout of the client, and that of the call, which overrides it.
    for (client, own, expected) in [
        (Some(30), None, 30),
        (None, Some(5), 5),
        (Some(30), Some(5), 5),
    ] {
        let arm = silent(client);
        let start = Instant::now();
        let mut call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
        let mut stream: Call<Bytes> = arm.prepare(&GET, &[]).call();
        let mut poller: Poller<JsonValue> = arm.prepare(&POST, &[]).poller();
        if let Some(own) = own {
            call = call.timeout(S(own));
            stream = stream.timeout(S(own));
            poller = poller.timeout(S(own));
        }
        late(call.await.unwrap_err(), expected, start);
        let start = Instant::now();
        late(stream.stream().await.err().unwrap(), expected, start);
        let start = Instant::now();
        late(poller.await.unwrap_err(), expected, start);
    }
}

#[tokio::test(start_paused = true)]
async fn a_poller_waits_within_a_limit() {
    for (limit, is_done) in [(6, false), (8, true)] {
        let service = service(&[(202, &[LOCATION], ""), (200, &[], "{}")]);
        let poller: Poller<JsonValue> = arm(&service, |_| {}).prepare(&POST, &[]).poller();
        let start = Instant::now();
        match poller.within(S(limit)).await.unwrap() {
            Within::Done(_) => assert!(is_done && rounded(start) == S(7)),
            Within::Running { mut poller, token } => {
                assert!(!is_done && rounded(start) == S(limit) && token.is_some());
                // The wait goes on where it was.
                assert!(poller.next().await.unwrap().is_ok());
                assert_eq!(rounded(start), S(7));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_poller_waits_within_a_limit_after_an_error_too() {
    let service = service(&[
        (202, &[LOCATION], ""),
        (400, &[], "{}"),
        (202, &[LOCATION], ""),
        (202, &[LOCATION], ""),
        (200, &[], "{}"),
    ]);
    let mut poller: Poller<JsonValue> = arm(&service, |_| {}).prepare(&POST, &[]).poller();
    assert!(poller.next().await.unwrap().is_ok());
    assert!(poller.next().await.unwrap().is_err());
    assert!(poller.next().await.is_none());
    let start = Instant::now();
    let Within::Running { poller, .. } = poller.within(S(10)).await.unwrap() else {
        panic!("it takes longer");
    };
    assert_eq!(rounded(start), S(10));
    poller.await.unwrap();
}

/// The service may request any delay, and the caller may accept any.
#[tokio::test(start_paused = true)]
async fn delays_of_ages_are_no_overflow() {
    let ages: Headers<'_> = &[("retry-after", "18446744073709551615")];
    let service = service(&[(503, ages, "{}")]);
    let arm = arm(&service, |options| {
        options.retry.max_retry_after = Duration::MAX
    });
    let call: Call<JsonValue> = arm.prepare(&GET, &[]).call();
    assert!(call.await.is_err());
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_state_that_does_not_change_is_given_up_after_the_time_waited_for_it() {
    let kept = r#"{"status":"Kept"}"#;
    let responses: [(u16, Headers<'_>, &str); 9] = [
        (202, &[MONITOR], ""),
        (200, &[], r#"{"status":"Odd"}"#),
        (200, &[], kept),
        // A known state starts the time anew.
        (200, &[], r#"{"status":"Running"}"#),
        (200, &[], kept),
        (200, &[], kept),
        (200, &[], kept),
        (200, &[], kept),
        (200, &[], DONE),
    ];
    let service = service(&responses);
    let arm = arm(&service, |options| options.poll.max_unknown = S(20));
    let poller: Poller<JsonValue> = arm.prepare(&POST, &[]).poller();
    let start = Instant::now();
    let error = poller.await.unwrap_err().to_string();
    assert!(
        error.contains("the state \"Kept\" has not changed for 20s"),
        "{error}"
    );
    // Seven polls, of which the last four saw the state for 0, 7, 14 and 21 seconds.
    assert_eq!((rounded(start), service.requests().len()), (S(7 * 7), 8));
}

/// A caller who awaits the poller after the error waits as long again.
#[tokio::test(start_paused = true)]
async fn the_time_for_a_state_that_does_not_change_starts_anew_after_the_error() {
    let kept = r#"{"status":"Kept"}"#;
    for (more, succeeds) in [(3, true), (4, false)] {
        let mut responses: Vec<(u16, Headers<'_>, &str)> = vec![(202, &[MONITOR], "")];
        responses.extend(vec![(200, &[][..], kept); 4 + more]);
        responses.extend([(200, &[][..], DONE), (200, &[][..], "{}")]);
        let service = service(&responses);
        let arm = arm(&service, |options| options.poll.max_unknown = S(20));
        let mut poller: Poller<()> = arm.prepare(&POST, &[]).poller();
        let error = loop {
            if let Err(error) = poller.next().await.expect("it has not ended") {
                break error.to_string();
            }
        };
        assert!(error.contains("has not changed for 20s"), "{error}");
        assert_eq!(poller.await.is_ok(), succeeds);
    }
}

const MISSING: &str = r#"{"error":{"code":"MissingSubscriptionRegistration","message":"m"}}"#;

#[tokio::test(start_paused = true)]
async fn a_registration_is_polled_for_ten_minutes() {
    let registering = r#"{"registrationState":"Registering"}"#;
    let registered = r#"{"registrationState":"Registered"}"#;
    // Interval of the options, expected number of polls of the registration before the call is repeated or fails.
    for (interval, headers, expected) in [
        (8, &[][..], Some(8)),
        (8, &[("retry-after", "3")], Some(3)),
        (599, &[], Some(599)),
        (601, &[], None),
    ] {
        let service = service(&[
            (409, &[], MISSING),
            (200, headers, registering),
            (200, &[], registered),
            (200, &[], "{}"),
        ]);
        let arm = arm(&service, |options| {
            options.register_providers = true;
            options.poll.interval = S(interval);
        });
        let call: Call<JsonValue> = arm.prepare(&REGISTERED, &[]).call();
        let start = Instant::now();
        let outcome = call.await;
        assert_eq!(rounded(start), S(expected.unwrap_or_default()));
        match (outcome, expected) {
            (Ok(_), Some(_)) => assert_eq!(service.requests().len(), 4),
            (Err(error), None) => {
                let text = "the provider Microsoft.Things was not registered within 600s";
                assert!(error.to_string().contains(text), "{error}");
                assert_eq!(service.requests().len(), 2);
            }
            (outcome, expected) => panic!("{interval}: {outcome:?}, and not {expected:?}"),
        }
    }
}
