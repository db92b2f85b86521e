//! Percent-encoding (RFC 3986). Each set lists the characters to encode.

use std::fmt::Write;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// All characters except unreserved ones.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// Like [`VALUE`], but keeps `$` and other characters of query parameter names legible.
const NAME: &AsciiSet = &VALUE
    .remove(b'$')
    .remove(b'@')
    .remove(b':')
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b';')
    .remove(b'/');
/// Characters that would end or change a path. `%` is handled separately.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// Characters that would end a query.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'\'')
    .add(b'<')
    .add(b'>');

/// Characters that the path of a link cannot contain. A backslash is kept: URL parsers treat it as a slash, so that a
/// link to another host is recognized.
const LINK_PATH: &AsciiSet = &PATH.remove(b'?').remove(b'\\');
const LINK_QUERY: &AsciiSet = &PATH.remove(b'?');

/// The characters that most names and values consist of, in a table, because each byte of a URL is looked up. None of
/// them is in a set.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0_u8;
    while b < 128 {
        plain[b as usize] = b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        b += 1;
    }
    plain
};

fn is_plain(b: u8) -> bool {
    PLAIN[usize::from(b)]
}

/// Encodes a value as one path segment or one query value.
pub(crate) fn push_value(out: &mut String, value: &str) {
    if value.bytes().all(is_plain) {
        out.push_str(value);
    } else {
        out.extend(utf8_percent_encode(value, VALUE));
    }
}

/// Encodes the name of a query parameter.
pub(crate) fn push_name(out: &mut String, name: &str) {
    if name.bytes().all(is_plain) {
        out.push_str(name);
        return;
    }
    // The URL parser would encode an apostrophe anyway.
    for part in utf8_percent_encode(name, NAME) {
        out.push_str(&part.replace('\'', "%27"));
    }
}

/// Encodes the characters that would break a path. Keeps `/` and percent-encoded characters.
pub(crate) fn push_path(out: &mut String, value: &str) {
    push_lenient(out, value, PATH);
}

/// Encodes the characters that would break a query. Keeps `&`, `=` and percent-encoded characters.
pub(crate) fn push_query(out: &mut String, value: &str) {
    push_lenient(out, value, QUERY);
}

/// Encodes all characters of a link that a URL cannot contain. A URL parser would otherwise truncate, drop or
/// reinterpret them.
pub(crate) fn encode_link(link: &str) -> String {
    // As in the URL standard, white space around a link, and line breaks and tabs in it, are ignored.
    let link: String = link
        .trim()
        .chars()
        .filter(|it| !matches!(it, '\t' | '\n' | '\r'))
        .collect();
    let (path, query) = link.split_at(link.find('?').unwrap_or(link.len()));
    let mut out = String::with_capacity(link.len());
    push_lenient(&mut out, path, LINK_PATH);
    push_lenient(&mut out, query, LINK_QUERY);
    out
}

fn push_lenient(out: &mut String, value: &str, set: &'static AsciiSet) {
    if value.bytes().all(|b| is_plain(b) || b == b'/') {
        out.push_str(value);
        return;
    }
    let bytes = value.as_bytes();
    let mut start = 0;
    for (at, _) in value.match_indices('%') {
        let hex = bytes
            .get(at + 1..at + 3)
            .is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        if !hex {
            out.extend(utf8_percent_encode(&value[start..at], set));
            out.push_str("%25");
            start = at + 1;
        }
    }
    out.extend(utf8_percent_encode(&value[start..], set));
}

/// Encodes a form value as in a query, except that a space becomes `+`.
pub(crate) fn push_form(out: &mut String, value: &str) {
    for part in utf8_percent_encode(value, VALUE) {
        if part == "%20" {
            out.push('+');
        } else {
            // Writing to a String cannot fail.
            let _ = out.write_str(part);
        }
    }
}

/// Returns `true` if a segment is `.` or `..`, encoded or not. Servers and proxies resolve both.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    if segment.len() > 6 {
        return false;
    }
    let decoded = || percent_decode_str(segment);
    decoded().eq(*b".") || decoded().eq(*b"..")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Push = fn(&mut String, &str);

    #[test]
    fn each_place_of_a_url_has_its_encoding() {
        let table: &[(Push, &str, &str)] = &[
            (push_value, "a-._~Z9", "a-._~Z9"),
            (push_value, "a/b c%20?&=#+", "a%2Fb%20c%2520%3F%26%3D%23%2B"),
            (push_value, "ü", "%C3%BC"),
            (push_name, "it's", "it%27s"),
            (push_name, "a&b=c", "a%26b%3Dc"),
            (push_form, "a b+c", "a+b%2Bc"),
            // Percent-encoded characters are kept; `%` without two hexadecimal digits is encoded.
            (push_path, "a/b%2Fc", "a/b%2Fc"),
            (push_path, "%2f%aF", "%2f%aF"),
            (push_path, "100%", "100%25"),
            (push_path, "%2", "%252"),
            (push_path, "%2x%x2%xx", "%252x%25x2%25xx"),
            (push_path, "a b?c#d", "a%20b%3Fc%23d"),
            (push_query, "a=b&c=%20%", "a=b&c=%20%25"),
            (push_query, "a b#c", "a%20b%23c"),
        ];
        for (n, (push, value, wanted)) in table.iter().enumerate() {
            let mut out = "^".to_owned();
            push(&mut out, value);
            assert_eq!(out, format!("^{wanted}"), "{n}: {value}");
        }
    }

    #[test]
    fn dot_segments_are_known_however_they_are_encoded() {
        for segment in [".", "..", "%2e", "%2E.", ".%2e", "%2e%2E"] {
            assert!(is_dot_segment(segment), "{segment}");
        }
        for segment in ["", "...", "a.", ".a", "%252e", "%2e%2e.", "%2e%2e%2e"] {
            assert!(!is_dot_segment(segment), "{segment}");
        }
    }
}
