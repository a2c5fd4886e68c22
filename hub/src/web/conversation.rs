//! One connection: HTTP/1.1 or HTTP/2, within [`Limits`].

use std::pin::pin;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;

use super::limits::Limits;
use super::peer::Peer;

/// Speaks HTTP within limits.
#[derive(Debug, Clone)]
pub struct Conversation {
    http: Builder<TokioExecutor>,
    limits: Limits,
    router: Router,
}

impl Conversation {
    /// Conversations whose requests `router` answers.
    #[must_use]
    pub fn new(router: Router, limits: Limits) -> Self {
        let mut http = Builder::new(TokioExecutor::new());
        http.http1()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(limits.head_bytes as usize)
            .max_headers(limits.fields);
        http.http2()
            .timer(TokioTimer::new())
            .max_header_list_size(limits.head_bytes)
            .max_concurrent_streams(limits.streams)
            .initial_stream_window_size(limits.window)
            .initial_connection_window_size(limits.window);
        Self { http, limits, router }
    }

    /// Answers after the other side has stopped to write, too: what a test or a fuzzer
    /// that has said everything wants to hear.
    #[must_use]
    pub fn to_the_end(mut self) -> Self {
        self.http.http1().half_close(true);
        self
    }

    /// Answers whatever comes over `stream`, until it ends, lives too long, or the hall
    /// stops: `stopped` changes or is gone then.
    pub async fn hold(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        http2: bool,
        peer: Peer,
        mut stopped: watch::Receiver<()>,
    ) {
        let http =
            if http2 { self.http.clone().http2_only() } else { self.http.clone().http1_only() };
        let answers = self.router.clone().layer(Extension(ConnectInfo(peer)));
        let service = TowerToHyperService::new(answers);
        let mut talk = pin!(http.serve_connection(TokioIo::new(stream), service));
        tokio::select! {
            _ = talk.as_mut() => return,
            _ = stopped.changed() => {}
            () = tokio::time::sleep(self.limits.life) => {}
        }
        talk.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(self.limits.request, talk).await;
    }
}
