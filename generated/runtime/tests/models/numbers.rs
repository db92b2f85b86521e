//! Numbers that a double does not hold: as text, as decimals, and beyond the signed range.

use crate::fixture::*;
use arm_runtime::Map;
use arm_runtime::*;
use serde_json::json;

/// Has every type that keeps the text of a number, or an unsigned integer.
pub struct Exact {
    pub text: Option<String>,
    pub key: Option<Secret>,
    pub price: Option<Decimal>,
    pub prices: Option<Vec<Decimal>>,
    pub sparse: Option<Vec<Option<Decimal>>>,
    pub rates: Option<Map<Decimal>>,
    pub patch: Option<Nullable<Decimal>>,
    pub size: Option<u64>,
    pub kind: Option<String>,
}
fields!(Exact: Default {
    0: text = "text", 1: key = "key", 2: price = "price", 3: prices = "prices", 4: sparse = "sparse", 5: rates = "rates", 6: patch = "patch", 7: size = "size", 8: kind = "kind",
});

pub enum Charge {
    Usage(Box<Exact>),
    Nested(Box<Inner>),
    UnknownValue(JsonMap),
}
union!(Charge "kind" { Usage(Exact): "Usage", Nested(Inner): "Nested" });

pub enum Inner {
    Usage(Box<Exact>),
    UnknownValue(JsonMap),
}
union!(Inner "level" { Usage(Exact): "Usage" });

const NUMBERS: [&str; 8] = [
    "1.10",
    "-0",
    "0.0",
    "18446744073709551616",
    "123456789012345678901234567890.123456789",
    "1E+400",
    "1e-7",
    "5",
];

fn written(value: &dyn value::Encode) -> String {
    String::from_utf8(value::to_vec(value, Mode::Request).expect("it can be written"))
        .expect("JSON is UTF-8")
}

