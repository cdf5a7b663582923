//! The list's state, as it stands in the address. Pure. A customer's name is personal: it is searched for, and never stands here.

use crate::{flows::amount::any_amount, routes::Route, ui::PageChange};
use contract::{
    customers::CustomerScope,
    marketing_tasks::{Strategy, SubStrategy, TaskKind, TaskQuery, TaskSort, TaskStatus},
    time::Date,
};

/// Tab of what expiring orders give to do.
pub const RENEWAL: &str = "renewal";
/// Tab of what strategies give to do.
pub const EXPANSION: &str = "expansion";
/// Sub-tab of a distributor.
pub const RESELLERS: &str = "resellers";
/// Word for every status: of renewals, only what is to be processed is shown unless something is said.
pub const ALL: &str = "ALL";

/// Everything that a link to the list carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    pub kind: TaskKind,
    pub scope: CustomerScope,
    /// `None` shows every status.
    pub status: Option<TaskStatus>,
    pub overdue: Option<bool>,
    pub name: String,
    /// Of a task or an order.
    pub number: String,
    /// A user id, or `none`.
    pub manager: String,
    pub strategy: Option<Strategy>,
    pub sub_strategy: Option<SubStrategy>,
    pub spend_min: String,
    pub spend_max: String,
    pub created_from: Option<Date>,
    pub created_until: Option<Date>,
    pub due_from: Option<Date>,
    pub due_until: Option<Date>,
    /// Ids of hidden columns.
    pub hidden: String,
    pub page: PageChange,
}

const fn usual(kind: TaskKind) -> Option<TaskStatus> {
    match kind {
        TaskKind::Expansion => None,
        TaskKind::Renewal => Some(TaskStatus::Pending),
    }
}

impl ListState {
    /// What a tab shows at first.
    pub fn of(kind: TaskKind, scope: CustomerScope) -> Self {
        Self {
            kind,
            scope,
            status: usual(kind),
            overdue: None,
            name: String::new(),
            number: String::new(),
            manager: String::new(),
            strategy: None,
            sub_strategy: None,
            spend_min: String::new(),
            spend_max: String::new(),
            created_from: None,
            created_until: None,
            due_from: None,
            due_until: None,
            hidden: String::new(),
            page: PageChange::default(),
        }
    }

    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| value(name).unwrap_or_default().trim().to_owned();
        let kind = if word("tab") == RENEWAL { TaskKind::Renewal } else { TaskKind::Expansion };
        let scope = if word("scope") == RESELLERS { CustomerScope::Resellers } else { CustomerScope::Own };
        let day = |name: &str| word(name).parse().ok();
        let amount =
            |name: &str| any_amount(&word(name)).map(|amount| amount.to_string()).unwrap_or_default();
        let of_expansion = kind == TaskKind::Expansion;
        let strategy = Strategy::parse(&word("strategy")).filter(|_| of_expansion);
        let part = SubStrategy::parse(&word("part")).filter(|_| of_expansion);
        let status = word("status");
        Self {
            status: if status == ALL { None } else { TaskStatus::parse(&status).or(usual(kind)) },
            overdue: match word("overdue").as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            name: if of_expansion { word("name") } else { String::new() },
            number: word("number"),
            manager: word("manager"),
            strategy,
            sub_strategy: part.filter(|part| strategy.is_none_or(|strategy| part.parent() == strategy)),
            spend_min: amount("spend_min"),
            spend_max: amount("spend_max"),
            created_from: day("created_from"),
            created_until: day("created_until"),
            due_from: day("due_from"),
            due_until: day("due_until"),
            hidden: word("hide"),
            page: PageChange::read(value),
            ..Self::of(kind, scope)
        }
    }

    /// The link to it.
    pub fn href(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let [size, page] = self.page.address();
        Route::MarketingTasks.href_with(&[
            ("tab", if self.kind == TaskKind::Renewal { RENEWAL } else { "" }),
            ("scope", if self.scope == CustomerScope::Resellers { RESELLERS } else { "" }),
            ("status", self.status_word()),
            ("overdue", overdue_word(self.overdue)),
            ("name", &self.name),
            ("number", &self.number),
            ("manager", &self.manager),
            ("strategy", self.strategy.map_or("", Strategy::as_str)),
            ("part", self.sub_strategy.map_or("", SubStrategy::as_str)),
            ("spend_min", &self.spend_min),
            ("spend_max", &self.spend_max),
            ("created_from", &day(self.created_from)),
            ("created_until", &day(self.created_until)),
            ("due_from", &day(self.due_from)),
            ("due_until", &day(self.due_until)),
            ("hide", &self.hidden),
            (size.0, &size.1),
            (page.0, &page.1),
        ])
    }

    /// Empty for what the tab shows at first.
    fn status_word(&self) -> &'static str {
        match self.status {
            status if status == usual(self.kind) => "",
            None => ALL,
            Some(status) => status.as_str(),
        }
    }

    /// The filters without a page; `customer` is a part of a name.
    pub fn filters(&self, customer: &str) -> TaskQuery {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        TaskQuery {
            kind: self.kind,
            scope: self.scope,
            status_list: self.status.into_iter().collect(),
            overdue: self.overdue,
            name: text(&self.name),
            number: text(&self.number),
            customer: text(customer),
            account_manager: text(&self.manager),
            strategy: self.strategy,
            sub_strategy: self.sub_strategy,
            year_spend_min: any_amount(&self.spend_min),
            year_spend_max: any_amount(&self.spend_max),
            created_begin: self.created_from,
            created_end: self.created_until,
            deadline_begin: self.due_from,
            deadline_end: self.due_until,
            sort: match self.kind {
                TaskKind::Expansion => TaskSort::Newest,
                TaskKind::Renewal => TaskSort::Deadline,
            },
            offset: None,
            limit: None,
        }
    }

    /// The question to the backend.
    pub fn query(&self, customer: &str) -> TaskQuery {
        TaskQuery { offset: Some(self.page.offset), limit: Some(self.page.limit), ..self.filters(customer) }
    }

    /// Whether it shows something else than at first.
    pub fn is_filtered(&self) -> bool {
        let plain = Self { page: self.page, hidden: self.hidden.clone(), ..Self::of(self.kind, self.scope) };
        *self != plain
    }
}

