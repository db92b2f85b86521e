//! Which types are sent, which are received, which are in the body of a PATCH, which are in XML?

use super::reach::reach;
use crate::ir::{Content, Ir, Method, Operation, Type, TypeId};

pub(super) fn mark_usage(ir: &mut Ir) {
    let (mut sent, mut received, mut patched) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_xml = Vec::new();
    for operation in ir.operations() {
        sent.extend(sent_types(operation));
        received.extend(received_types(operation));
        in_xml.extend(types_in_xml(operation));
        if operation.method == Method::Patch {
            patched.extend(
                operation
                    .body
                    .iter()
                    .filter_map(|it| it.ty.named())
                    .map(|(id, _)| id),
            );
        }
    }
    for (id, reached) in reach(ir, sent).into_iter().enumerate() {
        ir.types[id].sent = reached;
    }
    for (id, reached) in reach(ir, received).into_iter().enumerate() {
        ir.types[id].received = reached;
    }
    for (id, reached) in reach(ir, patched).into_iter().enumerate() {
        ir.types[id].patched = reached;
    }
    for (id, reached) in reach(ir, in_xml).into_iter().enumerate() {
        ir.types[id].in_xml = reached;
    }
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
