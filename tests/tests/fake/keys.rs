//! Keys of every shape that specs declare: flat, nested, in lists of items with names, and in lists of connection strings.
//! Each request regenerates the keys that it names and no others.

use arm_fake::{FakeArm, FakeResponse, Source};
use arm_runtime::describe::Module;
use serde_json::{Value, json};
use tests::place;

mod cases;

use self::cases::{CASES, SECRET};

const SUBSCRIPTION: &str = "/subscriptions/11112222-3333-4444-5555-666677778888";
const VAULT: &str = "/resourceGroups/g/providers/Microsoft.Vaults/vaults/v";

/// Returns a document with a resource whose keys are listed as `keys`, and regenerated with `body`, or at a path.
fn document(listed: &str, path: &str, body: &str, regenerated: &str) -> String {
    let parameters = match body {
        "" => String::new(),
        body => {
            format!("parameters: [{{ name: body, in: body, required: true, schema: {body} }}], ")
        }
    };
    let name = match path.contains("{key}") {
        true => {
            r##", { name: key, in: path, required: true, type: string, enum: [primary, secondary], x-ms-enum: { modelAsString: true }, x-ms-parameter-location: method }"##
        }
        false => "",
    };
    let responses = match regenerated {
        "" => "{ 204: { description: x } }".to_owned(),
        schema => format!("{{ 200: {{ description: x, schema: {schema} }} }}"),
    };
    let base = "/subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Vaults/vaults/{vault}";
    format!(
        r##"
swagger: "2.0"
info: {{ title: Vaults, version: "2030-01-01" }}
host: management.azure.com
parameters:
  subscription: {{ name: subscriptionId, in: path, required: true, type: string, x-ms-parameter-location: client }}
  version: {{ name: api-version, in: query, required: true, type: string, x-ms-parameter-location: client }}
  group: {{ name: g, in: path, required: true, type: string, x-ms-parameter-location: method }}
  vault: {{ name: vault, in: path, required: true, type: string, x-ms-parameter-location: method }}
paths:
  {base}:
    parameters: [{{ $ref: "#/parameters/subscription" }}, {{ $ref: "#/parameters/version" }}, {{ $ref: "#/parameters/group" }}, {{ $ref: "#/parameters/vault" }}]
    put:
      operationId: Vaults_Put
      parameters: [{{ name: body, in: body, required: true, schema: {{ $ref: "#/definitions/Vault" }} }}]
      responses: {{ 200: {{ description: x, schema: {{ $ref: "#/definitions/Vault" }} }} }}
  {base}/listKeys:
    parameters: [{{ $ref: "#/parameters/subscription" }}, {{ $ref: "#/parameters/version" }}, {{ $ref: "#/parameters/group" }}, {{ $ref: "#/parameters/vault" }}]
    post: {{ operationId: Vaults_ListKeys, responses: {{ 200: {{ description: x, schema: {listed} }} }} }}
  {base}/listConnectionStrings:
    parameters: [{{ $ref: "#/parameters/subscription" }}, {{ $ref: "#/parameters/version" }}, {{ $ref: "#/parameters/group" }}, {{ $ref: "#/parameters/vault" }}]
    post: {{ operationId: Vaults_ListConnectionStrings, responses: {{ 200: {{ description: x, schema: {{ properties: {{ connectionStrings: {{ type: array, items: {{ properties: {{ keyKind: {{ type: string, enum: [Primary, Secondary] }}, connectionString: {{ type: string, x-ms-secret: true }} }} }} }} }} }} }} }} }}
  {base}{path}:
    parameters: [{{ $ref: "#/parameters/subscription" }}, {{ $ref: "#/parameters/version" }}, {{ $ref: "#/parameters/group" }}, {{ $ref: "#/parameters/vault" }}{name}]
    post: {{ operationId: Vaults_Regenerate, {parameters}responses: {responses} }}
definitions:
  Vault: {{ properties: {{ id: {{ type: string, readOnly: true }}, name: {{ type: string, readOnly: true }}, type: {{ type: string, readOnly: true }}, location: {{ type: string }}, arguments: {{ type: array, items: {{ $ref: "#/definitions/Argument" }} }} }} }}
  Argument: {{ required: [name, value], properties: {{ name: {{ type: string }}, value: {{ type: string, x-ms-secret: true }}, other: {{ type: string, x-ms-secret: true }} }} }}
"##
    )
}

