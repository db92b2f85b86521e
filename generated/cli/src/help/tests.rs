use super::*;

fn find(id: &str) -> (&'static Module, &'static Entry) {
    let modules = generated::metadata().iter().rev();
    let mut all = modules.flat_map(|module| module.entries().map(move |it| (module, it)));
    all.find(|(_, it)| it.operation.id == id).unwrap()
}

const COMMAND: &str = "arm communication communication-services regenerate-key";

#[test]
fn examples_are_command_lines() {
    let (module, entry) = find("CommunicationServices_RegenerateKey");
    let text = example(module, entry, COMMAND).unwrap();
    assert!(
        text.contains("\n  arm communication communication-services regenerate-key -g "),
        "{text}"
    );
    assert!(text.ends_with("--key-type Primary"), "{text}");
    let whole = text.replace(" \\\n      ", " ");
    assert_eq!(
        whole,
        format!(
            "Example, Replace the primary key:\n  {COMMAND} -g contoso-prod -n contoso-acs --key-type Primary"
        )
    );
}

/// Words are moved to the next line, and JSON that does not fit a line is written on several.
#[test]
fn lines_of_examples_end_at_the_limit() {
    let word = |length: usize| "x".repeat(length);
    let json = |length: usize| format!(r#"'{{"a":"{}"}}'"#, "x".repeat(length - 10));
    for (words, expected) in [
        (
            vec![word(30), word(45)],
            format!("{} {}", word(30), word(45)),
        ),
        (
            vec![word(30), word(46)],
            format!("{} \\\n      {}", word(30), word(46)),
        ),
        (vec![json(76)], json(76)),
        (
            vec![json(77), word(1)],
            format!("'{{\n  \"a\": \"{}\"\n}}' \\\n      x", word(67)),
        ),
    ] {
        assert_eq!(broken(&words), expected);
    }
}

#[test]
fn usage_tells_the_four_ways() {
    let (module, entry) = find("CommunicationServices_RegenerateKey");
    assert_eq!(
        usage(module, entry, &flags::of(module, entry), COMMAND),
        "arm communication communication-services regenerate-key {-g TEXT -n TEXT | --ids ID...} \
         {[--key-type VALUE] | --body JSON} [OPTIONS]"
    );
}

#[test]
fn long_examples_are_broken_between_words() {
    let words: Vec<String> = ["arm", &"x".repeat(60), "-n", "value", "--long-flag", "v"]
        .map(str::to_owned)
        .into();
    assert_eq!(
        broken(&words),
        format!("arm {} -n value \\\n      --long-flag v", "x".repeat(60))
    );
    let json = format!("'{{\"a\":\"it'\\''s {}\"}}'", "x".repeat(60));
    let text = broken(&["arm".to_owned(), json]);
    assert_eq!(
        text,
        format!(
            "arm \\\n      '{{\n  \"a\": \"it'\\''s {}\"\n}}'",
            "x".repeat(60)
        )
    );
}

#[test]
fn examples_hide_secrets() {
    let (module, entry) = find("CommunicationServices_LinkNotificationHub");
    let text = example(module, entry, COMMAND).unwrap();
    assert!(text.contains("--connection-string SECRET"), "{text}");
    assert!(!example_arguments(module, entry, false).contains(&"SECRET".to_owned()));
}

#[test]
fn shells_take_quoted_text() {
    for c in "-_./:=@,+%aZ09".chars() {
        assert_eq!(quoted(&c.to_string()), c.to_string());
    }
    for c in " \t\n\"$`\\!*?[]{}()<>|&;~#^ü".chars() {
        assert_eq!(quoted(&format!("a{c}")), format!("'a{c}'"));
    }
    assert_eq!(quoted("{\"a\":1}"), "'{\"a\":1}'");
    assert_eq!(quoted("it's"), r"'it'\''s'");
    assert_eq!(quoted(""), "''");
}
/// A property with a flag for a parameter.
fn flag_of(property: Property, parameter: Parameter) -> Flag {
    Flag {
        long: "size".to_owned(),
        short: None,
        short_alias: None,
        aliases: Vec::new(),
        target: Target::Parameter(0, Box::leak(Box::new(parameter))),
        property: Box::leak(Box::new(property)),
    }
}

#[test]
fn help_of_a_flag_has_its_constraints_values_and_default() {
    const P: Parameter = Parameter::query("size");
    let plain = Property::DEFAULT;
    let documented = Property {
        docs: "The size.",
        ..plain
    };
    let list = Property {
        kind: Kind::List,
        values: &["a", "b"],
        ..plain
    };
    for (property, parameter, expected) in [
        (plain, P, ""),
        (documented, P, "The size."),
        (
            documented,
            P.min_length(1).max_length(3),
            "The size. [1 to 3 characters]",
        ),
        (plain, P.min_length(1), "[at least 1 characters]"),
        (plain, P.max_length(3), "[at most 3 characters]"),
        (plain, P.pattern("^a$"), "[pattern ^a$]"),
        (plain, P.minimum(1.0), "[at least 1]"),
        (plain, P.exclusive_minimum(1.0), "[above 1]"),
        (plain, P.maximum(2.5), "[at most 2.5]"),
        (plain, P.exclusive_maximum(2.5), "[below 2.5]"),
        (
            plain,
            P.minimum(1.0).maximum(2.0),
            "[at least 1] [at most 2]",
        ),
        (list, P, "[any of a, b]"),
        // A list of any values, and a text, whose values are those of the flag.
        (
            Property {
                values: &[],
                ..list
            },
            P,
            "",
        ),
        (
            Property {
                kind: Kind::Text,
                ..list
            },
            P,
            "",
        ),
        (
            Property {
                default: Some("5"),
                ..documented
            },
            P.minimum(1.0),
            "The size. [at least 1] [default of the service: 5]",
        ),
    ] {
        assert_eq!(flag(&flag_of(property, parameter)), expected);
    }
}

#[test]
fn placeholders_name_the_type_of_a_value() {
    let values = &["a", "b"][..];
    for (kind, values, expected) in [
        (Kind::Text, &[][..], "TEXT"),
        (Kind::Text, values, "VALUE"),
        (Kind::Secret, &[], "TEXT"),
        (Kind::Secret, values, "VALUE"),
        (Kind::Bool, &[], "BOOL"),
        (Kind::Integer, &[], "INTEGER"),
        (Kind::Number, &[], "NUMBER"),
        (Kind::List, &[], "ITEM"),
        (Kind::Map, &[], "KEY=VALUE"),
        (Kind::Object, &[], "JSON"),
        (Kind::Any, &[], "JSON"),
        (Kind::Bytes, &[], "@FILE"),
    ] {
        let property = Property {
            kind,
            values,
            ..Property::DEFAULT
        };
        let module = &crate::fixtures::MODULES[1];
        assert_eq!(value_name(module, &property), expected, "{kind:?}");
    }
}

#[test]
fn the_help_of_bodies_is_asked_for_before_the_end_of_flags() {
    for (line, expected, found) in [
        ("arm a --help-body", "arm a --help", true),
        ("arm --help-body a", "arm --help a", true),
        ("arm a --help", "arm a --help", false),
        ("arm a -- --help-body", "arm a -- --help-body", false),
        ("arm a --help-body=x", "arm a --help-body=x", false),
    ] {
        let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert_eq!(takes_body(&mut args), found, "{line}");
        assert_eq!(args.join(std::ffi::OsStr::new(" ")), expected, "{line}");
    }
}

/// The example of an operation that creates a widget, as a command line.
fn example_of(parameters: &'static [(&'static str, &'static str)], body: &'static str) -> String {
    let entry = Entry {
        example: Some(arm_runtime::describe::Example {
            title: "Create it.",
            parameters,
            body: Some(body),
            responses: &[],
        }),
        ..*crate::fixtures::entry("create")
    };
    let module = &crate::fixtures::MODULES[1];
    example(module, Box::leak(Box::new(entry)), "arm x").unwrap()
}

#[test]
fn a_body_that_flags_cannot_set_is_json_without_its_secrets() {
    for (parameters, body, expected) in [
        (
            &[("name", "\"w\"")][..],
            r#"{"paint":"Red","size":3,"shiny":true}"#,
            "arm x -n w --paint Red --size 3 --shiny true",
        ),
        (
            &[("shopName", "[\"a\",1]"), ("name", "5")],
            r#"{"parts":["a","b c"],"tags":{"x":"1"},"adminPassword":"hush"}"#,
            "arm x --shop-name a 1 -n 5 --parts a 'b c' --tags x=1 --admin-password SECRET",
        ),
        // Texts that a flag would read as something else.
        (
            &[],
            r#"{"paint":"@file"}"#,
            r#"arm x --body '{"paint":"@file"}'"#,
        ),
        (&[], r#"{"paint":""}"#, r#"arm x --body '{"paint":""}'"#),
        (
            &[],
            r#"{"tags":{"a=b":"c"}}"#,
            r#"arm x --body '{"tags":{"a=b":"c"}}'"#,
        ),
        (&[], r#"{"tags":{}}"#, r#"arm x --body '{"tags":{}}'"#),
        (&[], r#"{"parts":[]}"#, r#"arm x --body '{"parts":[]}'"#),
        (&[], r#"{"parts":[1]}"#, r#"arm x --body '{"parts":[1]}'"#),
        (&[], r#"{"size":null}"#, r#"arm x --body '{"size":null}'"#),
        (&[], r#"{"size":[1]}"#, r#"arm x --body '{"size":[1]}'"#),
        (
            &[],
            r#"{"details":{"x":1},"adminPassword":"hush"}"#,
            r#"arm x --body '{"details":{"x":1},"adminPassword":"***"}'"#,
        ),
    ] {
        let text = example_of(parameters, body).replace(" \\\n      ", " ");
        assert_eq!(text, format!("Example, Create it:\n  {expected}"), "{body}");
    }
}
