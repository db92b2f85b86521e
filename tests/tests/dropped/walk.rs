//! Compares schemas with the types that they became, side by side.

use std::collections::BTreeSet;

use generator::diagnostics::Diagnostics;
use generator::ir::{Ir, Kind, Struct, Type, TypeId, Values};
use serde_json::Value;

use super::raw::{Files, Spot, list, normal, types};

/// The comparison of one package.
pub struct Walk<'a> {
    pub files: &'a Files,
    pub ir: &'a Ir,
    /// The locations of diagnostics.
    pub reported: BTreeSet<Spot>,
    /// Parts of the document that have neither a counterpart in the IR nor a diagnostic.
    pub dropped: BTreeSet<String>,
    /// Number of compared parts.
    pub compared: usize,
    /// Fields and items that are JSON although the schema says more, with a diagnostic.
    pub json: usize,
    visited: BTreeSet<(Spot, String)>,
}

impl<'a> Walk<'a> {
    pub fn new(files: &'a Files, ir: &'a Ir, diagnostics: &Diagnostics) -> Self {
        let reported = diagnostics.iter().filter_map(|it| {
            let at = it.at.as_ref()?;
            Some(Spot {
                file: normal(&at.file),
                pointer: at.pointer.clone(),
            })
        });
        Self {
            files,
            ir,
            reported: reported.collect(),
            dropped: BTreeSet::new(),
            compared: 0,
            json: 0,
            visited: BTreeSet::new(),
        }
    }

