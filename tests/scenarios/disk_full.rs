//! The disk is full: a clear error, nothing lost, and on it goes when there is space again.

use camtay_core::net::NetError;
use camtay_journal::entry::HouseholdAdded;
use camtay_journal::ids::VillageId;
use camtay_journal::wire::RefusalKind;
use camtay_tests::harness::{PhoneProcess, RogueError, RoguePhone, wall_clock};
use serde_json::json;

use crate::commune;

#[test]
fn a_phone_with_a_full_disk_says_so_and_loses_nothing() {
    let hall = commune::hall();
    let mut phone = PhoneProcess::enrolled(&hall, "AN", &[], 0);
    let village = phone.village("Đông");
    let disk = phone.restart_on_small_disk(4 * 1024);
    let add = |number: u32| {
        let head = format!("Nguyễn Văn Ba {}", "a".repeat((number % 50) as usize));
        json!({ "command": "add_household", "village": village, "head": head })
    };
    let mut kept = vec![phone.ask_id(add(0))];
    disk.fill(64 << 10);

    let mut refused = 0;
    for number in 1..2_000 {
        let answer = phone.try_ask(add(number));
        match answer["ok"].as_str() {
            Some(id) => kept.push(id.to_owned()),
            None => {
                assert_eq!(answer, json!({ "error": { "kind": "store", "problem": "disk_full" } }));
                refused += 1;
                if refused == 20 {
                    break;
                }
            }
        }
    }
    assert_eq!(refused, 20, "the disk never became full");
    // Reading goes on.
    let records = phone.ask(json!({ "command": "waiting" }));
    assert_eq!(records["records"], kept.len());

    disk.free();
    for number in 0..10 {
        kept.push(phone.ask_id(add(number)));
    }
    let result = phone.hand_in();
    assert_eq!(result["entries"], kept.len());
    let records = phone.ask(json!({ "command": "own_records", "limit": 200 }));
    let newest: Vec<_> = kept.iter().rev().take(200).collect();
    let shown: Vec<_> = records["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["entry"].as_str().unwrap())
        .collect();
    assert_eq!(shown, newest);
    phone.ask(json!({ "command": "pull" }));
    assert_eq!(phone.digest("Đông"), hall.digests_by_key()["DONG"]);
}

#[tokio::test]
async fn a_hall_with_a_full_disk_refuses_until_there_is_space_and_loses_nothing() {
    let mut hall = commune::hall();
    let (mut phone, code) = RoguePhone::enrol(&hall.invite("AN"), wall_clock(), 10).await.unwrap();
    hall.approve(&code, &[]);
    let village: VillageId = {
        let library = hall.library();
        let state = library.state();
        state.control.villages().find(|(_, it)| it.key == "DONG").unwrap().0
    };
    hall.stop();
    let disk = hall.serve_on_small_disk(16 * 1024);

    let mut sent = 0;
    let mut batch = |phone: &mut RoguePhone| {
        for _ in 0..200 {
            phone.write(wall_clock(), HouseholdAdded { village }, None);
        }
        sent += 200;
        (sent - 199, sent)
    };
    let (first, last) = batch(&mut phone);
    assert_eq!(phone.send(phone.batch(first, last).unwrap()).await.unwrap().seq, last);
    disk.fill(0);
    let mut acknowledged = last;
    let mut refused = 0;
    while refused < 3 {
        let (_, last) = batch(&mut phone);
        assert!(last < 200_000, "the disk never became full");
        match phone.send(phone.batch(acknowledged + 1, last).unwrap()).await {
            Ok(receipt) => acknowledged = receipt.seq,
            Err(RogueError::Net(NetError::Refused { kind, retry_after, .. })) => {
                assert_eq!(kind, RefusalKind::Unavailable);
                assert!(retry_after.is_some());
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    disk.free();
    let (_, last) = batch(&mut phone);
    let watermark = phone.watermark().await.unwrap();
    assert!(watermark.next_seq > acknowledged, "what was acknowledged is there");
    assert_eq!(watermark.head, phone.head(watermark.next_seq - 1));
    let receipt = phone.send(phone.batch(watermark.next_seq, last).unwrap()).await.unwrap();
    assert_eq!((receipt.seq, receipt.head), (last, phone.head(last)));

    let saved = tempfile::tempdir().unwrap();
    disk.save(saved.path());
    let check = hall.check_of(saved.path());
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}
