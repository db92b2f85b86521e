//! Removes the secrets of a command from its messages, in any encoding that a service may use.

use std::fmt;

use arm_runtime::Base64;
use arm_sensitive::is_secret_name;

use super::MASK;

/// Minimum length of a secret. Shorter ones would hide parts of ordinary words.
const SHORTEST: usize = 4;
/// Minimum length of a Base64 fragment. Shorter ones occur by chance.
const SHORTEST_BASE64: usize = 8;

/// The secrets that a command sent or read. A service may repeat them in an error.
#[derive(Clone, Default)]
pub struct Scrub {
    /// Longest first, because a secret may be part of another one.
    secrets: Vec<String>,
    /// The Base64 fragments of secrets inside longer encoded text, for each offset.
    base64: Vec<String>,
}

impl fmt::Debug for Scrub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scrub({} secrets)", self.secrets.len())
    }
}

impl Scrub {
    /// Adds secrets, and the secret parts of connection strings.
    pub fn add(&mut self, secrets: impl IntoIterator<Item = String>) {
        for secret in secrets {
            let parts = secret.split([';', '&', '\n']).filter_map(|part| {
                let (name, value) = part.split_once('=')?;
                is_secret_name(name.trim().trim_start_matches('?')).then(|| value.trim().to_owned())
            });
            let parts: Vec<String> = parts.collect();
            for text in parts.into_iter().chain([secret.trim().to_owned()]) {
                if text.len() >= SHORTEST && !self.secrets.contains(&text) {
                    self.base64.extend(inside_base64(&text));
                    self.secrets.push(text);
                }
            }
        }
        self.secrets.sort_by_key(|it| std::cmp::Reverse(it.len()));
    }

    /// Returns the text with every secret masked, and without the secrets of signed URLs and connection
    /// strings.
    pub fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            text = replaced(&text, secret, false);
        }
        for secret in &self.secrets {
            text = without_hex(&text, secret);
        }
        for secret in &self.base64 {
            text = replaced(&text, secret, true);
        }
        arm_sensitive::without_secrets(&text).into_owned()
    }
}

