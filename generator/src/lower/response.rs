//! Responses: which statuses are success, which type comes, and whether it comes at once, in pages or after a while.

use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr, Response as SpecResponse, StatusCode};
use serde_json::Value;

use super::Lowerer;
use super::body::is_json;
use crate::diagnostics::Location;
use crate::ir::{
    Content, FinalState, Header, Kind, Method, Paging, Response, ResponseShape, Status, Type,
};
use crate::upgrade::{SCHEMA_AT, SpecOperation};

/// All that the responses of an operation say.
pub(super) struct Responses {
    pub success: Vec<Status>,
    pub errors: Vec<Status>,
    pub default_error: Option<Type>,
    pub response: Response,
    pub accept: String,
}

impl<'a> Lowerer<'a> {
    /// The responses of an operation; `Err` says why they cannot be read.
    pub(super) fn responses(
        &mut self,
        spec: &'a SpecOperation,
        method: Method,
    ) -> Result<Responses, String> {
        let responses = &spec.operation.responses;
        let (mut success, mut errors) = (Vec::new(), Vec::new());
        let (mut accept, mut content) = (String::new(), Content::Json);
        for (status, response) in &responses.responses {
            let (ReferenceOr::Item(response), Some(code)) = (response, code(status)) else {
                continue;
            };
            let (lowered, media_type) = self.status(code, response, &spec.at);
            if is_success(code, method, response) {
                if let (Some(media_type), Some(ty)) = (media_type, &lowered.ty)
                    && accept.is_empty()
                {
                    content = self.content_of(media_type, ty);
                    accept = media_type.to_owned();
                }
                success.push(lowered);
            } else {
                errors.push(lowered);
            }
        }
        success.sort_by_key(|it| it.code);
        errors.sort_by_key(|it| it.code);
        let default_error = match &responses.default {
            Some(ReferenceOr::Item(response)) => self.status(0, response, &spec.at).0.ty,
            _ => None,
        };
        if accept.is_empty() || content == Content::Json {
            // Errors are JSON whatever the response is.
            accept = "application/json".to_owned();
        }
        let response = self.response(spec, method, &success, content);
        if content == Content::Xml && matches!(response.shape, ResponseShape::LongRunning(_)) {
            return Err("a long-running operation with a result of XML".to_owned());
        }
        Ok(Responses {
            success,
            errors,
            default_error,
            response,
            accept,
        })
    }

