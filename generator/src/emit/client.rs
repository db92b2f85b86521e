//! The file of an operation group: its client, options and statics.

use super::format::File;
use super::imports::Imports;
use super::{Context, docs, operation, statics};
use crate::ir::Owner;
use crate::names::NamedGroup;

pub(super) fn emit(context: &Context<'_>, group: NamedGroup<'_>) -> String {
    let imports = Imports::new(context);
    let mut items = File::default();
    let client = match &group.owner {
        Owner::Client => "super::Client",
        Owner::Group(_) => &group.names.client,
    };
    let title = match &group.owner {
        Owner::Client => "The operations without a group, as functions of the client.".to_owned(),
        Owner::Group(prefix) => format!("Client for the operation group {}.", docs::code(prefix)),
    };
    if let Owner::Group(_) = group.owner {
        items.gap();
        items.docs(&[&title]);
        items.code("#[derive(Clone, Debug)]");
        items.block(&format!("pub struct {client}"), "", |items| {
            items.code(&format!("pub(super) arm: {},", imports.runtime("Arm")));
        });
    }
    items.gap();
    items.block(&format!("impl {client}"), "", |items| {
        for it in group.operations() {
            operation::functions(context, &imports, group, it, items);
        }
    });
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
