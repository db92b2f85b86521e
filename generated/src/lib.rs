// Generated from the specs by `cargo run -p generator`; edits are lost.

//! Azure Resource Manager bindings, a module for each resource provider and api-version.
//!
//! Every api-version is a cargo feature, on by default:
//!
//! * `communication-2020-08-20`
//! * `communication-2023-04-01`
//! * `maps-2023-06-01`
//! * `apimanagement-2024-05-01`
//!
//! The feature `metadata` adds what tools must know of the operations.

#[rustfmt::skip]
pub mod apimanagement;
#[rustfmt::skip]
pub mod communication;
#[rustfmt::skip]
pub mod maps;

/// What tools must know of the operations, by provider and api-version in the order of the features.
#[cfg(feature = "metadata")]
pub fn metadata() -> &'static [arm_runtime::describe::Module] {
    use arm_runtime::describe::Module;
    static MODULES: &[Module] = &[
        #[cfg(feature = "communication-2020-08-20")]
        Module {
            provider: "Microsoft.Communication",
            name: "communication",
            api_version: "2020-08-20",
            groups: communication::v2020_08_20::metadata::groups(),
        },
        #[cfg(feature = "communication-2023-04-01")]
        Module {
            provider: "Microsoft.Communication",
            name: "communication",
            api_version: "2023-04-01",
            groups: communication::v2023_04_01::metadata::groups(),
        },
        #[cfg(feature = "maps-2023-06-01")]
        Module {
            provider: "Microsoft.Maps",
            name: "maps",
            api_version: "2023-06-01",
            groups: maps::v2023_06_01::metadata::groups(),
        },
        #[cfg(feature = "apimanagement-2024-05-01")]
        Module {
            provider: "Microsoft.ApiManagement",
            name: "apimanagement",
            api_version: "2024-05-01",
            groups: apimanagement::v2024_05_01::metadata::groups(),
        },
    ];
    MODULES
}
