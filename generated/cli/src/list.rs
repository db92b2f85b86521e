//! `arm list`: finds operations by words.

use arm_runtime::JsonValue;
use clap::ArgMatches;
use serde_json::json;

use crate::catalogue::{self, Catalogue};
use crate::error::Failure;
use crate::help;
use crate::output::{Format, Output};
use crate::session::Session;

pub fn run(catalogue: &Catalogue, matches: &ArgMatches, session: &Session) -> Result<(), Failure> {
    let format = session.format;
    let words = matches.get_many::<String>("words").into_iter().flatten();
    let words: Vec<String> = words.map(|it| it.to_lowercase()).collect();
    let version = matches.get_one::<String>("api-version").map(String::as_str);
    let found = find(catalogue, &words, version);
    if found.is_empty() {
        return Err(Failure::with_hint(
            "no operation contains all these words",
            format!(
                "`{} list` without words lists all operations",
                catalogue.program
            ),
        ));
    }
    let mut output = Output::new(std::io::stdout().lock(), format, None, true);
    let rows = found.into_iter().map(|it| match format {
        // A table shows fewer properties, because they fill the line.
        Format::Table => json!({ "command": it["command"], "description": it["description"] }),
        _ => it,
    });
    session.set_up(&mut output)?;
    output.page(rows.collect())?;
    output.finish()?;
    session.note_output(&output);
    Ok(())
}

/// Finds the operations that have all words in their names, paths or descriptions, in one api-version per provider.
fn find(catalogue: &Catalogue, words: &[String], version: Option<&str>) -> Vec<JsonValue> {
    let mut found = Vec::new();
    for provider in &catalogue.providers {
        let Some(module) = provider.version(version) else {
            continue;
        };
        for (group_name, group) in catalogue::groups(module) {
            for (name, entry) in catalogue::operations(group) {
                let path = [provider.name.as_str(), &group_name, &name];
                let path: Vec<&str> = path.into_iter().filter(|it| !it.is_empty()).collect();
                let command = path.join(" ");
                let operation = entry.operation;
                let text = [
                    &command,
                    operation.id,
                    operation.path,
                    entry.docs,
                    module.provider,
                ]
                .join(" ")
                .to_lowercase();
                if words.iter().all(|it| text.contains(it.as_str())) {
                    found.push(json!({
                        "command": command,
                        "description": entry.docs,
                        "operationId": operation.id,
                        "apiVersion": operation.api_version,
                        "method": help::method(operation),
                        "path": operation.path,
                    }));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_be_there() {
        let catalogue = Catalogue::new(generated::metadata());
        let commands = |words: &[&str]| -> Vec<String> {
            let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
            find(&catalogue, &words, None)
                .iter()
                .map(|it| it["command"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            commands(&["maps", "regenerate"]),
            ["maps accounts regenerate-keys"]
        );
        assert!(commands(&["regenerate", "zebra"]).is_empty());
        assert_eq!(commands(&[]).len(), 29 + 16 + 14);
    }
}
