//! Ending or switching an association, as both sides do it: asking (check, notes, reason, code, submitted), and
//! answering or taking back. Which endpoints are called follows from the side; who may come here at all, and where
//! the page stands in the menu, is the feature's part.

mod answer;
mod apply;
mod apply_parts;
mod facts;
mod notes;
mod record;
mod reject;
mod step;
mod withdraw;
mod words;

pub use apply::Application;
pub use facts::change_of_type;
pub use record::RecordView;
pub use words::{event, initiator, record_href, request_state, status};

crate::i18n::words!("flows/association_request");
