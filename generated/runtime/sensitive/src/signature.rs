//! URLs whose query gives access by itself, such as one with a shared access signature.
//!
//! Services link to such URLs in headers and bodies, and repeat them in their errors.

use std::borrow::Cow;

use crate::is_secret_name;

/// Names of query parameters that authorize a request, beside the [names of secrets](is_secret_name).
const SIGNATURES: &[&str] = &[
    "signature",
    "x-amz-signature",
    "x-goog-signature",
    "code",
    "key",
    "auth",
];

/// A value with a word of at least this length, with digits, is a token or a signature, whatever its name. Azure Resource
/// Manager signs the URLs of long-running operations in the parameters `c` and `s`.
const OPAQUE: usize = 32;

/// The replacement of a value.
const REDACTED: &str = "REDACTED";

/// Returns `true` if a query has a signature or another secret, also inside an encoded value.
pub fn is_signed(query: &str) -> bool {
    let lower = query.to_ascii_lowercase();
    let decoded = lower
        .replace("%25", "%")
        .replace("%3d", "=")
        .replace("%26", "&")
        .replace("%3f", "?")
        .replace("\\u0026", "&")
        .replace("\\u003d", "=");
    let in_name = |c: char| c.is_ascii_alphanumeric() || "-_.$".contains(c);
    decoded.match_indices('=').any(|(at, _)| {
        let name = &decoded[..at];
        let name = &name[name.trim_end_matches(in_name).len()..];
        // A value of `*` was already replaced by the command line.
        let has_value = !matches!(decoded[at + 1..].chars().next(), None | Some('&' | '*'));
        has_value && (SIGNATURES.contains(&name) || is_secret_name(name))
    }) || pairs(query).any(|(_, value)| value.is_some_and(is_opaque))
}

fn is_opaque(value: &str) -> bool {
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|it| it.len() >= OPAQUE && it.contains(|c: char| c.is_ascii_digit()))
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (pair, None),
    })
}

/// Returns a text without the secrets that show themselves: those of [`without_signatures`], and the secret parts of
/// connection strings, such as `AccountKey=...;`.
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    let text = without_signatures(text);
    if !text.contains(';') || !text.contains('=') {
        return text;
    }
    let is_secret = |part: &str| {
        part.split_once('=').is_some_and(|(name, value)| {
            let name = name
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .trim();
            let name = name.rsplit(['"', '\'', ',']).next().unwrap_or_default();
            !value.is_empty() && value != REDACTED && is_secret_name(name)
        })
    };
    if !text.split(';').any(is_secret) {
        return text;
    }
    let parts = text.split(';').map(|part| match part.split_once('=') {
        Some((name, _)) if is_secret(part) => format!("{name}={REDACTED}"),
        _ => part.to_owned(),
    });
    Cow::Owned(parts.collect::<Vec<_>>().join(";"))
}

/// Returns a text in which the values of all signed queries and fragments, and the passwords of URLs, are replaced. The
/// api-version remains.
pub fn without_signatures(text: &str) -> Cow<'_, str> {
    if !text.contains(['?', '#']) && !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    // The parts of the text up to `kept` are in `out`. Queries are compared from `searched`, so that none is read twice.
    let (mut kept, mut searched, mut at) = (0, 0, 0);
    while let Some(found) = text[at..].find(['?', '#', ':']) {
        at += found;
        if text[at..].starts_with(['?', '#']) && at >= searched {
            let query = query_of(&text[at + 1..]);
            searched = at + 1 + query.len();
            if is_signed(query) {
                out.push_str(&text[kept..=at]);
                hide_values(query, &mut out);
                (kept, at) = (searched, searched);
                continue;
            }
        } else if let Some(host) = text[at..].strip_prefix("://") {
            let host = until(host, |c| ends_url(c) || matches!(c, '/' | '?' | '#'));
            if let Some((user, _)) = host.rsplit_once('@')
                && user.contains(':')
            {
                out.push_str(&text[kept..at + 3]);
                out.push_str(REDACTED);
                kept = at + 3 + user.len();
            }
        }
        at += 1;
    }
    match kept {
        0 => Cow::Borrowed(text),
        _ => {
            out.push_str(&text[kept..]);
            Cow::Owned(out)
        }
    }
}

/// Returns the query or the fragment at the start of a text. Parentheses and quotes belong to it in pairs.
fn query_of(text: &str) -> &str {
    let text = until(text, |c| ends_url(c) && !matches!(c, '\'' | '(' | ')'));
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' if is_quoted => is_quoted = false,
            '\'' if text[at + 1..].contains('\'') => is_quoted = true,
            '\'' => return &text[..at],
            '(' => depth += 1,
            ')' if depth == 0 && !is_quoted => return &text[..at],
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}

fn until(text: &str, ends: impl Fn(char) -> bool) -> &str {
    let end = text.find(ends).unwrap_or(text.len());
    &text[..end]
}

fn ends_url(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '(' | ')')
}

