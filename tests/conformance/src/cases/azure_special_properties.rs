//! `azure-special-properties.json` and `subscriptionId-apiVersion.json`: headers and parameters of all Azure requests.

use std::sync::Arc;

use arm_runtime::{
    Context, Request, Response, ResponseExt,
    azure_core::http::{
        headers::CLIENT_REQUEST_ID,
        policies::{Policy, PolicyResult},
        request::options::ClientRequestId,
    },
};
use async_trait::async_trait;
use azure_special_properties::*;
use serde_json::json;

use crate::table::{Fails, Table, ok, same};

const SUBSCRIPTION: &str = "1234-5678-9012-3456";
const REQUEST_ID: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";

pub fn add(t: &mut Table) {
    let client = Client::new(SUBSCRIPTION, t.credential(), t.options()).unwrap();
    versions(t, &client);
    subscriptions(t, &client);
    verbatim(t, &client);
    request_ids(t, &client);

    let c = client.odata_client();
    let options = OdataGetWithFilterOptions { filter: Some("id gt 5 and name eq 'foo'".to_owned()), top: Some(10), orderby: Some("id".to_owned()) };
    t.sends("AzureODataFilter", "GET /azurespecials/odata/filter?$filter=id%20gt%205%20and%20name%20eq%20%27foo%27&$top=10&$orderby=id", c.get_with_filter(Some(options)));

    let groups = subscriptionid_apiversion::Client::new("08978be9-6c9a-46ee-aaaf-e69aea7c1f0b", t.credential(), t.options()).unwrap().group_client();
    t.gives("SubscriptionIdAndApiVersion", groups.get_sample_resource_group("testgroup101"), json!({"name": "testgroup101", "location": "West US"}))
        .over(&["GET /subscriptions/08978be9-6c9a-46ee-aaaf-e69aea7c1f0b/resourcegroups/testgroup101?api-version=2014-04-01-preview"]);
}

fn versions(t: &mut Table, client: &Client) {
    let c = client.api_version_default_client();
    t.sends("AzureApiVersionMethodGlobalValid", "GET /azurespecials/apiVersion/method/string/none/query/global/2015-07-01-preview?api-version=2015-07-01-preview", c.get_method_global_valid());
    t.sends("AzureApiVersionMethodGlobalNotProvidedValid", "GET /azurespecials/apiVersion/method/string/none/query/globalNotProvided/2015-07-01-preview?api-version=2015-07-01-preview", c.get_method_global_not_provided_valid());
    t.sends("AzureApiVersionPathGlobalValid", "GET /azurespecials/apiVersion/path/string/none/query/global/2015-07-01-preview?api-version=2015-07-01-preview", c.get_path_global_valid());
    t.sends("AzureApiVersionSwaggerGlobalValid", "GET /azurespecials/apiVersion/swagger/string/none/query/global/2015-07-01-preview?api-version=2015-07-01-preview", c.get_swagger_global_valid());
    let c = client.api_version_local_client();
    t.sends("AzureApiVersionMethodLocalValid", "GET /azurespecials/apiVersion/method/string/none/query/local/2.0?api-version=2.0", c.get_method_local_valid());
    t.sends("AzureApiVersionMethodLocalNull", "GET /azurespecials/apiVersion/method/string/none/query/local/null", c.get_method_local_null(None));
    t.sends("AzureApiVersionPathLocalValid", "GET /azurespecials/apiVersion/path/string/none/query/local/2.0?api-version=2.0", c.get_path_local_valid());
    t.sends("AzureApiVersionSwaggerLocalValid", "GET /azurespecials/apiVersion/swagger/string/none/query/local/2.0?api-version=2.0", c.get_swagger_local_valid());
}

fn subscriptions(t: &mut Table, client: &Client) {
    let c = client.subscription_in_credentials_client();
    t.sends("AzureSubscriptionMethodGlobalValid", "POST /azurespecials/subscriptionId/method/string/none/path/global/1234-5678-9012-3456/1234-5678-9012-3456", c.post_method_global_valid());
    t.sends(
        "AzureSubscriptionMethodGlobalNotProvidedValid",
        "POST /azurespecials/subscriptionId/method/string/none/path/globalNotProvided/1234-5678-9012-3456/1234-5678-9012-3456?api-version=2015-07-01-preview",
        c.post_method_global_not_provided_valid(),
    );
    t.sends("AzureSubscriptionPathGlobalValid", "POST /azurespecials/subscriptionId/path/string/none/path/global/1234-5678-9012-3456/1234-5678-9012-3456", c.post_path_global_valid());
    t.sends("AzureSubscriptionSwaggerGlobalValid", "POST /azurespecials/subscriptionId/swagger/string/none/path/global/1234-5678-9012-3456/1234-5678-9012-3456", c.post_swagger_global_valid());
    let c = client.subscription_in_method_client();
    t.sends("AzureSubscriptionMethodLocalValid", "POST /azurespecials/subscriptionId/method/string/none/path/local/1234-5678-9012-3456/1234-5678-9012-3456", c.post_method_local_valid());
    t.sends("AzureSubscriptionPathLocalValid", "POST /azurespecials/subscriptionId/path/string/none/path/local/1234-5678-9012-3456/1234-5678-9012-3456", c.post_path_local_valid());
    t.sends("AzureSubscriptionSwaggerLocalValid", "POST /azurespecials/subscriptionId/swagger/string/none/path/local/1234-5678-9012-3456/1234-5678-9012-3456", c.post_swagger_local_valid());
}

