//! A first program for a package: a client and one call that needs as little as possible.

use crate::analyze::first_call;
use crate::ir::ResponseShape;
use crate::names::{NamedGroup, NamedIr, NamedOperation};

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

/// Emits the call of the operation that a first program calls, if the package has one.
pub fn emit_first_call(ir: &NamedIr) -> Option<FirstCall> {
    let (group, operation) = ir.operation(first_call(&ir.ir)?);
    let is_stream = matches!(operation.response.shape, ResponseShape::Pages(_));
    Some(FirstCall {
        operation: operation.id.clone(),
        lines: lines(group, operation, is_stream),
        is_stream,
        uses_subscription: ir.ir.uses_subscription,
    })
}

fn lines(group: NamedGroup<'_>, operation: NamedOperation<'_>, is_stream: bool) -> Vec<String> {
    let accessor = group.names.accessor.as_ref();
    let accessor = accessor.map_or_else(String::new, |it| format!(".{it}()"));
    let required = operation.required();
    let required = required.map(|it| format!("\"{}\"", it.name.replace('_', "-").to_uppercase()));
    let options = operation.has_options().then(|| "None".to_owned());
    let arguments = required.chain(options).collect::<Vec<_>>().join(", ");
    let call = format!("client{accessor}.{}({arguments})", operation.names.method);

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
