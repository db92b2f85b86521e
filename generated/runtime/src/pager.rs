//! Lists that come in pages.

mod page;
mod walk;

use std::{
    collections::VecDeque,
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use azure_core::{
    Bytes, Error, Result,
    http::{DeserializeWith, RawResponse, Request, response::ResponseBody},
};
use futures::{Stream, future::BoxFuture};

use crate::{
    Json,
    error::malformed,
    prepared::{Prepared, settings},
};
use page::RawPage;
use walk::Walk;

/// The items of a list, page after page: a `Stream` of `Result<T>`.
///
/// A page is fetched when its first item is asked for; the first one of a long-running operation comes when that is
/// done. After an error of the service the stream ends; [`Pager::continuation`] then names the page that failed. An item
/// that cannot be read is an error in its place, and the items after it still come.
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pager<T> {
    source: Source,
    items: VecDeque<(usize, Bytes)>,
    /// What gives the page again whose items are in `items`.
    current: Option<String>,
    marker: PhantomData<fn() -> T>,
}

/// The pages of a list, one at a time: a `Stream` of `Result<Page<T>>`.
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pages<T> {
    source: Source,
    marker: PhantomData<fn() -> T>,
}

/// One page of a list.
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Link to the next page, as the service sent it; `None` on the last page.
    pub next_link: Option<String>,
    /// The response: status, headers, body as it came.
    pub response: RawResponse,
}

impl<T> Page<T> {
    /// Reads the whole page as another type, such as the model of the page.
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
    /// The request for the first page, without token, request id and user agent; or why it cannot be sent.
    pub fn request(&self) -> Result<&Request> {
        self.source.request()
    }

    /// The pages in place of the items.
    pub fn into_pages(self) -> Pages<T> {
        Pages {
            source: self.source,
            marker: PhantomData,
        }
    }

    /// A text from which [`Pager::resume`] goes on, in this process or another. While items of a page are still to be
    /// taken it names that page, which then comes again from its first item; `None` when everything was taken. It
    /// holds URLs of the service, and no token.
    pub fn continuation(&self) -> Option<String> {
        if self.items.is_empty() {
            self.source.token()
        } else {
            self.current.clone()
        }
    }

    /// Goes on where [`Pager::continuation`] or [`Pages::continuation`] of the same operation left off.
    pub fn resume(mut self, continuation: &str) -> Self {
        self.source.resume(continuation);
        self
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.walk.as_mut().map(|walk| &mut walk.prepared)
    }
}

impl<T> Pages<T> {
    /// A text from which [`Pager::resume`] goes on with the next page; `None` after the last one.
    pub fn continuation(&self) -> Option<String> {
        self.source.token()
    }

    fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        self.source.walk.as_mut().map(|walk| &mut walk.prepared)
    }
}

settings!(Pager<T>, "Limits the time for each page, with its retries.");
settings!(Pages<T>, "Limits the time for each page, with its retries.");

impl<T> From<Prepared> for Pager<T> {
    fn from(prepared: Prepared) -> Self {
        let walk = Some(Box::new(Walk::new(prepared)));
        let source = Source {
            walk,
            busy: None,
            token: None,
            ended: false,
        };
        Self {
            source,
            items: VecDeque::new(),
            current: None,
            marker: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.debug("Pager", f)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.debug("Pages", f)
    }
}

impl<T: DeserializeWith<Json>> Stream for Pager<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some((index, item)) = this.items.pop_front() {
                return Poll::Ready(Some(decode(index, item)));
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

impl<T: DeserializeWith<Json>> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.source
            .poll(cx)
            .map(|page| page.map(|page| page.and_then(typed_page)))
    }
}

fn typed_page<T: DeserializeWith<Json>>(page: RawPage) -> Result<Page<T>> {
    let items = page
        .items
        .into_iter()
        .enumerate()
        .map(|(index, item)| decode(index, item));
    Ok(Page {
        items: items.collect::<Result<_>>()?,
        next_link: page.next_link,
        response: page.response,
    })
}

fn decode<T: DeserializeWith<Json>>(index: usize, item: Bytes) -> Result<T> {
    T::deserialize_with(ResponseBody::from_bytes(item)).map_err(|error| in_page(index, error))
}

fn in_page(index: usize, error: Error) -> Error {
    malformed(format!("item {index} of the page: {error}"))
}

/// Fetches pages, whatever they hold. The walk is in the future while a page is on its way.
struct Source {
    walk: Option<Box<Walk>>,
    busy: Option<Fetch>,
    /// What gives the page that is on its way.
    token: Option<String>,
    ended: bool,
}

type Fetch = BoxFuture<'static, (Box<Walk>, Result<Option<RawPage>>)>;

impl Source {
    fn request(&self) -> Result<&Request> {
        let walk = self
            .walk
            .as_ref()
            .ok_or_else(|| crate::error::refused("the first page is on its way"))?;
        walk.prepared.request()
    }

    /// What gives the page that is fetched next, or is on its way.
    fn token(&self) -> Option<String> {
        self.walk
            .as_ref()
            .map_or_else(|| self.token.clone(), |walk| walk.token())
    }

    fn resume(&mut self, continuation: &str) {
        if let Some(walk) = &mut self.walk {
            walk.resume(continuation);
        }
    }

    fn poll(&mut self, cx: &mut TaskContext<'_>) -> Poll<Option<Result<RawPage>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        if let Some(mut walk) = self.walk.take() {
            self.token = walk.token();
            self.busy = Some(Box::pin(async move {
                let page = walk.next_page().await;
                (walk, page)
            }));
        }
        let Some(busy) = &mut self.busy else {
            return Poll::Ready(None);
        };
        let (walk, page) = std::task::ready!(busy.as_mut().poll(cx));
        self.busy = None;
        self.walk = Some(walk);
        self.ended = !matches!(page, Ok(Some(_)));
        Poll::Ready(page.transpose())
    }

    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.walk {
            Some(walk) => f.debug_tuple(name).field(&walk.prepared).finish(),
            None => f.debug_struct(name).finish_non_exhaustive(),
        }
    }
}
