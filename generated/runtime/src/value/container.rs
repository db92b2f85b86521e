//! Options and lists of values.

use super::{Content, Decode, DecodeList, Encode, EncodeList, Slot, Value, View};

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
        T::slot_of(self, content)
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
    fn slot(&mut self, content: Content) -> Slot<'_> {
        match content {
            Content::Nothing => *self = Self::new(),
            Content::Value | Content::Null => {}
        }
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
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Decode) -> bool) {
        let mut item = T::empty();
        if !read(&mut item) {
            return;
        }
        self.push(item);
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
