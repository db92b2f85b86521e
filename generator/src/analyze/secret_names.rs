//! The properties of a type, at any depth, that must not be shown.

use std::collections::BTreeSet;

use super::secret_type::is_secret_type;
use crate::ir::{Ir, Kind, Type, TypeId};

/// Returns the names of all secret properties that a type reaches, sorted.
pub fn secret_names<'a>(ir: &'a Ir, ty: &Type) -> Vec<&'a str> {
    SecretNames::of(ir, ty).names.into_iter().collect()
}

/// The secrets that a type reaches, for values whose exact type is not known.
#[derive(Default)]
pub(super) struct SecretNames<'a> {
    /// The names of properties.
    pub(super) names: BTreeSet<&'a str>,
    /// Some objects have secrets with any name.
    pub(super) any: bool,
}

impl<'a> SecretNames<'a> {
    pub(super) fn of(ir: &'a Ir, ty: &Type) -> Self {
        let mut search = Search {
            ir,
            found: Self::default(),
            seen: BTreeSet::new(),
        };
        search.visit(ty);
        search.found
    }
}

struct Search<'a> {
    ir: &'a Ir,
    found: SecretNames<'a>,
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
                    if field.secret || is_secret_type(self.ir, &field.ty) {
                        self.found.names.insert(&field.wire_name);
                    }
                    self.visit(&field.ty);
                }
                if let Some(ty) = &it.additional {
                    self.found.any |= is_secret_type(self.ir, ty);
                    self.visit(ty);
                }
            }
            Kind::Union(it) => {
                for variant in &it.variants {
                    self.visit_named(variant.ty);
                }
            }
            Kind::Choice(it) => {
                for variant in &it.variants {
                    self.found.any |=
                        has_entries(&variant.ty) && is_secret_type(self.ir, &variant.ty);
                    self.visit(&variant.ty);
                }
            }
            Kind::Enum(_) => {}
        }
    }
}

/// Returns `true` if a type is a map, or a list with maps.
fn has_entries(ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(item) | Type::Nullable(item) => has_entries(item),
        _ => false,
    }
}
