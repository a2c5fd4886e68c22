//! A new hall in an empty folder.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use camtay_journal::entry::{Setting, SettingChanged};
use camtay_journal::keys::PublicKey;
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::nfc;
use camtay_journal::wire::Generation;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::HubError;
use crate::hall::{ClockSource, Hall, STORE_FILE};
use crate::keys::{Keys, restrict};
use crate::lost;
use crate::pack;
use crate::place::Place;
use crate::store::{Identity, SqliteStore, Store};

/// The address at which `serve` listened last.
const LISTENING_FILE: &str = "listening";

/// What a new hall is told of itself.
#[derive(Debug, Clone)]
pub struct NewHall {
    /// The commune's code, five digits.
    pub commune_code: String,
    /// Its name with its kind: "xã …", "phường …", "đặc khu …".
    pub commune_name: String,
    /// Its word for village; `None` for "thôn".
    pub village_word: Option<String>,
    /// Where phones find it, `host:port`, most likely first.
    pub addresses: Vec<String>,
}

/// What there is to tell of a new hall.
pub struct Created {
    /// The key that phones pin.
    pub key: PublicKey,
    /// For paper; it is kept nowhere.
    pub recovery: OpeningKey,
}

/// Makes a hall at `place`, whose folders must be empty or not exist: keys, store, first
/// entries, guides. Either all is there afterwards or nothing.
///
/// # Errors
/// [`HubError::Refused`] for a wrong name or a folder in use; [`HubError::File`],
/// [`HubError::Unavailable`].
pub fn create(
    place: &Place,
    new: &NewHall,
    clock: ClockSource,
    seed: [u8; 32],
) -> Result<Created, HubError> {
    let settings = first_settings(new)?;
    for address in &new.addresses {
        check_address(address)?;
    }
    all_or_nothing(place, |unfinished| fill(unfinished, new, settings, clock, seed))
}

/// Fills the two folders of a hall under other names and gives them their own in the end;
/// when something goes wrong before, nothing is left of them.
///
/// # Errors
/// What `fill` returns; [`HubError::Refused`] when a folder is in use, [`HubError::File`].
pub(crate) fn all_or_nothing<T>(
    place: &Place,
    fill: impl FnOnce(&Place) -> Result<T, HubError>,
) -> Result<T, HubError> {
    place.refuse_in_use()?;
    let unfinished = place.unfinished();
    let cleared = || {
        // Nobody was told of it yet; what can't be removed lies beside the folder.
        let _ = fs::remove_dir_all(unfinished.data());
        let _ = fs::remove_dir_all(unfinished.keys());
    };
    // Of one that was cut off.
    cleared();
    let filled = fill(&unfinished).and_then(|filled| {
        // Keys without a hall can be thrown away; a hall without keys nobody can open.
        fs::rename(unfinished.keys(), place.keys()).map_err(HubError::file("the keys' folder"))?;
        let named = fs::rename(unfinished.data(), place.data());
        if named.is_err() {
            let _ = fs::remove_dir_all(place.keys());
        }
        named.map_err(HubError::file("the hall's folder"))?;
        sync_folder(place.keys().parent())?;
        sync_folder(place.data().parent())?;
        Ok(filled)
    });
    if filled.is_err() {
        cleared();
    }
    filled
}

/// Makes names in a folder durable.
pub(crate) fn sync_folder(folder: Option<&Path>) -> Result<(), HubError> {
    #[cfg(unix)]
    {
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::File::open(folder.unwrap_or(Path::new(".")));
        folder.and_then(|it| it.sync_all()).map_err(HubError::file("the folder"))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn first_settings(new: &NewHall) -> Result<Vec<Setting>, HubError> {
    let code = new.commune_code.trim();
    if code.len() != 5 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(HubError::Refused(
            "a commune's code has five digits, such as 19405; see the General Statistics \
             Office's list"
                .to_owned(),
        ));
    }
    let name = nfc(new.commune_name.trim());
    if name.is_empty() || name.chars().count() > 100 {
        return Err(HubError::Refused(
            "the commune needs its name, of at most 100 letters, such as \"xã Ái Tử\"".to_owned(),
        ));
    }
    let mut settings = vec![Setting::Commune { code: code.to_owned(), name }];
    let word = new.village_word.as_deref().unwrap_or("thôn");
    settings.push(Setting::VillageWord(nfc(word.trim())));
    Ok(settings)
}

/// An address is `host:port`.
///
/// # Errors
/// [`HubError::Refused`] when it isn't.
pub fn check_address(address: &str) -> Result<(), HubError> {
    let right = address.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty()
            && host.len() <= 253
            && !host.contains(char::is_whitespace)
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    if right {
        return Ok(());
    }
    Err(HubError::Refused(format!(
        "{address:?} is no address; write host and port, such as 192.168.1.10:8443"
    )))
}

fn fill(
    place: &Place,
    new: &NewHall,
    settings: Vec<Setting>,
    clock: ClockSource,
    seed: [u8; 32],
) -> Result<Created, HubError> {
    let mut random = StdRng::from_seed(seed);
    fs::create_dir_all(place.data()).map_err(HubError::file("the hall's folder"))?;
    restrict(place.data())?;
    let (keys, recovery) = Keys::generate(&mut random);
    let key = keys.public();
    keys.save(place.keys())?;
    let mut mark = [0; 8];
    random.fill_bytes(&mut mark);
    let identity = Identity { device: keys.device(), generation: Generation { number: 1, mark } };
    let store = SqliteStore::create(&place.data().join(STORE_FILE), &keys.store, identity)?;
    let pack = pack::built_in(&keys.identity)?;
    store.add_pack(pack.published.version, pack.published.digest, &pack.bytes)?;
    let mut next_seed = [0; 32];
    random.fill_bytes(&mut next_seed);
    let hall = Hall::with_store(Box::new(store), keys, clock, next_seed)?;
    hall.write_with(|own| {
        for setting in &settings {
            own.add(SettingChanged { setting: setting.clone() }, None);
        }
        own.add(pack.published, None);
        Ok(())
    })?;
    if !new.addresses.is_empty() {
        lost::readdress(&hall, &new.addresses)?;
    }
    Ok(Created { key, recovery })
}

/// Notes where `serve` listens, for halls that were told no address.
///
/// # Errors
/// [`HubError::File`].
pub fn note_listening(folder: &Path, address: SocketAddr) -> Result<(), HubError> {
    if address.ip().is_unspecified() {
        // "Everywhere" is no address that a phone could call.
        return Ok(());
    }
    let file = folder.join(LISTENING_FILE);
    fs::write(file, format!("{address}\n")).map_err(HubError::file("the address"))
}

/// Where phones find the hall: what stands on its card, most likely first, otherwise where
/// `serve` listened last.
///
/// # Errors
/// [`HubError::File`], [`HubError::Unavailable`].
pub fn addresses(store: &dyn Store, folder: &Path) -> Result<Vec<String>, HubError> {
    match store.card()? {
        Some((_, addresses)) => Ok(addresses),
        None => noted_listening(folder),
    }
}

/// Where `serve` listened last, as far as it was noted.
pub(crate) fn listening(folder: &Path) -> Option<SocketAddr> {
    noted_listening(folder).ok()?.first()?.parse().ok()
}

fn noted_listening(folder: &Path) -> Result<Vec<String>, HubError> {
    match fs::read_to_string(folder.join(LISTENING_FILE)) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(HubError::file("the address")(error)),
    }
}
