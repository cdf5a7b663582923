//! What every handler can reach: database, clock, settings, secrets. One per process, cheap to clone.

use crate::{
    attachments::files::Files, clock::Clock, config::Config, http::limits::Limits, jobs::Bell,
    secret::Pepper, session::password::Passwords, store::Store,
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
    pub files: Files,
}

/// A handle on [`Parts`].
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl App {
    #[must_use]
    pub fn new(store: Store, clock: Clock, config: Config, pepper: Pepper) -> Self {
        let files = Files::in_folder(&config.files_dir);
        let limits = Limits::new(config.calls_per_second);
        Self(Arc::new(Parts {
            store,
            clock,
            config,
            pepper,
            limits,
            passwords: Passwords::new(),
            job_bell: Bell::default(),
            files,
        }))
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
