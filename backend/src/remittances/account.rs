//! The dedicated account and who may pay to it.

use super::store;
use crate::{
    accounts,
    http::change::{Change, Read},
    problem::{Fault, Refused, sentence},
    secret::{random, random_id},
    session::principal::Member,
};
use contract::{
    company::is_same_name,
    ids::PayerId,
    problem::{ErrorCode, Problem},
    remittances::{DedicatedAccount, MAX_PAYERS, PayerDraft, ProxyPayer, RemittanceAccount},
    session::Site,
    verification::Operation,
};
use serde_json::json;
use sqlx::AnyConnection;

/// What all dedicated accounts of the vendor's bank begin with; the rest is the partner's own.
const NUMBER_BEGINS: &str = "7559";
const OWN_DIGITS: usize = 15;

pub(super) async fn show(cx: &mut Read, who: &Member, (): (), (): ()) -> Result<RemittanceAccount, Refused> {
    current(&mut cx.conn, who).await
}

async fn current(conn: &mut AnyConnection, who: &Member) -> Result<RemittanceAccount, Refused> {
    let partner_id = who.partner_id.as_str();
    let money = accounts::store::partner_money(conn, partner_id).await?.ok_or(ErrorCode::NotFound)?;
    let account = store::account(conn, partner_id).await?;
    Ok(RemittanceAccount {
        account: account.map(|(number, activated_at)| {
            let (holder, bank_name) = vendors_bank(who.site);
            DedicatedAccount {
                holder: holder.to_owned(),
                bank_name: bank_name.to_owned(),
                account_number: number,
                currency: money.currency,
                activated_at,
            }
        }),
        verified_name: who.partner_name.clone(),
        payers: store::payers(conn, partner_id).await?,
    })
}

/// Whose the account is and where: the vendor's bank of each site.
const fn vendors_bank(site: Site) -> (&'static str, &'static str) {
    match site {
        Site::Cn => ("云厂商计算技术有限公司", "示例银行深圳分行营业部"),
        Site::Intl => ("Cloud Vendor International Pte. Ltd.", "Example Bank, Singapore Branch"),
    }
}

pub(super) async fn activate(
    cx: &mut Change,
    who: &Member,
    (): (),
    (): (),
) -> Result<RemittanceAccount, Refused> {
    let partner_id = who.partner_id.as_str();
    if store::account(&mut cx.tx, partner_id).await?.is_none() {
        cx.step_up(Operation::ActivateRemittance, "").await?;
        store::activate(&mut cx.tx, partner_id, &new_number()?, cx.now).await?;
        cx.audit("remittance.activate", partner_id, json!({}));
    }
    current(&mut cx.tx, who).await
}

fn new_number() -> Result<String, Fault> {
    let own = u64::from_le_bytes(random::<8>()?) % 10_u64.pow(15);
    Ok(format!("{NUMBER_BEGINS}{own:0OWN_DIGITS$}"))
}

pub(super) async fn add_payer(
    cx: &mut Change,
    who: &Member,
    (): (),
    draft: PayerDraft,
) -> Result<RemittanceAccount, Refused> {
    let partner_id = who.partner_id.as_str();
    let name = draft.name.as_str();
    let mut active = store::payers(&mut cx.tx, partner_id).await?;
    active.retain(|payer| payer.ended_at.is_none());
    let known =
        is_same_name(name, &who.partner_name) || active.iter().any(|payer| is_same_name(name, &payer.name));
    if !known {
        let used = u32::try_from(active.len()).unwrap_or(u32::MAX);
        if used >= MAX_PAYERS {
            let mut problem = Problem::new(ErrorCode::QuantityLimit, sentence(ErrorCode::QuantityLimit));
            (problem.limit, problem.used) = (Some(MAX_PAYERS), Some(used));
            return Err(problem.into());
        }
        let id = format!("py-{}", random_id()?);
        let payer = ProxyPayer {
            payer_id: id.parse().map_err(|_| Fault::new("a random id is no id"))?,
            name: name.to_owned(),
            added_at: cx.now,
            ended_at: None,
        };
        store::add_payer(&mut cx.tx, partner_id, &payer).await?;
        cx.audit("remittance.add_payer", id, json!({ "name": name }));
    }
    current(&mut cx.tx, who).await
}

pub(super) async fn end_payer(
    cx: &mut Change,
    who: &Member,
    (payer_id,): (PayerId,),
    (): (),
) -> Result<RemittanceAccount, Refused> {
    let partner_id = who.partner_id.as_str();
    let payers = store::payers(&mut cx.tx, partner_id).await?;
    let payer = payers.into_iter().find(|payer| payer.payer_id == payer_id).ok_or(ErrorCode::NotFound)?;
    if payer.ended_at.is_none() {
        store::end_payer(&mut cx.tx, partner_id, &payer_id, cx.now).await?;
        cx.audit("remittance.end_payer", payer_id.as_str(), json!({ "name": payer.name }));
    }
    current(&mut cx.tx, who).await
}
