//! Selects the parts of a generated file for a snapshot.

/// Returns the items of a file, without documentation, imports and the struct of the client, which are the same in all
/// files.
pub fn without_preamble(text: &str) -> String {
    let blocks = text
        .split("\n\n")
        .filter(|block| !is_preamble(block) && !block.contains("pub(super) arm: Arm,"));
    let mut shown = blocks
        .collect::<Vec<_>>()
        .join("\n\n")
        .trim_start()
        .to_owned();
    if !shown.ends_with('\n') {
        shown.push('\n');
    }
    shown
}

fn is_preamble(block: &str) -> bool {
    let starts = ["//", "#![", "use ", "mod ", "pub mod ", "pub use "];
    let first = block.trim_start();
    starts.iter().any(|it| first.starts_with(it)) && !first.starts_with("///")
}
