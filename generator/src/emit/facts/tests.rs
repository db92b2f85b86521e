use super::*;
use crate::ir::{ListStyle, ParameterLocation};

fn described(constraints: Constraints, ty: Type) -> String {
    of_parameter(&parameter(constraints, ty, None))
}

fn parameter(constraints: Constraints, ty: Type, default: Option<&str>) -> Parameter {
    Parameter {
        wire_name: "p".to_owned(),
        client_name: String::new(),
        docs: None,
        location: ParameterLocation::Query,
        ty,
        required: false,
        deprecated: false,
        constraints,
        style: ListStyle::Csv,
        verbatim: false,
        constant: None,
        default: default.map(str::to_owned),
        prefix: false,
        allow_empty: false,
        structured: false,
        media_type: None,
        headers: Vec::new(),
    }
}

#[test]
fn counts_are_sentences() {
    for (least, most, text, list) in [
        (None, None, "", ""),
        (Some(0), None, "", ""),
        (Some(1), None, "At least 1 character.", "At least 1 item."),
        (Some(2), None, "At least 2 characters.", "At least 2 items."),
        (None, Some(1), "At most 1 character.", "At most 1 item."),
        (None, Some(2), "At most 2 characters.", "At most 2 items."),
        (Some(0), Some(3), "0 to 3 characters.", "0 to 3 items."),
        (Some(1), Some(1), "Exactly 1 character.", "Exactly 1 item."),
        (
            Some(2),
            Some(2),
            "Exactly 2 characters.",
            "Exactly 2 items.",
        ),
    ] {
        let lengths = || Constraints {
            min_length: least,
            max_length: most,
            ..Constraints::default()
        };
        let items = || Constraints {
            min_items: least,
            max_items: most,
            ..Constraints::default()
        };
        let list_type = || Type::List(Box::new(Type::String));
        assert_eq!(described(lengths(), Type::String), text);
        assert_eq!(described(items(), list_type()), list);
        assert_eq!(described(lengths(), list_type()), "");
        assert_eq!(described(items(), Type::String), "");
    }
    let unique = || Constraints {
        unique_items: true,
        ..Constraints::default()
    };
    assert_eq!(
        described(unique(), Type::List(Box::new(Type::String))),
        "Items must be unique."
    );
    assert_eq!(described(unique(), Type::String), "");
}

#[test]
fn ranges_are_sentences() {
    for (minimum, maximum, exclusive, expected) in [
        (Some(1.0), None, false, "Must be at least 1."),
        (Some(1.0), None, true, "Must be greater than 1."),
        (None, Some(2.5), false, "Must be at most 2.5."),
        (None, Some(2.5), true, "Must be less than 2.5."),
        (
            Some(1.0),
            Some(2.0),
            false,
            "Must be at least 1 and at most 2.",
        ),
        (
            Some(1.0),
            Some(2.0),
            true,
            "Must be greater than 1 and less than 2.",
        ),
        (None, None, true, ""),
    ] {
        let constraints = Constraints {
            minimum,
            maximum,
            exclusive_minimum: exclusive,
            exclusive_maximum: exclusive,
            ..Constraints::default()
        };
        assert_eq!(described(constraints, Type::Float), expected);
    }
    let multiple = Constraints {
        multiple_of: Some(3.0),
        pattern: Some("^a$".to_owned()),
        ..Constraints::default()
    };
    assert_eq!(
        described(multiple, Type::Int64),
        "Must match `^a$`. Must be a multiple of 3."
    );
    for (length, shown) in [(119, true), (120, false)] {
        let constraints = Constraints {
            pattern: Some("a".repeat(length)),
            ..Constraints::default()
        };
        let text = described(constraints, Type::String);
        assert_eq!(!text.is_empty(), shown, "{length}");
    }
}

#[test]
fn defaults_are_shown_without_quotes() {
    let long = format!("\"{}\"", "a".repeat(118));
    for (default, ty, expected) in [
        (None, Type::String, ""),
        // The spaces do not break the line.
        (Some("\"a b\""), Type::String, "Default: `a\u{1}b`."),
        (
            Some("\" x \""),
            Type::String,
            "Default: `\u{1}\u{1}x\u{1}\u{1}`.",
        ),
        (Some("\"a`b\""), Type::String, "Default: ``a`b``."),
        (Some("\"\""), Type::String, "Default: `\"\"`."),
        (Some("5"), Type::Int64, "Default: `5`."),
        (Some("null"), Type::String, ""),
        (Some(long.as_str()), Type::String, ""),
        (Some("\"hush\""), Type::Secret, ""),
    ] {
        let parameter = parameter(Constraints::default(), ty, default);
        assert_eq!(of_parameter(&parameter), expected, "{default:?}");
    }
}

#[test]
fn mutability_is_a_sentence() {
    let read_only = "Read-only: set by the service, and not sent.";
    for (mutability, is_read_only, expected) in [
        (&[] as &[&str], false, None),
        (&[], true, Some(read_only)),
        (&["create"], true, Some(read_only)),
        (&["create", "read", "update"], false, None),
        (
            &["create", "read"],
            false,
            Some("Can be set only when the resource is created."),
        ),
        (
            &["create"],
            false,
            Some("Can be set only when the resource is created; not returned."),
        ),
        (
            &["create", "update"],
            false,
            Some("Write-only: not returned by the service."),
        ),
        (
            &["read", "update"],
            false,
            Some("Can be changed, but not set when the resource is created."),
        ),
        (&["update"], false, None),
    ] {
        let field = Field {
            wire_name: "f".to_owned(),
            client_name: String::new(),
            xml: String::new(),
            docs: None,
            ty: Type::String,
            required: false,
            deprecated: false,
            read_only: is_read_only,
            nullable: false,
            secret: false,
            default: None,
            constraints: Constraints::default(),
            mutability: mutability.iter().map(|it| (*it).to_owned()).collect(),
        };
        assert_eq!(access(&field), expected, "{mutability:?}");
    }
}
