//! SIGKILL under load: a real hall and real phones that record and hand in at once; in each
//! round one of the processes is killed at an instant that the seed chooses and started
//! again; after each round nothing that was acknowledged may be missing, and nothing may be
//! there twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod phone;

use std::fmt;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use self::phone::{KilledPhone, Totals};
use crate::harness::Hall;
use crate::workload::Random;

/// How many phones there are; a volunteer each.
const PHONES: [&str; 3] = ["AN", "BINH", "CHI"];

/// The lists of the commune: three villages, a team and a volunteer each.
pub const LISTS: [(&str, &str); 3] = [
    (
        "villages",
        "ma_thon,ten_thon,tu_ngay\n\
         DONG,Đông,01/01/2020\nTAY,Tây,01/01/2020\nNAM,Nam,01/01/2020\n",
    ),
    ("teams", "ma_to,ten_to,ma_thon\nTO-1,Tổ Đông,DONG\nTO-2,Tổ Tây,TAY\nTO-3,Tổ Nam,NAM\n"),
    (
        "volunteers",
        "ma_tnv,ho_ten,loai,dien_thoai,ma_to,ngay_vao_to\n\
         AN,Lê Văn An,tổ viên,0912345671,TO-1,01/01/2020\n\
         BINH,Hồ Thị Bình,học sinh,0912345672,TO-2,01/01/2020\n\
         CHI,Trần Thị Chi,tổ viên,0912345673,TO-3,01/01/2020\n",
    ),
];

/// In how many of a hundred rounds the hall is killed.
const HALL_SHARE: usize = 50;

/// The latest instant of a kill after the round's begin, in microseconds.
const LATEST: usize = 600_000;

/// What the rounds came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Rounds.
    pub rounds: u32,
    /// How often the hall was killed.
    pub hall_kills: u32,
    /// How often a phone was.
    pub phone_kills: u32,
    /// Of these, how often while a command of it was under way.
    pub in_the_middle: u32,
    /// Entries that phones wrote.
    pub written: u64,
    /// Entries that the hall acknowledged before the last hand-in.
    pub acknowledged: u64,
    /// How long it took.
    pub seconds: u64,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} rounds in {} s: hall killed {} times, a phone {} times ({} in the middle of a \
             command); {} entries written, {} acknowledged under fire, lost 0, doubled 0, \
             check clean after every round",
            self.rounds,
            self.seconds,
            self.hall_kills,
            self.phone_kills,
            self.in_the_middle,
            self.written,
            self.acknowledged,
        )
    }
}

/// Plays rounds `from` to `from + rounds - 1` of a seed at a hall with [`LISTS`]. Stops with what it saw when
/// something is lost or doubled: it panics.
pub fn run(
    mut hall: Hall,
    seed: u64,
    from: u32,
    rounds: u32,
    tell: impl Fn(u32, &Figures),
) -> Figures {
    let began = Instant::now();
    let mut figures = Figures { rounds, ..Figures::default() };
    let mut phones: Vec<KilledPhone> =
        PHONES.iter().map(|volunteer| KilledPhone::enrolled(&hall, volunteer)).collect();
    for round in from..from + rounds {
        let mut random = Random::new(seed, &format!("round {round}"));
        let victim = (!random.percent(HALL_SHARE)).then(|| random.below(phones.len()));
        let instant = Duration::from_micros(random.below(LATEST) as u64);
        let processes: Vec<u32> = phones.iter().map(KilledPhone::process).collect();
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for (at, phone) in phones.iter_mut().enumerate() {
                let random = Random::new(seed, &format!("round {round} phone {at}"));
                let over = &over;
                scope.spawn(move || phone.work(random, over));
            }
            std::thread::sleep(instant);
            match victim {
                Some(at) => kill(processes[at]),
                None => {
                    hall.kill();
                    hall.serve();
                }
            }
            over.store(true, Ordering::SeqCst);
        });
        match victim {
            Some(at) => {
                figures.phone_kills += 1;
                figures.in_the_middle += u32::from(phones[at].was_cut_off());
            }
            None => figures.hall_kills += 1,
        }
        let library = hall.library();
        for phone in &mut phones {
            phone.check(&library);
        }
        drop(library);
        let check = hall.check();
        assert_eq!(check.code, 0, "round {round}: {}{}", check.out, check.err);
        tell(round, &figures);
    }
    figures.acknowledged = phones.iter().map(KilledPhone::acknowledged).sum();
    let totals = phones.iter_mut().map(KilledPhone::settle).fold(Totals::default(), Totals::add);
    let library = hall.library();
    for phone in &mut phones {
        phone.compare_with(&library);
    }
    let state = library.state();
    let residents = state.residents.keys().filter(|id| state.resident(**id).is_some()).count();
    assert_eq!(residents as u64, totals.residents, "residents lost or doubled");
    figures.written = totals.entries;
    figures.seconds = began.elapsed().as_secs();
    figures
}

fn kill(process: u32) {
    let told = Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(told.is_ok_and(|told| told.success()), "kill can't be run");
}
