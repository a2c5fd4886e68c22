//! What the hall tells one phone beside its standing, signed by itself so that it holds by
//! whatever way it came: an [`Order`], and the [`HallCard`].
//!
//! Each is `1 ‖ postcard ‖ signature`. Both count up within a generation of the hall: the
//! later one holds, and one that was kept and shown again changes nothing.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::bytes::{from_hex, to_hex};
use crate::codec::{CodecError, Reader, Writer};
use crate::ids::DeviceId;
use crate::keys::{PublicKey, Purpose, Signer};
use crate::seal::SealingKey;
use crate::wire::{SignedError, sign, verified};

const VERSION: u8 = 1;

/// The most addresses on a card.
pub const MAX_ADDRESSES: usize = 8;

/// What a phone is to do with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Go on as ever: an earlier order was taken back.
    CarryOn,
    /// Give the outbox away, keep everything, ask again.
    Stop,
    /// Give the outbox away, then forget everything.
    Wipe,
}

/// The hall's order to one phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The hall.
    pub hall: DeviceId,
    /// To which phone.
    pub device: DeviceId,
    /// The hall's generation.
    pub generation: u32,
    /// Counts up within a generation; the highest one holds.
    pub number: u64,
    /// What to do.
    pub command: Command,
}

/// Who the hall is and where it is found: for phones that know it already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallCard {
    /// The hall.
    pub hall: DeviceId,
    /// The hall's generation.
    pub generation: u32,
    /// Counts up within a generation; the highest one holds.
    pub version: u64,
    /// The key that only the hall opens.
    pub sealing: SealingKey,
    /// Where it may be found, `host:port`, most likely first.
    pub addresses: Vec<String>,
}

fn close<T: Serialize>(
    purpose: Purpose,
    notice: &T,
    hall: &dyn Signer,
) -> Result<String, SignedError> {
    let mut writer = Writer::default();
    writer.u8(VERSION);
    writer.raw(&postcard::to_stdvec(notice).map_err(|_| CodecError::Malformed("notice"))?);
    Ok(to_hex(&sign(purpose, writer.into_vec(), hall)?))
}

fn open<T: DeserializeOwned>(
    purpose: Purpose,
    text: &str,
    hall: &PublicKey,
) -> Result<T, SignedError> {
    let bytes = from_hex(text).ok_or(CodecError::Malformed("notice"))?;
    let mut reader = Reader::new(verified(purpose, &bytes, hall)?);
    match reader.u8()? {
        VERSION => {}
        newer if newer > VERSION => return Err(CodecError::NewerVersion(newer).into()),
        _ => return Err(CodecError::Malformed("notice").into()),
    }
    match postcard::take_from_bytes(reader.raw(reader.remaining())?) {
        Ok((notice, [])) => Ok(notice),
        _ => Err(CodecError::Malformed("notice").into()),
    }
}

impl Order {
    /// Signs it; as hex.
    ///
    /// # Errors
    /// [`crate::keys::KeyError::CannotSign`].
    pub fn sign(&self, hall: &dyn Signer) -> Result<String, SignedError> {
        close(Purpose::Order, self, hall)
    }

    /// Reads an order of this hall.
    ///
    /// # Errors
    /// [`SignedError`].
    pub fn open(text: &str, hall: &PublicKey) -> Result<Self, SignedError> {
        open(Purpose::Order, text, hall)
    }

    /// Its place among the orders to one phone: the highest one holds.
    #[must_use]
    pub fn place(&self) -> (u32, u64) {
        (self.generation, self.number)
    }
}

impl HallCard {
    /// Signs it; as hex.
    ///
    /// # Errors
    /// [`crate::keys::KeyError::CannotSign`].
    pub fn sign(&self, hall: &dyn Signer) -> Result<String, SignedError> {
        close(Purpose::HallCard, self, hall)
    }

    /// Reads a card of this hall.
    ///
    /// # Errors
    /// [`SignedError`]; [`CodecError::TooLarge`] for more addresses than anybody tries.
    pub fn open(text: &str, hall: &PublicKey) -> Result<Self, SignedError> {
        let card: Self = open(Purpose::HallCard, text, hall)?;
        if card.addresses.len() > MAX_ADDRESSES {
            return Err(CodecError::TooLarge("card").into());
        }
        Ok(card)
    }

    /// Its place among the hall's cards: the highest one holds.
    #[must_use]
    pub fn place(&self) -> (u32, u64) {
        (self.generation, self.version)
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;
    use crate::keys::SoftwareKey;
    use crate::seal::OpeningKey;

    #[test]
    fn a_notice_holds_for_its_hall_and_its_purpose_and_unchanged() {
        let mut random = StdRng::seed_from_u64(1);
        let (hall, other) =
            (SoftwareKey::generate(&mut random), SoftwareKey::generate(&mut random));
        let key = hall.public_key();
        let order = Order {
            hall: key.device(),
            device: other.public_key().device(),
            generation: 1,
            number: 7,
            command: Command::Wipe,
        };
        let signed = order.sign(&hall).unwrap();
        assert_eq!(Order::open(&signed, &key), Ok(order));
        assert!(Order::open(&order.sign(&other).unwrap(), &key).is_err());
        assert!(HallCard::open(&signed, &key).is_err(), "an order is no card");
        for at in 0..signed.len() / 2 {
            let mut bytes = from_hex(&signed).unwrap();
            bytes[at] ^= 1;
            assert!(Order::open(&to_hex(&bytes), &key).is_err(), "byte {at}");
            assert!(Order::open(&signed[..at * 2], &key).is_err());
        }
        let card = HallCard {
            hall: key.device(),
            generation: 1,
            version: 2,
            sealing: OpeningKey::generate(&mut random).sealing_key(),
            addresses: vec!["192.168.1.10:8443".to_owned()],
        };
        assert_eq!(HallCard::open(&card.sign(&hall).unwrap(), &key), Ok(card.clone()));
        let many = HallCard { addresses: vec![String::new(); MAX_ADDRESSES + 1], ..card };
        assert!(HallCard::open(&many.sign(&hall).unwrap(), &key).is_err());
    }
}
