//! Models as in generated code: reading, writing and `Debug` output.

#![allow(missing_docs, reason = "the models say what they are")]

mod bodies;
mod choices;
mod errors;
mod fixture;
mod formats;
mod fuzz;

mod literals;
mod maps;

mod hidden;
mod matrix;

mod members;
mod messages;
mod numbers;

mod objects;
mod resources;
mod scalars;
mod spelling;
#[cfg(feature = "xml")]
mod xml;
