//! The five key operations from the point of view of a user, over HTTP on the loopback interface: the exact request,
//! the decoded response, the error of the service, and arguments that are rejected before sending.

use arm_runtime::{ArmError, JsonValue, ResourceId, ResponseExt, StatusCode};
use generated::{apimanagement, communication, maps};
use tests::facade::{TOKEN, credential, options};
use tests::server::{Answer, Received, Server};

const SUBSCRIPTION: &str = "11112222-3333-4444-5555-666677778888";

fn new_communication(server: &Server) -> communication::v2023_04_01::CommunicationServicesClient {
    let options = options(&server.authority());
    let client = communication::v2023_04_01::Client::new(SUBSCRIPTION, credential(), Some(options));
    client
        .expect("the options are in order")
        .communication_services_client()
}

fn old_communication(server: &Server) -> communication::v2020_08_20::CommunicationServiceClient {
    let options = options(&server.authority());
    let client = communication::v2020_08_20::Client::new(SUBSCRIPTION, credential(), Some(options));
    client
        .expect("the options are in order")
        .communication_service_client()
}

fn maps_accounts(server: &Server) -> maps::v2023_06_01::AccountsClient {
    let options = options(&server.authority());
    let client = maps::v2023_06_01::Client::new(SUBSCRIPTION, credential(), Some(options));
    client.expect("the options are in order").accounts_client()
}

fn tenant_access(server: &Server) -> apimanagement::v2024_05_01::TenantAccessClient {
    let options = options(&server.authority());
    let client = apimanagement::v2024_05_01::Client::new(SUBSCRIPTION, credential(), Some(options));
    client
        .expect("the options are in order")
        .tenant_access_client()
}

fn path(rest: &str) -> String {
    format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/{rest}")
}

