//! The table format.

use std::io::{self, Write};

use arm_runtime::{JsonValue, ResourceId};
use console::{Term, measure_text_width, style, truncate_str};

use super::cell;
use crate::terminal;

/// Minimum width to which a column of a list is reduced.
const NARROW: usize = 20;

/// Writes a result with one line for each of its values.
pub fn one(out: &mut impl Write, value: &JsonValue) -> io::Result<()> {
    let mut rows = Vec::new();
    leaves("", value, &mut rows);
    let width = rows
        .iter()
        .map(|(name, _)| measure_text_width(name))
        .max()
        .unwrap_or_default();
    for (name, value) in rows {
        if name.is_empty() {
            writeln!(out, "{value}")?;
        } else {
            let pad = " ".repeat(width - measure_text_width(&name));
            writeln!(out, "{}{pad} {value}", style(name).bold())?;
        }
    }
    Ok(())
}

/// Collects the values with their paths. A list of scalars is one value.
fn leaves(path: &str, value: &JsonValue, rows: &mut Vec<(String, String)>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match value {
        JsonValue::Null => {}
        JsonValue::Object(map) => map
            .iter()
            .for_each(|(name, value)| leaves(&below(&terminal::line(name)), value, rows)),
        JsonValue::Array(items) if items.is_empty() => {}
        JsonValue::Array(items) if items.iter().any(|it| it.is_object() || it.is_array()) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, it)| leaves(&format!("{path}[{at}]"), it, rows));
        }
        JsonValue::Array(items) => {
            let items: Vec<String> = items.iter().map(cell).collect();
            rows.push((path.to_owned(), items.join(", ")));
        }
        value => rows.push((path.to_owned(), cell(value))),
    }
}

/// The columns of a list.
pub struct Columns {
    columns: Vec<Column>,
    /// Titles of the columns that did not fit.
    pub left_out: Vec<String>,
}

struct Column {
    /// Path of the value. Empty for the whole item.
    path: Vec<String>,
    title: String,
    width: usize,
    /// Set if the column is never truncated, because its values are meant to be copied.
    is_whole: bool,
}

/// Columns that are never truncated.
const WHOLE: [&str; 5] = ["command", "operation", "id", "token", "target"];

/// Properties that add little information to the name.
const DULL: [&str; 4] = ["id", "type", "etag", "systemData"];

impl Columns {
    /// Returns the columns that have a value in the first page: scalars of the items and of their `properties`.
    pub fn of(items: &[JsonValue]) -> Self {
        let mut paths: Vec<Vec<String>> = Vec::new();
        let mut add = |path: Vec<String>| {
            if !paths.contains(&path) {
                paths.push(path);
            }
        };
        let named = items.iter().any(|it| !it["name"].is_null());
        for item in items {
            if let JsonValue::Array(cells) = item {
                (0..cells.len()).for_each(|at| add(vec![at.to_string()]));
                continue;
            }
            let Some(map) = item.as_object() else {
                add(Vec::new());
                continue;
            };
            for (name, value) in map
                .iter()
                .filter(|(name, _)| !(named && DULL.contains(&name.as_str())))
            {
                match value {
                    JsonValue::Object(inner) if name == "properties" => {
                        inner
                            .iter()
                            .filter(|(_, it)| is_plain(it))
                            .for_each(|(it, _)| add(vec![name.clone(), it.clone()]));
                    }
                    value if is_plain(value) => add(vec![name.clone()]),
                    _ => {}
                }
            }
        }
        if named && items.iter().any(|it| group(it).is_some()) {
            let at = paths
                .iter()
                .position(|it| it == &["name"])
                .map_or(0, |it| it + 1);
            paths.insert(at, vec![GROUP.to_owned()]);
        }
        let columns = paths.into_iter().map(|path| {
            let title = title(path.last().map_or("value", String::as_str));
            let cells = items.iter().map(|it| measure_text_width(&text(it, &path)));
            let width = cells
                .chain([measure_text_width(&title)])
                .max()
                .unwrap_or_default();
            let is_whole = matches!(path.as_slice(), [name] if WHOLE.contains(&name.as_str()));
            Column {
                path,
                title,
                width,
                is_whole,
            }
        });
        let mut columns: Vec<Column> = columns.collect();
        // Columns that are never truncated are last, where the terminal wraps them.
        columns
            .sort_by_key(|it| it.is_whole && !matches!(it.title.as_str(), "COMMAND" | "OPERATION"));
        let left_out = fit(&mut columns);
        Self { columns, left_out }
    }

