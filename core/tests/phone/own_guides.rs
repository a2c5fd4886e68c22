//! A pack with what a commune laid over it, on a phone.

use camtay_content::{BUILT_IN_FILES, Pack, PackError, SourceFile, lint, load};
use camtay_core::commands::{StepOutcome, StepTap, WholeGuide};
use camtay_core::error::CoreError;
use camtay_core::read_models::SkillState;
use camtay_journal::keys::SoftwareKey;

use crate::support::{Device, Hall};

/// `pay-by-qr`; its second step is `scan-button`.
const PAY: u16 = 20;

const COMMUNE: &str = "\
version = 7
made = '2026-11-27'
[[values]]
key = 'commune.police_phone'
is = { vi = '0000 000', en = '0000 000' }
";

const STEPS: &str = "\
skill = 'pay-by-qr'
[[steps]]
id = 'scan-button'
say = { vi = 'Bấm hình vuông ở góc trên', en = 'Tap the square in the top corner' }
source = { kind = 'common-knowledge', text = 'Xem trên máy ở xã', on = '2026-11-27' }
";

/// The commune's pack, signed.
fn pack(hall: &SoftwareKey) -> Vec<u8> {
    let own = [("commune/commune.toml", COMMUNE), ("commune/steps/pay-by-qr.toml", STEPS)];
    let own = own.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() });
    let files: Vec<SourceFile<'_>> = BUILT_IN_FILES.iter().copied().chain(own).collect();
    let loaded = load(&files).unwrap();
    assert_eq!(lint(&loaded), []);
    loaded.into_pack().sign(hall).unwrap()
}

fn second_step(device: &Device) -> String {
    device.phone.steps(PAY, None, &[], "vi").unwrap().steps[1].say.clone()
}

fn police(device: &Device) -> Option<String> {
    let lines = device.phone.help_lines("vi").unwrap();
    lines.into_iter().find(|line| line.name == "Công an xã").unwrap().number
}

#[test]
fn a_commune_changes_a_step_for_its_phones_only_and_undoes_nothing() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    let done = WholeGuide {
        resident: resident.clone(),
        skill: PAY,
        outcome: StepOutcome::Alone,
        come_back: None,
        note: None,
        session: None,
    };
    device.phone.guide_whole(&done).unwrap();
    assert_eq!(second_step(&device), "Bấm nút “Quét QR”");
    assert_eq!(police(&device), None);

    let file = pack(&hall.key);
    device.phone.save_pack(&file).unwrap();
    assert_eq!(second_step(&device), "Bấm hình vuông ở góc trên");
    assert_eq!(police(&device).as_deref(), Some("0000 000"));
    assert_eq!(device.phone.guides().unwrap().version, 7);
    let page = device.phone.resident(&resident, "vi").unwrap();
    let mut lines = page.groups.iter().flat_map(|group| &group.skills);
    assert_eq!(lines.find(|line| line.skill == PAY).unwrap().state, SkillState::Alone);

    // Changed on the way: the good one stays, also after the next start.
    let mut damaged = file;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let refused = device.phone.save_pack(&damaged);
    assert!(matches!(refused, Err(CoreError::Pack(_))), "{refused:?}");
    device.reopen();
    assert_eq!(second_step(&device), "Bấm hình vuông ở góc trên");

    // Older ones come with a reply that lay about for long.
    let older = Pack::built_in().unwrap().sign(&hall.key).unwrap();
    let refused = device.phone.save_pack(&older);
    let expected = PackError::Older { found: 1, used: 7 };
    assert!(matches!(&refused, Err(CoreError::Pack(error)) if *error == expected), "{refused:?}");
    assert_eq!(second_step(&device), "Bấm hình vuông ở góc trên");
}

#[test]
fn marks_of_earlier_guides_stand_at_no_step_of_later_ones() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    device.phone.start_guide(&resident, PAY, None).unwrap();
    let tap = StepTap {
        resident: resident.clone(),
        skill: PAY,
        step: 0,
        outcome: StepOutcome::Helped,
        come_back: None,
        note: None,
    };
    device.phone.mark_step(&tap).unwrap();
    device.phone.finish_guide(&resident, PAY).unwrap();
    let before = |device: &Device| {
        let page = device.phone.steps(PAY, Some(&resident), &[], "vi").unwrap();
        page.steps.iter().filter(|step| step.before.is_some()).count()
    };
    assert_eq!(before(&device), 1);
    device.phone.save_pack(&pack(&hall.key)).unwrap();
    assert_eq!(before(&device), 0, "the steps may be others now");
}

#[test]
fn the_pack_of_another_commune_changes_nothing() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let neighbour = SoftwareKey::from_bytes(&[9; 32]).unwrap();
    let refused = device.phone.save_pack(&pack(&neighbour));
    assert!(matches!(refused, Err(CoreError::Pack(_))), "{refused:?}");
    assert_eq!(second_step(&device), "Bấm nút “Quét QR”");
}

const VOICE: &[u8] = include_bytes!("../../../content/tests/other-language/voices/tone-1.opus");

/// The second step in one more language (a tag for private use), with a voice.
const SPOKEN: &str = "\
skill = 'pay-by-qr'
[[steps]]
id = 'scan-button'
say = { vi = 'Bấm nút “Quét QR”', en = 'Tap “Quét QR”', qaa = 'Tala “Quét QR” (qaa)' }
see = { vi = 'Máy hỏi quyền dùng máy ảnh.', en = 'It asks for the camera.' }
voices = { qaa = 'commune/voices/scan.qaa.opus' }
source = { kind = 'common-knowledge', text = 'Bản thử', on = '2026-11-27' }
";

#[test]
fn a_phone_shows_a_further_language_where_there_is_one_and_vietnamese_elsewhere() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    assert_eq!(device.phone.guides().unwrap().languages, ["vi", "en"]);
    let own = [
        ("commune/commune.toml", COMMUNE.as_bytes()),
        ("commune/steps/pay-by-qr.toml", SPOKEN.as_bytes()),
        ("commune/voices/scan.qaa.opus", VOICE),
    ];
    let own = own.map(|(name, bytes)| SourceFile { name, bytes });
    let files: Vec<SourceFile<'_>> = BUILT_IN_FILES.iter().copied().chain(own).collect();
    let loaded = load(&files).unwrap();
    assert_eq!(lint(&loaded), []);
    device.phone.save_pack(&loaded.into_pack().sign(&hall.key).unwrap()).unwrap();
    assert_eq!(device.phone.guides().unwrap().languages, ["vi", "en", "qaa"]);

    let page = |language: &str| device.phone.steps(PAY, None, &[], language).unwrap();
    let (vietnamese, further, unknown) = (page("vi"), page("qaa"), page("hre"));
    let step = &further.steps[1];
    assert_eq!((step.say.as_str(), step.language.as_str()), ("Tala “Quét QR” (qaa)", "qaa"));
    assert_eq!(step.see, vietnamese.steps[1].see, "nobody has translated this");
    let voice = step.voice.clone().unwrap();
    assert_eq!(device.phone.pack_file(&voice).unwrap(), VOICE);
    assert_eq!((&further.title, &further.why), (&vietnamese.title, &vietnamese.why));
    for (at, step) in further.steps.iter().enumerate().filter(|(at, _)| *at != 1) {
        assert_eq!(step, &vietnamese.steps[at]);
        assert_eq!((step.language.as_str(), step.voice.as_deref()), ("vi", None));
    }
    assert_eq!(unknown, vietnamese);
}
