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
//! The feature `metadata` adds metadata for tooling: operations and schemas.

#[rustfmt::skip]
pub mod apimanagement;
#[rustfmt::skip]
pub mod communication;
#[rustfmt::skip]
pub mod maps;

/// Returns the metadata for tooling, by provider and api-version in the order of the features.
#[cfg(feature = "metadata")]
pub fn metadata() -> &'static [arm_runtime::describe::Module] {
    use arm_runtime::describe::Module;
    static MODULES: std::sync::LazyLock<Box<[Module]>> = std::sync::LazyLock::new(|| {
        Box::new([
            #[cfg(feature = "communication-2020-08-20")]
            Module::read(
                "Microsoft.Communication",
                "communication",
                "2020-08-20",
                communication::v2020_08_20::metadata::TEXT,
                communication::v2020_08_20::metadata::OPERATIONS,
            ),
            #[cfg(feature = "communication-2023-04-01")]
            Module::read(
                "Microsoft.Communication",
                "communication",
                "2023-04-01",
                communication::v2023_04_01::metadata::TEXT,
                communication::v2023_04_01::metadata::OPERATIONS,
            ),
            #[cfg(feature = "maps-2023-06-01")]
            Module::read(
                "Microsoft.Maps",
                "maps",
                "2023-06-01",
                maps::v2023_06_01::metadata::TEXT,
                maps::v2023_06_01::metadata::OPERATIONS,
            ),
            #[cfg(feature = "apimanagement-2024-05-01")]
            Module::read(
                "Microsoft.ApiManagement",
                "apimanagement",
                "2024-05-01",
                apimanagement::v2024_05_01::metadata::TEXT,
                apimanagement::v2024_05_01::metadata::OPERATIONS,
            ),
        ])
    });
    &MODULES
}
