//! A connection cut at every byte, both directions, of an upload of three batches.
//!
//! The upload is cut once at each offset: of what is said once TLS stands at every byte,
//! of the handshake at every sixteenth, or at every byte where `CAMTAY_EVERY_BYTE` is set.
//! After each cut the phone begins again with batches of another size, so that they are
//! cut differently the second time and overlap what the hall has already.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use camtay_core::api::HandIn;
use camtay_journal::ids::EntryId;
use camtay_tests::harness::{Cut, CutProxy, Hall, InProcessPhone, Passed, Way};

use crate::commune;

/// Entries of each upload: two batches of two and one of one.
const ENTRIES: u64 = 5;
const BATCH: u64 = 2;
/// The size of the batches after the cut.
const BATCH_AFTERWARDS: u64 = 3;

/// Of the handshake one offset in so many is tried.
const STRIDE: u64 = 16;
/// A phone that has uploaded so often makes place for a new one: the hall lets each prove
/// itself 60 times in one go, an offset takes up to five uploads, and it pulls too.
const UPLOADS_EACH: u32 = 50;
/// The bytes that the handshake has at least, up and down.
const HANDSHAKE: (u64, u64) = (300, 700);

struct Line {
    phone: InProcessPhone,
    proxy: CutProxy,
    village: String,
    written: u64,
    uploads: u32,
}

impl Line {
    fn new(hall: &Hall, volunteer: &str) -> Self {
        let proxy = CutProxy::to(hall.address()).unwrap();
        let phone = InProcessPhone::new();
        phone.enrol_at(hall, &hall.invite_to(volunteer, &proxy.address()), &["DONG"]);
        let village = phone.village("Đông");
        Self { phone, proxy, village, written: 0, uploads: 0 }
    }

    fn write(&mut self) {
        for number in 0..ENTRIES {
            self.phone.new_household(&self.village, ["An", "Bình", "Chi"][number as usize % 3]);
        }
        self.written += ENTRIES;
    }

    /// One upload with a cut; the hand-in is given up as soon as the wire breaks.
    fn upload(&mut self, batches_of: u64, cut: Option<Cut>) -> Passed {
        self.uploads += 1;
        self.proxy.set(cut);
        let hand_in = self.phone.hand_in_batches_of(batches_of);
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| self.give_up_when_broken(&hand_in, &done));
            let _ = self.phone.wait(hand_in.run());
            done.store(true, Ordering::SeqCst);
        });
        self.proxy.passed()
    }

    fn give_up_when_broken(&self, hand_in: &HandIn, done: &AtomicBool) {
        while !done.load(Ordering::SeqCst) {
            if self.proxy.passed().broke {
                hand_in.cancel();
                return;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    fn waiting(&self) -> u32 {
        self.phone.waiting().unwrap().records
    }

    /// Cuts at `offset` and begins again until everything is confirmed.
    fn survives(&mut self, hall: &camtay_hub::Hall, cut: Cut) {
        self.write();
        self.upload(BATCH, Some(cut));
        let mut tries = 0;
        while self.waiting() > 0 {
            self.upload(BATCH_AFTERWARDS, None);
            tries += 1;
            assert!(tries < 4, "{cut:?}: not handed in after {tries} tries");
        }
        self.agree(hall, cut);
    }

    /// The hall has the phone's journal exactly once, and the phone knows. The heads are
    /// equal then: a phone keeps no receipt whose head isn't its own chain's.
    fn agree(&self, hall: &camtay_hub::Hall, cut: Cut) {
        let newest = &self.phone.own_records(None, 1).unwrap().records[0].entry;
        let newest: EntryId = newest.parse().unwrap();
        assert_eq!(newest.seq, self.written, "{cut:?}");
        let mark = hall.mark(newest.device).unwrap();
        assert_eq!(mark.next_seq, self.written + 1, "{cut:?}");
        assert_eq!(self.phone.upload_page().unwrap().received, self.written, "{cut:?}");
    }
}

/// The longest that an upload gets in either direction: signatures and compressed bytes
/// vary a little.
fn longest(line: &mut Line) -> Passed {
    let mut longest = Passed::default();
    for _ in 0..8 {
        line.write();
        let passed = line.upload(BATCH, None);
        assert_eq!(line.waiting(), 0);
        longest.up = longest.up.max(passed.up);
        longest.down = longest.down.max(passed.down);
    }
    longest
}

fn offsets(handshake: u64, longest: u64) -> Vec<u64> {
    let every_byte = std::env::var_os("CAMTAY_EVERY_BYTE").is_some();
    let matters =
        |offset: &u64| every_byte || *offset >= handshake || offset.is_multiple_of(STRIDE);
    (0..=longest).filter(matters).collect()
}

fn cut_everywhere(way: Way) {
    let hall = commune::hall();
    let mut line = Line::new(&hall, "AN");
    let longest = longest(&mut line);
    let offsets = match way {
        Way::Up => offsets(HANDSHAKE.0, longest.up),
        Way::Down => offsets(HANDSHAKE.1, longest.down),
    };
    let library = hall.library();
    for after in offsets {
        if line.uploads > UPLOADS_EACH {
            line = Line::new(&hall, "AN");
        }
        line.survives(&library, Cut { way, after });
    }
    line.phone.pull();
    assert_eq!(line.phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    let check = hall.check();
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn an_upload_cut_at_any_byte_on_the_way_up_arrives_once() {
    cut_everywhere(Way::Up);
}

#[test]
fn an_upload_cut_at_any_byte_on_the_way_down_arrives_once() {
    cut_everywhere(Way::Down);
}
