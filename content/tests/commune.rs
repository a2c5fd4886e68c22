//! What a commune lays over the pack: it changes what it names and nothing else, and a
//! mistake in it is told with the commune's own file and line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use camtay_content::{
    BUILT_IN_FILES, ContentFiles, OWN_NUMBERS, Pack, Problem, Rule, SourceFile, lint, load,
};

const COMMUNE: &str = "\
version = 7
made = '2026-11-27'
[[values]]
key = 'commune.citizen_app'
is = { vi = 'TINHTHU-S', en = 'TINHTHU-S' }
[[values]]
key = 'commune.police_phone'
is = { vi = '0000 000', en = '0000 000' }
";

const STEPS: &str = "\
skill = 'pay-by-qr'
[[steps]]
id = 'scan-button'
say = { vi = 'Bấm hình vuông ở góc trên', en = 'Tap the square in the top corner' }
see = { vi = 'Máy ảnh mở ra.', en = 'The camera opens.' }
if_not = { vi = 'Chưa thấy? Hỏi quầy.', en = 'Not there? Ask at the desk.' }
source = { kind = 'common-knowledge', text = 'Xem trên máy ở xã', on = '2026-11-27' }
";

const SKILL: &str = "\
number = 1000
id = 'pump-station'
group = 'devices'
title = { vi = 'Xem lịch bơm nước', en = 'Look up the pump times' }
why = { vi = 'Để ra đồng đúng giờ có nước.', en = 'So that the field is reached when there is water.' }
prerequisites = ['zalo-account']
checked = '2026-11-27'
sources = [{ kind = 'source', text = 'Lịch của hợp tác xã', on = '2026-11-27' }]
[[steps]]
id = 'open'
say = { vi = 'Mở nhóm Zalo của hợp tác xã', en = 'Open the cooperative’s Zalo group' }
";

/// The guides inside the program with these files over them.
fn files<'a>(over: &[(&'a str, &'a str)]) -> Vec<SourceFile<'a>> {
    let own = over.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() });
    BUILT_IN_FILES.iter().copied().chain(own).collect()
}

fn problems_of(over: &[(&str, &str)]) -> Vec<Problem> {
    match load(&files(over)) {
        Ok(loaded) => lint(&loaded),
        Err(problems) => problems.0,
    }
}

fn laid() -> Pack {
    let over = [
        ("commune/commune.toml", COMMUNE),
        ("commune/steps/pay-by-qr.toml", STEPS),
        ("commune/skills/pump-station.toml", SKILL),
    ];
    let loaded = load(&files(&over)).unwrap();
    assert_eq!(lint(&loaded), []);
    loaded.into_pack()
}

#[test]
fn only_what_the_commune_names_is_changed() {
    let (own, pack) = (laid(), Pack::built_in().unwrap());
    assert_eq!((own.version, own.made.to_string().as_str()), (7, "2026-11-27"));
    let changed: Vec<(&str, &str)> = pack
        .skills
        .iter()
        .flat_map(|skill| {
            let new = own.skill(skill.id).unwrap();
            assert_eq!(new.steps.len(), skill.steps.len(), "{}", skill.slug);
            skill.steps.iter().zip(&new.steps).filter_map(move |(before, after)| {
                assert_eq!(before.id, after.id, "no step moves: the journal marks by place");
                (before != after).then_some((skill.slug.as_str(), before.id.as_str()))
            })
        })
        .collect();
    assert_eq!(changed, [("pay-by-qr", "scan-button")]);
    let step = own.skill_named("pay-by-qr").unwrap().step("scan-button").unwrap();
    assert_eq!(step.say.vi, "Bấm hình vuông ở góc trên");
    let added: Vec<&str> = own
        .skills
        .iter()
        .filter(|skill| pack.skill(skill.id).is_none())
        .map(|skill| skill.slug.as_str())
        .collect();
    assert_eq!(added, ["pump-station"]);
    assert_eq!((&own.situations, &own.consent), (&pack.situations, &pack.consent));
}

#[test]
fn a_value_fills_its_blank_and_the_others_wait() {
    let own = laid();
    let words =
        |key: &str| own.settings.iter().find(|blank| blank.key == key).unwrap().words().vi.as_str();
    assert_eq!(words("commune.citizen_app"), "TINHTHU-S");
    assert_eq!(words("commune.zalo"), "trang Zalo của xã");
    let search = own.skill_named("province-app").unwrap().step("search").unwrap();
    let filled = search.say.filled("vi", |key| Some(words(key)));
    assert_eq!(filled, "Tìm tên TINHTHU-S");
}

#[test]
fn the_pack_of_a_commune_goes_through_its_file() {
    use camtay_journal::keys::{Signer, SoftwareKey};
    let hall = SoftwareKey::from_bytes(&[7; 32]).unwrap();
    let own = laid();
    let file = own.sign(&hall).unwrap();
    assert_eq!(own.problems(), []);
    assert_eq!(Pack::open(&file, &hall.public_key()), Ok(own));
}

