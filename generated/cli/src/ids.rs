//! The resources of `--ids`.

use std::collections::HashSet;

use arm_runtime::describe::Entry;
use arm_runtime::{JsonValue, ResourceId};
use clap::ArgMatches;
use serde_json::Map;

use crate::error::Failure;
use crate::input;

const FORM: &str = "a resource ID is /subscriptions/ID/resourceGroups/GROUP/providers/NAMESPACE/TYPE/NAME; stdin and files may hold one on \
                    each line, or JSON objects with `id`, `ResourceId`, or SubscriptionId, ResourceGroupName and the names";

/// Returns `true` if the IDs come from a pipe, so that their number is not known in advance.
pub fn from_stdin(matches: &ArgMatches) -> bool {
    let values = matches.try_get_many::<String>("ids").ok().flatten();
    values.is_some_and(|mut values| values.any(|it| it == "-" || it == "@-"))
}

/// Returns the IDs without duplicates, or `None` if the flag is not set. `path` is the path template for objects
/// without an ID.
pub fn read(matches: &ArgMatches, path: Option<&str>) -> Result<Option<Vec<ResourceId>>, Failure> {
    let Ok(Some(values)) = matches.try_get_many::<String>("ids") else {
        return Ok(None);
    };
    let mut texts = Vec::new();
    for value in values {
        if value == "-" || input::is_reference(value) {
            texts.extend(split(&input::text("--ids", value)?, path)?);
        } else {
            texts.extend(split(value, path)?);
        }
    }
    let mut seen = HashSet::new();
    let mut ids: Vec<ResourceId> = Vec::new();
    for text in texts {
        let id: ResourceId = text
            .parse()
            .map_err(|error| Failure::with_hint(format!("--ids: {error}"), FORM))?;
        // Regenerating a key twice would invalidate the key that was shown first.
        if seen.insert(id.as_str().to_lowercase()) {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        return Err(Failure::with_hint(
            "--ids does not contain a resource",
            FORM,
        ));
    }
    Ok(Some(ids))
}

/// Returns the path template of the resource that an operation acts on.
pub fn template(entry: &Entry) -> Option<&'static str> {
    let path = entry.operation.path;
    let end = path.rfind('}')? + 1;
    entry.by_id.then(|| &path[..end])
}

/// Splits text into IDs: one per line, or JSON strings, objects, or arrays of them.
fn split(text: &str, path: Option<&str>) -> Result<Vec<String>, Failure> {
    if !text.trim_start().starts_with(['{', '[', '"']) {
        let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
        return Ok(lines.map(str::to_owned).collect());
    }
    let mut ids = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<JsonValue>() {
        let value = value.map_err(|error| {
            let (line, column) = (error.line(), error.column());
            Failure::with_hint(
                format!("--ids: not JSON at line {line}, column {column}"),
                FORM,
            )
        })?;
        add(value, path, &mut ids)?;
    }
    Ok(ids)
}

fn add(value: JsonValue, path: Option<&str>, ids: &mut Vec<String>) -> Result<(), Failure> {
    match value {
        JsonValue::Array(items) => items.into_iter().try_for_each(|it| add(it, path, ids))?,
        JsonValue::String(id) => ids.push(id),
        JsonValue::Object(map) => match (own_id(&map), map.get("value")) {
            (Some(id), _) => ids.push(id),
            // A page of a list, or an array as PowerShell serializes it.
            (None, Some(JsonValue::Array(items))) => {
                items
                    .clone()
                    .into_iter()
                    .try_for_each(|it| add(it, path, ids))?;
            }
            (None, _) => ids.push(from_parts(&map, path)?),
        },
        _ => {
            return Err(Failure::with_hint(
                "--ids: a JSON value that is not a resource",
                FORM,
            ));
        }
    }
    Ok(())
}

/// ARM and `az` write `id`; PowerShell writes `Id` and `ResourceId`.
fn own_id(map: &Map<String, JsonValue>) -> Option<String> {
    let named = |name: &str| part(map, name).filter(|it| it.starts_with('/'));
    named("id").or_else(|| named("resourceId"))
}

fn part(map: &Map<String, JsonValue>, name: &str) -> Option<String> {
    let found = map.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
    found.and_then(|(_, it)| it.as_str()).map(str::to_owned)
}

/// Builds the ID from separate names, as in the identities of PowerShell.
fn from_parts(map: &Map<String, JsonValue>, path: Option<&str>) -> Result<String, Failure> {
    let wrong =
        |what: String| Failure::with_hint(format!("--ids: a JSON object without `id`{what}"), FORM);
    let path = path.ok_or_else(|| wrong(String::new()))?;
    let last = path.rsplit('{').next().map(|it| it.trim_end_matches('}'));
    let mut id = String::new();
    for (at, piece) in path.split('{').enumerate() {
        let Some((name, rest)) = piece.split_once('}').filter(|_| at > 0) else {
            id.push_str(piece);
            continue;
        };
        let others: &[&str] = match name.to_ascii_lowercase().as_str() {
            "subscriptionid" => &["subscription"],
            "resourcegroupname" => &["resourceGroup"],
            _ if last == Some(name) => &["name", "resourceName"],
            _ => &[],
        };
        let value = [name].iter().chain(others).find_map(|it| part(map, it));
        let value = value.ok_or_else(|| wrong(format!(" and without `{name}`")))?;
        id.push_str(&value);
        id.push_str(rest);
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/A.B/shops/{shopName}/widgets/{name}";

    #[test]
    fn lines_and_json_are_read() {
        for text in [
            "/a/b\n\n /c/d \r\n",
            "\"/a/b\" {\"id\":\"/c/d\"}",
            "[\n{\"id\":\"/a/b\",\"x\":1},\n\"/c/d\"\n]\n",
            "{\"id\":\"/a/b\"}\n{\"id\":\"/c/d\"}",
            "[{\"Id\":\"/a/b\"},{\"Name\":\"x\",\"ResourceId\":\"/c/d\",\"Id\":\"7\"}]",
            "{\"value\":[{\"id\":\"/a/b\"},{\"resourceId\":\"/c/d\"}],\"Count\":2}",
        ] {
            assert_eq!(split(text, None).unwrap(), ["/a/b", "/c/d"], "{text}");
        }
    }

    #[test]
    fn parts_are_put_together() {
        let id = "/subscriptions/s/resourceGroups/g/providers/A.B/shops/h/widgets/w";
        for text in [
            r#"{"SubscriptionId":"s","ResourceGroupName":"g","ShopName":"h","Name":"w"}"#,
            r#"{"subscription":"s","resourceGroup":"g","shopName":"h","name":"w","id":null}"#,
        ] {
            assert_eq!(split(text, Some(PATH)).unwrap(), [id], "{text}");
        }
        let failure = split(r#"{"SubscriptionId":"s","Name":"w"}"#, Some(PATH)).unwrap_err();
        assert!(
            format!("{failure:?}").contains("without `resourceGroupName`"),
            "{failure:?}"
        );
    }

    #[test]
    fn other_json_is_refused() {
        for text in [
            "{\"name\":\"x\"}",
            "[1]",
            "[{\"id\":\"/a/b\"}",
            "{\"id\":null}",
            "[null]",
            "{\"Id\":\"8f14e45f\"}",
        ] {
            assert_eq!(split(text, None).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}
