//! Base64-encoded bytes.

use super::{invalid, text_format};
use crate::value::debug_bytes;
use azure_core::{Error, Result, base64};
use std::str::FromStr;

/// Bytes in the standard Base64 alphabet (`format: byte`).
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Base64(String);

/// Bytes in the URL-safe Base64 alphabet without padding (`format: base64url`).
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Base64Url(String);

text_format!(
    Base64,
    decode,
    "a string that is not Base64",
    Encoded,
    debug_bytes
);
text_format!(
    Base64Url,
    decode,
    "a string that is not Base64url",
    Encoded,
    debug_bytes
);

impl Base64 {
    /// Decodes the bytes. Padding is optional, and white space such as line breaks is ignored.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not Base64.
    pub fn decode(&self) -> Result<Vec<u8>> {
        base64::decode(without_space(&self.0)).map_err(|_| invalid("not Base64"))
    }
}

impl Base64Url {
    /// Decodes the bytes. Padding is accepted, and white space such as line breaks is ignored.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not URL-safe Base64.
    pub fn decode(&self) -> Result<Vec<u8>> {
        base64::decode_url_safe(without_space(&self.0)).map_err(|_| invalid("not URL-safe Base64"))
    }
}

fn without_space(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(base64::encode(bytes))
    }
}

impl From<Vec<u8>> for Base64Url {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<&[u8]> for Base64Url {
    fn from(bytes: &[u8]) -> Self {
        Self(base64::encode_url_safe(bytes))
    }
}

impl FromStr for Base64 {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let value = Self(text.to_owned());
        value.decode().map(|_| value)
    }
}

impl FromStr for Base64Url {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let value = Self(text.to_owned());
        value.decode().map(|_| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_both_ways() -> Result<()> {
        let bytes = vec![0xfb, 0xff, 0, 1];
        assert_eq!(Base64::from(bytes.clone()).as_str(), "+/8AAQ==");
        assert_eq!(Base64Url::from(bytes.clone()).as_str(), "-_8AAQ");
        assert_eq!(Base64::from_text("+/8A\r\nAQ").decode()?, bytes);
        assert_eq!(Base64Url::from_text("-_8AAQ==").decode()?, bytes);
        assert_eq!(Base64::default().decode()?, b"");
        let error = Base64::from_text("s3cr$t")
            .decode()
            .expect_err("it is not Base64");
        assert_eq!(error.to_string(), "not Base64");
        assert_eq!("AQ==".parse::<Base64>()?.decode()?, [1]);
        assert!("s3cr$t".parse::<Base64>().is_err());
        assert!("+/8".parse::<Base64Url>().is_err());
        Ok(())
    }
}
