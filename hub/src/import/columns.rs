//! The lists and their columns: which header names are understood.

use std::fmt;

use camtay_journal::vietnamese::folded;

/// One of the commune's lists, in the order in which they build on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Thôn, tổ dân phố.
    Villages,
    /// Tổ công nghệ số cộng đồng.
    Teams,
    /// Tình nguyện viên.
    Volunteers,
    /// Hộ.
    Households,
    /// Người dân.
    Residents,
}

impl List {
    /// Every list, villages first.
    pub const ALL: [Self; 5] =
        [Self::Villages, Self::Teams, Self::Volunteers, Self::Households, Self::Residents];

    /// Its name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Villages => "villages",
            Self::Teams => "teams",
            Self::Volunteers => "volunteers",
            Self::Households => "households",
            Self::Residents => "residents",
        }
    }

    /// The names of the columns that are marked.
    pub(super) fn names_of(self, marked: &[(usize, bool)]) -> Vec<&'static str> {
        let marked = marked.iter().filter(|(_, marked)| *marked);
        marked.filter_map(|(at, _)| Some(self.columns().get(*at)?.name())).collect()
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Villages => &VILLAGES,
            Self::Teams => &TEAMS,
            Self::Volunteers => &VOLUNTEERS,
            Self::Households => &HOUSEHOLDS,
            Self::Residents => &RESIDENTS,
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A column: its names, the Vietnamese one first, and whether a list must have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Header names that are understood; case, marks, spaces, dashes and underscores make
    /// no difference.
    pub names: &'static [&'static str],
    /// Whether the list cannot be read without it.
    pub needed: bool,
}

impl Column {
    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// Whether a header cell names it.
    #[must_use]
    pub fn is(&self, header: &str) -> bool {
        let header = plain(header);
        self.names.iter().any(|name| plain(name) == header)
    }
}

fn plain(header: &str) -> String {
    folded(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

const fn needed(names: &'static [&'static str]) -> Column {
    Column { names, needed: true }
}

const fn optional(names: &'static [&'static str]) -> Column {
    Column { names, needed: false }
}

/// The place of the commune's key in every list.
pub const KEY: usize = 0;

/// Places of the columns of [`List::Villages`].
pub mod village {
    /// Name without the word for village.
    pub const NAME: usize = 1;
    /// First day.
    pub const FROM: usize = 2;
    /// Last day.
    pub const TO: usize = 3;
    /// Key of the village that took over.
    pub const SUCCESSOR: usize = 4;
}

const VILLAGES: [Column; 5] = [
    needed(&["ma_thon", "ma_to_dan_pho", "village_key", "key"]),
    needed(&["ten_thon", "ten_to_dan_pho", "village_name", "name"]),
    needed(&["tu_ngay", "valid_from", "from"]),
    optional(&["den_ngay", "valid_to", "to"]),
    optional(&["thon_ke_thua", "successor_key", "successor"]),
];

/// Places of the columns of [`List::Teams`].
pub mod team {
    /// Name.
    pub const NAME: usize = 1;
    /// Keys of its villages.
    pub const VILLAGES: usize = 2;
    /// Day on which it was dissolved.
    pub const ENDED: usize = 3;
}

const TEAMS: [Column; 4] = [
    needed(&["ma_to", "team_key", "key"]),
    needed(&["ten_to", "team_name", "name"]),
    needed(&["ma_thon", "cac_thon", "village_keys", "village_key", "villages"]),
    optional(&["ngay_giai_the", "ended"]),
];

/// Places of the columns of [`List::Volunteers`].
pub mod volunteer {
    /// Full name.
    pub const NAME: usize = 1;
    /// Kind.
    pub const KIND: usize = 2;
    /// Phone number.
    pub const PHONE: usize = 3;
    /// Keys of teams.
    pub const TEAMS: usize = 4;
    /// Day of joining them.
    pub const JOINED: usize = 5;
    /// Day of training.
    pub const TRAINED: usize = 6;
}

const VOLUNTEERS: [Column; 7] = [
    needed(&["ma_tnv", "ma_tinh_nguyen_vien", "volunteer_key", "key"]),
    needed(&["ho_ten", "ho_va_ten", "full_name", "name"]),
    needed(&["loai", "thanh_phan", "kind"]),
    optional(&["dien_thoai", "so_dien_thoai", "sdt", "phone"]),
    optional(&["ma_to", "team_keys", "team_key", "teams"]),
    optional(&["ngay_vao_to", "joined_on", "joined"]),
    optional(&["ngay_tap_huan", "trained_on", "trained"]),
];

/// Places of the columns of [`List::Households`].
pub mod household {
    /// Key of its village.
    pub const VILLAGE: usize = 1;
    /// Name of the head.
    pub const HEAD: usize = 2;
    /// Where the house is, in words.
    pub const PLACE: usize = 3;
}

const HOUSEHOLDS: [Column; 4] = [
    needed(&["ma_ho", "household_key", "key"]),
    needed(&["ma_thon", "ma_to_dan_pho", "village_key", "village"]),
    needed(&["chu_ho", "ten_chu_ho", "ho_ten_chu_ho", "head_name", "head"]),
    optional(&["cho_o", "dia_chi", "place", "address"]),
];

/// Places of the columns of [`List::Residents`].
pub mod resident {
    /// Key of the household.
    pub const HOUSEHOLD: usize = 1;
    /// Full name.
    pub const NAME: usize = 2;
    /// Birth year.
    pub const BIRTH_YEAR: usize = 3;
    /// An adult although the year is unknown.
    pub const ADULT: usize = 4;
    /// Phone number.
    pub const PHONE: usize = 5;
    /// Own, shared, keypad, none.
    pub const PHONE_KIND: usize = 6;
    /// Worker of a company or cooperative, or not.
    pub const OCCUPATION: usize = 7;
    /// Lives here, moved away, died, guest.
    pub const STATUS: usize = 8;
}

const RESIDENTS: [Column; 9] = [
    needed(&["ma_nguoi", "ma_nguoi_dan", "resident_key", "key"]),
    needed(&["ma_ho", "household_key", "household"]),
    needed(&["ho_ten", "ho_va_ten", "full_name", "name"]),
    needed(&["nam_sinh", "birth_year"]),
    optional(&["nguoi_lon", "adult"]),
    optional(&["dien_thoai", "so_dien_thoai", "sdt", "phone"]),
    optional(&["loai_may", "phone_kind"]),
    optional(&["nghe", "nhom_nghe", "occupation"]),
    optional(&["tinh_trang", "status"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_name_means_two_columns_of_one_list() {
        for list in List::ALL {
            let names: Vec<_> = list
                .columns()
                .iter()
                .flat_map(|column| column.names)
                .map(|name| plain(name))
                .collect();
            let once: std::collections::BTreeSet<_> = names.iter().collect();
            assert_eq!(names.len(), once.len(), "{list}");
        }
    }

    #[test]
    fn headers_are_understood_with_marks_spaces_and_capitals() {
        let name = List::Residents.columns()[resident::NAME];
        for header in ["ho_ten", "Họ tên", "HỌ VÀ TÊN ", "Full name"] {
            assert!(name.is(header), "{header}");
        }
        assert!(!name.is("tên"));
    }
}
