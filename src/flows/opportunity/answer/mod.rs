//! Accepting and rejecting what the vendor shares, from wherever it is shown: a dialog, then some seconds in which it can
//! be undone ([`crate::flows::held`]).

mod accept;
mod host;
mod reject;

pub use host::AnswerHost;

use crate::flows::held;
use contract::{ids::OpportunityId, opportunity_status::OpportunityStatus};
use leptos::prelude::*;

crate::i18n::words!("flows/opportunity/answer");

/// What is answered, which way, and what was typed before it was undone.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    id: OpportunityId,
    name: String,
    /// That was seen.
    version: i64,
    way: Way,
}

#[derive(Clone, Debug, PartialEq)]
enum Way {
    Accept(accept::Typed),
    Reject(reject::Typed),
}

thread_local! {
    static ASKED: ArcRwSignal<Option<Asked>> = ArcRwSignal::new(None);
}

fn ask(asked: Asked) {
    ASKED.with(Clone::clone).set(Some(asked));
}

/// Opens the dialog that accepts it; the page has an [`AnswerHost`].
pub fn accept(id: OpportunityId, name: String, version: i64) {
    ask(Asked { id, name, version, way: Way::Accept(accept::Typed::default()) });
}

/// Opens the dialog that rejects it.
pub fn reject(id: OpportunityId, name: String, version: i64) {
    ask(Asked { id, name, version, way: Way::Reject(reject::Typed::default()) });
}

/// The state that it will have when nobody undoes the answer; tracked.
#[must_use]
pub fn becoming(id: &OpportunityId) -> Option<OpportunityStatus> {
    held::becoming(id.as_str()).and_then(OpportunityStatus::parse)
}
