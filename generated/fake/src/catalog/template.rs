//! Path templates of the spec.

use arm_runtime::describe::{Entry, Property};
use arm_runtime::{Parameter, ParameterLocation, Service};

/// A segment of a path template.
#[derive(Clone, Debug)]
pub(crate) enum Segment {
    /// A literal.
    Literal(String),
    /// A parameter. Parameters of the client, such as `{subscriptionId}`, have no description.
    Parameter {
        name: String,
        described: Option<(&'static Parameter, &'static Property)>,
    },
}

/// A path template.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pub segments: Vec<Segment>,
    /// The query that is part of the path, such as `comp=list`.
    fixed_query: Vec<(String, String)>,
    /// Index of the namespace of the resource provider.
    namespace: Option<usize>,
    /// Set for the operations of a service other than Azure Resource Manager, whose paths need not be pairs of types and
    /// names.
    is_of_service: bool,
    /// Set if the path names a resource although it ends in a literal, such as `.../connections/{name}/sharedkey`.
    pub is_settings: bool,
}

/// A path that matches a template: for each segment of the template, the range of segments of the path.
#[derive(Clone, Debug)]
pub(crate) struct Matched {
    values: Vec<String>,
}

/// Returns the path of a service's endpoint with the defaults of its variables, such as `/language` of
/// `{endpoint}/language`.
fn base_path(service: &Service) -> String {
    let endpoint = service.endpoint;
    let rest = endpoint.split_once("://").map_or(endpoint, |it| it.1);
    let mut path = rest.find('/').map_or("", |slash| &rest[slash..]).to_owned();
    for (name, value) in service.defaults {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    path
}

impl Template {
    pub fn parse(entry: &'static Entry) -> Self {
        let operation = entry.operation;
        let (path, query) = operation
            .path
            .split_once('?')
            .unwrap_or((operation.path, ""));
        let described = |name: &str| {
            let all = operation.parameters.iter().zip(entry.parameters);
            let mut found =
                all.filter(|(it, _)| it.location == ParameterLocation::Path && it.name == name);
            found.next()
        };
        let prefix = operation.service.map(base_path).unwrap_or_default();
        let segments: Vec<Segment> = prefix
            .split('/')
            .chain(path.split('/'))
            .filter(|it| !it.is_empty())
            .map(|text| match parameter_name(text) {
                Some(name) => match described(name) {
                    Some((parameter, _)) if parameter.constant.is_some() => {
                        Segment::Literal(parameter.constant.unwrap_or_default().to_owned())
                    }
                    described => Segment::Parameter {
                        name: name.to_owned(),
                        described,
                    },
                },
                None => Segment::Literal(text.to_owned()),
            })
            .collect();
        let providers = segments.iter().rposition(|it| it.is_literal("providers"));
        let namespace = providers.map(|it| it + 1).filter(|it| *it < segments.len());
        let pairs = query.split('&').filter(|it| !it.is_empty());
        let pair = |it: &str| {
            let (name, value) = it.split_once('=').unwrap_or((it, ""));
            (name.to_owned(), value.to_owned())
        };
        Self {
            segments,
            fixed_query: pairs.map(pair).collect(),
            namespace,
            is_of_service: operation.service.is_some(),
            is_settings: false,
        }
    }

    /// Returns the namespace as the spec writes it.
    pub fn namespace(&self) -> Option<&str> {
        match &self.segments[self.namespace?] {
            Segment::Literal(name) => Some(name),
            Segment::Parameter { .. } => None,
        }
    }

    /// Returns `true` if the path is that of any resource: its provider is a parameter or missing.
    pub fn is_generic(&self) -> bool {
        (self.namespace.is_some() && self.namespace().is_none())
            || (self.literals() == 0 && self.is_scoped())
    }

    /// Returns the types and names after the namespace, or the whole path if it has none.
    fn tail(&self) -> &[Segment] {
        match self.namespace {
            Some(index) => &self.segments[index + 1..],
            None => &self.segments,
        }
    }

    /// Returns `true` if the path names a single resource: it ends in a type and a name, or in a literal that can be
    /// written.
    pub fn is_instance(&self) -> bool {
        if self.is_of_service && self.namespace.is_none() {
            let last = self.segments.iter().rev().take(2);
            return self.is_settings
                || matches!(
                    last.collect::<Vec<_>>()[..],
                    [Segment::Parameter { .. }, Segment::Literal(_)]
                );
        }
        self.is_settings || (!self.tail().is_empty() && self.tail().len().is_multiple_of(2))
    }

    pub fn last_literal(&self) -> Option<&str> {
        match self.segments.last()? {
            Segment::Literal(text) => Some(text),
            Segment::Parameter { .. } => None,
        }
    }

    /// Returns the allowed values of the last segment.
    pub fn last_names(&self) -> Vec<String> {
        match self.segments.last() {
            Some(Segment::Literal(text)) => vec![text.clone()],
            Some(Segment::Parameter {
                described: Some((_, property)),
                ..
            }) => property.values.iter().map(|it| (*it).to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    pub fn literals(&self) -> usize {
        let literal = |it: &&Segment| matches!(it, Segment::Literal(_));
        self.segments.iter().filter(literal).count()
    }

    /// Returns `true` if a segment matches several segments of a path, such as an unencoded scope.
    pub fn is_scoped(&self) -> bool {
        self.segments.iter().any(Segment::is_scope)
    }

    /// Returns a key that ignores the case of letters and the names of parameters.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for segment in &self.segments {
            key.push('/');
            match segment {
                Segment::Literal(text) => key.push_str(&text.to_ascii_lowercase()),
                Segment::Parameter { .. } => key.push_str("{}"),
            }
        }
        key
    }

    /// Matches a path, ignoring the case of literals.
    pub fn matches(&self, path: &[String]) -> Option<Matched> {
        let extra = path.len().checked_sub(self.segments.len())?;
        let mut values = Vec::with_capacity(self.segments.len());
        let mut rest = path;
        let mut extra_left = extra;
        for segment in &self.segments {
            let n = if segment.is_scope() {
                1 + std::mem::take(&mut extra_left)
            } else {
                1
            };
            let (own, after) = rest.split_at_checked(n)?;
            match segment {
                Segment::Literal(text) if !text.eq_ignore_ascii_case(&own[0]) => return None,
                Segment::Literal(text) => values.push(text.clone()),
                Segment::Parameter { .. } => values.push(own.join("/")),
            }
            rest = after;
        }
        Some(Matched { values })
    }

    /// Returns `true` if the values of parameters with a closed list are in that list.
    pub fn allows(&self, matched: &Matched) -> bool {
        self.parameters(matched).all(|(_, described, value)| {
            described.is_none_or(|(_, property)| {
                property.values.is_empty()
                    || property
                        .values
                        .iter()
                        .any(|it| it.eq_ignore_ascii_case(value))
            })
        })
    }

    /// Returns the name, description and value of each parameter.
    pub fn parameters<'a>(
        &'a self,
        matched: &'a Matched,
    ) -> impl Iterator<
        Item = (
            &'a str,
            Option<(&'static Parameter, &'static Property)>,
            &'a str,
        ),
    > {
        let pairs = self.segments.iter().zip(&matched.values);
        pairs.filter_map(|(segment, value)| match segment {
            Segment::Parameter { name, described } => Some((&**name, *described, &**value)),
            Segment::Literal(_) => None,
        })
    }

    /// Returns the number of parameters in the fixed query of the path.
    pub fn fixed_query(&self) -> usize {
        self.fixed_query.len()
    }

    /// Returns `true` if the query contains the fixed query of the path.
    pub fn query_fits(&self, query: &[(String, String)]) -> bool {
        self.fixed_query.iter().all(|it| query.contains(it))
    }

    /// Returns the path in the spelling of the spec, for literals and listed values.
    pub fn canonical(&self, matched: &Matched) -> Vec<String> {
        let mut path = Vec::new();
        for (segment, value) in self.segments.iter().zip(&matched.values) {
            if let Segment::Parameter {
                described: Some((_, property)),
                ..
            } = segment
                && let Some(spelled) = property
                    .values
                    .iter()
                    .find(|it| it.eq_ignore_ascii_case(value))
            {
                path.push((*spelled).to_owned());
            } else {
                path.extend(value.split('/').map(|it| own_spelling(it).to_owned()));
            }
        }
        path
    }

    /// Returns the index of the namespace, counted from the end of the path.
    pub fn tail_length(&self) -> usize {
        self.tail().len()
    }
}

impl Segment {
    fn is_literal(&self, text: &str) -> bool {
        matches!(self, Self::Literal(it) if it.eq_ignore_ascii_case(text))
    }

    fn is_scope(&self) -> bool {
        matches!(self, Self::Parameter { described: Some((parameter, _)), .. } if parameter.verbatim)
    }
}

/// Returns the canonical spelling of the segments of Azure Resource Manager.
fn own_spelling(segment: &str) -> &str {
    const OWN: [&str; 3] = ["subscriptions", "resourceGroups", "providers"];
    let own = OWN.iter().find(|it| it.eq_ignore_ascii_case(segment));
    own.copied().unwrap_or(segment)
}

fn parameter_name(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

/// Returns `namespace/type/type` of a key, if it has a namespace and no parameter among the types.
pub(super) fn type_of_key(key: &str) -> Option<String> {
    let (_, tail) = key.rsplit_once("/providers/")?;
    let mut segments = tail.split('/');
    let namespace = segments.next()?;
    let types: Vec<&str> = segments.step_by(2).collect();
    Some(format!("{namespace}/{}", types.join("/")))
}
