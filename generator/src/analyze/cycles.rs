//! The fields that must be boxed.
//!
//! These are the fields through which a struct contains itself. Lists, maps and unions are already pointers.

use crate::ir::{Ir, Kind, Type};

/// Returns for each property of each type if it must be boxed. Types other than structs have no properties.
pub(super) fn boxed_fields(ir: &Ir) -> Vec<Vec<bool>> {
    let edges: Vec<Vec<usize>> = ir
        .types
        .iter()
        .map(|def| held_in_place(&def.kind))
        .collect();
    let component = components(&edges);
    let types = ir.types.iter().enumerate();
    let boxed = types.map(|(index, def)| match &def.kind {
        Kind::Struct(it) => {
            let closes_cycle = |ty: &Type| match ty {
                Type::Named(target) => component[target.0] == component[index],
                _ => false,
            };
            let fields = it.fields.iter();
            fields.map(|it| closes_cycle(&it.ty)).collect()
        }
        Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => Vec::new(),
    });
    boxed.collect()
}

fn held_in_place(kind: &Kind) -> Vec<usize> {
    match kind {
        Kind::Struct(it) => it
            .fields
            .iter()
            .filter_map(|it| {
                if let Type::Named(id) = it.ty {
                    Some(id.0)
                } else {
                    None
                }
            })
            .collect(),
        Kind::Enum(_) | Kind::Union(_) | Kind::Choice(_) => Vec::new(),
    }
}

/// Returns the strongly connected component of each node, by Tarjan's algorithm. It uses an explicit stack because specs
/// nest deeply.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let (mut order, mut low, mut component) = (
        vec![UNSEEN; edges.len()],
        vec![0; edges.len()],
        vec![UNSEEN; edges.len()],
    );
    let (mut counter, mut path) = (0, Vec::new());
    for root in 0..edges.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, next)) = work.pop() {
            if next == 0 {
                (order[node], low[node]) = (counter, counter);
                counter += 1;
                path.push(node);
            }
            match edges[node].get(next) {
                Some(&target) => {
                    work.push((node, next + 1));
                    if order[target] == UNSEEN {
                        work.push((target, 0));
                    } else if component[target] == UNSEEN {
                        low[node] = low[node].min(order[target]);
                    }
                }
                None => {
                    if low[node] == order[node] {
                        while let Some(member) = path.pop() {
                            component[member] = node;
                            if member == node {
                                break;
                            }
                        }
                    }
                    if let Some(&(parent, _)) = work.last() {
                        low[parent] = low[parent].min(low[node]);
                    }
                }
            }
        }
    }
    component
}
