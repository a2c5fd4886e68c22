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
    let mut kept = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(part)
        .map_err(CoreError::from)?;
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
fn remove_parts(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PART) && name.ends_with(".part")) {
            let _ = fs::remove_file(file.path());
        }
    }
}
