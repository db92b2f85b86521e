//! The file of one operation group: its client, options and data.

use std::collections::BTreeSet;

use quote::quote;

use super::format::{File, ident};
use super::path::Paths;
use super::{Context, docs, operation, statics};
use crate::ir::{Content, Group, Operation, ParameterLocation, ResponseShape};

pub(super) fn emit(context: &Context<'_>, group: &Group) -> String {
    let paths = Paths::new(context, quote!(models::));
    let mut items = File::default();
    let client = ident(&group.client);
    let functions = group
        .operations
        .iter()
        .map(|it| operation::functions(context, &paths, group, it));
    if group.spec_name.is_empty() {
        items.item(quote! { impl super::Client { #(#functions)* } });
    } else {
        let docs = format!(" Operations of {}.", docs::code(&group.spec_name));
        items.item(quote! {
            #[doc = #docs]
            #[derive(Clone, Debug)]
            pub struct #client { pub(super) arm: Arm }
        });
        items.item(quote! { impl #client { #(#functions)* } });
    }
    for it in &group.operations {
        operation::options(&paths, group, it, &mut items);
    }
    let followed = followed(context);
    for it in &group.operations {
        items.item(statics::emit(
            context,
            it,
            context.options.metadata || followed.contains(it.id.as_str()),
        ));
    }
    let title = if group.spec_name.is_empty() {
        "Operations of the client itself.".to_owned()
    } else {
        format!("Operations of {}.", docs::code(&group.spec_name))
    };
    let mut file = File::new(&[title]);
    paths.import(&imports(group), &mut file);
    let items = items.finish();
    file.item(modules(group, &items));
    file.finish() + &items
}

/// Operations that others name as the source of their next pages.
fn followed<'a>(context: &'a Context<'_>) -> BTreeSet<&'a str> {
    let shapes = context.ir.operations().map(|it| &it.response.shape);
    shapes
        .filter_map(|it| {
            if let ResponseShape::Pages(paging) = it {
                paging.next_operation.as_deref()
            } else {
                None
            }
        })
        .collect()
}

fn modules(group: &Group, items: &str) -> proc_macro2::TokenStream {
    let parameters = group.operations.iter().flat_map(|it| &it.parameters);
    let parameters: BTreeSet<&str> = parameters.map(|it| it.constant_name.as_str()).collect();
    let models = items.contains("models::").then(|| {
        quote!(
            use super::models;
        )
    });
    let parameters = (!parameters.is_empty()).then(|| {
        let names = parameters.into_iter().map(ident);
        quote!(use super::parameters::{#(#names),*};)
    });
    quote! { #models #parameters }
}

/// The runtime's names that the file uses.
fn imports(group: &Group) -> Vec<&'static str> {
    let any = |test: &dyn Fn(&Operation) -> bool| group.operations.iter().any(test);
    let has_body = |it: &Operation| {
        it.body
            .as_ref()
            .is_some_and(|it| it.content != Content::Form)
    };
    let uses = [
        ("Arm", !group.spec_name.is_empty()),
        (
            "Call",
            any(&|it| {
                matches!(
                    it.response.shape,
                    ResponseShape::Call | ResponseShape::Exists
                )
            }),
        ),
        (
            "FinalState",
            any(&|it| it.response.shape.final_state().is_some()),
        ),
        ("IntoBody", any(&has_body)),
        (
            "ParameterLocation",
            any(&|it| {
                !it.api_version.is_empty()
                    && matches!(
                        it.api_version_as.1,
                        ParameterLocation::Path | ParameterLocation::Header
                    )
            }),
        ),
        ("Method", true),
        ("Operation", true),
        (
            "Pager",
            any(&|it| matches!(it.response.shape, ResponseShape::Pages(_))),
        ),
        (
            "Paging",
            any(&|it| matches!(it.response.shape, ResponseShape::Pages(_))),
        ),
        (
            "Poller",
            any(&|it| matches!(it.response.shape, ResponseShape::LongRunning(_))),
        ),
        ("RequestBody", any(&|it| it.body.is_some())),
        ("ResourceId", any(&|it| it.by_id)),
    ];
    uses.into_iter()
        .filter(|(_, used)| *used)
        .map(|(name, _)| name)
        .collect()
}
