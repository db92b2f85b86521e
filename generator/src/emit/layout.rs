//! Breaks lines that are too long, in the layout of prettyplease.
//!
//! Most items of the output have few forms: models, enums, the functions of operations and their statics. They are written as text,
//! because parsing their tokens with syn and printing the trees takes half of the total time. A test compares the result with
//! prettyplease, which prints the other items.

/// The length of a line in prettyplease.
const WIDTH: usize = 89;

/// The indentation of a block.
pub(super) const INDENT: usize = 4;

/// Writes a line of code without its line break. In brackets, arguments are either all on the line, or each on a line of its
/// own; the calls of a method chain likewise.
pub(super) fn write(line: &str, indent: usize, out: &mut String) {
    push_indent(indent, out);
    if indent + line.len() <= WIDTH {
        out.push_str(line);
        return;
    }
    let mut layout = Layout {
        out,
        has_slices: line.starts_with("pub "),
        is_use: line.starts_with("use "),
    };
    let mut dots = layout.breaks(line).dots;
    // In a statement, the member of a short receiver such as `self` stays beside it.
    if dots.first().is_some_and(|it| *it <= INDENT) {
        dots.remove(0);
    }
    layout.chain(line, dots, indent, 0);
}

pub(super) fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

struct Layout<'a> {
    out: &'a mut String,
    /// True in declarations, whose `[` belong to slices. These are not broken, unlike arrays.
    has_slices: bool,
    /// True for `use`, whose names are in braces and share lines.
    is_use: bool,
}

/// The positions in a text where it can be broken, outside of brackets.
#[derive(Default)]
struct Breaks {
    /// The brackets around text.
    groups: Vec<(usize, usize)>,
    commas: Vec<usize>,
    dots: Vec<usize>,
}

impl Layout<'_> {
    /// Writes an item in brackets that `tail` characters follow.
    fn item(&mut self, text: &str, indent: usize, tail: usize) {
        match self.column() + text.len() + tail <= WIDTH {
            true => self.out.push_str(text),
            false => self.chain(text, self.breaks(text).dots, indent, tail),
        }
    }

    /// Writes a text that does not fit, with a line for each part that starts at a dot.
    fn chain(&mut self, text: &str, dots: Vec<usize>, indent: usize, tail: usize) {
        let inner = match dots.is_empty() {
            true => indent,
            false => indent + INDENT,
        };
        let mut start = 0;
        for dot in dots {
            self.groups(&text[start..dot], inner, 0);
            self.new_line(inner);
            start = dot;
        }
        self.groups(&text[start..], inner, tail);
    }

    /// Writes a text and breaks the brackets in it that do not fit.
    fn groups(&mut self, text: &str, indent: usize, tail: usize) {
        let mut done = 0;
        for (open, close) in self.breaks(text).groups {
            self.out.push_str(&text[done..=open]);
            // The rest of the text counts, even if it can be broken, too.
            match self.column() + text.len() + tail - (open + 1) <= WIDTH {
                true => self.out.push_str(&text[open + 1..close]),
                false => self.items(&text[open + 1..close], indent),
            }
            done = close;
        }
        self.out.push_str(&text[done..]);
    }

    /// Writes the text in brackets with a line for each item; numbers and the names of `use` share lines.
    fn items(&mut self, text: &str, indent: usize) {
        let inner = indent + INDENT;
        let mut commas = self.breaks(text).commas;
        commas.push(text.len());
        let are_numbers = !self.has_slices && text.bytes().all(|it| b"0123456789, ".contains(&it));
        let share_lines = are_numbers || self.is_use;
        let mut start = 0;
        for comma in commas {
            let item = &text[start..comma];
            let tail = usize::from(comma < text.len());
            if start > 0 && share_lines && self.column() + 1 + item.len() + tail <= WIDTH {
                self.out.push(' ');
            } else {
                self.new_line(inner);
            }
            self.item(item, inner, tail);
            self.out.push(',');
            start = comma + ", ".len();
        }
        self.new_line(indent);
    }

    fn breaks(&self, text: &str) -> Breaks {
        let mut breaks = Breaks::default();
        let mut open = Vec::new();
        let (mut before, mut is_escaped, mut in_string) = (b' ', false, false);
        for (index, byte) in text.bytes().enumerate() {
            match byte {
                _ if in_string => {
                    in_string = byte != b'"' || is_escaped;
                    is_escaped = byte == b'\\' && !is_escaped;
                }
                b'"' => in_string = true,
                b'[' | b']' if self.has_slices => {}
                b'(' | b'[' | b'<' => open.push(index),
                b'{' if self.is_use => open.push(index),
                b'>' if before == b'-' => {}
                b'}' if !self.is_use => {}
                b')' | b']' | b'>' | b'}' => {
                    let start = open.pop().filter(|it| open.is_empty() && it + 1 < index);
                    breaks.groups.extend(start.map(|it| (it, index)));
                }
                b',' if open.is_empty() => breaks.commas.push(index),
                b'.' if open.is_empty() && index > 0 => breaks.dots.push(index),
                _ => {}
            }
            before = byte;
        }
        breaks
    }

    fn column(&self) -> usize {
        self.out.len() - self.out.rfind('\n').map_or(0, |it| it + 1)
    }

    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        push_indent(indent, self.out);
    }
}

#[cfg(test)]
mod tests;
