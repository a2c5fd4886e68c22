//! The commands, named as the API's calls.

use camtay_core::api::{
    CheckAnswer, Consent, Core, Error, FramesTaken, HouseholdChange, HouseholdState, NewHousehold,
    NewResident, NewSession, ResidentChange, Segment, SessionChange, StepOutcome, StepTap,
    WholeGuide,
};
use camtay_journal::bytes::{from_hex, to_hex};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Clock;

/// The most lines of a list, where a command doesn't say.
const LINES: u32 = 100;

fn lines() -> u32 {
    LINES
}

fn vietnamese() -> String {
    "vi".to_owned()
}

/// Bytes, as JSON carries them: hex.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Hex(Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        from_hex(&text).map(Self).ok_or("not hex")
    }
}

/// One line of the input. Commands without fields have braces too: so a field that they
/// don't know is refused as well.
#[derive(Debug, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    SetClock {
        unix: i64,
    },
    AdvanceClock {
        seconds: i64,
    },

    Status {},
    Create {},
    UnlockWithoutPin {},
    Unlock {
        pin: String,
    },
    UnlockWithBiometric {},
    SetPin {
        pin: String,
    },
    ChangePin {
        old: String,
        new: String,
    },
    EnableBiometric {},
    DisableBiometric {},
    Lock {},
    EraseEverything {},

    Enrol {
        invitation: String,
    },
    Enrolment {},
    AskStanding {},
    CheckIn {},
    AddAddresses {
        addresses: Vec<String>,
    },
    HandIn {},
    Pull {},

    OutboxState {},
    RenewOutbox {},
    SaveParcel {
        folder: String,
    },
    LendParcel {
        folder: String,
    },
    ParcelGiven {
        number: u64,
    },
    ParcelFrames {},
    TakeFrames {
        frames: Vec<String>,
    },
    TakeReply {
        reply: Hex,
    },
    SendOutbox {},
    StartOver {},

    OpenSession(NewSession),
    ChangeSession(SessionChange),
    CountHeads {
        session: String,
        unnamed: u32,
    },
    CloseSession {
        session: String,
    },
    SessionCode {
        session: String,
    },
    JoinSession {
        code: String,
    },
    JoinKnownSession {
        session: String,
    },
    MarkAttendance {
        session: String,
        residents: Vec<String>,
        present: bool,
    },
    AddHousehold(NewHousehold),
    ChangeHousehold(HouseholdChange),
    VisitHousehold {
        household: String,
        residents: Vec<String>,
        session: Option<String>,
    },
    AddResident(NewResident),
    ChangeResident(ResidentChange),
    RecordConsent {
        resident: String,
        answer: Consent,
        session: Option<String>,
    },
    CountUnnamedRefusal {
        household: String,
        session: Option<String>,
    },
    StartGuide {
        resident: String,
        skill: u16,
        session: Option<String>,
    },
    MarkStep(StepTap),
    UndoStep {
        resident: String,
        skill: u16,
        step: u32,
    },
    FinishGuide {
        resident: String,
        skill: u16,
    },
    GuideWhole(WholeGuide),
    GuideClass {
        session: String,
        skill: u16,
        residents: Vec<String>,
        outcome: StepOutcome,
    },
    SetAppointment {
        resident: String,
        skill: Option<u16>,
        on: String,
    },
    KeepAppointment {
        resident: String,
        skill: Option<u16>,
    },
    QuickCheck {
        resident: String,
        after: bool,
        answers: Vec<CheckAnswer>,
    },
    MarkDuplicate {
        one: String,
        other: String,
    },
    AskErasure {
        resident: String,
    },
    TakeBack {
        entry: String,
    },
    GiveBack {
        entry: String,
    },

    Today {},
    Villages {},
    CommuneWords {},
    VillageDigest {
        village: String,
    },
    Households {
        village: String,
        state: Option<HouseholdState>,
        after: Option<String>,
        #[serde(default = "lines")]
        limit: u32,
    },
    Household {
        household: String,
    },
    People {
        village: String,
        after: Option<String>,
        #[serde(default = "lines")]
        limit: u32,
    },
    Resident {
        resident: String,
        #[serde(default = "vietnamese")]
        language: String,
    },
    Steps {
        skill: u16,
        resident: Option<String>,
        #[serde(default)]
        audience: Vec<Segment>,
        #[serde(default = "vietnamese")]
        language: String,
    },
    PrepareSearch {},
    Search {
        query: String,
        #[serde(default = "lines")]
        limit: u32,
    },
    Session {
        session: String,
    },
    Sessions {},
    CheckPage {
        resident: String,
        #[serde(default = "vietnamese")]
        language: String,
    },
    Waiting {},
    UploadPage {},
    OwnRecords {
        before: Option<u64>,
        #[serde(default = "lines")]
        limit: u32,
    },
    Contribution {},
    Guides {},
    ConsentSentence {
        to_class: bool,
        #[serde(default = "vietnamese")]
        language: String,
    },
    HelpLines {
        #[serde(default = "vietnamese")]
        language: String,
    },
    Situations {
        #[serde(default = "vietnamese")]
        language: String,
    },
    Practice {
        #[serde(default = "vietnamese")]
        language: String,
    },
    PackFile {
        name: String,
    },
}

