//! The signed pack file: what it carries, and what it refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use camtay_content::{FORMAT, MAX_FILE, MAX_PAYLOAD, Pack, PackError, SourceFile, lint, load};
use camtay_journal::keys::{PublicKey, Purpose, Signer, SoftwareKey};

const FULL: &str = include_str!("full-skill.toml");
const VOICE: &[u8] = include_bytes!("other-language/voices/tone-1.opus");

fn hall() -> SoftwareKey {
    SoftwareKey::from_bytes(&[7; 32]).unwrap()
}

fn other_hall() -> SoftwareKey {
    SoftwareKey::from_bytes(&[8; 32]).unwrap()
}

/// A small pack that uses everything the format can carry.
fn full_pack() -> Pack {
    let lists = r#"
        version = 3
        made = "2026-11-23"
        [[groups]]
        id = "vneid"
        platform = true
        name = { vi = "VNeID", en = "VNeID" }
        [[settings]]
        key = "commune.citizen_app"
        means = { vi = "Tên ứng dụng", en = "Name of the app" }
        until_then = { vi = "ứng dụng của tỉnh", en = "the province's app" }
    "#;
    let files = [
        SourceFile { name: "lists.toml", bytes: lists.as_bytes() },
        SourceFile { name: "skills/integrate-papers.toml", bytes: FULL.as_bytes() },
        SourceFile { name: "pictures/wallet.webp", bytes: b"RIFF picture" },
        SourceFile { name: "voices/wallet.bru.opus", bytes: VOICE },
    ];
    let loaded = load(&files).unwrap();
    assert_eq!(lint(&loaded), []);
    loaded.into_pack()
}

/// Signs bytes as a pack file without asking whether they make sense.
fn forge(payload: &[u8], signer: &SoftwareKey) -> Vec<u8> {
    forge_format(FORMAT, payload, signer)
}

fn forge_format(format: u16, payload: &[u8], signer: &SoftwareKey) -> Vec<u8> {
    let mut file = b"CTPK".to_vec();
    file.extend(format.to_le_bytes());
    file.extend(signer.public_key().0);
    file.extend(payload);
    let signature = signer.sign(Purpose::Pack, &file).unwrap();
    file.extend(signature.0);
    file
}

fn words(json: &[u8]) -> Vec<u8> {
    let packed = zstd::bulk::compress(json, 3).unwrap();
    let mut payload = u32::try_from(packed.len()).unwrap().to_le_bytes().to_vec();
    payload.extend(packed);
    payload
}

fn open(file: &[u8], trusted: PublicKey) -> Result<Pack, PackError> {
    Pack::open(file, &trusted)
}

#[test]
fn a_pack_comes_out_of_its_file_as_it_went_in() {
    for pack in [Pack::built_in().unwrap(), full_pack()] {
        let file = pack.sign(&hall()).unwrap();
        assert_eq!(open(&file, hall().public_key()), Ok(pack));
    }
}

#[test]
fn the_format_carries_what_later_packs_need() {
    let pack = open(&full_pack().sign(&hall()).unwrap(), hall().public_key()).unwrap();
    let skill = pack.skill_named("integrate-papers").unwrap();
    assert_eq!(skill.variants.len(), 2);
    let step = skill.step("wallet").unwrap();
    assert_eq!(step.say.in_language("bru"), "(Bru)");
    assert_eq!(step.say.in_language("cor"), step.say.vi);
    assert_eq!(step.only_for, ["driving-licence"]);
    assert_eq!(pack.file(&step.picture.as_ref().unwrap().file), Some(&b"RIFF picture"[..]));
    assert_eq!(pack.file(&step.voices["bru"]), Some(VOICE));
    assert_eq!(step.say_for.len(), 1);
    assert_eq!(pack.file("pictures/other.webp"), None);
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    for build in [|| Pack::built_in().unwrap(), full_pack] {
        assert_eq!(build().payload().unwrap(), build().payload().unwrap());
        assert_eq!(build().sign(&hall()).unwrap(), build().sign(&hall()).unwrap());
    }
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let mut files = camtay_content::BUILT_IN_FILES.to_vec();
    files.reverse();
    let reversed = load(&files).unwrap().into_pack();
    assert_eq!(reversed.payload(), Pack::built_in().unwrap().payload());
}

#[test]
fn one_changed_bit_anywhere_is_refused() {
    let pack = full_pack();
    let file = pack.sign(&hall()).unwrap();
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(open(&changed, hall().public_key()).is_err(), "byte {at}");
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let file = full_pack().sign(&hall()).unwrap();
    for length in 0..file.len() {
        assert!(open(&file[..length], hall().public_key()).is_err(), "length {length}");
    }
    let mut longer = file;
    longer.push(0);
    assert_eq!(open(&longer, hall().public_key()), Err(PackError::BadSignature));
}

#[test]
fn a_pack_of_another_hall_is_refused_by_name() {
    let file = full_pack().sign(&other_hall()).unwrap();
    assert_eq!(open(&file, hall().public_key()), Err(PackError::OtherSigner));
    // The right key written in front does not help.
    let mut renamed = file;
    renamed[6..39].copy_from_slice(&hall().public_key().0);
    assert_eq!(open(&renamed, hall().public_key()), Err(PackError::BadSignature));
}

#[test]
fn a_signature_given_for_something_else_is_no_signature_of_a_pack() {
    let mut file = full_pack().sign(&hall()).unwrap();
    let end = file.len() - 64;
    let page = hall().sign(Purpose::Page, &file[..end]).unwrap();
    file[end..].copy_from_slice(&page.0);
    assert_eq!(open(&file, hall().public_key()), Err(PackError::BadSignature));
}

