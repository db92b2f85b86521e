//! What can differ, and whether it is the spec's fault.

use std::fmt;

use super::data::Example;

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident: $fault:literal, $text:literal;)*) => {
        /// What differs.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Kind {
            $($(#[$docs])* $kind,)*
        }

        impl Kind {
            /// Whether the example contradicts its own spec, so that nothing could be done about it here.
            pub fn is_fault(self) -> bool {
                match self {
                    $(Self::$kind => $fault,)*
                }
            }
        }

        impl fmt::Display for Kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Self::$kind => $text,)*
                })
            }
        }
    };
}

kinds! {
    /// The request has another method.
    Method: false, "another method";
    /// The request goes to another host or path.
    Url: false, "another host or path";
    /// The query has other pairs.
    Query: false, "another query";
    /// A header is missing, is not expected, or has another value.
    Header: false, "another header";
    /// There is a body where none is due, or none where one is.
    Body: false, "a body too many or too few";
    /// No request was built, though the example keeps to its spec.
    Refused: false, "refused";
    /// A value cannot be written.
    Unwritable: false, "cannot be written";
    /// A value that the model declares was lost.
    Lost: false, "lost";
    /// A value came back as another.
    Changed: false, "changed";
    /// A value came back that was not there.
    Added: false, "added";
    /// A property that the schema does not declare: it is not in the model, and is left out.
    UndeclaredProperty: true, "undeclared property";
    /// A property that only the service may set stands in a request: it is not sent.
    ReadOnlyProperty: true, "read-only property in a request";
    /// A required parameter or body is not given: there is nothing to compare.
    MissingParameter: true, "missing parameter";
    /// A parameter that the operation does not declare.
    UndeclaredParameter: true, "undeclared parameter";
    /// A parameter whose name differs from the declared one in ASCII case.
    ParameterSpelling: true, "parameter in another spelling";
    /// The api-version is not that of the spec.
    ApiVersion: true, "another api-version";
    /// A parameter that can have one value only has another.
    Constant: true, "another value than the only one";
    /// A parameter breaks its pattern, length or range.
    BrokenRule: true, "a parameter that breaks its rules";
    /// A number or boolean where text is declared: it is kept as text.
    ScalarForText: true, "a number or boolean where text is declared";
    /// Text where a number or boolean is declared: it is read as one.
    TextForScalar: true, "text where a number or boolean is declared";
    /// A value of an enum or discriminator in another case: it is written as declared. Azure compares without case, so the
    /// meaning is the same.
    Spelling: true, "an enum value in another spelling";
    /// A value that an enum does not list, or a text that is not of its format: it is kept.
    Misfit: true, "a value outside the enum or format";
    /// No discriminator, where the schema demands one.
    MissingKind: true, "missing discriminator";
    /// `null` where the schema has none: it reads as absent.
    Null: true, "null where none is declared";
    /// A value of another shape than declared, such as a list for an object: it cannot be read.
    Shape: true, "another shape than declared";
    /// A status that the operation does not declare.
    UndeclaredStatus: true, "undeclared status";
    /// A response has a body where the spec declares none.
    UndeclaredBody: true, "undeclared body of a response";
}

/// A difference between an example and what came of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// What differs.
    pub kind: Kind,
    /// The file of the example.
    pub file: String,
    /// The JSON pointer in that file.
    pub pointer: String,
    /// More about it.
    pub detail: String,
}

impl Finding {
    pub(super) fn new(example: &Example, kind: Kind, place: String, detail: &str) -> Self {
        Self {
            kind,
            file: example.file.clone(),
            pointer: format!("{}{place}", example.pointer),
            detail: detail.to_owned(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}#{}", self.kind, self.file, self.pointer)?;
        if self.detail.is_empty() {
            Ok(())
        } else {
            write!(f, " ({})", self.detail)
        }
    }
}
