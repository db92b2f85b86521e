//! `Map`: its entries and their order, with and without an index, and its conversions.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::fixture::{Everything, KeyType};
use crate::fuzz::Random;
use arm_runtime::{JsonValue, Map, Mode, Secret, value};
use serde_json::json;

fn pairs<T: Clone>(map: &Map<T>) -> Vec<(&str, T)> {
    map.iter()
        .map(|(key, value)| (key.as_str(), value.clone()))
        .collect()
}

#[test]
fn entries_keep_the_order_in_which_they_were_added() {
    let mut map = Map::from([("c", 1), ("a", 2), ("b", 3)]);
    assert_eq!(map.insert("a", 4), Some(2));
    assert_eq!(map.insert("A", 5), None);
    assert_eq!(pairs(&map), [("c", 1), ("a", 4), ("b", 3), ("A", 5)]);
    assert_eq!(map.remove("a"), Some(4));
    assert_eq!(map.remove("a"), None);
    assert_eq!(pairs(&map), [("c", 1), ("b", 3), ("A", 5)]);
    map.extend([("b", 6), ("a", 7)]);
    assert_eq!(pairs(&map), [("c", 1), ("b", 6), ("A", 5), ("a", 7)]);
    map.retain(|key, value| {
        *value += 1;
        key != "A"
    });
    assert_eq!(pairs(&map), [("c", 2), ("b", 7), ("a", 8)]);
    for (key, value) in &mut map {
        *value += i32::from(key == "b");
    }
    *map.get_or_insert_with("c", || 7) += 0;
    *map.get_or_insert_with("d", || 7) += 1;
    assert_eq!(map.remove("d"), Some(8));
    map.values_mut().for_each(|value| *value *= 10);
    *map.get_mut("c").unwrap() += 1;
    assert_eq!(map.get_mut("d"), None);
    assert!(map.contains_key("c") && !map.contains_key("d"));
    assert_eq!(
        (map["c"], map.get("b"), map.get("d")),
        (21, Some(&80), None)
    );
    assert_eq!(map.keys().collect::<Vec<_>>(), ["c", "b", "a"]);
    assert_eq!(map.clone().into_keys().collect::<Vec<_>>(), ["c", "b", "a"]);
    assert_eq!(map.clone().into_values().collect::<Vec<_>>(), [21, 80, 80]);
    assert_eq!(map.into_iter().next_back(), Some(("a".to_owned(), 80)));
}

#[test]
#[should_panic(expected = "the map has no such key")]
fn an_index_that_is_missing_panics() {
    let _ = Map::from([("a", 1)])["b"];
}

#[test]
fn a_value_that_cannot_be_made_is_not_inserted() {
    let mut map = Map::from([("a", 1)]);
    let make = || -> i32 { panic!("no value") };
    let outcome = catch_unwind(AssertUnwindSafe(|| *map.get_or_insert_with("b", make)));
    assert!(outcome.is_err());
    map.insert("c", 3);
    assert_eq!(pairs(&map), [("a", 1), ("c", 3)]);
}

#[test]
fn maps_of_all_sizes_have_the_entries_of_a_list_of_pairs() {
    let mut random = Random(7);
    for n_keys in [3, 15, 16, 17, 18, 40, 400] {
        let mut map = Map::new();
        let mut expected: Vec<(String, usize)> = Vec::new();
        for step in 0..n_keys * 8 {
            let key = format!("k{}", random.below(n_keys));
            let position = expected.iter().position(|entry| entry.0 == key);
            assert_eq!(map.get(&key), position.map(|it| &expected[it].1), "{key}");
            // There are more insertions than removals, so that all keys are there for a time.
            if random.below(4) == 0 {
                let removed = position.map(|it| expected.remove(it).1);
                assert_eq!(map.remove(&key), removed, "{key}");
            } else if let Some(position) = position {
                let earlier = std::mem::replace(&mut expected[position].1, step);
                assert_eq!(map.insert(key, step), Some(earlier));
            } else {
                assert_eq!(map.insert(key.as_str(), step), None);
                expected.push((key, step));
            }
            assert_eq!(map.len(), expected.len());
            assert_eq!(map.is_empty(), expected.is_empty());
        }
        assert!(
            map.iter()
                .eq(expected.iter().map(|(key, value)| (key, value)))
        );
        map.clear();
        assert!(map.is_empty() && map.get("k1").is_none());
    }
}

#[test]
fn maps_are_equal_in_any_order() {
    let map = Map::from([("a", 1), ("b", 2)]);
    assert_eq!(map, Map::from([("b", 2), ("a", 1)]));
    for other in [
        vec![("a", 1)],
        vec![("a", 1), ("c", 2)],
        vec![("a", 1), ("b", 3)],
    ] {
        assert_ne!(map, other.into_iter().collect());
    }
    // The maps of a model, one of them with additional properties.
    let [one, other] = [
        r#"{"tags":{"a":"1","b":"2"},"x":1,"y":2}"#,
        r#"{"y":2,"x":1,"tags":{"b":"2","a":"1"}}"#,
    ]
    .map(|text| value::from_json::<Everything>(text.as_bytes()).unwrap());
    assert!(one == other && one.tags.is_some());
}

