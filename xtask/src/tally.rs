//! What was proved: counts, and what failed by name.

use crate::project::Failed;

/// Counts of checks and tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    why: Vec<String>,
}

impl Tally {
    /// One check, by the outcome of what did it.
    pub(crate) fn check(&mut self, outcome: Result<(), Failed>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(Failed(what)) => self.failure(what),
        }
    }

    /// One failure.
    pub(crate) fn failure(&mut self, what: String) {
        self.failed += 1;
        self.why.push(what);
    }

    /// The tests of a suite that counts for itself; `command` is how it ended. A suite
    /// that ended badly without a failed test (it did not compile, it crashed) is one
    /// failure; so is one that ran nothing.
    pub(crate) fn suite(&mut self, counts: &Counts, command: Result<(), Failed>) {
        self.passed += counts.passed;
        self.failed += counts.failed;
        for _ in 0..counts.ignored {
            self.failure("an ignored test: this project ignores none".to_owned());
        }
        match command {
            Err(Failed(what)) => {
                if counts.failed == 0 {
                    self.failed += 1;
                }
                self.why.push(what);
            }
            Ok(()) if counts.passed + counts.failed == 0 => {
                self.failure("a test suite ran no test".to_owned());
            }
            Ok(()) => {}
        }
    }

    /// Prints what failed again, then the one line that everything else reads.
    pub(crate) fn finish(self) -> Result<(), Failed> {
        println!();
        for what in &self.why {
            println!("failed: {what}");
        }
        println!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped);
        // Nothing may follow that line, so the exit code alone tells.
        if self.failed == 0 { Ok(()) } else { std::process::exit(1) }
    }
}

/// What a suite says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Counts {
    /// Hears a line of Rust's own test harness.
    pub(crate) fn hear_libtest(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        self.passed += number_before(rest, " passed");
        self.failed += number_before(rest, " failed");
        self.ignored += number_before(rest, " ignored");
    }

    /// Hears a line of JUnit's own console: `OK (12 tests)`, or what failed.
    pub(crate) fn hear_junit(&mut self, line: &str) {
        if let Some(rest) = line.strip_prefix("OK (") {
            self.passed += leading_number(rest);
        } else if line.starts_with("Tests run: ") {
            let failed = number_after(line, "Failures: ");
            self.failed += failed;
            self.passed += number_after(line, "Tests run: ").saturating_sub(failed);
        }
    }

    /// Hears a line of Maven's Surefire; its last summary line is the sum, so each
    /// replaces what was heard before.
    pub(crate) fn hear_surefire(&mut self, line: &str) {
        let Some((_, rest)) = line.split_once("Tests run: ") else { return };
        if rest.contains("Time elapsed") {
            return;
        }
        let run = leading_number(rest);
        let failed = number_after(rest, "Failures: ") + number_after(rest, "Errors: ");
        let ignored = number_after(rest, "Skipped: ");
        *self = Self { passed: run.saturating_sub(failed + ignored), failed, ignored };
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split_once(word).map_or("", |(before, _)| before);
    let digits = before.rsplit(|letter: char| !letter.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> u64 {
    text.split_once(word).map_or(0, |(_, after)| leading_number(after))
}

fn leading_number(text: &str) -> u64 {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_libtest_are_summed() {
        let mut counts = Counts::default();
        counts.hear_libtest("running 2 tests");
        counts.hear_libtest("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured");
        counts.hear_libtest("test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured");
        assert_eq!(counts, Counts { passed: 15, failed: 2, ignored: 1 });
    }

    #[test]
    fn the_last_summary_of_surefire_is_taken() {
        let mut counts = Counts::default();
        counts.hear_surefire("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s");
        assert_eq!(counts, Counts::default());
        counts.hear_surefire("[ERROR] Tests run: 9, Failures: 1, Errors: 2, Skipped: 1");
        assert_eq!(counts, Counts { passed: 5, failed: 3, ignored: 1 });
    }

    #[test]
    fn the_console_of_junit_is_counted() {
        let mut counts = Counts::default();
        counts.hear_junit("OK (1 test)");
        assert_eq!(counts, Counts { passed: 1, failed: 0, ignored: 0 });
        counts.hear_junit("Tests run: 9,  Failures: 2");
        assert_eq!(counts, Counts { passed: 8, failed: 2, ignored: 0 });
    }

    #[test]
    fn a_suite_that_does_not_compile_is_a_failure() {
        let mut tally = Tally::default();
        tally.suite(&Counts::default(), Err(Failed("cargo test".to_owned())));
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }

    #[test]
    fn a_suite_that_ran_nothing_is_a_failure() {
        let mut tally = Tally::default();
        tally.suite(&Counts::default(), Ok(()));
        assert_eq!((tally.passed, tally.failed), (0, 1));
    }
}
