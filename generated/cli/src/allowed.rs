//! The parser of flags with a list of allowed values.

use std::ffi::OsStr;

use clap::Command;
use clap::builder::{Arg, PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};

use crate::input;
use crate::secrets::MASK;

/// Accepts allowed values, and references to a file or stdin that contain one.
#[derive(Clone)]
pub struct Allowed {
    values: PossibleValuesParser,
    /// Set if errors must not quote the value.
    is_secret: bool,
}

impl Allowed {
    pub fn parser(values: &'static [&'static str], is_secret: bool) -> ValueParser {
        let values = values.iter().map(|it| PossibleValue::new(*it));
        let values = PossibleValuesParser::new(values);
        Self { values, is_secret }.into()
    }
}

impl TypedValueParser for Allowed {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        match value.to_str() {
            Some(text) if input::is_reference(text) => Ok(text.to_owned()),
            _ => {
                let parse = |value| self.values.parse_ref(command, arg, value);
                let masked = |_| parse(OsStr::new(MASK));
                match self.is_secret {
                    true => parse(value).or_else(masked),
                    false => parse(value),
                }
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.values.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_quote_values_unless_they_are_secret() {
        for is_secret in [false, true] {
            let arg = Arg::new("flag")
                .long("flag")
                .value_parser(Allowed::parser(&["a", "b"], is_secret));
            let command = Command::new("test").arg(arg);
            let parse = |value| {
                command
                    .clone()
                    .try_get_matches_from(["test", "--flag", value])
            };
            assert!(parse("a").is_ok() && parse("@file").is_ok());
            let error = parse("hush").unwrap_err().to_string();
            assert_eq!(error.contains("hush"), !is_secret, "{error}");
            assert!(error.contains("possible values: a, b"), "{error}");
        }
    }
}
