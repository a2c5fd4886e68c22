//! What lists are drawn from: rows, a page at a time, never folded.

use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, VillageId};
use camtay_journal::vietnamese::Day;
use rusqlite::{OptionalExtension, Row};

use super::numbers::Key;
use super::rows::{HouseholdState, ResidentState};
use super::{Changed, Store};
use crate::error::{CoreError, StoreError};

/// A household of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HouseholdRow {
    pub(crate) key: Key,
    pub(crate) id: HouseholdId,
    pub(crate) village: Option<VillageId>,
    pub(crate) name: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) people: u32,
    pub(crate) state: HouseholdState,
    pub(crate) visited: Option<Day>,
    pub(crate) sort: Vec<u8>,
}

/// A resident of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResidentRow {
    pub(crate) key: Key,
    pub(crate) id: ResidentId,
    pub(crate) household: Option<HouseholdId>,
    pub(crate) name: Option<String>,
    pub(crate) birth_year: Option<u16>,
    pub(crate) phone: Option<String>,
    pub(crate) state: ResidentState,
    pub(crate) practised: u32,
    pub(crate) appointment: Option<Day>,
}

/// How many households of a village stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VillageCount {
    pub(crate) village: VillageId,
    pub(crate) state: HouseholdState,
    pub(crate) households: u32,
    pub(crate) people: u32,
}

const HOUSEHOLD: &str =
    "SELECT key, village, name, place, people, state, visited, sort FROM household";
const RESIDENT: &str = "SELECT key, household, name, birth_year, phone, state, practised, \
     appointment FROM resident";

