//! The packages and documents that can be called with no setting but the endpoint and a credential: for each service, a
//! client is created as a caller would, and sends a request, which has the declared host, api-version and credential.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use arm_runtime::describe::{Entry, Kind, Module, Property};
use arm_runtime::testing::{self, CannedResponses, credential};
use arm_runtime::{
    Argument, Arm, ClientOptions, Credential, Json, JsonValue, Method, ParameterLocation,
    ParameterValue, Scheme, Service, Url,
};
use azure_core::http::Request;
use generator::load::Cache;
use generator::parallel;
use generator::pipeline::{Layout, Package, describe_package};
use tests::{corpus, place};

const PACKAGE: arm_runtime::Package = arm_runtime::Package {
    name: "callable",
    version: "0.0.0",
};

/// Returns why a package cannot be called, or `None`.
fn obstacle(package: &Package) -> Option<String> {
    let metadata = describe_package(package, &Cache::default());
    if metadata.diagnostics.has_errors() {
        return Some("does not generate".to_owned());
    }
    let module = Module::read_spec(String::new(), String::new(), String::new(), &metadata.text);
    let module = module.expect("the generator writes JSON");
    let mut services: Vec<Option<&'static Service>> = Vec::new();
    for entry in module.entries() {
        if !services.contains(&entry.operation.service) {
            services.push(entry.operation.service);
        }
    }
    services.into_iter().find_map(|service| {
        let of_service = module
            .entries()
            .filter(|it| it.operation.service == service);
        send_one(package, service, of_service.collect()).err()
    })
}

