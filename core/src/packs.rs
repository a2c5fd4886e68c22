//! The pack of guides in use: the last good one of the hall, or the built-in one.

use camtay_content::Pack;

use crate::error::CoreError;
use crate::store::Store;

/// The hall's pack, where one came: it knows what the commune laid over the guides, and the
/// built-in ones of a newer app don't. One that can't be read any more gives way to the
/// built-in one.
pub(crate) fn in_use(store: &Store) -> Result<Pack, CoreError> {
    let kept = match (store.pack_bytes()?, store.hall()?) {
        (Some(bytes), Some(hall)) => Pack::open(&bytes, &hall.key).ok(),
        _ => None,
    };
    match kept {
        Some(pack) => Ok(pack),
        None => Ok(Pack::built_in()?),
    }
}
