//! Reads the properties of a model.

use super::model::rest_mut;
use super::path::{Path, at};
use super::read::{KeyInto, Reader, filled_entry};
use super::scalar::{self, Mismatch};
use super::{Content, DecodeObject, Table, flag};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;

pub(super) fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn DecodeObject,
    table: &'static Table,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    Fields::new(object, table, path).read_all(&mut entries)
}

/// The fields of a model while it is read.
pub(super) struct Fields<'a> {
    object: &'a mut dyn DecodeObject,
    table: &'static Table,
    path: &'a Path<'a>,
    seen: Seen,
    /// Index of the field that is expected next, because services write properties in the order of their schema.
    next: usize,
    key: String,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        object: &'a mut dyn DecodeObject,
        table: &'static Table,
        path: &'a Path<'a>,
    ) -> Self {
        Self {
            object,
            table,
            path,
            seen: Seen::default(),
            next: 0,
            key: String::new(),
        }
    }

    pub(super) fn read_all<'de, A: MapAccess<'de>>(
        mut self,
        entries: &mut A,
    ) -> Result<(), A::Error> {
        while let Some(target) = entries.next_key_seed(self.target())? {
            self.read_entry(target, Entry(entries))?;
        }
        self.finish()
    }

    fn target(&mut self) -> TargetOf<'_> {
        TargetOf {
            table: self.table,
            next: self.next,
            key: &mut self.key,
        }
    }

    /// Reads a property that was kept until the type of its object was known.
    pub(super) fn read_kept<'de, S: ReadEntry<'de>>(
        &mut self,
        key: &str,
        value: S,
    ) -> Result<(), S::Error> {
        let target = find(self.table, self.next, key);
        if matches!(target, Target::Rest) {
            key.clone_into(&mut self.key);
        }
        self.read_entry(target, value)
    }

    fn read_entry<'de, S: ReadEntry<'de>>(
        &mut self,
        target: Target,
        value: S,
    ) -> Result<(), S::Error> {
        match target {
            Target::Field(index) => self.read_field(index, value),
            Target::Respelled(index) if !self.seen.contains(index) => self.read_field(index, value),
            Target::Rest => self.read_rest(value),
            Target::Respelled(_) | Target::Ignored => value.skip(),
        }
    }

    fn read_field<'de, S: ReadEntry<'de>>(
        &mut self,
        index: usize,
        value: S,
    ) -> Result<(), S::Error> {
        self.next = index + 1;
        let (Some(place), Some((name, flags))) =
            (self.object.field_mut(index), self.table.fields.get(index))
        else {
            return value.skip();
        };
        if !self.seen.insert(index) {
            // If a property is repeated, the last value replaces the first completely.
            scalar::clear(&mut *place);
        }
        let path = self.path.key(name);
        let taken = value.read(Reader {
            value: &mut *place,
            path: &path,
        })?;
        if !taken && flags & flag::required != 0 {
            let expected = scalar::expected(&place.slot(Content::Value));
            return Err(S::Error::custom(at(
                &path,
                Mismatch {
                    expected,
                    found: "null",
                },
            )));
        }
        Ok(())
    }

    fn read_rest<'de, S: ReadEntry<'de>>(&mut self, value: S) -> Result<(), S::Error> {
        let key = std::mem::take(&mut self.key);
        match rest_mut(self.object, self.table) {
            Some(map) => filled_entry(map, key, self.path, |reader| value.read(reader)).map(drop),
            None => value.skip(),
        }
    }

    pub(super) fn finish<E: Error>(self) -> Result<(), E> {
        let fields = self.table.fields.iter().enumerate();
        let missing = fields
            .filter(|(index, field)| field.1 & flag::required != 0 && !self.seen.contains(*index));
        if missing.clone().next().is_none() {
            return Ok(());
        }
        let names: Vec<&str> = missing.map(|(_, field)| field.0).collect();
        match self.table.missing(&names) {
            None => Ok(()),
            Some(message) => Err(E::custom(at(self.path, message))),
        }
    }
}

/// The source of a property value.
pub(super) trait ReadEntry<'de> {
    type Error: Error;
    fn read(self, reader: Reader<'_>) -> Result<bool, Self::Error>;
    fn skip(self) -> Result<(), Self::Error>;
}

struct Entry<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> ReadEntry<'de> for Entry<'_, A> {
    type Error = A::Error;

    fn read(self, reader: Reader<'_>) -> Result<bool, A::Error> {
        self.0.next_value_seed(reader)
    }

    fn skip(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

/// The set of fields that were present. Few models have more than 64.
#[derive(Default)]
struct Seen {
    first: u64,
    others: BTreeSet<usize>,
}

impl Seen {
    #[inline(always)]
    fn insert(&mut self, index: usize) -> bool {
        if index >= 64 {
            return self.others.insert(index);
        }
        let is_new = !self.contains(index);
        self.first |= 1 << index;
        is_new
    }

    fn contains(&self, index: usize) -> bool {
        if index < 64 {
            self.first & (1 << index) != 0
        } else {
            self.others.contains(&index)
        }
    }
}

/// The target of a property value.
#[derive(Clone, Copy)]
enum Target {
    Field(usize),
    /// The field whose name differs in case only. It is read unless the field was present under its own name.
    Respelled(usize),
    Rest,
    Ignored,
}

// Inlined like `Seen::insert` and `Reader::deserialize`, because each runs for every property: 4 % of the instructions of reading.
#[inline(always)]
fn find(table: &Table, next: usize, key: &str) -> Target {
    if table.fields.get(next).is_some_and(|field| field.0 == key) {
        return Target::Field(next);
    }
    find_elsewhere(table, key)
}

/// Finds the target of a key that is not the expected one.
fn find_elsewhere(table: &Table, key: &str) -> Target {
    match table.fields.iter().position(|field| field.0 == key) {
        Some(index) => Target::Field(index),
        None if table.discriminator_values.iter().any(|tag| tag.0 == key) => Target::Ignored,
        // An additional property may have any name, also one that differs from a declared name in case only.
        None if table.has_rest() => Target::Rest,
        None => find_respelled(table, key),
    }
}

/// Finds the only field whose name differs from `key` in case only. Services send `Value` for `value`.
fn find_respelled(table: &Table, key: &str) -> Target {
    let fields = table.fields.iter().enumerate();
    let mut same = fields.filter(|(_, field)| field.0.eq_ignore_ascii_case(key));
    match (same.next(), same.next()) {
        (Some((index, _)), None) => Target::Respelled(index),
        _ => Target::Ignored,
    }
}

/// Finds the target of a key. The key is copied only if it is kept.
struct TargetOf<'a> {
    table: &'static Table,
    next: usize,
    key: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for TargetOf<'_> {
    type Value = Target;

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<Target, D::Error> {
        format.deserialize_identifier(self)
    }
}

impl Visitor<'_> for TargetOf<'_> {
    type Value = Target;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Target, E> {
        let target = find(self.table, self.next, key);
        if matches!(target, Target::Rest) {
            KeyInto(self.key).visit_str::<E>(key)?;
        }
        Ok(target)
    }
}
