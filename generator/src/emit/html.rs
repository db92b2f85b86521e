//! Converts HTML in descriptions to Markdown.

/// The longest tag that is recognized, which keeps the time linear in the length of the text.
const MAX_TAG: usize = 512;

/// Replaces the HTML that specs use for line breaks, lists, links, code and exponents by Markdown, removes emphasis, and
/// escapes any other `<`.
pub(super) fn replace_html(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut in_code = false;
    // The target of the open `<a>`.
    let mut link: Option<String> = None;
    while let Some(start) = rest.find(['<', '`']) {
        out.push_str(&rest[..start]);
        let from = &rest[start..];
        if let Some(after) = from.strip_prefix('`') {
            in_code = !in_code;
            out.push('`');
            rest = after;
            continue;
        }
        match tag(from).filter(|_| !in_code) {
            Some((tag, length)) => {
                rest = &from[length..];
                match code(&tag, rest) {
                    Some((code, length)) => {
                        out.push_str(&format!("`{code}`"));
                        rest = &rest[length..];
                    }
                    None => replace(&tag, &mut link, &mut out),
                }
            }
            None => {
                let is_link = from.starts_with("<https://") || from.starts_with("<http://");
                out.push_str(if in_code || is_link { "<" } else { "\\<" });
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    if let Some(target) = link {
        out.push_str(&close_link(&target));
    }
    out
}

/// A known tag: its name in lower case, after a `/` if it is a closing tag, and the target of a link.
struct HtmlTag {
    name: String,
    target: Option<String>,
}

const KNOWN: [&str; 28] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "ul",
    "s",
];

/// Returns the tag at the start of a text, with its length.
fn tag(text: &str) -> Option<(HtmlTag, usize)> {
    let window = text
        .char_indices()
        .nth(MAX_TAG)
        .map_or(text, |(end, _)| &text[..end]);
    if window.starts_with("<!--") {
        let end = window.find("-->")? + "-->".len();
        return Some((
            HtmlTag {
                name: "!".to_owned(),
                target: None,
            },
            end,
        ));
    }
    let end = window.find('>')? + 1;
    let inner = window[1..end - 1].trim_end_matches('/');
    let (slash, inner) = match inner.strip_prefix('/') {
        Some(inner) => ("/", inner),
        None => ("", inner),
    };
    let length = inner
        .find(|it: char| !it.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(length);
    let name = name.to_ascii_lowercase();
    let has_attributes = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
    (KNOWN.contains(&name.as_str()) && has_attributes).then(|| {
        let tag = HtmlTag {
            name: format!("{slash}{name}"),
            target: href(attributes),
        };
        (tag, end)
    })
}

/// Returns the text between a tag for code and its closing tag, with the length of both, unless it has other markup.
fn code<'t>(tag: &HtmlTag, rest: &'t str) -> Option<(&'t str, usize)> {
    if !matches!(tag.name.as_str(), "code" | "tt") {
        return None;
    }
    let end = rest.find(['<', '`', '&', '\n'])?;
    let (code, after) = (rest[..end].trim(), &rest[end..]);
    let (closing, length) = self::tag(after)?;
    let is_closed = closing.name.strip_prefix('/') == Some(tag.name.as_str());
    (is_closed && !code.is_empty()).then_some((code, end + length))
}

/// Returns the target of a link.
fn href(attributes: &str) -> Option<String> {
    let value = attributes
        .split_once("href")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    value.starts_with("http").then(|| value.to_owned())
}

fn replace(tag: &HtmlTag, link: &mut Option<String>, out: &mut String) {
    match tag.name.as_str() {
        "li" => out.push_str("\n- "),
        "br" | "p" | "/p" | "div" | "/div" | "ul" | "/ul" | "ol" | "/ol" | "hr" | "pre"
        | "/pre" | "blockquote" | "/blockquote" | "h1" | "/h1" | "h2" | "/h2" | "h3" | "/h3"
        | "h4" | "/h4" => {
            out.push_str("\n\n");
        }
        "a" => {
            if let Some(target) = link.take() {
                out.push_str(&close_link(&target));
            }
            if tag.target.is_some() {
                out.push('[');
            }
            link.clone_from(&tag.target);
        }
        // Without a sign, an exponent would become a part of the number.
        "sup" => out.push('^'),
        "sub" => out.push('_'),
        "/a" => {
            if let Some(target) = link.take() {
                out.push_str(&close_link(&target));
            }
        }
        _ => {}
    }
}

fn close_link(target: &str) -> String {
    format!("](<{target}>)")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags that separate blocks, begin an item or are left out; the text between them stays.
    #[test]
    fn each_tag_has_its_markdown() {
        for name in KNOWN {
            let (open, close) = match name {
                "li" => ("\n- ", ""),
                "br" | "hr" => ("\n\n", ""),
                "p" | "div" | "ul" | "ol" | "pre" | "blockquote" | "h1" | "h2" | "h3" | "h4" => {
                    ("\n\n", "\n\n")
                }
                "sup" => ("^", ""),
                "sub" => ("_", ""),
                _ => ("", ""),
            };
            for (text, expected) in [
                (format!("a<{name}>b"), format!("a{open}b")),
                (format!("a</{name}>b"), format!("a{close}b")),
                (format!("a<{name}/>b"), format!("a{open}b")),
                (
                    format!("a<{} class='x'>b", name.to_uppercase()),
                    format!("a{open}b"),
                ),
                (format!("a<{name}:x>b"), format!("a\\<{name}:x>b")),
                (format!("a<x{name}>b"), format!("a\\<x{name}>b")),
                (format!("a`<{name}>`b"), format!("a`<{name}>`b")),
            ] {
                assert_eq!(replace_html(&text), expected, "{text}");
            }
        }
    }

    #[test]
    fn code_without_other_markup_is_code() {
        for (text, expected) in [
            ("2<sup>32</sup> - 1", "2^32 - 1"),
            ("x<sub>1</sub>", "x_1"),
            ("a<code>b c</code>d", "a`b c`d"),
            ("<tt> b </tt>", "`b`"),
            ("<CODE>b</Code>", "`b`"),
            ("<code>b</tt>", "b"),
            ("<code>b", "b"),
            ("<code></code>", ""),
            ("<code>`b`</code>", "`b`"),
            ("<code>&lt;b&gt;</code>", "&lt;b&gt;"),
            ("<code><b>c</b></code>", "c"),
            ("<code>a\n\nb</code>", "a\n\nb"),
        ] {
            assert_eq!(replace_html(text), expected, "{text}");
        }
    }

    #[test]
    fn links_lead_to_the_web() {
        for (text, expected) in [
            ("<a href=\"https://a.b/c\">d</a>", "[d](<https://a.b/c>)"),
            ("<a href='http://a.b/c'>d</a>", "[d](<http://a.b/c>)"),
            ("<A HREF='http://a.b/c'>d</A>", "d"),
            (
                "<a class=x href = https://a.b/c title=e>d</a>",
                "[d](<https://a.b/c>)",
            ),
            ("<a href='ftp://a.b'>d</a>", "d"),
            ("<a href=''>d</a>", "d"),
            ("<a href>d</a>", "d"),
            ("<a href=>d</a>", "d"),
            (
                "<a href='https://a.b'>c<a href='https://d.e'>f</a>",
                "[c](<https://a.b>)[f](<https://d.e>)",
            ),
            ("<a href='https://a.b'>c", "[c](<https://a.b>)"),
            (
                "<https://a.b> <http://a.b> <ftp://a.b>",
                "<https://a.b> <http://a.b> \\<ftp://a.b>",
            ),
            ("a<!-- b<p> -->c<!-- d", "ac\\<!-- d"),
            ("a > b", "a > b"),
        ] {
            assert_eq!(replace_html(text), expected, "{text}");
        }
        // A tag has at most as many characters as this.
        let tag = |n: usize| format!("<p {}>", "x".repeat(n));
        assert_eq!(replace_html(&tag(MAX_TAG - 4)), "\n\n");
        assert_eq!(replace_html(&tag(MAX_TAG - 3))[..3], *"\\<p");
    }
}
