//! The embedded gateway of the demo. Its page lets the payer choose what happens; its notices are jobs, so that one that
//! was promised is sent even when the process ends in between, and they go the way of every other notice: signed, and
//! looked at again.

use super::{gateway::Gateway, notices, store};
use crate::{
    http::change::{Change, Read},
    jobs::{self, JobKind, Run},
    problem::{Fault, Refused},
    secret::{Pepper, random_id},
    session::principal::Anyone,
};
use contract::{
    ids::{PaymentId, PaymentToken, TopUpId},
    money::Amount,
    problem::{ErrorCode, Problem},
    test_gateway::{self as demo, GatewayOrder, PayDraft, WayToPay},
    time::Timestamp,
    top_ups::{Notice, PaymentOutcome, SignedNotice},
};
use serde_json::json;
use sqlx::AnyConnection;

/// So long after the end of the order a late notice comes.
const LATE_S: i64 = 60;
/// Stands behind the payment's id in the job of its second notice.
const SECOND: &str = ".2";
/// Digits of a page's secret end: whoever knows an order's id does not know its page.
const TOKEN_DIGITS: usize = 20;

/// Signs with a key of its own, made from the pepper.
pub struct TestGateway {
    key: Pepper,
}

impl TestGateway {
    #[must_use]
    pub fn new(pepper: &Pepper) -> Self {
        Self { key: pepper.child("test-gateway") }
    }

    /// The notice with its signature.
    #[must_use]
    pub fn sign(&self, notice: Notice) -> SignedNotice {
        SignedNotice { signature: self.key.mac(&notice.signed_text()), notice }
    }

    /// The end of the address of an order's page; nothing for an id that is too long to be ours.
    #[must_use]
    pub fn token(&self, top_up_id: &TopUpId) -> Option<PaymentToken> {
        let mac = self.key.mac(&format!("page|{top_up_id}"));
        format!("{top_up_id}-{}", &mac[..TOKEN_DIGITS]).parse().ok()
    }

    /// Whose page it is.
    fn order_of(&self, token: &PaymentToken) -> Option<TopUpId> {
        let top_up_id = token.as_str().rsplit_once('-')?.0.parse().ok()?;
        (self.token(&top_up_id).as_ref() == Some(token)).then_some(top_up_id)
    }
}

impl Gateway for TestGateway {
    fn payment_page(&self, top_up_id: &TopUpId) -> Option<String> {
        Some(demo::page(&self.token(top_up_id)?))
    }

    fn vouches_for(&self, notice: &SignedNotice) -> bool {
        self.key.verify(&notice.notice.signed_text(), &notice.signature)
    }
}

pub(super) async fn show(
    cx: &mut Read,
    _: &Anyone,
    (token,): (PaymentToken,),
    (): (),
) -> Result<GatewayOrder, Refused> {
    let top_up_id = TestGateway::new(&cx.app.pepper).order_of(&token).ok_or(ErrorCode::NotFound)?;
    order(&mut cx.conn, &top_up_id, cx.now).await
}

async fn order(
    conn: &mut AnyConnection,
    top_up_id: &TopUpId,
    now: Timestamp,
) -> Result<GatewayOrder, Refused> {
    let stored = store::find_any(conn, top_up_id).await?.ok_or(ErrorCode::NotFound)?;
    let taken = store::test_payment_taken(conn, top_up_id).await?;
    Ok(GatewayOrder {
        top_up_id: stored.top_up_id.clone(),
        payee: stored.partner_name.clone(),
        amount: stored.amount,
        currency: stored.currency,
        expires_at: stored.expires_at,
        open: !taken && stored.status_at(now).can_be_paid(),
    })
}

pub(super) async fn pay(
    cx: &mut Change,
    _: &Anyone,
    (token,): (PaymentToken,),
    draft: PayDraft,
) -> Result<GatewayOrder, Refused> {
    let top_up_id = TestGateway::new(&cx.app.pepper).order_of(&token).ok_or(ErrorCode::NotFound)?;
    let mut order = order(&mut cx.tx, &top_up_id, cx.now).await?;
    if !order.open {
        let code = ErrorCode::NotInThisState;
        return Err(Problem::new(code, crate::problem::sentence(code)).into());
    }
    let one_cent = Amount::from_minor(1).unwrap_or_default();
    let paid = match draft.way {
        WayToPay::Refuse => None,
        WayToPay::Pay | WayToPay::NotifyLate | WayToPay::NotifyTwice => Some(order.amount),
        // Of a single cent one more: nobody pays nothing.
        WayToPay::OtherAmount if order.amount == one_cent => order.amount.plus(one_cent),
        WayToPay::OtherAmount => order.amount.minus(one_cent),
    };
    let payment_id = format!("gp-{}", random_id()?);
    store::add_test_payment(&mut cx.tx, &payment_id, &top_up_id, paid, cx.now).await?;
    let due_at = match draft.way {
        WayToPay::NotifyLate => order.expires_at.plus_seconds(LATE_S),
        _ => cx.now,
    };
    jobs::schedule(&mut cx.tx, JobKind::TestGatewayNotice, &payment_id, due_at).await?;
    if draft.way == WayToPay::NotifyTwice {
        let second = format!("{payment_id}{SECOND}");
        jobs::schedule(&mut cx.tx, JobKind::TestGatewayNotice, &second, due_at).await?;
    }
    cx.wakes_jobs = true;
    cx.audit("test_gateway.pay", top_up_id.as_str(), json!({ "way": draft.way }));
    order.open = paid.is_none();
    Ok(order)
}

/// Sends the notice of a payment.
///
/// # Errors
/// When the database fails: the job is tried again.
pub async fn send_notice(run: &mut Run, about_id: &str) -> Result<(), Fault> {
    let payment_id = about_id.strip_suffix(SECOND).unwrap_or(about_id);
    let Some((top_up_id, taken)) = store::test_payment(&mut run.tx, payment_id).await? else { return Ok(()) };
    let Some(order) = store::find_any(&mut run.tx, &top_up_id).await? else { return Ok(()) };
    let payment_id: PaymentId = payment_id.parse().map_err(|_| Fault::new("a payment's id is no id"))?;
    let notice = Notice {
        payment_id,
        top_up_id,
        outcome: if taken.is_some() { PaymentOutcome::Paid } else { PaymentOutcome::Refused },
        amount: taken.unwrap_or(order.amount),
        currency: order.currency,
    };
    let signed = TestGateway::new(&run.app.pepper).sign(notice);
    match notices::take(&mut run.tx, &run.app.clone(), &signed, run.now).await {
        Ok(status) => {
            let detail = json!({ "payment_id": signed.notice.payment_id, "status": status });
            run.audit(order.partner_id.as_str(), "top_up.notice", order.top_up_id.as_str(), detail).await
        }
        Err(Refused::Fault(fault)) => Err(fault),
        Err(refused) => Err(Fault::new(format!("a notice was refused: {refused:?}"))),
    }
}
