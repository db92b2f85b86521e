//! Turns Azure's API descriptions into Rust.

pub mod analyze;
pub mod autorest_config;
pub mod changes;
pub mod checkout;
pub mod cli;
pub mod commands;
pub mod config;
pub mod crate_writer;
pub mod diagnostics;
pub mod emit;
pub mod files;
pub mod header;
pub mod ir;
pub mod load;
pub mod lower;
pub mod manifest;
pub mod names;
pub mod outcome;
pub mod parallel;
pub mod pipeline;
pub mod resolve;
pub mod upgrade;
pub mod write;
