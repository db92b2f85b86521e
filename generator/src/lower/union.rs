//! Unions: a definition with a discriminator, and the definitions that derive from it.

use std::collections::{BTreeSet, HashSet, VecDeque};

use serde_json::Value;

use super::schema::Shape;
use super::{Lowerer, keywords};
use crate::diagnostics::{code, unescape_token};
use crate::ir::{Type, TypeId, Union, Variant};
use crate::resolve::SchemaId;

/// The variants of a union, with the values of its discriminator so far.
struct Variants {
    discriminator: String,
    all: Vec<Variant>,
    taken: HashSet<String>,
}

impl<'a> Lowerer<'a> {
    /// Returns `true` if a reference to the definition can mean one of several subtypes.
    pub(super) fn has_subtypes(&self, id: SchemaId) -> bool {
        !self.definition(id).subtypes.is_empty() && self.discriminator(id).is_some()
    }

    pub(super) fn union(&mut self, id: SchemaId) -> Union {
        let discriminator = self
            .discriminator(id)
            .map(|(property, _)| property.to_owned())
            .unwrap_or_default();
        let mut union = Variants {
            discriminator,
            all: Vec::new(),
            taken: HashSet::new(),
        };
        // A subtype with subtypes is itself a variant if it uses the same discriminator; so is a root with a value of its own.
        if self
            .discriminators_of(id)
            .iter()
            .any(|(property, _)| *property == union.discriminator)
        {
            self.add_variant(id, id, &mut union);
        }
        let mut visited = BTreeSet::from([id]);
        self.add_subtypes(id, id, &mut union, &mut visited);
        Union {
            discriminator: union.discriminator,
            variants: union.all,
        }
    }

    fn add_subtypes(
        &mut self,
        root: SchemaId,
        id: SchemaId,
        union: &mut Variants,
        visited: &mut BTreeSet<SchemaId>,
    ) {
        for subtype in &self.definition(id).subtypes {
            if !visited.insert(*subtype) {
                continue;
            }
            // A subtype whose own subtypes have another discriminator is a union inside this one.
            let nested = self
                .own_discriminator(*subtype)
                .is_some_and(|it| it != union.discriminator)
                && !self.definition(*subtype).subtypes.is_empty();
            // A union among the choices may map values of its own.
            let is_mapped = |root| !self.mapped_values(root, *subtype).is_empty();
            let mapping = if is_mapped(root) || !is_mapped(id) {
                root
            } else {
                id
            };
            if nested {
                let ty = self.union_of(*subtype);
                self.push_variant(mapping, *subtype, union, ty);
            } else {
                if !self.is_choice(*subtype) {
                    self.add_variant(mapping, *subtype, union);
                }
                self.add_subtypes(root, *subtype, union, visited);
            }
        }
    }

    /// Returns `true` if the definition consists of choices only.
    fn is_choice(&self, id: SchemaId) -> bool {
        keywords(&self.definition(id).schema).is_some_and(|any| {
            let choices = any.one_of.len() + any.any_of.len();
            choices > 0 && any.properties.is_empty() && any.all_of.is_empty()
        })
    }

    fn add_variant(&mut self, root: SchemaId, id: SchemaId, union: &mut Variants) {
        let ty = match self.shape(&self.definition(id).schema, true) {
            Shape::Object => self.struct_of(id),
            _ => match self.type_of_definition(id) {
                Type::Named(ty) if self.types[ty.0].as_enum().is_none() => ty,
                _ => {
                    let definition = self.definition(id);
                    let message = format!(
                        "`{}` is a subtype, but not an object; it is read as an unknown subtype",
                        definition.name
                    );
                    let at = definition.at.clone();
                    self.warn(&code::SUBTYPE_WITHOUT_PROPERTIES, at, message);
                    return;
                }
            },
        };
        self.push_variant(root, id, union, ty);
    }

