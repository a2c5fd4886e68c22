//! What the phone does when its journal and the hall's parted: it goes on as a new device.
//! Each step is durable before the next, so that the phone may stop between any two.

use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::keys::{Purpose, Signer};
use camtay_journal::successor;
use rand::Rng;

use crate::error::{CoreError, Denied};
use crate::phone::Phone;
use crate::store::Succession;

impl Phone {
    /// Goes on as a new device, if it is `before` still. `common` is the last entry of that
    /// one that phone and hall both have. The old key consents first, because it is gone
    /// afterwards.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`Denied::NotEnrolled`]; key store; the store's.
    pub(crate) fn begin_succession(
        &mut self,
        before: DeviceId,
        common: Seq,
    ) -> Result<(), CoreError> {
        if self.store()?.own_device() != before {
            // Another conversation with the hall found the same, and was quicker.
            return Ok(());
        }
        let now = self.now();
        let mut code = [0; 16];
        self.random.fill_bytes(&mut code);
        let signer = self.device_key()?;
        let hall = self.store()?.hall()?.ok_or(CoreError::NotAllowed(Denied::NotEnrolled))?;
        let consent = signer.sign(Purpose::Request, &successor::consent(hall.device, &code))?;
        let succession = Succession { before, common, code, consent };
        self.store_mut()?.begin_succession(now, &succession)?;
        self.finish_succession()
    }

