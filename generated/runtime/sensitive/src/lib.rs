//! Recognizes secrets by the names of properties, types and operations, and characters that must not be printed.
//!
//! Most API descriptions mark few of their secrets, so the others are recognized by name. The generator applies these
//! functions to API descriptions; the runtime and the command line apply [`is_secret_name`] to undeclared properties.
//! Both compare hosts with [`is_arm_host`], because other hosts must not receive tokens for Azure Resource Manager.

mod arm;
mod invisible;
mod signature;
mod words;

pub use arm::is_arm_host;
pub use invisible::{has_unprintable, is_unprintable, unprintable};
pub use signature::{is_signed, without_secrets, without_signatures};
pub use words::{NOUNS, REPLACING};

/// The evidence that the name of an operation provides about its response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Evidence {
    /// The operation returns or creates secrets. All text of the response is secret, unless its name is
    /// [harmless](is_harmless).
    Certain,
    /// The operation reads or writes a resource that contains secrets. Properties with the [name of a value](is_value)
    /// are secret.
    Likely,
}

/// Returns `true` if a property of text or bytes, or a list or map of them, is a secret by its name.
pub fn is_secret_name(name: &str) -> bool {
    let words = split(name);
    if words.iter().any(|it| it == "public" || it == "pub") {
        return false;
    }
    // Numbered keys such as `key1` and `extensionKey2` are access keys.
    if name.ends_with(|it: char| it.is_ascii_digit())
        && let [before @ .., last] = &words[..]
        && last == "key"
    {
        let other = |it: &String| words::OTHER_THINGS.contains(&it.as_str());
        return !before.last().is_some_and(other);
    }
    // A URL with a shared access signature, such as `sasContainerUri`.
    let last = words.last().map_or("", String::as_str);
    if matches!(last, "uri" | "url") && words.iter().any(|it| it == "sas") {
        return true;
    }
    let whole = words.as_slice();
    let mut words = whole;
    while let [before @ .., last] = words {
        if ends_with_any(words, words::HARMLESS_SECRETS) {
            return false;
        }
        if ends_with_any(words, words::SECRET_ENDINGS) {
            return true;
        }
        if !words::FORMS.contains(&last.as_str()) {
            break;
        }
        words = before;
    }
    ends_with_any(whole, words::SECRET_OBJECTS)
}

/// Returns `true` if a property, `name` or `key` in any case, has the name of a secret as its text. The `value` beside it is then a
/// secret, such as that of an environment variable with the `name` `DB_PASSWORD`.
pub fn names_secret(property: &str, text: &str) -> bool {
    let names = ["name", "key"];
    names.iter().any(|it| property.eq_ignore_ascii_case(it)) && is_secret_name(text)
}

/// Returns `true` if a property of any type is a secret by its name.
pub fn is_secret_object(name: &str) -> bool {
    ends_with_any(&split(name), words::SECRET_OBJECTS)
}

/// Returns `true` if a property is not a secret although the operation returns secrets.
pub fn is_harmless(name: &str) -> bool {
    if is_secret_name(name) {
        return false;
    }
    let words = split(name);
    match head(&words).split_last() {
        // A link may contain a shared access signature, like any other URL.
        Some((last, rest)) if matches!(last.as_str(), "uri" | "url" | "link") => {
            let before = rest.last().map_or("", String::as_str);
            words::HARMLESS_URLS.contains(&before)
        }
        Some((last, _)) => words::HARMLESS.contains(&last.as_str()),
        None => true,
    }
}

/// Returns the words that say what a name refers to: `labelReferenceInStreamingPolicy` is a reference.
fn head(words: &[String]) -> &[String] {
    let is_preposition = |it: &String| matches!(it.as_str(), "in" | "for" | "of");
    match words.iter().position(is_preposition) {
        // At an end it is not a preposition: `expiresIn`.
        Some(at) if at > 0 && at + 1 < words.len() => &words[..at],
        _ => words,
    }
}

/// Returns `true` if a property holds the secret of a type or operation that is about secrets.
pub fn is_value(name: &str) -> bool {
    words::VALUES.contains(&split(name).join(" ").as_str())
}

/// Returns `true` if a boolean property with this name marks the `value` beside it as a secret.
pub fn is_secret_flag(name: &str) -> bool {
    words::FLAGS.contains(&split(name).join(" ").as_str())
}

