// Generated from API descriptions: the next run of the generator replaces this file.

//! Azure Resource Manager bindings, a module for each resource provider and api-version.
//!
//! Every api-version is a cargo feature, on by default:
//!
//! * `communication-2020-08-20`
//! * `communication-2023-04-01`
//! * `maps-2023-06-01`
//! * `apimanagement-2024-05-01`

pub mod apimanagement;
pub mod communication;
pub mod maps;
