//! `url.json` and `url-multi-collectionFormat.json`: path and query parameters.

use arm_runtime::{Base64, Base64Url, UnixTime};
use url::{models::*, *};

use crate::table::Table;

const WIDE: &str = "啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";
const WIDE_ENCODED: &str = "%E5%95%8A%E9%BD%84%E4%B8%82%E7%8B%9B%E7%8B%9C%EF%A7%B1%EF%A4%AC%EF%A7%B1%EF%A8%8C%EF%A8%A9";
/// Characters reserved by RFC 3986, as in the descriptions and as sent.
const RESERVED: &str = "begin!*'();:@ &=+$,/?#[]end";
const RESERVED_ENCODED: &str = "begin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend";

pub fn add(t: &mut Table) {
    let client = Client::new(t.credential(), t.options()).unwrap();
    paths(t, &client.paths_client());
    queries(t, &client.queries_client());
    nulls(t, &client.queries_client());
    lists(t, &client.queries_client());
    multi(t);
    items(t, &client.path_items_client());
}

fn paths(t: &mut Table, c: &PathsClient) {
    let get = |path: &str| format!("GET /paths/{path}");
    t.sends("UrlPathsBoolTrue", &get("bool/true/true"), c.get_boolean_true(true));
    t.sends("UrlPathsBoolFalse", &get("bool/false/false"), c.get_boolean_false(false));
    t.sends("UrlPathsIntPositive", &get("int/1000000/1000000"), c.get_int_one_million(PathsGetIntOneMillionIntPath::from(1_000_000)));
    t.sends("UrlPathsIntNegative", &get("int/-1000000/-1000000"), c.get_int_negative_one_million(PathsGetIntNegativeOneMillionIntPath::from(-1_000_000)));
    t.sends("UrlPathsLongPositive", &get("long/10000000000/10000000000"), c.get_ten_billion(PathsGetTenBillionLongPath::from(10_000_000_000)));
    t.sends("UrlPathsLongNegative", &get("long/-10000000000/-10000000000"), c.get_negative_ten_billion(PathsGetNegativeTenBillionLongPath::from(-10_000_000_000)));
    t.sends("UrlPathsFloatPositive", &get("float/1.034E+20/103400000000000000000"), c.float_scientific_positive(1.034e20));
    t.sends("UrlPathsFloatNegative", &get("float/-1.034E-20/-0.00000000000000000001034"), c.float_scientific_negative(-1.034e-20));
    t.sends("UrlPathsDoublePositive", &get("double/9999999.999/9999999.999"), c.double_decimal_positive(9_999_999.999));
    t.sends("UrlPathsDoubleNegative", &get("double/-9999999.999/-9999999.999"), c.double_decimal_negative(-9_999_999.999));
    t.sends("UrlPathsStringUnicode", &get(&format!("string/unicode/{WIDE_ENCODED}")), c.string_unicode());
    t.sends("UrlPathsStringUrlEncoded", &get(&format!("string/begin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend/{RESERVED_ENCODED}")), c.string_url_encoded());
    t.sends("UrlPathsStringUrlNonEncoded", &get("string/begin!*'();:@&=+$,end/begin!*'();:@&=+$,end"), c.string_url_non_encoded());
    t.sends("UrlPathsStringEmpty", &get("string/empty/"), c.string_empty());
    t.sends("UrlPathsEnumValid", &get("enum/green%20color/green%20color"), c.enum_valid(UriColor::GreenColor));
    t.sends("UrlPathsByteMultiByte", &get("byte/multibyte/5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip"), c.byte_multi_byte(&Base64::from(WIDE.as_bytes())));
    t.sends("UrlPathsByteEmpty", &get("byte/empty/"), c.byte_empty());
    t.sends("UrlPathsDateValid", &get("date/2012-01-01/2012-01-01"), c.date_valid());
    t.sends("UrlPathsDateTimeValid", &get("datetime/2012-01-01T01%3A01%3A01Z/2012-01-01T01%3A01%3A01Z"), c.date_time_valid());
    t.sends("UrlPathsStringBase64Url", &get("string/bG9yZW0/bG9yZW0"), c.base64_url(&Base64Url::from(&b"lorem"[..])));
    t.sends("UrlPathsArrayCSVInPath", &get(&format!("array/ArrayPath1%2cbegin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend%2c%2c/ArrayPath1%2C{RESERVED_ENCODED}%2C%2C")), c.array_csv_in_path(&list("ArrayPath1")));
    t.sends("UrlPathsIntUnixTime", &get("int/1460505600/1460505600"), c.unix_time_url(&UnixTime(1_460_505_600)));
}

/// A list with characters that must be encoded, and two empty strings.
fn list(first: &str) -> Vec<String> {
    [first, RESERVED, "", ""].map(str::to_owned).to_vec()
}

