//! Which credential does a first program have?

use super::client_service::client_service;
use crate::ir::{Ir, Operation, Scheme};

/// The credential of a first program.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FirstCredential {
    /// A token of Microsoft Entra ID. `true` if the spec does not name its audience.
    Entra(bool),
    /// A key in a header or in the query.
    Key,
    /// An existing token.
    Bearer,
    /// User name and password.
    Basic,
    /// None.
    #[default]
    Anonymous,
}

/// Returns the credential for the first alternative that a single one satisfies, of those that the operation or the service
/// declares. Services that declare nothing are taken for services of Azure.
pub fn first_credential(ir: &Ir, operation: &Operation) -> FirstCredential {
    let Some(service) = client_service(ir).map(|index| &ir.services[index]) else {
        return FirstCredential::Entra(false);
    };
    let schemes = service.schemes.iter().map(|it| vec![it.clone()]).collect();
    let alternatives = match &operation.security {
        Some(own) => own,
        None if !service.scopes.is_empty() => return FirstCredential::Entra(false),
        None if !service.security.is_empty() => &service.security,
        None if service.schemes.is_empty() => return FirstCredential::Entra(true),
        None => &schemes,
    };
    let known = alternatives.iter().find_map(|it| match it.as_slice() {
        [Scheme::Header(_) | Scheme::Query(_)] => Some(FirstCredential::Key),
        [Scheme::Bearer] => Some(FirstCredential::Bearer),
        [Scheme::Basic] => Some(FirstCredential::Basic),
        [Scheme::Token(scopes)] => Some(FirstCredential::Entra(
            scopes.is_empty() && service.scopes.is_empty(),
        )),
        _ => None,
    });
    match known {
        Some(known) => known,
        None if alternatives.iter().all(Vec::is_empty) => FirstCredential::Anonymous,
        // Several credentials together: the program shows one of them.
        None => FirstCredential::Key,
    }
}