#[test]
fn a_newer_format_is_told_from_damage() {
    let mut file = full_pack().sign(&hall()).unwrap();
    file[4..6].copy_from_slice(&(FORMAT + 1).to_le_bytes());
    let newer = PackError::Newer { found: FORMAT + 1, known: FORMAT };
    assert_eq!(open(&file, hall().public_key()), Err(newer));
    file[4..6].copy_from_slice(&0_u16.to_le_bytes());
    assert_eq!(open(&file, hall().public_key()), Err(PackError::NotAPack));
    assert_eq!(open(b"PK\x03\x04 something else", hall().public_key()), Err(PackError::NotAPack));
}

#[test]
fn a_pack_of_the_first_format_is_still_read() {
    let now = Pack::built_in().unwrap();
    let mut value = serde_json::to_value(&now).unwrap();
    value.as_object_mut().unwrap().remove("scam_kinds");
    let situations = value["situations"].as_array_mut().unwrap();
    situations.retain(|it| it["channel"] != "post");
    for situation in situations {
        for key in ["kind", "from"] {
            situation.as_object_mut().unwrap().remove(key);
        }
    }
    for (list, key) in [("areas", "asks"), ("check_questions", "level")] {
        for item in value[list].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().remove(key);
        }
    }
    let mut payload = words(&serde_json::to_vec(&value).unwrap());
    payload.extend(0_u32.to_le_bytes());
    let file = forge_format(1, &payload, &hall());
    let pack = open(&file, hall().public_key()).unwrap();
    assert_eq!(pack.skills, now.skills);
    assert!(!pack.situations.is_empty() && pack.scam_kinds.is_empty());
    assert!(pack.situations.iter().all(|it| it.kind.is_none() && it.from.is_none()));
    let asked = pack.next_check("somebody", &[]);
    assert_eq!(asked.len(), pack.check_questions.len(), "as its own phones asked it");
}

#[test]
fn words_that_unpack_to_more_than_the_limit_are_refused() {
    let bomb = words(&vec![b' '; MAX_PAYLOAD + 1]);
    assert!(bomb.len() < 10_000, "a bomb is small");
    let file = forge(&bomb, &hall());
    assert_eq!(open(&file, hall().public_key()), Err(PackError::TooLarge));
    let large = vec![0; MAX_FILE + 1];
    assert_eq!(open(&large, hall().public_key()), Err(PackError::TooLarge));
}

#[test]
fn lengths_that_lie_are_refused_even_when_they_are_signed() {
    let payload = full_pack().payload().unwrap();
    let key = hall().public_key();
    for length in 0..payload.len() {
        let result = open(&forge(&payload[..length], &hall()), key);
        assert!(matches!(result, Err(PackError::Damaged(_))), "{length}: {result:?}");
    }
    let mut huge = payload.clone();
    huge[..4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(matches!(open(&forge(&huge, &hall()), key), Err(PackError::Damaged(_))));
    let mut longer = payload;
    longer.push(0);
    assert!(matches!(open(&forge(&longer, &hall()), key), Err(PackError::Damaged(_))));
}

#[test]
fn a_million_files_that_are_not_there_are_refused() {
    let mut payload = words(br#"{"version":1,"made":"2026-11-23"}"#);
    payload.extend(u32::MAX.to_le_bytes());
    let result = open(&forge(&payload, &hall()), hall().public_key());
    assert!(matches!(result, Err(PackError::Damaged(_))));
}

#[test]
fn a_skill_that_the_journal_could_not_mark_is_refused() {
    let mut value = serde_json::to_value(full_pack()).unwrap();
    let steps = value["skills"][0]["steps"].as_array_mut().unwrap();
    let step = steps[0].clone();
    steps.resize(32, step);
    let mut payload = words(&serde_json::to_vec(&value).unwrap());
    payload.extend(0_u32.to_le_bytes());
    let result = open(&forge(&payload, &hall()), hall().public_key());
    assert!(matches!(result, Err(PackError::Damaged(_))));
}

#[test]
fn skills_out_of_order_are_refused_since_they_would_not_be_found() {
    let mut value = serde_json::to_value(Pack::built_in().unwrap()).unwrap();
    value["skills"].as_array_mut().unwrap().swap(0, 1);
    let mut payload = words(&serde_json::to_vec(&value).unwrap());
    payload.extend(0_u32.to_le_bytes());
    let result = open(&forge(&payload, &hall()), hall().public_key());
    assert!(matches!(result, Err(PackError::Damaged(_))));
}

#[test]
fn what_a_later_version_adds_is_passed_over_and_what_an_earlier_lacks_is_empty() {
    let mut value = serde_json::to_value(full_pack()).unwrap();
    value["invented_later"] = serde_json::json!([1, 2]);
    value["skills"][0]["steps"][0]["invented_later"] = serde_json::json!({ "a": true });
    value.as_object_mut().unwrap().remove("situations");
    value["skills"][0].as_object_mut().unwrap().remove("why_for");
    let mut payload = words(&serde_json::to_vec(&value).unwrap());
    payload.extend(0_u32.to_le_bytes());
    let pack = open(&forge(&payload, &hall()), hall().public_key()).unwrap();
    assert_eq!(pack.skills.len(), 1);
    assert!(pack.situations.is_empty() && pack.skills[0].why_for.is_empty());
}
