//! Short names, and completions of what is typed.

use serde_json::Value;

use crate::{path, program, run, run_in};

pub fn names_and_objects_are_short() {
    // The last name of the path is `-n`, also if it is not encoded.
    let sign = "shop shop-signs get -g rg --shop-name s --sign-kind door -n @@";
    assert_eq!(
        path(&[], sign),
        "/resourceGroups/rg/providers/Contoso.Shop/shops/s/Door/@"
    );
    // The initials of a group, and a noun without the provider.
    for words in ["shop ss get", "shop signs get", "shop sign show"] {
        let line = sign.replace("shop shop-signs get", words);
        assert_eq!(path(&[], &line), path(&[], sign), "{line}");
    }
    let create = "shop shops create-or-update -g rg -n s --what-if -o json";
    let ran = run(&format!("{create} --counter stone"));
    let request: Value =
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(
        request["body"],
        serde_json::json!({ "counter": { "kind": "Stone" } })
    );
    for (flags, said) in [
        (
            "--hall large",
            "its properties have flags: --hall-width, --hall-length,",
        ),
        (
            "--hall large --body {}",
            "--body cannot be combined with --hall\"",
        ),
    ] {
        let ran = run(&format!("{create} {flags}"));
        assert!(
            ran.code == 2 && ran.stderr.contains(said),
            "{flags}: {ran:?}"
        );
    }
    let ran = run("-g rg shop shops list");
    assert!(
        ran.code == 2
            && ran
                .stderr
                .contains("hint: the flags of an operation follow its name"),
        "{ran:?}"
    );
}

pub fn completions_offer_what_may_follow() {
    for (words, offered, hidden) in [
        ("", &["shop", "rotate"] as &[_], &["--verbose"] as &[_]),
        (
            "shop ",
            &["shops", "racks", "groups"],
            &["--verbose", "--output"],
        ),
        ("shop --", &["--verbose", "--output"], &["racks"]),
        (
            "shop shops create-or-update ",
            &["--size", "--resource-group"],
            &["--verbose"],
        ),
        (
            "shop shops create-or-update --",
            &["--size", "--hall-color", "--verbose"],
            &[],
        ),
        (
            "shop shops create-or-update --hall-color ",
            &["White", "Grey"],
            &["--size"],
        ),
    ] {
        let words = format!("-- {} {words}", program());
        let words = match words.ends_with(' ') {
            true => format!("{words}''"),
            false => words,
        };
        let ran = run_in(&[("COMPLETE", "fish")], &words);
        let found: Vec<&str> = ran
            .stdout
            .lines()
            .filter_map(|it| it.split('\t').next())
            .collect();
        for word in offered {
            assert!(found.contains(word), "{words}: no {word}: {ran:?}");
        }
        for word in hidden {
            assert!(!found.contains(word), "{words}: {word}: {ran:?}");
        }
    }
}
