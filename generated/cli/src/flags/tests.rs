use super::*;
use crate::fixtures::{MODULES, entry};

fn longs(function: &str) -> Vec<String> {
    let shown = |it: Flag| {
        format!(
            "{}{}",
            it.short.map(|c| format!("{c} ")).unwrap_or_default(),
            it.long
        )
    };
    of(&MODULES[1], entry(function))
        .into_iter()
        .map(shown)
        .collect()
}

#[test]
fn nested_properties_have_flags() {
    let module = crate::catalogue::Catalogue::new(generated::metadata())
        .provider("maps")
        .and_then(|it| it.version(None))
        .unwrap();
    let entry = module
        .entries()
        .find(|it| it.operation.id == "Accounts_CreateOrUpdate")
        .unwrap();
    let flags = of(module, entry);
    for (long, path, alias) in [
        ("sku", "sku", ""),
        ("sku-name", "sku.name", "sku.name"),
        (
            "disable-local-auth",
            "properties.disableLocalAuth",
            "properties.disableLocalAuth",
        ),
    ] {
        let flag = flags.iter().find(|it| it.long == long).unwrap();
        assert_eq!(flag.path().unwrap().join("."), path);
        assert!(
            alias.is_empty() || flag.aliases.iter().any(|it| it == alias),
            "{long}"
        );
    }
    let sku = flags.iter().find(|it| it.long == "sku").unwrap();
    assert_eq!(
        only_scalar(module, sku.property).map(|it| it.name),
        Some("name")
    );
}

/// Properties of objects have flags; those of the items of lists and maps, and of values of several types, have none.
#[test]
fn only_objects_have_flags_for_their_properties() {
    let schema = r#"{ "name": "S", "properties": [{ "name": "inner" }, { "name": "set", "read_only": true }] }"#;
    let object = r#"{ "kind": "Object", "schema": 1 }"#;
    let properties: Vec<String> = [
        ("object", object.to_owned()),
        (
            "list",
            format!(r#"{{ "kind": "List", "items": {object} }}"#),
        ),
        ("map", format!(r#"{{ "kind": "Map", "items": {object} }}"#)),
        ("any", r#"{ "kind": "Any", "schema": 1 }"#.to_owned()),
    ]
    .map(|(name, ty)| format!(r#"{{ "name": "{name}", "ty": {ty} }}"#))
    .into();
    let text = format!(
        r#"{{ "schemas": [{{ "name": "B", "properties": [{}] }}, {schema}],
            "groups": [{{ "operations": [{{ "request": {{ "method": "Put", "path": "/x" }}, "body": {{ "ty": {{ "kind": "Object", "schema": 0 }} }} }}] }}] }}"#,
        properties.join(", ")
    );
    let name = |it: &str| it.to_owned();
    let module = Module::read_spec(name("P"), name("p"), name("1"), &text).unwrap();
    let module: &'static Module = Box::leak(Box::new(module));
    let entry = module.entries().next().unwrap();
    let longs: Vec<String> = of(module, entry).into_iter().map(|it| it.long).collect();
    assert_eq!(longs, ["object", "list", "map", "any", "object-inner"]);
}

/// No flag is lost because every command has a flag of its name.
#[test]
fn properties_named_like_other_flags_have_flags_with_a_prefix() {
    for arg in crate::grammar::globals() {
        for long in arg.get_long_and_visible_aliases().unwrap_or_default() {
            assert!(RESERVED.contains(&long), "{long}");
        }
    }
    let properties = RESERVED.map(|name| Property {
        name,
        docs: "Docs.",
        ..Property::DEFAULT
    });
    let body = arm_runtime::describe::Body {
        properties: Vec::leak(properties.to_vec()),
        ..arm_runtime::describe::Body::DEFAULT
    };
    let entry: &Entry = Box::leak(Box::new(Entry {
        body: Some(body),
        ..*entry("create")
    }));
    let flags = of(&MODULES[1], entry);
    for name in RESERVED {
        let long = format!("body-{name}");
        let flag = flags.iter().find(|it| it.long == long).unwrap();
        assert_eq!(flag.path(), Some(&[name][..]));
        assert_eq!(crate::help::flag(flag), format!("Docs. [sets `{name}`]"));
    }
    let shop = flags.iter().find(|it| it.long == "shop-name").unwrap();
    assert_eq!(shop.renamed(), None);
    assert_eq!(flags[0].renamed(), None);
}

#[test]
fn secrets_are_those_of_the_type_and_those_that_the_body_names() {
    let shop = entry("create");
    let all = of(&MODULES[1], shop);
    let flag = |long: &str| all.iter().find(|it| it.long == long).unwrap();
    let named = |secrets: &'static [&'static str]| Entry {
        body: shop
            .body
            .map(|it| arm_runtime::describe::Body { secrets, ..it }),
        ..*shop
    };
    for (long, secrets, expected) in [
        ("paint", &[][..], false),
        ("paint", &["paint"], true),
        ("paint", &["PAINT", "size"], true),
        ("paint", &["size"], false),
        // A parameter is not in the body.
        ("shop-name", &["shopName"], false),
    ] {
        assert_eq!(
            flag(long).is_secret(&named(secrets)),
            expected,
            "{long} {secrets:?}"
        );
    }
}

#[test]
fn each_parameter_and_property_has_a_name_of_its_own() {
    assert_eq!(
        longs("get"),
        [
            "g resource-group",
            "shop-name",
            "n name",
            "top",
            "parameter-output"
        ]
    );
    assert_eq!(
        longs("create"),
        [
            "g resource-group",
            "shop-name",
            "n name",
            "body-name",
            "paint",
            "size",
            "shiny",
            "tags",
            "parts",
            "details",
            "admin-password"
        ]
    );
}
