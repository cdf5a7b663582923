//! What the address says of the lines. A customer's name is never in it. Pure.

use crate::ui::PageChange;
use contract::{
    associations::AssociationType,
    ids::{PartnerId, UserId},
    incentives::{BillingMode, FeedbackStatus, IncentiveLineQuery, IncentiveStatus, ProductType},
    money::Currency,
    month::Month,
};

/// Everything that a link to the lines carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineState {
    pub from: Option<Month>,
    pub until: Option<Month>,
    pub plan_name: String,
    pub order_id: String,
    pub customer_id: String,
    pub manager: Option<UserId>,
    pub product: Option<ProductType>,
    pub association_type: Option<AssociationType>,
    pub billing: Option<BillingMode>,
    pub status: Option<IncentiveStatus>,
    pub currency: Option<Currency>,
    pub incentive_id: String,
    pub line_id: String,
    pub reseller: Option<PartnerId>,
    pub feedback: Option<FeedbackStatus>,
    pub page: PageChange,
}

impl LineState {
    /// Reads the address; whatever makes no sense is as if it were not there.
    pub fn read(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let word = |name: &str| value(name).unwrap_or_default();
        Self {
            from: word("from").parse().ok(),
            until: word("until").parse().ok(),
            plan_name: word("plan"),
            order_id: word("order_id"),
            customer_id: word("customer_id"),
            manager: word("manager").parse().ok(),
            product: ProductType::parse(&word("product")),
            association_type: AssociationType::parse(&word("type")),
            billing: BillingMode::parse(&word("billing")),
            status: IncentiveStatus::parse(&word("status")),
            currency: Currency::parse(&word("currency")),
            incentive_id: word("incentive_id"),
            line_id: word("line_id"),
            reseller: word("reseller").parse().ok(),
            feedback: FeedbackStatus::parse(&word("feedback")),
            page: PageChange::read(value),
        }
    }

    /// The question to the backend; `customer_name` lives in memory only.
    pub fn query(&self, customer_name: &str) -> IncentiveLineQuery {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        IncentiveLineQuery {
            period_begin: self.from,
            period_end: self.until,
            plan_name: text(&self.plan_name),
            order_id: text(&self.order_id),
            customer_id: text(&self.customer_id),
            customer_name: text(customer_name),
            account_manager_id: self.manager.clone(),
            product_type: self.product,
            association_type: self.association_type,
            billing_mode: self.billing,
            status: self.status,
            currency: self.currency,
            incentive_id: text(&self.incentive_id),
            line_id: text(&self.line_id),
            reseller_id: self.reseller.clone(),
            feedback: self.feedback,
            offset: Some(self.page.offset),
            limit: Some(self.page.limit),
        }
    }

    /// Whether it shows less than everything.
    pub fn is_filtered(&self) -> bool {
        Self { page: PageChange::default(), ..self.clone() } != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &'static [(&'static str, &'static str)]) -> LineState {
        LineState::read(&move |name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_link_asks_for_what_it_says_and_a_name_comes_from_memory() {
        let state =
            read(&[("from", "2026-01"), ("until", "2026-12"), ("product", "AI"), ("order_id", " CS1 ")]);
        let query = state.query("  蓝天 ");
        assert_eq!(query.order_id.as_deref(), Some("CS1"));
        assert_eq!(query.customer_name.as_deref(), Some("蓝天"));
        assert_eq!(query.product_type, Some(ProductType::Ai));
        assert_eq!(query.period_end.map(|month| month.to_string()).as_deref(), Some("2026-12"));
        assert!(state.is_filtered() && state.query("").customer_name.is_none());
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there() {
        let state = read(&[("from", "x"), ("product", "x"), ("manager", "a b"), ("customer_name", "蓝天")]);
        assert_eq!(state, LineState::default());
    }
}
