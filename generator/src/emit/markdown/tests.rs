use super::*;

/// Descriptions, and their paragraphs as rustdoc reads them.
const DESCRIPTIONS: &[(&str, &[&str])] = &[
    ("", &[]),
    ("  ", &[]),
    ("A  plain text.", &["A plain text."]),
    ("One.\n\nTwo\nlines.", &["One.", "Two lines."]),
    ("a\u{202e}b\u{7}c", &["abc"]),
    ("3. The third.", &["3. The third.\n"]),
    ("# Head\ntext", &["**Head**", "text"]),
    ("#\ntext", &["text"]),
    ("*soft* and **loud**", &["*soft* and **loud**"]),
    ("a  \nb", &["a b"]),
    ("a\n\n---\n\nb", &["a", "b"]),
    ("> said\n\nb", &["said", "b"]),
    ("- a\n- b", &["- a\n- b\n"]),
    ("9. a\n9. b\n", &["9. a\n10. b\n"]),
    ("- a\n\n  b\n- c", &["- a\n\n  b\n- c\n"]),
    ("10. a\n\n    b", &["10. a\n\n    b\n"]),
    ("- a\n  1. b\n", &["- a\n    1. b\n"]),
    (
        "- a\n  - b\n    - c\n      - d\n        - e\n",
        &["- a\n    - b\n        - c\n            - d\n            - e\n"],
    ),
    ("- a\n\nb", &["- a\n", "b"]),
    ("```json\n{}  \n```", &["```text\n{}\n```\n"]),
    ("````\n```\n````", &["````text\n```\n````\n"]),
    (
        "- a\n  ```\n  x\n  ```\n",
        &["- a\n  ```text\n  x\n  ```\n"],
    ),
    ("- ```\n  x\n  ```\n", &["- \n  ```text\n  x\n  ```\n"]),
    (
        "|a|b|\n|-|-|\n|`x\\|y`|*z*|",
        &["| a | b |\n| --- | --- |\n| `x\\|y` | *z* |\n"],
    ),
    (
        "See [docs](https://contoso.example/a).",
        &["See [docs](https://contoso.example/a)."],
    ),
    ("[x](/local) [y](#here)", &["x y"]),
    ("[x](<https://a b>)", &["x"]),
    ("[x](https://)", &["x"]),
    (
        "[x](https://contoso.example/(a))",
        &["[x](https://contoso.example/%28a%29)"],
    ),
    (
        "at https://contoso.example/x, or (http://contoso.example).",
        &["at <https://contoso.example/x>, or (<http://contoso.example>)."],
    ),
    ("bare https:// or http://", &["bare https:// or http://"]),
    (
        "[https://contoso.example](https://contoso.example)",
        &["[https://contoso.example](https://contoso.example)"],
    ),
    ("a [b] c", &["a \\[b\\] c"]),
    ("a_b _c", &["a_b \\_c"]),
    ("a & b &amp;lt; AT&T", &["a & b \\&lt; AT\\&T"]),
    ("&amp;#36; & #", &["\\&#36; & #"]),
    ("|a|\n|-|\n\n- b", &["| a |\n| --- |\n", "- b\n"]),
    ("1 < 2 > 1 ~ $ |", &["1 \\< 2 \\> 1 \\~ \\$ \\|"]),
];

#[test]
fn descriptions_become_markdown() {
    for (description, expected) in DESCRIPTIONS {
        let shown: Vec<String> = paragraphs(*description)
            .into_iter()
            .map(|it| it.replace(NO_BREAK, " "))
            .collect();
        assert_eq!(shown, *expected, "{description:?}");
    }
}

#[test]
fn code_keeps_its_spaces_and_backticks() {
    for (description, expected) in [
        ("`a b`", "`a\u{1}b`"),
        ("`` a`b ``", "``a`b``"),
        ("`` `a ``", "``\u{1}`a\u{1}``"),
        ("`` a` ``", "``\u{1}a`\u{1}``"),
        ("`a|b`", "`a|b`"),
    ] {
        assert_eq!(paragraphs(description), [expected], "{description:?}");
    }
    for (text, expected) in [("", 0), ("a", 0), ("`a```b``", 3)] {
        assert_eq!(longest_run(text), expected, "{text}");
    }
}

#[test]
fn plain_text_is_not_parsed() {
    for (text, expected) in [
        ("A text, (really); 'so' it is!", true),
        ("Größe – 5%", true),
        ("", false),
        ("1. a", false),
        ("- a", false),
        ("a\tb", false),
        ("a\nb", false),
        ("see http://x", false),
        ("a*b", false),
        ("a_b", false),
    ] {
        assert_eq!(is_plain(text), expected, "{text}");
    }
}

#[test]
fn long_descriptions_are_cut() {
    let exact = "a".repeat(MAX_LENGTH);
    for (description, is_long) in [
        (exact.clone(), false),
        (format!("  {exact}\n"), false),
        (format!("{exact}\u{202e}"), false),
        ("ä".repeat(MAX_LENGTH), false),
        (format!("{exact}b"), true),
    ] {
        assert_eq!(is_cut(&description), is_long);
        assert_eq!(
            paragraphs(description.as_str())[0].chars().count(),
            MAX_LENGTH
        );
    }
}

#[test]
fn targets_lead_to_the_web() {
    for (url, expected) in [
        ("https://a", Some("https://a")),
        ("http://a/(b)", Some("http://a/%28b%29")),
        ("https://", None),
        ("ftp://a", None),
        ("a", None),
        ("https://a b", None),
        ("https://a\u{7f}", None),
        ("https://a<b", None),
        ("https://a>b", None),
        ("https://a\\b", None),
        ("https://a`b", None),
    ] {
        assert_eq!(super::link_target(url).as_deref(), expected, "{url}");
    }
}
