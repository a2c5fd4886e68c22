//! Deliberately bad content: each piece breaks one rule, and the linter names it, with
//! file, line and what to write instead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use camtay_content::{Problem, Rule, SourceFile, lint, load, load_folder};

const SKILL: &str = "\
number = 5
id = 'good-skill'
group = 'vneid'
title = { vi = 'Mở ví', en = 'Open the wallet' }
why = { vi = 'Để khi đi khám không cần mang thẻ giấy.', en = 'So that no card is needed.' }
prerequisites = []
checked = '2026-11-23'
sources = [{ kind = 'source', text = 'Hướng dẫn' }]
[[steps]]
id = 'open'
say = { vi = 'Bấm “Mở”', en = 'Tap “Open”' }
[[steps]]
id = 'read'
say = { vi = 'Đọc tên trên màn hình', en = 'Read the name on the screen' }
";

const LISTS: &str = "\
version = 1
made = '2026-11-23'
[[groups]]
id = 'vneid'
platform = true
name = { vi = 'VNeID', en = 'VNeID' }
[[settings]]
key = 'commune.zalo'
means = { vi = 'Trang Zalo', en = 'Zalo page' }
until_then = { vi = 'trang Zalo', en = 'the Zalo page' }
[[areas]]
id = 'money'
name = { vi = 'Tiền', en = 'Money' }
[[consent]]
number = 1
for = 'person'
since = '2026-11-23'
say = { vi = 'Có đồng ý không ạ?', en = 'Do you agree?' }
[[help_lines]]
id = 'police'
name = { vi = 'Công an', en = 'Police' }
number = '113'
when = { vi = 'Khẩn cấp', en = 'Emergency' }
checked = '2026-11-23'
source = { kind = 'source', text = 'Số khẩn cấp' }
[[check_questions]]
number = 1
area = 'money'
ask = { vi = 'Làm gì?', en = 'What now?' }
answers = [{ vi = 'Dừng', en = 'Stop' }, { vi = 'Đi', en = 'Go' }]
right = 0
because = { vi = 'Vì vậy.', en = 'Because.' }
";

/// Everything wrong with a skill and lists, whether reading or linting finds it.
fn problems_of(files: &[(&str, &str)]) -> Vec<Problem> {
    let files: Vec<SourceFile<'_>> =
        files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    match load(&files) {
        Ok(loaded) => lint(&loaded),
        Err(problems) => problems.0,
    }
}

/// What is wrong after `from` was replaced by `to` in the skill: rule and line.
fn bad_skill(from: &str, to: &str) -> Vec<(Rule, Option<u32>)> {
    assert!(SKILL.contains(from), "{from}");
    let skill = SKILL.replacen(from, to, 1);
    problems_of(&[("lists.toml", LISTS), ("skills/good-skill.toml", &skill)])
        .into_iter()
        .inspect(|problem| assert_eq!(problem.file, "skills/good-skill.toml", "{problem}"))
        .map(|problem| (problem.rule, problem.line))
        .collect()
}

/// The same for the lists.
fn bad_list(from: &str, to: &str) -> Vec<(Rule, Option<u32>)> {
    assert!(LISTS.contains(from), "{from}");
    let lists = LISTS.replacen(from, to, 1);
    problems_of(&[("lists.toml", &lists), ("skills/good-skill.toml", SKILL)])
        .into_iter()
        .map(|problem| (problem.rule, problem.line))
        .collect()
}

#[test]
fn what_is_good_is_not_refused() {
    assert_eq!(
        problems_of(&[("lists.toml", LISTS), ("skills/good-skill.toml", SKILL)]),
        Vec::new()
    );
}

