// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Microsoft.ApiManagement.

#[cfg(feature = "apimanagement-2024-05-01")]
pub mod v2024_05_01;
