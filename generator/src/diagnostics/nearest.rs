//! Suggestions for misspelled names.

/// Returns at most three of `names` that are similar to `name`, the most similar first.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted: String = name.to_lowercase().chars().take(200).collect();
    // At least one character is the same.
    let most = (1 + wanted.len() / 4).min(wanted.len().saturating_sub(1));
    let characters = Characters::of(&wanted);
    let mut near: Vec<(usize, &str)> = names
        // The difference in length is a lower bound of the distance.
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= most)
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let is_near = characters.least_distance(&lower) <= most;
            is_near.then(|| (strsim::osa_distance(&wanted, &lower), candidate))
        })
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort();
    near.into_iter()
        .take(3)
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// The characters of a name in any order.
struct Characters {
    count: usize,
    /// The number of each ASCII character.
    ascii: [u8; 128],
}

impl Characters {
    fn of(name: &str) -> Self {
        let mut ascii = [0_u8; 128];
        for character in name.chars() {
            if let Some(count) = ascii.get_mut(character as usize) {
                *count = count.saturating_add(1);
            }
        }
        Self {
            count: name.chars().count(),
            ascii,
        }
    }

    /// Returns a lower bound of the distance, which is computed faster: the number of characters of the longer name that the
    /// other lacks. Characters beyond ASCII count as shared.
    fn least_distance(&self, candidate: &str) -> usize {
        let mut unmatched = self.ascii;
        let is_shared = |character: &char| match unmatched.get_mut(*character as usize) {
            Some(0) => false,
            Some(count) => {
                *count -= 1;
                true
            }
            None => true,
        };
        let shared = candidate.chars().filter(is_shared).count();
        self.count.max(candidate.chars().count()) - shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lower_bound_is_at_most_the_distance() {
        let characters = ["a", "b", "\u{e9}", "\u{65e5}", ""];
        let mut names = vec![String::new()];
        for _ in 0..4 {
            let longer = |name: &String| characters.map(|it| name.clone() + it);
            names = names.iter().flat_map(longer).collect();
            names.sort();
            names.dedup();
        }
        for wanted in &names {
            for candidate in &names {
                let distance = strsim::osa_distance(wanted, candidate);
                assert!(
                    Characters::of(wanted).least_distance(candidate) <= distance,
                    "{wanted} {candidate}"
                );
            }
        }
        assert_eq!(Characters::of("missing0").least_distance("m10000"), 6);
        assert_eq!(Characters::of("aab").least_distance("aba"), 0);
    }

    #[test]
    fn similar_names_are_suggested_the_most_similar_first() {
        for (name, names, expected) in [
            ("sku", &["skus", "sku", "name"][..], &["sku", "skus"][..]),
            ("SKU", &["sku"], &["sku"]),
            // One change, and one more for every four characters.
            ("abc", &["abcd"], &["abcd"]),
            ("abc", &["abcde"], &[]),
            ("abc", &["ab"], &["ab"]),
            ("abc", &["abx"], &["abx"]),
            ("abc", &["axy"], &[]),
            ("abcd", &["abcdef"], &["abcdef"]),
            ("abcd", &["abcdefg"], &[]),
            ("abcd", &["abxy"], &["abxy"]),
            ("abcd", &["axyz"], &[]),
            // Neighbors that changed places are one change.
            ("abc", &["acb"], &["acb"]),
            // At least one character is the same.
            ("a", &["b", "a"], &["a"]),
            ("", &["a"], &[]),
            // At most three, equal ones by name.
            ("abc", &["abg", "abf", "abe", "abd"], &["abd", "abe", "abf"]),
            ("abc", &[], &[]),
        ] {
            assert_eq!(nearest(name, names.iter().copied()), expected, "{name}");
        }
    }
}
