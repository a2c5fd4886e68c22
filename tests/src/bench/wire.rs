//! Bytes on the wire for 10,000 completions: signed batches by themselves, and with
//! everything around them, as a proxy between phone and hall counts them.

use camtay_journal::entry::{Body, Entry};
use camtay_journal::keys::Signer as _;
use camtay_tests::harness::CutProxy;
use camtay_tests::workload::{Shift, completions};

use crate::load::{self, Phone, key};
use crate::row::{Row, Target};
use crate::stage::{Stage, now};
use crate::{Bench, Failure, failed};

const COMPLETIONS: usize = 10_000;
/// Three villages of a thousand adults each, about.
const HOUSEHOLDS: usize = 400;

pub fn measure(bench: &Bench) -> Result<Vec<Row>, Failure> {
    let keys = [key(1), key(2)];
    let stage = Stage::new(bench, HOUSEHOLDS, &[keys[0].public_key(), keys[1].public_key()])?;
    let start = now() - 200 * 86_400;
    let each = |bytes: u64| bytes as f64 / COMPLETIONS as f64;

    // The named workload: completions and the sessions around them.
    let device = keys[0].public_key().device();
    let shift = Shift { seed: 1, completions: COMPLETIONS, visits: false, start };
    let entries = completions(shift, device, 1, &stage.ground);
    let phone = Phone::with(keys[0].clone(), stage.hall.device(), &entries)?;
    let batches = phone.bytes();
    let guides: Vec<Entry> = guides_alone(&entries);
    let (guides, _) = load::seal(stage.hall.device(), &keys[0], &guides)?;
    let guides: usize = guides.iter().map(Vec::len).sum();

    let proxy = CutProxy::to(stage.address).map_err(failed)?;
    proxy.set(None);
    let runtime = tokio::runtime::Runtime::new().map_err(failed)?;
    let handed = runtime.block_on(phone.hand_in(stage.hall, proxy.address(), now(), None))?;
    handed.check(&stage.hall)?;
    let passed = proxy.passed();

    // The same with a mark for each household that was visited.
    let device = keys[1].public_key().device();
    let shift = Shift { seed: 1, completions: COMPLETIONS, visits: true, start };
    let entries = completions(shift, device, 1, &stage.ground);
    let with_visits = Phone::with(keys[1].clone(), stage.hall.device(), &entries)?;
    let with_visits_bytes = with_visits.bytes();
    let address = stage.address.to_string();
    let handed = runtime.block_on(with_visits.hand_in(stage.hall, address, now(), None))?;
    handed.check(&stage.hall)?;
    drop(proxy);
    stage.check()?;

    Ok(vec![
        Row::new(
            "bytes a completion on the wire, signed, of 10,000 with their sessions",
            each(batches as u64),
            "B",
            Target::AtMost(5.0),
        ),
        Row::beside("the completions without sessions", each(guides as u64), "B"),
        Row::beside(
            "with a mark for each household visited too",
            each(with_visits_bytes as u64),
            "B",
        ),
        Row::beside(
            "added by HTTP and TLS, phone to hall",
            each(passed.up.saturating_sub(batches as u64)),
            "B",
        ),
        Row::beside("hall to phone: TLS, HTTP, receipts", each(passed.down), "B"),
    ])
}

/// The guides as a journal of their own.
fn guides_alone(entries: &[Entry]) -> Vec<Entry> {
    let guided = entries.iter().filter(|entry| matches!(entry.body, Body::Guided(_)));
    let mut alone: Vec<_> = guided.cloned().collect();
    for (entry, seq) in alone.iter_mut().zip(1..) {
        entry.id.seq = seq;
    }
    alone
}