    /// Returns `true` if a diagnostic is at one of the locations, or inside of it.
    pub fn is_reported(&self, spots: &[Spot]) -> bool {
        spots.iter().any(|spot| {
            let after = self.reported.range(spot.clone()..);
            let mut after = after.take_while(|it| it.file == spot.file);
            after.next().is_some_and(|it| {
                let rest = it.pointer.strip_prefix(&spot.pointer);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        })
    }

    /// Notes a part that is missing, unless a diagnostic names it.
    pub fn missing(&mut self, spots: &[Spot], what: &str) {
        if !self.is_reported(spots) {
            let at = spots.first().map_or_else(String::new, |it| {
                format!("{}#{}", it.file.display(), it.pointer)
            });
            self.dropped.insert(format!("{at}: {what}"));
        }
    }

    /// Compares a schema with a type.
    pub fn schema(&mut self, spot: &Spot, ty: &Type) {
        if !self.visited.insert((spot.clone(), format!("{ty:?}"))) {
            return;
        }
        self.compared += 1;
        let layers = self.files.layers(spot);
        let values: Vec<&Value> = layers
            .iter()
            .filter_map(|it| self.files.value(it))
            .collect();
        match ty {
            Type::Nullable(item) => self.schema(spot, item),
            Type::Json => {
                if values.iter().any(|it| says_more(it)) {
                    self.json += 1;
                    self.missing(&layers, "any JSON, although the schema has a type");
                }
            }
            Type::List(item) => {
                let items = layers.iter().map(|it| it.key("items"));
                match items.into_iter().find(|it| self.files.value(it).is_some()) {
                    Some(items) => self.schema(&items, item),
                    None => self.expect(&layers, &["array"]),
                }
                for layer in &layers {
                    let tuple = layer.key("prefixItems");
                    let n = self
                        .files
                        .value(layer)
                        .map_or(0, |it| list(it, "prefixItems").len());
                    for index in 0..n {
                        self.item(&tuple.key(&index.to_string()), item);
                    }
                }
            }
            Type::Map(item) => {
                for key in ["additionalProperties", "patternProperties"] {
                    for layer in &layers {
                        let spot = layer.key(key);
                        match self.files.value(&spot) {
                            Some(Value::Object(all)) if key == "patternProperties" => {
                                let keys: Vec<String> = all.keys().cloned().collect();
                                keys.iter().for_each(|it| self.schema(&spot.key(it), item));
                            }
                            Some(Value::Object(_)) => self.schema(&spot, item),
                            _ => {}
                        }
                    }
                }
                for layer in &layers {
                    for (name, spot) in self.properties(layer) {
                        self.missing(&[spot], &format!("the property {name} of a map"));
                    }
                }
            }
            Type::Named(id) => self.named(spot, &layers, *id),
            Type::Bool => self.expect(&layers, &["boolean"]),
            Type::Int32 | Type::Int64 | Type::Uint64 => {
                self.expect(&layers, &["integer", "number"]);
            }
            Type::UnixTime => self.expect(&layers, &["integer", "number"]),
            Type::Float | Type::Decimal => self.expect(&layers, &["number", "integer"]),
            // Files are declared as objects, too.
            Type::Bytes | Type::File => self.expect(&layers, &["string", "file", "object"]),
            _ => self.expect(&layers, &["string", "file"]),
        }
    }

    /// Reports a declared type that is none of the expected ones.
    fn expect(&mut self, layers: &[Spot], expected: &[&str]) {
        let values = layers.iter().filter_map(|it| self.files.value(it));
        let declared: BTreeSet<&str> = values.flat_map(types).collect();
        if !declared.is_empty() && !declared.iter().any(|it| expected.contains(it)) {
            self.missing(
                layers,
                &format!("the type {declared:?} became {expected:?}"),
            );
        }
    }

    fn properties(&self, layer: &Spot) -> Vec<(String, Spot)> {
        let properties = self.files.value(layer).and_then(|it| it.get("properties"));
        let properties = properties.and_then(Value::as_object).into_iter().flatten();
        let at = layer.key("properties");
        properties
            .map(|(name, _)| (name.clone(), at.key(name)))
            .collect()
    }

    fn named(&mut self, spot: &Spot, layers: &[Spot], id: TypeId) {
        let ir = self.ir;
        match &ir.type_def(id).kind {
            Kind::Struct(it) => self.structure(layers, it),
            Kind::Enum(it) => {
                let known: BTreeSet<String> = match &it.values {
                    Values::Text(values) => values.iter().map(|it| it.value.clone()).collect(),
                    Values::Integer(values) => {
                        values.iter().map(|it| it.value.to_string()).collect()
                    }
                };
                for value in self.enumerated(layers) {
                    if !known.contains(&value) {
                        self.missing(layers, &format!("the value {value} of an enum"));
                    }
                }
            }
            Kind::Union(it) => {
                let variants: Vec<TypeId> = it.variants.iter().map(|it| it.ty).collect();
                self.union(spot, &variants);
            }
            Kind::Choice(it) => {
                let variants: Vec<Type> = it.variants.iter().map(|it| it.ty.clone()).collect();
                for choice in self.all_choices(spot) {
                    self.choice(&choice, &variants);
                }
            }
        }
    }

    /// Compares the properties of a schema with the fields of a model.
    fn structure(&mut self, layers: &[Spot], model: &Struct) {
        let mut all = layers.to_vec();
        // The properties of choices beside properties are optional.
        for layer in layers {
            let choices = self.files.choices_of(layer);
            all.extend(choices.iter().flat_map(|it| self.files.layers(it)));
        }
        for layer in &all {
            for (name, spot) in self.properties(layer) {
                self.compared += 1;
                let fields = || model.fields.iter();
                let exact = fields().find(|it| it.wire_name == name);
                let field =
                    exact.or_else(|| fields().find(|it| it.wire_name.eq_ignore_ascii_case(&name)));
                match field {
                    // A base and its subtype may declare the same property; the last one counts.
                    Some(field) if is_single(&all, self, &name) => {
                        self.schema(&spot, &field.ty.clone());
                    }
                    Some(_) => {}
                    None if model.discriminators.iter().any(|it| it.0 == name) => {}
                    None => self.missing(&[spot], &format!("the property {name}")),
                }
            }
            let additional = layer.key("additionalProperties");
            match (self.files.value(&additional), &model.additional) {
                (Some(Value::Object(_)), Some(ty)) if layers.contains(layer) => {
                    self.schema(&additional, &ty.clone());
                }
                (Some(Value::Object(_) | Value::Bool(true)), None) if layers.contains(layer) => {
                    self.missing(&[additional], "additionalProperties");
                }
                _ => {}
            }
        }
    }

    fn enumerated(&self, layers: &[Spot]) -> BTreeSet<String> {
        let mut layers = layers.to_vec();
        for layer in layers.clone() {
            let choices = self.files.choices_of(&layer);
            layers.extend(choices.iter().flat_map(|it| self.files.layers(it)));
        }
        let values = layers.iter().filter_map(|it| self.files.value(it));
        let values = values.flat_map(|it| list(it, "enum").iter().chain(it.get("const")));
        values
            .filter_map(|it| match it {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            })
            .collect()
    }

    /// Compares the schemas that stand for a polymorphic type with its variants.
    fn union(&mut self, spot: &Spot, variants: &[TypeId]) {
        let at = |id: &TypeId| {
            let at = &self.ir.type_def(*id).at;
            Spot {
                file: normal(&at.file),
                pointer: at.pointer.clone(),
            }
        };
        let known: Vec<(Spot, TypeId)> = variants.iter().map(|id| (at(id), *id)).collect();
        let head = self.files.head(spot);
        let mut expected: Vec<Spot> = self.files.choices_of(&head);
        if expected.is_empty() {
            expected = self.files.derived(&head);
        }
        let mut seen = BTreeSet::new();
        while let Some(spot) = expected.pop() {
            let head = self.files.head(&spot);
            let path = self.files.layers(&spot);
            let nested = self.files.choices_of(&head);
            if known.iter().any(|(at, _)| path.contains(at)) || !seen.insert(head.clone()) {
                continue;
            }
            match nested.is_empty() {
                true => self.missing(&path, "a subtype"),
                false => expected.extend(nested),
            }
        }
        for (spot, id) in known {
            self.schema(&spot, &Type::Named(id));
        }
    }

    /// Returns the choices of a schema and of the choices that it refers to.
    fn all_choices(&self, spot: &Spot) -> Vec<Spot> {
        let (mut found, mut seen) = (Vec::new(), Vec::new());
        let mut open = vec![spot.clone()];
        while let Some(spot) = open.pop() {
            for layer in self.files.layers(&spot) {
                if seen.contains(&layer) {
                    continue;
                }
                seen.push(layer.clone());
                for choice in self.files.choices_of(&layer) {
                    found.push(choice);
                }
            }
        }
        found
    }

    /// Compares an item of a tuple with the type of all items.
    fn item(&mut self, spot: &Spot, ty: &Type) {
        let ir = self.ir;
        match ty {
            Type::Nullable(ty) => self.item(spot, ty),
            Type::Named(id) => match &ir.type_def(*id).kind {
                Kind::Choice(it) => {
                    let variants: Vec<Type> = it.variants.iter().map(|it| it.ty.clone()).collect();
                    self.choice(spot, &variants);
                }
                _ => self.schema(spot, ty),
            },
            ty => self.schema(spot, ty),
        }
    }

    /// Compares one choice with the variant that fits it.
    fn choice(&mut self, choice: &Spot, variants: &[Type]) {
        for ty in variants {
            let mut attempt = Walk {
                dropped: BTreeSet::new(),
                visited: self.visited.clone(),
                reported: self.reported.clone(),
                ..*self
            };
            attempt.schema(choice, ty);
            if attempt.dropped.is_empty() {
                (self.visited, self.compared) = (attempt.visited, attempt.compared);
                return;
            }
        }
        let path = self.files.layers(choice);
        self.missing(&path, "a choice");
    }
}

/// Returns `true` if only one layer declares a property.
fn is_single(layers: &[Spot], walk: &Walk<'_>, name: &str) -> bool {
    let declare = |it: &&Spot| {
        let value = walk.files.value(it);
        value.is_some_and(|it| it["properties"].get(name).is_some())
    };
    layers.iter().filter(declare).count() == 1
}

/// Returns `true` if a schema restricts its values to a type.
fn says_more(schema: &Value) -> bool {
    let has_entries = |key: &&str| {
        let value = schema.get(key);
        value.is_some_and(|it| match it {
            Value::Object(it) => !it.is_empty(),
            Value::Array(it) => !it.is_empty(),
            _ => false,
        })
    };
    let n_choices = |key: &str| {
        let choices = list(schema, key).iter();
        choices.filter(|it| it["type"] != "null").count()
    };
    types(schema).iter().any(|it| *it != "object")
        || ["properties", "items", "additionalProperties"]
            .iter()
            .any(has_entries)
        || n_choices("oneOf") + n_choices("anyOf") > 1
}
