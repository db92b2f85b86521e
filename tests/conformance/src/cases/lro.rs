//! `lro.json` and `lro-parameterized-endpoints.json`: long-running operations that succeed, or fail as reported by the
//! service.

use arm_runtime::{Context, azure_core::http::request::options::ClientRequestId};
use lro::{models::*, *};
use serde_json::{Value, json};

use crate::table::{Fails, Table, ok};

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    let c = client.lros_client();
    puts(t, &c);
    patches(t, &c);
    deletes(t, &c);
    posts(t, &c);
    retries(t, &client.lro_retrys_client());
    custom_headers(t, &client.lros_custom_header_client());
    hosts(t);
}

/// Returns a resource with this state.
fn foo(state: &str) -> Value {
    json!({"id": "100", "name": "foo", "properties": {"provisioningState": state}})
}

fn product() -> Product {
    Product { location: Some("West US".to_owned()), ..Product::default() }
}

fn puts(t: &mut Table, c: &LrosClient) {
    let done = || foo("Succeeded");
    t.gives("LROPutInlineComplete", c.put200_succeeded(product()), done()).over(&["PUT /lro/put/200/succeeded"]);
    t.gives("LROPutInlineComplete201", c.put201_succeeded(product()), done()).over(&["PUT /lro/put/201/succeeded"]);
    t.gives("LROPut200InlineCompleteNoState", c.put200_succeeded_no_state(product()), json!({"id": "100", "name": "foo"})).over(&["PUT /lro/put/200/succeeded/nostate"]);
    t.gives("LROPut202Retry200", c.put202_retry200(product()), json!({"id": "100", "name": "foo"})).over(&["PUT /lro/put/202/retry/200", "GET /lro/put/202/retry/operationResults/200"]);
    t.gives("LROPutSucceededWithBody", c.put201_creating_succeeded200(product()), done()).over(&["PUT /lro/put/201/creating/succeeded/200", "GET /lro/put/201/creating/succeeded/200"]);
    t.gives("LROPutSucceededNoBody", c.put200_updating_succeeded204(product()), done()).over(&["PUT /lro/put/200/updating/succeeded/200", "GET /lro/put/200/updating/succeeded/200"]);
    t.fails("LROPutFailed", c.put201_creating_failed200(product()), Fails::Saying("ended as Failed")).over(&["PUT /lro/put/201/created/failed/200", "GET /lro/put/201/created/failed/200"]);
    t.fails("LROPutCanceled", c.put200_acceptedcanceled200(product()), Fails::Saying("ended as Canceled")).over(&["PUT /lro/put/200/accepted/canceled/200", "GET /lro/put/200/accepted/canceled/200"]);
    t.gives("LROPutNoHeaderInRetry", c.put_no_header_in_retry(product()), done()).over(&["PUT /lro/put/noheader/202/200", "GET /lro/put/noheader/operationresults", "GET /lro/put/noheader/operationresults"]);
    t.gives("LROPutAsyncRetrySucceeded", c.put_async_retry_succeeded(product()), done()).over(&[
        "PUT /lro/putasync/retry/succeeded",
        "GET /lro/putasync/retry/succeeded/operationResults/200/",
        "GET /lro/putasync/retry/succeeded/operationResults/200",
        "GET /lro/putasync/retry/succeeded",
    ]);
    t.gives("LROPutAsyncNoRetrySucceeded", c.put_async_no_retry_succeeded(product()), done()).over(&[
        "PUT /lro/putasync/noretry/succeeded",
        "GET /lro/putasync/noretry/succeeded/operationResults/200/",
        "GET /lro/putasync/noretry/succeeded/operationResults/200",
        "GET /lro/putasync/noretry/succeeded",
    ]);
    t.fails("LROPutAsyncRetryFailed", c.put_async_retry_failed(product()), Fails::Saying("ended as Failed"));
    t.fails("LROPutAsyncNoRetryCanceled", c.put_async_no_retrycanceled(product()), Fails::Saying("ended as Canceled"));
    t.gives("LROPutAsyncNoHeaderInRetry", c.put_async_no_header_in_retry(product()), done()).over(&[
        "PUT /lro/putasync/noheader/201/200",
        "GET /lro/putasync/noheader/operationresults/123",
        "GET /lro/putasync/noheader/operationresults/123",
        "GET /lro/putasync/noheader/201/200",
    ]);
    let sku = || Sku { name: Some("sku".to_owned()), id: Some("100".to_owned()) };
    t.reads("LROPutNonResourceInRetry", c.put_non_resource(sku()), move |found: Sku| crate::table::same(&found, &sku()));
    t.reads("LROPutNonResourceAsyncInRetry", c.put_async_non_resource(sku()), move |found: Sku| crate::table::same(&found, &sku()));
    let sub = json!({"id": "100", "properties": {"provisioningState": "Succeeded"}});
    t.gives("LROPutSubResourceInRetry", c.put_sub_resource(SubProduct::default()), sub.clone());
    t.gives("LROPutSubResourceAsyncInRetry", c.put_async_sub_resource(SubProduct::default()), sub).over(&[
        "PUT /lro/putsubresourceasync/202/200",
        "GET /lro/putsubresourceasync/operationresults/123",
        "GET /lro/putsubresourceasync/operationresults/123",
        "GET /lro/putsubresourceasync/202/200",
    ]);
}

