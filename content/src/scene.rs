//! What a picture shows: a phone, the relevant part of its screen, the place to touch.
//!
//! Scenes stand in `scenes/SKILL.toml`, one file beside each skill. From them
//! `camtay-pictures` draws; this crate only knows what they say.

use serde::{Deserialize, Serialize};

use crate::Text;

/// `HangUp` → `hang-up`.
fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

macro_rules! kinds {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])+ $kind:ident => $vi:literal, $en:literal;)+ }) => {
        $(#[$of])*
        pub enum $name {
            $($(#[$doc])+ $kind,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// Its name in a scene: `hang-up`.
            #[must_use]
            pub fn name(self) -> String {
                match self {
                    $(Self::$kind => kebab(stringify!($kind)),)+
                }
            }

            /// What it is called, in Vietnamese and in English.
            #[must_use]
            pub fn called(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$kind => ($vi, $en),)+
                }
            }
        }
    };
}

mod drawings;

pub use drawings::{Drawing, Icon};

/// The pictures of one skill: a file of `scenes/`, named after the skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneFile {
    /// Steps that happen on no screen, and so have no picture.
    #[serde(default)]
    pub off_screen: Vec<String>,
    /// The others, a picture each.
    #[serde(default)]
    pub pictures: Vec<Scene>,
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// The step it belongs to.
    pub step: String,
    /// Where the hand points: words or the icon of one of the pieces.
    #[serde(default)]
    pub touch: Option<String>,
    /// What to read, ringed without a hand.
    #[serde(default)]
    pub look: Option<String>,
    /// What stands around the pieces.
    #[serde(default)]
    pub frame: Frame,
    /// The pieces, from top to bottom.
    pub screen: Vec<Piece>,
    /// For those who cannot see it, where the pieces alone do not say enough.
    #[serde(default)]
    pub alt: Option<Text>,
}

/// What stands around the pieces.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// A phone; its lower end where a piece belongs there, else its upper end.
    #[default]
    Phone,
    /// The screen of a computer; a mouse pointer instead of the hand.
    Computer,
    /// Nothing: things on the table.
    None,
}

/// One piece of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its kind.
    pub is: Kind,
    /// Its words, as they stand on the screen.
    #[serde(default)]
    pub says: String,
    /// A second, smaller line.
    #[serde(default)]
    pub under: Option<String>,
    /// What stands in a field; `•` for what nobody sees.
    #[serde(default)]
    pub value: Option<String>,
    /// A small button or word at the right.
    #[serde(default)]
    pub action: Option<String>,
    /// An icon.
    #[serde(default)]
    pub icon: Option<Icon>,
    /// Several words beside each other or below: apps, tabs, two buttons, lines of a slip.
    #[serde(default)]
    pub names: Vec<String>,
    /// Icons of those names.
    #[serde(default)]
    pub icons: Vec<Icon>,
    /// Rows of a table.
    #[serde(default)]
    pub rows: Vec<Vec<String>>,
    /// Switched on, ticked, chosen.
    #[serde(default)]
    pub on: bool,
    /// How many: dots typed, grey lines.
    #[serde(default)]
    pub count: u8,
    /// What a photo or a viewfinder shows.
    #[serde(default)]
    pub shows: Option<Drawing>,
    /// Drawn lighter: a hint in an empty field, a button that is not the main one.
    #[serde(default)]
    pub quiet: bool,
    /// Of the person who holds the phone: a message at the right.
    #[serde(default)]
    pub mine: bool,
}

kinds! {
    /// Kinds of pieces.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Kind {
        /// The bar at the top: an arrow back, where one is, perhaps an icon at the right.
        Title => "thanh tên", "title bar";
        /// A box to search in.
        Search => "ô tìm kiếm", "search box";
        /// A browser's address.
        Address => "ô địa chỉ", "address box";
        /// A box to type in, with its name above.
        Field => "ô", "box";
        /// The box at the bottom to write a message in.
        Compose => "ô viết tin", "message box";
        /// A button.
        Button => "nút", "button";
        /// Two buttons side by side.
        Two => "hai nút", "two buttons";
        /// A row of a list.
        Row => "dòng", "row";
        /// An app in the store: name, who makes it, a button.
        App => "ứng dụng", "app";
        /// Apps, or tiles of an app, beside each other.
        Tiles => "các ô", "tiles";
        /// The bar at the bottom.
        Tabs => "hàng dưới cùng", "bottom bar";
        /// A keyboard.
        Keyboard => "bàn phím", "keyboard";
        /// A keyboard of digits.
        Keypad => "bàn phím số", "number keys";
        /// Dots instead of digits that nobody may see.
        Dots => "các chấm tròn", "dots";
        /// A question in front of everything.
        Dialog => "câu hỏi", "question";
        /// What a bank shows when money has gone.
        Slip => "phiếu", "slip";
        /// A message.
        Bubble => "tin nhắn", "message";
        /// A message that appears at the top.
        Banner => "tin báo", "notice";
        /// A switch.
        Toggle => "nút gạt", "switch";
        /// A box to tick.
        Check => "ô đánh dấu", "tick box";
        /// One of several to choose.
        Choice => "lựa chọn", "choice";
        /// A photo.
        Photo => "hình", "picture";
        /// What the camera sees, within its frame.
        Camera => "máy ảnh", "camera";
        /// A ring that turns while one waits.
        Spinner => "vòng tròn đang chạy", "turning ring";
        /// Seconds that run down.
        Seconds => "đồng hồ đếm giây", "seconds";
        /// A large line.
        Heading => "chữ lớn", "heading";
        /// Plain words.
        Text => "chữ", "words";
        /// Grey lines in place of words that do not matter.
        Lines => "mấy dòng chữ", "lines of text";
        /// A card or paper on the screen.
        Card => "giấy tờ", "paper";
        /// How things stand: a word in a coloured box.
        Status => "trạng thái", "state";
        /// A call.
        Call => "cuộc gọi", "call";
        /// A film.
        Video => "phim", "film";
        /// A table.
        Table => "bảng", "table";
        /// A QR code.
        Qr => "mã QR", "QR code";
    }
}
