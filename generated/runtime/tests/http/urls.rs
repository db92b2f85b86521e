//! Values in URLs: encoding and rejected values.

use arm_runtime::{
    Argument, Call, ClientOptions, ListStyle, Map, Operation, Parameter, ParameterLocation,
};

use crate::support::quick;

static GET: Operation = Operation {
    id: "Things_Get",
    path: "/subscriptions/{subscriptionId}/things/{thingName}",
    api_version: "2024-01-01",
    parameters: &[Parameter::path("thingName")],
    success: &[200],
    ..Operation::DEFAULT
};

fn url(operation: &'static Operation, arguments: &[&dyn Argument]) -> Result<String, String> {
    let arm = arm_runtime::Arm::new(
        crate::support::PACKAGE,
        Some("sub".to_owned()),
        None,
        Some(quick()),
    )
    .unwrap();
    let call: Call<()> = arm.prepare(operation, arguments).call();
    match call.request() {
        Ok(request) => Ok(request.path_and_query()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn a_path_value_is_one_segment() {
    for (value, segment) in [
        ("a/b?c#d%2F", "a%2Fb%3Fc%23d%252F"),
        ("a b", "a%20b"),
        ("ü/中", "%C3%BC%2F%E4%B8%AD"),
        ("a\\b", "a%5Cb"),
        ("a\u{0}\r\n\u{7f}", "a%00%0D%0A%7F"),
        ("{subscriptionId}", "%7BsubscriptionId%7D"),
        ("...", "..."),
        ("a:b@c;d=e&f+g", "a%3Ab%40c%3Bd%3De%26f%2Bg"),
    ] {
        let expected = format!("/subscriptions/sub/things/{segment}?api-version=2024-01-01");
        assert_eq!(url(&GET, &[&value]).as_deref(), Ok(expected.as_str()));
    }
}

#[test]
fn the_last_segment_may_be_empty_where_the_spec_says_so() {
    static VERSION: Operation = Operation {
        path: "/secrets/{name}/{version}",
        parameters: &[
            Parameter::path("name"),
            Parameter::path("version").allow_empty(),
        ],
        ..GET
    };
    for (arguments, expected) in [
        (["a", ""], Some("/secrets/a/?api-version=2024-01-01")),
        (["a", "1"], Some("/secrets/a/1?api-version=2024-01-01")),
        (["", "1"], None),
        (["a", ".."], None),
    ] {
        let url = url(&VERSION, &[&arguments[0], &arguments[1]]).ok();
        assert_eq!(url.as_deref(), expected, "{arguments:?}");
    }
}

#[test]
fn segments_that_change_the_path_are_refused() {
    static UNCHECKED: Operation = GET;
    for value in ["", ".", "..", "%2e", "%2E%2e", ".%2e"] {
        let error = url(&GET, &[&value]).unwrap_err();
        assert!(
            error.contains("Things_Get") && error.contains("thingName"),
            "{error}"
        );
        let options = ClientOptions {
            validate: false,
            ..quick()
        };
        let arm = arm_runtime::Arm::new(
            crate::support::PACKAGE,
            Some("sub".to_owned()),
            None,
            Some(options),
        )
        .unwrap();
        let call: Call<()> = arm.prepare(&UNCHECKED, &[&value]).call();
        assert!(call.request().is_err());
    }
}

#[test]
fn a_subscription_is_needed_where_the_path_names_one() {
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, None).unwrap();
    let call: Call<()> = arm.prepare(&GET, &[&"x"]).call();
    assert_eq!(
        call.request().unwrap_err().to_string(),
        "Things_Get: the client has no subscription id"
    );
    for id in ["", "..", "a/b", "a\n"] {
        assert!(
            arm_runtime::Arm::new(crate::support::PACKAGE, Some(id.to_owned()), None, None)
                .is_err()
        );
    }
}

/// A path names the version as its parameter or as usual, in any case.
#[test]
fn a_path_may_name_the_version_as_usual() {
    for name in ["version", "VERSION", "api-version", "Api-Version"] {
        let operation = Box::leak(Box::new(Operation {
            path: format!("/{{{name}}}/x").leak(),
            api_version_in: ParameterLocation::Path,
            api_version_name: "version",
            parameters: &[],
            ..GET
        }));
        assert_eq!(url(operation, &[]).as_deref(), Ok("/2024-01-01/x"));
    }
}

/// The version of a path is a value like any other, wherever it comes from.
#[test]
fn a_version_in_a_path_is_one_segment() {
    static BY_PATH: Operation = Operation {
        path: "/{api-version}/things/{thingName}",
        api_version_in: ParameterLocation::Path,
        ..GET
    };
    assert_eq!(
        url(&BY_PATH, &[&"x"]).as_deref(),
        Ok("/2024-01-01/things/x")
    );
    for (version, path) in [
        ("a/b", Some("/a%2Fb/things/x")),
        ("a%2Fb", Some("/a%252Fb/things/x")),
        ("", None),
        ("..", None),
    ] {
        let options = ClientOptions {
            api_version: Some(version.to_owned()),
            ..quick()
        };
        let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options));
        let found = arm.and_then(|arm| {
            let call: Call<()> = arm.prepare(&BY_PATH, &[&"x"]).call();
            call.request().map(|it| it.path_and_query())
        });
        assert_eq!(found.ok().as_deref(), path, "{version:?}");
    }
}

