//! Plans every name of the output. Casing, keywords and collisions are decided here only.
//!
//! In: the analyzed IR. Out: the same with tables of its identifiers. Invariant: each name is a Rust identifier and unique in
//! its scope. Definitions of the service's own files take precedence over those of shared files and over inline schemas, so
//! that adding one of the latter does not rename the former.

mod case;
mod named;
mod operations;
mod scope;
mod types;

use crate::analyze::{AnalyzedIr, client_service};

pub use self::case::placeholder;
pub use self::named::{
    GroupNames, Named, NamedField, NamedGroup, NamedIr, NamedOperation, NamedParameter,
    NamedService, NamedType, OperationNames, SharedConstant,
};

/// Plans all names.
pub fn plan_names(analyzed: AnalyzedIr) -> NamedIr {
    let (types, reached) = types::plan(&analyzed);
    let operations = operations::plan(&analyzed.ir, &types);
    NamedIr {
        main_service: client_service(&analyzed.ir),
        parameters: operations.constants,
        types,
        reached,
        groups: operations.groups,
        services: operations.services,
        usage: analyzed.usage,
        wrappers: analyzed.wrappers,
        ir: analyzed.ir,
    }
}
