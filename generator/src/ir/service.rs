//! Services other than Azure Resource Manager.

/// Where operations are sent, and how they are authorized.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The name of the constant in Rust.
    pub name: String,
    /// The template of the URL.
    pub endpoint: String,
    /// The variables of the template.
    pub variables: Vec<Variable>,
    /// The scopes of its tokens.
    pub scopes: Vec<String>,
    /// The other schemes.
    pub schemes: Vec<Scheme>,
}

/// A variable of an endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variable {
    /// The name in the template.
    pub wire_name: String,
    /// The name that the spec wants in clients.
    pub client_name: String,
    /// The name in Rust.
    pub name: String,
    /// The description.
    pub docs: String,
    /// The value unless the caller sets another.
    pub default: Option<String>,
}

/// A scheme by which requests are authorized, besides tokens of Microsoft Entra ID.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Scheme {
    Header(String),
    Query(String),
    Basic,
    Bearer,
}
