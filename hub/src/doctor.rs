//! Is the hall as it should be? What an operator can see to before it becomes trouble, one
//! finding a subject.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use crate::backup::local_time;
use crate::create::{addresses, listening};
use crate::doubt;
use crate::hall::{STORE_FILE, open_store};
use crate::keys::{FILES, Keys};
use crate::place::Place;
use crate::store::Store;
use crate::web::ours;

/// Below so many bytes free a disk is looked at, and something is wrong.
const DISK_LOOK: u64 = 2 << 30;
const DISK_WRONG: u64 = 200 << 20;

/// By how much the clock may be behind the moment at which the store was last written.
const CLOCK: i64 = 25 * 60 * 60;

/// After so many seconds a backup is looked at, and something is wrong.
const BACKUP_LOOK: i64 = 2 * 24 * 60 * 60;
const BACKUP_WRONG: i64 = 14 * 24 * 60 * 60;

/// How long another program may take to answer at the port.
const PATIENCE: Duration = Duration::from_secs(3);

/// How a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As it should be.
    Ok,
    /// To be looked at when there is time.
    Look,
    /// To be seen to now.
    Wrong,
}

/// What was found about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which: `disk`, `clock`, …
    pub subject: &'static str,
    /// How it is.
    pub state: State,
    /// What is so, and what to do.
    pub says: String,
}

/// Looks at everything. `listen` is where `serve` would listen; otherwise where it did last.
#[must_use]
pub fn examine(place: &Place, listen: Option<SocketAddr>, now: i64) -> Vec<Finding> {
    let mut findings = vec![about("disk", disk(place.data())), about("keys", keys(place))];
    match open_store(place) {
        Err(error) => findings.push(about("store", (State::Wrong, error.to_string()))),
        Ok((store, keys)) => {
            findings.push(about("store", (State::Ok, "opens with its keys".to_owned())));
            findings.push(about("clock", clock(place.data(), &store, now)));
            let listen = listen.or_else(|| listening(place.data()));
            findings.push(about("port", port(&keys, listen.unwrap_or(crate::web::LISTEN))));
            findings.push(about("addresses", told(&store, place.data())));
            findings.push(about("backup", backup(&store, now)));
        }
    }
    findings
}

fn about(subject: &'static str, (state, says): (State, String)) -> Finding {
    Finding { subject, state, says }
}

fn disk(data: &Path) -> (State, String) {
    match fs4::available_space(data) {
        Err(error) => (State::Wrong, format!("{} can't be looked at: {error}", data.display())),
        Ok(free) => {
            let free_mib = format!("{} MiB are free", free >> 20);
            match free {
                ..DISK_WRONG => (State::Wrong, format!("{free_mib}; make room at once")),
                DISK_WRONG..DISK_LOOK => (State::Look, format!("{free_mib}; make room soon")),
                _ => (State::Ok, free_mib),
            }
        }
    }
}

fn keys(place: &Place) -> (State, String) {
    if let Err(error) = Keys::load(place) {
        return (State::Wrong, error.to_string());
    }
    let folder = place.keys();
    let open = std::iter::once(folder.to_owned())
        .chain(FILES.iter().map(|name| folder.join(name)))
        .find(|path| is_open_to_others(path));
    match open {
        Some(path) => (
            State::Wrong,
            format!("others may read {}; let only yourself: chmod go-rwx", path.display()),
        ),
        None => (State::Ok, format!("are in {}, for you alone", folder.display())),
    }
}

/// Where the system knows such modes.
fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

fn clock(data: &Path, store: &dyn Store, now: i64) -> (State, String) {
    match doubt::of_clock(store, now) {
        Err(error) => return (State::Wrong, error.to_string()),
        Ok(Some(doubt)) => return (State::Wrong, doubt.to_string()),
        Ok(None) => {}
    }
    let written = std::fs::metadata(data.join(STORE_FILE)).and_then(|file| file.modified());
    let written = written.ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let written = written.map_or(0, |at| i64::try_from(at.as_secs()).unwrap_or(0));
    let shown = local_time(now, "%Y-%m-%d %H:%M");
    if now.saturating_add(CLOCK) < written {
        let written = local_time(written, "%Y-%m-%d");
        return (
            State::Wrong,
            format!("it shows {shown}, and the hall was in use on {written}; set the clock"),
        );
    }
    (State::Ok, format!("it shows {shown}; compare it with your own"))
}

fn port(keys: &Keys, listen: SocketAddr) -> (State, String) {
    match TcpListener::bind(listen) {
        Ok(_) if listen.port() == 0 => (State::Ok, "any free one is taken".to_owned()),
        Ok(_) => (State::Look, format!("nobody serves at {listen}; phones need camtay-hub serve")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let mut reached = listen;
            if listen.ip().is_unspecified() {
                reached.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
            }
            let ours = TcpStream::connect_timeout(&reached, PATIENCE)
                .is_ok_and(|stream| ours::answers(stream, keys, PATIENCE));
            if ours {
                (State::Ok, format!("this hall answers at {listen}"))
            } else {
                let says = "another program has it; end that one, or serve at another port";
                (State::Wrong, format!("{listen}: {says}"))
            }
        }
        Err(error) => (State::Wrong, format!("{listen} can't be listened at: {error}")),
    }
}

fn told(store: &dyn Store, data: &Path) -> (State, String) {
    match addresses(store, data) {
        Err(error) => (State::Wrong, error.to_string()),
        Ok(addresses) if addresses.is_empty() => (
            State::Look,
            "none is known yet; serve once, or name one with enrol --address".to_owned(),
        ),
        Ok(addresses) => (State::Ok, format!("phones are told {}", addresses.join(", "))),
    }
}

fn backup(store: &dyn Store, now: i64) -> (State, String) {
    let backup = match store.last_backup() {
        Err(error) => return (State::Wrong, error.to_string()),
        Ok(None) => {
            let says = "there is none; camtay-hub backup FOLDER --to STICK makes one";
            return (State::Wrong, says.to_owned());
        }
        Ok(Some(backup)) => backup,
    };
    let last = format!("the last is of {}", local_time(backup.made, "%Y-%m-%d %H:%M"));
    let there = Path::new(&backup.folder).is_dir();
    let there = if there { "is there" } else { "can't be reached now" };
    match now.saturating_sub(backup.made) {
        ..BACKUP_LOOK => (State::Ok, format!("{last}; {} {there}", backup.folder)),
        BACKUP_LOOK..BACKUP_WRONG => (State::Look, format!("{last}; {} {there}", backup.folder)),
        _ => (State::Wrong, format!("{last}; {} {there}: make one now", backup.folder)),
    }
}