fn queries(t: &mut Table, c: &QueriesClient) {
    let get = |path: &str| format!("GET /queries/{path}");
    t.sends("UrlQueriesBoolTrue", &get("bool/true?boolQuery=true"), c.get_boolean_true(true));
    t.sends("UrlQueriesBoolFalse", &get("bool/false?boolQuery=false"), c.get_boolean_false(false));
    t.sends("UrlQueriesIntPositive", &get("int/1000000?intQuery=1000000"), c.get_int_one_million(QueriesGetIntOneMillionIntQuery::from(1_000_000)));
    t.sends("UrlQueriesIntNegative", &get("int/-1000000?intQuery=-1000000"), c.get_int_negative_one_million(QueriesGetIntNegativeOneMillionIntQuery::from(-1_000_000)));
    t.sends("UrlQueriesLongPositive", &get("long/10000000000?longQuery=10000000000"), c.get_ten_billion(QueriesGetTenBillionLongQuery::from(10_000_000_000)));
    t.sends("UrlQueriesLongNegative", &get("long/-10000000000?longQuery=-10000000000"), c.get_negative_ten_billion(QueriesGetNegativeTenBillionLongQuery::from(-10_000_000_000)));
    t.sends("UrlQueriesFloatPositive", &get("float/1.034E+20?floatQuery=103400000000000000000"), c.float_scientific_positive(1.034e20));
    t.sends("UrlQueriesFloatNegative", &get("float/-1.034E-20?floatQuery=-0.00000000000000000001034"), c.float_scientific_negative(-1.034e-20));
    t.sends("UrlQueriesDoublePositive", &get("double/9999999.999?doubleQuery=9999999.999"), c.double_decimal_positive(9_999_999.999));
    t.sends("UrlQueriesDoubleNegative", &get("double/-9999999.999?doubleQuery=-9999999.999"), c.double_decimal_negative(-9_999_999.999));
    t.sends("UrlQueriesStringUnicode", &get(&format!("string/unicode/?stringQuery={WIDE_ENCODED}")), c.string_unicode());
    t.sends("UrlQueriesStringUrlEncoded", &get(&format!("string/begin%21%2A%27%28%29%3B%3A%40%20%26%3D%2B%24%2C%2F%3F%23%5B%5Dend?stringQuery={RESERVED_ENCODED}")), c.string_url_encoded());
    t.sends("UrlQueriesStringEmpty", &get("string/empty?stringQuery="), c.string_empty());
    t.sends("UrlQueriesEnumValid", &get("enum/green%20color?enumQuery=green%20color"), c.enum_valid(Some(QueriesEnumValidOptions { enum_query: Some(UriColor::GreenColor) })));
    let bytes = Some(QueriesByteMultiByteOptions { byte_query: Some(Base64::from(WIDE.as_bytes())) });
    t.sends("UrlQueriesByteMultiByte", &get("byte/multibyte?byteQuery=5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip"), c.byte_multi_byte(bytes));
    t.sends("UrlQueriesByteEmpty", &get("byte/empty?byteQuery="), c.byte_empty());
    t.sends("UrlQueriesDateValid", &get("date/2012-01-01?dateQuery=2012-01-01"), c.date_valid());
    t.sends("UrlQueriesDateTimeValid", &get("datetime/2012-01-01T01%3A01%3A01Z?dateTimeQuery=2012-01-01T01%3A01%3A01Z"), c.date_time_valid());
}

/// An absent optional parameter is not sent.
fn nulls(t: &mut Table, c: &QueriesClient) {
    t.sends("UrlQueriesBoolNull", "GET /queries/bool/null", c.get_boolean_null(None));
    t.sends("UrlQueriesIntNull", "GET /queries/int/null", c.get_int_null(None));
    t.sends("UrlQueriesLongNull", "GET /queries/long/null", c.get_long_null(None));
    t.sends("UrlQueriesFloatNull", "GET /queries/float/null", c.float_null(None));
    t.sends("UrlQueriesDoubleNull", "GET /queries/double/null", c.double_null(None));
    t.sends("UrlQueriesStringNull", "GET /queries/string/null", c.string_null(None));
    t.sends("UrlQueriesEnumNull", "GET /queries/enum/null", c.enum_null(None));
    t.sends("UrlQueriesByteNull", "GET /queries/byte/null", c.byte_null(None));
    t.sends("UrlQueriesDateNull", "GET /queries/date/null", c.date_null(None));
    t.sends("UrlQueriesDateTimeNull", "GET /queries/datetime/null", c.date_time_null(None));
    t.sends("UrlQueriesArrayCsvNull", "GET /queries/array/csv/string/null", c.array_string_csv_null(None));
}

