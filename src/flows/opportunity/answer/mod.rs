//! Accepting and rejecting what the vendor shares, from wherever it is shown: a dialog, then some seconds in which it can
//! be undone ([`crate::flows::held`]).

mod accept;
mod host;
mod reject;

pub use host::AnswerHost;

use crate::flows::held;
use contract::{ids::OpportunityId, opportunity_status::OpportunityStatus, time::Timestamp};
use leptos::prelude::*;

crate::i18n::words!("flows/opportunity/answer");

/// What the vendor shares, as it was seen where it is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    pub id: OpportunityId,
    pub name: String,
    pub version: i64,
    /// Until when it can be answered.
    pub deadline: Option<Timestamp>,
}

/// What is answered, which way, and what was typed before it was undone.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    offered: Offered,
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
pub fn accept(offered: Offered) {
    ask(Asked { offered, way: Way::Accept(accept::Typed::default()) });
}

/// Opens the dialog that rejects it.
pub fn reject(offered: Offered) {
    ask(Asked { offered, way: Way::Reject(reject::Typed::default()) });
}

/// The state that it will have when nobody undoes the answer; tracked.
#[must_use]
pub fn becoming(id: &OpportunityId) -> Option<OpportunityStatus> {
    held::becoming(id.as_str()).and_then(OpportunityStatus::parse)
}
