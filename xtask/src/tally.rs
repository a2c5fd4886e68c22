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
        self.skipped += counts.skipped;
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
    /// Tests that gave up before they proved anything.
    skipped: u64,
}

/// What the runner of the Android app says of a class of tests.
#[derive(Debug, PartialEq)]
pub(crate) struct ClassRun {
    pub(crate) class: String,
    pub(crate) seconds: f64,
    pub(crate) has_passed: bool,
}

impl Counts {
    /// Hears a line of Rust's own test harness.
    pub(crate) fn hear_libtest(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        self.passed += number_before(rest, " passed");
        self.failed += number_before(rest, " failed");
        self.ignored += number_before(rest, " ignored");
    }

    /// Hears a line of the Android app's runner:
    /// `vn.camtay.app.RootTest: 12 run, 0 failed, 1 skipped, 3.2 s`.
    pub(crate) fn hear_class(&mut self, line: &str) -> Option<ClassRun> {
        let (class, rest) = line.split_once(": ")?;
        let (run, rest) = rest.split_once(" run, ")?;
        let (failed, rest) = rest.split_once(" failed, ")?;
        let (skipped, seconds) = rest.split_once(" skipped, ")?;
        let (run, failed, skipped): (u64, u64, u64) =
            (run.parse().ok()?, failed.parse().ok()?, skipped.parse().ok()?);
        let seconds = seconds.strip_suffix(" s")?.parse().ok()?;
        let passed = run.checked_sub(failed + skipped)?;
        self.passed += passed;
        self.failed += failed;
        self.skipped += skipped;
        Some(ClassRun { class: class.to_owned(), seconds, has_passed: failed == 0 && run > 0 })
    }

    /// A class of tests that told nothing of itself, or ran nothing, has failed.
    pub(crate) fn fail_class(&mut self) {
        self.failed += 1;
    }

    /// How many there were of all kinds.
    pub(crate) fn all(&self) -> u64 {
        self.passed + self.failed + self.ignored + self.skipped
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
        *self = Self { passed: run.saturating_sub(failed + ignored), failed, ignored, skipped: 0 };
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
        assert_eq!(counts, Counts { passed: 15, failed: 2, ignored: 1, skipped: 0 });
    }

    #[test]
    fn the_last_summary_of_surefire_is_taken() {
        let mut counts = Counts::default();
        counts.hear_surefire("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s");
        assert_eq!(counts, Counts::default());
        counts.hear_surefire("[ERROR] Tests run: 9, Failures: 1, Errors: 2, Skipped: 1");
        assert_eq!(counts, Counts { passed: 5, failed: 3, ignored: 1, skipped: 0 });
    }

    #[test]
    fn a_class_of_tests_is_counted_and_what_it_skipped_has_not_passed() {
        let mut counts = Counts::default();
        let run = counts.hear_class("a.BTest: 12 run, 2 failed, 1 skipped, 3.2 s");
        assert_eq!(
            run,
            Some(ClassRun { class: "a.BTest".to_owned(), seconds: 3.2, has_passed: false })
        );
        assert_eq!(counts, Counts { passed: 9, failed: 2, ignored: 0, skipped: 1 });
        assert_eq!(counts.hear_class("hall: 3 run, and then"), None);
        let nothing = counts.hear_class("a.C: 0 run, 0 failed, 0 skipped, 0.0 s");
        assert_eq!(nothing.map(|run| run.has_passed), Some(false));
        let mut tally = Tally::default();
        tally.suite(&counts, Err(Failed("tests".to_owned())));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (9, 2, 1));
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
