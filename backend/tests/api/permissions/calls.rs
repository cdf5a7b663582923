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
        "ChangePassword" => r#"{"current_password":"Nothing-2026","new_password":"Nothing-2026-or-later"}"#,
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
        "ProcessMarketingTask" => {
            r#"{"version":1,"complete":false,"contact_result":"REACHED","intention":"YES","note":"seen"}"#
        }
        "TerminateMarketingTask" => r#"{"version":1,"reason":"not needed"}"#,
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
        | "ListVendorOpportunities" => "{}",
        _ => {
            let topics = [of_money, of_funds, of_organization, of_people, of_messages, of_deliveries];
            return topics.into_iter().find_map(|topic| topic(id));
        }
    })
}

/// Those of messages and of what waits for somebody.
fn of_messages(id: &str) -> Option<&'static str> {
    Some(match id {
        "ReadNotifications" => r#"{"notification_ids":["n-nobody"]}"#,
        "ReadAllNotifications" => r#"{"until":"2026-11-23T04:00:00Z"}"#,
        "ArchiveNotifications" => r#"{"notification_ids":["n-nobody"],"archived":true}"#,
        "UpdateNotificationSettings" => r#"{"language":null,"offset_minutes":480,"off":[],"version":0}"#,
        "CheckNotificationReach" => r#"{"channels":["IN_SITE"]}"#,
        "ListNotifications" | "ListOutbox" | "ListDeadlines" | "ListWorkItems" => "{}",
        _ => return None,
    })
}

/// Those of members and roles.
fn of_organization(id: &str) -> Option<&'static str> {
    Some(match id {
        "ListMembers" => r#"{"role_id":"{role_id}"}"#,
        "CreateMember" => {
            r#"{"account_name":"quiet_member","name":"Quiet","email":"quiet@water.example.org",
                "initial_password":"Nothing-2026-or-later","role_ids":["{role_id}"]}"#
        }
        "UpdateMember" => r#"{"version":1,"name":"Quiet"}"#,
        "UpdateMemberRoles" => r#"{"version":1,"role_ids":["{role_id}"],"handover":{"to":"{user_id}"}}"#,
        "UpdateMemberTeam" => r#"{"version":1,"manager_ids":["{user_id}"]}"#,
        "ResetMemberPassword" => r#"{"version":1,"initial_password":"Nothing-2026-or-later"}"#,
        "DisableMember" | "EnableMember" | "DeleteMember" | "DeleteRole" => r#"{"version":1}"#,
        "CreateRole" => r#"{"name":"Quiet","permissions":["VIEW_CUSTOMERS"]}"#,
        "UpdateRole" => r#"{"version":1,"name":"Quiet","permissions":["VIEW_CUSTOMERS"]}"#,
        _ => return None,
    })
}

/// Those of funds.
fn of_funds(id: &str) -> Option<&'static str> {
    Some(match id {
        "UpdateBalanceAlert" => r#"{"enabled":true,"threshold":"1.00","channels":["EMAIL"]}"#,
        "CreateTopUp" => r#"{"amount":"1.00"}"#,
        "ReceiveGatewayNotice" => {
            r#"{"notice":{"payment_id":"gp-1","top_up_id":"{top_up_id}","outcome":"PAID","amount":"1.00",
                "currency":"CNY"},"signature":"00"}"#
        }
        "CreateProxyPayer" => r#"{"name":"Quiet Water Holding"}"#,
        "CreateRemittanceClaim" => {
            r#"{"amount":"1.00","payer_id":"{payer_id}","bank_reference":"R-1","remitted_on":"2026-11-20"}"#
        }
        "PreviewWithdrawal" | "CreateWithdrawal" => {
            r#"{"amount":"1.00","route":"ORIGINAL","top_up_ids":["{top_up_id}"]}"#
        }
        "PayTestGatewayOrder" => r#"{"way":"PAY"}"#,
        "ListFundsDetails" | "ListTopUps" | "ListRemittanceClaims" | "ListWithdrawals" => "{}",
        _ => return None,
    })
}

