//! Replies to a phone's parcel that no hall would write: with its keys, but another
//! standing in them.

use camtay_hub::{ingest, standing};
use camtay_journal::courier::{Parcel, Reply};
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::Standing;
use camtay_tests::harness::{Hall, InProcessPhone};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// The id of a phone: its parcels' names begin with it.
pub fn device(phone: &InProcessPhone) -> DeviceId {
    let card = std::fs::read(phone.folder().join("outbox.json")).unwrap();
    let card: serde_json::Value = serde_json::from_slice(&card).unwrap();
    card["device"].as_str().unwrap().parse().unwrap()
}

/// Where the phone looks for its hall, in this order.
pub fn addresses(phone: &InProcessPhone) -> Vec<String> {
    let card = std::fs::read(phone.folder().join("outbox.json")).unwrap();
    let card: serde_json::Value = serde_json::from_slice(&card).unwrap();
    serde_json::from_value(card["addresses"].clone()).unwrap()
}

/// The hall's reply to what lies in the phone's outbox, sealed and signed as it should be,
/// with a standing that `change` has changed. Nothing is taken in.
pub fn reply(hall: &Hall, phone: &InProcessPhone, change: impl FnOnce(&mut Standing)) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = phone.save_parcel(folder.path().display().to_string()).unwrap();
    let library = hall.library();
    let device = device(phone);
    let key = library.state().control.enrolment(device).unwrap().key;
    let parcel =
        Parcel::open(&std::fs::read(file).unwrap(), &library.keys().sealing, &key).unwrap();
    let mut standing = standing::of(&library, device).unwrap();
    // As new as can be.
    standing.control_next = u64::MAX;
    change(&mut standing);
    let mark = library.mark(device).unwrap();
    let reply = Reply {
        label: parcel.label,
        receipt: ingest::receipt(&library, device, &mark).unwrap(),
        standing: serde_json::to_vec(&standing).unwrap(),
        pages: Vec::new(),
        pack: Vec::new(),
    };
    let mut random = StdRng::seed_from_u64(1);
    reply.seal(&parcel.reply, &library.keys().identity, &mut random).unwrap()
}
