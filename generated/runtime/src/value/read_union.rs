//! Reads unions of models, selected by a discriminator.
//!
//! The discriminator may come late. The properties before it are kept as JSON until the model is known; the others are
//! read directly.

use super::path::Path;
use super::read::{KeyInto, Reader};
use super::read_object::{Fields, ReadEntry, read_object};
use super::{DecodeObject, DecodeUnion, JsonMap, JsonValue, Slot, Table, position};
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Error, MapAccess};
use std::marker::PhantomData;

pub(super) fn read_union<'de, A: MapAccess<'de>>(
    union: &mut dyn DecodeUnion,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    let kinds = union.kinds();
    let (mut kept, mut key) = (JsonMap::new(), String::new());
    let mut kind = None;
    while kind.is_none() && entries.next_key_seed(KeyInto(&mut key))?.is_some() {
        let value: JsonValue = entries.next_value()?;
        if key == kinds.property {
            kind = value
                .as_str()
                .and_then(|text| position(kinds.values, text))
                .and_then(|index| kinds.values.get(index));
        }
        kept.insert(key.clone(), value);
    }
    let slot = match kind {
        Some(kind) => union.select(kind),
        None => None,
    };
    match slot {
        Some(Slot::Object(object, table)) => read_rest(object, table, kept, entries, path),
        Some(slot) => {
            keep_all(&mut kept, entries)?;
            read_kept(slot, kept, path)
        }
        None => {
            keep_all(&mut kept, entries)?;
            union.unknown(kept);
            Ok(())
        }
    }
}

fn keep_all<'de, A: MapAccess<'de>>(kept: &mut JsonMap, mut entries: A) -> Result<(), A::Error> {
    while let Some((key, value)) = entries.next_entry()? {
        kept.insert(key, value);
    }
    Ok(())
}

/// Reads the kept properties, then the remaining ones.
fn read_rest<'de, A: MapAccess<'de>>(
    object: &mut dyn DecodeObject,
    table: &'static Table,
    kept: JsonMap,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    let mut fields = Fields::new(object, table, path);
    for (key, value) in kept {
        fields.read_kept(&key, Kept::<A::Error>(value, PhantomData))?;
    }
    fields.read_all(&mut entries)
}

/// Reads a subtype that is itself a union: the whole object is read again from the kept properties.
fn read_kept<E: Error>(slot: Slot<'_>, kept: JsonMap, path: &Path<'_>) -> Result<(), E> {
    let entries = MapDeserializer::<_, serde_json::Error>::new(kept.into_iter());
    let outcome = match slot {
        Slot::Union(union) => read_union(union, entries, path),
        Slot::Object(object, table) => read_object(object, table, entries, path),
        _ => Ok(()),
    };
    outcome.map_err(E::custom)
}

/// A kept value, which reports errors as those of the original format.
struct Kept<E>(JsonValue, PhantomData<E>);

impl<E: Error> ReadEntry<'_> for Kept<E> {
    type Error = E;

    fn read(self, reader: Reader<'_>) -> Result<bool, E> {
        reader.deserialize(self.0).map_err(E::custom)
    }

    fn skip(self) -> Result<(), E> {
        Ok(())
    }
}
