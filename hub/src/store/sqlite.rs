//! The store in one encrypted SQLite file: WAL, every commit synced to disk.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::entry::Sha256Digest;
use camtay_journal::ids::{DeviceId, EntryId, Seq, VolunteerId};
use camtay_journal::wire::Generation;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params,
};

use super::migrate::migrate;
use super::open::{StoreKey, open};
use super::{
    Appended, Backup, Checkpoint, Chunk, CodeUse, Contact, Identity, ImportKey, Mark, Piece,
    StateRow, StateTable, Store, StoreError,
};
use crate::import::List;

/// How many idle connections for reading are kept.
const IDLE_READERS: usize = 8;

/// A SQLite file.
pub struct SqliteStore {
    path: std::path::PathBuf,
    key: StoreKey,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, DiskFull, NotADatabase};
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::NoRoom,
            Some(DatabaseCorrupt | NotADatabase) => Self::Damaged(error.to_string()),
            None => Self::Damaged(error.to_string()),
            Some(_) => Self::Unavailable(error.to_string()),
        }
    }
}

/// A number as SQLite keeps it: none of ours needs the 64th bit.
pub(super) struct Number(pub(super) u64);

impl ToSql for Number {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number = i64::try_from(self.0)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
        Ok(number.into())
    }
}

impl FromSql for Number {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, Number>(column)?.0)
}

fn read_mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark { next_seq: number(row, 0)?, head: Head(row.get(1)?), receipts: number(row, 2)? })
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("a {what} is not of the form this program writes"))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SqliteStore {
    /// Makes a new store for a new hall.
    ///
    /// # Errors
    /// [`StoreError`]; also when there is one already.
    pub fn create(path: &Path, key: &StoreKey, identity: Identity) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = open(path, key, flags)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&mut connection)?;
        let Identity { device, generation } = identity;
        connection.execute(
            "INSERT INTO hall (only_row, device, generation, mark, clock) VALUES (1, ?1, ?2, ?3, 0)",
            params![device.0, generation.number, generation.mark],
        )?;
        Ok(Self::with(path, key, connection))
    }

    /// Opens a store that [`SqliteStore::create`] made, of this version or an older one.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`] when it isn't this key's, otherwise [`StoreError`].
    pub fn open(path: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        let mut connection = open(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&mut connection)?;
        Ok(Self::with(path, key, connection))
    }

    /// Opens a copy that was put away: to be read, and left as it is.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_copy(path: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        let connection = open(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self::with(path, key, connection))
    }

    fn with(path: &Path, key: &StoreKey, connection: Connection) -> Self {
        Self {
            path: path.to_owned(),
            key: key.clone(),
            writer: Mutex::new(connection),
            readers: Mutex::new(Vec::new()),
        }
    }

    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = locked(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open(&self.path, &self.key, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
        };
        let result = read(&connection);
        let mut readers = locked(&self.readers);
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
        result
    }

    /// Brings the log into the file and empties it: what was overwritten is nowhere then.
    pub(super) fn empty_log(&self) -> Result<(), StoreError> {
        let connection = locked(&self.writer);
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// One reading transaction: everything in it is of one moment.
    fn snapshot<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let result = read(&transaction);
            transaction.finish()?;
            result
        })
    }

    pub(super) fn write<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = locked(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = write(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

fn mark(connection: &Connection, device: DeviceId) -> Result<Option<Mark>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT next_seq, head, receipts FROM watermark WHERE device = ?1")?;
    let row = statement.query_row([device.0], read_mark).optional()?;
    Ok(row)
}

fn insert_chunk(transaction: &Transaction<'_>, piece: &Piece<'_>) -> Result<u64, StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO chunk (device, first_seq, count, head_after, batch)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            piece.device.0,
            Number(piece.expected.next_seq),
            Number(piece.count),
            piece.head_after.0,
            piece.batch
        ])?;
    u64::try_from(transaction.last_insert_rowid()).map_err(|_| damaged("arrival"))
}

fn move_clock(transaction: &Transaction<'_>, clock: Hlc) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE hall SET clock = ?1 WHERE clock < ?1")?
        .execute([Number(clock.packed())])?;
    Ok(())
}

fn last_arrival(connection: &Connection) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(arrival), 0) FROM chunk")?;
    Ok(statement.query_row([], |row| number(row, 0))?)
}

