//! Differences between examples and the generated code.

use std::fmt;

use super::data::Example;

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident: $fault:literal, $text:literal;)*) => {
        /// The kind of a difference.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Kind {
            $($(#[$docs])* $kind,)*
        }

        impl Kind {
            /// Returns `true` if the example contradicts its own spec, so that generated code cannot reproduce it.
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
    /// The request has a different method.
    Method: false, "different method";
    /// The request has a different host or path.
    Url: false, "different host or path";
    /// The query has different parameters.
    Query: false, "different query";
    /// A header is missing, unexpected, or has a different value.
    Header: false, "different header";
    /// A body is missing or unexpected.
    Body: false, "missing or unexpected body";
    /// The runtime rejected the request, although the example conforms to its spec.
    Refused: false, "rejected";
    /// A value cannot be serialized.
    Unwritable: false, "cannot be serialized";
    /// A declared value was lost.
    Lost: false, "lost";
    /// A value changed.
    Changed: false, "changed";
    /// A value was added.
    Added: false, "added";
    /// The example has a property that the schema does not declare. The model does not contain it.
    UndeclaredProperty: true, "undeclared property";
    /// The request of the example has a read-only property, which is not sent.
    ReadOnlyProperty: true, "read-only property in a request";
    /// The example lacks a required parameter or body, so that there is nothing to compare.
    MissingParameter: true, "missing parameter";
    /// The example has a parameter that the operation does not declare.
    UndeclaredParameter: true, "undeclared parameter";
    /// The name of a parameter differs from the declared one in ASCII case.
    ParameterSpelling: true, "parameter name in different case";
    /// The api-version differs from that of the spec.
    ApiVersion: true, "different api-version";
    /// A constant parameter has a different value.
    Constant: true, "different value of a constant";
    /// A parameter violates its pattern, length or range.
    BrokenRule: true, "parameter that violates its constraints";
    /// The example has a number or boolean for a declared string, which is kept as a string.
    ScalarForText: true, "number or boolean for a declared string";
    /// The example has a string for a declared number or boolean, which is parsed.
    TextForScalar: true, "string for a declared number or boolean";
    /// The case of an enum value, discriminator or property name differs from the declaration. The declared spelling is written. Azure
    /// ignores case, so the meaning is the same.
    Spelling: true, "enum value or property name in different case";
    /// A value is not defined by its enum, or a string is not of its format. The value is kept.
    Misfit: true, "value outside the enum or format";
    /// A required discriminator is missing.
    MissingKind: true, "missing discriminator";
    /// A `null` is not allowed by the schema, and is read as absent.
    Null: true, "null that the schema does not allow";
    /// A value has a different type than declared, such as a list for an object, and cannot be read.
    Shape: true, "different type than declared";
    /// The status is not declared by the operation.
    UndeclaredStatus: true, "undeclared status";
    /// A response has a body that the spec does not declare.
    UndeclaredBody: true, "undeclared response body";
}

/// A difference between an example and the generated code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// Kind of the difference.
    pub kind: Kind,
    /// File of the example.
    pub file: String,
    /// JSON pointer in that file.
    pub pointer: String,
    /// Details.
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
