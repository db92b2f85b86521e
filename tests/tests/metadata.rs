//! Metadata for tooling is complete, and the same whether it is compiled or read at run time.

use arm_runtime::describe::{Kind, Module, Type};
use generator::load::Cache;
use generator::pipeline::{Layout, Package, describe_package};
use tests::ours;

/// Reads the modules of `specs/` without compiling them.
fn read_at_run_time() -> Vec<Module> {
    let mut modules = Vec::new();
    for provider in &ours::providers().list {
        for version in &provider.versions {
            let package = Package {
                name: version.module(),
                inputs: version.inputs.clone(),
                layout: Layout::Module,
                examples: true,
                ..Package::default()
            };
            let metadata = describe_package(&package, &Cache::default());
            assert_eq!(metadata.api_versions, [version.version.as_str()]);
            let module = Module::read_spec(
                provider.name.clone(),
                provider.module.clone(),
                version.version.clone(),
                &metadata.text,
            );
            modules.push(module.expect("the generator writes JSON"));
        }
    }
    modules
}

#[test]
fn specs_read_at_run_time_give_what_is_compiled() {
    let read = read_at_run_time();
    assert_eq!(read.len(), generated::metadata().len());
    for (read, compiled) in read.iter().zip(generated::metadata()) {
        assert_eq!(format!("{read:#?}"), format!("{compiled:#?}"));
    }
}

/// Calls `check` with a type and the types of its items.
fn each(ty: &Type, check: &mut impl FnMut(&Type)) {
    check(ty);
    if let Some(items) = ty.items {
        each(items, check);
    }
}

#[test]
fn every_object_has_a_schema() {
    for module in generated::metadata() {
        let mut objects = 0;
        let mut check = |ty: &Type| match ty.kind {
            Kind::Object => {
                objects += 1;
                assert!(module.schema(ty).is_some(), "{ty:?}");
            }
            Kind::List | Kind::Map => assert!(ty.items.is_some(), "{ty:?}"),
            _ => assert_eq!(ty.schema, None),
        };
        for entry in module.entries() {
            assert_eq!(entry.parameters.len(), entry.operation.parameters.len());
            let types = entry.response.statuses.iter().filter_map(|it| it.ty);
            types.for_each(|ty| each(&ty, &mut check));
            let codes: Vec<u16> = entry.response.statuses.iter().map(|it| it.code).collect();
            assert_eq!(codes, entry.operation.success, "{}", entry.operation.id);
        }
        for schema in module.schemas {
            for property in schema.properties {
                each(&property.ty, &mut check);
            }
            let known = |(_, index): &(&str, usize)| *index < module.schemas.len();
            assert!(schema.variants.iter().all(known), "{}", schema.name);
        }
        assert!(objects > 0, "{}", module.name);
    }
}

#[test]
fn schemas_say_who_sets_a_property_and_what_it_may_be() {
    let module = generated::metadata().last().expect("there are modules");
    let schema = |name: &str| module.schemas.iter().find(|it| it.name == name);
    let created = schema("AccessInformationCreateParameterProperties").expect("it is sent");
    let key = created.property("primaryKey").expect("it has keys");
    assert_eq!((key.kind, key.read_only), (Kind::Secret, false));
    let contract = schema("AccessInformationContract").expect("it is received");
    assert!(contract.is_resource());
    assert!(
        !contract
            .property("id")
            .expect("it is a resource")
            .is_writable()
    );
}
