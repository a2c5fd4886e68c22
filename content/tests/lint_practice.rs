//! Deliberately bad situations, check questions and practice households, each with the one
//! rule that it breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use camtay_content::{Problem, Rule, SourceFile, lint, load};

const PACK: &str = "version = 1\nmade = '2026-11-26'\n";

const SITUATIONS: &str = "\
[[scam_kinds]]
id = 'fake-slip'
official = 4
name = { vi = 'Phiếu giả', en = 'Fake slips' }
source = { kind = 'source', text = 'Danh sách' }
[[situations]]
number = 1
id = 'slip'
channel = 'slip'
genuine = false
kind = 'fake-slip'
from = { vi = '0412 345 006', en = '0412 345 006' }
setting = { vi = 'Ở chợ.', en = 'At the market.' }
message = { vi = 'Xem ở huy.example', en = 'See huy.example' }
sign = { vi = 'Chưa thấy tiền.', en = 'No money came.' }
now = { vi = 'Gõ dichvucong.gov.vn', en = 'Type dichvucong.gov.vn' }
comfort = { vi = 'Không sao.', en = 'No harm.' }
source = { kind = 'source', text = 'Danh sách' }
";

fn problems_of(text: &str) -> Vec<Problem> {
    let files = [("lists.toml", text), ("pack.toml", PACK)];
    let files = files.map(|(name, text)| SourceFile { name, bytes: text.as_bytes() });
    match load(&files) {
        Ok(loaded) => lint(&loaded),
        Err(problems) => problems.0,
    }
}

/// What is wrong with `good` after `from` was replaced by `to`: rule and line.
fn bad(good: &str, from: &str, to: &str) -> Vec<(Rule, Option<u32>)> {
    assert!(good.contains(from), "{from}");
    problems_of(&good.replacen(from, to, 1)).into_iter().map(|it| (it.rule, it.line)).collect()
}

/// So many situations, the first `genuine` of them genuine.
fn situations(genuine: usize, all: usize) -> String {
    let (kinds, one) = SITUATIONS.split_at(SITUATIONS.find("[[situations]]").unwrap());
    let mut text = kinds.to_owned();
    for at in 0..all {
        let next = one
            .replace("number = 1\n", &format!("number = {}\n", at + 1))
            .replace("'slip'\nchannel", &format!("'slip-{at}'\nchannel"))
            .replace("genuine = false", &format!("genuine = {}", at < genuine));
        text.push_str(&next);
    }
    text
}

#[test]
fn a_good_situation_is_not_refused() {
    assert_eq!(problems_of(SITUATIONS), []);
}

#[test]
fn every_bad_situation_has_its_own_error_on_its_line() {
    let link = |host: &str| Rule::RealLink(host.into());
    let long = format!("'{}'", "chữ ".repeat(40).trim());
    let again = "[[scam_kinds]]\nid = 'fake-slip'\nofficial = 4\nname = { vi = 'a', en = 'b' }\nsource = { kind = 'source', text = 'x' }\n[[situations]]";
    let unpractised = again.replace("'fake-slip'\nofficial = 4", "'new-kind'");
    let twice = |what: &str| Rule::Twice(what.into(), "scam_kinds[0]".into());
    let table: &[(&str, &str, &[(Rule, u32)])] = &[
        (
            "id = 'fake-slip'",
            "id = 'Fake'",
            &[
                (Rule::BadId("Fake".into()), 2),
                (Rule::NoSituation("Fake".into()), 2),
                (Rule::NotThere("fake-slip".into()), 11),
            ],
        ),
        ("[[situations]]", again, &[(twice("fake-slip"), 7), (twice("4"), 8)]),
        ("[[situations]]", &unpractised, &[(Rule::NoSituation("new-kind".into()), 7)]),
        (
            "kind = 'fake-slip'\n",
            "",
            &[(Rule::NoSituation("fake-slip".into()), 2), (Rule::NoKind, 6)],
        ),
        ("genuine = false", "genuine = true", &[(Rule::NoSituation("fake-slip".into()), 2)]),
        ("kind = 'source'", "kind = 'common-knowledge'", &[(Rule::NoDay, 5)]),
        (
            "'0412 345 006', en",
            "'0912 345 006', en",
            &[(Rule::RealNumber("0912345006".into()), 12)],
        ),
        ("huy.example', en", "huy.com', en", &[(link("huy.com"), 14)]),
        ("huy.example', en", "xa.gov.vn', en", &[(link("xa.gov.vn"), 14)]),
        ("dichvucong.gov.vn', en", "dichvucong.vn', en", &[(link("dichvucong.vn"), 16)]),
        ("'Chưa thấy tiền.'", &long, &[(Rule::LongerThan(4, 3), 15)]),
        ("'Không sao.'", &long, &[(Rule::LongerThan(4, 2), 17)]),
    ];
    for (from, to, rules) in table {
        let expected: Vec<_> =
            rules.iter().map(|(rule, line)| (rule.clone(), Some(*line))).collect();
        assert_eq!(bad(SITUATIONS, from, to), expected, "{from} → {to}");
    }
    let channel = bad(SITUATIONS, "channel = 'slip'", "channel = 'letter'");
    assert!(matches!(channel[..], [(Rule::WrongValue(_), Some(9))]), "{channel:?}");
}

