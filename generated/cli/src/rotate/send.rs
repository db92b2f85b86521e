//! Sends the requests of a rotation.

use std::time::Duration;

use arm_runtime::describe::{Entry, Kind};
use arm_runtime::{Argument, Arm, Json, JsonValue, Prepared, ResourceId};
use clap::ArgMatches;
use futures::StreamExt;
use serde_json::json;

use super::keys::{self, Key};
use super::plan::{Rotation, Selector, bind};
use crate::arguments::ArgumentValue;
use crate::body::Content;
use crate::error::Failure;
use crate::follow::interruptible;
use crate::progress::patiently;
use crate::response::ResponseContent;
use crate::session::Session;
use crate::what_if::Shown;
use crate::{context, interrupt, terminal};

/// Pauses in seconds before the keys are read again, if the service still returns the old ones.
const PAUSES: [u64; 4] = [1, 2, 4, 8];

/// A resource whose keys are rotated.
pub struct Resource<'a> {
    pub id: &'a str,
    rotation: &'a Rotation,
    arm: Arm,
    subscription: Option<&'a str>,
}

impl<'a> Resource<'a> {
    /// Connects to the service of the resource.
    pub fn connect(
        matches: &ArgMatches,
        id: &'a ResourceId,
        rotation: &'a Rotation,
        session: &Session,
    ) -> Result<Self, Failure> {
        let subscription = id.subscription();
        let arm = context::connect(
            matches,
            subscription.map(str::to_owned),
            Some(rotation.reader),
            session,
        )?;
        Ok(Self {
            id: id.as_str(),
            rotation,
            arm,
            subscription,
        })
    }

    /// Reads the keys.
    pub async fn keys(&self, session: &mut Session) -> Result<Vec<Key>, Failure> {
        let reader = self.rotation.reader;
        let prepared = self.prepare(reader, None)?;
        let response = interruptible(
            reader,
            patiently(session.quiet, "the keys", call(reader, prepared)),
        )
        .await?;
        let found = keys::read(&response, reader, &self.rotation.names(), self.selector());
        if found.is_empty() {
            return Err(Failure::response(reader.operation.id, "has no keys"));
        }
        session.scrub.add(found.iter().map(|it| it.value.clone()));
        session
            .scrub
            .add(found.iter().filter_map(|it| it.connection.clone()));
        Ok(found)
    }

    /// Renews a key and returns all keys, once they are verified.
    pub async fn renew(
        &self,
        name: &str,
        before: &[Key],
        session: &mut Session,
    ) -> Result<Vec<Key>, Failure> {
        let Some(entry) = self.rotation.entry(name) else {
            return Err(Failure::other(
                format!("no operation renews key {name}"),
                None,
            ));
        };
        let prepared = self.prepare(entry, Some(name))?;
        let what = format!("key {name}");
        interruptible(
            entry,
            patiently(session.quiet, &what, call(entry, prepared)),
        )
        .await?;
        let mut pauses = PAUSES.into_iter();
        loop {
            let after = self.keys(session).await?;
            let why = match keys::verify(before, &after, name) {
                Ok(()) => return Ok(after),
                Err(why) => why,
            };
            let stale = why.ends_with("did not change");
            match pauses.next().filter(|_| stale) {
                Some(pause) => {
                    let pause = async {
                        tokio::time::sleep(Duration::from_secs(pause)).await;
                        Ok(())
                    };
                    interruptible(entry, patiently(session.quiet, &what, pause)).await?;
                }
                None => return Err(Failure::other(why, None)),
            }
        }
    }

    /// Describes the requests that renew these keys. Without names, uses all keys named by the spec.
    pub fn requests(&self, names: &[String]) -> Result<String, Failure> {
        let known = self.rotation.names();
        let names = match names {
            [] if known.is_empty() => vec!["KEY".to_owned()],
            [] => known.iter().rev().cloned().collect(),
            names => names.iter().map(|it| self.spelled(it)).collect(),
        };
        let reader = self.rotation.reader;
        let module = self.rotation.module;
        let prepared = self.prepare(reader, None)?;
        let mut text = Shown::new(module, reader, &prepared, &Content::Nothing)?.text();
        for name in &names {
            if let Some(entry) = self.rotation.entry(name) {
                let prepared = self.prepare(entry, Some(name))?;
                let shown = Shown::new(module, entry, &prepared, &self.body(entry, name))?;
                text.push_str(&format!("\n{}", shown.text()));
            }
        }
        Ok(text)
    }

