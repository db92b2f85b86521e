//! The operations that a resource ID can address.

use crate::ir::{Operation, ParameterLocation, Type};

/// Returns `true` if the path, up to its last parameter, has the form of a resource ID with segments of plain text only.
pub fn is_addressed_by_id(operation: &Operation) -> bool {
    if operation.host.is_some() || operation.path.contains('?') {
        return false;
    }
    let Some((resource, _)) = operation.path.rsplit_once('}') else {
        return false;
    };
    let resource = format!("{resource}}}");
    let Some((scope, below)) = resource.rsplit_once("/providers/") else {
        return false;
    };
    let segments: Vec<&str> = below.split('/').collect();
    let is_parameter = |it: &&str| it.starts_with('{') && it.ends_with('}');
    let pairs = segments.len() % 2 == 1
        && segments
            .iter()
            .skip(1)
            .enumerate()
            .all(|(index, it)| is_parameter(it) == (index % 2 == 1));
    let path_parameters = || {
        operation
            .parameters
            .iter()
            .filter(|it| it.location == ParameterLocation::Path)
    };
    // No other parameter can be read from an ID.
    let plain = path_parameters()
        .all(|it| it.constant.is_none() && matches!(it.ty, Type::String | Type::Named(_)));
    let verbatim_scope_only = path_parameters()
        .filter(|it| it.verbatim)
        .all(|it| scope.trim_start_matches('/') == format!("{{{}}}", it.wire_name));
    pairs && segments.len() >= 3 && plain && verbatim_scope_only
}
