//! Paged lists.

mod page;
mod walk;

use std::{
    fmt,
    future::poll_fn,
    iter::Enumerate,
    pin::Pin,
    task::{Context as TaskContext, Poll, ready},
    vec,
};

#[cfg(feature = "xml")]
use azure_core::http::response::ResponseBody;
use azure_core::{
    Bytes, Result,
    http::{DeserializeWith, RawResponse, Request},
};
use futures::Stream;

use crate::{
    Json, Operation, Paging, Value,
    drive::Driver,
    error::{malformed, refused},
    prepared::{Prepared, settings},
    value::{DecodeList, read_item, read_items},
};
use page::without_mark;
use walk::Walk;

/// The items of a paged list, as a `Stream` of `Result<T>`.
///
/// A page is fetched when its first item is polled. If listing is a long-running operation, the first page is fetched
/// after its end. After an error of the service the stream ends; [`Pager::continuation`] then refers to the page that
/// failed. An item that cannot be deserialized is an error of the stream, which continues with the next item.
///
/// ```
/// use arm_runtime::{JsonValue, Pager, Result};
/// use futures::TryStreamExt;
///
/// /// Prints items until one is found; returns a token that continues with the page of the next item.
/// async fn search(mut list: Pager<JsonValue>, name: &str) -> Result<Option<String>> {
///     while let Some(item) = list.try_next().await? {
///         println!("{}", item["id"]);
///         if item["name"] == name {
///             break;
///         }
///     }
///     Ok(list.continuation())
/// }
/// ```
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pager<T> {
    source: Source<T>,
    items: Items<T>,
    /// Token of the page whose items are in `items`.
    current: Option<String>,
}

/// The pages of a list, as a `Stream` of `Result<Page<T>>`.
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pages<T> {
    source: Source<T>,
}

/// Fetches and reads pages. The format is chosen where the pager is created, so that the streams need no bound on `T`.
struct Source<T> {
    driver: Driver<Walk>,
    operation: &'static Operation,
    format: Format<T>,
}

/// The format of pages. A variant has the only function that depends on the type of the items, so that a crate with
/// many lists compiles little for each of them.
enum Format<T> {
    /// JSON, which is read into a list of items.
    Json(fn(&mut Vec<T>) -> &mut dyn DecodeList),
    /// XML. Each item is a whole page.
    #[cfg(feature = "xml")]
    Xml(fn(ResponseBody) -> Result<T>),
}

/// The items of a page that were not yet taken.
enum Items<T> {
    /// No page was fetched yet.
    None,
    Read(vec::IntoIter<T>),
    /// Items of a page that is not plain. They are read when they are taken, so that each may fail.
    Raw(RawItems),
}

type RawItems = Enumerate<vec::IntoIter<Bytes>>;

/// A page whose items may not be deserialized yet.
struct ReadPage<T> {
    items: Items<T>,
    next_link: Option<String>,
    response: RawResponse,
}

impl<T> Source<T> {
    fn poll(&mut self, cx: &mut TaskContext<'_>) -> Poll<Option<Result<ReadPage<T>>>> {
        let response = match ready!(self.driver.poll_page(cx)) {
            Some(Ok(response)) => response,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let page = self.read(response);
        match (&page, self.driver.idle_mut()) {
            (Ok(page), Some(walk)) => walk.follow_page(page.next_link.as_deref()),
            _ => self.driver.end(),
        }
        Poll::Ready(Some(page))
    }

    fn read(&self, response: RawResponse) -> Result<ReadPage<T>> {
        let paging = self.operation.paging.as_ref();
        let key = paging.map_or(Paging::VALUE.items, |paging| paging.items);
        let link_key = paging.and_then(|paging| paging.next_link);
        let page = match self.format {
            Format::Json(list) => {
                let mut items = Vec::new();
                let body = without_mark(response.body());
                if let Some(link) = read_items(body, list(&mut items), key, link_key) {
                    return Ok(ReadPage {
                        items: Items::Read(items.into_iter()),
                        next_link: link.filter(|link| !link.trim().is_empty()),
                        response,
                    });
                }
                page::read(self.operation.id, paging, response)?
            }
            #[cfg(feature = "xml")]
            Format::Xml(_) => page::read_xml(self.operation.id, paging, response)?,
        };
        Ok(ReadPage {
            items: Items::Raw(page.items.into_iter().enumerate()),
            next_link: page.next_link,
            response: page.response,
        })
    }

    fn page(&self, page: ReadPage<T>) -> Result<Page<T>> {
        Ok(Page {
            items: self.collect(page.items)?,
            next_link: page.next_link,
            response: page.response,
        })
    }

    fn collect(&self, items: Items<T>) -> Result<Vec<T>> {
        match items {
            Items::None => Ok(Vec::new()),
            Items::Read(items) => Ok(items.collect()),
            Items::Raw(items) => items
                .filter_map(|(index, item)| self.read_item(index, item))
                .collect(),
        }
    }

    fn take(&self, items: &mut Items<T>) -> Option<Result<T>> {
        match items {
            Items::None => None,
            Items::Read(items) => items.next().map(Ok),
            Items::Raw(items) => items
                .next()
                .and_then(|(index, item)| self.read_item(index, item)),
        }
    }

    fn read_item(&self, index: usize, item: Bytes) -> Option<Result<T>> {
        let item = match self.format {
            Format::Json(list) => {
                let mut items = Vec::new();
                let read = read_item(&item, list(&mut items));
                read.map(|()| items.pop())
            }
            #[cfg(feature = "xml")]
            Format::Xml(read) => read(ResponseBody::from_bytes(item)).map(Some),
        };
        item.map_err(|error| {
            let operation = self.operation.id;
            malformed(format!("{operation}: item {index} of the page: {error}"))
        })
        .transpose()
    }
}

impl<T> Items<T> {
    fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::Read(items) => items.len() == 0,
            Self::Raw(items) => items.len() == 0,
        }
    }
}

