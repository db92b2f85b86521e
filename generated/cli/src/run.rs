//! One operation, from its flags to its result.

use std::io::Stdout;

use arm_runtime::describe::Entry;
use arm_runtime::{
    Argument, Arm, Call, JsonValue, Pager, Poller, Prepared, ResourceId, ResponseExt,
};
use clap::ArgMatches;
use futures::StreamExt;

use crate::arguments::{self, Arguments};
use crate::body::{self, Content};
use crate::error::Failure;
use crate::output::{Format, Output};
use crate::progress::Watcher;
use crate::response::ResponseContent;
use crate::secrets::Names;
use crate::session::Session;
use crate::what_if::Shown;
use crate::{confirm, context, ids, wait};

/// Runs the operation. `command` is its words, for hints.
pub async fn run(
    entry: &'static Entry,
    matches: &ArgMatches,
    command: &str,
    session: &mut Session,
) -> Result<(), Failure> {
    check_stdin(matches)?;
    let ids = ids::read(matches)?;
    let content = body::read(entry, matches)?;
    let secrets = secrets_of(entry, &content);
    let sends_secret = !secrets.is_empty();
    session.scrub.add(secrets);
    let subscription = subscription(entry, matches, ids.as_deref())?;
    let arguments = arguments::read(entry, matches, ids.is_some(), subscription.as_deref())?;
    session.scrub.add(arguments.secrets.iter().cloned());
    let arm = context::connect(matches, subscription, !session.what_if)?;
    let prepared = prepare(&arm, entry, ids.as_deref(), &arguments, &content, command)?;

    // Of ids from stdin nobody knows how many there will be: their results are a list even if there is one.
    let many =
        entry.operation.paging.is_some() || prepared.len() > 1 || reads_stdin(matches, "ids");
    let mut output = Output::new(std::io::stdout(), session.format, Some(entry), many);
    if session.shows_secrets() {
        output.show_secrets();
    }
    if session.what_if {
        return show(entry, &prepared, &content, session, &mut output);
    }
    if let (Some(reason), false) = (confirm::reason(entry, sends_secret), session.yes) {
        let requests = prepared.iter().filter_map(|it| it.request().ok());
        let paths: Vec<&str> = requests.map(|it| it.url().path()).collect();
        confirm::ask(entry, reason, &paths)?;
    }
    let n_targets = prepared.len();
    for (n_done, prepared) in prepared.into_iter().enumerate() {
        if session.verbose {
            let shown = prepared
                .request()
                .map(|it| Shown::new(entry, it, &content).text())
                .unwrap_or_default();
            shown
                .lines()
                .for_each(|line| session.say(&format!("> {line}")));
        }
        let sent = send(entry, prepared, matches, session, &mut output).await;
        sent.map_err(|failure| counted(failure, n_done, n_targets))?;
    }
    output.finish()?;
    session.note_hidden(output.n_hidden());
    Ok(())
}

/// Only one thing can come from stdin.
fn check_stdin(matches: &ArgMatches) -> Result<(), Failure> {
    if reads_stdin(matches, "ids") && reads_stdin(matches, "body") {
        return Err(Failure::with_hint(
            "--ids and --body cannot both come from stdin",
            "put the body into a file: --body @file",
        ));
    }
    Ok(())
}

fn reads_stdin(matches: &ArgMatches, name: &str) -> bool {
    let values = matches.try_get_many::<String>(name).ok().flatten();
    values.is_some_and(|mut values| values.any(|it| it == "-"))
}

fn secrets_of(entry: &Entry, content: &Content) -> Vec<String> {
    match content {
        Content::Json(value) => Names(entry.body.map_or(&[], |it| it.secrets)).find(value),
        Content::Nothing | Content::Raw(_) => Vec::new(),
    }
}

/// The subscription, if the operation has one that the ids do not give.
fn subscription(
    entry: &Entry,
    matches: &ArgMatches,
    ids: Option<&[ResourceId]>,
) -> Result<Option<String>, Failure> {
    if let Some(ids) = ids {
        return Ok(ids
            .first()
            .and_then(|it| it.subscription())
            .map(str::to_owned));
    }
    if !entry
        .operation
        .path
        .to_ascii_lowercase()
        .contains("{subscriptionid}")
    {
        return Ok(None);
    }
    context::subscription(matches)
        .map(Some)
        .ok_or_else(context::no_subscription)
}