/// Checks all of a POST except for its IDs and the versions in the user agent.
fn check_post(received: &Received, target: &str, body: &str) {
    assert_eq!(received.line(), format!("POST {target}"));
    assert_eq!(received.body, body);
    assert_eq!(
        received.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(
        received.header("content-type"),
        (!body.is_empty()).then_some("application/json")
    );
    assert_eq!(
        received.header("content-length"),
        Some(body.len().to_string().as_str())
    );
    let agent = received.header("user-agent").unwrap_or_default();
    assert!(agent.contains("generated/"), "{agent}");
    let request_id = received
        .header("x-ms-client-request-id")
        .unwrap_or_default();
    assert_eq!(request_id.len(), 36, "{request_id}");
}

const KEYS: &str = r#"{"primaryKey":"p1","secondaryKey":"s1","primaryConnectionString":"endpoint=https://x/;accesskey=p1","added":1}"#;

fn check_keys(
    primary: Option<&arm_runtime::Secret>,
    secondary: Option<&arm_runtime::Secret>,
    shown: &str,
) {
    assert_eq!(primary.map(|it| it.secret()), Some("p1"));
    assert_eq!(secondary.map(|it| it.secret()), Some("s1"));
    assert!(!shown.contains("p1") && !shown.contains("s1"), "{shown}");
}

#[tokio::test]
async fn communication_2023_04_01_regenerate_key() {
    use communication::v2023_04_01::models::{KeyType, RegenerateKeyParameters};
    let server = Server::start(vec![
        Answer::new(200, KEYS).header("x-ms-request-id", "r-1"),
    ]);
    let parameters = RegenerateKeyParameters {
        key_type: Some(KeyType::Primary),
    };
    let response = new_communication(&server)
        .regenerate_key("rg 1", "acs_1", &parameters)
        .await
        .expect("200");
    assert_eq!(response.status(), StatusCode::Ok);
    assert_eq!(response.request_id(), Some("r-1"));
    let keys = response.into_model().expect("the body is of the model");
    check_keys(
        keys.primary_key.as_ref(),
        keys.secondary_key.as_ref(),
        &format!("{keys:?}"),
    );
    let target = path(
        "rg%201/providers/Microsoft.Communication/communicationServices/acs_1/regenerateKey?api-version=2023-04-01",
    );
    check_post(&server.only(), &target, r#"{"keyType":"Primary"}"#);
}

#[tokio::test]
async fn communication_2020_08_20_regenerate_key() {
    use communication::v2020_08_20::models::RegenerateKeyParameters;
    let server = Server::start(vec![
        Answer::new(200, KEYS),
        Answer::new(200, KEYS),
        Answer::new(200, KEYS),
    ]);
    let client = old_communication(&server);
    // Any case is accepted and the declared one is sent. Without a value, the body is an empty object.
    for bound in [Some("SECONDARY"), Some("Unheard-of"), None] {
        let parameters = RegenerateKeyParameters {
            key_type: bound.map(Into::into),
        };
        let keys = client
            .regenerate_key("rg1", "acs1", &parameters)
            .await
            .expect("200")
            .into_model()
            .expect("a model");
        check_keys(
            keys.primary_key.as_ref(),
            keys.secondary_key.as_ref(),
            &format!("{keys:?}"),
        );
    }
    let target = path(
        "rg1/providers/Microsoft.Communication/communicationServices/acs1/regenerateKey?api-version=2020-08-20",
    );
    let bodies = [
        r#"{"keyType":"Secondary"}"#,
        r#"{"keyType":"Unheard-of"}"#,
        "{}",
    ];
    for (received, body) in server.received().iter().zip(bodies) {
        check_post(received, &target, body);
    }
}

#[tokio::test]
async fn maps_regenerate_keys() {
    use maps::v2023_06_01::models::{KeyType, MapsKeySpecification};
    let body =
        r#"{"primaryKey":"p1","secondaryKey":"s1","primaryKeyLastUpdated":"2024-05-01T10:00:00Z"}"#;
    let server = Server::start(vec![Answer::new(200, body)]);
    let specification = MapsKeySpecification::new(KeyType::Primary);
    let response = maps_accounts(&server)
        .regenerate_keys("rg1", "maps1", &specification)
        .await;
    let keys = response.expect("200").into_model().expect("a model");
    check_keys(
        keys.primary_key.as_ref(),
        keys.secondary_key.as_ref(),
        &format!("{keys:?}"),
    );
    assert_eq!(
        keys.primary_key_last_updated.as_deref(),
        Some("2024-05-01T10:00:00Z")
    );
    let target =
        path("rg1/providers/Microsoft.Maps/accounts/maps1/regenerateKey?api-version=2023-06-01");
    check_post(&server.only(), &target, r#"{"keyType":"primary"}"#);
}

#[tokio::test]
async fn apimanagement_regenerate_secondary_key_then_list_secrets() {
    use apimanagement::v2024_05_01::models::AccessIdName;
    let secrets = r#"{"id":"access","principalId":"u1","primaryKey":"p1","secondaryKey":"s1","enabled":true}"#;
    let answers = vec![
        Answer::new(204, ""),
        Answer::new(200, secrets).header("ETag", "\"7\""),
    ];
    let server = Server::start(answers);
    let client = tenant_access(&server);
    let response = client
        .regenerate_secondary_key("rg1", "apim1", AccessIdName::GitAccess)
        .await
        .expect("204");
    assert_eq!(response.status(), StatusCode::NoContent);
    response.into_model().expect("nothing to read");
    let response = client
        .list_secrets("rg1", "apim1", AccessIdName::GitAccess)
        .await
        .expect("200");
    assert_eq!(
        response.etag().map(|it| it.to_string()).as_deref(),
        Some("\"7\"")
    );
    let secrets = response.into_model().expect("a model");
    check_keys(
        secrets.primary_key.as_ref(),
        secrets.secondary_key.as_ref(),
        &format!("{secrets:?}"),
    );
    let base = "rg1/providers/Microsoft.ApiManagement/service/apim1/tenant/gitAccess";
    let received = server.received();
    check_post(
        &received[0],
        &path(&format!(
            "{base}/regenerateSecondaryKey?api-version=2024-05-01"
        )),
        "",
    );
    check_post(
        &received[1],
        &path(&format!("{base}/listSecrets?api-version=2024-05-01")),
        "",
    );
}

/// By arguments with the key type alone, by arguments with a body object, and by the resource ID.
#[tokio::test]
async fn operations_are_addressed_in_three_ways() {
    use communication::v2020_08_20::models::{KeyType, RegenerateKeyParameters};
    let server = Server::start(vec![Answer::new(200, KEYS); 4]);
    let client = old_communication(&server);
    let by_type = RegenerateKeyParameters {
        key_type: Some("primary".into()),
    };
    client
        .regenerate_key("rg1", "acs1", by_type.clone())
        .await
        .expect("by key type");
    let object: JsonValue = serde_json::json!({ "keyType": "Primary" });
    client
        .regenerate_key("rg1", "acs1", &object)
        .await
        .expect("by a body object");
    let text = path("rg1/providers/microsoft.communication/COMMUNICATIONSERVICES/acs1");
    let id: ResourceId = text.parse().expect("an id");
    client
        .regenerate_key_by_id(&id, &by_type)
        .await
        .expect("by the text of an id");
    let id = ResourceId::new(
        "another",
        "rg1",
        "Microsoft.Communication/communicationServices",
        &["acs1"],
    )
    .expect("an id");
    client
        .regenerate_key_by_id(
            &id,
            RegenerateKeyParameters {
                key_type: Some(KeyType::Primary),
            },
        )
        .await
        .expect("by an id");
    let tail = "rg1/providers/Microsoft.Communication/communicationServices/acs1/regenerateKey?api-version=2020-08-20";
    for (index, received) in server.received().iter().enumerate() {
        let subscription = if index == 3 { "another" } else { SUBSCRIPTION };
        let target = format!("/subscriptions/{subscription}/resourceGroups/{tail}");
        check_post(received, &target, r#"{"keyType":"Primary"}"#);
    }
}

const ERROR: &str = r#"{"error":{"code":"InvalidKeyType","message":"The key type \"Tertiary\" is not valid.","target":"keyType",
"details":[{"code":"Inner","message":"Why","target":"a"}],"additionalInfo":[{"type":"PolicyViolation","info":{"policy":"p"}}]}}"#;

fn check_error<T: std::fmt::Debug>(result: arm_runtime::Result<T>) {
    let error = result.expect_err("400");
    assert_eq!(error.http_status(), Some(StatusCode::BadRequest));
    let arm = ArmError::from_error(&error).expect("an error of ARM");
    assert_eq!(arm.status, StatusCode::BadRequest);
    assert_eq!(arm.code(), Some("InvalidKeyType"));
    assert_eq!(
        arm.message(),
        Some("The key type \"Tertiary\" is not valid.")
    );
    assert_eq!(arm.target(), Some("keyType"));
    assert_eq!(
        (
            arm.details()[0].code.as_deref(),
            arm.details()[0].target.as_deref()
        ),
        (Some("Inner"), Some("a"))
    );
    assert_eq!(
        arm.additional_info()[0].kind.as_deref(),
        Some("PolicyViolation")
    );
    assert_eq!(arm.additional_info()[0].info["policy"], "p");
    assert_eq!(arm.request_id.as_deref(), Some("r-9"));
    assert!(error.to_string().contains("InvalidKeyType"), "{error}");
}

#[tokio::test]
async fn errors_of_the_service_are_read() {
    let refusal = || vec![Answer::new(400, ERROR).header("x-ms-request-id", "r-9")];
    let server = Server::start(refusal());
    check_error(
        old_communication(&server)
            .regenerate_key("rg1", "acs1", serde_json::json!({}))
            .await
            .map(|_| ()),
    );
    let server = Server::start(refusal());
    check_error(
        new_communication(&server)
            .regenerate_key("rg1", "acs1", serde_json::json!({}))
            .await
            .map(|_| ()),
    );
    let server = Server::start(refusal());
    check_error(
        maps_accounts(&server)
            .regenerate_keys("rg1", "m1", serde_json::json!({}))
            .await
            .map(|_| ()),
    );
    let server = Server::start(refusal());
    check_error(
        tenant_access(&server)
            .regenerate_secondary_key("rg1", "a1", "access".into())
            .await
            .map(|_| ()),
    );
    let server = Server::start(refusal());
    check_error(
        tenant_access(&server)
            .list_secrets("rg1", "a1", "access".into())
            .await
            .map(|_| ()),
    );
}

fn check_refused<T: std::fmt::Debug>(result: arm_runtime::Result<T>, parts: &[&str]) {
    let error = result.expect_err("refused").to_string();
    for part in parts {
        assert!(error.contains(part), "`{part}` is not in: {error}");
    }
}

#[tokio::test]
async fn refused_before_anything_is_sent() {
    let server = Server::start(Vec::new());
    let body = serde_json::json!({});
    let old = old_communication(&server);
    check_refused(
        old.regenerate_key("rg1", "", &body).await.map(|_| ()),
        &["communicationServiceName"],
    );
    check_refused(
        old.regenerate_key("..", "acs1", &body).await.map(|_| ()),
        &["resourceGroupName"],
    );
    check_refused(
        old.regenerate_key("rg1", "a/b", &body).await.map(|_| ()),
        &["communicationServiceName"],
    );
    let new = new_communication(&server);
    check_refused(
        new.regenerate_key("rg1", &"x".repeat(64), &body)
            .await
            .map(|_| ()),
        &["communicationServiceName", "63"],
    );
    let wrong: ResourceId = path("rg1/providers/Microsoft.Maps/accounts/m1")
        .parse()
        .expect("an id");
    check_refused(
        new.regenerate_key_by_id(&wrong, &body).await.map(|_| ()),
        &["communicationServices"],
    );
    check_refused(
        maps_accounts(&server)
            .regenerate_keys(&"x".repeat(91), "m1", &body)
            .await
            .map(|_| ()),
        &["resourceGroupName", "90"],
    );
    let access = tenant_access(&server);
    check_refused(
        access
            .regenerate_secondary_key("rg1", "1apim", "access".into())
            .await
            .map(|_| ()),
        &["serviceName"],
    );
    check_refused(
        access
            .regenerate_secondary_key("rg1", "apim1", "".into())
            .await
            .map(|_| ()),
        &["accessName"],
    );
    assert_eq!(server.received(), []);
}

/// `.request()` returns the request without sending it or requesting a token.
#[test]
fn a_request_is_returned_without_sending_it() {
    let server = Server::start(Vec::new());
    let call = maps_accounts(&server).regenerate_keys(
        "rg1",
        "m1",
        serde_json::json!({ "keyType": "secondary" }),
    );
    let request = call.request().expect("in order");
    let target =
        path("rg1/providers/Microsoft.Maps/accounts/m1/regenerateKey?api-version=2023-06-01");
    assert_eq!(
        request.url().as_str(),
        format!("https://{}{target}", server.authority())
    );
    assert!(
        request
            .headers()
            .get_optional_str(&"authorization".into())
            .is_none()
    );
    assert_eq!(server.received(), []);
}