#[test]
fn a_genuine_message_may_name_a_public_office() {
    let text = situations(1, 2).replacen("huy.example', en", "xa.gov.vn', en", 1);
    assert_eq!(problems_of(&text), []);
}

#[test]
fn about_a_third_of_the_situations_is_genuine() {
    assert_eq!(problems_of(&situations(2, 6)), []);
    for genuine in [1, 4] {
        let found: Vec<Rule> =
            problems_of(&situations(genuine, 6)).into_iter().map(|it| it.rule).collect();
        assert_eq!(found, [Rule::Balance(genuine, 6)]);
    }
    assert_eq!(problems_of(&situations(0, 5)), [], "too few to speak of a share");
}

/// A check of four areas with two questions of each level, eight of sixteen asked.
fn check() -> String {
    let mut text = String::new();
    for area in ["a", "b", "c", "d"] {
        text.push_str(&format!(
            "[[areas]]\nid = '{area}'\nname = {{ vi = '{area}', en = '{area}' }}\nasks = [1, 2]\n"
        ));
    }
    for at in 0..16 {
        let (area, level) = (["a", "b", "c", "d"][at / 4], at % 2 + 1);
        text.push_str(&format!(
            "[[check_questions]]\nnumber = {}\narea = '{area}'\nlevel = {level}\n\
             ask = {{ vi = 'Làm gì?', en = 'What now?' }}\n\
             answers = [{{ vi = 'Dừng', en = 'Stop' }}, {{ vi = 'Đi', en = 'Go' }}]\n\
             right = 0\nbecause = {{ vi = 'Vì vậy.', en = 'Because.' }}\n",
            at + 1
        ));
    }
    text
}

#[test]
fn a_good_check_is_not_refused() {
    assert_eq!(problems_of(&check()), []);
}

