//! Applies the rules for secrets to the specs of Azure, and lists the hidden and shown properties of operations that
//! return secrets. The snapshot contains names only, and is reviewed manually.

use std::collections::{BTreeMap, BTreeSet};

use arm_sensitive::Evidence;
use generator::analyze::analyze;
use generator::diagnostics::Diagnostics;
use generator::ir::{Field, Group, Ir, Kind, Operation, Type, TypeId};
use generator::load::Cache;
use generator::parallel;
use generator::pipeline::{Product, Stage, run_stages};
use tests::{corpus, place};

/// Text, bytes and JSON, which are the types that the rules apply to.
fn is_open(field: &Field) -> bool {
    matches!(
        field.ty.leaf(),
        Type::String | Type::Secret | Type::Base64 | Type::Base64Url | Type::Bytes | Type::Json
    )
}

fn is_hidden(field: &Field) -> bool {
    field.secret || *field.ty.leaf() == Type::Secret
}

fn evidence(group: &Group, operation: &Operation) -> Option<Evidence> {
    let id = operation.id.as_str();
    let name = id.split_once('_').map_or(id, |(_, name)| name);
    arm_sensitive::operation(
        group.owner.prefix().unwrap_or_default(),
        name,
        &operation.path,
    )
}

/// Returns the names of hidden and of shown properties in a response.
fn names<'a>(ir: &'a Ir, operation: &'a Operation) -> [BTreeSet<&'a str>; 2] {
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeSet::new());
    let named = |ty: &Type| match ty.leaf() {
        Type::Named(id) => Some(*id),
        _ => None,
    };
    let types = operation.success.iter().filter_map(|it| it.ty.as_ref());
    let mut open: Vec<TypeId> = types.filter_map(named).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &ir.type_def(id).kind {
            Kind::Struct(it) => {
                for field in &it.fields {
                    let name = field.wire_name.as_str();
                    if is_hidden(field) {
                        hidden.insert(name);
                    } else if is_open(field) {
                        shown.insert(name);
                    }
                    open.extend(named(&field.ty).filter(|_| !is_hidden(field)));
                }
                open.extend(it.additional.as_ref().and_then(named));
            }
            Kind::Union(it) => open.extend(it.variants.iter().map(|it| it.ty)),
            Kind::Choice(it) => open.extend(it.variants.iter().filter_map(|it| named(&it.ty))),
            Kind::Enum(_) => {}
        }
    }
    [hidden, shown]
}

fn joined(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<_>>().join(" ")
}

/// The secrets of a package.
#[derive(Default)]
struct Report {
    /// One for each operation that is about secrets.
    lines: Vec<String>,
    /// The number of secrets by rule.
    counts: BTreeMap<&'static str, usize>,
    /// The number of properties of each name that rules hide, beside the marks.
    hidden: BTreeMap<String, usize>,
}

fn report(listed: &corpus::Listed) -> Report {
    let mut report = Report::default();
    let mut diagnostics = Diagnostics::default();
    let package = listed.package();
    let lowered = run_stages(&package, &Cache::default(), Stage::Lower, &mut diagnostics);
    let Some(Product::Ir(ir)) = lowered else {
        return report;
    };
    let marked: BTreeSet<(usize, String)> = secrets(&ir)
        .map(|(id, field)| (id, field.wire_name.clone()))
        .collect();
    let ir = analyze(ir, &mut diagnostics).ir;
    for (id, field) in secrets(&ir) {
        let rule = if marked.contains(&(id, field.wire_name.clone())) {
            "marked"
        } else if arm_sensitive::is_secret_name(&field.wire_name) {
            "named"
        } else {
            "by operation or type"
        };
        *report.counts.entry(rule).or_default() += 1;
        if rule != "marked" {
            *report.hidden.entry(field.wire_name.clone()).or_default() += 1;
        }
    }
    for group in &ir.groups {
        for operation in &group.operations {
            let Some(evidence) = evidence(group, operation) else {
                continue;
            };
            let [hidden, shown] = names(&ir, operation);
            let whole = if operation.response.secret {
                "(whole) "
            } else {
                ""
            };
            if evidence == Evidence::Certain || !hidden.is_empty() {
                report.lines.push(format!(
                    "{}: hidden {whole}{} | shown {}",
                    operation.id,
                    joined(&hidden),
                    joined(&shown)
                ));
            }
        }
    }
    report
}

/// Properties that are hidden and need not be, as reviewed: places, names of secrets, public keys.
const HARMLESS: &[&str] = &[
    "encodedValidationCertPubKey",
    "hash",
    "header",
    "info",
    "initializationVector",
    "openIdConnectDiscoveryDocument",
    "redirectUri",
    "relativePathParameters",
    "relay",
    "widevineTemplate",
];

fn secrets(ir: &Ir) -> impl Iterator<Item = (usize, &Field)> {
    let types = ir.types.iter().enumerate();
    types
        .filter_map(|(id, def)| match &def.kind {
            Kind::Struct(it) => Some((id, &it.fields)),
            _ => None,
        })
        .flat_map(|(id, fields)| fields.iter().map(move |it| (id, it)))
        .filter(|(_, it)| is_hidden(it))
}

#[test]
fn operations_that_hand_out_secrets() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let mut packages = corpus::packages(&specs);
    packages.extend(corpus::packages_of(&specs, "packages-data-plane.json"));
    let results = parallel::run(&packages, parallel::available(), report);
    let (mut lines, mut counts, mut hidden) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (listed, result) in packages.iter().zip(results) {
        let found = result.expect("no package panics");
        for (rule, n) in found.counts {
            *counts.entry(rule).or_insert(0) += n;
        }
        for (name, n) in found.hidden {
            *hidden.entry(name).or_insert(0) += n;
        }
        if !found.lines.is_empty() {
            lines.push(format!(
                "\n{}",
                listed.readme.trim_end_matches("/readme.md")
            ));
            lines.extend(found.lines);
        }
    }
    lines.insert(0, format!("{counts:?}"));
    insta::assert_snapshot!(lines.join("\n"));
    let count =
        |names: &mut dyn Iterator<Item = &String>| -> usize { names.map(|it| hidden[it]).sum() };
    let all = count(&mut hidden.keys());
    let harmless = count(&mut hidden.keys().filter(|it| HARMLESS.contains(&it.as_str())));
    assert!(
        harmless * 20 < all,
        "{harmless} of {all} are hidden without need"
    );
    let hidden: Vec<String> = hidden
        .iter()
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    let summary = format!("{harmless} of {all} are harmless\n{}", hidden.join("\n"));
    insta::assert_snapshot!("names_that_rules_hide", summary);
}
