//! Refuses definitions that inherit through too many levels.

use super::Graph;
use crate::diagnostics::{Diagnostics, code};

/// A struct repeats the properties that it inherits, so that a chain of n subtypes with properties of their own would generate n² / 2 of them.
const DEEPEST: usize = 50;

/// Reports the definition that inherits through most levels, if they are too many.
pub(super) fn check_inheritance(graph: &Graph, diagnostics: &mut Diagnostics) {
    let bases = graph.definitions.iter().map(|it| &it.bases);
    let edges: Vec<Vec<(usize, usize)>> = bases
        .map(|bases| bases.iter().map(|id| (id.0, 1)).collect())
        .collect();
    let levels = depths(&edges);
    let deepest = graph.definitions.iter().zip(levels);
    let Some((definition, levels)) = deepest
        .max_by_key(|(_, levels)| *levels)
        .filter(|(_, levels)| *levels > DEEPEST)
    else {
        return;
    };
    let name = &definition.name;
    let message =
        format!("`{name}` inherits by `allOf` through {levels} levels; at most {DEEPEST} are read");
    diagnostics.error(&code::ALL_OF_TOO_DEEP, definition.at.clone(), message);
}

/// Returns the depth of each node: the largest number of levels on a path that begins there. `edges[n]` has the nodes that follow
/// `n`, with the levels between. A cycle ends where it reaches a node of the path again. The stack is explicit, because specs nest
/// deeply.
pub(crate) fn depths(edges: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut depths = vec![0; edges.len()];
    let mut seen = vec![false; edges.len()];
    for root in 0..edges.len() {
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                if seen[node] {
                    continue;
                }
                seen[node] = true;
            }
            if let Some(&(child, _)) = edges[node].get(next) {
                path.push((node, next + 1));
                path.push((child, 0));
            } else {
                // Those that are still open count as nothing.
                let below = edges[node]
                    .iter()
                    .map(|(child, levels)| match depths[*child] {
                        0 => 0,
                        depth => depth + levels - 1,
                    });
                depths[node] = 1 + below.max().unwrap_or(0);
            }
        }
    }
    depths
}
