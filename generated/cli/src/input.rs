//! Reads values from files and stdin, so that secrets need not be on the command line.

use std::io::Read;
use std::sync::Mutex;

use clap::ArgMatches;

use crate::error::Failure;

/// The flag that has read stdin, which can be read only once.
static TAKEN: Mutex<Option<String>> = Mutex::new(None);

/// Rejects a command line that reads stdin for two values.
pub fn check_stdin(matches: &ArgMatches) -> Result<(), Failure> {
    let mut readers: Vec<&str> = Vec::new();
    for id in matches.ids() {
        let name = id.as_str();
        // Groups of flags have the values of their members.
        let Ok(Some(values)) = matches.try_get_many::<String>(name) else {
            continue;
        };
        let reads = |it: &String| it == "@-" || (it == "-" && matches!(name, "ids" | "body"));
        readers.extend(values.filter(|it| reads(it)).map(|_| name));
    }
    match readers.as_slice() {
        [first, second, ..] => Err(twice(&format!("--{first}"), &format!("--{second}"))),
        _ => Ok(()),
    }
}

fn twice(first: &str, second: &str) -> Failure {
    Failure::with_hint(
        format!("{first} and {second} cannot both come from stdin"),
        format!("read one from a file: {second} @FILE"),
    )
}

/// Returns `true` if the value of a flag is in a file or on stdin.
pub fn is_reference(value: &str) -> bool {
    value.len() > 1 && value.starts_with('@') && !value.starts_with("@@")
}

/// Returns the value of a flag. `@FILE` and `@-` are read, without a trailing line break; `@@TEXT` is `@TEXT`.
pub fn value(flag: &str, text: &str) -> Result<String, Failure> {
    if is_reference(text) {
        let mut text = self::text(flag, text)?;
        let end = text.trim_end_matches(['\r', '\n']).len();
        text.truncate(end);
        return Ok(text);
    }
    Ok(match text.strip_prefix("@@") {
        Some(rest) => format!("@{rest}"),
        None => text.to_owned(),
    })
}

/// Returns the bytes of `@FILE`, of stdin (`-` or `@-`), or of the text itself.
pub fn bytes(flag: &str, value: &str) -> Result<Vec<u8>, Failure> {
    match value.strip_prefix('@') {
        Some("-") => stdin(flag),
        Some(path) => std::fs::read(path).map_err(|error| {
            Failure::with_hint(
                format!(
                    "{flag}: the file `{}` cannot be read: {error}",
                    path.escape_debug()
                ),
                "use @FILE, or @- for stdin; escape a leading @ as @@",
            )
        }),
        None if value == "-" => stdin(flag),
        None => Ok(value.as_bytes().to_vec()),
    }
}

/// Like [`bytes`], but returns text without a byte order mark.
pub fn text(flag: &str, value: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(flag, value)?)
        .map_err(|_| Failure::usage(format!("{flag}: the text is not UTF-8")))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

fn stdin(flag: &str) -> Result<Vec<u8>, Failure> {
    let mut taken = TAKEN
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(other) = taken.as_ref() {
        return Err(twice(other, flag));
    }
    *taken = Some(flag.to_owned());
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage(format!("{flag}: stdin cannot be read: {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_texts_or_files() {
        let folder = std::env::temp_dir().join(format!("arm-input-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("value");
        std::fs::write(&file, "\u{feff}hush \r\n").unwrap();
        let reference = format!("@{}", file.display());
        for (text, expected) in [
            ("plain", "plain"),
            ("@", "@"),
            ("@@home", "@home"),
            ("-", "-"),
            ("", ""),
            (&reference, "hush "),
        ] {
            assert_eq!(value("--x", text).unwrap(), expected, "{text}");
        }
        let failure = value("--x", "@/no/such/file").unwrap_err();
        assert_eq!(failure.exit_code(), 2);
        assert!(
            format!("{failure:?}").contains("/no/such/file"),
            "{failure:?}"
        );
        std::fs::remove_dir_all(folder).unwrap();
    }
}
