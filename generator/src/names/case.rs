//! Converts names of the spec to Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// The length that identifiers are made from, so that two joined ones with a suffix are still the name of a file.
const LIMIT: usize = 100;

/// Returns the name of a field, a parameter or a method.
pub fn field(spec_name: &str) -> String {
    keyword_safe(lower(spec_name))
}

/// Returns the name of a module. Keywords get an underscore, because a raw identifier cannot be a file name.
pub fn module(spec_name: &str) -> String {
    let name = lower(spec_name);
    if is_keyword(&name) { name + "_" } else { name }
}

/// Returns the name of a constant.
pub fn constant(spec_name: &str) -> String {
    leading_digit(plain(spec_name).to_shouty_snake_case(), "N")
}

/// Returns the name of a type.
pub fn type_name(spec_name: &str) -> String {
    let name = leading_digit(camel(spec_name), "Type");
    // The models use these names without a path.
    if matches!(
        name.as_str(),
        "Self" | "String" | "Option" | "Vec" | "Box" | "Into"
    ) {
        name + "Model"
    } else {
        name
    }
}

/// Returns the name of a variant.
pub fn variant(spec_name: &str) -> String {
    let name = leading_digit(camel(spec_name), "V");
    if name == "Self" {
        "Self_".to_owned()
    } else {
        name
    }
}

/// Returns the placeholder for an argument in the first program of a user.
pub fn placeholder(argument: &str) -> String {
    argument.replace('_', "-").to_uppercase()
}

fn lower(spec_name: &str) -> String {
    let name = match is_simple(spec_name) {
        true => simple_snake_case(spec_name),
        false => plain(spec_name).to_snake_case(),
    };
    leading_digit(name, "n")
}

/// Joins words in camel case, with an underscore between two numbers: `1.2` is not `12`.
fn camel(spec_name: &str) -> String {
    if is_simple(spec_name) {
        return simple_camel_case(spec_name);
    }
    let mut name = String::new();
    for word in plain(spec_name)
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
    {
        if name.ends_with(|it: char| it.is_ascii_digit())
            && word.starts_with(|it: char| it.is_ascii_digit())
        {
            name.push('_');
        }
        name.push_str(&word.to_upper_camel_case());
    }
    name
}

/// Returns `true` if a name consists of letters and digits, and each capital but the first character follows a small letter.
///
/// Most names have this form. They are converted without heck, which takes several times as long.
fn is_simple(name: &str) -> bool {
    let name = name.as_bytes();
    (1..=LIMIT).contains(&name.len())
        && name.iter().all(u8::is_ascii_alphanumeric)
        && (name.iter().zip(&name[1..]))
            .all(|(before, it)| !it.is_ascii_uppercase() || before.is_ascii_lowercase())
}

fn simple_snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        if character.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

fn simple_camel_case(name: &str) -> String {
    let mut name = name.to_owned();
    name[..1].make_ascii_uppercase();
    name
}

fn leading_digit(name: String, prefix: &str) -> String {
    if name.starts_with(|it: char| it.is_ascii_digit()) {
        format!("{prefix}{name}")
    } else {
        name
    }
}

/// Reduces a name to ASCII letters, digits and separators that heck splits. Names without any are spelled out, and long
/// names are cut.
fn plain(spec_name: &str) -> String {
    if !spec_name.contains(|it: char| it.is_ascii_alphanumeric()) {
        let spelt: Vec<String> = spec_name.chars().take(LIMIT).map(spell).collect();
        let mut name = spelt.join(" ");
        name.truncate(LIMIT);
        return match name.is_empty() {
            true => "empty".to_owned(),
            false => name,
        };
    }
    let text = spec_name.trim_matches(|it: char| !it.is_ascii_alphanumeric());
    let text: String = text
        .chars()
        .take(LIMIT)
        .map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' })
        .collect();
    let has_plural = |it: &[u8]| matches!(it, [b'A'..=b'Z', b'A'..=b'Z', b's']);
    match text.as_bytes().windows(3).any(has_plural) {
        true => plural_acronyms(&text),
        false => text,
    }
}

/// Keeps plurals of acronyms such as `IDs` in one word.
fn plural_acronyms(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or(' ');
    let mut out = String::with_capacity(text.len() + 4);
    for (index, character) in characters.iter().copied().enumerate() {
        let ends_acronym =
            index >= 2 && at(index - 1).is_ascii_uppercase() && at(index - 2).is_ascii_uppercase();
        if character == 's' && ends_acronym && !at(index + 1).is_ascii_lowercase() {
            // The acronym becomes lower case except for its first letter.
            let start = (0..index)
                .rev()
                .take_while(|it| at(*it).is_ascii_uppercase())
                .last()
                .unwrap_or(index);
            out.truncate(out.len() - (index - start - 1));
            out.extend((start + 1..index).map(|it| at(it).to_ascii_lowercase()));
            out.push('s');
            if at(index + 1) != ' ' {
                out.push(' ');
            }
        } else {
            out.push(character);
        }
    }
    out
}

fn spell(symbol: char) -> String {
    let name = match symbol {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '%' => "percent",
        '.' => "dot",
        ',' => "comma",
        '&' => "and",
        '|' => "or",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        ':' => "colon",
        '?' => "question",
        '~' => "tilde",
        '^' => "caret",
        '_' => "underscore",
        ' ' => "space",
        _ => return format!("u{:x}", u32::from(symbol)),
    };
    name.to_owned()
}

