//! `body-array.json`: lists of all types.

use arm_runtime::{Base64, Date, DateTime, DateTimeRfc1123, Duration, Map};
use body_array::{models::*, *};
use serde_json::{Value, json};

use crate::table::{Fails, Table, model, same};

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().array_client();
    scalars(t, &c);
    texts(t, &c);
    models(t, &c);
    nested(t, &c);
}

fn scalars(t: &mut Table, c: &ArrayClient) {
    t.fails("getArrayNull", c.get_null(), Fails::Unreadable);
    t.fails("getArrayInvalid", c.get_invalid(), Fails::Unreadable);
    t.gives("getArrayEmpty", c.get_empty(), json!([]));
    t.sends("putArrayEmpty", "PUT /array/empty", c.put_empty(Vec::new()));
    t.gives("getArrayBooleanValid", c.get_boolean_tfft(), json!([true, false, false, true]));
    t.sends("putArrayBooleanValid", "PUT /array/prim/boolean/tfft", c.put_boolean_tfft(vec![true, false, false, true]));
    t.fails("getArrayBooleanWithNull", c.get_boolean_invalid_null(), Fails::Unreadable);
    t.fails("getArrayBooleanWithString", c.get_boolean_invalid_string(), Fails::Saying("[1]: expected"));
    t.gives("getArrayIntegerValid", c.get_integer_valid(), json!([1, -1, 3, 300]));
    t.sends("putArrayIntegerValid", "PUT /array/prim/integer/1.-1.3.300", c.put_integer_valid(vec![1, -1, 3, 300]));
    t.fails("getArrayIntegerWithNull", c.get_int_invalid_null(), Fails::Unreadable);
    t.fails("getArrayIntegerWithString", c.get_int_invalid_string(), Fails::Saying("[1]: expected"));
    t.gives("getArrayLongValid", c.get_long_valid(), json!([1, -1, 3, 300]));
    t.sends("putArrayLongValid", "PUT /array/prim/long/1.-1.3.300", c.put_long_valid(vec![1, -1, 3, 300]));
    t.fails("getArrayLongWithNull", c.get_long_invalid_null(), Fails::Unreadable);
    t.fails("getArrayLongWithString", c.get_long_invalid_string(), Fails::Saying("[1]: expected"));
    t.gives("getArrayFloatValid", c.get_float_valid(), json!([0.0, -0.01, -1.2e20]));
    t.sends("putArrayFloatValid", "PUT /array/prim/float/0--0.01-1.2e20", c.put_float_valid(vec![0.0, -0.01, -1.2e20]));
    t.gives("getArrayFloatWithNull", c.get_float_invalid_null(), json!([0.0, null, -1.2e20]));
    t.fails("getArrayFloatWithString", c.get_float_invalid_string(), Fails::Saying("[1]: expected"));
    t.gives("getArrayDoubleValid", c.get_double_valid(), json!([0.0, -0.01, -1.2e20]));
    t.sends("putArrayDoubleValid", "PUT /array/prim/double/0--0.01-1.2e20", c.put_double_valid(vec![0.0, -0.01, -1.2e20]));
    t.gives("getArrayDoubleWithNull", c.get_double_invalid_null(), json!([0.0, null, -1.2e20]));
    t.fails("getArrayDoubleWithString", c.get_double_invalid_string(), Fails::Saying("[1]: expected"));
}

