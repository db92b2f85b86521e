// Generated from API descriptions: the next run of the generator replaces this file.

//! Microsoft.Maps.

#[cfg(feature = "maps-2023-06-01")]
pub mod v2023_06_01;
