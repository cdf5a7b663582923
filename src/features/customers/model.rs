//! What the address of the list says and what is asked of the backend. Pure: no signals, no browser.

use contract::{
    accounts::{AccountType, PartnerBalances},
    associations::AssociationType,
    customers::{Customer, CustomerQuery, CustomerScope, CustomerSort},
    ids::{CustomerId, UserId},
    money::{Amount, Money},
    page::{DEFAULT_LIMIT, MAX_OFFSET, PAGE_SIZES, SortDirection},
    time::Date,
};
use std::collections::BTreeMap;

/// One filter of the list, in the order in which active ones are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    Customer,
    AccountName,
    CustomerId,
    Telephone,
    Label,
    AssociationType,
    AccountManager,
    MonthSpendMin,
    MonthSpendMax,
    ResourceExpiryUntil,
    OpenRequest,
}

impl Filter {
    pub const ALL: [Self; 11] = [
        Self::Customer,
        Self::AccountName,
        Self::CustomerId,
        Self::Telephone,
        Self::Label,
        Self::AssociationType,
        Self::AccountManager,
        Self::MonthSpendMin,
        Self::MonthSpendMax,
        Self::ResourceExpiryUntil,
        Self::OpenRequest,
    ];
    /// What the search box offers.
    pub const SEARCHED: [Self; 5] =
        [Self::Customer, Self::AccountName, Self::CustomerId, Self::Telephone, Self::Label];

    /// Name in the address, and value of the search box's choice.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::AccountName => "account",
            Self::CustomerId => "id",
            Self::Telephone => "mobile",
            Self::Label => "tag",
            Self::AssociationType => "type",
            Self::AccountManager => "manager",
            Self::MonthSpendMin => "spend_min",
            Self::MonthSpendMax => "spend_max",
            Self::ResourceExpiryUntil => "expiry_until",
            Self::OpenRequest => "open_request",
        }
    }

    /// Reads what [`Filter::key`] wrote.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// Tells who somebody is: stays in memory and in request bodies, never in an address.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        match self {
            Self::Customer | Self::AccountName | Self::Telephone => true,
            Self::CustomerId
            | Self::Label
            | Self::AssociationType
            | Self::AccountManager
            | Self::MonthSpendMin
            | Self::MonthSpendMax
            | Self::ResourceExpiryUntil
            | Self::OpenRequest => false,
        }
    }

    /// The one way of writing a value, or `None` when it is none: too long, or not of this filter's form.
    #[must_use]
    pub fn normal(self, text: &str) -> Option<String> {
        let text = text.trim();
        let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
        if !fits {
            return None;
        }
        match self {
            Self::Customer | Self::AccountName | Self::Label => Some(text.to_owned()),
            Self::CustomerId => text.parse::<CustomerId>().ok().map(String::from),
            Self::Telephone => telephone(text),
            Self::AssociationType => AssociationType::parse(text).map(|kind| kind.as_str().to_owned()),
            Self::AccountManager if text == NOBODY => Some(text.to_owned()),
            Self::AccountManager => text.parse::<UserId>().ok().map(String::from),
            Self::MonthSpendMin | Self::MonthSpendMax => amount(text).map(|amount| amount.to_string()),
            Self::ResourceExpiryUntil => text.parse::<Date>().ok().map(|day| day.to_string()),
            Self::OpenRequest => (text == YES).then(|| text.to_owned()),
        }
    }
}

/// Characters of a search term.
const LONGEST: usize = 64;
/// Value of [`Filter::AccountManager`] for customers that nobody manages.
pub const NOBODY: &str = "none";
/// Value of [`Filter::OpenRequest`].
pub const YES: &str = "yes";