fn patches(t: &mut Table, c: &LrosClient) {
    let resource = |path: &str| json!({"id": path, "name": "foo", "properties": {"provisioningState": "Succeeded"}});
    let path = "/lro/patch/201/retry/onlyAsyncHeader";
    t.gives("LROPatch201WithAsyncHeader", c.patch201_retry_with_async_header(product()), resource(path)).over(&[
        "PATCH /lro/patch/201/retry/onlyAsyncHeader",
        "GET /lro/patch/201/retry/onlyAsyncHeader/operationStatuses/201",
        "GET /lro/patch/201/retry/onlyAsyncHeader/operationStatuses/201",
        "GET /lro/patch/201/retry/onlyAsyncHeader",
    ]);
    let path = "/lro/patch/202/retry/asyncAndLocationHeader";
    t.gives("LROPatch202WithAsyncAndLocationHeader", c.patch202_retry_with_async_and_location_header(product()), resource(path));
    t.gives("LROPatchInlineCompleteIgnoreHeaders", c.patch200_succeeded_ignore_headers(product()), foo("Succeeded")).over(&["PATCH /lro/patch/200/succeeded/ignoreheaders"]);
}

fn deletes(t: &mut Table, c: &LrosClient) {
    let poll = |path: &str, polls: usize| -> Vec<String> { std::iter::once(format!("DELETE {path}")).chain(std::iter::repeat_n(format!("GET {path}"), polls)).collect() };
    let two = |path: &str| poll(path, 1);
    let wire = two("/lro/delete/provisioning/202/accepted/200/succeeded");
    t.gives("LRODeleteProvisioningSucceededWithBody", c.delete_provisioning202_accepted200_succeeded(), foo("Succeeded")).over(&[&wire[0], &wire[1]]);
    t.fails("LRODeleteProvisioningFailed", c.delete_provisioning202_deleting_failed200(), Fails::Saying("ended as Failed"));
    t.fails("LRODeleteProvisioningCanceled", c.delete_provisioning202_deletingcanceled200(), Fails::Saying("ended as Canceled"));
    t.sends("LRODeleteInlineComplete", "DELETE /lro/delete/204/succeeded", c.delete204_succeeded());
    let wire = two("/lro/delete/202/retry/200");
    ends(t, "LRODelete200", c.delete202_retry200(), &wire);
    let wire = two("/lro/delete/202/noretry/204");
    ends(t, "LRODelete204", c.delete202_no_retry204(), &wire);
    let wire = ["DELETE /lro/delete/noheader", "GET /lro/delete/noheader/operationresults/123", "GET /lro/delete/noheader/operationresults/123"];
    ends(t, "LRODeleteNoHeaderInRetry", c.delete_no_header_in_retry(), &wire.map(str::to_owned));
    let wire = ["DELETE /lro/deleteasync/noheader/202/204", "GET /lro/deleteasync/noheader/operationresults/123", "GET /lro/deleteasync/noheader/operationresults/123"];
    ends(t, "LRODeleteAsyncNoHeaderInRetry", c.delete_async_no_header_in_retry(), &wire.map(str::to_owned));
    let wire = ["DELETE /lro/deleteasync/retry/succeeded", "GET /lro/deleteasync/retry/succeeded/operationResults/200/", "GET /lro/deleteasync/retry/succeeded/operationResults/200"];
    ends(t, "LRODeleteAsyncRetrySucceeded", c.delete_async_retry_succeeded(), &wire.map(str::to_owned));
    let wire = wire.map(|line| line.replace("/retry/", "/noretry/"));
    ends(t, "LRODeleteAsyncNoRetrySucceeded", c.delete_async_no_retry_succeeded(), &wire);
    t.fails("LRODeleteAsyncRetryFailed", c.delete_async_retry_failed(), Fails::Saying("ended as Failed"));
    t.fails("LRODeleteAsyncRetryCanceled", c.delete_async_retrycanceled(), Fails::Saying("ended as Canceled"));
}

