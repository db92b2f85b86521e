//! Types and formats of scalars.

use openapiv3::{AnySchema, Schema};

use super::secret;
use crate::ir::Type;

/// Returns the type of a scalar schema, or `None` if its `type` is not one of JSON Schema.
pub(super) fn scalar(schema: &Schema, any: &AnySchema) -> Option<Type> {
    let format = any.format.as_deref();
    // A format of numbers implies the type.
    let implied = match format {
        Some("int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64") => {
            Some("integer")
        }
        Some("float" | "double" | "decimal" | "decimal128") => Some("number"),
        _ => None,
    };
    Some(match any.typ.as_deref().or(implied) {
        Some("string") => text(schema, format),
        Some("integer") => match format {
            // Some specs allow values beyond the range of the format.
            Some("int32") if exceeds_int32(any) => Type::Int64,
            Some("int8" | "int16" | "int32" | "uint8" | "uint16") => Type::Int32,
            Some("uint64") => Type::Uint64,
            Some("unixtime") => Type::UnixTime,
            _ if exceeds_int64(any) => Type::Uint64,
            _ => Type::Int64,
        },
        Some("number") => match format {
            Some("int32") => Type::Int32,
            Some("int64") => Type::Int64,
            Some("decimal" | "decimal128") => Type::Decimal,
            _ => Type::Float,
        },
        Some("boolean") => Type::Bool,
        Some("file") => Type::Bytes,
        Some("object") if matches!(format, Some("file" | "binary")) => Type::Bytes,
        Some("object" | "any") => Type::Json,
        None => match format {
            Some("file" | "binary") => Type::Bytes,
            Some(_) if any.pattern.is_none() => text(schema, format),
            _ => Type::Json,
        },
        Some("null") => Type::Json,
        Some(_) => return None,
    })
}

fn exceeds_int32(any: &AnySchema) -> bool {
    let beyond = |bound: Option<f64>| {
        bound.is_some_and(|it| it > f64::from(i32::MAX) || it < f64::from(i32::MIN))
    };
    beyond(any.maximum) || beyond(any.minimum)
}

/// Returns `true` if a schema allows integers beyond the signed range, and none below zero.
fn exceeds_int64(any: &AnySchema) -> bool {
    /// 2^63, which is also the double nearest to the greatest signed integer.
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    any.maximum.is_some_and(|it| it > LIMIT) && any.minimum.is_none_or(|it| it >= 0.0)
}

fn text(schema: &Schema, format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::DateTime,
        Some("date-time-rfc1123") => Type::DateTimeRfc1123,
        Some("date") => Type::Date,
        Some("time") => Type::Time,
        Some("duration") => Type::Duration,
        Some("byte") => Type::Base64,
        Some("base64url") => Type::Base64Url,
        Some("binary" | "file") => Type::Bytes,
        _ if secret::is_marked(schema) => Type::Secret,
        _ => Type::String,
    }
}
