//! The decisions of a hand-in, without network, store or clock: where to begin, how much
//! to send next, which receipt to believe. `docs/protocol.md` is the contract.

use camtay_journal::chain::Head;
use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::wire::{Generation, Receipt, Watermark};

/// How many entries the first batch has.
pub const FIRST_BATCH: u64 = 200;
/// How many entries a batch has at most.
pub const LARGEST_BATCH: u64 = 5_000;
/// How many entries a batch has on the worst of connections.
pub const SMALLEST_BATCH: u64 = 25;
/// After how many troubles in a row a hand-in stops and tells.
pub const MOST_TROUBLES: u32 = 4;

/// The hall has other entries under this device's seqs than this phone: the store came
/// from a backup, or lost what it had sent. Nothing may be overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the hall has other entries of this device")]
pub struct Fork;

/// The seq to send from, once the hall's watermark was compared with the own chain.
/// `own_head` is the own chain's head before `watermark.next_seq`; `None` when the
/// journal isn't that long.
///
/// # Errors
/// [`Fork`].
pub fn begin(watermark: &Watermark, own_head: Option<Head>) -> Result<Seq, Fork> {
    if own_head == Some(watermark.head) { Ok(watermark.next_seq) } else { Err(Fork) }
}

/// How large batches are, and how the connection has been lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    size: u64,
    most: u64,
    troubles: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { size: FIRST_BATCH, most: LARGEST_BATCH, troubles: 0 }
    }
}

impl Pace {
    /// Batches of at most so many entries, and at least one.
    #[must_use]
    pub fn of_at_most(most: u64) -> Self {
        let most = most.clamp(1, LARGEST_BATCH);
        Self { size: FIRST_BATCH.min(most), most, troubles: 0 }
    }

    /// A batch arrived and its receipt came back: the next one may be twice as large.
    pub fn went_well(&mut self) {
        self.size = (self.size * 2).min(self.most);
        self.troubles = 0;
    }

    /// Something broke: the next batch is half as large. Returns how many troubles there
    /// were in a row, or `None` when it is time to stop.
    pub fn trouble(&mut self) -> Option<u32> {
        self.size = (self.size / 2).max(SMALLEST_BATCH.min(self.most));
        self.troubles += 1;
        (self.troubles < MOST_TROUBLES).then_some(self.troubles)
    }
}

/// Consecutive entries of the own journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The seq of the first one.
    pub first: Seq,
    /// How many, at least one.
    pub count: u64,
}

/// What to send next: from `next` up to `last`, or nothing.
///
/// Where the hall has everything and its receipt got lost on the way (`covered` is the
/// last seq that a receipt covers), the last entry is sent once more: the hall knows it
/// already, and the receipt comes with the answer.
#[must_use]
pub fn next_piece(next: Seq, last: Seq, covered: Seq, pace: Pace) -> Option<Piece> {
    if next <= last {
        Some(Piece { first: next, count: (last - next + 1).min(pace.size) })
    } else if covered < last {
        Some(Piece { first: last, count: 1 })
    } else {
        None
    }
}

/// Why a receipt is not believed, though the pinned hall signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongReceipt {
    /// It names another hall or another device.
    #[error("the receipt is for another device or hall")]
    NotOurs,
    /// It covers other entries than this phone's.
    #[error("the receipt covers other entries")]
    OtherEntries,
    /// It takes back, within one generation, what an earlier one covered.
    #[error("the receipt takes back what an earlier one covered")]
    Lowered,
    /// Its generation has the number of the one known, and another mark, or a smaller
    /// number: two halls were opened from one backup, or the one that was replaced answers.
    #[error("two halls live from one backup")]
    TwoHalls,
}

/// Whether the hall that answers lives a newer life than the one `known` (a restored hall
/// knows less, and its logs are other lists). `false` when it is the same.
///
/// # Errors
/// [`WrongReceipt::TwoHalls`] when it is another one of the same number, or an older one.
pub fn meet(known: Option<Generation>, met: Generation) -> Result<bool, WrongReceipt> {
    match known {
        Some(known) if known == met => Ok(false),
        Some(known) if known.number >= met.number => Err(WrongReceipt::TwoHalls),
        _ => Ok(true),
    }
}

