//! Operations that return paged lists.
//!
//! `x-ms-pageable` asks for pages. The operation has them if its response has the list of items that the marker names. Otherwise
//! it returns the response as a whole, with a warning.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostics, code};
use crate::ir::{
    Content, Field, Ir, Items, Kind, Method, Operation, Pageable, Paging, Parameter,
    ParameterLocation, Response, ResponseShape, Type, TypeDef, TypeId,
};

/// Changes the responses of paged lists to pages, and reports markers that do not fit the response.
pub(super) fn find_pages(ir: &mut Ir, diagnostics: &mut Diagnostics) {
    let ids: BTreeSet<String> = ir.operations().map(|it| it.id.clone()).collect();
    let Ir { groups, types, .. } = ir;
    for operation in groups.iter_mut().flat_map(|it| &mut it.operations) {
        // The response to a HEAD request has no items.
        if operation.method == Method::Head {
            continue;
        }
        let Some(pageable) = &operation.pageable else {
            continue;
        };
        let mut finder = Finder {
            types,
            operation,
            pageable,
            diagnostics,
        };
        let pages = if operation.response.content == Content::Xml {
            finder.xml_pages()
        } else {
            finder.pages()
        };
        let Some((mut paging, ty)) = pages else {
            continue;
        };
        finder.check_next_operation(&mut paging, &ids);
        operation.response = Response {
            shape: ResponseShape::Pages(paging),
            ty,
            optional: false,
            secret: operation.response.secret,
            content: operation.response.content,
        };
    }
}

struct Finder<'a> {
    types: &'a [TypeDef],
    operation: &'a Operation,
    pageable: &'a Pageable,
    diagnostics: &'a mut Diagnostics,
}

impl Finder<'_> {
    /// Returns the paging of a response, with the type of an item. `None` if the response has no list of items.
    fn pages(&mut self) -> Option<(Paging, Option<Type>)> {
        let ty = self.operation.response.ty.as_ref();
        if let Some(Type::List(item)) = ty {
            let paging = self.paging(Items::Body, None);
            return Some((paging, Some((**item).clone())));
        }
        let items = self.pageable.items.as_deref().unwrap_or("value");
        let Some((id, item)) = self.items_of(ty, items) else {
            let message = format!(
                "the response has no list `{items}` with the items of a page; it is read as one response"
            );
            let at = self.operation.at.child("x-ms-pageable");
            self.diagnostics.warn(&code::NO_PAGE_ITEMS, at, message);
            return None;
        };
        let next_link = self.pageable.next_link.as_deref();
        if let Some(link) = next_link.filter(|it| !self.has_property(id, it)) {
            self.diagnostics
                .warn(
                    &code::NO_NEXT_LINK,
                    self.operation.at.child("x-ms-pageable"),
                    format!("the response has no property `{link}` that could hold the link to the next page"),
                )
                .help("set `nextLinkName` to the property of the link, or to null if there is only one page");
        }
        let paging = self.paging(
            Items::Property(items.to_owned()),
            next_link.map(str::to_owned),
        );
        Some((paging, Some(item)))
    }

    /// Returns the paging of XML documents: each page is an item. `None` if they have no element for the link to the next page.
    fn xml_pages(&mut self) -> Option<(Paging, Option<Type>)> {
        let link = self.pageable.next_link.as_deref()?;
        let ty = self.operation.response.ty.as_ref();
        let field = match ty {
            Some(Type::Named(id)) => field(self.types, *id, link),
            _ => None,
        };
        let Some(field) = field else {
            let message = format!(
                "the response has no element `{link}` that could hold the link to the next page; it is read as one response"
            );
            let at = self.operation.at.child("x-ms-pageable");
            self.diagnostics.warn(&code::XML_PAGES, at, message);
            return None;
        };
        let element = local_name(&field.xml).to_owned();
        Some((self.paging(Items::Page, Some(element)), ty.cloned()))
    }

    fn paging(&self, items: Items, next_link: Option<String>) -> Paging {
        let (next_operation, next_parameter) = match &self.pageable.next_operation {
            Some(it) => (Some(it.clone()), None),
            None => (
                None,
                next_link.as_deref().and_then(|it| self.next_parameter(it)),
            ),
        };
        Paging {
            items,
            next_link,
            next_operation,
            next_parameter,
            long_running: self.operation.response.shape.final_state(),
        }
    }

    /// Returns the query parameter that takes the value of the property for the next page, by its name: `marker` for
    /// `NextMarker`, `continuationToken` for the same name.
    fn next_parameter(&self, link: &str) -> Option<String> {
        let link = link.to_ascii_lowercase();
        let link = link.rsplit('.').next()?;
        let takes = |it: &&Parameter| {
            let name = it.wire_name.trim_start_matches('$').to_ascii_lowercase();
            it.location == ParameterLocation::Query
                && it.constant.is_none()
                && (name == link || format!("next{name}") == link)
        };
        let found = self.operation.parameters.iter().find(takes);
        found.map(|it| it.wire_name.clone())
    }

    /// Reports and removes an operation for next pages that does not exist. The links are followed unchanged.
    fn check_next_operation(&mut self, paging: &mut Paging, ids: &BTreeSet<String>) {
        let missing = paging.next_operation.take_if(|it| !ids.contains(it));
        let Some(next) = missing else {
            return;
        };
        self.diagnostics
            .warn(
                &code::UNKNOWN_NEXT_OPERATION,
                self.operation.at.child("x-ms-pageable"),
                format!("`{next}` is not an operation; links to next pages are followed by GET"),
            )
            .help("correct `operationName`, or leave it out");
    }

    /// Returns the model of a page and the type of the items in a list property.
    fn items_of(&self, ty: Option<&Type>, property: &str) -> Option<(TypeId, Type)> {
        let Some(Type::Named(id)) = ty else {
            return None;
        };
        let Kind::Struct(model) = &self.types[id.0].kind else {
            return None;
        };
        let fields = || model.fields.iter();
        let field = fields().find(|it| it.wire_name == property);
        let in_other_case = || fields().find(|it| it.wire_name.eq_ignore_ascii_case(property));
        match &field.or_else(in_other_case)?.ty {
            Type::List(item) => Some((*id, (**item).clone())),
            _ => None,
        }
    }

    /// Returns `true` if a model has a property, given by its name or by a dotted path.
    fn has_property(&self, id: TypeId, path: &str) -> bool {
        if field(self.types, id, path).is_some() {
            return true;
        }
        let Kind::Struct(model) = &self.types[id.0].kind else {
            return true;
        };
        let Some((head, tail)) = path.split_once('.') else {
            return model.additional.is_some();
        };
        match field(self.types, id, head).map(|it| &it.ty) {
            Some(Type::Named(inner)) => self.has_property(*inner, tail),
            Some(_) => true,
            None => false,
        }
    }
}

/// Returns a property of a model. The case of the name is ignored.
fn field<'a>(types: &'a [TypeDef], id: TypeId, name: &str) -> Option<&'a Field> {
    let Kind::Struct(model) = &types[id.0].kind else {
        return None;
    };
    let mut fields = model.fields.iter();
    fields.find(|it| it.wire_name.eq_ignore_ascii_case(name))
}

/// Returns the name of an element without prefix and namespace.
fn local_name(notation: &str) -> &str {
    let name = notation.split([' ', '>']).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}