const CHUNK: &str = "SELECT arrival, device, first_seq, count, head_after, batch FROM chunk";

fn chunk(row: &Row<'_>) -> rusqlite::Result<Chunk> {
    Ok(Chunk {
        arrival: number(row, 0)?,
        device: DeviceId(row.get(1)?),
        first_seq: number(row, 2)?,
        count: number(row, 3)?,
        head_after: Head(row.get(4)?),
        batch: row.get(5)?,
    })
}

fn id_bytes(id: EntryId) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&id.device.0);
    bytes[8..].copy_from_slice(&id.seq.to_be_bytes());
    bytes
}

fn id_from(bytes: [u8; 16]) -> EntryId {
    let [device, seq] = [&bytes[..8], &bytes[8..]].map(|half| {
        let mut eight = [0; 8];
        eight.copy_from_slice(half);
        eight
    });
    EntryId { device: DeviceId(device), seq: u64::from_be_bytes(seq) }
}

/// Name, key column and value column of the tables with many rows.
fn columns(table: StateTable) -> (&'static str, &'static str, &'static str) {
    match table {
        StateTable::Control => ("state_control", "only_row", "facts"),
        StateTable::Household => ("state_household", "id", "facts"),
        StateTable::Resident => ("state_resident", "id", "facts"),
        StateTable::Session => ("state_session", "id", "facts"),
        StateTable::Guest => ("state_guest", "session", "villages"),
        StateTable::Log => ("state_log", "log", "items"),
        StateTable::Digest => ("state_digest", "village", "digest"),
    }
}

const STATE_TABLES: [StateTable; 7] = [
    StateTable::Control,
    StateTable::Household,
    StateTable::Resident,
    StateTable::Session,
    StateTable::Guest,
    StateTable::Log,
    StateTable::Digest,
];

impl Store for SqliteStore {
    fn identity(&self) -> Result<Identity, StoreError> {
        self.read(|connection| {
            Ok(connection.query_row("SELECT device, generation, mark FROM hall", [], |row| {
                Ok(Identity {
                    device: DeviceId(row.get(0)?),
                    generation: Generation { number: row.get(1)?, mark: row.get(2)? },
                })
            })?)
        })
    }

    fn append_with_keys(
        &self,
        pieces: &[Piece<'_>],
        clock: Hlc,
        keys: &[ImportKey],
    ) -> Result<Appended, StoreError> {
        self.write(|transaction| {
            for (at, piece) in pieces.iter().enumerate() {
                // A second piece of one device must follow the first, which is not stored yet.
                let earlier = pieces.iter().take(at).rev().find(|it| it.device == piece.device);
                let fits = match earlier {
                    Some(earlier) => {
                        piece.expected.next_seq == earlier.expected.next_seq + earlier.count
                            && piece.expected.head == earlier.head_after
                    }
                    None => match mark(transaction, piece.device)? {
                        Some(mark) => mark == piece.expected,
                        None => piece.expected.next_seq == 1 && piece.expected.receipts == 0,
                    },
                };
                if !fits {
                    return Ok(Appended::Moved(piece.device));
                }
            }
            let before = last_arrival(transaction)?;
            let mut arrivals = Vec::with_capacity(pieces.len());
            for piece in pieces {
                arrivals.push(insert_chunk(transaction, piece)?);
                transaction
                    .prepare_cached(
                        "INSERT INTO watermark (device, next_seq, head, receipts)
                         VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT (device) DO UPDATE SET
                           next_seq = excluded.next_seq, head = excluded.head,
                           receipts = excluded.receipts",
                    )?
                    .execute(params![
                        piece.device.0,
                        Number(piece.expected.next_seq + piece.count),
                        piece.head_after.0,
                        Number(piece.expected.receipts + 1)
                    ])?;
            }
            for key in keys {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO import_key (list, key, entry) VALUES (?1, ?2, ?3)",
                    )?
                    .execute(params![key.list.name(), key.key, id_bytes(key.entry)])?;
            }
            move_clock(transaction, clock)?;
            Ok(Appended::Stored { before, arrivals })
        })
    }

