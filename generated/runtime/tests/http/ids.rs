//! Resource IDs, and calls by resource ID.

use std::{cmp::Ordering, collections::HashSet};

use arm_runtime::{Call, Method, Operation, Parameter, ResourceId};

const VM: &str =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm/extensions/e";

fn id(text: &str) -> ResourceId {
    text.parse().unwrap()
}

#[test]
fn parts() {
    let vm = id(VM);
    assert_eq!(
        (vm.subscription(), vm.resource_group()),
        (Some("s"), Some("g"))
    );
    assert_eq!(
        (vm.provider(), vm.name()),
        (Some("Microsoft.Compute"), Some("e"))
    );
    assert_eq!(
        (vm.types(), vm.names()),
        (vec!["virtualMachines", "extensions"], vec!["vm", "e"])
    );
    assert_eq!(
        vm.resource_type().as_deref(),
        Some("Microsoft.Compute/virtualMachines/extensions")
    );
    assert_eq!(vm.to_string(), VM);
    let chain: Vec<String> = std::iter::successors(Some(vm), ResourceId::parent)
        .map(|id| id.to_string())
        .collect();
    assert_eq!(
        chain,
        [
            VM,
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm",
            "/subscriptions/s/resourceGroups/g",
            "/subscriptions/s",
            "/"
        ]
    );
}

#[test]
fn kinds() {
    for (text, kind, scope) in [
        ("/", None, "/"),
        (
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/subscriptions/x",
            Some("Microsoft.ApiManagement/service/subscriptions"),
            "/subscriptions/s/resourceGroups/g",
        ),
        (
            "/subscriptions/s",
            Some("Microsoft.Resources/subscriptions"),
            "/",
        ),
        (
            "/SUBSCRIPTIONS/s/RESOURCEGROUPS/g",
            Some("Microsoft.Resources/SUBSCRIPTIONS/RESOURCEGROUPS"),
            "/SUBSCRIPTIONS/s",
        ),
        (
            "/subscriptions/s/providers/Microsoft.A/b/c",
            Some("Microsoft.A/b"),
            "/subscriptions/s",
        ),
        (
            "/providers/Microsoft.Management/managementGroups/m",
            Some("Microsoft.Management/managementGroups"),
            "/",
        ),
        (
            "/subscriptions/s/providers/Microsoft.A",
            None,
            "/subscriptions/s",
        ),
        (
            "/subscriptions/s/resourceGroups/g/providers/A.B/c/d/Providers/Microsoft.Authorization/locks/l",
            Some("Microsoft.Authorization/locks"),
            "/subscriptions/s/resourceGroups/g/providers/A.B/c/d",
        ),
    ] {
        let id = id(text);
        assert_eq!(id.resource_type().as_deref(), kind, "{text}");
        assert_eq!(id.scope().to_string(), scope, "{text}");
    }
}

#[test]
fn a_group_is_one_of_a_subscription() {
    for (text, subscription, group) in [
        ("/", None, None),
        ("/subscriptions/s", Some("s"), None),
        ("/Subscriptions/s/ResourceGroups/g", Some("s"), Some("g")),
        (
            "/subscriptions/s/providers/A.B/resourceGroups/g",
            Some("s"),
            None,
        ),
        // Types of a provider of the tenant, with any names.
        ("/providers/A.B/resourceGroups/g", None, None),
        ("/providers/A.B/subscriptions/t", None, None),
        (
            "/providers/A.B/subscriptions/t/resourceGroups/g",
            None,
            None,
        ),
    ] {
        let id = id(text);
        assert_eq!(id.subscription(), subscription, "{text}");
        assert_eq!(id.resource_group(), group, "{text}");
    }
}

#[test]
fn comparison_ignores_case() {
    let (a, b) = (id(VM), id(&VM.to_ascii_uppercase()));
    assert_eq!(a, b);
    assert_eq!(a.cmp(&b), Ordering::Equal);
    assert!(a < id(&format!("{VM}x")));
    assert_eq!((a.as_ref(), String::from(a.clone())), (VM, VM.to_owned()));
    assert_eq!(HashSet::from([a, b]).len(), 1);
}

