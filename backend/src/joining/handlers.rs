//! Looking at an invitation, checking, and associating the account that is signed in.

use super::{
    account::Account,
    effects::{self, Joiner},
    facts,
    refusing::refused_try,
    way::Way,
};
use crate::{
    http::change::{Change, Read},
    problem::Refused,
    session::principal::{Anyone, CustomerUser, Kind, SignedIn},
};
use contract::{
    joining::{
        AssociateDraft, Invite, JOINS_PER_MINUTE, JoinCheck, Joined, LOOK_UPS_PER_MINUTE, LinkState,
        TokenQuery,
    },
    problem::ErrorCode,
    verification::Operation,
};

pub(super) async fn look_up(cx: &mut Read, _: &Anyone, (): (), query: TokenQuery) -> Result<Invite, Refused> {
    cx.limit_per_minute(LOOK_UPS_PER_MINUTE)?;
    let found = Way::find(&mut cx.conn, &cx.app, &query.token, cx.now).await?;
    Ok(match found {
        Some((way, link_state)) => Invite { link_state, offer: Some(way.offer()) },
        None => Invite { link_state: LinkState::Unknown, offer: None },
    })
}

pub(super) async fn check(
    cx: &mut Read,
    who: &SignedIn,
    (): (),
    query: TokenQuery,
) -> Result<JoinCheck, Refused> {
    cx.limit_per_minute(LOOK_UPS_PER_MINUTE)?;
    let way = Way::open(&mut cx.conn, &cx.app, &query.token, cx.now).await?;
    match &who.kind {
        Kind::Customer(customer) => {
            let account = Account::of(&mut cx.conn, &customer.customer_id).await?;
            Ok(JoinCheck {
                refusals: facts::of_account(&mut cx.conn, &way, &account, cx.now).await?,
                opens_cloud: !account.standing.cloud_open,
            })
        }
        Kind::Member(_) => Ok(JoinCheck { refusals: facts::of_member(&way), opens_cloud: false }),
        Kind::Operator(_) => Err(ErrorCode::AccessDenied.into()),
    }
}

pub(super) async fn associate(
    cx: &mut Change,
    who: &CustomerUser,
    (): (),
    draft: AssociateDraft,
) -> Result<Joined, Refused> {
    cx.limit_per_minute(JOINS_PER_MINUTE)?;
    let way = Way::open(&mut cx.tx, &cx.app, &draft.token, cx.now).await?;
    accept(&way, draft.terms_accepted, draft.notes_accepted)?;
    let account = Account::of(&mut cx.tx, &who.customer_id).await?;
    let masked_name = account.customer.masked_name();
    let refusals = facts::of_account(&mut cx.tx, &way, &account, cx.now).await?;
    if !refusals.is_empty() {
        return Err(refused_try(way, refusals, masked_name));
    }
    cx.step_up(Operation::Associate, &way.inviter.partner_name).await?;
    let joiner = Joiner {
        customer_id: who.customer_id.clone(),
        account_name: account.customer.account_name,
        masked_name,
        phones: account.phones,
    };
    effects::associate(cx, &way, joiner).await
}

/// The terms always, the notes for consignment and resale (D4.2).
pub(super) fn accept(way: &Way, terms: bool, notes: bool) -> Result<(), Refused> {
    if terms && (notes || !way.association_type().settles_for_customer()) {
        Ok(())
    } else {
        Err(ErrorCode::NotesNotAccepted.into())
    }
}
