//! Entries under other ids: no kind forgets one of those that it names.

use camtay_journal::author::{Author, may_write};
use camtay_journal::entry::{Entry, Personal};
use camtay_journal::ids::{DeviceId, EntryId};
use proptest::prelude::*;

use super::support::bodies::any_body;
use super::support::commune::{DEVICES, VILLAGE_COUNT, id, village};

const OTHER: DeviceId = DeviceId([0xDD; 8]);

/// Every phone's ids become those of another device; the hall's stay.
fn other(id: EntryId) -> EntryId {
    if id.device == DEVICES[0] { id } else { EntryId { device: OTHER, seq: id.seq + 100 } }
}

proptest! {
    #[test]
    fn nothing_of_a_phone_keeps_an_id_that_was_renamed(body in any_body()) {
        let id = id(1, 7);
        let entry = Entry { id, at: Default::default(), body, personal: Personal::None };
        let renamed = entry.renamed(other);
        prop_assert_eq!(renamed.id, other(id));
        prop_assert_eq!(renamed.body.kind(), entry.body.kind());
        let own = may_write(Author::Phone, id.device, &entry.body) || matches!(entry.body.kind(), 1 | 2);
        if own && entry.body.name() != "Unknown" {
            let subjects: Vec<_> = entry.subjects();
            prop_assert_eq!(renamed.subjects().len(), subjects.len());
            // Villages are the hall's, whoever stands for it here.
            let mut text = format!("{renamed:?}");
            for village in (0..VILLAGE_COUNT).map(village) {
                text = text.replace(&format!("{village:?}"), "");
            }
            for phone in &DEVICES[1..] {
                prop_assert!(!text.contains(&phone.to_string()), "{}", text);
            }
        }
        prop_assert_eq!(entry.renamed(|id| id), entry);
    }
}
