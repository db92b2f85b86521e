//! Distinguishes the types of a choice: by JSON type, by constants, or by properties that one type requires and the other
//! does not have.

use std::collections::{BTreeMap, BTreeSet};

use super::super::declared::{Declared, Parts};
use super::resolved;
use crate::ir::{ChoiceVariant, Enum, Form, Kind, Struct, Type, TypeId, Union, Values};

/// Maximum number of types in a choice without discriminator. Each is compared with all others, and its test names a
/// property for each of them, so that time and code grow with the square of the number.
const MOST_TYPES: usize = 200;

/// The known form of the values of a type.
#[derive(Clone, Debug)]
enum Outline {
    Boolean,
    Integer,
    Number,
    Text,
    List(Type),
    Map,
    Object(Object),
}

#[derive(Clone, Debug)]
struct Object {
    name: String,
    properties: BTreeSet<String>,
    required: BTreeSet<String>,
    /// Properties with a list of allowed texts.
    constants: BTreeMap<String, Vec<String>>,
}

/// The tests in the form of a variant.
#[derive(Clone, Debug, Default)]
struct Tests {
    required: BTreeSet<String>,
    constants: BTreeMap<String, Vec<String>>,
}

/// Finds the differences between types.
pub(super) struct Judge<'j> {
    pub types: &'j [Declared],
    pub replaced: &'j BTreeMap<TypeId, Type>,
}

