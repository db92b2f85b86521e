//! The messages about the configuration: every key with values of every type, and combinations of keys.

use generator::config::read_config;
use generator::diagnostics::Diagnostics;
use tests::place;

/// A value of each type.
const VALUES: [&str; 13] = [
    "~",
    "''",
    "\"a\\nb\"",
    "'a text of more than the forty characters that are shown'",
    "7",
    "-7",
    "1.5",
    "true",
    "[]",
    "[a]",
    "[1, {}]",
    "{}",
    "{a: 1}",
];

/// The keys, as a configuration in which `_` is the value.
const KEYS: [&str; 27] = [
    "_",
    "{crate: _, services: [{readme: a}]}",
    "{crate: x, services: _}",
    "{crate: x, services: [_]}",
    "{crate: x, services: [{readme: _}]}",
    "{crate: x, services: [{readme: a, tags: _}]}",
    "{crate: x, services: [{readme: a, name: _}]}",
    "{crate: x, services: [{readme: a, module: _}]}",
    "{crate: x, services: [{readme: a, operations: _}]}",
    "{crate: x, services: [{inputs: _}]}",
    "{crate: x, services: [{versions: _}]}",
    "{crate: x, services: [{versions: [{version: _, inputs: [a]}]}]}",
    "{crate: x, version: _, services: [{readme: a}]}",
    "{crate: x, edition: _, services: [{readme: a}]}",
    "{crate: x, rust-version: _, services: [{readme: a}]}",
    "{crate: x, license: _, services: [{readme: a}]}",
    "{crate: x, description: _, services: [{readme: a}]}",
    "{crate: x, lints: _, services: [{readme: a}]}",
    "{crate: x, out: _, services: [{readme: a}]}",
    "{crate: x, runtime: _, services: [{readme: a}]}",
    "{crate: x, runtime: {version: _}, services: [{readme: a}]}",
    "{crate: x, runtime: {workspace: _}, services: [{readme: a}]}",
    "{crate: x, cli: _, services: [{readme: a}]}",
    "{crate: x, specs: _, services: [{readme: a}]}",
    "{crate: x, examples: _, services: [{readme: a}]}",
    "{crate: x, dev-dependencies: _, services: [{readme: a}]}",
    "{crate: x, dev-dependencies: {b: _}, services: [{readme: a}]}",
];

/// Combinations of keys, and names that cannot be used.
const OTHERS: [&str; 16] = [
    "{crate: x, services: [{}]}",
    "{crate: x, services: [{readme: a, inputs: [b], versions: []}]}",
    "{crate: x, services: [{inputs: [b], tags: [c]}]}",
    "{crate: x, services: [{readme: a, tag: [c]}]}",
    "{crate: x, services: [{readme: a, unlike-any: 1}]}",
    "{crate: x, services: [{reedme: a, tags: [b]}]}",
    "{crate: x, runtime: {git: a, version: '1'}, services: [{readme: a}]}",
    "{crate: x, runtime: {rev: a}, services: [{readme: a}]}",
    "{crate: x, specs: {git: 'https://example.com/a'}, services: [{readme: a}]}",
    "{crate: x, specs: {rev: a, path: b}, services: [{readme: a}]}",
    "{crate: x, cli: x, dev-dependencies: {arm-runtime: {}}, services: [{readme: a}]}",
    "{crate: x, dev-dependencies: {tokio: {path: nowhere}}, services: [{readme: a}]}",
    "{crate: x, runtime: {workspace: true}, license: {workspace: false}, services: [{readme: a}]}",
    "{crate: x, lints: {workspace: false}, services: [{readme: a}]}",
    "{crate: x, services: [{module: gen, readme: a}, {module: 1a, readme: a}, {module: a-b, readme: a}]}",
    "{crate: x, crate: y, services: [{readme: a}]}",
];

/// Keys whose texts have a form, and texts at its borders, separated by spaces. `_` is the text.
const FORMS: [(&str, &str); 6] = [
    (
        "rust-version: '_'",
        "1.87 1.88 1.88.0 1.100.3 2.0 1 1.88.x 1.88.0.1 stable",
    ),
    (
        "version: '_'",
        "0.0.0 1.2 1.2.3 01.2.3 1.2.3-beta.1 1.2.3+b v1.2.3",
    ),
    ("edition: _", "2015 2018 2021 2024 2027 '2024'"),
    (
        "runtime: {version: '_'}",
        "1 0.1 ^0.1 >=1,<2 =0.1.0-b * 01 one",
    ),
    (
        "specs: {rev: a, git: '_'}",
        "https://example.com/a http://example.com/a file:///a ssh://a git@example.com:a ext::sh -a a/b",
    ),
    ("cli: '_'", "acme a-b a_b x crate self -a 1a gen"),
];

/// Returns the messages about a configuration, each with its help on one line.
fn messages(config: &str) -> String {
    let folder = place::scratch("config");
    let path = folder.join("arm.yaml");
    std::fs::write(&path, config).expect("target/ can be written");
    let mut diagnostics = Diagnostics::default();
    let read = read_config(&path, &mut diagnostics);
    let text = diagnostics
        .lines()
        .replace(&format!("{}/", folder.display()), "")
        .replace("\n  help: ", "\n        ");
    match read {
        Some(_) => "    accepted\n".to_owned(),
        None => text.lines().map(|line| format!("    {line}\n")).collect(),
    }
}

#[test]
fn every_key_says_what_it_expects() {
    let of_keys = KEYS
        .iter()
        .flat_map(|key| VALUES.iter().map(|value| key.replace('_', value)));
    let mut text = String::new();
    let of_forms = FORMS.iter().flat_map(|(key, texts)| {
        let texts = texts.split(' ').map(|it| key.replace('_', it));
        texts.map(|it| format!("{{crate: x, {it}, services: [{{readme: a}}]}}"))
    });
    for config in of_keys.chain(OTHERS.map(str::to_owned)).chain(of_forms) {
        text += &format!("{config}\n{}", messages(&config));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("config", text));
}
