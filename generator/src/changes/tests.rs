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

/// Compares an item before and after changes of its facts. `sent` is set if requests contain it.
fn compared(sent: bool, old: Facts, new: Facts) -> Vec<String> {
    let mut comparison = Comparison::default();
    comparison.facts(Noun::Operation, "X", &old, &new, sent);
    let found = comparison.found.iter();
    found
        .map(|it| format!("{}: {}", it.level.name(), it.change))
        .collect()
}

fn with(fact: Fact, value: &str) -> Facts {
    facts(|it| _ = it.facts.insert(fact, value.to_owned()))
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
fn each_changed_fact_has_its_level() {
    let (none, arguments) = (Facts::default, |text| with(Fact::Arguments, text));
    let state = |text| with(Fact::FinalState, text);
    let scopes = |text| with(Fact::Scopes, text);
    let value = |text| with(Fact::Default, text);
    assert_changes(vec![
        (compared(true, state("location"), state("location")), &[]),
        (
            compared(true, state("location"), state("azure-async-operation")),
            &[
                "internal: source of the final result of the long-running operation changed from `location` to `azure-async-operation`",
            ],
        ),
        (
            compared(true, arguments("a"), arguments("a, b")),
            &["breaking: arguments of the constructor changed from `a` to `a, b`"],
        ),
        (
            compared(true, none(), with(Fact::Options, "GetOptions")),
            &["breaking: argument of optional parameters changed from none to `GetOptions`"],
        ),
        (
            compared(true, none(), with(Fact::ById, "get_by_id")),
            &["additive: function by resource ID changed from none to `get_by_id`"],
        ),
        (
            compared(
                true,
                scopes("https://a/.default"),
                scopes("https://b/.default"),
            ),
            &[
                "breaking: scopes of tokens changed from `https://a/.default` to `https://b/.default`",
            ],
        ),
        (
            compared(true, none(), scopes("https://a/.default")),
            &["additive: scopes of tokens changed from none to `https://a/.default`"],
        ),
        (
            compared(true, value("1"), value("2")),
            &["breaking: default value changed from `1` to `2`"],
        ),
        (
            compared(true, none(), value("2")),
            &["internal: default value changed from none to `2`"],
        ),
        (
            compared(false, value("1"), value("2")),
            &["internal: default value changed from `1` to `2`"],
        ),
    ]);
}

#[test]
fn each_change_of_authorization_and_responses_has_its_level() {
    let none = Facts::default;
    let security = |text: &str| facts(|it| it.security = vec![text.to_owned()]);
    let statuses = |text: &str| facts(|it| it.success = vec![text.to_owned()]);
    let header = |text: &str| facts(|it| _ = it.headers.insert("ETag".into(), text.into()));
    assert_changes(vec![
        (
            compared(true, security("basic"), security("bearer")),
            &["breaking: authorization changed from `basic` to `bearer`"],
        ),
        (
            compared(true, none(), security("bearer")),
            &["breaking: authorization changed from `that of the client` to `bearer`"],
        ),
        (
            compared(
                true,
                security("basic"),
                facts(|it| it.security = vec!["basic".into(), "bearer".into()]),
            ),
            &["additive: authorization changed from `basic` to `basic or bearer`"],
        ),
        (
            compared(true, security("basic"), security("no credential")),
            &["additive: authorization changed from `basic` to `no credential`"],
        ),
        (
            compared(true, statuses("200"), statuses("204")),
            &[
                "additive: status 204 added as success",
                "breaking: status 200 no longer a success",
            ],
        ),
        (
            compared(true, header("String"), header("Int64")),
            &["breaking: response header ETag changed from `String` to `Int64`"],
        ),
        (
            compared(true, none(), header("String")),
            &["additive: response header ETag changed from none to `String`"],
        ),
    ]);
}

#[test]
fn each_change_of_a_value_has_its_level() {
    let none = Facts::default;
    let mutability = |text: &str| facts(|it| it.mutability = vec![text.to_owned()]);
    let variable = |text: &str| facts(|it| _ = it.defaults.insert("region".into(), text.into()));
    let short = |text: &str| facts(|it| _ = it.constraints.insert("maxLength".into(), text.into()));
    assert_changes(vec![
        (
            compared(true, variable("eu"), variable("us")),
            &["breaking: default value of region changed from `eu` to `us`"],
        ),
        (
            compared(true, none(), mutability("read")),
            &["breaking: mutability changed from `create, read, update` to `read`"],
        ),
        (
            compared(true, mutability("read"), none()),
            &["additive: mutability changed from `read` to `create, read, update`"],
        ),
        (
            compared(false, short("5"), short("4")),
            &["internal: maxLength changed from `5` to `4`"],
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
    assert_eq!(compare(&old, &old).to_text(9), "unchanged\n");
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
