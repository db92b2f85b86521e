mod facts;

use super::*;
use crate::surface::{Facts, Parameter};

/// A surface with an item of each kind.
fn surface() -> Surface {
    let parameter = |name: &str, required| Parameter {
        name: name.to_owned(),
        ty: "String".to_owned(),
        location: "query".to_owned(),
        required,
        facts: Facts {
            constraints: BTreeMap::from([("maxLength".to_owned(), "5".to_owned())]),
            ..Facts::default()
        },
    };
    let model = |kind, name: &str, ty: &str| {
        let member = Member {
            name: name.to_owned(),
            ty: ty.to_owned(),
            ..Member::default()
        };
        Model {
            kind,
            sent: true,
            members: BTreeMap::from([(name.to_owned(), member)]),
            ..Model::default()
        }
    };
    let operation = Operation {
        method: "Things::get".to_owned(),
        request: "GET /a".to_owned(),
        api_version: "1".to_owned(),
        arguments: vec!["a".to_owned(), "b".to_owned()],
        parameters: BTreeMap::from([
            ("a".to_owned(), parameter("a", true)),
            ("b".to_owned(), parameter("b", true)),
            ("o".to_owned(), parameter("o", false)),
        ]),
        body: None,
        returns: "Call<Thing>".to_owned(),
        deprecated: false,
        facts: facts(|it| {
            it.success = vec!["200".to_owned()];
            it.security = vec!["basic".to_owned()];
        }),
    };
    let thing = model(ModelKind::Struct, "p", "String?");
    let color = model(ModelKind::Enum, "Red", "");
    let shape = model(ModelKind::Union, "circle", "Circle");
    Surface {
        clients: BTreeMap::from([("Client".to_owned(), Facts::default())]),
        operations: BTreeMap::from([("Things_Get".to_owned(), operation)]),
        models: BTreeMap::from([
            ("Thing".to_owned(), thing),
            ("Color".to_owned(), color),
            ("Shape".to_owned(), shape),
        ]),
    }
}

fn facts(set: impl FnOnce(&mut Facts)) -> Facts {
    let mut facts = Facts::default();
    set(&mut facts);
    facts
}

fn changed(change: impl FnOnce(&mut Surface)) -> Vec<String> {
    let (old, mut new) = (surface(), surface());
    change(&mut new);
    described(&old, &new)
}

fn described(old: &Surface, new: &Surface) -> Vec<String> {
    let shown = |it: &Change| {
        format!(
            "{} {} {}: {}",
            it.level.name(),
            it.kind.name(),
            it.item,
            it.change
        )
    };
    compare_one(old, new).changes.iter().map(shown).collect()
}

/// Compares a surface that has something more than the new one.
fn removed(change: impl FnOnce(&mut Surface)) -> Vec<String> {
    let (mut old, new) = (surface(), surface());
    change(&mut old);
    described(&old, &new)
}

fn operation(change: impl FnOnce(&mut Operation)) -> Vec<String> {
    changed(|it| change(it.operations.get_mut("Things_Get").unwrap()))
}

fn parameter(name: &str, change: impl FnOnce(&mut Parameter)) -> Vec<String> {
    operation(|it| change(it.parameters.get_mut(name).unwrap()))
}

/// Sets a constraint of an optional parameter whose `maxLength` is 5.
fn constraint(keyword: &str, value: &str) -> Vec<String> {
    parameter("o", |it| {
        let constraints = &mut it.facts.constraints;
        constraints.insert(keyword.to_owned(), value.to_owned());
    })
}

fn members(model: &str, change: impl FnOnce(&mut BTreeMap<String, Member>)) -> Vec<String> {
    changed(|it| change(&mut it.models.get_mut(model).unwrap().members))
}

fn property(change: impl FnOnce(&mut Member)) -> Vec<String> {
    members("Thing", |it| change(it.get_mut("p").unwrap()))
}

fn added(required: bool) -> Member {
    Member {
        argument: required.then_some(1),
        ..Member::default()
    }
}

fn assert_changes(table: Vec<(Vec<String>, &[&str])>) {
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
}

