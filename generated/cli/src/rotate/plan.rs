//! Finds the operations that regenerate the keys of a resource and the one that reads them, using the operation
//! metadata.

use arm_runtime::Method;
use arm_runtime::describe::{Entry, Group, Kind, Module, Property};

use arm_sensitive::{NOUNS, REPLACING};

/// The operations that rotate the keys of a resource type.
pub struct Rotation {
    /// The module of the operations.
    pub module: &'static Module,
    /// The group of the operations, such as `communication_services`.
    pub group: &'static str,
    /// Path template of the resource.
    pub resource: String,
    /// Selection of a key.
    pub selector: Selector,
    /// Operation that reads the keys.
    pub reader: &'static Entry,
}

/// The way in which an operation selects a key.
pub enum Selector {
    /// A property of the body.
    Body(&'static Entry, &'static Property),
    /// A path parameter, with its index.
    Path(&'static Entry, usize),
    /// One operation for each key, with the words that name the key.
    Operations(Vec<(String, &'static Entry)>),
    /// The resource has a single key.
    Single(&'static Entry),
}

/// An operation that renews a secret, and its suitability for rotation.
pub struct Finding {
    /// The operations. There are several if each of them renews one key.
    pub entries: Vec<&'static Entry>,
    /// Path template of the resource.
    pub resource: String,
    /// The rotation, or the reason why the operation is not supported.
    pub rotation: Result<Rotation, String>,
}

impl Rotation {
    /// Returns the names of the keys allowed by the spec. Empty if only the resource knows them.
    pub fn names(&self) -> Vec<String> {
        let allowed = |values: &[&str]| {
            let named = values
                .iter()
                .filter(|it| !it.eq_ignore_ascii_case("NotSpecified"));
            named.map(|it| (*it).to_owned()).collect()
        };
        match &self.selector {
            Selector::Body(_, property) => allowed(property.values),
            Selector::Path(entry, index) => {
                allowed(entry.parameters.get(*index).map_or(&[], |it| it.values))
            }
            Selector::Operations(entries) => entries.iter().map(|(name, _)| name.clone()).collect(),
            Selector::Single(_) => Vec::new(),
        }
    }

    /// Returns the operation that renews the key with this name.
    pub fn entry(&self, key: &str) -> Option<&'static Entry> {
        match &self.selector {
            Selector::Body(entry, _) | Selector::Path(entry, _) | Selector::Single(entry) => {
                Some(entry)
            }
            Selector::Operations(entries) => {
                let found = entries
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case(key));
                found.map(|(_, entry)| *entry)
            }
        }
    }
}

/// Returns all operations of a module that renew keys.
pub fn find(module: &'static Module) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for group in module.groups {
        // Operations for a single key, grouped by the path of the resource, with the words that name the key.
        let mut one_each: Vec<(String, Vec<(String, &'static Entry)>)> = Vec::new();
        for entry in group.operations.iter().filter(|it| renews(it, group)) {
            let (resource, action) = split(entry.operation.path);
            let selector = match selector(entry, &resource) {
                Some(selector) => selector,
                None => {
                    let name = key_words(entry, action);
                    let same = one_each.iter_mut().find(|(it, _)| *it == resource);
                    match same {
                        Some((_, entries)) => entries.push((name, entry)),
                        None => one_each.push((resource, vec![(name, entry)])),
                    }
                    continue;
                }
            };
            findings.push(finding(module, group, resource, vec![entry], selector));
        }
        for (resource, entries) in one_each {
            let all: Vec<&'static Entry> = entries.iter().map(|(_, entry)| *entry).collect();
            let selector = match entries.as_slice() {
                [(name, entry)] if name.is_empty() => Selector::Single(entry),
                _ => Selector::Operations(entries),
            };
            findings.push(finding(module, group, resource, all, selector));
        }
    }
    findings
}

fn finding(
    module: &'static Module,
    group: &'static Group,
    resource: String,
    entries: Vec<&'static Entry>,
    selector: Selector,
) -> Finding {
    let needed = entries
        .iter()
        .find_map(|entry| others_needed(entry, &selector, &resource));
    let part = entries.first().map_or_else(String::new, |it| part(it));
    let rotation = match (needed, reader(module, group, &resource, &entries)) {
        (Some(needed), _) => Err(format!("also requires {needed}")),
        (None, None) if part.is_empty() => Err("no operation reads the keys".to_owned()),
        (None, None) => Err(format!("no operation reads the keys of `{part}`")),
        (None, Some(reader)) => Ok(Rotation {
            module,
            group: group.module,
            resource: resource.clone(),
            selector,
            reader,
        }),
    };
    Finding {
        entries,
        resource,
        rotation,
    }
}

/// Returns `true` if the operation replaces keys by new ones.
fn renews(entry: &Entry, group: &Group) -> bool {
    let has = |list: &[&str], words: &str| words.split('_').any(|it| list.contains(&it));
    let noun = has(NOUNS, entry.function) || has(NOUNS, group.module);
    !matches!(
        entry.operation.method,
        Method::Get | Method::Head | Method::Delete
    ) && has(REPLACING, entry.function)
        && (noun
            || action_words(split(entry.operation.path).1)
                .iter()
                .any(|it| NOUNS.contains(&it.as_str())))
}

/// Splits a path into the resource and the action. The action begins at the segment with a verb, or after the last
/// parameter.
fn split(path: &str) -> (String, &str) {
    let before = path
        .split_inclusive('/')
        .take_while(|it| !is_verb(it.trim_end_matches('/')));
    let before: usize = before.map(str::len).sum();
    let end = path[..before].rfind('}').map_or(0, |it| it + 1);
    (path[..end].to_owned(), &path[end..])
}

/// Returns the part of the resource whose keys an operation reads or renews, such as `git` of `/git/regenerateKey`. Segments
/// that name keys are left out.
fn part(entry: &Entry) -> String {
    let (_, action) = split(entry.operation.path);
    let mut segments: Vec<&str> = action.split('/').filter(|it| !it.is_empty()).collect();
    let verb = segments.iter().position(|it| is_verb(it));
    segments.truncate(verb.unwrap_or(segments.len().saturating_sub(1)));
    segments.retain(|it| !arm_sensitive::is_about_secrets(it));
    segments.join("/")
}

/// Returns the kinds of secrets that an operation names, such as `password`.
fn nouns(entry: &Entry) -> Vec<String> {
    let words = entry
        .function
        .split('_')
        .map(|it| match it.strip_suffix('s') {
            Some(one) if NOUNS.contains(&one) => one.to_owned(),
            _ => it.to_owned(),
        });
    words.filter(|it| NOUNS.contains(&it.as_str())).collect()
}

/// Returns `true` if an operation may read what the other renews. `secrets` and `credentials` may be of any kind.
fn same_kind(reader: &Entry, renewer: &Entry) -> bool {
    let (read, renewed) = (nouns(reader), nouns(renewer));
    let is_any =
        |it: &[String]| it.is_empty() || it.iter().any(|it| it == "secret" || it == "credential");
    is_any(&read) || is_any(&renewed) || read.iter().any(|it| renewed.contains(it))
}

/// Returns `true` for the segment of a path that replaces keys.
fn is_verb(segment: &str) -> bool {
    let lower = segment.to_lowercase();
    !segment.starts_with('{') && REPLACING.iter().any(|it| lower.contains(it))
}

fn action_words(action: &str) -> Vec<String> {
    let words = action
        .split('/')
        .filter(|it| !it.starts_with('{'))
        .map(crate::names::kebab);
    words
        .flat_map(|it| it.split('-').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Returns the words of the operation that name the key.
fn key_words(entry: &Entry, action: &str) -> String {
    let is_common = |word: &str| REPLACING.contains(&word) || NOUNS.contains(&word);
    let words = action_words(action.rsplit('/').next().unwrap_or_default());
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|it| !is_common(it))
        .collect();
    if !words.is_empty() {
        return words.join("-");
    }
    let words: Vec<&str> = entry
        .function
        .split('_')
        .filter(|it| !is_common(it))
        .collect();
    words.join("-")
}

fn selector(entry: &'static Entry, resource: &str) -> Option<Selector> {
    // A number without values is a length or a duration. A list selects several keys.
    let chooses = |property: &Property| {
        let kind = match property.ty.items {
            Some(items) if property.kind == Kind::List => items.kind,
            _ => property.kind,
        };
        kind == Kind::Text || (kind == Kind::Integer && !property.values.is_empty())
    };
    let properties = entry.body.map_or(&[] as &[Property], |it| it.properties);
    let of_body: Vec<&'static Property> = properties
        .iter()
        .filter(|it| !it.read_only && chooses(it))
        .collect();
    let with_values = of_body.iter().find(|it| !it.values.is_empty());
    let required = of_body.iter().find(|it| it.required);
    if let Some(property) = with_values.or(required).or(of_body.first()) {
        return Some(Selector::Body(entry, property));
    }
    let parameters = entry
        .operation
        .parameters
        .iter()
        .zip(entry.parameters)
        .enumerate();
    let mut of_path = parameters.filter(|(_, (parameter, property))| {
        let name = format!("{{{}}}", parameter.name);
        !property.values.is_empty()
            && parameter.constant.is_none()
            && entry.operation.path.contains(&name)
            && !resource.contains(&name)
    });
    of_path
        .next()
        .map(|(index, _)| Selector::Path(entry, index))
}

/// Returns the input that the operation requires besides the resource and the key.
fn others_needed(entry: &Entry, selector: &Selector, resource: &str) -> Option<String> {
    let chosen = match selector {
        Selector::Body(_, property) => property.name,
        _ => "",
    };
    let properties = entry.body.map_or(&[] as &[Property], |it| it.properties);
    let of_body = properties
        .iter()
        .find(|it| it.required && !it.read_only && it.name != chosen);
    let parameters = entry.operation.parameters.iter().enumerate();
    let of_parameters = parameters.map(|(index, parameter)| {
        let own = matches!(selector, Selector::Path(_, it) if *it == index);
        let in_resource = resource.contains(&format!("{{{}}}", parameter.name));
        let needed = parameter.required && parameter.constant.is_none() && !own && !in_resource;
        needed.then_some(parameter.name)
    });
    let name = of_body.map(|it| it.name).or(of_parameters.flatten().next());
    name.map(|it| format!("`{it}`"))
}

/// Returns the operation that reads the keys of the resource. Its words are the most similar to those of the operation
/// that renews them.
fn reader(
    module: &'static Module,
    group: &Group,
    resource: &str,
    entries: &[&'static Entry],
) -> Option<&'static Entry> {
    let wanted: Vec<&str> = entries
        .iter()
        .flat_map(|it| it.function.split('_'))
        .collect();
    let score = |own: &Group, entry: &Entry| {
        let words = || entry.function.split('_');
        let shared = words().filter(|it| {
            wanted.contains(it) || wanted.contains(&crate::names::other_number(it).as_str())
        });
        let names_secret = words().any(|it| NOUNS.contains(&it));
        let same_group = own.module == group.module;
        (shared.count() * 4 + usize::from(names_secret) * 8 + usize::from(same_group) * 2)
            .saturating_sub(words().count())
    };
    let all = module
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |it| (group, it)));
    let renewer = entries.first()?;
    let readers = all.filter(|(own, entry)| {
        reads(entry, own, resource) && part(entry) == part(renewer) && same_kind(entry, renewer)
    });
    readers
        .enumerate()
        .max_by_key(|(at, (own, entry))| (score(own, entry), std::cmp::Reverse(*at)))
        .map(|(_, (_, entry))| entry)
}

fn reads(entry: &Entry, group: &Group, resource: &str) -> bool {
    let (own, action) = split(entry.operation.path);
    let verb = entry.function.split('_').next().unwrap_or_default();
    let is_read = entry.operation.method == Method::Get
        || (entry.operation.method == Method::Post
            && matches!(verb, "list" | "get" | "fetch" | "show"));
    let needs_body = entry.operation.body.is_some_and(|it| it.required);
    let needed = entry.operation.parameters.iter().find(|it| {
        it.required && it.constant.is_none() && !own.contains(&format!("{{{}}}", it.name))
    });
    // Resources and lists of children may contain a secret, but not the keys that the operation renews.
    let names_secret = [entry.function, group.module]
        .iter()
        .any(|it| arm_sensitive::is_about_secrets(it));
    is_read
        && names_secret
        && action.split('/').filter(|it| !it.is_empty()).count() <= 1
        && same_template(&own, resource)
        && !entry.response.secrets.is_empty()
        && !needs_body
        && needed.is_none()
}

/// Returns `true` if two path templates are equal except for the names of parameters.
fn same_template(left: &str, right: &str) -> bool {
    let plain = |path: &str| -> Vec<String> {
        let segments = path.split('/').map(|it| match it.starts_with('{') {
            true => String::new(),
            false => it.to_lowercase(),
        });
        segments.collect()
    };
    plain(left) == plain(right)
}

/// Returns the values of the path parameters in an ID. The path may be a prefix.
pub fn bind(path: &str, id: &str) -> Option<Vec<(String, String)>> {
    let (mut values, mut segments) = (Vec::new(), id.split('/'));
    for wanted in path.split('/') {
        let segment = segments.next()?;
        match wanted.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(name) => values.push((name.to_owned(), segment.to_owned())),
            None if wanted.eq_ignore_ascii_case(segment) => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(values)
}

#[cfg(test)]
mod tests;
