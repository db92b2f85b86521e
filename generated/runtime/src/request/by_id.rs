//! Extracts the path parameters of an operation from a resource ID.

use std::collections::BTreeMap;

use azure_core::Result;

use super::path::Parts;
use crate::{Operation, ParameterLocation, ResourceId, error::refused};

/// Returns the values of the path parameters by name. The template is matched up to its last parameter; a suffix such
/// as `/regenerateKey` is not part of the ID.
pub(crate) fn match_id(
    operation: &Operation,
    id: &ResourceId,
) -> Result<BTreeMap<&'static str, String>> {
    let template = segments_of(operation)?;
    let actual = id.segments();
    take(operation, &template, &actual).ok_or_else(|| {
        let kind = id
            .resource_type()
            .unwrap_or_else(|| "the tenant".to_owned());
        refused(format!(
            "{}: requires the ID of a resource of type {}, as in {}; the ID has type {kind}",
            operation.id,
            expected_type(&template),
            template
                .iter()
                .map(|segment| format!("/{segment}"))
                .collect::<String>(),
        ))
    })
}

/// Returns the segments of the template up to and including its last parameter.
fn segments_of(operation: &Operation) -> Result<Vec<&'static str>> {
    let path = operation.path.split('?').next().unwrap_or_default();
    let Some(end) = path.rfind('}') else {
        return Err(refused(format!(
            "{}: its path has no parameter that a resource ID could provide",
            operation.id
        )));
    };
    let template: Vec<&str> = path[..=end].trim_start_matches('/').split('/').collect();
    // A parameter that is only part of a segment, such as `keys('{name}')`, cannot be extracted reliably.
    if template
        .iter()
        .any(|segment| segment.contains('{') && parameter(segment).is_none())
    {
        return Err(refused(format!(
            "{}: its path cannot be matched against a resource ID",
            operation.id
        )));
    }
    Ok(template)
}

/// Returns the name in a segment that consists of a parameter only.
fn parameter(segment: &'static str) -> Option<&'static str> {
    let mut parts = Parts(segment);
    match (parts.next(), parts.next()) {
        (Some(("", Some(name))), None) => Some(name),
        _ => None,
    }
}

fn take(
    operation: &Operation,
    template: &[&'static str],
    actual: &[&str],
) -> Option<BTreeMap<&'static str, String>> {
    let mut values = BTreeMap::new();
    // The first verbatim parameter (a scope) takes all segments that the rest of the template leaves.
    let mut spare = (actual.len() + 1).checked_sub(template.len());
    let mut rest = actual;
    for segment in template {
        let Some(name) = parameter(segment) else {
            let (literal, tail) = rest.split_first()?;
            if !literal.eq_ignore_ascii_case(segment) {
                return None;
            }
            rest = tail;
            continue;
        };
        let verbatim = operation
            .parameters
            .iter()
            .any(|p| p.location == ParameterLocation::Path && p.verbatim && p.name == name);
        let n = if verbatim { spare.replace(1)? } else { 1 };
        let taken = rest.get(..n)?;
        rest = &rest[n..];
        // The scope is the tenant.
        values.insert(
            name,
            if taken.is_empty() {
                "/".to_owned()
            } else {
                taken.join("/")
            },
        );
    }
    rest.is_empty().then_some(values)
}

/// Returns the resource type of the template, such as `Microsoft.Communication/communicationServices`.
fn expected_type(template: &[&'static str]) -> String {
    let provider = template
        .iter()
        .rposition(|segment| segment.eq_ignore_ascii_case("providers"));
    let (namespace, pairs) = match provider {
        Some(at) => (
            template.get(at + 1).copied().unwrap_or_default(),
            &template[(at + 2).min(template.len())..],
        ),
        None if template.iter().all(|segment| parameter(segment).is_some()) => {
            return "any".to_owned();
        }
        None => ("Microsoft.Resources", template),
    };
    let types = pairs.iter().step_by(2).map(|kind| format!("/{kind}"));
    format!("{namespace}{}", types.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parameter;

    const SCOPED: Operation = Operation {
        id: "Locks_Get",
        path: "/{scope}/providers/Microsoft.Authorization/locks/{lockName}",
        parameters: &[
            Parameter::path("scope").verbatim(),
            Parameter::path("lockName"),
        ],
        ..Operation::DEFAULT
    };

    #[test]
    fn a_scope_takes_what_is_left() {
        let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/x/providers/microsoft.authorization/locks/l";
        let values = match_id(&SCOPED, &id.parse().unwrap()).unwrap();
        assert_eq!(
            values["scope"],
            "subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/x"
        );
        assert_eq!(values["lockName"], "l");
        let values = match_id(
            &SCOPED,
            &"/providers/Microsoft.Authorization/locks/l"
                .parse()
                .unwrap(),
        )
        .unwrap();
        assert_eq!(values["scope"], "/");
    }

    #[test]
    fn ids_that_are_longer_or_shorter_than_the_path_are_refused() {
        const SERVER: Operation = Operation {
            id: "Servers_Delete",
            path: "/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/Microsoft.Sql/servers/{name}/restart?now=true",
            parameters: &[
                Parameter::path("group"),
                Parameter::path("name"),
                Parameter::query("group").verbatim(),
            ],
            ..Operation::DEFAULT
        };
        let server = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/x";
        let matched = |id: String| match_id(&SERVER, &id.parse().unwrap());
        let values = matched(server.to_owned()).unwrap();
        assert_eq!(values["group"], "g");
        assert_eq!(values["name"], "x");
        // The ID of a child must not be accepted for its parent, and vice versa.
        for id in [
            format!("{server}/databases/d"),
            format!("{server}/restart/now"),
            "/subscriptions/s/resourceGroups/g".to_owned(),
        ] {
            let message = matched(id.clone()).unwrap_err().to_string();
            assert!(message.contains("Microsoft.Sql/servers"), "{id}: {message}");
        }
        // A verbatim query parameter does not affect a path parameter with the same name.
        let nested = server.replace("/servers", "/providers/Microsoft.Sql/servers");
        assert!(matched(nested).is_err());
        const PART: Operation = Operation {
            id: "Keys_Get",
            path: "/keys('{name}')",
            parameters: &[Parameter::path("name")],
            ..Operation::DEFAULT
        };
        let error = match_id(&PART, &server.parse().unwrap()).unwrap_err();
        assert!(error.to_string().contains("cannot be matched"), "{error}");
    }

    #[test]
    fn only_the_scope_takes_several_segments() {
        const BELOW: Operation = Operation {
            id: "Things_Get",
            path: "/providers/A.B/tenants/{tenant}/{scope}/things/{name}",
            parameters: &[
                Parameter::path("tenant"),
                Parameter::path("scope").verbatim(),
                Parameter::path("name"),
            ],
            ..Operation::DEFAULT
        };
        let id = "/providers/A.B/tenants/t/groups/g/parts/p/things/x";
        let values = match_id(&BELOW, &id.parse().unwrap()).unwrap();
        assert_eq!(values["tenant"], "t");
        assert_eq!(values["scope"], "groups/g/parts/p");
        assert_eq!(values["name"], "x");
    }

    #[test]
    fn another_type_is_named() {
        let id = ResourceId::new("s", "g", "Microsoft.Sql/servers", &["x"]).unwrap();
        let message = match_id(&SCOPED, &id).unwrap_err().to_string();
        assert!(
            message.contains("Microsoft.Authorization/locks"),
            "{message}"
        );
        assert!(message.contains("Microsoft.Sql/servers"), "{message}");
    }
}
