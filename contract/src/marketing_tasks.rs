//! Marketing tasks (domain I): what strategies of the vendor's and expiring orders give a partner's account managers to do.

use crate::{
    customers::CustomerScope,
    endpoint::{Fetch, Submit},
    ids::{CustomerId, MarketingTaskId, OpportunityId},
    money::{Amount, Money},
    permissions::{Access, Permission},
    text::{Reason, TaskNote},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

pub use crate::marketing_task_status::{
    ContactResult, Intention, Strategy, SubStrategy, TaskEvent, TaskKind, TaskStatus, not_by,
};

const WORK: Access = Access::Partner(Permission::WorkMarketingTasks);

/// `POST …/query`: the tasks that this member may see.
pub const LIST: Fetch<(), TaskQuery, TaskPage> =
    Fetch::query("ListMarketingTasks", "/v2/partners/marketing-tasks/query", WORK);
/// `GET …/{task_id}`: one with all that was done about it.
pub const SHOW: Fetch<(MarketingTaskId,), (), TaskDetail> =
    Fetch::get("ShowMarketingTask", "/v2/partners/marketing-tasks/{task_id}", WORK);
/// `GET …/{task_id}/order`: the order that it is about, with its resources. `CBC.99100001` where there is none.
pub const ORDER: Fetch<(MarketingTaskId,), (), TermOrder> =
    Fetch::get("ShowMarketingTaskOrder", "/v2/partners/marketing-tasks/{task_id}/order", WORK);
/// `POST …/{task_id}/process`: what came of it. `CBC.99100075` for a cloud reseller's big-order tasks, `CBC.99100002`
/// once it has ended, `CBC.99100003` when somebody was first.
pub const PROCESS: Submit<(MarketingTaskId,), ProcessDraft, TaskDetail> =
    Submit::post("ProcessMarketingTask", "/v2/partners/marketing-tasks/{task_id}/process", WORK);
/// `POST …/{task_id}/terminate`: it is not gone on with; refused as [`PROCESS`] is.
pub const TERMINATE: Submit<(MarketingTaskId,), TerminateDraft, TaskDetail> =
    Submit::post("TerminateMarketingTask", "/v2/partners/marketing-tasks/{task_id}/terminate", WORK);

/// One file of tasks covers at most so many months of their creation.
pub const EXPORT_MONTHS: u8 = 6;

/// In which order a list comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaskSort {
    #[default]
    Newest,
    /// What ends first.
    Deadline,
}

/// Filters, order and page of [`LIST`]. Absent, null and empty mean "no filter".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TaskQuery {
    pub kind: TaskKind,
    /// A general distributor's two sub-tabs.
    pub scope: CustomerScope,
    pub status_list: Vec<TaskStatus>,
    /// Open, and past its deadline.
    pub overdue: Option<bool>,
    /// Part of the task's name.
    pub name: Option<String>,
    /// A task's id or an order's number, exact.
    pub number: Option<String>,
    /// Part of the customer's real name; personal.
    pub customer: Option<String>,
    /// A manager's user id, or `none` for customers that nobody manages.
    pub account_manager: Option<String>,
    pub strategy: Option<Strategy>,
    pub sub_strategy: Option<SubStrategy>,
    /// Spend of the twelve months before the task, inclusive bounds.
    pub year_spend_min: Option<Amount>,
    pub year_spend_max: Option<Amount>,
    /// Days (GMT+08:00), inclusive.
    pub created_begin: Option<Date>,
    pub created_end: Option<Date>,
    pub deadline_begin: Option<Date>,
    pub deadline_end: Option<Date>,
    pub sort: TaskSort,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

/// A page of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskPage {
    pub tasks: Vec<Task>,
    pub total_count: u32,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Task {
    pub task_id: MarketingTaskId,
    pub kind: TaskKind,
    pub name: String,
    pub customer_id: CustomerId,
    /// Real name, masked; the login name before verification.
    pub customer: String,
    /// Display name of the customer's account manager.
    pub account_manager: Option<String>,
    /// The reseller whose customer it is, in a distributor's second sub-tab.
    pub reseller_name: Option<String>,
    /// Of expansion tasks.
    pub strategy: Option<Strategy>,
    pub sub_strategy: Option<SubStrategy>,
    /// Of the twelve months before it came about.
    pub year_spend: Money,
    /// Of big-order tasks, as the order stands now.
    pub order: Option<OrderBrief>,
    pub status: TaskStatus,
    pub created_at: Timestamp,
    pub deadline: Timestamp,
    pub is_overdue: bool,
    pub next_follow_up_on: Option<Date>,
    pub version: i64,
}

/// An order in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderBrief {
    pub order_no: String,
    pub product: String,
    pub paid: Money,
    /// Of that, what was renewed.
    pub renewed: Money,
    /// Whole percent, rounded down.
    pub renewal_rate: u32,
    pub expires_on: Date,
}

/// A task with all that was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskDetail {
    pub task: Task,
    /// Newest first.
    pub records: Vec<TaskRecord>,
    /// For a cloud reseller: who processes its big-order tasks.
    pub distributor_name: Option<String>,
}

/// What somebody did about a task; never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskRecord {
    pub at: Timestamp,
    /// Display name.
    pub by: String,
    pub event: TaskEvent,
    pub contact_result: Option<ContactResult>,
    pub intention: Option<Intention>,
    pub next_follow_up_on: Option<Date>,
    /// What was noted, or why it was terminated.
    pub note: String,
    pub opportunity_id: Option<OpportunityId>,
}

/// Input of [`PROCESS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcessDraft {
    /// The one that was shown.
    pub version: i64,
    /// Nothing more is to be done; else the task goes on.
    pub complete: bool,
    pub contact_result: ContactResult,
    pub intention: Intention,
    /// Today (GMT+08:00) or later; not with `complete`.
    #[serde(default)]
    pub next_follow_up_on: Option<Date>,
    pub note: TaskNote,
    /// One of the partner's own.
    #[serde(default)]
    pub opportunity_id: Option<OpportunityId>,
}

/// Input of [`TERMINATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TerminateDraft {
    pub version: i64,
    pub reason: Reason,
}

/// An order for a term with what it consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermOrder {
    pub order: OrderBrief,
    pub customer_id: CustomerId,
    /// Masked.
    pub customer: String,
    pub ordered_on: Date,
    pub resources: Vec<OrderResource>,
}

/// A resource of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderResource {
    pub resource_id: String,
    /// Product and size.
    pub specification: String,
    pub region: String,
    pub paid: Money,
    pub expires_on: Date,
    /// Until when it was renewed.
    pub renewed_until: Option<Date>,
}
