//! What a snapshot shows of a generated file.

/// The items of a file: without its documentation, its imports and the struct of its client, which are alike everywhere.
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
