//! Generates Rust code from Azure's API descriptions.
//!
//! Programs that call the generator, such as a build script or an xtask, use a single function: [`generate`]. It reads
//! a configuration and returns the files of the crate or the diagnostics. The other modules are its stages. They are
//! public for tests and tools, and may change at any time.
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

pub mod analyze;
pub mod autorest_config;
pub mod bindings;
pub mod changes;
pub mod checkout;
pub mod cli;
pub mod commands;
pub mod config;
pub mod crate_writer;
pub mod diagnostics;
pub mod emit;
pub mod files;
pub mod folder_lock;
pub mod header;
pub mod installation;
pub mod ir;
pub mod load;
pub mod lower;
pub mod manifest;
pub mod names;
pub mod outcome;
pub mod parallel;
pub mod pipeline;
pub mod providers;
pub mod resolve;
pub mod select;
pub mod spec_lock;
pub mod specs_git;
pub mod summary;
pub mod surface;
pub mod upgrade;
pub mod write;

/// Generates the crate that a configuration describes. Call [`Crate::write`](crate_writer::Crate::write) to write it.
///
/// # Errors
///
/// Returns the diagnostics if the configuration or an API description has errors.
pub fn generate(config: &std::path::Path) -> Result<crate_writer::Crate, diagnostics::Diagnostics> {
    commands::generate_crate(config)
}