    /// Finishes what [`Phone::begin_succession`] began, also after the phone was cut off in
    /// the middle; nothing where nothing was begun. That the hall hears of it comes later.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; key store; the store's.
    pub(crate) fn finish_succession(&mut self) -> Result<(), CoreError> {
        let now = self.now();
        let store = self.store()?;
        let Some(succession) = store.succession()? else { return Ok(()) };
        if store.own_device() != succession.before {
            return Ok(());
        }
        if self.device_key()?.device() == succession.before {
            // What the old one signed stays signed, and nothing more is signed with it.
            self.key_store().make_key()?;
        }
        let device = self.device_key()?.device();
        self.store_mut()?.succeed(now, succession.common, device)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use camtay_journal::chain::Head;
    use camtay_journal::clock::Hlc;
    use camtay_journal::courier::Parcel;
    use camtay_journal::entry::{Body, Entry, HouseholdAdded, Personal, VillageDefined};
    use camtay_journal::ids::{EntryId, VillageId};
    use camtay_journal::keys::SoftwareKey;
    use camtay_journal::seal::OpeningKey;
    use camtay_journal::vietnamese::Day;
    use camtay_journal::wire::{Generation, Log, Page};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;
    use crate::keys::{KeyStore, KeyStoreError, SoftwareKeyStore};
    use crate::lock::PinCost;
    use crate::packs::BuiltInGuides;
    use crate::phone::Edges;
    use crate::store::HallRecord;

    const NOW: i64 = 1_795_000_000;

    fn village_defined() -> Body {
        let defined = VillageDefined {
            village: None,
            key: "1".to_owned(),
            name: "Suối Môn".to_owned(),
            valid_from: Day::MIN,
            valid_to: None,
            successor: None,
        };
        defined.into()
    }

    /// A phone that wrote three entries, and its hall's key.
    struct Story {
        folder: tempfile::TempDir,
        keys: Arc<SoftwareKeyStore>,
        hall: SoftwareKey,
    }

    impl Story {
        fn begin() -> (Self, Phone) {
            let mut random = StdRng::seed_from_u64(1);
            let story = Self {
                folder: tempfile::tempdir().unwrap(),
                keys: Arc::new(SoftwareKeyStore::generate(&mut random)),
                hall: SoftwareKey::generate(&mut random),
            };
            let mut phone = story.open();
            phone.create().unwrap();
            let key = story.hall.public_key();
            let sealing = OpeningKey::generate(&mut random).sealing_key();
            let device = key.device();
            let record = HallRecord { key, device, sealing, addresses: Vec::new(), code: None };
            let store = phone.store_mut().unwrap();
            store.save_hall(NOW, &record).unwrap();
            for _ in 0..3 {
                let added = HouseholdAdded { village: story.village() };
                store.write(NOW, |work| work.append(added, Personal::None)).unwrap();
            }
            (story, phone)
        }

        fn open(&self) -> Phone {
            let keys = Arc::clone(&self.keys) as Arc<dyn KeyStore>;
            let pin_cost = PinCost::default();
            let guides = Arc::new(BuiltInGuides);
            let edges = Edges { clock: Arc::new(|| NOW), seed: [1; 32], guides, pin_cost };
            Phone::new(self.folder.path(), keys, edges)
        }

        fn village(&self) -> VillageId {
            VillageId(EntryId { device: self.hall.public_key().device(), seq: 1 })
        }
    }

    #[test]
    fn a_phone_cut_off_between_its_two_keys_goes_on_at_the_next_start() {
        let (story, mut phone) = Story::begin();
        let key = story.hall.public_key();
        let hall = key.device();
        let store = phone.store_mut().unwrap();

        // The hall signed a page with its first entry and one of the phone's.
        let defined = Entry {
            id: story.village().0,
            at: Hlc::new(NOW, 0),
            body: village_defined(),
            personal: Personal::None,
        };
        let page = Page {
            log: Log::Control,
            from: 0,
            next: 2,
            more: false,
            entries: vec![defined, store.own_entries(1, 1).unwrap().remove(0)],
            left: Vec::new(),
        };
        let page = page.sign(&story.hall).unwrap();
        let opened = Page::open(&page, &key).unwrap();
        store.take_signed_page(NOW, &opened, Page::front(&page).unwrap()).unwrap();

        // The old key consents, the new one is made, and the battery is empty.
        let signer = phone.device_key().unwrap();
        let (before, code) = (signer.device(), [7; 16]);
        let consent = signer.sign(Purpose::Request, &successor::consent(hall, &code)).unwrap();
        let succession = Succession { before, common: 1, code, consent };
        phone.store_mut().unwrap().begin_succession(NOW, &succession).unwrap();
        story.keys.make_key().unwrap();
        drop(phone);

        let mut phone = story.open();
        phone.unlock_without_pin().unwrap();
        let store = phone.store().unwrap();
        let device = store.own_device();
        assert_ne!(device, before);
        assert_eq!(device, phone.device_key().unwrap().device());
        let entries = store.own_entries(1, 10).unwrap();
        assert_eq!(entries.len(), 2, "what the hall has isn't written again");
        let head = Head::start(hall, device).after_all(&entries);
        assert_eq!(store.own_head(2).unwrap(), Some(head));
        let entry = |seq| store.entry(EntryId { device: before, seq }).unwrap();
        assert!(entry(1).is_some() && entry(2).is_none());
        assert_eq!(store.untold_succession().unwrap(), Some(succession));

        // What proves the hall's own entries is still whole.
        let newer = Generation { number: 2, mark: [2; 8] };
        phone.store_mut().unwrap().begin_generation(NOW, newer).unwrap();
        let store = phone.store().unwrap();
        let lacking = store.pages_lacking(&[]).unwrap();
        assert_eq!(store.page_again(lacking[0]).unwrap(), Some(page));
        drop(phone);

        // Another key than the one that it went on with opens no store any more.
        story.keys.make_key().unwrap();
        let unlocked = story.open().unlock_without_pin();
        assert!(matches!(unlocked.unwrap_err(), CoreError::Keys(KeyStoreError::Unavailable)));
    }

    #[test]
    fn what_lay_in_the_outbox_of_the_old_device_makes_room() {
        let (story, mut phone) = Story::begin();
        let signed_by = || {
            let bytes = std::fs::read(story.folder.path().join("outbox.ctp")).unwrap();
            Parcel::label(&bytes).unwrap().device
        };
        phone.renew_outbox().unwrap();
        let before = phone.store().unwrap().own_device();
        assert_eq!(signed_by(), before);
        phone.begin_succession(before, 0).unwrap();
        phone.renew_outbox().unwrap();
        let device = phone.store().unwrap().own_device();
        assert_ne!(device, before);
        assert_eq!(signed_by(), device);
        // What is found out late about the old device changes nothing any more.
        let succession = phone.store().unwrap().untold_succession().unwrap();
        phone.begin_succession(before, 2).unwrap();
        let store = phone.store().unwrap();
        assert_eq!((store.own_device(), store.own_last_seq()), (device, 3));
        assert_eq!(store.untold_succession().unwrap(), succession);
    }
}
