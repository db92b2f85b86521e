//! Parameters: those of the client, constants, constraints, and their order.

use openapiv3::{
    Parameter as SpecParameter, ParameterData, ParameterSchemaOrContent, QueryStyle, Schema,
};
use serde_json::Value;

use super::constraints::constraints;
use super::enums::is_open;
use super::operation::item;
use super::placeholder::{is_scope, may_be_empty, meant_by, undeclared_names};
use super::schema::SchemaRef;
use super::service::is_of_method;
use super::{Lowerer, described, keywords, placeholder};
use crate::diagnostics::{Location, code};
use crate::ir::{
    ApiVersion, Constraints, Enum, ListStyle, Parameter, ParameterLocation, Type, Values, Variable,
};
use crate::upgrade::{
    ALLOW_RESERVED, AT, IN_HOST, SCHEMA_AT, STYLE, SpecOperation, TAB_SEPARATED, boolean,
};

/// Headers for framing and routing, which only the transport can set.
const FRAMING: [&str; 8] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The parameters of one operation, grouped by their source.
#[derive(Default)]
pub(super) struct Parameters {
    pub list: Vec<Parameter>,
    pub form: Vec<Parameter>,
    /// The variables of the host.
    pub host: Vec<Variable>,
    pub api_version: Option<ApiVersion>,
    pub subscription: bool,
}

impl<'a> Lowerer<'a> {
    /// Lowers the parameters of an operation. `Err` contains the reason if the operation cannot be sent.
    pub(super) fn parameters(&mut self, spec: &'a SpecOperation) -> Result<Parameters, String> {
        let mut parameters = Parameters::default();
        for parameter in spec.operation.parameters.iter().filter_map(item) {
            let (data, location, style) = parts(parameter);
            let at = self.located(&data.extensions, AT, &spec.at);
            if location == ParameterLocation::Path
                && !spec.path.contains(&format!("{{{}}}", data.name))
            {
                // A misspelled one is reported with its placeholder.
                if meant_by(&data.name, &undeclared_names(spec)).is_some() {
                    continue;
                }
                self.warn(
                    &code::UNUSED_PARAMETER,
                    at.child("name"),
                    format!(
                        "the path has no `{{{}}}`; the parameter is left out",
                        data.name
                    ),
                );
                continue;
            }
            if location == ParameterLocation::Host && !is_of_method(data) {
                parameters.host.push(self.variable(data, spec));
                continue;
            }
            if location == ParameterLocation::Header && self.frames(data, &at)? {
                continue;
            }
            if let Some(version) = self.api_version(spec, data, location) {
                if version.value.is_empty() {
                    let message = "the operation takes an api-version, but the document has no `info.version`";
                    self.diagnostics
                        .error(&code::NO_API_VERSION, at, message)
                        .help("give the document its version, or the parameter a single value");
                }
                parameters.api_version = Some(version);
                continue;
            }
            if is_subscription(data, location) {
                parameters.subscription = true;
                continue;
            }
            let parameter = self.parameter(data, location, style, spec);
            parameters.list.push(parameter);
        }
        parameters.form = self.form(spec);
        self.undeclared(spec, &mut parameters);
        order(spec, &mut parameters.list);
        Ok(parameters)
    }

    /// Returns `true` if a header is set by the transport and left out. Returns `Err` if the operation depends on it.
    fn frames(&mut self, data: &ParameterData, at: &Location) -> Result<bool, String> {
        let name = data.name.to_ascii_lowercase();
        if !FRAMING.contains(&name.as_str()) {
            return Ok(false);
        }
        if name != "content-length" {
            return Err(format!(
                "the header `{}`, which only the transport can set",
                data.name
            ));
        }
        let message =
            "the header `Content-Length` is left out: the transport sets it from the body";
        self.warn(&code::FRAMING_HEADER, at.clone(), message.to_owned());
        Ok(true)
    }