#[test]
fn json_keeps_its_order_and_the_last_of_repeated_keys() {
    let read = |text: &str| value::from_json::<Map<JsonValue>>(text.as_bytes());
    let map = read(r#"{"b":1,"a":{"y":1,"x":null},"b":2,"":[]}"#).unwrap();
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a", ""]);
    assert_eq!(map["b"], 2);
    let many: Vec<String> = (0..1000)
        .rev()
        .map(|it| format!("\"k{it}\":{it}"))
        .collect();
    let text = format!("{{{}}}", many.join(","));
    let map = read(&text).unwrap();
    assert_eq!(
        (map.len(), &map["k999"], &map["k0"]),
        (1000, &json!(999), &json!(0))
    );
    assert_eq!(value::to_vec(&map, Mode::All).unwrap(), text.into_bytes());
    assert_eq!(map.clone(), map);
    // An entry without a value is left out, and does not remove an earlier one.
    let texts: Map<String> = value::from_json(br#"{"a":"1","b":null,"a":null}"#).unwrap();
    assert_eq!(pairs(&texts), [("a", "1".to_owned())]);
    let error = value::from_json::<Map<i64>>(br#"{"a":1,"b":"x"}"#).unwrap_err();
    assert!(error.to_string().starts_with("b: "), "{error}");
}

/// A number with a fraction where text is declared is read in a second pass.
#[test]
fn nothing_of_the_first_pass_or_of_an_earlier_value_remains() {
    let texts: Vec<String> = value::from_json(br#"["a",1.5]"#).unwrap();
    assert_eq!(texts, ["a", "1.5"]);
    let model: Everything =
        value::from_json(br#"{"names":["Primary"],"rest":1,"id":1.5}"#).unwrap();
    assert_eq!((model.names.len(), model.id.as_deref()), (1, Some("1.5")));
    let lists: Map<Vec<Vec<String>>> =
        value::from_json(br#"{"a":[["b"],[1.5]],"c":[[1.5]]}"#).unwrap();
    assert_eq!(lists["a"], [["b"], ["1.5"]]);
    let mut list = vec![1];
    value::from_slice(b"[2]", &mut list).unwrap();
    assert_eq!(list, [2]);
    let mut map = Map::from([("a", 1)]);
    value::from_slice(br#"{"b":2}"#, &mut map).unwrap();
    assert_eq!(pairs(&map), [("b", 2)]);
    let mut kind = Some(KeyType::Primary);
    value::from_slice(b"null", &mut kind).unwrap();
    assert_eq!(kind, None);
    #[cfg(feature = "xml")]
    {
        value::from_xml(b"<m><c>3</c></m>", &mut map).unwrap();
        assert_eq!(pairs(&map), [("c", 3)]);
    }
}

#[test]
fn maps_convert_from_and_to_those_of_the_standard_library() {
    let sorted = BTreeMap::from([("a", 1), ("b", 2)]);
    let hashed = HashMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let map = Map::from([("b", 2), ("a", 1)]);
    assert_eq!(Map::from(sorted), map);
    assert_eq!(Map::from(hashed.clone()), map);
    assert_eq!(HashMap::from(map.clone()), hashed);
    // The order of a hash map differs between processes.
    let letters = "hgfedcba".chars().map(|it| (it.to_string(), ()));
    let map_of_letters = Map::from(letters.collect::<HashMap<_, _>>());
    assert_eq!(map_of_letters.into_keys().collect::<String>(), "abcdefgh");
    let sorted: BTreeMap<String, i32> = map.into();
    assert_eq!(
        sorted.into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), 1), ("b".to_owned(), 2)]
    );
    assert_eq!(Map::<i32>::default(), Map::new());
}

#[test]
fn debug_hides_the_values_of_secret_names() {
    let settings = Map::from([
        ("password", "s3cret".to_owned()),
        ("url", "https://h/?sig=s3cret".to_owned()),
        ("plain", "x".to_owned()),
    ]);
    let shown = r#"{"password": Secret, "url": "https://h/?sig=REDACTED", "plain": "x"}"#;
    assert_eq!(format!("{settings:?}"), shown);
    let secrets = Map::from([("a", Secret::new("s3cret"))]);
    assert_eq!(format!("{secrets:?}"), r#"{"a": Secret}"#);
}

#[cfg(feature = "serde")]
#[test]
fn maps_are_types_of_serde() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Application {
        tags: Map<String>,
    }
    let text = r#"{"tags":{"b":"1","a":"2"}}"#;
    let application: Application = serde_json::from_str(text).unwrap();
    assert_eq!(
        application.tags,
        Map::from([("a", "2".to_owned()), ("b", "1".to_owned())])
    );
    assert_eq!(serde_json::to_string(&application).unwrap(), text);
}
