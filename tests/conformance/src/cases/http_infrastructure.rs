//! `httpInfrastructure.json`, `head.json`, `head-exceptions.json`: status codes, retries, redirects.

use arm_runtime::{ResponseExt, StatusCode};
use httpinfrastructure::{models::*, *};
use serde_json::json;

use crate::table::{Fails, Table, ok, same};

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    success(t, &client.http_success_client());
    heads(t, &client);
    failures(t, &client);
    retries(t, &client.http_retry_client());
    redirects(t, &client.http_redirects_client());
    responses(t, &client.multiple_responses_client());
    defaults(t, &client.multiple_responses_client());
}

fn success(t: &mut Table, c: &HttpSuccessClient) {
    t.gives("HttpSuccess200Get", c.get200(), json!(true));
    t.sends("HttpSuccess200Put", "PUT /http/success/200", c.put200(true));
    t.sends("HttpSuccess200Patch", "PATCH /http/success/200", c.patch200(true));
    t.sends("HttpSuccess200Post", "POST /http/success/200", c.post200(true));
    t.sends("HttpSuccess200Delete", "DELETE /http/success/200", c.delete200(true));
    t.sends("HttpSuccess201Put", "PUT /http/success/201", c.put201(true));
    t.sends("HttpSuccess201Post", "POST /http/success/201", c.post201(true));
    t.sends("HttpSuccess202Put", "PUT /http/success/202", c.put202(true));
    t.sends("HttpSuccess202Patch", "PATCH /http/success/202", c.patch202(true));
    t.sends("HttpSuccess202Post", "POST /http/success/202", c.post202(true));
    t.sends("HttpSuccess202Delete", "DELETE /http/success/202", c.delete202(true));
    t.sends("HttpSuccess204Put", "PUT /http/success/204", c.put204(true));
    t.sends("HttpSuccess204Patch", "PATCH /http/success/204", c.patch204(true));
    t.sends("HttpSuccess204Post", "POST /http/success/204", c.post204(true));
    t.sends("HttpSuccess204Delete", "DELETE /http/success/204", c.delete204(true));
}

/// A HEAD with a declared 404 returns whether the resource exists.
fn heads(t: &mut Table, client: &Client) {
    t.sends("HttpSuccess200Head", "HEAD /http/success/200", client.http_success_client().head200());
    t.sends("HttpSuccess204Head", "HEAD /http/success/204", client.http_success_client().head204());
    let call = client.http_success_client().head404();
    t.case("HttpSuccess404Head", async move { same(&ok(call.await)?.status(), &StatusCode::NotFound) });
    let c = head::Client::new(t.credential(), t.options()).unwrap().http_success_client();
    let exists = |call: arm_runtime::Call<bool>, status: StatusCode| async move { same(&ok(call.await)?.status(), &status) };
    t.case("HttpSuccess200Head", exists(c.head200(), StatusCode::Ok));
    t.case("HttpSuccess204Head", exists(c.head204(), StatusCode::NoContent));
    t.case("HttpSuccess404Head", exists(c.head404(), StatusCode::NotFound));
    let c = head_exceptions::Client::new(t.credential(), t.options()).unwrap().head_exception_client();
    t.sends("HttpSuccess200Head", "HEAD /http/success/200", c.head200());
    t.sends("HttpSuccess204Head", "HEAD /http/success/204", c.head204());
    t.fails("HttpSuccess404Head", c.head404(), Fails::With(404));
}

fn failures(t: &mut Table, client: &Client) {
    let c = client.http_client_failure_client();
    let with = Fails::With;
    t.fails("HttpClientFailure400Head", c.head400(), with(400));
    t.fails("HttpClientFailure400Get", c.get400(), with(400));
    t.fails("HttpClientFailure400Put", c.put400(true), with(400));
    t.fails("HttpClientFailure400Patch", c.patch400(true), with(400));
    t.fails("HttpClientFailure400Post", c.post400(true), with(400));
    t.fails("HttpClientFailure400Delete", c.delete400(true), with(400));
    t.fails("HttpClientFailure401Head", c.head401(), with(401));
    t.fails("HttpClientFailure402Get", c.get402(), with(402));
    t.fails("HttpClientFailure403Get", c.get403(), with(403));
    t.fails("HttpClientFailure404Put", c.put404(true), with(404));
    t.fails("HttpClientFailure405Patch", c.patch405(true), with(405));
    t.fails("HttpClientFailure406Post", c.post406(true), with(406));
    t.fails("HttpClientFailure407Delete", c.delete407(true), with(407));
    t.fails("HttpClientFailure409Put", c.put409(true), with(409));
    t.fails("HttpClientFailure410Head", c.head410(), with(410));
    t.fails("HttpClientFailure411Get", c.get411(), with(411));
    t.fails("HttpClientFailure412Get", c.get412(), with(412));
    t.fails("HttpClientFailure413Put", c.put413(true), with(413));
    t.fails("HttpClientFailure414Patch", c.patch414(true), with(414));
    t.fails("HttpClientFailure415Post", c.post415(true), with(415));
    t.fails("HttpClientFailure416Get", c.get416(), with(416));
    t.fails("HttpClientFailure417Delete", c.delete417(true), with(417));
    // Retried three times.
    t.fails("HttpClientFailure429Head", c.head429(), with(429)).over(&["HEAD /http/failure/client/429"; 4]);
    let c = client.http_server_failure_client();
    t.fails("HttpServerFailure501Head", c.head501(), with(501)).over(&["HEAD /http/failure/server/501"]);
    t.fails("HttpServerFailure501Get", c.get501(), with(501)).over(&["GET /http/failure/server/501"]);
    t.fails("HttpServerFailure505Post", c.post505(true), with(505)).over(&["POST /http/failure/server/505"]);
    t.fails("HttpServerFailure505Delete", c.delete505(true), with(505)).over(&["DELETE /http/failure/server/505"]);
    let c = client.http_failure_client();
    t.fails("ResponsesScenarioEmptyErrorBody", c.get_empty_error(), with(400));
    t.fails("ResponsesScenarioNoModelErrorBody", c.get_no_model_error(), Fails::Saying("NoErrorModel"));
    t.fails("ResponsesScenarioNoModelEmptyBody", c.get_no_model_empty(), Fails::Saying("the response has no body"));
}

