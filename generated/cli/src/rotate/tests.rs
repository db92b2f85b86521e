use super::*;

/// Returns the keys to renew, or the message and hint of the failure.
fn order_of(keys: &[&str], flags: &[&str]) -> Result<Vec<String>, String> {
    let key = |name: &&str| Key {
        name: (*name).to_owned(),
        value: "hush".to_owned(),
        connection: None,
        renewed: None,
    };
    let keys: Vec<Key> = keys.iter().map(key).collect();
    let options = RotateOptions {
        keys: flags.iter().map(|it| (*it).to_owned()).collect(),
        destination: Destination::default(),
        connection: false,
        only_show: false,
        restart: false,
    };
    steps(&keys, &options).map_err(|failure| match failure {
        Failure::Usage { message, hint } => {
            format!("{message}; {}", hint.unwrap_or_default())
        }
        other => panic!("{other:?}"),
    })
}

#[test]
fn the_second_of_two_keys_is_renewed_first() {
    for (keys, flags, expected) in [
        (
            &["Primary", "Secondary"] as &[&str],
            &[] as &[&str],
            &["Secondary", "Primary"] as &[&str],
        ),
        (&["key"], &[], &["key"]),
        // Flags decide on keys and order. They name a key in any case, or by a word that no other key has.
        (
            &["Primary", "Secondary"],
            &["primary", "SECONDARY"],
            &["Primary", "Secondary"],
        ),
        (&["authKey1", "authKey2"], &["authkey2"], &["authKey2"]),
        (
            &["primaryKey", "secondaryKey", "thirdKey"],
            &["Secondary"],
            &["secondaryKey"],
        ),
    ] {
        let expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(order_of(keys, flags), Ok(expected), "{keys:?} {flags:?}");
    }
    for (keys, flags, expected) in [
        (
            &["a", "b", "c"] as &[&str],
            &[] as &[&str],
            "the resource has 3 keys; select the keys to renew, in order, with --key: a, b, c",
        ),
        (
            &["primaryKey", "secondaryKey"],
            &["key"],
            "--key: the resource has no key `key`; it has primaryKey, secondaryKey",
        ),
        (
            &["a", "b"],
            &["a", "\u{1b}"],
            "--key: the resource has no key `\\u{1b}`; it has a, b",
        ),
    ] {
        assert_eq!(order_of(keys, flags), Err(expected.to_owned()));
    }
}

/// Repeating the command continues a rotation, so that every failure after the first request describes its state.
#[test]
fn failures_describe_the_state_of_the_rotation() {
    let mut state = State::open("/x", &["two".to_owned(), "one".to_owned()]);
    assert!(!state.is_begun());
    state.steps[0].1 = Step::Done;
    assert!(state.is_begun());
    for failure in [
        Failure::usage("m"),
        interrupted(),
        Failure::other("m", None),
    ] {
        let code = failure.exit_code();
        let failure = with_state(failure, &state);
        assert_eq!(failure.exit_code(), code);
        let (Failure::Usage { hint, .. }
        | Failure::Interrupted { hint, .. }
        | Failure::Call { hint, .. }) = failure
        else {
            panic!("{failure:?}");
        };
        assert_eq!(
            hint.as_deref(),
            Some("two: renewed and passed on; one: not begun; repeat the command to continue")
        );
    }
    state.restart();
    assert_eq!(state.description(), "two: not begun; one: not begun");
    assert!(!state.is_begun());
}
