//! Goes from page to page.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use azure_core::{
    Result,
    http::{Method, Request, Url},
};
use serde::{Deserialize, Serialize};

use super::page::{RawPage, read};
use crate::{
    Operation, ParameterLocation,
    error::refused,
    poller::finish,
    prepared::Prepared,
    request::{Builder, replace_api_version},
};

/// Fetches one page after the other.
pub(super) struct Walk {
    pub(super) prepared: Prepared,
    next: Next,
    /// Hashes of the URLs that were read by GET: whoever comes to one of them again goes round in a circle.
    read: BTreeSet<u64>,
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
    /// Whether that page was fetched by GET.
    get: bool,
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
            read: BTreeSet::new(),
        }
    }

    pub(super) fn token(&self) -> Option<String> {
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

    pub(super) async fn next_page(&mut self) -> Result<Option<RawPage>> {
        let mut request = match &self.next {
            Next::None => return Ok(None),
            Next::First => self.prepared.request()?.clone(),
            Next::Link(link) => self.follow(link)?,
        };
        let (base, get) = (request.url().to_string(), request.method() == Method::Get);
        let operation = self.prepared.operation;
        let place = hash(&base);
        if get && self.read.contains(&place) {
            let id = operation.id;
            return Err(refused(format!(
                "{id}: the link to the next page names one that was read before"
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
        if get {
            self.read.insert(place);
        }
        self.next = match &page.next_link {
            None => Next::None,
            Some(link) => Next::Link(Link {
                base,
                get,
                link: link.clone(),
            }),
        };
        Ok(Some(page))
    }

    fn follow(&self, link: &Link) -> Result<Request> {
        let first = self.prepared.request()?;
        let next_operation = self
            .prepared
            .operation
            .paging
            .and_then(|paging| paging.next_operation);
        if let Some(operation) = next_operation {
            return self.by_operation(operation, &link.link);
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
        let base = Url::parse(&link.base)?;
        // A continuation comes from outside: its base is not to be trusted either.
        exchange.origin.check(&base)?;
        let mut url = exchange.origin.resolve(&base, &link.link)?;
        if !operation.api_version.is_empty() && operation.api_version_in == ParameterLocation::Query
        {
            let version = exchange.arm.api_version().unwrap_or(operation.api_version);
            url = replace_api_version(&url, operation.api_version_name, version)?;
        }
        if link.get && url == base {
            return Err(refused(format!(
                "{}: the link to the next page names the page that it is in",
                operation.id
            )));
        }
        Ok(url)
    }

    fn by_operation(&self, operation: &'static Operation, link: &str) -> Result<Request> {
        let exchange = &self.prepared.exchange;
        let mut request =
            Builder::for_next_page(&exchange.arm, operation, &self.prepared.kept, link).build()?;
        exchange.origin.check(request.url())?;
        exchange.follow(&mut request);
        Ok(request)
    }
}

fn hash(url: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    hasher.finish()
}
