//! `--query`: a JMESPath query on the results.

use std::io;

use arm_runtime::JsonValue;
use jmespath::{Expression, Variable};

use crate::error::Failure;

/// A compiled expression.
pub struct Query(Expression<'static>);

impl Query {
    /// Compiles a query.
    pub fn new(text: &str) -> Result<Self, Failure> {
        jmespath::compile(text).map(Self).map_err(|error| {
            Failure::with_hint(
                format!("--query: {error}"),
                "the language is JMESPath, such as \"[?location=='westeurope'].name\"",
            )
        })
    }

    /// Applies the query. Properties of objects are sorted by name.
    pub fn select(&self, value: &JsonValue) -> io::Result<JsonValue> {
        let invalid = |error: String| io::Error::new(io::ErrorKind::InvalidInput, error);
        let value = Variable::from_serializable(value).map_err(|it| invalid(it.to_string()))?;
        let found = self.0.search(value).map_err(|it| invalid(it.to_string()))?;
        serde_json::to_value(&*found).map_err(io::Error::from)
    }
}
