//! `arm wait`: waits for an operation, using the token printed by `--no-wait`.

use arm_runtime::{Base64Url, Cloud, JsonValue};

use crate::error::Failure;
use crate::input;

const FORM: &str = "TOKEN is the line printed by --no-wait; - reads it from stdin";

/// Encodes the runtime's token as a single word.
pub fn pack(token: &str) -> String {
    Base64Url::from(token.as_bytes()).to_string()
}

/// A long-running operation that was started earlier.
pub struct Started {
    /// Token of the runtime.
    pub token: String,
    /// The operationId.
    pub operation: String,
    /// Cloud of the operation, if it is a known one.
    pub cloud: Option<&'static str>,
}

/// Decodes the result of [`pack`].
pub fn unpack(word: &str) -> Result<Started, Failure> {
    let text = if word == "-" {
        input::text("TOKEN", "-")?
    } else {
        word.to_owned()
    };
    let wrong = || Failure::with_hint("not a token of a long-running operation", FORM);
    let bytes = Base64Url::from_text(text.trim())
        .decode()
        .map_err(|_| wrong())?;
    let token = String::from_utf8(bytes).map_err(|_| wrong())?;
    let json: JsonValue = serde_json::from_str(&token).map_err(|_| wrong())?;
    let (Some(operation), Some(url)) = (json["operation"].as_str(), json["url"].as_str()) else {
        return Err(wrong());
    };
    let clouds = [
        ("public", Cloud::Public),
        ("usgovernment", Cloud::UsGovernment),
        ("china", Cloud::China),
    ];
    let cloud = clouds.into_iter().find(|(_, cloud)| {
        cloud
            .endpoint()
            .is_ok_and(|it| url.starts_with(it.as_str()))
    });
    Ok(Started {
        operation: operation.to_owned(),
        cloud: cloud.map(|(name, _)| name),
        token,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_one_word() {
        let token = r#"{"operation":"A_B","url":"https://management.chinacloudapi.cn/subscriptions/s?x=1"}"#;
        let word = pack(token);
        assert!(
            word.bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'),
            "{word}"
        );
        let started = unpack(&word).unwrap();
        assert_eq!(
            (started.token.as_str(), started.operation.as_str()),
            (token, "A_B")
        );
        assert_eq!(started.cloud, Some("china"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "hello world", "e30", "//"] {
            assert_eq!(unpack(text).err().unwrap().exit_code(), 2, "{text}");
        }
    }
}
