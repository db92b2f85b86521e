//! An XML document as a tree of elements.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Maximum depth of elements, the same as for JSON, because readers and writers are recursive.
const MAX_DEPTH: usize = 128;

/// An element by its local name.
#[derive(Default)]
pub(crate) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// All text directly in the element.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, text)| text.as_str())
    }

    /// Returns the text, without the white space that only separates elements.
    pub(super) fn own_text(&self) -> &str {
        if self.children.is_empty() {
            &self.text
        } else {
            self.text.trim()
        }
    }

    pub(super) fn children_of<'e>(
        &'e self,
        name: &'e str,
    ) -> impl DoubleEndedIterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Parses a document. Only the predefined entities and character references are resolved. DOCTYPE is ignored, so that
/// no entity can be expanded or fetched.
///
/// # Errors
///
/// Returns an error if the document is not well-formed. The message contains the position and no text of the document.
pub(crate) fn parse(document: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Tree::default();
    loop {
        let event = reader.read_event().ok();
        let done = event.and_then(|event| tree.take(event));
        let position = reader.buffer_position();
        match done {
            None => return Err(format!("the XML is not well-formed before byte {position}")),
            Some(_) if tree.open.len() > MAX_DEPTH => {
                return Err(format!("more than {MAX_DEPTH} levels of XML elements"));
            }
            Some(false) => {}
            Some(true) => {
                return tree
                    .root
                    .ok_or_else(|| "the document has no XML element".to_owned());
            }
        }
    }
}

/// A partial tree: the open elements, and the root once it is closed.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Tree {
    /// Processes an event. Returns `true` for the last event, and `None` if the event is not allowed here.
    fn take(&mut self, event: Event<'_>) -> Option<bool> {
        match event {
            Event::Start(start) if self.root.is_none() => self.open.push(element(&start)?),
            Event::Start(_) => return None,
            Event::End(_) => {
                let closed = self.open.pop()?;
                match self.open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => self.root = Some(closed),
                }
            }
            Event::Text(text) => self.add(&text.xml10_content().ok()?)?,
            Event::CData(text) => self.add(&text.xml10_content().ok()?)?,
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => self.add(character.encode_utf8(&mut [0; 4]))?,
                None => self.add(resolve_xml_entity(&reference.decode().ok()?)?)?,
            },
            Event::Eof => return self.open.is_empty().then_some(true),
            Event::Empty(_)
            | Event::Decl(_)
            | Event::DocType(_)
            | Event::PI(_)
            | Event::Comment(_) => {}
        }
        Some(false)
    }

    /// Adds text. Only white space is allowed outside the root.
    fn add(&mut self, text: &str) -> Option<()> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None => return text.trim_ascii().is_empty().then_some(()),
        }
        Some(())
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut element = Element {
        name: local(start.local_name().as_ref())?,
        ..Element::default()
    };
    // The check for duplicate attributes takes quadratic time. The first attribute is used instead.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.ok()?;
        let key = attribute.key;
        if key.as_namespace_binding().is_some() {
            continue;
        }
        let text = attribute
            .normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_xml_entity)
            .ok()?;
        let name = local(key.local_name().as_ref())?;
        element.attributes.push((name, text.into_owned()));
    }
    Some(element)
}

fn local(name: &[u8]) -> Option<String> {
    std::str::from_utf8(name).ok().map(str::to_owned)
}