#[test]
fn every_bad_check_has_its_own_error_on_its_line() {
    let check = check();
    let third = "{ vi = 'Dừng', en = 'Stop' }, { vi = 'Ngồi', en = 'Sit' }";
    let long = format!("'{}'", "chữ ".repeat(40).trim());
    let table: &[(&str, &str, &[(Rule, u32)])] = &[
        // Seven are asked, and nobody asks for level 2 of the first area.
        (
            "asks = [1, 2]",
            "asks = [1]",
            &[(Rule::CheckSize(7, 8), 1), (Rule::NeverAsked(2), 28), (Rule::NeverAsked(2), 44)],
        ),
        (
            "asks = [1, 2]",
            "asks = [1, 1]",
            &[
                (Rule::TooFewQuestions(1, 4), 4),
                (Rule::NeverAsked(2), 28),
                (Rule::NeverAsked(2), 44),
            ],
        ),
        ("level = 2", "level = 3", &[(Rule::TooFewQuestions(2, 2), 4), (Rule::NeverAsked(3), 28)]),
        ("level = 2\n", "", &[(Rule::TooFewQuestions(2, 2), 4), (Rule::NeverAsked(0), 25)]),
        (
            "right = 0\n",
            "right = 0\nsource = { kind = 'source', text = '' }\n",
            &[(Rule::EmptySource, 24)],
        ),
        ("'Làm gì?'", &long, &[(Rule::LongerThan(4, 3), 21)]),
        ("vi = 'Dừng'", &format!("vi = {long}"), &[(Rule::LongerThan(4, 2), 22)]),
    ];
    for (from, to, rules) in table {
        let expected: Vec<_> =
            rules.iter().map(|(rule, line)| (rule.clone(), Some(*line))).collect();
        assert_eq!(bad(&check, from, to), expected, "{from} → {to}");
    }
    // The second of its kind has another number of answers than the first.
    let (first, rest) = check.split_at(check.find("number = 3\n").unwrap());
    let uneven = format!("{first}{}", rest.replacen("{ vi = 'Dừng', en = 'Stop' }", third, 1));
    let found: Vec<_> = problems_of(&uneven).into_iter().map(|it| (it.rule, it.line)).collect();
    assert_eq!(found, [(Rule::UnevenAnswers(3, 2), Some(38))]);
}

const HOME: &str = "\
[practice]
village = { vi = 'Thôn Tập', en = 'Practice' }
head = 'Trần Văn Mẫu'
place = { vi = 'Cuối ngõ', en = 'The lane' }
[[practice.residents]]
id = 'mau'
name = 'Trần Văn Mẫu'
birth_year = 1958
about = { vi = 'Sợ bấm nhầm.', en = 'Fears a wrong tap.' }
[[practice.listed]]
name = 'Trần Văn Mẫu'
head = 'Trần Văn Mẫu'
same_as = 'mau'
[[practice.exercises]]
id = 'first-visit'
title = { vi = 'Lần đầu', en = 'First' }
scene = { vi = 'Cổng mở.', en = 'The gate opens.' }
task = { vi = 'Chào.', en = 'Say hello.' }
done = { vi = 'Đã đến.', en = 'Visited.' }
with = ['mau']
";

#[test]
fn every_bad_practice_household_has_its_own_error_on_its_line() {
    assert_eq!(problems_of(HOME), []);
    let there = |what: &str| Rule::NotThere(what.into());
    let long = format!("'{}'", "chữ ".repeat(40).trim());
    let again = "id = 'mau'\nname = 'A'\nbirth_year = 1960\nabout = { vi = 'a', en = 'b' }\n[[practice.residents]]\nid = 'mau'";
    let twice = |place: &str| Rule::Twice("mau".into(), place.into());
    let table: &[(&str, &str, Rule, u32)] = &[
        ("head = 'Trần Văn Mẫu'\nplace", "head = 'Ai đó'\nplace", there("Ai đó"), 3),
        ("id = 'mau'", "id = ''", Rule::BadId(String::new()), 6),
        ("id = 'mau'", again, twice("practice.residents[0].id"), 11),
        ("same_as = 'mau'", "same_as = 'thu'", there("thu"), 13),
        ("id = 'first-visit'", "id = 'First'", Rule::BadId("First".into()), 15),
        ("with = ['mau']", "with = ['thu']", there("thu"), 20),
        ("with = ['mau']", "with = []\nskill = 'pay'", there("pay"), 21),
        ("with = ['mau']", "with = []\noutcome = 'helped'", Rule::Missing("skill"), 14),
        ("'Cổng mở.'", &long, Rule::LongerThan(4, 3), 17),
    ];
    for (from, to, rule, line) in table {
        let found = bad(HOME, from, to);
        assert!(found.contains(&(rule.clone(), Some(*line))), "{from} → {to}: {found:?}");
    }
    let outcome = bad(HOME, "with = ['mau']", "with = []\noutcome = 'done'");
    assert!(matches!(outcome[..], [(Rule::WrongValue(_), Some(21))]), "{outcome:?}");
}
