// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.Maps.

#[cfg(feature = "maps-2023-06-01")]
pub mod v2023_06_01;
