//! Rules that the three providers do not use, tested with a small spec.

use arm_fake::{FakeArm, FakeResponse, Source};
use arm_runtime::describe::Module;
use serde_json::{Value, json};
use tests::place;

const SPEC: &str = r##"
swagger: "2.0"
info: { title: Nets, version: "2030-01-01" }
host: management.azure.com
parameters:
  subscription: { name: subscriptionId, in: path, required: true, type: string, x-ms-parameter-location: client }
  version: { name: api-version, in: query, required: true, type: string, x-ms-parameter-location: client }
  group: { name: g, in: path, required: true, type: string, x-ms-parameter-location: method }
  net: { name: net, in: path, required: true, type: string, maxLength: 8, pattern: "^[a-z]+$", x-ms-parameter-location: method }
  name: { name: name, in: path, required: true, type: string, x-ms-parameter-location: method }
paths:
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}:
    parameters: &net [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }, { $ref: "#/parameters/group" }, { $ref: "#/parameters/net" }]
    put:
      operationId: Nets_Put
      x-ms-long-running-operation: true
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/Net" } }]
      responses: { 202: { description: x, schema: { $ref: "#/definitions/Net" } }, 200: { description: x, schema: { $ref: "#/definitions/Net" } } }
    get: { operationId: Nets_Get, responses: { 200: { description: x, schema: { $ref: "#/definitions/Net" } } } }
    delete: { operationId: Nets_Delete, responses: { 200: { description: x, schema: { $ref: "#/definitions/Net" } }, 204: { description: x } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/probes/{name}:
    parameters: &probe [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }, { $ref: "#/parameters/group" }, { $ref: "#/parameters/net" }, { $ref: "#/parameters/name" }]
    get: { operationId: Probes_Get, responses: { 200: { description: x, schema: { $ref: "#/definitions/Child" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/probes:
    parameters: *net
    get: { operationId: Probes_List, x-ms-pageable: { nextLinkName: nextLink }, responses: { 200: { description: x, schema: { $ref: "#/definitions/Children" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/subnets/{name}:
    parameters: *probe
    put:
      operationId: Subnets_Put
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/Child" } }]
      responses: { 201: { description: x, schema: { $ref: "#/definitions/Child" } }, 200: { description: x, schema: { $ref: "#/definitions/Child" } } }
    get: { operationId: Subnets_Get, responses: { 200: { description: x, schema: { $ref: "#/definitions/Child" } } } }
    delete: { operationId: Subnets_Delete, responses: { 200: { description: x }, 204: { description: x } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/sharedKey:
    parameters: *net
    put:
      operationId: SharedKeys_Put
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/SharedKey" } }]
      responses: { 200: { description: x, schema: { $ref: "#/definitions/SharedKey" } } }
    get: { operationId: SharedKeys_Get, responses: { 200: { description: x, schema: { $ref: "#/definitions/SharedKey" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/restart:
    parameters: *net
    post: { operationId: Nets_Restart, responses: { 200: { description: x, schema: { $ref: "#/definitions/Net" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/upgrade:
    parameters: *net
    post: { operationId: Nets_Upgrade, responses: { 200: { description: x, schema: { $ref: "#/definitions/Status" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/profile:
    parameters: *net
    get: { operationId: Nets_Profile, produces: [application/x-rdp], responses: { 200: { description: x, schema: { type: file } } } }
  /subscriptions/{subscriptionId}/providers/Microsoft.Nets/oldNets/{net}:
    parameters: [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }, { $ref: "#/parameters/net" }]
    get: { operationId: OldNets_Get, responses: { 200: { description: x, schema: { $ref: "#/definitions/Child" } } } }
  /subscriptions/{subscriptionId}/providers/Microsoft.Nets/oldNets:
    parameters: [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }]
    get: { operationId: OldNets_List, x-ms-pageable: { nextLinkName: nextLink }, responses: { 200: { description: x, schema: { $ref: "#/definitions/Children" } } } }
  /subscriptions/{subscriptionId}/providers/Microsoft.Nets/locations/{net}/usages:
    parameters: [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }, { $ref: "#/parameters/net" }]
    get: { operationId: Usages_List, x-ms-pageable: { nextLinkName: null }, responses: { 200: { description: x, schema: { properties: { value: { type: array, items: { $ref: "#/definitions/Usage" } } } } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/usages:
    parameters: *net
    get: { operationId: Nets_Usages, responses: { 200: { description: x, schema: { type: array, items: { $ref: "#/definitions/Usage" } } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/listKeys:
    parameters: *net
    post: { operationId: Nets_ListKeys, responses: { 200: { description: x, schema: { $ref: "#/definitions/Keys" } } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/regenerateKey/{name}:
    parameters: *probe
    post: { operationId: Nets_RegenerateKey, responses: { 200: { description: x, schema: { $ref: "#/definitions/Keys" } } } }
  /subscriptions/{subscriptionId}/providers/Microsoft.Nets/checkName:
    parameters: [{ $ref: "#/parameters/subscription" }, { $ref: "#/parameters/version" }]
    post:
      operationId: CheckName
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/NameRequest" } }]
      responses: { 200: { description: x, schema: { $ref: "#/definitions/NameResponse" } } }
  /subscriptions/{subscriptionId}/resourceGroups/{g}/providers/Microsoft.Nets/nets/{net}/link:
    parameters: *net
    post:
      operationId: Nets_Link
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/Link" } }]
      responses: { 200: { description: x, schema: { $ref: "#/definitions/Linked" } } }
definitions:
  NameRequest: { required: [name], properties: { name: { type: string }, type: { type: string } } }
  NameResponse: { properties: { nameAvailable: { type: boolean }, reason: { type: string, enum: [NetNameInvalid, AlreadyExists] }, message: { type: string } } }
  Link: { properties: { resourceId: { type: string }, key: { type: string, x-ms-secret: true }, other: { type: string } } }
  Linked: { required: [resourceId, state], properties: { resourceId: { type: string }, key: { type: string, x-ms-secret: true }, state: { type: string } } }
  Usage: { properties: { id: { type: string }, name: { type: string }, count: { type: integer } } }
  Keys: { properties: { primaryKey: { type: string, x-ms-secret: true }, secondaryKey: { type: string, x-ms-secret: true } } }
  Net:
    properties:
      id: { type: string, readOnly: true }
      name: { type: string, readOnly: true }
      type: { type: string, readOnly: true }
      properties: { $ref: "#/definitions/NetProperties" }
  NetProperties:
    properties:
      probes: { type: array, items: { $ref: "#/definitions/Child" } }
      subnets: { type: array, items: { $ref: "#/definitions/Child" } }
  Child:
    properties:
      id: { type: string, readOnly: true }
      name: { type: string }
      type: { type: string, readOnly: true }
      port: { type: integer }
  Children: { properties: { value: { type: array, items: { $ref: "#/definitions/Child" } }, nextLink: { type: string } } }
  SharedKey: { required: [value], properties: { id: { type: string, readOnly: true }, value: { type: string, x-ms-secret: true } } }
  Status: { properties: { id: { type: string }, name: { type: string }, status: { type: string }, startTime: { type: string, format: date-time }, endTime: { type: string, format: date-time } } }
"##;

const SUBSCRIPTION: &str = "/subscriptions/11112222-3333-4444-5555-666677778888";
const NET: &str = "/resourceGroups/g/providers/Microsoft.Nets/nets/n";

fn fake(name: &str) -> FakeArm {
    let file = place::scratch(name).join("nets.yaml");
    std::fs::write(&file, SPEC).expect("target/ can be written");
    let modules = arm_fake::specs::read_documents(vec![file]).unwrap_or_else(|it| panic!("{it}"));
    let modules: &'static [Module] = modules.leak();
    let fake = FakeArm::new(&[modules]);
    fake.put_group(&SUBSCRIPTION[15..], "g", "westeurope");
    let body = json!({ "properties": { "probes": [{ "name": "p", "port": 80 }], "subnets": [{ "name": "a", "port": 1 }] } });
    let response = send(&fake, "PUT", NET, &body);
    // The spec declares a body for 202.
    assert_eq!(
        (response.status, body_of(&response)["name"].as_str()),
        (202, Some("n"))
    );
    fake
}

fn send(fake: &FakeArm, method: &str, path: &str, body: &Value) -> FakeResponse {
    let target = format!("{SUBSCRIPTION}{path}?api-version=2030-01-01");
    let body = if body.is_null() {
        Vec::new()
    } else {
        body.to_string().into_bytes()
    };
    fake.respond(method, "https://localhost", &target, Vec::new(), body)
}

fn body_of(response: &FakeResponse) -> Value {
    serde_json::from_slice(response.body.as_deref().unwrap_or_default()).unwrap_or_default()
}

fn get(fake: &FakeArm, path: &str) -> Value {
    let response = send(fake, "GET", path, &Value::Null);
    assert_eq!(
        (response.status, response.source),
        (200, Source::State),
        "{path}: {}",
        response.reason
    );
    body_of(&response)
}

fn names(list: &Value) -> Vec<&str> {
    let all = list.as_array().into_iter().flatten();
    all.filter_map(|it| it["name"].as_str()).collect()
}

#[test]
fn children_are_in_the_body_of_their_parent_and_at_their_path() {
    let fake = fake("fake-inline");
    let at = |rest: &str| format!("{NET}/{rest}");
    assert_eq!(get(&fake, &at("probes/p"))["port"], 80);
    assert_eq!(names(&get(&fake, &at("probes"))["value"]), ["p"]);
    assert_eq!(get(&fake, &at("subnets/A"))["port"], 1);
    // A child that is written by its own path exists once, and its parent contains it.
    assert_eq!(
        send(&fake, "PUT", &at("subnets/a"), &json!({ "port": 2 })).status,
        200
    );
    assert_eq!(
        send(&fake, "PUT", &at("subnets/b"), &json!({ "port": 3 })).status,
        201
    );
    let net = get(&fake, NET);
    let subnets = &net["properties"]["subnets"];
    assert_eq!(
        (names(subnets), &subnets[0]["port"]),
        (vec!["a", "b"], &json!(2))
    );
    let id = subnets[0]["id"].as_str().unwrap_or_default();
    assert_eq!(get(&fake, &id[SUBSCRIPTION.len()..])["port"], 2);
    for (name, status) in [("a", 200), ("a", 204), ("b", 200)] {
        let response = send(
            &fake,
            "DELETE",
            &at(&format!("subnets/{name}")),
            &Value::Null,
        );
        assert_eq!(response.status, status, "{name}");
    }
    assert_eq!(names(&get(&fake, NET)["properties"]["subnets"]), [""; 0]);
    // The spec declares a body for the deletion.
    let deleted = send(&fake, "DELETE", NET, &Value::Null);
    assert_eq!(
        (deleted.status, &body_of(&deleted)["name"]),
        (200, &json!("n"))
    );
}

#[test]
fn a_literal_that_can_be_written_is_a_resource() {
    let fake = fake("fake-settings");
    let path = format!("{NET}/sharedKey");
    let made_up = get(&fake, &path);
    assert!(
        made_up["value"].as_str().is_some_and(|it| it.len() > 20),
        "{made_up}"
    );
    assert_eq!(
        send(&fake, "PUT", &path, &json!({ "value": "mine" })).status,
        200
    );
    let mine = json!({ "id": format!("{SUBSCRIPTION}{path}"), "value": "mine" });
    assert_eq!(get(&fake, &path), mine);
    // An empty secret is what responses show of a required one.
    let response = send(&fake, "PUT", &path, &json!({ "value": "" }));
    assert_eq!((response.status, get(&fake, &path)), (200, mine));
}

#[test]
fn resources_that_no_request_creates_exist_and_can_be_put() {
    let fake = fake("fake-read-only");
    let path = "/providers/Microsoft.Nets/oldNets";
    assert_eq!(get(&fake, path), json!({ "value": [] }));
    let made_up = get(&fake, &format!("{path}/x"));
    assert_eq!(
        (&made_up["name"], &made_up["type"]),
        (&json!("x"), &json!("Microsoft.Nets/oldNets"))
    );
    fake.put(&format!("{SUBSCRIPTION}{path}/y"), json!({ "port": 7 }));
    assert_eq!(get(&fake, &format!("{path}/y"))["port"], 7);
    assert_eq!(names(&get(&fake, path)["value"]), ["y"]);
}

#[test]
fn actions_answer_with_their_resource_or_with_a_status() {
    let fake = fake("fake-actions");
    let post = |name: &str| send(&fake, "POST", &format!("{NET}/{name}"), &Value::Null);
    let restarted = post("restart");
    assert_eq!(
        (restarted.source, &body_of(&restarted)["name"]),
        (Source::Action, &json!("n"))
    );
    let upgraded = post("upgrade");
    assert_eq!(
        (upgraded.source, &body_of(&upgraded)["status"]),
        (Source::Action, &json!("Succeeded"))
    );
}

#[test]
fn files_are_not_json() {
    let fake = fake("fake-file");
    let response = send(&fake, "GET", &format!("{NET}/profile"), &Value::Null);
    let types = response
        .headers
        .iter()
        .filter(|it| it.0.eq_ignore_ascii_case("content-type"));
    assert_eq!(
        types.map(|it| it.1.as_str()).collect::<Vec<_>>(),
        ["application/x-rdp"]
    );
    assert_eq!(response.body.as_deref(), Some(&b"fake"[..]));
}

#[test]
fn lists_show_the_items_that_a_test_has_put_there() {
    let fake = fake("fake-usages");
    // The path of the list, and the list in its response.
    for (path, list) in [
        (
            "/providers/Microsoft.Nets/locations/here/usages".to_owned(),
            "/value",
        ),
        (format!("{NET}/usages"), ""),
    ] {
        let items = |path: &str| get(&fake, path).pointer(list).cloned().unwrap_or_default();
        assert_eq!(items(&path), json!([]), "{path}");
        fake.put(
            &format!("{SUBSCRIPTION}{path}/cores"),
            json!({ "count": 4, "secret": 5 }),
        );
        let id = format!("{SUBSCRIPTION}{path}/cores");
        let item = json!({ "id": id, "name": "cores", "count": 4 });
        assert_eq!(items(&path.to_uppercase()), json!([item]), "{path}");
    }
    let elsewhere = "/providers/Microsoft.Nets/locations/there/usages";
    assert_eq!(get(&fake, elsewhere)["value"], json!([]));
}

#[test]
fn a_path_may_name_the_key_to_regenerate() {
    let fake = fake("fake-keys");
    let post = |name: &str| send(&fake, "POST", &format!("{NET}/{name}"), &Value::Null);
    let keys = || {
        let keys = body_of(&post("listKeys"));
        ["primaryKey", "secondaryKey"].map(|it| keys[it].as_str().unwrap_or_default().to_owned())
    };
    let before = keys();
    let response = post("regenerateKey/Secondary");
    assert_eq!((response.status, response.source), (200, Source::Action));
    let after = keys();
    assert_eq!(before[0], after[0]);
    assert!(before[1] != after[1] && after[1].len() > 30, "{after:?}");
    let response = post("regenerateKey/third");
    assert_eq!((response.status, keys()), (400, after));
    let missing = send(
        &fake,
        "POST",
        &format!("{NET}x/regenerateKey/primary"),
        &Value::Null,
    );
    assert_eq!(missing.status, 404);
}

#[test]
fn names_are_taken_or_invalid_or_free() {
    let fake = fake("fake-names");
    let (nets, other) = (json!("microsoft.nets/NETS"), json!("Microsoft.Others/nets"));
    let check = |name: &str, ty: &Value| {
        let body = json!({ "name": name, "type": ty });
        let path = "/providers/Microsoft.Nets/checkName";
        let response = body_of(&send(&fake, "POST", path, &body));
        (
            response["nameAvailable"].clone(),
            response["reason"].clone(),
        )
    };
    for (name, ty, available, reason) in [
        ("N", &nets, false, json!("AlreadyExists")),
        ("n", &Value::Null, false, json!("AlreadyExists")),
        ("n", &other, true, Value::Null),
        ("free", &nets, true, Value::Null),
        ("not-free", &nets, false, json!("NetNameInvalid")),
        ("muchtoolong", &nets, false, json!("NetNameInvalid")),
    ] {
        assert_eq!(check(name, ty), (json!(available), reason), "{name} {ty}");
    }
    send(&fake, "DELETE", NET, &Value::Null);
    assert_eq!(check("n", &nets).0, json!(true));
}

#[test]
fn canned_responses_repeat_the_request() {
    let fake = fake("fake-links");
    let body = json!({ "resourceId": "/own", "key": "hush", "other": "x" });
    let response = send(&fake, "POST", &format!("{NET}/link"), &body);
    assert_eq!((response.status, response.source), (200, Source::Schema));
    let body = body_of(&response);
    assert_eq!(body["resourceId"], "/own");
    assert_eq!(
        body.as_object().map(serde_json::Map::len),
        Some(2),
        "{body}"
    );
}

#[test]
fn a_document_names_its_provider_by_its_folder() {
    for (folder, provider) in [
        ("Microsoft.Nets/stable/2030-01-01", "Microsoft.Nets"),
        ("Microsoft.Nets/nets/stable/2030-01-01", "Microsoft.Nets"),
        ("nets/resource-manager/2030.01", "nets"),
    ] {
        let folder = place::scratch("fake-folders").join(folder);
        std::fs::create_dir_all(&folder).expect("target/ can be written");
        let file = folder.join("nets.yaml");
        std::fs::write(&file, SPEC).expect("target/ can be written");
        let modules = arm_fake::specs::read_documents(vec![file]);
        let modules = modules.unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(modules[0].provider, provider, "{}", folder.display());
    }
}
