//! Assembles the files of a crate, and writes them or compares them with the disk.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{code, shown_path};
use crate::emit::ExampleTest;
use crate::files::Files;
use crate::header::put_header;
use crate::load::Cache;
use crate::manifest::Needs;
use crate::parallel;
use crate::pipeline::{self, Output, Package};
use crate::write::{self, Changes, Stale};

/// The folders of a crate in which every file belongs to the generator.
const OWNED: [&str; 2] = ["src", EXAMPLES];

/// Folder of the test of examples.
pub const EXAMPLES: &str = "tests/examples";

/// The files of a crate.
#[derive(Debug)]
pub struct Crate {
    root: PathBuf,
    header: String,
    name: Option<String>,
    files: Files,
}

impl Crate {
    /// Creates the crate in the folder `root`. Each file will begin with `header`.
    pub fn new(root: &Path, header: &str) -> Self {
        Self {
            root: root.to_owned(),
            header: header.to_owned(),
            name: None,
            files: Files::new(),
        }
    }

    /// Sets the name of the crate, if it differs from that of the folder.
    pub fn named(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    /// Adds a file at a path below the root. The text does not include the header.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: &str) {
        let path = path.into();
        let text = put_header(&path, text, &self.header);
        self.files.insert(path, text);
    }

    /// Adds files below a folder.
    pub fn add_all(&mut self, folder: &Path, files: &Files) {
        for (path, text) in files {
            self.add(folder.join(path), text);
        }
    }

    /// Adds all files of a package that is a crate, and returns the features that its manifest requires.
    pub fn add_package(&mut self, output: &Output) -> Needs {
        self.add_all(Path::new(""), &output.files);
        if let Some(test) = &output.example_test {
            self.add_example_test("main", "examples", &test.code, test);
        }
        Needs {
            xml: output.xml,
            examples: output.example_test.is_some(),
        }
    }

    /// Adds a test of examples and its data.
    pub fn add_example_test(&mut self, name: &str, data: &str, code: &str, test: &ExampleTest) {
        self.add(format!("{EXAMPLES}/{name}.rs"), code);
        self.add(format!("{EXAMPLES}/{data}.json"), &test.data);
    }

    /// Returns all files with their headers.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Returns the text of a file of the crate on disk.
    pub fn read_text(&self, name: &str) -> Option<String> {
        write::read_file(&self.root, name)
    }

    /// Returns instructions for the manifest of a crate that uses this one.
    pub fn usage(&self) -> String {
        let name = self.root.file_name().unwrap_or_default().to_string_lossy();
        let name = self.name.as_deref().unwrap_or(&name);
        format!(
            "To use it, add to your Cargo.toml:\n\n[dependencies]\n{name} = {{ path = {:?} }}\n\n\
             and, if your project is a workspace, add its folder to `members`.\n",
            shown_path(&self.root)
        )
    }

    /// Returns the files that differ from the disk.
    pub fn check(&self) -> Vec<Stale> {
        write::check(&self.root, &OWNED, &self.files)
    }

    /// Writes the files and removes stale ones.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be written.
    pub fn write(&self) -> io::Result<Changes> {
        write::write(&self.root, &OWNED, &self.files)
    }
}

/// Generates a package. A panic of the generator becomes a diagnostic.
pub fn generate_one(package: &Package) -> Output {
    let cache = Cache::default();
    let outputs = parallel::run(&[package], 1, |package| generate(package, &cache));
    outputs.into_iter().flatten().next().unwrap_or_default()
}

/// Generates one of several packages. A panic of the generator does not affect the others.
pub fn generate(package: &Package, cache: &Cache) -> Output {
    let generated = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        pipeline::generate_package(package, cache)
    }));
    generated.unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        let mut output = Output::default();
        output
            .diagnostics
            .error(
                &code::DEFECT,
                None,
                format!("the generator failed at {}: {text}", package.name),
            )
            .help("this is a defect of the generator; please report it with the input");
        output
    })
}
