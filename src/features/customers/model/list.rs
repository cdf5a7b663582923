//! The list's address and the question that it stands for.

use super::filter::{Filter, Terms};
use crate::ui::PageChange;
use contract::{
    associations::AssociationType,
    customers::{CustomerQuery, CustomerScope, CustomerSort},
    page::SortDirection,
};

/// What a list's address says: everything except personal terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    pub scope: CustomerScope,
    /// Never personal ones.
    pub terms: Terms,
    pub sort_key: CustomerSort,
    pub sort_dir: SortDirection,
    pub page: PageChange,
    /// Ids of hidden columns, in the order of [`COLUMNS`].
    pub hidden: Vec<&'static str>,
}

/// Every column that may be hidden, and whether it is hidden at first.
pub const COLUMNS: [(&str, bool); 14] = [
    ("association_type", false),
    ("account_manager", false),
    ("available_quota", false),
    ("month_spend", false),
    ("label", false),
    ("verified", false),
    ("associated_on", false),
    ("open_request", false),
    ("telephone", true),
    ("email", true),
    ("customer_type", true),
    ("resource_expiry", true),
    ("frozen", true),
    ("reseller", true),
];

/// Sort keys as they stand in the address and in the columns.
const SORTS: [(&str, CustomerSort); 4] = [
    ("associated_on", CustomerSort::AssociatedOn),
    ("month_spend", CustomerSort::MonthSpend),
    ("available_quota", CustomerSort::AvailableQuota),
    ("resource_expiry", CustomerSort::ResourceExpiry),
];

/// Name of a sort key.
#[must_use]
pub fn sort_name(key: CustomerSort) -> &'static str {
    SORTS.iter().find(|(_, known)| *known == key).map_or("associated_on", |(name, _)| *name)
}

/// Reads what [`sort_name`] wrote.
#[must_use]
pub fn sort_key(name: &str) -> Option<CustomerSort> {
    SORTS.iter().find(|(known, _)| *known == name).map(|(_, key)| *key)
}

/// Columns hidden where the address says nothing. Whose customer it is matters in the resellers' tab only.
fn hidden_at_first(scope: CustomerScope) -> Vec<&'static str> {
    let shown_here = |id: &str| id == "reseller" && scope == CustomerScope::Resellers;
    COLUMNS.iter().filter(|(id, hidden)| *hidden && !shown_here(id)).map(|(id, _)| *id).collect()
}

impl Default for ListState {
    fn default() -> Self {
        Self {
            scope: CustomerScope::Own,
            terms: Terms::new(),
            sort_key: CustomerSort::default(),
            sort_dir: SortDirection::default(),
            page: PageChange::default(),
            hidden: hidden_at_first(CustomerScope::Own),
        }
    }
}

impl ListState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    #[must_use]
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let scope = match value("tab").as_deref() {
            Some("resellers") => CustomerScope::Resellers,
            _ => CustomerScope::Own,
        };
        let in_address = Filter::ALL.into_iter().filter(|filter| !filter.is_personal());
        let terms =
            in_address.filter_map(|filter| Some((filter, filter.normal(&value(filter.key())?)?))).collect();
        Self {
            scope,
            terms,
            sort_key: value("sort").and_then(|name| sort_key(&name)).unwrap_or_default(),
            sort_dir: match value("dir").as_deref() {
                Some("asc") => SortDirection::Asc,
                _ => SortDirection::Desc,
            },
            page: PageChange::read(&value),
            hidden: value("hide").map_or_else(|| hidden_at_first(scope), |ids| read_hidden(&ids)),
        }
    }

    /// Name and value of everything that differs from a fresh list.
    #[must_use]
    pub fn address(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.scope == CustomerScope::Resellers {
            pairs.push(("tab", "resellers".to_owned()));
        }
        let in_address = self.terms.iter().filter(|(filter, _)| !filter.is_personal());
        pairs.extend(in_address.map(|(filter, value)| (filter.key(), value.clone())));
        if self.sort_key != CustomerSort::default() {
            pairs.push(("sort", sort_name(self.sort_key).to_owned()));
        }
        if self.sort_dir != SortDirection::default() {
            pairs.push(("dir", "asc".to_owned()));
        }
        pairs.extend(self.page.address().into_iter().filter(|(_, value)| !value.is_empty()));
        if self.hidden != hidden_at_first(self.scope) {
            let none = "none".to_owned();
            pairs.push(("hide", if self.hidden.is_empty() { none } else { self.hidden.join(",") }));
        }
        pairs
    }

    /// The link to this list.
    #[must_use]
    pub fn href(&self) -> String {
        let pairs = self.address();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        crate::routes::Route::Customers.href_with(&pairs)
    }

    /// The same list from its first page, after what it shows has changed.
    #[must_use]
    pub fn at_start(mut self) -> Self {
        self.page.offset = 0;
        self
    }

    /// The other tab: its filters are the same, its columns are its own.
    #[must_use]
    pub fn in_tab(mut self, scope: CustomerScope) -> Self {
        if self.hidden == hidden_at_first(self.scope) {
            self.hidden = hidden_at_first(scope);
        }
        self.scope = scope;
        self.at_start()
    }

    /// The question to the backend; personal terms come beside the address.
    #[must_use]
    pub fn query(&self, personal: &Terms) -> CustomerQuery {
        let term = |filter| self.terms.get(&filter).or_else(|| personal.get(&filter)).cloned();
        CustomerQuery {
            customer: term(Filter::Customer),
            account_name: term(Filter::AccountName),
            telephone: term(Filter::Telephone),
            customer_id: term(Filter::CustomerId),
            association_type: term(Filter::AssociationType).and_then(|text| AssociationType::parse(&text)),
            label: term(Filter::Label),
            account_manager: term(Filter::AccountManager),
            associated_on_begin: None,
            associated_on_end: None,
            month_spend_min: term(Filter::MonthSpendMin).and_then(|text| text.parse().ok()),
            month_spend_max: term(Filter::MonthSpendMax).and_then(|text| text.parse().ok()),
            resource_expiry_end: term(Filter::ResourceExpiryUntil).and_then(|text| text.parse().ok()),
            with_open_request: term(Filter::OpenRequest).map(|_| true),
            scope: self.scope,
            indirect_partner_id: None,
            sort_key: self.sort_key,
            sort_dir: self.sort_dir,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }
}

fn read_hidden(ids: &str) -> Vec<&'static str> {
    COLUMNS.iter().map(|(id, _)| *id).filter(|id| ids.split(',').any(|word| word == *id)).collect()
}
