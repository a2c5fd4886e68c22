//! What may be wrong with a row, and what to do about it. Never says what stands in the
//! cell: a list of bad rows may be shown and kept, a name may not.

use camtay_content::Text;
use camtay_journal::vietnamese::PhoneError;
use serde::Serialize;

use super::columns::List;

/// A row that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadRow {
    /// In which list.
    pub list: List,
    /// Its line (CSV) or row (XLSX), from 1.
    pub line: u32,
    /// The column, by the name that the documentation gives it.
    pub column: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

impl BadRow {
    /// What is wrong and what to do, in one sentence of `language` (`vi`, `en`).
    #[must_use]
    pub fn sentence(&self, language: &str) -> String {
        let why = self.problem.why();
        let what_to_do = self.problem.what_to_do();
        format!("{}: {}", why.in_language(language), what_to_do.in_language(language))
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing stands where something must.
    Missing,
    /// More than is kept.
    TooLong,
    /// What may be the number of an identity paper or account.
    IdNumber,
    /// A key with a character that separates keys.
    BadKey,
    /// A key that another row of the same file has.
    DuplicateKey {
        /// The line of that row.
        first_line: u32,
    },
    /// No date, or one without its year.
    BadDay,
    /// No year, or one in which nobody living was born.
    BadYear,
    /// A person under 18.
    Minor,
    /// No mobile number.
    BadPhone,
    /// A phone number without its leading zero.
    LostZero,
    /// A word that isn't one of those understood.
    BadWord {
        /// Those understood.
        allowed: &'static str,
    },
    /// No such village.
    UnknownVillage,
    /// No such team.
    UnknownTeam,
    /// No such household.
    UnknownHousehold,
    /// The village no longer exists.
    VillageGone,
    /// The last day lies before the first.
    EndsBeforeItBegins,
    /// A successor without a last day.
    SuccessorWithoutEnd,
    /// Villages that succeed each other in a ring.
    SuccessorRing,
    /// The successor ended no later.
    SuccessorGone,
}

impl From<PhoneError> for Problem {
    fn from(_: PhoneError) -> Self {
        Self::BadPhone
    }
}

impl Problem {
    /// What is so.
    #[must_use]
    pub fn why(self) -> Text {
        match self {
            Self::Missing => text("ô này còn trống", "this cell is empty"),
            Self::TooLong => text("chữ trong ô dài quá", "the text is too long"),
            Self::IdNumber => text(
                "trong ô có dãy số giống số giấy tờ hoặc số tài khoản",
                "the cell holds what looks like the number of an identity paper or account",
            ),
            Self::BadKey => text(
                "mã có dấu phẩy, chấm phẩy hoặc gạch đứng",
                "the key holds a comma, a semicolon or a bar",
            ),
            Self::DuplicateKey { first_line } => Text {
                vi: format!("mã này đã có ở dòng {first_line}"),
                en: format!("line {first_line} has this key already"),
                ..Text::default()
            },
            Self::BadDay => {
                text("đây chưa phải là một ngày đủ năm", "this is no date with its year")
            }
            Self::BadYear => text("đây chưa phải là một năm sinh", "this is no birth year"),
            Self::Minor => text("người này chưa đủ 18 tuổi", "this person is under 18"),
            Self::BadPhone => text(
                "đây chưa phải là một số điện thoại di động",
                "this is no Vietnamese mobile number",
            ),
            Self::LostZero => {
                text("số điện thoại bị mất số 0 ở đầu", "the phone number has lost its leading 0")
            }
            Self::BadWord { .. } => {
                text("chưa hiểu chữ trong ô này", "this word is not understood")
            }
            Self::UnknownVillage => text("chưa có thôn nào mang mã này", "no village has this key"),
            Self::UnknownTeam => text("chưa có tổ nào mang mã này", "no team has this key"),
            Self::UnknownHousehold => {
                text("chưa có hộ nào mang mã này", "no household has this key")
            }
            Self::VillageGone => text("thôn này không còn nữa", "this village no longer exists"),
            Self::EndsBeforeItBegins => {
                text("ngày cuối đứng trước ngày đầu", "the last day lies before the first")
            }
            Self::SuccessorWithoutEnd => {
                text("có thôn kế thừa mà chưa có ngày cuối", "there is a successor but no last day")
            }
            Self::SuccessorRing => text(
                "các thôn kế thừa nhau thành vòng",
                "these villages succeed each other in a ring",
            ),
            Self::SuccessorGone => text(
                "thôn kế thừa đã thôi trước hoặc cùng ngày",
                "the successor ended no later than this village",
            ),
        }
    }

    /// What to do.
    #[must_use]
    pub fn what_to_do(self) -> Text {
        match self {
            Self::Missing => text("điền vào rồi nhập lại", "fill it in and import again"),
            Self::TooLong => text("viết gọn lại", "shorten it"),
            Self::IdNumber => text(
                "xoá dãy số ấy đi; hệ thống không giữ số giấy tờ",
                "delete that number; such numbers are not kept",
            ),
            Self::BadKey => {
                text("đổi mã, chỉ dùng chữ, số và gạch nối", "use letters, digits and dashes only")
            }
            Self::DuplicateKey { .. } => {
                text("cho mỗi dòng một mã riêng", "give each row its own key")
            }
            Self::BadDay => text("viết như 20/11/2026", "write it like 20/11/2026"),
            Self::BadYear => text(
                "viết đủ bốn số như 1958, hoặc để trống nếu chưa biết",
                "write four digits like 1958, or leave it empty when unknown",
            ),
            Self::Minor => text(
                "bỏ dòng này; người chưa đủ 18 tuổi chỉ đếm đầu người trong buổi, không ghi tên",
                "remove the row; people under 18 are counted as heads in a session, without a name",
            ),
            Self::BadPhone => text(
                "viết như 0912 345 678, hoặc để trống",
                "write it like 0912 345 678, or leave it empty",
            ),
            Self::LostZero => text(
                "định dạng cột này là Văn bản rồi viết lại số 0 ở đầu",
                "format the column as Text and write the 0 again",
            ),
            Self::BadWord { allowed } => Text {
                vi: format!("dùng một trong các chữ: {allowed}"),
                en: format!("use one of: {allowed}"),
                ..Text::default()
            },
            Self::UnknownVillage => text(
                "sửa mã, hoặc nhập danh sách thôn trước; cũng có thể dòng của thôn ấy còn chỗ phải sửa",
                "correct the key or import the villages first; perhaps that village's own row needs correcting",
            ),
            Self::UnknownTeam => text(
                "sửa mã, hoặc nhập danh sách tổ trước; cũng có thể dòng của tổ ấy còn chỗ phải sửa",
                "correct the key or import the teams first; perhaps that team's own row needs correcting",
            ),
            Self::UnknownHousehold => text(
                "sửa mã, hoặc nhập danh sách hộ trước; cũng có thể dòng của hộ ấy còn chỗ phải sửa",
                "correct the key or import the households first; perhaps that household's own row needs correcting",
            ),
            Self::VillageGone => text("ghi mã của thôn kế thừa", "write the key of its successor"),
            Self::EndsBeforeItBegins => {
                text("xem lại hai ngày này", "look at these two dates again")
            }
            Self::SuccessorWithoutEnd => text(
                "điền ngày cuối, hoặc bỏ thôn kế thừa",
                "fill in the last day, or remove the successor",
            ),
            Self::SuccessorRing | Self::SuccessorGone => {
                text("ghi thôn nào còn lại sau cùng", "name the village that remained")
            }
        }
    }
}

fn text(vi: &str, en: &str) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned(), ..Text::default() }
}
