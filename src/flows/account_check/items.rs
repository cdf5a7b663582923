//! Every item of the check at once: state, cause, what to do, who, where, and checking again.

use super::{
    msg,
    place::{Place, Side, place},
    words,
};
use crate::{
    api::Fetched,
    browser, i18n,
    ui::{Button, ButtonKind, DateTimeText, Icon, IconName, LinkButton, Loaded, Notice, Tone, toast},
};
use contract::check::{CheckItem, CheckReport, CheckResult};
use leptos::prelude::*;

/// `<AccountCheck from=check side on_ask_vendor=move |item| … />`
///
/// The API checks all items at once: checking one again reads all of them, and says what became of this one.
#[component]
pub fn AccountCheck(
    from: Fetched<CheckReport>,
    side: Side,
    /// Asks the vendor's operator about an item; without it the words alone have to do.
    #[prop(optional, into)]
    on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let again = Again::new(from);
    let side = StoredValue::new(side);
    let items = move |report: Signal<CheckReport>| {
        let keys = move || {
            report.with(|report| report.check_items.iter().map(|found| found.item).collect::<Vec<_>>())
        };
        let row = move |item: CheckItem| {
            let found = Memo::new(move |_| {
                report.with(|report| report.check_items.iter().find(|found| found.item == item).cloned())
            });
            view! { <Row item found side again on_ask_vendor /> }
        };
        view! {
            <Summary report again />
            <table class="check-table" role="table">
                <caption class="visually-hidden">{msg::title}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{msg::column_item}</th>
                        <th scope="col" role="columnheader">{msg::column_state}</th>
                        <th scope="col" role="columnheader">{msg::column_remedy}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=keys key=|item| *item children=row />
                </tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="account-check card" aria-labelledby="account-check-title">
            <h2 id="account-check-title">{msg::title}</h2>
            <Loaded from lines=8 children=items />
        </section>
    }
    .into_any()
}

/// Which items are being checked again because the user asked for it.
#[derive(Clone, Copy)]
struct Again {
    from: Fetched<CheckReport>,
    wanted: RwSignal<Wanted>,
    /// The item that was checked again last, to say what became of it.
    last: RwSignal<Option<CheckItem>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Nothing,
    All,
    One(CheckItem),
}

impl Again {
    fn new(from: Fetched<CheckReport>) -> Self {
        let again = Self { from, wanted: RwSignal::new(Wanted::Nothing), last: RwSignal::new(None) };
        Effect::new(move |was_loading: Option<bool>| {
            let loading = from.loading.get();
            let wanted = again.wanted.get_untracked();
            if was_loading == Some(true) && !loading && wanted != Wanted::Nothing {
                again.wanted.set(Wanted::Nothing);
                if from.error.with_untracked(Option::is_none) {
                    again.last.set(if let Wanted::One(item) = wanted { Some(item) } else { None });
                    // The button that was pressed may be gone; what came out stands in the summary.
                    leptos::task::spawn_local(async {
                        browser::tick().await;
                        browser::focus("#check-summary");
                    });
                }
            }
            loading
        });
        again
    }

    fn run(self, wanted: Wanted) {
        if !self.from.loading.get_untracked() {
            self.wanted.set(wanted);
            self.from.refetch();
        }
    }

    fn is(self, wanted: Wanted) -> Signal<bool> {
        Signal::derive(move || self.wanted.get() == wanted)
    }
}

#[component]
fn Summary(report: Signal<CheckReport>, again: Again) -> AnyView {
    let failed = Memo::new(move |_| {
        report.with(|report| report.check_items.iter().filter(|found| !found.passed).count())
    });
    let total = Memo::new(move |_| report.with(|report| report.check_items.len()));
    let sentence = move || match failed.get() {
        0 => msg::passed_all(total.get()),
        1 => msg::failed_one(total.get()),
        more => msg::failed_some(more, total.get()),
    };
    let about_one = move || {
        let item = again.last.get()?;
        let passed = report.with(|report| {
            report.check_items.iter().find(|found| found.item == item).map(|found| found.passed)
        });
        let (name, passed) = (words::item_name(item), passed.unwrap_or(true));
        Some(if passed { msg::item_passes_now(name) } else { msg::item_still_fails(name) })
    };
    let notice = move || {
        let tone = if failed.get() == 0 { Tone::Success } else { Tone::Warning };
        view! {
            <Notice tone>
                <p>{sentence}</p>
                {move || about_one().map(|text| view! { <p>{text}</p> })}
            </Notice>
        }
    };
    let checked_at = move || {
        let at = report.with(|report| report.checked_at);
        view! { <p class="account-check__time">{msg::checked_at} " " <DateTimeText at /></p> }
    };
    view! {
        <div class="account-check__summary" id="check-summary" tabindex="-1" role="status">
            {notice}
        </div>
        <div class="account-check__again">
            {checked_at}
            <Button
                label=move || if again.from.loading.get() { msg::checking() } else { msg::check_again() }
                icon=IconName::Refresh
                busy=again.from.loading
                on_press=move |()| again.run(Wanted::All)
            />
        </div>
    }
    .into_any()
}

#[component]
fn Row(
    item: CheckItem,
    found: Memo<Option<CheckResult>>,
    side: StoredValue<Side>,
    again: Again,
    on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let passed = Memo::new(move |_| found.with(|found| found.as_ref().is_none_or(|found| found.passed)));
    let icon = Signal::derive(move || if passed.get() { IconName::Success } else { IconName::Danger });
    let state = move || if passed.get() { msg::passed() } else { msg::failed() };
    let remedy = move || match found.get() {
        Some(found) if !found.passed => Some(what_to_do(found, side, again, on_ask_vendor)),
        _ => None,
    };
    view! {
        <tr role="row" class:check-row--failed=move || !passed.get()>
            <th scope="row" role="rowheader">{move || words::item_name(item)}</th>
            <td role="cell">
                <span class="check-state" class:check-state--failed=move || !passed.get()>
                    <Icon name=icon /> {state}
                </span>
            </td>
            <td role="cell">{remedy}</td>
        </tr>
    }
    .into_any()
}

fn what_to_do(
    found: CheckResult,
    side: StoredValue<Side>,
    again: Again,
    on_ask_vendor: Option<Callback<CheckItem>>,
) -> AnyView {
    let item = found.item;
    let (next, actor) = (found.next_allowed_on, found.actor);
    let has_causes = !found.causes.is_empty();
    let found = StoredValue::new(found);
    let for_partner = side.with_value(|side| matches!(side, Side::Partner(_)));
    let remedy = move || found.with_value(|found| words::remedy(found, for_partner));
    let causes = move || msg::causes(found.with_value(words::titles));
    let who = move || msg::who_must_act(words::actor(actor, for_partner));
    let fix = match side.with_value(|side| place(item, side)) {
        Place::Page(href) => {
            let label = move || words::fix_label(item, for_partner);
            Some(view! { <LinkButton label href icon=IconName::ChevronRight /> }.into_any())
        }
        Place::Vendor => on_ask_vendor.map(|ask| {
            view! { <Button label=msg::ask_vendor icon=IconName::Mail on_press=move |()| ask.run(item) /> }.into_any()
        }),
        Place::Elsewhere => None,
    };
    let has_message = for_partner && found.with_value(|found| words::message_for_customer(found).is_some());
    let message = has_message.then(|| view! { <MessageForCustomer found /> });
    view! {
        <div class="check-remedy">
            <p>{remedy}</p>
            {has_causes.then(|| view! { <p class="check-remedy__causes">{causes}</p> })}
            {next.map(|day| view! { <p><strong>{move || msg::next_allowed_on(i18n::day(day))}</strong></p> })}
            <p class="check-remedy__who">{who}</p>
            {message}
            <div class="check-remedy__actions">
                {fix}
                <Button
                    label=msg::check_item_again
                    kind=ButtonKind::Ghost
                    icon=IconName::Refresh
                    busy=again.is(Wanted::One(item))
                    on_press=move |()| again.run(Wanted::One(item))
                />
            </div>
        </div>
    }
    .into_any()
}

/// The text that the partner sends to its customer; shown, so that it can be read and copied by hand too.
#[component]
fn MessageForCustomer(found: StoredValue<CheckResult>) -> AnyView {
    let text = Signal::derive(move || found.with_value(words::message_for_customer).unwrap_or_default());
    let copy = move |()| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            if browser::copy(&text).await {
                toast::show(Tone::Success, msg::message_copied());
            } else {
                toast::show(Tone::Warning, msg::message_not_copied());
            }
        });
    };
    view! {
        <details class="check-message">
            <summary>{msg::message_for_customer}</summary>
            <p class="check-message__text">{move || text.get()}</p>
            <Button label=msg::copy_message icon=IconName::Copy on_press=copy />
        </details>
    }
    .into_any()
}
