use super::*;
use crate::fixtures::MODULES;

#[test]
fn values_are_checked_by_their_kind_unless_nothing_is_checked() {
    use arm_runtime::describe::Kind;
    let kind = |kind, values| Property {
        kind,
        values,
        ..Property::DEFAULT
    };
    for (property, words, strict, lenient) in [
        (kind(Kind::Text, &[]), "x", true, true),
        (kind(Kind::Text, &["a"]), "a", true, true),
        (kind(Kind::Text, &["a"]), "A", true, true),
        (kind(Kind::Text, &["a"]), "b", false, true),
        (kind(Kind::Text, &[]), "-5", false, false),
        (kind(Kind::Integer, &[]), "-5", true, true),
        (kind(Kind::Number, &[]), "-5.5", true, true),
        (kind(Kind::Bool, &[]), "true", true, true),
        (kind(Kind::Bool, &[]), "FALSE", true, true),
        (kind(Kind::Bool, &[]), "yes", false, true),
        // A switch may stand alone, a text may not.
        (kind(Kind::Bool, &[]), "", true, true),
        (kind(Kind::Text, &[]), "", false, false),
        // Lists and maps take several values.
        (kind(Kind::List, &[]), "a b", true, true),
        (kind(Kind::Map, &[]), "a=b c=d", true, true),
        (kind(Kind::Text, &[]), "a b", false, false),
    ] {
        let property: &'static Property = Box::leak(Box::new(property));
        for (is_lenient, expected) in [(false, strict), (true, lenient)] {
            let arg = values(Arg::new("x").long("x"), property, false, is_lenient);
            let line = ["arm", "--x"].into_iter().chain(words.split_whitespace());
            let outcome = Command::new("arm").arg(arg).try_get_matches_from(line);
            assert_eq!(outcome.is_ok(), expected, "{:?} {words}", property.kind);
        }
    }
}

#[test]
fn nothing_is_checked_if_the_flag_or_its_start_says_so() {
    for (line, expected) in [
        ("arm a --no-validate", true),
        ("arm --no-v a", true),
        ("arm a --no-wait", false),
        ("arm a --no-", false),
        ("arm a --no-validates", false),
        ("arm a -- --no-validate", false),
        ("arm a", false),
    ] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert_eq!(is_lenient(&args), expected, "{line}");
    }
}

#[test]
fn the_commands_of_all_operations_hold_together() {
    full_command(&Catalogue::new(MODULES)).debug_assert();
    full_command(&Catalogue::new(generated::metadata())).debug_assert();
}
