//! A phone that follows the protocol but not the rules: it writes whatever entries it is
//! told to, and signs them properly.

use camtay_core::net::NetError;
use camtay_core::net::client::{HallClient, SMALL, json};
use camtay_core::net::link::Link;
use camtay_journal::bytes::to_hex;
use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::entry::{Body, Entry, Personal, PersonalPart, Sealed};
use camtay_journal::ids::{DeviceId, EntryId, Seq};
use camtay_journal::keys::{KeyError, PublicKey, Purpose, Signer, SoftwareKey};
use camtay_journal::wire::{
    BadInvitation, EnrolAnswer, EnrolRequest, Invitation, Receipt, SignedError, Watermark,
    enrol_proof, path, safety_code,
};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Why the hall and the rogue didn't come to terms.
#[derive(Debug, thiserror::Error)]
pub enum RogueError {
    /// The text is no invitation.
    #[error(transparent)]
    Invitation(#[from] BadInvitation),
    /// The network, or a refusal.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The entries make no batch.
    #[error(transparent)]
    Batch(#[from] BatchError),
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The receipt isn't one.
    #[error(transparent)]
    Receipt(#[from] SignedError),
}

/// A device with a key and a journal in memory.
pub struct RoguePhone {
    key: SoftwareKey,
    hall: PublicKey,
    addresses: Vec<String>,
    clock: Box<dyn Fn() -> i64 + Send + Sync>,
    random: StdRng,
    entries: Vec<Entry>,
}

impl RoguePhone {
    /// Shows the invitation's code; returns the phone and the safety code for the officer.
    /// `now` is its clock in Unix seconds, which stands still.
    ///
    /// # Errors
    /// [`RogueError`].
    pub async fn enrol(
        invitation: &str,
        now: i64,
        seed: u64,
    ) -> Result<(Self, String), RogueError> {
        let Invitation { hall, addresses, code, .. } = Invitation::from_text(invitation)?;
        let mut random = StdRng::seed_from_u64(seed);
        let key = SoftwareKey::generate(&mut random);
        let client = HallClient::new(hall, addresses.clone())?;
        let proof = key.sign(Purpose::Request, &enrol_proof(hall.device(), &code))?;
        let question = EnrolRequest { code: to_hex(&code), key: key.public_key(), proof };
        let _: EnrolAnswer = client.post_json(path::ENROL, &question).await?;
        let safety = safety_code(&hall, &key.public_key(), &code);
        let clock = Box::new(move || now);
        Ok((Self { key, hall, addresses, clock, random, entries: Vec::new() }, safety))
    }

    /// Its device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.key.public_key().device()
    }

    /// The hall's device.
    #[must_use]
    pub fn hall(&self) -> DeviceId {
        self.hall.device()
    }

    /// Writes an entry as of `at`, Unix seconds.
    pub fn write(&mut self, at: i64, body: impl Into<Body>, part: Option<PersonalPart>) -> EntryId {
        let id = EntryId { device: self.device(), seq: self.entries.len() as Seq + 1 };
        let personal = match part {
            Some(part) => Personal::Here(Sealed::new(part, &mut self.random)),
            None => Personal::None,
        };
        self.entries.push(Entry { id, at: Hlc::new(at, 0), body: body.into(), personal });
        id
    }

    /// The head of its chain after the entry `seq`.
    #[must_use]
    pub fn head(&self, seq: Seq) -> Head {
        let entries = self.entries.iter().take_while(|entry| entry.id.seq <= seq);
        Head::start(self.hall(), self.device()).after_all(entries)
    }

    /// The batch of the entries `first` to `last`.
    ///
    /// # Errors
    /// [`RogueError::Batch`].
    pub fn batch(&self, first: Seq, last: Seq) -> Result<Vec<u8>, RogueError> {
        let chosen = self.entries.iter().filter(|entry| (first..=last).contains(&entry.id.seq));
        let chosen: Vec<_> = chosen.cloned().collect();
        Ok(Batch::seal(self.hall(), self.head(first.saturating_sub(1)), &chosen, &self.key)?)
    }

    /// What the hall has of it.
    ///
    /// # Errors
    /// [`RogueError`].
    pub async fn watermark(&self) -> Result<Watermark, RogueError> {
        let client = self.client()?;
        Ok(json(&self.link(&client).get(path::WATERMARK, SMALL).await?)?)
    }

    /// Sends a batch's bytes.
    ///
    /// # Errors
    /// [`RogueError`].
    pub async fn send(&self, batch: Vec<u8>) -> Result<Receipt, RogueError> {
        let client = self.client()?;
        let answer = self.link(&client).post(path::BATCHES, batch).await?;
        Ok(Receipt::open(&answer, &self.hall)?)
    }

    /// New for each question: none goes to a hall that was stopped since.
    fn client(&self) -> Result<HallClient, NetError> {
        HallClient::new(self.hall, self.addresses.clone())
    }

    fn link<'a>(&'a self, client: &'a HallClient) -> Link<'a> {
        Link::new(client, &self.key, &*self.clock)
    }
}
