//! Entry points for JSON, and the parts shared with XML.
//!
//! None of this is generic over models, so that serde_json is instantiated only once.

use super::path::Path;
use super::read::read;
use super::write_json::write_json;
use super::{Content, Decode, Encode, Mode, Value, scalar};
use azure_core::{Error, Result, error::ErrorKind};

/// Reads a JSON document into a value. Nothing of the earlier value remains.
///
/// # Errors
///
/// Returns an error if the text is not JSON or does not match the declared type. The message contains path, line and
/// column, never the value.
pub fn from_slice(json: &[u8], value: &mut dyn Decode) -> Result<()> {
    let text = document_text(json, value, "JSON")?;
    let mut read_from = |root: &Path<'_>| {
        scalar::clear(value);
        let mut document = serde_json::Deserializer::from_str(text);
        read(value, root, &mut document).and_then(|()| document.end())
    };
    read_from(&Path::FIRST_PASS)
        .or_else(|_| read_from(&Path::ROOT))
        .map_err(|error| invalid(error.to_string()))
}

/// Deserializes a JSON document.
///
/// # Errors
///
/// Returns an error as [`from_slice`] does.
#[inline]
pub fn from_json<T: Value>(json: &[u8]) -> Result<T> {
    let mut value = T::empty();
    from_slice(json, &mut value)?;
    Ok(value)
}

/// Deserializes the body of a response.
///
/// # Errors
///
/// Returns an error as [`from_slice`] does.
#[inline]
pub fn decode<T: Value>(body: &azure_core::http::response::ResponseBody) -> Result<T> {
    from_json(body)
}

/// Deserializes the body of a response like [`decode`], and drops it, so that the code of its destructor is not in each caller.
///
/// # Errors
///
/// Returns an error as [`from_slice`] does.
#[inline]
pub fn decode_body<T: Value>(body: azure_core::http::response::ResponseBody) -> Result<T> {
    decode(&body)
}

/// Serializes a value as JSON, including secrets.
///
/// # Errors
///
/// Returns an error if the value cannot be serialized.
pub fn to_vec(value: &dyn Encode, mode: Mode) -> Result<Vec<u8>> {
    write_json(&value.view(), mode).map_err(|error| invalid(error.to_string()))
}

/// Returns the text of a document without byte order mark.
pub(super) fn document_text<'d>(
    document: &'d [u8],
    value: &mut dyn Decode,
    format: &str,
) -> Result<&'d str> {
    let document = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    if document.trim_ascii().is_empty() {
        return Err(empty_body(value));
    }
    // The document is checked once as a whole, which is faster than each string, and also covers skipped parts.
    std::str::from_utf8(document).map_err(|error| {
        invalid(format!(
            "the {format} is not UTF-8 at byte {}",
            error.valid_up_to()
        ))
    })
}

fn empty_body(value: &mut dyn Decode) -> Error {
    let expected = scalar::expected(&value.slot(Content::Value));
    invalid(format!("the body is empty, expected {expected}"))
}

pub(super) fn invalid(message: String) -> Error {
    Error::with_message(ErrorKind::DataConversion, message)
}