    fn parameter(
        &mut self,
        data: &'a ParameterData,
        location: ParameterLocation,
        style: ListStyle,
        spec: &SpecOperation,
    ) -> Parameter {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Some(schema),
            ParameterSchemaOrContent::Content(_) => None,
        };
        let at = self.located(&data.extensions, SCHEMA_AT, &spec.at);
        let mut ty = schema.map_or(Type::String, |schema| self.type_of_part(schema, &at));
        let extension = |name: &str| data.extensions.get(name);
        // The spec declares the type of one header of the collection.
        let prefix = extension("x-ms-header-collection-prefix").and_then(Value::as_str);
        if prefix.is_some() && !matches!(ty, Type::Map(_)) {
            ty = Type::Map(Box::new(ty));
        }
        let has_style = extension(STYLE).is_some() && location != ParameterLocation::Host;
        let (mut ty, structured) = self.sendable(ty, prefix.is_some(), has_style, style, &at);
        let style = match structured && !has_style {
            true => ListStyle::Json,
            false => style,
        };
        if let Some(schema) = schema {
            self.check_parts(schema.into(), &ty, style, &at);
        }
        let constant = self.constant(data, &ty);
        if constant.is_none()
            && (extension("x-ms-secret").and_then(boolean) == Some(true)
                || schema.is_some_and(|it| self.is_secret(it.into())))
        {
            // Values of all types are sent as text.
            *ty.leaf_mut() = Type::Secret;
        }
        Parameter {
            wire_name: prefix.unwrap_or(&data.name).to_owned(),
            client_name: extension("x-ms-client-name")
                .and_then(Value::as_str)
                .unwrap_or(&data.name)
                .to_owned(),
            docs: described(&data.description),
            location,
            constant,
            constraints: schema
                .map(|it| self.constraints_of(it.into(), &at))
                .unwrap_or_default(),
            required: data.required,
            deprecated: data.deprecated == Some(true),
            default: schema
                .and_then(|it| self.default_of(it.into()))
                .map(Value::to_string),
            style,
            verbatim: extension("x-ms-skip-url-encoding").and_then(boolean) == Some(true)
                || extension(ALLOW_RESERVED).is_some()
                || (location == ParameterLocation::Path && is_scope(&data.name, spec)),
            prefix: prefix.is_some(),
            allow_empty: location == ParameterLocation::Path && may_be_empty(data, schema, spec),
            structured,
            media_type: None,
            headers: Vec::new(),
            ty,
        }
    }

    /// Returns a type that can be written into a URL, a header or a form, and true if the style serializes an object or a list
    /// of lists. Without a style, they are sent as JSON.
    pub(super) fn sendable(
        &mut self,
        ty: Type,
        prefix: bool,
        has_style: bool,
        style: ListStyle,
        at: &Location,
    ) -> (Type, bool) {
        let is_text = |ty: &Type| match ty {
            Type::Named(_) => self.as_enum(ty).is_some(),
            _ => !matches!(ty, Type::List(_) | Type::Map(_) | Type::Nullable(_)),
        };
        let is_sendable = match &ty {
            Type::Map(item) => prefix && **item == Type::String,
            Type::List(item) => match &**item {
                // A null item keeps the positions of the others.
                Type::Nullable(item) => is_text(item),
                item => is_text(item),
            },
            Type::Nullable(item) => is_text(item),
            _ => is_text(&ty),
        };
        let is_json = has_style && style == ListStyle::Json && ty != Type::Json;
        if is_sendable && !is_json {
            return (ty, false);
        }
        if has_style && !prefix {
            return (ty, true);
        }
        let is_list = matches!(ty, Type::List(_));
        self.report_object(is_list, at);
        (Type::Json, is_list)
    }

    fn report_object(&mut self, is_list: bool, at: &Location) {
        let nature = match is_list {
            true => "a list of lists or objects",
            false => "an object",
        };
        let message = format!(
            "the parameter is {nature}, which cannot be serialized in a URL or a header; it is sent as JSON"
        );
        self.warn(&code::OBJECT_PARAMETER, at.clone(), message);
    }

    /// Reports an object without declared properties, and constraints of the items of a list.
    fn check_parts(&mut self, schema: SchemaRef<'a>, ty: &Type, style: ListStyle, at: &Location) {
        let all = self.aliased(schema);
        let mut all = all.into_iter().filter_map(keywords);
        match ty {
            Type::Json => {
                let is_object = all.any(|it| it.typ.as_deref() == Some("object"));
                if is_object && style != ListStyle::Json {
                    self.report_object(false, at);
                }
            }
            Type::List(_) => {
                let items = all.find_map(|it| it.items.as_ref());
                let items = items.map(|it| self.aliased(it.into())).unwrap_or_default();
                let mut constraints = items.into_iter().filter_map(keywords).map(constraints);
                if constraints.any(|it| it != Constraints::default()) {
                    let message = "the constraints of the items are left to the service: clients check those of the list";
                    self.warn(&code::UNREAD_KEYWORD, at.clone(), message.to_owned());
                }
            }
            _ => {}
        }
    }

    /// A required parameter with a single allowed value is a constant, not an argument.
    fn constant(&self, data: &ParameterData, ty: &Type) -> Option<String> {
        let Enum {
            values: Values::Text(values),
            open: false,
            ..
        } = self.as_enum(ty)?
        else {
            return None;
        };
        // Enums with the same name and values are one type, although only one of them may be open.
        let own = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => self.schema_of(schema.into()),
            ParameterSchemaOrContent::Content(_) => None,
        };
        match values.as_slice() {
            [value] if data.required && !own.is_some_and(is_open) => Some(value.value.clone()),
            _ => None,
        }
    }

    /// Returns the api-version if the parameter carries it: its only value, or else the version of the document.
    fn api_version(
        &self,
        spec: &SpecOperation,
        data: &'a ParameterData,
        location: ParameterLocation,
    ) -> Option<ApiVersion> {
        let marked = data.extensions.get("x-ms-api-version").and_then(boolean);
        let named = data.name.eq_ignore_ascii_case("api-version")
            || (location == ParameterLocation::Path
                && data.name.eq_ignore_ascii_case("apiVersion"));
        if marked == Some(false) || !(named || marked == Some(true)) {
            return None;
        }
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Some(SchemaRef::from(schema)),
            ParameterSchemaOrContent::Content(_) => None,
        };
        let only = |schema: &Schema| match keywords(schema)?.enumeration.as_slice() {
            [Value::String(only)] => Some(only.clone()),
            _ => None,
        };
        let fixed = schema.and_then(|it| {
            let only = self.aliased(it).into_iter().find_map(only);
            only.or_else(|| self.default_of(it)?.as_str().map(str::to_owned))
        });
        Some(ApiVersion {
            name: data.name.clone(),
            value: fixed.unwrap_or_else(|| spec.api_version.clone()),
            location,
        })
    }
}

