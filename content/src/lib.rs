//! The guides: what a volunteer and a resident go through together, step by step.
//!
//! A skill is one readable TOML file under `content/skills/`. [`load()`] reads such files,
//! [`lint()`] refuses what a villager could not follow or nobody could check, and a
//! [`Pack`] carries the result, signed, from the hall to the phones. Hall and phone
//! always have [`Pack::built_in`].

#![forbid(unsafe_code)]

mod built_in;
mod check;
mod commune;
mod day;
mod describe;
mod extras;
mod folder;
mod leaflet;
pub mod lint;
mod load;
mod locate;
mod opus;
mod pack;
mod pack_file;
mod pictures;
mod practice;
mod problem;
mod reading;
mod review;
pub mod scene;
mod screens;
mod skill;
mod text;
mod unsigned;
mod written_out;

pub use built_in::BUILT_IN_FILES;
pub use check::QUESTIONS;
pub use commune::OWN_NUMBERS;
pub use extras::{
    Area, Channel, CheckQuestion, ConsentFor, ConsentWording, HelpLine, ScamKind, Setting,
    Situation,
};
pub use folder::{ContentFiles, load_folder};
pub use leaflet::{Leaflet, LeafletMark, LeafletPoint};
pub use lint::lint;
pub use load::{Loaded, SourceFile, load};
pub use pack::Pack;
pub use pack_file::{FORMAT, MAX_FILE, MAX_PAYLOAD, PackError};
pub use pictures::Place;
pub use practice::{PracticeExercise, PracticeHousehold, PracticeListed, PracticeResident};
pub use problem::{Problem, Problems, Rule};
pub use reading::{MAX_READING_SECONDS, SYLLABLES_A_MINUTE, reading_seconds};
pub use review::{Age, Differs, Review, Spread};
pub use screens::{SCREENS_FORMAT, ScreenReport, ScreenReports, ScreensError};
pub use skill::{Group, GroupId, Picture, Skill, Source, SourceKind, Step, Variant};
pub use text::Text;
