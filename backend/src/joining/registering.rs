//! Opening an account by an invitation and associating it, in one step. Whether the number has an account is told only
//! after the code has proved it.
//!
//! The fingerprint that is stored with the answer covers the password as well. Nobody can try passwords out on it: it is
//! keyed, and covers the token too; neither is in the database.

use super::{
    code,
    effects::{self, Joiner},
    facts,
    handlers::accept,
    refusing::refused_try,
    store::{self, NewAccount},
    way::Way,
};
use crate::{
    accounts_known::{self, Standing},
    http::change::Change,
    masking,
    problem::{Fault, Refused},
    secret::random_id,
    session::{keep, principal::Anyone},
};
use contract::{
    filing_rules::FollowedBy,
    ids::{CustomerId, UserId},
    joining::{JOINS_PER_MINUTE, Joined, RegisterDraft},
    joining_rules::JoinRefusal,
    money::Currency,
    problem::ErrorCode,
    text::CustomerName,
};

pub(super) async fn register(
    cx: &mut Change,
    _: &Anyone,
    (): (),
    draft: RegisterDraft,
) -> Result<Joined, Refused> {
    cx.limit_per_minute(JOINS_PER_MINUTE)?;
    let way = Way::open(&mut cx.tx, &cx.app, &draft.token, cx.now).await?;
    accept(&way, draft.terms_accepted, draft.notes_accepted)?;
    let phone = draft.mobile_phone.as_str();
    if way.filed_phone().is_some_and(|filed| filed != phone) {
        return Err(refused_try(way, vec![JoinRefusal::OtherPhone], String::new()));
    }
    code::prove(cx, &draft.token, &draft.mobile_phone, &draft.verification_code).await?;
    if store::phone_has_account(&mut cx.tx, &draft.mobile_phone).await? {
        return Err(ErrorCode::PhoneTaken.into());
    }
    if store::account_name_is_taken(&mut cx.tx, draft.account_name.as_str()).await? {
        return Err(ErrorCode::AccountNameTaken.into());
    }
    let refusals = facts::of_newcomer(&mut cx.tx, &way, phone, cx.now).await?;
    if !refusals.is_empty() {
        return Err(refused_try(way, refusals, String::new()));
    }

    let (customer_id, user_id) = open(cx, &way, &draft).await?;
    let customer = Joiner {
        masked_name: masked_name(&draft),
        customer_id,
        account_name: draft.account_name.into(),
        phones: vec![draft.mobile_phone.into()],
    };
    let joined = effects::associate(cx, &way, customer).await?;
    let (_, headers) = keep::begin(&mut cx.tx, &cx.call, user_id, cx.now).await?;
    cx.headers.extend(headers);
    Ok(joined)
}

/// The account with its user and what the vendor knows of it.
async fn open(cx: &mut Change, way: &Way, draft: &RegisterDraft) -> Result<(CustomerId, UserId), Refused> {
    let not_an_id = |_| Fault::new("a random id is no id");
    let customer_id: CustomerId = format!("c-{}", random_id()?).parse().map_err(not_an_id)?;
    let user_id: UserId = format!("u-{}", random_id()?).parse().map_err(not_an_id)?;
    let password_hash = cx.app.passwords.hash(draft.password.secret().to_owned()).await?;
    let account = NewAccount {
        customer_id: &customer_id,
        user_id: &user_id,
        account_name: draft.account_name.as_str(),
        name: draft.customer_name.as_ref().map(CustomerName::as_str).unwrap_or_default(),
        password_hash: &password_hash,
        phone: draft.mobile_phone.as_str(),
        email: draft.email.as_ref().map(contract::contact::EmailAddress::as_str),
        language: way.language(),
        currency: if way.inviter.international() { Currency::Usd } else { Currency::Cny },
    };
    store::open_account(&mut cx.tx, &account, cx.now).await?;
    let standing = Standing {
        customer_id: customer_id.clone(),
        partner_id: None,
        name: account.name.to_owned(),
        account_name: account.account_name.to_owned(),
        telephone: Some(account.phone.to_owned()),
        site: way.inviter.site,
        country_code: way.inviter.country_code.clone(),
        registered_at: cx.now,
        cloud_open: true,
        has_cash_spend: false,
        followed_by: FollowedBy::Nobody,
        filed_by_vendor: false,
        consumer_account: false,
        trusteeship: false,
        stored_value_card: false,
        gift_balance: false,
    };
    accounts_known::add(&mut cx.tx, &standing).await?;
    Ok((customer_id, user_id))
}

fn masked_name(draft: &RegisterDraft) -> String {
    draft.customer_name.as_ref().map_or_else(
        || masking::account_name(draft.account_name.as_str()),
        // Not verified yet: neither known to be a person nor a company.
        |name| masking::name(name.as_str(), -1),
    )
}