/// Checks that the operation succeeds with these requests.
fn ends<T: 'static>(t: &mut Table, scenario: &'static str, poller: arm_runtime::Poller<T>, wire: &[String]) {
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.case(scenario, async move { ok(poller.await).map(drop) }).over(&wire);
}

fn posts(t: &mut Table, c: &LrosClient) {
    let done = || foo("Succeeded");
    t.gives("LROPost200", c.post200_with_payload(), json!({"name": "product", "id": "1"})).over(&["POST /lro/post/payload/200", "GET /lro/post/payload/200"]);
    let wire = ["POST /lro/post/202/retry/200", "GET /lro/post/202/retry/200", "GET /lro/post/newuri/202/retry/200"];
    ends(t, "LROPostSuccededWithBody", c.post202_retry200(product()), &wire.map(str::to_owned));
    let wire = ["POST /lro/post/202/noretry/204", "GET /lro/post/202/noretry/204", "GET /lro/post/newuri/202/noretry/204"];
    ends(t, "LROPostSuccededNoBody", c.post202_no_retry204(product()), &wire.map(str::to_owned));
    t.gives("LROPostAndGetList", c.post202_list(), json!([{"id": "100", "name": "foo"}])).over(&["POST /lro/list", "GET /lro/list/pollingGet", "GET /lro/list/finalGet"]);
    t.gives(["LROPostDoubleHeadersFinalLocationPost", "LROPostDoubleHeadersFinalLocationAsync", "LROPostDoubleHeadersFinalLocationGet"], c.post_double_headers_final_location_get(), json!({"id": "100", "name": "foo"})).over(&[
        "POST /lro/LROPostDoubleHeadersFinalLocationGet",
        "GET /lro/LROPostDoubleHeadersFinalLocationGet/asyncOperationUrl",
        "GET /lro/LROPostDoubleHeadersFinalLocationGet/location",
    ]);
    t.gives("LROPostDoubleHeadersFinalAzureHeaderGet", c.post_double_headers_final_azure_header_get(), json!({"id": "100"}))
        .over(&["POST /lro/LROPostDoubleHeadersFinalAzureHeaderGet", "GET /lro/LROPostDoubleHeadersFinalAzureHeaderGet/asyncOperationUrl"]);
    t.gives("LROPostDoubleHeadersFinalAzureHeaderGetDefault", c.post_double_headers_final_azure_header_get_default(), json!({"id": "100", "name": "foo"}));
    t.gives("LROPostAsyncRetrySucceeded", c.post_async_retry_succeeded(product()), done());
    t.gives("LROPostAsyncNoRetrySucceeded", c.post_async_no_retry_succeeded(product()), done());
    t.fails("LROPostAsyncRetryFailed", c.post_async_retry_failed(product()), Fails::Saying("ended as Failed: 500"));
    t.fails("LROPostAsyncRetryCanceled", c.post_async_retrycanceled(product()), Fails::Saying("ended as Canceled"));
}

