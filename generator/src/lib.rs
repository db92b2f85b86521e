//! Turns Azure's API descriptions into Rust.

pub mod changes;
pub mod cli;
pub mod commands;
pub mod config;
pub mod corpus;
pub mod diagnostics;
pub mod load;
pub mod manifest;
pub mod parallel;
pub mod pipeline;
pub mod readme;
pub mod refresh;
pub mod write;
