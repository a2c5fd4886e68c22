//! Import of the commune's lists: villages, teams, volunteers, households, residents.
//!
//! [`ListFile::read`] reads a file, [`plan`] compares what it says with what the hall
//! knows and gives a [`Plan`]: how many rows are the same, changed, new, every bad row
//! with its reason, and the entries to write. Pure: writing is the caller's. A row is
//! known by the key that the commune gave it, so the same file imported again writes
//! nothing. What is in the hall but not in the file stays; a blank cell says nothing.

mod bad;
mod cells;
mod columns;
mod households;
mod rejected;
mod residents;
mod table;
mod teams;
mod villages;
mod volunteers;
mod work;

use std::collections::{BTreeMap, HashMap};

use camtay_journal::entry::{Body, PersonalPart};
use camtay_journal::fold::State;
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId};
use camtay_journal::vietnamese::Day;
use serde::Serialize;

pub use bad::{BadRow, Problem};
pub use cells::{ADULT_AGE, Layout};
pub use columns::{Column, List};
pub use rejected::rejected_rows;
pub use table::{MAX_BYTES as MAX_LIST, Row, Table, TableError};

use crate::store::ImportKey;

use work::Work;

/// The keys that earlier imports gave to households and residents; villages, teams and
/// volunteers carry theirs in the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Key → household.
    pub households: HashMap<String, HouseholdId>,
    /// Key → resident.
    pub residents: HashMap<String, ResidentId>,
}

impl FromIterator<ImportKey> for Keys {
    fn from_iter<T: IntoIterator<Item = ImportKey>>(all: T) -> Self {
        let mut keys = Self::default();
        for ImportKey { list, key, entry } in all {
            match list {
                List::Households => {
                    keys.households.insert(key, HouseholdId(entry));
                }
                List::Residents => {
                    keys.residents.insert(key, ResidentId(entry));
                }
                // These carry their keys in the journal.
                List::Villages | List::Teams | List::Volunteers => {}
            }
        }
        keys
    }
}

/// A file that cannot be a list at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Not readable.
    #[error("the list of {list} cannot be read")]
    Unreadable {
        /// Which list.
        list: List,
        /// Why.
        #[source]
        source: TableError,
    },
    /// Columns that the list needs aren't there.
    #[error(
        "the list of {list} lacks the column{} {}: write the name in the header row",
        if .missing.len() == 1 { "" } else { "s" },
        .missing.join(", ")
    )]
    MissingColumns {
        /// Which list.
        list: List,
        /// Their names.
        missing: Vec<&'static str>,
    },
}

/// A list that was read, its columns found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFile {
    /// Which list.
    pub list: List,
    /// Its rows.
    pub table: Table,
    layout: Layout,
}

impl ListFile {
    /// Reads the bytes of a CSV or XLSX file as `list`.
    ///
    /// # Errors
    /// [`ImportError`] when it is no such list; nothing is known of its rows then.
    pub fn read(list: List, bytes: &[u8]) -> Result<Self, ImportError> {
        let is_header = |row: &[String]| {
            let needed = list.columns().iter().filter(|column| column.needed);
            needed.into_iter().all(|column| row.iter().any(|name| column.is(name)))
        };
        let table = Table::read(bytes, is_header)
            .map_err(|source| ImportError::Unreadable { list, source })?;
        let layout = Layout::find(list, &table)
            .map_err(|missing| ImportError::MissingColumns { list, missing })?;
        Ok(Self { list, table, layout })
    }

    /// Header cells that name none of the list's columns: nothing below them is read.
    #[must_use]
    pub fn unread_columns(&self) -> Vec<&str> {
        self.layout.unread(&self.table).collect()
    }
}

/// What the hall knows before an import.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The state.
    pub state: &'a State,
    /// Keys of earlier imports.
    pub keys: &'a Keys,
    /// The day of the import.
    pub today: Day,
    /// The name of the next entry of the hall's journal.
    pub next: EntryId,
}

/// How many rows of a list are what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Nothing to write.
    pub same: u32,
    /// Known, and the row says something else.
    pub changed: u32,
    /// Not known yet.
    pub new: u32,
    /// Not to be imported.
    pub bad: u32,
    /// About somebody whose name was erased: passed over, so that no list brings the
    /// name back.
    pub erased: u32,
}

/// A row that says something else than the hall knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which list.
    pub list: List,
    /// Its line.
    pub line: u32,
    /// The columns that differ.
    pub columns: Vec<&'static str>,
}

/// An entry to write, in this order, the first one as [`Ground::next`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What is so.
    pub body: Body,
    /// Its personal part; empty for none.
    pub part: PersonalPart,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Counts a list.
    pub counts: BTreeMap<List, Counts>,
    /// Rows that change something, and in which columns.
    pub changes: Vec<Change>,
    /// Rows that cannot be imported, a line for each problem.
    pub bad: Vec<BadRow>,
    /// What to write for the others.
    pub entries: Vec<NewEntry>,
    /// The keys of what is new.
    pub keys: Vec<ImportKey>,
}

/// Compares the lists with what the hall knows. `files` come in the order of
/// [`List::ALL`], whatever order they are given in.
#[must_use]
pub fn plan(ground: &Ground<'_>, files: &[ListFile]) -> Plan {
    let mut work = Work::new(ground);
    for list in List::ALL {
        for file in files.iter().filter(|file| file.list == list) {
            match list {
                List::Villages => villages::plan(&mut work, file),
                List::Teams => teams::plan(&mut work, file),
                List::Volunteers => volunteers::plan(&mut work, file),
                List::Households => households::plan(&mut work, file),
                List::Residents => residents::plan(&mut work, file),
            }
        }
    }
    work.finish()
}
