//! Tests of the definitions, parameters and responses that no operation uses.

use crate::scene::Scene;
use crate::{A, document};

/// Definitions and shared parts that no operation uses become no code, which the summary says.
#[test]
fn the_summary_names_what_no_operation_uses() {
    let more = |text: &str| {
        let document = document("1", A);
        let text = format!("\"definitions\": {{{text}, \"Thing\"");
        document.replacen("\"definitions\": {\"Thing\"", &text, 1)
    };
    let shared = r##""parameters": {"Top": {"name": "$top", "in": "query", "type": "integer"}}, "responses": {"Gone": {"description": "d"}}, "##;
    let lone = r##""A/b": {"$ref": "#/definitions/Thing"}"##;
    let many: Vec<String> = (0..8).map(|it| format!("\"M{it}\": {{}}")).collect();
    for (document, expected) in [
        (document("1", A), None),
        (more(lone), Some("a definition that no operation uses: A/b")),
        (
            more(lone).replacen("\"definitions\"", &format!("{shared}\"definitions\""), 1),
            Some("3 definitions that no operation uses: A/b, the parameter Top, the response Gone"),
        ),
        (
            more(&many.join(", ")),
            Some("8 definitions that no operation uses: M0, M1, M2, M3, M4, M5 and 2 more"),
        ),
    ] {
        let scene = Scene::new("unreached", &[("in/a.json", document)]);
        let outcome = scene
            .run("generate --input ROOT/in/a.json --name arm-a --out ROOT/out --runtime-version 1");
        assert!(!outcome.failed, "{}", outcome.messages);
        let texts = outcome.result + &outcome.messages;
        let found = texts
            .lines()
            .find_map(|it| it.trim().strip_prefix("left out "));
        assert_eq!(found.map(str::trim), expected, "{texts}");
    }
}
