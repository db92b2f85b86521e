//! The properties of a type, at any depth, that must not be shown.

use std::collections::BTreeSet;

use crate::ir::{Ir, Kind, Type, TypeId};

/// Returns the names of all secret properties that a type reaches, sorted.
pub fn secret_names<'a>(ir: &'a Ir, ty: &Type) -> Vec<&'a str> {
    let mut search = Search {
        ir,
        names: BTreeSet::new(),
        seen: BTreeSet::new(),
    };
    search.visit(ty);
    search.names.into_iter().collect()
}

struct Search<'a> {
    ir: &'a Ir,
    names: BTreeSet<&'a str>,
    /// Types may contain themselves.
    seen: BTreeSet<TypeId>,
}

impl Search<'_> {
    fn visit(&mut self, ty: &Type) {
        if let Type::Named(id) = ty.leaf() {
            self.visit_named(*id);
        }
    }

    fn visit_named(&mut self, id: TypeId) {
        if !self.seen.insert(id) {
            return;
        }
        match &self.ir.type_def(id).kind {
            Kind::Struct(it) => {
                for field in &it.fields {
                    if field.secret || *field.ty.leaf() == Type::Secret {
                        self.names.insert(&field.wire_name);
                    }
                    self.visit(&field.ty);
                }
                if let Some(ty) = &it.additional {
                    self.visit(ty);
                }
            }
            Kind::Union(it) => {
                for variant in &it.variants {
                    self.visit_named(variant.ty);
                }
            }
            Kind::Choice(it) => it.variants.iter().for_each(|it| self.visit(&it.ty)),
            Kind::Enum(_) => {}
        }
    }
}
