//! Form bodies.

use azure_core::{Bytes, Uuid};

use super::{BoundParameter, encode::push_form, joined};
use crate::{ListStyle, ParameterValue};

/// A form with the `content-type` that it needs.
pub(crate) struct Form {
    pub(crate) media_type: String,
    pub(crate) body: Bytes,
}

/// Writes the form parameters as `media_type` says: in parts for `multipart/form-data`, else as `name=value&...`.
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
                "parameter {} is a file, which only a form in parts can hold",
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
}

enum Content<'g> {
    Text(String),
    /// Name and bytes.
    File(String, &'g [u8]),
}

fn read<'g>(bound: &'g BoundParameter<'_>) -> Result<Vec<Field<'g>>, String> {
    let name = bound.parameter.name;
    let text = |name: &str, value: &str| Field {
        name: name.to_owned(),
        content: Content::Text(value.to_owned()),
    };
    Ok(match &bound.wire {
        ParameterValue::Bytes(bytes) => vec![Field {
            name: name.to_owned(),
            content: Content::File(name.to_owned(), bytes),
        }],
        ParameterValue::Files(files) => files
            .iter()
            .enumerate()
            .map(|(index, bytes)| Field {
                name: name.to_owned(),
                // Parts of one name are told apart by the names of their files.
                content: Content::File(format!("{name}-{}", index + 1), bytes),
            })
            .collect(),
        ParameterValue::Map(entries) => entries
            .iter()
            .map(|(key, value)| text(key, value))
            .collect(),
        ParameterValue::List(items) if bound.parameter.style == ListStyle::Multi => {
            items.iter().map(|item| text(name, item)).collect()
        }
        _ => {
            let value =
                joined(bound).ok_or_else(|| format!("parameter {name} cannot go into a form"))?;
            vec![text(name, &value)]
        }
    })
}

fn multipart(media_type: &str, fields: &[Field<'_>]) -> Result<Form, String> {
    // 122 random bits: that a file holds them by chance is out of the question.
    let boundary = format!("arm-{}", Uuid::new_v4().simple());
    let mut out = Vec::new();
    for field in fields {
        if field.name.contains(|c: char| c.is_control() || c == '"') {
            return Err(
                "the name of a form field holds a character that it cannot hold".to_owned(),
            );
        }
        let (file, kind, content) = match &field.content {
            Content::Text(text) => (String::new(), "text/plain; charset=utf-8", text.as_bytes()),
            Content::File(file, bytes) => (
                format!("; filename=\"{file}\""),
                "application/octet-stream",
                *bytes,
            ),
        };
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"{file}\r\ncontent-type: {kind}\r\n\r\n",
            field.name
        );
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(content);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Form {
        media_type: format!("{media_type}; boundary={boundary}"),
        body: out.into(),
    })
}
