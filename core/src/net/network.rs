//! What a simulation of phones and halls puts in place of sockets, TLS and waiting.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Request, Response};

use super::NetError;

/// Something under way on a [`Network`].
pub type UnderWay<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Brings questions to halls and their answers back, and lets time pass between two tries.
pub trait Network: Send + Sync {
    /// Asks the hall at the request's address. An answer may break off while its body is
    /// read.
    ///
    /// # Errors
    /// [`NetError::NoAnswer`] where nobody answers, [`NetError::AnotherHall`] where it isn't
    /// the hall, [`NetError::Broken`] when the question or the answer got lost.
    fn ask(&self, request: Request) -> UnderWay<'_, Result<Response, NetError>>;

    /// Lets time pass.
    fn wait(&self, how_long: Duration) -> UnderWay<'_, ()>;
}
