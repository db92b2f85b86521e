//! Which fields must be boxed?
//!
//! These are the fields through which a struct contains itself. Lists, maps and unions are already pointers.

use crate::ir::{Ir, Kind, Type};

pub(super) fn box_cycles(ir: &mut Ir) {
    let edges: Vec<Vec<usize>> = ir
        .types
        .iter()
        .map(|def| held_in_place(&def.kind))
        .collect();
    let component = components(&edges);
    for index in 0..ir.types.len() {
        let Kind::Struct(it) = &mut ir.types[index].kind else {
            continue;
        };
        for field in &mut it.fields {
            if let Type::Named(target) = field.ty {
                field.boxed = component[target.0] == component[index]
                    && (target.0 != index || edges[index].contains(&index));
            }
        }
    }
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
