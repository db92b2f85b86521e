//! Enumerates the references in a value, except those in sample values.

use serde_json::Value;

use crate::diagnostics::escape_token;

/// Keys whose values are references: `$ref`, and the result type of a long-running operation.
const REFERENCES: [&str; 2] = ["$ref", "final-state-schema"];

/// The same, and the mapping of a discriminator. Its values are references or names of schemas.
pub(super) const LINKS: [&str; 3] = ["$ref", "final-state-schema", MAPPING];

const MAPPING: &str = "mapping";

/// Keys of sample values, in which a `$ref` is an ordinary string.
const SAMPLES: [&str; 5] = ["x-ms-examples", "examples", "example", "default", "enum"];

/// Keys of maps from names. In these maps, `default` or `example` is the name of a response or property.
const NAME_MAPS: [&str; 14] = [
    "properties",
    "patternProperties",
    "definitions",
    "$defs",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "paths",
    "x-ms-paths",
    "requestBodies",
    "securitySchemes",
    "links",
    "callbacks",
];

/// The path from the root value to the current one.
pub(super) struct Trail<'a> {
    prefix: &'a str,
    /// Key of the text.
    key: &'a str,
    tokens: Vec<Token<'a>>,
}

enum Token<'a> {
    Key(&'a str),
    Index(usize),
}

impl Trail<'_> {
    /// Returns the JSON pointer of the current text.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = self.prefix.to_owned();
        for token in &self.tokens {
            pointer.push('/');
            match token {
                Token::Key(key) => pointer.push_str(&escape_token(key)),
                Token::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer + "/" + &escape_token(self.key)
    }

    fn is_at_discriminator(&self) -> bool {
        matches!(self.tokens.last(), Some(Token::Key("discriminator")))
    }
}

/// Calls `visit` with each reference in `value`, which is located at `prefix`.
pub(super) fn each_reference<'a>(
    value: &'a Value,
    prefix: &'a str,
    visit: &mut dyn FnMut(&Trail<'a>, &'a str),
) {
    each_text(value, prefix, &REFERENCES, visit);
}

/// Calls `visit` with each text that has one of the keys.
pub(super) fn each_text<'a>(
    value: &'a Value,
    prefix: &'a str,
    keys: &[&str],
    visit: &mut dyn FnMut(&Trail<'a>, &'a str),
) {
    let mut trail = Trail {
        prefix,
        key: "",
        tokens: Vec::new(),
    };
    walk(value, false, keys, &mut trail, visit);
}

fn walk<'a>(
    value: &'a Value,
    names: bool,
    keys: &[&str],
    trail: &mut Trail<'a>,
    visit: &mut dyn FnMut(&Trail<'a>, &'a str),
) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let is_mapping = key == MAPPING && keys.contains(&MAPPING);
                if is_mapping && trail.is_at_discriminator() {
                    visit_mapping(member, trail, visit);
                } else if !is_mapping
                    && keys.contains(&key.as_str())
                    && let Value::String(text) = member
                {
                    trail.key = key;
                    visit(trail, text);
                } else if !member.is_object() && !member.is_array() {
                    // Most members are scalars.
                } else if names || !SAMPLES.contains(&key.as_str()) {
                    trail.tokens.push(Token::Key(key));
                    walk(
                        member,
                        !names && NAME_MAPS.contains(&key.as_str()),
                        keys,
                        trail,
                        visit,
                    );
                    trail.tokens.pop();
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                trail.tokens.push(Token::Index(index));
                walk(item, false, keys, trail, visit);
                trail.tokens.pop();
            }
        }
        _ => {}
    }
}

/// Calls `visit` with each value of the mapping of a discriminator that is a reference.
fn visit_mapping<'a>(
    mapping: &'a Value,
    trail: &mut Trail<'a>,
    visit: &mut dyn FnMut(&Trail<'a>, &'a str),
) {
    let is_reference = |it: &str| {
        let is_file = [".json", ".yaml", ".yml"]
            .iter()
            .any(|end| it.ends_with(end));
        is_file || it.contains(['#', '/'])
    };
    trail.tokens.push(Token::Key(MAPPING));
    for (name, target) in mapping.as_object().into_iter().flatten() {
        if let Some(target) = target.as_str().filter(|it| is_reference(it)) {
            trail.key = name;
            visit(trail, target);
        }
    }
    trail.tokens.pop();
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn samples_are_not_descriptions_but_names_may_look_like_them() {
        let value = json!({
            "paths": {"/a": {"get": {
                "x-ms-examples": {"x": {"$ref": "no"}},
                "parameters": [{"$ref": "parameter"}],
                "responses": {"default": {"schema": {"$ref": "response"}, "examples": {"$ref": "no"}}}
            }}},
            "definitions": {"example": {
                "default": {"$ref": "no"},
                "enum": [{"$ref": "no"}],
                "allOf": [{"default": {"$ref": "no"}}, {"$ref": "base"}],
                "properties": {"properties": {"properties": {"default": {"$ref": "nested"}}}, "enum": {"$ref": "property"}}
            }}
        });
        let mut found = Vec::new();
        each_reference(&value, "", &mut |trail, reference| {
            found.push((reference.to_owned(), trail.pointer()))
        });
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            ["parameter", "response", "base", "nested", "property"]
        );
        assert_eq!(found[1].1, "/paths/~1a/get/responses/default/schema/$ref");
    }
}
