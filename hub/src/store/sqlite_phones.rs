//! What is kept about phones, in SQLite.

use camtay_journal::chain::Head;
use camtay_journal::ids::{DeviceId, Seq};
use rusqlite::{OptionalExtension, Row, params};

use super::sqlite::{Number, SqliteStore, number};
use super::{OrderNote, Parked, PhoneStore, StoreError};

fn parked(row: &Row<'_>) -> rusqlite::Result<Parked> {
    Ok(Parked {
        device: DeviceId(row.get(0)?),
        first_seq: number(row, 1)?,
        count: number(row, 2)?,
        head_after: Head(row.get(3)?),
        batch: row.get(4)?,
        at: row.get(5)?,
    })
}

fn order(row: &Row<'_>) -> rusqlite::Result<OrderNote> {
    Ok(OrderNote {
        device: DeviceId(row.get(0)?),
        number: number(row, 1)?,
        wipe: row.get(2)?,
        why: row.get(3)?,
        at: row.get(4)?,
    })
}

const ORDER: &str = "SELECT device, number, wipe, why, at FROM phone_order";

impl PhoneStore for SqliteStore {
    fn park(&self, piece: &Parked) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let next = transaction
                .prepare_cached(
                    "SELECT max(next) FROM (
                         SELECT next_seq AS next FROM watermark WHERE device = ?1
                         UNION ALL SELECT first_seq + count FROM parked WHERE device = ?1)",
                )?
                .query_row([piece.device.0], |row| row.get::<_, Option<Number>>(0))?;
            if next.map_or(1, |next| next.0) != piece.first_seq {
                return Ok(false);
            }
            transaction
                .prepare_cached(
                    "INSERT INTO parked (device, first_seq, count, head_after, batch, at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    piece.device.0,
                    Number(piece.first_seq),
                    Number(piece.count),
                    piece.head_after.0,
                    piece.batch,
                    piece.at
                ])?;
            Ok(true)
        })
    }

    fn parked(&self, device: Option<DeviceId>) -> Result<Vec<Parked>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT device, first_seq, count, head_after, batch, at FROM parked
                 WHERE ?1 IS NULL OR device = ?1 ORDER BY device, first_seq",
            )?;
            let pieces = statement.query_map([device.map(|device| device.0)], parked)?;
            Ok(pieces.collect::<Result<_, _>>()?)
        })
    }

    fn replace_parked(&self, pieces: &[Parked]) -> Result<(), StoreError> {
        if pieces.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let mut update = transaction.prepare_cached(
                "UPDATE parked SET batch = ?3 WHERE device = ?1 AND first_seq = ?2",
            )?;
            for piece in pieces {
                update.execute(params![piece.device.0, Number(piece.first_seq), piece.batch])?;
            }
            Ok(())
        })?;
        // The log still holds them as they were.
        self.empty_log()
    }

    fn unpark(&self, device: DeviceId, next_seq: Seq) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "DELETE FROM parked WHERE device = ?1 AND first_seq + count <= ?2",
                params![device.0, Number(next_seq)],
            )?;
            Ok(())
        })
    }

    fn refuse(&self, device: DeviceId, last_seq: Seq) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO refused (device, last_seq) VALUES (?1, ?2)
                 ON CONFLICT (device) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)",
                params![device.0, Number(last_seq)],
            )?;
            Ok(())
        })
    }

    fn refused(&self) -> Result<Vec<(DeviceId, Seq)>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare("SELECT device, last_seq FROM refused ORDER BY device")?;
            let all =
                statement.query_map([], |row| Ok((DeviceId(row.get(0)?), number(row, 1)?)))?;
            Ok(all.collect::<Result<_, _>>()?)
        })
    }

    fn give_order(
        &self,
        device: DeviceId,
        wipe: bool,
        why: Option<&str>,
        at: i64,
    ) -> Result<u64, StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR REPLACE INTO phone_order (device, number, wipe, why, at) VALUES
                 (?1, (SELECT coalesce(max(number), 0) + 1 FROM phone_order), ?2, ?3, ?4)",
                params![device.0, wipe, why, at],
            )?;
            Ok(transaction.query_row(
                "SELECT number FROM phone_order WHERE device = ?1",
                [device.0],
                |row| number(row, 0),
            )?)
        })
    }

    fn orders(&self) -> Result<Vec<OrderNote>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare(&format!("{ORDER} ORDER BY device"))?;
            let orders = statement.query_map([], order)?;
            Ok(orders.collect::<Result<_, _>>()?)
        })
    }

    fn order(&self, device: DeviceId) -> Result<Option<OrderNote>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{ORDER} WHERE device = ?1"))?;
            Ok(statement.query_row([device.0], order).optional()?)
        })
    }

    fn save_card(&self, addresses: &[String]) -> Result<u64, StoreError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO card (only_row, version, addresses) VALUES (1, 1, ?1)
                 ON CONFLICT (only_row) DO UPDATE SET
                 version = version + 1, addresses = excluded.addresses",
                [addresses.join("\n")],
            )?;
            Ok(transaction.query_row("SELECT version FROM card", [], |row| number(row, 0))?)
        })
    }

    fn card(&self) -> Result<Option<(u64, Vec<String>)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT version, addresses FROM card")?;
            let card = statement.query_row([], |row| {
                let addresses: String = row.get(1)?;
                Ok((number(row, 0)?, addresses.lines().map(str::to_owned).collect()))
            });
            Ok(card.optional()?)
        })
    }
}
