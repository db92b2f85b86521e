//! Alternative words for groups and operations, as in `az`. The rules are the same for every provider:
//!
//! * singular and plural are interchangeable: `account` for `accounts`, `list-key` for `list-keys`;
//! * the initials of a group name it: `vm` for `virtual-machines`;
//! * a group may omit the words that it shares with its provider: `communication service` for `communication-services`;
//! * a noun may come first: `keys list` for `list-keys`;
//! * `renew`, `show`, `create` and `list` are synonyms of the verbs in Azure's specs.

use crate::names::other_number;

/// Returns the group that a word means.
pub fn group<'a>(names: &'a [String], provider: &str, word: &str) -> Option<&'a str> {
    let whole = |name: &&String| *name == word || **name == other_number(word);
    let short = |name: &&String| {
        let rest = name
            .strip_prefix(provider)
            .and_then(|it| it.strip_prefix('-'));
        rest.is_some_and(|it| it == word || it == other_number(word))
    };
    let exact = names.iter().find(|it| *it == word);
    exact
        .or_else(|| only(names.iter().filter(whole)))
        .or_else(|| only(names.iter().filter(short)))
        .or_else(|| {
            only(
                names
                    .iter()
                    .filter(|it| word.len() > 1 && initials(it) == word),
            )
        })
        .map(String::as_str)
}

/// Returns the first letters of the words: `vmss` of `virtual-machine-scale-sets`.
fn initials(name: &str) -> String {
    name.split('-').filter_map(|it| it.chars().next()).collect()
}

/// Returns the operation that the first words mean, and the number of words used.
pub fn operation<'a>(
    names: &'a [String],
    words: &[&str],
    has_group_flag: bool,
) -> Option<(&'a str, usize)> {
    let (first, second) = (words.first()?, words.get(1));
    let find = |wanted: &str| names.iter().find(|it| *it == wanted).map(String::as_str);
    if let Some(name) = find(first) {
        return Some((name, 1));
    }
    if let Some(name) = second.and_then(|verb| verb_and_noun(names, verb, first)) {
        return Some((name, 2));
    }
    let one = match *first {
        "show" => find("get"),
        "create" => find("create-or-update"),
        "list" => list(names, has_group_flag),
        word => {
            let (verb, noun) = word.split_once('-')?;
            verb_and_noun(names, verb, noun)
        }
    };
    one.map(|name| (name, 1))
}

fn verb_and_noun<'a>(names: &'a [String], verb: &str, noun: &str) -> Option<&'a str> {
    let verbs = match verb {
        "renew" => ["regenerate", "renew"],
        "show" => ["get", "list"],
        "create" => ["create", "create-or-update"],
        _ => [verb, verb],
    };
    let nouns = [noun.to_owned(), other_number(noun)];
    let wanted = verbs
        .iter()
        .flat_map(|verb| nouns.iter().map(move |noun| format!("{verb}-{noun}")));
    wanted
        .into_iter()
        .find_map(|wanted| names.iter().find(|it| **it == wanted))
        .map(String::as_str)
}

/// `list` lists a resource group if one is specified, as in `az`.
fn list(names: &[String], has_group_flag: bool) -> Option<&str> {
    let scope = if has_group_flag {
        "list-by-resource-group"
    } else {
        "list-by-subscription"
    };
    let lists = || {
        names
            .iter()
            .filter(|it| it.starts_with("list-by-") || *it == "list-all")
    };
    names
        .iter()
        .find(|it| *it == scope)
        .or_else(|| only(lists()))
        .map(String::as_str)
}

/// Returns the names that are similar to a word, the most similar first.
pub fn similar<'a>(word: &str, names: &[&'a str]) -> Vec<&'a str> {
    let word = word.to_lowercase();
    let mut found: Vec<(f64, &str)> = names
        .iter()
        .map(|name| {
            let lower = name.to_lowercase();
            let part = word.len() > 2
                && lower
                    .split('-')
                    .any(|it| it == word || it == other_number(&word));
            let same = strsim::jaro_winkler(&word, &lower);
            (if part { same.max(0.85) } else { same }, *name)
        })
        .filter(|(same, _)| *same > 0.8)
        .collect();
    found.sort_by(|left, right| right.0.total_cmp(&left.0));
    found.into_iter().map(|(_, name)| name).take(5).collect()
}