impl Store {
    /// Households and people of each village by state.
    pub(crate) fn village_counts(&self) -> Result<Vec<VillageCount>, CoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT village, state, households, people FROM village_count WHERE households > 0",
        )?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            counts.push(VillageCount {
                village: VillageId(self.memory.devices.id(row.get(0)?)?),
                state: HouseholdState::from_number(row.get(1)?)?,
                households: row.get(2)?,
                people: row.get(3)?,
            });
        }
        Ok(counts)
    }

    /// The next households of a village in the order of their heads' names, after the one
    /// with this sort key and key.
    pub(crate) fn households_after(
        &self,
        village: VillageId,
        state: Option<HouseholdState>,
        after: Option<(&[u8], Key)>,
        limit: u32,
    ) -> Result<Vec<HouseholdRow>, CoreError> {
        let Some(village) = self.memory.devices.find(village.0) else { return Ok(Vec::new()) };
        let (sort, key) = after.unwrap_or((&[], -1));
        let mut statement = self.conn.prepare_cached(&format!(
            "{HOUSEHOLD} WHERE village = ?1 AND (sort, key) > (?2, ?3)
                 AND (?4 IS NULL OR state = ?4) ORDER BY sort, key LIMIT ?5"
        ))?;
        let mut rows =
            statement.query((village, sort, key, state.map(|state| state as i64), limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.household_row(row)?);
        }
        Ok(found)
    }

    /// One household's row.
    pub(crate) fn household_line(
        &self,
        id: HouseholdId,
    ) -> Result<Option<HouseholdRow>, CoreError> {
        match self.memory.devices.find(id.0) {
            Some(key) => self.household_by_key(key),
            None => Ok(None),
        }
    }

    /// The same by key; `None` also for a row whose making entry hasn't come.
    pub(crate) fn household_by_key(&self, key: Key) -> Result<Option<HouseholdRow>, CoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("{HOUSEHOLD} WHERE key = ?1 AND hash IS NOT NULL"))?;
        let mut rows = statement.query([key])?;
        Ok(rows.next()?.map(|row| self.household_row(row)).transpose()?)
    }

    /// The people of a household.
    pub(crate) fn people_of(&self, household: HouseholdId) -> Result<Vec<ResidentRow>, CoreError> {
        let Some(key) = self.memory.devices.find(household.0) else { return Ok(Vec::new()) };
        self.residents("WHERE household = ?1 AND hash IS NOT NULL", [key])
    }

    /// One resident's row.
    pub(crate) fn resident_line(&self, id: ResidentId) -> Result<Option<ResidentRow>, CoreError> {
        match self.memory.devices.find(id.0) {
            Some(key) => self.resident_by_key(key),
            None => Ok(None),
        }
    }

    /// The same by key; `None` also for a row whose making entry hasn't come.
    pub(crate) fn resident_by_key(&self, key: Key) -> Result<Option<ResidentRow>, CoreError> {
        Ok(self.residents("WHERE key = ?1 AND hash IS NOT NULL", [key])?.pop())
    }

    /// Those to go back to up to a day, the earliest first.
    pub(crate) fn come_back_until(
        &self,
        day: Day,
        limit: u32,
    ) -> Result<Vec<ResidentRow>, CoreError> {
        self.residents(
            "WHERE appointment <= ?1 ORDER BY appointment, key LIMIT ?2",
            (i64::from(day.number()), limit),
        )
    }

    /// How many there are to go back to up to a day.
    pub(crate) fn count_come_back_until(&self, day: Day) -> Result<u32, CoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT count(*) FROM resident WHERE appointment <= ?1")?
            .query_row([day.number()], |row| row.get(0))?)
    }

    fn residents(
        &self,
        filter: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<ResidentRow>, CoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{RESIDENT} {filter}"))?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.resident_row(row)?);
        }
        Ok(found)
    }

    fn household_row(&self, row: &Row<'_>) -> Result<HouseholdRow, StoreError> {
        let key: Key = row.get(0)?;
        let village: Option<Key> = row.get(1)?;
        Ok(HouseholdRow {
            key,
            id: HouseholdId(self.memory.devices.id(key)?),
            village: village
                .map(|key| Ok::<_, StoreError>(VillageId(self.memory.devices.id(key)?)))
                .transpose()?,
            name: row.get(2)?,
            place: row.get(3)?,
            people: row.get(4)?,
            state: HouseholdState::from_number(row.get(5)?)?,
            visited: row.get::<_, Option<i32>>(6)?.and_then(Day::from_number),
            sort: row.get::<_, Option<Vec<u8>>>(7)?.unwrap_or_default(),
        })
    }

    fn resident_row(&self, row: &Row<'_>) -> Result<ResidentRow, StoreError> {
        let key: Key = row.get(0)?;
        let household: Option<Key> = row.get(1)?;
        Ok(ResidentRow {
            key,
            id: ResidentId(self.memory.devices.id(key)?),
            household: household
                .map(|key| Ok::<_, StoreError>(HouseholdId(self.memory.devices.id(key)?)))
                .transpose()?,
            name: row.get(2)?,
            birth_year: row.get(3)?,
            phone: row.get(4)?,
            state: ResidentState::from_number(row.get(5)?)?,
            practised: row.get(6)?,
            appointment: row.get::<_, Option<i32>>(7)?.and_then(Day::from_number),
        })
    }

    /// Every resident and every household that lists show, for the search to learn.
    pub(crate) fn everybody(&self) -> Result<(Vec<HouseholdRow>, Vec<ResidentRow>), CoreError> {
        let mut statement = self.conn.prepare(&format!("{HOUSEHOLD} WHERE hash IS NOT NULL"))?;
        let mut rows = statement.query([])?;
        let mut households = Vec::new();
        while let Some(row) = rows.next()? {
            households.push(self.household_row(row)?);
        }
        Ok((households, self.residents("WHERE hash IS NOT NULL", [])?))
    }

    /// Takes what changed since it was last taken.
    pub(crate) fn take_changed(&mut self) -> std::collections::BTreeSet<Changed> {
        std::mem::take(&mut self.changed)
    }

    /// Sessions that are open, the latest day first; `mine`: only those that this phone
    /// opened or joined.
    pub(crate) fn open_sessions(&self, mine: bool) -> Result<Vec<SessionId>, CoreError> {
        self.session_ids(
            "SELECT key FROM session WHERE open = 1 AND (mine = 1 OR NOT ?1)
             ORDER BY day DESC, began DESC",
            [mine],
        )
    }

    /// The sessions on or after a day, the latest first.
    pub(crate) fn sessions_since(&self, day: Day) -> Result<Vec<SessionId>, CoreError> {
        self.session_ids(
            "SELECT key FROM session WHERE day >= ?1 ORDER BY day DESC, began DESC",
            [day.number()],
        )
    }

    fn session_ids(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<Vec<SessionId>, CoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(SessionId(self.memory.devices.id(row.get(0)?)?));
        }
        Ok(ids)
    }

    /// Whether a session was opened, joined or heard of here.
    pub(crate) fn knows_session(&self, id: SessionId) -> Result<bool, CoreError> {
        let Some(key) = self.memory.devices.find(id.0) else { return Ok(false) };
        let found: Option<i64> = self
            .conn
            .prepare_cached("SELECT 1 FROM session WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}
