//! How every plan ends: the power goes once more everywhere, then everybody hands in and
//! pulls without a fault, and all must agree.

use std::path::Path;

use camtay_core::api::Error;
use camtay_core::read_models::Whereabouts;
use camtay_hub::check::check;
use camtay_hub::hall::open_store;
use camtay_journal::entry::Subject;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::ResidentId;
use camtay_tests::harness::{files_under, has_text, personal_texts, store_by_hand};

use crate::book::{Broken, Property, counting, must};
use crate::forger::FORGER;
use crate::morning::{hall_folder, hall_place};
use crate::world::World;

/// Brings a plan to its end.
///
/// # Errors
/// The first property that does not hold.
pub fn of(world: &mut World<'_>) -> Result<(), Broken> {
    world.net.calm();
    // Without a fault nothing needs a restart to be forgotten.
    if world.hall_is_well() {
        nowhere(world.folder(), &world.erased_words())?;
    }
    world.crash_everything()?;
    everybody_talks(world)?;
    world.look_at_all_acknowledged()?;
    counts_once(world)?;
    forged_nothing(world)?;
    digests_agree(world)?;
    nobody_is_back(world)?;
    // While the hall serves, and when it was stopped.
    let words = world.erased_words();
    nowhere(world.folder(), &words)?;
    world.close_hall();
    checks(world)?;
    nowhere(world.folder(), &words)
}

/// All hand in, then all pull: what one wrote is everybody's. Phones that were suspended
/// are let go on, and what waits of revoked ones is taken.
fn everybody_talks(world: &mut World<'_>) -> Result<(), Broken> {
    let runtime = world.runtime;
    let well = |number: usize, said: Result<String, Error>| {
        must(Property::NothingFailsByItself, said.is_ok(), || {
            format!("phone {number} at the end: {said:?}")
        })
    };
    // Twice: a restored hall may hear from the last phone that the first one was shut out.
    for _ in 0..2 {
        for phone in &mut world.phones {
            let said = phone.hand_in(runtime, 0);
            if !world.shut_out.contains(&phone.number) {
                well(phone.number, said)?;
            }
        }
        world.let_in_what_waits()?;
    }
    for at in 0..world.phones.len() {
        if !world.is_revoked(at + 1) {
            let said = world.phones[at].hand_in(runtime, 0);
            well(at + 1, said)?;
        }
    }
    world.behind.clear();
    let forged = runtime.block_on(world.forger.hand_in(&world.net, now(world)));
    must(Property::NothingFailsByItself, forged.is_ok(), || format!("the forger: {forged:?}"))?;
    for at in 0..world.phones.len() {
        if !world.is_revoked(at + 1) {
            let said = world.phones[at].pull(runtime);
            well(at + 1, said)?;
        }
    }
    Ok(())
}

fn now(world: &World<'_>) -> i64 {
    world.hall.as_ref().map_or(0, |hall| hall.now())
}

fn broken<E: std::fmt::Display>(property: Property) -> impl Fn(E) -> Broken {
    move |error| Broken { property, why: error.to_string() }
}

fn counts_once(world: &mut World<'_>) -> Result<(), Broken> {
    let mut written = world.forger.entries.len() as u64;
    let (mut guided, mut visits) = (0, 0);
    for at in 0..world.phones.len() {
        let heard = !world.is_revoked(at + 1);
        let phone = &mut world.phones[at];
        let records = phone.records().map_err(broken(Property::NothingFailsByItself))?;
        let lying = records.iter().find(|it| it.whereabouts == Whereabouts::OnThisPhone);
        // A revoked phone is never told that its last records were taken after all.
        must(Property::ARecordIsInOneState, lying.is_none() || !heard, || {
            format!("phone {} handed in and keeps {lying:?}", phone.number)
        })?;
        written += records.len() as u64;
        let (more_guided, more_visits) = counting(&records);
        guided += more_guided;
        visits += more_visits;
    }
    let Some(hall) = &world.hall else { return Ok(()) };
    let own = hall.mark(hall.device()).map_err(broken(Property::NothingCountsTwice))?;
    let (at_hall, hall_guided, hall_visits) = {
        let state = hall.state();
        let control = &state.control;
        let devices: Vec<_> = control.devices().collect();
        // A phone whose journal parts from the hall's goes on as a new device; here no store
        // ever goes back.
        must(Property::HeadsAgree, devices.len() <= FORGER, || {
            format!("{} devices of the {FORGER} that were let in", devices.len())
        })?;
        let mut entries = 0;
        for device in devices {
            let mark = hall.mark(device).map_err(broken(Property::NothingCountsTwice))?;
            entries += mark.next_seq - 1;
        }
        let guided = state.residents.values().map(|it| it.guided(control).count() as u64).sum();
        let visits = state.households.values().map(|it| it.visits(control).count() as u64).sum();
        (entries, guided, visits)
    };
    must(Property::NothingCountsTwice, at_hall == written, || {
        format!("phones wrote {written} entries, the hall has {at_hall} of them")
    })?;
    must(Property::NothingCountsTwice, (guided, visits) == (hall_guided, hall_visits), || {
        format!(
            "phones have {guided} guides and {visits} visits that count, the hall {hall_guided} \
             and {hall_visits}"
        )
    })?;
    let line = format!("{written} entries of phones, {} of the hall", own.next_seq - 1);
    world.tell(line);
    Ok(())
}

