//! Reads the items and the link of a page in one pass.
//!
//! Only plain pages are read in this way: an object with each of the two properties once, in their declared spelling,
//! and items that all match their type. Everything else is an error, after which the caller splits the page, reads its
//! items one by one and reports which of them is invalid.

use super::path::Path;
use super::read::{Reader, filled};
use super::{DecodeList, from_slice};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Fills a list with the items of a page. Returns the link, or `None` if the page is not plain.
pub(crate) fn read_items(
    json: &[u8],
    items: &mut dyn DecodeList,
    key: &str,
    link_key: Option<&str>,
) -> Option<Option<String>> {
    let text = std::str::from_utf8(json).ok()?;
    let mut document = serde_json::Deserializer::from_str(text);
    let page = PageInto {
        items,
        key,
        link_key,
    };
    let link = document.deserialize_map(page).ok()?;
    document.end().ok()?;
    Some(link)
}

/// Adds an item to a list.
pub(crate) fn read_item(json: &[u8], items: &mut dyn DecodeList) -> Result<(), azure_core::Error> {
    filled(items, |item| from_slice(json, item).map(|()| true)).map(drop)
}

/// Reads a page into a list and returns its link.
struct PageInto<'a> {
    items: &'a mut dyn DecodeList,
    key: &'a str,
    link_key: Option<&'a str>,
}

impl<'de> Visitor<'de> for PageInto<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let part_of = PartOf {
            key: self.key,
            link_key: self.link_key,
        };
        let (mut has_items, mut link) = (false, None);
        while let Some(part) = entries.next_key_seed(part_of)? {
            match part {
                Part::Items if !has_items => {
                    entries.next_value_seed(ItemsInto(&mut *self.items))?;
                    has_items = true;
                }
                Part::Link if link.is_none() => link = Some(entries.next_value()?),
                Part::Other => drop(entries.next_value::<IgnoredAny>()?),
                Part::Items | Part::Link | Part::Unclear => return Err(not_plain()),
            }
        }
        has_items.then(|| link.flatten()).ok_or_else(not_plain)
    }
}

fn not_plain<E: Error>() -> E {
    E::custom("the page is not plain")
}

/// A property of a page.
enum Part {
    Items,
    Link,
    Other,
    /// The name of the items or of the link in another case, or the start of a dotted path to them.
    Unclear,
}

/// Reads a key.
#[derive(Clone, Copy)]
struct PartOf<'a> {
    key: &'a str,
    link_key: Option<&'a str>,
}

impl<'de> DeserializeSeed<'de> for PartOf<'_> {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<Part, D::Error> {
        format.deserialize_identifier(self)
    }
}

impl Visitor<'_> for PartOf<'_> {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Part, E> {
        let is_like = |key: &str| {
            let head = key.split_once('.').map(|(head, _)| head);
            [Some(key), head]
                .into_iter()
                .flatten()
                .any(|key| key.eq_ignore_ascii_case(name))
        };
        Ok(if name == self.key {
            Part::Items
        } else if Some(name) == self.link_key {
            Part::Link
        } else if is_like(self.key) || self.link_key.is_some_and(is_like) {
            Part::Unclear
        } else {
            Part::Other
        })
    }
}

/// Reads the items.
struct ItemsInto<'a>(&'a mut dyn DecodeList);

impl<'de> DeserializeSeed<'de> for ItemsInto<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for ItemsInto<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(ItemInto(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Adds an item.
struct ItemInto<'a>(&'a mut dyn DecodeList);

impl<'de> DeserializeSeed<'de> for ItemInto<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        let path = &Path::FIRST_PASS;
        let is_read = filled(self.0, |value| Reader { value, path }.deserialize(format))?;
        is_read.then_some(()).ok_or_else(not_plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_pages_are_read_and_others_are_not() {
        let page = |json: &str, key: &str, link_key: &str| {
            let mut items = Vec::<i64>::new();
            read_items(json.as_bytes(), &mut items, key, Some(link_key)).map(|link| (items, link))
        };
        let plain = |link: Option<&str>| Some((vec![1, 2], link.map(str::to_owned)));
        for (json, expected) in [
            (r#"{"value":[1,2],"nextLink":"n"}"#, plain(Some("n"))),
            (
                r#"{"nextLink":"n","count":{"a":[]},"value":[1,2]}"#,
                plain(Some("n")),
            ),
            (r#" {"value":[1,2],"nextLink":null} "#, plain(None)),
            (r#"{"value":[1,"2"],"error":{"code":"c"}}"#, plain(None)),
            (r#"{"value":[1,2],"value":[1,2]}"#, None),
            (r#"{"value":[1,2],"nextLink":"n","nextLink":"n"}"#, None),
            (r#"{"value":[1,2],"Value":[3]}"#, None),
            (r#"{"value":[1,2],"NextLink":"n"}"#, None),
            (r#"{"value":[1,2],"nextLink":7}"#, None),
            (r#"{"value":[1,null]}"#, None),
            (r#"{"value":[1,"x"]}"#, None),
            (r#"{"value":null}"#, None),
            (r#"{"value":{}}"#, None),
            (r#"{"error":{"code":"c"}}"#, None),
            (r#"{"value":[1,2]} {}"#, None),
            (r#"{"value":[1,2]"#, None),
            ("[1,2]", None),
            ("null", None),
            ("", None),
        ] {
            assert_eq!(page(json, "value", "nextLink"), expected, "{json}");
        }
    }

    #[test]
    fn names_with_dots_are_literal_unless_the_path_exists() {
        for (json, is_plain) in [
            (r#"{"value":[],"odata.nextLink":"n"}"#, true),
            (r#"{"value":[]}"#, true),
            (r#"{"value":[],"Odata":{"nextLink":"n"}}"#, false),
        ] {
            let items = &mut Vec::<i64>::new();
            let page = read_items(json.as_bytes(), items, "value", Some("odata.nextLink"));
            assert_eq!(page.is_some(), is_plain, "{json}");
        }
        let json = br#"{"properties":{"value":[]}}"#;
        let items = &mut Vec::<i64>::new();
        assert_eq!(read_items(json, items, "properties.value", None), None);
    }
}
