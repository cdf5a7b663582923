//! Figures and lists.

use super::{confirming, freezing, store};
use crate::{
    business_info, http::change::Read, payouts, problem::Refused, session::principal::Member,
    store::conditions::Page,
};
use contract::{
    ids::IncentiveId,
    incentives::{
        ChartMonth, ChartPart, ChartQuery, DEFAULT_MONTHS, FeedbackQuery, FrozenIncentive, Incentive,
        IncentiveChart, IncentiveDetail, IncentiveFilters, IncentiveLinePage, IncentiveLineQuery,
        IncentivePage, IncentiveQuery, IncentiveSummary, IncentiveTotals, MAX_FROZEN, MAX_MONTHS,
    },
    money::{Amount, Currency},
    month::Month,
    problem::ErrorCode,
    text::Rule,
};

pub(super) async fn summary(
    cx: &mut Read,
    who: &Member,
    (): (),
    (): (),
) -> Result<IncentiveSummary, Refused> {
    let partner_id = who.partner_id.as_str();
    let most = u32::try_from(MAX_FROZEN).unwrap_or(u32::MAX);
    let frozen = store::frozen_ones(&mut cx.conn, partner_id, most, cx.now).await?;
    let lost_at = store::identity_lost_at(&mut cx.conn, partner_id).await?;
    Ok(IncentiveSummary {
        totals: store::totals::of_partner(&mut cx.conn, partner_id, cx.now).await?,
        frozen: frozen.into_iter().filter_map(frozen_one).collect(),
        to_confirm: confirming::periods(&mut cx.conn, &who.partner_id, cx.now).await?,
        auto_apply: payouts::store::settings::find(&mut cx.conn, partner_id).await?,
        certified: business_info::certified(&mut cx.conn, partner_id).await?.is_some(),
        redeem_until: lost_at.map(freezing::last_day),
        at: cx.now,
    })
}

fn frozen_one(incentive: Incentive) -> Option<FrozenIncentive> {
    Some(FrozenIncentive {
        freeze: incentive.freeze?,
        incentive_id: incentive.incentive_id,
        period: incentive.period,
        plan_name: incentive.plan_name,
        open_amount: incentive.open_amount,
        currency: incentive.currency,
    })
}

pub(super) async fn reconciliations(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: IncentiveQuery,
) -> Result<IncentivePage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (reconciliations, total_count, totals) =
        store::page(&mut cx.conn, who.partner_id.as_str(), &query, page, cx.now).await?;
    Ok(IncentivePage { reconciliations, total_count, totals })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (incentive_id,): (IncentiveId,),
    (): (),
) -> Result<IncentiveDetail, Refused> {
    let partner_id = who.partner_id.as_str();
    let incentive = store::find(&mut cx.conn, partner_id, &incentive_id, cx.now).await?;
    let incentive = incentive.ok_or(ErrorCode::NotFound)?;
    let of_this = FeedbackQuery { incentive_id: Some(incentive_id.clone()), ..FeedbackQuery::default() };
    let first = Page::of(Some(contract::page::MAX_LIMIT), None)?;
    Ok(IncentiveDetail {
        places: store::totals::of_one(&mut cx.conn, partner_id, &incentive_id, cx.now).await?,
        feedbacks: store::feedbacks::page(&mut cx.conn, partner_id, &of_this, first).await?.0,
        payouts: payouts::store::items::of_incentive(&mut cx.conn, &incentive_id).await?,
        incentive,
    })
}

pub(super) async fn lines(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: IncentiveLineQuery,
) -> Result<IncentiveLinePage, Refused> {
    let page = Page::of(query.limit, query.offset)?;
    let (details, total_count, totals) =
        store::lines::page(&mut cx.conn, who.partner_id.as_str(), &query, page).await?;
    Ok(IncentiveLinePage { details, total_count, totals })
}

pub(super) async fn filters(
    cx: &mut Read,
    who: &Member,
    (): (),
    (): (),
) -> Result<IncentiveFilters, Refused> {
    Ok(store::lines::filters(&mut cx.conn, who.partner_id.as_str()).await?)
}

pub(super) async fn chart(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: ChartQuery,
) -> Result<IncentiveChart, Refused> {
    let months = query.months.unwrap_or(DEFAULT_MONTHS);
    if !(1..=MAX_MONTHS).contains(&months) {
        return Err(Refused::field("months", Rule::OutOfRange));
    }
    let last = query.until.unwrap_or_else(|| Month::at(cx.now));
    let first = last.back(months - 1);
    let partner_id = who.partner_id.as_str();
    let found = store::totals::by_month(&mut cx.conn, partner_id, query.basis, (first, last), cx.now).await?;
    let mut currencies: Vec<Currency> = found.iter().map(|(_, totals)| totals.currency).collect();
    currencies.sort_by_key(|currency| currency.as_str());
    currencies.dedup();
    let span = (0..months).rev().map(|back| last.back(back));
    let bars = span.flat_map(|month| currencies.iter().map(move |currency| (month, *currency)));
    let months = bars
        .map(|(month, currency)| {
            let totals = found.iter().find(|(of, totals)| *of == month && totals.currency == currency);
            bar(month, currency, totals.map(|(_, totals)| totals))
        })
        .collect();
    Ok(IncentiveChart { months })
}

fn bar(month: Month, currency: Currency, totals: Option<&IncentiveTotals>) -> ChartMonth {
    let part = |part: ChartPart| {
        let places = totals.into_iter().flat_map(|totals| &totals.places);
        let amounts = places.filter(|total| total.place.chart_part() == Some(part)).map(|total| total.amount);
        amounts.fold(Amount::ZERO, |sum, amount| sum.plus(amount).unwrap_or(Amount::MAX))
    };
    ChartMonth {
        month,
        currency,
        earned: part(ChartPart::Earned),
        coming: part(ChartPart::Coming),
        blocked: part(ChartPart::Blocked),
        lost: part(ChartPart::Lost),
    }
}
