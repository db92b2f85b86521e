//! Conversions of values by `model!`.

use arm_runtime::{Map, Nullable, Secret, fields, model};

use crate::fixture::{Circle, KeyType};

pub struct Literal {
    pub text: Option<String>,
    pub required: String,
    pub secret: Option<Secret>,
    pub number: Option<i64>,
    pub kind: Option<KeyType>,
    pub removed: Option<Nullable<String>>,
    pub replaced: Option<Nullable<i64>>,
    pub boxed: Option<Box<Circle>>,
    pub list: Option<Vec<String>>,
    pub models: Option<Vec<Circle>>,
    pub tags: Option<Map<String>>,
    pub lists: Option<Map<Vec<String>>>,
    pub untouched: Option<String>,
}
fields!(Literal {
    0: text = "text",
    1: required = "required" required,
    2: secret = "secret",
    3: number = "number",
    4: kind = "kind",
    5: removed = "removed",
    6: replaced = "replaced",
    7: boxed = "boxed",
    8: list = "list",
    9: models = "models",
    10: tags = "tags",
    11: lists = "lists",
    12: untouched = "untouched",
});

#[test]
fn each_value_becomes_the_type_of_its_field() {
    let owned = "owned".to_owned();
    let literal = model!(Literal {
        text: owned,
        required: "borrowed",
        secret: "s3cret",
        number: 5,
        kind: KeyType::Primary,
        removed: Nullable::Null,
        replaced: 7,
        boxed: model!(Circle { radius: 1.0 }),
        list: ["a", "b"],
        models: [
            model!(Circle { key: "k" }),
            model!(crate::fixture::Circle {})
        ],
        tags: [("env", "prod")],
        lists: [("a", ["x", "y"])],
    });
    assert_eq!(literal.text.as_deref(), Some("owned"));
    assert_eq!(literal.required, "borrowed");
    assert_eq!(literal.secret.as_ref().map(Secret::secret), Some("s3cret"));
    assert_eq!(literal.number, Some(5));
    assert!(literal.kind == Some(KeyType::Primary));
    assert_eq!(literal.removed, Some(Nullable::Null));
    assert_eq!(literal.replaced, Some(Nullable::Value(7)));
    assert_eq!(literal.boxed.unwrap().radius, Some(1.0));
    assert_eq!(literal.list.unwrap(), ["a", "b"]);
    let models = literal.models.unwrap();
    assert_eq!(models[0].key.as_ref().map(Secret::secret), Some("k"));
    assert!(models[1].key.is_none() && models.len() == 2);
    assert_eq!(literal.tags.unwrap()["env"], "prod");
    assert_eq!(literal.lists.unwrap()["a"], ["x", "y"]);
    assert_eq!(literal.untouched, None);
}

#[test]
fn what_is_already_of_the_type_is_taken_as_it_is() {
    let tags = Map::from([("a", "b".to_owned())]);
    let none: Option<i64> = None;
    let literal = model!(Literal {
        tags: Some(tags.clone()),
        number: none,
        list: vec!["a".to_owned()],
    });
    assert_eq!(literal.tags, Some(tags));
    assert_eq!(literal.number, None);
    assert_eq!(literal.list.unwrap(), ["a"]);
}