impl Judge<'_> {
    /// Returns the variants in the order in which they are tried. `Err` contains the reason if they cannot be distinguished.
    pub fn forms(&self, types: &[Type]) -> Result<Vec<ChoiceVariant>, String> {
        let ordered = self.ordered(types, 0)?;
        let variant = |(index, form): (usize, Form)| ChoiceVariant {
            ty: types[index].clone(),
            form,
        };
        Ok(ordered.into_iter().map(variant).collect())
    }

    fn ordered(&self, types: &[Type], depth: usize) -> Result<Vec<(usize, Form)>, String> {
        if depth > 8 {
            return Err("their lists are nested too deeply".to_owned());
        }
        if types.len() > MOST_TYPES {
            return Err(format!(
                "there are {} of them without a discriminator, more than {MOST_TYPES}",
                types.len()
            ));
        }
        let mut outlines: Vec<Vec<Outline>> = Vec::new();
        for ty in types {
            let mut seen = BTreeSet::new();
            outlines.push(self.outlines(ty, &mut seen)?);
        }
        let mut tests: Vec<Vec<Tests>> = outlines
            .iter()
            .map(|it| vec![Tests::default(); it.len()])
            .collect();
        // (a, b): a must be tried before b.
        let mut before: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut lists: Vec<(usize, Type)> = Vec::new();
        for a in 0..types.len() {
            for (i, left) in outlines[a].iter().enumerate() {
                if let Outline::List(item) = left {
                    lists.push((a, item.clone()));
                }
                for b in a + 1..types.len() {
                    for (j, right) in outlines[b].iter().enumerate() {
                        let (x, y) = tell_apart(left, right)?;
                        let first = match (&x, &y) {
                            (Some(_), None) => Some((a, b)),
                            (None, Some(_)) => Some((b, a)),
                            _ => None,
                        };
                        before.extend(first);
                        add(&mut tests[a][i], x);
                        add(&mut tests[b][j], y);
                    }
                }
            }
        }
        let items = self.item_forms(&lists, depth)?;
        let form = |index: usize| {
            let mut forms: Vec<Form> = outlines[index]
                .iter()
                .zip(&tests[index])
                .map(|(outline, tests)| form(outline, tests, items.get(&index)))
                .collect();
            match forms.len() {
                1 => forms.remove(0),
                _ => Form::Any(forms),
            }
        };
        let order = order(types.len(), &before)
            .ok_or_else(|| "each may have the properties that another one requires".to_owned())?;
        Ok(order
            .into_iter()
            .map(|index| (index, form(index)))
            .collect())
    }

    /// Returns the forms of the items of several lists, which distinguish the lists.
    fn item_forms(
        &self,
        lists: &[(usize, Type)],
        depth: usize,
    ) -> Result<BTreeMap<usize, Form>, String> {
        if lists.len() < 2 {
            return Ok(BTreeMap::new());
        }
        let items: Vec<Type> = lists.iter().map(|(_, item)| item.clone()).collect();
        let ordered = self.ordered(&items, depth + 1)?;
        // The first list with a matching item is taken, so the order must stay that of the spec.
        if ordered.iter().map(|(index, _)| *index).ne(0..items.len())
            && ordered
                .iter()
                .any(|(_, form)| matches!(form, Form::Object(..)))
        {
            return Err(
                "their lists contain objects that differ by a single property only".to_owned(),
            );
        }
        let count = lists.len();
        let forms = ordered.into_iter();
        let forms: BTreeMap<usize, Form> =
            forms.map(|(index, form)| (lists[index].0, form)).collect();
        if forms.len() < count {
            return Err("one of them is itself a choice of several lists".to_owned());
        }
        Ok(forms)
    }

    fn outlines(&self, ty: &Type, seen: &mut BTreeSet<TypeId>) -> Result<Vec<Outline>, String> {
        let ty = &resolved(ty, self.replaced);
        Ok(vec![match ty {
            Type::Bool => Outline::Boolean,
            Type::Int32 | Type::Int64 | Type::Uint64 | Type::UnixTime => Outline::Integer,
            Type::Float | Type::Decimal => Outline::Number,
            Type::Json => return Err("one of them accepts any JSON".to_owned()),
            Type::List(item) => Outline::List((**item).clone()),
            Type::Map(_) => Outline::Map,
            Type::Nullable(item) => return self.outlines(item, seen),
            Type::Named(id) => return self.named(*id, seen),
            _ => Outline::Text,
        }])
    }

    fn named(&self, id: TypeId, seen: &mut BTreeSet<TypeId>) -> Result<Vec<Outline>, String> {
        let declared = &self.types[id.0];
        let name = &declared.spec_name;
        Ok(vec![match &declared.parts {
            Parts::Known(Kind::Enum(it)) => match it.values {
                Values::Text(_) => Outline::Text,
                Values::Integer(_) => Outline::Integer,
            },
            Parts::Known(Kind::Struct(it)) => Outline::Object(self.object(name, it)),
            Parts::Known(Kind::Union(it)) => Outline::Object(self.any_of(name, it)),
            Parts::Choice(types) => {
                if !seen.insert(id) {
                    return Err(format!("`{name}` contains itself"));
                }
                let mut all = Vec::new();
                for ty in types {
                    all.extend(self.outlines(ty, seen)?);
                }
                return Ok(all);
            }
            Parts::Known(Kind::Choice(_)) | Parts::Struct(_) | Parts::Union(_) => {
                return Err(format!("`{name}` is not lowered"));
            }
        }])
    }

    fn object(&self, name: &str, it: &Struct) -> Object {
        let mut object = Object {
            name: name.to_owned(),
            properties: it.fields.iter().map(|it| it.wire_name.clone()).collect(),
            required: BTreeSet::new(),
            constants: BTreeMap::new(),
        };
        for field in &it.fields {
            if field.required {
                object.required.insert(field.wire_name.clone());
            }
            if let Type::Named(id) = field.ty
                && let Some(Enum {
                    values: Values::Text(values),
                    open: false,
                    ..
                }) = self.types[id.0].as_enum()
            {
                let values = values.iter().map(|it| it.value.clone()).collect();
                object.constants.insert(field.wire_name.clone(), values);
            }
        }
        for (property, value) in &it.discriminators {
            object.properties.insert(property.clone());
            object.required.insert(property.clone());
            object
                .constants
                .insert(property.clone(), vec![value.clone()]);
        }
        object
    }

    fn any_of(&self, name: &str, it: &Union) -> Object {
        let mut object = Object {
            name: name.to_owned(),
            properties: BTreeSet::from([it.discriminator.clone()]),
            required: BTreeSet::from([it.discriminator.clone()]),
            constants: BTreeMap::new(),
        };
        let mut values = Vec::new();
        for variant in &it.variants {
            values.push(variant.value.clone());
            if let Parts::Known(Kind::Struct(it)) = &self.types[variant.ty.0].parts {
                let names = it.fields.iter().map(|it| it.wire_name.clone());
                object.properties.extend(names);
            }
        }
        object.constants.insert(it.discriminator.clone(), values);
        object
    }
}