#[test]
fn verbatim_values_hold_several_segments() {
    static SCOPED: Operation = Operation {
        id: "Locks_List",
        path: "/{scope}/providers/Microsoft.Authorization/locks",
        parameters: &[Parameter::path("scope").verbatim()],
        ..Operation::DEFAULT
    };
    let rest = "/providers/Microsoft.Authorization/locks";
    for (value, start) in [
        ("subscriptions/s", "/subscriptions/s"),
        ("/subscriptions/s/", "/subscriptions/s"),
        ("/", ""),
        ("a b/c?d#e", "/a%20b/c%3Fd%23e"),
        ("a%20b/100%/%zz", "/a%20b/100%25/%25zz"),
        ("ü/{x}", "/%C3%BC/%7Bx%7D"),
    ] {
        assert_eq!(
            url(&SCOPED, &[&value]),
            Ok(format!("{start}{rest}")),
            "{value}"
        );
    }
    for value in [
        "",
        "a/../b",
        "a/%2e%2e/b",
        "..",
        "a//b",
        "a/.",
        "a\\..\\b",
        "//evil",
    ] {
        assert!(url(&SCOPED, &[&value]).is_err(), "{value}");
    }
}

#[test]
fn queries_keep_their_order_and_are_encoded_once() {
    static LIST: Operation = Operation {
        id: "Things_List",
        path: "/things?comp=list&api-version=old",
        api_version: "2024-01-01",
        parameters: &[
            Parameter::query("$filter"),
            Parameter::query("csv"),
            Parameter::query("ssv").style(ListStyle::Ssv),
            Parameter::query("tsv").style(ListStyle::Tsv),
            Parameter::query("pipes").style(ListStyle::Pipes),
            Parameter::query("multi").style(ListStyle::Multi),
            Parameter::query("raw").verbatim(),
            // A constant is not checked against the constraints beside it.
            Parameter::query("fixed").constant("f").min_length(2),
            Parameter::query("none"),
        ],
        ..Operation::DEFAULT
    };
    let items = ["a b".to_owned(), "c,d".to_owned()].to_vec();
    let actual = url(
        &LIST,
        &[
            &"name eq 'x' & y+z",
            &items,
            &items,
            &items,
            &items,
            &items,
            &"v1&q2=v 2#",
            &None::<String>,
        ],
    );
    assert_eq!(
        actual.unwrap(),
        "/things?comp=list&$filter=name%20eq%20%27x%27%20%26%20y%2Bz&csv=a%20b%2Cc%2Cd&ssv=a%20b%20c%2Cd&\
         tsv=a%20b%09c%2Cd&pipes=a%20b%7Cc%2Cd&multi=a%20b&multi=c%2Cd&raw=v1&q2=v%202%23&fixed=f&api-version=2024-01-01"
    );
    let actual = url(
        &LIST,
        &[
            &"",
            &Vec::<String>::new(),
            &true,
            &1_i32,
            &2_i64,
            &1.5_f64,
            &"",
            &"n",
        ],
    );
    assert_eq!(
        actual.unwrap(),
        "/things?comp=list&$filter=&csv=&ssv=true&tsv=1&pipes=2&multi=1.5&raw=&fixed=f&none=n&api-version=2024-01-01"
    );
}

