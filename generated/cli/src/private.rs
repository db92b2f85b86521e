//! Files that only their owner can read, on systems with Unix permissions.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Returns the folder in which this program stores its state. Returns `None` if the environment names neither such a folder nor
/// a home.
pub fn state_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let folder = set("XDG_STATE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| Some(std::env::home_dir()?.join(".local/state")))?;
    Some(folder.join("arm"))
}

/// Returns the name of the file for a text. The hash, FNV-1a, is the same in every build.
pub fn file_name(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Writes a file that only its owner can read. It is written to a temporary file and moved, so that an existing file is
/// replaced atomically.
pub fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens that an earlier version kept must be found.
    #[test]
    fn the_name_of_a_file_is_the_hash_of_its_text() {
        for (text, name) in [
            ("", "cbf29ce484222325"),
            ("a", "af63dc4c8601ec8c"),
            ("foobar", "85944171f73967e8"),
        ] {
            assert_eq!(file_name(text), name, "{text}");
        }
    }

    #[test]
    fn a_private_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = std::env::temp_dir().join(format!("arm-private-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("file");
        let names = || {
            let entries = std::fs::read_dir(&folder).unwrap();
            entries
                .map(|it| it.unwrap().file_name())
                .collect::<Vec<_>>()
        };
        for text in ["first, the longer one", "second"] {
            write_private(&path, text).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
            assert_eq!(names(), ["file"]);
            #[cfg(unix)]
            {
                let mode = std::fs::metadata(&path).unwrap().permissions();
                let mode = std::os::unix::fs::PermissionsExt::mode(&mode);
                assert_eq!(mode & 0o777, 0o600);
            }
        }
        // A folder cannot be replaced, and its neighbour is removed again.
        std::fs::create_dir_all(folder.join("taken/inner")).unwrap();
        write_private(&folder.join("taken"), "text").unwrap_err();
        assert_eq!(names().len(), 2, "{:?}", names());
        // Neither is there a file without a name or a folder.
        write_private(&folder.join(".."), "text").unwrap_err();
        write_private(&folder.join("none/file"), "text").unwrap_err();
        assert_eq!(names().len(), 2, "{:?}", names());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
