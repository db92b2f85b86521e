//! Escapes text of services and specs for the terminal, and asks the user.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use arm_sensitive::{has_unprintable, unprintable};
use serde::Serialize;

/// Escapes all characters that a terminal would interpret or not show, including line ends.
pub fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c.escape_default().to_string())
}

/// Escapes like [`line`], but keeps lines. Continuation lines are indented, so that they cannot be mistaken for output of
/// this program.
pub fn block(text: &str) -> Cow<'_, str> {
    escaped(text, |c| match c {
        '\n' => "\n  ".to_owned(),
        '\r' => String::new(),
        '\t' => " ".to_owned(),
        c => c.escape_default().to_string(),
    })
}

/// Escapes like [`line`] in output of this program, which keeps its lines.
pub fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| match c {
        '\n' => "\n".to_owned(),
        c => c.escape_default().to_string(),
    })
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !has_unprintable(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (c, is_escaped) in unprintable(text) {
        match is_escaped {
            true => out.push_str(&escape(c)),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Writes JSON with characters that a terminal would interpret as escapes. Any JSON reader returns the same value.
pub fn write_json(out: &mut impl Write, value: &impl Serialize, pretty: bool) -> io::Result<()> {
    let formatter = Formatter {
        pretty: pretty.then(serde_json::ser::PrettyFormatter::new),
        yaml: false,
    };
    let mut serializer = serde_json::Serializer::with_formatter(out, formatter);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes text as a quoted scalar of YAML. It differs from JSON in the escapes of characters beyond 16 bits.
pub fn write_yaml_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let formatter = Formatter {
        pretty: None,
        yaml: true,
    };
    let mut serializer = serde_json::Serializer::with_formatter(out, formatter);
    text.serialize(&mut serializer).map_err(io::Error::from)
}

struct Formatter<'a> {
    pretty: Option<serde_json::ser::PrettyFormatter<'a>>,
    yaml: bool,
}

macro_rules! forwarded {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            match &mut self.pretty {
                Some(pretty) => pretty.$name(out $(, $argument)*),
                None => serde_json::ser::CompactFormatter.$name(out $(, $argument)*),
            }
        }
    )*};
}

impl serde_json::ser::Formatter for Formatter<'_> {
    forwarded! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if !has_unprintable(text) {
            return out.write_all(text.as_bytes());
        }
        for (c, is_escaped) in unprintable(text) {
            match is_escaped {
                true if self.yaml => write!(out, "\\U{:08x}", u32::from(c))?,
                true => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        write!(out, "\\u{unit:04x}")?;
                    }
                }
                false => out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
            }
        }
        Ok(())
    }
}

/// Asks on the terminal itself, because stdin may be a pipe. Returns `None` without a terminal.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    if !io::stderr().is_terminal() {
        return Ok(None);
    }
    let Some(terminal) = keyboard() else {
        return Ok(None);
    };
    // The lock is released while waiting for the answer, so that an interruption can be reported on stderr.
    io::stderr().lock().write_all(question.as_bytes())?;
    let mut answer = String::new();
    BufReader::new(terminal).read_line(&mut answer)?;
    Ok(Some(answer.trim().to_owned()))
}

/// Returns `true` if there is a terminal for [`ask`].
pub fn can_ask() -> bool {
    io::stderr().is_terminal() && keyboard().is_some()
}

fn keyboard() -> Option<File> {
    let path = if cfg!(windows) { "CONIN$" } else { "/dev/tty" };
    OpenOptions::new()
        .read(true)
        .write(cfg!(windows))
        .open(path)
        .ok()
}

/// Returns `true` if the answer means yes.
pub fn is_yes(answer: &str) -> bool {
    matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colors, a title by OSC, a bell, C1's CSI, direction overrides, isolates, line separators, and invisible text.
    const HOSTILE: &str = "a\u{1b}[31mb\u{1b}]0;title\u{7}\u{9b}2J\u{7f}\u{202e}c\u{2066}\u{200f}\u{2028}\u{0}x\u{200d}y\u{ad}\u{feff}\u{2060}\u{e0041}";

    #[test]
    fn no_form_lets_a_terminal_act() {
        let json = |pretty| {
            let mut bytes = Vec::new();
            write_json(
                &mut bytes,
                &serde_json::json!({ HOSTILE: [HOSTILE] }),
                pretty,
            )
            .unwrap();
            String::from_utf8(bytes).unwrap()
        };
        for text in [
            line(HOSTILE).into_owned(),
            block(HOSTILE).into_owned(),
            lines(HOSTILE).into_owned(),
            json(true),
            json(false),
        ] {
            assert!(!has_unprintable(&text.replace('\n', "")), "{text:?}");
        }
    }

    #[test]
    fn json_stays_the_same_value() {
        for pretty in [true, false] {
            let value = serde_json::json!({ HOSTILE: [HOSTILE, "ü€😀\n\"\\"], "n": 1.5, "e": [], "o": {}, "x": null });
            let mut bytes = Vec::new();
            write_json(&mut bytes, &value, pretty).unwrap();
            assert_eq!(
                serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(),
                value
            );
        }
        let mut bytes = Vec::new();
        write_json(&mut bytes, &serde_json::json!({ "a": [1, {}] }), true).unwrap();
        assert_eq!(bytes, b"{\n  \"a\": [\n    1,\n    {}\n  ]\n}");
    }

    #[test]
    fn lines_of_a_service_cannot_pass_for_ours() {
        assert_eq!(block("a\r\nerror: b\tc"), "a\n  error: b c");
        assert_eq!(line("a\nb"), "a\\nb");
        assert_eq!(lines("a\nb\u{1b}"), "a\nb\\u{1b}");
        assert_eq!(line("plain ü 日本"), "plain ü 日本");
    }
}
