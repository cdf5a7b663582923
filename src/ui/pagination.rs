//! Pages of a list.

use super::{Button, ButtonKind, IconName, msg};
use crate::{browser, i18n};
use contract::page::{DEFAULT_LIMIT, MAX_OFFSET, PAGE_SIZES};
use leptos::prelude::*;

/// Where the list shall start, and how many rows it shall have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageChange {
    pub offset: u32,
    pub limit: u32,
}

impl Default for PageChange {
    fn default() -> Self {
        Self { offset: 0, limit: DEFAULT_LIMIT }
    }
}

impl PageChange {
    /// Reads `page` and `size` of an address; whatever makes no sense is as if it were not there.
    #[must_use]
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let number = |name: &str| value(name).and_then(|text| text.parse::<u32>().ok());
        let limit = number("size").filter(|size| PAGE_SIZES.contains(size)).unwrap_or(DEFAULT_LIMIT);
        let offset = number("page").unwrap_or(1).saturating_sub(1).saturating_mul(limit);
        Self { offset: if offset > MAX_OFFSET { 0 } else { offset }, limit }
    }

    /// What [`PageChange::read`] reads; empty values where nothing has to be said.
    #[must_use]
    pub fn address(self) -> [(&'static str, String); 2] {
        let page = self.offset / self.limit.max(1) + 1;
        let unless = |usual: u32, number: u32| {
            if number == usual { String::new() } else { number.to_string() }
        };
        [("size", unless(DEFAULT_LIMIT, self.limit)), ("page", unless(1, page))]
    }
}

/// Below a table. Turning it shows the new page from its top.
///
/// `<Pagination total page on_change=move |page: PageChange| … />`
#[component]
pub fn Pagination(
    #[prop(into)] total: Signal<u32>,
    #[prop(into)] page: Signal<PageChange>,
    #[prop(into)] on_change: Callback<PageChange>,
) -> AnyView {
    let show = move |page: PageChange| {
        on_change.run(page);
        browser::scroll_to_top();
    };
    let go = move |offset: u32| show(PageChange { offset, ..page.get_untracked() });
    let at_start =
        Signal::derive(move || (page.get().offset == 0).then(|| msg::first_page_already().to_owned()));
    let at_end = Signal::derive(move || {
        let PageChange { offset, limit } = page.get();
        (offset >= last_offset(total.get(), limit)).then(|| msg::last_page_already().to_owned())
    });
    let range = move || {
        let (total, PageChange { offset, limit }) = (total.get(), page.get());
        let last = total.min(offset.saturating_add(limit));
        let first = if last > offset { offset + 1 } else { last };
        msg::range(i18n::number(first), i18n::number(last), i18n::number(total))
    };
    let resize = move |event| {
        if let Ok(limit) = event_target_value(&event).parse() {
            show(PageChange { offset: 0, limit });
        }
    };
    let size = move |size: u32| {
        view! {
            <option value=size prop:selected=move || page.get().limit == size>
                {size}
            </option>
        }
    };
    let step = move |from: fn(PageChange) -> u32| go(from(page.get_untracked()));
    let previous = move |()| step(|page| page.offset.saturating_sub(page.limit));
    let next = move |()| step(|page| page.offset + page.limit);
    let last = move |()| go(last_offset(total.get_untracked(), page.get_untracked().limit));
    view! {
        <nav class="pagination" aria-label=msg::pages>
            <p class="pagination__range" aria-live="polite">{range}</p>
            <label class="pagination__size">
                {msg::rows_per_page}
                <select class="input input--select" on:change=resize>
                    {PAGE_SIZES.map(size).collect_view()}
                </select>
            </label>
            <div class="pagination__steps">
                <Button label=msg::first_page icon=IconName::First icon_only=true kind=ButtonKind::Ghost why_disabled=at_start on_press=move |()| go(0) />
                <Button label=msg::previous_page icon=IconName::ChevronLeft icon_only=true kind=ButtonKind::Ghost why_disabled=at_start on_press=previous />
                <Button label=msg::next_page icon=IconName::ChevronRight icon_only=true kind=ButtonKind::Ghost why_disabled=at_end on_press=next />
                <Button label=msg::last_page icon=IconName::Last icon_only=true kind=ButtonKind::Ghost why_disabled=at_end on_press=last />
            </div>
        </nav>
    }
    .into_any()
}

/// Offset of the last page.
fn last_offset(total: u32, limit: u32) -> u32 {
    total.saturating_sub(1) / limit.max(1) * limit.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_holds_the_last_row() {
        assert_eq!(last_offset(0, 10), 0);
        assert_eq!(last_offset(10, 10), 0);
        assert_eq!(last_offset(11, 10), 10);
        assert_eq!(last_offset(99, 20), 80);
    }

    #[test]
    fn an_address_names_the_page_and_nonsense_is_the_first_one() {
        let read = |pairs: &[(&str, &str)]| {
            PageChange::read(|name| {
                pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        let third = PageChange { offset: 40, limit: 20 };
        assert_eq!(read(&[("size", "20"), ("page", "3")]), third);
        assert_eq!(third.address(), [("size", "20".to_owned()), ("page", "3".to_owned())]);
        assert_eq!(PageChange::default().address(), [("size", String::new()), ("page", String::new())]);
        for nonsense in ["0", "-1", "x", "4294967295"] {
            assert_eq!(read(&[("page", nonsense), ("size", "7")]), PageChange::default(), "{nonsense}");
        }
    }
}