#[test]
fn every_bad_skill_has_its_own_error_on_its_line() {
    let long = "Bấm vào nút màu xanh nằm ở góc dưới bên phải của màn hình điện thoại đang cầm trên tay trái";
    let step = "[[steps]]\nid = 'a'\nsay = { vi = 'Bấm', en = 'Tap' }\n";
    let many: String = (0..25).map(|at| step.replace("'a'", &format!("'step-{at}'"))).collect();
    let steps = &SKILL[SKILL.find("[[steps]]").unwrap()..];
    let table: &[(&str, &str, Rule, u32)] = &[
        ("number = 5", "number = 0", Rule::NumberZero, 1),
        ("'good-skill'", "'Good_Skill'", Rule::BadId("Good_Skill".into()), 2),
        ("id = 'good-skill'", "id = 'other'", Rule::FileName("other".into()), 2),
        ("group = 'vneid'", "group = 'vnied'", Rule::NotThere("vnied".into()), 3),
        ("vi = 'Mở ví', ", "", Rule::NoWords("vi"), 4),
        (", en = 'Open the wallet'", "", Rule::NoWords("en"), 4),
        ("en = 'Open the wallet'", "en = ''", Rule::NoWords("en"), 4),
        ("{ vi = 'Mở", "{ viet = 'x', vi = 'Mở", Rule::BadLanguage("viet".into()), 4),
        ("'Mở ví'", "'Mở  ví'", Rule::Spaces, 4),
        ("'Mở ví'", "'Mở vi\u{301}'", Rule::NotComposed, 4),
        ("'Mở ví'", "'Mở ví 079.123.456'", Rule::LooksLikeIdNumber, 4),
        ("'Mở ví'", "'Mở ví 0791 2345 6789'", Rule::LooksLikeIdNumber, 4),
        ("'Mở ví'", "'Mở {commune.zola}'", Rule::UnknownBlank("commune.zola".into()), 4),
        ("thẻ giấy.", "thẻ giấy. Rất tiện.", Rule::NotOneSentence, 5),
        ("prerequisites = []", "prerequisites = ['x']", Rule::NotThere("x".into()), 6),
        ("checked = '2026-11-23'", "checked = '2062-11-23'", Rule::DayAfterPack, 7),
        ("[{ kind = 'source', text = 'Hướng dẫn' }]", "[]", Rule::NoSource, 8),
        ("text = 'Hướng dẫn'", "text = ''", Rule::EmptySource, 8),
        ("kind = 'source'", "kind = 'common-knowledge'", Rule::NoDay, 8),
        ("'Hướng dẫn' }", "'Hướng dẫn', on = '2027-01-01' }", Rule::DayAfterPack, 8),
        ("'Bấm “Mở”'", &format!("'{long}'"), Rule::TooLong(3), 11),
        ("'Bấm “Mở”'", "\"Bấm\\nMở\\nChờ\"", Rule::TooLong(3), 11),
        ("'Bấm “Mở”'", "'Bấm “Mở” rồi chờ'", Rule::TwoActions("rồi".into()), 11),
        ("'Bấm “Mở”'", "'Bấm “Mở”, sau đó chờ'", Rule::TwoActions("sau đó".into()), 11),
        ("'Tap “Open”'", "'Tap “Open”, then wait'", Rule::TwoActions("then".into()), 11),
        ("'Bấm “Mở”'", "'Bác bấm “Mở”'", Rule::Pronoun("bác".into()), 11),
        ("id = 'read'", "id = 'open'", Rule::Twice("open".into(), "steps[0]".into()), 13),
        ("id = 'read'", "id = 'Read it'", Rule::BadId("Read it".into()), 13),
        ("id = 'read'\n", "id = 'read'\nonly_for = ['x']\n", Rule::NotThere("x".into()), 14),
        (
            "id = 'read'\n",
            "id = 'read'\nvoices = { bru = 'voices/a.opus' }\n",
            Rule::NotThere("voices/a.opus".into()),
            12,
        ),
        (steps, &many, Rule::StepCount(25), 9),
        (steps, "steps = []", Rule::StepCount(0), 9),
    ];
    for (from, to, rule, line) in table {
        let found: Vec<_> = bad_skill(from, to)
            .into_iter()
            // A skill with another id is also in a file with the wrong name.
            .filter(|(found, _)| !matches!((found, rule), (Rule::FileName(_), Rule::BadId(_))))
            .collect();
        assert_eq!(found, [(rule.clone(), Some(*line))], "{from} → {to}");
    }
}

