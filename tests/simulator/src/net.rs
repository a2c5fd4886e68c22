//! The network: questions of the phones go straight into the hall's router, and on the way
//! they and their answers are lost, cut at any byte, repeated, delayed.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::Request as Question;
use camtay_core::net::NetError;
use camtay_core::net::network::{Network, UnderWay};
use http_body::{Frame, SizeHint};
use reqwest::{Request, Response};
use tower::ServiceExt;

use crate::disk::Disk;

/// How long a message is on its way, in seconds.
const ON_ITS_WAY: i64 = 1;

/// Something that goes wrong with a question or its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The question never arrives.
    QuestionLost,
    /// Its body breaks off after so many bytes.
    QuestionCut(usize),
    /// The answer never arrives.
    AnswerLost,
    /// Its body breaks off after so many bytes.
    AnswerCut(usize),
    /// The question arrives twice; the phone hears the second answer.
    Repeated,
    /// The question arrives a second time, much later; nobody waits for that answer.
    Late,
    /// The phone sleeps for so many seconds before it asks.
    Delayed(i64),
}

/// What happened on the network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carried {
    /// Questions that phones asked.
    pub questions: u64,
    /// How often a message was lost or cut.
    pub cuts: u64,
    /// Other faults.
    pub others: u64,
}

/// The network between phones and hall.
#[derive(Clone)]
pub struct Net(Arc<Mutex<Lines>>);

struct Lines {
    clock: Arc<AtomicI64>,
    hall: Option<(Router, Disk)>,
    /// By phone: faults, each with the number of questions before it.
    faults: BTreeMap<usize, Vec<(u32, Fault)>>,
    late: Vec<Stored>,
    carried: Carried,
}

/// A question as bytes.
#[derive(Clone)]
struct Stored {
    head: axum::http::request::Parts,
    body: Bytes,
}

impl Net {
    /// A network without a hall, on whose clock all messages take their time.
    #[must_use]
    pub fn new(clock: Arc<AtomicI64>) -> Self {
        Self(Arc::new(Mutex::new(Lines {
            clock,
            hall: None,
            faults: BTreeMap::new(),
            late: Vec::new(),
            carried: Carried::default(),
        })))
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hall answers from now on, as long as its disk has power; `None`: nobody does.
    pub fn set_hall(&self, hall: Option<(Router, Disk)>) {
        self.lines().hall = hall;
    }

    /// After so many other questions of a phone, one meets a fault.
    pub fn arm(&self, phone: usize, after: u32, fault: Fault) {
        self.lines().faults.entry(phone).or_default().push((after, fault));
    }

    /// No faults from now on. What is still on its way arrives, or never will.
    pub fn calm(&self) {
        let mut lines = self.lines();
        lines.faults.clear();
        lines.late.clear();
    }

    /// What happened so far.
    #[must_use]
    pub fn carried(&self) -> Carried {
        self.lines().carried
    }

    /// A phone's end of it.
    #[must_use]
    pub fn end_of(&self, phone: usize) -> Arc<dyn Network> {
        Arc::new(End { net: self.clone(), phone })
    }

    fn pass_time(&self, seconds: i64) {
        self.lines().clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The fault that a question of this phone meets.
    fn next_fault(&self, phone: usize) -> Option<Fault> {
        let mut lines = self.lines();
        lines.carried.questions += 1;
        let waiting = lines.faults.get_mut(&phone)?;
        let due = waiting.iter().position(|(after, _)| *after == 0);
        waiting.iter_mut().for_each(|(after, _)| *after = after.saturating_sub(1));
        let (_, fault) = waiting.remove(due?);
        match fault {
            Fault::Repeated | Fault::Late | Fault::Delayed(_) => lines.carried.others += 1,
            _ => lines.carried.cuts += 1,
        }
        Some(fault)
    }

    /// The hall's answer; nothing where there is no hall, or its power goes meanwhile.
    async fn deliver(
        &self,
        question: Stored,
        cut: Option<usize>,
    ) -> Option<axum::http::Response<Bytes>> {
        let (router, disk) = self.lines().hall.clone()?;
        let body = match cut {
            None => Body::from(question.body),
            Some(at) => Body::new(Cut { rest: Some(question.body.slice(..at)) }),
        };
        let response = router.oneshot(Question::from_parts(question.head, body)).await;
        let Ok(response) = response;
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.ok()?;
        (!disk.is_dead()).then(|| axum::http::Response::from_parts(head, body))
    }

    async fn ask(&self, phone: usize, request: Request) -> Result<Response, NetError> {
        self.pass_time(ON_ITS_WAY);
        let late = std::mem::take(&mut self.lines().late);
        for question in late {
            self.deliver(question, None).await;
        }
        if self.lines().hall.as_ref().is_none_or(|(_, disk)| disk.is_dead()) {
            return Err(NetError::NoAnswer);
        }
        let question = stored(&request)?;
        let fault = self.next_fault(phone);
        if let Some(Fault::Delayed(seconds)) = fault {
            self.pass_time(seconds);
        }
        let answer = match fault {
            Some(Fault::QuestionLost) => return Err(NetError::Broken),
            Some(Fault::QuestionCut(at)) => {
                if !question.body.is_empty() {
                    let at = at % question.body.len();
                    self.deliver(question, Some(at)).await;
                }
                return Err(NetError::Broken);
            }
            Some(Fault::Repeated) => {
                self.deliver(question.clone(), None).await;
                self.deliver(question, None).await
            }
            Some(Fault::Late) => {
                self.lines().late.push(question.clone());
                self.deliver(question, None).await
            }
            _ => self.deliver(question, None).await,
        };
        let (head, body) = answer.ok_or(NetError::Broken)?.into_parts();
        match fault {
            Some(Fault::AnswerLost) => Err(NetError::Broken),
            Some(Fault::AnswerCut(at)) if !body.is_empty() => {
                let rest = Some(body.slice(..at % body.len()));
                let body = reqwest::Body::wrap(Cut { rest });
                Ok(axum::http::Response::from_parts(head, body).into())
            }
            _ => Ok(axum::http::Response::from_parts(head, body).into()),
        }
    }
}

fn stored(request: &Request) -> Result<Stored, NetError> {
    let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
    let mut path = request.url().path().to_owned();
    if let Some(query) = request.url().query() {
        path = format!("{path}?{query}");
    }
    let built = Question::builder().method(request.method().clone()).uri(path).body(());
    let (mut head, ()) = built.map_err(|_| NetError::BadAnswer("question"))?.into_parts();
    head.headers = request.headers().clone();
    Ok(Stored { head, body: Bytes::copy_from_slice(body) })
}

/// A body that breaks off.
struct Cut {
    rest: Option<Bytes>,
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(Some(match self.rest.take() {
            Some(rest) => Ok(Frame::data(rest)),
            None => Err(std::io::ErrorKind::ConnectionReset.into()),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

struct End {
    net: Net,
    phone: usize,
}

impl Network for End {
    fn ask(&self, request: Request) -> UnderWay<'_, Result<Response, NetError>> {
        Box::pin(self.net.ask(self.phone, request))
    }

    fn wait(&self, how_long: Duration) -> UnderWay<'_, ()> {
        let seconds = i64::try_from(how_long.as_secs()).unwrap_or(i64::MAX);
        Box::pin(async move { self.net.pass_time(seconds + 1) })
    }
}
