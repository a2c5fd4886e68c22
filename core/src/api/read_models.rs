//! What the screens show. `language` is that of the skills' words: `vi` or `en`.

use camtay_journal::entry::Segment;

use super::{Core, Error};
use crate::read_models::{
    CheckPage, ConsentSentence, Contribution, GuidesInfo, HelpLineWords, HouseholdPage,
    HouseholdState, HouseholdsPage, OwnRecordsPage, PeoplePage, PracticeHome, ResidentPage,
    SearchPage, SessionLine, SessionPage, SituationWords, StepsPage, TodayPage, UploadPage,
    VillageLine, Waiting,
};

#[uniffi::export]
impl Core {
    /// Hôm nay.
    pub fn today(&self) -> Result<TodayPage, Error> {
        self.with("today", |phone| {
            phone.expire()?;
            phone.today_page()
        })
    }

    /// The villages that this phone carries.
    pub fn villages(&self) -> Result<Vec<VillageLine>, Error> {
        self.with("villages", |phone| phone.villages())
    }

    /// The commune's own words: its name, its word for village, its teams' title.
    pub fn commune_words(&self) -> Result<Vec<String>, Error> {
        self.with("commune_words", |phone| phone.commune_words())
    }

    /// The digest of a village as this phone has folded it, hex: equal on phone and hall
    /// when both know the same.
    pub fn village_digest(&self, village: String) -> Result<String, Error> {
        self.with("village_digest", |phone| {
            let village = crate::shared::id("village", &village)?;
            Ok(phone.digest(village)?.to_string())
        })
    }

    /// The households of a village from `after` (a page's `next`) on, at most 200.
    pub fn households(
        &self,
        village: String,
        state: Option<HouseholdState>,
        after: Option<String>,
        limit: u32,
    ) -> Result<HouseholdsPage, Error> {
        self.with("households", |phone| phone.households(&village, state, after.as_deref(), limit))
    }

    /// A household.
    pub fn household(&self, household: String) -> Result<HouseholdPage, Error> {
        self.with("household", |phone| phone.household(&household))
    }

    /// The people of a village by given name from `after` (a page's `next`) on, at most
    /// 200: the list that a class is ticked on.
    pub fn people(
        &self,
        village: String,
        after: Option<String>,
        limit: u32,
    ) -> Result<PeoplePage, Error> {
        self.with("people", |phone| phone.people(&village, after.as_deref(), limit))
    }

    /// A resident.
    pub fn resident(&self, resident: String, language: String) -> Result<ResidentPage, Error> {
        self.with("resident", |phone| phone.resident(&resident, &language))
    }

    /// The steps of a skill, with what an open guide of this resident has.
    pub fn steps(
        &self,
        skill: u16,
        resident: Option<String>,
        audience: Vec<Segment>,
        language: String,
    ) -> Result<StepsPage, Error> {
        self.with("steps", |phone| phone.steps(skill, resident.as_deref(), &audience, &language))
    }

    /// Makes the search ready, so that the first letter is as quick as the others.
    pub fn prepare_search(&self) -> Result<(), Error> {
        self.with("prepare_search", |phone| phone.prepare_search())
    }

    /// Finds people and households by name without marks, in any word order, by phone
    /// number, by the household's head.
    pub fn search(&self, query: String, limit: u32) -> Result<SearchPage, Error> {
        self.with("search", |phone| phone.search(&query, limit))
    }

    /// A session.
    pub fn session(&self, session: String) -> Result<SessionPage, Error> {
        self.with("session", |phone| phone.session(&session))
    }

    /// Sessions that this phone takes part in or could join.
    pub fn sessions(&self) -> Result<Vec<SessionLine>, Error> {
        self.with("sessions", |phone| phone.sessions())
    }

    /// The check of everyday situations with a resident.
    pub fn check_page(&self, resident: String, language: String) -> Result<CheckPage, Error> {
        self.with("check_page", |phone| phone.check_page(&resident, &language))
    }

    /// What the hall hasn't confirmed yet, in people, not in bytes.
    pub fn waiting(&self) -> Result<Waiting, Error> {
        self.with("waiting", |phone| phone.waiting())
    }

    /// Nộp: what waits, what arrived, what doesn't count and why.
    pub fn upload_page(&self) -> Result<UploadPage, Error> {
        self.with("upload_page", |phone| phone.upload_page())
    }

    /// This phone's own records, the latest first, each with where it is: on this phone,
    /// at the hall, in a report, not counting.
    pub fn own_records(&self, before: Option<u64>, limit: u32) -> Result<OwnRecordsPage, Error> {
        self.with("own_records", |phone| phone.own_records(before, limit))
    }

    /// Đóng góp của tôi.
    pub fn contribution(&self) -> Result<Contribution, Error> {
        self.with("contribution", |phone| phone.contribution())
    }

    /// Version and date of the guides in use.
    pub fn guides(&self) -> Result<GuidesInfo, Error> {
        self.with("guides", |phone| phone.guides())
    }

    /// The sentence that asks for consent, said to one person or to a class.
    pub fn consent_sentence(
        &self,
        to_class: bool,
        language: String,
    ) -> Result<ConsentSentence, Error> {
        self.with("consent_sentence", |phone| phone.consent_sentence(to_class, &language))
    }

    /// Whom to call.
    pub fn help_lines(&self, language: String) -> Result<Vec<HelpLineWords>, Error> {
        self.with("help_lines", |phone| phone.help_lines(&language))
    }

    /// Messages and calls to practise with.
    pub fn situations(&self, language: String) -> Result<Vec<SituationWords>, Error> {
        self.with("situations", |phone| phone.situations(&language))
    }

    /// The invented household of the guides, for new volunteers: nothing can be written
    /// about it.
    pub fn practice(&self, language: String) -> Result<PracticeHome, Error> {
        self.with("practice", |phone| phone.practice(&language))
    }

    /// A picture (WebP) or voice (Opus) of the guides.
    pub fn pack_file(&self, name: String) -> Result<Vec<u8>, Error> {
        self.with("pack_file", |phone| phone.pack_file(&name))
    }
}
