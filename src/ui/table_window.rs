//! Long lists: only the rows in view, and some before and after them, are in the page.

use super::Sort;
use leptos::{html, prelude::*};
use std::ops::Range;

/// Rows beyond the edge that are made already, so that a turn of the wheel shows no gap.
const BEYOND: usize = 6;

/// How a long list is looked at. All rows have one height; what is too long for it is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableWindow {
    /// Of a row, in CSS pixels.
    pub row_px: u32,
    /// Of the part of the list that is in view.
    pub height_px: u32,
}

impl TableWindow {
    /// Which of `count` rows are made when the list is scrolled down by `top` pixels.
    fn range(self, count: usize, top: u32) -> Range<usize> {
        let first = (top / self.row_px.max(1)) as usize;
        let in_view = (self.height_px / self.row_px.max(1)) as usize + 1;
        let start = first.saturating_sub(BEYOND).min(count.saturating_sub(in_view));
        start..(first + in_view + BEYOND).min(count)
    }
}

/// The window of one table.
#[derive(Clone, Copy)]
pub(super) struct Window {
    size: TableWindow,
    count: Memo<usize>,
    top: RwSignal<u32>,
    pub range: Memo<Range<usize>>,
    scroll: NodeRef<html::Div>,
}

impl Window {
    pub fn new(window: TableWindow, count: Memo<usize>, sort: Signal<Option<Sort>>) -> Self {
        let top = RwSignal::new(0);
        let range = Memo::new(move |_| window.range(count.get(), top.get()));
        let made = Self { size: window, count, top, range, scroll: NodeRef::new() };
        // Another order or another choice is looked at from its beginning.
        Effect::new(move |before: Option<(usize, Option<Sort>)>| {
            let now = (count.get(), sort.get());
            if before.is_some_and(|before| before != now)
                && top.get_untracked() > 0
                && let Some(scroll) = made.scroll.get_untracked()
            {
                scroll.set_scroll_top(0);
                top.set(0);
            }
            now
        });
        made
    }

    pub const fn scroll(self) -> NodeRef<html::Div> {
        self.scroll
    }

    pub fn scrolled(self) {
        if let Some(scroll) = self.scroll.get_untracked() {
            self.top.set(u32::try_from(scroll.scroll_top()).unwrap_or(0));
        }
    }

    pub fn height(self) -> String {
        [&self.size.height_px.to_string(), "px"].concat()
    }

    pub fn row_height(self) -> String {
        [&self.size.row_px.to_string(), "px"].concat()
    }

    /// Stands for the rows above those that are made.
    pub fn before(self) -> AnyView {
        self.gap(move || self.range.get().start)
    }

    /// Stands for the rows below them.
    pub fn after(self) -> AnyView {
        self.gap(move || self.count.get().saturating_sub(self.range.get().end))
    }

    fn gap(self, rows: impl Fn() -> usize + Send + Sync + 'static) -> AnyView {
        let height = Memo::new(move |_| {
            let rows = u32::try_from(rows()).unwrap_or(u32::MAX);
            [&rows.saturating_mul(self.size.row_px).to_string(), "px"].concat()
        });
        view! { <tr class="data-table__gap" aria-hidden="true" style:block-size=move || height.get()></tr> }
            .into_any()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WINDOW: TableWindow = TableWindow { row_px: 40, height_px: 600 };

    #[test]
    fn a_short_list_is_made_whole() {
        assert_eq!(WINDOW.range(10, 0), 0..10);
        assert_eq!(WINDOW.range(0, 0), 0..0);
    }

    proptest! {
        #[test]
        fn whatever_is_in_view_is_made_and_not_much_more(count in 0_usize..20_000, top in 0_u32..1_000_000) {
            let range = WINDOW.range(count, top);
            prop_assert!(range.start <= range.end && range.end <= count);
            prop_assert!(range.len() <= 16 + 2 * BEYOND + 16);
            let most = u32::try_from(count).unwrap() * WINDOW.row_px;
            let top = top.min(most.saturating_sub(WINDOW.height_px));
            let range = WINDOW.range(count, top);
            let last = (((top + WINDOW.height_px) / WINDOW.row_px) as usize).min(count);
            prop_assert!(range.start <= (top / WINDOW.row_px) as usize && last <= range.end);
        }
    }
}
