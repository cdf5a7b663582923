//! Which other opportunities are for the same need or the same customer.

use super::{Record, SELECT, read};
use crate::{
    opportunities::likeness::{folded, sound},
    problem::Fault,
    store::conditions::{Conditions, Page},
};
use contract::{
    ids::OpportunityId,
    opportunities::{Likeness, SimilarOpportunity},
    opportunity_status::{Direction, OpportunityStatus},
    time::Timestamp,
};
use sqlx::AnyConnection;

const MOST: u32 = 10;
/// A PO that passed.
const PASSED: [OpportunityStatus; 3] =
    [OpportunityStatus::Verified, OpportunityStatus::InProgress, OpportunityStatus::Delivered];
/// An HO that counts.
const SHARED: [OpportunityStatus; 3] =
    [OpportunityStatus::PendingAccept, OpportunityStatus::InProgress, OpportunityStatus::Delivered];

/// Those that look like it, the likest first, at most ten; of one partner, or of all (but for drafts).
pub async fn looking_alike(
    conn: &mut AnyConnection,
    partner_id: Option<&str>,
    name: &str,
    customer_name: &str,
    except: Option<&OpportunityId>,
) -> Result<Vec<SimilarOpportunity>, Fault> {
    let customer_key = folded(customer_name);
    if customer_key.is_empty() {
        return Ok(Vec::new());
    }
    let mut conditions = Conditions::default();
    match partner_id {
        Some(partner_id) => conditions.text("o.partner_id = ?", partner_id),
        None => conditions.text("o.status <> ?", OpportunityStatus::Draft.as_str()),
    }
    conditions.text("o.customer_sound = ?", sound(&customer_key));
    if let Some(except) = except {
        conditions.text("o.opportunity_id <> ?", except.as_str());
    }
    let order = "ORDER BY o.shared_at DESC, o.opportunity_id DESC";
    let rows = conditions.rows(conn, SELECT, order, Page::first(MOST), "").await?;
    let need_key = folded(name);
    let mut found = rows
        .iter()
        .map(|row| Ok(described(&read(row)?, &customer_key, &need_key)))
        .collect::<Result<Vec<_>, Fault>>()?;
    found.sort_by_key(|similar| match similar.likeness {
        Likeness::SameNeed => 0,
        Likeness::SameCustomer => 1,
        Likeness::SoundsAlike => 2,
    });
    Ok(found)
}

fn described(record: &Record, customer_key: &str, need_key: &str) -> SimilarOpportunity {
    let likeness = if record.customer_key() != customer_key {
        Likeness::SoundsAlike
    } else if record.need_key() == need_key {
        Likeness::SameNeed
    } else {
        Likeness::SameCustomer
    };
    let row = record.row();
    SimilarOpportunity {
        opportunity_id: row.opportunity_id,
        direction: row.direction,
        name: row.name,
        customer_name: row.customer_name,
        status: row.status,
        likeness,
    }
}

/// What keeps a PO for this need from passing: a PO of any partner that passed, or an HO that was shared before.
pub async fn in_the_way(
    conn: &mut AnyConnection,
    name: &str,
    customer_name: &str,
    submitted_at: Timestamp,
    except: Option<&OpportunityId>,
) -> Result<Option<Record>, Fault> {
    let others = same_need(conn, name, customer_name, except).await?;
    Ok(others.into_iter().find(|other| match other.direction {
        Direction::ToVendor => PASSED.contains(&other.status),
        Direction::FromVendor => SHARED.contains(&other.status) && other.shared_at <= submitted_at,
    }))
}

/// HOs for this need that nobody accepted yet: once a PO passes they are taken back.
pub async fn waiting_for_acceptance(
    conn: &mut AnyConnection,
    name: &str,
    customer_name: &str,
) -> Result<Vec<Record>, Fault> {
    let mut others = same_need(conn, name, customer_name, None).await?;
    others.retain(|other| {
        other.direction == Direction::FromVendor && other.status == OpportunityStatus::PendingAccept
    });
    Ok(others)
}

async fn same_need(
    conn: &mut AnyConnection,
    name: &str,
    customer_name: &str,
    except: Option<&OpportunityId>,
) -> Result<Vec<Record>, Fault> {
    let mut conditions = Conditions::default();
    conditions.text("o.customer_key = ?", folded(customer_name));
    conditions.text("o.need_key = ?", folded(name));
    if let Some(except) = except {
        conditions.text("o.opportunity_id <> ?", except.as_str());
    }
    let rows = conditions.rows(conn, SELECT, "ORDER BY o.shared_at", Page::first(100), "").await?;
    rows.iter().map(read).collect()
}
