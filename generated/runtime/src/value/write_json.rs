//! Writes a [`View`] as JSON.
//!
//! The text is that of serde_json for the same value. Objects, lists and strings are written here, which is faster
//! than its serializer (BENCHMARKS.md). It writes numbers, values without a schema, and strings with escapes.

use super::enums::{number, spelling};
use super::write::{each_property, is_number, tag_of, write_number};
use super::{EncodeObject, Mode, Table, Variant, View};
use serde::Serialize;
use serde_json::Result;

/// Returns the JSON of a view.
pub(super) fn write_json(view: &View<'_>, mode: Mode) -> Result<Vec<u8>> {
    let mut writer = Writer {
        out: Vec::with_capacity(256),
        mode,
        plain: [None; 8],
    };
    writer.value(view)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    mode: Mode,
    /// The last tables that were written and have no name with escapes, so that those of a list are searched once.
    plain: [Option<&'static Table>; 8],
}

impl Writer {
    fn value(&mut self, view: &View<'_>) -> Result<()> {
        match *view {
            View::Absent | View::Null => self.plain("null"),
            View::Bool(value) => self.plain(if value { "true" } else { "false" }),
            View::Integer(value) => return self.serialize(&value),
            View::Unsigned(value) => return self.serialize(&value),
            View::Number(value) => {
                return write_number(value, &mut serde_json::Serializer::new(&mut self.out));
            }
            // All digits are written, which a double would not have.
            View::Decimal(text) if is_number(text) => self.plain(text),
            View::Text(text)
            | View::Decimal(text)
            | View::Format(text, _)
            | View::Encoded(text, _)
            | View::Secret(text) => return self.text(text),
            View::TextEnum(values, value) => return self.text(spelling(values, value)),
            View::IntegerEnum(values, value) => return self.serialize(&number(values, value)),
            View::Any(value) => return self.serialize(value),
            View::Union(union) => match union.get() {
                Variant::Known(kind, model) => match model.view() {
                    View::Object(object, table) => {
                        let tag = tag_of(union.discriminator(), kind, object, table);
                        return self.object(object, table, tag);
                    }
                    view => return self.value(&view),
                },
                Variant::Unknown(fields) => return self.serialize(fields),
            },
            View::Choice(choice) => match choice.get() {
                Ok((_, value)) => return self.value(&value.view()),
                Err(value) => return self.serialize(value),
            },
            View::Object(object, table) => return self.object(object, table, None),
            View::Map(map) => {
                self.out.push(b'{');
                let mut outcome = Ok(());
                map.each(&mut |key, value| {
                    outcome = self.entry(key, false, &value.view());
                    outcome.is_ok()
                });
                outcome?;
                self.close(b'}');
            }
            View::List(list) => {
                self.out.push(b'[');
                for item in (0..list.count()).filter_map(|index| list.get(index)) {
                    self.value(&item.view())?;
                    self.out.push(b',');
                }
                self.close(b']');
            }
        }
        Ok(())
    }

    fn object(
        &mut self,
        object: &dyn EncodeObject,
        table: &'static Table,
        tag: Option<(&str, &str)>,
    ) -> Result<()> {
        self.out.push(b'{');
        let is_plain = self.has_plain_names(table);
        each_property(object, table, tag, self.mode, |is_declared, name, view| {
            self.entry(name, is_declared && is_plain, view)
        })?;
        self.close(b'}');
        Ok(())
    }

    /// Returns `true` if no name of a table is escaped.
    fn has_plain_names(&mut self, table: &'static Table) -> bool {
        let known = |it: &Option<&Table>| it.is_some_and(|it| std::ptr::eq(it, table));
        if self.plain.iter().any(known) {
            return true;
        }
        let is_plain = !table
            .fields
            .iter()
            .any(|(name, _)| has_escapes(name.as_bytes()));
        if is_plain {
            self.plain.rotate_right(1);
            self.plain[0] = Some(table);
        }
        is_plain
    }

    /// Writes an entry of an object and a comma.
    fn entry(&mut self, name: &str, is_plain: bool, view: &View<'_>) -> Result<()> {
        if is_plain {
            self.out.push(b'"');
            self.plain(name);
            self.out.extend_from_slice(b"\":");
        } else {
            self.text_before(name, b"\":")?;
        }
        // Most values are strings, so this is the fast path.
        if let View::Text(text) = view {
            return self.text_before(text, b"\",");
        }
        self.value(view)?;
        self.out.push(b',');
        Ok(())
    }

    /// Ends an object or a list, and removes the comma after its last part.
    fn close(&mut self, bracket: u8) {
        match self.out.last_mut() {
            Some(last) if *last == b',' => *last = bracket,
            _ => self.out.push(bracket),
        }
    }

    fn text(&mut self, text: &str) -> Result<()> {
        self.text_before(text, b"\"")
    }

    /// Writes a string and what follows it, which begins with the quotation mark that ends it.
    fn text_before<const N: usize>(&mut self, text: &str, end: &[u8; N]) -> Result<()> {
        if has_escapes(text.as_bytes()) {
            self.serialize(text)?;
            self.out.pop();
        } else {
            self.out.push(b'"');
            self.plain(text);
        }
        self.out.extend_from_slice(end);
        Ok(())
    }

    fn plain(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn serialize(&mut self, value: &(impl Serialize + ?Sized)) -> Result<()> {
        serde_json::to_writer(&mut self.out, value)
    }
}

/// Returns `true` if a string contains characters that JSON escapes.
///
/// Eight bytes are compared at once. The last ones overlap those before.
#[inline]
fn has_escapes(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk::<8>() else {
        return any_escaped(word(text));
    };
    let mut chunks = text.as_chunks::<8>().0.iter().chain([last]);
    chunks.any(|chunk| any_escaped(u64::from_le_bytes(*chunk)))
}

/// Returns a word of fewer than eight bytes. The rest of it repeats some of them or is spaces, which are not escaped.
#[inline]
fn word(text: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let [first, last] = [first, last].map(|it| u64::from(u32::from_le_bytes(*it)));
        return first << 32 | last;
    }
    let spaces = u64::from_le_bytes([b' '; 8]);
    text.iter()
        .fold(spaces, |word, byte| word << 8 | u64::from(*byte))
}

/// Returns `true` if a byte of a word is escaped.
///
/// Subtracting a number from each byte borrows from the high bit of a byte that is less, if the bit was not set. The lowest
/// byte that is less is found, even if its borrow changes those above.
#[inline]
fn any_escaped(word: u64) -> bool {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let less = |word: u64, least: u8| word.wrapping_sub(ONES * u64::from(least)) & !word;
    let equal = |byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
    (less(word, b' ') | equal(b'"') | equal(b'\\')) & HIGH != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Map;

    #[test]
    fn strings_are_those_of_serde_json() {
        for length in 0..=40 {
            let plain = "a\u{7f}\u{e9}~".chars().cycle().take(length);
            for inserted in [
                "", "\"", "\\", "\u{0}", "\u{1f}", "\n", " ", "\u{2028}", "\u{dc}", "!", "[", "]",
            ] {
                for at in 0..=length {
                    let head: String = plain.clone().take(at).collect();
                    let tail: String = plain.clone().skip(at).collect();
                    let text = head + inserted + &tail;
                    let json = write_json(&View::Text(&text), Mode::All).unwrap();
                    assert_eq!(json, serde_json::to_vec(&text).unwrap(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn each_byte_beside_each_other_is_found() {
        for pair in 0..=u16::MAX {
            let pair = pair.to_le_bytes();
            let escaped = pair.iter().any(|b| *b < b' ' || matches!(b, b'"' | b'\\'));
            let word = pair.repeat(4);
            for text in [&pair[..], &word[..5], &word] {
                assert_eq!(has_escapes(text), escaped, "{text:?}");
            }
        }
    }

    /// Models with plain names and with names that are escaped.
    macro_rules! models {
        ($($name:ident = $wire:literal),*) => {
            $(
                struct $name { value: Option<Vec<Self>> }
                crate::fields!($name: Default { 0: value = $wire });
            )*
            fn written() -> Vec<(String, &'static str)> {
                vec![$({
                    let inner = || $name { value: Some(Vec::new()) };
                    let outer = $name { value: Some(vec![inner(), inner()]) };
                    let json = write_json(&View::List(&vec![outer]), Mode::All).unwrap();
                    (String::from_utf8(json).unwrap(), $wire)
                }),*]
            }
        };
    }
    models!(
        Plain = "plain",
        Short = "a",
        Mark = "a\"b",
        Line = "line\n",
        Unicode = "\u{e9}"
    );

    #[test]
    fn names_are_escaped_in_each_object() {
        for (json, name) in written() {
            let name = serde_json::to_string(name).unwrap();
            let expected = format!("[{{{name}:[{{{name}:[]}},{{{name}:[]}}]}}]");
            assert_eq!(json, expected);
        }
    }

    #[test]
    fn only_strings_with_escapes_are_left_to_serde_json() {
        for text in [
            "",
            "a",
            "1234567",
            "12345678",
            "123456789",
            "caf\u{e9} \u{2028}",
        ] {
            assert!(!has_escapes(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn objects_and_lists_without_parts_have_no_comma() {
        let empty: Vec<Vec<String>> = vec![vec![], vec![",".to_owned()]];
        let json = write_json(&View::List(&empty), Mode::All).unwrap();
        assert_eq!(String::from_utf8(json).unwrap(), r#"[[],[","]]"#);
        let empty = Map::<String>::new();
        assert_eq!(write_json(&View::Map(&empty), Mode::All).unwrap(), b"{}");
    }
}
