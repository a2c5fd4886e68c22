//! What a phone gives away: everything that the hall lacks, sealed to the hall.
//!
//! Content: `made ‖ reply key (32) ‖ pack ‖ count ‖ (log, position)… ‖ count ‖ (length,
//! batch)…`. A log is `0` for the control log, `1 ‖ device (8) ‖ seq` for a village's.

use rand::CryptoRng;

use super::{CourierError, Kind, Label, sized_list};
use crate::codec::{CodecError, Reader, Writer};
use crate::ids::{DeviceId, EntryId, VillageId};
use crate::keys::{PublicKey, Purpose, Signer};
use crate::seal::{OpeningKey, SealingKey};
use crate::wire::Log;

/// The most bytes of a parcel's file.
pub const MAX_PARCEL: usize = 16 << 20;
/// The most batches in a parcel.
pub const MAX_BATCHES: usize = 4_096;
/// The most logs of which a parcel says how far they were read.
pub const MAX_LOGS: usize = 1_024;

const KIND: Kind = Kind {
    magic: b"CTP",
    what: "parcel",
    purpose: Purpose::Parcel,
    info: "camtay/parcel/1",
    most: MAX_PARCEL,
};

/// What a phone gives away to be carried to the hall, by whatever way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Between whom it is, and its number.
    pub label: Label,
    /// When it was made, by the phone's clock, Unix seconds.
    pub made: i64,
    /// To which key the reply is to be sealed.
    pub reply: SealingKey,
    /// The version of the guides in use on the phone.
    pub pack: u32,
    /// How far the phone has read its logs: what to send along with the reply.
    pub logs: Vec<(Log, u64)>,
    /// Signed batches ([`crate::codec::batch::Batch`]), in order.
    pub batches: Vec<Vec<u8>>,
}

impl Parcel {
    /// Signs it as its phone and seals it to the hall.
    ///
    /// # Errors
    /// [`CodecError::TooLarge`], [`crate::keys::KeyError::CannotSign`].
    pub fn seal(
        &self,
        hall: &SealingKey,
        phone: &dyn Signer,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, CourierError> {
        if self.logs.len() > MAX_LOGS || self.batches.len() > MAX_BATCHES {
            return Err(CodecError::TooLarge(KIND.what).into());
        }
        let mut writer = Writer::default();
        writer.signed(self.made);
        writer.raw(&self.reply.0);
        writer.varint(u64::from(self.pack));
        writer.varint(self.logs.len() as u64);
        for (log, position) in &self.logs {
            match log {
                Log::Control => writer.u8(0),
                Log::Village(VillageId(id)) => {
                    writer.u8(1);
                    writer.raw(&id.device.0);
                    writer.varint(id.seq);
                }
            }
            writer.varint(*position);
        }
        writer.varint(self.batches.len() as u64);
        for batch in &self.batches {
            writer.sized(batch);
        }
        KIND.close(self.label, writer.as_slice(), hall, phone, random)
    }

    /// Reads what stands on the outside. Nothing is checked yet.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn label(bytes: &[u8]) -> Result<Label, CodecError> {
        KIND.label(&mut Reader::new(bytes))
    }

    /// Opens a parcel with the hall's key, and checks that the phone with the key `phone`
    /// made it. Its batches are not opened.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn open(bytes: &[u8], hall: &OpeningKey, phone: &PublicKey) -> Result<Self, CourierError> {
        let (label, content) = KIND.open(bytes, hall, phone)?;
        let mut reader = Reader::new(&content);
        let made = reader.signed()?;
        let reply = SealingKey(reader.array()?);
        let pack = u32::try_from(reader.varint()?).map_err(|_| CodecError::Malformed("pack"))?;
        let logs = read_logs(&mut reader)?;
        let batches = sized_list(&mut reader, MAX_BATCHES, "batches")?;
        reader.end()?;
        Ok(Self { label, made, reply, pack, logs, batches })
    }
}

fn read_logs(reader: &mut Reader<'_>) -> Result<Vec<(Log, u64)>, CodecError> {
    let count = reader.varint()?;
    if count > MAX_LOGS as u64 {
        return Err(CodecError::TooLarge("logs"));
    }
    (0..count)
        .map(|_| {
            let log = match reader.u8()? {
                0 => Log::Control,
                1 => {
                    let village = EntryId::new(DeviceId(reader.array()?), reader.varint()?);
                    Log::Village(VillageId(village.ok_or(CodecError::Malformed("log"))?))
                }
                _ => return Err(CodecError::Malformed("log")),
            };
            Ok((log, reader.varint()?))
        })
        .collect()
}
