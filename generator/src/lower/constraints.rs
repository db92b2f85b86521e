//! Constraints and defaults, which a schema has in addition to those of the definitions that it is an alias of.

use openapiv3::{AnySchema, Schema};
use serde_json::Value;

use super::pattern::checkable;
use super::schema::{SchemaRef, Shape};
use super::{Lowerer, keywords};
use crate::diagnostics::{Location, code};
use crate::ir::Constraints;

impl<'a> Lowerer<'a> {
    /// Returns a schema and, in order, those that it is an alias of.
    pub(super) fn aliased(&self, schema: SchemaRef<'a>) -> Vec<&'a Schema> {
        let mut found: Vec<&Schema> = Vec::new();
        let mut next = Some(schema);
        while let Some(at) = next.take()
            && let Some(schema) = self.schema_of(at)
            && !found.iter().any(|it| std::ptr::eq(*it, schema))
        {
            found.push(schema);
            let is_definition =
                matches!(at, SchemaRef::Reference(_)) && self.own_schema(at).is_none();
            if let Shape::Other(other) = self.shape(schema, is_definition) {
                next = Some(other);
            }
        }
        found
    }

    /// Returns the constraints of a parameter. A pattern that clients cannot check is reported.
    pub(super) fn constraints_of(&mut self, schema: SchemaRef<'a>, at: &Location) -> Constraints {
        let mut all = Constraints::default();
        for schema in self.aliased(schema) {
            all.add(keywords(schema).map(constraints).unwrap_or_default());
        }
        if let Some(pattern) = all.pattern.take() {
            all.pattern = checkable(&pattern);
            // Reported once for each pattern, since many operations may share a parameter.
            if all.pattern.is_none() && self.patterns.insert(pattern.clone()) {
                let message = format!(
                    "the pattern `{pattern}` cannot be checked by clients and is left to the service"
                );
                let at = match schema {
                    SchemaRef::Item(_) => at,
                    SchemaRef::Reference(reference) => {
                        (self.graph.lookup(reference)).map_or(at, |id| &self.definition(id).at)
                    }
                };
                self.warn(&code::UNSUPPORTED_PATTERN, at.child("pattern"), message);
            }
        }
        all
    }

    /// Returns the default of a schema or of a definition that it is an alias of.
    pub(super) fn default_of(&self, schema: SchemaRef<'a>) -> Option<&'a Value> {
        let all = self.aliased(schema);
        all.into_iter()
            .find_map(|it| it.schema_data.default.as_ref())
    }
}

/// Returns the constraints of a schema.
pub(super) fn constraints(any: &AnySchema) -> Constraints {
    let count = |it: Option<usize>| it.and_then(|it| u32::try_from(it).ok());
    let declared = Constraints {
        min_length: count(any.min_length),
        max_length: count(any.max_length),
        pattern: any.pattern.clone(),
        minimum: any.minimum,
        maximum: any.maximum,
        exclusive_minimum: any.exclusive_minimum.unwrap_or(false),
        exclusive_maximum: any.exclusive_maximum.unwrap_or(false),
        multiple_of: any.multiple_of,
        min_items: count(any.min_items),
        max_items: count(any.max_items),
        unique_items: any.unique_items.unwrap_or(false),
    };
    without_contradictions(declared)
}

/// Removes the bounds of a schema that no value satisfies. The upgrade reports them.
fn without_contradictions(mut it: Constraints) -> Constraints {
    if is_reversed(it.minimum, it.maximum) {
        (it.minimum, it.maximum) = (None, None);
        (it.exclusive_minimum, it.exclusive_maximum) = (false, false);
    }
    if is_reversed(it.min_length, it.max_length) {
        (it.min_length, it.max_length) = (None, None);
    }
    if is_reversed(it.min_items, it.max_items) {
        (it.min_items, it.max_items) = (None, None);
    }
    it.multiple_of = it.multiple_of.filter(|it| *it > 0.0);
    it
}

fn is_reversed<T: PartialOrd>(low: Option<T>, high: Option<T>) -> bool {
    low.zip(high).is_some_and(|(low, high)| low > high)
}

impl Constraints {
    /// Adds further constraints of the same value. The stricter bound applies, and the first pattern and the first factor.
    pub(super) fn add(&mut self, other: Self) {
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = least(self.max_length, other.max_length);
        self.pattern = self.pattern.take().or(other.pattern);
        if let Some(bound) = other.minimum {
            match self.minimum {
                Some(own) if own > bound => {}
                Some(own) if own == bound => self.exclusive_minimum |= other.exclusive_minimum,
                _ => {
                    self.minimum = Some(bound);
                    self.exclusive_minimum = other.exclusive_minimum;
                }
            }
        }
        if let Some(bound) = other.maximum {
            match self.maximum {
                Some(own) if own < bound => {}
                Some(own) if own == bound => self.exclusive_maximum |= other.exclusive_maximum,
                _ => {
                    self.maximum = Some(bound);
                    self.exclusive_maximum = other.exclusive_maximum;
                }
            }
        }
        self.multiple_of = self.multiple_of.or(other.multiple_of);
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = least(self.max_items, other.max_items);
        self.unique_items |= other.unique_items;
    }
}

fn least(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    a.into_iter().chain(b).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_bound_applies() {
        let of = |minimum, exclusive_minimum, maximum, max_length| Constraints {
            minimum,
            exclusive_minimum,
            maximum,
            max_length,
            ..Constraints::default()
        };
        for (own, other, expected) in [
            (
                of(Some(1.0), false, None, Some(9)),
                of(Some(2.0), true, Some(5.0), None),
                of(Some(2.0), true, Some(5.0), Some(9)),
            ),
            (
                of(Some(2.0), false, Some(4.0), Some(3)),
                of(Some(1.0), true, Some(5.0), Some(9)),
                of(Some(2.0), false, Some(4.0), Some(3)),
            ),
            (
                of(Some(1.0), false, None, None),
                of(Some(1.0), true, None, None),
                of(Some(1.0), true, None, None),
            ),
        ] {
            let mut found = own;
            found.add(other);
            assert_eq!(found, expected);
        }
    }
}
