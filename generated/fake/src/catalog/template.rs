//! Path templates of the spec.

use arm_runtime::describe::{Entry, Property};
use arm_runtime::{Parameter, ParameterLocation, Service};

/// A parameter of the spec, with its constraints.
pub(crate) type Description = (&'static Parameter, &'static Property);

/// Name, description and value of a parameter in a path.
pub(crate) type Argument<'a> = (&'a str, Option<Description>, &'a str);

/// A segment of a path template.
#[derive(Clone, Debug)]
pub(crate) enum Segment {
    /// A literal.
    Literal(String),
    /// A parameter. Parameters of the client, such as `{subscriptionId}`, have no description.
    Parameter {
        name: String,
        described: Option<Description>,
        /// For a key in parentheses, the parts of the path segment that it shares with the literal before it, such as
        /// `documents('`, `{key}` and `')`. Empty for other parameters.
        joined: Vec<Self>,
    },
    /// Other literals and parameters in one segment, such as `{name}:verb`.
    Composite(Vec<Self>),
}

/// A path template.
#[derive(Clone, Debug, Default)]
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
            .flat_map(|text| key_in_parentheses(segment(text, &described)))
            .collect();
        let providers = segments.iter().rposition(|it| it.is_literal("providers"));
        let namespace = providers.map(|it| it + 1).filter(|it| *it < segments.len());
        // The generator leaves only pairs in the query of a path.
        let pairs = query.split('&').filter_map(|it| it.split_once('='));
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            segments,
            fixed_query: pairs.map(owned).collect(),
            namespace,
            is_of_service: operation.service.is_some(),
            ..Self::default()
        }
    }

    /// Returns the namespace as the spec writes it.
    pub fn namespace(&self) -> Option<&str> {
        match &self.segments[self.namespace?] {
            Segment::Literal(name) => Some(name),
            Segment::Parameter { .. } | Segment::Composite(_) => None,
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
        if self.is_of_service {
            let last = self.segments.iter().rev().take(2);
            return self.is_settings
                || matches!(
                    last.collect::<Vec<_>>()[..],
                    [Segment::Parameter { .. }, Segment::Literal(_)]
                );
        }
        let is_pair = !self.tail().is_empty() && self.tail().len().is_multiple_of(2);
        self.is_settings || (is_pair && !matches!(self.tail(), [.., Segment::Composite(_)]))
    }

    pub fn last_literal(&self) -> Option<&str> {
        match self.segments.last()? {
            Segment::Literal(text) => Some(text),
            Segment::Parameter { .. } | Segment::Composite(_) => None,
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

    /// Returns the number of segments, and of parts of the query, that are literals, and of those that contain some.
    pub fn specificity(&self) -> (usize, usize) {
        let composite = |it: &&Segment| matches!(it, Segment::Composite(_));
        let composites = self.segments.iter().filter(composite).count();
        let n_keys = self.n_keys();
        let literals = self.literals() - n_keys + self.fixed_query.len();
        (literals, composites + n_keys)
    }

    /// Returns `true` if a segment matches several segments of a path, such as an unencoded scope.
    pub fn is_scoped(&self) -> bool {
        self.segments.iter().any(Segment::is_scope)
    }

    /// Returns a key that ignores the case of letters and the names of parameters.
    pub fn key(&self) -> String {
        key_of(&self.segments)
    }

    /// Returns the key of the resource that an action is called on, and the name of the action, which a parameter may
    /// follow.
    pub fn action(&self) -> Option<(String, String)> {
        match self.segments.as_slice() {
            [owner @ .., Segment::Literal(name)]
            | [
                owner @ ..,
                Segment::Literal(name),
                Segment::Parameter { .. },
            ] => Some((key_of(owner), name.clone())),
            _ => None,
        }
    }

    /// Returns the key of the resource that an action is called on, whose name has `n` segments.
    pub fn owner_key(&self, n: usize) -> String {
        key_of(&self.segments[..self.segments.len() - n])
    }

    /// Returns the number of parameters in parentheses, which are a part of the segment before them.
    fn n_keys(&self) -> usize {
        self.segments
            .iter()
            .filter(|it| !it.joined().is_empty())
            .count()
    }

    /// Returns the numbers of segments of the paths that match, apart from scopes: keys in parentheses may also be
    /// segments of their own, as they are in the IDs of the state.
    pub fn lengths(&self) -> impl Iterator<Item = usize> + use<> {
        let n = self.segments.len();
        let joined = n - self.n_keys();
        std::iter::once(joined).chain((joined < n).then_some(n))
    }

    /// Matches a path, ignoring the case of literals.
    pub fn matches(&self, path: &[String]) -> Option<Matched> {
        self.lengths().find_map(|length| {
            let extra = path.len().checked_sub(length)?;
            self.matches_with(path, extra, length < self.segments.len())
        })
    }

    /// Matches a path whose scope has `extra` segments more than one. `joined` is set if keys are in parentheses.
    fn matches_with(&self, path: &[String], extra: usize, joined: bool) -> Option<Matched> {
        let mut values: Vec<String> = Vec::new();
        let mut rest = path;
        let mut extra_left = extra;
        let mut segments = self.segments.iter().peekable();
        while let Some(segment) = segments.next() {
            let parts = segments.peek().map_or(&[][..], |it| it.joined());
            if joined && !parts.is_empty() {
                let (own, after) = rest.split_first()?;
                values.push(segment.text());
                values.push(split(parts, own)?[1].to_owned());
                segments.next();
                rest = after;
                continue;
            }
            let n = if segment.is_scope() {
                1 + std::mem::take(&mut extra_left)
            } else {
                1
            };
            let (own, after) = rest.split_at_checked(n)?;
            match segment {
                Segment::Literal(text) if !text.eq_ignore_ascii_case(&own[0]) => return None,
                Segment::Literal(text) => values.push(text.clone()),
                Segment::Composite(parts) => {
                    split(parts, &own[0])?;
                    values.push(own[0].clone());
                }
                Segment::Parameter { .. } => values.push(own.join("/")),
            }
            rest = after;
        }
        rest.is_empty().then_some(Matched { values })
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
    pub fn parameters<'a>(&'a self, matched: &'a Matched) -> impl Iterator<Item = Argument<'a>> {
        let pairs = self.segments.iter().zip(&matched.values);
        pairs.flat_map(|(segment, value)| segment.parameters(value))
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
    /// Returns the literal, or the name of the parameter.
    pub fn text(&self) -> String {
        match self {
            Self::Literal(text) => text.clone(),
            Self::Parameter { name, .. } => name.clone(),
            Self::Composite(parts) => parts.iter().map(Self::text).collect(),
        }
    }

    /// Returns the name, description and value of each parameter of a segment with this value.
    fn parameters<'a>(&'a self, value: &'a str) -> Vec<Argument<'a>> {
        match self {
            Self::Literal(_) => Vec::new(),
            Self::Parameter {
                name, described, ..
            } => vec![(name, *described, value)],
            Self::Composite(parts) => {
                let values = split(parts, value).unwrap_or_default();
                let parts = parts.iter().zip(values);
                parts.flat_map(|(it, value)| it.parameters(value)).collect()
            }
        }
    }

    fn is_literal(&self, text: &str) -> bool {
        matches!(self, Self::Literal(it) if it.eq_ignore_ascii_case(text))
    }

    fn joined(&self) -> &[Self] {
        match self {
            Self::Parameter { joined, .. } => joined,
            Self::Literal(_) | Self::Composite(_) => &[],
        }
    }

    fn is_scope(&self) -> bool {
        matches!(self, Self::Parameter { described: Some((parameter, _)), .. } if parameter.verbatim)
    }
}

fn key_of(segments: &[Segment]) -> String {
    let parts = segments.iter().map(|it| match it {
        Segment::Literal(text) => format!("/{}", text.to_ascii_lowercase()),
        Segment::Parameter { .. } => "/{}".to_owned(),
        Segment::Composite(_) => format!("/{}", it.text()),
    });
    parts.collect()
}

/// Returns the canonical spelling of the segments of Azure Resource Manager.
fn own_spelling(segment: &str) -> &str {
    const OWN: [&str; 3] = ["subscriptions", "resourceGroups", "providers"];
    let own = OWN.iter().find(|it| it.eq_ignore_ascii_case(segment));
    own.copied().unwrap_or(segment)
}

type Described<'a> = &'a dyn Fn(&str) -> Option<Description>;

/// Parses a segment of a template.
fn segment(text: &str, described: Described<'_>) -> Segment {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        if !literal.is_empty() {
            parts.push(Segment::Literal(literal.to_owned()));
        }
        parts.push(match described(name) {
            Some((parameter, _)) if parameter.constant.is_some() => {
                Segment::Literal(parameter.constant.unwrap_or_default().to_owned())
            }
            described => Segment::Parameter {
                name: name.to_owned(),
                described,
                joined: Vec::new(),
            },
        });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Segment::Literal(rest.to_owned()));
    }
    match parts.len() {
        1 => parts.remove(0),
        _ => Segment::Composite(parts),
    }
}

/// Splits a segment such as `documents('{key}')` or `rows({id})` into a literal and a parameter.
fn key_in_parentheses(segment: Segment) -> Vec<Segment> {
    if let Segment::Composite(parts) = &segment
        && let [
            Segment::Literal(before),
            Segment::Parameter {
                name, described, ..
            },
            Segment::Literal(after),
        ] = &parts[..]
    {
        for quote in ["'", ""] {
            let word = before.strip_suffix(&*format!("({quote}"));
            if let Some(word) = word.filter(|it| !it.is_empty())
                && *after == format!("{quote})")
            {
                let key = Segment::Parameter {
                    name: name.clone(),
                    described: *described,
                    joined: parts.clone(),
                };
                return vec![Segment::Literal(word.to_owned()), key];
            }
        }
    }
    vec![segment]
}

/// Returns the values of the parts of a segment: a parameter ends at the next occurrence of the literal after it.
fn split<'a>(parts: &[Segment], text: &'a str) -> Option<Vec<&'a str>> {
    let (mut values, mut rest) = (Vec::new(), text);
    for (index, part) in parts.iter().enumerate() {
        let n = match (part, parts.get(index + 1)) {
            (Segment::Literal(literal), _) => {
                let own = rest.get(..literal.len())?;
                own.eq_ignore_ascii_case(literal).then_some(own.len())?
            }
            (_, Some(Segment::Literal(next))) if index + 2 == parts.len() => {
                rest.len().checked_sub(next.len())?
            }
            (_, Some(Segment::Literal(next))) => rest.find(next.as_str())?,
            (_, Some(_)) => rest.chars().next()?.len_utf8(),
            (_, None) => rest.len(),
        };
        let (own, after) = rest.split_at_checked(n).filter(|it| !it.0.is_empty())?;
        values.push(own);
        rest = after;
    }
    rest.is_empty().then_some(values)
}

/// Returns `namespace/type/type` of a key, if it has a namespace and no parameter among the types.
pub(super) fn type_of_key(key: &str) -> Option<String> {
    let (_, tail) = key.rsplit_once("/providers/")?;
    let mut segments = tail.split('/');
    let namespace = segments.next()?;
    let types: Vec<&str> = segments.step_by(2).collect();
    Some(format!("{namespace}/{}", types.join("/")))
}