/// Returns the only item, or `None` if there are several.
pub fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<String> {
        words.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn groups_in_other_words() {
        let groups = names(&["communication-services", "domains", "email-services"]);
        let found = |word| group(&groups, "communication", word);
        assert_eq!(found("domains"), Some("domains"));
        assert_eq!(found("domain"), Some("domains"));
        assert_eq!(found("service"), Some("communication-services"));
        assert_eq!(found("email"), None);
        assert_eq!(found("cs"), Some("communication-services"));
        assert_eq!(found("d"), None);
    }

    #[test]
    fn operations_in_other_words() {
        let operations = names(&[
            "get",
            "create-or-update",
            "list-keys",
            "regenerate-keys",
            "list-by-subscription",
            "list-by-resource-group",
        ]);
        let found = |words: &[&str], in_group| operation(&operations, words, in_group);
        assert_eq!(
            found(&["keys", "renew"], false),
            Some(("regenerate-keys", 2))
        );
        assert_eq!(found(&["keys", "list"], false), Some(("list-keys", 2)));
        assert_eq!(
            found(&["regenerate-key"], false),
            Some(("regenerate-keys", 1))
        );
        assert_eq!(found(&["list-key"], false), Some(("list-keys", 1)));
        assert_eq!(found(&["show"], false), Some(("get", 1)));
        assert_eq!(found(&["create"], false), Some(("create-or-update", 1)));
        assert_eq!(found(&["list"], false), Some(("list-by-subscription", 1)));
        assert_eq!(found(&["list"], true), Some(("list-by-resource-group", 1)));
        // A verb of another tool stands for the verbs of the spec, before the same noun in singular or plural.
        let others = names(&[
            "get-event",
            "list-entries",
            "create-or-update-rule",
            "renew-token",
        ]);
        for (word, expected) in [
            ("show-event", Some("get-event")),
            ("show-events", Some("get-event")),
            ("show-entry", Some("list-entries")),
            ("show-entries", Some("list-entries")),
            ("create-rule", Some("create-or-update-rule")),
            ("renew-token", Some("renew-token")),
            ("renew-rule", None),
            ("delete-rule", None),
        ] {
            let found = operation(&others, &[word], false);
            assert_eq!(found, expected.map(|it| (it, 1)), "{word}");
        }
        let both = names(&[
            "create-or-update-rule",
            "create-rule",
            "regenerate-key",
            "renew-key",
            "list-rule",
            "get-rule",
        ]);
        for (words, expected) in [
            (&["create-rule"][..], Some(("create-rule", 1))),
            (&["rule", "create"], Some(("create-rule", 2))),
            (&["rules", "create"], Some(("create-rule", 2))),
            (&["renew-keys"], Some(("regenerate-key", 1))),
            (&["key", "renew"], Some(("regenerate-key", 2))),
            (&["rule", "show"], Some(("get-rule", 2))),
            (&["rule", "list", "show"], Some(("list-rule", 2))),
            (&["rule"], None),
            (&["rule", "delete"], None),
            (&[], None),
            // One operation of a group is found by its verb.
            (&["create"], None),
            (&["list"], None),
        ] {
            assert_eq!(operation(&both, words, false), expected, "{words:?}");
        }
        assert_eq!(found(&["rotate"], false), None);
        assert_eq!(found(&["get", "keys"], false), Some(("get", 1)));
    }

    #[test]
    fn a_list_of_one_kind_is_the_list() {
        let operations = names(&["list-by-service", "get"]);
        assert_eq!(
            operation(&operations, &["list"], true),
            Some(("list-by-service", 1))
        );
        let operations = names(&["list-by-a", "list-by-b"]);
        assert_eq!(operation(&operations, &["list"], false), None);
    }

    #[test]
    fn similar_words_are_listed_by_similarity() {
        let all = [
            "list-keys",
            "regenerate-key",
            "lists",
            "get",
            "get-status",
            "delete",
            "key-vaults",
        ];
        for (word, expected) in [
            ("key", &["list-keys", "regenerate-key", "key-vaults"][..]),
            ("keys", &["list-keys", "regenerate-key", "key-vaults"]),
            ("KEYS", &["list-keys", "regenerate-key", "key-vaults"]),
            ("lst", &["lists"]),
            ("list", &["lists", "list-keys"]),
            ("status", &["get-status"]),
            ("ge", &["get"]),
            ("zebra", &[]),
        ] {
            assert_eq!(similar(word, &all), expected, "{word}");
        }
        // Two letters occur in too many names.
        assert!(similar("ip", &["list-all-ip"]).is_empty());
        assert_eq!(similar("ips", &["list-all-ips"]), ["list-all-ips"]);
        let many = ["aaaa1", "aaaa2", "aaaa3", "aaaa4", "aaaa5", "aaaa6"];
        assert_eq!(similar("aaaa", &many), &many[..5]);
    }
}