/// The requests, all of them sound.
fn prepare(
    arm: &Arm,
    entry: &'static Entry,
    ids: Option<&[ResourceId]>,
    arguments: &Arguments,
    content: &Content,
    command: &str,
) -> Result<Vec<Prepared>, Failure> {
    let given: Vec<&dyn Argument> = arguments
        .given
        .iter()
        .map(|it| it as &dyn Argument)
        .collect();
    let prepared: Vec<Prepared> = match ids {
        Some(ids) => ids
            .iter()
            .map(|id| arm.prepare_by_id(entry.operation, id, &given))
            .collect(),
        None => vec![arm.prepare(entry.operation, &given)],
    };
    let prepared: Vec<Prepared> = prepared.into_iter().map(|it| content.add_to(it)).collect();
    for prepared in &prepared {
        if let Err(error) = prepared.request() {
            return Err(Failure::with_hint(
                error.to_string(),
                format!("`{command} --help` tells the right form"),
            ));
        }
    }
    Ok(prepared)
}

fn show(
    entry: &Entry,
    prepared: &[Prepared],
    content: &Content,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    for (at, prepared) in prepared.iter().enumerate() {
        let shown = Shown::new(entry, prepared.request()?, content);
        if session.format == Format::Json {
            output.request(shown.json())?;
        } else {
            let gap = if at > 0 { "\n" } else { "" };
            output.raw(format!("{gap}{}", shown.text()).as_bytes())?;
        }
    }
    if session.format == Format::Json {
        output.finish()?;
    }
    Ok(())
}

/// Says what was done before the failure, when there were several targets.
fn counted(failure: Failure, n_done: usize, n_targets: usize) -> Failure {
    match failure {
        Failure::Call { error, hint } if n_targets > 1 => {
            let count = format!(
                "{n_done} of {n_targets} were done before this one; those after it were not sent"
            );
            Failure::Call {
                error,
                hint: Some(hint.map_or(count.clone(), |it| format!("{it}; {count}"))),
            }
        }
        other => other,
    }
}

async fn send(
    entry: &'static Entry,
    prepared: Prepared,
    matches: &ArgMatches,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    if entry.operation.paging.is_some() {
        return pages(prepared, session, output).await;
    }
    if entry.operation.long_running.is_some() {
        let poller = Poller::<JsonValue>::from(prepared);
        let no_wait = matches.get_flag("no-wait");
        return follow(poller, Some(entry), no_wait, session, output).await;
    }
    let response = Call::<JsonValue>::from(prepared).await?;
    told(session, &response);
    write(
        ResponseContent::read(Some(entry), &response),
        session,
        output,
    )
}

async fn pages(
    prepared: Prepared,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut pages = Pager::<JsonValue>::from(prepared).into_pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        if session.verbose {
            session.say(&format!(
                "< {} {} items",
                page.response.status(),
                page.items.len()
            ));
        }
        output.page(page.items)?;
    }
    Ok(())
}

/// Follows a long-running operation to its end, or only starts it.
pub async fn follow(
    mut poller: Poller<JsonValue>,
    entry: Option<&'static Entry>,
    no_wait: bool,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut watcher = Watcher::new(session.quiet || no_wait);
    loop {
        let progress = tokio::select! {
            progress = poller.next() => progress,
            interrupt = tokio::signal::ctrl_c() => {
                drop(watcher);
                return Err(interrupted(interrupt, &poller));
            }
        };
        match progress {
            Some(Ok(progress)) => watcher.tell(&progress),
            Some(Err(error)) => {
                return Err(Failure::Call {
                    error,
                    hint: resume_hint(&poller),
                });
            }
            None => break,
        }
        if let (true, Some(token)) = (no_wait, poller.resume_token()) {
            output.raw(format!("{}\n", wait::pack(&token)).as_bytes())?;
            return Ok(());
        }
    }
    drop(watcher);
    let response = poller.await?;
    told(session, &response);
    write(ResponseContent::read(entry, &response), session, output)
}

fn resume_hint(poller: &Poller<JsonValue>) -> Option<String> {
    let token = poller.resume_token()?;
    Some(format!(
        "the operation may still run; go on by: arm wait {}",
        wait::pack(&token)
    ))
}

fn interrupted(interrupt: std::io::Result<()>, poller: &Poller<JsonValue>) -> Failure {
    let message = match interrupt {
        Ok(()) => "interrupted".to_owned(),
        Err(error) => format!("signals cannot be waited for: {error}"),
    };
    let error =
        arm_runtime::Error::with_message(arm_runtime::azure_core::error::ErrorKind::Other, message);
    Failure::Call {
        error,
        hint: resume_hint(poller),
    }
}

fn told<T, F>(session: &Session, response: &arm_runtime::Response<T, F>) {
    if session.verbose {
        let id = response
            .request_id()
            .map(|it| format!(", request id {it}"))
            .unwrap_or_default();
        session.say(&format!("< {}{id}", response.status()));
    }
}

fn write(
    response: ResponseContent,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    match response {
        ResponseContent::Nothing => session.done(),
        ResponseContent::Json(value) => output.result(value)?,
        ResponseContent::Raw(bytes) => output.raw(&bytes)?,
    }
    Ok(())
}