/// As it stands in the address and in the choice.
pub const fn overdue_word(overdue: Option<bool>) -> &'static str {
    match overdue {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&'static str, &'static str)]) -> ListState {
        let pairs = pairs.to_vec();
        ListState::read(&move |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_link_shows_the_same_tasks() {
        let state = of(&[
            ("strategy", "SCENARIO"),
            ("part", "BACKUP"),
            ("overdue", "yes"),
            ("spend_min", "1,000"),
            ("due_until", "2026-11-30"),
        ]);
        let href = "/sales/marketing-tasks?overdue=yes&strategy=SCENARIO&part=BACKUP&spend_min=1000.00&due_until=2026-11-30";
        assert_eq!(state.href(), href);
        assert!(state.is_filtered());
        assert_eq!(of(&[]), ListState::of(TaskKind::Expansion, CustomerScope::Own));
    }

    #[test]
    fn renewals_show_what_is_to_be_processed_unless_something_else_is_said() {
        let usual = of(&[("tab", "renewal")]);
        assert_eq!(usual.query("").status_list, [TaskStatus::Pending]);
        assert_eq!(
            (usual.href().as_str(), usual.is_filtered()),
            ("/sales/marketing-tasks?tab=renewal", false)
        );
        let all = of(&[("tab", "renewal"), ("status", "ALL")]);
        assert_eq!(all.query("").status_list, []);
        assert_eq!(all.href(), "/sales/marketing-tasks?tab=renewal&status=ALL");
        assert_eq!(of(&[("status", "PENDING")]).href(), "/sales/marketing-tasks?status=PENDING");
    }

    #[test]
    fn a_part_of_another_strategy_and_the_strategy_of_a_renewal_are_as_if_they_were_not_there() {
        assert_eq!(of(&[("strategy", "SCENARIO"), ("part", "CROSS_SELL")]).sub_strategy, None);
        assert_eq!(of(&[("tab", "renewal"), ("strategy", "SCENARIO")]).strategy, None);
    }

    #[test]
    fn the_name_of_a_customer_is_asked_for_and_never_in_the_address() {
        let state = of(&[("customer", "蓝天")]);
        assert_eq!(state.href(), "/sales/marketing-tasks");
        assert_eq!(state.query("蓝天").customer.as_deref(), Some("蓝天"));
    }
}
