//! The hall under load: real TLS, real chains, clients in this process, the hall in its
//! own. Signed batches are made before the clock starts: a phone has a processor of its
//! own for that.

use std::sync::Arc;
use std::time::Instant;

use camtay_journal::keys::{PublicKey, Signer as _};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::load::{HandedIn, Phone, key};
use crate::row::{Row, Target, percentile};
use crate::stage::{Stage, now};
use crate::{Bench, Failure, failed};

/// About 3,000 adults in three villages.
const HOUSEHOLDS: usize = 400;
const START: i64 = 200 * 86_400;

/// 100 devices at once: a long hand-in for the rate, a day's worth for the wait.
pub fn throughput(bench: &Bench) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let (long, handed, seconds) = run(bench, 100, 5_000, true)?;
    let mut waits: Vec<_> = handed.iter().flat_map(|it| it.acknowledged.clone()).collect();
    rows.push(Row::new(
        "hall: entries a second, 100 devices at once, 5,000 each",
        long as f64 / seconds,
        "entries/s",
        Target::AtLeast(150_000.0),
    ));
    rows.push(Row::beside(
        "p99 from a batch of up to 2,000 to its receipt in that run",
        percentile(&mut waits, 99),
        "ms",
    ));
    let (_, handed, _) = run(bench, 100, 200, true)?;
    let mut waits: Vec<_> = handed.iter().flat_map(|it| it.acknowledged.clone()).collect();
    rows.push(Row::new(
        "hall: p99 from a day's batch (200) to its receipt, 100 devices at once",
        percentile(&mut waits, 99),
        "ms",
        Target::AtMost(150.0),
    ));
    Ok(rows)
}

/// 1,000 phones that come at once, each with a new connection.
pub fn crowd(bench: &Bench) -> Result<Vec<Row>, Failure> {
    let (_, handed, seconds) = run(bench, 1_000, 200, false)?;
    let mut whole: Vec<_> = handed.iter().map(|it| it.whole).collect();
    Ok(vec![
        Row::new(
            "1,000 phones at once, 200 entries each: p99 from first byte to receipt",
            percentile(&mut whole, 99),
            "ms",
            Target::AtMost(2_000.0),
        ),
        Row::beside("median", percentile(&mut whole, 50), "ms"),
        Row::beside("until the last one is through", seconds * 1_000.0, "ms"),
    ])
}

/// Entries taken, what each phone saw, and the seconds from start to the last receipt.
/// `connected`: the clock starts when all are connected and proved.
fn run(
    bench: &Bench,
    phones: usize,
    entries: usize,
    connected: bool,
) -> Result<(usize, Vec<HandedIn>, f64), Failure> {
    let keys: Vec<PublicKey> = (0..phones).map(|number| key(number).public_key()).collect();
    let stage = Stage::new(bench, HOUSEHOLDS, &keys)?;
    let hall = stage.hall.device();
    let start = now() - START;
    let mut busy = Vec::with_capacity(phones);
    for number in 0..phones {
        busy.push(Phone::busy(number, entries, start, hall, &stage.ground)?);
    }
    let all = busy.iter().map(|phone| phone.entries).sum();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(failed)?;
    let (key, address) = (stage.hall, stage.address.to_string());
    let (handed, seconds) = runtime.block_on(async move {
        let ready = connected.then(|| Arc::new(Barrier::new(phones + 1)));
        let mut tasks = JoinSet::new();
        let mut began = Instant::now();
        for phone in busy {
            let (ready, address) = (ready.clone(), address.clone());
            tasks.spawn(async move { phone.hand_in(key, address, now(), ready.as_deref()).await });
        }
        if let Some(ready) = &ready {
            ready.wait().await;
            began = Instant::now();
        }
        let mut handed = Vec::with_capacity(phones);
        while let Some(done) = tasks.join_next().await {
            handed.push(done.map_err(failed)??);
        }
        Ok::<_, Failure>((handed, began.elapsed().as_secs_f64()))
    })?;
    handed.iter().try_for_each(|it| it.check(&stage.hall))?;
    stage.check()?;
    Ok((all, handed, seconds))
}
