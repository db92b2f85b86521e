//! Suggestions for misspelled names.

/// Returns at most three of `names` that are similar to `name`, the most similar first.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted: String = name.to_lowercase().chars().take(200).collect();
    // At least one character is the same.
    let most = (1 + wanted.len() / 4).min(wanted.len().saturating_sub(1));
    let mut near: Vec<(usize, &str)> = names
        // The difference in length is a lower bound of the distance.
        .filter(|candidate| candidate.len().abs_diff(wanted.len()) <= most)
        .map(|candidate| {
            (
                strsim::osa_distance(&wanted, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort();
    near.into_iter()
        .take(3)
        .map(|(_, name)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
