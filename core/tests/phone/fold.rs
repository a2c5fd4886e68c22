//! The phone's rows are what the journal's own fold makes of the same entries, whatever
//! was recorded, in whatever order it arrived.

use std::collections::BTreeSet;

use camtay_core::commands::{HouseholdChange, ResidentChange, StepOutcome, StepTap, WholeGuide};
use camtay_core::read_models::SkillState;
use camtay_core::store::HouseholdState;
use camtay_journal::entry::{
    Body, ClockFixed, Consent, DeviceRevoked, EntrySetAside, EntryTakenUp, Erased, GivenBack,
    Outcomes, Reason, ResidentsMerged, ResidentsSeparated, SessionKind, SessionsMerged,
    SessionsSeparated, SetAsideReason, Setting, SettingChanged, Status, Subject, TakenBack,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId};
use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::support::{Device, Hall, MORNING};

/// One thing that happens, with three numbers to choose by.
type Op = (u8, u8, u8, u8);

const NAMES: [&str; 4] = ["Nguyễn Thị Hoà", "Trần Văn Ba", "Lê Thị Tư", "Hồ Văn Đa"];

fn pick<T: Clone>(from: &[T], by: u8) -> Option<T> {
    (!from.is_empty()).then(|| from[usize::from(by) % from.len()].clone())
}

