//! Reads any serde format into a [`Value`].
//!
//! Every value is read with `deserialize_any`, so that a type mismatch is detected by this crate, which can convert
//! scalars and reports the path instead of the value.

use super::choice::read_choice;
use super::exact;
use super::path::{Path, at};
use super::read_object::read_object;
use super::read_union::read_union;
use super::scalar::{self, Mismatch, Scalar};
use super::{Content, Decode, DecodeList, DecodeMap, JsonValue, Slot, Value};
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads a value from any self-describing serde format.
///
/// # Errors
///
/// Returns an error if the format is invalid, or if a value does not match its declared type. The message contains the
/// path, never the value.
#[inline]
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(format: D) -> Result<T, D::Error> {
    let mut value = T::empty();
    read(&mut value, &Path::ROOT, format)?;
    Ok(value)
}

pub(super) fn read<'de, D: Deserializer<'de>>(
    value: &mut dyn Decode,
    root: &Path<'_>,
    format: D,
) -> Result<(), D::Error> {
    let reader = Reader {
        value: &mut *value,
        path: root,
    };
    if reader.deserialize(format)? {
        return Ok(());
    }
    Err(D::Error::custom(Mismatch {
        expected: scalar::expected(&value.slot(Content::Value)),
        found: "null",
    }))
}

/// Reads one value. Returns `false` for a `null` that the value does not accept, which the container handles.
pub(super) struct Reader<'a> {
    pub(super) value: &'a mut dyn Decode,
    pub(super) path: &'a Path<'a>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = bool;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        let Self { value, path } = self;
        // Borrowed: copying parts that were just stored together makes the processor wait.
        let slot = &mut value.slot(Content::Value);
        let keeps_digits = matches!(slot, Slot::Decimal(_))
            || (path.keeps_digits && matches!(slot, Slot::String(_) | Slot::Secret(_)));
        let filler = Filler { slot, path };
        let is_filled = if keeps_digits {
            exact::read(filler, format)?
        } else {
            format.deserialize_any(filler)?
        };
        Ok(is_filled || matches!(value.slot(Content::Null), Slot::Null))
    }
}

/// Fills a slot. Returns `false` for a `null`.
pub(super) struct Filler<'a, 's> {
    slot: &'a mut Slot<'s>,
    path: &'a Path<'a>,
}

impl Filler<'_, '_> {
    /// Returns `true` if a number for a string is read in the first pass, which would lose digits of a double. The document is then
    /// read a second time.
    fn needs_second_pass(&self) -> bool {
        !self.path.keeps_digits && matches!(self.slot, Slot::String(_) | Slot::Secret(_))
    }

    pub(super) fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<bool, E> {
        match scalar::fill(std::mem::replace(self.slot, Slot::Null), scalar) {
            Ok(()) => Ok(true),
            Err(mismatch) => Err(E::custom(at(self.path, mismatch))),
        }
    }

    pub(super) fn found<E: Error>(self, found: &'static str) -> Result<bool, E> {
        let expected = scalar::expected(self.slot);
        Err(self.error(Mismatch { expected, found }))
    }

    pub(super) fn error<E: Error>(&self, message: impl fmt::Display) -> E {
        E::custom(at(self.path, message))
    }
}

