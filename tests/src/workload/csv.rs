//! A commune as the lists that an officer would import.

use std::fs;
use std::io;
use std::path::Path;

use super::commune::Commune;

impl Commune {
    /// Writes `villages.csv`, `teams.csv`, `volunteers.csv`, `households.csv` and
    /// `residents.csv` into a folder.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn write_csv(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut villages = String::from("ma_thon,ten_thon,tu_ngay\n");
        let mut teams = String::from("ma_to,ten_to,ma_thon\n");
        let mut volunteers = String::from("ma_tnv,ho_ten,loai,dien_thoai,ma_to,ngay_vao_to\n");
        let mut households = String::from("ma_ho,ma_thon,chu_ho,cho_o\n");
        let mut residents =
            String::from("ma_nguoi,ma_ho,ho_ten,nam_sinh,nguoi_lon,dien_thoai,nghe\n");
        for village in &self.villages {
            row(&mut villages, &[&village.key, &village.name, "01/07/2025"]);
            row(&mut teams, &[&village.team, &format!("Tổ {}", village.name), &village.key]);
            for volunteer in &village.volunteers {
                let kind = if volunteer.pupil { "học sinh" } else { "tổ viên" };
                let cells = [&volunteer.key, &volunteer.name, kind, &volunteer.phone];
                row(&mut volunteers, &[&cells[..], &[&village.team, "01/08/2025"]].concat());
            }
            for household in &village.households {
                row(
                    &mut households,
                    &[&household.key, &village.key, &household.head, &household.place],
                );
                for resident in &household.residents {
                    let year = resident.birth_year.map(|year| year.to_string());
                    row(
                        &mut residents,
                        &[
                            &resident.key,
                            &household.key,
                            &resident.name,
                            year.as_deref().unwrap_or_default(),
                            "có",
                            resident.phone.as_deref().unwrap_or_default(),
                            if resident.worker { "công nhân" } else { "" },
                        ],
                    );
                }
            }
        }
        let lists = [
            ("villages.csv", villages),
            ("teams.csv", teams),
            ("volunteers.csv", volunteers),
            ("households.csv", households),
            ("residents.csv", residents),
        ];
        lists.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
    }
}

/// No cell of a generated commune holds a comma, a quotation mark or a line's end.
fn row(list: &mut String, cells: &[&str]) {
    list.push_str(&cells.join(","));
    list.push('\n');
}

#[cfg(test)]
mod tests {
    use crate::workload::{Commune, CommuneKind, Size};

    #[test]
    fn every_resident_stands_in_the_list_once_with_as_many_cells_as_the_header() {
        let size = Size { villages: 4, households: 30, volunteers: 3 };
        let commune = Commune::generate(3, CommuneKind::Rural, size);
        let folder = tempfile::tempdir().unwrap();
        commune.write_csv(folder.path()).unwrap();
        let list = std::fs::read_to_string(folder.path().join("residents.csv")).unwrap();
        let cells: Vec<_> = list.lines().map(|line| line.split(',').count()).collect();
        assert_eq!(cells.len(), 1 + commune.residents().count());
        assert!(cells.iter().all(|count| *count == cells[0]));
    }
}