#[test]
fn the_version_may_stand_in_the_path() {
    static VERSIONED: Operation = Operation {
        id: "Things_Get",
        path: "/v/{Api-Version}/x",
        api_version: "2.0",
        api_version_in: ParameterLocation::Path,
        ..Operation::DEFAULT
    };
    assert_eq!(url(&VERSIONED, &[]).unwrap(), "/v/2.0/x");
}

#[test]
fn a_version_in_the_path_is_a_segment_and_one_in_a_header_a_header() {
    static IN_PATH: Operation = Operation {
        id: "Things_Get",
        path: "/v/{api-version}/x",
        api_version: "2.0",
        api_version_in: ParameterLocation::Path,
        ..Operation::DEFAULT
    };
    static IN_HEADER: Operation = Operation {
        api_version_in: ParameterLocation::Header,
        ..IN_PATH
    };
    for (version, path) in [
        ("3.0", Some("/v/3.0/x")),
        ("a/b c", Some("/v/a%2Fb%20c/x")),
        ("a%20b", Some("/v/a%2520b/x")),
        ("", None),
        ("..", None),
    ] {
        let options = ClientOptions {
            api_version: Some(version.to_owned()),
            ..quick()
        };
        let arm =
            arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).unwrap();
        let call: Call<()> = arm.prepare(&IN_PATH, &[]).call();
        let url = call.request().ok().map(|request| request.path_and_query());
        assert_eq!(url.as_deref(), path, "{version}");
    }
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(quick())).unwrap();
    for (version, is_valid) in [("3.0", true), ("3.0\r\nx-other: 1", false)] {
        static OWN: Operation = Operation {
            path: "/x",
            ..IN_HEADER
        };
        let call: Call<()> = arm.prepare(&OWN, &[]).call();
        let call = call.api_version(version);
        let header = call.request().ok().and_then(|request| {
            request
                .headers()
                .get_optional_str(&"api-version".into())
                .map(str::to_owned)
        });
        assert_eq!(header.as_deref(), is_valid.then_some(version));
    }
}

#[test]
fn a_map_is_a_parameter_for_each_of_its_entries() {
    static MAP: Operation = Operation {
        id: "Things_List",
        path: "/things",
        parameters: &[Parameter::query("own"), Parameter::query("raw").verbatim()],
        ..Operation::DEFAULT
    };
    let map = |key: &str, value: &str| Map::from([(key.to_owned(), value.to_owned())]);
    let mut two = map("a b", "c&d");
    two.insert("e".to_owned(), "f".to_owned());
    assert_eq!(
        url(&MAP, &[&two, &map("g", "h&i")]).as_deref(),
        Ok("/things?a%20b=c%26d&e=f&g=h&i")
    );
}

#[test]
fn json_values_are_sent_as_their_text() {
    static JSON: Operation = Operation {
        id: "Things_List",
        path: "/things",
        parameters: &[
            Parameter::query("text"),
            Parameter::query("number"),
            Parameter::query("list").style(ListStyle::Multi),
            Parameter::query("null"),
            Parameter::query("object"),
        ],
        ..Operation::DEFAULT
    };
    let json = serde_json::json!(["a b", 1.5, ["x", 2, null], null, { "k": "v" }]);
    let arguments: Vec<&dyn Argument> = json
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it as &dyn Argument)
        .collect();
    assert_eq!(
        url(&JSON, &arguments).as_deref(),
        Ok("/things?text=a%20b&number=1.5&list=x&list=2&list=&object=%7B%22k%22%3A%22v%22%7D")
    );
}

#[test]
fn another_number_of_arguments_is_an_error() {
    assert!(url(&GET, &[]).unwrap_err().contains("takes 1 arguments"));
    assert!(
        url(&GET, &[&"a", &"b"])
            .unwrap_err()
            .contains("takes 1 arguments")
    );
    assert!(
        url(&GET, &[&None::<String>])
            .unwrap_err()
            .contains("thingName is required")
    );
}

