//! Responses: the statuses of success, and the type and shape of the result.

use indexmap::IndexMap;
use openapiv3::{
    ParameterSchemaOrContent, ReferenceOr, Response as SpecResponse, StatusCode as SpecStatus,
};
use serde_json::Value;

use super::body::{is_json, is_sequence, without_schema};
use super::schema::SchemaRef;
use super::{Lowerer, described};
use crate::diagnostics::{Location, code};
use crate::ir::{
    Content, FinalState, Header, Kind, Method, Pageable, Response, ResponseShape, Status,
    StatusCode, Type, distinct_responses,
};
use crate::upgrade::{FINAL_STATE_SCHEMA, SCHEMA_AT, SpecOperation, boolean};

/// The lowered responses of an operation.
pub(super) struct Responses {
    pub success: Vec<Status>,
    pub errors: Vec<Status>,
    pub response: Response,
    pub accept: String,
}

impl<'a> Lowerer<'a> {
    /// Lowers the responses of an operation. `Err` contains the reason if they cannot be read.
    pub(super) fn responses(
        &mut self,
        spec: &'a SpecOperation,
        method: Method,
    ) -> Result<Responses, String> {
        let responses = &spec.operation.responses;
        // Each success with its media types, and true if its body may be null.
        let mut success: Vec<(Status, (Vec<&str>, bool))> = Vec::new();
        let mut errors = Vec::new();
        for (status, response) in &responses.responses {
            let ReferenceOr::Item(response) = response else {
                continue;
            };
            let code = match status {
                SpecStatus::Code(code) => StatusCode::Exact(*code),
                SpecStatus::Range(digit) => StatusCode::Range(*digit),
            };
            let (lowered, body) = self.status(code, response, &spec.at);
            if is_success(code, method, response) {
                success.push((lowered, body));
            } else {
                errors.push(lowered);
            }
        }
        if let Some(ReferenceOr::Item(response)) = &responses.default {
            let (lowered, body) = self.status(StatusCode::Default, response, &spec.at);
            if success.is_empty() && !self.is_error(response, lowered.ty.as_ref()) {
                // The only declared response is the result.
                success.push((lowered, body));
            } else {
                if success.is_empty() && lowered.ty.is_some() && !is_marked(response) {
                    let message = "the operation declares no success: `default` has the form of an error; any 2xx is a success, \
                                   whose body is ignored";
                    let at = spec.at.child("responses").child("default");
                    self.warn(&code::NO_RESPONSES, at, message.to_owned());
                }
                errors.push(lowered);
            }
        }
        success.sort_by_key(|it| it.0.code);
        errors.sort_by_key(|it| it.code);
        let (success, bodies): (Vec<Status>, Vec<_>) = success.into_iter().unzip();
        let mut pairs = success.iter().zip(&bodies);
        let result = pairs.find_map(|(it, (types, _))| Some((it.ty.as_ref()?, types.as_slice())));
        let content = match result {
            Some((ty, [media_type, ..])) => self.content_of(media_type, ty),
            _ => Content::Json,
        };
        let media_types = result.map_or(&[][..], |it| it.1);
        let mut response = self.response(spec, method, &success, content);
        let is_result = |status: &Status| status.ty.is_some() && status.ty == response.ty;
        let mut pairs = success.iter().zip(&bodies);
        response.optional |= response.shape != ResponseShape::Exists
            && content == Content::Json
            && response.ty != Some(Type::Json)
            && pairs.any(|(status, (_, is_nullable))| *is_nullable && is_result(status));
        if content == Content::Xml && matches!(response.shape, ResponseShape::LongRunning(_)) {
            return Err("a long-running operation with an XML result".to_owned());
        }
        Ok(Responses {
            success,
            errors,
            response,
            accept: accept(content, media_types),
        })
    }