fn forged_nothing(world: &World<'_>) -> Result<(), Broken> {
    let Some(hall) = &world.hall else { return Ok(()) };
    let state = hall.state();
    let control = &state.control;
    let what = Property::NothingForgedTakesEffect;
    for entry in &world.forger.entries {
        must(what, control.set_aside(entry.id).is_some(), || {
            format!("the forged entry {} was not set aside", entry.id)
        })?;
    }
    for subject in control.erased() {
        let asked = matches!(subject, Subject::Resident(id) if world.erasing.contains(&id.0));
        must(what, asked, || format!("{subject:?} was erased by nobody who may"))?;
    }
    let shut_out = world.devices_shut_out()?;
    let revoked = control.devices().find(|it| {
        control.standing(*it) != Some(DeviceStanding::Approved) && !shut_out.contains(it)
    });
    must(what, revoked.is_none(), || format!("{revoked:?} is not let in any more"))?;
    let name = control.settings().commune.1;
    must(what, name != world.forger.forged_name(), || "the commune has a forged name".to_owned())
}

fn digests_agree(world: &mut World<'_>) -> Result<(), Broken> {
    let Some(hall) = world.hall.clone() else { return Ok(()) };
    let digests = hall.state().digests();
    let what = Property::EqualSetsGiveEqualDigests;
    for at in 0..world.phones.len() {
        if world.is_revoked(at + 1) {
            continue;
        }
        let core = world.phones[at].open().map_err(broken(Property::NothingFailsByItself))?;
        for village in core.villages().map_err(broken(what))? {
            let here = core.village_digest(village.id.clone()).map_err(broken(what))?;
            let there = village.id.parse().ok().and_then(|id| digests.get(&id));
            let there = there.map(ToString::to_string).unwrap_or_default();
            must(what, here == there, || {
                format!("phone {}: {} is {here}, at the hall {there}", at + 1, village.name)
            })?;
            world.tell(format!("phone {} {} {here}", at + 1, village.name));
        }
    }
    Ok(())
}

/// At the hall whoever was erased stays so; on phones what they show counts, their files are
/// encrypted. A revoked phone hears of nothing any more.
fn nobody_is_back(world: &mut World<'_>) -> Result<(), Broken> {
    let what = Property::NobodyErasedComesBack;
    if let Some(hall) = &world.hall {
        let state = hall.state();
        let is_erased = |id| state.control.is_erased(Subject::Resident(ResidentId(id)));
        let back = world.erased.iter().find(|id| !is_erased(**id));
        must(what, back.is_none(), || format!("{back:?} was erased, and is at the hall again"))?;
    }
    let words = world.erased_words();
    for at in 0..world.phones.len() {
        if world.is_revoked(at + 1) {
            continue;
        }
        let phone = &mut world.phones[at];
        let core = phone.open().map_err(broken(Property::NothingFailsByItself))?;
        for word in &words {
            let found = core.search(word.clone(), 5).map_err(broken(what))?.residents.len();
            must(what, found == 0, || format!("phone {} finds {word}, who was erased", at + 1))?;
        }
        let records = phone.records().map_err(broken(what))?;
        let named = records.iter().find(|record| {
            let name = record.name.as_deref().unwrap_or_default();
            words.iter().any(|word| name.contains(word.as_str()))
        });
        must(what, named.is_none(), || format!("phone {} still shows {named:?}", at + 1))?;
    }
    Ok(())
}

fn checks(world: &mut World<'_>) -> Result<(), Broken> {
    let what = Property::CheckPasses;
    let (store, keys) = open_store(&hall_place(world.folder())).map_err(broken(what))?;
    let findings = check(&store, &keys).map_err(broken(what))?;
    must(what, findings.problems.is_empty(), || findings.problems.join("; "))?;
    world.tell(format!("{} entries of {} devices", findings.entries, findings.devices));
    Ok(())
}

/// Nothing at the hall has one of the words: no file as it is, and nothing in its store once
/// that is decrypted.
fn nowhere(world: &Path, words: &[String]) -> Result<(), Broken> {
    let what = Property::NobodyErasedComesBack;
    if words.is_empty() {
        return Ok(());
    }
    for file in files_under(&hall_folder(world)) {
        let bytes = std::fs::read(&file).map_err(broken(what))?;
        let word = words.iter().find(|word| has_text(&bytes, word));
        must(what, word.is_none(), || format!("{word:?}, erased, is in {}", file.display()))?;
    }
    let place = hall_place(world);
    for text in personal_texts(&store_by_hand(place.data(), place.keys())) {
        let word = words.iter().find(|word| has_text(&text, word));
        must(what, word.is_none(), || format!("{word:?}, erased, is in the hall's store"))?;
    }
    Ok(())
}
