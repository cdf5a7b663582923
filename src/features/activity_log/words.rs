//! What actions and fields are called. Names of actions stand in the contract, where the files of the log have them too.

use super::msg;
use crate::{
    flows::{association_request, certification, opportunity},
    i18n,
};
use contract::{
    activity_log::AuditedAction,
    associations::RequestStatus,
    certifications::{CertificationStatus, Verdict},
    marketing_tasks::{ContactResult, Intention, TaskStatus},
    opportunity_status::{OpportunityStatus, ProgressStage},
    session::Language,
    time::Timestamp,
};

/// What was done; what a newer backend did stays as it came. Tracked.
pub fn action(code: &str) -> String {
    AuditedAction::parse(code).map_or_else(|| code.to_owned(), |action| name(action).to_owned())
}

/// Tracked.
pub fn name(action: AuditedAction) -> &'static str {
    i18n::pick(action.name(Language::ZhCn), action.name(Language::EnUs))
}

/// A field of what changed; one without a name stays as it came. Tracked.
pub fn field(field: &str) -> String {
    let known = match field {
        "" => msg::field_value(),
        "status" => msg::field_status(),
        "amount" | "price" => msg::field_amount(),
        "currency" => msg::field_currency(),
        "customer_id" | "customer_ids" => msg::field_customers(),
        "kind" | "action" => msg::field_kind(),
        "reason" => msg::field_reason(),
        "stage" => msg::field_stage(),
        "rows" => msg::field_rows(),
        "invoices" => msg::field_invoices(),
        "format" => msg::field_format(),
        "fields" => msg::field_fields(),
        "by" => msg::field_by(),
        "to" | "with" | "target" => msg::field_to(),
        "order_no" => msg::field_order_no(),
        "deadline" => msg::field_deadline(),
        "next_follow_up_on" => msg::field_next_follow_up(),
        "contact_result" => msg::field_contact_result(),
        "event" => msg::field_event(),
        "intention" => msg::field_intention(),
        "totals" => msg::field_totals(),
        "period" => msg::field_period(),
        "name" => msg::field_name(),
        "enabled" => msg::field_enabled(),
        "method" | "route" | "way" => msg::field_way(),
        "account" => msg::field_account(),
        "operation" => msg::field_operation(),
        "permission" => msg::field_permission(),
        "bytes" => msg::field_bytes(),
        "seconds" => msg::field_seconds(),
        "balance" => msg::field_balance(),
        "threshold" => msg::field_threshold(),
        "tag" | "label" => msg::field_tag(),
        "programme" => msg::field_programme(),
        "submit" => msg::field_submit(),
        "incentives" => msg::field_incentives(),
        "customers" => msg::field_customer_count(),
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// A value as its noun says it; what has no words stays as it came. Tracked.
pub fn value(action: &str, value: &str) -> String {
    let noun = action.split('.').next().unwrap_or_default();
    let of_noun = match noun {
        "opportunity" => OpportunityStatus::parse(value)
            .map(|status| opportunity::words::status(status).0)
            .or_else(|| ProgressStage::parse(value).map(opportunity::words::stage)),
        "association" => RequestStatus::parse(value).map(association_request::status),
        "certification" => CertificationStatus::parse(value)
            .map(|status| certification::words::status(status).0)
            .or_else(|| Verdict::parse(value).map(|verdict| certification::words::verdict(verdict).0)),
        "marketing_task" => of_task(value),
        _ => None,
    };
    let known = of_noun.or(match value {
        "true" => Some(msg::yes()),
        "false" => Some(msg::no()),
        "zh-CN" => Some(msg::chinese()),
        "en-US" => Some(msg::english()),
        _ => None,
    });
    let instant = || value.parse::<Timestamp>().ok().map(i18n::deadline);
    known.map(str::to_owned).or_else(instant).unwrap_or_else(|| value.to_owned())
}

fn of_task(value: &str) -> Option<&'static str> {
    let status = TaskStatus::parse(value).map(|status| match status {
        TaskStatus::Pending => msg::task_pending(),
        TaskStatus::InProgress => msg::task_in_progress(),
        TaskStatus::Completed => msg::task_completed(),
        TaskStatus::Terminated => msg::task_terminated(),
    });
    let contact = ContactResult::parse(value).map(|result| match result {
        ContactResult::Reached => msg::reached(),
        ContactResult::CallBack => msg::call_back(),
        ContactResult::NotReached => msg::not_reached(),
        ContactResult::WrongContact => msg::wrong_contact(),
    });
    let intention = Intention::parse(value).map(|intention| match intention {
        Intention::Yes => msg::intends(),
        Intention::Partly => msg::intends_partly(),
        Intention::No => msg::intends_not(),
        Intention::Unreachable => msg::unreachable(),
    });
    status.or(contact).or(intention)
}