fn hide_values(query: &str, out: &mut String) {
    for (index, (name, value)) in pairs(query).enumerate() {
        if index > 0 {
            out.push('&');
        }
        out.push_str(name);
        match value {
            Some(value) if name.eq_ignore_ascii_case("api-version") && !is_signed(value) => {
                out.push('=');
                out.push_str(value);
            }
            Some(_) => {
                out.push('=');
                out.push_str(REDACTED);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_parts_of_connection_strings_are_hidden() {
        for (text, expected) in [
            (
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=a=;EntityPath=p",
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=REDACTED;EntityPath=p",
            ),
            (
                "login 'Server=h;User Id=u; Password = x' failed",
                "login 'Server=h;User Id=u; Password =REDACTED",
            ),
            (
                "AccountKey=a;see /x?sig=b",
                "AccountKey=REDACTED;see /x?sig=REDACTED",
            ),
            ("a=b; c=d", "a=b; c=d"),
            ("AccountKey=a", "AccountKey=a"),
            ("AccountKey=;b=c", "AccountKey=;b=c"),
            ("AccountKey=REDACTED;b=c", "AccountKey=REDACTED;b=c"),
            ("text;AccountKey", "text;AccountKey"),
            (
                "{\"v\":\"AccountKey=a;b=c\"}",
                "{\"v\":\"AccountKey=REDACTED;b=c\"}",
            ),
            ("'x','AccountKey=a;b=c'", "'x','AccountKey=REDACTED;b=c'"),
            ("text/html; charset=utf-8", "text/html; charset=utf-8"),
        ] {
            assert_eq!(without_secrets(text), expected, "{text}");
        }
    }

    #[test]
    fn parentheses_and_quotes_belong_to_a_query_in_pairs() {
        for (text, expected) in [
            ("(/x?a=b(c)&sig=d), e", "(/x?a=REDACTED&sig=REDACTED), e"),
            (
                "/x?$filter=startswith(Name,'a')&sv=1&sig=b",
                "/x?$filter=REDACTED&sv=REDACTED&sig=REDACTED",
            ),
            ("/x?a='b'&sig=c", "/x?a=REDACTED&sig=REDACTED"),
            ("'/x?a='b'&sig=c'", "'/x?a=REDACTED&sig=REDACTED'"),
            ("/x?a=')'&sig=c", "/x?a=REDACTED&sig=REDACTED"),
            ("https://h/#access_token=a", "https://h/#access_token=REDACTED"),
            ("https://h/?a=1#access_token=b", "https://h/?a=REDACTED"),
        ] {
            assert_eq!(without_signatures(text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_signed_urls_are_hidden() {
        for (text, expected) in [
            ("", ""),
            (
                "/x?sig=a /y?b=1 /z?sig=c",
                "/x?sig=REDACTED /y?b=1 /z?sig=REDACTED",
            ),
            ("/x?sig=a)", "/x?sig=REDACTED)"),
            ("</x?sig=a>", "</x?sig=REDACTED>"),
            ("/x?a&sig=b&c", "/x?a&sig=REDACTED&c"),
            ("/x?signature=a", "/x?signature=REDACTED"),
            ("/x?X-Goog-Signature=a", "/x?X-Goog-Signature=REDACTED"),
            ("/x?key=a&auth=b", "/x?key=REDACTED&auth=REDACTED"),
            ("/x?API-VERSION=1&sig=b", "/x?API-VERSION=1&sig=REDACTED"),
            ("/x?api-version=1?sig=a", "/x?api-version=REDACTED"),
            ("/x?a=1%26sig%3Db", "/x?a=REDACTED"),
            // 32 letters and digits are a token, 31 are not, nor are letters only.
            ("/x?a=abcdefghijklmnopqrstuvwxyz012345", "/x?a=REDACTED"),
            (
                "/x?a=abcdefghijklmnopqrstuvwxyz01234",
                "/x?a=abcdefghijklmnopqrstuvwxyz01234",
            ),
            (
                "/x?a=abcdefghijklmnopqrstuvwxyzabcdefg",
                "/x?a=abcdefghijklmnopqrstuvwxyzabcdefg",
            ),
            ("http://h/?u:p@h", "http://h/?u:p@h"),
            ("ftp://a@b:p@h", "ftp://REDACTED@h"),
            ("What? Yes: 1=1", "What? Yes: 1=1"),
            (
                "see https://h/x?api-version=1&sv=2&sig=a%2Fb.",
                "see https://h/x?api-version=1&sv=REDACTED&sig=REDACTED",
            ),
            ("/x?SIG=a", "/x?SIG=REDACTED"),
            ("?sig=a", "?sig=REDACTED"),
            ("://u:p@h", "://REDACTED@h"),
            ("/x?code=a b", "/x?code=REDACTED b"),
            ("'/x?token=a'", "'/x?token=REDACTED'"),
            ("\"/x?a=1\\u0026sig=s\"", "\"/x?a=REDACTED\""),
            ("/x?a=1&amp;sig=s", "/x?a=REDACTED&amp;sig=REDACTED"),
            (
                "/x?X-Amz-Credential=a&X-Amz-Signature=b",
                "/x?X-Amz-Credential=REDACTED&X-Amz-Signature=REDACTED",
            ),
            ("/x?to=https%3A%2F%2Fh%2F%3Fsig%3Dabc", "/x?to=REDACTED"),
            ("/x?to=%253Fsig%253Dabc", "/x?to=REDACTED"),
            (
                "/op?api-version=1&c=MIIHpTCCBo2gAwIBAgITOgWcaWyjbQsvs&s=x",
                "/op?api-version=1&c=REDACTED&s=REDACTED",
            ),
            (
                "https://u:p@h/x, http://u@h and amqp://a:b@h",
                "https://REDACTED@h/x, http://u@h and amqp://REDACTED@h",
            ),
            (
                "https://h/x?a=https://u:p@h",
                "https://h/x?a=https://REDACTED@h",
            ),
        ] {
            assert_eq!(without_signatures(text), expected, "{text}");
        }
        for plain in [
            "/x?api-version=2024-05-01&$filter=name%20eq%20'x'",
            "/x?id=11111111-2222-3333-4444-555555555555",
            "/x?$skiptoken=abc&sig=",
            "/x?sv=1&sig=***",
            "/x?statuses=Running,Succeeded,Failed,Canceled,Unknown",
            "is it x=y? No",
            "issue #5: x=1",
            "/x?$filter=startswith(name,'a')&top=1",
        ] {
            assert_eq!(without_signatures(plain), plain);
        }
    }
}
