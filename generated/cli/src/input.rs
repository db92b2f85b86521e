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

/// Returns the bytes of `@FILE`, of stdin (`-` or `@-`), or of the text itself, in which a leading `@@` is `@`.
pub fn bytes(flag: &str, value: &str) -> Result<Vec<u8>, Failure> {
    match value.strip_prefix('@') {
        Some("-") => stdin(flag),
        Some(text) if text.starts_with('@') => Ok(text.as_bytes().to_vec()),
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
    use crate::fixtures::usage;

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

    #[test]
    fn stdin_is_read_once() {
        let command = || {
            let text = |name: &'static str| {
                clap::Arg::new(name)
                    .long(name)
                    .action(clap::ArgAction::Append)
                    .allow_hyphen_values(true)
            };
            clap::Command::new("x")
                .args(["ids", "body", "name"].map(text))
                .arg(
                    clap::Arg::new("yes")
                        .long("yes")
                        .action(clap::ArgAction::SetTrue),
                )
        };
        for (line, expected) in [
            ("x --yes --name @- --body @a --ids a", None),
            ("x --name - --body -", None),
            ("x --name - --ids -", None),
            ("x --name @@- --ids -", None),
            ("x --name @- --name @-", Some(("--name", "--name"))),
            ("x --ids - --ids @-", Some(("--ids", "--ids"))),
            ("x --body - --body -", Some(("--body", "--body"))),
            ("x --name @- --body -", Some(("--name", "--body"))),
        ] {
            let matches = command().get_matches_from(line.split(' '));
            let expected = expected.map(|(first, second)| {
                format!("{first} and {second} cannot both come from stdin | read one from a file: {second} @FILE")
            });
            assert_eq!(check_stdin(&matches).err().map(usage), expected, "{line}");
        }
    }

    #[test]
    fn references_begin_with_one_at_sign() {
        for (text, expected) in [
            ("", false),
            ("@", false),
            ("@-", true),
            ("@a", true),
            ("@@a", false),
            ("a@b", false),
        ] {
            assert_eq!(is_reference(text), expected, "{text}");
        }
    }

    #[test]
    fn bytes_need_not_be_text() {
        let file = std::env::temp_dir().join(format!("arm-input-bytes-{}", std::process::id()));
        std::fs::write(&file, b"\xff\n").unwrap();
        let reference = format!("@{}", file.display());
        assert_eq!(bytes("--x", &reference).unwrap(), b"\xff\n");
        assert_eq!(
            usage(text("--x", &reference).unwrap_err()),
            "--x: the text is not UTF-8"
        );
        std::fs::remove_file(file).unwrap();
        assert_eq!(bytes("--x", "plain\n").unwrap(), b"plain\n");
        let message = usage(bytes("--x", "@/no/such\u{7}").unwrap_err());
        assert!(
            message.starts_with("--x: the file `/no/such\\u{7}` cannot be read: "),
            "{message}"
        );
        assert!(
            message.ends_with(" | use @FILE, or @- for stdin; escape a leading @ as @@"),
            "{message}"
        );
    }
}
