//! The words that identify secrets. This module has all word lists of the project.
//!
//! Names are compared word by word, in lower case and without digits: `primaryKey1` becomes `primary key`.

mod harmless;
mod names;
mod operations;

pub(crate) use harmless::{HARMLESS, HARMLESS_SECRETS, HARMLESS_URLS};
pub(crate) use names::{
    CREDENTIAL_VALUES, DESCRIPTIONS, FLAGS, FORMS, PRIVATE_KEY_MEMBERS, PROTECTED, SECRET_ENDINGS,
    SECRET_OBJECTS, SECRET_TYPES, VALUES,
};
pub use operations::{NOUNS, REPLACING};
pub(crate) use operations::{OTHER_THINGS, PREPOSITIONS, VERBS};
