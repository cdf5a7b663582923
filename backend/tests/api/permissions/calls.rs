//! One well-formed call of every endpoint. `{customer_id}` and the like stand for an object's id, in bodies as in paths.

use crate::harness::{Answer, Browser, new_key};
use contract::{
    endpoint::{Method, Spec, header},
    registry::{self, Described},
};
use std::collections::BTreeMap;

/// Name of a placeholder → id.
pub type Ids = BTreeMap<&'static str, String>;

/// Every endpoint of the contract.
pub fn all() -> Vec<Described> {
    registry::all(&mut schemars::SchemaGenerator::default())
}

/// The body of an endpoint by its id; `None` where nothing is sent.
pub fn body(id: &str) -> Option<&'static str> {
    Some(match id {
        "SignIn" => r#"{"account_name":"nobody-known","password":"Nothing-2026"}"#,
        "UpdatePreferences" => r#"{"language":"en-US"}"#,
        "SendVerificationCode" => r#"{"challenge_id":"{challenge_id}","receiver_type":"1"}"#,
        "UpdateVerificationSettings" => r#"{"enabled":true}"#,
        "RevealSubCustomers" => r#"{"customer_ids":["{customer_id}"],"fields":["telephone"]}"#,
        "UpdateSubCustomerLabel" => r#"{"label":"VIP"}"#,
        "FreezeSubCustomers" | "UnfreezeSubCustomers" => {
            r#"{"customer_ids":["{customer_id}"],"reason":"overdue"}"#
        }
        "CheckAssociation" => r#"{"customer_id":"{customer_id}","action":"UNBIND"}"#,
        "ApplyUnbindOrSwitchCooperation" => {
            r#"{"customer_id":"{customer_id}","action":"UNBIND","reason":"moved","notes_accepted":true}"#
        }
        "ListSubCustomers"
        | "ListAssociationRecords"
        | "ListSubCustomerAdjustRecords"
        | "ListIssuedPartnerCoupons" => r#"{"customer_id":"{customer_id}"}"#,
        "ApprovePartnerOrCustomerApply" | "ApprovePartnerApply" => r#"{"version":1,"notes_accepted":true}"#,
        "RejectCustomerApply" | "RejectPartnerApply" => r#"{"version":1,"opinion":"not yet"}"#,
        "WithdrawAssociationRequest"
        | "WithdrawMyRequest"
        | "StartWorkItem"
        | "DisableInvitationLink"
        | "RevokeInvitation" => r#"{"version":1}"#,
        "ListCustomersBalancesDetail" => r#"{"customer_infos":[{"customer_id":"{customer_id}"}]}"#,
        "UpdateCustomerAccountAmount" => r#"{"customer_id":"{customer_id}","amount":"1.00"}"#,
        "PayCustomerOrder" => r#"{"amount":"1.00"}"#,
        "CheckMyAssociation" => r#"{"action":"UNBIND"}"#,
        "ApplyUnbindByCustomer" => r#"{"reason":"moved","notes_accepted":true}"#,
        "PlacePartnerPaidOrder" => r#"{"title":"One more server","price":"1.00"}"#,
        "CreateCustomerFiling" => {
            r#"{"customer_name":"Quiet Water","mobile_phone":"15512340001","email":"it@water.example.org"}"#
        }
        "FileListedCustomers" => r#"{"filing_ids":["{filing_id}"]}"#,
        "UpdateCustomerFilingEmail" => r#"{"version":1,"email":"new@water.example.org"}"#,
        "RevealCustomerFilings" => r#"{"filing_ids":["{filing_id}"],"fields":["email"]}"#,
        "StartFilingImport" => r#"{"file_name":"customers.csv","total_rows":1}"#,
        "CheckFilingImportRows" => {
            r#"{"rows":[{"row":1,"filing":{"customer_name":"Still Water","mobile_phone":"15512340002",
                "email":"it@still.example.org"}}]}"#
        }
        "CreateInvitations" => r#"{"filing_ids":["{filing_id}"],"association_type":"1","language":"zh-CN"}"#,
        "PreviewInvitation" => r#"{"filing_id":"{filing_id}","association_type":"1","language":"zh-CN"}"#,
        "CreateInvitationLink" => r#"{"kind":"CUSTOM","association_type":"1","tag":"fair"}"#,
        "ShowInvitation" | "CheckInvitation" => r#"{"token":"{token}"}"#,
        "SendInvitationCode" => r#"{"token":"{token}","mobile_phone":"15512340003"}"#,
        "RegisterByInvitation" => {
            r#"{"token":"{token}","mobile_phone":"15512340003","verification_code":"000000",
                "account_name":"quiet_water","password":"Nothing-2026","notes_accepted":true,
                "terms_accepted":true}"#
        }
        "AssociateByInvitation" => r#"{"token":"{token}","notes_accepted":true,"terms_accepted":true}"#,
        "CheckCustomerMigration" => {
            r#"{"customer_ids":["{customer_id}"],"target_indirect_partner_id":"p-lingxi"}"#
        }
        "CreateCustomerMigration" => {
            r#"{"customer_ids":["{customer_id}"],"target_indirect_partner_id":"p-lingxi","reason":"merger"}"#
        }
        "CompleteWorkItem" | "DeclineWorkItem" => r#"{"version":1,"answer":"seen"}"#,
        "ForwardWorkItem" => r#"{"version":1,"to":"u-vendor-pdm","note":"yours"}"#,
        "RaiseWorkItem" => {
            r#"{"kind":"CLOSE_SPECIAL_CONTRACT","customer_id":"{customer_id}","note":"settled"}"#
        }
        "JoinEngagementProgramme" => r#"{"commitments":["ANSWER_IN_TIME"]}"#,
        "ListOpportunities" | "ShowOpportunityPipeline" => r#"{"direction":"HO"}"#,
        "AcceptOpportunity" | "SetOpportunityOffering" => r#"{"version":1,"offering_id":"{offering_id}"}"#,
        "RejectOpportunity" => r#"{"version":1,"reason_code":"NO_OFFERING"}"#,
        "ReportOpportunityProgress" => {
            r#"{"version":1,"stage":"SOLUTION","reached_on":"2026-11-20","description":"We showed a plan.",
                "attachment_ids":["{attachment_id}"]}"#
        }
        "CreateOpportunity" | "UpdateOpportunity" => {
            r#"{"version":1,"form":{"name":"Cold chain","offering_id":"{offering_id}"},"submit":false}"#
        }
        "ListSimilarOpportunities" => {
            r#"{"name":"Cold chain","customer_name":"Quiet Water","except":"{opportunity_id}"}"#
        }
        "ShareOpportunity" => r#"{"partner_id":"p-yunfan","form":{"name":"Cold chain"}}"#,
        "RecallOpportunity" | "CancelOpportunity" => r#"{"version":1,"reason":"a mistake"}"#,
        "CreateAttachment" => r#"{"name":"plan.pdf","bytes":8}"#,
        "AppendAttachment" => r#"{"offset":0,"content":"JVBERi0="}"#,
        "SaveDraft" => r#"{"text":"half a sentence"}"#,
        "AdvanceDemoClock" => r#"{"advance_seconds":0}"#,
        "ListCustomerFilings"
        | "ListFilingImportRows"
        | "ListInvitations"
        | "ListInvitationLinks"
        | "ListCustomerMigrations"
        | "ListWorkItems"
        | "ListVendorOpportunities"
        | "ListDeadlines"
        | "ListOutbox" => "{}",
        _ => return None,
    })
}

