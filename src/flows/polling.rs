//! Reading something again and again while somebody looks. It counts as nothing that the user does, and a lost answer shows
//! only when there is nothing to look at.

use super::sign_in_again;
use crate::{
    api::{self, ApiError, Fetched},
    browser,
};
use contract::endpoint::{Fetch, PathParams};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde::{Serialize, de::DeserializeOwned};

/// Reads now, when `input` changes, when [`Fetched::refetch`] is called, and every so often while the tab is visible and
/// `goes_on` says that what was read last will change.
pub fn use_polled<P, I, O>(
    endpoint: &'static Fetch<P, I, O>,
    every_ms: u32,
    input: impl Fn() -> (P, I) + Clone + 'static,
    goes_on: fn(&O) -> bool,
) -> Fetched<O>
where
    P: PathParams + Clone + 'static,
    I: Serialize + 'static,
    O: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    let fetched = Fetched::<O>::default();
    let asked = StoredValue::new(0_u32);
    let read = move |(params, input): (P, I)| {
        asked.update_value(|asked| *asked += 1);
        let turn = asked.get_value();
        leptos::task::spawn_local(async move {
            let settled = loop {
                match api::fetch_in_background(endpoint, params.clone(), &input).await {
                    Err(ApiError::SignedOut) if sign_in_again::wait().await => {}
                    settled => break settled,
                }
            };
            // An older answer never covers a newer one.
            if asked.try_get_value() != Some(turn) {
                return;
            }
            match settled {
                Ok(found) => {
                    fetched.error.try_set(None);
                    if fetched.value.try_with_untracked(|shown| shown.as_ref() != Some(&found)) == Some(true)
                    {
                        fetched.value.try_set(Some(found));
                    }
                }
                Err(error) => {
                    fetched.error.try_set(Some(error));
                }
            }
            fetched.loading.try_set(false);
        });
    };
    let asking = input.clone();
    Effect::new(move |_| {
        fetched.wanted.track();
        let input = asking();
        fetched.loading.set(true);
        read(input);
    });
    let interval = browser::Interval::start(every_ms, move || {
        let changes = fetched.value.try_with_untracked(|shown| shown.as_ref().is_some_and(goes_on));
        if browser::is_visible() && changes == Some(true) {
            read(untrack(&input));
        }
    });
    let interval = SendWrapper::new(interval);
    on_cleanup(move || drop(interval.take()));
    fetched
}
