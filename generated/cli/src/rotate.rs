//! `arm rotate`: renews the keys of resources and passes them on.

mod destination;
mod keys;
mod operations;
mod plan;
mod send;
mod state;

use std::io::Stdout;

use arm_runtime::describe::Module;
use arm_runtime::{JsonValue, ResourceId};
use clap::ArgMatches;
use serde_json::json;

use crate::catalogue::Catalogue;
use crate::error::{Failure, Several};
use crate::output::Output;
use crate::session::Session;
use crate::{ids, input, names, terminal};
use destination::Destination;
use keys::Key;
use plan::{Finding, Rotation};
use send::Resource;
use state::{State, Step};

/// Runs the command.
pub async fn run(
    catalogue: &Catalogue,
    matches: &ArgMatches,
    session: &mut Session,
) -> Result<(), Failure> {
    let version = matches.get_one::<String>("api-version").map(String::as_str);
    if matches.get_flag("operations") {
        return match matches.try_get_one::<String>("specs") {
            Ok(Some(folder)) => {
                let mut modules = operations::read_specs(folder, session)?;
                modules.retain(|it| version.is_none_or(|version| it.api_version == version));
                operations::list(&modules, session)
            }
            _ => {
                check_version(catalogue, version)?;
                let newest = catalogue.providers.iter().map(|it| it.version(version));
                operations::list(&newest.flatten().collect::<Vec<_>>(), session)
            }
        };
    }
    check_version(catalogue, version)?;
    input::check_stdin(matches)?;
    let ids = ids::read(matches, None)?.ok_or_else(|| {
        Failure::with_hint(
            "no resource was specified",
            format!(
                "`{} rotate ID...`; - reads ids from stdin",
                catalogue.program
            ),
        )
    })?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let options = RotateOptions {
        keys: matches
            .get_many::<String>("key")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        destination: Destination {
            exec: text("exec"),
            out: text("out"),
        },
        connection: matches.get_flag("connection-string"),
        only_show: matches.get_flag("show"),
        restart: matches.get_flag("restart"),
    };
    check(&options, &ids, session)?;
    let wanted = text("operation");
    let mut rotations = Vec::new();
    for id in &ids {
        let rotation = rotation(catalogue, id, version, wanted.as_deref())
            .map_err(|it| it.of(Some(id.as_str())))?;
        rotations.push(rotation);
    }
    let mut output = Output::new(std::io::stdout(), session.format, None, true);
    session.set_up(&mut output)?;
    let done = rotate_all(matches, &ids, &rotations, &options, session, &mut output).await;
    if done.is_ok() || session.continue_on_error {
        output.finish()?;
    }
    done
}

/// The flags of `rotate`.
struct RotateOptions {
    keys: Vec<String>,
    destination: Destination,
    connection: bool,
    only_show: bool,
    restart: bool,
}

fn check(options: &RotateOptions, ids: &[ResourceId], session: &Session) -> Result<(), Failure> {
    let out = options.destination.out.as_deref();
    if ids.len() > 1 && out.is_some_and(|it| !it.contains("{name}")) {
        return Err(Failure::with_hint(
            "--out: the keys of several resources cannot be written to one file",
            "add {name} to the path",
        ));
    }
    let is_two_steps = options.keys.len() != 1 && !options.only_show;
    if session.yes && is_two_steps && !options.destination.is_set() && !session.what_if {
        return Err(Failure::with_hint(
            "--yes would renew the other key before the new key is passed on",
            "pass the keys on with --exec or --out, or renew a single key with --key",
        ));
    }
    if !session.yes && !session.what_if && !options.only_show && !terminal::can_ask() {
        return Err(Failure::with_hint(
            "rotate changes secrets and requires a terminal for confirmation; nothing was sent",
            "use --yes to confirm, or --show to only list the keys",
        ));
    }
    Ok(())
}

