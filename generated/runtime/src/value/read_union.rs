//! Reads unions of models, selected by a discriminator.
//!
//! The discriminator may come late. The properties before it are kept as JSON until the model is known; the others are
//! read directly.

use super::exact::{Kept, without_location};
use super::path::Path;
use super::read::{KeyInto, Reader};
use super::read_object::{Fields, ReadEntry};
use super::{DecodeObject, DecodeUnion, Discriminator, JsonValue, Slot, Table, position};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess};
use std::marker::PhantomData;
use std::{mem, vec};

pub(super) fn read_union<'de, A: MapAccess<'de>>(
    union: &mut dyn DecodeUnion,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    let discriminator = union.discriminator();
    let (mut kept, mut key) = (Vec::new(), String::new());
    let mut kind = None;
    while kind.is_none() && entries.next_key_seed(KeyInto(&mut key))?.is_some() {
        let mut value: Kept = entries.next_value()?;
        if key == discriminator.property {
            let text = value.into_json()?;
            kind = kind_of(discriminator, &text);
            value = Kept::Value(text);
        }
        kept.push((key.clone(), value));
    }
    if kind.is_none() {
        kind = respelled_kind(discriminator, &mut kept)?;
    }
    let slot = match kind {
        Some(kind) => union.select(kind),
        None => None,
    };
    if let Some(Slot::Object(object, table)) = slot {
        return read_rest(object, table, kept, entries, path);
    }
    while let Some(entry) = entries.next_entry()? {
        kept.push(entry);
    }
    match slot {
        Some(Slot::Union(union)) => {
            // A subtype with a discriminator of its own is read again from the kept properties.
            let entries = KeptEntries(kept.into_iter(), None);
            read_union(union, entries, path)
                .map_err(|error| Error::custom(without_location(&error)))
        }
        Some(_) => Ok(()),
        None => {
            let kept = kept.into_iter();
            let kept = kept.map(|(key, value)| Ok((key, value.into_json()?)));
            union.unknown(kept.collect::<Result<_, A::Error>>()?);
            Ok(())
        }
    }
}

fn kind_of(discriminator: &Discriminator, value: &JsonValue) -> Option<&'static str> {
    let index = position(discriminator.values, value.as_str()?)?;
    discriminator.values.get(index).copied()
}

/// Returns the value of the discriminator if the object has the property only in another case. The property then gets its
/// declared name.
fn respelled_kind<E: Error>(
    discriminator: &Discriminator,
    kept: &mut [(String, Kept)],
) -> Result<Option<&'static str>, E> {
    let mut same = kept
        .iter_mut()
        .filter(|(key, _)| key.eq_ignore_ascii_case(discriminator.property));
    let (Some((key, value)), None) = (same.next(), same.next()) else {
        return Ok(None);
    };
    let json = mem::replace(value, Kept::Value(JsonValue::Null)).into_json()?;
    let kind = kind_of(discriminator, &json);
    if kind.is_some() {
        discriminator.property.clone_into(key);
    }
    *value = Kept::Value(json);
    Ok(kind)
}

/// Reads what was kept, then what still comes.
fn read_rest<'de, A: MapAccess<'de>>(
    object: &mut dyn DecodeObject,
    table: &'static Table,
    kept: Vec<(String, Kept)>,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    let mut fields = Fields::new(object, table, path);
    for (key, value) in kept {
        fields.read_kept(&key, KeptEntry::<A::Error>(value, PhantomData))?;
    }
    fields.read_all(&mut entries)
}

/// A kept value, whose errors become those of the format that it came from.
struct KeptEntry<E>(Kept, PhantomData<E>);

impl<E: Error> ReadEntry<'_> for KeptEntry<E> {
    type Error = E;

    fn read(self, reader: Reader<'_>) -> Result<bool, E> {
        self.0.read(reader)
    }

    fn skip(self) -> Result<(), E> {
        Ok(())
    }
}

/// The properties of a whole object that was kept.
struct KeptEntries(vec::IntoIter<(String, Kept)>, Option<Kept>);

impl<'de> MapAccess<'de> for KeptEntries {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        let Some((key, value)) = self.0.next() else {
            return Ok(None);
        };
        self.1 = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Self::Error> {
        match self.1.take() {
            Some(Kept::Text(text)) => {
                // A reader, because the text does not live as long as the document.
                seed.deserialize(&mut serde_json::Deserializer::from_reader(text.as_bytes()))
            }
            Some(Kept::Value(value)) => seed.deserialize(value),
            None => Err(Error::custom("a value without a key")),
        }
    }
}
