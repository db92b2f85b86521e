//! A first program for a package: a client and one call that needs as little as possible.

use super::operation::has_options;
use crate::ir::{Content, Group, Ir, Method, Operation, Owner, ResponseShape, Type};

/// A call to begin with.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FirstCall {
    /// The operationId.
    pub operation: String,
    /// The lines of the body of `main` that make the call, without indentation. They begin with a client, `client`.
    pub lines: Vec<String>,
    /// Whether the lines read a stream.
    pub is_stream: bool,
    /// Whether the client is of a subscription.
    pub uses_subscription: bool,
}

/// Chooses the call: a list without arguments if there is one, or else the read with the fewest.
pub fn first_call(ir: &Ir) -> Option<FirstCall> {
    let each = ir.groups.iter();
    let each = each.flat_map(|group| group.operations.iter().map(move |it| (group, it)));
    let usable = each.filter(|(_, it)| is_usable(it));
    let (group, operation) = usable.min_by_key(|(_, it)| {
        let is_list = matches!(it.response.shape, ResponseShape::Pages(_));
        (arguments(it).count(), !is_list)
    })?;
    let is_stream = matches!(operation.response.shape, ResponseShape::Pages(_));
    Some(FirstCall {
        operation: operation.id.clone(),
        lines: lines(group, operation, is_stream),
        is_stream,
        uses_subscription: ir.uses_subscription,
    })
}

fn arguments(operation: &Operation) -> impl Iterator<Item = &crate::ir::Parameter> {
    let each = operation.parameters.iter();
    each.filter(|it| it.required && it.constant.is_none())
}

/// Only reads are safe to be tried by someone who does not know the service.
fn is_usable(operation: &Operation) -> bool {
    let shape = match &operation.response.shape {
        ResponseShape::Call => true,
        ResponseShape::Pages(paging) => paging.long_running.is_none(),
        ResponseShape::Exists | ResponseShape::LongRunning(_) => false,
    };
    shape
        && operation.method == Method::Get
        && operation.body.is_none()
        && !operation.deprecated
        && arguments(operation).all(|it| it.ty == Type::String)
        && operation.response.content == Content::Json
}

fn lines(group: &Group, operation: &Operation, is_stream: bool) -> Vec<String> {
    let accessor = match &group.owner {
        Owner::Client => String::new(),
        Owner::Group(_) => format!(".{}()", group.accessor),
    };
    let each =
        arguments(operation).map(|it| format!("\"{}\"", it.name.replace('_', "-").to_uppercase()));
    let options = has_options(operation).then(|| "None".to_owned());
    let arguments = each.chain(options).collect::<Vec<_>>().join(", ");
    let call = format!("client{accessor}.{}({arguments})", operation.name);

    match (is_stream, operation.response.ty.is_some()) {
        (true, _) => vec![
            format!("let mut items = {call};"),
            "while let Some(item) = items.try_next().await? {".to_owned(),
            "    println!(\"{item:?}\");".to_owned(),
            "}".to_owned(),
        ],
        (false, true) => vec![
            format!("let response = {call}.await?;"),
            "println!(\"{:?}\", response.into_model()?);".to_owned(),
        ],
        (false, false) => vec![format!("{call}.await?;")],
    }
}
