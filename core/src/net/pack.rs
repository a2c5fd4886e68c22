//! Guides: the hall's pack file, fetched from where the last try ended, checked before
//! it is used. Until then, and when it doesn't hold, the old one stays.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use camtay_content::{MAX_FILE, PackError};
use camtay_journal::wire::{Standing, path};
use sha2::{Digest, Sha256};

use super::error::Stop;
use super::link::Link;
use super::{Desk, NetError};
use crate::error::CoreError;

/// The beginning of the name of a part of a pack file. Nothing of it is personal.
const PART: &str = "pack-";

/// Fetches the pack that the hall wants used, unless it is in use already. Returns
/// whether a new one is.
pub(super) async fn bring_up_to_date(
    desk: &impl Desk,
    link: &Link<'_>,
    standing: &Standing,
) -> Result<bool, Stop> {
    let have = desk.pack_version()?;
    if standing.pack <= have {
        return Ok(false);
    }
    let size = usize::try_from(standing.pack_bytes).unwrap_or(usize::MAX);
    if size > MAX_FILE {
        return Err(CoreError::Pack(PackError::TooLarge).into());
    }
    let part = part_of(desk.folder(), standing);
    let file = fetch(link, &part, size).await?;
    if Sha256::digest(&file)[..] != digest_of(standing)? {
        remove_parts(desk.folder());
        return Err(CoreError::Pack(PackError::BadSignature).into());
    }
    let taken = desk.take_pack(&file);
    remove_parts(desk.folder());
    taken?;
    Ok(true)
}