/// The part of a request that contains the credential.
#[derive(Clone, Copy)]
enum Key {
    Header(&'static str),
    Query(&'static str),
}

/// An argument that fits a parameter.
struct Sample(Option<JsonValue>);

impl Argument for Sample {
    fn to_parameter(&self) -> ParameterValue<'_> {
        match &self.0 {
            None => ParameterValue::Absent,
            Some(JsonValue::String(text)) => ParameterValue::Text(text.as_str().into()),
            Some(JsonValue::Array(items)) => {
                let items = items.iter().filter_map(JsonValue::as_str);
                ParameterValue::List(items.map(Into::into).collect())
            }
            Some(value) => ParameterValue::Json(value.clone()),
        }
    }
}

/// Returns a value of a type, as text.
fn text(property: &Property) -> String {
    let constraints = property.constraints;
    let length = constraints.min_length.unwrap_or(1).max(1);
    match (property.values.first(), property.kind, property.ty.format) {
        (Some(value), _, _) => (*value).to_owned(),
        (_, Kind::Bool, _) => "true".to_owned(),
        (_, Kind::Integer | Kind::Number, _) => {
            let least =
                constraints.minimum.unwrap_or(1.0) + f64::from(constraints.exclusive_minimum);
            least.min(constraints.maximum.unwrap_or(least)).to_string()
        }
        (_, _, "date-time") => "2024-01-01T00:00:00Z".to_owned(),
        (_, _, "date-time-rfc1123") => "Mon, 01 Jan 2024 00:00:00 GMT".to_owned(),
        (_, _, "date") => "2024-01-01".to_owned(),
        (_, _, "duration") => "PT1S".to_owned(),
        _ => "1".repeat(usize::try_from(length).unwrap_or(1)),
    }
}

fn sample(property: &Property, required: bool) -> Sample {
    Sample(required.then(|| match property.kind {
        Kind::List => JsonValue::Array(vec!["1".into()]),
        Kind::Map | Kind::Object => serde_json::json!({ "a": "1" }),
        _ => text(property).into(),
    }))
}

/// Sends the first operation of a service whose parameters have simple values, and checks its request. Operations with a
/// credential and without a body come first.
fn send_one(
    package: &Package,
    service: Option<&'static Service>,
    mut entries: Vec<&'static Entry>,
) -> Result<(), String> {
    let mut reason = "no operation".to_owned();
    entries.sort_by_key(|it| {
        (
            schemes(it).is_some_and(<[_]>::is_empty),
            it.operation.body.is_some(),
        )
    });
    for entry in entries {
        let operation = entry.operation;
        let canned = testing::responses([(200, "{}")]);
        let (credential, keys) = credential_for(entry);
        let arm = connect(package, service, credential, &canned)?;
        let pairs = operation.parameters.iter().zip(entry.parameters);
        let pairs = pairs.filter(|(it, _)| it.constant.is_none());
        let samples: Vec<Sample> = pairs
            .map(|(it, property)| {
                let required = it.required || it.location == ParameterLocation::Path;
                sample(property, required)
            })
            .collect();
        let arguments: Vec<&dyn Argument> = samples.iter().map(|it| it as &dyn Argument).collect();
        let mut prepared = arm.prepare(operation, &arguments);
        if operation.body.is_some_and(|it| it.required) && entry.body.is_some() {
            prepared = prepared.body::<JsonValue>(serde_json::json!({}));
        }
        if let Err(error) = prepared.request() {
            reason = error.to_string();
            continue;
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        // The response need not fit the model: the request is what is checked.
        let response = runtime.block_on(async { prepared.call::<JsonValue, Json>().await });
        let requests = canned.requests();
        let Some(request) = requests.first() else {
            let error = response.err().map_or_else(String::new, |it| it.to_string());
            return Err(format!("{}: nothing is sent: {error}", operation.id));
        };
        return check(&arm, entry, request, &keys).map_err(|it| format!("{}: {it}", operation.id));
    }
    Err(format!("no operation can be sent: {reason}"))
}

/// Returns the schemes that an operation accepts together: its first alternative, or else that of the service. `None` if the
/// document does not say any.
fn schemes(entry: &Entry) -> Option<&'static [Scheme]> {
    let service = entry.operation.service?;
    let of_service = Some(service.security).filter(|it| !it.is_empty());
    match entry.operation.security.or(of_service) {
        Some(alternatives) => {
            let mut all = alternatives.iter().filter(|it| !it.is_empty());
            Some(all.next().copied().unwrap_or_default())
        }
        None if !service.scopes.is_empty() => None,
        None => service.schemes.last().map(std::slice::from_ref),
    }
}

/// Creates the credential for an operation, with its locations in the request.
fn credential_for(entry: &Entry) -> (Credential, Vec<Key>) {
    let bearer = Key::Header("authorization");
    let Some(schemes) = schemes(entry) else {
        return (credential().into(), vec![bearer]);
    };
    let of_scheme = |it: &Scheme| match it {
        Scheme::Header(name) => (Credential::named_key(*name, "k"), Key::Header(name)),
        Scheme::Query(name) => (Credential::named_key(*name, "k"), Key::Query(name)),
        Scheme::Basic => (Credential::basic("u", "p"), bearer),
        Scheme::Bearer | Scheme::Token([]) => (Credential::bearer("t"), bearer),
        Scheme::Token(_) => (credential().into(), bearer),
    };
    let (mut credentials, keys): (Vec<Credential>, Vec<Key>) =
        schemes.iter().map(of_scheme).unzip();
    match credentials.len() {
        0 => (Credential::none(), keys),
        1 => (credentials.remove(0), keys),
        _ => (Credential::several(credentials), keys),
    }
}

/// Checks method, host, api-version and credential of a request.
fn check(arm: &Arm, entry: &Entry, request: &Request, keys: &[Key]) -> Result<(), String> {
    let operation = entry.operation;
    let url = request.url();
    let header = |name: &'static str| {
        let all = request.headers().iter();
        let mut all = all.filter(|(it, _)| it.as_str().eq_ignore_ascii_case(name));
        all.next().map(|(_, value)| value.as_str().to_owned())
    };
    let query = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs.find(|(it, _)| it == name).map(|it| it.1.into_owned())
    };
    if !same_method(operation.method, request) {
        return Err(format!("sent with {}", request.method().as_str()));
    }
    if url.host_str() != arm.endpoint().host_str() {
        return Err(format!("sent to {:?}", url.host_str()));
    }
    let version = operation.api_version;
    let is_sent = match operation.api_version_in {
        ParameterLocation::Header => header(operation.api_version_name).as_deref() == Some(version),
        ParameterLocation::Query => query(operation.api_version_name).as_deref() == Some(version),
        _ => url.as_str().contains(version),
    };
    if !version.is_empty() && !is_sent {
        return Err(format!("sent without the api-version {version}: {url}"));
    }
    let is_sent = |key: &Key| match key {
        Key::Header(name) => header(name).is_some_and(|it| !it.is_empty()),
        Key::Query(name) => query(name).is_some_and(|it| !it.is_empty()),
    };
    match keys.iter().all(is_sent) {
        true => Ok(()),
        false => Err("sent without the credential".to_owned()),
    }
}

fn same_method(method: Method, request: &Request) -> bool {
    format!("{method:?}").eq_ignore_ascii_case(request.method().as_str())
}

/// Endpoints of services whose descriptions define neither audience nor host, as callers have them.
const ENDPOINTS: [(&str, &str); 12] = [
    ("search/", "https://x.search.windows.net"),
    ("storage/data-plane/Azure", "https://x.dfs.core.windows.net"),
    (
        "storage/data-plane/Microsoft",
        "https://x.blob.core.windows.net",
    ),
    ("applicationinsights/", "https://api.applicationinsights.io"),
    ("attestation/", "https://x.attest.azure.net"),
    ("communication/", "https://x.communication.azure.com"),
    ("eventgrid/", "https://x.eventgrid.azure.net"),
    ("keyvault/", "https://x.vault.azure.net"),
    ("monitor/", "https://x.ingest.monitor.azure.com"),
    ("purview/", "https://x.purview.azure.com"),
    (
        "translation/",
        "https://api.cognitive.microsofttranslator.com",
    ),
    ("webpubsub/", "https://x.webpubsub.azure.com"),
];

