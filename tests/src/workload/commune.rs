//! A commune: villages, teams, volunteers, households, residents.

use super::names;
use super::random::Random;

/// The year in which workloads play.
const YEAR: u16 = 2026;

/// What kind of commune-level unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommuneKind {
    /// A xã with thôn.
    Rural,
    /// A phường with tổ dân phố.
    Ward,
}

impl CommuneKind {
    /// The word for a village.
    #[must_use]
    pub fn village_word(self) -> &'static str {
        match self {
            Self::Rural => "thôn",
            Self::Ward => "tổ dân phố",
        }
    }
}

/// How large a commune to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Villages, each with a team of its own.
    pub villages: usize,
    /// Households a village.
    pub households: usize,
    /// Volunteers a team.
    pub volunteers: usize,
}

/// A commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Thôn or tổ dân phố.
    pub kind: CommuneKind,
    /// Five digits.
    pub code: String,
    /// With the word xã or phường.
    pub name: String,
    /// Its villages.
    pub villages: Vec<Village>,
}

/// A village and its team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// The commune's key for it.
    pub key: String,
    /// Its name without the word.
    pub name: String,
    /// The key of its team.
    pub team: String,
    /// The members of its team.
    pub volunteers: Vec<Volunteer>,
    /// Its households.
    pub households: Vec<Household>,
}

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volunteer {
    /// The commune's key for them.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// A pupil or student, else a member of the team.
    pub pupil: bool,
}

/// A household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// The commune's key for it.
    pub key: String,
    /// The head's full name.
    pub head: String,
    /// Where it is, in words.
    pub place: String,
    /// Its adults, the head first.
    pub residents: Vec<Resident>,
}

/// An adult.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// The commune's key for them.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Birth year, where the list has it.
    pub birth_year: Option<u16>,
    /// Phone number, where the list has it.
    pub phone: Option<String>,
    /// Worker of a company or cooperative.
    pub worker: bool,
}

impl Commune {
    /// A commune from a seed. A household has one to five adults, two and a half on average.
    #[must_use]
    pub fn generate(seed: u64, kind: CommuneKind, size: Size) -> Self {
        let mut random = Random::new(seed, "commune");
        let (name, code) = match kind {
            CommuneKind::Rural => ("xã Cồn Tiên", "19501"),
            CommuneKind::Ward => ("phường Đông Hà", "19333"),
        };
        let villages =
            (0..size.villages).map(|number| village(&mut random, kind, number, size)).collect();
        Self { kind, code: code.to_owned(), name: name.to_owned(), villages }
    }

    /// Every resident with the village and household they live in.
    pub fn residents(&self) -> impl Iterator<Item = (&Village, &Household, &Resident)> {
        self.villages.iter().flat_map(|village| {
            village.households.iter().flat_map(move |household| {
                household.residents.iter().map(move |resident| (village, household, resident))
            })
        })
    }
}

fn village(random: &mut Random, kind: CommuneKind, number: usize, size: Size) -> Village {
    let key = format!("V{:02}", number + 1);
    let name = match kind {
        CommuneKind::Ward => format!("{}", number + 1),
        CommuneKind::Rural => {
            let name = names::VILLAGES[number % names::VILLAGES.len()];
            match number / names::VILLAGES.len() {
                0 => name.to_owned(),
                round => format!("{name} {}", round + 1),
            }
        }
    };
    let volunteers = (1..=size.volunteers)
        .map(|at| Volunteer {
            key: format!("{key}-T{at:02}"),
            name: names::full_name(random),
            phone: names::phone(random),
            pupil: random.percent(20),
        })
        .collect();
    let households =
        (1..=size.households).map(|at| household(random, &format!("{key}-H{at:04}"))).collect();
    Village { team: format!("TO-{key}"), key, name, volunteers, households }
}

fn household(random: &mut Random, key: &str) -> Household {
    let adults = random.weighted(&[(15, 1), (45, 2), (20, 3), (15, 4), (5, 5)]);
    let residents: Vec<_> = (1..=adults)
        .map(|at| Resident {
            key: format!("{key}-{at}"),
            name: names::full_name(random),
            birth_year: (!random.percent(4)).then(|| YEAR - random.between(18, 88) as u16),
            phone: random.percent(70).then(|| names::phone(random)),
            worker: random.percent(12),
        })
        .collect();
    let head = residents.first().map(|head| head.name.clone()).unwrap_or_default();
    Household { key: key.to_owned(), head, place: names::place(random), residents }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { villages: 20, households: 50, volunteers: 10 };

    #[test]
    fn the_same_seed_gives_the_same_commune_and_another_gives_another() {
        let one = Commune::generate(7, CommuneKind::Rural, SIZE);
        assert_eq!(one, Commune::generate(7, CommuneKind::Rural, SIZE));
        assert_ne!(one, Commune::generate(8, CommuneKind::Rural, SIZE));
    }

    #[test]
    fn a_commune_has_the_sizes_it_was_asked_for() {
        let commune = Commune::generate(7, CommuneKind::Ward, SIZE);
        assert_eq!(commune.villages.len(), 20);
        assert!(commune.villages.iter().all(|village| village.households.len() == 50));
        assert!(commune.villages.iter().all(|village| village.volunteers.len() == 10));
        let adults = commune.residents().count();
        assert!((2_300..2_700).contains(&adults), "{adults}");
    }

    #[test]
    fn names_of_every_kind_occur() {
        let commune = Commune::generate(7, CommuneKind::Rural, SIZE);
        let names: Vec<_> = commune.residents().map(|(_, _, resident)| &resident.name).collect();
        assert!(names.iter().any(|name| name.starts_with("H'")));
        assert!(names.iter().any(|name| name.starts_with("Y ")));
        assert!(names.iter().any(|name| !name.contains(' ')));
        assert!(names.iter().any(|name| name.contains("Thị")));
    }
}
