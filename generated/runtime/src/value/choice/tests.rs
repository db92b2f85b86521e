use super::*;
use Form::{Any, Boolean, Integer, List, Number, Object, Text};
use serde_json::json;

#[test]
fn forms_are_recognized_by_the_json() {
    const TEXT_OR_TRUTH: &[Form] = &[Text, Boolean];
    let object = Object(&["kind", "n"], &[("kind", &["Cat", "Dog"])]);
    let optional = Object(&[], &[("kind", &["Cat"])]);
    for (form, fitting, others) in [
        (
            Boolean,
            json!([true, false]),
            json!(["true", 0, null, [], {}]),
        ),
        (Text, json!(["", "a"]), json!([1, true, null, ["a"], {}])),
        (
            Integer,
            json!([0, -1, 1.0, i64::MIN, u32::MAX, 9.1e18, -9.1e18]),
            json!([1.5, "1", 9.2e18, -9.2e18, 1e300, u64::MAX, true, null]),
        ),
        (Number, json!([0, 1.5, 1e300]), json!(["1", true, null])),
        (List(&[]), json!([[], [1], ["a"]]), json!([{}, "a", null])),
        (
            List(TEXT_OR_TRUTH),
            json!([[], ["a"], [true], ["a", 1]]),
            json!([[1], [null], [1, "a"]]),
        ),
        (
            Any(TEXT_OR_TRUTH),
            json!(["a", true]),
            json!([1, null, ["a"]]),
        ),
        (Any(&[]), json!([]), json!(["a", null])),
        (
            object,
            json!([
                {"kind": "Cat", "n": null},
                {"KIND": "dog", "N": 1, "x": 1}
            ]),
            json!([{}, {"kind": "Cat"}, {"n": 1}, {"kind": "Cow", "n": 1}, {"kind": 1, "n": 1}, [], "Cat"]),
        ),
        (
            optional,
            json!([{}, {"x": 1}, {"kind": "CAT"}]),
            json!([{"kind": "Dog"}, {"kind": null}]),
        ),
    ] {
        for value in fitting.as_array().unwrap() {
            assert!(form.fits(value), "{form:?} {value}");
        }
        for value in others.as_array().unwrap() {
            assert!(!form.fits(value), "{form:?} {value}");
        }
    }
}

/// A property of the exact name comes before others that differ in case.
#[test]
fn constants_are_read_from_the_exact_name() {
    let form = Object(&[], &[("kind", &["Cat"])]);
    assert!(form.fits(&json!({"Kind": "Dog", "kind": "Cat"})));
    assert!(!form.fits(&json!({"Kind": "Cat", "kind": "Dog"})));
}

#[test]
fn the_first_form_that_matches_is_taken() {
    let forms = Forms {
        name: "X",
        forms: &[Integer, Number, Object(&["a"], &[]), Object(&[], &[])],
    };
    for (value, expected) in [
        (json!(1), Some(0)),
        (json!(1.5), Some(1)),
        (json!({"a": 1}), Some(2)),
        (json!({}), Some(3)),
        (json!("a"), None),
    ] {
        assert_eq!(forms.position(&value), expected, "{value}");
    }
}
