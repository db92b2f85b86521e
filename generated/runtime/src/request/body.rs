//! Form bodies.

use azure_core::{Bytes, Uuid};

use super::{BoundParameter, check_header, encode::push_form, header_name, joined, style};
use crate::{FilePart, JsonValue, ListStyle, Parameter, ParameterValue};

/// A form with its `content-type`.
pub(crate) struct Form {
    pub(crate) media_type: String,
    pub(crate) body: Bytes,
}

/// Writes the form parameters: as a multipart form for `multipart/form-data`, otherwise as `name=value&...`.
pub(crate) fn form<'g, 'a: 'g>(
    bound: impl Iterator<Item = &'g BoundParameter<'a>>,
    media_type: &str,
) -> Result<Form, String> {
    let mut fields = Vec::new();
    for bound in bound {
        fields.extend(read(bound)?);
    }
    if media_type.starts_with("multipart/") {
        return multipart(media_type, &fields);
    }
    let mut text = String::new();
    for field in &fields {
        let Content::Text(value) = &field.content else {
            return Err(format!(
                "parameter {} is a file, which requires a multipart form",
                field.name
            ));
        };
        if !text.is_empty() {
            text.push('&');
        }
        push_form(&mut text, &field.name);
        text.push('=');
        push_form(&mut text, value);
    }
    let media_type = if media_type.is_empty() {
        "application/x-www-form-urlencoded"
    } else {
        media_type
    };
    Ok(Form {
        media_type: media_type.to_owned(),
        body: text.into(),
    })
}

struct Field<'g> {
    name: String,
    content: Content<'g>,
    /// Media type of the part.
    media_type: Option<&'g str>,
    /// Headers of the spec.
    headers: &'static [(&'static str, &'static str)],
}

enum Content<'g> {
    Text(String),
    Bytes(&'g [u8]),
    /// A file, with its number if there are several.
    File(&'g FilePart, Option<usize>),
}

fn read<'g>(bound: &'g BoundParameter<'_>) -> Result<Vec<Field<'g>>, String> {
    let name = bound.parameter.name;
    let media_type = bound.parameter.media_type;
    let headers = bound.parameter.headers;
    let field = |content| Field {
        name: name.to_owned(),
        content,
        media_type,
        headers,
    };
    let is_multi = bound.parameter.style == ListStyle::Multi;
    Ok(match &bound.wire {
        ParameterValue::Bytes(bytes) => vec![field(Content::Bytes(bytes))],
        ParameterValue::Files(files) => {
            // Files of the same field are distinguished by their names.
            let number = |index: usize| (files.len() > 1).then_some(index + 1);
            let parts = files.iter().enumerate();
            parts
                .map(|(index, file)| field(Content::File(file, number(index))))
                .collect()
        }
        ParameterValue::Map(entries) => entries
            .iter()
            .map(|(key, value)| Field {
                name: key.to_string(),
                content: Content::Text(value.to_string()),
                media_type,
                headers,
            })
            .collect(),
        ParameterValue::List(items) if is_multi => {
            let items = items.iter();
            items
                .map(|item| field(Content::Text(item.to_string())))
                .collect()
        }
        ParameterValue::Json(value) => json(name, value, bound.parameter),
        _ => {
            let value = joined(bound)
                .ok_or_else(|| format!("parameter {name} cannot be sent in a form"))?;
            vec![field(Content::Text(value.into_owned()))]
        }
    })
}

/// Converts a JSON value to fields. A list is one field for each item if its style is `Multi`, and an object one field for each
/// property if its style is `DeepObject`. Any other object or list is one field with JSON.
fn json<'g>(name: &str, value: &JsonValue, parameter: &'g Parameter) -> Vec<Field<'g>> {
    let one = |name: String, value: &JsonValue| {
        let is_json = value.is_object() || value.is_array();
        Field {
            name,
            content: Content::Text(style::scalar(value).unwrap_or_default()),
            media_type: parameter
                .media_type
                .or(is_json.then_some("application/json")),
            headers: parameter.headers,
        }
    };
    match (value, parameter.style) {
        (JsonValue::Array(items), ListStyle::Multi) => items
            .iter()
            .map(|item| one(name.to_owned(), item))
            .collect(),
        (JsonValue::Object(object), ListStyle::DeepObject) => object
            .iter()
            .map(|(key, value)| one(format!("{name}[{key}]"), value))
            .collect(),
        _ => vec![one(name.to_owned(), value)],
    }
}

fn multipart(media_type: &str, fields: &[Field<'_>]) -> Result<Form, String> {
    // With 122 random bits, no file contains the boundary by chance.
    let boundary = format!("arm-{}", Uuid::new_v4().simple());
    // The spec may declare a boundary of its own.
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let mut out = Vec::new();
    for field in fields {
        let name = quoted(&field.name)?;
        let declared = field.media_type.and_then(single);
        let text = declared.unwrap_or("text/plain; charset=utf-8");
        let bytes = declared.unwrap_or("application/octet-stream");
        let (file, kind, content): (Option<String>, &str, &[u8]) = match &field.content {
            Content::Text(content) => (None, text, content.as_bytes()),
            Content::Bytes(content) => (Some(field.name.clone()), bytes, content),
            Content::File(file, number) => {
                let own = file.name.clone();
                let name = own.unwrap_or_else(|| match number {
                    Some(number) => format!("{}-{number}", field.name),
                    None => field.name.clone(),
                });
                let kind = file.media_type.as_deref().unwrap_or(bytes);
                (Some(name), kind, &file.content)
            }
        };
        let file = match file {
            Some(file) => format!("; filename=\"{}\"", quoted(&file)?),
            None => String::new(),
        };
        check(kind)?;
        out.extend_from_slice(
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\ncontent-type: {kind}\r\n")
                .as_bytes(),
        );
        let own: &[(String, String)] = match &field.content {
            Content::File(file, _) => &file.headers,
            Content::Text(_) | Content::Bytes(_) => &[],
        };
        let declared = field.headers.iter().copied();
        // The caller's headers replace those of the spec.
        let declared = declared.filter(|(name, _)| {
            let mut own = own.iter();
            !own.any(|(other, _)| other.eq_ignore_ascii_case(name))
        });
        let own = own
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in declared.chain(own) {
            header_name(name).map_err(|error| error.to_string())?;
            check(value)?;
            out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(content);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Form {
        media_type: format!("{media_type}; boundary={boundary}"),
        body: out.into(),
    })
}

/// Returns the first media type of a list, unless it is a range such as `image/*`.
fn single(media_types: &str) -> Option<&str> {
    let first = media_types.split(',').next().unwrap_or_default().trim();
    (!first.is_empty() && !first.contains('*')).then_some(first)
}

fn check(header: &str) -> Result<(), String> {
    check_header(header).map_err(|_| "a part of a form has an invalid header".to_owned())
}

/// Escapes a name for use between quotes, as browsers do.
fn quoted(name: &str) -> Result<String, String> {
    let name = name
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    if name.contains(char::is_control) {
        return Err("the name of a form field contains an invalid character".to_owned());
    }
    Ok(name)
}