/// Whether a receipt takes the place of the one `held`. `false` when it is older: a late
/// answer. `own_head` is the own chain's head after `receipt.seq`, `None` when the journal
/// isn't that long.
///
/// # Errors
/// [`WrongReceipt`].
pub fn judge(
    receipt: &Receipt,
    held: Option<&Receipt>,
    hall: DeviceId,
    device: DeviceId,
    own_head: Option<Head>,
) -> Result<bool, WrongReceipt> {
    if receipt.hall != hall || receipt.device != device {
        return Err(WrongReceipt::NotOurs);
    }
    if own_head != Some(receipt.head) {
        return Err(WrongReceipt::OtherEntries);
    }
    let Some(held) = held else { return Ok(true) };
    let (new, old) = (receipt.generation, held.generation);
    if new.number != old.number {
        return Ok(new.number > old.number);
    }
    if new.mark != old.mark {
        return Err(WrongReceipt::TwoHalls);
    }
    if receipt.number <= held.number {
        return Ok(false);
    }
    if receipt.seq < held.seq { Err(WrongReceipt::Lowered) } else { Ok(true) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HALL: DeviceId = DeviceId([1; 8]);
    const PHONE: DeviceId = DeviceId([2; 8]);

    /// The head of a chain whose entries are told apart by numbers.
    fn head(entries: &[u32]) -> Head {
        let mut head = [0; 32];
        for (at, entry) in entries.iter().enumerate() {
            head[at % 28] ^= (*entry as u8).wrapping_add(at as u8);
            head[28..].copy_from_slice(&(at as u32 + 1).to_le_bytes());
        }
        Head(head)
    }

    fn head_at(entries: &[u32], seq: Seq) -> Option<Head> {
        entries.get(..usize::try_from(seq).ok()?).map(head)
    }

    /// A hall no cleverer than a list.
    struct Hall {
        entries: Vec<u32>,
        generation: Generation,
        number: u64,
    }

    impl Hall {
        fn watermark(&self) -> Watermark {
            Watermark { next_seq: self.entries.len() as Seq + 1, head: head(&self.entries) }
        }

        fn take(&mut self, first: Seq, batch: &[u32]) -> Receipt {
            let at = usize::try_from(first).unwrap() - 1;
            assert!(at <= self.entries.len(), "the phone left a gap");
            for (offset, entry) in batch.iter().enumerate() {
                match self.entries.get(at + offset) {
                    Some(known) => assert_eq!(known, entry, "the overlap differs"),
                    None => self.entries.push(*entry),
                }
            }
            self.number += 1;
            Receipt {
                hall: HALL,
                generation: self.generation,
                number: self.number,
                device: PHONE,
                seq: self.entries.len() as Seq,
                head: head(&self.entries),
                backed_up: 0,
                at: 0,
            }
        }
    }

    #[derive(Default)]
    struct Phone {
        entries: Vec<u32>,
        held: Option<Receipt>,
        late: Vec<Receipt>,
    }

    impl Phone {
        fn covered(&self) -> Seq {
            self.held.as_ref().map_or(0, |receipt| receipt.seq)
        }

        fn hear(&mut self, receipt: Receipt) {
            let own_head = head_at(&self.entries, receipt.seq);
            if judge(&receipt, self.held.as_ref(), HALL, PHONE, own_head).unwrap() {
                if let Some(held) = &self.held
                    && held.generation == receipt.generation
                {
                    assert!(receipt.seq >= held.seq, "lowered within a generation");
                }
                self.held = Some(receipt.clone());
            }
            self.late.push(receipt);
        }
    }

    #[derive(Debug, Clone, Copy)]
    enum Fault {
        QuestionLost,
        AnswerLost,
    }

    /// One hand-in; `faults` says what breaks at which request. Returns whether it ended.
    fn hand_in(phone: &mut Phone, hall: &mut Hall, faults: &[Option<Fault>]) -> Result<bool, Fork> {
        let mut faults = faults.iter().copied().chain(std::iter::repeat(None));
        let mut pace = Pace::default();
        let last = phone.entries.len() as Seq;
        'again: loop {
            let watermark = hall.watermark();
            let mut next = begin(&watermark, head_at(&phone.entries, watermark.next_seq - 1))?;
            while let Some(piece) = next_piece(next, last, phone.covered(), pace) {
                assert!((1..=LARGEST_BATCH).contains(&piece.count));
                let from = usize::try_from(piece.first).unwrap() - 1;
                let batch = &phone.entries[from..from + usize::try_from(piece.count).unwrap()];
                let fault = faults.next().flatten();
                let receipt = match fault {
                    Some(Fault::QuestionLost) => None,
                    Some(Fault::AnswerLost) => {
                        hall.take(piece.first, batch);
                        None
                    }
                    None => Some(hall.take(piece.first, batch)),
                };
                match receipt {
                    Some(receipt) => {
                        next = piece.first + piece.count;
                        phone.hear(receipt);
                        pace.went_well();
                    }
                    None if pace.trouble().is_some() => continue 'again,
                    None => return Ok(false),
                }
            }
            return Ok(true);
        }
    }

    #[derive(Debug, Clone)]
    enum Op {
        Write(u32, u8),
        HandIn(Vec<Option<Fault>>),
        /// The hall goes back to a share of what it had and opens a new generation.
        RestoreHall(u8),
        /// An answer that was under way comes late.
        HearLate(u8),
    }

    fn ops() -> impl Strategy<Value = Vec<Op>> {
        let fault = prop_oneof![
            2 => Just(None),
            1 => Just(Some(Fault::QuestionLost)),
            1 => Just(Some(Fault::AnswerLost)),
        ];
        let op = prop_oneof![
            3 => (1u32..3_000, any::<u8>()).prop_map(|(count, mark)| Op::Write(count, mark)),
            4 => prop::collection::vec(fault, 0..12).prop_map(Op::HandIn),
            1 => any::<u8>().prop_map(Op::RestoreHall),
            1 => any::<u8>().prop_map(Op::HearLate),
        ];
        prop::collection::vec(op, 1..16)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_breaks_everything_arrives_once_and_is_receipted(ops in ops()) {
            let mut phone = Phone::default();
            let first = Generation { number: 1, mark: [1; 8] };
            let mut hall = Hall { entries: Vec::new(), generation: first, number: 0 };
            for op in ops {
                match op {
                    Op::Write(count, mark) => {
                        phone.entries.extend((0..count).map(|at| at ^ u32::from(mark)));
                    }
                    Op::HandIn(faults) => {
                        hand_in(&mut phone, &mut hall, &faults).unwrap();
                    }
                    Op::RestoreHall(share) => {
                        hall.entries.truncate(hall.entries.len() * usize::from(share) / 256);
                        hall.generation.number += 1;
                        hall.generation.mark[0] += 1;
                        hall.number = 0;
                    }
                    Op::HearLate(which) => {
                        if !phone.late.is_empty() {
                            let at = usize::from(which) % phone.late.len();
                            let held = phone.held.clone();
                            phone.hear(phone.late[at].clone());
                            prop_assert_eq!(&phone.held, &held, "a late receipt changed something");
                        }
                    }
                }
                if let Some(held) = &phone.held && held.generation == hall.generation {
                    prop_assert!(held.seq as usize <= hall.entries.len());
                }
                prop_assert!(phone.entries.starts_with(&hall.entries));
            }
            prop_assert!(hand_in(&mut phone, &mut hall, &[]).unwrap());
            prop_assert_eq!(&phone.entries, &hall.entries);
            prop_assert!(phone.covered() >= phone.entries.len() as Seq);
        }

        #[test]
        fn a_store_that_went_back_and_wrote_on_is_a_fork(
            kept in 0usize..40, lost in 1usize..40, written in 0usize..80,
        ) {
            let sent: Vec<u32> = (0..(kept + lost) as u32).collect();
            let mut phone = Phone { entries: sent, ..Phone::default() };
            let generation = Generation { number: 1, mark: [1; 8] };
            let mut hall = Hall { entries: Vec::new(), generation, number: 0 };
            hand_in(&mut phone, &mut hall, &[]).unwrap();
            phone.entries.truncate(kept);
            phone.entries.extend((0..written as u32).map(|at| at + 200));
            let before = hall.entries.clone();
            prop_assert_eq!(hand_in(&mut phone, &mut hall, &[]), Err(Fork));
            prop_assert_eq!(hall.entries, before);
        }
    }

    #[test]
    fn two_halls_from_one_backup_are_told_apart() {
        let mut hall = Hall {
            entries: vec![1, 2],
            generation: Generation { number: 2, mark: [1; 8] },
            number: 3,
        };
        let held = hall.take(2, &[2]);
        hall.generation.mark = [9; 8];
        let other = hall.take(2, &[2]);
        let own = head_at(&[1, 2], 2);
        assert_eq!(judge(&other, Some(&held), HALL, PHONE, own), Err(WrongReceipt::TwoHalls));
        let (first, second) = (held.generation, other.generation);
        assert_eq!(meet(None, first), Ok(true));
        assert_eq!(meet(Some(first), first), Ok(false));
        assert_eq!(meet(Some(first), second), Err(WrongReceipt::TwoHalls));
        let third = Generation { number: 3, mark: [7; 8] };
        assert_eq!(meet(Some(first), third), Ok(true));
        assert_eq!(meet(Some(third), first), Err(WrongReceipt::TwoHalls));
        let another = DeviceId([9; 8]);
        assert_eq!(judge(&other, None, another, PHONE, own), Err(WrongReceipt::NotOurs));
        assert_eq!(judge(&other, None, HALL, another, own), Err(WrongReceipt::NotOurs));
        assert_eq!(judge(&other, None, HALL, PHONE, None), Err(WrongReceipt::OtherEntries));
    }

    #[test]
    fn batches_double_while_it_goes_well_and_halve_on_trouble() {
        let mut pace = Pace::default();
        let sizes: Vec<u64> = (0..7)
            .map(|_| {
                let count = next_piece(1, 100_000, 0, pace).unwrap().count;
                pace.went_well();
                count
            })
            .collect();
        assert_eq!(sizes, [200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
        assert_eq!(pace.trouble(), Some(1));
        assert_eq!(next_piece(1, 100_000, 0, pace).unwrap().count, 2_500);
        assert_eq!((pace.trouble(), pace.trouble(), pace.trouble()), (Some(2), Some(3), None));
    }
}
