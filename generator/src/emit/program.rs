//! A first program for a package: a client and a simple call.

use crate::analyze::first_call;
use crate::ir::{ResponseShape, Scheme, Service};
use crate::names::{NamedGroup, NamedIr, NamedOperation, placeholder};

/// The call of a first program.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FirstCall {
    /// The operationId.
    pub operation: String,
    /// The lines of a function that creates the client from `credential`, or from the secret that the service takes
    /// instead, and makes the call, without indentation.
    pub lines: Vec<String>,
    /// True if the client accepts keys and passwords, too.
    pub accepts_keys: bool,
    /// The name of the variable with the secret that the service takes instead of tokens, if it takes one: `key`,
    /// `password` or `token`.
    pub secret: Option<&'static str>,
    /// True if the service takes neither tokens nor keys.
    pub is_open: bool,
    /// True if the options have to name the audience of tokens, which the spec does not.
    pub needs_audience: bool,
}

impl FirstCall {
    /// Returns `true` if the client is created from a source of tokens.
    pub fn takes_tokens(&self) -> bool {
        self.secret.is_none() && !self.is_open
    }

    /// Returns the program as an example for documentation; `import` is the path of the module of the client.
    pub fn example(&self, import: &str) -> Vec<String> {
        let krate = import.split("::").next().unwrap_or(import);
        let (sync, credential) = match (self.accepts_keys, self.secret) {
            (true, Some(name)) => (None, format!("{name}: String")),
            (true, None) if self.is_open => (None, String::new()),
            (true, None) => (None, "credential: impl Into<Credential>".to_owned()),
            (false, _) => (
                Some(["use std::sync::Arc;", ""]),
                "credential: Arc<dyn TokenCredential>".to_owned(),
            ),
        };
        let runtime = match (self.accepts_keys, self.needs_audience) {
            (false, _) => "Result, TokenCredential",
            (true, false) => "Credential, Result",
            (true, true) => "ClientOptions, Credential, Result",
        };
        let mut lines = vec!["```no_run".to_owned()];
        lines.extend(sync.into_iter().flatten().map(str::to_owned));
        lines.extend([
            format!("use {krate}::arm_runtime::{{{runtime}}};"),
            format!("use {import}::Client;"),
            String::new(),
        ]);
        lines.extend(self.takes_tokens().then(|| {
            "/// `azure_identity::DeveloperToolsCredential::new(None)?` uses the login of the Azure CLI.".to_owned()
        }));
        lines.push(format!("async fn run({credential}) -> Result<()> {{"));
        lines.extend(self.lines.iter().map(|it| format!("    {it}")));
        lines.extend(["    Ok(())", "}", "```"].map(str::to_owned));
        lines
    }
}

/// Emits the call of the operation that a first program calls, if the package has one.
pub fn emit_first_call(ir: &NamedIr) -> Option<FirstCall> {
    let (group, operation) = ir.operation(first_call(&ir.ir)?);
    let service = ir.client_service();
    let variables = service.iter().flat_map(|it| it.required_variables());
    let mut arguments: Vec<String> = variables.map(|it| quoted(it.name)).collect();
    arguments.extend(ir.ir.uses_subscription.then(|| quoted("subscription_id")));
    let secret = service.as_ref().and_then(|it| secret(it));
    let is_open = service.as_ref().is_some_and(|it| is_open(it));
    // The runtime knows the audiences of domains of Azure, to which the caller's endpoint belongs.
    let needs_audience = secret.is_none()
        && !is_open
        && service.is_some_and(|it| it.scopes.is_empty() && !it.endpoint.starts_with('{'));
    let options = needs_audience.then(|| {
        "let options = ClientOptions { audience: Some(\"AUDIENCE\".into()), ..Default::default() };".to_owned()
    });
    let given = if needs_audience {
        "Some(options)"
    } else {
        "None"
    };
    let credential = match &secret {
        Some((_, credential)) => credential.as_str(),
        None if is_open => "Credential::none()",
        None => "credential",
    };
    arguments.push(format!("{credential}, {given}"));
    let client = format!("let client = Client::new({})?;", arguments.join(", "));
    let mut all: Vec<String> = options.into_iter().chain([client]).collect();
    all.extend(lines(group, operation));
    Some(FirstCall {
        operation: operation.id.clone(),
        lines: all,
        accepts_keys: service.is_some(),
        secret: secret.map(|it| it.0),
        is_open,
        needs_audience,
    })
}

/// Returns the name of the secret that a service takes instead of tokens of Microsoft Entra ID, and the credential.
fn secret(service: &Service) -> Option<(&'static str, String)> {
    if !service.scopes.is_empty() {
        return None;
    }
    let mut alone = service.security.iter().filter(|it| it.len() == 1).flatten();
    let names_audience = |it: &Scheme| matches!(it, Scheme::Token(scopes) if !scopes.is_empty());
    if service.security.iter().flatten().any(names_audience) {
        return None;
    }
    let scheme = alone.next().or(service.schemes.first())?;
    let is_key = |it: &&Scheme| matches!(it, Scheme::Header(_) | Scheme::Query(_));
    let is_only_key = service.schemes.iter().filter(is_key).count() == 1;
    Some(match scheme {
        Scheme::Header(_) | Scheme::Query(_) if is_only_key => {
            ("key", "Credential::key(key)".to_owned())
        }
        Scheme::Header(name) | Scheme::Query(name) => {
            ("key", format!("Credential::named_key({name:?}, key)"))
        }
        Scheme::Basic => (
            "password",
            "Credential::basic(\"USER\", password)".to_owned(),
        ),
        Scheme::Bearer => ("token", "Credential::bearer(token)".to_owned()),
        // An identity provider other than Microsoft Entra ID issued it.
        Scheme::Token(_) => ("token", "Credential::bearer(token)".to_owned()),
    })
}

/// Returns `true` for a service without authorization: its description declares none, and it is not one of Azure, whose
/// descriptions leave out that it takes tokens of Microsoft Entra ID.
fn is_open(service: &Service) -> bool {
    let is_azure = |host: &str| {
        let names = ["azure", "microsoft", "windows.net"];
        names.into_iter().any(|it| host.contains(it))
    };
    let declares = !service.scopes.is_empty()
        || !service.schemes.is_empty()
        || service.security.iter().any(|it| !it.is_empty());
    let endpoint = service.endpoint.to_ascii_lowercase();
    !declares && !endpoint.starts_with('{') && !is_azure(&endpoint)
}

fn quoted(name: &str) -> String {
    format!("{:?}", placeholder(name))
}

fn lines(group: NamedGroup<'_>, operation: NamedOperation<'_>) -> Vec<String> {
    let is_stream = matches!(operation.response.shape, ResponseShape::Pages(_));
    let accessor = group.names.accessor.as_ref();
    let accessor = accessor.map_or_else(String::new, |it| format!(".{it}()"));
    let required = operation.required();
    let required = required.map(|it| quoted(it.name));
    let options = operation.has_options().then(|| "None".to_owned());
    let arguments = required.chain(options).collect::<Vec<_>>().join(", ");
    let call = format!("client{accessor}.{}({arguments})", operation.names.method);

    match (is_stream, operation.response.ty.is_some()) {
        (true, _) => vec![
            format!("let items = {call};"),
            "for item in items.collect_all().await? {".to_owned(),
            "    println!(\"{item:?}\");".to_owned(),
            "}".to_owned(),
        ],
        (false, true) => vec![
            format!("let model = {call}.model().await?;"),
            "println!(\"{model:?}\");".to_owned(),
        ],
        (false, false) => vec![format!("{call}.await?;")],
    }
}
