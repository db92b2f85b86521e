//! `header.json`: request and response headers.

use arm_runtime::{Base64, Context, Date, DateTime, DateTimeRfc1123, Duration, ResponseExt, azure_core::http::request::options::ClientRequestId};
use header::{models::GreyscaleColors, *};

use crate::table::{Table, ok, same};

const FOX: &str = "The quick brown fox jumps over the lazy dog";

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().header_client();
    requests(t, &c);
    responses(t, &c);
    let mut context = Context::new();
    context.insert(ClientRequestId::new("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0".to_owned()));
    t.sends("CustomHeaderInRequest", "POST /header/custom/x-ms-client-request-id/9C4D50EE-2D56-4CD3-8152-34347DC9F2B0", c.custom_request_id().context(context));
}

/// The multi-byte characters of the server.
fn wide() -> Base64 {
    Base64::from("啊齄丂狛狜\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}".as_bytes())
}

fn requests(t: &mut Table, c: &HeaderClient) {
    let prim = |name: &str| format!("POST /header/param/prim/{name}");
    t.sends("HeaderParameterIntegerPositive", &prim("integer"), c.param_integer("positive", 1));
    t.sends("HeaderParameterIntegerNegative", &prim("integer"), c.param_integer("negative", -2));
    t.sends("HeaderParameterLongPositive", &prim("long"), c.param_long("positive", 105));
    t.sends("HeaderParameterLongNegative", &prim("long"), c.param_long("negative", -2));
    t.sends("HeaderParameterFloatPositive", &prim("float"), c.param_float("positive", 0.07));
    t.sends("HeaderParameterFloatNegative", &prim("float"), c.param_float("negative", -3.0));
    t.sends("HeaderParameterDoublePositive", &prim("double"), c.param_double("positive", 7e120));
    t.sends("HeaderParameterDoubleNegative", &prim("double"), c.param_double("negative", -3.0));
    t.sends("HeaderParameterBoolTrue", &prim("bool"), c.param_bool("true", true));
    t.sends("HeaderParameterBoolFalse", &prim("bool"), c.param_bool("false", false));
    t.sends("HeaderParameterStringValid", &prim("string"), c.param_string("valid", Some(HeaderParamStringOptions { value: Some(FOX.to_owned()) })));
    t.sends("HeaderParameterStringNull", &prim("string"), c.param_string("null", None));
    t.sends("HeaderParameterStringEmpty", &prim("string"), c.param_string("empty", Some(HeaderParamStringOptions { value: Some(String::new()) })));
    t.sends("HeaderParameterEnumValid", &prim("enum"), c.param_enum("valid", Some(HeaderParamEnumOptions { value: Some(GreyscaleColors::Grey) })));
    t.sends("HeaderParameterEnumNull", &prim("enum"), c.param_enum("null", None));
    t.sends("HeaderParameterDateValid", &prim("date"), c.param_date("valid", &Date::from_text("2010-01-01")));
    t.sends("HeaderParameterDateMin", &prim("date"), c.param_date("min", &Date::from_text("0001-01-01")));
    t.sends("HeaderParameterDateTimeValid", &prim("datetime"), c.param_datetime("valid", &DateTime::from_text("2010-01-01T12:34:56Z")));
    t.sends("HeaderParameterDateTimeMin", &prim("datetime"), c.param_datetime("min", &DateTime::from_text("0001-01-01T00:00:00Z")));
    let rfc1123 = |text: &str| Some(HeaderParamDatetimeRfc1123Options { value: Some(DateTimeRfc1123::from_text(text)) });
    t.sends("HeaderParameterDateTimeRfc1123Valid", &prim("datetimerfc1123"), c.param_datetime_rfc1123("valid", rfc1123("Fri, 01 Jan 2010 12:34:56 GMT")));
    t.sends("HeaderParameterDateTimeRfc1123Min", &prim("datetimerfc1123"), c.param_datetime_rfc1123("min", rfc1123("Mon, 01 Jan 0001 00:00:00 GMT")));
    t.sends("HeaderParameterDurationValid", &prim("duration"), c.param_duration("valid", &Duration::from_text("P123DT22H14M12.011S")));
    t.sends("HeaderParameterBytesValid", &prim("byte"), c.param_byte("valid", &wide()));
    t.sends("HeaderParameterExistingKey", "POST /header/param/existingkey", c.param_existing_key("overwrite"));
    t.sends("HeaderParameterProtectedKey", "POST /header/param/protectedkey", c.param_protected_key("text/html"));
}

