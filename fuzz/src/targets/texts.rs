//! Texts: of QR codes, of people, of answers.

use std::fmt::Debug;

use camtay_core::store::{SESSION_PREFIX, SessionCard};
use camtay_journal::base32;
use camtay_journal::bytes::to_hex;
use camtay_journal::vietnamese::{
    Day, PhoneNumber, SearchTerms, WrittenDate, equality_key, find_id_number, folded, format_day,
    given_name, nfc, refuse_id_numbers, same_text, sort_key,
};
use camtay_journal::wire::{
    EnrolAnswer, EnrolRequest, INVITATION_PREFIX, Invitation, NonceAnswer, Refusal, Standing,
    TokenAnswer, TokenRequest, Watermark,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::choice;

/// The text of an invitation; or bytes whose check is right.
pub fn invitation(data: &[u8]) {
    let (choice, data) = choice(data);
    let text = match (choice, std::str::from_utf8(data)) {
        (0, Ok(text)) => text.to_owned(),
        _ => {
            let check = Sha256::digest(data);
            let bytes = [data, &check[..4]].concat();
            format!("{INVITATION_PREFIX}{}", base32::encode(&bytes))
        }
    };
    if let Ok(invitation) = Invitation::from_text(&text) {
        let again = invitation.to_text().unwrap();
        assert_eq!(Invitation::from_text(&again).unwrap(), invitation);
    }
}

/// The text of a colleague's session; or the bytes behind it.
pub fn session(data: &[u8]) {
    let (choice, data) = choice(data);
    let text = match (choice, std::str::from_utf8(data)) {
        (0, Ok(text)) => text.to_owned(),
        _ => {
            let hex = to_hex(data).to_ascii_uppercase();
            format!("{}{hex}", SESSION_PREFIX)
        }
    };
    if let Ok(card) = SessionCard::from_text(&text) {
        let again = card.to_text().unwrap();
        assert_eq!(SessionCard::from_text(&again).unwrap(), card);
    }
}

/// What somebody typed: names, numbers, dates, anything.
pub fn vietnamese(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let stored = nfc(text);
    assert_eq!(nfc(&stored), stored);
    let searched = folded(text);
    assert_eq!(folded(&searched), searched);
    assert!(same_text(text, &stored), "storing changed what a text says");
    assert_eq!(equality_key(&equality_key(text)), equality_key(text));
    assert!(stored.contains(given_name(&stored)));
    let _ = sort_key(text);
    let terms = SearchTerms::parse(text);
    assert!(terms.matches(&searched), "a text is found by itself");
    assert_eq!(find_id_number(text), refuse_id_numbers(text).is_err());
    if let Ok(number) = PhoneNumber::parse(text) {
        assert_eq!(PhoneNumber::parse(&number.to_string()).unwrap(), number);
        assert_eq!(PhoneNumber::parse(&number.grouped()).unwrap(), number);
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        assert_eq!(Day::from_number(day.number()), Some(day));
        let _ = (day.monday(), day.weekday(), day.plus(1), day.plus(-1), format_day(day));
    }
    if let Ok(date) = text.parse::<WrittenDate>() {
        let today = Day::from_ymd(2026, 11, 20).unwrap();
        let _ = (date.year(), date.on_or_after(today));
    }
}

/// JSON on the wire, in both directions.
pub fn messages(data: &[u8]) {
    let (choice, data) = choice(data);
    match choice % 8 {
        0 => message::<EnrolRequest>(data),
        1 => message::<TokenRequest>(data),
        2 => message::<Standing>(data),
        3 => message::<Watermark>(data),
        4 => message::<Refusal>(data),
        5 => message::<NonceAnswer>(data),
        6 => message::<TokenAnswer>(data),
        _ => message::<EnrolAnswer>(data),
    }
}

/// A message says the same when it is written and read once more.
fn message<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &[u8]) {
    if let Ok(message) = serde_json::from_slice::<T>(json) {
        let again = serde_json::to_vec(&message).unwrap();
        assert_eq!(serde_json::from_slice::<T>(&again).unwrap(), message);
    }
}