fn texts(t: &mut Table, c: &ArrayClient) {
    let foos = ["foo1", "foo2", "foo3"];
    t.gives("getArrayStringValid", c.get_string_valid(), json!(foos));
    t.sends("putArrayStringValid", "PUT /array/prim/string/foo1.foo2.foo3", c.put_string_valid(foos.map(str::to_owned).to_vec()));
    t.reads("getArrayEnumValid", c.get_enum_valid(), |found: Vec<FooEnum>| same(&found, &[FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3]));
    t.sends("putArrayEnumValid", "PUT /array/prim/enum/foo1.foo2.foo3", c.put_enum_valid(vec![FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3]));
    t.gives("getArrayStringEnumValid", c.get_string_enum_valid(), json!(foos));
    t.sends("putArrayStringEnumValid", "PUT /array/prim/string-enum/foo1.foo2.foo3", c.put_string_enum_valid(foos.map(ArrayPutStringEnumValidArrayBodyItem::from).to_vec()));
    t.gives("getArrayStringWithNull", c.get_string_with_null(), json!(["foo", null, "foo2"]));
    // A number for a declared string keeps its digits.
    t.gives("getArrayStringWithNumber", c.get_string_with_invalid(), json!(["foo", "123", "foo2"]));
    let uuids = ["6dcc7237-45fe-45c4-8a6b-3a8a3f625652", "d1399005-30f7-40d6-8da6-dd7c89ad34db", "f42f6aa1-a5bc-4ddf-907e-5f915de43205"];
    t.gives("getArrayUuidValid", c.get_uuid_valid(), json!(uuids));
    t.sends("putArrayUuidValid", "PUT /array/prim/uuid/valid", c.put_uuid_valid(uuids.map(str::to_owned).to_vec()));
    t.gives("getArrayUuidWithInvalidChars", c.get_uuid_invalid_chars(), json!(["6dcc7237-45fe-45c4-8a6b-3a8a3f625652", "foo"]));

    let dates = ["2000-12-01", "1980-01-02", "1492-10-12"];
    t.gives("getArrayDateValid", c.get_date_valid(), json!(dates));
    t.sends("putArrayDateValid", "PUT /array/prim/date/valid", c.put_date_valid(dates.map(Date::from_text).to_vec()));
    t.gives("getArrayDateWithNull", c.get_date_invalid_null(), json!(["2012-01-01", "1776-07-04"]));
    t.reads("getArrayDateWithInvalidChars", c.get_date_invalid_chars(), |found: Vec<Date>| same(&(found[0].get().is_ok(), found[1].get().is_ok()), &(true, false)));
    t.reads("getArrayDateTimeValid", c.get_date_time_valid(), |found: Vec<DateTime>| {
        let unix: Vec<i64> = found.iter().filter_map(|time| Some(time.get().ok()?.unix_timestamp())).collect();
        same(&unix, &[975_628_801, 315_616_295, -15_059_540_699])
    });
    let times = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"];
    t.sends("putArrayDateTimeValid", "PUT /array/prim/date-time/valid", c.put_date_time_valid(times.map(DateTime::from_text).to_vec()));
    t.gives("getArrayDateTimeWithNull", c.get_date_time_invalid_null(), json!(["2000-12-01T00:00:01.000Z"]));
    t.reads("getArrayDateTimeWithInvalidChars", c.get_date_time_invalid_chars(), |found: Vec<DateTime>| same(&(found[0].get().is_ok(), found[1].get().is_ok()), &(true, false)));
    let times = ["Fri, 01 Dec 2000 00:00:01 GMT", "Wed, 02 Jan 1980 00:11:35 GMT", "Wed, 12 Oct 1492 10:15:01 GMT"];
    t.gives("getArrayDateTimeRfc1123Valid", c.get_date_time_rfc1123_valid(), json!(times));
    t.sends("putArrayDateTimeRfc1123Valid", "PUT /array/prim/date-time-rfc1123/valid", c.put_date_time_rfc1123_valid(times.map(DateTimeRfc1123::from_text).to_vec()));
    t.gives("getArrayDurationValid", c.get_duration_valid(), json!(["P123DT22H14M12.011S", "P5DT1H0M0S"]));
    let durations = ["P123DT22H14M12.011S", "P5DT1H"];
    t.sends("putArrayDurationValid", "PUT /array/prim/duration/valid", c.put_duration_valid(durations.map(Duration::from_text).to_vec()));
    let bytes = || vec![Base64::from(vec![0xff, 0xff, 0xff, 0xfa]), Base64::from(vec![1, 2, 3]), Base64::from(vec![0x25, 0x29, 0x43])];
    t.reads("getArrayByteValid", c.get_byte_valid(), move |found: Vec<Base64>| same(&found, &bytes()));
    t.sends("putArrayByteValid", "PUT /array/prim/byte/valid", c.put_byte_valid(bytes()));
    t.gives("getArrayByteWithNull", c.get_byte_invalid_null(), json!(["q6yt"]));
    t.reads("getArrayBase64Url", c.get_base64_url(), |found: Vec<arm_runtime::Base64Url>| {
        let decoded: Vec<_> = found.iter().filter_map(|text| text.decode().ok()).collect();
        same(&decoded, &[b"a string that gets encoded with base64url".to_vec(), b"test string".to_vec(), b"Lorem ipsum".to_vec()])
    });
}

fn product(n: i32) -> Value {
    json!({"integer": n, "string": (n + 1).to_string()})
}

fn models(t: &mut Table, c: &ArrayClient) {
    t.fails("getArrayComplexNull", c.get_complex_null(), Fails::Unreadable);
    t.gives("getArrayComplexEmpty", c.get_complex_empty(), json!([]));
    t.gives("getArrayComplexItemNull", c.get_complex_item_null(), json!([product(1), null, product(5)]));
    t.gives("getArrayComplexItemEmpty", c.get_complex_item_empty(), json!([product(1), {}, product(5)]));
    let all = json!([product(1), product(3), product(5)]);
    t.gives("getArrayComplexValid", c.get_complex_valid(), all.clone());
    t.sends("putArrayComplexValid", "PUT /array/complex/valid", c.put_complex_valid(model::<Vec<Product>>(all)));
}

fn nested(t: &mut Table, c: &ArrayClient) {
    let row = |from: i32| json!([from.to_string(), (from + 1).to_string(), (from + 2).to_string()]);
    t.fails("getArrayArrayNull", c.get_array_null(), Fails::Unreadable);
    t.gives("getArrayArrayEmpty", c.get_array_empty(), json!([]));
    t.gives("getArrayArrayItemNull", c.get_array_item_null(), json!([row(1), null, row(7)]));
    t.gives("getArrayArrayItemEmpty", c.get_array_item_empty(), json!([row(1), [], row(7)]));
    let all = json!([row(1), row(4), row(7)]);
    t.gives("getArrayArrayValid", c.get_array_valid(), all.clone());
    t.sends("putArrayArrayValid", "PUT /array/array/valid", c.put_array_valid(model::<Vec<Vec<String>>>(all)));

    let low = || json!({"1": "one", "2": "two", "3": "three"});
    let high = || json!({"7": "seven", "8": "eight", "9": "nine"});
    t.fails("getArrayDictionaryNull", c.get_dictionary_null(), Fails::Unreadable);
    t.gives("getArrayDictionaryEmpty", c.get_dictionary_empty(), json!([]));
    t.gives("getArrayDictionaryItemNull", c.get_dictionary_item_null(), json!([low(), null, high()]));
    t.gives("getArrayDictionaryItemEmpty", c.get_dictionary_item_empty(), json!([low(), {}, high()]));
    let all = json!([low(), {"4": "four", "5": "five", "6": "six"}, high()]);
    t.gives("getArrayDictionaryValid", c.get_dictionary_valid(), all.clone());
    t.sends("putArrayDictionaryValid", "PUT /array/dictionary/valid", c.put_dictionary_valid(model::<Vec<Map<String>>>(all)));
}
