//! Generates Rust code from Azure's API descriptions.
//!
//! Programs that call the generator, such as a build script or an xtask, use a single function: [`generate`]. It reads
//! a configuration and returns the files of the crate or the diagnostics. The hidden modules are its stages, its
//! commands and their helpers. They are public for tests and tools, and may change at any time.
//!
//! ```no_run
//! use generator::diagnostics::Style;
//!
//! let krate = generator::generate("arm.yaml".as_ref())
//!     .map_err(|found| found.render(Style::default()))?;
//! for (path, text) in krate.files() {
//!     println!("{}: {} lines", path.display(), text.lines().count());
//! }
//! krate.write().map_err(|error| error.to_string())?;
//! # Ok::<(), String>(())
//! ```

#[doc(hidden)]
pub mod analyze;
#[doc(hidden)]
pub mod autorest_config;
#[doc(hidden)]
pub mod bindings;
#[doc(hidden)]
pub mod changes;
#[doc(hidden)]
pub mod checkout;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod commands;
#[doc(hidden)]
pub mod config;
pub mod crate_writer;
pub mod diagnostics;
#[doc(hidden)]
pub mod emit;
#[doc(hidden)]
pub mod files;
#[doc(hidden)]
pub mod folder_lock;
#[doc(hidden)]
pub mod header;
#[doc(hidden)]
pub mod installation;
#[doc(hidden)]
pub mod ir;
#[doc(hidden)]
pub mod load;
#[doc(hidden)]
pub mod lower;
#[doc(hidden)]
pub mod manifest;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod outcome;
#[doc(hidden)]
pub mod parallel;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod providers;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod select;
#[doc(hidden)]
pub mod spec_lock;
#[doc(hidden)]
pub mod specs_git;
#[doc(hidden)]
pub mod summary;
#[doc(hidden)]
pub mod surface;
#[doc(hidden)]
pub mod upgrade;
#[doc(hidden)]
pub mod write;

/// Generates the crate that a configuration describes. Call [`Crate::write`](crate_writer::Crate::write) to write it.
///
/// # Errors
///
/// Returns the diagnostics if the configuration or an API description has errors.
pub fn generate(config: &std::path::Path) -> Result<crate_writer::Crate, diagnostics::Diagnostics> {
    commands::generate_crate(config)
}
