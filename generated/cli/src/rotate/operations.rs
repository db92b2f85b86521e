//! The list of operations that renew keys.

use arm_runtime::describe::Module;
use serde_json::json;

use super::plan::{Finding, find};
use crate::error::Failure;
use crate::output::Output;
use crate::session::Session;

/// Lists the operations that renew keys, with those that `rotate` does not support.
pub fn list(modules: &[&'static Module], session: &Session) -> Result<(), Failure> {
    let mut output = Output::new(std::io::stdout(), session.format, None, true);
    session.set_up(&mut output)?;
    let (mut rows, mut n_fitting) = (Vec::new(), 0);
    for module in modules {
        for Finding {
            entries, rotation, ..
        } in find(module)
        {
            let (fits, keys, reader) = match &rotation {
                Ok(it) => (
                    "yes".to_owned(),
                    it.names().join(", "),
                    it.reader.operation.id,
                ),
                Err(why) => (format!("no: {why}"), String::new(), ""),
            };
            let row = |entry: &arm_runtime::describe::Entry| {
                json!({ "operation": entry.operation.id, "fits": fits, "keys": keys, "readBy": reader,
                    "provider": module.provider, "apiVersion": module.api_version })
            };
            n_fitting += if rotation.is_ok() { entries.len() } else { 0 };
            rows.extend(entries.iter().map(|it| row(it)));
        }
    }
    let n_operations = rows.len();
    output.page(rows)?;
    output.finish()?;
    session.note_output(&output);
    session.note(&format!(
        "note: rotate supports {n_fitting} of {n_operations} operations"
    ));
    Ok(())
}

/// Reads the default tags of all services of a checkout.
#[cfg(feature = "serve")]
pub fn read_specs(folder: &str, session: &Session) -> Result<Vec<&'static Module>, Failure> {
    let read = arm_fake::specs::read_all(std::path::Path::new(folder));
    let (modules, skipped) = read.map_err(|error| Failure::usage(error.to_string()))?;
    for document in skipped {
        session.note(&format!(
            "warning: skipped, because the generator cannot read it: {document}"
        ));
    }
    Ok(modules.leak().iter().collect())
}

#[cfg(not(feature = "serve"))]
pub fn read_specs(_: &str, _: &Session) -> Result<Vec<&'static Module>, Failure> {
    // The grammar has no such flag.
    Ok(Vec::new())
}
