//! Options, boxes, lists and maps of values.

use super::{
    Content, Decode, DecodeList, DecodeMap, Encode, EncodeList, EncodeMap, JsonValue, Slot, Value,
    View,
};
use std::collections::BTreeMap;

impl<T: Value> Value for Option<T> {
    const HAS_NULL: bool = true;
    #[inline]
    fn empty() -> Self {
        None
    }
}

impl<T: Value> Decode for Option<T> {
    #[inline]
    fn slot(&mut self, content: Content) -> Slot<'_> {
        // `None` for nothing, and for a null that the type does not have. The comparison compiles to less than a `match`.
        *self = if content as u8 > T::HAS_NULL as u8 {
            None
        } else {
            Some(T::empty())
        };
        match self {
            Some(value) => value.slot(content),
            None => Slot::Null,
        }
    }
}

impl<T: Value> Encode for Option<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Absent,
        }
    }
}

impl<T: Value> Value for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Vec::new()
    }
}

impl<T: Value> Decode for Vec<T> {
    #[inline]
    fn slot(&mut self, _: Content) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Value> Encode for Vec<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> DecodeList for Vec<T> {
    #[inline]
    fn clear(&mut self) {
        *self = Vec::new();
    }

    #[inline]
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Decode) -> bool) {
        let mut item = T::empty();
        if read(&mut item) {
            self.push(item);
        }
    }
}

impl<T: Value> EncodeList for Vec<T> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Encode> {
        match self.as_slice().get(index) {
            Some(item) => Some(item),
            None => None,
        }
    }
}

/// Compiles the code of the maps that most APIs have in this crate. Crates of bindings share it in dev builds, which for a
/// small one is a fifth of its code.
#[doc(hidden)]
pub fn common_maps() -> [Box<dyn Decode>; 2] {
    [
        Box::new(None::<BTreeMap<String, String>>),
        Box::new(None::<BTreeMap<String, JsonValue>>),
    ]
}

impl<T: Value> Value for BTreeMap<String, T> {
    #[inline]
    fn empty() -> Self {
        BTreeMap::new()
    }
}

impl<T: Value> Decode for BTreeMap<String, T> {
    #[inline]
    fn slot(&mut self, _: Content) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Value> Encode for BTreeMap<String, T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> DecodeMap for BTreeMap<String, T> {
    #[inline]
    fn clear(&mut self) {
        *self = BTreeMap::new();
    }

    #[inline]
    fn add(&mut self, key: String, read: &mut dyn FnMut(&str, &mut dyn Decode) -> bool) {
        let mut value = T::empty();
        if read(&key, &mut value) {
            self.insert(key, value);
        }
    }
}

impl<T: Value> EncodeMap for BTreeMap<String, T> {
    #[inline]
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Encode) -> bool) {
        for (key, value) in self {
            if !show(key, value) {
                return;
            }
        }
    }
}
