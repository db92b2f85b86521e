//! Unions: a definition with a discriminator, and the definitions that derive from it.

use std::collections::{BTreeSet, VecDeque};

use serde_json::Value;

use super::schema::Shape;
use super::{Lowerer, keywords};
use crate::diagnostics::code;
use crate::diagnostics::unescape_token;
use crate::ir::{Kind, Type, TypeId, Union, Variant};
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
        // A subtype with subtypes is itself a variant if it uses the same discriminator; so is a root that is given a value.
        if self.tags_of(id).iter().any(|(tag, _)| *tag == union.tag) {
            self.add_variant(id, id, &mut union);
        }
        let mut visited = BTreeSet::from([id]);
        self.add_kinds(id, id, &mut union, &mut visited);
        union
    }

    fn add_kinds(
        &mut self,
        root: SchemaId,
        id: SchemaId,
        union: &mut Union,
        visited: &mut BTreeSet<SchemaId>,
    ) {
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
                self.push_variant(root, *kind, union, ty);
            } else {
                if !self.is_choice(*kind) {
                    self.add_variant(root, *kind, union);
                }
                self.add_kinds(root, *kind, union, visited);
            }
        }
    }

    /// Whether the definition only offers others.
    fn is_choice(&self, id: SchemaId) -> bool {
        keywords(&self.definition(id).schema).is_some_and(|any| {
            let choices = any.one_of.len() + any.any_of.len();
            choices > 0 && any.properties.is_empty() && any.all_of.is_empty()
        })
    }

    fn add_variant(&mut self, root: SchemaId, id: SchemaId, union: &mut Union) {
        let ty = match self.shape(&self.definition(id).schema, true) {
            Shape::Object => self.struct_of(id),
            _ => match self.type_of_definition(id) {
                Type::Named(ty) if !matches!(self.ir.type_def(ty).kind, Kind::Enum(_)) => ty,
                _ => {
                    let definition = self.definition(id);
                    let message = format!(
                        "`{}` has no properties; as a variant it is any JSON object",
                        definition.name
                    );
                    self.warn(&code::AMBIGUOUS_KIND, definition.at.clone(), message);
                    return;
                }
            },
        };
        self.push_variant(root, id, union, ty);
    }

    fn push_variant(&mut self, root: SchemaId, id: SchemaId, union: &mut Union, ty: TypeId) {
        let mut values = self.values_of(root, id, &union.tag);
        let is_taken = |value: &String| {
            let mut all = union.variants.iter();
            all.any(|it| it.value == *value || it.also.contains(value))
        };
        let taken: Vec<String> = values.extract_if(.., |it| is_taken(it)).collect();
        for value in taken {
            let definition = self.definition(id);
            let message = format!(
                "`{}` has the discriminator value {value:?} of another kind and cannot be read",
                definition.name
            );
            self.warn(&code::AMBIGUOUS_KIND, definition.at.clone(), message);
        }
        let mut values = values.into_iter();
        if let Some(value) = values.next() {
            union.variants.push(Variant {
                value,
                also: values.collect(),
                name: String::new(),
                ty,
            });
        }
    }

    /// The values of the discriminator of `root` that stand for a kind; the first is written.
    fn values_of(&self, root: SchemaId, kind: SchemaId, tag: &str) -> Vec<String> {
        if let Some(marked) = self.marked_value(kind) {
            return vec![marked];
        }
        let mapped = self.mapped_values(root, kind);
        if !mapped.is_empty() {
            return mapped;
        }
        if self.inherited_discriminator(kind).is_some() {
            return vec![self.value_of(kind)];
        }
        let constants = self.constants_of(kind, tag);
        if !constants.is_empty() {
            return constants;
        }
        vec![self.wire_name(kind)]
    }

    /// The texts that the schema itself allows for the discriminator.
    fn constants_of(&self, kind: SchemaId, tag: &str) -> Vec<String> {
        let any = keywords(&self.definition(kind).schema);
        let property = any.and_then(|it| it.properties.get(tag));
        let schema = property.and_then(|it| self.schema_of(it.into()));
        let values = schema.and_then(keywords).into_iter();
        let values = values.flat_map(|it| &it.enumeration);
        values
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect()
    }

    /// The discriminator properties and the values of a struct that is a kind of something, the outermost first.
    pub(super) fn tags_of(&self, id: SchemaId) -> Vec<(String, String)> {
        let mut tags: Vec<(String, String)> = Vec::new();
        let (mut visited, mut properties) = (BTreeSet::new(), BTreeSet::new());
        let mut kind = Some(id);
        while let Some(id) = kind.filter(|id| visited.insert(*id)) {
            let inherited = self.inherited_discriminator(id);
            let property = match inherited {
                Some((property, _)) => Some(property),
                // A root is a kind of itself only where the spec gives it a value.
                None => self
                    .marked_value(id)
                    .and_then(|_| self.own_discriminator(id)),
            };
            if let Some(property) = property
                && properties.insert(property)
            {
                tags.push((property.to_owned(), self.value_of(id)));
            }
            kind = inherited.map(|(_, root)| root);
        }
        tags.reverse();
        tags
    }

    fn value_of(&self, id: SchemaId) -> String {
        let mapped = || {
            self.inherited_discriminator(id)
                .and_then(|(_, root)| self.mapped_values(root, id).into_iter().next())
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

    /// The values that `discriminator.mapping` of OpenAPI 3 gives to a kind.
    fn mapped_values(&self, root: SchemaId, kind: SchemaId) -> Vec<String> {
        let discriminator = &self.definition(root).schema.schema_data.discriminator;
        let mapping = discriminator.iter().flat_map(|it| &it.mapping);
        mapping
            .filter(|(_, target)| self.graph.lookup(target) == Some(kind))
            .map(|(value, _)| value.clone())
            .collect()
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