fn lists(t: &mut Table, c: &QueriesClient) {
    let get = |path: &str| format!("GET /queries/array/{path}");
    let joined = |by: &str| format!("ArrayQuery1{by}{RESERVED_ENCODED}{by}{by}");
    let array_query = || Some(list("ArrayQuery1"));
    t.sends("UrlQueriesArrayCsvValid", &get(&format!("csv/string/valid?arrayQuery={}", joined("%2C"))), c.array_string_csv_valid(Some(QueriesArrayStringCsvValidOptions { array_query: array_query() })));
    t.sends("UrlQueriesArrayCsvEmpty", &get("csv/string/empty?arrayQuery="), c.array_string_csv_empty(Some(QueriesArrayStringCsvEmptyOptions { array_query: Some(Vec::new()) })));
    t.sends("UrlQueriesArraySsvValid", &get(&format!("ssv/string/valid?arrayQuery={}", joined("%20"))), c.array_string_ssv_valid(Some(QueriesArrayStringSsvValidOptions { array_query: array_query() })));
    t.sends("UrlQueriesArrayTsvValid", &get(&format!("tsv/string/valid?arrayQuery={}", joined("%09"))), c.array_string_tsv_valid(Some(QueriesArrayStringTsvValidOptions { array_query: array_query() })));
    t.sends("UrlQueriesArrayPipesValid", &get(&format!("pipes/string/valid?arrayQuery={}", joined("%7C"))), c.array_string_pipes_valid(Some(QueriesArrayStringPipesValidOptions { array_query: array_query() })));
    let hello = Some(["hello", "nihao", "bonjour"].map(str::to_owned).to_vec());
    t.sends("UrlQueriesArrayNoCollectionFormatValid", &get("none/string/empty?arrayQuery=hello%2Cnihao%2Cbonjour"), c.array_string_no_collection_format_empty(Some(QueriesArrayStringNoCollectionFormatEmptyOptions { array_query: hello })));
}

fn multi(t: &mut Table) {
    use url_multi_collectionformat::*;
    let c = Client::new(t.credential(), t.options()).unwrap().queries_client();
    t.sends("UrlQueriesArrayMultiNull", "GET /queries/array/multi/string/null", c.array_string_multi_null(None));
    t.sends("UrlQueriesArrayMultiEmpty", "GET /queries/array/multi/string/empty", c.array_string_multi_empty(Some(QueriesArrayStringMultiEmptyOptions { array_query: Some(Vec::new()) })));
    let items = [Some("ArrayQuery1"), Some(RESERVED), None, Some("")].map(|item| item.map(str::to_owned)).to_vec();
    t.sends(
        "UrlQueriesArrayMultiValid",
        &format!("GET /queries/array/multi/string/valid?arrayQuery=ArrayQuery1&arrayQuery={RESERVED_ENCODED}&arrayQuery=&arrayQuery="),
        c.array_string_multi_valid(Some(QueriesArrayStringMultiValidOptions { array_query: Some(items) })),
    );
}

fn items(t: &mut Table, c: &PathItemsClient) {
    let base = "GET /pathitem/nullable/globalStringPath/globalStringPath/pathItemStringPath/pathItemStringPath/localStringPath/localStringPath";
    let text = |text: &str| Some(text.to_owned());
    let (global, item, local) = ("globalStringPath", "pathItemStringPath", "localStringPath");
    let options = PathItemsGetAllWithValuesOptions { global_string_query: text("globalStringQuery"), path_item_string_query: text("pathItemStringQuery"), local_string_query: text("localStringQuery") };
    t.case("UrlPathItemGetAll", sent(c.get_all_with_values(global, item, local, Some(options))))
        .over(&[&format!("{base}/globalStringQuery/pathItemStringQuery/localStringQuery?pathItemStringQuery=pathItemStringQuery&globalStringQuery=globalStringQuery&localStringQuery=localStringQuery")]);
    let options = PathItemsGetGlobalQueryNullOptions { global_string_query: None, path_item_string_query: text("pathItemStringQuery"), local_string_query: text("localStringQuery") };
    t.case("UrlPathItemGetGlobalNull", sent(c.get_global_query_null(global, item, local, Some(options))))
        .over(&[&format!("{base}/null/pathItemStringQuery/localStringQuery?pathItemStringQuery=pathItemStringQuery&localStringQuery=localStringQuery")]);
    let options = PathItemsGetGlobalAndLocalQueryNullOptions { global_string_query: None, path_item_string_query: text("pathItemStringQuery"), local_string_query: None };
    t.case("UrlPathItemGetGlobalAndLocalNull", sent(c.get_global_and_local_query_null(global, item, local, Some(options)))).over(&[&format!("{base}/null/pathItemStringQuery/null?pathItemStringQuery=pathItemStringQuery")]);
    let options = PathItemsGetLocalPathItemQueryNullOptions { global_string_query: text("globalStringQuery"), path_item_string_query: None, local_string_query: None };
    t.case("UrlPathItemGetPathItemAndLocalNull", sent(c.get_local_path_item_query_null(global, item, local, Some(options)))).over(&[&format!("{base}/globalStringQuery/null/null?globalStringQuery=globalStringQuery")]);
}

async fn sent(call: arm_runtime::Call<()>) -> crate::table::Check {
    crate::table::ok(call.await).map(drop)
}
