//! The live number of unread notifications (server-sent events). A stream holds no connection to the database and no place
//! among the calls at work while it waits: it looks when its user is told something, and every few seconds, so that it also
//! sees what another node wrote, and that its session is over.

use super::store;
use crate::{
    app::App,
    http::{change::Read, events::EventStream},
    problem::{Fault, Refused},
    session::{keep, principal::SignedIn, store as sessions},
};
use contract::{
    ids::{SessionId, UserId},
    notifications::{STREAM_S, STREAMS_PER_USER, TICK_S, Unread},
    problem::ErrorCode,
};
use futures_util::{StreamExt, stream};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{broadcast, watch},
    time::Instant,
};

/// Streams of all users together: well below the connections that the listener takes, so that calls always get through.
const PLACES: usize = 400;
/// News that a stream may be behind before it just looks.
const NEWS: usize = 256;
/// Milliseconds after which a browser whose stream broke opens another.
const RETRY_MS: u32 = 5_000;

/// All streams of this process.
pub struct Streams {
    news: broadcast::Sender<UserId>,
    stopping: watch::Sender<bool>,
    /// How many each user has; nobody has none.
    open: Mutex<HashMap<UserId, usize>>,
}

impl Default for Streams {
    fn default() -> Self {
        Self {
            news: broadcast::Sender::new(NEWS),
            stopping: watch::Sender::new(false),
            open: Mutex::default(),
        }
    }
}

impl Streams {
    /// This user's number may be another one.
    pub fn tell(&self, user_id: &UserId) {
        // Nobody listens: nobody has to know.
        let _ = self.news.send(user_id.clone());
    }

    /// Ends all streams, and refuses new ones.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    fn enter(&self, user_id: &UserId) -> Result<(), Refused> {
        if *self.stopping.borrow() {
            return Err(Refused::wait(ErrorCode::Unavailable, 1));
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= PLACES {
            return Err(Refused::wait(ErrorCode::Unavailable, 60));
        }
        let own = open.entry(user_id.clone()).or_default();
        if *own >= STREAMS_PER_USER {
            return Err(Refused::wait(ErrorCode::TooManyRequests, 60));
        }
        *own += 1;
        Ok(())
    }

    fn leave(&self, user_id: &UserId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(user_id) {
            *own -= 1;
            if *own == 0 {
                open.remove(user_id);
            }
        }
    }
}

pub(super) async fn watch(cx: &mut Read, who: &SignedIn, (): (), (): ()) -> Result<EventStream, Refused> {
    cx.app.streams.enter(&who.user_id)?;
    let watcher = Watcher {
        news: cx.app.streams.news.subscribe(),
        stopping: cx.app.streams.stopping.subscribe(),
        app: cx.app.clone(),
        user_id: who.user_id.clone(),
        session_id: who.session_id.clone(),
        ends: Instant::now() + Duration::from_secs(STREAM_S),
        begun: false,
    };
    let events = stream::unfold(watcher, async |mut watcher| Some((watcher.next().await?, watcher)));
    Ok(EventStream(events.boxed()))
}

/// Waits until the backend stops.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // Without a sender there is nobody left to serve either.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// One stream; its place is free again when it is dropped, which is when the browser has gone.
struct Watcher {
    app: App,
    user_id: UserId,
    session_id: SessionId,
    news: broadcast::Receiver<UserId>,
    stopping: watch::Receiver<bool>,
    ends: Instant,
    begun: bool,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.app.streams.leave(&self.user_id);
    }
}

impl Watcher {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<String> {
        let greeting = if self.begun {
            if !self.wait().await {
                return None;
            }
            String::new()
        } else {
            self.begun = true;
            format!("retry: {RETRY_MS}\n")
        };
        match self.look().await {
            Ok(Some(unread)) => {
                let data = serde_json::to_string(&Unread { unread }).ok()?;
                Some(format!("{greeting}event: unread\ndata: {data}\n\n"))
            }
            Ok(None) => None,
            Err(fault) => {
                tracing::warn!(what = %fault, "stream");
                None
            }
        }
    }

    /// Waits for a reason to look; tells whether the stream goes on.
    async fn wait(&mut self) -> bool {
        let tick = tokio::time::sleep(Duration::from_secs(TICK_S));
        let mut tick = std::pin::pin!(tick);
        loop {
            tokio::select! {
                () = &mut tick => return Instant::now() < self.ends,
                () = stopped(&mut self.stopping) => return false,
                heard = self.news.recv() => match heard {
                    Ok(user_id) if user_id != self.user_id => {}
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return true,
                    Err(broadcast::error::RecvError::Closed) => return false,
                },
            }
        }
    }

    /// `None` when the session is over.
    async fn look(&self) -> Result<Option<u32>, Fault> {
        let mut conn = self.app.store.read().await?;
        let live = sessions::by_session(&mut conn, &self.session_id).await?;
        let now = self.app.clock.now();
        if live.is_none_or(|(session, _)| now >= keep::ends_at(&session)) {
            return Ok(None);
        }
        store::unread(&mut conn, &self.user_id).await.map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(name: &str) -> UserId {
        name.parse().unwrap()
    }

    #[test]
    fn a_user_has_a_few_streams_and_a_place_that_is_left_is_given_again() {
        let streams = Streams::default();
        for _ in 0..STREAMS_PER_USER {
            assert!(streams.enter(&user("u-1")).is_ok());
        }
        assert!(streams.enter(&user("u-1")).is_err());
        assert!(streams.enter(&user("u-2")).is_ok());
        streams.leave(&user("u-1"));
        assert!(streams.enter(&user("u-1")).is_ok());
    }

    #[test]
    fn when_the_backend_stops_nobody_enters() {
        let streams = Streams::default();
        streams.stop();
        assert!(streams.enter(&user("u-1")).is_err());
    }
}