/// Those of delivery projects.
fn of_deliveries(id: &str) -> Option<&'static str> {
    Some(match id {
        "ListDeliveryProjects" | "ListVendorDeliveryProjects" => "{}",
        "RegisterDeliveryProject" => {
            r#"{"version":1,"project_manager":{"name":"Quiet","phone":"15512340009","email":"quiet@water.example.org"}}"#
        }
        "UpdateDeliveryStatus" => r#"{"version":1,"result":"ACCEPTED","accepted_on":"2026-11-20"}"#,
        "CreateDeliveryEvidence" => r#"{"kind":"SOW","attachment_id":"{attachment_id}"}"#,
        "SubmitDeliveryEvidence" => r#"{"version":1}"#,
        "SampleDeliveryProjects" => {
            r#"{"project_ids":["{project_id}"],"how":{"method":"SHARE","percent":10}}"#
        }
        "EvaluateDeliveryProject" => {
            r#"{"version":1,"comment":"seen","scores":[{"criterion":"EVIDENCE","score":90},
                {"criterion":"QUALITY","score":90},{"criterion":"SCHEDULE","score":90},
                {"criterion":"SATISFACTION","score":90}]}"#
        }
        "RejectDeliveryEvidence" => {
            r#"{"version":1,"comment":"not yet","findings":[{"kind":"SOW","comment":"no signature"}]}"#
        }
        "ExtendDeliveryEvidence" | "CloseDeliveryProject" => r#"{"version":1,"reason":"holidays"}"#,
        _ => return None,
    })
}

/// Those of contacts, specialists, covers, certifications and suggestions.
fn of_people(id: &str) -> Option<&'static str> {
    Some(match id {
        "UpdateCustomerContacts" => {
            r#"{"version":0,"contacts":[{"name":"Service","phone":"400-820-0000","hours":"9-18"}]}"#
        }
        "InviteDedicatedPersonnel" => {
            r#"{"by":"EMAIL","contact":"quiet@water.example.org","remark":"Cold chain"}"#
        }
        "ResendDedicatedPersonnelInvitation" | "RevokeDedicatedPersonnelInvitation" | "EndCover" => {
            r#"{"version":1}"#
        }
        "ReleaseDedicatedPersonnel" => r#"{"version":1,"reason":"The project is over"}"#,
        "ShowPersonnelInvitation" | "LeaveDedicatedPersonnel" => r#"{"token":"{token}"}"#,
        "AcceptPersonnelInvitation" => r#"{"token":"{token}","name":"Quiet Water","consent":true}"#,
        "SaveCertificationDraft" => r#"{"version":0,"checklist":[{"item_id":"sa-team","met":true}]}"#,
        "SubmitCertification" => r#"{"label_id":"{label_id}","version":0,"checklist":[]}"#,
        "UpdateCertificationMaterials" => {
            r#"{"version":1,"checklist":[{"item_id":"sa-team","met":true,"attachment_ids":["{attachment_id}"]}]}"#
        }
        "RequestCertificationDefence" => {
            r#"{"version":1,"reason":"We read the standard otherwise.","item_ids":["sa-team"],"preferred_times":[]}"#
        }
        "JudgeCertification" => r#"{"version":1,"verdict":"PASS","items":[],"text":"All is there."}"#,
        "ScheduleCertificationDefence" => r#"{"version":1,"at":"2026-12-01T02:00:00Z","place":"Room 4"}"#,
        "DeclineCertificationDefence" => r#"{"version":1,"reason":"The standard says it."}"#,
        "HoldCertificationDefence" => {
            r#"{"version":1,"minutes":"It is clear now.","attachment_id":"{attachment_id}"}"#
        }
        "CreateCertificationCaseFile" => r#"{"name":"minutes.pdf","bytes":8}"#,
        "AppendCertificationCaseFile" => r#"{"offset":0,"content":"JVBERi0xLjc="}"#,
        "CreateCover" => {
            r#"{"colleague_user_id":"u-yunfan-zhao","first_day":"2026-12-01","last_day":"2026-12-05",
                "note":"One waits for a quotation."}"#
        }
        "CreateFeedback" => {
            r#"{"kind":"IMPROVEMENT","page":"/sales/funds","text":"Show more at once.","may_contact":false}"#
        }
        "ListDedicatedPersonnel"
        | "ListCovers"
        | "ListFeedbacks"
        | "ListCertifications"
        | "ListCapabilityBadgeDownloads" => "{}",
        _ => return None,
    })
}

