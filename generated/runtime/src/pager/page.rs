//! Cuts a page into its items and its link, without reading the items.

use std::collections::BTreeMap;

use azure_core::{Bytes, Result, http::RawResponse};
use serde_json::value::RawValue;

use crate::{Paging, error::malformed};

/// A page whose items are still text.
pub(super) struct RawPage {
    pub(super) items: Vec<Bytes>,
    pub(super) next_link: Option<String>,
    pub(super) response: RawResponse,
}

/// Reads a page. A response without a body has no items and no next page.
pub(super) fn read(
    operation: &str,
    paging: Option<&Paging>,
    response: RawResponse,
) -> Result<RawPage> {
    let body = Bytes::from(response.body().clone());
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
    if text.trim_ascii().is_empty() {
        return Ok(RawPage {
            items: Vec::new(),
            next_link: None,
            response,
        });
    }
    let page: &RawValue = serde_json::from_slice(text)
        .map_err(|error| malformed(format!("{operation}: the page is not JSON: {error}")))?;
    let key = paging.map_or("value", |paging| paging.items);
    let items = match if key.is_empty() {
        Some(page)
    } else {
        find(page, key)
    } {
        Some(items) if items.get() != "null" => serde_json::from_str::<Vec<&RawValue>>(items.get())
            .map_err(|_| malformed(format!("{operation}: {key:?} of the page is no array")))?,
        _ => Vec::new(),
    };
    let items = items
        .into_iter()
        .map(|item| body.slice_ref(item.get().as_bytes()))
        .collect();
    let link = paging
        .and_then(|paging| paging.next_link)
        .and_then(|key| find(page, key));
    let next_link = match link.map(|link| serde_json::from_str::<Option<String>>(link.get())) {
        Some(Ok(link)) => link.filter(|link| !link.trim().is_empty()),
        Some(Err(_)) => {
            return Err(malformed(format!(
                "{operation}: the link to the next page is no text"
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

/// A property by its literal name, or else by a dotted path.
fn find<'a>(object: &'a RawValue, key: &str) -> Option<&'a RawValue> {
    let properties: BTreeMap<String, &'a RawValue> = serde_json::from_str(object.get()).ok()?;
    if let Some(value) = properties.get(key) {
        return Some(value);
    }
    let (head, tail) = key.split_once('.')?;
    find(properties.get(head)?, tail)
}