/// As people write a number: spaces and hyphens go.
fn telephone(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    (digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// An amount as typed: thousands may be separated.
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    text.trim().replace([',', '，', ' '], "").parse().ok()
}

/// Active filters with their values in normal form.
pub type Terms = BTreeMap<Filter, String>;

/// What a list's address says: everything except personal terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    pub scope: CustomerScope,
    /// Never personal ones.
    pub terms: Terms,
    pub sort_key: CustomerSort,
    pub sort_dir: SortDirection,
    pub offset: u32,
    pub limit: u32,
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
            offset: 0,
            limit: DEFAULT_LIMIT,
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
        let limit = value("size").and_then(|size| size.parse().ok());
        let limit = limit.filter(|size| PAGE_SIZES.contains(size)).unwrap_or(DEFAULT_LIMIT);
        let page: u32 = value("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let offset = page.max(1).saturating_sub(1).saturating_mul(limit);
        Self {
            scope,
            terms,
            sort_key: value("sort").and_then(|name| sort_key(&name)).unwrap_or_default(),
            sort_dir: match value("dir").as_deref() {
                Some("asc") => SortDirection::Asc,
                _ => SortDirection::Desc,
            },
            offset: if offset > MAX_OFFSET { 0 } else { offset },
            limit,
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
        if self.limit != DEFAULT_LIMIT {
            pairs.push(("size", self.limit.to_string()));
        }
        if self.offset > 0 {
            pairs.push(("page", (self.offset / self.limit.max(1) + 1).to_string()));
        }
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
        self.offset = 0;
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
            offset: Some(self.offset),
            limit: Some(self.limit),
        }
    }
}

fn read_hidden(ids: &str) -> Vec<&'static str> {
    COLUMNS.iter().map(|(id, _)| *id).filter(|id| ids.split(',').any(|word| word == *id)).collect()
}

/// What may be done with a customer now, apart from permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// Money may be appropriated, and the account frozen.
    pub settles: bool,
    pub frozen: bool,
    /// A request is open, so no other one can be made.
    pub request_open: bool,
}

/// Reads it from a row.
#[must_use]
pub fn possible(customer: &Customer) -> Possible {
    Possible {
        settles: customer.association_type.settles_for_customer(),
        frozen: customer.is_frozen != 0,
        request_open: customer.open_request.is_some(),
    }
}

/// Customers that one call can freeze or unfreeze (published).
pub const MOST_FROZEN_AT_ONCE: usize = 10;

/// Why a selection cannot be frozen (or unfrozen) with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTogether {
    TooMany,
    /// At least one customer is settled by itself.
    WrongType,
    /// Every one of them is in that state already.
    AlreadySo,
}

/// Whether the selected customers can be frozen (`freeze`) or unfrozen together.
///
/// # Errors
/// The first reason against it.
pub fn freezable_together(selected: &[Possible], freeze: bool) -> Result<(), NotTogether> {
    if selected.len() > MOST_FROZEN_AT_ONCE {
        Err(NotTogether::TooMany)
    } else if selected.iter().any(|customer| !customer.settles) {
        Err(NotTogether::WrongType)
    } else if selected.iter().all(|customer| customer.frozen == freeze) {
        Err(NotTogether::AlreadySo)
    } else {
        Ok(())
    }
}

/// What the partner can still appropriate or pay with: cash that is not earmarked.
#[must_use]
pub fn spendable(balances: &PartnerBalances) -> Option<Money> {
    let cash = balances
        .account_balances
        .iter()
        .find(|account| account.account_type == AccountType::Cash.as_number())?;
    Some(Money { amount: cash.amount.minus(cash.designated_amount)?, currency: cash.currency })
}

/// What becomes of an appropriated amount: arrears are written off first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub written_off: Amount,
    pub to_balance: Amount,
    /// Arrears that stay.
    pub still_owed: Amount,
}

/// Splits an amount over arrears and balance.
#[must_use]
pub fn split(amount: Amount, debt: Amount) -> Split {
    let written_off = amount.min(debt);
    Split {
        written_off,
        to_balance: amount.minus(written_off).unwrap_or_default(),
        still_owed: debt.minus(written_off).unwrap_or_default(),
    }
}

/// A part of a customer's page that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Orders,
    Funds,
    State,
}

impl Part {
    /// Id of the section.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Funds => "funds",
            Self::State => "state",
        }
    }

    /// Reads `?focus=` or the fragment, whichever names a part.
    #[must_use]
    pub fn wanted(focus: Option<&str>, fragment: &str) -> Option<Self> {
        let known =
            |name: &str| [Self::Orders, Self::Funds, Self::State].into_iter().find(|part| part.id() == name);
        focus.and_then(known).or_else(|| known(fragment.trim_start_matches('#')))
    }
}

#[cfg(test)]
mod tests;
