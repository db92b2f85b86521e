// Generated from the specs by `cargo run -p generator`; edits are lost.

//! The examples of the specs, as tests.

#[cfg(feature = "communication-2020-08-20")]
mod communication_v2020_08_20;

#[cfg(feature = "communication-2023-04-01")]
mod communication_v2023_04_01;

#[cfg(feature = "maps-2023-06-01")]
mod maps_v2023_06_01;

#[cfg(feature = "apimanagement-2024-05-01")]
mod apimanagement_v2024_05_01;
