//! Stores the state in a file: resources with their secrets and keys, without running operations.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};
use tempfile::NamedTempFile;

use crate::fake::{FakeArm, lock};
use crate::generate::Time;
use crate::state::Resource;

/// Writes the state atomically, to a file that only its owner can read, because tests may send real secrets.
pub(super) fn save(fake: &FakeArm, file: &Path) -> io::Result<()> {
    let text = {
        let state = lock(fake.state());
        let resources: Vec<Value> = state.resources.values().map(written).collect();
        json!({ "resources": resources }).to_string()
    };
    let mut part = NamedTempFile::new_in(file.parent().unwrap_or(file))?;
    part.write_all(text.as_bytes())?;
    part.persist(file)?;
    Ok(())
}

/// Reads the state, if the file exists.
pub(super) fn load(fake: &FakeArm, file: &Path) -> io::Result<()> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let invalid = |why: &str| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{}: {why}", file.display()),
        )
    };
    let value: Value = serde_json::from_str(&text).map_err(|it| invalid(&it.to_string()))?;
    let resources = value["resources"]
        .as_array()
        .ok_or_else(|| invalid("it is not a snapshot of the fake"))?;
    let mut state = lock(fake.state());
    for value in resources {
        let resource = read(value).ok_or_else(|| invalid("a resource is incomplete"))?;
        state.count_from(resource.number);
        state.resources.insert(resource.key(), resource);
    }
    Ok(())
}

fn written(it: &Resource) -> Value {
    let keys = it
        .keys
        .iter()
        .map(|(stem, (n, time))| (stem.clone(), json!([n, time.0])));
    json!({
        "id": it.id, "type": it.ty, "body": it.body, "secrets": it.secrets, "etag": it.etag,
        "keys": keys.collect::<Map<_, _>>(), "created": it.created.0, "modified": it.modified.0, "number": it.number,
    })
}

fn read(value: &Value) -> Option<Resource> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    let keys = value["keys"]
        .as_object()?
        .iter()
        .map(|(stem, it)| Some((stem.clone(), (it[0].as_u64()?, Time(it[1].as_i64()?)))));
    let secrets = value["secrets"].as_object()?.clone();
    Some(Resource {
        id: text("id").filter(|it| it.starts_with('/'))?,
        ty: text("type")?,
        body: value["body"].as_object()?.clone(),
        secrets: secrets.into_iter().collect(),
        keys: keys.collect::<Option<BTreeMap<_, _>>>()?,
        etag: text("etag")?,
        created: Time(value["created"].as_i64()?),
        modified: Time(value["modified"].as_i64()?),
        number: value["number"].as_u64()?,
        pending: None,
        failed: false,
    })
}
