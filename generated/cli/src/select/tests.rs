use super::*;
use crate::fixtures::MODULES;
use crate::grammar::globals;

fn selected(line: &str) -> (String, Option<&'static str>) {
    let catalogue = Catalogue::new(MODULES);
    let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
    let operation =
        select(&catalogue, &mut args, &globals()).map(|it| it.operation.map(|it| it.operation.id));
    let line: Vec<String> = args
        .iter()
        .map(|it| it.to_string_lossy().into_owned())
        .collect();
    (line.join(" "), operation.unwrap())
}

#[test]
fn global_flags_stand_anywhere() {
    for line in [
        "arm shop widgets get -n x",
        "arm -o json shop widgets get",
        "arm --subscription shop shop widgets get",
        "arm --subs=s --yes shop --cloud china widgets get -ojson --top 3",
    ] {
        assert_eq!(
            selected(line),
            (line.to_owned(), Some("Widgets_Get")),
            "{line}"
        );
    }
    let (line, operation) = selected("arm shop widgets -o tsv get --top 3");
    assert_eq!(
        (line.as_str(), operation),
        ("arm shop widgets get -o tsv --top 3", Some("Widgets_Get"))
    );
}

#[test]
fn words_stand_before_the_flags_of_the_operation() {
    for (line, expected) in [
        ("arm shop widgets get", "shop widgets get"),
        // At most four: an operation may have two words.
        ("arm a b c d e", "a b c d"),
        ("arm a -- b", "a"),
        ("arm -- a", ""),
        ("arm a --name b c", "a"),
        ("arm a --output b c", "a c"),
        ("arm a --output=b c", "a c"),
        ("arm a -ob c", "a c"),
        ("arm a --yes c", "a c"),
        ("arm a - c", "a - c"),
        ("arm", ""),
    ] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let words = words(&args, &globals());
        for (at, word) in &words {
            assert_eq!(&args[*at], word.as_str(), "{line}");
        }
        let words: Vec<String> = words.into_iter().map(|it| it.1).collect();
        assert_eq!(words.join(" "), expected, "{line}");
    }
}

#[test]
fn other_words_are_replaced() {
    let shown = |line| selected(line).0;
    assert_eq!(
        shown("arm shop widget show -n x"),
        "arm shop widgets get -n x"
    );
    assert_eq!(
        shown("arm --yes shop show -n x"),
        "arm --yes shop widgets get -n x"
    );
    assert_eq!(
        shown("arm help shop widget get"),
        "arm shop widgets get --help"
    );
    assert_eq!(
        selected("arm shop ping"),
        ("arm shop ping".to_owned(), Some("Ping"))
    );
}

#[test]
fn half_a_name_selects_half() {
    assert_eq!(
        selected("arm shop widgets"),
        ("arm shop widgets".to_owned(), None)
    );
    assert_eq!(selected("arm -- shop"), ("arm -- shop".to_owned(), None));
}

#[test]
fn words_that_name_nothing_point_to_what_may_be_meant() {
    let catalogue = Catalogue::new(generated::metadata());
    for (line, said) in [
        ("arm comunication", "did you mean communication?"),
        ("arm login", "az login"),
        ("arm account show", "maps accounts get"),
        (
            "arm zebra",
            "providers are apimanagement, communication, maps",
        ),
        ("arm communication show", "is ambiguous"),
        ("arm communication show", "communication domains get"),
        (
            "arm communication domain shwo",
            "communication domains has no operation `shwo`",
        ),
        (
            "arm maps accounts regenrate-keys",
            "did you mean regenerate-keys",
        ),
        ("arm maps acounts list", "did you mean maps accounts?"),
        (
            "arm maps account keys rotate",
            "maps accounts has no operation `keys`",
        ),
        ("arm maps zebra", "`arm maps --help` lists its groups"),
    ] {
        let mut args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let failure = select(&catalogue, &mut args, &globals()).err().unwrap();
        assert!(format!("{failure:?}").contains(said), "{line}: {failure:?}");
        assert_eq!(failure.exit_code(), 2);
    }
}

#[test]
fn a_group_of_the_exact_name_comes_before_others() {
    let names = ["domains".to_owned(), "domain".to_owned()];
    assert_eq!(spelling::group(&names, "x", "domain"), Some("domain"));
    assert_eq!(takes_value("--endpoint=http://x", &globals()), Some(false));
    assert_eq!(takes_value("--endpoint", &globals()), Some(true));
}

#[test]
fn another_version_is_named() {
    let catalogue = Catalogue::new(MODULES);
    let mut args: Vec<OsString> = [
        "arm",
        "shop",
        "widgets",
        "get",
        "--api-version",
        "2020-01-01",
    ]
    .map(OsString::from)
    .into();
    let failure = select(&catalogue, &mut args, &globals()).err().unwrap();
    assert!(
        format!("{failure:?}").contains("add --api-version 2021-01-01"),
        "{failure:?}"
    );
}

#[test]
fn words_stand_before_the_flags_of_operations() {
    for (line, expected) in [
        ("arm a b c d e", "1a 2b 3c 4d"),
        ("arm a -- b", "1a"),
        ("arm - a", "1- 2a"),
        ("arm -o json a", "3a"),
        ("arm -ojson a", "2a"),
        ("arm --output=json a", "2a"),
        ("arm --outp json a", "3a"),
        ("arm --output json a --name b", "3a"),
        ("arm -y a", "2a"),
        ("arm a -n b", "1a"),
        ("arm -h a", "2a"),
        ("arm -V a", "2a"),
        ("arm --help a", "2a"),
        ("arm --version a", "2a"),
        ("arm --zzz a", ""),
        ("arm", ""),
    ] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let found: Vec<String> = words(&args, &globals())
            .into_iter()
            .map(|(at, word)| format!("{at}{word}"))
            .collect();
        assert_eq!(found.join(" "), expected, "{line}");
    }
}

#[test]
fn the_last_value_of_a_global_flag_counts() {
    for (line, expected) in [
        ("arm --cloud a --cloud b", Some("b")),
        ("arm --cloud a --cloud=b=c", Some("b=c")),
        ("arm --cloud=", Some("")),
        ("arm --cloud a -- --cloud b", Some("a")),
        ("arm --clouds a", None),
        ("arm --cloud", None),
        ("arm cloud a", None),
    ] {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert_eq!(value_of("cloud", &args).as_deref(), expected, "{line}");
    }
}

#[test]
fn help_stands_first_and_flags_stay() {
    let shown = |line| selected(line).0;
    for (line, expected) in [
        ("arm help", "arm --help"),
        ("arm -o json help shop", "arm -o json shop --help"),
        ("arm list help", "arm list help"),
        ("arm rotate shop", "arm rotate shop"),
    ] {
        assert_eq!(shown(line), expected, "{line}");
    }
    let catalogue = Catalogue::new(MODULES);
    let mut args: Vec<OsString> = "arm shop widget show -n x"
        .split(' ')
        .map(OsString::from)
        .collect();
    let selection = select(&catalogue, &mut args, &globals()).unwrap();
    assert_eq!(selection.command, "arm shop widgets get");
    assert_eq!(selection.group.as_deref(), Some("widgets"));
    assert_eq!(selection.module.unwrap().api_version, "2021-01-01");
}
