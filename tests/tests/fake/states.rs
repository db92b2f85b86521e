//! The value of `provisioningState` during and after operations, for each word that specs use.

use arm_fake::{FakeArm, Fault, Settings};
use arm_runtime::describe::Module;
use serde_json::Value;
use tests::place;

use crate::transcripts::{assert_snapshot, send};

/// Schemas of the property. Those of a word have one other value, which no operation has.
const SCHEMAS: [(&str, &str); 7] = [
    ("text", "type: string"),
    ("integer", "type: integer"),
    ("boolean", "type: boolean"),
    (
        "open",
        "type: string, enum: [Odd, Even], x-ms-enum: { name: A, modelAsString: true }",
    ),
    (
        "closed",
        "type: string, enum: [Odd, Even], x-ms-enum: { name: B, modelAsString: false }",
    ),
    (
        "capitals",
        "type: string, enum: [ODD, SUCCEEDED, FAILED, CREATING, UPDATING, DELETING]",
    ),
    (
        "all",
        "type: string, enum: [Pending, Running, Enabled, Provisioned, Active, Ready, Succeeded, Failed, Deleting, Updating, InProgress, Provisioning, Accepted, Creating]",
    ),
];

const WORDS: [&str; 14] = [
    "Accepted",
    "Active",
    "Creating",
    "Deleting",
    "Enabled",
    "Failed",
    "InProgress",
    "Pending",
    "Provisioned",
    "Provisioning",
    "Ready",
    "Running",
    "Succeeded",
    "Updating",
];

fn fake(schemas: &[(String, String)]) -> FakeArm {
    let mut text = String::from(
        "swagger: '2.0'\ninfo: { title: States, version: '2030-01-01' }\nhost: management.azure.com\npaths:\n",
    );
    let mut definitions = String::from("definitions:\n");
    let parameters = "parameters: [{ name: subscriptionId, in: path, required: true, type: string }, { name: api-version, in: query, required: true, type: string }, { name: g, in: path, required: true, type: string }, { name: name, in: path, required: true, type: string }]";
    for (name, schema) in schemas {
        let reference = format!("schema: {{ $ref: '#/definitions/{name}' }}");
        let body = format!("parameters: [{{ name: body, in: body, required: true, {reference} }}]");
        let response = format!(
            "responses: {{ 200: {{ description: x, {reference} }}, 202: {{ description: x, {reference} }} }}"
        );
        text += &format!(
            "  /subscriptions/{{subscriptionId}}/resourceGroups/{{g}}/providers/Microsoft.States/{name}/{{name}}:\n    {parameters}\n"
        );
        for method in ["put", "patch", "delete", "get"] {
            let body = if matches!(method, "put" | "patch") {
                format!("{body}, ")
            } else {
                String::new()
            };
            let long = if method == "get" {
                ""
            } else {
                "x-ms-long-running-operation: true, "
            };
            text += &format!(
                "    {method}: {{ operationId: {name}_{method}, {long}{body}{response} }}\n"
            );
        }
        definitions += &format!(
            "  {name}: {{ properties: {{ id: {{ type: string, readOnly: true }}, name: {{ type: string, readOnly: true }}, properties: {{ properties: {{ note: {{ type: string }}, provisioningState: {{ readOnly: true, {schema} }} }} }} }} }}\n"
        );
    }
    let file = place::scratch("fake-states").join("states.yaml");
    std::fs::write(&file, text + &definitions).expect("target/ can be written");
    let modules = arm_fake::specs::read_documents(vec![file]).unwrap_or_else(|it| panic!("{it}"));
    let modules: &'static [Module] = modules.leak();
    let settings = Settings {
        create_groups: true,
        ..Settings::default()
    };
    FakeArm::with_settings(&[modules], settings)
}

#[test]
fn a_state_is_a_word_of_the_spec() {
    let word = |it: &&str| {
        let schema = format!(
            "type: string, enum: [Odd, {it}], x-ms-enum: {{ name: Of{it}, modelAsString: false }}"
        );
        ((*it).to_owned(), schema)
    };
    let schemas = SCHEMAS.map(|(name, schema)| (name.to_owned(), schema.to_owned()));
    let schemas: Vec<(String, String)> =
        schemas.into_iter().chain(WORDS.iter().map(word)).collect();
    let fake = fake(&schemas);
    let mut rows = String::new();
    for (name, _) in &schemas {
        let path = format!("$S/resourceGroups/g/providers/Microsoft.States/{name}/x");
        let request = |method: &str, body: &str| {
            let response = send(&fake, &format!("{method} {path} {body}"), &[]);
            let body = response.body.as_deref().unwrap_or_default();
            let body: Value = serde_json::from_slice(body).unwrap_or_default();
            let state = body.pointer("/properties/provisioningState");
            state.map_or_else(|| "none".to_owned(), ToString::to_string)
        };
        let created = request("PUT", "{}");
        // The second read ends the operation.
        request("GET", "");
        let done = request("GET", "");
        let patched = request("PATCH", "{}");
        request("GET", "");
        request("GET", "");
        fake.fail_next(
            1,
            Fault::OperationFails {
                code: "Broken".to_owned(),
                message: "It broke.".to_owned(),
            },
        );
        request("PUT", "{}");
        request("GET", "");
        let failed = request("GET", "");
        request("DELETE", "");
        let deleting = request("GET", "");
        rows += &format!(
            "{name}: creating {created}, done {done}, updating {patched}, failed {failed}, deleting {deleting}\n"
        );
    }
    assert_snapshot("states", &rows);
}
