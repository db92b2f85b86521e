//! The operations by path, and the properties of resources derived from the paths: types, parents, singletons.

mod template;

use std::collections::{BTreeMap, BTreeSet};

use arm_runtime::describe::{Entry, Kind, Module, Schema, Type};
use arm_runtime::{Method, Operation};

use crate::engine::is_valid;
use crate::response::Source;

pub(crate) use self::template::{Matched, Segment, Template};

/// An operation with its parsed path.
#[derive(Debug)]
pub(crate) struct Route {
    /// Index among the routes.
    pub index: usize,
    pub module: &'static Module,
    pub entry: &'static Entry,
    pub template: Template,
}

impl Route {
    pub fn operation(&self) -> &'static Operation {
        self.entry.operation
    }

    pub fn method(&self) -> Method {
        self.entry.operation.method
    }

    /// Returns the type of the body for a status.
    pub fn body_type(&self, status: u16) -> Option<Type> {
        let statuses = self.entry.response.statuses.iter();
        statuses.clone().find(|it| it.code == status)?.ty
    }

    /// Returns the type of the first body.
    pub fn any_body_type(&self) -> Option<Type> {
        self.entry.response.statuses.iter().find_map(|it| it.ty)
    }

    pub fn declares(&self, status: u16) -> bool {
        self.entry.operation.success.contains(&status)
    }

    /// Returns the first of `wanted` that the spec declares, otherwise its first status.
    pub fn status(&self, wanted: &[u16]) -> u16 {
        let success = self.operation().success;
        let declared = wanted.iter().find(|it| success.contains(it));
        declared.or(success.first()).copied().unwrap_or(200)
    }

    /// Returns the type of an item, if the operation returns a list.
    pub fn item_type(&self) -> Option<Type> {
        if self.operation().paging.is_some() && !self.entry.has_xml_pages() {
            return self.entry.response.ty;
        }
        let body = self.any_body_type()?;
        if body.kind == Kind::List {
            return body.items.copied();
        }
        let schema = schema_of(self.module, &body)?;
        let list = schema.property("value")?;
        (list.kind == Kind::List && !schema.is_resource()).then(|| list.ty.items.copied())?
    }

    /// Returns the name of the property that holds the items. `""` if the body is the list.
    pub fn items_name(&self) -> &'static str {
        let is_list = |it: Type| it.kind == Kind::List;
        match self.operation().paging {
            Some(paging) if !self.entry.has_xml_pages() => paging.items,
            _ if self.any_body_type().is_some_and(is_list) => "",
            _ => "value",
        }
    }

    /// Returns `true` if the response contains the ID of the resource in the path.
    pub fn shows_id(&self) -> bool {
        let schema = self
            .any_body_type()
            .and_then(|it| schema_of(self.module, &it));
        self.template.is_instance() && schema.is_some_and(|it| it.property("id").is_some())
    }

    /// Returns `true` if the spec has an example of the response.
    pub fn has_example(&self) -> bool {
        self.entry
            .example
            .is_some_and(|it| !it.responses.is_empty())
    }

    pub fn header(&self, name: &str) -> Option<&'static arm_runtime::Parameter> {
        let mut parameters = self.operation().parameters.iter();
        parameters.find(|it| {
            it.location == arm_runtime::ParameterLocation::Header
                && it.name.eq_ignore_ascii_case(name)
        })
    }
}

/// The resources with one path, according to all api-versions of the specs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Instances {
    pub put: bool,
    pub get: bool,
    pub delete: bool,
    /// Allowed values of the last segment: a literal, or those of a closed parameter. Empty if any name is allowed.
    pub names: Vec<String>,
    /// Schemas of the bodies of GET and PUT, by module and index.
    pub schemas: BTreeSet<(usize, usize)>,
}

impl Instances {
    /// Returns `true` if the resources exist without being created.
    pub fn is_singleton(&self) -> bool {
        !self.names.is_empty() && !self.delete
    }
}

