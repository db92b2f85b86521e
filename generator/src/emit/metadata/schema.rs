//! Types and schemas as JSON. A type refers to a schema by its index, so that schemas may contain themselves.

use serde_json::Value;

use super::{Object, plain};
use crate::ir::{Constraints, Enum, Field, Ir, Kind, Parameter, Type, TypeId, Values};

/// The schemas that the operations reach, in the order of their first use.
pub(super) struct Schemas<'a> {
    ir: &'a Ir,
    reached: Vec<TypeId>,
    /// The index among the schemas for each type of the IR.
    indexes: Vec<Option<usize>>,
}

impl<'a> Schemas<'a> {
    pub fn new(ir: &'a Ir) -> Self {
        Self {
            ir,
            reached: Vec::new(),
            indexes: vec![None; ir.types.len()],
        }
    }

    pub fn ir(&self) -> &'a Ir {
        self.ir
    }

    /// Returns the schemas. Writing one may add others after it.
    pub fn finish(mut self) -> Vec<Value> {
        let mut values = Vec::new();
        while let Some(id) = self.reached.get(values.len()) {
            let value = self.schema(*id);
            values.push(value);
        }
        values
    }

    fn index(&mut self, id: TypeId) -> usize {
        *self.indexes[id.0].get_or_insert_with(|| {
            self.reached.push(id);
            self.reached.len() - 1
        })
    }

    fn schema(&mut self, id: TypeId) -> Value {
        let def = self.ir.type_def(id);
        let mut value = Object::default();
        value.add("name", &*def.spec_name);
        match &def.kind {
            Kind::Struct(it) => {
                let pairs = it
                    .discriminators
                    .iter()
                    .map(|(name, value)| [&**name, &**value].into());
                value.list("tags", pairs.collect());
                let properties = it.fields.iter().map(|it| self.field(it)).collect();
                value.list("properties", properties);
                let additional = it.additional.as_ref().map(|it| self.ty(it));
                value.add_some("additional", additional);
            }
            Kind::Union(it) => {
                value.add("discriminator", &*it.discriminator);
                let mut variants = Vec::new();
                for it in &it.variants {
                    let index = self.index(it.ty);
                    let names = std::iter::once(&it.value).chain(&it.also);
                    let rows = names.map(|it| vec![Value::from(&**it), Value::from(index)]);
                    variants.extend(rows.map(Value::from));
                }
                value.list("variants", variants);
            }
            Kind::Choice(it) => {
                let types = it.variants.iter().map(|it| self.ty(&it.ty));
                value.list("choices", types.collect());
            }
            Kind::Enum(_) => {}
        }
        value.finish()
    }

    pub fn parameter(&mut self, it: &Parameter) -> Value {
        let mut value = Object::default();
        value.add("name", &*it.wire_name);
        value.add_some("docs", it.docs.as_deref().map(plain));
        let ty = self.ty(&it.ty);
        value.add("ty", without_text(ty));
        value.flag("required", it.required);
        constraints(&mut value, &it.constraints);
        value.finish()
    }

    fn field(&mut self, it: &Field) -> Value {
        let mut value = Object::default();
        value.add("name", &*it.wire_name);
        value.add_some("docs", it.docs.as_deref().map(plain));
        let ty = self.ty(&it.ty);
        value.add("ty", without_text(ty));
        value.flag("required", it.required);
        value.flag("read_only", it.read_only);
        value.flag("nullable", it.nullable);
        let is_secret = it.secret || *it.ty.leaf() == Type::Secret;
        value.add_some("default", it.default.as_deref().filter(|_| !is_secret));
        let mutability = it.mutability.iter().map(|it| Value::from(&**it));
        // An empty list in the spec has the same meaning as none.
        value.list("mutability", mutability.collect());
        constraints(&mut value, &it.constraints);
        value.finish()
    }

    /// Returns a type: the name of its kind, or an object if it has further properties.
    pub fn ty(&mut self, ty: &Type) -> Value {
        let mut nullable = false;
        let mut inner = ty;
        while let Type::Nullable(item) = inner {
            (nullable, inner) = (true, item);
        }
        let mut value = Object::default();
        let (kind, format) = kind(self.ir, inner);
        value.add("kind", kind);
        value.add("format", format);
        value.flag("nullable", nullable);
        match inner {
            Type::List(item) | Type::Map(item) => {
                let item = self.ty(item);
                value.add("items", without_text(item));
            }
            Type::Named(id) => match &self.ir.type_def(*id).kind {
                Kind::Enum(it) => {
                    let values = it.values.texts().into_iter();
                    value.list("values", values.map(|(it, _)| Value::from(it)).collect());
                    value.flag("closed", !it.open);
                }
                Kind::Struct(_) | Kind::Union(_) | Kind::Choice(_) => {
                    value.add("schema", self.index(*id));
                }
            },
            Type::String | Type::Secret | Type::Bool | Type::Int32 | Type::Int64 => {}
            Type::Uint64 | Type::Decimal => {}
            Type::Float | Type::DateTime | Type::DateTimeRfc1123 | Type::UnixTime => {}
            Type::Date | Type::Time | Type::Duration | Type::Base64 | Type::Base64Url => {}
            Type::Bytes | Type::File | Type::Json | Type::Nullable(_) => {}
        }
        match value.0.len() {
            1 => Value::from(kind),
            _ => value.finish(),
        }
    }
}