    fn push_variant(&mut self, root: SchemaId, id: SchemaId, union: &mut Variants, ty: TypeId) {
        let mut values = self.values_of(root, id, &union.discriminator);
        // The runtime prefers the exact value, so that values may differ by case only.
        let is_taken = |value: &mut String| union.taken.contains(value);
        let taken: Vec<String> = values.extract_if(.., is_taken).collect();
        union.taken.extend(values.iter().cloned());
        for value in taken {
            let definition = self.definition(id);
            let message = format!(
                "`{}` has the discriminator value {value:?} of another subtype and cannot be read",
                definition.name
            );
            self.warn(&code::AMBIGUOUS_SUBTYPE, definition.at.clone(), message);
        }
        let mut values = values.into_iter();
        if let Some(value) = values.next() {
            union.all.push(Variant {
                value,
                also: values.collect(),
                ty,
            });
        }
    }

    /// Returns the values of the discriminator of `root` that select a subtype. The first is the one that is sent.
    fn values_of(&self, root: SchemaId, subtype: SchemaId, discriminator: &str) -> Vec<String> {
        if let Some(marked) = self.marked_value(subtype) {
            return vec![marked];
        }
        let mapped = self.mapped_values(root, subtype);
        if !mapped.is_empty() {
            return mapped;
        }
        if self.inherited_discriminator(subtype).is_some() {
            return vec![self.value_of(subtype)];
        }
        let constants = self.constants_of(subtype, discriminator);
        if !constants.is_empty() {
            return constants;
        }
        vec![self.wire_name(subtype)]
    }

    /// Returns the values that the schema itself allows for the discriminator, in its own properties or those of its inline bases.
    fn constants_of(&self, subtype: SchemaId, discriminator: &str) -> Vec<String> {
        let mut open = vec![&self.definition(subtype).schema];
        while let Some(any) = open.pop().and_then(keywords) {
            let property = any.properties.get(discriminator);
            let schema = property.and_then(|it| self.schema_of(it.into()));
            let values = schema.and_then(keywords).into_iter();
            let values = values.flat_map(|it| &it.enumeration);
            let values: Vec<String> = values
                .filter_map(|it| it.as_str().map(str::to_owned))
                .collect();
            if !values.is_empty() {
                return values;
            }
            let bases = any.all_of.iter().rev();
            open.extend(bases.filter_map(|it| self.own_schema(it.into())));
        }
        Vec::new()
    }

    /// Returns the discriminator properties of a subtype with its values, outermost first.
    pub(super) fn discriminators_of(&self, id: SchemaId) -> Vec<(String, String)> {
        let mut discriminators: Vec<(String, String)> = Vec::new();
        let (mut visited, mut properties) = (BTreeSet::new(), BTreeSet::new());
        let mut subtype = Some(id);
        while let Some(id) = subtype.filter(|id| visited.insert(*id)) {
            let inherited = self.inherited_discriminator(id);
            let property = match inherited {
                Some((property, _)) => Some(property),
                // A root is its own subtype only if the spec gives it a value.
                None => self
                    .marked_value(id)
                    .and_then(|_| self.own_discriminator(id)),
            };
            if let Some(property) = property
                && properties.insert(property)
            {
                discriminators.push((property.to_owned(), self.value_of(id)));
            }
            subtype = inherited.map(|(_, root)| root);
        }
        discriminators.reverse();
        discriminators
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

    /// Returns the name of the definition in its file, regardless of its client name.
    pub(super) fn wire_name(&self, id: SchemaId) -> String {
        let pointer = &self.definition(id).at.pointer;
        unescape_token(pointer.rsplit('/').next().unwrap_or_default()).into_owned()
    }

    /// Returns the values that `discriminator.mapping` of OpenAPI 3 gives to a subtype.
    fn mapped_values(&self, root: SchemaId, subtype: SchemaId) -> Vec<String> {
        let mapped = self.definition(subtype).mapped.iter();
        mapped
            .filter(|(id, _)| *id == root)
            .map(|(_, value)| value.clone())
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

    /// Returns the discriminator of a definition, its own or the nearest inherited one, with the definition that declares
    /// it.
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