    /// Writes the items, with titles if they are the first.
    pub fn write(&self, out: &mut impl Write, items: &[JsonValue], titles: bool) -> io::Result<()> {
        if titles {
            let cells = self.columns.iter().map(|it| it.title.clone());
            writeln!(out, "{}", style(self.line(cells)).bold())?;
        }
        for item in items {
            writeln!(
                out,
                "{}",
                self.line(self.columns.iter().map(|it| text(item, &it.path)))
            )?;
        }
        Ok(())
    }

    fn line(&self, cells: impl Iterator<Item = String>) -> String {
        let cells = self.columns.iter().zip(cells).map(|(column, text)| {
            let text = if is_terminal() && !column.is_whole {
                truncate_str(&text, column.width, "…").into_owned()
            } else {
                text
            };
            let pad = column.width.saturating_sub(measure_text_width(&text));
            format!("{text}{}", " ".repeat(pad))
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}

/// The column of the resource group, which is part of the ID only.
const GROUP: &str = "resourceGroup";

fn group(item: &JsonValue) -> Option<String> {
    let id: ResourceId = item["id"].as_str()?.parse().ok()?;
    id.resource_group().map(str::to_owned)
}

fn is_plain(value: &JsonValue) -> bool {
    !value.is_null() && !value.is_object() && !value.is_array()
}

fn text(item: &JsonValue, path: &[String]) -> String {
    if path == [GROUP] && item[GROUP].is_null() {
        return group(item).unwrap_or_default();
    }
    let value = path.iter().try_fold(item, |value, name| match value {
        JsonValue::Array(cells) => cells.get(name.parse::<usize>().ok()?),
        value => value.get(name),
    });
    value.map(cell).unwrap_or_default()
}

fn title(name: &str) -> String {
    crate::names::kebab(name).replace('-', " ").to_uppercase()
}

fn is_terminal() -> bool {
    Term::stdout().is_term()
}

/// Fits the columns to the terminal: narrows the last columns first and removes those that do not fit. Returns the
/// titles of the removed columns.
fn fit(columns: &mut Vec<Column>) -> Vec<String> {
    if is_terminal() {
        fit_into(columns, usize::from(Term::stdout().size().1))
    } else {
        Vec::new()
    }
}

fn fit_into(columns: &mut Vec<Column>, room: usize) -> Vec<String> {
    let mut left_out = Vec::new();
    loop {
        let needed = |(at, it): (usize, &Column)| match it.is_whole && at > 0 {
            true => it.width.min(NARROW),
            false => it.width,
        };
        let total: usize = columns.iter().enumerate().map(|it| needed(it) + 2).sum();
        let excess = total.saturating_sub(room + 2);
        if excess == 0 {
            break;
        }
        if let Some(column) = columns
            .iter_mut()
            .rev()
            .find(|it| it.width > NARROW && !it.is_whole)
        {
            column.width = column.width.saturating_sub(excess).max(NARROW);
        } else if let Some(at) = columns
            .iter()
            .rposition(|it| !it.is_whole)
            .filter(|at| *at > 0)
        {
            left_out.push(columns.remove(at).title);
        } else {
            break;
        }
    }
    left_out.reverse();
    left_out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(widths: &[usize], room: usize) -> Vec<usize> {
        let column = |width: &usize| Column {
            path: Vec::new(),
            title: String::new(),
            width: *width,
            is_whole: false,
        };
        let mut columns = widths.iter().map(column).collect();
        fit_into(&mut columns, room);
        columns.iter().map(|it| it.width).collect()
    }

    fn titles(items: &[JsonValue]) -> String {
        let columns = Columns::of(items).columns;
        let titles: Vec<String> = columns.into_iter().map(|it| it.title).collect();
        titles.join("|")
    }

    #[test]
    fn columns_are_the_scalars_that_tell_items_apart() {
        use serde_json::json;
        let id = "/subscriptions/s/resourceGroups/rg/providers/A.B/c/d";
        for (items, expected) in [
            (json!([{ "a": 1, "bC": "x" }]), "A|B C"),
            // Of all items, in the order of their appearance.
            (json!([{ "a": 1 }, { "b": 2, "a": null }]), "A|B"),
            (json!([{ "a": {}, "b": [], "c": null, "d": false }]), "D"),
            (
                json!([{ "properties": { "state": "on", "deep": {} } }]),
                "STATE",
            ),
            (json!([{ "other": { "state": "on" }, "a": 1 }]), "A"),
            // With a name, what adds little to it is left out.
            (
                json!([{ "type": "t", "etag": "e", "name": "n", "systemData": 1 }]),
                "NAME",
            ),
            (json!([{ "type": "t", "etag": "e" }]), "TYPE|ETAG"),
            // The resource group follows the name.
            (
                json!([{ "a": 1, "name": "n", "id": id, "b": 2 }]),
                "A|NAME|RESOURCE GROUP|B",
            ),
            (json!([{ "name": "n", "id": "/a/b" }]), "NAME"),
            (json!([{ "id": id, "a": 1 }]), "A|ID"),
            // What is copied is last, but commands and operations are read first.
            (
                json!([{ "token": "t", "target": "u", "a": 1 }]),
                "A|TOKEN|TARGET",
            ),
            (
                json!([{ "command": "c", "operation": "o", "a": 1 }]),
                "COMMAND|OPERATION|A",
            ),
            (json!(["x", "y"]), "VALUE"),
            (json!([["x", "y"], ["z"]]), "0|1"),
        ] {
            assert_eq!(titles(items.as_array().unwrap()), expected, "{items}");
        }
    }

    #[test]
    fn rows_are_padded_but_for_their_end() {
        use serde_json::json;
        let items = [
            json!({ "name": "a", "b": 1 }),
            json!({ "name": "long", "b": null }),
        ];
        let columns = Columns::of(&items);
        for (titles, expected) in [
            (true, "NAME  B\na     1\nlong\n"),
            (false, "a     1\nlong\n"),
        ] {
            let mut out = Vec::new();
            columns.write(&mut out, &items, titles).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(console::strip_ansi_codes(&text), expected);
        }
    }

    #[test]
    fn columns_without_room_are_named() {
        let column = |(title, width, is_whole): &(&str, usize, bool)| Column {
            path: Vec::new(),
            title: (*title).to_owned(),
            width: *width,
            is_whole: *is_whole,
        };
        let fitted = |columns: &[(&str, usize, bool)], room| {
            let mut columns = columns.iter().map(column).collect();
            let left_out = fit_into(&mut columns, room);
            let shown = columns.iter().map(|it| format!("{}{}", it.title, it.width));
            (shown.collect::<Vec<_>>().join(" "), left_out.join(" "))
        };
        let row = |shown: &str, left_out: &str| (shown.to_owned(), left_out.to_owned());
        let three = [("a", 30, false), ("b", 30, false), ("c", 30, false)];
        assert_eq!(fitted(&three, 94), row("a30 b30 c30", ""));
        assert_eq!(fitted(&three, 93), row("a30 b30 c29", ""));
        assert_eq!(fitted(&three, 64), row("a20 b20 c20", ""));
        assert_eq!(fitted(&three, 63), row("a20 b20", "c"));
        assert_eq!(fitted(&three, 20), row("a20", "b c"));
        assert_eq!(fitted(&three, 1), row("a20", "b c"));
        // A column that is copied keeps its width and wraps; it needs a little room only.
        let whole = [("a", 30, false), ("b", 30, false), ("id", 99, true)];
        assert_eq!(fitted(&whole, 84), row("a30 b30 id99", ""));
        assert_eq!(fitted(&whole, 83), row("a30 b29 id99", ""));
        assert_eq!(fitted(&whole, 50), row("a20 id99", "b"));
    }

    #[test]
    fn the_last_columns_give_way_first() {
        assert_eq!(widths(&[60, 90], 200), [60, 90]);
        assert_eq!(widths(&[60, 90], 118), [60, 56]);
        assert_eq!(widths(&[60, 90], 70), [48, NARROW]);
        assert_eq!(widths(&[30, 30, 10], 50), [NARROW, NARROW]);
        assert_eq!(widths(&[30], 5), [NARROW]);
    }
}