fn shown<T: Serialize>(result: Result<T, Error>) -> Result<Value, Error> {
    serde_json::to_value(result?).map_err(|_| Error::Internal)
}

impl Command {
    /// Does it. What comes back is what the API's call gives.
    pub async fn run(self, core: &Core, clock: &Clock) -> Result<Value, Error> {
        match self {
            Self::SetClock { unix } => {
                clock.set(unix);
                shown(Ok(()))
            }
            Self::AdvanceClock { seconds } => {
                clock.set(clock.now().saturating_add(seconds));
                shown(Ok(()))
            }

            Self::Status {} => shown(core.status()),
            Self::Create {} => shown(core.create()),
            Self::UnlockWithoutPin {} => shown(core.unlock_without_pin()),
            Self::Unlock { pin } => shown(core.unlock(pin)),
            Self::UnlockWithBiometric {} => shown(core.unlock_with_biometric()),
            Self::SetPin { pin } => shown(core.set_pin(pin)),
            Self::ChangePin { old, new } => shown(core.change_pin(old, new)),
            Self::EnableBiometric {} => shown(core.enable_biometric()),
            Self::DisableBiometric {} => shown(core.disable_biometric()),
            Self::Lock {} => shown(core.lock()),
            Self::EraseEverything {} => shown(core.erase_everything()),

            Self::Enrol { invitation } => shown(core.enrol(invitation).await),
            Self::Enrolment {} => shown(core.enrolment()),
            Self::AskStanding {} => shown(core.ask_standing().await),
            Self::CheckIn {} => shown(core.check_in().await),
            Self::AddAddresses { addresses } => shown(core.add_addresses(addresses)),
            Self::HandIn {} => shown(core.hand_in(None)?.run().await),
            Self::Pull {} => shown(core.pull().await),

            Self::OutboxState {} => shown(core.outbox_state()),
            Self::RenewOutbox {} => {
                core.renew_outbox();
                shown(Ok(()))
            }
            Self::SaveParcel { folder } => shown(core.save_parcel(folder)),
            Self::LendParcel { folder } => shown(core.lend_parcel(folder)),
            Self::ParcelGiven { number } => shown(core.parcel_given(number)),
            Self::ParcelFrames {} => shown(core.parcel_frames()),
            Self::TakeFrames { frames } => {
                let FramesTaken { taken, count, file } = core.take_frames(frames)?;
                let file = file.map(|file| to_hex(&file));
                Ok(json!({ "taken": taken, "count": count, "file": file }))
            }
            Self::TakeReply { reply } => shown(core.take_reply(reply.0)),
            Self::SendOutbox {} => shown(core.send_outbox().await),
            Self::StartOver {} => shown(core.start_over()),

            Self::OpenSession(session) => shown(core.open_session(session)),
            Self::ChangeSession(change) => shown(core.change_session(change)),
            Self::CountHeads { session, unnamed } => shown(core.count_heads(session, unnamed)),
            Self::CloseSession { session } => shown(core.close_session(session)),
            Self::SessionCode { session } => shown(core.session_code(session)),
            Self::JoinSession { code } => shown(core.join_session(code)),
            Self::JoinKnownSession { session } => shown(core.join_known_session(session)),
            Self::MarkAttendance { session, residents, present } => {
                shown(core.mark_attendance(session, residents, present))
            }
            Self::AddHousehold(household) => shown(core.add_household(household)),
            Self::ChangeHousehold(change) => shown(core.change_household(change)),
            Self::VisitHousehold { household, residents, session } => {
                shown(core.visit_household(household, residents, session))
            }
            Self::AddResident(resident) => shown(core.add_resident(resident)),
            Self::ChangeResident(change) => shown(core.change_resident(change)),
            Self::RecordConsent { resident, answer, session } => {
                shown(core.record_consent(resident, answer, session))
            }
            Self::CountUnnamedRefusal { household, session } => {
                shown(core.count_unnamed_refusal(household, session))
            }
            Self::StartGuide { resident, skill, session } => {
                shown(core.start_guide(resident, skill, session))
            }
            Self::MarkStep(tap) => shown(core.mark_step(tap)),
            Self::UndoStep { resident, skill, step } => {
                shown(core.undo_step(resident, skill, step))
            }
            Self::FinishGuide { resident, skill } => shown(core.finish_guide(resident, skill)),
            Self::GuideWhole(guide) => shown(core.guide_whole(guide)),
            Self::GuideClass { session, skill, residents, outcome } => {
                shown(core.guide_class(session, skill, residents, outcome))
            }
            Self::SetAppointment { resident, skill, on } => {
                shown(core.set_appointment(resident, skill, on))
            }
            Self::KeepAppointment { resident, skill } => {
                shown(core.keep_appointment(resident, skill))
            }
            Self::QuickCheck { resident, after, answers } => {
                shown(core.quick_check(resident, after, answers))
            }
            Self::MarkDuplicate { one, other } => shown(core.mark_duplicate(one, other)),
            Self::AskErasure { resident } => shown(core.ask_erasure(resident)),
            Self::TakeBack { entry } => shown(core.take_back(entry)),
            Self::GiveBack { entry } => shown(core.give_back(entry)),

            Self::Today {} => shown(core.today()),
            Self::Villages {} => shown(core.villages()),
            Self::CommuneWords {} => shown(core.commune_words()),
            Self::VillageDigest { village } => shown(core.village_digest(village)),
            Self::Households { village, state, after, limit } => {
                shown(core.households(village, state, after, limit))
            }
            Self::Household { household } => shown(core.household(household)),
            Self::People { village, after, limit } => shown(core.people(village, after, limit)),
            Self::Resident { resident, language } => shown(core.resident(resident, language)),
            Self::Steps { skill, resident, audience, language } => {
                shown(core.steps(skill, resident, audience, language))
            }
            Self::PrepareSearch {} => shown(core.prepare_search()),
            Self::Search { query, limit } => shown(core.search(query, limit)),
            Self::Session { session } => shown(core.session(session)),
            Self::Sessions {} => shown(core.sessions()),
            Self::CheckPage { resident, language } => shown(core.check_page(resident, language)),
            Self::Waiting {} => shown(core.waiting()),
            Self::UploadPage {} => shown(core.upload_page()),
            Self::OwnRecords { before, limit } => shown(core.own_records(before, limit)),
            Self::Contribution {} => shown(core.contribution()),
            Self::Guides {} => shown(core.guides()),
            Self::ConsentSentence { to_class, language } => {
                shown(core.consent_sentence(to_class, language))
            }
            Self::HelpLines { language } => shown(core.help_lines(language)),
            Self::Situations { language } => shown(core.situations(language)),
            Self::Practice { language } => shown(core.practice(language)),
            Self::PackFile { name } => shown(core.pack_file(name).map(|bytes| to_hex(&bytes))),
        }
    }
}
