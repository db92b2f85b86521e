//! Models as generated code writes them: read, written, shown.

#![allow(missing_docs, reason = "the models say what they are")]

mod bodies;
mod choices;
mod errors;
mod fixture;
mod fuzz;
mod hidden;
mod objects;
mod scalars;
#[cfg(feature = "xml")]
mod xml;
