//! Runs the scenarios of one format against a server of their own.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use crate::{
    by_hand,
    calls::CALLS,
    compare,
    given::{Check, Given},
    server,
    transport::{Exchange, Transport, describe},
};

type Outcome = Result<(), String>;

/// The outcome of each scenario.
pub async fn all(plan: &Value, format: &str, filters: &[String]) -> Result<BTreeMap<String, Outcome>, String> {
    let server = server::start()?;
    let transport = Arc::new(Transport::new(server.http.clone(), server.authority.clone()));
    let mut outcomes = BTreeMap::new();
    for scenario in plan.as_array().into_iter().flatten() {
        let name = scenario["name"].as_str().unwrap_or_default();
        if !filters.is_empty() && !filters.iter().any(|it| name.contains(it.as_str())) {
            continue;
        }
        let steps = scenario["formats"][format].as_array().cloned().unwrap_or_default();
        outcomes.insert(name.to_owned(), run(&steps, &transport).await);
    }
    let states = server::coverage(&server).await?;
    for (name, outcome) in &mut outcomes {
        let state = states.get(name).map_or("unknown", String::as_str);
        if outcome.is_ok() && state != "pass" {
            *outcome = Err(format!("the server says {state}"));
        }
    }
    Ok(outcomes)
}

/// Sends the requests of one scenario. Skips those that a pager or poller has already sent.
async fn run(steps: &[Value], transport: &Arc<Transport>) -> Outcome {
    let mut done = vec![false; steps.len()];
    for index in 0..steps.len() {
        if !done[index] {
            call(index, steps, transport, &mut done).await?;
        }
    }
    Ok(())
}

/// Tries the candidate operations of a request until one sends it and reads the response.
async fn call(index: usize, steps: &[Value], transport: &Arc<Transport>, done: &mut [bool]) -> Outcome {
    let step = &steps[index];
    let mut reasons = Vec::new();
    for call in step["calls"].as_array().into_iter().flatten() {
        match attempt(step, call, transport).await {
            Ok(log) => {
                done[index] = true;
                let first = log.iter().position(|it| is_of(it, step)).unwrap_or_default();
                for (_, exchange) in log.iter().enumerate().filter(|(at, _)| *at != first) {
                    let next = (0..steps.len()).find(|it| !done[*it] && is_of(exchange, &steps[*it]));
                    if let Some(next) = next {
                        done[next] = true;
                    }
                }
                return Ok(());
            }
            Err(why) => reasons.push(format!("{}: {why}", call["operation"].as_str().unwrap_or_default())),
        }
    }
    if reasons.is_empty() {
        reasons.push("no operation fits".to_owned());
    }
    Err(format!("{} {}: {}", text(step, "method"), text(step, "uri"), reasons.join("; ")))
}

async fn attempt(step: &Value, call: &Value, transport: &Arc<Transport>) -> Result<Vec<Exchange>, String> {
    let name = text(call, "function");
    let check: Check = CALLS.iter().chain(by_hand::CALLS).find(|(it, _)| *it == name).map(|(_, it)| *it).ok_or("no such function")?;
    transport.take_log();
    let sent = check(&Given { call, sent_headers: &step["sent_headers"], transport })?.await;
    let log = transport.take_log();
    let status = step["status"].as_u64().unwrap_or_default() as u16;
    match sent {
        Ok(_) if status >= 400 => return Err(format!("no error; {}", describe(&log))),
        Ok(seen) => {
            for (name, value) in step["headers"].as_object().into_iter().flatten() {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let found = seen.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
                let differs = found.is_some_and(|(_, it)| *it != value && !it.contains("127.0.0.1"));
                if seen.status.is_some() && log.len() == 1 && differs {
                    return Err(format!("the header {name} is {found:?}"));
                }
            }
            compare::value(&seen, &log, call).map_err(|why| format!("{why}; {}", describe(&log)))?;
        }
        Err(error) if status >= 400 && error.http_status().map(u16::from) == Some(status) => {}
        Err(error) => return Err(format!("{error}; {}", describe(&log))),
    }
    if log.iter().any(|it| is_of(it, step)) { Ok(log) } else { Err(format!("another request was sent: {}", describe(&log))) }
}

/// Returns `true` if an exchange belongs to a step, by method, path, status and query parameters, if any.
fn is_of(exchange: &Exchange, step: &Value) -> bool {
    let (path, query) = exchange.path.split_once('?').unwrap_or((&exchange.path, ""));
    let uri = text(step, "uri");
    let uri = uri.split('?').next().unwrap_or_default();
    let names = step["query"].as_object().into_iter().flatten();
    let mut names = names.map(|(name, _)| name);
    exchange.method.eq_ignore_ascii_case(text(step, "method"))
        && u64::from(exchange.status.unwrap_or_default()) == step["status"].as_u64().unwrap_or_default()
        && same_path(uri, path)
        && names.all(|name| query.contains(&name.replace('$', "%24")) || query.contains(name.as_str()))
}

fn same_path(uri: &str, path: &str) -> bool {
    let (uri, path): (Vec<&str>, Vec<&str>) = (uri.split('/').collect(), path.split('/').collect());
    let plain = |text: &str| text.to_ascii_lowercase().replace("%2c", ",").replace("%20", " ").replace("%3b", ";");
    let last = |parts: &[&str]| parts.last() == Some(&"");
    let (uri, path) = (&uri[..uri.len() - usize::from(last(&uri))], &path[..path.len() - usize::from(last(&path))]);
    uri.len() == path.len() && uri.iter().zip(path).all(|(uri, path)| uri.starts_with(':') || plain(uri) == plain(path))
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}
