// Generated from API descriptions: the next run of the generator replaces this file.

//! Microsoft.ApiManagement.

#[cfg(feature = "apimanagement-2024-05-01")]
pub mod v2024_05_01;
