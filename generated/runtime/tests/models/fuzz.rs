//! Random documents with fixed seeds. Checks that nothing panics, that all readers agree, and that no data is lost.

use crate::fixture::*;
use arm_runtime::{JsonValue, Mode, value};
use serde_json::json;

/// A small random number generator (xorshift64*), so that each run uses the same documents.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).expect("31 bits fit") % end.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Values at the limits of the formats.
fn edge(random: &mut Random) -> JsonValue {
    let edges = [
        json!(null),
        json!(true),
        json!(0),
        json!(-0.0),
        json!(5.0),
        json!(5.5),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(i64::from(i32::MAX) + 1),
        json!(f64::MAX),
        json!(f64::MIN_POSITIVE),
        json!(9_007_199_254_740_993_i64),
        json!(0.1 + 0.2),
        json!(""),
        json!("5"),
        json!("-9223372036854775808"),
        json!("1e400"),
        json!("true"),
        json!("circle"),
        json!("\u{0}\u{7f}\u{2028}\u{10ffff}\"\\"),
        json!([]),
        json!([null]),
        json!([[1], "a", {}]),
        json!({}),
        json!({ "": null }),
        json!({ "kind": "Circle" }),
        json!({ "kind": ["Circle"], "a": 1 }),
        json!({ "$serde_json::private::Number": "1" }),
    ];
    random.pick(&edges).clone()
}

/// Replaces a random value in the document.
fn mutate(value: &mut JsonValue, random: &mut Random) {
    let go_on = random.below(4) != 0;
    match value {
        JsonValue::Object(entries) if go_on && !entries.is_empty() => {
            let at = random.below(entries.len());
            if let Some((_, inner)) = entries.iter_mut().nth(at) {
                mutate(inner, random);
            }
        }
        JsonValue::Array(items) if go_on && !items.is_empty() => {
            let at = random.below(items.len());
            mutate(&mut items[at], random);
        }
        JsonValue::Object(entries) if random.below(2) == 0 => {
            let names = ["kind", "id", "names", "shape", "inner", "more", "", "a.b"];
            entries.insert((*random.pick(&names)).to_owned(), edge(random));
        }
        JsonValue::Array(items) if random.below(2) == 0 => items.push(edge(random)),
        other => *other = edge(random),
    }
}

/// Removes random optional properties.
fn thin_out(value: &mut JsonValue, random: &mut Random) {
    match value {
        JsonValue::Object(entries) => {
            let kept = ["names", "kind", "side", "color", "id"];
            entries.retain(|name, _| kept.contains(&name.as_str()) || random.below(3) != 0);
            entries
                .values_mut()
                .for_each(|value| thin_out(value, random));
        }
        JsonValue::Array(items) => items.iter_mut().for_each(|item| thin_out(item, random)),
        _ => {}
    }
}

/// A `null` in a series is not a number, which does not equal itself.
fn same(a: &Everything, b: &Everything) -> bool {
    let written = |it| value::to_vec(it, Mode::All).expect("it can be written");
    a == b || written(a) == written(b)
}

/// Reads a document on every way and compares.
fn check(json: &str) {
    // Only the reader of bodies accepts a byte order mark.
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let wire = read::<Everything>(json);
    let text = serde_json::from_str::<Everything>(json).map_err(|error| error.to_string());
    let tree = serde_json::from_str::<JsonValue>(json);
    match (&wire, &text) {
        (Ok(wire), Ok(text)) => assert!(same(wire, text), "{json}"),
        (Err(wire), Err(text)) => assert_eq!(wire, text),
        _ => panic!("{json}\n{wire:?}\n{text:?}"),
    }
    match (&wire, tree.map(serde_json::from_value::<Everything>)) {
        (Ok(wire), Ok(Ok(tree))) => assert!(same(wire, &tree), "{json}\n{wire:?}\n{tree:?}"),
        // A text keeps any number, and a tree holds doubles.
        (Ok(_), Err(error)) if error.to_string().contains("number out of range") => {}
        (Ok(_), _) => panic!("only the wire takes {json}"),
        (Err(wire), Ok(Ok(_))) => panic!("{wire}: only the tree takes {json}"),
        (Err(wire), Ok(Err(tree))) => {
            assert!(wire.starts_with(&tree.to_string()), "{wire} {tree}");
        }
        (Err(_), Err(_)) => {}
    }
    let Ok(model) = wire else { return };
    let written = value::to_vec(&model, Mode::All).expect("JSON has finite numbers only");
    let again = value::from_json::<Everything>(&written).expect("what is written can be read");
    assert!(same(&again, &model), "{json}");
    assert_eq!(
        written,
        value::to_vec(&again, Mode::All).expect("it was written before")
    );
    assert_eq!(
        write(&model, Mode::All),
        serde_json::to_value(&model).expect("it was written before")
    );
    // Our writer and serde_json produce the same bytes.
    assert_eq!(
        String::from_utf8(written),
        Ok(serde_json::to_string(&model).expect("it was written before"))
    );
    let shown = format!("{model:?}");
    assert!(
        !shown.contains("s3cret") || json.matches("s3cret").count() != 5,
        "{shown}"
    );
}

#[test]
fn documents_with_other_values() {
    let mut random = Random(0x5eed);
    for _ in 0..3_000 {
        let mut document = full();
        for _ in 0..=random.below(4) {
            mutate(&mut document, &mut random);
        }
        check(&document.to_string());
    }
}

#[test]
fn documents_with_other_bytes() {
    let mut random = Random(0xb17e5);
    let tokens = [
        "null",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\u0000",
        "\\ud800",
        "1e400",
        "-",
        "0",
        "e",
        ".",
        " ",
        "\u{feff}",
        "\u{e9}",
        "\"kind\":\"square\",",
    ];
    for _ in 0..6_000 {
        let mut bytes = full().to_string().into_bytes();
        for _ in 0..=random.below(3) {
            let (start, length) = (random.below(bytes.len()), random.below(4));
            let end = (start + length).min(bytes.len());
            match random.below(3) {
                0 => drop(bytes.drain(start..end)),
                1 => drop(bytes.splice(start..end, random.pick(&tokens).bytes())),
                _ => bytes[start] = u8::try_from(random.below(256)).expect("it is a byte"),
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) => check(&text),
            Err(error) => assert!(value::from_json::<Everything>(error.as_bytes()).is_err()),
        }
    }
}

#[test]
fn nothing_of_a_well_typed_document_is_lost() {
    let mut random = Random(0x7e57);
    for _ in 0..1_000 {
        let mut document = full();
        thin_out(&mut document, &mut random);
        let model = read::<Everything>(&document.to_string()).expect("it is well-typed");
        assert_eq!(write(&model, Mode::All), document);
    }
}

#[test]
fn every_double_comes_back() {
    let mut random = Random(0xd0b1e);
    for number in std::iter::repeat_with(|| f64::from_bits(random.next()))
        .filter(|number| number.is_finite())
        .take(20_000)
    {
        let written = value::to_vec(&number, Mode::Request).expect("it is finite");
        let read: f64 = value::from_json(&written).expect("it is a number");
        assert_eq!(read.to_bits(), number.to_bits(), "{number}");
    }
}
