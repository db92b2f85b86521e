//! The floor of the generator's time: `cargo bench --package generator --bench floor -- SPECS CRATES`.
//!
//! Reads and parses the documents of the packages in SPECS once, prints the trees of all files in CRATES, which the generator
//! has written, and writes the text. The trees are parsed from these files; a generator that uses `quote` parses its tokens as
//! well, so that this time is shown separately.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use cpu_time::ThreadTime;
use serde_json::Value;

fn main() {
    let arguments: Vec<PathBuf> = env::args().skip(1).map(PathBuf::from).collect();
    // Cargo adds `--bench`.
    let [specs, crates, ..] = arguments.as_slice() else {
        println!("skipped: the floor needs the folders of the specs and of the generated crates");
        return;
    };
    let (read, documents, bytes) = read_documents(specs);
    println!(
        "{documents} documents, {:.1} MB: {read:.2?}",
        bytes as f64 / 1e6
    );
    let [parse, print, write] = print_files(crates);
    println!("parse with syn {parse:.2?}, print {print:.2?}, write {write:.2?}");
    let floor = read + print + write;
    println!("floor {floor:.2?}, with syn {:.2?}", floor + parse);
}

/// Parses each document of the packages once, and those that they refer to.
fn read_documents(specs: &Path) -> (Duration, usize, usize) {
    let list = fs::read(specs.join("packages.json")).expect("the list of packages is there");
    let list: Value = serde_json::from_slice(&list).expect("the list is JSON");
    let files = list.as_array().into_iter().flatten();
    let mut open: Vec<PathBuf> = files
        .flat_map(|it| it["files"].as_array().into_iter().flatten())
        .filter_map(|it| Some(specs.join("specification").join(it.as_str()?)))
        .collect();
    let (mut seen, mut bytes, mut time) = (BTreeSet::new(), 0, Duration::ZERO);
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let start = ThreadTime::now();
        let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        bytes += text.len();
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
        let value: Value = serde_json::from_slice(text).expect("documents are JSON");
        time += start.elapsed();
        references(
            &value,
            path.parent().expect("files have folders"),
            &mut open,
        );
        let start = ThreadTime::now();
        drop(value);
        time += start.elapsed();
    }
    (time, seen.len(), bytes)
}

/// Adds the files that a value refers to, without examples.
fn references(value: &Value, folder: &Path, files: &mut Vec<PathBuf>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| references(it, folder, files)),
        Value::Object(members) => {
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("x-ms-examples", _) => {}
                    ("$ref", Value::String(target)) => {
                        let file = target.split('#').next().unwrap_or_default();
                        if file.ends_with(".json") && !file.contains("://") {
                            files.push(normal(&folder.join(file)));
                        }
                    }
                    _ => references(member, folder, files),
                }
            }
        }
        _ => {}
    }
}

fn normal(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(result.pop()),
            part => result.push(part),
        }
    }
    result
}

/// Parses, prints and writes all files of Rust.
fn print_files(crates: &Path) -> [Duration; 3] {
    let mut files = Vec::new();
    find_files(crates, &mut files);
    let out = env::temp_dir().join(format!("floor-{}", std::process::id()));
    fs::create_dir_all(&out).expect("the folder for temporary files can be written");
    let mut times = [Duration::ZERO; 3];
    for (index, file) in files.iter().enumerate() {
        let text = fs::read_to_string(file).expect("generated files are text");
        let start = ThreadTime::now();
        let tree = syn::parse_file(&text).expect("generated files are Rust");
        times[0] += start.elapsed();
        let start = ThreadTime::now();
        let text = prettyplease::unparse(&tree);
        times[1] += start.elapsed();
        let start = ThreadTime::now();
        fs::write(out.join(index.to_string()), text).expect("temporary files can be written");
        times[2] += start.elapsed();
    }
    fs::remove_dir_all(&out).expect("temporary files can be deleted");
    times
}

fn find_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of the crates is there") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            find_files(&path, files);
        } else if path.extension() == Some(OsStr::new("rs")) {
            files.push(path);
        }
    }
}