/// Masks every occurrence of the secret as hexadecimal digits, with or without separators such as `-`, `:` and spaces.
fn without_hex(text: &str, secret: &str) -> String {
    let is_separator = |c: char| matches!(c, '-' | ':' | ' ' | ',');
    let is_digit = |c: char| c.is_ascii_hexdigit();
    let longest = secret.len() * 2;
    if text.chars().filter(|c| is_digit(*c)).count() < longest {
        return text.to_owned();
    }
    let wanted: String = secret.bytes().map(|it| format!("{it:02x}")).collect();
    let digits: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_digit(*c)).collect();
    let plain: String = digits.iter().map(|(_, c)| c.to_ascii_lowercase()).collect();
    let mut out = String::with_capacity(text.len());
    let (mut from, mut search) = (0, 0);
    while let Some(found) = plain[search..].find(&wanted) {
        let first = search + found;
        let (start, end) = (digits[first].0, digits[first + longest - 1].0 + 1);
        let between = text[start..end].chars();
        if between.clone().all(|c| is_digit(c) || is_separator(c)) && start >= from {
            out.push_str(&text[from..start]);
            out.push_str(MASK);
            from = end;
            search = first + longest;
        } else {
            search = first + 1;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Returns the Base64 fragments of a text, independent of the bytes before and after it.
fn inside_base64(text: &str) -> Vec<String> {
    let at = |offset: usize| {
        let mut bytes = vec![0; offset];
        bytes.extend_from_slice(text.as_bytes());
        let whole = Base64::from(bytes.as_slice()).to_string();
        // A character at either end that contains bits of an adjacent byte is left out.
        let first = (offset * 8).div_ceil(6);
        let last = bytes.len() * 8 / 6;
        whole.get(first..last).map(str::to_owned)
    };
    (0..3)
        .filter_map(at)
        .filter(|it| it.len() >= SHORTEST_BASE64)
        .collect()
}

/// Masks every occurrence of the secret, literal or encoded. For Base64, masks the surrounding word.
fn replaced(text: &str, secret: &str, is_base64: bool) -> String {
    let in_word = |c: char| c.is_ascii_alphanumeric() || "+/-_=%".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = match_at(rest, secret, is_base64) {
            rest = &rest[length..];
            if is_base64 {
                out.truncate(out.trim_end_matches(in_word).len());
                rest = rest.trim_start_matches(in_word);
            }
            out.push_str(MASK);
            continue;
        }
        let mut chars = rest.chars();
        out.extend(chars.next());
        rest = chars.as_str();
    }
    out
}

/// Returns the length of the secret at the start of the text. Each of its characters may be literal or encoded.
fn match_at(text: &str, secret: &str, is_base64: bool) -> Option<usize> {
    // A backslash, `%` or `&` may be literal or begin an escape, so both are tried.
    let mut ends = vec![0];
    for wanted in secret.chars() {
        let mut next: Vec<usize> = Vec::with_capacity(2);
        for end in ends {
            let rest = &text[end..];
            for length in [literal(rest, wanted, is_base64), encoded(rest, wanted)] {
                next.extend(length.map(|it| end + it));
            }
        }
        next.dedup();
        if next.is_empty() {
            return None;
        }
        ends = next;
    }
    ends.into_iter().max()
}

fn literal(text: &str, wanted: char, is_base64: bool) -> Option<usize> {
    let first = text.chars().next()?;
    let url_safe = match wanted {
        '+' => '-',
        '/' => '_',
        other => other,
    };
    let same = match is_base64 {
        true => first == wanted || first == url_safe,
        // A service may repeat a value in another case.
        false => first.eq_ignore_ascii_case(&wanted) || (first == '+' && wanted == ' '),
    };
    same.then(|| first.len_utf8())
}

/// Returns the length of an encoded character at the start of the text, in URL, JSON or HTML encoding.
fn encoded(text: &str, wanted: char) -> Option<usize> {
    match text.chars().next()? {
        '%' => percent(text, wanted),
        '\\' => json(text, wanted),
        '&' => html(text, wanted),
        _ => None,
    }
}

/// Matches percent-encoded UTF-8, which may itself be encoded.
fn percent(text: &str, wanted: char) -> Option<usize> {
    let mut at = 0;
    for byte in wanted.encode_utf8(&mut [0; 4]).bytes() {
        let mut rest = text.get(at..)?.strip_prefix('%')?;
        while let Some(inner) = rest.strip_prefix("25")
            && byte != b'%'
        {
            rest = inner;
        }
        let hex = rest.get(..2)?;
        if u8::from_str_radix(hex, 16).ok()? != byte {
            return None;
        }
        at = text.len() - rest.len() + 2;
    }
    Some(at)
}

fn json(text: &str, wanted: char) -> Option<usize> {
    let rest = &text[1..];
    let short = match wanted {
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        '"' | '\\' | '/' => Some(wanted),
        _ => None,
    };
    if short.is_some_and(|it| rest.starts_with(it)) {
        return Some(2);
    }
    let mut units = [0; 2];
    let mut at = 0;
    for unit in wanted.encode_utf16(&mut units) {
        let hex = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        if u16::from_str_radix(hex, 16).ok()? != *unit {
            return None;
        }
        at += 6;
    }
    Some(at)
}

fn html(text: &str, wanted: char) -> Option<usize> {
    let name = match wanted {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        _ => "&#",
    };
    if name.len() > 2 && text.starts_with(name) {
        return Some(name.len());
    }
    let number = text.strip_prefix("&#")?.split_once(';')?.0;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    (code.ok()? == u32::from(wanted)).then_some(number.len() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(secret: &str, text: &str) -> String {
        let mut scrub = Scrub::default();
        scrub.add([secret.to_owned()]);
        scrub.text(text)
    }

    #[test]
    fn a_secret_is_found_in_every_encoding() {
        let secret = "p+a/s=s&w\"o\\r d€";
        let base64 = Base64::from(secret.as_bytes()).to_string();
        let inside: Vec<String> = ["", "u", "us", "user:"]
            .iter()
            .map(|it| Base64::from(format!("{it}{secret}:end").as_bytes()).to_string())
            .collect();
        let mut texts = vec![
            secret.to_owned(),
            secret.to_ascii_uppercase(),
            "p%2Ba%2Fs%3Ds%26w%22o%5Cr%20d%E2%82%AC".to_owned(),
            "p%2ba%2fs%3ds%26w%22o%5cr+d%e2%82%ac".to_owned(),
            "p+a/s=s%26w%22o%5Cr%20d€".to_owned(),
            "p%252Ba%252Fs%253Ds%2526w%2522o%255Cr%2520d%25E2%2582%25AC".to_owned(),
            r#"p+a/s=s&w\"o\\r d€"#.to_owned(),
            r#"p\u002Ba/s=s\u0026w\u0022o\\r d\u20ac"#.to_owned(),
            r#"p\u002ba\/s=s\u0026w\"o\\r d\u20AC"#.to_owned(),
            "p+a/s=s&amp;w&quot;o\\r d&#8364;".to_owned(),
            "&#112;+a/s=s&#38;w&#x22;o\\r d&#X20aC;".to_owned(),
            base64.replace('+', "-").replace('/', "_"),
            base64.replace('=', "%3D").replace('+', "%2B"),
            base64,
            secret.bytes().map(|it| format!("{it:02x}")).collect(),
            secret.bytes().map(|it| format!("{it:02X}")).collect(),
            secret
                .bytes()
                .map(|it| format!("{it:02X}"))
                .collect::<Vec<_>>()
                .join("-"),
            secret
                .bytes()
                .map(|it| format!("{it:02x}"))
                .collect::<Vec<_>>()
                .join(":"),
        ];
        texts.extend(inside);
        for text in texts {
            let said = format!("before {text}, after");
            assert_eq!(scrubbed(secret, &said), "before ***, after", "{text}");
            let said = format!("x{text}");
            assert!(!scrubbed(secret, &said).contains(&text), "{text}");
        }
    }

    #[test]
    fn each_character_has_its_escapes() {
        for text in [
            "a<b>c\"d'e&f\tg\nh\ri😀/%",
            "a&lt;b&gt;c&quot;d&apos;e&amp;f&#9;g&#xa;h&#XD;i&#128512;/%",
            r#"a\u003cb\u003Ec\"d\u0027e\u0026f\tg\nh\ri\uD83D\ude00\/\u0025"#,
            "a%3Cb%3ec%22d%27e%26f%09g%0Ah%0di%F0%9F%98%80%2F%25",
            "a%3Cb%3ec%22d%27e%26f%09g%0Ah%0di%25F0%259f%2598%252580%25252f%25",
        ] {
            let secret = "a<b>c\"d'e&f\tg\nh\ri😀/%";
            assert_eq!(scrubbed(secret, text), MASK, "{text}");
        }
    }

    #[test]
    fn secret_parts_of_connection_strings_are_secrets() {
        let secret = "Endpoint=https://contoso.example/;SharedAccessKey=abc12345=;EntityPath=hub";
        assert_eq!(
            scrubbed(secret, "abc12345= at https://contoso.example/ of hub"),
            "*** at https://contoso.example/ of hub"
        );
        assert_eq!(scrubbed(secret, secret), MASK);
        assert_eq!(
            scrubbed("?sv=1&sig=a%2Fbcdef&se=2030", "sig a%2Fbcdef"),
            "sig ***"
        );
        // A signature may be the first part, and spaces and lines may separate the parts.
        for secret in [
            "?sig=a%2Fbcdef&sv=1",
            "Name=x\n Password = a%2Fbcdef \nId=y",
        ] {
            assert_eq!(scrubbed(secret, "<a%2Fbcdef> x y"), "<***> x y");
        }
    }

    /// The fragments of a secret inside longer Base64 are found at each offset; the surrounding word is masked.
    #[test]
    fn words_around_a_secret_in_base64_are_masked() {
        for text in [
            "YWJjZGVm",
            "YWJjZGVmOmVuZA==",
            "xYWJjZGVmx",
            "a%3DYWJjZGVm-_%3d",
            "dTphYmNkZWZn",
        ] {
            let said = format!("token: {text}, then");
            assert_eq!(
                scrubbed("abcdefg", &said.replace("YWJjZGVm", "YWJjZGVmZ")),
                "token: ***, then",
                "{text}"
            );
        }
        assert_eq!(scrubbed("abcdef", "(YWJjZGVm)"), "(***)");
        // The alphabet for URLs has two other characters.
        assert_eq!(scrubbed("?>?>?>?>", "(Pz4_Pj8-Pz4=)"), "(***)");
        assert_eq!(scrubbed("?>?>?>?>", "(Pz4/Pj8+Pz4=)"), "(***)");
    }

    /// Each backslash may be literal or begin an escape, and all combinations would take forever.
    #[test]
    fn ambiguous_escapes_take_little_time() {
        assert_eq!(scrubbed(&"\\".repeat(60), &"\\".repeat(120)), MASK);
        assert_eq!(scrubbed(&"%25".repeat(40), &"%2525".repeat(40)), MASK);
    }

    #[test]
    fn other_text_stays() {
        for (secret, text) in [
            ("id", "no id"),
            ("hush", "hus h%75s hu%73x"),
            ("hush<hush", "hush&hush hush&#60hush hush&lt hush"),
            ("hush+hush", "hush-hush"),
            ("hush", "h+sh"),
            ("hush-hush", "aHVzaA== %zz \\u00 &#x; &#; % \\"),
            // Texts of three characters and Base64 of fewer than eight occur by chance.
            ("abc", "abc"),
            ("abcde", "YWJjZGU6"),
            (
                "abc😀",
                r"abc\ud83d\ude01 abc\ud83d abc%F0%9F%98 abc&#128513;",
            ),
        ] {
            assert_eq!(scrubbed(secret, text), text);
        }
        let mut scrub = Scrub::default();
        scrub.add(["hush".to_owned(), "hush-hush".to_owned()]);
        assert_eq!(scrub.text("hush-hush hush"), "*** ***");
        assert!(!format!("{scrub:?}").contains("hush"));
    }

    #[test]
    fn secrets_in_hexadecimal_digits() {
        // `hush` is 68757368.
        for (text, expected) in [
            ("68757368", "***"),
            ("x68757368x", "x***x"),
            ("0x6875736a", "0x6875736a"),
            ("6-8:7 5,7-3-6-8", "***"),
            ("68.75.73.68", "68.75.73.68"),
            ("(68757368) (68 75 73 68)", "(***) (***)"),
            ("6868757368", "68***"),
            ("68.68757368", "68.***"),
            ("6875736", "6875736"),
            ("6875736868757368", "******"),
            ("é68757368é", "é***é"),
        ] {
            assert_eq!(scrubbed("hush", text), expected, "{text}");
        }
        assert_eq!(scrubbed("aaaa", "61.6161616161 61"), "61.***61 61");
    }

    #[test]
    fn parts_are_secret_by_their_name() {
        for (secret, text, expected) in [
            ("Password=abcd;Id=wxyz", "abcd wxyz", "*** wxyz"),
            ("Id=wxyz&Password=abcd", "abcd wxyz", "*** wxyz"),
            ("Password=abc;Id=wxyz", "abc wxyz", "abc wxyz"),
            (" padded ", "<padded>", "<***>"),
            ("Password", "password", "***"),
        ] {
            assert_eq!(scrubbed(secret, text), expected, "{secret}");
        }
        let mut scrub = Scrub::default();
        scrub.add(["hush".to_owned(), "hush".to_owned(), "hus".to_owned()]);
        assert_eq!(format!("{scrub:?}"), "Scrub(1 secrets)");
    }
}