#[test]
fn every_mistake_of_a_commune_is_told_in_its_own_file() {
    let own = OWN_NUMBERS;
    let steps = "commune/steps/pay-by-qr.toml";
    let skill = "commune/skills/pump-station.toml";
    let commune = "commune/commune.toml";
    let table: &[(&str, &str, &str, Rule, Option<u32>)] = &[
        (commune, "version = 7", "version = 1", Rule::NotNewer(1), Some(1)),
        (commune, "version = 7\n", "", Rule::Missing("version"), None),
        (
            commune,
            "citizen_app",
            "citizen_ap",
            Rule::UnknownBlank("commune.citizen_ap".into()),
            Some(4),
        ),
        (
            commune,
            "police_phone",
            "citizen_app",
            Rule::Twice("commune.citizen_app".into(), "values[0]".into()),
            Some(7),
        ),
        (commune, "vi = 'TINHTHU-S', ", "", Rule::NoWords("vi"), Some(5)),
        (commune, "is = ", "as = ", Rule::WrongValue("missing field `is`".into()), Some(3)),
        (steps, "'pay-by-qr'", "'pay-by-qq'", Rule::NotThere("pay-by-qq".into()), Some(1)),
        (steps, "'scan-button'", "'scan'", Rule::NotThere("scan".into()), Some(3)),
        (
            steps,
            "Bấm hình vuông",
            "Bấm rồi tìm hình vuông",
            Rule::TwoActions("rồi".into()),
            Some(4),
        ),
        (steps, "on = '2026-11-27'", "on = '2026-11-28'", Rule::DayAfterPack, Some(7)),
        (skill, "number = 1000", "number = 999", Rule::WhoseNumber(own), Some(1)),
        (skill, "'zalo-account'", "'zalo'", Rule::NotThere("zalo".into()), Some(6)),
        (skill, "id = 'pump-station'", "id = 'pump'", Rule::FileName("pump".into()), Some(2)),
    ];
    for (file, from, to, rule, line) in table {
        let over: Vec<(&str, String)> = [(commune, COMMUNE), (steps, STEPS), (skill, SKILL)]
            .into_iter()
            .map(|(name, text)| match name == *file {
                true => {
                    assert!(text.contains(from), "{from}");
                    (name, text.replacen(from, to, 1))
                }
                false => (name, text.to_owned()),
            })
            .collect();
        let over: Vec<(&str, &str)> =
            over.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let found: Vec<_> = problems_of(&over)
            .into_iter()
            .map(|problem| (problem.file, problem.rule, problem.line))
            .collect();
        assert_eq!(found, [((*file).to_owned(), rule.clone(), *line)], "{from} → {to}");
    }
}

#[test]
fn a_replaced_step_says_where_its_words_come_from() {
    let without = STEPS.lines().filter(|line| !line.starts_with("source")).collect::<Vec<_>>();
    let without = without.join("\n");
    let found =
        problems_of(&[("commune/commune.toml", COMMUNE), ("commune/steps/a.toml", &without)]);
    let rules: Vec<_> = found.iter().map(|it| (&it.rule, it.line)).collect();
    assert_eq!(rules, [(&Rule::NoSource, Some(2))]);
}

#[test]
fn a_skill_is_replaced_in_one_file_and_nothing_lies_there_that_nobody_reads() {
    let found = problems_of(&[
        ("commune/commune.toml", COMMUNE),
        ("commune/steps/a.toml", STEPS),
        ("commune/steps/b.toml", STEPS),
    ]);
    let rules: Vec<_> = found.iter().map(|it| (it.file.as_str(), &it.rule)).collect();
    let twice = Rule::Twice("pay-by-qr".into(), "commune/steps/a.toml".into());
    assert_eq!(rules, [("commune/steps/b.toml", &twice)]);

    let found = problems_of(&[("commune/commune.toml", COMMUNE), ("commune/groups.toml", "")]);
    let rules: Vec<_> = found.iter().map(|it| (it.file.as_str(), &it.rule)).collect();
    assert_eq!(rules, [("commune/groups.toml", &Rule::NotOfCommune)]);

    let found = problems_of(&[("commune/steps/a.toml", STEPS)]);
    let rules: Vec<_> = found.iter().map(|it| (it.file.as_str(), &it.rule)).collect();
    assert_eq!(rules, [("commune/commune.toml", &Rule::Missing("version"))]);
}

#[test]
fn a_skill_of_the_pack_has_no_number_of_a_commune() {
    let pack = SKILL.replace("number = 1000", "number = 1001");
    let found = problems_of(&[("skills/pump-station.toml", &pack)]);
    let rules: Vec<_> = found.iter().map(|it| &it.rule).collect();
    // Its day is after the pack's, too.
    assert!(rules.contains(&&Rule::WhoseNumber(OWN_NUMBERS)), "{rules:?}");
}

#[test]
fn a_commune_s_folder_is_read_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for part in ["steps", "skills"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    write("commune.toml", COMMUNE);
    write("steps/pay-by-qr.toml", STEPS);
    write("skills/pump-station.toml", SKILL);
    let files = ContentFiles::built_in().with_commune(folder.path()).unwrap();
    assert_eq!(files.load().unwrap().into_pack(), laid());
    let source = ContentFiles::of_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!(source.load().unwrap().into_pack(), Pack::built_in().unwrap());
}
