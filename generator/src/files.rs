//! Generated files in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The text of each file, by its path below the root.
pub type Files = BTreeMap<PathBuf, String>;
