//! How small a journal travels. Sizes are the same in every run: they are asserted.

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::codec::columns::{self, MAX_ENTRIES};
use camtay_journal::entry::{Body, Entry};

use super::support::commune::{DEVICES, KEYS, hall};
use super::support::workload::{Meeting, day_after_day};

const COMPLETIONS: usize = 10_000;

/// Bytes of signed batches for a completion, everything that goes with it included.
fn bytes_a_completion(entries: &[Entry]) -> f64 {
    let mut head = Head::start(hall(), DEVICES[1]);
    let mut bytes = 0;
    for part in entries.chunks(MAX_ENTRIES) {
        let batch = Batch::seal(hall(), head, part, &KEYS[1]).unwrap();
        assert_eq!(columns::decode(&columns::encode(part).unwrap()).unwrap(), part);
        head = head.after_all(part);
        bytes += batch.len();
    }
    let completions = entries.iter().filter(|entry| matches!(entry.body, Body::Guided(_))).count();
    assert_eq!(completions, COMPLETIONS);
    bytes as f64 / completions as f64
}

#[test]
fn a_completion_travels_in_five_bytes() {
    for (name, meeting) in [("shuffled", Meeting::Shuffled), ("in turn", Meeting::InTurn)] {
        let entries = day_after_day(COMPLETIONS, meeting, 2026);
        let bytes = bytes_a_completion(&entries);
        println!("{name}: {bytes:.2} bytes a completion");
        assert!(bytes <= 5.0, "{name}: {bytes:.2} bytes a completion");
    }
}
