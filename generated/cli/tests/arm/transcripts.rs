//! Transcripts: command lines with the responses of a server, the requests that it receives, and the whole output.
//!
//! A transcript consists of blocks, which are separated by empty lines:
//!
//! ```text
//! # A sentence of the specification.
//! = NAME=VALUE                    sets an environment variable
//! + FILE TEXT                     writes a file in FOLDER
//! | a line of stdin
//! < 200                           a response: its status,
//! < retry-after: 0                its headers,
//! < {"name": "m"}                 and its body
//! $ arm @ maps accounts get ...   the command line; `@` is the endpoint of the server
//! > GET /subscriptions/...        a request: its line,
//! > accept: application/json      its headers except for those of each request,
//! > {"a": 1}                      and its body
//! name m                          stdout
//! ! note: ...                     stderr
//! [1]                             the exit code, unless it is 0
//! ```
//!
//! Numbers of ports and milliseconds, and everything else that differs between two runs, are replaced by words.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use crate::server::{Answer, Asked, Server};
use crate::stdin;

/// Headers that every request has, or that differ between two runs.
const COMMON: [&str; 5] = [
    "accept-encoding",
    "content-length",
    "host",
    "user-agent",
    "x-ms-client-request-id",
];

/// Plays a transcript and compares what happens with what is recorded. `arm` returns the command for arguments.
pub fn play(file: &str, recorded: &str, subscription: &str, arm: fn(&[&str]) -> Command) {
    let mut blocks: Vec<String> = recorded.split("\n\n# ").map(str::to_owned).collect();
    blocks
        .iter_mut()
        .skip(1)
        .for_each(|it| it.insert_str(0, "# "));
    // Some commands wait between polls.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file.replace(['/', '.'], "-"));
    let mut played: Vec<(String, String)> = Vec::new();
    for blocks in blocks.chunks(8) {
        std::thread::scope(|scope| {
            let play = |(at, block): (usize, &String)| {
                let folder = folder.join(at.to_string());
                let recorded = block.trim_end().to_owned();
                scope.spawn(move || {
                    let played = play_block(&recorded, &folder, subscription, arm);
                    (recorded, played)
                })
            };
            let threads: Vec<_> = blocks.iter().enumerate().map(play).collect();
            let joined = threads.into_iter().map(|it| it.join());
            played.extend(joined.map(|it| it.expect("a block is valid")));
        });
    }
    let whole: Vec<&str> = played.iter().map(|(_, it)| it.as_str()).collect();
    let actual = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file.replace('/', "-"));
    std::fs::write(&actual, whole.join("\n\n") + "\n").expect("target/ can be written");
    let changed: Vec<String> = played
        .iter()
        .filter(|(recorded, played)| recorded != played)
        .map(|(recorded, played)| format!("recorded:\n{recorded}\n\nplayed:\n{played}\n"))
        .collect();
    assert!(
        changed.is_empty(),
        "{}\nafter a review: cp {} generated/cli/tests/{file}",
        changed.join("\n"),
        actual.display()
    );
}

/// The values of the placeholders in a transcript.
#[derive(Clone)]
struct Words {
    folder: String,
    subscription: String,
}

impl Words {
    /// Replaces the placeholders by their values.
    fn filled(&self, text: &str, url: &str) -> String {
        text.replace("SERVER", url)
            .replace("FOLDER", &self.folder)
            .replace("SUB", &self.subscription)
            .replace("\\e", "\u{1b}")
    }

    /// Replaces the values by their placeholders.
    fn found(&self, text: &str, url: &str) -> String {
        text.replace(url, "SERVER")
            .replace(&self.folder, "FOLDER")
            .replace(&self.subscription, "SUB")
    }
}

