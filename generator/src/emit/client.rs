//! The file of one operation group: its client, options and data.

use std::collections::BTreeSet;

use quote::quote;

use super::format::{File, ident};
use super::imports::Imports;
use super::{Context, docs, operation, statics};
use crate::ir::{Group, Owner, ResponseShape};

pub(super) fn emit(context: &Context<'_>, group: &Group) -> String {
    let imports = Imports::new(context);
    let mut items = File::default();
    let client = ident(&group.client);
    let functions = group
        .operations
        .iter()
        .map(|it| operation::functions(context, &imports, group, it));
    let title = match &group.owner {
        Owner::Client => {
            items.item(quote! { impl super::Client { #(#functions)* } });
            "Operations of the client itself.".to_owned()
        }
        Owner::Group(prefix) => {
            let title = format!("Operations of {}.", docs::code(prefix));
            let docs = format!(" {title}");
            let arm = imports.runtime("Arm");
            items.item(quote! {
                #[doc = #docs]
                #[derive(Clone, Debug)]
                pub struct #client { pub(super) arm: #arm }
            });
            items.item(quote! { impl #client { #(#functions)* } });
            title
        }
    };
    for it in &group.operations {
        operation::options(&imports, group, it, &mut items);
    }
    let followed = followed(context);
    for it in &group.operations {
        let named = context.options.metadata || followed.contains(it.id.as_str());
        statics::emit(context, &imports, it, named, &mut items);
    }
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
