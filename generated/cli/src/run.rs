//! Runs an operation, from its flags to its results.

use std::io::{IsTerminal, Stdout};

use arm_runtime::describe::{Entry, Module};
use arm_runtime::{Argument, Arm, Json, JsonValue, Prepared, ResourceId};
use clap::ArgMatches;
use futures::StreamExt;

use crate::arguments::{self, Arguments};
use crate::body::{self, Content};
use crate::confirm::{self, Reason};
use crate::error::{Failure, Several};
use crate::flags;
use crate::follow::{follow, interruptible};
use crate::output::{Format, Output};
use crate::progress::patiently;
use crate::response::ResponseContent;
use crate::session::Session;
use crate::what_if::Shown;
use crate::{context, ids, input};

/// A request, with its resource if there may be several.
struct Target {
    id: Option<String>,
    prepared: Prepared,
}

/// Runs the operation. `command` is its words, used in hints.
pub async fn run(
    module: &'static Module,
    entry: &'static Entry,
    matches: &ArgMatches,
    command: &str,
    session: &mut Session,
) -> Result<(), Failure> {
    flags::check(&flags::of(module, entry), matches)?;
    input::check_stdin(matches)?;
    let ids = ids::read(matches, ids::template(entry))?;
    let content = body::read(module, entry, matches, session.validate)?;
    let secrets = body::secrets(module, entry, &content);
    let sends_secret = !secrets.is_empty();
    session.scrub.add(secrets);
    let subscription = subscription(entry, matches, ids.as_deref())?;
    let arguments = arguments::read(
        module,
        entry,
        matches,
        ids.is_some(),
        subscription.as_deref(),
        session.validate,
    )?;
    session.scrub.add(arguments.secrets.iter().cloned());
    let arm = context::connect(matches, subscription, Some(entry), session)?;
    let prepared =
        prepare(&arm, entry, ids.as_deref(), &arguments, &content).map_err(|(error, id)| {
            named(&error, &flags::of(module, entry), &arguments, command).of(id)
        })?;

    let several = prepared.len() > 1 || ids::from_stdin(matches);
    let has_items = entry.operation.paging.is_some() && !entry.has_xml_pages();
    let many = has_items || several;
    let mut output = Output::new(
        std::io::stdout(),
        session.format,
        Some((module, entry)),
        many,
    );
    session.set_up(&mut output)?;
    if session.what_if {
        return show(module, entry, &prepared, &content, session, &mut output);
    }
    if let Some(reason) = reason(entry, sends_secret, session) {
        let paths = prepared.iter().filter_map(|it| it.shown_path().ok());
        let paths: Vec<&str> = paths.collect();
        confirm::ask(entry, reason, &paths)?;
    }
    if let (true, Content::Json(body)) = (session.verbose, &content) {
        let body = body::masked(module, entry, body);
        session.say(&format!("> body: {body}"));
    }
    let ids = ids.unwrap_or_default();
    let mut names = ids.iter().map(|it| it.as_str().to_owned());
    let targets = prepared.into_iter().map(|prepared| Target {
        id: names.next().filter(|_| several),
        prepared,
    });
    let sent = send_all(entry, targets.collect(), matches, session, &mut output).await;
    if sent.is_ok() || session.continue_on_error {
        output.finish()?;
    }
    // After an error of the output, such as a closed pipe, there are no notes.
    if !matches!(sent, Err(Failure::Output(_))) {
        session.note_output(&output);
    }
    sent
}

fn reason(entry: &Entry, sends_secret: bool, session: &Session) -> Option<Reason> {
    let asked_for = || (session.confirm && confirm::writes(entry)).then_some(Reason::Writes);
    confirm::reason(entry, sends_secret)
        .filter(|_| !session.yes || session.confirm)
        .or_else(asked_for)
}

/// Returns the subscription, if the operation has one. Rejects `--subscription` if it differs from the one in the IDs.
fn subscription(
    entry: &Entry,
    matches: &ArgMatches,
    ids: Option<&[ResourceId]>,
) -> Result<Option<String>, Failure> {
    if let Some(ids) = ids {
        let flag = context::flagged(matches)?;
        let differs = |id: &&ResourceId| {
            let own = id.subscription();
            own.zip(flag.as_deref())
                .is_some_and(|(own, flag)| !own.eq_ignore_ascii_case(flag))
        };
        if let Some(id) = ids.iter().find(differs) {
            return Err(Failure::with_hint(
                format!(
                    "--subscription {} differs from the subscription in the ID",
                    flag.unwrap_or_default()
                ),
                "omit --subscription, because the ID contains it",
            )
            .of(Some(id.as_str())));
        }
        let own = ids.first().and_then(|it| it.subscription());
        return Ok(own.map(str::to_owned));
    }
    let path = entry.operation.path.to_ascii_lowercase();
    match path.contains("{subscriptionid}") {
        true => context::subscription(matches).map(Some),
        false => Ok(None),
    }
}

/// Builds all requests. Returns an error with the ID if any of them is invalid.
fn prepare<'a>(
    arm: &Arm,
    entry: &'static Entry,
    ids: Option<&'a [ResourceId]>,
    arguments: &Arguments,
    content: &Content,
) -> Result<Vec<Prepared>, (arm_runtime::Error, Option<&'a str>)> {
    let values: Vec<&dyn Argument> = arguments
        .values
        .iter()
        .map(|it| it as &dyn Argument)
        .collect();
    let sound = |prepared: Prepared, id: Option<&'a str>| {
        let prepared = content.add_to(prepared);
        match prepared.request() {
            Ok(_) => Ok(prepared),
            Err(error) => Err((
                arm_runtime::Error::with_message(error.kind().clone(), error.to_string()),
                id,
            )),
        }
    };
    match ids {
        Some(ids) => ids
            .iter()
            .map(|id| {
                let prepared = arm.prepare_by_id(entry.operation, id, &values);
                sound(prepared, Some(id.as_str()))
            })
            .collect(),
        None => Ok(vec![sound(arm.prepare(entry.operation, &values), None)?]),
    }
}

