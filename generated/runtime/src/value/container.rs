//! Options, boxes, lists and maps of values.

use super::{List, Map, Slot, Value, View};
use std::collections::BTreeMap;

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
    fn is_exact() -> bool {
        T::is_exact()
    }

    #[inline]
    fn reads_exactly(&self) -> bool {
        T::is_exact()
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
    fn is_exact() -> bool {
        T::is_exact()
    }

    #[inline]
    fn reads_exactly(&self) -> bool {
        T::is_exact()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
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
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Value) -> bool) {
        let mut item = T::empty();
        if read(&mut item) {
            self.push(item);
        }
    }

    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Value> {
        match self.as_slice().get(index) {
            Some(item) => Some(item),
            None => None,
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
    fn add(&mut self, key: &str, read: &mut dyn FnMut(&mut dyn Value) -> bool) {
        let mut value = T::empty();
        if read(&mut value) {
            self.insert(key.to_owned(), value);
        }
    }

    #[inline]
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Value) -> bool) {
        for (key, value) in self {
            if !show(key, value) {
                return;
            }
        }
    }
}
