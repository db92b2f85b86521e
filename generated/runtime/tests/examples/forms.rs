//! Forms of examples: each field is sent, in the pairs or the parts of the body.

use std::fmt::Write;

use arm_runtime::examples::{Case, Check, Inputs, Sample, Stop};
use arm_runtime::{Call, ListStyle, Operation, Parameter, RequestBody};
use serde_json::json;

use super::bodies::{PUT, put};
use super::requests::findings;

const FIELDS: &[Parameter] = &[
    Parameter::form("name"),
    Parameter::form("tags").style(ListStyle::Multi),
    Parameter::form("mode").constant("a b"),
];

const FORM: Operation = Operation {
    parameters: FIELDS,
    body: Some(RequestBody::FORM),
    ..PUT
};

fn send_form(it: &Inputs<'_>, operation: &'static Operation) -> Result<Sample, Stop> {
    let name = it.optional::<String>("name")?;
    let tags = it.optional::<Vec<String>>("tags")?;
    let call: Call<()> = it.arm()?.prepare(operation, &[&name, &tags]).call();
    Ok(call.into())
}

fn form(it: &mut Case<'_>) {
    static OPERATION: Operation = FORM;
    it.send(&|it| send_form(it, &OPERATION));
}

fn multipart(it: &mut Case<'_>) {
    static OPERATION: Operation = Operation {
        body: Some(RequestBody::MULTIPART),
        ..FORM
    };
    it.send(&|it| send_form(it, &OPERATION));
}

#[test]
fn forms_contain_each_field() {
    let body = |media_type: &str| json!({"name": "", "media_type": media_type, "json": false, "form": true});
    let url_encoded = body("application/x-www-form-urlencoded");
    let patches = [
        json!({"example": {"name": "a+b c&d", "tags": ["x y", "z"]}}),
        json!({"example": {}}),
        json!({"example": {"name": "n"}, "parameters": {"other": {"in": "form"}}}),
        json!({"example": {"name": "n", "other": "o"}, "parameters": {"other": {"in": "form"}}}),
        json!({"example": {"name": "n"}, "parameters": {"name": {"in": "form", "constant": "o"}}}),
        json!({"example": {"name": "n"}, "parameters": {"mode": {"constant": "a"}}}),
        json!({"example": {"name": "n"}, "parameters": {"mode": {"constant": "c"}}}),
        json!({"example": {"tags": ["x", "y"]}, "parameters": {"tags": {"separator": ","}}}),
        json!({"example": {"tags": []}}),
        json!({"example": {"tags": ["x", "y&z=1", "name=\"mode\""]}}),
        json!({"example": {"name": "n"}, "body": {"media_type": "text/plain"}}),
    ];
    let mut all = String::new();
    for (name, check, body) in [
        ("form", form as Check, url_encoded),
        ("multipart", multipart, body("multipart/form-data")),
    ] {
        let mut declared = put(body);
        declared["parameters"] = json!({"name": {"in": "form"}, "tags": {"in": "form"}, "mode": {"in": "form", "constant": "a b"}});
        for patch in &patches {
            let found = findings(declared.clone(), patch, check);
            write!(all, "{name}: {patch}\n{found}").unwrap();
        }
    }
    insta::assert_snapshot!("forms", all);
}
