//! Paged lists.

mod page;
mod walk;

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use azure_core::{
    Bytes, Result,
    http::{DeserializeWith, RawResponse, Request, response::ResponseBody},
};
use futures::{Stream, TryStreamExt};

use crate::{
    Json,
    drive::Driver,
    error::{malformed, refused},
    prepared::{Prepared, settings},
};
use page::RawPage;
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
    source: Driver<Walk>,
    items: VecDeque<(usize, Bytes)>,
    /// Token of the page whose items are in `items`.
    current: Option<String>,
    read: ReadItem<T>,
}

/// The pages of a list, as a `Stream` of `Result<Page<T>>`.
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pages<T> {
    source: Driver<Walk>,
    read: ReadItem<T>,
}

/// Reads items. The function is chosen where the pager is created, so that the streams need no bound on `T`.
struct ReadItem<T> {
    operation: &'static str,
    read: fn(ResponseBody) -> Result<T>,
}

impl<T> ReadItem<T> {
    fn read(&self, index: usize, item: Bytes) -> Result<T> {
        (self.read)(ResponseBody::from_bytes(item)).map_err(|error| {
            let operation = self.operation;
            malformed(format!("{operation}: item {index} of the page: {error}"))
        })
    }

    fn page(&self, page: RawPage) -> Result<Page<T>> {
        let items = page.items.into_iter().enumerate();
        Ok(Page {
            items: items
                .map(|(index, item)| self.read(index, item))
                .collect::<Result<_>>()?,
            next_link: page.next_link,
            response: page.response,
        })
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
        match self.source.idle() {
            Some(walk) => walk.prepared.request(),
            None => Err(refused("a page is being fetched")),
        }
    }

    /// Converts the stream of items into a stream of pages.
    pub fn into_pages(self) -> Pages<T> {
        Pages {
            source: self.source,
            read: self.read,
        }
    }

    /// Returns a token from which [`Pager::resume`] continues, in this process or another. It refers to the current
    /// page until all its items have been taken, so that a resumed list starts with the first item of that page.
    /// Returns `None` at the end of the list. The token contains URLs of the service, but no credentials.
    pub fn continuation(&self) -> Option<String> {
        if self.items.is_empty() {
            self.source.token()
        } else {
            self.current.clone()
        }
    }

    /// Continues from a [`Pager::continuation`] or [`Pages::continuation`] token of the same operation.
    pub fn resume(mut self, continuation: &str) -> Self {
        if let Some(walk) = self.source.idle_mut() {
            walk.resume(continuation);
        }
        self
    }

    /// Fetches all pages and returns their items. Stops at the first error. To keep the items before an error, read the
    /// stream instead.
    pub async fn collect_all(self) -> Result<Vec<T>> {
        self.try_collect().await
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.idle_mut().map(|walk| &mut walk.prepared)
    }
}

impl<T> Pages<T> {
    /// Returns a token from which [`Pager::resume`] continues with the next page. Returns `None` after the last page.
    pub fn continuation(&self) -> Option<String> {
        self.source.token()
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.idle_mut().map(|walk| &mut walk.prepared)
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

#[cfg(feature = "xml")]
impl<T: DeserializeWith<crate::Xml>> Pager<T> {
    /// Creates a list whose pages are XML documents. Each item is a whole page.
    pub fn of_xml(prepared: Prepared) -> Self {
        Self {
            read: ReadItem {
                operation: prepared.operation.id,
                read: T::deserialize_with,
            },
            source: Driver::new(Walk::new(prepared, page::read_xml)),
            items: VecDeque::new(),
            current: None,
        }
    }
}

impl<T: DeserializeWith<Json>> From<Prepared> for Pager<T> {
    fn from(prepared: Prepared) -> Self {
        Self {
            read: ReadItem {
                operation: prepared.operation.id,
                read: T::deserialize_with,
            },
            source: Driver::new(Walk::new(prepared, page::read)),
            items: VecDeque::new(),
            current: None,
        }
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(&self.source, "Pager", f)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(&self.source, "Pages", f)
    }
}

impl<T> Stream for Pager<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some((index, item)) = this.items.pop_front() {
                return Poll::Ready(Some(this.read.read(index, item)));
            }
            let current = this.source.token();
            match this.source.poll(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => {
                    this.current = current;
                    this.items = page.items.into_iter().enumerate().collect();
                }
            }
        }
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let page = this.source.poll(cx);
        page.map(|page| page.map(|page| page.and_then(|page| this.read.page(page))))
    }
}

fn debug(source: &Driver<Walk>, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match source.idle() {
        Some(walk) => f.debug_tuple(name).field(&walk.prepared).finish(),
        None => f.debug_struct(name).finish_non_exhaustive(),
    }
}
