//! Text from files and from stdin.

use std::io::Read;

use crate::error::Failure;

/// The bytes that `@file`, `-` or the text itself names.
pub fn bytes(flag: &str, value: &str) -> Result<Vec<u8>, Failure> {
    match value.strip_prefix('@') {
        Some(path) => std::fs::read(path).map_err(|error| {
            Failure::with_hint(
                format!(
                    "{flag}: the file `{}` cannot be read: {error}",
                    path.escape_debug()
                ),
                "the form is @FILE",
            )
        }),
        None if value == "-" => stdin(flag),
        None => Ok(value.as_bytes().to_vec()),
    }
}

/// As [`bytes`], as text without a byte order mark.
pub fn text(flag: &str, value: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(flag, value)?)
        .map_err(|_| Failure::usage(format!("{flag}: the text is not UTF-8")))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

fn stdin(flag: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage(format!("{flag}: stdin cannot be read: {error}")))?;
    Ok(bytes)
}
