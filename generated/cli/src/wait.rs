//! `arm wait`: waits for an operation, using the token printed by `--no-wait`.

use std::path::PathBuf;

use arm_runtime::azure_core::http::Url;
use arm_runtime::{Base64Url, Cloud, JsonValue, Secret};

use crate::error::Failure;
use crate::input;
use crate::private::{file_name, state_folder, write_private};

const FORM: &str =
    "TOKEN is the line printed by --no-wait; @FILE reads it from a file, - from stdin";

/// Encodes the runtime's token as a single word.
pub fn pack(token: &Secret) -> String {
    Base64Url::from(token.secret().as_bytes()).to_string()
}

/// Returns `true` if the token has a URL that gives access by itself.
pub fn is_signed(token: &Secret) -> bool {
    let Ok(JsonValue::Object(token)) = serde_json::from_str(token.secret()) else {
        return true;
    };
    let urls = token.values().filter_map(JsonValue::as_str);
    let mut urls = urls.filter_map(|it| Url::parse(it).ok());
    let hides_path = token.get("hides_path") == Some(&JsonValue::Bool(true));
    hides_path || urls.any(|it| it.query().is_some_and(arm_sensitive::is_signed))
}

/// Stores a token in a file that only its owner can read, and returns the word by which `wait` finds it.
pub fn keep(token: &Secret) -> Result<String, Failure> {
    let folder = folder().ok_or_else(|| {
        Failure::other(
            "there is no folder for the token",
            Some("set XDG_STATE_HOME".to_owned()),
        )
    })?;
    let path = folder.join(file_name(token.secret()));
    let written =
        std::fs::create_dir_all(&folder).and_then(|()| write_private(&path, &pack(token)));
    match written {
        Ok(()) => Ok(format!("@{}", path.display())),
        Err(error) => {
            let path = path.display();
            Err(Failure::other(
                format!("the token cannot be written to {path}: {error}"),
                Some("--show-secrets prints it instead".to_owned()),
            ))
        }
    }
}

/// Deletes the file of [`keep`], once the operation has ended.
pub fn forget(word: &str) {
    let path = word.strip_prefix('@').map(PathBuf::from);
    if let Some(path) = path.filter(|it| it.parent() == folder().as_deref()) {
        // A file that remains is harmless, because the operation has ended.
        let _ = std::fs::remove_file(path);
    }
}

fn folder() -> Option<PathBuf> {
    Some(state_folder()?.join("wait"))
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
    let text = match word == "-" || input::is_reference(word) {
        true => input::text("TOKEN", word)?,
        false => word.to_owned(),
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
        let word = pack(&Secret::new(token));
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
        let part = pack(&Secret::new(r#"{"operation":"A_B"}"#));
        let other = pack(&Secret::new(r#"{"url":"https://h"}"#));
        for text in ["", "hello world", "e30", "//", &part, &other] {
            assert_eq!(unpack(text).err().unwrap().exit_code(), 2, "{text}");
        }
    }

    #[test]
    fn the_url_tells_the_cloud() {
        for (host, cloud) in [
            ("management.azure.com", Some("public")),
            ("management.usgovcloudapi.net", Some("usgovernment")),
            ("management.chinacloudapi.cn", Some("china")),
            ("management.azure.com.example", None),
            ("127.0.0.1:8080", None),
        ] {
            let token = format!(r#"{{"operation":"A_B","url":"https://{host}/x"}}"#);
            let started = unpack(&format!(" {}\n", pack(&Secret::new(token)))).unwrap();
            assert_eq!(started.cloud, cloud, "{host}");
        }
    }

    #[test]
    fn tokens_with_secrets_in_their_urls_are_signed() {
        for (token, signed) in [
            (
                r#"{"url":"https://h/x?api-version=1","next":"https://h/y"}"#,
                false,
            ),
            (r#"{"url":"https://h/x","next":"https://h/y?sig=s"}"#, true),
            (r#"{"url":"https://h/x?code=c","location":null}"#, true),
            (r#"{"url":"https://h/x","hides_path":true}"#, true),
            (r#"{"url":"https://h/x","hides_path":false}"#, false),
            // A text that is not a URL has no query.
            (r#"{"operation":"x?sig=s"}"#, false),
            // What is not a token may be anything.
            ("[]", true),
            ("?", true),
        ] {
            assert_eq!(is_signed(&Secret::new(token)), signed, "{token}");
        }
    }

    #[test]
    fn only_files_of_kept_tokens_are_deleted() {
        let path = std::env::temp_dir().join(format!("arm-forget-{}", std::process::id()));
        std::fs::write(&path, "token").unwrap();
        forget(&format!("@{}", path.display()));
        forget(&path.display().to_string());
        assert!(path.exists());
        std::fs::remove_file(path).unwrap();
    }
}
