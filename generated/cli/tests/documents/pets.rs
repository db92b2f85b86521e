//! The command line and the fake over a data plane with an API key, a base path, a union and a `deepObject` parameter.

use std::path::PathBuf;

use arm_fake::{FakeArm, Settings};
use serde_json::{Value, json};

use super::server::{Answer, Server};
use super::{Ran, run_in};

const KEY: &str = "hush-hush-key";

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/documents/pets/stable/2024-01-01/pets.yaml")
}

fn run(line: &str) -> Ran {
    let document = document();
    let document = document.to_str().expect("the path is UTF-8");
    run_in(&[("ARM_DOCUMENT", document), ("ARM_API_KEY", KEY)], line)
}

pub fn a_data_plane_with_a_key_is_called() {
    let server = Server::start(|_, _| Answer::json(200, r#"{"color":"red","food":{"grams":1}}"#));
    let url = &server.url;
    let line = format!(
        "pets pets get --pet-name p --filter color=red -v -o json --endpoint {url}/gateway"
    );
    let ran = run(&line);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!ran.stderr.contains(KEY), "{ran:?}");
    let shown: Value = serde_json::from_str(&ran.stdout).expect("the result is JSON");
    assert_eq!(shown["food"]["grams"], 1);
    let asked = server.asked();
    // The endpoint may have a path, which precedes that of the service.
    assert_eq!(
        asked[0].target,
        "/gateway/animals/pets/p?filter%5Bcolor%5D=red"
    );
    let header = |name: &str| asked[0].headers.iter().find(|it| it.0 == name);
    assert_eq!(header("pet-key").map(|it| it.1.as_str()), Some(KEY));
    assert_eq!(header("authorization"), None);

    let ran = run("pets pets get --pet-name p");
    assert_ne!(ran.code, 0);
    assert!(
        ran.stderr
            .contains("hint: set the URL of the service with --endpoint"),
        "{ran:?}"
    );
}

pub fn a_value_of_several_types_is_checked_against_each() {
    for (food, expected) in [
        (r#""hay""#, None),
        (r#"["hay"]"#, None),
        (r#"{"grams":1}"#, None),
        (r#"{"grams":"x"}"#, Some("food")),
        ("1", Some("food")),
    ] {
        let body = format!(r#"{{"food":{food}}}"#);
        let line = format!(
            "pets pets replace --pet-name p --body '{body}' --what-if --endpoint https://x.example"
        );
        let ran = run(&line);
        assert_eq!(ran.code == 0, expected.is_none(), "{food}: {ran:?}");
        assert!(
            ran.stderr.contains(expected.unwrap_or_default()),
            "{food}: {ran:?}"
        );
    }
}

pub fn the_fake_takes_the_key_and_the_values() {
    let modules = arm_fake::specs::read_documents(vec![document()]).expect("the document is valid");
    let modules = modules.leak();
    let settings = Settings {
        strict_auth: true,
        ..Settings::default()
    };
    let fake = FakeArm::with_settings(&[modules], settings);
    let send = |method: &str, headers: &[(&str, &str)], body: Value| {
        let headers = headers.iter().map(|it| (it.0.to_owned(), it.1.to_owned()));
        let body = body.to_string().into_bytes();
        let (origin, path) = ("https://localhost", "/animals/pets/p");
        fake.respond(method, origin, path, headers.collect(), body)
    };
    let key = [("Pet-Key", KEY)];
    assert_eq!(send("PUT", &[], json!({ "food": "hay" })).status, 401);
    let made = send("PUT", &key, json!({ "food": ["hay"] }));
    assert_eq!(made.status, 200, "{made:?}");
    let wrong = send("PUT", &key, json!({ "food": 1 }));
    assert_eq!(wrong.status, 400, "{wrong:?} {}", wrong.reason);
    assert_eq!(
        send("PUT", &key, json!({ "food": { "grams": "x" } })).status,
        400
    );
}
