//! The file of an operation group: its client, options and statics.

use quote::quote;

use super::format::{File, ident};
use super::imports::Imports;
use super::{Context, docs, operation, statics};
use crate::ir::Owner;
use crate::names::NamedGroup;

pub(super) fn emit(context: &Context<'_>, group: NamedGroup<'_>) -> String {
    let imports = Imports::new(context);
    let mut items = File::default();
    let client = ident(&group.names.client);
    let functions = group
        .operations()
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
    for it in group.operations() {
        operation::options(&imports, group, it, &mut items);
    }
    for it in group.operations() {
        statics::emit(context, &imports, it, &mut items);
    }
    let mut file = File::new(&[title]);
    imports.write(&mut file);
    file.finish() + &items.finish()
}
