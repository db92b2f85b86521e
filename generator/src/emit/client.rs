//! The file of one operation group: its client, options and data.

use std::collections::BTreeSet;

use quote::quote;

use super::format::{File, ident};
use super::imports::Imports;
use super::{Context, docs, operation, statics};
use crate::ir::{Group, ResponseShape};

pub(super) fn emit(context: &Context<'_>, group: &Group) -> String {
    let imports = Imports::new(context);
    let mut items = File::default();
    let client = ident(&group.client);
    let functions = group
        .operations
        .iter()
        .map(|it| operation::functions(context, &imports, group, it));
    if group.spec_name.is_empty() {
        items.item(quote! { impl super::Client { #(#functions)* } });
    } else {
        let docs = format!(" Operations of {}.", docs::code(&group.spec_name));
        let arm = imports.runtime("Arm");
        items.item(quote! {
            #[doc = #docs]
            #[derive(Clone, Debug)]
            pub struct #client { pub(super) arm: #arm }
        });
        items.item(quote! { impl #client { #(#functions)* } });
    }
    for it in &group.operations {
        operation::options(&imports, group, it, &mut items);
    }
    let followed = followed(context);
    for it in &group.operations {
        let named = context.options.metadata || followed.contains(it.id.as_str());
        statics::emit(context, &imports, it, named, &mut items);
    }
    let title = if group.spec_name.is_empty() {
        "Operations of the client itself.".to_owned()
    } else {
        format!("Operations of {}.", docs::code(&group.spec_name))
    };
    let mut file = File::new(&[title]);
    imports.write(&mut file);
    file.finish() + &items.finish()
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
