//! Generated values, which are the same for the same seed and names.

use azure_core::base64;
use azure_core::time::{Duration, OffsetDateTime};

/// A seed of generated values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed(pub u64);

impl Seed {
    /// Derives a seed from this one and a text.
    pub fn with(self, text: &str) -> Self {
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for byte in text.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(mix(hash))
    }

    fn number(self, n: u64) -> u64 {
        mix(self.0.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Returns a version 4 GUID.
    pub fn guid(self) -> String {
        let (a, b) = (self.number(1), self.number(2));
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xfff,
            0x8000 | (b >> 48) & 0x3fff,
            b & 0xffff_ffff_ffff
        )
    }

    /// Returns a key of 32 bytes in Base64.
    pub fn key(self) -> String {
        let bytes: Vec<u8> = (1..=4).flat_map(|n| self.number(n).to_be_bytes()).collect();
        base64::encode(bytes)
    }

    /// Returns 16 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:016x}", mix(self.0))
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Milliseconds since 1970.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Time(pub i64);

impl Time {
    /// Start time of virtual clocks.
    pub const START: Self = Self(1_893_456_000_000);

    /// Last time of virtual clocks: the year 9999, the last that formats of dates have.
    pub const END: Self = Self(253_370_764_800_000);

    pub fn date(self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(self.0)
    }

    /// Formats the time as RFC 3339 with milliseconds.
    pub fn rfc3339(self) -> String {
        // The fraction always has three digits, because clients may compare times as text.
        let fraction = format!(".{:03}Z", self.0.rem_euclid(1000));
        azure_core::time::to_rfc3339(&self.seconds()).replace('Z', &fraction)
    }

    /// Formats the time for the header `Date`.
    pub fn rfc1123(self) -> String {
        azure_core::time::to_rfc7231(&self.date())
    }

    /// Formats the time as `yyyyMMddTHHmmssZ`.
    pub fn compact(self) -> String {
        azure_core::time::to_rfc3339(&self.seconds()).replace(['-', ':'], "")
    }

    /// Returns the date and time without a fraction of a second.
    fn seconds(self) -> OffsetDateTime {
        Self(self.0 - self.0.rem_euclid(1000)).date()
    }
}

/// Converts a name to a label of a host name.
pub(crate) fn host_label(name: &str) -> String {
    let label: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(50)
        .collect();
    let label = label.trim_matches('-');
    if label.is_empty() {
        "fake".to_owned()
    } else {
        label.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_label_of_a_host() {
        for (name, expected) in [
            ("Abc-1", "abc-1"),
            ("a_b.c", "a-b-c"),
            ("-a-", "a"),
            ("_", "fake"),
            ("", "fake"),
            (&"a".repeat(51), &"a".repeat(50)),
            ("\u{e9}t\u{e9}", "t"),
        ] {
            assert_eq!(host_label(name), expected, "{name}");
        }
    }
}
