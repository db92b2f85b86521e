//! Goes from page to page.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use azure_core::{
    Result,
    http::{Method, Request, Url, headers::CONTENT_TYPE},
};
use serde::{Deserialize, Serialize};

use super::page::{RawPage, read};
use crate::{
    Operation, ParameterLocation, RequestBody,
    drive::Sequence,
    error::{malformed, refused},
    poller::finish,
    prepared::Prepared,
    request::{Builder, encode_link, find_header, replace_api_version},
};

/// Fetches one page after the other.
pub(super) struct Walk {
    pub(super) prepared: Prepared,
    next: Next,
    /// Hashes of the requests that were sent. Used to detect paging loops.
    sent: BTreeSet<u64>,
}

impl Sequence for Walk {
    type Item = RawPage;

    fn token(&self) -> Option<String> {
        let next = match &self.next {
            Next::First => None,
            Next::Link(link) => Some(link.clone()),
            Next::None => return None,
        };
        serde_json::to_string(&Token {
            operation: self.prepared.operation.id.to_owned(),
            next,
        })
        .ok()
    }

    async fn step(&mut self) -> Result<Option<RawPage>> {
        let mut request = match &self.next {
            Next::None => return Ok(None),
            Next::First => self.prepared.request()?.clone(),
            Next::Link(link) => self.follow(link)?,
        };
        // The body may be a stream that an earlier request has read.
        request.body_mut().reset().await?;
        let base = request.url().to_string();
        let operation = self.prepared.operation;
        let hash = hash(&request);
        if self.sent.contains(&hash) {
            let id = operation.id;
            return Err(malformed(format!(
                "{id}: the link to the next page leads back to a page that was read before"
            )));
        }
        let is_first = matches!(self.next, Next::First);
        let exchange = &self.prepared.exchange;
        let response = match operation.long_running {
            Some(_) if is_first => finish(self.prepared.try_clone()).await?,
            // The statuses of the spec are those of the start: often 202 alone.
            Some(_) => exchange.send(&mut request, &[]).await?,
            None => exchange.send(&mut request, operation.success).await?,
        };
        let page = read(operation.id, operation.paging.as_ref(), response)?;
        self.sent.insert(hash);
        self.next = match &page.next_link {
            None => Next::None,
            Some(link) => Next::Link(Link {
                base,
                link: link.clone(),
            }),
        };
        Ok(Some(page))
    }
}

/// The page to fetch next.
enum Next {
    First,
    Link(Link),
    None,
}

/// A link, with the URL of the page that it stood in.
#[derive(Clone, Serialize, Deserialize)]
struct Link {
    base: String,
    link: String,
}

/// What a continuation holds.
#[derive(Serialize, Deserialize)]
struct Token {
    operation: String,
    next: Option<Link>,
}

impl Walk {
    pub(super) fn new(prepared: Prepared) -> Self {
        Self {
            prepared,
            next: Next::First,
            sent: BTreeSet::new(),
        }
    }

    pub(super) fn resume(&mut self, continuation: &str) {
        match serde_json::from_str::<Token>(continuation) {
            Ok(token) if token.operation == self.prepared.operation.id => {
                self.next = token.next.map_or(Next::First, Next::Link);
            }
            _ => {
                let id = self.prepared.operation.id;
                self.prepared.request = Err(refused(format!(
                    "{id}: the continuation is not one of this operation"
                )));
            }
        }
    }

    fn follow(&self, link: &Link) -> Result<Request> {
        let first = self.prepared.request()?;
        let next_operation = self
            .prepared
            .operation
            .paging
            .and_then(|paging| paging.next_operation);
        if let Some(operation) = next_operation {
            return self.by_operation(operation, link, first);
        }
        let mut request = Request::new(self.target(link)?, Method::Get);
        for (name, value) in first.headers().iter() {
            if !name.as_str().starts_with("content-") {
                request.insert_header(name.clone(), value.clone());
            }
        }
        Ok(request)
    }

    /// The link as it is, but with the version of the operation: a page of another version has other models.
    fn target(&self, link: &Link) -> Result<Url> {
        let exchange = &self.prepared.exchange;
        let operation = self.prepared.operation;
        let url = self.resolve(link)?;
        if operation.api_version.is_empty() || operation.api_version_in != ParameterLocation::Query
        {
            return Ok(url);
        }
        let version = exchange.api_version().unwrap_or(operation.api_version);
        replace_api_version(&url, operation.api_version_name, version)
    }

    fn resolve(&self, link: &Link) -> Result<Url> {
        let base = Url::parse(&link.base)?;
        let origin = &self.prepared.exchange.origin;
        // A continuation comes from outside: its base is not to be trusted either.
        origin.check(&base)?;
        origin.resolve(&base, &link.link)
    }

    /// The request of the operation that the spec names for the next page, with the body of the first page if it
    /// declares one.
    fn by_operation(
        &self,
        operation: &'static Operation,
        link: &Link,
        first: &Request,
    ) -> Result<Request> {
        let exchange = &self.prepared.exchange;
        let text = encode_link(&link.link);
        // An absolute link must be one of this service, wherever in the path it stands.
        let text = match Url::parse(&text) {
            Ok(url) => {
                exchange.origin.check(&url)?;
                below(&url, exchange.arm.endpoint().path())
            }
            Err(_) => text,
        };
        let mut request =
            Builder::for_next_page(exchange, operation, &self.prepared.kept, &text)?.build()?;
        exchange.origin.check(request.url())?;
        exchange.add_query(&mut request);
        if let Some(body) = operation.body {
            copy_body(first, &mut request, body, operation.id)?;
        }
        exchange.follow(&mut request);
        Ok(request)
    }
}

/// Path and query of a URL below the base path of the endpoint.
fn below(url: &Url, base: &str) -> String {
    let path = url.path();
    let below = path.strip_prefix(base.trim_end_matches('/'));
    let path = below.filter(|it| it.starts_with('/')).unwrap_or(path);
    match url.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

fn copy_body(first: &Request, next: &mut Request, body: RequestBody, id: &str) -> Result<()> {
    let is_form = find_header(next.headers(), &CONTENT_TYPE).is_some();
    let Some(media_type) = find_header(first.headers(), &CONTENT_TYPE).filter(|_| !is_form) else {
        return if body.required && !is_form {
            Err(refused(format!(
                "{id}: needs a body, and the first page had none"
            )))
        } else {
            Ok(())
        };
    };
    next.insert_header(CONTENT_TYPE, media_type.to_owned());
    next.set_body(first.body().clone());
    Ok(())
}

/// Two requests with one hash ask for the same page. A body that is a stream has no bytes to compare; requests that
/// follow from the first one have its body.
fn hash(request: &Request) -> u64 {
    let mut hasher = DefaultHasher::new();
    (request.method().as_str(), request.url().as_str()).hash(&mut hasher);
    hasher.finish()
}