/// Returns `true` if a property with this name is a certificate, and is a secret if there is a password for it beside
/// it.
pub fn is_protected(name: &str) -> bool {
    let words = split(name);
    let last = head(&words).last().map_or("", String::as_str);
    matches!(last, "certificate" | "cert") || words::PROTECTED.contains(&words.join(" ").as_str())
}

/// Returns `true` if a property is the password of a certificate beside it.
pub fn opens_certificate(name: &str) -> bool {
    let words = split(name);
    ends_with_any(&words, &["password", "certificate key"])
}

/// Returns `true` if the type is named after a secret and the property is its value.
pub fn is_value_of(type_name: &str, name: &str) -> bool {
    let types = split(type_name);
    let is_type = ends_with_any(&types, words::SECRET_TYPES);
    let is_value = || {
        words::CREDENTIAL_VALUES.contains(&split(name).join(" ").as_str())
            || self::is_value(name)
            || is_protected(name)
    };
    (is_type && is_value()) || is_of_webhook(&types, name) || is_of_certificate(&types, name)
}

/// Returns `true` if a property of a webhook is its URL, which gives access by itself, or its headers.
fn is_of_webhook(types: &[String], name: &str) -> bool {
    let types = types.concat();
    if !types.contains("webhook") && !types.ends_with("callbackconfig") {
        return false;
    }
    let words = split(name);
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // The URL itself is often called that of the service.
        ["uri" | "url"] | [.., "headers"] | [.., "service", "uri" | "url"] => true,
        [.., before, "uri" | "url"] => before != "or" && !words::HARMLESS_URLS.contains(&before),
        _ => false,
    }
}

/// Returns `true` if a property is a certificate in Base64, which may contain its private key.
fn is_of_certificate(types: &[String], name: &str) -> bool {
    types.iter().any(|it| it == "certificate") && split(name) == ["base", "value"]
}

/// Returns `true` if a property is a private member of a JSON web key.
pub fn is_private_key_member(name: &str) -> bool {
    words::PRIVATE_KEY_MEMBERS.contains(&name)
}

/// Returns `true` if the description identifies a text as a secret: a URL with a shared access signature, a connection
/// string, or a [value](is_value) that is a key.
pub fn is_described_as_secret(name: &str, description: &str) -> bool {
    let words = split(name);
    let last = words.last().map_or("", String::as_str);
    let lower = description.to_ascii_lowercase();
    let has = |text: &str| lower.contains(text);
    let is_url = matches!(last, "uri" | "url" | "endpoint");
    let has_signature = || has("shared access signature") || has_word(description, "SAS");
    let is_described = (is_url && has_signature())
        || is_webhook(&words)
        || (is_url && has("webhook") && !words.iter().any(|it| it == "base"))
        || ["SAS URL", "SAS URI", "SAS token"]
            .iter()
            .any(|it| description.starts_with(it))
        || (has("connection string") && (is_url || !is_harmless(name)))
        || (is_value(name) && words::DESCRIPTIONS.iter().any(|it| has(it)));
    // Asked last: few descriptions come to this point.
    let is_denied = || has("non-secret") || has("not contain");
    is_described && !words.iter().any(|it| it == "vault") && !is_denied()
}

fn is_webhook(words: &[String]) -> bool {
    ends_with(words, "webhook") || ends_with(words, "web hook")
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|it| it == word)
}

/// Returns `true` if the name of an operation mentions secrets.
pub fn is_about_secrets(operation: &str) -> bool {
    split(operation)
        .iter()
        .any(|it| words::NOUNS.contains(&it.as_str()))
}

/// Returns `true` if the name of an operation means that its result replaces the previous one.
pub fn replaces(operation: &str) -> bool {
    split(operation)
        .iter()
        .any(|it| words::REPLACING.contains(&it.as_str()))
}

/// Returns the evidence that the group, name and path of an operation provide about its response.
pub fn operation(group: &str, name: &str, path: &str) -> Option<Evidence> {
    let words = split(name);
    if hands_out(&words) || path_hands_out(path) {
        return Some(Evidence::Certain);
    }
    let is_verb = |word: &String| words::VERBS.contains(&word.as_str()) || word == "update";
    let group = split(group);
    (ends_with_noun(&group) && words.first().is_some_and(is_verb)).then_some(Evidence::Likely)
}