/// Returns an endpoint of a service: that of its description with a value for each variable of the host, or one of the list.
fn endpoint(package: &Package, service: &Service) -> Url {
    let listed = ENDPOINTS.iter().find(|it| package.title.starts_with(it.0));
    let mut text = String::new();
    let mut rest = service.endpoint.split_once("://").map_or("", |it| it.1);
    rest = rest.split('/').next().unwrap_or_default();
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let default = service.defaults.iter().find(|it| it.0 == name);
        text += literal;
        text += default.map_or("x", |it| it.1);
        rest = after;
    }
    text += rest;
    let is_whole = !service.endpoint.starts_with('{') && text.contains('.');
    let url = match listed {
        Some(listed) => listed.1.to_owned(),
        None if is_whole => format!("https://{text}"),
        None => "https://host.example".to_owned(),
    };
    Url::parse(&url).expect("it is a URL")
}

/// Creates a client of a service, whose requests are answered by `canned`.
fn connect(
    package: &Package,
    service: Option<&'static Service>,
    credential: Credential,
    canned: &CannedResponses,
) -> Result<Arm, String> {
    let subscription = Some("s".to_owned());
    let made = match service {
        None => {
            let options = Some(canned.options());
            Arm::new(PACKAGE, subscription, Some(testing::credential()), options)
        }
        Some(service) => {
            let options = ClientOptions {
                endpoint: Some(endpoint(package, service)),
                ..canned.options()
            };
            Arm::for_service(
                PACKAGE,
                service,
                &[],
                subscription,
                credential,
                Some(options),
            )
        }
    };
    made.map_err(|error| error.to_string())
}

fn count(name: &str, packages: &[Package]) -> usize {
    let results = parallel::run(packages, parallel::available(), obstacle);
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut n_callable = 0;
    for (package, result) in packages.iter().zip(results) {
        match result.unwrap_or_else(|| panic!("{}: panics", package.title)) {
            None => n_callable += 1,
            Some(reason) => reasons.entry(reason).or_default().push(&package.title),
        }
    }
    println!(
        "{name}: {n_callable} of {} are callable with endpoint and credential",
        packages.len()
    );
    for (reason, titles) in reasons {
        println!("  {}: {reason}: {}", titles.len(), titles.join(", "));
    }
    n_callable
}

#[test]
fn data_planes_are_callable_with_endpoint_and_credential() {
    let Some(specs) = place::azure_specs() else {
        return;
    };
    let packages = corpus::packages_of(&specs, "packages-data-plane.json");
    let packages: Vec<Package> = packages.iter().map(corpus::Listed::package).collect();
    // Two indexes of a search service are part of the endpoint, and one package has faults in its documents.
    assert_eq!(count("data planes", &packages), packages.len() - 3);
}

#[test]
fn newer_documents_are_callable_with_endpoint_and_credential() {
    let folder = place::optional_folder().join("openapi");
    if !folder.is_dir() {
        return place::skip(&format!("{} is not there", folder.display()));
    }
    let mut documents = Vec::new();
    find(&folder, &mut documents);
    documents.sort();
    let packages: Vec<Package> = documents.iter().map(|it| document(&folder, it)).collect();
    assert_eq!(count("documents", &packages), packages.len());
}

fn find(folder: &Path, documents: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    for path in entries.map(|it| it.expect("the folder can be read").path()) {
        let is_document = |it: &str| ["json", "yaml", "yml"].contains(&it);
        if path.is_dir() {
            find(&path, documents);
        } else if path
            .extension()
            .and_then(|it| it.to_str())
            .is_some_and(is_document)
        {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let value: serde_json::Value = serde_yaml::from_str(&text).unwrap_or_default();
            let is_api = value.get("openapi").or(value.get("swagger")).is_some();
            if is_api
                && value
                    .get("paths")
                    .and_then(|it| it.as_object())
                    .is_some_and(|it| !it.is_empty())
            {
                documents.push(path);
            }
        }
    }
}

fn document(folder: &Path, path: &Path) -> Package {
    let title = path.strip_prefix(folder).unwrap_or(path);
    Package {
        name: "document".to_owned(),
        title: title.display().to_string(),
        inputs: vec![path.to_owned()],
        roots: vec![folder.to_owned()],
        layout: Layout::Crate,
        ..Package::default()
    }
}