/// Returns the only rotation of a module that applies to the resource.
fn rotation(
    catalogue: &Catalogue,
    id: &ResourceId,
    version: Option<&str>,
    wanted: Option<&str>,
) -> Result<Rotation, Failure> {
    let (mut found, mut misfits) = (Vec::new(), Vec::new());
    for module in modules(catalogue, version) {
        for Finding {
            entries,
            resource,
            rotation,
        } in plan::find(module)
        {
            let function = entries.first().map_or("", |it| it.function);
            match rotation {
                Ok(rotation) if plan::bind(&rotation.resource, id.as_str()).is_some() => {
                    let names = [rotation.group, function].map(names::command);
                    if wanted.is_none_or(|wanted| names.iter().any(|it| it == wanted)) {
                        found.push(rotation);
                    }
                }
                Err(why) if plan::bind(&resource, id.as_str()).is_some() => {
                    misfits.push(format!("{}: {why}", names::command(function)));
                }
                _ => {}
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    let one = found.pop();
    match (one, found.as_slice()) {
        (Some(rotation), []) => Ok(rotation),
        (Some(rotation), others) => {
            let groups = others
                .iter()
                .chain([&rotation])
                .map(|it| names::command(it.group));
            let groups: Vec<String> = groups.collect();
            Err(Failure::with_hint(
                format!("{} operations renew keys of this resource", groups.len()),
                format!("select one with --operation: {}", groups.join(", ")),
            ))
        }
        (None, _) => Err(Failure::with_hint(
            match misfits.first() {
                None => {
                    "the bindings have no operation that renews keys of this resource".to_owned()
                }
                Some(misfit) => format!("rotate cannot renew keys of this resource; {misfit}"),
            },
            format!(
                "`{} rotate --operations` lists the operations that renew keys",
                catalogue.program
            ),
        )),
    }
}

/// Rejects an api-version that no provider has.
fn check_version(catalogue: &Catalogue, version: Option<&str>) -> Result<(), Failure> {
    let Some(version) = version else {
        return Ok(());
    };
    if !modules(catalogue, Some(version)).is_empty() {
        return Ok(());
    }
    let known = catalogue
        .providers
        .iter()
        .map(|it| format!("{} {}", it.name, it.version_list()));
    Err(Failure::with_hint(
        format!("no provider has api-version `{version}`"),
        format!("the bindings have {}", known.collect::<Vec<_>>().join("; ")),
    ))
}

/// Returns the modules, the newest api-version of each provider first.
fn modules(catalogue: &Catalogue, version: Option<&str>) -> Vec<&'static Module> {
    let versions = catalogue.providers.iter().flat_map(|it| &it.versions);
    let wanted = versions.filter(|it| version.is_none_or(|version| it.api_version == version));
    wanted.copied().collect()
}

async fn rotate_all(
    matches: &ArgMatches,
    ids: &[ResourceId],
    rotations: &[Rotation],
    options: &RotateOptions,
    session: &mut Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    let mut several = Several::default();
    for (at, (id, rotation)) in ids.iter().zip(rotations).enumerate() {
        let done = async {
            let resource = Resource::connect(matches, id, rotation, session)?;
            rotate_resource(&resource, options, session, output).await
        };
        match done.await {
            Ok(()) => several.done.push(id.as_str().to_owned()),
            Err(failure) if ids.len() == 1 => return Err(failure.of(Some(id.as_str()))),
            Err(failure) => {
                let ends = failure.exit_code() == 130 || !session.continue_on_error;
                several.failures.push(failure.of(Some(id.as_str())));
                if ends {
                    let rest = ids.iter().skip(at + 1).map(|it| it.as_str().to_owned());
                    several.not_sent = rest.collect();
                    break;
                }
            }
        }
    }
    match several.failures.is_empty() {
        true => Ok(()),
        false => Err(Failure::Several(several)),
    }
}

async fn rotate_resource(
    resource: &Resource<'_>,
    options: &RotateOptions,
    session: &mut Session,
    output: &mut Output<Stdout>,
) -> Result<(), Failure> {
    if session.what_if {
        return Ok(output.text(&resource.requests(&options.keys)?)?);
    }
    let keys = resource.keys(session).await?;
    let known = |it: &Key| json!({ "id": resource.id, "key": it.name, "lastRenewed": it.renewed });
    if options.only_show {
        return Ok(output.page(keys.iter().map(known).collect())?);
    }
    session.note(&format!("{} has the keys:", resource.id));
    for key in &keys {
        let renewed = key.renewed.as_deref().unwrap_or("not known");
        session.note(&format!("  {} (last renewed: {renewed})", key.name));
    }
    let steps = steps(&keys, options)?;
    options.destination.check(resource.id, &steps)?;
    let mut state = State::open(resource.id, &steps);
    if state.is_begun() {
        if options.restart {
            session.note("discarding the state of an earlier rotation");
            state.restart();
        } else {
            session.note(&format!(
                "continuing an earlier rotation: {}",
                state.description()
            ));
        }
    }
    let mut work = Work {
        resource,
        options,
        session,
        output,
        keys,
    };
    for index in 0..state.steps.len() {
        if let Err(failure) = work.step(&mut state, index).await {
            return Err(match state.is_begun() {
                true => with_state(failure, &state),
                false => failure,
            });
        }
    }
    Ok(())
}

/// Adds the state of the rotation to a failure.
fn with_state(failure: Failure, state: &State) -> Failure {
    let stands = format!("{}; repeat the command to continue", state.description());
    match failure {
        Failure::Call { error, .. } => Failure::Call {
            error,
            hint: Some(stands),
        },
        Failure::Interrupted { message, .. } => Failure::Interrupted {
            message,
            hint: Some(stands),
        },
        Failure::Usage { message, .. } => Failure::Usage {
            message,
            hint: Some(stands),
        },
        other => other,
    }
}

fn interrupted() -> Failure {
    Failure::Interrupted {
        message: "interrupted".to_owned(),
        hint: None,
    }
}

/// Returns the keys to renew in order: those of the flags, or the second and then the first of two.
fn steps(keys: &[Key], options: &RotateOptions) -> Result<Vec<String>, Failure> {
    let names: Vec<&str> = keys.iter().map(|it| it.name.as_str()).collect();
    let named = |wanted: &String| {
        let found = names.iter().find(|it| it.eq_ignore_ascii_case(wanted));
        let found = found.or_else(|| {
            let short = |it: &&&str| {
                names::kebab(it)
                    .split('-')
                    .any(|it| it.eq_ignore_ascii_case(wanted))
            };
            crate::spelling::only(names.iter().filter(short))
        });
        found.map(|it| (*it).to_owned()).ok_or_else(|| {
            Failure::with_hint(
                format!("--key: the resource has no key `{}`", wanted.escape_debug()),
                format!("it has {}", names.join(", ")),
            )
        })
    };
    match (options.keys.as_slice(), names.as_slice()) {
        ([], [first, second]) => Ok(vec![(*second).to_owned(), (*first).to_owned()]),
        ([], [only]) => Ok(vec![(*only).to_owned()]),
        ([], _) => Err(Failure::with_hint(
            format!("the resource has {} keys", names.len()),
            format!(
                "select the keys to renew, in order, with --key: {}",
                names.join(", ")
            ),
        )),
        (wanted, _) => wanted.iter().map(named).collect(),
    }
}

/// The renewal of the keys of a resource.
struct Work<'a, 'b> {
    resource: &'a Resource<'a>,
    options: &'a RotateOptions,
    session: &'b mut Session,
    output: &'b mut Output<Stdout>,
    /// The current keys.
    keys: Vec<Key>,
}

impl Work<'_, '_> {
    /// Renews a key, verifies it, and passes it on. Continues where an earlier run ended.
    async fn step(&mut self, state: &mut State, index: usize) -> Result<(), Failure> {
        let Some((name, step)) = state.steps.get(index).cloned() else {
            return Ok(());
        };
        if step == Step::Done {
            return Ok(());
        }
        if step != Step::Renewed {
            let before = index.checked_sub(1).and_then(|it| state.steps.get(it));
            self.confirm_renewal(&name, before.map(|(name, _)| name.as_str()))
                .await?;
            // A key that was requested but not passed on is not in use yet, so that renewing it again is harmless.
            state.set(index, Step::Sent)?;
            self.keys = self.resource.renew(&name, &self.keys, self.session).await?;
            state.set(index, Step::Renewed)?;
        }
        let found = self
            .keys
            .iter()
            .find(|it| it.name.eq_ignore_ascii_case(&name));
        let Some(key) = found.cloned() else {
            return Err(Failure::other(
                format!("the response does not contain key {name}"),
                None,
            ));
        };
        let value = match (self.options.connection, &key.connection) {
            (false, _) => &key.value,
            (true, Some(connection)) => connection,
            (true, None) => {
                return Err(Failure::other(
                    format!("the service returned no connection string for {name}"),
                    None,
                ));
            }
        };
        let (handed, is_interrupted) = self
            .options
            .destination
            .pass_on(value, self.resource.id, &name)
            .await;
        let handed = handed.map_err(|failure| match is_interrupted {
            true => interrupted(),
            false => failure,
        })?;
        state.set(index, Step::Done)?;
        for text in &handed {
            self.session.note(&format!("key {name}: {text}"));
        }
        let others = self
            .keys
            .iter()
            .map(|it| it.name.as_str())
            .filter(|it| !it.eq_ignore_ascii_case(&name));
        let mut row = json!({ "id": self.resource.id, "key": name, "renewed": true,
            "unchanged": others.collect::<Vec<_>>().join(", "), "lastRenewed": key.renewed, "handedOver": handed.join(", ") });
        if self.session.show_secrets {
            row["value"] = JsonValue::from(value.as_str());
        }
        self.output.result(row)?;
        match is_interrupted && index + 1 < state.steps.len() {
            true => Err(interrupted()),
            false => Ok(()),
        }
    }

    /// Asks before a key becomes invalid.
    async fn confirm_renewal(&self, name: &str, before: Option<&str>) -> Result<(), Failure> {
        if self.session.yes {
            return Ok(());
        }
        let what = match before {
            Some(before) => {
                format!("Key {name} is next. Is the new key {before} in use everywhere")
            }
            None => {
                format!("Key {name} will be renewed; clients that use it stop working. Continue")
            }
        };
        match send::ask(format!("{what}? [y/N] ")).await? {
            Some(answer) if terminal::is_yes(&answer) => Ok(()),
            Some(_) => Err(Failure::usage(format!(
                "not confirmed; key {name} was not changed"
            ))),
            None => Err(Failure::usage("a terminal is required for confirmation")),
        }
    }
}

#[cfg(test)]
mod tests;
