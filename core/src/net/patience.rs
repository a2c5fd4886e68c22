//! How long to wait before asking again, and how to stop waiting.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;

use super::NetError;

/// The longest wait that a hall may ask for within one hand-in, in seconds.
pub const LONGEST_WAIT: u32 = 120;

/// How long to wait after the `trouble`th trouble in a row: what the hall asked for, else
/// 1, 2, 4… seconds; and up to half as much again by `dice`, so that the phones of one hall
/// don't all come back in the same moment.
#[must_use]
pub fn pause(error: &NetError, trouble: u32, dice: u32) -> Duration {
    let seconds = error.retry_after().unwrap_or(1 << trouble.saturating_sub(1).min(6));
    let least = u64::from(seconds.min(LONGEST_WAIT)) * 1_000;
    Duration::from_millis(least + u64::from(dice) * (least / 2) / u64::from(u32::MAX))
}

/// A switch that stops what waits on it; once thrown it stays so.
#[derive(Debug)]
pub struct Cancel(watch::Sender<bool>);

impl Default for Cancel {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Cancel {
    /// Throws the switch.
    pub fn cancel(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was thrown.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.borrow()
    }

    /// Runs `work` until it ends or the switch is thrown, whichever comes first.
    ///
    /// # Errors
    /// [`NetError::Cancelled`], or what `work` ended with.
    pub async fn or<T, E: From<NetError>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let mut thrown = self.0.subscribe();
        tokio::select! {
            biased;
            // The sender lives as long as `self`.
            _ = thrown.wait_for(|thrown| *thrown) => Err(NetError::Cancelled.into()),
            done = work => done,
        }
    }
}

#[cfg(test)]
mod tests {
    use camtay_journal::wire::RefusalKind;

    use super::*;

    fn busy(retry_after: Option<u32>) -> NetError {
        NetError::Refused { kind: RefusalKind::Busy, wanted_seq: None, retry_after }
    }

    #[test]
    fn the_wait_is_at_least_what_the_hall_asked_for_and_at_most_half_as_much_again() {
        assert_eq!(pause(&busy(Some(10)), 1, 0), Duration::from_secs(10));
        assert_eq!(pause(&busy(Some(10)), 1, u32::MAX), Duration::from_secs(15));
        let longest = Duration::from_secs(LONGEST_WAIT.into());
        assert_eq!(pause(&busy(Some(u32::MAX)), 1, 0), longest);
    }

    #[test]
    fn without_a_word_from_the_hall_the_wait_doubles() {
        let waits: Vec<u64> = (1..=4).map(|n| pause(&NetError::Broken, n, 0).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8]);
        assert_eq!(pause(&NetError::Broken, u32::MAX, 0), Duration::from_secs(64));
    }

    async fn seven() -> Result<u8, NetError> {
        Ok(7)
    }

    #[tokio::test]
    async fn a_thrown_switch_stops_what_is_under_way_and_what_begins_later() {
        let cancel = Cancel::default();
        assert_eq!(cancel.or(seven()).await, Ok(7));
        let (waiting, ()) =
            tokio::join!(cancel.or(std::future::pending::<Result<(), NetError>>()), async {
                cancel.cancel()
            },);
        assert_eq!(waiting, Err(NetError::Cancelled));
        assert_eq!(cancel.or(seven()).await, Err(NetError::Cancelled));
    }
}
