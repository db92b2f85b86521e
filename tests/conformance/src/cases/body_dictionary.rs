//! `body-dictionary.json`: maps of all types.

use arm_runtime::{Base64, Base64Url, Date, DateTime, Duration, Map, Value as ApiValue};
use body_dictionary::{models::*, *};
use serde_json::{Value, json};

use crate::table::{Fails, Table, model, same};

pub fn add(t: &mut Table) {
    let c = Client::new(t.credential(), t.options()).unwrap().dictionary_client();
    odd(t, &c);
    scalars(t, &c);
    texts(t, &c);
    times(t, &c);
    models(t, &c);
    nested(t, &c);
}

/// Returns a map from `"0"`, `"1"`, .. to the items.
fn map<T: serde::Serialize>(items: impl IntoIterator<Item = T>) -> Value {
    items.into_iter().enumerate().map(|(index, item)| (index.to_string(), json!(item))).collect::<serde_json::Map<_, _>>().into()
}

/// Returns the same as a value of the generated type.
fn typed<T: ApiValue, I: serde::Serialize>(items: impl IntoIterator<Item = I>) -> Map<T> {
    model(map(items))
}

fn odd(t: &mut Table, c: &DictionaryClient) {
    t.fails("getDictionaryNull", c.get_null(), Fails::Unreadable);
    t.fails("getDictionaryInvalid", c.get_invalid(), Fails::Unreadable);
    t.fails("getDictionaryNullkey", c.get_null_key(), Fails::Unreadable);
    t.gives("getDictionaryEmpty", c.get_empty(), json!({}));
    t.gives("getDictionaryNullValue", c.get_null_value(), json!({}));
    t.gives("getDictionaryKeyEmptyString", c.get_empty_string_key(), json!({"": "val1"}));
    t.sends("putDictionaryEmpty", "PUT /dictionary/empty", c.put_empty(Map::new()));
}

fn scalars(t: &mut Table, c: &DictionaryClient) {
    let tfft = [true, false, false, true];
    t.gives("getDictionaryBooleanValid", c.get_boolean_tfft(), map(tfft));
    t.sends("putDictionaryBooleanValid", "PUT /dictionary/prim/boolean/tfft", c.put_boolean_tfft(typed::<bool, _>(tfft)));
    t.gives("getDictionaryBooleanWithNull", c.get_boolean_invalid_null(), json!({"0": true, "2": false}));
    t.fails("getDictionaryBooleanWithString", c.get_boolean_invalid_string(), Fails::Unreadable);
    let integers = [1, -1, 3, 300];
    t.gives("getDictionaryIntegerValid", c.get_integer_valid(), map(integers));
    t.sends("putDictionaryIntegerValid", "PUT /dictionary/prim/integer/1.-1.3.300", c.put_integer_valid(typed::<i64, _>(integers)));
    t.gives("getDictionaryIntegerWithNull", c.get_int_invalid_null(), json!({"0": 1, "2": 0}));
    t.fails("getDictionaryIntegerWithString", c.get_int_invalid_string(), Fails::Unreadable);
    t.gives("getDictionaryLongValid", c.get_long_valid(), map(integers));
    t.sends("putDictionaryLongValid", "PUT /dictionary/prim/long/1.-1.3.300", c.put_long_valid(typed::<i64, _>(integers)));
    t.gives("getDictionaryLongWithNull", c.get_long_invalid_null(), json!({"0": 1, "2": 0}));
    t.fails("getDictionaryLongWithString", c.get_long_invalid_string(), Fails::Unreadable);
    let numbers = [0.0, -0.01, -1.2e20];
    t.gives("getDictionaryFloatValid", c.get_float_valid(), map(numbers));
    t.sends("putDictionaryFloatValid", "PUT /dictionary/prim/float/0--0.01-1.2e20", c.put_float_valid(typed::<f64, _>(numbers)));
    t.gives("getDictionaryFloatWithNull", c.get_float_invalid_null(), json!({"0": 0.0, "2": -1.2e20}));
    t.fails("getDictionaryFloatWithString", c.get_float_invalid_string(), Fails::Unreadable);
    t.gives("getDictionaryDoubleValid", c.get_double_valid(), map(numbers));
    t.sends("putDictionaryDoubleValid", "PUT /dictionary/prim/double/0--0.01-1.2e20", c.put_double_valid(typed::<f64, _>(numbers)));
    t.gives("getDictionaryDoubleWithNull", c.get_double_invalid_null(), json!({"0": 0.0, "2": -1.2e20}));
    t.fails("getDictionaryDoubleWithString", c.get_double_invalid_string(), Fails::Unreadable);
}