/// Returns `true` if a verb is followed by a noun for a secret at the end of the name, ignoring a prepositional phrase.
fn hands_out(words: &[String]) -> bool {
    let Some(verb) = words
        .iter()
        .position(|it| words::VERBS.contains(&it.as_str()))
    else {
        return false;
    };
    (verb + 1..words.len()).any(|end| {
        let ends = words
            .get(end + 1)
            .is_none_or(|it| words::PREPOSITIONS.contains(&it.as_str()));
        ends && ends_with_noun(&words[verb + 1..=end])
    })
}

fn ends_with_noun(words: &[String]) -> bool {
    (1..=3.min(words.len())).any(|n| {
        let (rest, noun) = words.split_at(words.len() - n);
        let other = rest
            .last()
            .is_some_and(|it| words::OTHER_THINGS.contains(&it.as_str()));
        !other && words::NOUNS.contains(&noun.concat().as_str())
    })
}

/// Returns `true` if the last segment of the path means that secrets are returned. Its words are often not separated:
/// `listkeys`, `publishxml`. `list` may also be a segment after the noun: `config/connectionstrings/list`.
fn path_hands_out(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let mut segments = path.rsplit('/').filter(|it| !it.is_empty());
    let (last, before) = (segments.next().unwrap_or(""), segments.next().unwrap_or(""));
    let squash = |text: &str| split(text).concat();
    let last = squash(last);
    let noun = |text: &str| words::NOUNS.contains(&text);
    if last == "publishxml" {
        return true;
    }
    if words::VERBS.contains(&last.as_str()) {
        return noun(&squash(before));
    }
    words::VERBS.iter().any(|verb| {
        last.strip_prefix(verb)
            .is_some_and(|rest| words::NOUNS.iter().any(|it| run_together(rest, it)))
    })
}

/// Returns `true` if `text` ends with the noun, and the text before it does not change its meaning.
fn run_together(text: &str, noun: &str) -> bool {
    text.strip_suffix(noun)
        .is_some_and(|rest| !words::OTHER_THINGS.iter().any(|it| rest.ends_with(it)))
}

/// Compares the last words of a name with endings. This is called for every property, and most endings differ in the last letters.
fn ends_with_any(words: &[String], endings: &[&str]) -> bool {
    let last = words.last().map_or("", String::as_str).as_bytes();
    let may_match = |ending: &[u8]| {
        let pairs = last.iter().rev().zip(ending.iter().rev());
        let n_equal = pairs.take_while(|(a, b)| a == b).count();
        // The last word of the ending must be equal as a whole.
        n_equal > 0
            && ending
                .iter()
                .rev()
                .nth(n_equal)
                .is_none_or(|it| *it == b' ')
    };
    let mut possible = endings.iter().filter(|it| may_match(it.as_bytes()));
    possible.any(|it| ends_with(words, it))
}

/// Compares the last words of a name. A name without capitals and separators is compared as a whole.
fn ends_with(words: &[String], ending: &str) -> bool {
    let mut before = words.iter().rev();
    if ending
        .rsplit(' ')
        .all(|wanted| before.next().is_some_and(|it| it == wanted))
    {
        return true;
    }
    let n_letters = ending.len() - ending.matches(' ').count();
    // A short ending such as `pwd` or `token` must be a word of its own, because it also occurs inside other words.
    match words.last() {
        Some(last) if n_letters >= 8 || ending == "secret" => {
            let mut rest = Some(last.as_str());
            ending.rsplit(' ').all(|wanted| {
                rest = rest.and_then(|it| it.strip_suffix(wanted));
                rest.is_some()
            })
        }
        _ => false,
    }
}

/// Splits a name into its words in lower case, without digits.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut fresh = true;
    let mut before = None;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let before = before.replace(c);
        if !c.is_alphabetic() {
            fresh = true;
            continue;
        }
        let starts = c.is_uppercase()
            && (before.is_some_and(char::is_lowercase)
                || (before.is_some_and(char::is_uppercase)
                    && chars.peek().is_some_and(|it| it.is_lowercase())));
        if fresh || starts {
            words.push(String::new());
            fresh = false;
        }
        match words.last_mut() {
            Some(word) if c.is_ascii() => word.push(c.to_ascii_lowercase()),
            Some(word) => word.extend(c.to_lowercase()),
            None => {}
        }
    }
    words
}

#[cfg(test)]
mod tests;
