//! The position of the reader in a document.

use std::fmt::{self, Display, Formatter};

/// The path from the root of a document to a value. It is a linked list on the stack of the reader, so that it costs
/// nothing unless it is displayed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'a> {
    step: Step<'a>,
    /// Set if the digits of a number are kept where text is declared. Otherwise such a number with a fraction is an error.
    pub(super) keeps_digits: bool,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl<'a> Path<'a> {
    pub(super) const ROOT: Path<'static> = Path {
        step: Step::Root,
        keeps_digits: true,
    };

    /// The root of a document that is read a second time if a number with a fraction stands in the place of text.
    pub(super) const FIRST_PASS: Path<'static> = Path {
        keeps_digits: false,
        ..Path::ROOT
    };

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self {
            step: Step::Key(self, key),
            ..*self
        }
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self {
            step: Step::Index(self, index),
            ..*self
        }
    }

    fn is_root(&self) -> bool {
        matches!(self.step, Step::Root)
    }
}

impl Display for Path<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.step {
            Step::Root => Ok(()),
            Step::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Step::Key(parent, key) if !is_plain(key) => write!(f, "{parent}[{key:?}]"),
            Step::Key(parent, key) if parent.is_root() => f.write_str(key),
            Step::Key(parent, key) => write!(f, "{parent}.{key}"),
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
    if path.is_root() {
        message.to_string()
    } else {
        format!("{path}: {message}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_keys_and_indices() {
        let (root, odd) = (Path::ROOT, "a.b \"c\"");
        let value = root.key("value");
        let item = value.index(3);
        let name = item.key("odata-type");
        assert_eq!(at(&name, "no"), "value[3].odata-type: no");
        assert_eq!(item.key(odd).to_string(), "value[3][\"a.b \\\"c\\\"\"]");
        assert_eq!(at(&root, "no"), "no");
    }
}
