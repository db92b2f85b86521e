//! `dump`: prints the value after a stage.

use super::configured;
use super::generate::select;
use crate::cli::{Cli, Dump};
use crate::diagnostics::Diagnostics;
use crate::load::Cache;
use crate::outcome::Outcome;
use crate::{parallel, pipeline};

/// Prints the value after a stage.
pub(super) fn dump(command: &Dump, cli: &Cli) -> Outcome {
    let mut outcome = Outcome::default();
    let mut diagnostics = Diagnostics::default();
    let packages = if command.source.input.is_empty() && command.source.readme.is_none() {
        let configured = configured::read(cli, &Cache::default(), &mut diagnostics);
        match configured.as_ref().map(|it| it.plan(cli)) {
            Some(Ok(plan)) => plan.packages(),
            Some(Err(message)) => return Outcome::failure(message),
            None => Vec::new(),
        }
    } else {
        let tag = command.tag.as_deref();
        select(&command.source, tag, &command.name, cli, &mut diagnostics)
            .map(|it| it.package)
            .into_iter()
            .collect()
    };
    let cache = Cache::default();
    let dumped = parallel::run(&packages, cli.global.jobs(), |package| {
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
            None => diagnostics.defect(&package.name),
        }
    }
    outcome.take(&diagnostics, cli.global);
    outcome
}
