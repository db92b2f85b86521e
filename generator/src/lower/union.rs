//! Unions: a definition with a discriminator, and the definitions that derive from it.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;

use super::Lowerer;
use crate::diagnostics::code;
use crate::diagnostics::unescape_token;
use crate::ir::{Union, Variant};
use crate::resolve::SchemaId;

impl<'a> Lowerer<'a> {
    /// Whether a reference to the definition can mean one of several kinds.
    pub(super) fn has_kinds(&self, id: SchemaId) -> bool {
        !self.definition(id).kinds.is_empty() && self.discriminator(id).is_some()
    }

    pub(super) fn union(&mut self, id: SchemaId) -> Union {
        let tag = self
            .discriminator(id)
            .map(|(tag, _)| tag.to_owned())
            .unwrap_or_default();
        let mut union = Union {
            tag,
            variants: Vec::new(),
        };
        // A kind that has kinds of its own is also one itself, if the same property says so; so is a root that is given a value.
        if self.tags_of(id).iter().any(|(tag, _)| *tag == union.tag) {
            self.add_variant(id, &mut union);
        }
        let mut visited = BTreeSet::from([id]);
        self.add_kinds(id, &mut union, &mut visited);
        union
    }

    fn add_kinds(&mut self, id: SchemaId, union: &mut Union, visited: &mut BTreeSet<SchemaId>) {
        for kind in &self.definition(id).kinds {
            if !visited.insert(*kind) {
                continue;
            }
            // A kind that tells its own kinds apart by another property is a union inside this one.
            let nested = self
                .own_discriminator(*kind)
                .is_some_and(|it| it != union.tag)
                && !self.definition(*kind).kinds.is_empty();
            if nested {
                let ty = self.union_of(*kind);
                let value = self.value_of(*kind);
                self.push_variant(
                    *kind,
                    union,
                    Variant {
                        value,
                        name: String::new(),
                        ty,
                    },
                );
            } else {
                self.add_variant(*kind, union);
                self.add_kinds(*kind, union, visited);
            }
        }
    }

    fn add_variant(&mut self, id: SchemaId, union: &mut Union) {
        let ty = self.struct_of(id);
        let value = self.value_of(id);
        self.push_variant(
            id,
            union,
            Variant {
                value,
                name: String::new(),
                ty,
            },
        );
    }

    fn push_variant(&mut self, id: SchemaId, union: &mut Union, variant: Variant) {
        if union.variants.iter().any(|it| it.value == variant.value) {
            let definition = self.definition(id);
            let message = format!(
                "`{}` has the discriminator value {:?} of another kind and cannot be read",
                definition.name, variant.value
            );
            self.warn(&code::AMBIGUOUS_KIND, definition.at.clone(), message);
            return;
        }
        union.variants.push(variant);
    }

    /// The discriminator properties and the values of a struct that is a kind of something, the outermost first.
    pub(super) fn tags_of(&self, id: SchemaId) -> Vec<(String, String)> {
        let mut tags: Vec<(String, String)> = Vec::new();
        let mut visited = Vec::new();
        let mut kind = Some(id);
        while let Some(id) = kind.filter(|id| !visited.contains(id)) {
            visited.push(id);
            let inherited = self.inherited_discriminator(id);
            let property = match inherited {
                Some((property, _)) => Some(property),
                // A root is a kind of itself only where the spec gives it a value.
                None => self
                    .marked_value(id)
                    .and_then(|_| self.own_discriminator(id)),
            };
            if let Some(property) = property
                && tags.iter().all(|(tag, _)| tag != property)
            {
                tags.insert(0, (property.to_owned(), self.value_of(id)));
            }
            kind = inherited.map(|(_, root)| root);
        }
        tags
    }

    fn value_of(&self, id: SchemaId) -> String {
        let mapped = || {
            self.inherited_discriminator(id)
                .and_then(|(_, root)| self.mapped_value(root, id))
        };
        self.marked_value(id)
            .or_else(mapped)
            .unwrap_or_else(|| self.wire_name(id))
    }

    fn marked_value(&self, id: SchemaId) -> Option<String> {
        self.definition(id)
            .schema
            .schema_data
            .extensions
            .get("x-ms-discriminator-value")
            .and_then(Value::as_str)
            .map(str::to_owned)
    }

    /// The name that the definition has in its file, whatever clients call it.
    pub(super) fn wire_name(&self, id: SchemaId) -> String {
        let pointer = &self.definition(id).at.pointer;
        unescape_token(pointer.rsplit('/').next().unwrap_or_default()).into_owned()
    }

    /// The value that `discriminator.mapping` of OpenAPI 3 gives to a kind.
    fn mapped_value(&self, root: SchemaId, kind: SchemaId) -> Option<String> {
        let discriminator = self
            .definition(root)
            .schema
            .schema_data
            .discriminator
            .as_ref()?;
        let name = self.wire_name(kind);
        let hit = discriminator
            .mapping
            .iter()
            .find(|(_, target)| target.rsplit('/').next() == Some(name.as_str()));
        hit.map(|(value, _)| value.clone())
    }

    fn own_discriminator(&self, id: SchemaId) -> Option<&'a str> {
        self.definition(id)
            .schema
            .schema_data
            .discriminator
            .as_ref()
            .map(|it| it.property_name.as_str())
    }

    /// The discriminator that holds for a definition, its own or the nearest inherited one, and who declares it.
    fn discriminator(&self, id: SchemaId) -> Option<(&'a str, SchemaId)> {
        let own = self.own_discriminator(id).map(|own| (own, id));
        own.or_else(|| self.inherited_discriminator(id))
    }

    fn inherited_discriminator(&self, id: SchemaId) -> Option<(&'a str, SchemaId)> {
        let mut seen = BTreeSet::from([id]);
        let mut open = VecDeque::from([id]);
        while let Some(current) = open.pop_front() {
            for &base in &self.definition(current).bases {
                if let Some(own) = self.own_discriminator(base) {
                    return Some((own, base));
                }
                if seen.insert(base) {
                    open.push_back(base);
                }
            }
        }
        None
    }
}
