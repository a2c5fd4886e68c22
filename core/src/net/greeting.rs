//! The first words with the hall: which life of it answers. To a restored one the phone
//! hands back what the hall itself wrote and lost, before anything else: it may be that it
//! doesn't even know the phone any more.

use camtay_journal::wire::{OwnRun, RefusalKind, path};

use super::Desk;
use super::client::{SMALL, json};
use super::error::Stop;
use super::link::Link;
use super::upload::plan;

/// Greets the hall.
///
/// # Errors
/// [`plan::WrongReceipt::TwoHalls`] when another life answers than the one known; what
/// [`Link`] and the store return.
pub(super) async fn greet(desk: &impl Desk, link: &Link<'_>) -> Result<(), Stop> {
    // An older version doesn't say.
    let Some(met) = link.greet().await? else { return Ok(()) };
    let known = desk.store(|store| store.generation())?;
    if plan::meet(known, met)? {
        let now = desk.now();
        desk.store(|store| store.begin_generation(now, met))?;
    }
    hand_back(desk, link).await
}

/// Hands back the pages on which something stands that the hall wrote and lacks.
async fn hand_back(desk: &impl Desk, link: &Link<'_>) -> Result<(), Stop> {
    let Some(generation) = desk.store(|store| store.to_hand_back())? else { return Ok(()) };
    let client = link.client();
    let has: Vec<OwnRun> = json(&client.get(path::OWN, None, SMALL).await?)?;
    for page in desk.store(|store| store.pages_lacking(&has))? {
        let Some(bytes) = desk.store(|store| store.page_again(page))? else { continue };
        match client.post(path::OWN, None, bytes).await {
            // One page that can't be used must not keep the others from the hall.
            Err(error)
                if error.is_refusal(RefusalKind::BadRequest)
                    || error.is_refusal(RefusalKind::TooLarge) => {}
            answer => drop(answer?),
        }
    }
    let now = desk.now();
    Ok(desk.store(|store| store.handed_back(now, generation))?)
}
