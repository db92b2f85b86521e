//! Which text must never be shown? What the spec marks, and what is named like a key.
//!
//! Most specs mark nothing: not one key of Microsoft.Communication or Microsoft.Maps has `x-ms-secret`. So a plain text property
//! is a secret too when its name ends, word by word, in one of [`ENDINGS`], unless it is one of [`HARMLESS`].

use heck::ToSnakeCase;
use openapiv3::Schema;
use serde_json::Value;

/// The last words of names that hold a secret.
const ENDINGS: [&str; 34] = [
    "password",
    "passphrase",
    "passwd",
    "pwd",
    "secret",
    "secret_value",
    "secret_text",
    "connection_string",
    "primary_key",
    "secondary_key",
    "access_key",
    "account_key",
    "shared_key",
    "shared_access_key",
    "api_key",
    "private_key",
    "master_key",
    "admin_key",
    "auth_key",
    "authorization_key",
    "storage_key",
    "signing_key_value",
    "key1",
    "key2",
    "auth_key1",
    "auth_key2",
    "sas_token",
    "access_token",
    "refresh_token",
    "auth_token",
    "registration_token",
    "shared_access_signature",
    "sas_uri",
    "sas_url",
];

/// Names that end like a secret and are none.
const HARMLESS: [&str; 3] = ["public_access_key", "has_secret", "is_secret"];

/// Whether the spec marks the schema.
pub(super) fn is_marked(schema: &Schema) -> bool {
    schema.schema_data.extensions.get("x-ms-secret") == Some(&Value::Bool(true))
}

/// Whether a text property of this name is a secret by the rule.
pub(super) fn is_named_like_one(wire_name: &str) -> bool {
    let words = wire_name.to_snake_case();
    if HARMLESS.contains(&words.as_str()) {
        return false;
    }
    let numbered = words.replace("_1", "1").replace("_2", "2");
    ENDINGS
        .iter()
        .any(|ending| ends_with_words(&words, ending) || ends_with_words(&numbered, ending))
}

fn ends_with_words(words: &str, ending: &str) -> bool {
    words
        .strip_suffix(ending)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
}
