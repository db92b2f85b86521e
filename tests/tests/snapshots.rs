//! Compares the output for each feature with a snapshot. Each file of `tests/cases` is a test with a minimal input.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use tests::case::Case;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = Case::all().into_iter().map(|case| {
        Trial::test(case.name.clone(), move || {
            check(&case);
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn check(case: &Case) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(case.name.as_str(), case.snapshot()));
}