#[test]
fn numbers_keep_their_text_where_text_is_declared() {
    for number in NUMBERS {
        let model: Exact =
            read(&format!(r#"{{"text": {number} ,"key":{number}}}"#)).expect("it is valid");
        assert_eq!(model.text.as_deref(), Some(number));
        assert!(model.key == Some(Secret::new(number)), "{number}");
    }
    let model: Exact = read(r#"{"text":true,"key":null}"#).expect("it is valid");
    assert_eq!(model.text.as_deref(), Some("true"));
    assert!(model.key.is_none());
}

/// A document is read a second time if the first pass finds a number with a fraction in the place of text.
#[test]
fn a_second_pass_leaves_nothing_of_the_first() {
    let model: Exact = read(
        r#"{"prices":[1,2],"rates":{"a":1},"key":"first","size":1,"prices":[3],"rates":{"b":2},"text":2.50,"key":1.0}"#,
    )
    .expect("it is valid");
    assert_eq!(
        written(&model),
        r#"{"text":"2.50","key":"1.0","prices":[3],"rates":{"b":2},"size":1}"#
    );
    let error = read::<Exact>(r#"{"text":2.50,"size":"x"}"#).unwrap_err();
    assert_eq!(
        error,
        "size: expected an integer, found a string at line 1 column 23"
    );
}

#[test]
fn decimals_are_sent_with_the_digits_that_came() {
    for number in NUMBERS {
        let json = format!(
            r#"{{"price":{number},"prices":[{number},{number}],"sparse":[null,{number}],"rates":{{"a":{number}}},"patch":{number}}}"#
        );
        let model: Exact = read(&json).expect("it is valid");
        assert_eq!(model.price, Some(Decimal::from_text(number)));
        assert_eq!(written(&model), json);
        assert_eq!(written(&model.clone()), json);
        // As text, too, which some services send.
        let quoted: Exact = read(&format!(r#"{{"price":"{number}"}}"#)).expect("it is valid");
        assert_eq!(written(&quoted), format!(r#"{{"price":{number}}}"#));
    }
    for text in ["NaN", "Infinity", "-Infinity"] {
        let json = format!(r#"{{"price":"{text}"}}"#);
        let model: Exact = read(&json).expect("it is valid");
        assert_eq!(written(&model), json);
    }
    assert_eq!(written(&Decimal::from_text("1 2")), r#""1 2""#);
    assert_eq!(written(&Decimal::from_text("[1]")), r#""[1]""#);
}

#[test]
fn other_formats_take_decimals_as_doubles() {
    let model: Exact = serde_json::from_str(r#"{"price":1.10}"#).expect("it is valid");
    assert_eq!(model.price, Some(Decimal::from_text("1.10")));
    assert_eq!(
        serde_json::to_string(&model).expect("it can be written"),
        r#"{"price":1.1}"#
    );
    let model: Exact = serde_json::from_value(json!({ "price": 1.5, "text": 2.5, "size": 3 }))
        .expect("it is valid");
    assert_eq!(
        serde_json::to_value(&model).expect("it can be written"),
        json!({ "price": 1.5, "text": "2.5", "size": 3 })
    );
}

#[test]
fn numbers_before_a_discriminator_keep_their_text() {
    for (json, expected) in [
        (
            r#"{"price":1.10,"text":2.50,"kind":"Usage"}"#,
            r#"{"text":"2.50","price":1.10,"kind":"Usage"}"#,
        ),
        (
            r#"{"price":1.10,"level":"Usage","text":"a\"b","kind":"Nested","prices":[3.0]}"#,
            r#"{"text":"a\"b","price":1.10,"prices":[3.0],"kind":"Nested"}"#,
        ),
    ] {
        let charge: Charge = read(json).expect("it is valid");
        assert_eq!(
            written(&charge).replace(r#""level":"Usage","#, ""),
            expected
        );
    }
    let unknown: Charge = read(r#"{"price":1.5,"kind":"New","a":{"b":[1,null]}}"#).expect("valid");
    assert_eq!(
        write(&unknown, Mode::Request),
        json!({ "price": 1.5, "kind": "New", "a": { "b": [1, null] } })
    );
    let error = read::<Charge>(r#"{"price":"x","kind":"Usage"}"#).err();
    let error = error.expect("it is not a number");
    assert!(
        error.starts_with("price: expected a number, found a string at line 1 column "),
        "{error}"
    );
}

#[test]
fn decimals_refuse_what_is_not_a_number() {
    for (json, message) in [
        (
            r#"{"price":true}"#,
            "price: expected a number, found a boolean",
        ),
        (
            r#"{"price":"x"}"#,
            "price: expected a number, found a string",
        ),
        (r#"{"price":[1]}"#, "price: expected a number, found a list"),
        (
            r#"{"price":{}}"#,
            "price: expected a number, found an object",
        ),
        (
            r#"{"prices":[1,{"a":1}]}"#,
            "prices[1]: expected a number, found an object",
        ),
        (r#"{"text":[]}"#, "text: expected a string, found a list"),
    ] {
        assert_eq!(error_of::<Exact>(json), message, "{json}");
    }
    for json in [
        r#"{"text":"\ud800"}"#,
        r#"{"text":1.}"#,
        r#"{"text":01}"#,
        r#"{"text":"a"#,
    ] {
        assert!(read::<Exact>(json).is_err(), "{json}");
    }
}

/// Lists whose items are not declared nullable.
pub struct Series {
    pub samples: Option<Vec<f64>>,
    pub rows: Option<Vec<Vec<f64>>>,
    pub prices: Option<Vec<Decimal>>,
    pub counts: Option<Vec<i64>>,
    pub flags: Option<Vec<bool>>,
    pub sparse: Option<Vec<Option<i64>>>,
}
fields!(Series: Default { 0: samples = "samples", 1: rows = "rows", 2: prices = "prices", 3: counts = "counts", 4: flags = "flags", 5: sparse = "sparse" });

#[test]
fn a_null_keeps_its_position_in_a_series() {
    let json = json!({ "samples": [1, null, 3], "rows": [[null, 2], null, [null]], "prices": [null, 1], "sparse": [1, null, 3] });
    let series: Series = read_ok(&json);
    let is_sample = |row: &Vec<f64>| row.iter().map(|it| !it.is_nan()).collect::<Vec<_>>();
    assert_eq!(
        series.samples.as_ref().map(is_sample),
        Some(vec![true, false, true])
    );
    let rows = series.rows.iter().flatten().map(is_sample);
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [vec![false, true], vec![], vec![false]]
    );
    assert_eq!(
        series.prices,
        Some(vec![Decimal::from_text("NaN"), 1.into()])
    );
    assert_eq!(series.sparse, Some(vec![Some(1), None, Some(3)]));
    for (json, message) in [
        (
            r#"{"counts":[1,null]}"#,
            "counts[1]: expected an integer, found null",
        ),
        (
            r#"{"flags":[null]}"#,
            "flags[0]: expected a boolean, found null",
        ),
    ] {
        assert_eq!(error_of::<Series>(json), message);
    }
}

/// Maps whose values are not declared nullable.
pub struct Loads {
    pub loads: Option<Map<f64>>,
    pub prices: Option<Map<Decimal>>,
    pub rows: Option<Map<Vec<f64>>>,
}
fields!(Loads: Default { 0: loads = "loads", 1: prices = "prices", 2: rows = "rows" });

#[test]
fn numbers_in_maps_may_be_texts_of_no_number() {
    let json = r#"{"loads":{"a":"NaN","b":"-Infinity","c":"INF","d":1.5},"prices":{"a":"NaN","b":1.10},"rows":{"a":["NaN",null,2]}}"#;
    let loads: Loads = read(json).expect("it is valid");
    let numbers = loads.loads.as_ref().expect("it was sent");
    assert!(numbers["a"].is_nan());
    assert_eq!(
        (numbers["b"], numbers["c"], numbers["d"]),
        (f64::NEG_INFINITY, f64::INFINITY, 1.5)
    );
    let rows = loads.rows.as_ref().expect("it was sent");
    assert!(rows["a"][0].is_nan() && rows["a"][1].is_nan() && rows["a"][2] == 2.0);
    assert_eq!(
        written(&loads),
        r#"{"loads":{"a":"NaN","b":"-Infinity","c":"Infinity","d":1.5},"prices":{"a":"NaN","b":1.10},"rows":{"a":["NaN","NaN",2]}}"#
    );
    // The key says what a value is, so that one without a value is absent.
    let absent: Loads = read(r#"{"loads":{"a":null,"b":1}}"#).expect("it is valid");
    assert_eq!(written(&absent), r#"{"loads":{"b":1}}"#);
}

#[test]
fn unsigned_integers_have_their_range() {
    for (json, size) in [
        ("18446744073709551615", Some(u64::MAX)),
        ("9223372036854775808", Some(1 << 63)),
        ("0", Some(0)),
        ("5.0", Some(5)),
        (r#""18446744073709551615""#, Some(u64::MAX)),
        ("18446744073709551616", None),
        ("-1", None),
        ("1.5", None),
    ] {
        let model = read::<Exact>(&format!(r#"{{"size":{json}}}"#));
        assert_eq!(model.as_ref().ok().and_then(|it| it.size), size, "{json}");
        match model {
            Ok(model) => {
                let sent = format!(r#"{{"size":{}}}"#, size.unwrap_or_default());
                assert_eq!(written(&model), sent);
                assert!(model.clone() == model);
            }
            Err(error) => assert!(error.starts_with("size: expected an integer"), "{error}"),
        }
    }
    assert!(u64::MAX.to_parameter() == ParameterValue::Text("18446744073709551615".into()));
}

#[test]
fn decimals_convert() {
    let decimal = |text: &str| text.parse::<Decimal>();
    assert_eq!(decimal("1.10").unwrap().to_f64().unwrap(), 1.1);
    assert!(decimal("NaN").unwrap().to_f64().unwrap().is_nan());
    assert_eq!(
        decimal("Infinity").unwrap().to_f64().unwrap(),
        f64::INFINITY
    );
    assert!(decimal("1e400").unwrap().to_f64().is_err());
    assert!(decimal("x").is_err() && Decimal::from_text("x").to_f64().is_err());
    assert_eq!(Decimal::from(0.1 + 0.2).as_str(), "0.30000000000000004");
    for (number, text) in [
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
        (f64::NAN, "NaN"),
        (-0.5, "-0.5"),
    ] {
        assert_eq!(Decimal::from(number).as_str(), text);
    }
    assert_eq!(Decimal::from(u64::MAX).to_string(), u64::MAX.to_string());
    assert_eq!(Decimal::from(-5), decimal("-5").unwrap());
    assert_eq!(
        format!("{:?} {:>5}", decimal("1.10").unwrap(), Decimal::default()),
        "1.10     0"
    );
    assert!(decimal("1.10").unwrap().to_parameter() == ParameterValue::Text("1.10".into()));
}

#[cfg(feature = "rust_decimal")]
#[test]
fn decimals_become_those_for_arithmetic() {
    use rust_decimal::Decimal as Number;
    let number = |text: &str| Number::try_from(&Decimal::from_text(text));
    assert_eq!(
        number("1.10").unwrap() * Number::from(3),
        Number::new(330, 2)
    );
    assert_eq!(number("-1.5E-3").unwrap(), Number::new(-15, 4));
    assert_eq!(Decimal::from(Number::new(110, 2)).as_str(), "1.10");
    for text in ["NaN", "x", "1e400", "0.12345678901234567890123456789012345"] {
        assert!(number(text).is_err(), "{text}");
    }
}
