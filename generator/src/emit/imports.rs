//! Types and other names as text, with their imports.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::Context;
use super::format::File;
use crate::ir::{Content, Kind, Response, ResponseShape, Type, TypeId};

/// The runtime types that the output uses without a path, unless a model has the same name.
pub(super) const RUNTIME_TYPES: [&str; 18] = [
    "AsJson",
    "Base64",
    "Base64Url",
    "Bytes",
    "Date",
    "DateTime",
    "DateTimeRfc1123",
    "Decimal",
    "Duration",
    "FilePart",
    "JsonMap",
    "JsonValue",
    "Map",
    "Nullable",
    "Secret",
    "Time",
    "UnixTime",
    "Xml",
];

/// The names that one file uses. Emitters request each name here, so that exactly the used names are imported.
pub(super) struct Imports<'a> {
    context: &'a Context<'a>,
    /// True if models are written `models::Name`, as in all files but their own.
    qualified: bool,
    runtime: RefCell<BTreeSet<&'static str>>,
    parameters: RefCell<BTreeSet<&'a str>>,
    uses_models: Cell<bool>,
}

impl<'a> Imports<'a> {
    /// Creates the imports of the file of the models.
    pub fn of_models(context: &'a Context<'a>) -> Self {
        Self {
            context,
            qualified: false,
            runtime: RefCell::default(),
            parameters: RefCell::default(),
            uses_models: Cell::new(false),
        }
    }

    /// Creates the imports of any other file.
    pub fn new(context: &'a Context<'a>) -> Self {
        Self {
            qualified: true,
            ..Self::of_models(context)
        }
    }

    /// Returns the name of a model.
    pub fn model(&self, id: TypeId) -> Cow<'a, str> {
        let name = self.context.ir.type_def(id).name();
        if !self.qualified {
            return name.into();
        }
        self.uses_models.set(true);
        format!("models::{name}").into()
    }

    /// Returns `true` if the file has to import the module of models.
    pub fn uses_models(&self) -> bool {
        self.uses_models.get()
    }

    /// Returns the constant of a parameter.
    pub fn parameter(&self, constant: &'a str) -> &'a str {
        self.parameters.borrow_mut().insert(constant);
        constant
    }

    /// Returns the type of a field, an item or a parameter.
    pub fn ty(&self, ty: &Type) -> Cow<'a, str> {
        match ty {
            Type::String => "String".into(),
            Type::Bool => "bool".into(),
            Type::Int32 => "i32".into(),
            Type::Int64 => "i64".into(),
            Type::Uint64 => "u64".into(),
            Type::Float => "f64".into(),
            Type::Named(id) => self.model(*id),
            Type::List(item) => format!("Vec<{}>", self.ty(item)).into(),
            Type::Map(item) => format!("{}<{}>", self.runtime("Map"), self.ty(item)).into(),
            Type::Nullable(item) => format!("Option<{}>", self.ty(item)).into(),
            Type::Secret => self.runtime("Secret"),
            Type::Decimal => self.runtime("Decimal"),
            Type::DateTime => self.runtime("DateTime"),
            Type::DateTimeRfc1123 => self.runtime("DateTimeRfc1123"),
            Type::UnixTime => self.runtime("UnixTime"),
            Type::Date => self.runtime("Date"),
            Type::Time => self.runtime("Time"),
            Type::Duration => self.runtime("Duration"),
            Type::Base64 => self.runtime("Base64"),
            Type::Base64Url => self.runtime("Base64Url"),
            Type::Bytes => self.runtime("Bytes"),
            Type::File => self.runtime("FilePart"),
            Type::Json => self.runtime("JsonValue"),
        }
    }

    /// Returns the kind of a named type.
    pub fn kind(&self, id: TypeId) -> &'a Kind {
        &self.context.ir.type_def(id).def().kind
    }

    /// Returns a name of the runtime.
    pub fn runtime(&self, name: &'static str) -> Cow<'a, str> {
        if self.context.shadowed.contains(name) {
            return format!("arm_runtime::{name}").into();
        }
        self.runtime.borrow_mut().insert(name);
        name.into()
    }

    /// Returns the used names of the runtime, types before macros.
    pub fn names(&self) -> Vec<&'static str> {
        let (macros, mut types): (Vec<&str>, Vec<&str>) = self
            .runtime
            .borrow()
            .iter()
            .partition(|it| it.chars().all(|it| it.is_ascii_lowercase() || it == '_'));
        types.extend(macros);
        types
    }

    /// Writes the `use` items of the used names.
    pub fn write(&self, file: &mut File) {
        self.write_outside(file);
        let parameters = self.parameters.borrow();
        if self.uses_models.get() || !parameters.is_empty() {
            file.gap();
        }
        if self.uses_models.get() {
            file.code("use super::models;");
        }
        file.import("super::parameters", parameters.iter().copied());
    }

    /// Writes the `use` items of the runtime only.
    pub fn write_outside(&self, file: &mut File) {
        let names = self.names();
        if !names.is_empty() {
            file.gap();
            file.import("arm_runtime", names);
        }
    }

    /// Returns the result type of an operation without `Call`, `Pager` or `Poller`.
    pub fn response(&self, response: &Response) -> Cow<'a, str> {
        let ty = match (&response.ty, response.content, &response.shape) {
            (None, ..) => return "()".into(),
            (Some(_), Content::Text, ResponseShape::Call) => self.runtime("Text"),
            (Some(Type::Bytes), ..) => self.runtime("Bytes"),
            (Some(ty), ..) => self.ty(ty),
        };
        match response.optional {
            true => format!("Option<{ty}>").into(),
            false => ty,
        }
    }

    /// Returns `true` if arguments of the type are passed by value.
    pub fn by_value(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool | Type::Int32 | Type::Int64 | Type::Uint64 | Type::Float => true,
            Type::Named(id) => matches!(self.kind(*id), Kind::Enum(_)),
            Type::String | Type::Secret | Type::Base64 | Type::Base64Url | Type::Bytes => false,
            Type::DateTime | Type::DateTimeRfc1123 | Type::UnixTime | Type::Date => false,
            Type::Decimal | Type::Time | Type::Duration | Type::File | Type::Json => false,
            Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
        }
    }

    /// Returns the type of an argument.
    pub fn argument(&self, ty: &Type) -> Cow<'a, str> {
        match ty {
            Type::String => "&str".into(),
            // Files can be passed as content without a name.
            Type::File => format!("impl Into<{}>", self.ty(ty)).into(),
            Type::List(item) => format!("&[{}]", self.ty(item)).into(),
            other if self.by_value(other) => self.ty(other),
            other => format!("&{}", self.ty(other)).into(),
        }
    }
}