fn retries(t: &mut Table, c: &HttpRetryClient) {
    let mut twice = |scenario: &'static str, request: &str, call: arm_runtime::Call<()>| {
        t.case(scenario, async move { same(&ok(call.await)?.status(), &StatusCode::Ok) }).over(&[request; 2]);
    };
    twice("HttpRetry408Head", "HEAD /http/retry/408", c.head408());
    twice("HttpRetry500Put", "PUT /http/retry/500", c.put500(true));
    twice("HttpRetry500Patch", "PATCH /http/retry/500", c.patch500(true));
    twice("HttpRetry502Get", "GET /http/retry/502", c.get502());
    // A POST is retried because the caller allows it.
    twice("HttpRetry503Post", "POST /http/retry/503", c.post503(true).repeatable(true));
    twice("HttpRetry503Delete", "DELETE /http/retry/503", c.delete503(true));
    twice("HttpRetry504Put", "PUT /http/retry/504", c.put504(true));
    twice("HttpRetry504Patch", "PATCH /http/retry/504", c.patch504(true));
}

/// Redirects are not followed, because a token must not be sent to a host named by a response. A declared redirect is a
/// response, any other an error.
fn redirects(t: &mut Table, c: &HttpRedirectsClient) {
    t.reads("HttpRedirect300Get", c.get300(), |found: Option<Vec<String>>| same(&found, &Some(vec!["/http/success/get/200".to_owned()])));
    let location = |call: arm_runtime::Call<()>, wanted: &'static str| async move { same(&ok(call.await)?.header("location"), &Some(wanted)) };
    t.case("HttpRedirect300Head", location(c.head300(), "/http/success/head/200")).over(&["HEAD /http/redirect/300"]);
    t.case("HttpRedirect301Head", location(c.head301(), "/http/success/head/200")).over(&["HEAD /http/redirect/301"]);
    t.case("HttpRedirect301Get", location(c.get301(), "/http/success/get/200")).over(&["GET /http/redirect/301"]);
    t.case("HttpRedirect301Put", location(c.put301(true), "/http/failure/500")).over(&["PUT /http/redirect/301"]);
    t.case("HttpRedirect302Head", location(c.head302(), "/http/success/head/200")).over(&["HEAD /http/redirect/302"]);
    t.case("HttpRedirect302Get", location(c.get302(), "/http/success/get/200")).over(&["GET /http/redirect/302"]);
    t.case("HttpRedirect302Patch", location(c.patch302(true), "/http/failure/500")).over(&["PATCH /http/redirect/302"]);
    t.case("HttpRedirect303Post", location(c.post303(true), "/http/success/get/200")).over(&["POST /http/redirect/303"]);
    t.case("HttpRedirect307Head", location(c.head307(), "/http/success/head/200")).over(&["HEAD /http/redirect/307"]);
    t.case("HttpRedirect307Get", location(c.get307(), "/http/success/get/200")).over(&["GET /http/redirect/307"]);
    t.case("HttpRedirect307Put", location(c.put307(true), "/http/success/put/200")).over(&["PUT /http/redirect/307"]);
    t.case("HttpRedirect307Patch", location(c.patch307(true), "/http/success/patch/200")).over(&["PATCH /http/redirect/307"]);
    t.case("HttpRedirect307Post", location(c.post307(true), "/http/success/post/200")).over(&["POST /http/redirect/307"]);
    t.case("HttpRedirect307Delete", location(c.delete307(true), "/http/success/delete/200")).over(&["DELETE /http/redirect/307"]);
}

