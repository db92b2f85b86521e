//! Maps with string keys.

use super::{Content, Decode, DecodeMap, Encode, EncodeMap, JsonValue, Slot, Value, View, debug};
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Debug, Formatter};
use std::hash::BuildHasher;
use std::iter::Zip;
use std::ops::Index;
use std::{mem, slice, vec};

/// A map with string keys: tags, application settings, or models by name. It keeps the order in which entries were added.
///
/// ```
/// use arm_runtime::Map;
///
/// let mut tags: Map<String> = Map::from([("team", "web".into()), ("env", "prod".into())]);
/// tags.insert("env", "test".into());
/// assert_eq!(tags.get("env").map(String::as_str), Some("test"));
/// assert_eq!(tags.keys().collect::<Vec<_>>(), ["team", "env"]);
/// for (key, value) in &tags {
///     println!("{key}: {value}");
/// }
/// ```
///
/// Keys are passed as they are, without `.into()`. [`Map::new`] creates an empty map; arrays and iterators of pairs, [`BTreeMap`]
/// and [`HashMap`] are converted. Maps with the same entries are equal in any order. `Debug` hides the values whose key is the name
/// of a secret, as in models.
///
/// Its keys are not generic, so that each type of value adds little code, unlike with a `BTreeMap` or a `HashMap`.
#[derive(Clone)]
pub struct Map<T> {
    keys: Keys,
    /// The value of each key.
    values: Vec<T>,
}

impl<T> Map<T> {
    /// Creates an empty map.
    #[inline]
    pub const fn new() -> Self {
        const {
            Self {
                keys: Keys::EMPTY,
                values: Vec::new(),
            }
        }
    }

    /// Returns the number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns `true` if the map has no entries.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the value of a key.
    #[inline]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.values.get(self.keys.find(key)?)
    }

    /// Returns the value of a key as a mutable reference.
    #[inline]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.values.get_mut(self.keys.find(key)?)
    }

    /// Returns `true` if the map has the key.
    #[inline]
    pub fn contains_key(&self, key: &str) -> bool {
        self.keys.find(key).is_some()
    }

    /// Sets the value of a key, and returns the earlier one. A new key is added at the end.
    #[inline]
    pub fn insert(&mut self, key: impl Into<String>, value: T) -> Option<T> {
        match self.values.get_mut(self.keys.add(&mut key.into())) {
            Some(place) => Some(mem::replace(place, value)),
            None => {
                self.values.push(value);
                None
            }
        }
    }

    /// Returns the value of a key. A key that is missing gets the value that `make` returns.
    pub fn get_or_insert_with(
        &mut self,
        key: impl Into<String>,
        make: impl FnOnce() -> T,
    ) -> &mut T {
        let mut key = key.into();
        let index = self.keys.find(&key).unwrap_or_else(|| {
            // If `make` panics, the map is as before.
            self.values.push(make());
            self.keys.add(&mut key)
        });
        &mut self.values[index]
    }

    /// Removes a key, and returns its value. Takes time in proportion to the number of entries.
    #[inline]
    pub fn remove(&mut self, key: &str) -> Option<T> {
        Some(self.values.remove(self.keys.remove(key)?))
    }

    /// Removes the entries for which `keep` returns `false`.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut T) -> bool) {
        *self = mem::take(self)
            .into_iter()
            .filter_map(|(key, mut value)| keep(&key, &mut value).then_some((key, value)))
            .collect();
    }

    /// Removes all entries.
    #[inline]
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Returns the entries.
    #[inline]
    pub fn iter(&self) -> Zip<slice::Iter<'_, String>, slice::Iter<'_, T>> {
        self.keys().zip(self.values())
    }

    /// Returns the entries with mutable values.
    #[inline]
    pub fn iter_mut(&mut self) -> Zip<slice::Iter<'_, String>, slice::IterMut<'_, T>> {
        self.keys.texts.iter().zip(&mut self.values)
    }

    /// Returns the keys.
    #[inline]
    pub fn keys(&self) -> slice::Iter<'_, String> {
        self.keys.texts.iter()
    }

    /// Returns the values.
    #[inline]
    pub fn values(&self) -> slice::Iter<'_, T> {
        self.values.iter()
    }

    /// Returns the values as mutable references.
    #[inline]
    pub fn values_mut(&mut self) -> slice::IterMut<'_, T> {
        self.values.iter_mut()
    }

    /// Returns the keys, without the values.
    #[inline]
    pub fn into_keys(self) -> vec::IntoIter<String> {
        self.keys.texts.into_iter()
    }

    /// Returns the values, without the keys.
    #[inline]
    pub fn into_values(self) -> vec::IntoIter<T> {
        self.values.into_iter()
    }
}