/// Returns the header, parsed as its type.
macro_rules! answer {
    ($t:expr, $scenario:expr, $call:expr, $type:ty, $wanted:expr) => {
        answer!($t, $scenario, $call, "value", $type, $wanted)
    };
    ($t:expr, $scenario:expr, $call:expr, $name:expr, $type:ty, $wanted:expr) => {{
        let (call, wanted): (_, $type) = ($call, $wanted);
        $t.case($scenario, async move { same(&ok(ok(call.await)?.header_as::<$type>($name))?, &Some(wanted)) });
    }};
}

fn responses(t: &mut Table, c: &HeaderClient) {
    answer!(t, "HeaderResponseExistingKey", c.response_existing_key(), "user-agent", String, "overwrite".to_owned());
    answer!(t, "HeaderResponseProtectedKey", c.response_protected_key(), "content-type", String, "text/html; charset=utf-8".to_owned());
    answer!(t, "HeaderResponseIntegerPositive", c.response_integer("positive"), i32, 1);
    answer!(t, "HeaderResponseIntegerNegative", c.response_integer("negative"), i32, -2);
    answer!(t, "HeaderResponseLongPositive", c.response_long("positive"), i64, 105);
    answer!(t, "HeaderResponseLongNegative", c.response_long("negative"), i64, -2);
    answer!(t, "HeaderResponseFloatPositive", c.response_float("positive"), f64, 0.07);
    answer!(t, "HeaderResponseFloatNegative", c.response_float("negative"), f64, -3.0);
    answer!(t, "HeaderResponseDoublePositive", c.response_double("positive"), f64, 7e120);
    answer!(t, "HeaderResponseDoubleNegative", c.response_double("negative"), f64, -3.0);
    answer!(t, "HeaderResponseBoolTrue", c.response_bool("true"), bool, true);
    answer!(t, "HeaderResponseBoolFalse", c.response_bool("false"), bool, false);
    answer!(t, "HeaderResponseStringValid", c.response_string("valid"), String, FOX.to_owned());
    answer!(t, "HeaderResponseStringNull", c.response_string("null"), String, "null".to_owned());
    answer!(t, "HeaderResponseStringEmpty", c.response_string("empty"), String, String::new());
    answer!(t, "HeaderResponseEnumValid", c.response_enum("valid"), GreyscaleColors, GreyscaleColors::Grey);
    answer!(t, "HeaderResponseEnumNull", c.response_enum("null"), String, String::new());
    answer!(t, "HeaderResponseDateValid", c.response_date("valid"), Date, Date::from_text("2010-01-01"));
    answer!(t, "HeaderResponseDateMin", c.response_date("min"), Date, Date::from_text("0001-01-01"));
    answer!(t, "HeaderResponseDateTimeValid", c.response_datetime("valid"), DateTime, DateTime::from_text("2010-01-01T12:34:56Z"));
    answer!(t, "HeaderResponseDateTimeMin", c.response_datetime("min"), DateTime, DateTime::from_text("0001-01-01T00:00:00Z"));
    answer!(t, "HeaderResponseDateTimeRfc1123Valid", c.response_datetime_rfc1123("valid"), DateTimeRfc1123, DateTimeRfc1123::from_text("Fri, 01 Jan 2010 12:34:56 GMT"));
    answer!(t, "HeaderResponseDateTimeRfc1123Min", c.response_datetime_rfc1123("min"), DateTimeRfc1123, DateTimeRfc1123::from_text("Mon, 01 Jan 0001 00:00:00 GMT"));
    answer!(t, "HeaderResponseDurationValid", c.response_duration("valid"), Duration, Duration::from_text("P123DT22H14M12.011S"));
    answer!(t, "HeaderResponseBytesValid", c.response_byte("valid"), Base64, wide());
}
