//! Conditions of configuration blocks: `$(tag) == 'x' && !$(go)`.
//!
//! The generator sets the tag, and the variable that selects a tag if the user requests it, such as
//! `$(package-resources)`. Other variables, including those for the languages of AutoRest, are unset.

/// A condition on variables.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Condition {
    Always,
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    /// The value is set and not `false`.
    Set(Operand),
    Equal(Operand, Operand),
}

/// An operand of a comparison.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Operand {
    Tag,
    Variable(String),
    Text(String),
}

/// The variables that are set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Variables<'a> {
    /// Value of `$(tag)`.
    pub(super) tag: Option<&'a str>,
    /// Name of the single variable that is true.
    pub(super) set: Option<&'a str>,
}

impl Operand {
    fn value<'a>(&'a self, variables: Variables<'a>) -> Option<&'a str> {
        match self {
            Self::Tag => variables.tag,
            Self::Variable(name) => (variables.set == Some(name)).then_some("true"),
            Self::Text(text) => Some(text),
        }
    }
}

impl Condition {
    /// Parses the text after the language of a block. The error describes the problem.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let tokens = split_tokens(text)?;
        if tokens.is_empty() {
            return Ok(Self::Always);
        }
        let mut parser = Reader { tokens: &tokens };
        let condition = parser.any(0)?;
        match parser.tokens {
            [] => Ok(condition),
            [token, ..] => Err(format!("unexpected {}", token.shown())),
        }
    }

    /// Evaluates the condition.
    pub(super) fn holds(&self, variables: Variables<'_>) -> bool {
        match self {
            Self::Always => true,
            Self::Not(condition) => !condition.holds(variables),
            Self::All(conditions) => conditions.iter().all(|it| it.holds(variables)),
            Self::Any(conditions) => conditions.iter().any(|it| it.holds(variables)),
            Self::Set(operand) => operand
                .value(variables)
                .is_some_and(|value| !value.is_empty() && value != "false"),
            Self::Equal(left, right) => left.value(variables) == right.value(variables),
        }
    }

    /// Returns the variable that alone makes the condition true, if its name resembles a tag.
    pub(super) fn tag_variable(&self) -> Option<&str> {
        match self {
            Self::Set(Operand::Variable(name)) if name.starts_with("package-") => Some(name),
            _ => None,
        }
    }

    /// Collects the tags in the condition, in order.
    pub(super) fn tags<'a>(&'a self, tags: &mut Vec<&'a str>) {
        match self {
            Self::Always | Self::Set(_) => {}
            Self::Not(condition) => condition.tags(tags),
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().for_each(|condition| condition.tags(tags));
            }
            Self::Equal(left, right) => {
                if let (Operand::Tag, Operand::Text(tag)) | (Operand::Text(tag), Operand::Tag) =
                    (left, right)
                {
                    tags.push(tag);
                }
            }
        }
    }
}

#[derive(Debug, Eq, PartialEq)]
enum Token {
    Open,
    Close,
    Not,
    And,
    Or,
    Equal,
    Differ,
    Operand(Operand),
}

impl Token {
    fn shown(&self) -> String {
        match self {
            Self::Open => "`(`".to_owned(),
            Self::Close => "`)`".to_owned(),
            Self::Not => "`!`".to_owned(),
            Self::And => "`&&`".to_owned(),
            Self::Or => "`||`".to_owned(),
            Self::Equal => "`==`".to_owned(),
            Self::Differ => "`!=`".to_owned(),
            Self::Operand(Operand::Text(text)) => format!("`{text}`"),
            Self::Operand(_) => "a variable".to_owned(),
        }
    }
}