/// All loaded operations.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    pub routes: Vec<Route>,
    /// Routes by number of segments, the most specific first.
    by_length: BTreeMap<usize, Vec<usize>>,
    /// Routes with a segment that matches several segments of a path.
    scoped: Vec<usize>,
    instances: BTreeMap<String, Instances>,
    /// Actions by the key of their resource: the index of the route, and the name.
    actions: BTreeMap<String, Vec<(usize, String)>>,
    /// Operations on resources of any provider. Requests to their paths are answered by the operations of the
    /// providers.
    generic: Vec<&'static Operation>,
    /// Namespaces by their lower-case form, as the specs write them, with their api-versions.
    pub namespaces: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Catalog {
    pub fn new(modules: &[&'static Module]) -> Self {
        let mut catalog = Self::default();
        for module in modules {
            for entry in module.entries() {
                catalog.add(module, entry);
            }
        }
        catalog.note_settings();
        for index in 0..catalog.routes.len() {
            if catalog.routes[index].template.is_instance() {
                catalog.note_instances(index);
            }
        }
        let routes = &catalog.routes;
        let by_specificity = |index: &usize| {
            let route = &routes[*index];
            (std::cmp::Reverse(route.template.specificity()), *index)
        };
        catalog.scoped.sort_by_key(by_specificity);
        for indexes in catalog.by_length.values_mut() {
            indexes.sort_by_key(by_specificity);
        }
        catalog
    }

    fn add(&mut self, module: &'static Module, entry: &'static Entry) {
        let template = Template::parse(entry);
        if template.is_generic() {
            self.generic.push(entry.operation);
            return;
        }
        let index = self.routes.len();
        if template.is_scoped() {
            self.scoped.push(index);
        } else {
            for length in template.lengths() {
                self.by_length.entry(length).or_default().push(index);
            }
        }
        if let Some(name) = template.namespace() {
            let (_, versions) = self
                .namespaces
                .entry(name.to_ascii_lowercase())
                .or_insert_with(|| (name.to_owned(), BTreeSet::new()));
            let version = entry.operation.api_version;
            versions.extend((!version.is_empty()).then(|| version.to_owned()));
        }
        if let (Method::Post, Some((owner, name))) = (entry.operation.method, template.action()) {
            self.actions.entry(owner).or_default().push((index, name));
        }
        let route = Route {
            index,
            module,
            entry,
            template,
        };
        self.routes.push(route);
    }

    /// Marks paths that end in a literal and support PUT as single resources, unless they list several.
    fn note_settings(&mut self) {
        let ends_in_literal = |it: &Route| it.template.last_literal().is_some();
        let (mut written, mut lists) = (BTreeSet::new(), BTreeSet::new());
        for route in self.routes.iter().filter(|it| ends_in_literal(it)) {
            match route.method() {
                Method::Put | Method::Patch => _ = written.insert(route.template.key()),
                Method::Get if route.item_type().is_some() => {
                    lists.insert(route.template.key());
                }
                _ => {}
            }
        }
        for route in &mut self.routes {
            let key = route.template.key();
            route.template.is_settings = written.contains(&key) && !lists.contains(&key);
        }
    }

    fn note_instances(&mut self, index: usize) {
        let route = &self.routes[index];
        let instances = self.instances.entry(route.template.key()).or_default();
        match route.method() {
            Method::Put => instances.put = true,
            Method::Get => instances.get = true,
            Method::Delete => instances.delete = true,
            _ => {}
        }
        let names = route.template.last_names();
        for name in names {
            if !instances.names.contains(&name) {
                instances.names.push(name);
            }
        }
        if matches!(route.method(), Method::Get | Method::Put)
            && let Some(index) = route.any_body_type().and_then(|it| it.schema)
        {
            instances.schemas.insert((module_id(route.module), index));
        }
    }

    /// Returns the routes that match the path, the most specific first.
    pub fn matching<'a>(
        &'a self,
        segments: &'a [String],
    ) -> impl Iterator<Item = (&'a Route, Matched)> + 'a {
        let exact = self.by_length.get(&segments.len()).into_iter().flatten();
        exact.chain(&self.scoped).filter_map(move |index| {
            let route = &self.routes[*index];
            Some((route, route.template.matches(segments)?))
        })
    }

    /// Returns the resources with this path, if the specs know any. A parameter with a closed list of values matches
    /// these values only.
    pub fn instances(&self, segments: &[String]) -> Option<&Instances> {
        self.instances.get(&self.key_of(segments)?)
    }

    /// Returns the actions on the resources with this key, each with its name.
    pub fn actions(&self, owner: &str) -> impl Iterator<Item = (&Route, &str)> {
        let actions = self.actions.get(owner).into_iter().flatten();
        actions.map(|(index, name)| (&self.routes[*index], name.as_str()))
    }

    pub fn instances_of(&self, route: &Route) -> Option<&Instances> {
        self.instances.get(&route.template.key())
    }

    /// Returns the resources directly below the path of a list.
    pub fn children(&self, list: &Route) -> impl Iterator<Item = &Instances> {
        let prefix = list.template.key() + "/";
        let end = prefix.clone();
        let from = self.instances.range(prefix..);
        from.take_while(move |(key, _)| key.starts_with(&end))
            .filter(move |(key, _)| {
                key.rsplit_once('/')
                    .is_some_and(|it| it.0 == list.template.key())
            })
            .map(|it| it.1)
    }

    /// Returns the key of the resources with this path.
    pub fn key_of(&self, segments: &[String]) -> Option<String> {
        let mut found = self.matching(segments);
        let (route, _) = found.find(|(route, matched)| {
            route.template.is_instance() && route.template.allows(matched)
        })?;
        Some(route.template.key())
    }

    /// Returns the paths of resources whose GET or PUT has this schema.
    pub fn keys_with_schema(&self, module: &'static Module, index: usize) -> Vec<&str> {
        let wanted = (module_id(module), index);
        let found = self.instances.iter();
        let found = found.filter(|(_, it)| it.schemas.contains(&wanted));
        found.map(|(key, _)| key.as_str()).collect()
    }

    /// Returns the resources of the type that ends the path of a list, below any scope.
    pub fn of_type(&self, list: &Route) -> impl Iterator<Item = &Instances> {
        let ty = template::type_of_key(&list.template.key());
        let ty = ty.filter(|_| list.template.tail_length() == 1);
        let all = self.instances.iter();
        all.filter(move |(key, _)| ty.is_some() && template::type_of_key(key) == ty)
            .map(|it| it.1)
    }

    /// Returns `true` unless the specs reject the name of a new resource of this type.
    pub fn allows_name(&self, ty: &str, name: &str) -> bool {
        let ty = ty.to_ascii_lowercase();
        let created = self.routes.iter().filter(|it| {
            it.method() == Method::Put
                && template::type_of_key(&it.template.key()).is_some_and(|it| it == ty)
        });
        let mut names = created.filter_map(|it| match it.template.segments.last()? {
            Segment::Parameter { described, .. } => *described,
            Segment::Literal(_) | Segment::Composite(_) => None,
        });
        names.all(|(parameter, property)| is_valid(parameter, property, name))
    }

    /// Returns `true` if requests can create the resources of a list.
    pub fn can_fill(&self, list: &Route, item: &Type) -> bool {
        let created = |key: &&str| self.instances.get(*key).is_some_and(|it| it.put);
        let with_schema = |it| self.keys_with_schema(list.module, it);
        self.children(list).any(|it| it.put || it.is_singleton())
            || self.of_type(list).any(|it| it.put)
            || item
                .schema
                .is_some_and(|it| with_schema(it).iter().any(created))
    }

    /// Returns `true` if a response contains the resource that an action is called on.
    pub fn shows_owner(&self, action: &Route) -> bool {
        let key = action.template.key();
        let (owner, _) = key.rsplit_once('/').unwrap_or_default();
        let index = action.any_body_type().filter(|it| it.items.is_none());
        let index = index.and_then(|it| it.schema);
        index.is_some_and(|it| self.keys_with_schema(action.module, it).contains(&owner))
    }

    /// Returns the operation that a request calls, valid or not.
    pub fn operation(&self, request: &crate::request::FakeRequest) -> Option<&'static Operation> {
        let version = request.query("api-version").unwrap_or_default();
        let found = self.matching(&request.segments);
        let found = found.filter(|it| it.0.template.query_fits(&request.query));
        let mut found = found.map(|it| it.0.operation());
        found.find(|it| {
            let method = azure_core::http::Method::from(it.method);
            it.api_version.eq_ignore_ascii_case(version) && method.as_ref() == request.method
        })
    }

    /// The ids of all operations.
    pub fn ids(&self) -> BTreeSet<&'static str> {
        let routes = self.routes.iter().map(Route::operation);
        routes
            .chain(self.generic.iter().copied())
            .map(|it| it.id)
            .collect()
    }

    /// All operations, each with how it is answered.
    pub fn coverage(&self) -> Vec<(&'static Operation, Source)> {
        let generic = self.generic.iter().map(|it| (*it, Source::State));
        let routes = self.routes.iter();
        let routes = routes.map(|it| (it.operation(), self.source_of(it)));
        generic.chain(routes).collect()
    }

    fn source_of(&self, route: &Route) -> Source {
        let instance = route.template.is_instance();
        let known = self
            .instances_of(route)
            .is_some_and(|it| it.put || it.is_singleton());
        let canned = if route.has_example() {
            Source::Example
        } else {
            Source::Schema
        };
        let without_body = route.any_body_type().is_none();
        match route.method() {
            Method::Put | Method::Patch | Method::Delete if instance => Source::State,
            Method::Get | Method::Head if instance && known => Source::State,
            Method::Get if !instance && self.lists(route, canned) => Source::State,
            Method::Get | Method::Head if canned == Source::Schema && route.shows_id() => {
                Source::State
            }
            Method::Post if without_body || crate::action::has_rule(self, route) => Source::Action,
            _ => canned,
        }
    }

    /// Returns `true` if a list contains resources of the state, or the operations of the provider.
    fn lists(&self, route: &Route, canned: Source) -> bool {
        let Some(item) = route.item_type() else {
            return false;
        };
        let operations = route
            .template
            .last_literal()
            .is_some_and(|it| it.eq_ignore_ascii_case("operations"));
        (operations && route.template.tail_length() == 1)
            || self.can_fill(route, &item)
            || (canned == Source::Schema && self.can_show(route, &item))
    }

    /// Returns `true` if a list shows the resources that tests have put there.
    pub fn can_show(&self, list: &Route, item: &Type) -> bool {
        let with_schema = |it| self.keys_with_schema(list.module, it);
        let has_names = |it: &Schema| it.property("name").is_some_and(|it| it.kind == Kind::Text);
        self.children(list).any(|it| it.get)
            || item.schema.is_some_and(|it| !with_schema(it).is_empty())
            || schema_of(list.module, item).is_some_and(has_names)
    }

    /// Returns the api-versions of a type for error messages: those of the routes with this many literal segments.
    pub fn versions(&self, segments: &[String]) -> BTreeSet<&'static str> {
        let found = self.matching(segments);
        found
            .map(|(route, _)| route.operation().api_version)
            .filter(|it| !it.is_empty())
            .collect()
    }
}

/// Identifies a module by the address of its table.
fn module_id(module: &'static Module) -> usize {
    module.schemas.as_ptr().addr()
}

/// Returns the schema of an object type.
pub(crate) fn schema_of(module: &'static Module, ty: &Type) -> Option<&'static Schema> {
    match ty.items {
        Some(_) => None,
        None => module.schema(ty),
    }
}
