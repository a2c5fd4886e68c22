//! HTTP to one hall, wherever it answers. Nothing personal is logged: nothing is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::PublicKey;
use camtay_journal::wire::{Refusal, RefusalKind, TOKEN_SCHEME};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Method, Request, Response, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::NetError;
use super::network::Network;
use super::tls;

/// How long to wait for an address to answer at all.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a connection may stay silent.
const SILENCE: Duration = Duration::from_secs(30);
/// The most bytes of a small answer: JSON, a receipt, a refusal.
pub const SMALL: usize = 256 << 10;

/// A hall by its pinned key, at one of its addresses.
pub struct HallClient {
    way: Way,
    hall: PublicKey,
    addresses: Vec<String>,
    answered: AtomicUsize,
}

/// How questions reach the hall.
enum Way {
    /// TLS pinned to its key.
    Tls(reqwest::Client),
    /// Another network.
    Other(Arc<dyn Network>),
}

impl std::fmt::Debug for HallClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HallClient").field("hall", &self.hall).finish_non_exhaustive()
    }
}

impl HallClient {
    /// For the hall with this key, to be looked for at `addresses` (`host:port`), in
    /// their order.
    ///
    /// # Errors
    /// [`NetError::NoAnswer`] when TLS can't be set up on this phone.
    pub fn new(hall: PublicKey, addresses: Vec<String>) -> Result<Self, NetError> {
        let tls = tls::pinned(hall).map_err(|_| NetError::NoAnswer)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .build()
            .map_err(|_| NetError::NoAnswer)?;
        Ok(Self { way: Way::Tls(http), hall, addresses, answered: AtomicUsize::new(0) })
    }

    /// The same over another network, which answers for whether it is the hall.
    #[must_use]
    pub fn over(network: Arc<dyn Network>, hall: PublicKey, addresses: Vec<String>) -> Self {
        Self { way: Way::Other(network), hall, addresses, answered: AtomicUsize::new(0) }
    }

    /// The pinned key.
    #[must_use]
    pub fn hall(&self) -> &PublicKey {
        &self.hall
    }

    /// The hall's device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.hall.device()
    }

    /// The address where the hall answered last, if there is any.
    #[must_use]
    pub fn answered_at(&self) -> Option<&str> {
        self.addresses.get(self.answered.load(Ordering::Relaxed)).map(String::as_str)
    }

    /// GET, read whole, at most `most` bytes.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn get(
        &self,
        path: &str,
        token: Option<&str>,
        most: usize,
    ) -> Result<Vec<u8>, NetError> {
        whole(self.open(Method::GET, path, token, Vec::new()).await?, most).await
    }

    /// POST, the answer read whole, at most [`SMALL`] bytes.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn post(
        &self,
        path: &str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, NetError> {
        whole(self.open(Method::POST, path, token, body).await?, SMALL).await
    }

    /// POST without a token, the answer read whole, at most `most` bytes.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn post_for(
        &self,
        path: &str,
        body: Vec<u8>,
        most: usize,
    ) -> Result<Vec<u8>, NetError> {
        whole(self.open(Method::POST, path, None, body).await?, most).await
    }

    /// POST of JSON that is answered by JSON.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn post_json<A: DeserializeOwned>(
        &self,
        path: &str,
        question: &(impl Serialize + Sync),
    ) -> Result<A, NetError> {
        let body = serde_json::to_vec(question).map_err(|_| NetError::BadAnswer("question"))?;
        json(&self.post(path, None, body).await?)
    }

    /// Asks at the address that answered last, then at the others in their order, until
    /// one of them is the pinned hall. An answer that isn't a success is a refusal.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn open(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Response, NetError> {
        let mut failure = NetError::NoAnswer;
        let first = self.answered.load(Ordering::Relaxed);
        for at in (first..self.addresses.len()).chain(0..first) {
            let Some(address) = self.addresses.get(at) else { continue };
            let Ok(url) = Url::parse(&format!("https://{address}{path}")) else { continue };
            let mut request = Request::new(method.clone(), url);
            *request.body_mut() = Some(body.clone().into());
            if let Some(token) = token {
                let value = HeaderValue::try_from(format!("{TOKEN_SCHEME} {token}"))
                    .map_err(|_| NetError::BadAnswer("token"))?;
                request.headers_mut().insert(AUTHORIZATION, value);
            }
            match self.way.ask(request).await {
                Ok(response) => {
                    self.answered.store(at, Ordering::Relaxed);
                    return accepted(response).await;
                }
                Err(NetError::NoAnswer) => {}
                Err(NetError::AnotherHall) => failure = NetError::AnotherHall,
                Err(error) => return Err(error),
            }
        }
        Err(failure)
    }
}

impl Way {
    async fn ask(&self, request: Request) -> Result<Response, NetError> {
        match self {
            Self::Tls(http) => http.execute(request).await.map_err(|error| {
                if tls::met_somebody_else(&error) {
                    NetError::AnotherHall
                } else if error.is_connect() {
                    NetError::NoAnswer
                } else {
                    NetError::Broken
                }
            }),
            Self::Other(network) => network.ask(request).await,
        }
    }
}

