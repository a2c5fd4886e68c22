//! A new hall in an empty folder.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use camtay_journal::entry::{Setting, SettingChanged};
use camtay_journal::keys::PublicKey;
use camtay_journal::vietnamese::nfc;
use camtay_journal::wire::Generation;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::HubError;
use crate::hall::{ClockSource, Hall, STORE_FILE};
use crate::keys::{Keys, restrict};
use crate::lost;
use crate::pack;
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

/// Makes a hall in `folder`, which must be empty or not exist: keys, store, first
/// entries, guides. Either all is there afterwards or nothing.
///
/// # Errors
/// [`HubError::Refused`] for a wrong name or a folder in use; [`HubError::File`],
/// [`HubError::Unavailable`].
pub fn create(
    folder: &Path,
    new: &NewHall,
    clock: ClockSource,
    seed: [u8; 32],
) -> Result<PublicKey, HubError> {
    let settings = first_settings(new)?;
    for address in &new.addresses {
        check_address(address)?;
    }
    refuse_in_use(folder)?;
    let unfinished = unfinished_name(folder)?;
    let made = fill(&unfinished, new, settings, clock, seed).and_then(|key| {
        fs::rename(&unfinished, folder).map_err(HubError::file("the hall's folder"))?;
        Ok(key)
    });
    if made.is_err() {
        // Nobody was told of it yet; what can't be removed lies beside the folder.
        let _ = fs::remove_dir_all(&unfinished);
    }
    made
}

fn refuse_in_use(folder: &Path) -> Result<(), HubError> {
    let used = match fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(HubError::file("the hall's folder")(error)),
    };
    if used {
        return Err(HubError::Refused(format!(
            "{} is not empty; name a new or empty folder for the hall",
            folder.display()
        )));
    }
    Ok(())
}

fn unfinished_name(folder: &Path) -> Result<PathBuf, HubError> {
    let name = folder.file_name().ok_or_else(|| {
        HubError::Refused("this can't be the hall's folder; name a new or empty one".to_owned())
    })?;
    let mut unfinished = name.to_os_string();
    unfinished.push(".unfinished");
    Ok(folder.with_file_name(unfinished))
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
    folder: &Path,
    new: &NewHall,
    settings: Vec<Setting>,
    clock: ClockSource,
    seed: [u8; 32],
) -> Result<PublicKey, HubError> {
    let mut random = StdRng::from_seed(seed);
    fs::create_dir_all(folder).map_err(HubError::file("the hall's folder"))?;
    restrict(folder)?;
    let keys = Keys::generate(&mut random);
    let key = keys.public();
    keys.save(folder)?;
    let mut mark = [0; 8];
    random.fill_bytes(&mut mark);
    let identity = Identity { device: keys.device(), generation: Generation { number: 1, mark } };
    let store = SqliteStore::create(&folder.join(STORE_FILE), identity)?;
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
    Ok(key)
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
pub fn addresses(hall: &Hall, folder: &Path) -> Result<Vec<String>, HubError> {
    if let Some((_, addresses)) = hall.store.card()? {
        return Ok(addresses);
    }
    match fs::read_to_string(folder.join(LISTENING_FILE)) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(HubError::file("the address")(error)),
    }
}
