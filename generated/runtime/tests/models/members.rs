//! Members of lists and maps, models with many properties, and duplicate properties.

use arm_runtime::{JsonValue, Map, Mode, fields};
use serde_json::json;

use crate::fixture::{Everything, error_of, read, read_ok, write};

#[test]
fn read_only_properties_are_left_out_of_requests_at_every_depth() {
    let inner = || json!({ "id": "/a", "names": [] });
    let square = || json!({ "kind": "square", "side": 1, "color": "red", "id": "i", "more": [1] });
    for json in [
        json!({ "id": "/a", "names": [] }),
        json!({ "inner": inner(), "names": [] }),
        json!({ "inners": [inner(), { "inners": [inner()], "names": [] }], "names": [] }),
        json!({ "patchModel": inner(), "names": [] }),
        json!({ "shape": square(), "names": [] }),
        json!({ "shape": { "kind": "Group", "members": [square()] }, "names": [] }),
        json!({ "shapes": { "a": square() }, "names": [] }),
    ] {
        let model: Everything = read_ok(&json);
        assert_eq!(write(&model, Mode::All), json);
        let mut wanted = json.clone();
        remove_ids(&mut wanted);
        assert_ne!(wanted, json);
        assert_eq!(write(&model, Mode::Request), wanted);
    }
    // The same for a list and a map without a model.
    let models: Vec<Everything> = vec![read_ok(&inner())];
    assert_eq!(write(&models, Mode::Request), json!([{ "names": [] }]));
    let models: Map<Everything> = Map::from([("a", read_ok(&inner()))]);
    assert_eq!(
        write(&models, Mode::Request),
        json!({ "a": { "names": [] } })
    );
}

fn remove_ids(value: &mut JsonValue) {
    match value {
        JsonValue::Object(object) => {
            object.remove("id");
            object.values_mut().for_each(remove_ids);
        }
        JsonValue::Array(items) => items.iter_mut().for_each(remove_ids),
        _ => {}
    }
}

macro_rules! wide {
    ($($index:literal $field:ident $name:literal),* $(,)?) => {
        pub struct Wide {
            $(pub $field: Option<i64>,)*
            pub f63: i64,
            pub f64: i64,
            pub f65: i64,
        }
        fields!(Wide {
            $($index: $field = $name,)* 63: f63 = "f63" required, 64: f64 = "f64" required, 65: f65 = "f65" required
        });
    };
}
wide! {
    0 f0 "f0", 1 f1 "f1", 2 f2 "f2", 3 f3 "f3", 4 f4 "f4", 5 f5 "f5", 6 f6 "f6", 7 f7 "f7", 8 f8 "f8", 9 f9 "f9",
    10 f10 "f10", 11 f11 "f11", 12 f12 "f12", 13 f13 "f13", 14 f14 "f14", 15 f15 "f15", 16 f16 "f16", 17 f17
    "f17", 18 f18 "f18", 19 f19 "f19", 20 f20 "f20", 21 f21 "f21", 22 f22 "f22", 23 f23 "f23", 24 f24 "f24", 25
    f25 "f25", 26 f26 "f26", 27 f27 "f27", 28 f28 "f28", 29 f29 "f29", 30 f30 "f30", 31 f31 "f31", 32 f32 "f32",
    33 f33 "f33", 34 f34 "f34", 35 f35 "f35", 36 f36 "f36", 37 f37 "f37", 38 f38 "f38", 39 f39 "f39", 40 f40
    "f40", 41 f41 "f41", 42 f42 "f42", 43 f43 "f43", 44 f44 "f44", 45 f45 "f45", 46 f46 "f46", 47 f47 "f47", 48
    f48 "f48", 49 f49 "f49", 50 f50 "f50", 51 f51 "f51", 52 f52 "f52", 53 f53 "f53", 54 f54 "f54", 55 f55 "f55",
    56 f56 "f56", 57 f57 "f57", 58 f58 "f58", 59 f59 "f59", 60 f60 "f60", 61 f61 "f61", 62 f62 "f62",
}

/// The presence of the first 64 properties is a bit set, that of the others a set.
#[test]
fn a_model_of_more_than_64_properties() {
    let json: JsonValue = (0..66).map(|n| (format!("f{n}"), json!(n))).collect();
    let model: Wide = read_ok(&json);
    assert_eq!(write(&model, Mode::All), json);
    let backwards = (0..66)
        .rev()
        .map(|n| format!("\"f{n}\":{n}"))
        .collect::<Vec<_>>()
        .join(",");
    assert!(read::<Wide>(&format!("{{{backwards}}}")).expect("the order is free") == model);
    for (properties, missing) in [
        (r#"{"f63":1,"f64":1}"#, "property `f65` of Wide is"),
        (r#"{"f63":1,"f65":1}"#, "property `f64` of Wide is"),
        (r#"{"f64":1,"f65":1}"#, "property `f63` of Wide is"),
        // Property 0 does not count as property 64, nor vice versa.
        (
            r#"{"f0":1,"f1":1,"f63":1}"#,
            "properties `f64`, `f65` of Wide are",
        ),
    ] {
        assert_eq!(
            error_of::<Wide>(properties),
            format!("the required {missing} missing")
        );
    }
    let twice: Wide = read(r#"{"f0":1,"f63":1,"f64":1,"f65":1,"f65":2,"f64":2,"f63":2,"f0":null}"#)
        .expect("the last counts");
    assert_eq!((twice.f0, twice.f63, twice.f64, twice.f65), (None, 2, 2, 2));
}

#[test]
fn of_two_properties_of_one_name_nothing_of_the_first_is_left() {
    type Table = [(&'static str, JsonValue)];
    let table: &Table = &[
        (r#""id":"a","id":null"#, json!({})),
        (r#""small":1,"small":null"#, json!({})),
        (r#""list":["a"],"list":null"#, json!({})),
        (r#""list":["a"],"list":["b"]"#, json!({ "list": ["b"] })),
        (r#""tags":{"a":"b"},"tags":{}"#, json!({ "tags": {} })),
        (
            r#""inner":{"small":1},"inner":{}"#,
            json!({ "inner": { "names": [] } }),
        ),
        (
            r#""shape":{"kind":"Circle","radius":1},"shape":{"kind":"Circle"}"#,
            json!({ "shape": { "kind": "Circle" } }),
        ),
        (r#""patch":"a","patch":null"#, json!({ "patch": null })),
        // The key of a map, and an undeclared property.
        (
            r#""tags":{"a":"b","a":"c"}"#,
            json!({ "tags": { "a": "c" } }),
        ),
        (r#""o":[1],"o":{"p":2}"#, json!({ "o": { "p": 2 } })),
    ];
    for (properties, wanted) in table {
        let mut wanted = wanted.clone();
        wanted["names"] = json!([]);
        let model: Everything = read(&format!("{{{properties}}}")).expect("it is valid");
        assert_eq!(write(&model, Mode::All), wanted, "{properties}");
    }
}
