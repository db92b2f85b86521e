//! `paging.json` and `custom-baseUrl-paging.json`: paged lists.

use paging::*;
use serde_json::{Value, json};

use crate::table::{Fails, Table};

fn product(id: u32, name: &str) -> Value {
    json!({"properties": {"id": id, "name": name}})
}

/// The only item of the first page, and the items of nine more.
fn ten(offset: u32) -> Value {
    let rest = (2..=10).map(|id| product(id + offset, "product"));
    std::iter::once(product(1, "Product")).chain(rest).collect()
}

fn one() -> Value {
    json!([product(1, "Product")])
}

/// The requests for the first page and nine more, each at `next` followed by its number.
fn requests(first: &str, next: &str) -> Vec<String> {
    let rest = (2..=10).map(|page| format!("GET {next}{page}"));
    std::iter::once(format!("GET {first}")).chain(rest).collect()
}

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().paging_client();
    single(t, &c);
    let wire = requests("/paging/multiple", "/paging/multiple/page/");
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.pages("PagingMultiple", &wire, c.get_multiple_pages(None), ten(0));
    let wire = requests("/paging/multiple/odata", "/paging/multiple/odata/page/");
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.pages("PagingOdataMultiple", &wire, c.get_odata_multiple_pages(None), ten(0));
    let wire = requests("/paging/multiple/withpath/100", "/paging/multiple/withpath/page/100/");
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.pages("PagingMultiplePath", &wire, c.get_multiple_pages_with_offset(100, None), ten(100));
    let mut wire = requests("/paging/multiple/retryfirst", "/paging/multiple/page/");
    wire.insert(1, wire[0].clone());
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.pages("PagingMultipleRetryFirst", &wire, c.get_multiple_pages_retry_first(), ten(0));
    let mut wire = requests("/paging/multiple/retrysecond", "/paging/multiple/retrysecond/page/");
    wire.insert(2, wire[1].clone());
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    let mut items = ten(0);
    items[1] = product(1, "Product");
    t.pages("PagingMultipleRetrySecond", &wire, c.get_multiple_pages_retry_second(), items);
    links(t, &c);
    failures(t, &c);
    hosts(t);
}

fn single(t: &mut Table, c: &PagingClient) {
    t.pages("PagingNoItemName", &["GET /paging/noitemname"], c.get_no_item_name_pages(), one());
    t.pages("PagingEmptyNextLink", &["GET /paging/emptynextlink"], c.get_empty_next_link_name_pages(), one());
    t.pages("PagingNextLinkNameNull", &["GET /paging/nullnextlink"], c.get_null_next_link_name_pages(), one());
    t.pages("PagingSingle", &["GET /paging/single"], c.get_single_pages(), one());
    let body = models::BodyParam { name: Some("body".to_owned()) };
    t.pages("PagingSingleWithBodyParams", &["GET /paging/single/getWithBodyParams"], c.get_single_pages_with_body_params(body), one());
    t.pages("PagingReturnModelWithXMSClientName", &["GET /paging/itemNameWithXMSClientName"], c.get_paging_model_with_item_name_with_xms_client_name(), one());
    t.pages("PagingDontSendMaxPageSize", &["GET /paging/maxPageSize"], c.page_with_max_page_size(None), json!([]));
}

fn links(t: &mut Table, c: &PagingClient) {
    t.pages("PagingFirstResponseEmpty", &["GET /paging/firstResponseEmpty/1", "GET /paging/firstResponseEmpty/2"], c.first_response_empty(), one());
    let options = PagingDuplicateParamsOptions { filter: Some("foo".to_owned()) };
    t.pages("PagingDuplicateParameters", &["GET /paging/multiple/duplicateParams/1?$filter=foo", "GET /paging/multiple/duplicateParams/2?%24filter=serviceReturned&%24skiptoken=bar"], c.duplicate_params(Some(options)), one());
    t.pages("PagingWithApiVersionAppend", &["GET /paging/apiVersion/append/1?api-version=1.0.0", "GET /paging/apiVersion/append/2?%24skiptoken=bar&api-version=1.0.0"], c.append_api_version(), one());
    t.pages(
        "PagingWithApiVersionReplace",
        &["GET /paging/apiVersion/replace/1?api-version=1.0.0", "GET /paging/apiVersion/replace/2?%24skiptoken=bar&startTime=1/1/1970%2012%3A00%3A00%20AM%20%2B00%3A00&api-version=1.0.0"],
        c.replace_api_version(),
        one(),
    );
    t.pages(
        "PagingMultipleWithQueryParameters",
        &["GET /paging/multiple/getWithQueryParams?requiredQueryParameter=100&queryConstant=true", "GET /paging/multiple/nextOperationWithQueryParams?queryConstant=true"],
        c.get_with_query_params(100, true),
        json!([product(1, "Product"), product(2, "Product")]),
    );
    let wire: Vec<String> = std::iter::once("GET /paging/multiple/fragment/test_user?api_version=1.6".to_owned()).chain((2..=10).map(|page| format!("GET /paging/multiple/fragment/test_user/next?page={page}&api_version=1.6"))).collect();
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    let mut items = ten(0);
    items[0] = product(1, "product");
    t.pages("PagingFragment", &wire, c.get_multiple_pages_fragment_next_link("test_user", "1.6"), items);
    // The pager waits for the operation. Its result is the first page of another scenario, with which the list
    // continues.
    let mut wire = requests("/paging/multiple", "/paging/multiple/page/");
    wire.splice(0..0, ["POST /paging/multiple/lro".to_owned(), "GET /paging/multiple/lro/200".to_owned()]);
    let wire: Vec<&str> = wire.iter().map(String::as_str).collect();
    t.pages(["PagingMultipleLRO", "PagingMultiple"], &wire, c.get_multiple_pages_lro(None), ten(0));
}

fn failures(t: &mut Table, c: &PagingClient) {
    t.breaks("PagingSingleFailure", c.get_single_pages_failure(), 0, Fails::With(400));
    t.breaks("PagingMultipleFailure", c.get_multiple_pages_failure(), 1, Fails::With(400));
    t.breaks("PagingMultipleFailureUri", c.get_multiple_pages_failure_uri(), 1, Fails::With(404));
}

fn hosts(t: &mut Table) {
    let (account, host) = t.authority().split_at(5);
    let c = custom_baseurl_paging::Client::from(t.unsigned(None, &[("accountName", account), ("host", host)])).paging_client();
    let both = json!([product(1, "Product"), product(2, "Product")]);
    let pager = c.get_pages_partial_url();
    let operation = c.get_pages_partial_url_operation();
    t.pages("PagingCustomUrlPartialNextLink", &["GET /paging/customurl/partialnextlink", "GET /paging/customurl/partialnextlink/page/2"], pager, both.clone());
    t.pages("PagingCustomUrlPartialOperationNextLink", &["GET /paging/customurl/partialnextlinkop", "GET /paging/customurl/partialnextlinkop/page/2"], operation, both);
}
