//! Masks secrets in results, in shown requests and in errors.

mod scrub;

use arm_runtime::JsonValue;
use arm_runtime::describe::{Entry, Kind};

pub use scrub::Scrub;

/// The replacement of a secret.
pub const MASK: &str = "***";

/// The names of properties that contain secrets.
#[derive(Clone, Debug, Default)]
pub struct Names {
    secret: Vec<&'static str>,
    /// Declared top-level names that are not secret, although they look so.
    plain: Vec<&'static str>,
}

impl Names {
    /// Returns the names for the body of an operation.
    pub fn of_body(entry: &Entry) -> Self {
        let Some(body) = &entry.body else {
            return Self::default();
        };
        let plain = body.properties.iter().filter(|it| it.kind != Kind::Secret);
        Self::new(body.secrets, plain.map(|it| it.name))
    }

    /// Returns the names for the response of an operation.
    pub fn of_response(entry: &Entry) -> Self {
        let response = &entry.response;
        Self::new(response.secrets, response.properties.iter().copied())
    }

    fn new(secret: &[&'static str], plain: impl Iterator<Item = &'static str>) -> Self {
        let mut names = Self {
            secret: secret.to_vec(),
            plain: Vec::new(),
        };
        names.plain = plain.filter(|it| !names.has(it)).collect();
        names
    }

    /// Adds names of secrets.
    pub fn add(&mut self, names: impl IntoIterator<Item = &'static str>) {
        self.secret.extend(names);
    }

    fn has(&self, name: &str) -> bool {
        self.secret.iter().any(|it| it.eq_ignore_ascii_case(name))
    }

    fn hides(&self, name: &str, value: &JsonValue, is_top: bool) -> bool {
        let is_plain = is_top && self.plain.contains(&name);
        self.has(name) || (!is_plain && is_undeclared(name, value))
    }

    /// Masks every secret at any depth and returns their number.
    pub fn mask(&self, value: &mut JsonValue) -> usize {
        let mut count = 0;
        self.each(value, true, &mut |text| {
            *text = MASK.to_owned();
            count += 1;
        });
        count
    }

    /// Returns the secrets.
    pub fn find(&self, value: &JsonValue) -> Vec<String> {
        let mut found = Vec::new();
        self.each(&mut value.clone(), true, &mut |text| {
            found.push(text.clone())
        });
        found
    }

    fn each(&self, value: &mut JsonValue, is_top: bool, visit: &mut dyn FnMut(&mut String)) {
        match value {
            JsonValue::Object(map) => {
                for (name, value) in map {
                    if self.hides(name, value, is_top) {
                        texts(value, visit);
                    } else {
                        self.each(value, false, visit);
                    }
                }
            }
            JsonValue::Array(items) => items.iter_mut().for_each(|it| self.each(it, is_top, visit)),
            _ => {}
        }
    }
}

/// Returns `true` if an undeclared property is a secret by its name.
fn is_undeclared(name: &str, value: &JsonValue) -> bool {
    let is_text = match value {
        JsonValue::String(_) => true,
        JsonValue::Array(items) => !items.is_empty() && items.iter().all(JsonValue::is_string),
        _ => false,
    };
    is_text && arm_sensitive::is_secret_name(name)
}

/// Visits all strings in the value of a secret. Numbers are converted to strings, because they are secrets, too.
pub fn texts(value: &mut JsonValue, visit: &mut dyn FnMut(&mut String)) {
    match value {
        JsonValue::String(text) => visit(text),
        JsonValue::Number(number) => {
            let mut text = number.to_string();
            visit(&mut text);
            *value = JsonValue::String(text);
        }
        JsonValue::Array(items) => items.iter_mut().for_each(|it| texts(it, visit)),
        JsonValue::Object(map) => map.values_mut().for_each(|it| texts(it, visit)),
        JsonValue::Null | JsonValue::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let names = Names::new(&["primaryKey", "passwords"], ["signingKey"].into_iter());
        let mut value = json!({
            "PrimaryKey": "abc",
            "name": "n",
            "signingKey": "primary",
            "nested": [{ "primaryKey": 5, "passwords": ["x", { "deep": "y" }], "keep": "z" }],
            "primarykey": null
        });
        assert_eq!(names.find(&value), ["abc", "5", "x", "y"]);
        assert_eq!(names.mask(&mut value), 4);
        assert_eq!(
            value,
            json!({
                "PrimaryKey": "***",
                "name": "n",
                "signingKey": "primary",
                "nested": [{ "primaryKey": "***", "passwords": ["***", { "deep": "***" }], "keep": "z" }],
                "primarykey": null
            })
        );
    }
}
