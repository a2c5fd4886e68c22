//! What libFuzzer says of a run, as a line of a table.

/// What became of a target.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Figures {
    pub executions: u64,
    pub a_second: u64,
    /// Edges of our own code that some input took.
    pub edges: u64,
    pub inputs: u64,
    pub bytes: u64,
}

impl Figures {
    /// Hears a line of libFuzzer's.
    pub(super) fn hear(&mut self, line: &str) {
        let number = |after: &str| {
            let rest = line.split_once(after)?.1.trim_start();
            let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].parse().ok()
        };
        if let Some(executions) = number("stat::number_of_executed_units:") {
            self.executions = executions;
        }
        if let Some(a_second) = number("stat::average_exec_per_sec:") {
            self.a_second = a_second;
        }
        // The later lines have more; a run that crashed has no last one.
        if let Some(edges) = number(" cov: ") {
            self.edges = edges;
        }
    }

    /// The head of the table.
    pub(super) fn head() -> String {
        let [target, executions, a_second, edges, inputs, size] =
            ["target", "executions", "a second", "edges", "inputs", "KiB"];
        format!("{target:<12}{executions:>12}{a_second:>10}{edges:>8}{inputs:>8}{size:>7}")
    }

    /// A line of the table.
    pub(super) fn line(&self, target: &str) -> String {
        let Self { executions, a_second, edges, inputs, bytes } = self;
        let size = bytes.div_ceil(1 << 10);
        format!("{target:<12}{executions:>12}{a_second:>10}{edges:>8}{inputs:>8}{size:>7}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_libfuzzer_counts() {
        let mut figures = Figures::default();
        for line in [
            "INFO: seed corpus: files: 3 min: 1b max: 9b total: 17b rss: 40Mb",
            "#4\tINITED cov: 12 ft: 15 corp: 2/4b exec/s: 0 rss: 41Mb",
            "#900\tDONE   cov: 40 ft: 90 corp: 9/70b lim: 8 exec/s: 450 rss: 41Mb",
            "stat::number_of_executed_units: 900",
            "stat::average_exec_per_sec:     450",
        ] {
            figures.hear(line);
        }
        let heard = Figures { executions: 900, a_second: 450, edges: 40, ..Figures::default() };
        assert_eq!(figures, heard);
    }
}