fn responses(t: &mut Table, c: &MultipleResponsesClient) {
    let refused = Fails::Saying("400 Bad Request: client error");
    let a = || json!({"statusCode": "200"});
    t.gives("ResponsesScenarioA200MatchingModel", c.get200_model204_no_model_default_error200_valid(), a());
    t.gives("ResponsesScenarioA204MatchingNoModel", c.get200_model204_no_model_default_error204_valid(), json!(null));
    t.fails("ResponsesScenarioA201DefaultNoModel", c.get200_model204_no_model_default_error201_invalid(), Fails::With(201));
    t.fails("ResponsesScenarioA202DefaultNoModel", c.get200_model204_no_model_default_error202_none(), Fails::With(202));
    t.fails("ResponsesScenarioA400DefaultModel", c.get200_model204_no_model_default_error400_valid(), refused);
    t.gives("ResponsesScenarioB200MatchingModel", c.get200_model201_model_default_error200_valid(), a());
    let call = c.get200_model201_model_default_error201_valid();
    t.case("ResponsesScenarioB201MatchingModel", async move { same(&ok(ok(call.await)?.decode::<B>())?.text_status_code.as_deref(), &Some("Created")) });
    t.fails("ResponsesScenarioB400DefaultModel", c.get200_model201_model_default_error400_valid(), refused);
    t.gives("ResponsesScenarioC200MatchingModel", c.get200_model_a201_model_c404_model_d_default_error200_valid(), a());
    let call = c.get200_model_a201_model_c404_model_d_default_error201_valid();
    t.case("ResponsesScenarioC201MatchingModel", async move { same(&ok(ok(call.await)?.decode::<C>())?.http_code.as_deref(), &Some("201")) });
    // A declared 404 is an error whose body is available.
    t.refuses("ResponsesScenarioC404MatchingModel", c.get200_model_a201_model_c404_model_d_default_error404_valid(), 404, |found: D| same(&found.http_status_code.as_deref(), &Some("404")));
    t.fails("ResponsesScenarioC400DefaultModel", c.get200_model_a201_model_c404_model_d_default_error400_valid(), refused);
    let status = |call: arm_runtime::Call<()>, wanted: StatusCode| async move { same(&ok(call.await)?.status(), &wanted) };
    t.case("ResponsesScenarioD202MatchingNoModel", status(c.get202_none204_none_default_error202_none(), StatusCode::Accepted));
    t.case("ResponsesScenarioD204MatchingNoModel", status(c.get202_none204_none_default_error204_none(), StatusCode::NoContent));
    t.fails("ResponsesScenarioD400DefaultModel", c.get202_none204_none_default_error400_valid(), refused);
    t.case("ResponsesScenarioE202MatchingInvalid", status(c.get202_none204_none_default_none202_invalid(), StatusCode::Accepted));
    t.case("ResponsesScenarioE204MatchingNoModel", status(c.get202_none204_none_default_none204_none(), StatusCode::NoContent));
    t.fails("ResponsesScenarioE400DefaultNoModel", c.get202_none204_none_default_none400_none(), Fails::With(400));
    t.fails("ResponsesScenarioE400DefaultInvalid", c.get202_none204_none_default_none400_invalid(), Fails::With(400));
}

fn defaults(t: &mut Table, c: &MultipleResponsesClient) {
    let (with, a) = (Fails::With, || json!({"statusCode": "200"}));
    t.gives("ResponsesScenarioF200DefaultModel", c.get_default_model_a200_valid(), a());
    t.fails("ResponsesScenarioF200DefaultNone", c.get_default_model_a200_none(), Fails::Unreadable);
    t.fails("ResponsesScenarioF400DefaultModel", c.get_default_model_a400_valid(), with(400));
    t.fails("ResponsesScenarioF400DefaultNone", c.get_default_model_a400_none(), with(400));
    t.sends("ResponsesScenarioG200DefaultInvalid", "GET /http/payloads/default/none/response/200/invalid", c.get_default_none200_invalid());
    t.sends("ResponsesScenarioG200DefaultNoModel", "GET /http/payloads/default/none/response/200/none", c.get_default_none200_none());
    t.fails("ResponsesScenarioG400DefaultInvalid", c.get_default_none400_invalid(), with(400));
    t.fails("ResponsesScenarioG400DefaultNoModel", c.get_default_none400_none(), with(400));
    t.fails("ResponsesScenarioH200MatchingNone", c.get200_model_a200_none(), Fails::Unreadable);
    t.gives("ResponsesScenarioH200MatchingModel", c.get200_model_a200_valid(), a());
    t.gives("ResponsesScenarioH200MatchingInvalid", c.get200_model_a200_invalid(), json!({}));
    t.fails("ResponsesScenarioH400NonMatchingNone", c.get200_model_a400_none(), with(400));
    t.fails("ResponsesScenarioH400NonMatchingModel", c.get200_model_a400_valid(), with(400));
    t.fails("ResponsesScenarioH400NonMatchingInvalid", c.get200_model_a400_invalid(), with(400));
    t.fails("ResponsesScenarioH202NonMatchingModel", c.get200_model_a202_valid(), with(202));
}
