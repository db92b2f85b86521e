//! The resources that `--ids` names.

use arm_runtime::{JsonValue, ResourceId};
use clap::ArgMatches;

use crate::error::Failure;
use crate::input;

const FORM: &str = "an id is /subscriptions/ID/resourceGroups/GROUP/providers/NAMESPACE/TYPE/NAME; stdin may hold one on each \
                    line, or JSON objects with `id`";

/// The ids, each once; `None` when the flag is not given.
pub fn read(matches: &ArgMatches) -> Result<Option<Vec<ResourceId>>, Failure> {
    let Ok(Some(values)) = matches.try_get_many::<String>("ids") else {
        return Ok(None);
    };
    let mut texts = Vec::new();
    for value in values {
        if value == "-" {
            texts.extend(split(&input::text("--ids", "-")?)?);
        } else {
            texts.extend(split(value)?);
        }
    }
    let mut ids: Vec<ResourceId> = Vec::new();
    for text in texts {
        let id: ResourceId = text
            .parse()
            .map_err(|error| Failure::with_hint(format!("--ids: {error}"), FORM))?;
        // A key that is regenerated twice is not the one that was shown first.
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        return Err(Failure::with_hint("--ids names no resource", FORM));
    }
    Ok(Some(ids))
}

/// Ids one a line, or JSON: texts, objects with `id`, arrays of them, one after the other.
fn split(text: &str) -> Result<Vec<String>, Failure> {
    if !text.trim_start().starts_with(['{', '[', '"']) {
        let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
        return Ok(lines.map(str::to_owned).collect());
    }
    let mut ids = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<JsonValue>() {
        let value = value.map_err(|error| {
            Failure::with_hint(
                format!(
                    "--ids: not JSON at line {}, column {}",
                    error.line(),
                    error.column()
                ),
                FORM,
            )
        })?;
        match value {
            JsonValue::Array(items) => {
                for item in items {
                    ids.push(id_of(item)?);
                }
            }
            value => ids.push(id_of(value)?),
        }
    }
    Ok(ids)
}

fn id_of(mut value: JsonValue) -> Result<String, Failure> {
    let id = if value.is_object() {
        value["id"].take()
    } else {
        value
    };
    match id {
        JsonValue::String(id) => Ok(id),
        _ => Err(Failure::with_hint(
            "--ids: a JSON value that is no object with an `id`",
            FORM,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_json_are_read() {
        for text in [
            "/a/b\n\n /c/d \r\n",
            "\"/a/b\" {\"id\":\"/c/d\"}",
            "[\n{\"id\":\"/a/b\",\"x\":1},\n\"/c/d\"\n]\n",
            "{\"id\":\"/a/b\"}\n{\"id\":\"/c/d\"}",
        ] {
            assert_eq!(split(text).unwrap(), ["/a/b", "/c/d"], "{text}");
        }
    }

    #[test]
    fn other_json_is_refused() {
        for text in [
            "{\"name\":\"x\"}",
            "[1]",
            "[{\"id\":\"/a/b\"}",
            "{\"id\":null}",
            "[null]",
        ] {
            assert_eq!(split(text).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}
