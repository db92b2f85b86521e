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

/// Each row has a call, and the imports, the argument of the example and the lines of the program about its credential.
#[test]
fn a_program_imports_what_its_credential_needs() {
    let token = FirstCall::default();
    let of_secret = FirstCall {
        accepts_keys: true,
        secret: Some("key"),
        ..FirstCall::default()
    };
    let open = FirstCall {
        accepts_keys: true,
        is_open: true,
        ..FirstCall::default()
    };
    let either = FirstCall {
        accepts_keys: true,
        needs_audience: true,
        ..FirstCall::default()
    };
    let login = "use azure_identity::DeveloperToolsCredential;\n";
    let credential = "use k::arm_runtime::Credential;\n";
    for (call, uses, argument, from_environment) in [
        (
            token,
            login.to_owned(),
            "credential: Arc<dyn TokenCredential>",
            false,
        ),
        (of_secret, credential.to_owned(), "key: String", true),
        (open, credential.to_owned(), "", false),
        (
            either,
            format!("{login}use k::arm_runtime::ClientOptions;\n"),
            "credential: impl Into<Credential>",
            false,
        ),
    ] {
        let service = Service {
            module: "m".to_owned(),
            ..Service::default()
        };
        let program = program("k", &service, &call);
        let expected = format!("```rust,no_run\n{uses}use k::m::Client;\n\n#[tokio::main]\n");
        assert!(program.contains(&expected), "{program}");
        let variable = "    let key = std::env::var(\"KEY\").expect(\"KEY is set\");\n";
        assert_eq!(program.contains(variable), from_environment, "{program}");
        let example = call.example("k::m").join("\n");
        let signature = format!("async fn run({argument}) -> Result<()> {{");
        assert!(example.contains(&signature), "{example}");
        let names = ["Arc;", "Credential", "ClientOptions"];
        for (name, is_used) in names.iter().zip([
            argument.contains("Arc<"),
            !argument.is_empty() || call.is_open || call.secret.is_some(),
            call.needs_audience,
        ]) {
            assert_eq!(example.contains(name), is_used, "{name}: {example}");
        }
    }
}
