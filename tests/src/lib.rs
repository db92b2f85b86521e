//! Shared parts of the tests: cases, paths, a loopback server and its transport.

pub mod case;
pub mod corpus;
pub mod facade;
pub mod ours;
pub mod place;
pub mod server;
pub mod shown;
pub mod spector;
pub mod suite;

/// The README's example, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
