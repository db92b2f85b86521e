//! A JSON pointer that is only written out when somebody asks for it.

use serde_json::Value;

use crate::diagnostics::escape_token;
use crate::load::DocumentId;

/// A place in a document: a pointer as a chain of segments on the stack.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The document.
    pub document: DocumentId,
    parent: Option<&'a At<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Below(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The document itself.
    pub fn root(document: DocumentId) -> Self {
        Self::below(document, "")
    }

    /// The place that a whole pointer names.
    pub fn below(document: DocumentId, pointer: &'a str) -> Self {
        At {
            document,
            parent: None,
            segment: Segment::Below(pointer),
        }
    }

    /// The value of a key of this object.
    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            document: self.document,
            parent: Some(self),
            segment: Segment::Key(key),
        }
    }

    /// An item of this array.
    pub fn index(&'a self, index: usize) -> At<'a> {
        At {
            document: self.document,
            parent: Some(self),
            segment: Segment::Index(index),
        }
    }

    /// The source location in one text, `DOCUMENT#POINTER`, for the extensions of what was read there.
    pub fn mark(&self) -> Value {
        Value::String(format!("{}#{}", self.document.0, self.pointer()))
    }

    /// The JSON pointer in full.
    pub fn pointer(&self) -> String {
        let mut pointer = self.parent.map_or_else(String::new, At::pointer);
        match self.segment {
            Segment::Below(below) => pointer.push_str(below),
            Segment::Key(key) => pointer.extend(["/", &escape_token(key)]),
            Segment::Index(index) => pointer.extend(["/", &index.to_string()]),
        }
        pointer
    }
}
