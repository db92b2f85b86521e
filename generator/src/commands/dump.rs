//! `dump`: the value after a stage, as text.

use super::generate::select;
use super::refresh;
use crate::cli::{Dump, Global};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::code;
use crate::load::Cache;
use crate::outcome::Outcome;
use crate::{parallel, pipeline};

/// Prints the value after a stage.
pub(super) fn dump(command: &Dump, global: Global) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let packages = if command.source.input.is_empty() && command.source.readme.is_none() {
        refresh::packages(&mut diagnostics)
    } else {
        let tag = command.tag.as_deref();
        select(&command.source, tag, &command.name, &mut diagnostics)
            .into_iter()
            .collect()
    };
    let cache = Cache::default();
    let dumped = parallel::run(&packages, global.jobs(), |package| {
        pipeline::dump(command.stage, package, &cache)
    });
    for (package, dumped) in packages.iter().zip(dumped) {
        match dumped {
            Some(Ok(text)) => {
                if packages.len() > 1 {
                    let head = format!("# {} {}\n", package.title, package.name);
                    outcome.result.push_str(&head);
                }
                outcome.result.push_str(&text);
            }
            Some(Err(found)) => diagnostics.append(found),
            None => {
                let message = format!("the generator failed at {}", package.name);
                diagnostics.error(&code::DEFECT, None, message);
            }
        }
    }
    outcome.take(&diagnostics, global);
    outcome
}
