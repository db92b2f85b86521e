//! Turns Azure's API descriptions into Rust.

pub mod diagnostics;
pub mod load;
pub mod manifest;
pub mod readme;
pub mod write;