fn ids(hall: &Hall, devices: &[Device], of: impl Fn(&Body) -> bool) -> Vec<EntryId> {
    let mut ids: Vec<_> =
        hall.entries.iter().filter(|entry| of(&entry.body)).map(|entry| entry.id).collect();
    for device in devices {
        let own = device.phone.store().unwrap().own_entries(1, 1_000_000).unwrap();
        ids.extend(own.iter().filter(|entry| of(&entry.body)).map(|entry| entry.id));
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

struct World {
    hall: Hall,
    devices: Vec<Device>,
}

impl World {
    fn new() -> Self {
        let mut hall = Hall::new();
        let household = hall.listed_household(hall.villages[0], "Nguyễn Văn Tám");
        for name in NAMES {
            hall.listed_resident(household, name, 1950);
        }
        let devices = vec![Device::enrolled(&mut hall, 1), Device::enrolled(&mut hall, 2)];
        Self { hall, devices }
    }

    fn residents(&self) -> Vec<EntryId> {
        ids(&self.hall, &self.devices, |body| matches!(body, Body::ResidentAdded(_)))
    }

    fn households(&self) -> Vec<EntryId> {
        ids(&self.hall, &self.devices, |body| matches!(body, Body::HouseholdAdded(_)))
    }

    fn sessions(&self) -> Vec<EntryId> {
        ids(&self.hall, &self.devices, |body| matches!(body, Body::SessionOpened(_)))
    }

    /// What a volunteer does. Commands that are refused change nothing; that is checked
    /// elsewhere.
    fn volunteer(&mut self, (op, a, b, c): Op) {
        let village = self.hall.villages[usize::from(b) % 2];
        let resident = pick(&self.residents(), a).unwrap().to_string();
        let other = pick(&self.residents(), b).unwrap().to_string();
        let household = pick(&self.households(), b).unwrap().to_string();
        let sessions = self.sessions();
        let session = pick(&sessions, c).map(|id| id.to_string());
        let all = self.devices.len();
        let device = &mut self.devices[usize::from(a ^ c) % all];
        device.clock.pass(i64::from(c) * 700);
        let phone = &mut device.phone;
        let outcomes = [
            StepOutcome::Alone,
            StepOutcome::Helped,
            StepOutcome::Already,
            StepOutcome::NotApplicable,
            StepOutcome::Stuck { reason: Reason::NoNetwork },
            StepOutcome::Refused,
            StepOutcome::ComeBack,
        ];
        let outcome = outcomes[usize::from(c) % outcomes.len()];
        let come_back = (outcome == StepOutcome::ComeBack)
            .then(|| phone.today().plus(i32::from(b)).to_string());
        match op % 17 {
            0 => drop(device.household(village, NAMES[usize::from(c) % 4])),
            1 => {
                if phone.household(&household).is_ok() {
                    device.resident(&household, NAMES[usize::from(c) % 4]);
                }
            }
            2 => drop(phone.record_consent(&resident, Consent::Given, session.as_deref())),
            3 => {
                let answers = [Consent::Asked, Consent::Refused, Consent::Withdrawn];
                let _ = phone.record_consent(&resident, answers[usize::from(c) % 3], None);
            }
            4 | 5 => {
                let _ = phone.guide_whole(&WholeGuide {
                    resident,
                    skill: u16::from(c) % 3 + 1,
                    outcome,
                    come_back,
                    note: None,
                    session,
                });
            }
            6 | 7 => {
                let skill = u16::from(c) % 2 + 1;
                if phone.start_guide(&resident, skill, session.as_deref()).is_ok() {
                    for step in 0..u32::from(b) % 12 {
                        let _ = phone.mark_step(&StepTap {
                            resident: resident.clone(),
                            skill,
                            step,
                            outcome,
                            come_back: come_back.clone(),
                            note: Some("máy hết pin".to_owned()),
                        });
                    }
                    let _ = phone.finish_guide(&resident, skill);
                }
            }
            8 => drop(device.session(village, SessionKind::Class)),
            9 => {
                if let Some(session) = session {
                    let _ = phone.join_known_session(&session);
                    let _ = phone.mark_attendance(&session, &[resident, other], b % 4 != 0);
                    let _ = phone.count_heads(&session, u32::from(b));
                }
            }
            10 => drop(phone.visit_household(&household, &[], session.as_deref())),
            11 => drop(phone.count_unnamed_refusal(&household, session.as_deref())),
            12 => {
                let mut change = ResidentChange::of(&resident);
                match c % 4 {
                    0 => change.household = Some(household),
                    1 => change.status = Some(Status::MovedAway),
                    2 => change.status = Some(Status::Active),
                    _ => change.phone = Some("0912 345 678".to_owned()),
                }
                let _ = phone.change_resident(&change);
            }
            13 => {
                let change = HouseholdChange {
                    household,
                    village: Some(village.to_string()),
                    ..HouseholdChange::default()
                };
                let _ = phone.change_household(&change);
            }
            14 => {
                let last = phone.store().unwrap().own_last_seq();
                if last > 0 {
                    let seq = u64::from(b) % last + 1;
                    let entry = EntryId { device: phone.store().unwrap().own_device(), seq };
                    let _ = if c % 2 == 0 {
                        phone.take_back(&entry.to_string())
                    } else {
                        phone.give_back(&entry.to_string())
                    };
                }
            }
            15 => drop(phone.mark_duplicate(&resident, &other)),
            _ => {
                let on = phone.today().plus(i32::from(c)).to_string();
                let _ = phone.set_appointment(&resident, None, &on);
                if b % 3 == 0 {
                    let _ = phone.keep_appointment(&resident, None);
                }
            }
        }
    }

    /// What the officer decides.
    fn officer(&mut self, (op, a, b, c): Op) {
        let residents = self.residents();
        let sessions = self.sessions();
        let (one, other) = (pick(&residents, a).unwrap(), pick(&residents, b).unwrap());
        let device = &self.devices[usize::from(c) % self.devices.len()];
        let last = device.phone.store().unwrap().own_last_seq();
        let device = device.phone.store().unwrap().own_device();
        let entry = EntryId { device, seq: u64::from(a) % (last + 1) };
        let hall = &mut self.hall;
        hall.now += i64::from(b) * 60;
        match op % 12 {
            0 => {
                hall.write(TakenBack { entry });
            }
            1 => {
                hall.write(GivenBack { entry });
            }
            2 => {
                let reason = SetAsideReason::Officer;
                hall.write(EntrySetAside { entry, reason });
            }
            3 => {
                hall.write(EntryTakenUp { entry });
            }
            4 => {
                let (keep, other) = (ResidentId(one), ResidentId(other));
                hall.write(ResidentsMerged { keep, other });
            }
            5 => {
                let (keep, other) = (ResidentId(one), ResidentId(other));
                hall.write(ResidentsSeparated { keep, other });
            }
            6 | 7 => {
                if let (Some(keep), Some(other)) = (pick(&sessions, a), pick(&sessions, b)) {
                    let (keep, other) = (SessionId(keep), SessionId(other));
                    if op % 12 == 6 {
                        hall.write(SessionsMerged { keep, other });
                    } else {
                        hall.write(SessionsSeparated { keep, other });
                    }
                }
            }
            8 => {
                let from_seq = u64::from(a) % (last + 1);
                hall.write(ClockFixed { device, from_seq, offset: i64::from(b) * 3_600 });
            }
            9 => {
                let setting = if c % 2 == 0 {
                    Setting::CountingOutcomes(Outcomes {
                        already: a % 2 == 0,
                        ..Outcomes::default()
                    })
                } else {
                    Setting::EssentialSkills(vec![SkillId(u16::from(a) % 3 + 1)])
                };
                hall.write(SettingChanged { setting });
            }
            10 if c % 4 == 0 => {
                hall.write(Erased { subject: Subject::Resident(ResidentId(one)) });
            }
            10 => {
                let households = self.households();
                let id = HouseholdId(pick(&households, b).unwrap());
                self.hall.write(Erased { subject: Subject::Household(id) });
            }
            _ if c % 8 == 0 => {
                hall.write(DeviceRevoked { device, last_seq: u64::from(b) });
            }
            _ => {}
        }
    }

    fn exchange(&mut self, which: u8) {
        let all = self.devices.len();
        let device = &mut self.devices[usize::from(which) % all];
        device.hand_in(&mut self.hall);
        device.hear(&self.hall);
    }

    fn run(&mut self, ops: &[Op]) {
        for op in ops {
            match op.0 % 8 {
                0 => self.exchange(op.1),
                1 => self.officer((op.3, op.1, op.2, op.0 / 8)),
                _ => self.volunteer((op.0 / 8, op.1, op.2, op.3)),
            }
        }
        for which in [0, 1, 0] {
            self.exchange(which);
        }
    }

    fn compare(&mut self) {
        let digests = self.hall.state.digests();
        for device in &mut self.devices {
            for village in &self.hall.villages {
                assert_eq!(device.phone.digest(*village).unwrap(), digests[village]);
            }
            counts_are_those_of_the_lists(device);
            device.phone.store_mut().unwrap().refold(MORNING).unwrap();
            for village in &self.hall.villages {
                assert_eq!(device.phone.digest(*village).unwrap(), digests[village], "refolded");
            }
            counts_are_those_of_the_lists(device);
            device.reopen();
            for village in &self.hall.villages {
                assert_eq!(device.phone.digest(*village).unwrap(), digests[village], "reopened");
            }
        }
    }
}

fn counts_are_those_of_the_lists(device: &Device) {
    for village in device.phone.villages().unwrap() {
        let all = device.phone.households(&village.id, None, None, 100).unwrap().lines;
        let in_state = |state| all.iter().filter(|line| line.state == state).count() as u32;
        let people: u32 = all.iter().map(|line| line.people).sum();
        assert_eq!((village.households, village.people), (all.len() as u32, people));
        assert_eq!(village.not_visited, in_state(HouseholdState::NotVisited));
        assert_eq!(village.in_progress, in_state(HouseholdState::InProgress));
        assert_eq!(village.come_back, in_state(HouseholdState::ComeBack));
        assert_eq!(village.done, in_state(HouseholdState::Done));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn rows_equal_the_journals_fold_of_the_same_entries(
        ops in prop::collection::vec(any::<Op>(), 1..60),
    ) {
        let mut world = World::new();
        world.run(&ops);
        world.compare();
    }
}

/// A session is opened and taken back; the hall sets the taking back aside, while the phone
/// has written more.
#[test]
fn what_was_taken_back_counts_again_when_the_taking_back_is_set_aside() {
    let mut world = World::new();
    world.run(&[
        (66, 12, 0, 187),
        (82, 44, 0, 65),
        (202, 74, 0, 7),
        (114, 83, 0, 66),
        (200, 11, 0, 0),
        (69, 107, 226, 172),
        (169, 82, 101, 134),
    ]);
    world.compare();
}

#[test]
fn a_long_random_story_has_everything_in_it_and_comes_to_the_same() {
    let mut random = StdRng::seed_from_u64(11);
    let mut op = || {
        let mut bytes = [0; 4];
        random.fill_bytes(&mut bytes);
        bytes.into()
    };
    let ops: Vec<Op> = (0..500).map(|_| op()).collect();
    let mut world = World::new();
    world.run(&ops);
    let told: BTreeSet<_> = world.hall.entries.iter().map(|entry| entry.body.name()).collect();
    for kind in [
        "AppointmentKept",
        "Attended",
        "ClockFixed",
        "ConsentRecorded",
        "DuplicateMarked",
        "EntrySetAside",
        "EntryTakenUp",
        "Erased",
        "GivenBack",
        "Guided",
        "HeadsCounted",
        "HouseholdChanged",
        "HouseholdVisited",
        "ResidentChanged",
        "ResidentsMerged",
        "ResidentsSeparated",
        "SessionJoined",
        "SessionsMerged",
        "SettingChanged",
        "TakenBack",
    ] {
        assert!(told.contains(kind), "no {kind} in {told:?}");
    }
    world.compare();
}

#[test]
fn what_was_written_in_a_session_moves_to_its_day_when_its_opening_comes_later() {
    let mut world = World::new();
    let village = world.hall.villages[0];
    let resident = world.residents()[0].to_string();
    let session = world.devices[0].session(village, SessionKind::Class);
    let code = world.devices[0].phone.session_code(&session).unwrap();
    // The other phone's clock is two days on; it joins by QR and hands in first.
    world.devices[1].clock.pass(2 * 86_400);
    let phone = &mut world.devices[1].phone;
    assert_eq!(phone.join_session(&code).unwrap(), session);
    phone.mark_attendance(&session, std::slice::from_ref(&resident), true).unwrap();
    phone.guide_class(&session, 1, std::slice::from_ref(&resident), StepOutcome::Alone).unwrap();
    let day = |phone: &camtay_core::phone::Phone| {
        phone.resident(&resident, "vi").unwrap().groups.remove(0).skills.remove(0).day
    };
    assert_eq!(day(phone).as_deref(), Some("2026-11-25"));
    world.exchange(1);
    world.exchange(0);
    world.exchange(1);
    assert_eq!(day(&world.devices[1].phone).as_deref(), Some("2026-11-23"));
    world.compare();
}

#[test]
fn an_erased_resident_leaves_no_name_behind_and_the_counts_stay() {
    let mut world = World::new();
    let resident = world.residents()[0];
    let phone = &mut world.devices[0].phone;
    phone.record_consent(&resident.to_string(), Consent::Given, None).unwrap();
    let whole = WholeGuide {
        resident: resident.to_string(),
        skill: 1,
        outcome: StepOutcome::Alone,
        come_back: None,
        note: None,
        session: None,
    };
    phone.guide_whole(&whole).unwrap();
    world.exchange(0);
    world.hall.write(Erased { subject: Subject::Resident(ResidentId(resident)) });
    world.exchange(0);
    let phone = &mut world.devices[0].phone;
    let page = phone.resident(&resident.to_string(), "vi").unwrap();
    assert_eq!((page.name.as_str(), page.birth_year, page.erased), ("", None, true));
    assert_eq!(page.groups[0].skills[0].state, SkillState::Alone);
    assert!(phone.search("hoa", 10).unwrap().residents.is_empty());
    let entry = phone.store().unwrap().entry(resident).unwrap().unwrap();
    assert!(entry.personal.part().is_none() && entry.personal.hash().is_some());
    world.exchange(1);
    world.compare();
}
