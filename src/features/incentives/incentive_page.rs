//! One incentive: how much of it is where, its lines, what was said about it, and the payouts that took of it.

use super::{
    details::columns,
    msg,
    reconciliation::{ConfirmDialog, Feedback, FeedbackDialog, may_confirm},
    tabs::Part,
    words,
};
use crate::{
    flows::{
        account_check::association_type,
        fetch::use_fetch,
        incentive::words::{feedback, frozen, payout, status},
        permitted::Permitted,
        time_left::TimeLeft,
        upload::files,
    },
    i18n,
    routes::Route,
    ui::{
        Asking, Badge, Button, ButtonKind, Crumb, DataTable, DateTimeText, Described, DescriptionList,
        EmptyState, Happened, IconName, LinkButton, Loaded, MoneyText, Notice, PageHeader, Timeline, Tone,
    },
};
use contract::{
    ids::IncentiveId,
    incentives::{
        FILE, Feedback as Said, Freeze, IncentiveDetail, IncentiveLine, IncentiveLinePage,
        IncentiveLineQuery, IncentivePayout, IncentiveStatus, LINES, PlaceTotal, SHOW,
    },
    money::{Currency, Money},
    permissions::Permission,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn IncentivePage() -> AnyView {
    let params = use_params_map();
    let id: Memo<Option<IncentiveId>> =
        Memo::new(move |_| params.read().get("incentive_id").and_then(|id| id.parse().ok()));
    let content = move || match id.get() {
        Some(id) => view! { <One id /> }.into_any(),
        None => view! { <EmptyState title=msg::no_such_incentive icon=IconName::Search /> }.into_any(),
    };
    let crumbs = vec![Crumb::step(msg::menu_sales), Crumb::link(msg::title, Route::Incentives.href())];
    view! {
        <PageHeader title=msg::one_title crumbs />
        <Permitted to=Permission::ViewIncentives>{content}</Permitted>
    }
    .into_any()
}

#[component]
fn One(id: IncentiveId) -> AnyView {
    let lines_id = id.clone();
    let found = use_fetch(&SHOW, move || Some(((id.clone(),), ())));
    let again = Callback::new(move |()| found.refetch());
    let (confirming, telling) = (Asking::new(), Asking::new());
    let shown = move |detail: Signal<IncentiveDetail>| {
        let facts = move || facts(&detail.read());
        let places = move || {
            detail.with(|detail| {
                let currency = detail.incentive.currency;
                detail.places.iter().map(|total| place(total, currency)).collect_view()
            })
        };
        let said = move || {
            detail.with(|detail| {
                if detail.feedbacks.is_empty() {
                    view! { <p class="incentives__hint">{msg::no_feedback}</p> }.into_any()
                } else {
                    let said = detail.feedbacks.iter().map(said).collect_view();
                    view! { <Timeline>{said}</Timeline> }.into_any()
                }
            })
        };
        let payouts = move || {
            detail.with(|detail| {
                let currency = detail.incentive.currency;
                (!detail.payouts.is_empty()).then(|| {
                    let rows = detail.payouts.iter().map(|row| payout_row(row, currency)).collect_view();
                    view! {
                        <section class="card incentives__section">
                            <h2>{msg::its_payouts}</h2>
                            <ul class="incentives__payouts">{rows}</ul>
                        </section>
                    }
                })
            })
        };
        let period = detail.with_untracked(|detail| detail.incentive.period);
        let about = detail.with_untracked(|detail| Feedback::about(&detail.incentive));
        let pending = Memo::new(move |_| {
            detail.with(|detail| detail.incentive.status == IncentiveStatus::PendingConfirm)
        });
        let confirm = move || {
            pending.get().then(|| {
                view! {
                    <Button
                        label=move || msg::confirm_period(i18n::month(period.first_day()))
                        kind=ButtonKind::Primary
                        why_disabled=may_confirm()
                        on_press=move |()| confirming.ask(period)
                    />
                }
            })
        };
        view! {
            <section class="card incentives__section">
                {facts}
                <div class="incentives__actions">
                    {confirm}
                    <Button
                        label=msg::give_feedback
                        why_disabled=may_confirm()
                        on_press=move |()| telling.ask(about.clone())
                    />
                </div>
            </section>
            <section class="card incentives__section">
                <h2>{msg::where_money_is}</h2>
                <DescriptionList>{places}</DescriptionList>
            </section>
            {payouts}
            <section class="card incentives__section">
                <h2>{msg::feedback}</h2>
                {said}
            </section>
        }
        .into_any()
    };
    view! {
        <div class="incentives__one">
            <Loaded from=found lines=8 children=shown />
            <Lines id=lines_id telling />
        </div>
        <ConfirmDialog confirming changed=again />
        <FeedbackDialog telling changed=again />
    }
    .into_any()
}

fn facts(detail: &IncentiveDetail) -> AnyView {
    let incentive = detail.incentive.clone();
    let (state, kind) = (incentive.status, incentive.association_type);
    let (period, earned) = (incentive.period.first_day(), incentive.earned_in.first_day());
    let currency = incentive.currency;
    let money = move |amount| Money { amount, currency };
    let corrects = incentive.is_adjustment().then(|| {
        view! { <Described term=msg::earned_in>{move || i18n::month(earned)} " " <Badge label=msg::adjustment tone=Tone::Warning /></Described> }
    });
    let deadline = incentive.confirm_deadline.filter(|_| state == IncentiveStatus::PendingConfirm);
    let deadline = deadline.map(|deadline| {
        view! { <Described term=msg::confirm_deadline><TimeLeft deadline /></Described> }
    });
    let by = incentive.confirmed_by.clone();
    let confirmed = incentive.confirmed_at.map(|at| {
        let by = move || by.clone().unwrap_or_else(|| msg::by_deadline().to_owned());
        view! { <Described term=msg::confirmed_at><DateTimeText at /> " " {by}</Described> }
    });
    let expires = incentive.expire_at.map(|at| {
        view! { <Described term=msg::redeem_by><TimeLeft deadline=at /></Described> }
    });
    let from = incentive.transferred_from.clone().map(|partner| {
        view! { <Described term=msg::transferred_from><code>{partner.to_string()}</code></Described> }
    });
    let cold = incentive.freeze.clone().map(cold);
    view! {
        <h2>{incentive.plan_name.clone()}</h2>
        <DescriptionList>
            <Described term=msg::status>
                <Badge label=move || status(state).0 tone=status(state).1 />
            </Described>
            <Described term=msg::incentive_id><code>{incentive.incentive_id.to_string()}</code></Described>
            <Described term=msg::period>{move || i18n::month(period)}</Described>
            {corrects}
            <Described term=msg::association_type>{move || association_type(kind)}</Described>
            <Described term=msg::amount><strong><MoneyText money=money(incentive.amount) /></strong></Described>
            <Described term=msg::open_amount><MoneyText money=money(incentive.open_amount) /></Described>
            {deadline} {confirmed} {expires} {from}
        </DescriptionList>
        {cold}
    }
    .into_any()
}

/// Why it is frozen, and how it thaws.
fn cold(freeze: Freeze) -> AnyView {
    let Freeze { reason, since, thaw_at, customer_name, .. } = freeze;
    let thaws = move || match thaw_at {
        Some(at) => msg::thaws_at(i18n::date(at)),
        None => words::thaw_rule(reason).to_owned(),
    };
    view! {
        <Notice tone=Tone::Warning title=move || frozen(reason)>
            <p>{move || msg::frozen_customer(&customer_name)}</p>
            <p>{move || msg::frozen_since(i18n::date(since))} " " {thaws}</p>
        </Notice>
    }
    .into_any()
}

fn place(total: &PlaceTotal, currency: Currency) -> AnyView {
    let PlaceTotal { place, amount, .. } = *total;
    view! { <Described term=move || words::place(place)><MoneyText money=Money { amount, currency } /></Described> }
        .into_any()
}

fn payout_row(row: &IncentivePayout, currency: Currency) -> AnyView {
    let IncentivePayout { payout_id, amount, status, applied_at } = row.clone();
    let (id, href) = (payout_id.to_string(), Route::Payout(payout_id).href());
    view! {
        <li>
            <a href=href>{id}</a> " " <MoneyText money=Money { amount, currency } /> " "
            <Badge label=move || payout(status).0 tone=payout(status).1 /> " " <DateTimeText at=applied_at />
        </li>
    }
    .into_any()
}

fn said(said: &Said) -> AnyView {
    let Said { line_id, text, attachments, given_by, given_at, status, answer, answered_at, .. } =
        said.clone();
    let about = line_id.map(|id| view! { <p><code>{id.to_string()}</code></p> });
    let files = (!attachments.is_empty()).then(|| files(&FILE, &attachments));
    let answered = answer.map(|answer| {
        let at = answered_at.map(|at| view! { <DateTimeText at /> });
        view! { <p class="incentives__answer">{move || msg::vendor_answers(&answer)} " " {at}</p> }
    });
    view! {
        <Happened what=move || msg::said_by(given_by.as_str()) at=given_at tone=feedback(status).1>
            <p class="incentives__said">{text}</p>
            {about} {files}
            <Badge label=move || feedback(status).0 tone=feedback(status).1 />
            {answered}
        </Happened>
    }
    .into_any()
}

/// Its first lines; the others stand in the details.
#[component]
fn Lines(id: IncentiveId, telling: Asking<Feedback>) -> AnyView {
    let all = Route::Incentives.href_with(&[("tab", Part::Details.word()), ("incentive_id", id.as_str())]);
    let query = IncentiveLineQuery { incentive_id: Some(id.to_string()), ..IncentiveLineQuery::default() };
    let found = use_fetch(&LINES, move || Some(((), query.clone())));
    let shown = move |page: Signal<IncentiveLinePage>| {
        let rows = Signal::derive(move || page.with(|page| page.details.clone()));
        let all = all.clone();
        let count = move || i18n::number(page.with(|page| page.total_count));
        view! {
            <DataTable
                caption=msg::lines
                columns=columns(telling)
                rows
                key=|row: &IncentiveLine| row.line_id.to_string()
                busy=found.loading
            />
            <p><LinkButton label=move || msg::all_lines(count()) href=all /></p>
        }
        .into_any()
    };
    view! {
        <section class="incentives__section">
            <h2>{msg::lines}</h2>
            <Loaded from=found lines=6 children=shown />
        </section>
    }
    .into_any()
}