#[test]
fn values_are_checked_and_not_repeated() {
    static CHECKED: Operation = Operation {
        id: "Things_Check",
        path: "/{name}",
        parameters: &[
            Parameter::path("name")
                .min_length(3)
                .max_length(5)
                .pattern(r"^[-\w]+$"),
            Parameter::query("n")
                .minimum(1.0)
                .exclusive_maximum(10.0)
                .multiple_of(0.1),
            Parameter::query("l")
                .min_items(1)
                .max_items(2)
                .unique_items(),
            Parameter::query("odd").pattern("(?!x)y"),
            Parameter::query("escaped").pattern(r"^[a-z\-\_\.\/]+\/\:$"),
        ],
        ..Operation::DEFAULT
    };
    type L = Vec<String>;
    let list = |items: &[&str]| -> L { items.iter().map(|item| (*item).to_owned()).collect() };
    let none = None::<L>;
    assert_eq!(
        url(
            &CHECKED,
            &[&"abc", &0.3_f64.max(1.3), &list(&["a"]), &"z", &"a-/:"]
        )
        .unwrap(),
        "/abc?n=1.3&l=a&odd=z&escaped=a-%2F%3A"
    );
    let rule = |name: &str, n: Option<f64>, l: &Option<L>| {
        url(&CHECKED, &[&name, &n, l, &None::<String>, &None::<String>]).unwrap_err()
    };
    assert!(rule("ab", None, &none).contains("name must have at least 3 characters, not 2"));
    assert!(rule("äöüäöü", None, &none).contains("at most 5 characters, not 6"));
    let pattern = rule("äöü", None, &none);
    assert!(
        pattern.contains(r"must match the pattern ^[-\w]+$") && !pattern.contains("äöü"),
        "{pattern}"
    );
    assert!(rule("abc", Some(0.9), &none).contains("n must be at least 1"));
    assert!(rule("abc", Some(10.0), &none).contains("n must be less than 10"));
    assert!(rule("abc", Some(1.25), &none).contains("n must be a multiple of 0.1"));
    assert!(rule("abc", None, &Some(list(&[]))).contains("l must have at least 1 item, not 0"));
    assert!(rule("abc", None, &Some(list(&["a", "b", "c"]))).contains("at most 2 items"));
    assert!(
        rule("abc", None, &Some(list(&["a", "a"]))).contains("must not contain duplicate items")
    );
    assert!(
        url(
            &CHECKED,
            &[&"abc", &None::<f64>, &none, &None::<String>, &"9"]
        )
        .unwrap_err()
        .contains("escaped must match")
    );
    let options = ClientOptions {
        validate: false,
        ..quick()
    };
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, Some(options)).unwrap();
    let call: Call<()> = arm
        .prepare(&CHECKED, &[&"ab", &0_i32, &none, &None::<String>, &"9"])
        .call();
    assert!(call.request().is_ok());
}

/// No character changes the structure of a URL, and each arrives unchanged.
#[test]
fn every_character_is_kept() {
    static TWO: Operation = Operation {
        id: "T_Two",
        path: "/a/{x}/b",
        api_version: "1",
        parameters: &[Parameter::path("x"), Parameter::query("q")],
        ..Operation::DEFAULT
    };
    let arm = arm_runtime::Arm::new(crate::support::PACKAGE, None, None, None).unwrap();
    let others = [
        '\u{2028}',
        '\u{feff}',
        '\u{ff0f}',
        '\u{fffd}',
        '\u{1f600}',
        '\u{10ffff}',
    ];
    for c in ('\0'..='\u{24f}').chain(others) {
        for value in [
            c.to_string(),
            format!("x{c}"),
            format!("{c}y"),
            format!(".{c}."),
            format!("%{c}e"),
        ] {
            if value == "." || value == "%2e" {
                continue;
            }
            let call: Call<()> = arm.prepare(&TWO, &[&value, &value]).call();
            let url = call
                .request()
                .unwrap_or_else(|error| panic!("{value:?}: {error}"))
                .url();
            let segments: Vec<&str> = url.path_segments().unwrap().collect();
            assert_eq!(
                (segments.len(), segments[0], segments[2]),
                (3, "a", "b"),
                "{value:?}"
            );
            let decoded = percent_encoding::percent_decode_str(segments[1])
                .decode_utf8()
                .unwrap();
            assert_eq!(decoded, value);
            let query: Vec<_> = url.query_pairs().collect();
            assert_eq!(
                (query[0].1.as_ref(), query[1].0.as_ref(), query.len()),
                (value.as_str(), "api-version", 2)
            );
            assert_eq!(url.fragment(), None);
        }
    }
}