    fn status(
        &mut self,
        code: u16,
        response: &'a SpecResponse,
        operation: &Location,
    ) -> (Status, Option<&'a str>) {
        let mut entries: Vec<_> = response.content.iter().collect();
        entries.sort_by_key(|(name, _)| !is_json(name));
        let first = entries
            .first()
            .and_then(|(name, it)| Some((name.as_str(), it.schema.as_ref()?, &it.extensions)));
        let ty = first.map(|(_, schema, extensions)| {
            let at = self.located(extensions, SCHEMA_AT, operation);
            self.type_of(schema, &at)
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
            headers.push(Header {
                name: name.clone(),
                ty,
                docs: header.description.clone().unwrap_or_default(),
            });
        }
        (
            Status { code, ty, headers },
            first.map(|(media_type, ..)| media_type),
        )
    }

    fn response(
        &mut self,
        spec: &SpecOperation,
        method: Method,
        success: &[Status],
        content: Content,
    ) -> Response {
        let extensions = &spec.operation.extensions;
        let long = flag(extensions, "x-ms-long-running-operation");
        let paging = extensions.get("x-ms-pageable").filter(|it| it.is_object());
        let exists = method == Method::Head && success.iter().any(|it| it.code == 404);
        // The response to wait for is a 200 or 201; an accepted operation's first body is at most a status.
        let settled = |it: &&Status| !long || it.code != 202;
        let ty = success
            .iter()
            .filter(settled)
            .find_map(|it| it.ty.clone())
            .or_else(|| success.iter().find_map(|it| it.ty.clone()));
        let ty = ty.filter(|_| method != Method::Head);
        let optional = ty.is_some()
            && success
                .iter()
                .filter(settled)
                .any(|it| it.ty.is_none() && !(long && it.code == 204));
        if exists {
            return Response {
                shape: ResponseShape::Exists,
                ty: Some(Type::Bool),
                optional: false,
                secret: false,
                content,
            };
        }
        let long_running = long.then(|| final_state(extensions));
        if paging.is_some() && content == Content::Xml {
            let message = "pages of XML are not followed; the list is read as one response";
            self.warn(
                "xml-pages",
                spec.at.child("x-ms-pageable"),
                message.to_owned(),
            );
        } else if let Some(paging) = paging
            && let Some((paging, item)) = self.paging(paging, ty.as_ref(), &spec.at)
        {
            return Response {
                shape: ResponseShape::Pages(Paging {
                    long_running,
                    ..paging
                }),
                ty: Some(item),
                optional: false,
                secret: false,
                content,
            };
        }
        if let Some(state) = long_running {
            return Response {
                shape: ResponseShape::LongRunning(state),
                ty,
                optional,
                secret: false,
                content,
            };
        }
        let ty = match content {
            Content::Bytes => ty.map(|_| Type::Bytes),
            Content::Text => ty.map(|_| Type::String),
            _ => ty,
        };
        Response {
            shape: ResponseShape::Call,
            ty,
            optional: optional && matches!(content, Content::Json | Content::Xml),
            secret: false,
            content,
        }
    }

    /// `x-ms-pageable` with the type of an item; `None` when the response is no list after all.
    fn paging(
        &mut self,
        paging: &Value,
        ty: Option<&Type>,
        operation: &Location,
    ) -> Option<(Paging, Type)> {
        let text = |key: &str| {
            paging
                .get(key)
                .and_then(Value::as_str)
                .filter(|it| !it.is_empty())
        };
        let next_link = match paging.get("nextLinkName") {
            None => Some("nextLink".to_owned()),
            Some(name) => name.as_str().filter(|it| !it.is_empty()).map(str::to_owned),
        };
        let next_operation = text("operationName").map(str::to_owned);
        if let Some(Type::List(item)) = ty {
            return Some((
                Paging {
                    items: String::new(),
                    next_link: None,
                    next_operation,
                    long_running: None,
                },
                (**item).clone(),
            ));
        }
        let items = text("itemName").unwrap_or("value").to_owned();
        let item = match ty {
            Some(Type::Named(id)) => self.item_type(*id, &items),
            _ => None,
        };
        if item.is_none() {
            self.warn(
                "no-page-items",
                operation.child("x-ms-pageable"),
                format!(
                    "the response has no list `{items}` to take pages from; it is read as one response"
                ),
            );
        }
        Some((
            Paging {
                items,
                next_link,
                next_operation,
                long_running: None,
            },
            item?,
        ))
    }

    /// The item of a list property. The struct may not be lowered yet, so it is asked for now.
    fn item_type(&mut self, id: crate::ir::TypeId, property: &str) -> Option<Type> {
        self.finish_now(id);
        let Kind::Struct(it) = &self.ir.type_def(id).kind else {
            return None;
        };
        match &it.fields.iter().find(|it| it.wire_name == property)?.ty {
            Type::List(item) => Some((**item).clone()),
            _ => None,
        }
    }
}

fn code(status: &StatusCode) -> Option<u16> {
    match status {
        StatusCode::Code(code) => Some(*code),
        StatusCode::Range(first) => Some(first * 100),
    }
}

/// Success is what the spec declares and does not mark as an error, but for 4xx and 5xx: those are errors to a Rust caller,
/// except that HEAD asks whether something is there and 404 is an answer to that.
fn is_success(code: u16, method: Method, response: &SpecResponse) -> bool {
    let marked = flag(&response.extensions, "x-ms-error-response");
    !marked && (code < 400 || (code == 404 && method == Method::Head))
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
    extensions.get(name) == Some(&Value::Bool(true))
}