/// The keys of a map. Not generic, so that its code is compiled once.
#[derive(Clone)]
struct Keys {
    /// In the order in which they were added.
    texts: Vec<String>,
    /// The positions of all keys, once there were many. Before, it is empty.
    index: BTreeMap<String, usize>,
}

impl Keys {
    /// The number of keys that are compared one by one. Nearly all maps of the APIs have fewer.
    const WITHOUT_INDEX: usize = 16;

    const EMPTY: Self = Self {
        texts: Vec::new(),
        index: BTreeMap::new(),
    };

    fn find(&self, key: &str) -> Option<usize> {
        if self.index.is_empty() {
            self.texts.iter().position(|it| it == key)
        } else {
            self.index.get(key).copied()
        }
    }

    /// Returns the position of a key. A new key is taken and added at the end.
    fn add(&mut self, key: &mut String) -> usize {
        if let Some(found) = self.find(key) {
            return found;
        }
        let position = self.texts.len();
        if !self.index.is_empty() {
            self.index.insert(key.clone(), position);
        }
        self.texts.push(mem::take(key));
        if position == Self::WITHOUT_INDEX && self.index.is_empty() {
            self.index = self.texts.iter().cloned().zip(0..).collect();
        }
        position
    }

    /// Removes a key, and returns the position that it had.
    fn remove(&mut self, key: &str) -> Option<usize> {
        let removed = self.find(key)?;
        self.texts.remove(removed);
        self.index.remove(key);
        for position in self.index.values_mut().filter(|it| **it > removed) {
            *position -= 1;
        }
        Some(removed)
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Index<&str> for Map<T> {
    type Output = T;

    /// Returns the value of a key, as the index of a `BTreeMap` does. [`get`](Map::get) does not panic.
    ///
    /// # Panics
    ///
    /// Panics if the map does not have the key.
    fn index(&self, key: &str) -> &T {
        match self.get(key) {
            Some(value) => value,
            None => panic!("the map has no such key"),
        }
    }
}

/// Hides the values whose key is the name of a secret.
impl<T: Encode> Debug for Map<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(entries: [(K, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K: Into<String>, T> From<BTreeMap<K, T>> for Map<T> {
    fn from(entries: BTreeMap<K, T>) -> Self {
        entries.into_iter().collect()
    }
}

/// Sorts the entries by key, because a `HashMap` has another order in each process.
impl<K: Into<String>, T, S> From<HashMap<K, T, S>> for Map<T> {
    fn from(entries: HashMap<K, T, S>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value));
        entries.collect::<BTreeMap<String, T>>().into()
    }
}

impl<T> From<Map<T>> for BTreeMap<String, T> {
    fn from(map: Map<T>) -> Self {
        map.into_iter().collect()
    }
}

impl<T, S: BuildHasher + Default> From<Map<T>> for HashMap<String, T, S> {
    fn from(map: Map<T>) -> Self {
        map.into_iter().collect()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = Zip<vec::IntoIter<String>, vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.keys.texts.into_iter().zip(self.values)
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = Zip<slice::Iter<'a, String>, slice::Iter<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Map<T> {
    type Item = (&'a String, &'a mut T);
    type IntoIter = Zip<slice::Iter<'a, String>, slice::IterMut<'a, T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Writes everything, including secrets, as models do.
#[cfg(feature = "serde")]
impl<T: Encode> serde::Serialize for Map<T> {
    fn serialize<S: serde::Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, format)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: Value> serde::Deserialize<'de> for Map<T> {
    fn deserialize<D: serde::Deserializer<'de>>(format: D) -> Result<Self, D::Error> {
        super::deserialize(format)
    }
}

impl<T: Value> Value for Map<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Value> Decode for Map<T> {
    #[inline]
    fn slot(&mut self, content: Content) -> Slot<'_> {
        match content {
            Content::Nothing => *self = Self::new(),
            Content::Value | Content::Null => {}
        }
        Slot::Map(self)
    }
}

impl<T: Encode> Encode for Map<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> DecodeMap for Map<T> {
    #[inline]
    fn add(&mut self, key: &mut String, read: &mut dyn FnMut(&str, &mut dyn Decode) -> bool) {
        let mut value = T::empty();
        if !read(key, &mut value) {
            return;
        }
        match self.values.get_mut(self.keys.add(key)) {
            Some(place) => *place = value,
            None => self.values.push(value),
        }
    }
}

impl<T: Encode> EncodeMap for Map<T> {
    #[inline]
    fn each<'a>(&'a self, show: &mut dyn FnMut(&'a str, &'a dyn Encode) -> bool) {
        for (key, value) in self {
            if !show(key, value) {
                return;
            }
        }
    }
}

/// Compiles the code of the maps that most APIs have in this crate. Crates of bindings share it in dev builds.
#[doc(hidden)]
pub fn common_maps() -> [Box<dyn Decode>; 2] {
    [
        Box::new(None::<Map<String>>),
        Box::new(None::<Map<JsonValue>>),
    ]
}
