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
pub mod lint;
mod load;
mod locate;
mod pack;
mod pack_file;
mod pictures;
mod problem;
pub mod scene;
mod skill;
mod text;

pub use built_in::BUILT_IN_FILES;
pub use check::QUESTIONS;
pub use commune::OWN_NUMBERS;
pub use extras::{
    Area, Channel, CheckQuestion, ConsentFor, ConsentWording, HelpLine, PracticeHousehold,
    PracticeResident, ScamKind, Setting, Situation,
};
pub use folder::{ContentFiles, load_folder};
pub use lint::lint;
pub use load::{Loaded, SourceFile, load};
pub use pack::Pack;
pub use pack_file::{FORMAT, MAX_FILE, MAX_PAYLOAD, PackError};
pub use pictures::Place;
pub use problem::{Problem, Problems, Rule};
pub use skill::{Group, GroupId, Picture, Skill, Source, SourceKind, Step, Variant};
pub use text::Text;
