//! What the planning of one list hands on to the next.

use std::collections::{BTreeMap, HashMap};

use camtay_journal::entry::{Body, PersonalPart, VillageDefined};
use camtay_journal::ids::{EntryId, HouseholdId, TeamId, VillageId};

use super::bad::{BadRow, Problem};
use super::cells::Cells;
use super::columns::{KEY, List};
use super::{Change, Ground, ListFile, NewEntry, Plan};
use crate::store::ImportKey;

/// A row without problems.
pub(super) struct Good<T> {
    /// Its line.
    pub line: u32,
    /// The commune's key.
    pub key: String,
    /// What it says.
    pub row: T,
}

/// What became of a row.
pub(super) enum Became {
    /// Nothing to write.
    Same,
    /// These columns differ.
    Changed(Vec<&'static str>),
    /// Not known before.
    New,
    /// Its person was erased.
    Erased,
}

impl Became {
    /// Same when no column differs.
    pub fn of(columns: Vec<&'static str>) -> Self {
        if columns.is_empty() { Self::Same } else { Self::Changed(columns) }
    }
}

/// A plan in the making.
pub(super) struct Work<'a> {
    pub ground: &'a Ground<'a>,
    /// Villages by key: those known, changed and new.
    pub villages: BTreeMap<String, (VillageId, VillageDefined)>,
    pub teams: BTreeMap<String, TeamId>,
    pub households: HashMap<String, HouseholdId>,
    plan: Plan,
}

impl<'a> Work<'a> {
    pub fn new(ground: &'a Ground<'a>) -> Self {
        let control = &ground.state.control;
        Self {
            ground,
            villages: control
                .villages()
                .map(|(id, village)| (village.key.clone(), (id, village.clone())))
                .collect(),
            teams: control.teams().map(|(id, team)| (team.key.clone(), id)).collect(),
            households: ground.keys.households.clone(),
            plan: Plan::default(),
        }
    }

    pub fn finish(mut self) -> Plan {
        self.plan.bad.sort_by_key(|bad| (bad.list, bad.line));
        let mut refused: Vec<_> = self.plan.bad.iter().map(|bad| (bad.list, bad.line)).collect();
        refused.dedup();
        for (list, _) in refused {
            self.plan.counts.entry(list).or_default().bad += 1;
        }
        self.plan
    }

    /// The name that the next entry will have.
    pub fn next(&self) -> EntryId {
        let EntryId { device, seq } = self.ground.next;
        EntryId { device, seq: seq + self.plan.entries.len() as u64 }
    }

    pub fn write(&mut self, body: impl Into<Body>, part: PersonalPart) -> EntryId {
        let id = self.next();
        self.plan.entries.push(NewEntry { body: body.into(), part });
        id
    }

    pub fn keep_key(&mut self, list: List, key: String, entry: EntryId) {
        self.plan.keys.push(ImportKey { list, key, entry });
    }

    pub fn refuse(&mut self, list: List, line: u32, column: usize, problem: Problem) {
        let column = list.columns().get(column).map_or("", |column| column.name());
        self.plan.bad.push(BadRow { list, line, column, problem });
    }

    pub fn count(&mut self, list: List, line: u32, became: Became) {
        let counts = self.plan.counts.entry(list).or_default();
        match became {
            Became::Same => counts.same += 1,
            Became::New => counts.new += 1,
            Became::Erased => counts.erased += 1,
            Became::Changed(columns) => {
                counts.changed += 1;
                self.plan.changes.push(Change { list, line, columns });
            }
        }
    }

    /// Reads every row of a file with `read`; those with a problem, or with a key that
    /// an earlier row has, are noted as bad and left out.
    pub fn rows<T>(
        &mut self,
        file: &ListFile,
        read: impl Fn(&Self, &mut Cells<'_>) -> Option<T>,
    ) -> Vec<Good<T>> {
        self.plan.counts.entry(file.list).or_default();
        let mut first_lines: HashMap<String, u32> = HashMap::new();
        let mut good = Vec::new();
        for row in &file.table.rows {
            let mut cells = Cells::new(file.list, &file.layout, row, self.ground.today);
            let key = cells.key(KEY);
            if let Some(key) = &key {
                let first_line = *first_lines.entry(key.clone()).or_insert(row.line);
                if first_line != row.line {
                    cells.refuse::<()>(KEY, Problem::DuplicateKey { first_line });
                }
            }
            let read = read(self, &mut cells);
            let bad = cells.bad();
            match (key, read) {
                (Some(key), Some(row_says)) if bad.is_empty() => {
                    good.push(Good { line: row.line, key, row: row_says });
                }
                _ => self.plan.bad.extend(bad),
            }
        }
        good
    }
}
