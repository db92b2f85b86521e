use super::*;

/// An object with properties, which are required if they end in `!`, and allow only the text after `=`.
fn object(name: &str, properties: &[&str]) -> Outline {
    let mut object = Object {
        name: name.to_owned(),
        properties: BTreeSet::new(),
        required: BTreeSet::new(),
        constants: BTreeMap::new(),
    };
    for property in properties {
        let (property, constant) = property
            .split_once('=')
            .map_or((*property, None), |(it, value)| (it, Some(value)));
        let name = property.trim_end_matches('!').to_owned();
        if name != property {
            object.required.insert(name.clone());
        }
        if let Some(value) = constant {
            let values = value.split('|').map(str::to_owned).collect();
            object.constants.insert(name.clone(), values);
        }
        object.properties.insert(name);
    }
    Outline::Object(object)
}

/// The tests of a type, as text: `a b=x|y`, `any` without tests that are necessary, `-` if it is tried last.
fn shown(tests: Option<&Tests>) -> String {
    let Some(tests) = tests else {
        return "-".to_owned();
    };
    let names = tests
        .required
        .iter()
        .map(|name| match tests.constants.get(name) {
            Some(values) => format!("{name}={}", values.join("|")),
            None => name.clone(),
        });
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => "any".to_owned(),
        false => names.join(" "),
    }
}

fn told(left: &Outline, right: &Outline) -> String {
    match tell_apart(left, right) {
        Ok((left, right)) => format!("{}, {}", shown(left.as_ref()), shown(right.as_ref())),
        Err(reason) => reason,
    }
}

#[test]
fn types_are_told_apart_by_json_type_constant_or_required_property() {
    use Outline::{Boolean, Integer, List, Map, Number, Text};
    let list = || List(Type::String);
    let same = "two of them have the same JSON type";
    let numbers = "two of them are numbers";
    let a = |properties: &[&str]| object("A", properties);
    let b = |properties: &[&str]| object("B", properties);
    for (left, right, expected) in [
        (Boolean, Boolean, same),
        (Text, Text, same),
        (Map, Map, same),
        (Integer, Integer, numbers),
        (Integer, Number, numbers),
        (Number, Integer, numbers),
        (Number, Number, numbers),
        (list(), list(), "-, -"),
        (Boolean, Text, "any, any"),
        (Text, Number, "any, any"),
        (Integer, Boolean, "any, any"),
        (list(), Map, "any, any"),
        (list(), a(&["x!"]), "any, any"),
        (a(&["x!"]), Text, "any, any"),
        // An object is tried before a map.
        (a(&["y", "x!"]), Map, "x, -"),
        (Map, a(&["y", "x!"]), "-, x"),
        (
            a(&["x"]),
            Map,
            "`A` has no required property that distinguishes it from a map",
        ),
        (
            Map,
            b(&[]),
            "`B` has no required property that distinguishes it from a map",
        ),
        // Constants of a property that both require.
        (a(&["k!=x"]), b(&["k!=y"]), "k=x, k=y"),
        (a(&["k!=x|y"]), b(&["k!=z"]), "k=x|y, k=z"),
        // A property that only one of them has.
        (a(&["x!", "y"]), b(&["y!", "z"]), "x, -"),
        (a(&["x", "y"]), b(&["y", "z!"]), "-, z"),
        (a(&["x!"]), b(&["y!"]), "x, y"),
    ] {
        assert_eq!(told(&left, &right), expected, "{left:?} {right:?}");
    }
}

#[test]
fn constants_that_do_not_tell_apart_are_not_tested() {
    let a = |properties: &[&str]| object("A", properties);
    let b = |properties: &[&str]| object("B", properties);
    for (left, right) in [
        // The same value, in any case, or one of several.
        (a(&["k!=x"]), b(&["k!=x"])),
        (a(&["k!=x"]), b(&["k!=X"])),
        (a(&["k!=x|y"]), b(&["k!=y|z"])),
        // One of them may leave the property out.
        (a(&["k=x"]), b(&["k!=y"])),
        (a(&["k!=x"]), b(&["k=y"])),
        // The other does not say its value.
        (a(&["k!=x"]), b(&["k!"])),
        (a(&["x"]), b(&["y"])),
        (a(&["x!"]), b(&["x!"])),
    ] {
        let told = told(&left, &right);
        assert!(told.contains("`A`") && told.contains("`B`"), "{told}");
    }
}

#[test]
fn variants_keep_their_order_as_far_as_others_allow() {
    for (count, before, expected) in [
        (0, &[][..], Some(vec![])),
        (3, &[], Some(vec![0, 1, 2])),
        (3, &[(2, 0)], Some(vec![1, 2, 0])),
        (3, &[(1, 0), (2, 1)], Some(vec![2, 1, 0])),
        (3, &[(0, 1)], Some(vec![0, 1, 2])),
        (2, &[(0, 1), (1, 0)], None),
    ] {
        let before = before.iter().copied().collect();
        assert_eq!(order(count, &before), expected, "{before:?}");
    }
}