#[test]
fn a_line_that_every_skill_has_is_missed_by_its_name() {
    for (line, key) in [
        ("number = 5\n", "number"),
        ("id = 'good-skill'\n", "id"),
        ("title = { vi = 'Mở ví', en = 'Open the wallet' }\n", "title"),
        ("checked = '2026-11-23'\n", "checked"),
        ("sources = [{ kind = 'source', text = 'Hướng dẫn' }]\n", "sources"),
    ] {
        assert_eq!(bad_skill(line, ""), [(Rule::Missing(key), None)]);
    }
    let why = SKILL.lines().find(|line| line.starts_with("why")).unwrap();
    assert_eq!(bad_skill(why, ""), [(Rule::Missing("why"), None)]);
    let steps = &SKILL[SKILL.find("[[steps]]").unwrap()..];
    assert_eq!(bad_skill(steps, ""), [(Rule::Missing("steps"), None)]);
    assert_eq!(bad_skill("id = 'read'\n", ""), [(Rule::Missing("id"), Some(12))]);
    let say = "say = { vi = 'Bấm “Mở”', en = 'Tap “Open”' }\n";
    assert_eq!(bad_skill(say, ""), [(Rule::Missing("say"), Some(9))]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let rule = |found: Vec<(Rule, Option<u32>)>| match found.as_slice() {
        [(rule, line)] => (rule.clone(), *line),
        found => panic!("{found:?}"),
    };
    let (found, line) = rule(bad_skill("number = 5", "number 5"));
    assert!(matches!(found, Rule::NotToml(_)), "{found:?}");
    assert_eq!(line, Some(1));
    for (from, to) in [
        ("'2026-11-23'", "'2026-02-30'"),
        ("'2026-11-23'", "'23/11/2026'"),
        ("'2026-11-23'", "'2026-1-3'"),
        ("'2026-11-23'", "2026-11-23"),
    ] {
        let (found, line) = rule(bad_skill(from, to));
        assert!(matches!(&found, Rule::WrongValue(why) if why.contains("2026-11-23")), "{found:?}");
        assert_eq!(line, Some(7), "{to}");
    }
    let (found, line) = rule(bad_skill("number = 5", "number = 70000"));
    assert!(matches!(found, Rule::WrongValue(_)), "{found:?}");
    assert_eq!(line, Some(1));
    let misspelt = bad_skill("id = 'read'\n", "id = 'read'\nif_nott = { vi = 'a', en = 'b' }\n");
    assert_eq!(misspelt, [(Rule::Unknown("if_nott".into()), Some(14))]);
}

#[test]
fn numbers_and_ids_are_never_given_twice() {
    let again = SKILL.replace("good-skill", "again");
    let found = problems_of(&[
        // Whatever order the disk gives them in.
        ("skills/good-skill.toml", SKILL),
        ("skills/again.toml", &again),
        ("lists.toml", LISTS),
    ]);
    let rules: Vec<&Rule> = found.iter().map(|problem| &problem.rule).collect();
    assert_eq!(rules, [&Rule::Twice("5".into(), "skills/again.toml".into())]);

    let copy = SKILL.replace("number = 5", "number = 6");
    let found = problems_of(&[
        ("lists.toml", LISTS),
        ("skills/copy.toml", &copy),
        ("skills/good-skill.toml", SKILL),
    ]);
    let rules: Vec<&Rule> = found.iter().map(|problem| &problem.rule).collect();
    assert_eq!(
        rules,
        [
            &Rule::FileName("good-skill".into()),
            &Rule::Twice("good-skill".into(), "skills/copy.toml".into()),
        ]
    );
}

#[test]
fn skills_that_wait_for_each_other_are_named_with_the_whole_way() {
    let skill = |number: u16, id: &str, first: &str| {
        SKILL
            .replace("number = 5", &format!("number = {number}"))
            .replace("good-skill", id)
            .replace("[]", &format!("['{first}']"))
    };
    let (a, b, c) = (skill(5, "a", "b"), skill(6, "b", "c"), skill(7, "c", "b"));
    let files = [
        ("lists.toml", LISTS),
        ("skills/a.toml", a.as_str()),
        ("skills/b.toml", b.as_str()),
        ("skills/c.toml", c.as_str()),
    ];
    let found: Vec<(String, Rule)> =
        problems_of(&files).into_iter().map(|problem| (problem.file, problem.rule)).collect();
    assert_eq!(
        found,
        [
            ("skills/b.toml".to_owned(), Rule::Cycle("b → c → b".into())),
            ("skills/c.toml".to_owned(), Rule::Cycle("c → b → c".into())),
        ]
    );
    let itself = bad_skill("prerequisites = []", "prerequisites = ['good-skill']");
    assert_eq!(itself, [(Rule::Cycle("good-skill → good-skill".into()), Some(6))]);
}

#[test]
fn every_bad_list_has_its_own_error_on_its_line() {
    let twice = |what: &str, other: &str| Rule::Twice(what.into(), other.into());
    let group =
        "[[groups]]\nid = 'vneid'\nplatform = true\nname = { vi = 'VNeID', en = 'VNeID' }\n";
    let again = format!("{group}{group}");
    let consent = "[[consent]]\nnumber = 1\n";
    let consent_again = "[[consent]]\nnumber = 1\nfor = 'class'\nsince = '2026-11-23'\nsay = { vi = 'a', en = 'b' }\n[[consent]]\nnumber = 1\n";
    let table: &[(&str, &str, Rule, u32)] = &[
        (group, &again, twice("vneid", "groups[0]"), 8),
        (consent, consent_again, twice("1", "consent[0]"), 20),
        (consent, "[[consent]]\nnumber = 0\n", Rule::NumberZero, 15),
        ("since = '2026-11-23'", "since = '2026-11-24'", Rule::DayAfterPack, 17),
        ("number = '113'\n", "", Rule::NoNumber, 19),
        ("number = '113'", "setting = 'commune.x'", Rule::NotThere("commune.x".into()), 22),
        ("kind = 'source'", "kind = 'common-knowledge'", Rule::NoDay, 25),
        ("area = 'money'", "area = 'health'", Rule::NotThere("health".into()), 28),
        ("right = 0", "right = 2", Rule::Answers, 30),
        (", { vi = 'Đi', en = 'Go' }", "", Rule::Answers, 30),
        ("{ vi = 'Vì vậy.', en = 'Because.' }", "{ vi = 'Vì vậy.' }", Rule::NoWords("en"), 32),
    ];
    for (from, to, rule, line) in table {
        assert_eq!(bad_list(from, to), [(rule.clone(), Some(*line))], "{from} → {to}");
    }
    assert_eq!(bad_list("version = 1\n", ""), [(Rule::Missing("version"), None)]);
    assert_eq!(bad_list("made = '2026-11-23'\n", ""), [(Rule::Missing("made"), None)]);
}

#[test]
fn a_folder_is_read_with_its_skills_and_without_what_is_no_content() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for part in ["skills", "pictures"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    write("lists.toml", LISTS);
    write("Cargo.toml", "[package]");
    write("README.md", "how to");
    write("skills/good-skill.toml", SKILL);
    write("skills/good-skill.toml.orig", "left by an editor");
    write("pictures/a.webp", "x");
    let loaded = load_folder(folder.path()).unwrap();
    let unused: Vec<_> = lint(&loaded).into_iter().map(|it| (it.file, it.rule)).collect();
    assert_eq!(unused, [("pictures/a.webp".to_owned(), Rule::Unused)]);
    assert_eq!(loaded.into_pack().skills.len(), 1);

    let problems = load_folder(&folder.path().join("nowhere")).unwrap_err().0;
    assert!(matches!(problems[0].rule, Rule::Unreadable(_)), "{problems:?}");
}

#[test]
fn a_list_stands_in_one_file() {
    let found = problems_of(&[
        ("a.toml", LISTS),
        ("b.toml", "[[areas]]\nid = 'safety'\nname = { vi = 'a', en = 'b' }\n"),
    ]);
    let rules: Vec<_> = found.iter().map(|it| (it.file.as_str(), it.line, &it.rule)).collect();
    assert_eq!(rules, [("b.toml", Some(1), &Rule::ListTwice("areas".into()))]);
}

#[test]
fn pictures_are_small_and_every_one_is_used() {
    let skill = SKILL.replacen(
        "id = 'open'\n",
        "id = 'open'\npicture = { file = 'pictures/a.webp', alt = { vi = 'Nút', en = 'Button' } }\n",
        1,
    );
    let large = "x".repeat(camtay_content::lint::MAX_PICTURE + 1);
    let found = problems_of(&[
        ("lists.toml", LISTS),
        ("skills/good-skill.toml", &skill),
        ("pictures/a.webp", &large),
        ("pictures/b.webp", "x"),
    ]);
    let rules: Vec<_> = found.iter().map(|it| (it.file.as_str(), it.line, &it.rule)).collect();
    assert_eq!(
        rules,
        [
            ("pictures/b.webp", None, &Rule::Unused),
            ("skills/good-skill.toml", Some(9), &Rule::FileTooLarge(6144)),
        ]
    );
}

#[test]
fn a_problem_says_where_it_is_and_what_to_write_in_both_languages() {
    let skill = SKILL.replacen("'Bấm “Mở”'", "'Bấm “Mở” rồi chờ'", 1);
    let found = problems_of(&[("lists.toml", LISTS), ("skills/good-skill.toml", &skill)]);
    assert_eq!(
        found[0].to_string(),
        "skills/good-skill.toml:11 (steps[0].say.vi)\n  \
         Bước này có hai việc (chữ “rồi”). Tách thành hai bước.\n  \
         This step has two actions (the word “rồi”). Make two steps of it."
    );
}
