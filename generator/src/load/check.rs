//! Checks that every reference can be resolved.

use std::collections::HashSet;

use super::pointer::{follow_pointer, nearest_names};
use super::reference::{Found, find_file, split_reference};
use super::references::each_reference;
use super::{DocumentId, Documents, Loader};
use crate::diagnostics::{Code, Severity, code, shown_path};

/// An unresolved `$ref`.
pub(super) struct Broken {
    from: DocumentId,
    /// JSON pointer of the `$ref`.
    at: String,
    reference: String,
}

/// Maximum number of unresolved references with suggestions, because each suggestion takes time proportional to the
/// number of names.
const HINTS: usize = 50;

impl Loader<'_> {
    /// Returns all unresolved references.
    pub(super) fn find_broken(&self) -> Vec<Broken> {
        let mut broken = Vec::new();
        let mut sound: HashSet<(DocumentId, &str)> = HashSet::new();
        for document in self.documents.iter() {
            each_reference(&document.value, "", &mut |trail, reference| {
                let (file, pointer) = split_reference(reference);
                let target = if file.is_empty() {
                    Some(document.id)
                } else {
                    self.documents.links[document.id.0].get(file).copied()
                };
                // A file that exists but cannot be parsed has its own diagnostic.
                let is_sound = match target {
                    None => self.is_unreadable(document.id, file),
                    Some(target) => {
                        sound.contains(&(target, pointer))
                            || follow_pointer(&self.documents.get(target).value, pointer).is_some()
                    }
                };
                if let (true, Some(target)) = (is_sound, target) {
                    sound.insert((target, pointer));
                }
                if !is_sound {
                    broken.push(Broken {
                        from: document.id,
                        at: trail.pointer(),
                        reference: reference.to_owned(),
                    });
                }
            });
        }
        broken
    }

    fn is_unreadable(&self, from: DocumentId, file: &str) -> bool {
        match find_file(self.documents.path(from), file, self.roots) {
            Found::There(path) | Found::Elsewhere(path) => {
                self.by_path.get(path.as_path()) == Some(&None)
            }
            Found::Missing(_) | Found::Outside(_) | Found::Remote => false,
        }
    }

    /// Reports unresolved references: as errors if an input depends on them, otherwise as warnings, because they may be
    /// in unrelated parts of a shared file.
    pub(super) fn report_broken(&mut self, broken: &[Broken]) {
        if broken.is_empty() {
            return;
        }
        let reached = reached_references(&self.documents);
        for (index, broken) in broken.iter().enumerate() {
            let severity = if reached.contains(&(broken.from, broken.at.clone())) {
                Severity::Error
            } else {
                Severity::Warning
            };
            self.report(broken, severity, index < HINTS);
        }
    }

    fn report(&mut self, broken: &Broken, severity: Severity, with_hint: bool) {
        let (file, pointer) = split_reference(&broken.reference);
        let (code, message, help): (&'static Code, String, String) = match self
            .documents
            .follow(broken.from, &broken.reference)
        {
            Some((target, _)) => {
                let near = match with_hint {
                    true => nearest_names(&self.documents.get(target).value, pointer),
                    false => Vec::new(),
                };
                let file = shown_path(self.documents.path(target));
                let help = if near.is_empty() {
                    format!("{file} has no such value")
                } else {
                    format!("{file} has {}", list(&near))
                };
                (
                    &code::UNRESOLVED_REFERENCE,
                    format!("`{}` cannot be resolved", broken.reference),
                    help,
                )
            }
            None => match find_file(self.documents.path(broken.from), file, self.roots) {
                Found::Missing(tried) => (
                    &code::MISSING_FILE,
                    format!("`{file}` does not exist"),
                    format!(
                        "{} was searched; correct the path or add the file",
                        shown_path(&tried)
                    ),
                ),
                Found::Outside(path) => (
                    &code::OUTSIDE_ROOT,
                    format!("`{file}` is outside the folder of the API descriptions"),
                    format!(
                        "{} is not read; allow its folder with --allow-root if you trust the document",
                        shown_path(&path)
                    ),
                ),
                _ => (
                    &code::REMOTE_REFERENCE,
                    format!("`{file}` is not a local file"),
                    "save the document beside this one and refer to it by a relative path"
                        .to_owned(),
                ),
            },
        };
        let at = self.documents.location(broken.from, broken.at.clone());
        let diagnostic = match severity {
            Severity::Error => self.diagnostics.error(code, at, message),
            Severity::Warning => self.diagnostics.warn(code, at, message),
        };
        diagnostic.help(help);
    }
}

fn list(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Returns the references that the inputs depend on: their own references, and those of the referenced values.
fn reached_references(documents: &Documents) -> HashSet<(DocumentId, String)> {
    let mut reached = HashSet::new();
    let mut seen: HashSet<(DocumentId, String)> = HashSet::new();
    let mut open: Vec<(DocumentId, String)> = documents
        .inputs()
        .map(|document| (document.id, String::new()))
        .collect();
    while let Some((id, pointer)) = open.pop() {
        if !seen.insert((id, pointer.clone())) {
            continue;
        }
        let Some(value) = documents.value_at(id, &pointer) else {
            continue;
        };
        each_reference(value, &pointer, &mut |trail, reference| {
            reached.insert((id, trail.pointer()));
            open.extend(documents.follow(id, reference));
        });
    }
    reached
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::load::{Cache, Roots, load};

    /// Many broken references usually have one cause, and looking for similar names takes time.
    #[test]
    fn the_first_broken_references_have_suggestions() {
        let folder = std::env::temp_dir().join(format!("generator-check-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder can be written");
        let file = folder.join("things.json");
        let references = vec![r##"{"$ref": "#/definitions/Thin"}"##; HINTS + 2].join(", ");
        let text = format!(
            r##"{{"swagger": "2.0", "definitions": {{"Thing": {{"items": {{"$ref": "#/definitions/Thing"}}}}}}, "x": [{references}]}}"##
        );
        std::fs::write(&file, text).expect("the folder can be written");
        let mut diagnostics = Diagnostics::default();
        let inputs = [PathBuf::from(&file)];
        let roots = Roots::of(&inputs, &[]);
        load(&inputs, &roots, &Cache::default(), &mut diagnostics);
        std::fs::remove_dir_all(&folder).expect("it was written");
        let helps: Vec<&str> = diagnostics
            .iter()
            .filter_map(|it| it.help.as_deref())
            .collect();
        let shown = file.display();
        assert_eq!(helps.len(), HINTS + 2);
        for (index, help) in helps.iter().enumerate() {
            let expected = match index < HINTS {
                true => format!("{shown} has `Thing`"),
                false => format!("{shown} has no such value"),
            };
            assert_eq!(*help, expected, "{index}");
        }
    }
}
