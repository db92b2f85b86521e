//! Configuration blocks of a Markdown file: fenced code blocks in YAML or JSON.

/// A fenced block.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Block {
    /// Text after the language in the opening fence.
    pub(super) condition: String,
    /// Line of the opening fence, from 1.
    pub(super) line: usize,
    /// Lines between the fences.
    pub(super) text: String,
    /// Set if the closing fence exists.
    pub(super) closed: bool,
}

/// Returns the configuration blocks of `markdown`, in order.
pub(super) fn find_blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some((fence, info)) = opening_fence(line) else {
            continue;
        };
        let mut text = String::new();
        let mut closed = false;
        for (_, line) in lines.by_ref() {
            if is_closing_fence(line, fence) {
                closed = true;
                break;
            }
            text.push_str(line);
            text.push('\n');
        }
        let (language, condition) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
        // `yaml$(tag)` without a space is also accepted.
        let (language, condition) = match language.find(['$', '!', '(']) {
            Some(at) => (&language[..at], info[at..].trim()),
            None => (language, condition.trim()),
        };
        if ["yaml", "yml", "json"].contains(&language.to_ascii_lowercase().as_str()) {
            blocks.push(Block {
                condition: condition.to_owned(),
                line: index + 1,
                text,
                closed,
            });
        }
    }
    blocks
}

fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let (fence, info) = line.split_at(length);
    // A backtick in the info string means that this is an inline code span.
    (length >= 3 && !info.contains('`')).then(|| (fence, info.trim()))
}

fn is_closing_fence(line: &str, fence: &str) -> bool {
    let line = line.trim();
    line.len() >= fence.len()
        && line.starts_with(fence)
        && line.chars().all(|c| fence.starts_with(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_by_their_language() {
        let text = "a ```yaml``` b\r\n```yaml $(tag) == 'x' \r\na: 1\r\n```\r\n~~~ YAML\n```\nb\n~~~\n```sh\nls\n```\n```yaml!$(y)\nc\n```\n```yaml($(z))\nd\n```\n```yaml$(go) && $(x)\nopen";
        let blocks = find_blocks(text);
        let brief: Vec<_> = blocks
            .iter()
            .map(|b| (b.condition.as_str(), b.line, b.text.as_str(), b.closed))
            .collect();
        assert_eq!(
            brief,
            [
                ("$(tag) == 'x'", 2, "a: 1\n", true),
                ("", 5, "```\nb\n", true),
                ("!$(y)", 12, "c\n", true),
                ("($(z))", 15, "d\n", true),
                ("$(go) && $(x)", 18, "open\n", false)
            ]
        );
    }
}