fn texts(t: &mut Table, c: &DictionaryClient) {
    let foos = ["foo1", "foo2", "foo3"];
    t.gives("getDictionaryStringValid", c.get_string_valid(), map(foos));
    t.sends("putDictionaryStringValid", "PUT /dictionary/prim/string/foo1.foo2.foo3", c.put_string_valid(typed::<String, _>(foos)));
    t.gives("getDictionaryStringWithNull", c.get_string_with_null(), json!({"0": "foo", "2": "foo2"}));
    t.gives("getDictionaryStringWithNumber", c.get_string_with_invalid(), map(["foo", "123", "foo2"]));
    let bytes = || -> Map<Base64> { typed(["////+g==", "AQID", "JSlD"]) };
    t.reads("getDictionaryByteValid", c.get_byte_valid(), |found: Map<Base64>| same(&found["2"].decode().ok(), &Some(vec![0x25, 0x29, 0x43])));
    t.sends("putDictionaryByteValid", "PUT /dictionary/prim/byte/valid", c.put_byte_valid(bytes()));
    t.gives("getDictionaryByteWithNull", c.get_byte_invalid_null(), json!({"0": "q6yt"}));
    t.reads("getDictionaryBase64Url", c.get_base64_url(), |found: Map<Base64Url>| {
        let decoded: Vec<_> = found.values().filter_map(|text| text.decode().ok()).collect();
        same(&decoded, &[b"a string that gets encoded with base64url".to_vec(), b"test string".to_vec(), b"Lorem ipsum".to_vec()])
    });
}

fn times(t: &mut Table, c: &DictionaryClient) {
    let dates = ["2000-12-01", "1980-01-02", "1492-10-12"];
    t.gives("getDictionaryDateValid", c.get_date_valid(), map(dates));
    t.sends("putDictionaryDateValid", "PUT /dictionary/prim/date/valid", c.put_date_valid(typed::<Date, _>(dates)));
    t.gives("getDictionaryDateWithNull", c.get_date_invalid_null(), json!({"0": "2012-01-01", "2": "1776-07-04"}));
    t.reads("getDictionaryDateWithInvalidChars", c.get_date_invalid_chars(), |found: Map<Date>| same(&(found["0"].get().is_ok(), found["1"].get().is_ok()), &(true, false)));
    t.reads("getDictionaryDateTimeValid", c.get_date_time_valid(), |found: Map<DateTime>| {
        let unix: Vec<i64> = found.values().filter_map(|time| Some(time.get().ok()?.unix_timestamp())).collect();
        same(&unix, &[975_628_801, 315_616_295, -15_059_540_699])
    });
    let times = ["2000-12-01T00:00:01Z", "1980-01-01T23:11:35Z", "1492-10-12T18:15:01Z"];
    t.sends("putDictionaryDateTimeValid", "PUT /dictionary/prim/date-time/valid", c.put_date_time_valid(typed::<DateTime, _>(times)));
    t.gives("getDictionaryDateTimeWithNull", c.get_date_time_invalid_null(), json!({"0": "2000-12-01t00:00:01z"}));
    t.reads("getDictionaryDateTimeWithInvalidChars", c.get_date_time_invalid_chars(), |found: Map<DateTime>| same(&(found["0"].get().is_ok(), found["1"].get().is_ok()), &(true, false)));
    let times = ["Fri, 01 Dec 2000 00:00:01 GMT", "Wed, 02 Jan 1980 00:11:35 GMT", "Wed, 12 Oct 1492 10:15:01 GMT"];
    t.gives("getDictionaryDateTimeRfc1123Valid", c.get_date_time_rfc1123_valid(), map(times));
    t.sends("putDictionaryDateTimeRfc1123Valid", "PUT /dictionary/prim/date-time-rfc1123/valid", c.put_date_time_rfc1123_valid(typed::<arm_runtime::DateTimeRfc1123, _>(times)));
    t.gives("getDictionaryDurationValid", c.get_duration_valid(), map(["P123DT22H14M12.011S", "P5DT1H"]));
    t.sends("putDictionaryDurationValid", "PUT /dictionary/prim/duration/valid", c.put_duration_valid(typed::<Duration, _>(["P123DT22H14M12.011S", "P5DT1H"])));
}