fn keyword_safe(name: String) -> String {
    match name.as_str() {
        // These cannot be raw identifiers.
        "self" | "super" | "crate" | "_" => name + "_",
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "as" | "async"
            | "await"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
            | "abstract"
            | "become"
            | "box"
            | "do"
            | "final"
            | "macro"
            | "override"
            | "priv"
            | "try"
            | "typeof"
            | "unsized"
            | "virtual"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_names_are_those_of_heck() {
        let mut names = vec![String::new()];
        let mut n_simple = 0;
        for _ in 0..6 {
            names = (names.iter())
                .flat_map(|name| ["a", "B", "1", "s", "_"].map(|it| format!("{name}{it}")))
                .collect();
            for name in names.iter().filter(|it| is_simple(it)) {
                n_simple += 1;
                assert_eq!(*name, plain(name));
                assert_eq!(simple_snake_case(name), name.to_snake_case(), "{name}");
                assert_eq!(
                    simple_camel_case(name),
                    name.to_upper_camel_case(),
                    "{name}"
                );
            }
        }
        assert!(n_simple > 1_000, "{n_simple}");
        for name in ["", "IDs", "a_b", "a1B", "é", &"a".repeat(LIMIT + 1)] {
            assert!(!is_simple(name), "{name}");
        }
    }

    #[test]
    fn fields() {
        for (spec, rust) in [
            ("primaryKey", "primary_key"),
            ("$filter", "filter"),
            ("@odata.type", "odata_type"),
            ("1.0", "n1_0"),
            ("type", "r#type"),
            ("self", "self_"),
            ("IDs", "ids"),
            ("vmIDsOfHost", "vm_ids_of_host"),
            ("If-Match", "if_match"),
            ("", "empty"),
            ("é", "ue9"),
        ] {
            assert_eq!(field(spec), rust, "{spec}");
        }
    }

    /// The keywords of the Rust Reference: strict, reserved, and those of later editions.
    const KEYWORDS: &str = "as async await break const continue dyn else enum extern false fn for gen if impl in let loop match mod \
         move mut pub ref return static struct trait true type unsafe use where while abstract become box do final macro \
         override priv try typeof unsized virtual yield";

    #[test]
    fn keywords_are_raw_identifiers_where_they_can_be() {
        for keyword in KEYWORDS.split_whitespace() {
            assert_eq!(field(keyword), format!("r#{keyword}"));
            assert_eq!(module(keyword), format!("{keyword}_"));
        }
        for keyword in ["self", "super", "crate"] {
            assert_eq!(field(keyword), format!("{keyword}_"));
        }
        assert_eq!(field("union"), "union");
    }

    /// Symbols in the order of ASCII, with the names of values that consist of them.
    const SYMBOLS: &str = "! Not, # Hash, $ Dollar, % Percent, & And, * Star, + Plus, - Minus, . Dot, / Slash, : Colon, < Less, \
         = Equal, > Greater, ? Question, @ At, \\ Backslash, ^ Caret, _ Underscore, | Or, ~ Tilde, ( U28, é Ue9";

    #[test]
    fn symbols_are_spelled_out() {
        for row in SYMBOLS.split(", ") {
            let (symbol, name) = row.split_once(' ').unwrap();
            assert_eq!(variant(symbol), name, "{symbol}");
        }
        assert_eq!(variant(","), "Comma");
        assert_eq!(variant(" "), "Space");
        assert_eq!(variant(">="), "GreaterEqual");
    }

    #[test]
    fn plurals_of_acronyms_are_one_word() {
        for (spec, rust) in [
            ("IDs", "ids"),
            ("VMs", "vms"),
            ("vmIDsOfHost", "vm_ids_of_host"),
            ("IDsAndVMs", "ids_and_vms"),
            ("IDs2", "ids_2"),
            ("IDsome", "i_dsome"),
            ("As", "as_"),
            ("aIs", "a_is"),
            ("CPUs", "cpus"),
            ("x_CPUs", "x_cpus"),
        ] {
            assert_eq!(
                field(spec).trim_start_matches("r#"),
                rust.trim_end_matches('_'),
                "{spec}"
            );
        }
    }

    #[test]
    fn variants() {
        for (spec, rust) in [
            ("Primary", "Primary"),
            ("primary", "Primary"),
            ("SystemAssigned, UserAssigned", "SystemAssignedUserAssigned"),
            ("1.2", "V1_2"),
            ("12", "V12"),
            (">=", "GreaterEqual"),
            ("", "Empty"),
            ("Self", "Self_"),
            ("Microsoft.Network/vNet", "MicrosoftNetworkVNet"),
        ] {
            assert_eq!(variant(spec), rust, "{spec}");
        }
    }

    #[test]
    fn long_names_are_cut() {
        let long = "ab".repeat(300);
        assert_eq!(type_name(&long).len(), LIMIT);
        assert_eq!(field(&"+".repeat(300)), ["plus"; 20].join("_"));
        assert_eq!(field(&format!("{}x", " ".repeat(300))), "x");
    }

    #[test]
    fn other_scopes() {
        for name in ["self", "string", "option", "vec", "box", "into"] {
            assert_eq!(type_name(name), format!("{}Model", camel(name)));
        }
        assert_eq!(type_name("2faSettings"), "Type2faSettings");
        assert_eq!(constant("$top"), "TOP");
        assert_eq!(module("type"), "type_");
    }
}