/// Every other request first fails with 500. A POST is retried because the caller allows it.
fn retries(t: &mut Table, c: &LroRetrysClient) {
    let done = || foo("Succeeded");
    let path = "/lro/retryerror/put/201/creating/succeeded/200";
    t.gives("LRORetryPutSucceededWithBody", c.put201_creating_succeeded200(product()), done()).over(&twice(&["PUT", "GET"], path));
    t.gives(["LRORetryErrorPutAsyncSucceeded", "LRORetryErrorPutAsyncSucceededPolling"], c.put_async_relative_retry_succeeded(product()), done());
    let path = "/lro/retryerror/delete/provisioning/202/accepted/200/succeeded";
    t.gives("LRORetryErrorDelete202Accepted200Succeeded", c.delete_provisioning202_accepted200_succeeded(), done()).over(&twice(&["DELETE", "GET"], path));
    let path = "/lro/retryerror/delete/202/retry/200";
    let poller = c.delete202_retry200();
    t.case("LRORetryErrorDelete202Retry200Succeeded", async move { ok(poller.await).map(drop) }).over(&twice(&["DELETE", "GET"], path));
    let poller = c.delete_async_relative_retry_succeeded();
    t.case("LRORetryErrorDeleteAsyncRetrySucceeded", async move { ok(poller.await).map(drop) });
    let poller = c.post202_retry200(product()).repeatable(true);
    t.case("LRORetryErrorPost202Retry200Succeeded", async move { ok(poller.await).map(drop) });
    let poller = c.post_async_relative_retry_succeeded(product()).repeatable(true);
    t.case("LRORetryErrorPostAsyncRetrySucceeded", async move { ok(poller.await).map(drop) });
}

/// Each method is sent twice.
fn twice(methods: &[&str], path: &str) -> Vec<&'static str> {
    let lines = methods.iter().flat_map(|method| std::iter::repeat_n(format!("{method} {path}"), 2));
    lines.map(|line| &*line.leak()).collect()
}

/// The caller's request ID is sent with every request.
fn custom_headers(t: &mut Table, c: &LrosCustomHeaderClient) {
    let context = || {
        let mut context = Context::new();
        context.insert(ClientRequestId::new("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0".to_owned()));
        context
    };
    t.gives("CustomHeaderPutAsyncSucceded", c.put_async_retry_succeeded(product()).context(context()), foo("Succeeded"));
    t.gives("CustomHeaderPutSucceeded", c.put201_creating_succeeded200(product()).context(context()), foo("Succeeded"));
    let poller = c.post202_retry200(product()).context(context());
    t.case("CustomHeaderPostSucceeded", async move { ok(poller.await).map(drop) });
    let poller = c.post_async_retry_succeeded(product()).context(context());
    t.case("CustomHeaderPostAsyncSucceded", async move { ok(poller.await).map(drop) });
}

fn hosts(t: &mut Table) {
    let (account, host) = t.authority().split_at(5);
    let c = lro_parameterized_endpoints::Client::from(t.unsigned(None, &[("accountName", account), ("host", host)]));
    let poller = c.poll_with_parameterized_endpoints();
    let constant = c.poll_with_constant_parameterized_endpoints();
    t.gives("LROParameterizedEndpoint", poller, json!("success")).over(&["POST /lroParameterizedEndpoints", "GET /lroParameterizedEndpoints/results/1"]);
    t.gives(["LROConstantParameterizedPost", "LROConstantParameterizedGet"], constant, json!("success"));
}
