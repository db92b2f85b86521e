//! `lro.json`, failing operations: the service returns errors or invalid responses.

use lro::{models::*, *};

use crate::table::{Fails, Table, ok};

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().lrosads_client();
    refusals(t, &c);
    nonsense(t, &c);
}

fn product() -> Product {
    Product { location: Some("West US".to_owned()), ..Product::default() }
}

fn refusals(t: &mut Table, c: &LrosadsClient) {
    let refused = Fails::With(400);
    t.fails("LRONonRetryPut400", c.put_non_retry400(product()), refused).over(&["PUT /lro/nonretryerror/put/400"]);
    t.fails("LRONonRetryPut201Creating400", c.put_non_retry201_creating400(product()), Fails::Saying("Error from the server"));
    t.fails("LRONonRetryPut201Creating400InvalidJson", c.put_non_retry201_creating400_invalid_json(product()), refused);
    t.fails("LRONonRetryPutAsyncRetry400", c.put_async_relative_retry400(product()), refused);
    t.fails("LRONonRetryDelete400", c.delete_non_retry400(), refused);
    t.fails("LRONonRetryDelete202Retry400", c.delete202_non_retry400(), refused);
    t.fails("LRONonRetryDeleteAsyncRetry400", c.delete_async_relative_retry400(), refused);
    t.fails("LRONonRetryPost400", c.post_non_retry400(product()), Fails::Saying("Expected bad request message"));
    t.fails("LRONonRetryPost202Retry400", c.post202_non_retry400(product()), refused);
    t.fails("LRONonRetryPostAsyncRetry400", c.post_async_relative_retry400(product()), refused);
}

fn nonsense(t: &mut Table, c: &LrosadsClient) {
    let unreadable = Fails::Unreadable;
    t.fails("LROErrorPut201NoProvisioningStatePayload", c.put_error201_no_provisioning_state_payload(product()), unreadable);
    t.fails("LROErrorPutAsyncNoPollingStatus", c.put_async_relative_retry_no_status(product()), Fails::Saying("returned no status"));
    t.fails("LROErrorPutAsyncNoPollingStatusPayload", c.put_async_relative_retry_no_status_payload(product()), Fails::Saying("no body"));
    t.fails("LROErrorPut200InvalidJson", c.put200_invalid_json(product()), Fails::Saying("not JSON"));
    t.fails("LROErrorPutAsyncInvalidJsonPolling", c.put_async_relative_retry_invalid_json_polling(product()), Fails::Saying("JSON"));
    t.fails("LROErrorDeleteAsyncNoPollingStatus", c.delete_async_relative_retry_no_status(), Fails::Saying("returned no status"));
    t.fails("LROErrorDeleteAsyncInvalidJsonPolling", c.delete_async_relative_retry_invalid_json_polling(), Fails::Saying("JSON"));
    t.fails("LROErrorPostNoLocation", c.post202_no_location(product()), Fails::Saying("does not contain a URL to poll"));
    t.fails("LROErrorPostAsyncNoPollingPayload", c.post_async_relative_retry_no_payload(product()), Fails::Saying("no body"));
    t.fails("LROErrorPostAsyncInvalidJsonPolling", c.post_async_relative_retry_invalid_json_polling(product()), Fails::Saying("JSON"));
    let poller = c.delete204_succeeded();
    t.case("LROErrorDeleteNoLocation", async move { ok(poller.await).map(drop) }).over(&["DELETE /lro/error/delete/204/nolocation"]);

    // The link is relative to the request, and does not exist.
    let lost = Fails::With(404);
    t.fails("LROErrorPutAsyncInvalidHeader", c.put_async_relative_retry_invalid_header(product()), lost).over(&["PUT /lro/error/putasync/retry/invalidheader", "GET /foo"]);
    t.fails("LROErrorDelete202RetryInvalidHeader", c.delete202_retry_invalid_header(), lost).over(&["DELETE /lro/error/delete/202/retry/invalidheader", "GET /foo"]);
    t.fails("LROErrorDeleteAsyncInvalidHeader", c.delete_async_relative_retry_invalid_header(), lost).over(&["DELETE /lro/error/deleteasync/retry/invalidheader", "GET /foo"]);
    t.fails("LROErrorPost202RetryInvalidHeader", c.post202_retry_invalid_header(product()), lost).over(&["POST /lro/error/post/202/retry/invalidheader", "GET /foo"]);
    t.fails("LROErrorPostAsyncInvalidHeader", c.post_async_relative_retry_invalid_header(product()), lost).over(&["POST /lro/error/postasync/retry/invalidheader", "GET /foo"]);
}