/// Those of incentives, payouts, transfers, and of the business information without which nothing is paid.
fn of_money(id: &str) -> Option<&'static str> {
    Some(match id {
        "ConfirmIncentiveReconciliation" => r#"{"period":"2026-10","totals":[]}"#,
        "CreateIncentiveFeedback" => {
            r#"{"text":"The rate is not ours.","line_id":"{line_id}","attachment_ids":["{attachment_id}"]}"#
        }
        "CreateIncentivePayout" => {
            r#"{"currency":"CNY","incentive_ids":["{incentive_id}"],"amount":"1.00","method":"VOUCHER_QUOTA"}"#
        }
        "UpdateIncentiveAutoApply" => r#"{"enabled":false,"version":0}"#,
        "CreateIncentiveInvoices" => {
            r#"{"version":1,"invoices":[{"invoice_no":"26310001","invoice_type":"E_SPECIAL_VAT","amount":"1.00",
                "issued_on":"2026-11-20","attachment_id":"{attachment_id}"}]}"#
        }
        "CreateIncentiveTransfer" => r#"{"kind":"INCENTIVES","to_partner_id":"p-nobody","reason":"merger"}"#,
        "BindEPartner" => r#"{"version":1}"#,
        "ListIncentiveFeedbacks" => r#"{"incentive_id":"{incentive_id}"}"#,
        "ListIncentiveDetails" => r#"{"incentive_id":"{incentive_id}","line_id":"{line_id}"}"#,
        "UpdateBusinessInfo" => {
            r#"{"version":1,"company_name":"Quiet Water Ltd","registration_number":"91350100M000100Y43",
                "signing_entity":"MAINLAND","taxpayer_type":"GENERAL","bank_account":{"choice":"KEEP"},
                "settlement_currency":"CNY","privacy_accepted":true}"#
        }
        "VerifyBusinessInfoAmount" => r#"{"version":1,"amount":"0.42"}"#,
        "RaiseBusinessInfoTicket" => r#"{"version":1,"note":"please look again"}"#,
        "ConfirmStatements" => {
            r#"{"statement_ids":["{statement_id}"],"totals":[{"amount":"1.00","currency":"CNY"}]}"#
        }
        "DisputeStatement" => r#"{"text":"We delivered two, not three."}"#,
        "SubmitStatementInvoices" => {
            r#"{"version":1,"invoices":[{"invoice_no":"12345678","invoice_type":"SPECIAL_VAT","amount":"1.00",
                "issued_on":"2026-11-20"}]}"#
        }
        "CorrectStatementLine" => r#"{"version":1,"answer":"seen","amount":"1.00"}"#,
        "ShowPartnerBill" | "ListPartnerBillDetails" => r#"{"bill_cycle":"2026-10"}"#,
        "CreateExport" => r#"{"of":{"list":"BILL","filters":{"bill_cycle":"2026-10"}},"format":"pdf"}"#,
        "ListIncentiveReconciliations"
        | "ShowIncentiveChart"
        | "ListIncentivePayouts"
        | "ListIncentiveTransfers"
        | "ListStatements"
        | "ListStatementLines"
        | "ListStatementCaseLines"
        | "ListMarketingTasks"
        | "ListActivities"
        | "ListExports" => "{}",
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
