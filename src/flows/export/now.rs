//! A list as a file at once: what the filters find, read page by page, masked as on the page.

use super::msg;
use crate::{
    api::ApiError,
    browser,
    flows::fetch,
    i18n,
    ui::{Button, IconName, Tone, toast},
};
use contract::{endpoint::Fetch, page::MAX_LIMIT, time::Timestamp};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// GMT+08:00 is so many seconds ahead of UTC.
const ZONE_S: i64 = 8 * 3_600;
/// Rows of one file; more are narrowed by filters.
const MOST: usize = 5_000;

/// How a list becomes a file.
pub struct Exported<I: 'static, O: 'static, R: 'static> {
    pub endpoint: &'static Fetch<(), I, O>,
    /// The question with an offset and a limit put in.
    pub part: fn(&I, u32, u32) -> I,
    pub rows: fn(O) -> Vec<R>,
    /// The rows as a text that a spreadsheet opens.
    pub write: fn(&[R]) -> String,
    /// Without its ending.
    pub file_name: fn() -> &'static str,
}

/// The button that reads all and gives the file to the user.
pub fn export_button<I, O, R>(exported: Exported<I, O, R>, query: Signal<I>) -> AnyView
where
    I: Serialize + Clone + Send + Sync + 'static,
    O: DeserializeOwned + 'static,
    R: 'static,
{
    let busy = RwSignal::new(false);
    let exported = StoredValue::new_local(exported);
    let export = move |()| {
        let query = query.get_untracked();
        let Some(Exported { endpoint, part, rows, write, file_name }) =
            exported.try_with_value(|exported| Exported { ..*exported })
        else {
            return;
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let found = read_all(endpoint, &query, part, rows).await;
            busy.try_set(false);
            match found {
                Ok(found) => save(file_name(), &write(&found), found.len()),
                Err(error) => toast::show_error(&error),
            }
        });
    };
    view! { <Button label=msg::export_now icon=IconName::Download busy on_press=export /> }.into_any()
}

async fn read_all<I: Serialize, O: DeserializeOwned, R>(
    endpoint: &Fetch<(), I, O>,
    query: &I,
    part: fn(&I, u32, u32) -> I,
    rows: fn(O) -> Vec<R>,
) -> Result<Vec<R>, ApiError> {
    let mut all: Vec<R> = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let page = rows(fetch::read(endpoint, (), &part(query, offset, MAX_LIMIT)).await?);
        let ended = page.len() < MAX_LIMIT as usize;
        all.extend(page);
        if ended || all.len() >= MOST {
            return Ok(all);
        }
    }
}

fn save(name: &str, text: &str, count: usize) {
    let name = [name, ".csv"].concat();
    if !browser::save_file(&name, "text/csv;charset=utf-8", text.as_bytes()) {
        return toast::show(Tone::Warning, msg::not_saved());
    }
    let said = i18n::number(u32::try_from(count).unwrap_or(u32::MAX));
    if count < MOST {
        toast::show(Tone::Success, msg::exported(said));
    } else {
        toast::show(Tone::Warning, msg::exported_part(said));
    }
}

/// Day and minute on the clock that all pages show, as a spreadsheet reads it: `2026-11-23 17:52`.
#[must_use]
pub fn china_time(at: Timestamp) -> String {
    let minute = at.seconds().saturating_add(ZONE_S).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", at.china_day(), minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_china() {
        let at: Timestamp = "2026-11-23T17:05:59Z".parse().unwrap();
        assert_eq!(china_time(at), "2026-11-24 01:05");
    }
}
