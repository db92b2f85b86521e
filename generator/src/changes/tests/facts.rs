//! The effect of changed facts on callers.

use super::*;

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

/// A struct with two arguments of its constructor, and one that requests do not contain.
fn constructor(first: &str, second: &str, sent: bool) -> Surface {
    let member = |argument| Member {
        argument: Some(argument),
        ..Member::default()
    };
    let members = [(first, member(1)), (second, member(2))];
    let members = members.map(|(name, it)| (name.to_owned(), it));
    let model = Model {
        sent,
        members: BTreeMap::from(members),
        ..Model::default()
    };
    Surface {
        models: BTreeMap::from([("Thing".to_owned(), model)]),
        ..Surface::default()
    }
}

#[test]
fn each_change_of_a_constructor_or_of_read_only_has_its_level() {
    let read_only = |sent: bool, is: bool| {
        let mut surfaces = [constructor("a", "b", sent), constructor("a", "b", sent)];
        for (it, set) in surfaces.iter_mut().zip([!is, is]) {
            let member = it.models.get_mut("Thing").unwrap();
            let member = member.members.get_mut("a").unwrap();
            member.read_only = set;
            // Follows from the change, and is not reported beside it.
            member.facts.mutability = set.then(|| "read".to_owned()).into_iter().collect();
        }
        described(&surfaces[0], &surfaces[1])
    };
    let argument = |was: Option<usize>, is: Option<usize>| {
        let mut surfaces = [constructor("a", "b", true), constructor("a", "b", true)];
        for (it, argument) in surfaces.iter_mut().zip([was, is]) {
            let member = it.models.get_mut("Thing").unwrap();
            let member = member.members.get_mut("a").unwrap();
            member.argument = argument;
            // Follows from the change, and is not reported beside it.
            let required = argument.map(|_| (Fact::Required, "required".to_owned()));
            member.facts.facts = required.into_iter().collect();
        }
        described(&surfaces[0], &surfaces[1])
    };
    assert_changes(vec![
        (
            described(&constructor("a", "b", true), &constructor("b", "a", true)),
            &["breaking model Thing: order of arguments changed to b, a"],
        ),
        (
            argument(None, Some(1)),
            &["breaking property Thing.a: required: the constructor takes it"],
        ),
        (
            argument(Some(1), None),
            &["breaking property Thing.a: no longer required: the constructor does not take it"],
        ),
        (
            read_only(true, true),
            &["breaking property Thing.a: read-only: requests do not contain it any more"],
        ),
        (
            read_only(false, true),
            &["internal property Thing.a: read-only"],
        ),
        (
            read_only(true, false),
            &["additive property Thing.a: no longer read-only"],
        ),
        (
            read_only(false, false),
            &["internal property Thing.a: no longer read-only"],
        ),
    ]);
}

#[test]
fn each_fact_has_a_name_and_a_level_when_it_is_added_and_removed() {
    use Fact::*;
    let mut rows = Vec::new();
    for fact in [
        Accept,
        AllowEmpty,
        Also,
        ApiVersionParameter,
        Arguments,
        ById,
        Default,
        Discriminator,
        DiscriminatorValues,
        Endpoint,
        FinalState,
        Form,
        Format,
        Items,
        MediaType,
        NextLink,
        NextOperation,
        NextParameter,
        Nullable,
        Open,
        Options,
        Prefix,
        Required,
        Scopes,
        Secret,
        Style,
        Values,
        Verbatim,
        Xml,
    ] {
        let (without, with) = (Facts::default(), with(fact, "x"));
        let [added] = compared(true, without.clone(), with.clone())
            .try_into()
            .unwrap();
        let [removed] = compared(true, with, without).try_into().unwrap();
        let (added, name) = added.split_once(": ").unwrap();
        let name = name.strip_suffix(" changed from none to `x`").unwrap();
        let (removed, _) = removed.split_once(": ").unwrap();
        rows.push(format!("{name}: {added}, {removed}"));
    }
    assert_eq!(
        rows,
        [
            "accepted media type: internal, internal",
            "permission of an empty value: additive, breaking",
            "further values of the discriminator: internal, internal",
            "parameter of the API version: internal, internal",
            "arguments of the constructor: breaking, breaking",
            "function by resource ID: additive, breaking",
            "default value: internal, breaking",
            "discriminator: internal, internal",
            "values of discriminators: internal, internal",
            "endpoint: internal, internal",
            "source of the final result of the long-running operation: internal, internal",
            "form of the values: internal, internal",
            "format of the result: internal, internal",
            "items of a page: internal, internal",
            "media type: internal, internal",
            "link to the next page: internal, internal",
            "operation of the next page: internal, internal",
            "parameter of the next page: internal, internal",
            "nullability: internal, internal",
            "openness of the enum: internal, internal",
            "argument of optional parameters: breaking, breaking",
            "collection of headers: breaking, breaking",
            "presence in the spec: internal, internal",
            "scopes of tokens: additive, breaking",
            "secrecy: internal, internal",
            "serialization: internal, internal",
            "type of the values: breaking, breaking",
            "encoding in the URL: breaking, breaking",
            "location in XML: internal, internal",
        ]
    );
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
    let response =
        |text: &str| facts(|it| _ = it.responses.insert("404 (error)".into(), text.into()));
    let constant =
        |text: &str| facts(|it| _ = it.constants.insert("mode in query".into(), text.into()));
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
            compared(true, response("String"), response("Int64")),
            &["breaking: response of status 404 (error) changed from `String` to `Int64`"],
        ),
        (
            compared(true, response("String"), none()),
            &["breaking: response of status 404 (error) changed from `String` to none"],
        ),
        (
            compared(true, constant("a"), constant("b")),
            &["internal: constant mode in query changed from `a` to `b`"],
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
        // The arguments of the constructor show the others.
        (compared(true, none(), variable("eu")), &[]),
        (compared(true, variable("eu"), none()), &[]),
        (
            compared(false, mutability("read"), mutability("update")),
            &["internal: mutability changed from `read` to `update`"],
        ),
        (
            compared(true, short("5"), none()),
            &["internal: maxLength changed from `5` to none"],
        ),
        (
            compared(true, short("5"), short("6")),
            &["internal: maxLength changed from `5` to `6`"],
        ),
        (
            compared(false, short("5"), short("4")),
            &["internal: maxLength changed from `5` to `4`"],
        ),
    ]);
}
