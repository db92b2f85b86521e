//! The JSON of requests and responses, and what XML has in common with it.
//!
//! None of this is generic over models: serde_json is instantiated once, here, for all of them.

use super::read::read;
use super::write::{Of, Target};
use super::{Decode, Encode, Mode, Value, scalar};
use azure_core::{Error, Result, error::ErrorKind};

/// Reads a JSON document into a value.
///
/// # Errors
///
/// When it is not JSON or not of the declared shape. The message has path, line and column, and never the value.
pub fn from_slice(json: &[u8], value: &mut dyn Decode) -> Result<()> {
    let text = document_text(json, value, "JSON")?;
    let mut document = serde_json::Deserializer::from_str(text);
    read(value, &mut document)
        .and_then(|()| document.end())
        .map_err(|error| invalid(error.to_string()))
}

/// Reads a JSON document.
///
/// # Errors
///
/// As [`from_slice`].
#[inline]
pub fn from_json<T: Value>(json: &[u8]) -> Result<T> {
    let mut value = T::empty();
    from_slice(json, &mut value)?;
    Ok(value)
}

/// Reads the body of a response.
///
/// # Errors
///
/// As [`from_slice`].
#[inline]
pub fn decode<T: Value>(body: &azure_core::http::response::ResponseBody) -> Result<T> {
    from_json(body)
}

/// Writes a value as JSON, secrets included.
///
/// # Errors
///
/// When it has a number that is not finite.
pub fn to_vec(value: &dyn Encode, mode: Mode) -> Result<Vec<u8>> {
    let mut json = Vec::with_capacity(256);
    let target = Target {
        mode,
        is_json: true,
    };
    serde_json::to_writer(&mut json, &Of { value, target })
        .map_err(|error| invalid(error.to_string()))?;
    Ok(json)
}

/// The text of a document that is to be read into a value, without byte order mark.
pub(super) fn document_text<'d>(
    document: &'d [u8],
    value: &mut dyn Decode,
    format: &str,
) -> Result<&'d str> {
    let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    if document.trim_ascii().is_empty() {
        return Err(due(value));
    }
    // Checked as a whole, once: cheaper than string by string, and it covers what is skipped.
    std::str::from_utf8(document).map_err(|error| {
        invalid(format!(
            "the {format} is not UTF-8 at byte {}",
            error.valid_up_to()
        ))
    })
}

fn due(value: &mut dyn Decode) -> Error {
    let expected = scalar::expected(&value.slot(false));
    invalid(format!("the body is empty, where {expected} was due"))
}

pub(super) fn invalid(message: String) -> Error {
    Error::with_message(ErrorKind::DataConversion, message)
}
