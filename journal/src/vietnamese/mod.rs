//! What Vietnamese text, names, phone numbers and dates ask of software. Pure
//! functions, so that the phone and the hall always agree.

mod date;
mod day;
mod id_number;
mod name;
mod phone;
mod search;
mod text;

pub use date::{BadDate, WrittenDate, format_day, format_day_short};
pub use day::{BadDay, Day};
pub use id_number::{IdNumberFound, find_id_number, refuse_id_numbers};
pub use name::{given_name, sort_key};
pub use phone::{PhoneError, PhoneNumber};
pub use search::SearchTerms;
pub use text::{equality_key, folded, nfc, same_text};