    /// Returns the name in the spelling of the spec.
    fn spelled(&self, name: &str) -> String {
        let known = self.rotation.names();
        let found = known.iter().find(|it| it.eq_ignore_ascii_case(name));
        found.cloned().unwrap_or_else(|| name.to_owned())
    }

    /// Returns the property that names a key.
    fn selector(&self) -> &'static str {
        match &self.rotation.selector {
            Selector::Body(_, property) => property.name,
            _ => "",
        }
    }

    fn body(&self, entry: &Entry, name: &str) -> Content {
        match &self.rotation.selector {
            Selector::Body(own, property) if std::ptr::eq(*own, entry) => {
                let is_list = property.kind == Kind::List;
                let items = property.ty.items.filter(|_| is_list);
                let kind = items.map_or(property.kind, |it| it.kind);
                let number = name.parse::<i64>().ok().filter(|_| kind == Kind::Integer);
                let value = number.map_or_else(|| JsonValue::from(name), JsonValue::from);
                Content::Json(match is_list {
                    true => json!({ property.name: [value] }),
                    false => json!({ property.name: value }),
                })
            }
            _ => Content::Nothing,
        }
    }

    /// Returns the request of an operation on the resource, with the name of a key if the operation takes one.
    fn prepare(&self, entry: &'static Entry, name: Option<&str>) -> Result<Prepared, Failure> {
        let own = &entry.operation.path;
        let n_segments = self.rotation.resource.matches('/').count();
        let end = own
            .match_indices('/')
            .nth(n_segments)
            .map_or(own.len(), |(at, _)| at);
        let values = bind(&own[..end], self.id).unwrap_or_default();
        let value = |index: usize, parameter: &str| match &self.rotation.selector {
            Selector::Path(own, at) if std::ptr::eq(*own, entry) && *at == index => {
                name.map(str::to_owned)
            }
            _ if parameter.eq_ignore_ascii_case("subscriptionId") => {
                self.subscription.map(str::to_owned)
            }
            _ => values
                .iter()
                .find(|(it, _)| it == parameter)
                .map(|(_, value)| value.clone()),
        };
        let given: Vec<ArgumentValue> = entry
            .operation
            .parameters
            .iter()
            .enumerate()
            .filter(|(_, it)| it.constant.is_none())
            .map(|(index, it)| {
                value(index, it.name).map_or(ArgumentValue::Absent, ArgumentValue::Text)
            })
            .collect();
        let given: Vec<&dyn Argument> = given.iter().map(|it| it as &dyn Argument).collect();
        let prepared = self.arm.prepare(entry.operation, &given);
        let prepared = name
            .map_or(Content::Nothing, |it| self.body(entry, it))
            .add_to(prepared);
        if let Err(error) = prepared.request() {
            return Err(Failure::usage(error.to_string()));
        }
        Ok(prepared)
    }
}

/// Sends a request and returns its whole response.
async fn call(entry: &'static Entry, prepared: Prepared) -> Result<JsonValue, Failure> {
    if entry.operation.paging.is_some() && !entry.has_xml_pages() {
        let mut pages = prepared.pager::<JsonValue>().into_pages();
        let mut items = Vec::new();
        while let Some(page) = pages.next().await {
            items.extend(page?.items);
        }
        return Ok(items.into());
    }
    let content = if entry.operation.long_running.is_some() {
        let response = prepared.poller::<JsonValue>().await?;
        // The result of the operation is ignored, because the keys are read afterwards.
        return Ok(ResponseContent::read(None, &response).map_or(JsonValue::Null, json_of));
    } else {
        ResponseContent::read(Some(entry), &prepared.call::<JsonValue, Json>().await?)?
    };
    Ok(json_of(content))
}

fn json_of(content: ResponseContent) -> JsonValue {
    match content {
        ResponseContent::Json(value) => value,
        ResponseContent::Nothing | ResponseContent::Raw(_) => JsonValue::Null,
    }
}

/// Asks on the terminal. An interruption ends the wait.
pub async fn ask(question: String) -> Result<Option<String>, Failure> {
    let (sender, answer) = futures::channel::oneshot::channel();
    std::thread::spawn(move || {
        // After an interruption, the answer is ignored.
        let _ = sender.send(terminal::ask(&question));
    });
    tokio::select! {
        answer = answer => match answer {
            Ok(answer) => Ok(answer?),
            Err(_) => Ok(None),
        },
        () = interrupt::interrupted() => {
            // The question is not terminated by a line break.
            eprintln!();
            Err(Failure::Interrupted { message: "interrupted".to_owned(), hint: None })
        }
    }
}