/// A page of a list.
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Link to the next page, as received. `None` on the last page.
    pub next_link: Option<String>,
    /// Response with status, headers and unchanged body.
    pub response: RawResponse,
}

impl<T> Page<T> {
    /// Deserializes the whole page as another type, such as the model of the page.
    ///
    /// # Errors
    ///
    /// Returns an error if the body does not have the form of the type.
    pub fn decode<M: DeserializeWith<Json>>(&self) -> Result<M> {
        M::deserialize_with(self.response.body().clone())
    }
}

impl<T> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("items", &self.items.len())
            .field("last", &self.next_link.is_none())
            .finish()
    }
}

impl<T> Pager<T> {
    /// Returns the request for the first page. Authorization, request ID and user agent are added when it is sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built, or if it is in flight.
    pub fn request(&self) -> Result<&Request> {
        match self.source.driver.idle() {
            Some(walk) => walk.prepared.request(),
            None => Err(refused("a page is being fetched")),
        }
    }

    /// Converts the stream of items into a stream of pages, which begins with the next page. Items of the current page that
    /// were not taken are dropped.
    pub fn into_pages(self) -> Pages<T> {
        Pages {
            source: self.source,
        }
    }

    /// Returns a token from which [`Pager::resume`] continues, in this process or another. It refers to the current
    /// page until all its items have been taken, so that a resumed list starts with the first item of that page.
    /// Returns `None` at the end of the list.
    ///
    /// The token contains the link of the service, which may be signed, and the path of the request. Store it like a
    /// password if links are signed or a path argument is secret.
    pub fn continuation(&self) -> Option<String> {
        if self.items.is_empty() {
            self.source.driver.token()
        } else {
            self.current.clone()
        }
    }

    /// Continues from a [`Pager::continuation`] or [`Pages::continuation`] token of the same operation. Has no effect while a
    /// request is in flight.
    pub fn resume(mut self, continuation: &str) -> Self {
        if let Some(walk) = self.source.driver.idle_mut() {
            walk.resume(continuation);
        }
        self
    }

    /// Fetches all pages and returns their items. To keep the items before an error, read the stream instead.
    ///
    /// # Errors
    ///
    /// Returns the first error.
    pub async fn collect_all(mut self) -> Result<Vec<T>> {
        let mut all = self.source.collect(self.items)?;
        while let Some(page) = poll_fn(|cx| self.source.poll(cx)).await {
            let items = self.source.collect(page?.items)?;
            // The items of a single page, the usual case, are not moved.
            if all.is_empty() {
                all = items;
            } else {
                all.extend(items);
            }
        }
        Ok(all)
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.driver.idle_mut().map(|walk| &mut walk.prepared)
    }
}

impl<T> Pages<T> {
    /// Returns a token from which [`Pager::resume`] continues with the next page. Returns `None` after the last page.
    pub fn continuation(&self) -> Option<String> {
        self.source.driver.token()
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.driver.idle_mut().map(|walk| &mut walk.prepared)
    }
}

settings!(
    Pager<T>,
    "Sets the time limit of each page, with its retries."
);
settings!(
    Pages<T>,
    "Sets the time limit of each page, with its retries."
);

impl Prepared {
    /// Converts the request into a list.
    pub fn pager<T: Value>(self) -> Pager<T> {
        Pager {
            source: Source {
                operation: self.operation,
                driver: begin(self),
                format: Format::Json(as_list),
            },
            items: Items::None,
            current: None,
        }
    }

    /// Converts the request into a list whose pages are XML documents. Each item is a whole page.
    #[cfg(feature = "xml")]
    pub fn xml_pager<T: DeserializeWith<crate::Xml>>(self) -> Pager<T> {
        self.xml_list(T::deserialize_with)
    }

    /// Converts the request into a list whose pages are XML documents. Each item is a whole page, as received.
    #[cfg(feature = "xml")]
    pub fn xml_document_pager(self) -> Pager<Bytes> {
        self.xml_list(|body| Ok(body.into()))
    }

    #[cfg(feature = "xml")]
    fn xml_list<T>(self, read: fn(ResponseBody) -> Result<T>) -> Pager<T> {
        Pager {
            source: Source {
                operation: self.operation,
                driver: begin(self),
                format: Format::Xml(read),
            },
            items: Items::None,
            current: None,
        }
    }
}

fn as_list<T: Value>(items: &mut Vec<T>) -> &mut dyn DecodeList {
    items
}

/// Returns the driver of a list. Not generic over items, as `Walk`.
fn begin(prepared: Prepared) -> Driver<Walk> {
    Driver::new(Walk::new(prepared))
}

/// Items are moved, never pinned.
impl<T> Unpin for Pager<T> {}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(&self.source.driver, "Pager", f)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(&self.source.driver, "Pages", f)
    }
}

impl<T> Stream for Pager<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(item) = this.source.take(&mut this.items) {
                return Poll::Ready(Some(item));
            }
            let current = this.source.driver.token();
            match ready!(this.source.poll(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    this.current = current;
                    this.items = page.items;
                }
            }
        }
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let page = ready!(this.source.poll(cx));
        Poll::Ready(page.map(|page| page.and_then(|page| this.source.page(page))))
    }
}

fn debug(source: &Driver<Walk>, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match source.idle() {
        Some(walk) => f.debug_tuple(name).field(&walk.prepared).finish(),
        None => f.debug_struct(name).finish_non_exhaustive(),
    }
}
