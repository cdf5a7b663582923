//! What can be applied for, the applications, and whether they are made without anybody.

use super::{
    applying::{account_currency, parcel},
    settling,
    store::{self, Record},
};
use crate::{
    app::App,
    business_info,
    http::change::{Change, Read},
    incentives,
    moment::Moment,
    problem::{Fault, Refused},
    session::principal::Member,
    store::conditions::Page,
};
use contract::{
    ids::PayoutId,
    incentives::Incentive,
    money::Currency,
    payout_tracker::{Step, Tracker, track},
    payouts::{
        AutoApply, AutoApplyDraft, MAX_INCENTIVES, Payable, Payables, Payout, PayoutMethod, PayoutPage,
        PayoutQuery, PayoutRejection, PayoutRow, methods,
    },
    problem::ErrorCode,
    text::Rule,
    time::Timestamp,
    verification::Operation,
    working_days::WorkingCalendar,
};
use serde_json::json;
use sqlx::AnyConnection;

pub(super) async fn payables(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Payables, Refused> {
    let partner_id = who.partner_id.as_str();
    let account = account_currency(&mut cx.conn, partner_id).await?;
    let open = incentives::store::open(&mut cx.conn, partner_id, cx.now).await?;
    let total_count = u32::try_from(open.len()).unwrap_or(u32::MAX);
    Ok(Payables {
        payables: open.into_iter().take(MAX_INCENTIVES).map(|one| payable(one, account)).collect(),
        total_count,
        certified: business_info::certified(&mut cx.conn, partner_id).await?.is_some(),
        account_currency: account,
        auto_apply: store::settings::find(&mut cx.conn, partner_id).await?,
    })
}

fn payable(incentive: Incentive, account: Option<Currency>) -> Payable {
    let of = parcel(&incentive);
    Payable {
        methods: methods(of.association_type, of.period, of.currency, account),
        incentive_id: incentive.incentive_id,
        period: incentive.period,
        plan_name: incentive.plan_name,
        association_type: incentive.association_type,
        amount: incentive.amount,
        open_amount: incentive.open_amount,
        currency: incentive.currency,
        expire_at: incentive.expire_at,
        freeze: incentive.freeze,
    }
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: PayoutQuery,
) -> Result<PayoutPage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (records, total_count, totals) =
        store::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    let calendar = &cx.app.config.calendar;
    let payouts = records
        .into_iter()
        .map(|record| Ok(row(record, calendar, cx.now)?.0))
        .collect::<Result<_, Fault>>()?;
    Ok(PayoutPage { payouts, total_count, totals })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (payout_id,): (PayoutId,),
    (): (),
) -> Result<Payout, Refused> {
    let record = own(&mut cx.conn, who, &payout_id).await?;
    shown(&mut cx.conn, &cx.app, record, cx.now).await
}

/// One of this partner's payouts.
///
/// # Errors
/// `CBC.99100001` when there is none.
pub(super) async fn own(
    conn: &mut AnyConnection,
    who: &Member,
    payout_id: &PayoutId,
) -> Result<Record, Refused> {
    let record = store::find_any(conn, payout_id).await?;
    record.filter(|record| record.partner_id == who.partner_id).ok_or_else(|| ErrorCode::NotFound.into())
}

/// A payout with everything that belongs to it.
pub(super) async fn shown(
    conn: &mut AnyConnection,
    app: &App,
    record: Record,
    now: Timestamp,
) -> Result<Payout, Refused> {
    let items = store::items::of(conn, &record.payout_id).await?;
    let invoices = store::invoices::of(conn, &record).await?;
    let rejection = record.rejection.clone().map(|(reason, at)| PayoutRejection { reason, at });
    let (mut row, tracker) = row(record, &app.config.calendar, now)?;
    row.invoice_count = u32::try_from(invoices.len()).unwrap_or(u32::MAX);
    Ok(Payout { row, items, tracker, invoices, rejection })
}

fn row(record: Record, calendar: &WorkingCalendar, now: Timestamp) -> Result<(PayoutRow, Tracker), Fault> {
    let tracker = track(&record.journey(), calendar, now);
    let current: Option<Step> = tracker.current().cloned();
    let row = PayoutRow {
        payout_id: record.payout_id,
        payout_no: record.payout_no,
        first_period: record.first_period,
        last_period: record.last_period,
        incentive_count: record.incentive_count,
        amount: record.amount,
        currency: record.currency,
        method: record.method,
        needs_invoice: record.needs_invoice,
        status: record.status,
        applied_at: record.applied_at,
        applied_by: record.applied_by,
        invoice_due_at: record.invoice_due_at,
        invoice_count: record.invoice_count,
        current: current.ok_or_else(|| Fault::new("a payout without a step"))?,
        arrival: tracker.arrival,
        paid_at: record.paid_at,
        version: record.version,
    };
    Ok((row, tracker))
}

pub(super) async fn auto_apply(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<AutoApply, Refused> {
    Ok(store::settings::find(&mut cx.conn, who.partner_id.as_str()).await?)
}

pub(super) async fn set_auto_apply(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: AutoApplyDraft,
) -> Result<AutoApply, Refused> {
    let partner_id = who.partner_id.as_str();
    if draft.enabled {
        if draft.method.is_none() {
            return Err(Refused::field("method", Rule::Missing));
        }
        if business_info::certified(&mut cx.tx, partner_id).await?.is_none() {
            return Err(ErrorCode::NotCertified.into());
        }
        let account = account_currency(&mut cx.tx, partner_id).await?;
        if account.is_none() && draft.method.is_some_and(PayoutMethod::credits_account) {
            return Err(ErrorCode::PayoutMethodNotAllowed.into());
        }
        cx.step_up(Operation::ApplyPayout, "").await?;
    }
    let setting = AutoApply {
        enabled: draft.enabled,
        method: draft.method,
        set_by: Some(who.name.clone()),
        set_at: Some(cx.now),
        version: draft.version + 1,
    };
    if !store::settings::save(&mut cx.tx, partner_id, &setting, draft.version).await? {
        return Err(ErrorCode::Changed.into());
    }
    let detail = json!({ "enabled": setting.enabled, "method": setting.method });
    cx.audit("payout.set_auto_apply", partner_id, detail);
    Ok(setting)
}

/// Refuses what was based on an older state.
///
/// # Errors
/// `CBC.99100003` with who changed it and when.
pub(super) async fn unchanged(moment: &mut Moment<'_>, record: &Record, seen: i64) -> Result<(), Refused> {
    if record.version == seen {
        Ok(())
    } else {
        Err(settling::settled(moment, record, ErrorCode::Changed).await?)
    }
}
