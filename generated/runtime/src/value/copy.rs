//! `Clone` and `PartialEq` of all models, compiled once.

use super::{
    Content, Decode, DecodeUnion, Encode, EncodeMap, EncodeObject, EncodeUnion, EnumText, Slot,
    Value, Variant, View,
};

/// Clones a value.
pub fn clone<T: Value>(value: &T) -> T {
    let mut copy = T::empty();
    fill(&mut copy, value);
    copy
}

/// Fills an empty value from another of the same type.
fn fill(target: &mut dyn Decode, source: &dyn Encode) {
    match source.view() {
        // An empty value is already absent.
        View::Absent => {}
        View::Null => {
            target.slot(Content::Null);
        }
        view => fill_slot(target.slot(Content::Value), view),
    }
}

fn fill_slot(slot: Slot<'_>, view: View<'_>) {
    match (slot, view) {
        (Slot::Bool(target), View::Bool(value)) => *target = value,
        (Slot::Number(target), View::Number(value)) => *target = value,
        (Slot::Integer(target), View::Integer(value)) => {
            target.set_integer(value.into());
        }
        (Slot::Integer(target), View::Unsigned(value)) => {
            target.set_integer(value.into());
        }
        (Slot::Decimal(target), View::Decimal(text))
        | (
            Slot::String(target),
            View::Text(text) | View::Format(text, _) | View::Encoded(text, _),
        ) => *target = String::from(text),
        (Slot::Secret(target), View::Secret(text)) => *target = text.to_owned().into(),
        (Slot::TextEnum(target), View::TextEnum(_, value)) => {
            target.set(value.map_or_else(EnumText::Undeclared, EnumText::Declared));
        }
        (Slot::IntegerEnum(target, _), View::IntegerEnum(_, value)) => target.set(value),
        (Slot::Any(target), View::Any(value)) => target.clone_from(value),
        (Slot::List(target), View::List(source)) => {
            let mut index = 0;
            while let Some(item) = source.get(index) {
                target.add(&mut |copy| {
                    fill(copy, item);
                    true
                });
                index += 1;
            }
        }
        (Slot::Map(target), View::Map(source)) => {
            source.each(&mut |key, value| {
                target.add(&mut key.to_owned(), &mut |_, copy| {
                    fill(copy, value);
                    true
                });
                true
            });
        }
        (Slot::Object(target, table), View::Object(source, _)) => {
            for index in 0..table.len() {
                if let (Some(target), Some(source)) = (target.field_mut(index), source.field(index))
                {
                    fill(target, source);
                }
            }
        }
        (Slot::Union(target), View::Union(source)) => fill_union(target, source),
        (Slot::Choice(target), View::Choice(source)) => match source.get() {
            Ok((index, value)) => target.choose(index, &mut |copy| fill(copy, value)),
            Err(value) => target.unknown(value.clone()),
        },
        // Both values have the same type, so their slot and view are of the same kind.
        _ => {}
    }
}

fn fill_union(target: &mut dyn DecodeUnion, source: &dyn EncodeUnion) {
    match source.get() {
        Variant::Known(kind, model) => {
            if let Some(slot) = target.select(kind) {
                fill_slot(slot, model.view());
            }
        }
        Variant::Unknown(properties) => target.unknown(properties.clone()),
    }
}

/// Compares two values of one type.
pub fn eq(a: &dyn Encode, b: &dyn Encode) -> bool {
    match (a.view(), b.view()) {
        (View::Absent, View::Absent) | (View::Null, View::Null) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Integer(a), View::Integer(b)) => a == b,
        (View::Unsigned(a), View::Unsigned(b)) => a == b,
        (View::Number(a), View::Number(b)) => a == b,
        (View::Decimal(a), View::Decimal(b)) => a == b,
        (View::Text(a), View::Text(b)) | (View::Secret(a), View::Secret(b)) => a == b,
        (View::Format(a, _), View::Format(b, _)) | (View::Encoded(a, _), View::Encoded(b, _)) => {
            a == b
        }
        (View::TextEnum(_, a), View::TextEnum(_, b)) => a == b,
        (View::IntegerEnum(_, a), View::IntegerEnum(_, b)) => a == b,
        (View::Any(a), View::Any(b)) => a == b,
        (View::List(a), View::List(b)) => {
            a.count() == b.count()
                && (0..a.count()).all(|index| match (a.get(index), b.get(index)) {
                    (Some(a), Some(b)) => eq(a, b),
                    _ => false,
                })
        }
        (View::Map(a), View::Map(b)) => {
            let (a, b) = (entries(a), entries(b));
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && eq(a.1, b.1))
        }
        (View::Object(a, table), View::Object(b, _)) => eq_objects(a, b, table.len()),
        (View::Union(a), View::Union(b)) => match (a.get(), b.get()) {
            (Variant::Known(kind, a), Variant::Known(other, b)) => kind == other && eq(a, b),
            (Variant::Unknown(a), Variant::Unknown(b)) => a == b,
            _ => false,
        },
        (View::Choice(a), View::Choice(b)) => match (a.get(), b.get()) {
            (Ok((index, a)), Ok((other, b))) => index == other && eq(a, b),
            (Err(a), Err(b)) => a == b,
            _ => false,
        },
        _ => false,
    }
}

fn eq_objects(a: &dyn EncodeObject, b: &dyn EncodeObject, n_fields: usize) -> bool {
    (0..n_fields).all(|index| match (a.field(index), b.field(index)) {
        (Some(a), Some(b)) => eq(a, b),
        _ => false,
    })
}

/// Returns the entries of a map in the order of their keys.
fn entries(map: &dyn EncodeMap) -> Vec<(&str, &dyn Encode)> {
    let mut entries = Vec::new();
    map.each(&mut |key, value| {
        entries.push((key, value));
        true
    });
    entries.sort_by_key(|entry| entry.0);
    entries
}
