//! Turns Azure's API descriptions into Rust.

pub mod analyze;
pub mod changes;
pub mod cli;
pub mod commands;
pub mod config;
pub mod corpus;
pub mod diagnostics;
pub mod emit;
pub mod ir;
pub mod load;
pub mod lower;
pub mod manifest;
pub mod names;
pub mod parallel;
pub mod pipeline;
pub mod readme;
pub mod refresh;
pub mod resolve;
pub mod upgrade;
pub mod write;
