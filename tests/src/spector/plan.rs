//! The plan of a run: for each scenario and format the calls to try, and their code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use generator::ir::{Items, Operation, OperationId, ResponseShape};
use serde_json::{Value, json};

use super::bind::{Bound, bind};
use super::cases::Case;
use super::documents::{Document, Format};
use super::scenario::{Api, Scenario};
use super::source;

/// The number of operations tried for one request, and their largest distance from the best one.
const CANDIDATES: (usize, u32) = (4, 45);

/// The input of the suite.
#[derive(Debug, Default)]
pub struct Plan {
    /// The scenarios with their calls, as JSON.
    pub data: Value,
    /// The code of the calls.
    pub code: String,
    /// The crates that the code uses.
    pub crates: BTreeSet<String>,
}

/// A function of the code: document, group and operation.
type Function = (usize, usize, usize);

/// Makes the plan.
pub fn plan(
    documents: &[Document],
    scenarios: &[Scenario],
    cases: &BTreeMap<String, Vec<Case>>,
) -> Plan {
    let mut used: BTreeMap<Function, String> = BTreeMap::new();
    let mut data = Vec::new();
    for scenario in scenarios {
        let cases = cases.get(&scenario.name).map_or(&[][..], Vec::as_slice);
        let mut formats = serde_json::Map::new();
        for format in Format::ALL {
            let own: Vec<(usize, &Document)> = documents
                .iter()
                .enumerate()
                .filter(|(_, it)| it.format == format && belongs(&it.spec, &scenario.spec))
                .collect();
            let steps = steps(scenario, cases, &own, &mut used);
            formats.insert(format.name().to_owned(), steps.into());
        }
        data.push(json!({
            "name": scenario.name,
            "area": scenario.area(),
            "formats": formats,
        }));
    }
    let (code, crates) = code(documents, &used);
    Plan {
        data: data.into(),
        code,
        crates,
    }
}

/// Returns `true` if a document belongs to the folder of a scenario or to a folder below it.
fn belongs(spec: &str, folder: &str) -> bool {
    let old = spec.strip_suffix("-old").unwrap_or(spec);
    old == folder
        || old.starts_with(&format!("{folder}/"))
        || folder.starts_with(&format!("{old}/"))
}

fn steps(
    scenario: &Scenario,
    cases: &[Case],
    documents: &[(usize, &Document)],
    used: &mut BTreeMap<Function, String>,
) -> Vec<Value> {
    let mut steps = Vec::new();
    for (index, api) in scenario.apis.iter().enumerate() {
        let of_api: Vec<&Case> = cases.iter().filter(|it| it.request == index).collect();
        let plain = [Case::default()];
        let of_api = if of_api.is_empty() {
            plain.iter().collect()
        } else {
            of_api
        };
        for case in of_api {
            let api = case.applied(api);
            let calls = match &case.by_hand {
                Some(name) => vec![json!({ "function": name, "operation": name })],
                None => candidates(&api, &scenario.name, case, documents, used),
            };
            steps.push(step(index, &api, calls));
        }
    }
    steps
}

fn step(index: usize, api: &Api, calls: Vec<Value>) -> Value {
    json!({
        "request": index,
        "method": api.method,
        "uri": api.plain_uri(),
        // If the server validates the request in code, the data of the scenario is only an example of a valid request.
        "query": if api.handled { serde_json::Map::new() } else { api.query.clone() },
        "status": api.status,
        "headers": api.response_headers,
        "sent_headers": api.headers,
        "calls": calls,
    })
}

fn candidates(
    api: &Api,
    scenario: &str,
    case: &Case,
    documents: &[(usize, &Document)],
    used: &mut BTreeMap<Function, String>,
) -> Vec<Value> {
    let mut found: Vec<(Function, &Document, &Operation, Bound)> = Vec::new();
    for (index, document) in documents {
        for (group_index, group) in document.ir.ir.groups.iter().enumerate() {
            for (operation_index, operation) in group.operations.iter().enumerate() {
                if let Some(mut bound) = bind(&document.ir.ir, operation, api, scenario) {
                    bound.arguments.extend(case.arguments.clone());
                    bound.added.extend(case.added.clone());
                    let function = (*index, group_index, operation_index);
                    found.push((function, document, operation, bound));
                }
            }
        }
    }
    found.sort_by_key(|it| (it.3.penalty, it.0));
    let best = found.first().map_or(0, |it| it.3.penalty);
    let near = found
        .into_iter()
        .filter(|it| it.3.penalty <= best + CANDIDATES.1)
        .take(CANDIDATES.0);
    near.map(|(function, document, operation, bound)| {
        let name = used
            .entry(function)
            .or_insert_with(|| format!("{}_{}_{}", document.name, function.1, function.2));
        let items = match &operation.response.shape {
            ResponseShape::Pages(it) => match &it.items {
                Items::Property(path) => Some(path),
                Items::Body | Items::Page => None,
            },
            _ => None,
        };
        json!({
            "function": name,
            "operation": operation.id,
            "arguments": bound.arguments,
            "variables": bound.variables,
            "subscription": bound.subscription,
            "api_version": case.api_version.as_ref().or(bound.api_version.as_ref()),
            "items": items,
            "credential": case.credential,
            "added": bound.added,
            "penalty": bound.penalty,
        })
    })
    .collect()
}

/// The functions in modules of one crate each, and the table of all.
fn code(documents: &[Document], used: &BTreeMap<Function, String>) -> (String, BTreeSet<String>) {
    let mut crates = BTreeSet::new();
    let mut code = String::from("use super::given::*;\n\n");
    for ((document, group, operation), name) in used {
        let document = &documents[*document];
        crates.insert(document.name.clone());
        let id = OperationId {
            group: *group,
            index: *operation,
        };
        let (group, operation) = document.ir.operation(id);
        code += &source::call(document, group, operation, name);
    }
    code += "pub const CALLS: &[(&str, Check)] = &[\n";
    for name in used.values() {
        let _ = writeln!(code, "    ({name:?}, {name}),");
    }
    code += "];\n";
    (code, crates)
}
