//! Fetches the pages of a list.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
    task::{Context, Poll},
};

use azure_core::{
    Result,
    http::{
        Method, RawResponse, Request, Url,
        headers::{CONTENT_TYPE, HeaderName},
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    Operation, ParameterLocation, RequestBody,
    drive::{Driver, Sequence},
    error::{malformed, refused},
    exchange::{is_condition, is_of_first},
    poller::finish,
    prepared::Prepared,
    request::{Builder, add_pair, encode_link, find_header, replace_api_version},
};

/// The state of a list whose pages are fetched one after the other.
pub(super) struct Walk {
    pub(super) prepared: Prepared,
    next: Next,
    /// Hashes of the requests that were sent. Used to detect paging loops.
    sent: BTreeSet<u64>,
    /// The request of the page that was fetched last and is not yet read.
    fetched: Option<Fetched>,
}

/// The hash of a request, and its URL without the query.
struct Fetched {
    hash: u64,
    base: String,
}

impl Sequence for Walk {
    type Item = RawResponse;

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

    async fn step(&mut self) -> Result<Option<RawResponse>> {
        let mut request = match &self.next {
            Next::None => return Ok(None),
            Next::First => self.prepared.request()?.clone(),
            Next::Link(link) => self.follow(link)?,
        };
        // An earlier request may have consumed the stream of the body.
        request.body_mut().reset().await?;
        // Links are relative to the path. The query may contain secret arguments, which a continuation token must not have.
        let mut base = request.url().clone();
        base.set_query(None);
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
            // The statuses of the spec, often 202 only, are those of the first response.
            Some(_) => exchange.send(&mut request, &[]).await?,
            None => exchange.send(&mut request, operation.success).await?,
        };
        self.fetched = Some(Fetched {
            hash,
            base: base.into(),
        });
        Ok(Some(response))
    }
}

impl Driver<Walk> {
    /// Fetches the next page. Not generic over items, so that it is compiled in this crate and not in each program.
    pub(super) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<RawResponse>>> {
        self.poll(cx)
    }
}

/// The next page to fetch.
enum Next {
    First,
    Link(Link),
    None,
}

/// A link, with the URL of the page that contained it, without its query.
#[derive(Clone, Serialize, Deserialize)]
struct Link {
    base: String,
    link: String,
}

/// The content of a continuation token.
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
            fetched: None,
        }
    }

    /// Continues with the link of the page that was fetched last. Without it, the next step fetches the page again.
    pub(super) fn follow_page(&mut self, next_link: Option<&str>) {
        let Some(Fetched { hash, base }) = self.fetched.take() else {
            return;
        };
        self.sent.insert(hash);
        self.next = match next_link {
            None => Next::None,
            Some(link) => Next::Link(Link {
                base,
                link: link.to_owned(),
            }),
        };
    }

    pub(super) fn resume(&mut self, continuation: &str) {
        match serde_json::from_str::<Token>(continuation) {
            Ok(token) if token.operation == self.prepared.operation.id => {
                self.next = token.next.map_or(Next::First, Next::Link);
            }
            _ => {
                let id = self.prepared.operation.id;
                self.prepared.request = Err(refused(format!(
                    "{id}: the continuation token does not belong to this operation"
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
        if let Some(name) = self.prepared.operation.next_parameter
            && !link.link.contains("://")
            && !link.link.contains('?')
        {
            let mut url = first.url().clone();
            set_parameter(&mut url, name, &link.link);
            let mut request = Request::new(url, first.method());
            copy_headers(first, &mut request, is_condition);
            request.set_body(first.body().clone());
            return Ok(request);
        }
        let mut request = Request::new(self.target(link)?, Method::Get);
        copy_headers(first, &mut request, is_of_first);
        Ok(request)
    }

    /// Returns the URL of the link with the api-version of the operation, because a page of another version has other
    /// models.
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
        // A continuation token is external input, so its base URL is checked, too.
        origin.check(&base)?;
        origin.resolve(&base, &link.link)
    }

    /// Builds the request of the operation that the spec declares for the next page, with the body of the first page if
    /// it declares one.
    fn by_operation(
        &self,
        operation: &'static Operation,
        link: &Link,
        first: &Request,
    ) -> Result<Request> {
        let exchange = &self.prepared.exchange;
        let text = encode_link(&link.link);
        // An absolute link must belong to this service, in any part of the path.
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

/// Copies the headers that are not `excluded`.
fn copy_headers(from: &Request, to: &mut Request, excluded: fn(&HeaderName) -> bool) {
    for (name, value) in from.headers().iter() {
        if !excluded(name) {
            to.insert_header(name.clone(), value.clone());
        }
    }
}

/// Sets a query parameter, and keeps the others as they are.
fn set_parameter(url: &mut Url, name: &str, value: &str) {
    let query = url.query().unwrap_or_default().to_owned();
    let is_other = |pair: &&str| {
        let mut pairs = Url::parse(&format!("http://h/?{pair}"))
            .map(|url| url.query_pairs().any(|(key, _)| key == name))
            .into_iter();
        !pair.is_empty() && !pairs.any(|it| it)
    };
    let others: Vec<&str> = query.split('&').filter(is_other).collect();
    url.set_query((!others.is_empty()).then(|| others.join("&")).as_deref());
    add_pair(url, name, value);
}

/// Returns path and query of a URL below the base path of the endpoint.
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
                "{id}: requires a body, but the first page had none"
            )))
        } else {
            Ok(())
        };
    };
    next.insert_header(CONTENT_TYPE, media_type.to_owned());
    next.set_body(first.body().clone());
    Ok(())
}

/// Hashes method and URL of a request, which determine the page, because all requests of a list have the same body.
fn hash(request: &Request) -> u64 {
    let mut hasher = DefaultHasher::new();
    (request.method().as_str(), request.url().as_str()).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_below_the_base_path_of_the_endpoint() {
        for (url, base, path) in [
            ("https://h/base/l?p=2", "/base", "/l?p=2"),
            ("https://h/base/l", "/base/", "/l"),
            ("https://h/l?p=2", "/", "/l?p=2"),
            // The path of the link starts with the same letters, but not with the same segments.
            ("https://h/basement/l", "/base", "/basement/l"),
            ("https://h/other/l", "/base", "/other/l"),
            ("https://h/base", "/base", "/base"),
        ] {
            assert_eq!(below(&Url::parse(url).unwrap(), base), path, "{url}");
        }
    }

    #[test]
    fn a_parameter_is_replaced_and_others_are_kept_as_they_are() {
        for (query, expected) in [
            ("", "t=%2Fx"),
            ("a=1", "a=1&t=%2Fx"),
            ("t=0&a=%31+&t=1", "a=%31+&t=%2Fx"),
            ("%74=0&tt=1&&T=2", "tt=1&T=2&t=%2Fx"),
        ] {
            let mut url = Url::parse(&format!("https://h/l?{query}")).unwrap();
            set_parameter(&mut url, "t", "/x");
            assert_eq!(url.query(), Some(expected), "{query}");
        }
    }
}
