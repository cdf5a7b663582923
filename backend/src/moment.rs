//! What a step works with that a person may take as well as the clock: the transaction, the parts, the time.

use crate::{
    app::App,
    http::change::Change,
    jobs::Run,
    outbox::{self, Message},
    problem::Fault,
};
use contract::time::Timestamp;
use sqlx::AnyConnection;

/// A moment inside a change or a job.
pub struct Moment<'a> {
    pub conn: &'a mut AnyConnection,
    pub app: &'a App,
    pub now: Timestamp,
}

impl Moment<'_> {
    /// Puts a message into the outbox, in this transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send(&mut self, message: Message) -> Result<(), Fault> {
        let site = self.app.config.origin.as_deref();
        outbox::send(self.conn, self.app, site, self.now, message).await?;
        Ok(())
    }
}

impl Change {
    /// This change, for a step that the clock may take as well.
    pub fn moment(&mut self) -> Moment<'_> {
        Moment { conn: &mut self.tx, app: &self.app, now: self.now }
    }
}

impl Run {
    /// This job, for a step that a person may take as well.
    pub fn moment(&mut self) -> Moment<'_> {
        Moment { conn: &mut self.tx, app: &self.app, now: self.now }
    }
}