#[test]
fn each_change_of_an_operation_has_its_level() {
    assert_changes(vec![
        (changed(|_| ()), &[]),
        (
            changed(|it| it.operations.clear()),
            &["breaking operation Things_Get: removed"],
        ),
        (
            changed(|it| _ = it.operations.insert("New".into(), Operation::default())),
            &["additive operation New: added"],
        ),
        (
            operation(|it| it.method = "Things::read".into()),
            &[
                "breaking operation Things_Get: function changed from `Things::get` to `Things::read`",
            ],
        ),
        (
            operation(|it| it.body = Some("Thing".into())),
            &["breaking operation Things_Get: request body changed from none to `Thing`"],
        ),
        (
            operation(|it| it.returns = "Poller<Thing>".into()),
            &[
                "breaking operation Things_Get: result changed from `Call<Thing>` to `Poller<Thing>`",
            ],
        ),
        (
            operation(|it| it.request = "GET /b".into()),
            &["internal operation Things_Get: request changed from `GET /a` to `GET /b`"],
        ),
        (
            operation(|it| it.api_version = "2".into()),
            &["internal operation Things_Get: API version changed from `1` to `2`"],
        ),
        (
            operation(|it| it.deprecated = true),
            &["internal operation Things_Get: deprecated"],
        ),
        (
            removed(|it| it.operations.get_mut("Things_Get").unwrap().deprecated = true),
            &["internal operation Things_Get: no longer deprecated"],
        ),
        (
            changed(|it| _ = it.clients.insert("https://a".into(), Facts::default())),
            &["internal client https://a: added"],
        ),
        (
            changed(|it| it.clients.clear()),
            &["internal client Client: removed"],
        ),
        (
            operation(|it| it.arguments.reverse()),
            &["breaking operation Things_Get: order of arguments changed to b, a"],
        ),
        (
            operation(|it| {
                it.arguments.reverse();
                it.parameters.insert("n".into(), Parameter::default());
            }),
            &[
                "breaking operation Things_Get: order of arguments changed to b, a",
                "additive parameter Things_Get.n: added, optional",
            ],
        ),
        (
            operation(|it| {
                it.arguments.insert(1, "n".into());
                it.parameters.insert(
                    "n".into(),
                    Parameter {
                        required: true,
                        ..Parameter::default()
                    },
                );
            }),
            &["breaking parameter Things_Get.n: added, required"],
        ),
    ]);
}

#[test]
fn each_change_of_a_parameter_has_its_level() {
    assert_changes(vec![
        (
            operation(|it| _ = it.parameters.remove("o")),
            &["breaking parameter Things_Get.o: removed"],
        ),
        (
            operation(|it| _ = it.parameters.insert("n".into(), Parameter::default())),
            &["additive parameter Things_Get.n: added, optional"],
        ),
        (
            operation(|it| {
                let required = Parameter {
                    required: true,
                    ..Parameter::default()
                };
                it.parameters.insert("n".into(), required);
                it.arguments.push("n".into());
            }),
            &["breaking parameter Things_Get.n: added, required"],
        ),
        (
            parameter("o", |it| it.required = true),
            &["breaking parameter Things_Get.o: presence changed from `optional` to `required`"],
        ),
        (
            parameter("o", |it| it.ty = "Int32".into()),
            &["breaking parameter Things_Get.o: type changed from `String` to `Int32`"],
        ),
        (
            parameter("o", |it| it.name = "x".into()),
            &["breaking parameter Things_Get.o: name in Rust changed from `o` to `x`"],
        ),
        (
            parameter("o", |it| it.location = "header".into()),
            &["internal parameter Things_Get.o: location changed from `query` to `header`"],
        ),
        (
            parameter("o", |it| it.facts.constraints.clear()),
            &["internal parameter Things_Get.o: maxLength changed from `5` to none"],
        ),
        (
            constraint("maxLength", "4"),
            &["breaking parameter Things_Get.o: maxLength changed from `5` to `4`"],
        ),
        (
            constraint("maxLength", "10"),
            &["internal parameter Things_Get.o: maxLength changed from `5` to `10`"],
        ),
        (
            constraint("minLength", "2"),
            &["breaking parameter Things_Get.o: minLength changed from none to `2`"],
        ),
        (
            constraint("pattern", "^a$"),
            &["breaking parameter Things_Get.o: pattern changed from none to `^a$`"],
        ),
    ]);
}

