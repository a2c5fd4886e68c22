//! A hall for measures: made in a temporary folder, served by `camtay-hub` in a process
//! of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use camtay_hub::Hall;
use camtay_hub::create::{NewHall, create};
use camtay_hub::place::Place;
use camtay_journal::entry::{
    DeviceApproved, DeviceEnrolled, VillagesAssigned, VolunteerDefined, VolunteerKind,
};
use camtay_journal::ids::VolunteerId;
use camtay_journal::keys::PublicKey;
use camtay_journal::vietnamese::Day;
use camtay_tests::workload::{Commune, CommuneKind, Ground, Size};

use crate::{Bench, Failure, failed};

/// A hall that is served.
pub struct Stage {
    program: PathBuf,
    folder: tempfile::TempDir,
    /// The key that phones pin.
    pub hall: PublicKey,
    /// Its people.
    pub ground: Ground,
    /// Where it listens.
    pub address: SocketAddr,
    serving: Child,
}

/// Now, Unix seconds.
#[allow(clippy::disallowed_methods)] // the edge of the program
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}

impl Stage {
    /// A commune of three villages with these phones let in, each carrying all villages.
    pub fn new(bench: &Bench, households: usize, phones: &[PublicKey]) -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(failed)?;
        let data = folder.path().join("hall");
        let new = NewHall {
            commune_code: "19501".to_owned(),
            commune_name: "xã Cồn Tiên".to_owned(),
            village_word: None,
            addresses: Vec::new(),
        };
        let place = Place::new(&data, None);
        let hall = create(&place, &new, Arc::new(now), [7; 32]).map_err(failed)?.key;
        let size = Size { villages: 3, households, volunteers: 1 };
        let commune = Commune::generate(1, CommuneKind::Rural, size);
        let ground = list(&place, &commune, phones)?;
        let program = bench.target.join("release/camtay-hub");
        let (serving, address) = serve(&program, &data)?;
        Ok(Self { program, folder, hall, ground, address, serving })
    }

    /// Stops the hall and has `camtay-hub check` compare everything with the journals.
    pub fn check(mut self) -> Result<(), Failure> {
        self.serving.kill().map_err(failed)?;
        self.serving.wait().map_err(failed)?;
        let folder = self.folder.path().join("hall");
        let checked =
            Command::new(&self.program).arg("check").arg(folder).output().map_err(failed)?;
        if checked.status.success() {
            return Ok(());
        }
        Err(Failure(format!("check: {}", String::from_utf8_lossy(&checked.stdout))))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Gone already after a check.
        let _ = self.serving.kill();
        let _ = self.serving.wait();
    }
}

fn list(place: &Place, commune: &Commune, phones: &[PublicKey]) -> Result<Ground, Failure> {
    let hall = Hall::open(place, Arc::new(now), [8; 32]).map_err(failed)?;
    let today = Day::of_unix(now());
    hall.write_with(|own| {
        let ground =
            Ground::list(commune, today.plus(-365), &mut |body, part| own.add(body, Some(part)));
        let villages = ground.villages();
        let volunteer = VolunteerDefined {
            volunteer: None,
            key: "T01".to_owned(),
            kind: VolunteerKind::TeamMember,
            trained: None,
        };
        let volunteer = VolunteerId(own.add(volunteer, None));
        for key in phones {
            let device = key.device();
            own.add(DeviceEnrolled { device, key: *key, volunteer }, None);
            own.add(DeviceApproved { device }, None);
            own.add(VillagesAssigned { device, villages: villages.clone() }, None);
        }
        Ok(ground)
    })
    .map_err(failed)
}

fn serve(program: &PathBuf, data: &std::path::Path) -> Result<(Child, SocketAddr), Failure> {
    let mut serving = Command::new(program)
        .arg("serve")
        .arg(data)
        .args(["--listen", "127.0.0.1:0"])
        .env("RUST_LOG", "warn")
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut first = String::new();
    if let Some(output) = serving.stdout.take() {
        BufReader::new(output).read_line(&mut first).map_err(failed)?;
    }
    let address = first.trim().rsplit(' ').next().and_then(|address| address.parse().ok());
    match address {
        Some(address) => Ok((serving, address)),
        None => {
            let _ = serving.kill();
            Err(Failure(format!("camtay-hub serve said: {first}")))
        }
    }
}
