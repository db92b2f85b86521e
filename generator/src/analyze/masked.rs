//! Values of examples without secrets, for documentation and metadata.

use arm_sensitive::{is_secret_entry, is_secret_name, is_secret_object, without_secrets};
use serde_json::{Map, Value};

use super::secret_names;
use crate::ir::{Enum, Ir, Kind, Struct, Type, TypeId};

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
        (Some(Type::Secret), _) => hidden(&Type::Secret, json),
        (Some(Type::Nullable(item)), _) => shown(ir, Some(item), json),
        (Some(Type::Named(id)), _) => named(ir, *id, json),
        (Some(Type::List(item)), Value::Array(items)) => list(ir, Some(item), items),
        (Some(Type::Map(item)), Value::Object(members)) => {
            let of = Members {
                rest: Some(item),
                ..Members::default()
            };
            of.masked(ir, members)
        }
        (_, Value::Object(members)) => Members::default().masked(ir, members),
        (_, Value::Array(items)) => list(ir, None, items),
        (_, Value::String(text)) => without_secrets(text).into_owned().into(),
        (_, Value::Null | Value::Bool(_) | Value::Number(_)) => json.clone(),
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

fn list(ir: &Ir, item: Option<&Type>, items: &[Value]) -> Value {
    items.iter().map(|it| shown(ir, item, it)).collect()
}

fn named(ir: &Ir, id: TypeId, json: &Value) -> Value {
    let kind = &ir.type_def(id).kind;
    let (Value::Object(members), false) = (json, matches!(kind, Kind::Enum(_))) else {
        return match kind {
            Kind::Enum(Enum { secret: true, .. }) => hidden(&Type::Secret, json),
            Kind::Enum(_) => json.clone(),
            Kind::Struct(_) | Kind::Union(_) | Kind::Choice(_) => shown(ir, None, json),
        };
    };
    match kind {
        Kind::Struct(it) => Members::of(it).masked(ir, members),
        Kind::Union(it) => {
            let value = members.get(&it.discriminator).and_then(Value::as_str);
            let is = |other: &String| value.is_some_and(|it| it.eq_ignore_ascii_case(other));
            let mut variants = it.variants.iter();
            match variants.find(|it| is(&it.value) || it.also.iter().any(is)) {
                Some(variant) => named(ir, variant.ty, json),
                None => any_of(ir, id, members),
            }
        }
        Kind::Choice(_) | Kind::Enum(_) => any_of(ir, id, members),
    }
}

/// Masks an object whose type is not known: one of several.
fn any_of(ir: &Ir, id: TypeId, members: &Map<String, Value>) -> Value {
    let of = Members {
        secret: secret_names(ir, &Type::Named(id)),
        ..Members::default()
    };
    of.masked(ir, members)
}

/// The declaration of an object, as far as its type is known.
#[derive(Default)]
struct Members<'a> {
    declared: Option<&'a Struct>,
    /// The type of undeclared members.
    rest: Option<&'a Type>,
    /// The names of secrets, if the type is not known.
    secret: Vec<&'a str>,
}

impl<'a> Members<'a> {
    fn of(it: &'a Struct) -> Self {
        Self {
            declared: Some(it),
            rest: it.additional.as_ref(),
            secret: Vec::new(),
        }
    }

    fn masked(&self, ir: &Ir, members: &Map<String, Value>) -> Value {
        let is_entry = is_secret_entry(|name| members.get(name)?.as_str());
        let masked = members.iter().map(|(name, json)| {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            let fields = self.declared.iter().flat_map(|it| &it.fields);
            let field = fields.clone().find(|it| is(&it.wire_name));
            let by_name = match field {
                Some(field) => field.secret,
                None => is_secret(name, json) || self.secret.iter().any(|it| is(it)),
            };
            let is_value = is_entry && name == "value" && json.is_string();
            let ty = field.map(|it| &it.ty).or(self.rest);
            (name.clone(), masked(ir, ty, by_name || is_value, json))
        });
        Value::Object(masked.collect())
    }
}

/// Returns `true` if an undeclared member is a secret by its name.
fn is_secret(name: &str, json: &Value) -> bool {
    let has_text = matches!(json, Value::String(_) | Value::Array(_) | Value::Object(_));
    is_secret_object(name) || (has_text && is_secret_name(name))
}
