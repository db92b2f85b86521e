//! The position of the reader in a document.

use std::fmt::{self, Display, Formatter};

/// The path from the root of a document to a value. It is a linked list on the stack of the reader, so that it costs
/// nothing unless it is displayed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Display for Path<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Key(parent, key) if !is_plain(key) => write!(f, "{parent}[{key:?}]"),
            Self::Key(Self::Root, key) => f.write_str(key),
            Self::Key(parent, key) => write!(f, "{parent}.{key}"),
        }
    }
}

fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-$@".contains(&byte))
}

/// Formats a message with the path before it, if there is one.
pub(super) fn at(path: &Path<'_>, message: impl Display) -> String {
    match path {
        Path::Root => message.to_string(),
        _ => format!("{path}: {message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_keys_and_indices() {
        let (root, odd) = (Path::Root, "a.b \"c\"");
        let value = Path::Key(&root, "value");
        let item = Path::Index(&value, 3);
        let name = Path::Key(&item, "odata-type");
        assert_eq!(at(&name, "no"), "value[3].odata-type: no");
        assert_eq!(
            Path::Key(&item, odd).to_string(),
            "value[3][\"a.b \\\"c\\\"\"]"
        );
        assert_eq!(at(&root, "no"), "no");
    }
}
