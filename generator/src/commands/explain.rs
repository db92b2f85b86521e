//! `explain`: prints the explanation of a diagnostic code.

use crate::cli::Explain;
use crate::diagnostics::{Code, code, nearest};
use crate::outcome::Outcome;

pub(super) fn explain(command: &Explain) -> Outcome {
    let Some(name) = &command.code else {
        let lines = code::ALL
            .iter()
            .map(|code| format!("{:<26}{}\n", code.name, code.meaning));
        return Outcome {
            result: lines.collect(),
            ..Outcome::default()
        };
    };
    match Code::named(name) {
        Some(code) => Outcome {
            result: format!(
                "{}\n\n{}\n\n{}\n\nhelp: {}\n",
                code.name, code.meaning, code.explanation, code.help
            ),
            ..Outcome::default()
        },
        None => {
            let near = nearest(name, code::ALL.iter().map(|code| code.name));
            let hint = match near.first() {
                Some(near) => format!("; did you mean `{near}`?"),
                None => "; `arm-bindgen explain` lists all codes".to_owned(),
            };
            Outcome::failure(format!("`{name}` is not a diagnostic code{hint}"))
        }
    }
}