/// Reads JSON of the hall.
///
/// # Errors
/// [`NetError::BadAnswer`].
pub fn json<A: DeserializeOwned>(bytes: &[u8]) -> Result<A, NetError> {
    serde_json::from_slice(bytes).map_err(|_| NetError::BadAnswer("not the JSON expected"))
}

async fn accepted(response: Response) -> Result<Response, NetError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let header = retry_after(response.headers());
    let refusal = serde_json::from_slice(&whole(response, SMALL).await?).ok();
    Err(refused(status, header, refusal))
}

fn retry_after(headers: &HeaderMap) -> Option<u32> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}

fn refused(status: StatusCode, header: Option<u32>, refusal: Option<Refusal>) -> NetError {
    match refusal {
        Some(Refusal { kind, wanted_seq, retry_after, .. }) => {
            NetError::Refused { kind, wanted_seq, retry_after: retry_after.or(header) }
        }
        // Said by something in front of the hall, or by a later version.
        None => match status {
            StatusCode::TOO_MANY_REQUESTS => {
                NetError::Refused { kind: RefusalKind::Busy, wanted_seq: None, retry_after: header }
            }
            status if status.is_server_error() => NetError::Refused {
                kind: RefusalKind::Unavailable,
                wanted_seq: None,
                retry_after: header,
            },
            _ => NetError::BadAnswer("a refusal of an unknown kind"),
        },
    }
}

async fn whole(mut response: Response, most: usize) -> Result<Vec<u8>, NetError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| NetError::Broken)? {
        if body.len() + chunk.len() > most {
            return Err(NetError::BadAnswer("longer than any answer should be"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::test_hall::TlsKey;

    #[tokio::test]
    async fn the_hall_is_found_at_whichever_address_has_its_key() {
        let (hall, other) = (TlsKey::generate(), TlsKey::generate());
        let nobody = "127.0.0.1:1".to_owned();
        let wrong = other.serve(|_| ("200 OK", "", b"other".to_vec())).await;
        let right = hall.serve(|_| ("200 OK", "", b"right".to_vec())).await;
        let addresses = vec![nobody.clone(), "no address".to_owned(), wrong.clone(), right];
        let client = HallClient::new(hall.public(), addresses).unwrap();
        assert_eq!(client.get("/", None, SMALL).await, Ok(b"right".to_vec()));
        assert_eq!(client.answered.load(Ordering::Relaxed), 3);

        let client = HallClient::new(hall.public(), vec![nobody.clone(), wrong]).unwrap();
        assert_eq!(client.get("/", None, SMALL).await, Err(NetError::AnotherHall));
        let client = HallClient::new(hall.public(), vec![nobody]).unwrap();
        assert_eq!(client.get("/", None, SMALL).await, Err(NetError::NoAnswer));
        let client = HallClient::new(hall.public(), Vec::new()).unwrap();
        assert_eq!(client.get("/", None, SMALL).await, Err(NetError::NoAnswer));
    }

    #[tokio::test]
    async fn a_refusal_is_understood_by_its_kind_and_says_how_long_to_wait() {
        let hall = TlsKey::generate();
        let address = hall
            .serve(|request| match request.split_whitespace().nth(1) {
                Some("/gap") => (
                    "409 Conflict",
                    "",
                    br#"{"kind":"gap","message":"","wanted_seq":7,"request":1}"#.to_vec(),
                ),
                Some("/busy") => (
                    "429 Too Many Requests",
                    "retry-after: 9\r\n",
                    br#"{"kind":"busy","message":""}"#.to_vec(),
                ),
                Some("/proxy") => {
                    ("503 Service Unavailable", "retry-after: 5\r\n", b"<p>".to_vec())
                }
                Some("/moved") => ("302 Found", "location: https://127.0.0.1:1/\r\n", Vec::new()),
                _ => ("400 Bad Request", "", br#"{"kind":"of a later version"}"#.to_vec()),
            })
            .await;
        let client = HallClient::new(hall.public(), vec![address]).unwrap();
        let refused = async |path: &str| client.get(path, None, SMALL).await.unwrap_err();
        let refusal =
            |kind, wanted_seq, retry_after| NetError::Refused { kind, wanted_seq, retry_after };
        assert_eq!(refused("/gap").await, refusal(RefusalKind::Gap, Some(7), None));
        assert_eq!(refused("/busy").await, refusal(RefusalKind::Busy, None, Some(9)));
        assert_eq!(refused("/proxy").await, refusal(RefusalKind::Unavailable, None, Some(5)));
        let unknown = NetError::BadAnswer("a refusal of an unknown kind");
        assert_eq!(refused("/later").await, unknown);
        assert_eq!(refused("/moved").await, unknown);
    }

    #[tokio::test]
    async fn an_answer_without_end_is_not_taken_in() {
        let hall = TlsKey::generate();
        let address = hall.serve(|_| ("200 OK", "", vec![0; SMALL + 1])).await;
        let client = HallClient::new(hall.public(), vec![address]).unwrap();
        assert!(matches!(client.get("/", None, SMALL).await, Err(NetError::BadAnswer(_))));
        assert!(client.get("/", None, SMALL + 1).await.is_ok());
    }
}
