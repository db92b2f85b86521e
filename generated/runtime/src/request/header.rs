//! Request headers.

use azure_core::{
    Result,
    http::{
        Request,
        headers::{HeaderName, Headers},
    },
};

use super::{BoundParameter, joined};
use crate::{ParameterValue, error::refused};

/// Sets the header or the collection of headers of a parameter.
pub(crate) fn insert(
    request: &mut Request,
    bound: &BoundParameter<'_>,
) -> std::result::Result<(), String> {
    let name = bound.parameter.name;
    if bound.parameter.prefix {
        let ParameterValue::Map(entries) = &bound.wire else {
            return Err(format!("parameter {name} must be a map"));
        };
        // A list under a key is several entries, which one header lists (RFC 9110, section 5.3).
        for entries in entries.chunk_by(|a, b| a.0 == b.0) {
            let values: Vec<&str> = entries.iter().map(|it| &*it.1).collect();
            set(
                request,
                &format!("{name}{}", entries[0].0),
                &values.join(","),
                name,
            )?;
        }
        return Ok(());
    }
    let value =
        joined(bound).ok_or_else(|| format!("parameter {name} cannot be sent in a header"))?;
    set(request, name, &value, name)
}

fn set(
    request: &mut Request,
    name: &str,
    value: &str,
    parameter: &str,
) -> std::result::Result<(), String> {
    let name = settable(name).map_err(|error| format!("parameter {parameter}: {error}"))?;
    check_header(value).map_err(|_| {
        format!("parameter {parameter} contains a character that is not valid in a header")
    })?;
    request.insert_header(name, value.to_owned());
    Ok(())
}

/// Parses a header name and converts it to lower case. azure_core panics on invalid names, so they are rejected here.
pub(crate) fn header_name(name: &str) -> Result<HeaderName> {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(refused("a header name contains an invalid character"));
    }
    Ok(HeaderName::from(name.to_owned()))
}

/// Headers that delimit a message or name its target. Setting them could make a server treat a body as the next
/// request.
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

/// Like [`header_name`], but rejects headers that the transport sets.
pub(crate) fn settable(name: &str) -> Result<HeaderName> {
    let header = header_name(name)?;
    if FRAMING.contains(&header.as_str()) {
        return Err(refused(format!(
            "the header {} is set by the transport and cannot be set otherwise",
            header.as_str()
        )));
    }
    Ok(header)
}

/// Returns a header by name. azure_core's own lookups create an error with a backtrace for every absent header, and format
/// the message of an error for every present one.
pub(crate) fn find_header<'h>(headers: &'h Headers, name: &HeaderName) -> Option<&'h str> {
    let mut all = headers.iter();
    let (_, value) = all.find(|(it, _)| *it == name)?;
    Some(value.as_str())
}

/// Rejects values that would end the header and begin another. The message does not contain the value.
pub(crate) fn check_header(value: &str) -> Result<()> {
    if value.chars().any(|c| c.is_control() && c != '\t') {
        return Err(refused("a header value contains a control character"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_control_characters_other_than_tabs_are_refused() {
        for (value, is_fine) in [
            ("", true),
            ("a b; c=\"d\"", true),
            ("ü", true),
            ("a\tb", true),
            ("a\rb", false),
            ("a\nb", false),
            ("a\0b", false),
            ("a\u{1b}[31mb", false),
            ("a\u{7f}", false),
            ("a\u{85}", false),
        ] {
            assert_eq!(check_header(value).is_ok(), is_fine, "{value:?}");
        }
    }
}
