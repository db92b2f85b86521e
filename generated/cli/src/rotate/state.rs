//! The state of the rotation of a resource, stored in a file so that an interrupted rotation can continue.
//!
//! The file does not contain keys: a key that was renewed but not passed on is read again.

use std::io;
use std::path::{Path, PathBuf};

use arm_runtime::JsonValue;
use serde_json::json;

use crate::error::Failure;
use crate::private::{file_name, state_folder, write_private};

/// The state of the renewal of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// The request has not been sent.
    Waits,
    /// The request was sent. Its result is unknown.
    Sent,
    /// The key is renewed, and the others have not changed.
    Renewed,
    /// The new key was passed on.
    Done,
}

impl Step {
    /// Returns a human-readable description.
    pub fn description(self) -> &'static str {
        match self {
            Self::Waits => "not begun",
            Self::Sent => "sent, possibly renewed",
            Self::Renewed => "renewed, not passed on",
            Self::Done => "renewed and passed on",
        }
    }

    fn named(name: &str) -> Option<Self> {
        let all = [Self::Waits, Self::Sent, Self::Renewed, Self::Done];
        all.into_iter().find(|it| format!("{it:?}") == name)
    }
}

/// The state of a rotation.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    id: String,
    /// Keys in the order of their renewal.
    pub steps: Vec<(String, Step)>,
}

impl State {
    /// Opens the rotation of these keys, continuing from a stored state.
    pub fn open(id: &str, keys: &[String]) -> Self {
        let fresh = Self {
            id: id.to_lowercase(),
            steps: keys.iter().map(|it| (it.clone(), Step::Waits)).collect(),
        };
        let names = |it: &Self| {
            it.steps
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        match Self::load(&fresh.id) {
            Some(old) if names(&old) == names(&fresh) => old,
            _ => fresh,
        }
    }

    /// Returns `true` if a request was sent.
    pub fn is_begun(&self) -> bool {
        self.steps.iter().any(|(_, step)| *step != Step::Waits)
    }

    /// Stores the state of a step.
    pub fn set(&mut self, index: usize, step: Step) -> Result<(), Failure> {
        let Some((_, it)) = self.steps.get_mut(index) else {
            return Ok(());
        };
        let before = std::mem::replace(it, step);
        let Some(path) = path(&self.id) else {
            return Ok(());
        };
        self.store(&path).map_err(|error| {
            // The step is not taken without its state.
            self.steps[index].1 = before;
            let path = path.display();
            Failure::other(
                format!("the state of the rotation cannot be stored in {path}: {error}"),
                Some("set XDG_STATE_HOME to a folder that can be written".to_owned()),
            )
        })
    }

    fn store(&self, path: &Path) -> io::Result<()> {
        if self.steps.iter().all(|(_, step)| *step == Step::Done) {
            return match std::fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let steps = self
            .steps
            .iter()
            .map(|(name, step)| json!([name, format!("{step:?}")]));
        let steps: Vec<JsonValue> = steps.collect();
        write_private(path, &json!({ "id": self.id, "steps": steps }).to_string())
    }

    /// Marks every step as not begun. The file is replaced when the next step is stored.
    pub fn restart(&mut self) {
        for (_, step) in &mut self.steps {
            *step = Step::Waits;
        }
    }

    /// Returns a human-readable description.
    pub fn description(&self) -> String {
        let steps = self
            .steps
            .iter()
            .map(|(name, step)| format!("{name}: {}", step.description()));
        steps.collect::<Vec<_>>().join("; ")
    }

    fn load(id: &str) -> Option<Self> {
        let text = std::fs::read_to_string(path(id)?).ok()?;
        let value: JsonValue = serde_json::from_str(&text).ok()?;
        let step =
            |it: &JsonValue| Some((it[0].as_str()?.to_owned(), Step::named(it[1].as_str()?)?));
        let steps = value["steps"]
            .as_array()?
            .iter()
            .map(step)
            .collect::<Option<Vec<_>>>()?;
        (value["id"] == *id).then(|| Self {
            id: id.to_owned(),
            steps,
        })
    }
}

/// Returns the file for a resource, or `None` if the program has no folder for its state. The name of the file is a hash of the
/// resource ID. The file contains the ID, which distinguishes resources with the same hash.
fn path(id: &str) -> Option<PathBuf> {
    let folder = state_folder()?.join("rotate");
    Some(folder.join(format!("{}.json", file_name(id))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_finished_rotation_is_removed() {
        let folder = std::env::temp_dir().join(format!("arm-rotate-{}", std::process::id()));
        let path = folder.join("below").join("state.json");
        let mut state = State {
            id: "/x".to_owned(),
            steps: vec![("key1".to_owned(), Step::Waits)],
        };
        state.store(&path).unwrap();
        assert!(path.is_file());
        state.steps[0].1 = Step::Done;
        // A file that is not there is not an error.
        for _ in 0..2 {
            state.store(&path).unwrap();
            assert!(!path.exists());
        }
        let error = state.store(&folder).unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::NotFound, "{error}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