fn play_block(
    block: &str,
    folder: &Path,
    subscription: &str,
    arm: fn(&[&str]) -> Command,
) -> String {
    let command = block.lines().position(|it| it.starts_with("$ "));
    let n_given = command.unwrap_or_else(|| panic!("no command line: {block}"));
    let given: Vec<&str> = block.lines().take(n_given + 1).collect();
    // The state of an earlier run would be continued.
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("target/ can be written");
    let words = Words {
        folder: folder.display().to_string(),
        subscription: subscription.to_owned(),
    };
    for file in given.iter().filter_map(|it| it.strip_prefix("+ ")) {
        let (name, text) = file.split_once(' ').expect("a file has a text");
        let path = folder.join(name);
        let parent = path.parent().expect("a file is in a folder");
        std::fs::create_dir_all(parent).expect("target/ can be written");
        std::fs::write(path, text.replace("\\n", "\n")).expect("target/ can be written");
    }
    let server = serve(answers(&given), words.clone());
    let line = words.filled(given[n_given], &server.url);
    let mut args: Vec<String> = split(&line).split_off(2);
    if let Some(at) = args.iter().position(|it| it == "@") {
        args.splice(at..=at, ["--endpoint".to_owned(), server.url.clone()]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut command = arm(&args);
    command
        .env("XDG_STATE_HOME", folder)
        .env("COLUMNS", "100")
        .env_remove("NO_COLOR");
    for variable in given.iter().filter_map(|it| it.strip_prefix("= ")) {
        let (name, value) = variable.split_once('=').expect("a variable has a value");
        command.env(name, words.filled(value, &server.url));
    }
    let input = given.iter().filter_map(|it| it.strip_prefix('|'));
    let input: String = input
        .map(|it| words.filled(it.trim_start(), &server.url) + "\n")
        .collect();
    let ran = stdin::run(&mut command, &input);

    let mut played = given.join("\n");
    for asked in server.asked() {
        played += &request(&asked);
    }
    for (bytes, prefix) in [(&ran.stdout, ""), (&ran.stderr, "! ")] {
        let text = String::from_utf8_lossy(bytes);
        for line in text.lines() {
            let _ = write!(played, "\n{}", format!("{prefix}{line}").trim_end());
        }
        if !text.is_empty() && !text.ends_with('\n') {
            played += "\n(without a line break)";
        }
    }
    match ran.status.code() {
        Some(0) => {}
        Some(code) => played += &format!("\n[{code}]"),
        None => played += "\n[ended by a signal]",
    }
    // The program is named like its file.
    let program = Path::new(command.get_program()).file_stem();
    let program = program.and_then(|it| it.to_str()).unwrap_or("arm");
    let played = played.replace(program, "arm");
    stable(words.found(&played, &server.url).trim_end())
}

/// Serves the responses one after the other.
fn serve(answers: VecDeque<Answer>, words: Words) -> Server {
    let answers = Mutex::new(answers);
    Server::start(move |url, _| {
        let mut answers = answers
            .lock()
            .expect("no test panics while it holds the lock");
        let mut answer = answers
            .pop_front()
            .unwrap_or_else(|| Answer::json(400, "the transcript has no more responses"));
        answer.body = words.filled(&answer.body, url);
        for (_, value) in &mut answer.headers {
            *value = words.filled(value, url);
        }
        answer
    })
}

/// Returns the responses of a block.
fn answers(given: &[&str]) -> VecDeque<Answer> {
    let mut answers: VecDeque<Answer> = VecDeque::new();
    for line in given.iter().filter_map(|it| it.strip_prefix("< ")) {
        if let Ok(status) = line.parse() {
            answers.push_back(Answer::empty(status));
            continue;
        }
        let answer = answers
            .back_mut()
            .expect("a response begins with its status");
        match line.split_once(": ") {
            Some((name, value)) if !line.starts_with(['{', '[', '"', '<']) => {
                let value = value.to_owned();
                answer.headers.push((name.to_owned().leak(), value));
            }
            _ => {
                if answer.body.is_empty() && !answer.headers.iter().any(|it| it.0 == "content-type")
                {
                    let json = "application/json".to_owned();
                    answer.headers.push(("content-type", json));
                }
                answer.body += line;
            }
        }
    }
    answers
}

fn request(asked: &Asked) -> String {
    let mut text = format!("\n> {} {}", asked.method, asked.target);
    let mut headers = asked.headers.clone();
    headers.sort();
    for (name, value) in headers {
        if !COMMON.contains(&name.as_str()) {
            let _ = write!(text, "\n> {name}: {value}");
        }
    }
    if !asked.body.is_empty() {
        let _ = write!(text, "\n> {}", asked.body);
    }
    text
}

/// Splits a command line. Words with spaces are in single quotes.
fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut is_word) = (String::new(), false);
    for (at, piece) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            word += piece;
            is_word = true;
            continue;
        }
        for c in piece.chars() {
            match c {
                ' ' => {
                    if is_word {
                        words.push(std::mem::take(&mut word));
                    }
                    is_word = false;
                }
                c => {
                    word.push(c);
                    is_word = true;
                }
            }
        }
    }
    words.extend(is_word.then_some(word));
    words
}

/// Replaces durations and tokens, which differ between two runs, and the global options, which every help has.
fn stable(text: &str) -> String {
    let mut is_global = false;
    let lines = text.lines().filter(|line| {
        let line = line.strip_prefix("! ").unwrap_or(line);
        is_global = line == "Global options:" || (is_global && line.starts_with(' '));
        !is_global || !line.starts_with(' ')
    });
    let text = lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace('\u{1b}', "\\e");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        out += &rest[..at];
        let from = &rest[at..];
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let is_time = after.starts_with(" ms") || after.starts_with(" s)");
        out += if is_time { "N" } else { number };
        rest = after;
    }
    out += rest;
    out.split('\n')
        .map(|line| match line.find("eyJ") {
            // The boundary of a form is random.
            None if line.contains("boundary=") => {
                let at = line.find("boundary=").map_or(0, |at| at + 9);
                format!("{}BOUNDARY", &line[..at])
            }
            // Names of files are hashes of tokens.
            None if line.contains("/arm/wait/") => {
                let at = line.find("/arm/wait/").map_or(0, |at| at + 10);
                let after = line[at..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
                format!("{}HASH{after}", &line[..at])
            }
            Some(at) => {
                let is_token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                let after = line[at..].trim_start_matches(is_token);
                format!("{}TOKEN{after}", &line[..at])
            }
            None => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}