fn fake(name: &str, text: &str) -> FakeArm {
    let file = place::scratch(name).join("vaults.yaml");
    std::fs::write(&file, text).expect("target/ can be written");
    let modules = arm_fake::specs::read_documents(vec![file]).unwrap_or_else(|it| panic!("{it}"));
    let modules: &'static [Module] = modules.leak();
    let fake = FakeArm::new(&[modules]);
    fake.put(
        &format!("{SUBSCRIPTION}{VAULT}"),
        json!({ "location": "westeurope" }),
    );
    fake
}

fn post(fake: &FakeArm, action: &str, body: &Value) -> (FakeResponse, Value) {
    let target = format!("{SUBSCRIPTION}{VAULT}/{action}?api-version=2030-01-01");
    let body = match body {
        Value::Null => Vec::new(),
        body => body.to_string().into_bytes(),
    };
    let response = fake.respond("POST", "https://localhost", &target, Vec::new(), body);
    let value = serde_json::from_slice(response.body.as_deref().unwrap_or_default());
    (response, value.unwrap_or_default())
}

/// Collects the texts at the pointers.
fn texts(value: &Value, pointers: &[&str]) -> Vec<String> {
    let text = |it: &&str| {
        value
            .pointer(it)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    pointers.iter().map(text).collect()
}

#[test]
fn a_request_regenerates_the_keys_that_it_names() {
    for case in CASES {
        let [listed, body, regenerated] =
            [case.listed, case.body, case.regenerated].map(|it| it.replace("SECRET", SECRET));
        let text = document(&listed, case.path, &body, &regenerated);
        let fake = fake("fake-shapes", &text);
        let list = || {
            let (response, value) = post(&fake, "listKeys", &Value::Null);
            assert_eq!(
                (response.status, response.source),
                (200, Source::Action),
                "{}",
                case.name
            );
            let keys = texts(&value, case.keys);
            assert!(
                keys.iter().all(|it| it.len() > 30),
                "{}: {value}",
                case.name
            );
            keys
        };
        let connections = || {
            let (_, value) = post(&fake, "listConnectionStrings", &Value::Null);
            texts(
                &value,
                &[
                    "/connectionStrings/0/connectionString",
                    "/connectionStrings/1/connectionString",
                ],
            )
        };
        for (request, changed) in case.requests {
            let (before, connected) = (list(), connections());
            // The names of passwords have nothing in common with those of connection strings.
            let is_connected = connected.iter().any(|it| it.contains(&before[0]));
            let has_others = case.path == "/regenerateCredential";
            assert!(is_connected || has_others, "{}: {connected:?}", case.name);
            let (path, body) = match case.path.split_once("{key}") {
                Some((path, _)) => (format!("{path}{request}"), Value::Null),
                None => (
                    case.path.to_owned(),
                    serde_json::from_str(request).unwrap_or_default(),
                ),
            };
            let (response, shown) = post(&fake, &path[1..], &body);
            let said = format!("{}: {request}: {}", case.name, response.reason);
            assert_eq!(
                response.status,
                if regenerated.is_empty() { 204 } else { 200 },
                "{said}"
            );
            let after = list();
            for (index, (old, new)) in before.iter().zip(&after).enumerate() {
                assert_eq!(old != new, changed.contains(&index), "{said}: key {index}");
            }
            // The response has the new keys, in the form of its schema.
            for index in changed.iter().filter(|_| !regenerated.is_empty()) {
                assert!(
                    shown.to_string().contains(&after[*index]),
                    "{said}: {shown}"
                );
            }
        }
        if !body.is_empty() && !body.contains("boolean") {
            let property = case.requests[0].0.split('"').nth(1).unwrap_or_default();
            for wrong in [json!("third"), json!(""), json!(7), Value::Null] {
                let before = list();
                let (response, _) = post(&fake, &case.path[1..], &json!({ property: wrong }));
                assert_eq!(
                    (response.status, list()),
                    (400, before),
                    "{}: {wrong}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn a_request_may_set_the_value_of_a_key() {
    let listed = format!("{{ properties: {{ primaryKey: {SECRET}, secondaryKey: {SECRET} }} }}");
    let body = format!(
        "{{ properties: {{ keyType: {{ type: string, enum: [PrimaryKey, SecondaryKey] }}, key: {SECRET} }} }}"
    );
    let fake = fake(
        "fake-own-key",
        &document(&listed, "/regenerateKeys", &body, &listed),
    );
    let (_, before) = post(&fake, "listKeys", &Value::Null);
    let set = json!({ "keyType": "SecondaryKey", "key": "mine" });
    let (response, after) = post(&fake, "regenerateKeys", &set);
    assert_eq!(
        (response.status, &after["secondaryKey"]),
        (200, &json!("mine"))
    );
    assert_eq!(after["primaryKey"], before["primaryKey"]);
    assert_eq!(post(&fake, "listKeys", &Value::Null).1, after);
    // The next regeneration replaces it.
    let (_, last) = post(
        &fake,
        "regenerateKeys",
        &json!({ "keyType": "secondarykey" }),
    );
    assert!(
        last["secondaryKey"] != "mine" && last["primaryKey"] == before["primaryKey"],
        "{last}"
    );
}

#[test]
fn an_error_lists_the_keys_of_the_resource() {
    let listed = format!("{{ properties: {{ key1: {SECRET}, key2: {SECRET} }} }}");
    let body = "{ properties: { keyName: { type: string } } }";
    let fake = fake(
        "fake-wrong-key",
        &document(&listed, "/regenerateKey", body, &listed),
    );
    let (response, value) = post(&fake, "regenerateKey", &json!({ "keyName": "third" }));
    assert_eq!(
        (response.status, &value["error"]["target"]),
        (400, &json!("keyName"))
    );
    let message = "The request names no key of the resource. Its keys are: key1, key2. No key was regenerated.";
    assert_eq!(value["error"]["message"], message);
}

#[test]
fn an_item_may_hold_several_keys() {
    let listed = format!(
        "{{ properties: {{ value: {{ type: array, items: {{ properties: {{ keyName: {{ type: string }}, primaryKey: {SECRET}, secondaryKey: {SECRET} }} }} }} }} }}"
    );
    let fake = fake("fake-items", &document(&listed, "/restart", "", ""));
    let (response, value) = post(&fake, "listKeys", &Value::Null);
    assert_eq!(response.source, Source::Action);
    let pointers = [
        "/value/0/primaryKey",
        "/value/0/secondaryKey",
        "/value/1/primaryKey",
        "/value/1/secondaryKey",
    ];
    let keys = texts(&value, &pointers);
    let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
    assert!(
        distinct.len() == 4 && keys.iter().all(|it| it.len() > 30),
        "{value}"
    );
    assert_eq!(post(&fake, "listKeys", &Value::Null).1, value);
}

#[test]
fn generated_credentials_are_new_and_leave_the_keys_as_they_are() {
    let passwords = "{ properties: { passwords: { type: array, items: { properties: { name: { type: string, enum: [password1, password2] }, value: { type: string } } } } } }";
    let body = "{ properties: { tokenId: { type: string }, name: { type: string, enum: [password1, password2] } } }";
    let text = document(passwords, "/generateCredentials", body, passwords);
    let fake = fake("fake-generated", &text);
    let (_, before) = post(&fake, "listKeys", &Value::Null);
    let mut seen = vec![before.clone()];
    for body in [
        json!({}),
        json!({ "tokenId": "x" }),
        json!({ "name": "password1" }),
    ] {
        let (response, value) = post(&fake, "generateCredentials", &body);
        assert_eq!(
            (response.status, response.source),
            (200, Source::Action),
            "{body}"
        );
        let keys = texts(&value, &["/passwords/0/value", "/passwords/1/value"]);
        assert!(keys[0] != keys[1] && !seen.contains(&value), "{value}");
        seen.push(value);
    }
    assert_eq!(post(&fake, "listKeys", &Value::Null).1, before);
}

#[test]
fn a_secret_that_the_schema_requires_is_empty() {
    let fake = fake(
        "fake-required",
        &document(
            "{ properties: { key: { type: string } } }",
            "/restart",
            "",
            "",
        ),
    );
    let target = format!("{SUBSCRIPTION}{VAULT}?api-version=2030-01-01");
    let argument = json!({ "name": "a", "value": "hush", "other": "hush" });
    let body = json!({ "location": "westeurope", "arguments": [argument] });
    let response = fake.respond(
        "PUT",
        "https://localhost",
        &target,
        Vec::new(),
        body.to_string().into_bytes(),
    );
    let value: Value =
        serde_json::from_slice(response.body.as_deref().unwrap_or_default()).unwrap_or_default();
    assert_eq!(response.status, 200, "{}", response.reason);
    assert_eq!(value["arguments"], json!([{ "name": "a", "value": "" }]));
}
