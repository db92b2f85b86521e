//! Services other than Azure Resource Manager.

/// The endpoint and the authorization of operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The template of the URL.
    pub endpoint: String,
    /// The variables of the template.
    pub variables: Vec<Variable>,
    /// The scopes of its tokens.
    pub scopes: Vec<String>,
    /// The authorization schemes other than those tokens.
    pub schemes: Vec<Scheme>,
    /// The alternatives that operations accept by default. Empty if each scheme is one.
    pub security: Vec<Vec<Scheme>>,
    /// The URLs of other servers with their descriptions.
    pub others: Vec<(String, Option<String>)>,
}

/// A variable of an endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variable {
    /// The name in the template.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The description.
    pub docs: Option<String>,
    /// The default value.
    pub default: Option<String>,
    /// The allowed values. Empty if any value is allowed.
    pub values: Vec<String>,
}

/// An authorization scheme.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names describe the variants")]
pub enum Scheme {
    Header(String),
    Query(String),
    Basic,
    Bearer,
    /// A token of OAuth 2.0, with those of its scopes that name an audience.
    Token(Vec<String>),
}
