//! Masks the credentials of URLs, which must not reach messages.

/// Replaces each character of the user information in the URLs of a text by `*`, so that columns are preserved.
pub(crate) fn mask_credentials(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("://") {
        let (before, after) = rest.split_at(start + 3);
        let is_end = |c: char| c.is_whitespace() || "/?#'\"`,;)}]".contains(c);
        let authority = &after[..after.find(is_end).unwrap_or(after.len())];
        let user = &authority[..authority.rfind('@').unwrap_or_default()];
        masked.push_str(before);
        masked.extend(user.chars().map(|_| '*'));
        rest = &after[user.len()..];
    }
    masked + rest
}

/// Removes the user information from a URL.
pub(crate) fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    format!("{scheme}://{host}{path}")
}

/// Removes the user and the password from a URL. A user alone, as of SSH, stays.
pub(crate) fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split('/').next().unwrap_or_default();
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    match scheme == "ssh" && !user.contains(':') {
        true => url.to_owned(),
        false => without_credentials(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_user_information_is_masked() {
        for (text, masked) in [
            (
                "{git: 'https://u:p@h/x', a: b@c}",
                "{git: 'https://***@h/x', a: b@c}",
            ),
            (
                "https://t\u{f6}ken@h: https://h/a@b",
                "https://*****@h: https://h/a@b",
            ),
            ("https://u:p@q@h", "https://*****@h"),
            ("https://h/x user@host", "https://h/x user@host"),
            ("://", "://"),
            ("", ""),
        ] {
            assert_eq!(mask_credentials(text), masked);
        }
        assert_eq!(without_credentials("https://u:p@q@h/a@b"), "https://h/a@b");
        assert_eq!(without_credentials("https://h"), "https://h");
        assert_eq!(without_credentials("/a/b@c"), "/a/b@c");
        for (url, expected) in [
            ("https://u:p@h/r", "https://h/r"),
            ("https://token@h/r", "https://h/r"),
            ("ssh://git@h/r", "ssh://git@h/r"),
            ("ssh://git:p@h/r", "ssh://h/r"),
            ("git@h:r", "git@h:r"),
        ] {
            assert_eq!(without_password(url), expected);
        }
    }
}