fn verbatim(t: &mut Table, client: &Client) {
    let c = client.skip_url_encoding_client();
    let (path, query) = ("path1/path2/path3", "value1&q2=value2&q3=value3");
    t.sends("AzureMethodPathUrlEncoding", "GET /azurespecials/skipUrlEncoding/method/path/valid/path1/path2/path3", c.get_method_path_valid(path));
    t.sends("AzurePathPathUrlEncoding", "GET /azurespecials/skipUrlEncoding/path/path/valid/path1/path2/path3", c.get_path_path_valid(path));
    t.sends("AzureSwaggerPathUrlEncoding", "GET /azurespecials/skipUrlEncoding/swagger/path/valid/path1/path2/path3", c.get_swagger_path_valid());
    t.sends("AzureMethodQueryUrlEncoding", "GET /azurespecials/skipUrlEncoding/method/query/valid?q1=value1&q2=value2&q3=value3", c.get_method_query_valid(query));
    t.sends("AzurePathQueryUrlEncoding", "GET /azurespecials/skipUrlEncoding/path/query/valid?q1=value1&q2=value2&q3=value3", c.get_path_query_valid(query));
    t.sends("AzureSwaggerQueryUrlEncoding", "GET /azurespecials/skipUrlEncoding/swagger/query/valid?q1=value1&q2=value2&q3=value3", c.get_swagger_query_valid());
    t.sends("AzureMethodQueryUrlEncodingNull", "GET /azurespecials/skipUrlEncoding/method/query/null", c.get_method_query_null(None));
}

fn request_ids(t: &mut Table, client: &Client) {
    let c = client.x_ms_client_request_id_client();
    let mut context = Context::new();
    context.insert(ClientRequestId::new(REQUEST_ID.to_owned()));
    let call = c.get().context(context);
    t.case("AzureXmsRequestClientOverwrite", async move { same(&ok(call.await)?.request_id(), &Some("123")) });
    let call = c.param_get(REQUEST_ID);
    t.case("AzureXmsRequestClientOverwriteViaParameter", async move { same(&ok(call.await)?.request_id(), &Some("123")) });
    t.fails("AzureRequestClientIdInError", c.get(), Fails::Saying("request id 123"));
    // azure_core adds an ID to every request. A policy can remove it.
    let mut options = t.options().unwrap();
    options.client_options.per_try_policies.push(Arc::new(NoRequestId));
    let call = Client::new(SUBSCRIPTION, t.credential(), Some(options)).unwrap().x_ms_client_request_id_client().get();
    t.case("AzureXmsRequestClientIdNull", async move { same(&ok(call.await)?.request_id(), &Some("123")) });

    let c = client.header_client();
    let answered = |response: &dyn ResponseExtObject| same(&response.foo_request_id(), &Some("123".to_owned()));
    let call = c.custom_named_request_id(REQUEST_ID);
    t.case("AzureXmsCustomNamedRequestId", async move { answered(&ok(call.await)?) });
    let call = c.custom_named_request_id_head(REQUEST_ID);
    t.case("AzureXmsCustomNamedRequestId", async move { answered(&ok(call.await)?) });
    let call = c.custom_named_request_id_param_grouping(REQUEST_ID);
    t.case("AzureXmsCustomNamedRequestIdParameterGroup", async move { answered(&ok(call.await)?) });
}

/// Removes the request ID.
#[derive(Debug)]
struct NoRequestId;

#[async_trait]
impl Policy for NoRequestId {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        request.headers_mut().remove(CLIENT_REQUEST_ID);
        next[0].send(context, request, &next[1..]).await
    }
}

/// The request ID of this service, in its own header.
trait ResponseExtObject {
    fn foo_request_id(&self) -> Option<String>;
}

impl<T, F> ResponseExtObject for Response<T, F> {
    fn foo_request_id(&self) -> Option<String> {
        self.header("foo-request-id").map(str::to_owned)
    }
}
