//! What the partner says before anything is sampled: who manages the project, and how the delivery ended.

use super::{
    handlers::{detail, own},
    settling::{Said, advance},
};
use crate::{http::change::Change, problem::Refused, session::principal::Member};
use contract::{
    delivery_projects::{
        DeliveryDetail, DeliveryEvent, DeliveryResult, RegisterDraft, ReportDraft, ShownManager,
    },
    ids::DeliveryProjectId,
    problem::ErrorCode,
};
use serde_json::json;

pub(super) async fn register(
    cx: &mut Change,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    draft: RegisterDraft,
) -> Result<DeliveryDetail, Refused> {
    let mut record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    let manager = draft.project_manager;
    record.manager = Some(ShownManager {
        name: manager.name.into(),
        phone: manager.phone.into(),
        email: manager.email.into(),
    });
    let said = Said { by: &who.name, note: None, seen: draft.version };
    let record = advance(&mut cx.tx, record, DeliveryEvent::Register, said, cx.now).await?;
    cx.audit("delivery.register", project_id.to_string(), json!({ "status": record.project.status }));
    Ok(detail(&mut cx.tx, record).await?)
}

pub(super) async fn report(
    cx: &mut Change,
    who: &Member,
    (project_id,): (DeliveryProjectId,),
    draft: ReportDraft,
) -> Result<DeliveryDetail, Refused> {
    let mut record = own(&mut cx.tx, who, &project_id, cx.now).await?;
    let event = match draft.result {
        DeliveryResult::Accepted => DeliveryEvent::Accept,
        DeliveryResult::Unsubscribed => DeliveryEvent::Unsubscribe,
    };
    // The state first: what was typed for another state is not worth mending.
    if record.project.status.after(event).is_err() {
        return Err(super::settling::not_now(record.project.status));
    }
    if record.project.version != draft.version {
        return Err(ErrorCode::Changed.into());
    }
    if let Some((field, rule)) = draft.wrong(record.ordered_on, cx.now.china_day()) {
        return Err(Refused::field(field, rule));
    }
    record.accepted_on = draft.accepted_on;
    record.note = draft.note.map(String::from);
    let note = record.note.clone();
    let said = Said { by: &who.name, note: note.as_deref(), seen: draft.version };
    let record = advance(&mut cx.tx, record, event, said, cx.now).await?;
    cx.audit("delivery.report", project_id.to_string(), json!({ "status": record.project.status }));
    Ok(detail(&mut cx.tx, record).await?)
}