/// Converts an error of the runtime to the terms of the command line: the flag as typed, with its value.
fn named(
    error: &arm_runtime::Error,
    flags: &[flags::Flag],
    arguments: &Arguments,
    command: &str,
) -> Failure {
    let message = error.to_string();
    let found = flags.iter().find_map(|flag| {
        let flags::Target::Parameter(index, parameter) = flag.target else {
            return None;
        };
        let (_, what) = message.split_once(&format!("parameter {} ", parameter.name))?;
        let value = arguments.shown.get(&index).map(|it| format!(" `{it}`"));
        Some(format!(
            "--{}{} {what}",
            flag.long,
            value.unwrap_or_default()
        ))
    });
    let message = found.unwrap_or(message);
    match message.split_once(IN_CODE) {
        Some((what, _)) => Failure::with_hint(what, "use --no-validate to send it unchanged"),
        None => Failure::with_hint(message, format!("`{command} --help` describes the flag")),
    }
}

/// The advice of the runtime for values that the spec does not allow.
const IN_CODE: &str = "; set `ClientOptions::validate`";

fn show(
    module: &'static Module,
    entry: &Entry,
    prepared: &[Prepared],
    content: &Content,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    for (at, prepared) in prepared.iter().enumerate() {
        let shown = Shown::new(module, entry, prepared, content)?;
        if matches!(session.format, Format::Json | Format::Yaml) {
            output.request(shown.json())?;
        } else {
            let gap = if at > 0 { "\n" } else { "" };
            output.text(&format!("{gap}{}", shown.text()))?;
        }
    }
    if matches!(session.format, Format::Json | Format::Yaml) {
        output.finish()?;
    }
    Ok(())
}

/// Sends to one target after the other. After a failure, continues only if the session is set to do so.
async fn send_all(
    entry: &'static Entry,
    targets: Vec<Target>,
    matches: &ArgMatches,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut several = Several {
        is_reported: session.format != Format::Json,
        ..Several::default()
    };
    let mut targets = targets.into_iter();
    for Target { id, prepared } in targets.by_ref() {
        output.about(id.clone());
        let sent = send(entry, prepared, matches, session, output).await;
        let (failure, id) = match (sent, id) {
            (Ok(()), id) => {
                several.done.extend(id);
                continue;
            }
            (Err(failure), None) => return Err(failure),
            (Err(failure @ Failure::Output(_)), _) => return Err(failure),
            (Err(failure), Some(id)) => (failure, id),
        };
        let ends = failure.exit_code() == 130 || !session.continue_on_error;
        let failure = failure.of(Some(&id));
        if several.is_reported {
            failure.report(false, &session.scrub);
        }
        several.failures.push(failure);
        if ends {
            break;
        }
    }
    several.not_sent.extend(targets.filter_map(|it| it.id));
    match several.failures.is_empty() {
        true => Ok(()),
        false => Err(Failure::Several(several)),
    }
}

async fn send(
    entry: &'static Entry,
    prepared: Prepared,
    matches: &ArgMatches,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    if entry.has_xml_pages() {
        return xml_pages(entry, prepared, session, output).await;
    }
    if entry.operation.paging.is_some() {
        return pages(entry, prepared, session, output).await;
    }
    if entry.operation.long_running.is_some() {
        let poller = prepared.poller::<JsonValue>();
        let no_wait = matches.get_flag("no-wait");
        return follow(poller, Some(entry), no_wait, session, output).await;
    }
    let call = async { Ok(prepared.call::<JsonValue, Json>().await?) };
    let response = interruptible(entry, patiently(session.quiet, "the service", call)).await?;
    let content = ResponseContent::read(Some(entry), &response)?;
    write(content, session, output)
}

async fn pages(
    entry: &'static Entry,
    prepared: Prepared,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut pages = prepared.pager::<JsonValue>().into_pages();
    loop {
        let next = async { Ok(pages.next().await) };
        let next = patiently(session.quiet, "the next page", next);
        let Some(page) = interruptible(entry, next).await? else {
            return Ok(());
        };
        output.page(page?.items)?;
    }
}

/// Writes the pages of a list of XML as they are, each on a line of its own.
async fn xml_pages(
    entry: &'static Entry,
    prepared: Prepared,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut pages = prepared.xml_document_pager();
    loop {
        let next = async { Ok(pages.next().await) };
        let next = patiently(session.quiet, "the next page", next);
        let Some(page) = interruptible(entry, next).await? else {
            return Ok(());
        };
        let mut page = page?.to_vec();
        if !page.ends_with(b"\n") {
            page.push(b'\n');
        }
        output.raw(&page, std::io::stdout().is_terminal())?;
    }
}

/// Writes the content of a response.
pub fn write(
    response: ResponseContent,
    session: &Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    match response {
        ResponseContent::Nothing => {
            if !output.nothing()? {
                session.done();
            }
        }
        ResponseContent::Json(value) => output.result(value)?,
        ResponseContent::Raw(bytes) => output.raw(&bytes, std::io::stdout().is_terminal())?,
    }
    Ok(())
}
