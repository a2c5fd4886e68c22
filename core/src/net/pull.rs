//! Pull: what the hall has for this phone. The control log first, because everything
//! else is read in its light; then each village that the phone carries, page by page,
//! every page durable before the next is asked for.

use camtay_content::PackError;
use camtay_journal::wire::{Log, Page, SignedError, path};

use super::error::Stop;
use super::greeting::greet;
use super::link::Link;
use super::patience::{Cancel, pause};
use super::{Desk, NetError, pack, take_standing};
use crate::error::CoreError;

/// The most bytes of a page.
const LARGEST_PAGE: usize = 16 << 20;
/// After how many troubles in a row a pull stops and tells.
const MOST_TROUBLES: u32 = 4;

/// What a pull brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulled {
    /// How many entries came, of all logs.
    pub entries: u64,
    /// Whether new guides came.
    pub pack: bool,
    /// Why the guides that the hall offered can't be used; the old ones stay.
    pub bad_pack: Option<PackError>,
}

/// Brings standing, logs and guides up to date.
///
/// # Errors
/// [`CoreError`]; what came before stays.
pub(crate) async fn pull(
    desk: &impl Desk,
    link: &Link<'_>,
    cancel: &Cancel,
) -> Result<Pulled, CoreError> {
    let mut pulled = Pulled::default();
    let mut troubles = 0;
    loop {
        let before = pulled.entries;
        let error = match cancel.or(pull_all(desk, link, &mut pulled)).await {
            Ok(()) => return Ok(pulled),
            Err(Stop::Net(error)) if error.is_passing() => error,
            Err(stop) => return Err(stop.into()),
        };
        troubles = if pulled.entries > before { 1 } else { troubles + 1 };
        if troubles >= MOST_TROUBLES {
            return Err(error.into());
        }
        let pause = pause(&error, troubles, desk.dice());
        cancel
            .or(async {
                desk.wait(pause).await;
                Ok::<_, Stop>(())
            })
            .await?;
    }
}

async fn pull_all(desk: &impl Desk, link: &Link<'_>, pulled: &mut Pulled) -> Result<(), Stop> {
    greet(desk, link).await?;
    let known = desk.store(|store| store.log_position(Log::Control))?;
    let standing = link.standing(known).await?;
    let now = desk.now();
    take_standing(desk, &standing)?;
    pull_log(desk, link, Log::Control, pulled).await?;
    // What it told is durable here now: say so, or an officer waits for it till next time.
    let read = desk.store(|store| store.log_position(Log::Control))?;
    if read > known {
        link.standing(read).await?;
    }
    desk.store(|store| store.save_assigned(now, &standing.villages))?;
    for village in &standing.villages {
        pull_log(desk, link, Log::Village(*village), pulled).await?;
    }
    match pack::bring_up_to_date(desk, link, &standing).await {
        Ok(new) => pulled.pack |= new,
        // Guides that can't be used must not keep people's records from coming.
        Err(Stop::Core(CoreError::Pack(why))) => pulled.bad_pack = Some(why),
        Err(stop) => return Err(stop),
    }
    Ok(())
}

async fn pull_log(
    desk: &impl Desk,
    link: &Link<'_>,
    log: Log,
    pulled: &mut Pulled,
) -> Result<(), Stop> {
    let name = match log {
        Log::Control => "control".to_owned(),
        Log::Village(village) => village.to_string(),
    };
    loop {
        let from = desk.store(|store| store.log_position(log))?;
        let asked = format!("{}?log={name}&from={from}", path::PAGES);
        let bytes = link.get(&asked, LARGEST_PAGE).await?;
        let page = Page::open(&bytes, link.client().hall())?;
        let front = Page::front(&bytes).map_err(SignedError::from)?;
        if page.log != log || page.from != from {
            return Err(NetError::BadAnswer("another page than asked for").into());
        }
        if page.next < from || (page.more && page.next == from) {
            return Err(NetError::BadAnswer("a page that leads nowhere").into());
        }
        let now = desk.now();
        desk.store(|store| store.take_signed_page(now, &page, front))?;
        pulled.entries += page.entries.len() as u64;
        if !page.more {
            return Ok(());
        }
    }
}
