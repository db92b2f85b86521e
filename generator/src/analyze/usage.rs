//! The uses of types: sent, received, in the body of a PATCH, in XML.

use super::reach::reach;
use crate::ir::{Content, Ir, Method, Operation, Type, TypeId};

/// The requests and responses that contain a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Reachable from a request body or a parameter.
    pub sent: bool,
    /// Reachable from a response.
    pub received: bool,
    /// Reachable from the body of a PATCH.
    pub patched: bool,
    /// Reachable from an XML body or response.
    pub in_xml: bool,
    /// A parameter, a body or a response by itself, or an item of one. The others are only in models.
    pub in_calls: bool,
}

impl Usage {
    /// Returns `true` if any operation uses the type.
    pub fn is_reached(self) -> bool {
        self.sent || self.received
    }
}

/// Returns the usage of each type.
pub(super) fn usage(ir: &Ir) -> Vec<Usage> {
    let operations = || ir.operations();
    let patches = operations().filter(|it| it.method == Method::Patch);
    let patches = patches.filter_map(|it| it.body.as_ref()?.ty.named());
    let sent = reach(ir, operations().flat_map(sent_types).collect());
    let received = reach(ir, operations().flat_map(received_types).collect());
    let patched = reach(ir, patches.map(|(id, _)| id).collect());
    let in_xml = reach(ir, operations().flat_map(types_in_xml).collect());
    let mut in_calls = vec![false; ir.types.len()];
    for operation in operations() {
        for id in sent_types(operation).chain(received_types(operation)) {
            in_calls[id.0] = true;
        }
    }
    let types = (0..ir.types.len()).map(|id| Usage {
        sent: sent[id],
        received: received[id],
        patched: patched[id],
        in_xml: in_xml[id],
        in_calls: in_calls[id],
    });
    types.collect()
}

fn sent_types(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let parameters = operation
        .parameters
        .iter()
        .filter(|it| it.constant.is_none())
        .map(|it| &it.ty);
    parameters
        .chain(operation.body.iter().map(|it| &it.ty))
        .filter_map(Type::named)
        .map(|(id, _)| id)
}

fn received_types(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let statuses = operation.success.iter().chain(&operation.errors);
    let bodies = statuses.filter_map(|it| it.ty.as_ref());
    bodies
        .chain(&operation.response.ty)
        .filter_map(Type::named)
        .map(|(id, _)| id)
}

fn types_in_xml(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let bodies = operation.body.iter();
    let sent = bodies
        .filter(|it| it.content == Content::Xml)
        .map(|it| &it.ty);
    let responses = operation.success.iter().chain(&operation.errors);
    let received = responses
        .filter_map(|it| it.ty.as_ref())
        .filter(|_| operation.response.content == Content::Xml);
    sent.chain(received)
        .filter_map(Type::named)
        .map(|(id, _)| id)
}
