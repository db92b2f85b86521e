//! JSON pointers that are built on demand.

use serde_json::Value;

use crate::diagnostics::escape_token;
use crate::load::DocumentId;

/// A location in a document, as a chain of segments on the stack.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// Document.
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
    /// Returns the location of the document itself.
    pub fn root(document: DocumentId) -> Self {
        Self::below(document, "")
    }

    /// Returns the location of a pointer in a document.
    pub fn below(document: DocumentId, pointer: &'a str) -> Self {
        At {
            document,
            parent: None,
            segment: Segment::Below(pointer),
        }
    }

    /// Returns the location of a member of this object.
    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            document: self.document,
            parent: Some(self),
            segment: Segment::Key(key),
        }
    }

    /// Returns the location of an item of this array.
    pub fn index(&'a self, index: usize) -> At<'a> {
        At {
            document: self.document,
            parent: Some(self),
            segment: Segment::Index(index),
        }
    }

    /// Returns the source location as `DOCUMENT#POINTER`, which is stored in an extension of the converted value.
    pub fn mark(&self) -> Value {
        Value::String(format!("{}#{}", self.document.0, self.pointer()))
    }

    /// Returns the complete JSON pointer.
    pub fn pointer(&self) -> String {
        let mut pointer = self
            .parent
            .map_or_else(|| String::with_capacity(128), At::pointer);
        match self.segment {
            Segment::Below(below) => pointer.push_str(below),
            Segment::Key(key) => pointer.extend(["/", &escape_token(key)]),
            Segment::Index(index) => pointer.extend(["/", &index.to_string()]),
        }
        pointer
    }
}
