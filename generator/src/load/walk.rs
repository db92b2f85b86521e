//! A second pass over a text, for facts that the parsed value does not have: repeated keys, and the spelling of scalars.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::diagnostics::escape_token;

/// The facts that were found, by JSON pointer.
#[derive(Default)]
pub(super) struct Facts {
    /// Keys that an object has more than once.
    pub(super) repeated: Vec<String>,
    /// The spelling of the wanted scalars.
    pub(super) spelling: BTreeMap<String, String>,
}

/// Walks through a text. `spelled` has the pointers of the scalars whose spelling is collected.
pub(super) fn walk<'de, D: Deserializer<'de>>(
    deserializer: D,
    spelled: &BTreeSet<String>,
) -> Result<Facts, D::Error> {
    let facts = RefCell::new(Facts::default());
    let root = Walk {
        at: String::new(),
        spelled,
        facts: &facts,
    };
    root.deserialize(deserializer)?;
    Ok(facts.into_inner())
}

/// One value on the way.
struct Walk<'a> {
    at: String,
    spelled: &'a BTreeSet<String>,
    facts: &'a RefCell<Facts>,
}

impl Walk<'_> {
    fn child(&self, key: &str) -> Self {
        Self {
            at: format!("{}/{}", self.at, escape_token(key)),
            ..*self
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if !self.spelled.contains(&self.at) {
            return deserializer.deserialize_any(self);
        }
        let text = String::deserialize(deserializer)?;
        self.facts.borrow_mut().spelling.insert(self.at, text);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    // An empty YAML file.
    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let mut index = 0;
        while access
            .next_element_seed(self.child(&index.to_string()))?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = access.next_key::<String>()? {
            let child = self.child(&key);
            let at = child.at.clone();
            access.next_value_seed(child)?;
            if !seen.insert(key) {
                self.facts.borrow_mut().repeated.push(at);
            }
        }
        Ok(())
    }
}
