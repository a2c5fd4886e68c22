//! Pages: what phones pull of a log.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Log, SignedError};
use crate::chain::Head;
use crate::codec::columns;
use crate::codec::{CodecError, Reader, Writer};
use crate::entry::Entry;
use crate::ids::ResidentId;
use crate::keys::{KeyError, PublicKey, Purpose, Signature, Signer};

/// A piece of a log, signed by the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Of which log.
    pub log: Log,
    /// Position of its first item.
    pub from: u64,
    /// Position after its last item: ask from there next.
    pub next: u64,
    /// Whether more is waiting.
    pub more: bool,
    /// The entries, each once, in the order in which they entered the log.
    pub entries: Vec<Entry>,
    /// Residents that left the village with this page: the phone lets go of them.
    pub left: Vec<ResidentId>,
}

#[derive(Serialize, Deserialize)]
struct PageHead {
    log: Log,
    from: u64,
    next: u64,
    more: bool,
    left: Vec<ResidentId>,
}

const PAGE_VERSION: u8 = 1;

/// What a page's signature covers of its entries: whose each is, and all but the personal
/// part, of which it covers the hash.
fn digest(entries: &[Entry]) -> [u8; 32] {
    let mut hasher = Sha256::new_with_prefix(b"camtay/page-entries/1\0");
    for entry in entries {
        hasher.update(entry.id.device.0);
        hasher.update(entry.id.seq.to_le_bytes());
        hasher.update(Head([0; Head::LENGTH]).after(entry).0);
    }
    hasher.finalize().into()
}

impl Page {
    /// Packs and signs it: `1 ‖ head ‖ digest of the entries ‖ signature ‖ columns`. The
    /// digest covers of a personal part only its hash, as a batch's chain does.
    ///
    /// # Errors
    /// [`CodecError::TooLarge`], [`KeyError::CannotSign`].
    pub fn sign(&self, hall: &dyn Signer) -> Result<Vec<u8>, SignedError> {
        let head = PageHead {
            log: self.log,
            from: self.from,
            next: self.next,
            more: self.more,
            left: self.left.clone(),
        };
        let mut writer = Writer::default();
        writer.u8(PAGE_VERSION);
        writer.sized(&postcard::to_stdvec(&head).map_err(|_| CodecError::Malformed("page"))?);
        writer.raw(&digest(&self.entries));
        let signature = hall.sign(Purpose::Page, writer.as_slice())?;
        writer.raw(&signature.0);
        writer.sized(&columns::encode(&self.entries)?);
        Ok(writer.into_vec())
    }

    /// Reads a page of this hall.
    ///
    /// # Errors
    /// [`SignedError`].
    pub fn open(bytes: &[u8], hall: &PublicKey) -> Result<Self, SignedError> {
        let (front, mut reader) = read_front(bytes)?;
        hall.verify(Purpose::Page, front.signed, &front.signature)?;
        let Ok((head, [])) = postcard::take_from_bytes::<PageHead>(front.head) else {
            return Err(CodecError::Malformed("page").into());
        };
        let entries = columns::decode(reader.sized()?)?;
        reader.end()?;
        if digest(&entries) != front.covered {
            return Err(KeyError::BadSignature.into());
        }
        let PageHead { log, from, next, more, left } = head;
        Ok(Self { log, from, next, more, entries, left })
    }

    /// What stands in front of a page's entries, the signature included: with the same
    /// entries it makes the page again ([`Page::again`]), so it proves that the hall had
    /// them.
    ///
    /// # Errors
    /// [`CodecError`] for bytes that are no page.
    pub fn front(bytes: &[u8]) -> Result<&[u8], CodecError> {
        let (_, reader) = read_front(bytes)?;
        Ok(bytes.get(..bytes.len() - reader.remaining()).unwrap_or_default())
    }

    /// The bytes of a page whose front and entries were kept. A personal part may have
    /// been erased since, or have come since: the signature covers its hash.
    ///
    /// # Errors
    /// [`CodecError::TooLarge`].
    pub fn again(front: &[u8], entries: &[Entry]) -> Result<Vec<u8>, CodecError> {
        let mut writer = Writer::default();
        writer.raw(front);
        writer.sized(&columns::encode(entries)?);
        Ok(writer.into_vec())
    }
}

struct Front<'a> {
    /// What the signature is made over.
    signed: &'a [u8],
    head: &'a [u8],
    covered: [u8; 32],
    signature: Signature,
}

/// A page up to its entries; the reader goes on with these.
fn read_front(bytes: &[u8]) -> Result<(Front<'_>, Reader<'_>), CodecError> {
    let mut reader = Reader::new(bytes);
    match reader.u8()? {
        PAGE_VERSION => {}
        newer if newer > PAGE_VERSION => return Err(CodecError::NewerVersion(newer)),
        _ => return Err(CodecError::Malformed("page")),
    }
    let head = reader.sized()?;
    let covered: [u8; 32] = reader.array()?;
    let signed = bytes.get(..bytes.len() - reader.remaining()).unwrap_or_default();
    let signature = Signature(reader.array()?);
    Ok((Front { signed, head, covered, signature }, reader))
}
