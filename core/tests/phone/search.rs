//! Finding people by what somebody remembers of them.

use camtay_core::commands::ResidentChange;
use camtay_core::read_models::SearchPage;
use camtay_journal::vietnamese::{SearchTerms, folded};
use proptest::prelude::*;

use crate::support::{Device, Hall, new_resident};

fn names(page: &SearchPage) -> Vec<&str> {
    page.residents.iter().map(|found| found.name.as_str()).collect()
}

fn village(people: &[(&str, &str)]) -> (Hall, Device) {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    for (head, name) in people {
        let household = device.household(hall.villages[0], head);
        device.resident(&household, name);
    }
    (hall, device)
}

#[test]
fn a_name_is_found_without_marks_and_in_any_order() {
    let (_, mut device) = village(&[("Trần Văn Đức", "Nguyễn Thị Hoà"), ("Hồ A", "Lê Văn Hoàng")]);
    for query in
        ["nguyen thi hoa", "hoa nguyen", "HOÀ thị", "hòa ng", "nguye\u{302}\u{303}n", "ng h t"]
    {
        assert_eq!(names(&device.phone.search(query, 10).unwrap()), ["Nguyễn Thị Hoà"], "{query}");
    }
    assert_eq!(names(&device.phone.search("hoa", 10).unwrap()), ["Nguyễn Thị Hoà", "Lê Văn Hoàng"]);
    assert_eq!(names(&device.phone.search("hoa hoa", 10).unwrap()), [""; 0]);
    assert_eq!(device.phone.search("  ", 10).unwrap(), SearchPage::default());
}

#[test]
fn those_called_so_come_before_those_with_that_in_their_name() {
    let (_, mut device) = village(&[
        ("A", "Hoà Văn An"),
        ("A", "Trần Thị Hoà"),
        ("A", "Lê Thị Hoà"),
        ("A", "Bùi Hoà Bình"),
    ]);
    let page = device.phone.search("hoa", 10).unwrap();
    assert_eq!(names(&page), ["Lê Thị Hoà", "Trần Thị Hoà", "Hoà Văn An", "Bùi Hoà Bình"]);
    let page = device.phone.search("hoa", 2).unwrap();
    assert_eq!(names(&page), ["Lê Thị Hoà", "Trần Thị Hoà"]);
    assert!(page.more);
}

#[test]
fn a_household_is_found_by_its_head_and_a_resident_says_year_village_and_head() {
    let (_, mut device) = village(&[("Trần Văn Đức", "Nguyễn Thị Hoà")]);
    let page = device.phone.search("duc", 10).unwrap();
    assert!(page.residents.is_empty());
    assert_eq!(page.households[0].head, "Trần Văn Đức");
    assert_eq!(page.households[0].village_name, "Suối Môn");
    let page = device.phone.search("hoa", 10).unwrap();
    let found = &page.residents[0];
    assert_eq!(found.birth_year, Some(1961));
    assert_eq!((found.head.as_str(), found.village_name.as_str()), ("Trần Văn Đức", "Suối Môn"));
}

#[test]
fn a_phone_number_is_found_by_its_digits_however_they_are_written() {
    let (_, mut device) = village(&[("A", "Lê Văn Hoàng")]);
    let household =
        device.household(device.phone.store().unwrap().assigned_villages().unwrap()[0], "B");
    let mut new = new_resident(&household, "Nguyễn Thị Hoà");
    new.phone = Some("+84 912.345.678".to_owned());
    device.phone.add_resident(&new).unwrap();
    for query in ["0912345678", "0912 345 678", "+84912", "345.678", "678"] {
        assert_eq!(names(&device.phone.search(query, 10).unwrap()), ["Nguyễn Thị Hoà"], "{query}");
    }
    assert!(device.phone.search("0999", 10).unwrap().residents.is_empty());
    assert!(device.phone.search("12", 10).unwrap().residents.is_empty());
}

#[test]
fn what_changed_after_the_first_search_is_found_as_it_is_now() {
    let (_, mut device) = village(&[("A", "Lê Văn Hoàng"), ("B", "Nguyễn Thị Hoà")]);
    let page = device.phone.search("hoang", 10).unwrap();
    let id = page.residents[0].id.clone();
    let change =
        ResidentChange { name: Some("Lê Văn Bảy".to_owned()), ..ResidentChange::of(&id) };
    device.phone.change_resident(&change).unwrap();
    assert!(device.phone.search("hoang", 10).unwrap().residents.is_empty());
    assert_eq!(names(&device.phone.search("bay", 10).unwrap()), ["Lê Văn Bảy"]);
    let first = device.phone.people(&village_of(&device), None, 1).unwrap();
    assert_eq!(first.lines[0].name, "Lê Văn Bảy");
    let second = device.phone.people(&village_of(&device), first.next.as_deref(), 10).unwrap();
    assert_eq!(second.lines[0].name, "Nguyễn Thị Hoà");
    assert_eq!(second.next, None);
}

fn village_of(device: &Device) -> String {
    device.phone.store().unwrap().assigned_villages().unwrap()[0].to_string()
}

const WORDS: [&str; 14] = [
    "Nguyễn", "Trần", "Hồ", "Thị", "Văn", "Hoà", "Hoàng", "Đức", "Đa", "Ánh", "Anh", "Y", "H'Hen",
    "Thị",
];

fn a_name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..5)
        .prop_map(|words| words.join(" "))
}

fn a_query() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(WORDS.to_vec()), 1usize..6)
        .prop_map(|(word, length)| folded(word).chars().take(length).collect::<String>());
    prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn finds_exactly_those_whose_name_has_the_words(
        people in prop::collection::vec(a_name(), 1..25),
        later in prop::collection::vec(a_name(), 0..10),
        queries in prop::collection::vec(a_query(), 1..12),
    ) {
        let mut hall = Hall::new();
        let mut device = Device::enrolled(&mut hall, 1);
        let household = device.household(hall.villages[0], "…");
        for name in &people {
            device.resident(&household, name);
        }
        device.phone.prepare_search().unwrap();
        for name in &later {
            device.resident(&household, name);
        }
        for query in &queries {
            let terms = SearchTerms::parse(query);
            let mut expected: Vec<_> =
                people.iter().chain(&later).filter(|name| terms.matches(&folded(name))).collect();
            expected.sort();
            let page = device.phone.search(query, 50).unwrap();
            let mut found = names(&page);
            found.sort();
            prop_assert_eq!(found, expected, "{}", query);
        }
    }
}