fn models(t: &mut Table, c: &DictionaryClient) {
    let widget = |n: i32| json!({"integer": n, "string": (n + 1).to_string()});
    t.gives("getDictionaryComplexNull", c.get_complex_null(), json!(null));
    t.gives("getDictionaryComplexEmpty", c.get_complex_empty(), json!({}));
    t.gives("getDictionaryComplexItemNull", c.get_complex_item_null(), map([widget(1), json!(null), widget(5)]));
    t.gives("getDictionaryComplexItemEmpty", c.get_complex_item_empty(), map([widget(1), json!({}), widget(5)]));
    t.gives("getDictionaryComplexValid", c.get_complex_valid(), map([widget(1), widget(3), widget(5)]));
    t.sends("putDictionaryComplexValid", "PUT /dictionary/complex/valid", c.put_complex_valid(typed::<Widget, _>([widget(1), widget(3), widget(5)])));
}

fn nested(t: &mut Table, c: &DictionaryClient) {
    let row = |from: i32| json!([from.to_string(), (from + 1).to_string(), (from + 2).to_string()]);
    t.gives("getDictionaryArrayNull", c.get_array_null(), json!(null));
    t.gives("getDictionaryArrayEmpty", c.get_array_empty(), json!({}));
    t.gives("getDictionaryArrayItemNull", c.get_array_item_null(), map([row(1), json!(null), row(7)]));
    t.gives("getDictionaryArrayItemEmpty", c.get_array_item_empty(), map([row(1), json!([]), row(7)]));
    t.gives("getDictionaryArrayValid", c.get_array_valid(), map([row(1), row(4), row(7)]));
    t.sends("putDictionaryArrayValid", "PUT /dictionary/array/valid", c.put_array_valid(typed::<Vec<String>, _>([row(1), row(4), row(7)])));

    let low = || json!({"1": "one", "2": "two", "3": "three"});
    let high = || json!({"7": "seven", "8": "eight", "9": "nine"});
    t.fails("getDictionaryDictionaryNull", c.get_dictionary_null(), Fails::Unreadable);
    t.gives("getDictionaryDictionaryEmpty", c.get_dictionary_empty(), json!({}));
    t.gives("getDictionaryDictionaryItemNull", c.get_dictionary_item_null(), map([low(), json!(null), high()]));
    t.gives("getDictionaryDictionaryItemEmpty", c.get_dictionary_item_empty(), map([low(), json!({}), high()]));
    let all = [low(), json!({"4": "four", "5": "five", "6": "six"}), high()];
    t.gives("getDictionaryDictionaryValid", c.get_dictionary_valid(), map(&all));
    t.sends("putDictionaryDictionaryValid", "PUT /dictionary/dictionary/valid", c.put_dictionary_valid(typed::<Map<String>, _>(&all)));
}
