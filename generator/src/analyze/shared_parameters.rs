//! Parameters of operations that can share one constant.

use std::collections::HashMap;

use crate::ir::{Ir, OperationId, Parameter};

/// A parameter with all its uses.
pub struct SharedParameter<'a> {
    /// The first of the equal parameters.
    pub parameter: &'a Parameter,
    /// The operations that use it, and its index in each.
    pub uses: Vec<(OperationId, usize)>,
}

/// Returns the distinct parameters, in the order of their first use.
pub fn shared_parameters(ir: &Ir) -> Vec<SharedParameter<'_>> {
    let mut shared: Vec<SharedParameter<'_>> = Vec::new();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (id, operation) in ir.numbered_operations() {
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let alike = by_name.entry(&parameter.wire_name).or_default();
            let known = alike
                .iter()
                .find(|it| is_same_constant(shared[**it].parameter, parameter));
            match known {
                Some(known) => shared[*known].uses.push((id, index)),
                None => {
                    alike.push(shared.len());
                    let uses = vec![(id, index)];
                    shared.push(SharedParameter { parameter, uses });
                }
            }
        }
    }
    shared
}

/// Returns `true` if the constants of two parameters are equal.
fn is_same_constant(a: &Parameter, b: &Parameter) -> bool {
    let flags = |it: &Parameter| (it.required, it.verbatim, it.prefix, it.allow_empty);
    let facts = |it: &Parameter| {
        let is_secret = it.is_secret_in_path();
        (it.location, it.effective_style(), flags(it), is_secret)
    };
    a.wire_name == b.wire_name
        && facts(a) == facts(b)
        && a.constraints == b.constraints
        && a.constant == b.constant
        && a.media_type == b.media_type
        && a.headers == b.headers
}