/// Returns the tests that distinguish each of two types from the other; `None` if no test is needed.
fn tell_apart(left: &Outline, right: &Outline) -> Result<(Option<Tests>, Option<Tests>), String> {
    use Outline::{Boolean, Integer, List, Map, Number, Object, Text};
    match (left, right) {
        (Boolean, Boolean) | (Text, Text) | (Map, Map) => {
            Err("two of them have the same JSON type".to_owned())
        }
        (Integer | Number, Integer | Number) => Err("two of them are numbers".to_owned()),
        // Lists are distinguished by their items.
        (List(_), List(_)) => Ok((None, None)),
        (Object(left), Object(right)) => objects_apart(left, right),
        (Object(object), Map) => Ok((Some(required(object)?), None)),
        (Map, Object(object)) => Ok((None, Some(required(object)?))),
        _ => Ok((Some(Tests::default()), Some(Tests::default()))),
    }
}

/// Distinguishes an object from a map by a required property.
fn required(object: &Object) -> Result<Tests, String> {
    let name = object.required.iter().next().ok_or_else(|| {
        format!(
            "`{}` has no required property that distinguishes it from a map",
            object.name
        )
    })?;
    Ok(Tests {
        required: BTreeSet::from([name.clone()]),
        ..Tests::default()
    })
}

fn objects_apart(left: &Object, right: &Object) -> Result<(Option<Tests>, Option<Tests>), String> {
    for (name, values) in &left.constants {
        let Some(others) = right.constants.get(name) else {
            continue;
        };
        let is_disjoint = values
            .iter()
            .all(|it| !others.iter().any(|other| other.eq_ignore_ascii_case(it)));
        if is_disjoint && left.required.contains(name) && right.required.contains(name) {
            let tests = |values: &Vec<String>| Tests {
                required: BTreeSet::from([name.clone()]),
                constants: BTreeMap::from([(name.clone(), values.clone())]),
            };
            return Ok((Some(tests(values)), Some(tests(others))));
        }
    }
    let own = |this: &Object, other: &Object| {
        let name = this
            .required
            .iter()
            .find(|it| !other.properties.contains(*it))?;
        Some(Tests {
            required: BTreeSet::from([name.clone()]),
            ..Tests::default()
        })
    };
    match (own(left, right), own(right, left)) {
        (None, None) => Err(format!(
            "neither `{}` nor `{}` requires a property or a constant that the other does not have",
            left.name, right.name
        )),
        found => Ok(found),
    }
}

fn add(tests: &mut Tests, more: Option<Tests>) {
    let more = more.unwrap_or_default();
    tests.required.extend(more.required);
    tests.constants.extend(more.constants);
}

fn form(outline: &Outline, tests: &Tests, item: Option<&Form>) -> Form {
    match outline {
        Outline::Boolean => Form::Boolean,
        Outline::Integer => Form::Integer,
        Outline::Number => Form::Number,
        Outline::Text => Form::Text,
        Outline::List(_) => Form::List(item.cloned().into_iter().collect()),
        Outline::Map => Form::Object(Vec::new(), Vec::new()),
        Outline::Object(_) => Form::Object(
            tests.required.iter().cloned().collect(),
            tests.constants.clone().into_iter().collect(),
        ),
    }
}

/// Returns an order that satisfies `before` and otherwise follows the spec; `None` if there is none.
fn order(count: usize, before: &BTreeSet<(usize, usize)>) -> Option<Vec<usize>> {
    let mut waits_for = vec![0_usize; count];
    for (_, then) in before {
        waits_for[*then] += 1;
    }
    let mut ready: BTreeSet<usize> = (0..count).filter(|it| waits_for[*it] == 0).collect();
    let mut order: Vec<usize> = Vec::new();
    while let Some(next) = ready.pop_first() {
        order.push(next);
        for (_, then) in before.range((next, 0)..=(next, count)) {
            waits_for[*then] -= 1;
            if waits_for[*then] == 0 {
                ready.insert(*then);
            }
        }
    }
    (order.len() == count).then_some(order)
}

#[cfg(test)]
mod tests;