/// Replaces placeholders by ids; what has no id becomes one that nothing has.
pub fn fill(template: &str, ids: &Ids) -> String {
    let mut text = template.to_owned();
    for name in placeholders(template) {
        let id = ids.get(name.as_str()).map_or("nothing-has-this-id", String::as_str);
        text = text.replace(&format!("{{{name}}}"), id);
    }
    text
}

/// Names in braces.
pub fn placeholders(template: &str) -> Vec<String> {
    let is_name = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let parts = template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    parts.filter(is_name).map(str::to_owned).collect()
}

/// Calls an endpoint as our own page does.
pub async fn send(browser: &Browser, spec: &Spec, ids: &Ids) -> Answer {
    send_with(browser, spec, ids, &[("sec-fetch-site", "same-origin"), (header::CSRF, "1")]).await
}

/// The same with headers of one's own in place of those that say where the call comes from.
pub async fn send_with(browser: &Browser, spec: &Spec, ids: &Ids, origin: &[(&str, &str)]) -> Answer {
    let key = new_key();
    let mut headers = origin.to_vec();
    let is_typed = origin.iter().any(|(name, _)| *name == "content-type");
    if spec.method != Method::Get && !is_typed {
        headers.push(("content-type", "application/json"));
    }
    if spec.changes {
        headers.push((header::IDEMPOTENCY_KEY, key.as_str()));
    }
    let body = fill(body(spec.id).unwrap_or_default(), ids);
    browser.raw(spec.method.as_str(), &fill(spec.path, ids), &headers, body).await
}

/// A change of our own page by address, with a key that begins with `key-`.
pub async fn change(browser: &Browser, method: &str, path: &str, body: &str) -> Answer {
    let key = new_key();
    let headers = [
        ("sec-fetch-site", "same-origin"),
        (header::CSRF, "1"),
        ("content-type", "application/json"),
        (header::IDEMPOTENCY_KEY, key.as_str()),
    ];
    browser.raw(method, path, &headers, body.to_owned()).await
}