    /// Returns `true` if a default response is for errors: if it is marked as such, or its model has the name or form of an
    /// error.
    fn is_error(&mut self, response: &SpecResponse, ty: Option<&Type>) -> bool {
        if is_marked(response) {
            return true;
        }
        let Some(Type::Named(id)) = ty else {
            return false;
        };
        let name = self.types[id.0].spec_name.to_ascii_lowercase();
        let Some(Kind::Struct(model)) = self.kind(*id) else {
            return name.contains("error");
        };
        let has = |name: &str| {
            let mut fields = model.fields.iter();
            fields.any(|it| it.wire_name.eq_ignore_ascii_case(name))
        };
        name.contains("error")
            || has("error")
            || has("odata.error")
            || (has("code") && has("message"))
    }

    /// Lowers a response. Returns its media types, and true if its body may be null.
    fn status(
        &mut self,
        code: StatusCode,
        response: &'a SpecResponse,
        operation: &Location,
    ) -> (Status, (Vec<&'a str>, bool)) {
        let mut entries: Vec<_> = response.content.iter().collect();
        entries.sort_by_key(|(name, _)| !is_json(name));
        if let Some((chosen, declared)) = entries.first() {
            let others = entries[1..].iter().copied();
            self.unread_media_types("read", (chosen, declared), others, operation);
        }
        let ty = entries
            .first()
            .map(|(name, content)| match &content.schema {
                Some(_) if is_sequence(name) => Type::Bytes,
                Some(schema) => {
                    let at = self.located(&content.extensions, SCHEMA_AT, operation);
                    self.type_of(schema, &at)
                }
                None => without_schema(name),
            });
        let mut headers = Vec::new();
        for (name, header) in &response.headers {
            let ReferenceOr::Item(header) = header else {
                continue;
            };
            let ParameterSchemaOrContent::Schema(schema) = &header.format else {
                continue;
            };
            let at = self.located(&header.extensions, SCHEMA_AT, operation);
            let ty = self.type_of(schema, &at);
            let text = |name: &str| Some(header.extensions.get(name)?.as_str()?.to_owned());
            headers.push(Header {
                name: name.clone(),
                ty,
                docs: described(&header.description),
                prefix: text("x-ms-header-collection-prefix"),
            });
        }
        let schema = entries.first().and_then(|(_, it)| it.schema.as_ref());
        let is_nullable = schema.is_some_and(|it| self.is_nullable(it.into()));
        let media_types = entries.iter().map(|(name, _)| name.as_str()).collect();
        (Status { code, ty, headers }, (media_types, is_nullable))
    }

    fn response(
        &mut self,
        spec: &'a SpecOperation,
        method: Method,
        success: &[Status],
        content: Content,
    ) -> Response {
        let extensions = &spec.operation.extensions;
        let long = flag(extensions, "x-ms-long-running-operation");
        let exists =
            method == Method::Head && success.iter().any(|it| it.code == StatusCode::Exact(404));
        // The final response is a 200 or 201. The first body of an accepted operation is a status at most.
        let settled = |it: &&Status| !long || it.code != StatusCode::Exact(202);
        let mut types = distinct_responses(success).filter(settled);
        let ty = types
            .find_map(|it| it.ty.clone())
            .or_else(|| success.iter().find_map(|it| it.ty.clone()));
        let ty = ty.filter(|_| method != Method::Head);
        let named = self.final_state_type(spec).filter(|_| long);
        let is_named = named.is_some();
        let ty = named.or(ty);
        let optional = ty.is_some()
            && !is_named
            && distinct_responses(success)
                .filter(settled)
                .any(|it| it.ty.is_none() && !(long && it.code == StatusCode::Exact(204)));
        if exists {
            return Response {
                shape: ResponseShape::Exists,
                ty: Some(Type::Bool),
                optional: false,
                secret: false,
                content,
            };
        }
        let (shape, ty, optional) = match (long.then(|| final_state(extensions)), content) {
            (Some(state), _) => (ResponseShape::LongRunning(state), ty, optional),
            (None, Content::Bytes) => (ResponseShape::Call, ty.map(|_| Type::Bytes), false),
            (None, Content::Text) => (ResponseShape::Call, ty.map(|_| Type::String), false),
            (None, Content::Json | Content::Xml) => (ResponseShape::Call, ty, optional),
            (None, Content::Form) => (ResponseShape::Call, ty, false),
        };
        Response {
            shape,
            ty,
            optional,
            secret: false,
            content,
        }
    }

    /// Returns the type of `final-state-schema`.
    fn final_state_type(&mut self, spec: &'a SpecOperation) -> Option<Type> {
        let reference = spec
            .operation
            .extensions
            .get(FINAL_STATE_SCHEMA)?
            .as_str()?;
        let at = spec.at.child("x-ms-long-running-operation-options");
        Some(self.type_of(SchemaRef::Reference(reference), &at))
    }
}

/// Returns `true` for declared statuses that are not marked as errors, except for 4xx and 5xx: they are always errors. For
/// HEAD, 404 is a success, since it shows that the resource does not exist. Of the ranges, only 2XX is success.
fn is_success(status: StatusCode, method: Method, response: &SpecResponse) -> bool {
    let is_success = match status {
        StatusCode::Exact(code) => code < 400 || (code == 404 && method == Method::Head),
        StatusCode::Range(digit) => digit == 2,
        StatusCode::Default => false,
    };
    is_success && !is_marked(response)
}

/// Returns `true` if a response is declared as an error.
fn is_marked(response: &SpecResponse) -> bool {
    flag(&response.extensions, "x-ms-error-response")
}

/// Returns the header `Accept`. For files, JSON comes last: it is the format of errors for every kind of response.
fn accept(content: Content, media_types: &[&str]) -> String {
    const JSON: &str = "application/json";
    match content {
        Content::Bytes => {
            let (json, mut files): (Vec<&str>, Vec<&str>) =
                media_types.iter().partition(|it| is_json(it));
            let last = format!("{JSON};q=0.5");
            match (json.first(), files.is_empty()) {
                // A file without another declared type may have any type.
                (Some(json), true) => format!("{json}, */*;q=0.8"),
                _ => {
                    if !files.contains(&"*/*") {
                        files.push(&last);
                    }
                    files.join(", ")
                }
            }
        }
        Content::Json => {
            let json = || media_types.iter().copied().filter(|it| is_json(it));
            let declared = json().find(|it| *it == JSON).or_else(|| json().next());
            declared.unwrap_or(JSON).to_owned()
        }
        _ => media_types.first().map_or(JSON, |it| it).to_owned(),
    }
}

/// Returns `x-ms-pageable`.
pub(super) fn pageable(spec: &SpecOperation) -> Option<Pageable> {
    let marker = spec
        .operation
        .extensions
        .get("x-ms-pageable")?
        .as_object()?;
    let text = |key: &str| {
        let text = marker.get(key).and_then(Value::as_str);
        text.filter(|it| !it.is_empty()).map(str::to_owned)
    };
    let next_link = match marker.contains_key("nextLinkName") {
        true => text("nextLinkName"),
        false => Some("nextLink".to_owned()),
    };
    Some(Pageable {
        items: text("itemName"),
        next_link,
        next_operation: spec.next_operation(),
    })
}

fn final_state(extensions: &IndexMap<String, Value>) -> FinalState {
    let via = extensions
        .get("x-ms-long-running-operation-options")
        .and_then(|it| it.get("final-state-via"))
        .and_then(Value::as_str);
    match via {
        Some("azure-async-operation") => FinalState::AzureAsyncOperation,
        Some("location") => FinalState::Location,
        Some("original-uri") => FinalState::OriginalUri,
        Some("operation-location") => FinalState::OperationLocation,
        _ => FinalState::Default,
    }
}

fn flag(extensions: &IndexMap<String, Value>, name: &str) -> bool {
    extensions.get(name).and_then(boolean) == Some(true)
}
