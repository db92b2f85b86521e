//! Turns Azure's API descriptions into Rust.

pub mod analyze;
pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod load;
pub mod lower;
pub mod names;
pub mod resolve;
pub mod upgrade;
