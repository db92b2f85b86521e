//! Names of keys. Specs name the same key in several ways: `primaryReadonly` in a request is `primaryReadonlyMasterKey` in
//! a response, `PrimaryKey` is `primaryConnectionString`, and `1` is `primaryKey`.

/// Words that do not distinguish the keys of a resource.
const COMMON: [&str; 22] = [
    "key",
    "keys",
    "value",
    "values",
    "connection",
    "string",
    "strings",
    "endpoint",
    "uri",
    "url",
    "last",
    "updated",
    "modified",
    "created",
    "creation",
    "generated",
    "regenerated",
    "renewed",
    "time",
    "date",
    "at",
    "properties",
];

/// Parts of names that are about keys.
const NOUNS: [&str; 6] = [
    "key",
    "secret",
    "password",
    "credential",
    "token",
    "connectionstring",
];

/// Returns the words of a name in lower case: `authKey1` has three.
pub fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|it| chars.get(it));
        let begins = before.is_some_and(|before| {
            let next_is_lower = chars.get(i + 1).is_some_and(|it| it.is_lowercase());
            before.is_ascii_digit() != c.is_ascii_digit()
                || (c.is_uppercase() && (before.is_lowercase() || next_is_lower))
        });
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|it| !it.is_empty());
    words
}

/// Returns the words that distinguish a key from the others of its resource.
pub fn distinct(name: &str) -> Vec<String> {
    let mut words = words(name);
    words.retain(|it| !COMMON.contains(&it.as_str()));
    words
}

/// Returns `true` if a name, of which the case is not known, is about keys or other secrets.
pub fn is_about_keys(name: &str) -> bool {
    let name = name.to_lowercase();
    NOUNS.iter().any(|it| name.contains(it))
}

/// A key of a resource, according to the responses of its operations.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Known {
    /// The distinct words, separated by spaces. Empty for the only key of a resource.
    pub identity: String,
    /// Names of the properties or list items that hold the key.
    pub names: Vec<String>,
}

impl Known {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.identity.split(' ').filter(|it| !it.is_empty())
    }

    /// Returns `true` if the names denote this key without regard to the other keys.
    pub fn is_named(&self, name: &str) -> bool {
        self.names.iter().any(|it| it.eq_ignore_ascii_case(name))
            || same(&self.identity, &distinct(name))
    }
}

fn same(identity: &str, words: &[String]) -> bool {
    identity.replace(' ', "") == words.concat()
}

/// Returns the keys that a name denotes: those with this name, otherwise those with all of its words and the fewest others,
/// otherwise those with the most of its words and no others.
pub fn denoted<'a>(name: &str, known: &'a [Known]) -> Vec<&'a Known> {
    let named: Vec<&Known> = known
        .iter()
        .filter(|it| it.names.iter().any(|own| own.eq_ignore_ascii_case(name)))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let words = distinct(name);
    let found = closest(&words, known);
    if found.is_empty() {
        let other: Vec<String> = words.iter().map(|it| other_number(it).to_owned()).collect();
        return closest(&other, known);
    }
    found
}

fn closest<'a>(wanted: &[String], known: &'a [Known]) -> Vec<&'a Known> {
    let equal: Vec<&Known> = known
        .iter()
        .filter(|it| same(&it.identity, wanted))
        .collect();
    if !equal.is_empty() || wanted.is_empty() {
        return equal;
    }
    let n = |it: &&Known| it.words().count();
    let with_all = |it: &&Known| wanted.iter().all(|word| it.words().any(|own| own == word));
    let larger: Vec<&Known> = known.iter().filter(with_all).collect();
    if let Some(least) = larger.iter().map(n).min() {
        return larger.into_iter().filter(|it| n(it) == least).collect();
    }
    let is_part =
        |it: &&Known| n(it) > 0 && it.words().all(|own| wanted.iter().any(|word| word == own));
    let smaller: Vec<&Known> = known.iter().filter(is_part).collect();
    let most = smaller.iter().map(n).max();
    smaller
        .into_iter()
        .filter(|it| Some(n(it)) == most)
        .collect()
}

/// Returns the other word for the number of a key.
fn other_number(word: &str) -> &str {
    match word {
        "1" => "primary",
        "2" => "secondary",
        "3" => "tertiary",
        "primary" => "1",
        "secondary" => "2",
        "tertiary" => "3",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words() {
        for (name, expected) in [
            ("primaryReadonlyMasterKey", "primary readonly master key"),
            ("authKey1", "auth key 1"),
            ("SASToken", "sas token"),
            ("PRIMARY", "primary"),
            ("Primary Read Only", "primary read only"),
            ("password2", "password 2"),
            ("keyA", "key a"),
            ("primaryKEY", "primary key"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    /// Words that all keys have in common do not distinguish them.
    #[test]
    fn names_are_told_apart_by_their_distinct_words() {
        let all = "primaryKeyKeysValueValuesConnectionStringStringsEndpointUriUrlLastUpdatedModifiedCreatedCreationGeneratedRegeneratedRenewedTimeDateAtProperties";
        assert_eq!(distinct(all), ["primary"]);
        for (name, expected) in [
            ("accessKey", true),
            ("SECRETS", true),
            ("listPasswords", true),
            ("resetCredentials", true),
            ("sasToken", true),
            ("ConnectionStrings", true),
            ("connection", false),
            ("settings", false),
        ] {
            assert_eq!(is_about_keys(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_denotes_the_keys_with_its_words() {
        let cosmos = "primary master, secondary master, primary readonly master";
        for (known, name, expected) in [
            (cosmos, "primary", "primary master"),
            (cosmos, "PRIMARYREADONLY", ""),
            (cosmos, "primaryReadonly", "primary readonly master"),
            (
                cosmos,
                "primaryReadonlyMasterKey",
                "primary readonly master",
            ),
            (cosmos, "secondaryConnectionString", "secondary master"),
            (cosmos, "readonly", "primary readonly master"),
            (cosmos, "tertiary", ""),
            ("primary, secondary", "PrimaryKey", "primary"),
            ("primary, secondary", "1", "primary"),
            ("primary, secondary", "key2", "secondary"),
            (
                "primary, secondary",
                "aliasPrimaryConnectionString",
                "primary",
            ),
            ("1, 2", "secondary", "2"),
            ("1, 2", "authKey1", "1"),
            ("auth 1, auth 2", "authKey1", "auth 1"),
            ("auth 1, auth 2", "auth", "auth 1, auth 2"),
            ("password, password 2", "password", "password"),
            ("password, password 2", "password2", "password 2"),
            (
                "primary readonly, primary",
                "Primary Read Only",
                "primary readonly",
            ),
            ("primary, secondary", "", ""),
            (", admin", "key", ""),
            ("1, 2, 3", "tertiaryKey", "3"),
            ("1, 2, 3", "PRIMARY", "1"),
            ("primary, secondary, tertiary", "3", "tertiary"),
            ("primary, secondary, tertiary", "key 2", "secondary"),
            ("primary, secondary, tertiary", "4", ""),
        ] {
            let known: Vec<Known> = known
                .split(", ")
                .map(|it| Known {
                    identity: it.to_owned(),
                    names: Vec::new(),
                })
                .collect();
            let found = denoted(name, &known);
            let found: Vec<&str> = found.iter().map(|it| it.identity.as_str()).collect();
            assert_eq!(found.join(", "), expected, "{name} of {known:?}");
        }
    }
}