    fn append_beside(&self, pieces: &[Piece<'_>], clock: Hlc) -> Result<Appended, StoreError> {
        self.write(|transaction| {
            for piece in pieces {
                let first = piece.expected.next_seq;
                let next = first.saturating_add(piece.count);
                let stored: bool = transaction
                    .prepare_cached(
                        "SELECT EXISTS (SELECT 1 FROM chunk WHERE device = ?1
                         AND first_seq < ?3 AND first_seq + count > ?2)",
                    )?
                    .query_row(params![piece.device.0, Number(first), Number(next)], |row| {
                        row.get(0)
                    })?;
                if stored {
                    return Ok(Appended::Moved(piece.device));
                }
            }
            let before = last_arrival(transaction)?;
            let arrivals = pieces.iter().map(|piece| insert_chunk(transaction, piece));
            let arrivals = arrivals.collect::<Result<_, _>>()?;
            move_clock(transaction, clock)?;
            Ok(Appended::Stored { before, arrivals })
        })
    }

    fn runs(
        &self,
        first: DeviceId,
        last: DeviceId,
    ) -> Result<Vec<(DeviceId, Seq, u64)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT device, first_seq, count FROM chunk WHERE device BETWEEN ?1 AND ?2
                 ORDER BY device, first_seq",
            )?;
            let runs = statement.query_map(params![first.0, last.0], |row| {
                Ok((DeviceId(row.get(0)?), number(row, 1)?, number(row, 2)?))
            })?;
            Ok(runs.collect::<Result<_, _>>()?)
        })
    }

    fn mark(&self, device: DeviceId) -> Result<Option<Mark>, StoreError> {
        self.read(|connection| mark(connection, device))
    }

    fn marks(&self) -> Result<(u64, Vec<(DeviceId, Mark)>), StoreError> {
        self.snapshot(|connection| {
            let arrival = last_arrival(connection)?;
            let mut statement = connection.prepare(
                "SELECT next_seq, head, receipts, device FROM watermark ORDER BY device",
            )?;
            let marks =
                statement.query_map([], |row| Ok((DeviceId(row.get(3)?), read_mark(row)?)))?;
            Ok((arrival, marks.collect::<Result<_, _>>()?))
        })
    }

    fn clock(&self) -> Result<Hlc, StoreError> {
        self.read(|connection| {
            let packed =
                connection.query_row("SELECT clock FROM hall", [], |row| number(row, 0))?;
            Ok(Hlc::from_packed(packed))
        })
    }

    fn last_arrival(&self) -> Result<u64, StoreError> {
        self.read(last_arrival)
    }

    fn chunks_after(&self, arrival: u64, limit: usize) -> Result<Vec<Chunk>, StoreError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached(&format!("{CHUNK} WHERE arrival > ?1 ORDER BY arrival LIMIT ?2"))?;
            let chunks =
                statement.query_map(params![Number(arrival), Number(limit as u64)], chunk)?;
            Ok(chunks.collect::<Result<_, _>>()?)
        })
    }

    fn chunk_with(&self, entry: EntryId) -> Result<Option<Chunk>, StoreError> {
        let Ok(seq) = i64::try_from(entry.seq) else { return Ok(None) };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "{CHUNK} WHERE device = ?1 AND first_seq <= ?2 ORDER BY first_seq DESC LIMIT 1"
            ))?;
            let found = statement.query_row(params![entry.device.0, seq], chunk).optional()?;
            Ok(found.filter(|chunk| entry.seq - chunk.first_seq < chunk.count))
        })
    }

    fn replace_batches(&self, batches: &[(u64, Vec<u8>)]) -> Result<(), StoreError> {
        self.write(|transaction| {
            let mut update =
                transaction.prepare_cached("UPDATE chunk SET batch = ?2 WHERE arrival = ?1")?;
            for (arrival, batch) in batches {
                update.execute(params![Number(*arrival), batch])?;
            }
            Ok(())
        })?;
        // The log still holds the pages as they were.
        self.empty_log()
    }

    fn note_contact(&self, device: DeviceId, control: u64, at: i64) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO contact (device, control, at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (device) DO UPDATE SET
                     control = max(control, excluded.control), at = max(at, excluded.at)",
                )?
                .execute(params![device.0, Number(control), at])?;
            Ok(())
        })
    }

    fn contacts(&self) -> Result<Vec<Contact>, StoreError> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT device, control, at FROM contact ORDER BY device")?;
            let contacts = statement.query_map([], |row| {
                let device = DeviceId(row.get(0)?);
                Ok(Contact { device, control: number(row, 1)?, at: row.get(2)? })
            })?;
            Ok(contacts.collect::<Result<_, _>>()?)
        })
    }

    fn add_invitation(
        &self,
        code_hash: [u8; 32],
        volunteer: VolunteerId,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO invitation (code_hash, volunteer, expires_at) VALUES (?1, ?2, ?3)",
                params![code_hash, id_bytes(volunteer.0), expires_at],
            )?;
            Ok(())
        })
    }

    fn use_invitation(
        &self,
        code_hash: [u8; 32],
        device: DeviceId,
        safety_code: &str,
        now: i64,
    ) -> Result<CodeUse, StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "UPDATE invitation SET used_by = ?2, safety_code = ?3
                 WHERE code_hash = ?1 AND used_by IS NULL AND expires_at >= ?4",
                params![code_hash, device.0, safety_code, now],
            )?;
            let volunteer = transaction
                .query_row(
                    "SELECT volunteer FROM invitation WHERE code_hash = ?1 AND used_by = ?2",
                    params![code_hash, device.0],
                    |row| row.get(0),
                )
                .optional()?;
            Ok(volunteer.map_or(CodeUse::Bad, |bytes| CodeUse::Good(VolunteerId(id_from(bytes)))))
        })
    }

    fn phones_with_safety_code(&self, safety_code: &str) -> Result<Vec<DeviceId>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT DISTINCT used_by FROM invitation
                 WHERE safety_code = ?1 AND used_by IS NOT NULL ORDER BY used_by",
            )?;
            let phones = statement.query_map([safety_code], |row| Ok(DeviceId(row.get(0)?)))?;
            Ok(phones.collect::<Result<_, _>>()?)
        })
    }

    fn add_pack(&self, version: u32, digest: Sha256Digest, file: &[u8]) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO pack (digest, version, file) VALUES (?1, ?2, ?3)
                 ON CONFLICT (digest) DO UPDATE SET file = excluded.file",
                params![digest.0, version, file],
            )?;
            Ok(())
        })
    }

    fn pack(&self, digest: Sha256Digest) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT file FROM pack WHERE digest = ?1")?;
            Ok(statement.query_row([digest.0], |row| row.get(0)).optional()?)
        })
    }

    fn add_report(&self, number: u32, figures: &[u8]) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let known: Option<Vec<u8>> = transaction
                .query_row("SELECT figures FROM report WHERE number = ?1", [number], |row| {
                    row.get(0)
                })
                .optional()?;
            match known {
                Some(known) => Ok(known == figures),
                None => {
                    transaction.execute(
                        "INSERT INTO report (number, figures) VALUES (?1, ?2)",
                        params![number, figures],
                    )?;
                    Ok(true)
                }
            }
        })
    }

    fn reports(&self) -> Result<Vec<u32>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT number FROM report ORDER BY number")?;
            let numbers = statement.query_map([], |row| row.get(0))?;
            Ok(numbers.collect::<Result<_, _>>()?)
        })
    }

    fn report(&self, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare("SELECT figures FROM report WHERE number = ?1")?;
            Ok(statement.query_row([number], |row| row.get(0)).optional()?)
        })
    }

    fn import_keys(&self) -> Result<Vec<ImportKey>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT list, key, entry FROM import_key")?;
            let mut rows = statement.query([])?;
            let mut keys = Vec::new();
            while let Some(row) = rows.next()? {
                let list: String = row.get(0)?;
                let list = List::ALL.into_iter().find(|known| known.name() == list);
                keys.push(ImportKey {
                    list: list.ok_or_else(|| damaged("import key"))?,
                    key: row.get(1)?,
                    entry: id_from(row.get(2)?),
                });
            }
            Ok(keys)
        })
    }

    fn save_typed_rows(&self, json: &[u8]) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO typed_rows (only_row, typed) VALUES (1, ?1)",
                [json],
            )?;
            Ok(())
        })
    }

    fn typed_rows(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare("SELECT typed FROM typed_rows")?;
            Ok(statement.query_row([], |row| row.get(0)).optional()?)
        })
    }

    fn save_checkpoint(&self, change: &Checkpoint, base: u64) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let stored = transaction
                .query_row("SELECT arrival FROM checkpoint", [], |row| number(row, 0))
                .optional()?;
            let stored = stored.unwrap_or(0);
            if stored < base || stored > change.arrival {
                return Ok(false);
            }
            for row in &change.rows {
                let (name, key, value) = columns(row.table);
                let sql = format!("INSERT OR REPLACE INTO {name} ({key}, {value}) VALUES (?1, ?2)");
                let mut statement = transaction.prepare_cached(&sql)?;
                match row.table {
                    StateTable::Control => statement.execute(params![1, row.value])?,
                    _ => statement.execute(params![row.key, row.value])?,
                };
            }
            transaction.execute(
                "INSERT OR REPLACE INTO checkpoint (only_row, fold_version, arrival, entries)
                 VALUES (1, ?1, ?2, ?3)",
                params![change.fold_version, Number(change.arrival), Number(change.entries)],
            )?;
            Ok(true)
        })
    }

    fn note_backup(&self, backup: &Backup, seqs: &[(DeviceId, Seq)]) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO backup (only_row, made, arrival, folder)
                 VALUES (1, ?1, ?2, ?3)",
                params![backup.made, Number(backup.arrival), backup.folder],
            )?;
            transaction.execute("DELETE FROM backed_up", [])?;
            let mut statement =
                transaction.prepare("INSERT INTO backed_up (device, seq) VALUES (?1, ?2)")?;
            for (device, seq) in seqs {
                statement.execute(params![device.0, Number(*seq)])?;
            }
            Ok(())
        })
    }

    fn last_backup(&self) -> Result<Option<Backup>, StoreError> {
        self.read(|connection| {
            let row = connection.query_row("SELECT made, arrival, folder FROM backup", [], |row| {
                Ok(Backup { made: row.get(0)?, arrival: number(row, 1)?, folder: row.get(2)? })
            });
            Ok(row.optional()?)
        })
    }

    fn backed_up(&self, device: DeviceId) -> Result<Seq, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT seq FROM backed_up WHERE device = ?1")?;
            let seq = statement.query_row([device.0], |row| number(row, 0)).optional()?;
            Ok(seq.unwrap_or(0))
        })
    }

    fn kept_backups(&self) -> Result<u32, StoreError> {
        self.read(|connection| {
            Ok(connection.query_row("SELECT kept_backups FROM hall", [], |row| row.get(0))?)
        })
    }

    fn keep_backups(&self, count: u32) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("UPDATE hall SET kept_backups = ?1", [count])?;
            Ok(())
        })
    }

    fn begin_generation(&self, newer: Generation) -> Result<(), StoreError> {
        self.write(|transaction| {
            let changed = transaction.execute(
                "UPDATE hall SET generation = ?1, mark = ?2 WHERE generation < ?1",
                params![newer.number, newer.mark],
            )?;
            if changed == 1 {
                return Ok(());
            }
            Err(StoreError::Unavailable("it lives that generation already".to_owned()))
        })
    }

    fn drop_checkpoint(&self) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM checkpoint", [])?;
            for table in STATE_TABLES {
                transaction.execute(&format!("DELETE FROM {}", columns(table).0), [])?;
            }
            Ok(())
        })
    }

    fn checkpoint(&self) -> Result<Option<Checkpoint>, StoreError> {
        self.snapshot(|connection| {
            let head = connection
                .query_row("SELECT fold_version, arrival, entries FROM checkpoint", [], |row| {
                    Ok(Checkpoint {
                        fold_version: row.get(0)?,
                        arrival: number(row, 1)?,
                        entries: number(row, 2)?,
                        rows: Vec::new(),
                    })
                })
                .optional()?;
            let Some(mut checkpoint) = head else { return Ok(None) };
            for table in STATE_TABLES {
                let (name, key, value) = columns(table);
                let key = if table == StateTable::Control { "x''" } else { key };
                let sql = format!("SELECT {key}, {value} FROM {name} ORDER BY 1");
                let mut statement = connection.prepare(&sql)?;
                let rows = statement.query_map([], |row| {
                    Ok(StateRow { table, key: row.get(0)?, value: row.get(1)? })
                })?;
                for row in rows {
                    checkpoint.rows.push(row?);
                }
            }
            Ok(Some(checkpoint))
        })
    }
}