#[test]
fn malformed_ids_are_refused() {
    for text in [
        "",
        "subscriptions/s",
        "//subscriptions/s",
        "/subscriptions",
        "/subscriptions//resourceGroups/g",
        "/subscriptions/s/",
        "/subscriptions/s/resourceGroups/g/providers/A.B/c",
        "/subscriptions/../x/y",
        "/subscriptions/%2e%2E",
        "/subscriptions/s\n",
        "/subscriptions/s/subscriptions/t",
    ] {
        let error = text.parse::<ResourceId>().unwrap_err().to_string();
        assert!(
            error.contains("/subscriptions/{subscription}/resourceGroups/"),
            "{text}: {error}"
        );
    }
}

#[test]
fn built() {
    let vm = ResourceId::new(
        "s",
        "g",
        "Microsoft.Compute/virtualMachines/extensions",
        &["vm", "e"],
    )
    .unwrap();
    assert_eq!(vm, id(VM));
    let lock = vm
        .extension("Microsoft.Authorization/locks", &["l"])
        .unwrap();
    assert_eq!(lock.scope(), vm);
    let role = ResourceId::tenant()
        .extension("Microsoft.Authorization/roleDefinitions", &["r"])
        .unwrap();
    assert_eq!(
        role.to_string(),
        "/providers/Microsoft.Authorization/roleDefinitions/r"
    );
    assert_eq!(role.child("x", "y").unwrap().name(), Some("y"));
    for (kind, names) in [
        ("A.B", ["x"].as_slice()),
        ("A.B/c", &[]),
        ("A.B/c", &["x", "y"]),
        ("A.B/c", &["x/y"]),
        ("A.B/c", &[""]),
        ("A.B/c", &[".."]),
    ] {
        assert!(
            ResourceId::new("s", "g", kind, names).is_err(),
            "{kind} {names:?}"
        );
    }
    assert!(ResourceId::group("s/t", "g").is_err());
}

static REGENERATE: Operation = Operation {
    id: "Services_RegenerateKey",
    method: Method::Post,
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Communication/communicationServices/{name}/regenerateKey",
    api_version: "1",
    parameters: &[
        Parameter::path("resourceGroupName"),
        Parameter::path("name"),
        Parameter::query("force"),
    ],
    ..Operation::DEFAULT
};

#[test]
fn a_call_by_id() {
    let arm = arm_runtime::Arm::new(
        crate::support::PACKAGE,
        Some("of-the-client".to_owned()),
        None,
        None,
    )
    .unwrap();
    let text = "/Subscriptions/of-the-id/resourcegroups/g r/PROVIDERS/microsoft.communication/COMMUNICATIONSERVICES/n";
    let call: Call<()> = arm.prepare_by_id(&REGENERATE, &id(text), &[&true]).call();
    assert_eq!(
        call.request().unwrap().path_and_query(),
        "/subscriptions/of-the-id/resourceGroups/g%20r/providers/Microsoft.Communication/communicationServices/n/regenerateKey?force=true&api-version=1"
    );
    for other in [
        VM,
        "/",
        "/subscriptions/s/resourceGroups/g",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/emailServices/n",
    ] {
        let call: Call<()> = arm.prepare_by_id(&REGENERATE, &id(other), &[&true]).call();
        let error = call.request().unwrap_err().to_string();
        assert!(
            error.contains("of type Microsoft.Communication/communicationServices"),
            "{error}"
        );
    }
    let call: Call<()> = arm
        .prepare_by_id(&REGENERATE, &id(text), &[&true, &true])
        .call();
    assert!(call.request().is_err());
}

#[test]
fn a_malformed_id_is_refused_with_the_place_of_its_fault() {
    for (text, fault) in [
        ("", "it does not begin with a slash"),
        ("subscriptions/s", "it does not begin with a slash"),
        (
            "/subscriptions//x/y",
            "an empty segment after \"/subscriptions\"",
        ),
        ("/a/b/", "an empty segment after \"/a/b\""),
        ("/a/b/c/..", "a dot segment after \"/a/b/c\""),
        ("/a/b\n", "a control character after \"/a\""),
        (
            "/subscriptions/s/resourceGroups",
            "has a type without a name",
        ),
        (
            "/subscriptions/s/subscriptions/t",
            "names two subscriptions",
        ),
    ] {
        let error = text.parse::<ResourceId>().unwrap_err().to_string();
        assert!(error.contains(fault), "{text:?}: {error}");
    }
    // Types of a provider may have any names.
    assert!(
        "/providers/A.B/subscriptions/t"
            .parse::<ResourceId>()
            .is_ok()
    );
}