fn split_tokens(text: &str) -> Result<Vec<Token>, String> {
    const MARKS: [(&str, Token); 9] = [
        ("===", Token::Equal),
        ("!==", Token::Differ),
        ("==", Token::Equal),
        ("!=", Token::Differ),
        ("&&", Token::And),
        ("||", Token::Or),
        ("(", Token::Open),
        (")", Token::Close),
        ("!", Token::Not),
    ];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else if let Some(variable) = rest.strip_prefix("$(") {
            let (name, after) = variable.split_once(')').ok_or("`$(` is not closed")?;
            tokens.push(Token::Operand(match name.trim() {
                "tag" => Operand::Tag,
                name => Operand::Variable(name.to_owned()),
            }));
            after
        } else if first == '\'' || first == '"' {
            let (text, after) = rest[1..].split_once(first).ok_or("a quote is not closed")?;
            tokens.push(Token::Operand(Operand::Text(text.to_owned())));
            after
        } else if let Some((mark, token)) =
            MARKS.into_iter().find(|(mark, _)| rest.starts_with(mark))
        {
            tokens.push(token);
            &rest[mark.len()..]
        } else {
            let end = rest
                .find(|c: char| c.is_whitespace() || "()!=&|".contains(c))
                .unwrap_or(rest.len());
            let end = end.max(first.len_utf8());
            tokens.push(Token::Operand(Operand::Text(rest[..end].to_owned())));
            &rest[end..]
        };
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// Maximum depth of parentheses.
const DEEPEST: usize = 64;

struct Reader<'a> {
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn take(&mut self, token: &Token) -> bool {
        let there = self.tokens.first() == Some(token);
        if there {
            self.tokens = &self.tokens[1..];
        }
        there
    }

    fn any(&mut self, depth: usize) -> Result<Condition, String> {
        let mut conditions = vec![self.all(depth)?];
        while self.take(&Token::Or) {
            conditions.push(self.all(depth)?);
        }
        Ok(single_or(conditions, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Condition, String> {
        let mut conditions = vec![self.one(depth)?];
        while self.take(&Token::And) {
            conditions.push(self.one(depth)?);
        }
        Ok(single_or(conditions, Condition::All))
    }

    fn one(&mut self, depth: usize) -> Result<Condition, String> {
        if depth > DEEPEST {
            return Err("it is nested too deeply".to_owned());
        }
        if self.take(&Token::Not) {
            return Ok(Condition::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.take(&Token::Open) {
            let condition = self.any(depth + 1)?;
            // Some readmes omit the last `)`.
            if !self.take(&Token::Close) && !self.tokens.is_empty() {
                return Err("`)` is missing".to_owned());
            }
            return Ok(condition);
        }
        let left = self.operand()?;
        if self.take(&Token::Equal) {
            return Ok(Condition::Equal(left, self.operand()?));
        }
        if self.take(&Token::Differ) {
            return Ok(Condition::Not(Box::new(Condition::Equal(
                left,
                self.operand()?,
            ))));
        }
        Ok(Condition::Set(left))
    }

    fn operand(&mut self) -> Result<Operand, String> {
        match self.tokens {
            [Token::Operand(operand), rest @ ..] => {
                self.tokens = rest;
                Ok(operand.clone())
            }
            [token, ..] => Err(format!(
                "expected a variable or a string, found {}",
                token.shown()
            )),
            [] => Err("expected a variable or a string at the end".to_owned()),
        }
    }
}

fn single_or(mut conditions: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.pop() {
        Some(only) if conditions.is_empty() => only,
        last => {
            conditions.extend(last);
            many(conditions)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, tag: &str) -> bool {
        Condition::parse(text).unwrap().holds(Variables {
            tag: Some(tag),
            set: Some("package-x"),
        })
    }

    #[test]
    fn conditions_are_read_as_readmes_write_them() {
        for text in [
            "",
            "$(tag) == 'a'",
            "$(tag)==\"a\" /* autogenerated */",
            "$(tag) == 'b' || $(tag) == 'a'",
            "!$(python) || !$(track2)",
            "$(tag) != 'b' && !($(go) && $(x))",
            "($(tag) == 'a' || $(csharp)",
            "$(tag)",
            "$(tag) == a",
            "$(package-x)",
            "!$(package-y)",
        ] {
            assert!(holds(text, "a"), "{text}");
        }
        for text in [
            "$(tag) == 'b'",
            "$(go)",
            "$(tag) == 'a' && $(java) && $(multiapi)",
            "($(go) && !$(track2) && ($(tag) == 'a' || $(tag) == 'b') || $(csharp) || $(validation)",
            "$(python) && $(python-mode) == 'update'",
            "$(package-y)",
            "!$(package-x)",
        ] {
            assert!(!holds(text, "a"), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_not_a_condition_has_a_reason() {
        let many = "(".repeat(DEEPEST + 1) + "$(a)";
        let negated = "!".repeat(DEEPEST + 1) + "$(a)";
        for (text, expected) in [
            ("$(tag", "`$(` is not closed"),
            ("$(tag) == 'a", "a quote is not closed"),
            ("$(tag) ==", "expected a variable or a string at the end"),
            ("(", "expected a variable or a string at the end"),
            ("== 'a'", "expected a variable or a string, found `==`"),
            (
                "$(a) == !$(b)",
                "expected a variable or a string, found `!`",
            ),
            (
                "$(a) != ($(b))",
                "expected a variable or a string, found `(`",
            ),
            ("()", "expected a variable or a string, found `)`"),
            (
                "$(a) == && $(b)",
                "expected a variable or a string, found `&&`",
            ),
            ("|| $(b)", "expected a variable or a string, found `||`"),
            ("!== 'a'", "expected a variable or a string, found `!=`"),
            ("($(a) $(b))", "`)` is missing"),
            (many.as_str(), "it is nested too deeply"),
            (&negated, "it is nested too deeply"),
        ] {
            assert_eq!(
                Condition::parse(text).err().as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["$(tag) == 'a')", "$(a) $(b)", "$(a) 'b'"] {
            assert!(Condition::parse(text).is_err(), "{text}");
        }
        for text in ["(".repeat(DEEPEST), "!".repeat(DEEPEST)] {
            assert!(Condition::parse(&(text + "$(a)")).is_ok());
        }
    }

    #[test]
    fn tags_are_listed_in_order() {
        let condition = Condition::parse("$(tag) == 'b' || 'a' == $(tag) && !$(x)").unwrap();
        let mut tags = Vec::new();
        condition.tags(&mut tags);
        assert_eq!(tags, ["b", "a"]);
    }
}