/// What is there of the file, and the rest of it from the hall.
async fn fetch(link: &Link<'_>, part: &Path, size: usize) -> Result<Vec<u8>, Stop> {
    let mut file = match fs::read(part) {
        Ok(file) if file.len() <= size => file,
        Ok(_) => Vec::new(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(CoreError::from(error).into()),
    };
    if file.len() == size {
        return Ok(file);
    }
    let mut kept =
        fs::OpenOptions::new().create(true).append(true).open(part).map_err(CoreError::from)?;
    kept.set_len(file.len() as u64).map_err(CoreError::from)?;
    let mut answer = link.open(&format!("{}?from={}", path::PACK, file.len())).await?;
    while let Some(bytes) = answer.chunk().await.map_err(|_| NetError::Broken)? {
        if file.len() + bytes.len() > size {
            return Err(CoreError::Pack(PackError::TooLarge).into());
        }
        kept.write_all(&bytes).map_err(CoreError::from)?;
        file.extend_from_slice(&bytes);
    }
    if file.len() < size { Err(NetError::Broken.into()) } else { Ok(file) }
}

fn digest_of(standing: &Standing) -> Result<Vec<u8>, NetError> {
    camtay_journal::bytes::from_hex(&standing.pack_digest).ok_or(NetError::BadAnswer("pack digest"))
}

/// Named by the file's digest: a part of one file is never taken for that of another.
fn part_of(folder: &Path, standing: &Standing) -> PathBuf {
    let name: String =
        standing.pack_digest.chars().filter(char::is_ascii_hexdigit).take(16).collect();
    folder.join(format!("{PART}{name}.part"))
}

/// Removes parts that are of no more use. One that can't be removed only takes up room.
pub(crate) fn remove_parts(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PART) && name.ends_with(".part")) {
            let _ = fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use camtay_content::Pack;
    use camtay_journal::keys::Signer;

    use super::*;
    use crate::net::client::HallClient;
    use crate::net::test_hall::{Answer, TlsKey};
    use crate::store::Store;

    /// A phone that has no guides yet and takes those of `hall`.
    struct Phone {
        folder: tempfile::TempDir,
        hall: TlsKey,
        taken: Mutex<Vec<Vec<u8>>>,
    }

    impl Desk for Phone {
        fn store<T>(
            &self,
            _work: impl FnOnce(&mut Store) -> Result<T, CoreError>,
        ) -> Result<T, CoreError> {
            Err(CoreError::Locked)
        }

        fn pack_version(&self) -> Result<u32, CoreError> {
            Ok(0)
        }

        fn take_pack(&self, file: &[u8]) -> Result<(), CoreError> {
            Pack::open(file, &self.hall.public())?;
            self.taken.lock().unwrap().push(file.to_vec());
            Ok(())
        }

        fn folder(&self) -> &Path {
            self.folder.path()
        }

        fn now(&self) -> i64 {
            0
        }

        fn dice(&self) -> u32 {
            0
        }
    }

    impl Phone {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            Self { folder, hall: TlsKey::generate(), taken: Mutex::default() }
        }

        fn parts(&self) -> usize {
            fs::read_dir(self.folder()).unwrap().count()
        }

        /// Serves `file`, at most `piece` bytes an answer; what it was asked for goes into
        /// `asked`.
        async fn serve(&self, file: &[u8], piece: usize, asked: &Arc<Mutex<Vec<usize>>>) -> String {
            let (file, asked) = (file.to_vec(), Arc::clone(asked));
            let answer = move |request: &str| -> Answer {
                let asked_for = request.split_whitespace().nth(1).unwrap();
                let body = match asked_for.split_once("?from=") {
                    None if asked_for == path::NONCE => br#"{"nonce":"00","now":0}"#.to_vec(),
                    None => br#"{"token":"t","good_for":60}"#.to_vec(),
                    Some((_, from)) => {
                        let from: usize = from.parse().unwrap();
                        asked.lock().unwrap().push(from);
                        file[from..].iter().copied().take(piece).collect()
                    }
                };
                ("200 OK", "", body)
            };
            self.hall.serve(answer).await
        }

        async fn fetch(&self, address: &str, standing: &Standing) -> Result<bool, CoreError> {
            let client = HallClient::new(self.hall.public(), vec![address.to_owned()]).unwrap();
            let signer = self.hall.signer();
            let link = Link::new(&client, &signer, &|| 0);
            bring_up_to_date(self, &link, standing).await.map_err(CoreError::from)
        }
    }

    fn standing(file: &[u8]) -> Standing {
        Standing {
            standing: "approved".to_owned(),
            villages: Vec::new(),
            pack: 1,
            pack_bytes: file.len() as u64,
            pack_digest: camtay_journal::bytes::to_hex(&Sha256::digest(file)),
            control_next: 0,
            report: None,
            order: None,
            card: None,
            generation: None,
        }
    }

    #[tokio::test]
    async fn a_pack_that_broke_off_is_fetched_from_there_on_and_then_used() {
        let phone = Phone::new();
        let signer = phone.hall.signer();
        assert_eq!(signer.public_key(), phone.hall.public());
        let file = Pack::built_in().unwrap().sign(&signer).unwrap();
        let half = file.len() / 2 + 1;
        let asked = Arc::default();
        let address = phone.serve(&file, half, &asked).await;
        let standing = standing(&file);
        let broken = phone.fetch(&address, &standing).await;
        assert!(matches!(broken, Err(CoreError::Network(_))), "{broken:?}");
        assert!(phone.taken.lock().unwrap().is_empty());
        assert!(phone.fetch(&address, &standing).await.unwrap());
        assert_eq!(*asked.lock().unwrap(), [0, half]);
        assert_eq!(*phone.taken.lock().unwrap(), [file]);
        assert_eq!(phone.parts(), 0);
    }

    #[tokio::test]
    async fn a_pack_that_was_changed_or_is_another_halls_is_not_used_and_forgotten() {
        let phone = Phone::new();
        let right = Pack::built_in().unwrap().sign(&phone.hall.signer()).unwrap();
        let mut changed = right.clone();
        changed[100] ^= 1;
        let foreign = Pack::built_in().unwrap().sign(&TlsKey::generate().signer()).unwrap();
        let asked = Arc::default();
        for (served, standing) in [
            (&changed, standing(&right)),
            (&changed, standing(&changed)),
            (&foreign, standing(&foreign)),
        ] {
            let address = phone.serve(served, usize::MAX, &asked).await;
            let refused = phone.fetch(&address, &standing).await;
            assert!(matches!(refused, Err(CoreError::Pack(_))), "{refused:?}");
            assert!(phone.taken.lock().unwrap().is_empty());
            assert_eq!(phone.parts(), 0);
        }
    }
}
