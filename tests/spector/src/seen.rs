//! Prepared calls, and the values that the client reads from their responses.

use arm_runtime::{
    Bytes, Call, Json, Mode, Pager, Poller, Response, Text, Value, Xml,
    azure_core::{Error, Result, http::DeserializeWith},
    value::{to_vec, to_xml},
};
use futures::{StreamExt, future::BoxFuture};
use serde_json::Value as JsonValue;

use crate::given::Given;

/// A call that was not yet sent.
pub type Pending = BoxFuture<'static, Result<Seen>>;

/// A value that the client read, serialized again.
#[derive(Debug)]
pub struct Seen {
    pub status: Option<u16>,
    pub headers: Vec<(String, String)>,
    pub value: Shown,
}

/// The value of a response.
#[derive(Debug)]
pub enum Shown {
    Nothing,
    Json(JsonValue),
    Xml(Vec<u8>),
    Text(String),
    Bytes(Vec<u8>),
    /// All items of all pages.
    Items(Vec<JsonValue>),
    /// All pages of XML.
    XmlPages(Vec<Vec<u8>>),
    /// The result of a long-running operation.
    Final(JsonValue),
    /// The end of a long-running operation without a result.
    Ended,
}

pub fn shown(error: impl std::fmt::Display) -> String {
    error.to_string()
}

macro_rules! with_headers {
    ($given:expr, $call:expr) => {{
        let mut call = $call;
        for (name, value) in $given.added() {
            call = call.header(&name, value);
        }
        call
    }};
}

fn written<T: Value>(value: &T) -> Result<JsonValue> {
    let bytes = to_vec(value, Mode::All)?;
    serde_json::from_slice(&bytes).map_err(|error| Error::new(arm_runtime::azure_core::error::ErrorKind::DataConversion, error))
}

/// Sends a call and reads its model.
fn send<T, F>(call: impl IntoFuture<Output = Result<Response<T, F>>, IntoFuture: Send> + Send + 'static, show: impl FnOnce(T, &[u8]) -> Result<Shown> + Send + 'static) -> Pending
where
    T: DeserializeWith<F> + Send + 'static,
    F: arm_runtime::azure_core::http::Format + Send + 'static,
{
    Box::pin(async move {
        let response = call.into_future().await?;
        let status = Some(response.status().into());
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.as_str().to_owned(), value.as_str().to_owned())).collect();
        let body = response.body().as_ref().to_vec();
        let value = show(response.into_model()?, &body)?;
        Ok(Seen { status, headers, value })
    })
}

pub fn nothing(given: &Given<'_>, call: Call<()>) -> Pending {
    send(with_headers!(given, call), |(), _| Ok(Shown::Nothing))
}

pub fn json<T: Value + DeserializeWith<Json> + Send + 'static>(given: &Given<'_>, call: Call<T>) -> Pending {
    send(with_headers!(given, call), |it, _| written(&it).map(Shown::Json))
}

pub fn xml<T: Value + DeserializeWith<Xml> + Send + 'static>(given: &Given<'_>, call: Call<T, Xml>) -> Pending {
    send(with_headers!(given, call), |it, body| to_xml(&it, &crate::compare::root(body), Mode::All).map(Shown::Xml))
}

pub fn text(given: &Given<'_>, call: Call<Text>) -> Pending {
    send(with_headers!(given, call), |it, _| Ok(Shown::Text(it.0)))
}

pub fn bytes(given: &Given<'_>, call: Call<Bytes>) -> Pending {
    send(with_headers!(given, call), |it, _| Ok(Shown::Bytes(it.to_vec())))
}

pub fn pages<T: Value + Send + Unpin + 'static>(given: &Given<'_>, pager: Pager<T>) -> Pending
where
    T: DeserializeWith<Json>,
{
    let mut pager = with_headers!(given, pager);
    Box::pin(async move {
        let mut items = Vec::new();
        while let Some(item) = pager.next().await {
            items.push(written(&item?)?);
        }
        Ok(Seen { status: None, headers: Vec::new(), value: Shown::Items(items) })
    })
}

pub fn xml_pages<T: Value + DeserializeWith<Xml> + Send + Unpin + 'static>(given: &Given<'_>, pager: Pager<T>) -> Pending {
    let pager = with_headers!(given, pager);
    Box::pin(async move {
        let (mut pages, mut documents) = (pager.into_pages(), Vec::new());
        while let Some(page) = pages.next().await {
            let page = page?;
            let root = crate::compare::root(page.response.body().as_ref());
            for item in &page.items {
                documents.push(to_xml(item, &root, Mode::All)?);
            }
        }
        Ok(Seen { status: None, headers: Vec::new(), value: Shown::XmlPages(documents) })
    })
}

pub fn long_running<T: Value + DeserializeWith<Json> + Send + Unpin + 'static>(given: &Given<'_>, poller: Poller<T>) -> Pending {
    send(with_headers!(given, poller), |it, _| written(&it).map(Shown::Final))
}

pub fn ended(given: &Given<'_>, poller: Poller<()>) -> Pending {
    send(with_headers!(given, poller), |(), _| Ok(Shown::Ended))
}
