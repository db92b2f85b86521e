//! Forms: all declared fields become parameters.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, ReferenceOr, Schema};

use super::constraints::constraints;
use super::scalar::scalar;
use super::schema::{SchemaRef, Shape, client_name};
use super::{Lowerer, below, docs, keywords};
use crate::diagnostics::{Location, code};
use crate::ir::{ListStyle, Parameter, ParameterLocation, Type};
use crate::resolve::SchemaId;
use crate::upgrade::{
    AT, EXPLODED, PART_HEADERS, PIPE_SEPARATED, SCHEMA_AT, SPACE_SEPARATED, STYLE, SpecOperation,
    TAB_SEPARATED, is_form, is_multipart,
};

/// The fields found so far, with their source locations.
#[derive(Default)]
struct Fields<'a> {
    properties: IndexMap<&'a str, (&'a ReferenceOr<Box<Schema>>, Location)>,
    required: BTreeSet<&'a str>,
    is_open: bool,
    visited: BTreeSet<SchemaId>,
}

impl<'a> Lowerer<'a> {
    /// Lowers the fields of a form to parameters.
    pub(super) fn form(&mut self, spec: &'a SpecOperation) -> Vec<Parameter> {
        let Some(ReferenceOr::Item(body)) = &spec.operation.request_body else {
            return Vec::new();
        };
        let chosen = super::body::chosen(body);
        let Some((media_type, content)) = chosen.filter(|(it, _)| is_form(it)) else {
            return Vec::new();
        };
        let Some(schema) = &content.schema else {
            return Vec::new();
        };
        let marked = self.graph.marked(&content.extensions, SCHEMA_AT);
        let at = marked.clone().unwrap_or_else(|| spec.at.clone());
        let mut fields = Fields::default();
        self.gather(schema.into(), &at, &mut fields);
        if fields.is_open {
            let message = "only the declared fields of the form are sent";
            self.warn(&code::UNREAD_KEYWORD, at, message.to_owned());
        }
        for name in content.encoding.keys() {
            if let Some(schema_at) = marked.as_ref().filter(|it| it.pointer.ends_with("/schema"))
                && !fields.properties.contains_key(name.as_str())
            {
                let mut at = schema_at.clone();
                at.pointer.truncate(at.pointer.len() - "/schema".len());
                let at = below(&at, "encoding").child(name);
                let message = format!("the encoding is ignored: the form has no field `{name}`");
                self.warn(&code::UNREAD_KEYWORD, at, message);
            }
        }
        let is_multipart = is_multipart(media_type);
        let fields_of = std::mem::take(&mut fields.properties);
        let mut form = Vec::new();
        for (name, (property, at)) in fields_of {
            let is_required = fields.required.contains(name);
            let field = FormField {
                name,
                property,
                is_required,
                encoding: content.encoding.get(name),
                // Swagger declares the fields of a form as parameters.
                is_openapi: marked.is_some(),
                is_multipart,
            };
            form.push(self.field_of_form(field, at));
        }
        form
    }

    /// Returns `true` if a form has any fields.
    pub(super) fn has_fields(&self, content: &'a MediaType, at: &Location) -> bool {
        let mut fields = Fields::default();
        if let Some(schema) = &content.schema {
            self.gather(schema.into(), at, &mut fields);
        }
        !fields.properties.is_empty()
    }

    /// Collects the properties of a schema, of its bases, and of its choices. The latter are optional.
    fn gather(&self, schema: SchemaRef<'a>, at: &Location, fields: &mut Fields<'a>) {
        let mut at = at.clone();
        if let SchemaRef::Reference(reference) = schema {
            let Some(id) = self.graph.lookup(reference) else {
                return;
            };
            if !fields.visited.insert(id) {
                return;
            }
            at = self.definition(id).at.clone();
        }
        let Some(any) = self.schema_of(schema).and_then(keywords) else {
            return;
        };
        for (index, base) in any.all_of.iter().enumerate() {
            self.gather(base.into(), &below(&at, &format!("allOf/{index}")), fields);
        }
        let properties = below(&at, "properties");
        for (name, property) in &any.properties {
            let at = properties.child(name);
            fields.properties.insert(name, (property, at));
        }
        fields
            .required
            .extend(any.required.iter().map(String::as_str));
        fields.is_open |= any
            .additional_properties
            .as_ref()
            .is_some_and(|it| !matches!(it, openapiv3::AdditionalProperties::Any(false)));
        for (key, choices) in [("oneOf", &any.one_of), ("anyOf", &any.any_of)] {
            let mut always: Option<BTreeSet<&str>> = None;
            for (index, choice) in choices.iter().enumerate() {
                let mut part = Fields {
                    visited: fields.visited.clone(),
                    ..Fields::default()
                };
                self.gather(
                    choice.into(),
                    &below(&at, &format!("{key}/{index}")),
                    &mut part,
                );
                for (name, found) in part.properties {
                    fields.properties.entry(name).or_insert(found);
                }
                always = Some(match always {
                    Some(it) => it.intersection(&part.required).copied().collect(),
                    None => part.required,
                });
            }
            fields.required.extend(always.into_iter().flatten());
        }
    }

