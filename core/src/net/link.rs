//! Requests that prove who asks: a token over a nonce of the hall, renewed when it is
//! too old.

use std::sync::{Mutex, MutexGuard, PoisonError};

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{Purpose, Signer};
use camtay_journal::wire::{
    ClockMark, Generation, NonceAnswer, RefusalKind, Standing, TokenAnswer, TokenRequest, path,
    token_proof,
};
use reqwest::{Method, Response};

use super::NetError;
use super::client::{HallClient, SMALL, json};

/// A phone that talks to its hall.
pub struct Link<'a> {
    client: &'a HallClient,
    signer: &'a dyn Signer,
    clock: &'a (dyn Fn() -> i64 + Send + Sync),
    marks: Vec<ClockMark>,
    proved: Mutex<Option<Proved>>,
    greeted: Mutex<Greeted>,
}

/// What the hall said when it was greeted.
#[derive(Default)]
struct Greeted {
    /// A nonce that wasn't used yet.
    nonce: Option<NonceAnswer>,
    /// Which life of it answered.
    met: Option<Generation>,
}

#[derive(Clone)]
struct Proved {
    token: String,
    /// Hall's clock minus own clock, seconds.
    clock_off: i64,
}

impl<'a> Link<'a> {
    /// For the phone whose key `signer` holds; `clock` gives Unix seconds.
    #[must_use]
    pub fn new(
        client: &'a HallClient,
        signer: &'a dyn Signer,
        clock: &'a (dyn Fn() -> i64 + Send + Sync),
    ) -> Self {
        Self {
            client,
            signer,
            clock,
            marks: Vec::new(),
            proved: Mutex::new(None),
            greeted: Mutex::default(),
        }
    }

    /// The same, telling what the phone noticed of its clock.
    #[must_use]
    pub fn with_marks(self, marks: Vec<ClockMark>) -> Self {
        Self { marks, ..self }
    }

    /// The connection below.
    #[must_use]
    pub fn client(&self) -> &HallClient {
        self.client
    }

    /// The phone's own device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.signer.public_key().device()
    }

    /// The phone's key.
    #[must_use]
    pub fn signer(&self) -> &dyn Signer {
        self.signer
    }

    /// By how many seconds the hall's clock is ahead of the phone's, once they have talked.
    #[must_use]
    pub fn clock_off(&self) -> Option<i64> {
        self.held().map(|proved| proved.clock_off)
    }

    /// GET with proof, read whole.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn get(&self, path: &str, most: usize) -> Result<Vec<u8>, NetError> {
        let token = self.token().await?;
        match self.client.get(path, Some(&token), most).await {
            Err(refused) if refused.is_refusal(RefusalKind::TokenNeeded) => {
                let token = self.prove().await?;
                self.client.get(path, Some(&token), most).await
            }
            answer => answer,
        }
    }

    /// POST with proof, the answer read whole.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn post(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, NetError> {
        let token = self.token().await?;
        match self.client.post(path, Some(&token), body.clone()).await {
            Err(refused) if refused.is_refusal(RefusalKind::TokenNeeded) => {
                let token = self.prove().await?;
                self.client.post(path, Some(&token), body).await
            }
            answer => answer,
        }
    }

    /// GET with proof, to be read piece by piece.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn open(&self, path: &str) -> Result<Response, NetError> {
        let token = self.token().await?;
        match self.client.open(Method::GET, path, Some(&token), Vec::new()).await {
            Err(refused) if refused.is_refusal(RefusalKind::TokenNeeded) => {
                let token = self.prove().await?;
                self.client.open(Method::GET, path, Some(&token), Vec::new()).await
            }
            answer => answer,
        }
    }

    /// Where the phone stands with the hall, which learns how far the phone has read the
    /// control log: whatever was erased before `control` is forgotten here too.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn standing(&self, control: u64) -> Result<Standing, NetError> {
        let asked = format!("{}?control={control}", path::STANDING);
        json(&self.get(&asked, SMALL).await?)
    }

    async fn token(&self) -> Result<String, NetError> {
        match self.held() {
            Some(proved) => Ok(proved.token),
            None => self.prove().await,
        }
    }

    /// Asks which life of the hall answers; `None` where it doesn't say.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn greet(&self) -> Result<Option<Generation>, NetError> {
        let answer: NonceAnswer = json(&self.client.get(path::NONCE, None, SMALL).await?)?;
        let met = answer.generation;
        *self.greeted() = Greeted { nonce: Some(answer), met };
        Ok(met)
    }

    fn greeted(&self) -> MutexGuard<'_, Greeted> {
        self.greeted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn nonce(&self) -> Result<NonceAnswer, NetError> {
        if let Some(answer) = self.greeted().nonce.take() {
            return Ok(answer);
        }
        let answer: NonceAnswer = json(&self.client.get(path::NONCE, None, SMALL).await?)?;
        let met = self.greeted().met;
        if met.is_some() && met != answer.generation {
            // Another life of the hall since it was greeted: all begins again.
            return Err(NetError::Broken);
        }
        Ok(answer)
    }

    async fn prove(&self) -> Result<String, NetError> {
        match self.prove_once().await {
            // A nonce is good once and for a minute: the phone slept since, or its question
            // came twice.
            Err(refused) if refused.is_refusal(RefusalKind::TokenNeeded) => self.prove_once().await,
            answer => answer,
        }
    }

    async fn prove_once(&self) -> Result<String, NetError> {
        let NonceAnswer { nonce, now: hall_now, .. } = self.nonce().await?;
        let now = (self.clock)();
        let device = self.device();
        let proof = token_proof(self.client.device(), device, &nonce, now);
        let proof = self.signer.sign(Purpose::Request, &proof)?;
        let asked = TokenRequest { device, nonce, now, proof, marks: self.marks.clone() };
        let answer: TokenAnswer = self.client.post_json(path::TOKEN, &asked).await?;
        let proved = Proved { token: answer.token, clock_off: hall_now.saturating_sub(now) };
        *self.proved.lock().unwrap_or_else(PoisonError::into_inner) = Some(proved.clone());
        Ok(proved.token)
    }

    fn held(&self) -> Option<Proved> {
        self.proved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
