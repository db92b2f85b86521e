//! A first program for a package: a client and a simple call.

use crate::analyze::{FirstCredential, first_call, first_credential};
use crate::ir::ResponseShape;
use crate::names::{NamedGroup, NamedIr, NamedOperation, placeholder};

/// The call of a first program.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FirstCall {
    /// The operationId.
    pub operation: String,
    /// The lines of a function that creates the client from `credential` and makes the call, without indentation.
    pub lines: Vec<String>,
    /// True if the client accepts keys and passwords, too: it is not one of Azure Resource Manager.
    pub accepts_keys: bool,
    /// The credential.
    pub credential: FirstCredential,
}

impl FirstCall {
    /// True if the options have to name the audience of tokens, which the spec does not.
    pub fn needs_audience(&self) -> bool {
        self.credential == FirstCredential::Entra(true)
    }

    /// True if the credential is a token of Microsoft Entra ID.
    pub fn has_azure_login(&self) -> bool {
        matches!(self.credential, FirstCredential::Entra(_))
    }

    /// Returns the expression of the credential with a comment: a login of Azure, or values of the environment.
    pub fn login(&self) -> [&'static str; 2] {
        match self.credential {
            FirstCredential::Entra(_) => [
                "// Uses the login of the Azure CLI.",
                "DeveloperToolsCredential::new(None)?",
            ],
            FirstCredential::Key => [
                "// The key is in the environment.",
                "Credential::key(std::env::var(\"API_KEY\").expect(\"API_KEY is set\"))",
            ],
            FirstCredential::Bearer => [
                "// The token is in the environment.",
                "Credential::bearer(std::env::var(\"API_TOKEN\").expect(\"API_TOKEN is set\"))",
            ],
            FirstCredential::Basic => [
                "// The password is in the environment.",
                "Credential::basic(\"USER\", std::env::var(\"API_PASSWORD\").expect(\"API_PASSWORD is set\"))",
            ],
            FirstCredential::Anonymous => [
                "// The service requires no credential.",
                "Credential::none()",
            ],
        }
    }

    /// Returns the documentation of the argument `credential`.
    fn credential_docs(&self) -> &'static str {
        match self.credential {
            FirstCredential::Entra(_) => {
                "/// `azure_identity::DeveloperToolsCredential::new(None)?` is the login of the Azure CLI."
            }
            FirstCredential::Key => "/// `Credential::key(\"..\")` is an API key.",
            FirstCredential::Bearer => "/// `Credential::bearer(\"..\")` is a token.",
            FirstCredential::Basic => "/// `Credential::basic(\"USER\", \"..\")` is a password.",
            FirstCredential::Anonymous => "/// `Credential::none()` is sufficient.",
        }
    }

    /// Returns the program as an example for documentation; `import` is the path of the module of the client.
    pub fn example(&self, import: &str) -> Vec<String> {
        let krate = import.split("::").next().unwrap_or(import);
        let (sync, credential) = match self.accepts_keys {
            true => (None, "impl Into<Credential>"),
            false => (
                Some(["use std::sync::Arc;", ""]),
                "Arc<dyn TokenCredential>",
            ),
        };
        let runtime = match (self.accepts_keys, self.needs_audience()) {
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
            self.credential_docs().to_owned(),
            format!("async fn run(credential: {credential}) -> Result<()> {{"),
        ]);
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
    let credential = first_credential(&ir.ir, &operation);
    let needs_audience = credential == FirstCredential::Entra(true);
    let options = needs_audience.then(|| {
        "let options = ClientOptions { audience: Some(\"AUDIENCE\".into()), ..Default::default() };".to_owned()
    });
    let given = if needs_audience {
        "Some(options)"
    } else {
        "None"
    };
    arguments.push(format!("credential, {given}"));
    let client = format!("let client = Client::new({})?;", arguments.join(", "));
    let mut all: Vec<String> = options.into_iter().chain([client]).collect();
    all.extend(lines(group, operation));
    Some(FirstCall {
        operation: operation.id.clone(),
        lines: all,
        accepts_keys: service.is_some(),
        credential,
    })
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
