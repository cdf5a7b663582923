//! The addresses of all lists, read and written again. An address comes from anywhere: an old bookmark, another release,
//! a hand. A list takes what it understands and leaves out the rest, and what it writes means the same to whoever opens
//! it. Here, because features do not know each other; for the test below, and for `fuzz/targets/address.rs`.

use super::{
    associations, certifications, covers, customer_development::history, customers, delivery_desk,
    delivery_projects, funds, help, marketing_tasks, members, notifications, opportunities, opportunity_desk,
    personnel, work_queue,
};

/// What stands in an address under a name.
type Value<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Every list whose state stands in its address.
const LISTS: [fn(Value<'_>) -> String; 19] = [
    |value| funds::model::FundsState::read(value).href(),
    |value| associations::model::Filters::read(value).href(),
    |value| certifications::state::PageState::read(value).href(),
    |value| history::model::HistoryState::read(value).href(),
    |value| covers::model::CoversState::read(value).href(),
    |value| customers::model::ListState::read(value).href(),
    |value| delivery_desk::state::ListState::read(value).href(),
    |value| delivery_projects::state::ListState::read(value).href(),
    |value| help::model::SuggestionsState::read(value).href(),
    |value| members::state::ListState::read(value).href(),
    |value| notifications::state::ListState::read(value).href(),
    |value| marketing_tasks::state::ListState::read(value).href(),
    |value| opportunities::state::ListState::read(value).href(),
    |value| opportunity_desk::state::ListState::read(value).href(),
    |value| personnel::model::ListState::read(value).href(),
    |value| work_queue::model::QueueState::read(value).href(),
    // From here on, all is shown at once.
    |value| help::model::HelpState::read(value).href(),
    |value| help::model::LibraryState::read(value).href(),
    |value| help::model::Beginning::read(value).href(),
];

/// How each list writes what it reads in `query` (`size=20&page=3`).
#[must_use]
pub fn rewritten(query: &str) -> [String; LISTS.len()] {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name, decoded(value))).collect::<Vec<_>>();
    let value = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    LISTS.map(|list| list(&value))
}

/// Without its percent-encoding, as a browser reads it.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let encoded = after.get(..2).filter(|_| *first == b'%');
        let encoded = encoded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(encoded.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if encoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many of the lists, from the first, are read page by page.
    const PAGED: usize = 16;

    fn query_of(href: &str) -> &str {
        href.split_once('?').map_or("", |(_, query)| query)
    }

    proptest! {
        #[test]
        fn what_a_list_writes_means_what_it_read(
            query in "((tab|side|status|kind|from|to|size|page|sort|dir|hide|label|keyword|stage|customer_id|month_spend_min)\
                      =([A-Z_]{0,12}|[0-9-]{0,10}|[a-z,]{0,8}|.{0,6})&){0,6}"
        ) {
            let written = rewritten(&query);
            for (list, href) in written.iter().enumerate() {
                prop_assert_eq!(&rewritten(query_of(href))[list], href);
                prop_assert!(href.bytes().all(|byte| byte.is_ascii_graphic()), "{}", href);
            }
        }
    }

    #[test]
    fn every_list_turns_its_pages_in_its_address() {
        for href in &rewritten("size=20&page=3")[..PAGED] {
            assert!(query_of(href).ends_with("size=20&page=3"), "{href}");
        }
    }
}
