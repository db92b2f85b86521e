//! Files of multipart forms.

use std::borrow::Cow;
use std::fmt;

use azure_core::Bytes;

use crate::{Argument, ParameterValue};

/// A file of a multipart form: its content, with an optional name, media type and headers.
///
/// ```
/// use arm_runtime::FilePart;
///
/// let part = FilePart::from("id,name").name("people.csv").media_type("text/csv");
/// # let _ = part;
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct FilePart {
    pub(crate) content: Bytes,
    pub(crate) name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl FilePart {
    /// Sets the file name. The default is the name of the form field.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type. The default is the media type of the spec, or `application/octet-stream`.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

macro_rules! from_content {
    ($($content:ty),*) => {$(
        impl From<$content> for FilePart {
            fn from(content: $content) -> Self {
                Self { content: content.into(), ..Self::default() }
            }
        }
    )*};
}
from_content!(Bytes, Vec<u8>, String, &'static [u8], &'static str);

impl From<&Bytes> for FilePart {
    fn from(content: &Bytes) -> Self {
        content.clone().into()
    }
}

impl From<&FilePart> for FilePart {
    fn from(part: &FilePart) -> Self {
        part.clone()
    }
}

impl fmt::Debug for FilePart {
    /// Shows the size only, because a file may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FilePart({} bytes)", self.content.len())
    }
}

impl Argument for FilePart {
    fn to_parameter(&self) -> ParameterValue<'_> {
        ParameterValue::Files(vec![Cow::Borrowed(self)])
    }
}
