use super::*;

#[test]
fn previews_say_so_in_their_version() {
    for (version, is_one) in [
        ("2024-01-01", false),
        ("2024-01-01-preview", true),
        ("2024-01-01-PREVIEW", true),
        ("1.0-alpha", true),
        ("v1beta1", true),
        ("", false),
    ] {
        assert_eq!(is_preview(version), is_one, "{version}");
        assert_eq!(shown_version(version).ends_with(" (preview)"), is_one);
    }
}

#[test]
fn a_name_of_a_description_is_no_markup() {
    for (name, expected) in [
        ("Things", "Things"),
        ("a_b (c) d.", "a_b (c) d."),
        ("<script>a</script>", "\\<script\\>a\\</script\\>"),
        ("a | b [x] *y* `z`", "a \\| b \\[x\\] \\*y\\* \\`z\\`"),
        ("a\r\nb", "a  b"),
    ] {
        assert_eq!(markdown(name), expected);
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}

fn described(service: Service) -> String {
    let services = vec![service];
    Summary { services }.describe()
}

#[test]
fn a_module_is_described_by_all_that_was_selected_and_left_out() {
    let service = Service {
        module: "things".to_owned(),
        name: "Thing Service".to_owned(),
        feature: Some("things-2024".to_owned()),
        tag: Some("package-2024".to_owned()),
        is_default: true,
        other_tags: texts(&["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"]),
        api_versions: texts(&["2023-01-01", "2024-01-01-preview"]),
        unselected: 3,
        report: Report {
            operations: 5,
            models: 6,
            lines: 70,
            unsupported: vec!["Things_Copy: no".into()],
        },
        ..Service::default()
    };
    assert_eq!(
        described(service),
        "things: Thing Service
  tag           package-2024
  API versions  2023-01-01, 2024-01-01-preview (preview)
  note          the default tag contains a preview version; name another tag for a stable version
  feature       things-2024
  generated     5 operations, 6 models, 70 lines
  left out      3 operations that `operations` does not select
  left out      Things_Copy: no
  other tags    t1, t2, t3, t4, t5, t6 and 2 more
"
    );
}

#[test]
fn what_does_not_apply_is_not_mentioned() {
    let alone = |versions: &[&str]| Service {
        name: "S".to_owned(),
        api_versions: texts(versions),
        is_default: true,
        other_tags: texts(&["t1", "t2", "t3", "t4", "t5", "t6"]),
        ..Service::default()
    };
    let rest =
        "  generated     0 operations, 0 models, 0 lines\n  other tags    t1, t2, t3, t4, t5, t6\n";
    for (versions, line) in [
        (&["1"][..], "API version   1"),
        (&[], "API versions  none"),
        (&["1", "2"], "API versions  1, 2"),
    ] {
        assert_eq!(described(alone(versions)), format!("S\n  {line}\n{rest}"));
    }
    // A preview that the user selected is not worth a note.
    let selected = Service {
        is_default: false,
        ..alone(&["1-preview"])
    };
    assert!(!described(selected).contains("note"));
    assert_eq!(alone(&["1", "2"]).latest(), "2");
    assert_eq!(alone(&[]).latest(), "");
}
