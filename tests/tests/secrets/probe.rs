//! Inspects everything that a call shows.

use std::{collections::BTreeSet, error::Error as StdError, fmt::Debug};

use arm_runtime::{
    ArmError, Call, Error, Json, Pager, Poller, Response, azure_core::http::DeserializeWith,
};
use futures::StreamExt;

use crate::loopback::LONG;

/// Collects shown texts and checks them.
pub struct Probe {
    /// Text that must not be shown.
    pub mark: &'static str,
    /// `module operation` of the calls.
    pub called: BTreeSet<String>,
    /// Number of responses that were read as their model.
    pub models: usize,
    /// Number of errors.
    pub errors: usize,
    module: &'static str,
}

impl Probe {
    pub fn new(mark: &'static str) -> Self {
        Self {
            mark,
            called: BTreeSet::new(),
            models: 0,
            errors: 0,
            module: "",
        }
    }

    /// Sets the client of the following operations.
    pub fn client(&mut self, module: &'static str, client: &impl Debug) {
        self.module = module;
        self.shown("a client", &format!("{client:?} {client:#?}"));
    }

    pub fn shown(&self, what: &str, text: &str) {
        assert!(!text.contains(self.mark), "{what} shows a secret: {text}");
    }

    fn begin(&mut self, shown: &str) {
        self.shown("what is sent", shown);
        let (_, id) = shown
            .split_once("operation: \"")
            .expect("it names its operation");
        let (id, _) = id.split_once('"').unwrap();
        self.called.insert(format!("{} {id}", self.module));
    }

    fn error(&mut self, error: &Error) {
        self.errors += 1;
        self.shown("an error", &format!("{error} {error:?} {error:#?}"));
        let mut cause = error.source();
        while let Some(current) = cause {
            self.shown("the cause of an error", &format!("{current} {current:?}"));
            cause = current.source();
        }
        if let Some(said) = ArmError::from_error(error) {
            self.shown("an ARM error", &format!("{said} {said:?} {said:#?}"));
        }
        self.shown(
            "the kind of an error",
            &format!("{} {:?}", error.kind(), error.kind()),
        );
    }

    fn response<T: DeserializeWith<Json> + Debug>(
        &mut self,
        response: Result<Response<T, Json>, Error>,
    ) {
        match response {
            Ok(response) => {
                self.shown(
                    "a response",
                    &format!(
                        "{response:?} {:?} {:?}",
                        response.headers(),
                        response.body()
                    ),
                );
                match response.into_model() {
                    Ok(model) => {
                        self.models += 1;
                        self.shown("a model", &format!("{model:?} {model:#?}"));
                    }
                    Err(error) => self.error(&error),
                }
            }
            Err(error) => self.error(&error),
        }
    }

    pub async fn call<T: DeserializeWith<Json> + Debug>(&mut self, call: Call<T>) {
        let call = call.header("x-ms-key", format!("{}-own-header", self.mark));
        self.begin(&format!("{call:?} {call:#?} {:?}", call.request()));
        let future = call.await;
        self.response(future);
    }

    pub async fn pager<T: DeserializeWith<Json> + Debug>(&mut self, pager: Pager<T>) {
        let mut pager = pager.header("x-ms-key", format!("{}-own-header", self.mark));
        self.begin(&format!("{pager:?} {pager:#?} {:?}", pager.request()));
        while let Some(item) = pager.next().await {
            self.shown("a pager on its way", &format!("{pager:?}"));
            match item {
                Ok(item) => {
                    self.models += 1;
                    self.shown("an item", &format!("{item:?}"));
                }
                Err(error) => self.error(&error),
            }
        }
    }

    /// Like [`Probe::pager`], for whole pages.
    pub async fn pages<T: DeserializeWith<Json> + Debug>(&mut self, pager: Pager<T>) {
        let mut pages = pager.into_pages();
        while let Some(page) = pages.next().await {
            self.shown("pages on their way", &format!("{pages:?}"));
            match page {
                Ok(page) => self.shown(
                    "a page",
                    &format!("{page:?} {:?} {:?}", page.response, page.items),
                ),
                Err(error) => self.error(&error),
            }
        }
    }

    pub async fn poller<T: DeserializeWith<Json> + Debug>(&mut self, poller: Poller<T>) {
        let mut poller = poller
            .header("x-ms-key", format!("{}-own-header", self.mark))
            .header(LONG, "1");
        self.begin(&format!("{poller:?} {poller:#?} {:?}", poller.request()));
        while let Some(progress) = poller.next().await {
            self.shown("a poller on its way", &format!("{poller:?} {progress:?}"));
            if let Err(error) = progress {
                self.error(&error);
            }
        }
        let response = poller.await;
        self.response(response);
    }
}
