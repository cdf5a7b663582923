//! What every handler can reach: database, clock, settings, secrets. One per process, cheap to clone.

use crate::{
    attachments::Checks,
    clock::Clock,
    config::Config,
    files::Files,
    http::limits::Limits,
    jobs::Bell,
    notifications::Streams,
    secret::Pepper,
    session::password::Passwords,
    store::Store,
    top_ups::{gateway::Gateway, test_gateway::TestGateway},
};
use std::{ops::Deref, sync::Arc};

/// The parts; reached through [`App`].
pub struct Parts {
    pub store: Store,
    pub clock: Clock,
    pub config: Config,
    pub pepper: Pepper,
    pub limits: Limits,
    pub passwords: Passwords,
    /// Wakes the worker of [`crate::jobs`].
    pub job_bell: Bell,
    /// Browsers that watch for notifications.
    pub streams: Streams,
    /// Contents of files.
    pub files: Files,
    /// Files whose content is being checked.
    pub checks: Checks,
    /// Where payers pay online; only the demo has one, embedded.
    pub gateway: Option<Box<dyn Gateway>>,
}

/// A handle on [`Parts`].
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl App {
    #[must_use]
    pub fn new(store: Store, clock: Clock, config: Config, pepper: Pepper) -> Self {
        let files = Files::configured(&config);
        let limits = Limits::new(config.calls_per_second);
        let gateway = config.demo.then(|| Box::new(TestGateway::new(&pepper)) as Box<dyn Gateway>);
        Self(Arc::new(Parts {
            store,
            clock,
            config,
            pepper,
            limits,
            passwords: Passwords::new(),
            job_bell: Bell::default(),
            streams: Streams::default(),
            files,
            checks: Checks::default(),
            gateway,
        }))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
