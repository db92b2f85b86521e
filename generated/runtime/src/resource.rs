//! The common properties of resources, read from any model.

use crate::value::{Encode, EncodeObject, Table, Variant, View};

/// The common properties of a resource of any model, for tools that work with any [`Pager`](crate::Pager).
///
/// Properties are found by their names in the spec, ignoring ASCII case. Absent, undeclared and secret properties are
/// `None`.
///
/// ```
/// use arm_runtime::{Resource, fields};
///
/// pub struct Sku {
///     pub tier: Option<String>,
/// }
/// fields!(Sku: Default { 0: tier = "tier" });
/// pub struct Account {
///     pub id: Option<String>,
///     pub location: Option<String>,
///     pub sku: Option<Sku>,
/// }
/// fields!(Account: Default { 0: id = "id" read_only, 1: location = "location", 2: sku = "sku" });
///
/// let account = Account {
///     id: Some("/subscriptions/s".to_owned()),
///     location: Some("westeurope".to_owned()),
///     sku: Some(Sku { tier: Some("Basic".to_owned()) }),
/// };
/// let resource = Resource::of(&account);
/// assert_eq!(resource.location(), Some("westeurope"));
/// assert_eq!(resource.text("sku.tier"), Some("Basic"));
/// assert_eq!(resource.etag(), None);
/// ```
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    model: Option<(&'a dyn EncodeObject, &'static Table)>,
}

impl<'a> Resource<'a> {
    /// Returns the common properties of a model.
    pub fn of(model: &'a dyn Encode) -> Self {
        Self {
            model: object(model),
        }
    }

    /// Returns the full ID of the resource.
    pub fn id(&self) -> Option<&'a str> {
        self.text("id")
    }

    /// Returns the name of the resource.
    pub fn name(&self) -> Option<&'a str> {
        self.text("name")
    }

    /// Returns the type of the resource, such as `Microsoft.Maps/accounts`.
    pub fn resource_type(&self) -> Option<&'a str> {
        self.text("type")
    }

    /// Returns the region of the resource.
    pub fn location(&self) -> Option<&'a str> {
        self.text("location")
    }

    /// Returns the entity tag of the resource, if it is a property of the model.
    pub fn etag(&self) -> Option<&'a str> {
        self.text("etag")
    }

    /// Returns the tags of the resource, sorted by name.
    pub fn tags(&self) -> Vec<(&'a str, &'a str)> {
        let mut tags = Vec::new();
        if let Some(View::Map(map)) = self.view("tags") {
            map.each(&mut |key, value| {
                tags.extend(text(value.view()).map(|text| (key, text)));
                true
            });
        }
        tags.sort_unstable();
        tags
    }

    /// Returns a string property. A dotted path selects a nested property, such as `properties.provisioningState`.
    pub fn text(&self, path: &str) -> Option<&'a str> {
        text(self.view(path)?)
    }

    fn view(&self, path: &str) -> Option<View<'a>> {
        let (object, table) = self.model?;
        let field = |name: &str| {
            let is_named = |(wire, _): &(&str, u8)| wire.eq_ignore_ascii_case(name);
            object.field(table.fields.iter().position(is_named)?)
        };
        // A name may contain dots itself.
        if let Some(value) = field(path) {
            return Some(value.view());
        }
        let (name, below) = path.split_once('.')?;
        Resource::of(field(name)?).view(below)
    }
}

impl std::fmt::Debug for Resource<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Resource").field("id", &self.id()).finish()
    }
}

fn object(model: &dyn Encode) -> Option<(&dyn EncodeObject, &'static Table)> {
    match model.view() {
        View::Object(object, table) => Some((object, table)),
        View::Union(union) => match union.get() {
            Variant::Known(_, model) => object(model),
            Variant::Unknown(_) => None,
        },
        _ => None,
    }
}

fn text(view: View<'_>) -> Option<&str> {
    match view {
        View::Text(text) | View::Format(text, _) => Some(text),
        View::TextEnum(texts, value) => match value {
            Ok(index) => texts.get(index).copied(),
            Err(text) => Some(text),
        },
        _ => None,
    }
}