pub(super) fn parts(parameter: &SpecParameter) -> (&ParameterData, ParameterLocation, ListStyle) {
    let (data, location, query) = match parameter {
        SpecParameter::Path { parameter_data, .. } => {
            (parameter_data, ParameterLocation::Path, None)
        }
        SpecParameter::Header { parameter_data, .. }
        | SpecParameter::Cookie { parameter_data, .. } => {
            (parameter_data, ParameterLocation::Header, None)
        }
        SpecParameter::Query {
            parameter_data,
            style,
            ..
        } => (parameter_data, ParameterLocation::Query, Some(style)),
    };
    let location = if data.extensions.contains_key(IN_HOST) {
        ParameterLocation::Host
    } else {
        location
    };
    let named = data.extensions.get(STYLE).and_then(Value::as_str);
    if let Some(style) = named.and_then(named_style) {
        return (data, location, style);
    }
    let style = match query {
        Some(QueryStyle::SpaceDelimited) => ListStyle::Ssv,
        Some(QueryStyle::PipeDelimited) => ListStyle::Pipes,
        _ if data.extensions.contains_key(TAB_SEPARATED) => ListStyle::Tsv,
        Some(_) if data.explode == Some(true) => ListStyle::Multi,
        _ => ListStyle::Csv,
    };
    (data, location, style)
}

/// Returns the style of OpenAPI 3 with the given name, in which a star stands for `explode`.
fn named_style(style: &str) -> Option<ListStyle> {
    Some(match style {
        "simple" | "form" => ListStyle::Simple,
        "simple*" => ListStyle::SimpleExploded,
        "label" => ListStyle::Label,
        "label*" => ListStyle::LabelExploded,
        "matrix" => ListStyle::Matrix,
        "matrix*" => ListStyle::MatrixExploded,
        "form*" | "spaceDelimited*" | "pipeDelimited*" => ListStyle::Multi,
        "deepObject" | "deepObject*" => ListStyle::DeepObject,
        "json" => ListStyle::Json,
        _ => return None,
    })
}

/// Returns `true` for the subscription ID, unless the spec declares it as a parameter of the method.
fn is_subscription(data: &ParameterData, location: ParameterLocation) -> bool {
    let of_method = data
        .extensions
        .get("x-ms-parameter-location")
        .is_some_and(|it| it == "method");
    location == ParameterLocation::Path && placeholder::is_subscription(&data.name) && !of_method
}

/// Sorts host and path parameters by their templates, followed by required and then optional ones in the order of the spec.
fn order(spec: &SpecOperation, list: &mut [Parameter]) {
    let position =
        |template: &str, name: &str| template.find(&format!("{{{name}}}")).unwrap_or(usize::MAX);
    list.sort_by_key(|it| match it.location {
        ParameterLocation::Host => (
            0,
            spec.service
                .as_deref()
                .map_or(0, |service| position(&service.endpoint, &it.wire_name)),
        ),
        ParameterLocation::Path => (1, position(&spec.path, &it.wire_name)),
        _ => (if it.required { 2 } else { 3 }, 0),
    });
}
