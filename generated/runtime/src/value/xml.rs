//! Reading and writing of values as XML.
//!
//! The XML location of a property is written in a short notation, as in `fields!(.. in xml { "title": "@title" })`:
//!
//! | notation | location of the property |
//! |---|---|
//! | `slide` | the element `slide`; a list is all elements with that name |
//! | `Slides>slide` | the element `Slides`; a list in it consists of elements `slide` |
//! | `@title` | the attribute `title` |
//! | `$text` | the text of the element itself |
//!
//! A name may have a prefix and namespace declarations: `t:slide xmlns:t=urn:things`. A property that is not listed is an
//! element with its JSON name. Elements are matched by local name: prefixes, namespaces, the name of the root and the names of
//! items in a wrapped list are ignored. A document is parsed into a tree first, because the discriminator of a union may follow
//! its other properties, and the items of a list may be interleaved with other elements.

mod any;
mod read;
mod tree;
mod write;

use super::wire::{document_text, invalid};
use super::{Decode, Encode, Mode, Table, Value, scalar};
use azure_core::Result;

pub(crate) use any::to_json;
pub(crate) use tree::parse;

/// Reads an XML document into a value. Nothing of the earlier value remains.
///
/// # Errors
///
/// Returns an error if the text is not XML or does not match the declared type. The message contains the path, never
/// the value.
pub fn from_xml(xml: &[u8], value: &mut dyn Decode) -> Result<()> {
    let text = document_text(xml, value, "XML")?;
    scalar::clear(value);
    parse(text)
        .and_then(|root| read::read_root(value, &root))
        .map_err(invalid)
}

/// Writes a value as an XML document, including secrets. `root` is the name of the root element, in the notation of a
/// property.
///
/// # Errors
///
/// Returns an error if the value cannot be represented in XML: a control character, a `null`, or a key that is not a
/// valid name.
pub fn to_xml(value: &dyn Encode, root: &str, mode: Mode) -> Result<Vec<u8>> {
    write::document(value, root, mode)
        .map(String::into_bytes)
        .map_err(invalid)
}

/// Deserializes the body of a response.
///
/// # Errors
///
/// Returns an error as [`from_xml`] does.
pub fn decode_xml<T: Value>(body: &azure_core::http::response::ResponseBody) -> Result<T> {
    let mut value = T::empty();
    from_xml(body, &mut value)?;
    Ok(value)
}

/// The XML location of a property.
#[derive(Clone, Copy)]
enum Place<'a> {
    Attribute(&'a str),
    Text,
    Element(Names<'a>),
}

impl<'a> Place<'a> {
    fn of(notation: &'a str) -> Self {
        match notation.strip_prefix('@') {
            Some(name) => Self::Attribute(name),
            None if notation == "$text" => Self::Text,
            None => Self::Element(Names::of(notation)),
        }
    }
}

/// A name without prefix and declarations, by which it is matched.
fn local(name: &str) -> &str {
    let name = name.split(' ').next().unwrap_or(name);
    name.rsplit(':').next().unwrap_or(name)
}

/// The name of an element, and how the items of the list in it are called, if it wraps one.
#[derive(Clone, Copy)]
struct Names<'a> {
    name: &'a str,
    items: Option<&'a str>,
}

impl<'a> Names<'a> {
    fn of(notation: &'a str) -> Self {
        match notation.split_once('>') {
            Some((name, items)) => Self {
                name,
                items: Some(items),
            },
            None => Self {
                name: notation,
                items: None,
            },
        }
    }
}

impl Table {
    /// Returns the location of the property with this JSON name.
    fn place(&self, wire: &'static str) -> Place<'static> {
        let said = self.xml.iter().find(|(name, _)| *name == wire);
        Place::of(said.map_or(wire, |(_, notation)| notation))
    }
}
