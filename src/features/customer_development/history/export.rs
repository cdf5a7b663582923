//! The history as a file: what the filters find, masked as on the page.

use super::{msg, words};
use crate::{
    browser,
    features::customer_development::words::delivery,
    flows::{account_check::association_type, csv, fetch},
    i18n,
    ui::{Button, IconName, Tone, toast},
};
use contract::{
    invitations::{HISTORY, Invitation, InvitationQuery},
    page::MAX_LIMIT,
    time::Timestamp,
};
use leptos::prelude::*;

/// GMT+08:00 is so many seconds ahead of UTC.
const ZONE_S: i64 = 8 * 3_600;
/// Rows of one file; more are narrowed by filters.
const MOST: usize = 5_000;

/// Reads page by page, and gives the file to the user.
#[component]
pub fn Export(#[prop(into)] query: Signal<InvitationQuery>) -> AnyView {
    let busy = RwSignal::new(false);
    let export = move |()| {
        let query = query.get_untracked();
        busy.set(true);
        leptos::task::spawn_local(async move {
            let found = read_all(query).await;
            busy.try_set(false);
            match found {
                Ok(rows) => save(&rows),
                Err(error) => toast::show_error(&error),
            }
        });
    };
    view! { <Button label=msg::export icon=IconName::Download busy on_press=export /> }.into_any()
}

async fn read_all(query: InvitationQuery) -> Result<Vec<Invitation>, crate::api::ApiError> {
    let mut rows: Vec<Invitation> = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let part = InvitationQuery { offset: Some(offset), limit: Some(MAX_LIMIT), ..query.clone() };
        let page = fetch::read(&HISTORY, (), &part).await?;
        let ended = page.invitations.len() < MAX_LIMIT as usize;
        rows.extend(page.invitations);
        if ended || rows.len() >= MOST {
            return Ok(rows);
        }
    }
}

fn save(rows: &[Invitation]) {
    let text = file(rows);
    let name = [msg::title(), ".csv"].concat();
    if !browser::save_file(&name, "text/csv;charset=utf-8", text.as_bytes()) {
        return toast::show(Tone::Warning, msg::not_saved());
    }
    let count = i18n::number(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    if rows.len() < MOST {
        toast::show(Tone::Success, msg::exported(count));
    } else {
        toast::show(Tone::Warning, msg::exported_part(count));
    }
}

fn file(rows: &[Invitation]) -> String {
    let header = [
        msg::customer(),
        msg::email(),
        msg::kind(),
        msg::tag(),
        msg::association_type(),
        msg::status(),
        msg::cause(),
        msg::invited_at(),
        msg::expire_at(),
        msg::associated_at(),
        msg::mail(),
        msg::inviter(),
    ];
    let at = |at: Option<Timestamp>| at.map(china_time).unwrap_or_default();
    let line = |row: &Invitation| {
        vec![
            row.customer_name.clone(),
            row.email.clone().unwrap_or_default(),
            words::kind(row.kind).to_owned(),
            row.tag.clone().unwrap_or_default(),
            association_type(row.association_type).to_owned(),
            words::invitation_status(row.status).0.to_owned(),
            row.fail_cause.map(words::fail_cause).unwrap_or_default().to_owned(),
            at(Some(row.invited_at)),
            at(row.expire_at),
            at(row.associated_at),
            row.delivery.map(|mail| delivery(&mail).0).unwrap_or_default(),
            row.inviter.clone(),
        ]
    };
    csv::write(&header, rows.iter().map(line).collect::<Vec<_>>())
}

/// Day and minute on the clock that all pages show, as a spreadsheet reads it: `2026-11-23 17:52`.
fn china_time(at: Timestamp) -> String {
    let minute = at.seconds().saturating_add(ZONE_S).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", at.china_day(), minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::{super::model::tests::invitation, *};
    use contract::{
        invitations::{InvitationKind, InvitationStatus},
        joining_rules::JoinRefusal,
    };

    #[test]
    fn times_are_those_of_china() {
        let at: Timestamp = "2026-11-23T17:05:59Z".parse().unwrap();
        assert_eq!(china_time(at), "2026-11-24 01:05");
    }

    #[test]
    fn a_line_has_a_cell_for_each_header_and_a_tag_is_no_formula() {
        let row = Invitation {
            tag: Some("=1+1".to_owned()),
            fail_cause: Some(JoinRefusal::OtherPhone),
            ..invitation(InvitationKind::Offline, InvitationStatus::Failed)
        };
        let text = file(&[row]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
        assert!(lines[1].contains("\"'=1+1\""), "{}", lines[1]);
        assert!(lines[1].contains(words::fail_cause(JoinRefusal::OtherPhone)));
    }
}
