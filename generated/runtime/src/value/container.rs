//! Options, boxes, lists and maps of values.

use super::{List, Map, Slot, Value, View};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

impl<T: Value> Value for Option<T> {
    #[inline]
    fn empty() -> Self {
        None
    }

    #[inline]
    fn null() -> Option<Self> {
        Some(T::null())
    }

    #[inline]
    fn nullify(&mut self) -> bool {
        *self = T::null();
        true
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        self.insert(T::empty()).slot()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }

    #[inline]
    fn misfit(&self) -> Option<&'static str> {
        self.as_ref().and_then(Value::misfit)
    }
}

impl<T: Value> Value for Box<T> {
    #[inline]
    fn empty() -> Self {
        Box::new(T::empty())
    }

    #[inline]
    fn null() -> Option<Self> {
        T::null().map(Box::new)
    }

    #[inline]
    fn nullify(&mut self) -> bool {
        (**self).nullify()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
    }

    #[inline]
    fn misfit(&self) -> Option<&'static str> {
        (**self).misfit()
    }
}

impl<T: Value> Value for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Vec::new()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    #[inline]
    fn clear(&mut self) {
        Vec::clear(self);
    }

    #[inline]
    fn push(&mut self) -> &mut dyn Value {
        let end = self.len();
        Vec::push(self, T::empty());
        // There since the line before.
        &mut self[end]
    }

    #[inline]
    fn pop(&mut self) {
        Vec::pop(self);
    }

    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn each(&self, show: &mut dyn FnMut(&dyn Value) -> bool) {
        for item in self {
            if !show(item) {
                return;
            }
        }
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    #[inline]
    fn empty() -> Self {
        BTreeMap::new()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    #[inline]
    fn clear(&mut self) {
        BTreeMap::clear(self);
    }

    #[inline]
    fn insert(&mut self, key: &str) -> &mut dyn Value {
        match self.entry(key.to_owned()) {
            Entry::Vacant(entry) => entry.insert(T::empty()),
            Entry::Occupied(entry) => {
                let value = entry.into_mut();
                *value = T::empty();
                value
            }
        }
    }

    #[inline]
    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }

    #[inline]
    fn each(&self, show: &mut dyn FnMut(&str, &dyn Value) -> bool) {
        for (key, value) in self {
            if !show(key, value) {
                return;
            }
        }
    }
}
