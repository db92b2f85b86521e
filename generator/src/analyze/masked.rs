//! Values of examples without secrets, for documentation and metadata.

use arm_sensitive::{is_secret_name, is_secret_object, names_secret, without_secrets};
use serde_json::{Map, Value};

use super::secret_names::SecretNames;
use super::secret_type::is_secret_type;
use crate::ir::{Ir, Kind, Struct, Type, TypeId};

/// The text in place of a secret.
pub const MASK: &str = "<secret>";
/// The bytes in place of a secret: `secret` in Base64 and in Base64url.
const MASKED_BYTES: &str = "c2VjcmV0";

/// Returns a value of a declared type, or of an unknown one, with other values in place of its secrets: those of properties
/// that are secret, those that are secret by their name, and parts of URLs and connection strings. With `is_secret`, the whole
/// value is a secret.
pub fn masked(ir: &Ir, ty: Option<&Type>, is_secret: bool, json: &Value) -> Value {
    match is_secret {
        true => hidden(ty.unwrap_or(&Type::Secret), json),
        false => shown(ir, ty, json),
    }
}

fn shown(ir: &Ir, ty: Option<&Type>, json: &Value) -> Value {
    match (ty, json) {
        (None, _) => untyped(&SecretNames::default(), json),
        (Some(Type::Secret), _) => hidden(&Type::Secret, json),
        (Some(Type::Nullable(item)), _) => shown(ir, Some(item), json),
        (Some(Type::Named(id)), Value::Object(members)) => object(ir, *id, members),
        (Some(Type::List(item)), Value::Array(items)) => {
            items.iter().map(|it| shown(ir, Some(item), it)).collect()
        }
        (Some(Type::Map(item)), Value::Object(members)) => map_members(members, |it| {
            masked(ir, Some(item), it.is_secret(), it.json)
        }),
        // The value does not have the declared type, or the type is a choice.
        (Some(ty), _) => match is_secret_type(ir, ty) {
            true => hidden(ty, json),
            false => untyped(&SecretNames::of(ir, ty), json),
        },
    }
}

/// Returns a value with others in place of all its texts and numbers.
fn hidden(ty: &Type, json: &Value) -> Value {
    match json {
        Value::String(_) => match ty.leaf() {
            Type::Base64 | Type::Base64Url => MASKED_BYTES.into(),
            _ => MASK.into(),
        },
        Value::Number(_) => 0.into(),
        Value::Array(items) => items.iter().map(|it| hidden(ty, it)).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, it)| (name.clone(), hidden(ty, it)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) => json.clone(),
    }
}

/// Masks an object of a named type.
fn object(ir: &Ir, id: TypeId, members: &Map<String, Value>) -> Value {
    let unknown = || {
        let secrets = SecretNames::of(ir, &Type::Named(id));
        untyped_object(&secrets, members)
    };
    match &ir.type_def(id).kind {
        Kind::Struct(it) => declared_object(ir, it, members),
        Kind::Union(it) => {
            let value = members.get(&it.discriminator).and_then(Value::as_str);
            let is = |other: &String| value.is_some_and(|it| it.eq_ignore_ascii_case(other));
            let mut variants = it.variants.iter();
            match variants.find(|it| is(&it.value) || it.also.iter().any(is)) {
                Some(variant) => object(ir, variant.ty, members),
                None => unknown(),
            }
        }
        Kind::Choice(_) => unknown(),
        Kind::Enum(it) if it.secret => hidden(&Type::Secret, &Value::Object(members.clone())),
        Kind::Enum(_) => unknown(),
    }
}

fn declared_object(ir: &Ir, model: &Struct, members: &Map<String, Value>) -> Value {
    map_members(members, |it| {
        let mut fields = model.fields.iter();
        match fields.find(|field| field.wire_name.eq_ignore_ascii_case(it.name)) {
            Some(field) => masked(ir, Some(&field.ty), field.secret || it.is_value, it.json),
            None => masked(ir, model.additional.as_ref(), it.is_secret(), it.json),
        }
    })
}

/// Masks a value whose type is not known, except for the names of its secrets.
fn untyped(secrets: &SecretNames<'_>, json: &Value) -> Value {
    match json {
        Value::Object(members) => untyped_object(secrets, members),
        Value::Array(items) => items.iter().map(|it| untyped(secrets, it)).collect(),
        Value::String(text) => without_secrets(text).into_owned().into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => json.clone(),
    }
}

fn untyped_object(secrets: &SecretNames<'_>, members: &Map<String, Value>) -> Value {
    map_members(members, |it| {
        let mut names = secrets.names.iter();
        let is_named = names.any(|name| name.eq_ignore_ascii_case(it.name));
        match secrets.any || is_named || it.is_secret() {
            true => hidden(&Type::Secret, it.json),
            false => untyped(secrets, it.json),
        }
    })
}

/// A member of an object.
struct Member<'a> {
    name: &'a str,
    json: &'a Value,
    /// The member is the `value` beside the name of a secret.
    is_value: bool,
}

impl Member<'_> {
    /// Returns `true` if a member that is not declared is a secret by its name or by that beside it.
    fn is_secret(&self) -> bool {
        let has_text = matches!(
            self.json,
            Value::String(_) | Value::Array(_) | Value::Object(_)
        );
        self.is_value || is_secret_object(self.name) || (has_text && is_secret_name(self.name))
    }
}

/// Returns an object with other values.
fn map_members(members: &Map<String, Value>, value: impl Fn(&Member<'_>) -> Value) -> Value {
    let is_entry = members
        .iter()
        .any(|(name, json)| json.as_str().is_some_and(|it| names_secret(name, it)));
    let mapped = members.iter().map(|(name, json)| {
        let is_value = is_entry && !json.is_boolean() && name.eq_ignore_ascii_case("value");
        let member = Member {
            name,
            json,
            is_value,
        };
        (name.clone(), value(&member))
    });
    Value::Object(mapped.collect())
}
