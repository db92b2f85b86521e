//! Facts about the parts of a surface that are compared as text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ir::Constraints;

/// Facts with their values. A fact that does not apply is missing.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Facts {
    /// The facts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<Fact, String>,
    /// Constraints by the keywords of the spec, such as `maxLength`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constraints: BTreeMap<String, String>,
    /// Types of the headers of successful responses, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Types of the responses other than the result, by status.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub responses: BTreeMap<String, String>,
    /// Values that the generated code sends, by name and location.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Default values of the variables of an endpoint, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub defaults: BTreeMap<String, String>,
    /// The alternatives to authorize requests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<String>,
    /// The statuses of success.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub success: Vec<String>,
    /// The operations on a property, of `x-ms-mutability`. Empty if it is not restricted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mutability: Vec<String>,
}

/// A fact with a single value.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[allow(missing_docs, reason = "`describe` says it")]
pub enum Fact {
    Accept,
    AllowEmpty,
    Also,
    ApiVersionParameter,
    Arguments,
    ById,
    Default,
    Discriminator,
    DiscriminatorValues,
    Endpoint,
    FinalState,
    Form,
    Format,
    Items,
    MediaType,
    NextLink,
    NextOperation,
    NextParameter,
    Nullable,
    Open,
    Options,
    Prefix,
    Required,
    Scopes,
    Secret,
    Style,
    Values,
    Verbatim,
    Xml,
}

impl Fact {
    /// Returns the name of the fact in reports.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Accept => "accepted media type",
            Self::AllowEmpty => "permission of an empty value",
            Self::Also => "further values of the discriminator",
            Self::ApiVersionParameter => "parameter of the API version",
            Self::Arguments => "arguments of the constructor",
            Self::ById => "function by resource ID",
            Self::Default => "default value",
            Self::Discriminator => "discriminator",
            Self::DiscriminatorValues => "values of discriminators",
            Self::Endpoint => "endpoint",
            Self::FinalState => "source of the final result of the long-running operation",
            Self::Form => "form of the values",
            Self::Format => "format of the result",
            Self::Items => "items of a page",
            Self::MediaType => "media type",
            Self::NextLink => "link to the next page",
            Self::NextOperation => "operation of the next page",
            Self::NextParameter => "parameter of the next page",
            Self::Nullable => "nullability",
            Self::Open => "openness of the enum",
            Self::Options => "argument of optional parameters",
            Self::Prefix => "collection of headers",
            Self::Required => "presence in the spec",
            Self::Scopes => "scopes of tokens",
            Self::Secret => "secrecy",
            Self::Style => "serialization",
            Self::Values => "type of the values",
            Self::Verbatim => "encoding in the URL",
            Self::Xml => "location in XML",
        }
    }
}

impl Facts {
    pub(super) fn set(&mut self, fact: Fact, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.facts.insert(fact, value.into());
        }
    }

    pub(super) fn flag(&mut self, fact: Fact, is_set: bool, value: &str) {
        self.set(fact, is_set.then_some(value));
    }
}

pub(super) fn constraints(it: &Constraints) -> BTreeMap<String, String> {
    let Constraints {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
    } = it;
    let length = |it: &Option<u32>| it.map(|it| it.to_string());
    let number = |it: &Option<f64>| it.map(|it| it.to_string());
    let flag = |it: &bool| it.then(|| it.to_string());
    let all = [
        ("minLength", length(min_length)),
        ("maxLength", length(max_length)),
        ("pattern", pattern.clone()),
        ("minimum", number(minimum)),
        ("maximum", number(maximum)),
        ("exclusiveMinimum", flag(exclusive_minimum)),
        ("exclusiveMaximum", flag(exclusive_maximum)),
        ("multipleOf", number(multiple_of)),
        ("minItems", length(min_items)),
        ("maxItems", length(max_items)),
        ("uniqueItems", flag(unique_items)),
    ];
    let set = all.into_iter();
    set.filter_map(|(keyword, value)| Some((keyword.to_owned(), value?)))
        .collect()
}