/// Removes the type of text without a format, which is the default.
fn without_text(ty: Value) -> Value {
    if ty == "Text" { Value::from("") } else { ty }
}

/// Returns the kind, and the format of a text or number.
fn kind(ir: &Ir, ty: &Type) -> (&'static str, &'static str) {
    match ty {
        Type::String | Type::Nullable(_) => ("Text", ""),
        Type::Secret => ("Secret", ""),
        Type::Bool => ("Bool", ""),
        Type::Int32 => ("Integer", "int32"),
        Type::Int64 => ("Integer", "int64"),
        Type::Uint64 => ("Integer", "uint64"),
        Type::UnixTime => ("Integer", "unixtime"),
        Type::Float => ("Number", ""),
        Type::Decimal => ("Number", "decimal"),
        Type::DateTime => ("Text", "date-time"),
        Type::DateTimeRfc1123 => ("Text", "date-time-rfc1123"),
        Type::Date => ("Text", "date"),
        Type::Time => ("Text", "time"),
        Type::Duration => ("Text", "duration"),
        Type::Base64 => ("Text", "byte"),
        Type::Base64Url => ("Text", "base64url"),
        Type::Bytes | Type::File => ("Bytes", ""),
        Type::Json => ("Any", ""),
        Type::List(_) => ("List", ""),
        Type::Map(_) => ("Map", ""),
        Type::Named(id) => match &ir.type_def(*id).kind {
            Kind::Struct(_) | Kind::Union(_) => ("Object", ""),
            Kind::Choice(_) => ("Any", ""),
            Kind::Enum(Enum { secret: true, .. }) => ("Secret", ""),
            Kind::Enum(Enum {
                values: Values::Integer(_),
                ..
            }) => ("Integer", ""),
            Kind::Enum(_) => ("Text", ""),
        },
    }
}

/// Adds the constraints with their names in the spec.
pub(super) fn constraints(value: &mut Object, it: &Constraints) {
    value.add_some("minLength", it.min_length);
    value.add_some("maxLength", it.max_length);
    value.add_some("pattern", it.pattern.as_deref());
    value.add_some("minimum", it.minimum);
    value.add_some("maximum", it.maximum);
    value.flag("exclusiveMinimum", it.exclusive_minimum);
    value.flag("exclusiveMaximum", it.exclusive_maximum);
    value.add_some("multipleOf", it.multiple_of);
    value.add_some("minItems", it.min_items);
    value.add_some("maxItems", it.max_items);
    value.flag("uniqueItems", it.unique_items);
}
