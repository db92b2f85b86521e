// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.Communication.

#[cfg(feature = "communication-2020-08-20")]
pub mod v2020_08_20;

#[cfg(feature = "communication-2023-04-01")]
pub mod v2023_04_01;
