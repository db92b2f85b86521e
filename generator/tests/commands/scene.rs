//! A folder of files, and command lines that run in it.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use generator::cli::Cli;
use generator::commands::{self, Outcome};

/// A folder with files, which is removed at the end. `in` is the root of a checkout.
pub struct Scene(pub PathBuf);

impl Scene {
    /// Writes the files to a new folder.
    pub fn new(name: &str, files: &[(&str, String)]) -> Self {
        let scene = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("commands-{name}")));
        let _ = fs::remove_dir_all(&scene.0);
        scene.put("in/.git/HEAD", "");
        files.iter().for_each(|(path, text)| scene.put(path, text));
        scene
    }

    /// Writes a file.
    pub fn put(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be written");
        fs::write(path, text).expect("it can be written");
    }

    /// Runs a command line in which `ROOT` stands for the folder.
    pub fn run(&self, line: &str) -> Outcome {
        let root = self.0.display().to_string();
        let words = line.split_whitespace().map(|it| it.replace("ROOT", &root));
        let words = std::iter::once("arm-bindgen".to_owned()).chain(words);
        let mut outcome =
            commands::run(&Cli::try_parse_from(words).expect("the command line is right"));
        for text in [&mut outcome.result, &mut outcome.messages] {
            *text = text.replace(&root, "ROOT");
        }
        outcome
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
