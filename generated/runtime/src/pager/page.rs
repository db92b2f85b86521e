//! Splits a page into its items and its link, without deserializing the items.

use std::borrow::Cow;
use std::collections::BTreeMap;

use azure_core::{Bytes, Result, http::RawResponse};
use serde_json::value::RawValue;

use crate::{
    Paging,
    error::{from_error_in_success, malformed},
};

/// A page whose items are not yet deserialized.
pub(super) struct RawPage {
    pub(super) items: Vec<Bytes>,
    pub(super) next_link: Option<String>,
    pub(super) response: RawResponse,
}

/// Reads a page. A response without a body, or with `null`, has no items and no next page.
pub(super) fn read(
    operation: &str,
    paging: Option<&Paging>,
    response: RawResponse,
) -> Result<RawPage> {
    let body = Bytes::from(response.body().clone());
    let text = without_mark(&body);
    if matches!(text.trim_ascii(), b"" | b"null") {
        return Ok(RawPage {
            items: Vec::new(),
            next_link: None,
            response,
        });
    }
    let broken = |error| malformed(format!("{operation}: the page is not JSON: {error}"));
    let key = paging.map_or("value", |paging| paging.items);
    let properties = if text.trim_ascii_start().starts_with(b"{") {
        Some(Properties(serde_json::from_slice(text).map_err(broken)?))
    } else {
        None
    };
    let items = match &properties {
        _ if key.is_empty() => Some(serde_json::from_slice::<&RawValue>(text).map_err(broken)?),
        Some(properties) => properties.get(key).filter(|items| items.get() != "null"),
        None => {
            serde_json::from_slice::<&RawValue>(text).map_err(broken)?;
            return Err(malformed(format!("{operation}: the page is not an object")));
        }
    };
    let property = |key: &str| properties.as_ref().and_then(|it| it.get(key));
    let items = match items {
        Some(items) => serde_json::from_str::<Vec<&RawValue>>(items.get()).map_err(|_| {
            let what = if key.is_empty() { "the page" } else { key };
            malformed(format!("{operation}: {what} is not an array"))
        })?,
        // Some services respond to a failed request with 200.
        None if ["error", "odata.error"].iter().any(|key| {
            property(key)
                .is_some_and(|error| error.get().starts_with(['{', '"']) && error.get() != "\"\"")
        }) =>
        {
            return Err(from_error_in_success(operation, response));
        }
        None => Vec::new(),
    };
    let items = items
        .into_iter()
        .map(|item| body.slice_ref(item.get().as_bytes()))
        .collect();
    let link = paging
        .and_then(|paging| paging.next_link)
        .and_then(property);
    let next_link = match link.map(|link| serde_json::from_str::<Option<String>>(link.get())) {
        Some(Ok(link)) => link.filter(|link| !link.trim().is_empty()),
        Some(Err(_)) => {
            return Err(malformed(format!(
                "{operation}: the link to the next page is not a string"
            )));
        }
        None => None,
    };
    Ok(RawPage {
        items,
        next_link,
        response,
    })
}

/// Returns a body without byte order mark.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// Reads a page of XML, which is an item as a whole.
#[cfg(feature = "xml")]
pub(super) fn read_xml(
    operation: &str,
    paging: Option<&Paging>,
    response: RawResponse,
) -> Result<RawPage> {
    let body = Bytes::from(response.body().clone());
    let mut page = crate::JsonValue::Null;
    crate::value::from_xml(&body, &mut page)
        .map_err(|error| malformed(format!("{operation}: the page: {error}")))?;
    let link = paging.and_then(|paging| paging.next_link);
    let link = link.and_then(|name| page.get(name)?.as_str());
    let next_link = link
        .filter(|link| !link.trim().is_empty())
        .map(str::to_owned);
    Ok(RawPage {
        items: vec![body],
        next_link,
        response,
    })
}

/// The properties of an object as raw JSON, so that the object is parsed once.
struct Properties<'a>(BTreeMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Properties<'a> {
    /// Returns a property by its literal name, or by a dotted path.
    fn get(&self, key: &str) -> Option<&'a RawValue> {
        if let Some(value) = self.named(key) {
            return Some(value);
        }
        let (head, tail) = key.split_once('.')?;
        let inner = serde_json::from_str(self.named(head)?.get()).ok()?;
        Self(inner).get(tail)
    }

    /// Returns a property by its exact name, or ignoring case.
    fn named(&self, name: &str) -> Option<&'a RawValue> {
        let exact = self.0.get(name);
        exact
            .or_else(|| {
                let mut all = self.0.iter();
                all.find(|(key, _)| key.eq_ignore_ascii_case(name))
                    .map(|(_, value)| value)
            })
            .copied()
    }
}
