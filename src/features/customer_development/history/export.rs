//! The history as a file: what the filters find, masked as on the page.

use super::{msg, words};
use crate::{
    features::customer_development::words::delivery,
    flows::{
        account_check::association_type,
        export::{Exported, china_time, export_button},
    },
};
use contract::{
    csv,
    invitations::{HISTORY, Invitation, InvitationPage, InvitationQuery},
    time::Timestamp,
};
use leptos::prelude::*;

/// Reads page by page, and gives the file to the user.
#[component]
pub fn Export(#[prop(into)] query: Signal<InvitationQuery>) -> AnyView {
    let exported = Exported {
        endpoint: &HISTORY,
        part: |query: &InvitationQuery, offset, limit| InvitationQuery {
            offset: Some(offset),
            limit: Some(limit),
            ..query.clone()
        },
        rows: |page: InvitationPage| page.invitations,
        write: file,
        file_name: msg::title,
    };
    export_button(exported, query)
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

#[cfg(test)]
mod tests {
    use super::{super::model::tests::invitation, *};
    use contract::{
        invitations::{InvitationKind, InvitationStatus},
        joining_rules::JoinRefusal,
    };

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
