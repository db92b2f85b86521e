//! XML: the locations of properties and the names of roots, in the notation of the runtime's `fields!`.
//!
//! The conventions are those of AutoRest. The name of an element is the `xml.name` of its schema, or else of its definition.
//! Without one, a property has its wire name, and a root or an item has the name of its definition. The items of a list that
//! is not `wrapped` are direct children of the parent. A name includes the prefix and the declaration of its namespace.

use openapiv3::Schema;
use serde_json::Value;

use super::Lowerer;
use super::schema::{SchemaRef, Shape};
use crate::diagnostics::Location;
use crate::upgrade::{XML, is_xml_name};

/// A schema and those that it refers to, each with the name of its definition.
struct Layers<'a>(Vec<(Option<String>, &'a Schema)>);

impl<'a> Layers<'a> {
    fn value(&self, key: &str) -> Option<&'a Value> {
        let value = |schema: &'a Schema| schema.schema_data.extensions.get(XML)?.get(key);
        self.0.iter().find_map(|(_, schema)| value(schema))
    }

    fn name(&self) -> Option<&'a str> {
        self.value("name")?.as_str().filter(|it| is_xml_name(it))
    }

    /// The name with the prefix and the declaration of its namespace.
    fn qualified(&self, name: &str) -> String {
        let text = |key: &str| self.value(key).and_then(Value::as_str);
        let prefix = text("prefix").filter(|it| is_xml_name(it));
        let uri = text("namespace").filter(|it| !it.is_empty() && !it.contains([' ', '>', '=']));
        match (prefix, uri) {
            (Some(prefix), Some(uri)) => format!("{prefix}:{name} xmlns:{prefix}={uri}"),
            (None, Some(uri)) => format!("{name} xmlns={uri}"),
            (_, None) => name.to_owned(),
        }
    }

    fn definition(&self) -> Option<&str> {
        self.0.iter().find_map(|(name, _)| name.as_deref())
    }

    fn is(&self, key: &str) -> bool {
        self.value(key) == Some(&Value::Bool(true))
    }

    fn is_text(&self) -> bool {
        let outside = |schema: &Schema| {
            schema.schema_data.extensions.get("x-ms-text") == Some(&Value::Bool(true))
        };
        self.is("x-ms-text") || self.0.iter().any(|(_, schema)| outside(schema))
    }
}

impl<'a> Lowerer<'a> {
    /// Returns the location of a property in XML.
    pub(super) fn property_in_xml(
        &mut self,
        wire_name: &str,
        property: SchemaRef<'a>,
        at: &Location,
    ) -> String {
        let layers = self.layers(property);
        self.note_namespace(&layers, at);
        let name = layers.name().unwrap_or(wire_name);
        if layers.is_text() {
            return "$text".to_owned();
        }
        let qualified = layers.qualified(name);
        if layers.is("attribute") {
            // No default namespace holds for attributes.
            return match qualified.contains(" xmlns=") {
                true => format!("@{name}"),
                false => format!("@{qualified}"),
            };
        }
        match self.items(&layers) {
            None => qualified,
            Some(items) => {
                let item = self.element(items, name);
                // Lists of lists need an enclosing element.
                if layers.is("wrapped") || item.contains('>') || !self.is_list(&layers) {
                    format!("{qualified}>{item}")
                } else {
                    item
                }
            }
        }
    }

    /// Returns the root of a document; `name` is used for schemas without a name.
    pub(super) fn root_in_xml(
        &mut self,
        schema: SchemaRef<'a>,
        name: &str,
        at: &Location,
    ) -> String {
        self.note_namespace(&self.layers(schema), at);
        self.element(schema, name)
    }

    /// Returns an element name, followed by the names of the items if it is a list, at any depth.
    fn element(&self, mut schema: SchemaRef<'a>, fallback: &str) -> String {
        /// Limits lists that contain themselves.
        const MAX_DEPTH: usize = 8;
        let mut names: Vec<String> = Vec::new();
        let mut outer = fallback.to_owned();
        while names.len() < MAX_DEPTH {
            let layers = self.layers(schema);
            let name = layers.name().or(layers.definition()).unwrap_or(&outer);
            names.push(layers.qualified(name));
            outer = name.to_owned();
            match self.items(&layers) {
                Some(items) => schema = items,
                None => break,
            }
        }
        names.join(">")
    }

    fn layers(&self, mut schema: SchemaRef<'a>) -> Layers<'a> {
        let mut layers: Vec<(Option<String>, &'a Schema)> = Vec::new();
        loop {
            let (name, found) = match schema {
                SchemaRef::Item(found) => (None, found),
                SchemaRef::Reference(reference) => match self.graph.lookup(reference) {
                    Some(id) => {
                        let definition = self.definition(id);
                        let name = definition.inline.is_none().then(|| self.wire_name(id));
                        (name, &definition.schema)
                    }
                    None => return Layers(layers),
                },
            };
            // Ends cycles of aliases.
            let is_new = !layers.iter().any(|(_, it)| std::ptr::eq(*it, found));
            let shape = self.shape(found, name.is_some());
            layers.extend(is_new.then_some((name, found)));
            match shape {
                Shape::Other(next) if is_new => schema = next,
                _ => return Layers(layers),
            }
        }
    }

    /// Returns the items of a list, or of the lists in a map.
    fn items(&self, layers: &Layers<'a>) -> Option<SchemaRef<'a>> {
        match self.last_shape(layers)? {
            Shape::List(items) => items,
            Shape::Map(Some(values)) => match self.last_shape(&self.layers(values))? {
                Shape::List(items) => items,
                _ => None,
            },
            _ => None,
        }
    }

    fn is_list(&self, layers: &Layers<'a>) -> bool {
        matches!(self.last_shape(layers), Some(Shape::List(_)))
    }

    fn last_shape(&self, layers: &Layers<'a>) -> Option<Shape<'a>> {
        let (name, schema) = layers.0.last()?;
        Some(self.shape(schema, name.is_some()))
    }

    fn note_namespace(&mut self, layers: &Layers<'_>, at: &Location) {
        let declared = layers.value("namespace").or(layers.value("prefix"));
        if declared.is_some() && !layers.qualified("").contains('=') {
            let message = "the prefix has no namespace, or the namespace is not a URI; the element is written without both";
            self.xml_notes.push((at.clone(), message.to_owned()));
        }
    }
}
