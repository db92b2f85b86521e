//! The macros that the public ones consist of.

/// Implements the traits of all values. Each method is one call of a shared function.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($name:ident $($secret:ident)?) => {
        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::macros::export::clone(self)
            }
        }
        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::macros::export::eq(self, other)
            }
        }
        $crate::__debug!($name $($secret)?);
        $crate::__serde!($name);
    };
}

/// Implements `Debug`.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::macros::export::debug(self, f)
            }
        }
    };
    ($name:ident secret) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str("Secret")
            }
        }
    };
}

/// Implements the traits of both kinds of enums.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum {
    ($name:ident) => {
        impl ::core::cmp::Eq for $name {}
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::macros::export::display(self, f)
            }
        }
        $crate::__value!($name);
    };
    ($name:ident secret) => {
        impl ::core::cmp::Eq for $name {}
        $crate::__value!($name secret);
    };
}

/// Implements `Serialize` and `Deserialize`, for models inside the types of an application.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::macros::export::Serialize for $name {
            fn serialize<S: $crate::macros::export::Serializer>(
                &self,
                format: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::macros::export::serialize(self, format)
            }
        }
        impl<'de> $crate::macros::export::Deserialize<'de> for $name {
            fn deserialize<D: $crate::macros::export::Deserializer<'de>>(
                format: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::macros::export::deserialize(format)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {};
}

/// Makes an enum a type of arguments and of responses.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_in {
    ($name:ident) => {};
    ($name:ident secret) => {};
    ($name:ident calls) => {
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::argument(self)
            }
        }
        $crate::__response!($name json);
    };
    ($name:ident calls secret) => {
        impl $crate::macros::export::Argument for $name {
            #[inline]
            fn to_parameter(&self) -> $crate::macros::export::ParameterValue<'_> {
                $crate::macros::export::argument(self)
            }
            #[inline]
            fn is_secret(&self) -> bool {
                true
            }
        }
        $crate::__response!($name json);
    };
}

/// Makes a type one of responses in a format.
#[doc(hidden)]
#[macro_export]
macro_rules! __response {
    ($name:ident json) => {
        impl $crate::macros::export::DeserializeWith<$crate::macros::export::Json> for $name {
            #[inline]
            fn deserialize_with(
                body: $crate::macros::export::ResponseBody,
            ) -> $crate::macros::export::Result<Self> {
                $crate::macros::export::decode_body(body)
            }
        }
    };
    ($name:ident xml) => {
        impl $crate::macros::export::DeserializeWith<$crate::macros::export::Xml> for $name {
            #[inline]
            fn deserialize_with(
                body: $crate::macros::export::ResponseBody,
            ) -> $crate::macros::export::Result<Self> {
                $crate::macros::export::decode_xml(&body)
            }
        }
    };
}
