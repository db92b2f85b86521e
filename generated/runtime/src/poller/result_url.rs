//! The URL from which the result of a long-running operation is read.

use azure_core::{Result, http::Url};

use super::{
    reading::Reading,
    run::Run,
    watch::{Kind, Watch},
};
use crate::{FinalState, Method, request::encode_link};

impl Run {
    /// Returns the URL of the result, or `None` if the last response is the result.
    pub(super) fn result_url(&self, watch: &Watch, last: &Reading) -> Result<Option<Url>> {
        let monitor =
            watch.kind == Kind::Monitor || (watch.kind == Kind::Location && last.is_monitor());
        let resource = || Some(watch.resource.clone());
        Ok(match (self.method, self.via) {
            // Regardless of `final-state-via`, the result is the resource at its own URL.
            (Method::Put | Method::Patch, _) if monitor || last.empty => resource(),
            (Method::Put | Method::Patch | Method::Delete | Method::Head, _) => None,
            (Method::Post | Method::Get, FinalState::OriginalUri) => resource(),
            _ if !monitor => None,
            (_, FinalState::AzureAsyncOperation | FinalState::OperationLocation) => None,
            (_, FinalState::OperationLocationResult) => None,
            (_, via) => {
                let location = watch
                    .location
                    .clone()
                    .filter(|_| watch.kind == Kind::Monitor);
                match location {
                    Some(location) if via == FinalState::Location => Some(location),
                    location => self.named_result(watch, last)?.or(location),
                }
            }
        })
    }

    /// Returns the `resourceLocation` of a status monitor.
    fn named_result(&self, watch: &Watch, last: &Reading) -> Result<Option<Url>> {
        let Some(link) = &last.resource_location else {
            return Ok(None);
        };
        let is_link = |link: &&str| link.starts_with('/') || Url::parse(link).is_ok();
        let url = link
            .as_str()
            .filter(is_link)
            .and_then(|link| watch.next.join(&encode_link(link)).ok())
            .ok_or_else(|| self.unclear("the resourceLocation is not a valid URL"))?;
        Ok(Some(url))
    }
}