#[test]
fn each_change_of_a_model_has_its_level() {
    assert_changes(vec![
        (
            changed(|it| _ = it.models.remove("Thing")),
            &["breaking model Thing: removed"],
        ),
        (
            changed(|it| _ = it.models.insert("New".into(), Model::default())),
            &["additive model New: added"],
        ),
        (
            changed(|it| it.models.get_mut("Thing").unwrap().kind = ModelKind::Enum),
            &["breaking model Thing: kind changed from `struct` to `enum`"],
        ),
        (
            changed(|it| it.models.get_mut("Thing").unwrap().kind = ModelKind::Union),
            &["breaking model Thing: kind changed from `struct` to `union`"],
        ),
        (
            changed(|it| it.models.get_mut("Thing").unwrap().kind = ModelKind::Choice),
            &["breaking model Thing: kind changed from `struct` to `choice of types`"],
        ),
        (
            members("Thing", BTreeMap::clear),
            &["breaking property Thing.p: removed"],
        ),
        (
            members("Thing", |it| _ = it.insert("q".into(), added(false))),
            &["additive property Thing.q: added"],
        ),
        (
            members("Thing", |it| _ = it.insert("q".into(), added(true))),
            &["breaking property Thing.q: added, required"],
        ),
        (
            property(|it| it.argument = Some(1)),
            &["breaking property Thing.p: required: the constructor takes it"],
        ),
        (
            property(|it| it.ty = "Int64?".into()),
            &["breaking property Thing.p: type changed from `String?` to `Int64?`"],
        ),
        (
            property(|it| it.read_only = true),
            &["breaking property Thing.p: read-only: requests do not contain it any more"],
        ),
        (
            members("Shape", |it| _ = it.insert("square".into(), added(false))),
            &["additive enum value Shape.square: added"],
        ),
        (
            members("Color", |it| {
                it.clear();
                it.insert("Blue".into(), added(false));
            }),
            &[
                "breaking enum value Color.Red: removed",
                "additive enum value Color.Blue: added",
            ],
        ),
    ]);
}

#[test]
fn reports_group_by_module_and_level() {
    let old = Surfaces::from([
        ("a::v1".to_owned(), surface()),
        ("gone".to_owned(), surface()),
    ]);
    let mut new = Surfaces::from([
        ("a::v1".to_owned(), surface()),
        ("b::v1".to_owned(), surface()),
    ]);
    for index in 0..3 {
        let model = Model::default();
        new.get_mut("a::v1")
            .unwrap()
            .models
            .insert(format!("N{index}"), model);
    }
    let changes = compare(&old, &new);
    assert_eq!(changes.count(Level::Additive), 4);
    assert_eq!(
        changes.to_text(2),
        "a::v1: 3 additive\n  model N0: added\n  model N1: added\n  and 1 more\n\
         b::v1: 1 additive\n  module b::v1: added: 1 operation, 3 models\n\
         gone: 1 breaking\n  module gone: removed\n"
    );
    assert_eq!(
        changes.to_markdown(),
        "## `a::v1`: 3 additive\n\n- model `N0`: added\n- model `N1`: added\n- model `N2`: added\n\n\
         ## `b::v1`: 1 additive\n\n- module `b::v1`: added: 1 operation, 3 models\n\n\
         ## `gone`: 1 breaking\n\n- module `gone`: removed\n"
    );
    let json: serde_json::Value = serde_json::from_str(&changes.to_json()).unwrap();
    assert_eq!(json[0]["level"], "additive");
    assert_eq!(json[0]["kind"], "model");
    assert_eq!(json[0]["item"], "N0");
    assert_eq!(json[0]["module"], "a::v1");
    assert_eq!(json[0]["change"], "added");
    let same = compare(&old, &old);
    assert_eq!(same.to_text(9), "unchanged\n");
    assert_eq!(same.to_markdown(), "Unchanged.\n");
    // A crate that is itself the only module.
    let one = Surface {
        operations: BTreeMap::new(),
        ..surface()
    };
    let changes = compare_one(&surface(), &one);
    assert_eq!(changes.to_text(0), "1 breaking\n  and 1 more\n");
    assert_eq!(
        changes.to_markdown(),
        "## 1 breaking\n\n- operation `Things_Get`: removed\n"
    );
}

#[test]
fn surfaces_survive_their_file() {
    let surfaces = Surfaces::from([("a::v1".to_owned(), surface())]);
    let text = crate::surface::to_json(&surfaces);
    assert_eq!(crate::surface::from_json(&text), Some(surfaces));
    assert_eq!(crate::surface::from_json("{"), None);
    let other = text.replace("\"format\":", "\"format\":1");
    assert_eq!(crate::surface::from_json(&other), None);
    let none = Surfaces::new();
    let text = crate::surface::to_json(&none);
    assert_eq!(crate::surface::from_json(&text), Some(none));
}
