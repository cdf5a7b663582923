//! What a partner reads of its opportunities.

use super::{detail, settling, store};
use crate::{
    http::change::Read, problem::Refused, programmes, session::principal::Member, store::conditions::Page,
};
use contract::{
    ids::OpportunityId,
    money::{Amount, Currency},
    opportunities::{
        Offerings, Opportunity, OpportunityPage, OpportunityQuery, Pipeline, PipelineGroup, PipelineQuery,
        SimilarOpportunities, SimilarQuery,
    },
    opportunity_status::{OpportunityEvent, OpportunityStatus, ProgressStage},
    session::Site,
};

/// The currency in which a partner works.
#[must_use]
pub const fn currency(site: Site) -> Currency {
    match site {
        Site::Cn => Currency::Cny,
        Site::Intl => Currency::Usd,
    }
}

pub(super) async fn list(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: OpportunityQuery,
) -> Result<OpportunityPage, Refused> {
    let partner_id = who.partner_id.as_str();
    programmes::joined(&mut cx.conn, partner_id).await?;
    let page = Page::of(query.limit, query.offset)?;
    let (records, total_count) = store::lists::of_partner(&mut cx.conn, partner_id, &query, page).await?;
    Ok(OpportunityPage { opportunities: records.iter().map(store::Record::row).collect(), total_count })
}

pub(super) async fn show(
    cx: &mut Read,
    who: &Member,
    (opportunity_id,): (OpportunityId,),
    (): (),
) -> Result<Opportunity, Refused> {
    let record = settling::find(&mut cx.conn, who.partner_id.as_str(), &opportunity_id).await?;
    Ok(detail::for_partner(&mut cx.conn, &record).await?)
}

pub(super) async fn offerings(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<Offerings, Refused> {
    let offerings = store::offerings::all(&mut cx.conn, who.partner_id.as_str()).await?;
    Ok(Offerings { offerings })
}

pub(super) async fn similar(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: SimilarQuery,
) -> Result<SimilarOpportunities, Refused> {
    let SimilarQuery { name, customer_name, except } = query;
    let partner_id = who.partner_id.as_str();
    let except = except.as_ref();
    let opportunities =
        store::similar::looking_alike(&mut cx.conn, Some(partner_id), &name, &customer_name, except).await?;
    let passed = store::similar::in_the_way(&mut cx.conn, &name, &customer_name, cx.now, except).await?;
    let verified_elsewhere = passed.is_some_and(|other| other.partner_id != who.partner_id);
    Ok(SimilarOpportunities { opportunities, verified_elsewhere })
}

pub(super) async fn pipeline(
    cx: &mut Read,
    who: &Member,
    (): (),
    query: PipelineQuery,
) -> Result<Pipeline, Refused> {
    let partner_id = who.partner_id.as_str();
    programmes::joined(&mut cx.conn, partner_id).await?;
    let sums = store::lists::sums(&mut cx.conn, partner_id, query.direction).await?;
    let group = |status: OpportunityStatus, stage: Option<ProgressStage>| {
        let in_progress = status == OpportunityStatus::InProgress;
        let found = sums.iter().filter(|sum| sum.status == status && (!in_progress || sum.stage == stage));
        let (count, amount) = found.fold((0, Amount::ZERO), |(count, amount), sum| {
            (count + sum.count, amount.plus(sum.amount).unwrap_or(Amount::MAX))
        });
        PipelineGroup { status, stage, count, amount }
    };
    let working = ProgressStage::ALL.into_iter().filter(|stage| stage.event() == OpportunityEvent::Progress);
    let stages: Vec<_> = std::iter::once(None).chain(working.map(Some)).collect();
    let groups = query
        .direction
        .statuses()
        .iter()
        .flat_map(|status| match status {
            OpportunityStatus::InProgress => stages.iter().map(|stage| group(*status, *stage)).collect(),
            other => vec![group(*other, None)],
        })
        .collect();
    Ok(Pipeline { currency: currency(who.site), groups })
}