impl<'de> Visitor<'de> for Filler<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Scalar::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.scalar(Scalar::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.scalar(match i64::try_from(value) {
            Ok(value) => Scalar::Integer(value),
            Err(_) => Scalar::Unsigned(value),
        })
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<bool, E> {
        self.found(scalar::OUT_OF_RANGE)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<bool, E> {
        self.found(scalar::OUT_OF_RANGE)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        if self.needs_second_pass() {
            return self.found("a number with a fraction");
        }
        self.scalar(Scalar::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        // The fast path for most values.
        match self.slot {
            Slot::String(place) => {
                // The place is empty, so that this is one allocation, where `clone_into` makes room in steps.
                **place = String::from(value);
                Ok(true)
            }
            _ => self.scalar(Scalar::Text(Cow::Borrowed(value))),
        }
    }

    fn visit_string<E: Error>(self, value: String) -> Result<bool, E> {
        self.scalar(Scalar::Text(Cow::Owned(value)))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<bool, E> {
        self.found("bytes")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        format.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        format.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::List(list) => read_list(*list, items, self.path)?,
            Slot::Any(place) => {
                **place = JsonValue::deserialize(SeqAccessDeserializer::new(items))?;
            }
            Slot::Choice(choice) => {
                let value = JsonValue::deserialize(SeqAccessDeserializer::new(items))?;
                read_choice(*choice, value, self.path).map_err(A::Error::custom)?;
            }
            _ => return self.found("a list"),
        }
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::Object(object, table) => read_object(*object, table, entries, self.path)?,
            Slot::Map(map) => read_map(*map, entries, self.path)?,
            Slot::Union(union) => read_union(*union, entries, self.path)?,
            Slot::Any(place) => {
                **place = JsonValue::deserialize(MapAccessDeserializer::new(entries))?;
            }
            Slot::Choice(choice) => {
                let value = JsonValue::deserialize(MapAccessDeserializer::new(entries))?;
                read_choice(*choice, value, self.path).map_err(A::Error::custom)?;
            }
            _ if self.needs_second_pass() => return self.found("an object"),
            _ => {
                return match read_number(entries, self.path)? {
                    Some(number) => self.scalar(Scalar::Text(Cow::Owned(number))),
                    None => self.found("an object"),
                };
            }
        }
        Ok(true)
    }
}

/// Returns the text of a number, if the map represents one.
///
/// With serde_json's feature `arbitrary_precision`, which any crate of a program may enable, a number is a map with one
/// special key.
fn read_number<'de, A: MapAccess<'de>>(
    mut entries: A,
    path: &Path<'_>,
) -> Result<Option<String>, A::Error> {
    let (mut key, mut number) = (String::new(), String::new());
    if entries.next_key_seed(KeyInto(&mut key))?.is_none() || key != "$serde_json::private::Number"
    {
        return Ok(None);
    }
    let value = &mut number;
    let taken = entries.next_value_seed(Reader { value, path })?;
    let is_last = entries.next_key_seed(KeyInto(&mut key))?.is_none();
    Ok((taken && is_last).then_some(number))
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn DecodeList,
    mut items: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    let mut index = 0;
    while let Some(_taken) = items.next_element_seed(ItemOf {
        list: &mut *list,
        path: &path.index(index),
    })? {
        index += 1;
    }
    Ok(())
}

/// Adds an item when the format has one.
struct ItemOf<'a> {
    list: &'a mut dyn DecodeList,
    path: &'a Path<'a>,
}

impl<'de> DeserializeSeed<'de> for ItemOf<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<bool, D::Error> {
        let Self { list, path } = self;
        filled(list, |value| {
            let reader = Reader {
                value: &mut *value,
                path,
            };
            Ok(reader.deserialize(format)? || null_item(value, path)?)
        })
    }
}

/// Decides what a `null` becomes among items that are not declared nullable.
///
/// In a series of numbers the position matters: a `null` is then not a number. Integers and booleans have no such value, and moving the items after it
/// would change their meaning. Among lists, such as the rows of a table, it is an empty list. Among strings and objects it is left out.
fn null_item<E: Error>(value: &mut dyn Decode, path: &Path<'_>) -> Result<bool, E> {
    match value.slot(Content::Value) {
        Slot::Number(place) => *place = f64::NAN,
        Slot::Decimal(place) => "NaN".clone_into(place),
        Slot::List(_) => {}
        slot @ (Slot::Bool(_) | Slot::Integer(_) | Slot::IntegerEnum(..)) => {
            let expected = scalar::expected(&slot);
            let found = "null";
            return Err(E::custom(at(path, Mismatch { expected, found })));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Lets a list add the item that `read` reads, and returns the result of reading.
pub(super) fn filled<E>(
    list: &mut dyn DecodeList,
    read: impl FnOnce(&mut dyn Decode) -> Result<bool, E>,
) -> Result<bool, E> {
    let mut read = Some(read);
    let mut outcome = Ok(false);
    list.add(&mut |value| {
        if let Some(read) = read.take() {
            outcome = read(value);
        }
        matches!(outcome, Ok(true))
    });
    outcome
}

/// Lets a map add the value that `read` reads, and returns the result of reading.
pub(super) fn filled_entry<E>(
    map: &mut dyn DecodeMap,
    mut key: String,
    path: &Path<'_>,
    read: impl FnOnce(Reader<'_>) -> Result<bool, E>,
) -> Result<bool, E> {
    let mut read = Some(read);
    let mut outcome = Ok(false);
    map.add(&mut key, &mut |key, value| {
        if let Some(read) = read.take() {
            let path = &path.key(key);
            outcome = read(Reader { value, path });
        }
        matches!(outcome, Ok(true))
    });
    outcome
}

fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn DecodeMap,
    mut entries: A,
    path: &Path<'_>,
) -> Result<(), A::Error> {
    while let Some(key) = entries.next_key::<String>()? {
        filled_entry(map, key, path, |reader| entries.next_value_seed(reader))?;
    }
    Ok(())
}

/// Reads a key into a reusable buffer.
pub(super) struct KeyInto<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for KeyInto<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyInto<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        *self.0 = String::from(key);
        Ok(())
    }
}
