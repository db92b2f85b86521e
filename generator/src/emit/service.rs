//! Services as statics, and the constructors of their clients.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::format::{ident, string, tokens};
use super::{Context, docs};
use crate::ir::{Scheme, Service};
use crate::names::NamedService;

/// Emits the constant of a service.
pub(super) fn constant(service: NamedService<'_>) -> TokenStream {
    let (name, endpoint, scopes) = (ident(service.name), &service.endpoint, &service.scopes);
    let defaults: Vec<TokenStream> = (service.variables.iter())
        .filter_map(|it| Some((&it.wire_name, it.default.as_ref()?)))
        .map(|(name, value)| quote!((#name, #value)))
        .collect();
    let defaults = (!defaults.is_empty()).then(|| quote!(defaults: &[#(#defaults),*],));
    let values: Vec<TokenStream> = (service.variables.iter())
        .filter(|it| !it.values.is_empty())
        .map(|it| (&it.wire_name, &it.values))
        .map(|(name, values)| quote!((#name, &[#(#values),*])))
        .collect();
    let values = (!values.is_empty()).then(|| quote!(values: &[#(#values),*],));
    let scopes = (!scopes.is_empty()).then(|| quote!(scopes: &[#(#scopes),*],));
    let schemes = (service.schemes.iter()).map(|it| tokens(&scheme("Scheme", it)));
    let schemes: Vec<TokenStream> = schemes.collect();
    let schemes = (!schemes.is_empty()).then(|| quote!(schemes: &[#(#schemes),*],));
    let security = tokens(&security("Scheme", &service.security));
    let security = (!service.security.is_empty()).then(|| quote!(security: #security,));
    let is_whole = [&defaults, &values, &scopes, &schemes, &security]
        .into_iter()
        .all(Option::is_some);
    let rest = (!is_whole).then(|| quote!(..Service::DEFAULT));
    quote! {
        static #name: Service = Service { endpoint: #endpoint, #defaults #values #scopes #schemes #security #rest };
    }
}

/// Returns alternatives to authorize a request.
pub(super) fn security(kind: &str, alternatives: &[Vec<Scheme>]) -> String {
    let alternatives = alternatives.iter().map(|it| {
        let schemes = it.iter().map(|it| scheme(kind, it));
        format!("&[{}]", schemes.collect::<Vec<_>>().join(", "))
    });
    format!("&[{}]", alternatives.collect::<Vec<_>>().join(", "))
}

fn scheme(kind: &str, scheme: &Scheme) -> String {
    match scheme {
        Scheme::Header(name) => format!("{kind}::Header({})", string(name)),
        Scheme::Query(name) => format!("{kind}::Query({})", string(name)),
        Scheme::Basic => format!("{kind}::Basic"),
        Scheme::Bearer => format!("{kind}::Bearer"),
        Scheme::Token(scopes) => {
            let scopes: Vec<String> = scopes.iter().map(|it| string(it)).collect();
            format!("{kind}::Token(&[{}])", scopes.join(", "))
        }
    }
}

/// Emits the function that creates the client of a service.
pub(super) fn constructor(context: &Context<'_>, service: NamedService<'_>) -> TokenStream {
    let name = ident(service.name);
    let inputs = service.required_variables().map(|it| {
        let name = ident(it.name);
        quote!(#name: impl Into<String>,)
    });
    let values = service.required_variables().map(|it| {
        let (name, wire_name) = (ident(it.name), &it.wire_name);
        quote!((#wire_name, #name.into()))
    });
    let (input, subscription) = match context.ir.ir.uses_subscription {
        true => (
            quote!(subscription_id: impl Into<String>,),
            quote!(Some(subscription_id.into())),
        ),
        false => (quote!(), quote!(None)),
    };
    let docs = docs::attributes(&docs::of(documentation(context, service).as_str()));
    let errors = docs::attributes(&docs::of(errors(&service)));
    let many = (service.required_variables().count() > 4)
        .then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #docs
        ///
        /// # Errors
        ///
        #errors
        #many
        pub fn new(#(#inputs)* #input credential: impl Into<Credential>, options: Option<ClientOptions>) -> Result<Self> {
            Arm::for_service(PACKAGE, &#name, &[#(#values),*], #subscription, credential, options).map(Self::from)
        }
    }
}

/// Returns the descriptions of the variables as a list, those of arguments by the names of these.
fn descriptions(service: NamedService<'_>) -> Option<String> {
    let arguments: BTreeMap<&str, &str> = service
        .required_variables()
        .map(|it| (it.item.wire_name.as_str(), it.name.trim_start_matches("r#")))
        .collect();
    let items = service.variables.iter().filter_map(|it| {
        let words: Vec<&str> = it.docs.as_deref()?.split_whitespace().collect();
        let name = it.wire_name.as_str();
        let name = docs::code(arguments.get(name).unwrap_or(&name));
        (!words.is_empty()).then(|| format!("- {name}: {}", words.join(" ")))
    });
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

/// Returns the sentences that list the allowed values of the variables of a service.
fn allowed_values(service: &Service) -> Option<String> {
    let limited = service.variables.iter().filter(|it| !it.values.is_empty());
    let sentences = limited.map(|it| {
        let values: Vec<String> = it.values.iter().map(|it| docs::code(it)).collect();
        let name = docs::code(&it.wire_name);
        format!("Values of {name}: {}.", values.join(", "))
    });
    let sentences: Vec<String> = sentences.collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Returns the sentence that names the other servers of a service.
fn other_servers(service: &Service) -> Option<String> {
    let others = service.others.iter().map(|(url, docs)| {
        let words = docs.iter().flat_map(|it| it.split_whitespace());
        match words.collect::<Vec<_>>().join(" ") {
            docs if !docs.is_empty() => {
                format!("{} ({})", docs::code(url), docs.trim_end_matches('.'))
            }
            _ => docs::code(url),
        }
    });
    let others: Vec<String> = others.collect();
    (!others.is_empty()).then(|| {
        format!(
            "`ClientOptions::endpoint` selects another server: {}.",
            others.join(", ")
        )
    })
}

fn documentation(context: &Context<'_>, service: NamedService<'_>) -> String {
    let mut lines = vec![format!(
        "Creates a client of the service at {} that authenticates with `credential`.",
        docs::code(&service.endpoint)
    )];
    lines.extend(descriptions(service));
    let defaults = service.variables.iter().filter_map(|it| {
        let default = match it.default.as_deref()? {
            "" => "empty".to_owned(),
            text => docs::code(text),
        };
        Some(format!("{} is {default}", docs::code(&it.wire_name)))
    });
    let defaults: Vec<String> = defaults.collect();
    if let Some((last, others)) = defaults.split_last() {
        let before = match others {
            [] => String::new(),
            others => format!("{} and ", others.join(", ")),
        };
        lines.push(format!(
            "Unless `ClientOptions::variables` says otherwise, {before}{last}."
        ));
    }
    lines.extend(allowed_values(&service));
    lines.extend(other_servers(&service));
    let others = context.ir.services().filter(|it| it.name != service.name);
    let others = others.flat_map(|it| it.required_variables().map(|it| it.item.wire_name.as_str()));
    let is_own = |name: &&str| service.variables.iter().any(|it| it.wire_name == *name);
    let others: BTreeSet<&str> = others.filter(|it| !is_own(it)).collect();
    if !others.is_empty() {
        let others: Vec<String> = others.into_iter().map(docs::code).collect();
        lines.push(format!(
            "`ClientOptions::variables` sets {}, which some operations need for their endpoints.",
            others.join(", ")
        ));
    }
    let keys = service.schemes.iter().filter_map(|it| match it {
        Scheme::Header(name) => Some(format!("in the header {}", docs::code(name))),
        Scheme::Query(name) => Some(format!("in the query parameter {}", docs::code(name))),
        Scheme::Basic | Scheme::Bearer | Scheme::Token(_) => None,
    });
    let keys: Vec<String> = keys.collect();
    if !keys.is_empty() {
        let create = match keys.len() {
            1 => "`Credential::key`",
            _ => "`Credential::named_key`",
        };
        lines.push(format!(
            "{create} creates a credential whose key is sent {}.",
            keys.join(" or ")
        ));
    }
    for (scheme, text) in [
        (
            Scheme::Basic,
            "`Credential::basic` creates one from user name and password.",
        ),
        (
            Scheme::Bearer,
            "`Credential::bearer` creates one from a token that the service accepts.",
        ),
    ] {
        if service.schemes.contains(&scheme) {
            lines.push(text.to_owned());
        }
    }
    lines.join("\n\n")
}

fn errors(service: &Service) -> &'static str {
    match service.scopes.first() {
        Some(_) => {
            "Returns an error if the endpoint is not HTTPS or the credential does not fit the service."
        }
        None => {
            "Returns an error if the endpoint is not HTTPS or the credential does not fit the service. A token \
             requires `ClientOptions::audience`, unless the endpoint has a domain of Azure whose audience is known."
        }
    }
}
