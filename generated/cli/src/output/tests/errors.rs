//! No error of the writer is lost: a full disk or a closed pipe ends the command.

use std::io;

use super::*;

/// A writer that fails once.
struct FailsOnce {
    /// The number of calls before the one that fails.
    left: Option<usize>,
}

impl std::io::Write for FailsOnce {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.left {
            Some(0) => {
                self.left = None;
                Err(io::Error::other("the disk is full"))
            }
            left => {
                self.left = left.map(|it| it - 1);
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write(&[]).map(drop)
    }
}

type Step = fn(&mut Output<&mut FailsOnce>) -> io::Result<()>;

fn value() -> JsonValue {
    json!({ "id": "/a", "name": "n\te: x", "size": 1.5, "more": [1, { "a": [], "b": [[true], null] }], "none": {}, "text": "a\u{1b}" })
}

#[test]
fn an_error_of_the_writer_is_an_error_of_the_output() {
    let steps: [(&str, bool, Step); 8] = [
        ("result", false, |it| it.result(value())),
        ("results", true, |it| it.result(value())),
        ("page", true, |it| {
            it.page(vec![value(), json!({ "id": "/b", "other": [] })])
        }),
        ("nothing", true, |it| it.nothing().map(drop)),
        ("request", true, |it| it.request(value())),
        ("text", false, |it| it.text("a\nb")),
        ("token", false, |it| it.token("a")),
        ("raw", false, |it| it.raw(b"a", false)),
    ];
    for format in [
        Format::Json,
        Format::Table,
        Format::Tsv,
        Format::Yaml,
        Format::Silent,
    ] {
        for (name, many, step) in steps {
            let run = |left| {
                let mut writer = FailsOnce { left: Some(left) };
                let mut output = Output::new(&mut writer, format, None, many);
                output.about(Some("/x".to_owned()));
                let outcome = step(&mut output)
                    .and_then(|()| step(&mut output))
                    .and_then(|()| output.finish());
                drop(output);
                (outcome.is_err(), writer.left.is_none())
            };
            // The writer is called less often than this.
            let n_failed = (0..400).map(run).take_while(|(is_error, has_failed)| {
                assert_eq!(is_error, has_failed, "{format:?} {name}");
                *has_failed
            });
            assert!(n_failed.count() < 400, "{format:?} {name}");
        }
    }
}