    fn field_of_form(&mut self, field: FormField<'a>, at: Location) -> Parameter {
        let name = field.name;
        let own = self.own_schema(field.property.into());
        let at = match own {
            Some(schema) if !field.is_openapi => {
                self.located(&schema.schema_data.extensions, AT, &at)
            }
            _ => at,
        };
        let style = field.style(own);
        let ty = match self.file_type(field.property.into()) {
            Some(ty) if field.is_multipart => ty,
            _ => self.type_of_part(field.property, &at),
        };
        let media_type = field.encoding.and_then(|it| it.content_type.clone());
        let is_json = media_type.as_deref().is_some_and(super::body::is_json);
        let (ty, structured) = self.sendable(ty, false, field.is_openapi, style, &at);
        Parameter {
            wire_name: name.to_owned(),
            client_name: own.and_then(client_name).unwrap_or_else(|| name.to_owned()),
            docs: own.and_then(docs),
            location: ParameterLocation::Form,
            required: field.is_required,
            deprecated: false,
            constraints: own.and_then(keywords).map(constraints).unwrap_or_default(),
            // A list that is sent as JSON is one part.
            style: match &ty {
                Type::List(_) if is_json => ListStyle::Csv,
                _ => style,
            },
            structured: structured || (is_json && matches!(ty, Type::List(_))),
            media_type: media_type.filter(|_| field.is_multipart),
            headers: field.headers(),
            verbatim: false,
            constant: None,
            default: self
                .default_of(field.property.into())
                .map(ToString::to_string),
            prefix: false,
            allow_empty: false,
            ty,
        }
    }

    /// Returns the type of a field that is a file, a list of files, or a choice of both.
    fn file_type(&self, property: SchemaRef<'a>) -> Option<Type> {
        let schema = self.schema_of(property)?;
        let is_file = |schema: &Schema| {
            keywords(schema).and_then(|it| scalar(schema, it)) == Some(Type::Bytes)
        };
        match self.shape(schema, false) {
            Shape::Scalar if is_file(schema) => Some(Type::File),
            Shape::List(Some(items)) if self.schema_of(items).is_some_and(is_file) => {
                Some(Type::List(Box::new(Type::File)))
            }
            Shape::Other(other) => self.file_type(other),
            Shape::Choice(_, choices) => {
                let types = choices.iter().map(|it| self.file_type(it.into()));
                let types: Option<Vec<Type>> = types.collect();
                let types = types.filter(|it| !it.is_empty())?;
                let list = types.iter().find(|it| **it != Type::File);
                Some(list.cloned().unwrap_or(Type::File))
            }
            _ => None,
        }
    }
}

/// One field with its encoding.
struct FormField<'a> {
    name: &'a str,
    property: &'a ReferenceOr<Box<Schema>>,
    is_required: bool,
    encoding: Option<&'a Encoding>,
    is_openapi: bool,
    is_multipart: bool,
}

impl FormField<'_> {
    /// Returns the headers of the part that have a fixed value.
    fn headers(&self) -> Vec<(String, String)> {
        let declared = self
            .encoding
            .and_then(|it| it.extensions.get(PART_HEADERS)?.as_object());
        let declared = declared.into_iter().flatten();
        let texts = declared.filter_map(|(name, it)| Some((name.clone(), it.as_str()?.to_owned())));
        texts.collect()
    }

    fn style(&self, schema: Option<&Schema>) -> ListStyle {
        if !self.is_openapi {
            return schema.map_or(ListStyle::Csv, form_style);
        }
        let encoding = self.encoding.filter(|_| !self.is_multipart);
        let style = encoding.and_then(|it| it.extensions.get(STYLE)?.as_str());
        match style {
            Some("deepObject") => ListStyle::DeepObject,
            // Each item of a list is sent as a field of its own.
            _ if encoding.is_none_or(|it| it.explode) => ListStyle::Multi,
            Some("spaceDelimited") => ListStyle::Ssv,
            Some("pipeDelimited") => ListStyle::Pipes,
            _ => ListStyle::Csv,
        }
    }
}

/// Returns the serialization of lists in forms of Swagger.
fn form_style(schema: &Schema) -> ListStyle {
    let styles = [
        (EXPLODED, ListStyle::Multi),
        (SPACE_SEPARATED, ListStyle::Ssv),
        (PIPE_SEPARATED, ListStyle::Pipes),
        (TAB_SEPARATED, ListStyle::Tsv),
    ];
    let extensions = &schema.schema_data.extensions;
    let found = styles
        .iter()
        .find(|(mark, _)| extensions.contains_key(*mark));
    found.map_or(ListStyle::Csv, |(_, style)| *style)
}
