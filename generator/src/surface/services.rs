//! Clients: the arguments of their constructors, their endpoints and their authorization.

use std::collections::BTreeMap;

use super::facts::{Fact, Facts};
use crate::ir::{Scheme, Service, Variable};
use crate::names::{NamedIr, NamedService};

/// The name of the client that the package is for.
pub(super) const CLIENT: &str = "Client";

pub(super) fn clients(ir: &NamedIr) -> BTreeMap<String, Facts> {
    let main = ir.client_service();
    let subscription = ir.ir.uses_subscription.then_some("subscriptionId");
    let of_main = match main {
        Some(service) => client(service, subscription),
        // Azure Resource Manager.
        None => {
            let mut facts = Facts::default();
            facts.set(Fact::Arguments, subscription);
            facts
        }
    };
    let others = ir
        .services()
        .filter(|it| main.is_none_or(|main| main.name != it.name));
    let others = others.map(|it| (it.endpoint.clone(), client(it, None)));
    others.chain([(CLIENT.to_owned(), of_main)]).collect()
}

fn client(service: NamedService<'_>, subscription: Option<&str>) -> Facts {
    let Service {
        endpoint,
        variables,
        scopes,
        schemes,
        security,
        // Named in the documentation only.
        others: _,
    } = &*service;
    let mut facts = Facts::default();
    facts.set(Fact::Endpoint, Some(endpoint));
    let mut arguments: Vec<&str> = Vec::new();
    for variable in variables {
        let Variable {
            wire_name,
            // The name of the argument; Rust passes arguments by position.
            client_name: _,
            docs: _,
            default,
            values,
        } = variable;
        if !values.is_empty() {
            let name = format!("values of {wire_name}");
            facts.constants.insert(name, values.join(", "));
        }
        match default {
            Some(default) => _ = facts.defaults.insert(wire_name.clone(), default.clone()),
            None => arguments.push(wire_name),
        }
    }
    arguments.extend(subscription);
    facts.set(Fact::Arguments, listed(&arguments));
    facts.set(Fact::Scopes, listed(scopes));
    facts.security = if security.is_empty() {
        schemes.iter().map(scheme_text).collect()
    } else {
        security_texts(security)
    };
    facts
}

fn listed<T: AsRef<str>>(texts: &[T]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// Returns the alternatives to authorize a request as sorted texts.
pub(super) fn security_texts(alternatives: &[Vec<Scheme>]) -> Vec<String> {
    let mut texts: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let schemes: Vec<String> = schemes.iter().map(scheme_text).collect();
            match schemes.is_empty() {
                true => ANONYMOUS.to_owned(),
                false => schemes.join(" and "),
            }
        })
        .collect();
    if texts.is_empty() {
        texts.push(ANONYMOUS.to_owned());
    }
    texts.sort();
    texts
}

/// The alternative that needs no credential.
pub const ANONYMOUS: &str = "no credential";

fn scheme_text(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Header(name) => format!("key in the header {name}"),
        Scheme::Query(name) => format!("key in the query as {name}"),
        Scheme::Basic => "basic".to_owned(),
        Scheme::Bearer => "bearer".to_owned(),
        Scheme::Token(scopes) => match listed(scopes) {
            Some(scopes) => format!("token for {scopes}"),
            None => "token".to_owned(),
        },
    }
}
