//! The words by which secrets are known. Every list of the project stands here.
//!
//! Names are compared word by word, in lower case, without digits: `primaryKey1` is `primary key`.

mod names;
mod operations;

pub(crate) use names::{
    CREDENTIAL_VALUES, DESCRIPTIONS, FLAGS, FORMS, HARMLESS, HARMLESS_SECRETS, HARMLESS_URLS,
    PRIVATE_KEY_MEMBERS, PROTECTED, SECRET_ENDINGS, SECRET_OBJECTS, SECRET_TYPES, VALUES,
};
pub(crate) use operations::{NOUNS, OTHER_THINGS, PREPOSITIONS, REPLACING, VERBS};
