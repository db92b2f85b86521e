//! Percent-encoding (RFC 3986). The sets are complements: what is not named as kept is encoded.

use std::fmt::Write;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

/// Everything but unreserved characters: a value cannot mean anything but itself.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// As [`VALUE`], but `$` and others that names of query parameters have stay legible.
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
/// What would end or change the path when it stands in it bare; `%` is looked at on its own.
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
/// What would end the query when it stands in it bare.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'\'')
    .add(b'<')
    .add(b'>');

/// What the path of a link cannot hold. A backslash stays: parsers take it for a slash, so that a link to another host
/// is recognized as one.
const LINK_PATH: &AsciiSet = &PATH.remove(b'?').remove(b'\\');
const LINK_QUERY: &AsciiSet = &PATH.remove(b'?');

/// What nearly all names and values are made of, and no set holds.
fn is_plain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')
}

/// Encodes a value so that it is one segment of a path, or one value in a query.
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
    // An apostrophe would be encoded by the URL parser anyway.
    for part in utf8_percent_encode(name, NAME) {
        out.push_str(&part.replace('\'', "%27"));
    }
}

/// Encodes what would break a path, and keeps `/` and what is encoded already.
pub(crate) fn push_path(out: &mut String, value: &str) {
    push_lenient(out, value, PATH);
}

/// Encodes what would break a query, and keeps `&`, `=` and what is encoded already.
pub(crate) fn push_query(out: &mut String, value: &str) {
    push_lenient(out, value, QUERY);
}

/// A link of a service with everything encoded that no URL can hold; a parser would cut it off, drop it, or take it for
/// something else.
pub(crate) fn encode_link(link: &str) -> String {
    // As every reader of URLs does: white space around a link, and line breaks and tabs in it, are not part of it.
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

/// Encodes a form value: as in a query, but a space is `+`.
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

/// Whether a segment is `.` or `..`, as it stands or once encoded. Servers and proxies resolve either.
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
            // What is encoded already is kept: a percent sign is itself unless two hexadecimal digits follow.
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
