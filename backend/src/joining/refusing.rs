//! A try that is refused: the customer reads every reason, the partner's history the first (D4.11).

use super::way::{Kind, Way};
use crate::{
    audit::{self, Note},
    http::change::Change,
    invitation_links, invitations,
    problem::{Fault, Refused, sentence},
};
use contract::{
    joining_rules::JoinRefusal,
    problem::{ErrorCode, Problem},
};

/// `MayNotAssociate`, written down. `customer_name` is masked; empty for somebody without an account.
pub(super) fn refused_try(way: Way, refusals: Vec<JoinRefusal>, customer_name: String) -> Refused {
    let first = refusals.first().copied();
    let mut problem = Problem::new(ErrorCode::MayNotAssociate, sentence(ErrorCode::MayNotAssociate));
    problem.join_refusals = refusals;
    Refused::after(problem, move |cx| {
        Box::pin(async move {
            match first {
                Some(first) => write_down(cx, &way, first, &customer_name).await,
                None => Ok(()),
            }
        })
    })
}

async fn write_down(
    cx: &mut Change,
    way: &Way,
    first: JoinRefusal,
    customer_name: &str,
) -> Result<(), Fault> {
    match &way.kind {
        Kind::Online(invitation, _) => {
            invitations::failed(&mut cx.tx, invitation, first, cx.now).await?;
        }
        Kind::Offline(link) => {
            invitation_links::tried(&mut cx.tx, link, first, customer_name, cx.now).await?;
        }
    }
    let note = Note::refused("joining.refused", way.object());
    let who = cx.caller.signed_in().cloned();
    audit::event(&mut cx.tx, cx.now, &cx.call, who.as_ref(), &note).await
}
