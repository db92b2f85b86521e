use super::*;

/// A surface with an item of each kind.
fn surface() -> Surface {
    let parameter = |name: &str, required| Parameter {
        name: name.to_owned(),
        ty: "String".to_owned(),
        location: "query".to_owned(),
        required,
        constraints: BTreeMap::from([("maxLength".to_owned(), "5".to_owned())]),
    };
    let property = |ty: &str| Property {
        name: "p".to_owned(),
        ty: ty.to_owned(),
        ..Property::default()
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
    };
    let thing = Model::Struct(BTreeMap::from([("p".to_owned(), property("String?"))]));
    let color = Model::Enum(BTreeMap::from([("Red".to_owned(), "Red".to_owned())]));
    let shape = Model::Union(BTreeMap::from([("circle".to_owned(), property("Circle"))]));
    Surface {
        operations: BTreeMap::from([("Things_Get".to_owned(), operation)]),
        models: BTreeMap::from([
            ("Thing".to_owned(), thing),
            ("Color".to_owned(), color),
            ("Shape".to_owned(), shape),
        ]),
    }
}

fn changed(change: impl FnOnce(&mut Surface)) -> Vec<String> {
    let (old, mut new) = (surface(), surface());
    change(&mut new);
    let shown = |it: &Change| {
        format!(
            "{} {} {}: {}",
            it.level.name(),
            it.kind.name(),
            it.item,
            it.change
        )
    };
    compare_one(&old, &new).changes.iter().map(shown).collect()
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
        it.constraints.insert(keyword.to_owned(), value.to_owned());
    })
}

fn property(model: &str, change: impl FnOnce(&mut BTreeMap<String, Property>)) -> Vec<String> {
    changed(|it| match it.models.get_mut(model) {
        Some(Model::Struct(it) | Model::Union(it)) => change(it),
        _ => panic!("{model} has no properties"),
    })
}

fn added(required: bool) -> Property {
    Property {
        argument: required.then_some(1),
        ..Property::default()
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
            operation(|it| it.arguments.reverse()),
            &["breaking operation Things_Get: order of arguments changed to b, a"],
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
            parameter("o", |it| it.constraints.clear()),
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
            changed(|it| _ = it.models.insert("New".into(), Model::Enum(BTreeMap::new()))),
            &["additive model New: added"],
        ),
        (
            changed(|it| {
                _ = it
                    .models
                    .insert("Thing".into(), Model::Enum(BTreeMap::new()))
            }),
            &["breaking model Thing: kind changed from `struct` to `enum`"],
        ),
        (
            property("Thing", BTreeMap::clear),
            &["breaking property Thing.p: removed"],
        ),
        (
            property("Thing", |it| _ = it.insert("q".into(), added(false))),
            &["additive property Thing.q: added"],
        ),
        (
            property("Thing", |it| _ = it.insert("q".into(), added(true))),
            &["breaking property Thing.q: added, required"],
        ),
        (
            property("Thing", |it| it.get_mut("p").unwrap().argument = Some(1)),
            &["breaking property Thing.p: required: the constructor takes it"],
        ),
        (
            property("Thing", |it| it.get_mut("p").unwrap().ty = "Int64?".into()),
            &["breaking property Thing.p: type changed from `String?` to `Int64?`"],
        ),
        (
            property("Thing", |it| it.get_mut("p").unwrap().read_only = true),
            &["internal property Thing.p: read-only"],
        ),
        (
            property("Shape", |it| _ = it.insert("square".into(), added(false))),
            &["additive enum value Shape.square: added"],
        ),
        (
            changed(|it| {
                _ = it.models.insert(
                    "Color".into(),
                    Model::Enum(BTreeMap::from([("Blue".into(), "Blue".into())])),
                )
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
        let model = Model::Enum(BTreeMap::new());
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
         b::v1: 1 additive\n  module b::v1: added: 1 operations, 3 models\n\
         gone: 1 breaking\n  module gone: removed\n"
    );
    assert_eq!(
        changes.to_markdown(),
        "## `a::v1`: 3 additive\n\n- model `N0`: added\n- model `N1`: added\n- model `N2`: added\n\n\
         ## `b::v1`: 1 additive\n\n- module `b::v1`: added: 1 operations, 3 models\n\n\
         ## `gone`: 1 breaking\n\n- module `gone`: removed\n"
    );
    let json: serde_json::Value = serde_json::from_str(&changes.to_json()).unwrap();
    assert_eq!(json[0]["level"], "additive");
    assert_eq!(json[0]["kind"], "model");
    assert_eq!(json[0]["item"], "N0");
    assert_eq!(compare(&old, &old).to_text(9), "unchanged\n");
}

#[test]
fn surfaces_survive_their_file() {
    let surfaces = Surfaces::from([("a::v1".to_owned(), surface())]);
    let text = crate::surface::to_json(&surfaces);
    assert_eq!(crate::surface::from_json(&text), surfaces);
    assert!(crate::surface::from_json("{").is_empty());
    assert_eq!(
        crate::surface::from_json(&crate::surface::to_json(&Surfaces::new())),
        Surfaces::new()
    );
}
