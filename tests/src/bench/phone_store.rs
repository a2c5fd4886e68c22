//! The phone's store at a stress size: 60,000 residents, a whole commune.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camtay_core::keys::SoftwareKeyStore;
use camtay_core::lock::PinCost;
use camtay_core::packs::BuiltInGuides;
use camtay_core::phone::{Edges, Phone};
use camtay_core::store::HallRecord;
use camtay_journal::entry::{Body, Entry};
use camtay_journal::ids::VillageId;
use camtay_journal::keys::Signer as _;
use camtay_journal::seal::OpeningKey;
use camtay_journal::wire::{Log, Page};
use camtay_tests::workload::{Commune, CommuneKind, Ground, Random, Size};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::load::key;
use crate::row::{Row, Target, milliseconds, percentile};
use crate::stage::now;
use crate::{Bench, Failure, failed};

const SIZE: Size = Size { villages: 20, households: 1_200, volunteers: 1 };
/// Entries a page, as the hall hands them over.
const PAGE: usize = 2_000;
const OPENINGS: usize = 9;
const NAMES: usize = 400;

/// A phone in `folder` that has pulled `commune`.
pub fn phone_with(folder: &Path, commune: &Commune) -> Result<(Phone, Ground), Failure> {
    let mut random = StdRng::seed_from_u64(1);
    let keys = SoftwareKeyStore::in_file(&folder.join("keys"), &mut random).map_err(failed)?;
    let guides = Arc::new(BuiltInGuides);
    let edges = Edges { clock: Arc::new(now), seed: [3; 32], guides, pin_cost: PinCost::default() };
    let mut phone = Phone::new(folder, Arc::new(keys), edges);
    phone.create().map_err(failed)?;

    let hall = key(0).public_key();
    let (ground, entries) = Ground::listed(commune, hall.device(), now() - 300 * 86_400);
    let record = HallRecord {
        key: hall,
        device: hall.device(),
        sealing: OpeningKey::generate(&mut random).sealing_key(),
        addresses: Vec::new(),
        code: None,
    };
    let store = phone.store_mut().map_err(failed)?;
    store.save_hall(now(), &record).map_err(failed)?;
    store.save_assigned(now(), &ground.villages()).map_err(failed)?;

    let mut logs: Vec<(Log, Vec<Entry>)> = vec![(Log::Control, Vec::new())];
    for entry in entries {
        match &entry.body {
            Body::VillageDefined(_) => {
                logs.push((Log::Village(VillageId(entry.id)), Vec::new()));
                logs[0].1.push(entry);
            }
            // Listed village by village.
            _ => {
                let last = logs.len() - 1;
                logs[last].1.push(entry);
            }
        }
    }
    for (log, entries) in logs {
        let mut from = 0;
        for piece in entries.chunks(PAGE) {
            let next = from + piece.len() as u64;
            let entries = piece.to_vec();
            let page = Page { log, from, next, more: true, entries, left: Vec::new() };
            store.take_page(now(), &page).map_err(failed)?;
            from = next;
        }
    }
    Ok((phone, ground))
}

pub fn measure(_bench: &Bench) -> Result<Vec<Row>, Failure> {
    let folder = tempfile::tempdir().map_err(failed)?;
    let commune = Commune::generate(1, CommuneKind::Rural, SIZE);
    let began = Instant::now();
    let (mut phone, ground) = phone_with(folder.path(), &commune)?;
    let pulled = began.elapsed();
    let residents = ground.residents().count();
    let village = ground.villages().first().map(ToString::to_string).unwrap_or_default();

    let mut opened = Vec::new();
    for _ in 0..OPENINGS {
        phone.lock().map_err(failed)?;
        let began = Instant::now();
        phone.unlock_without_pin().map_err(failed)?;
        phone.villages().map_err(failed)?;
        let list = phone.households(&village, None, None, 50).map_err(failed)?;
        opened.push(began.elapsed());
        if list.lines.len() != 50 {
            return Err(Failure("the first list is not full".to_owned()));
        }
    }
    let began = Instant::now();
    phone.prepare_search().map_err(failed)?;
    let prepared = began.elapsed();
    let mut keystrokes = searches(&mut phone, &commune)?;
    Ok(vec![
        Row::new(
            format!("open the encrypted store with {residents} residents, to the first list"),
            percentile(&mut opened, 50),
            "ms",
            Target::AtMost(5.0),
        ),
        Row::new(
            format!("search among {residents}, each keystroke: p99"),
            percentile(&mut keystrokes, 99),
            "ms",
            Target::AtMost(1.0),
        ),
        Row::beside("median", percentile(&mut keystrokes, 50), "ms"),
        Row::beside(
            "reading the names into memory, once after opening",
            milliseconds(prepared),
            "ms",
        ),
        Row::beside("taking in all the hall's pages, once", milliseconds(pulled), "ms"),
    ])
}

/// Types names letter by letter, the given name first, without marks.
fn searches(phone: &mut Phone, commune: &Commune) -> Result<Vec<Duration>, Failure> {
    let mut random = Random::new(1, "search");
    let names: Vec<_> = commune.residents().map(|(_, _, resident)| &resident.name).collect();
    let mut times = Vec::new();
    for _ in 0..NAMES {
        let mut words: Vec<_> = random.pick(&names).split(' ').collect();
        words.rotate_right(1);
        let typed: Vec<char> = words.join(" ").chars().collect();
        for end in 1..=typed.len() {
            let query: String = typed[..end].iter().collect();
            let began = Instant::now();
            let page = phone.search(&query, 30).map_err(failed)?;
            times.push(began.elapsed());
            if end == typed.len() && page.residents.is_empty() {
                return Err(Failure("a name that is there was not found".to_owned()));
            }
        }
    }
    Ok(times)
}
