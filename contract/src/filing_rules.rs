//! What becomes of a filing (domain D1): filed at once, looked at by the vendor's operator, or refused. Pure: the
//! backend brings the facts, this decides.

words! {
    /// Who looks after an account on the vendor's side.
    #[derive(Default)]
    FollowedBy {
        #[default]
        Nobody = "NOBODY",
        /// The vendor's direct-sales team.
        DirectSales = "DIRECT_SALES",
        /// The vendor's online sales team.
        OnlineSales = "ONLINE_SALES",
        /// An authorised sales-support centre.
        SalesSupportCenter = "SALES_SUPPORT_CENTER",
    }
    /// Why a customer cannot be filed. The form and every row of an import show it.
    FilingRefusal {
        /// Registered on the other site (China or international).
        OtherSite = "OTHER_SITE",
        /// Already some partner's customer, this one's included.
        AlreadyAssociated = "ALREADY_ASSOCIATED",
        /// Another partner's filing is in force or under review.
        FiledByAnotherPartner = "FILED_BY_ANOTHER_PARTNER",
        /// This partner's own filing is in force or under review.
        FiledByYou = "FILED_BY_YOU",
        /// Signed a contract with the vendor.
        VendorContract = "VENDOR_CONTRACT",
        /// Has spent cash and is not followed by the direct-sales team.
        SpendNotFollowed = "SPEND_NOT_FOLLOWED",
        /// Uses the vendor's consumer cloud.
        ConsumerAccount = "CONSUMER_ACCOUNT",
        /// A sub account whose money its master holds in trust.
        TrusteeshipAccount = "TRUSTEESHIP_ACCOUNT",
    }
    /// Why the vendor's operator looks at a filing first.
    ReviewReason {
        /// Registered more than seven days ago or with cash spend, and followed by direct sales.
        FollowedByDirectSales = "FOLLOWED_BY_DIRECT_SALES",
        /// The vendor filed it itself.
        FiledByVendor = "FILED_BY_VENDOR",
        /// Belongs to the online sales team.
        OnlineSales = "ONLINE_SALES",
        /// Belongs to an authorised sales-support centre.
        SalesSupportCenter = "SALES_SUPPORT_CENTER",
        /// International site: another country than the partner's.
        OtherCountry = "OTHER_COUNTRY",
    }
}

/// What is known when somebody is to be filed. The default: nobody with this number or address is registered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own; no two make one")]
pub struct FilingFacts {
    pub on_other_site: bool,
    pub associated: bool,
    pub filed_by_another_partner: bool,
    pub filed_by_this_partner: bool,
    pub vendor_contract: bool,
    pub has_cash_spend: bool,
    pub consumer_account: bool,
    pub trusteeship_account: bool,
    pub registered_over_seven_days: bool,
    pub filed_by_vendor: bool,
    pub followed_by: FollowedBy,
    /// International site only; never set on the China site.
    pub other_country: bool,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Filed,
    /// At least one reason.
    Review(Vec<ReviewReason>),
    /// At least one reason.
    Refused(Vec<FilingRefusal>),
}

/// Every reason at once, so that nobody mends one to meet the next. A refusal goes before a review.
#[must_use]
pub fn verdict(facts: &FilingFacts) -> Verdict {
    use FilingRefusal as F;
    let direct = facts.followed_by == FollowedBy::DirectSales;
    let refusals = picked([
        (facts.on_other_site, F::OtherSite),
        (facts.associated, F::AlreadyAssociated),
        (facts.filed_by_another_partner, F::FiledByAnotherPartner),
        (facts.filed_by_this_partner, F::FiledByYou),
        (facts.vendor_contract, F::VendorContract),
        // The customer of a partner has spend as a matter of course; only that it is a customer matters then.
        (facts.has_cash_spend && !direct && !facts.associated, F::SpendNotFollowed),
        (facts.consumer_account, F::ConsumerAccount),
        (facts.trusteeship_account, F::TrusteeshipAccount),
    ]);
    if !refusals.is_empty() {
        return Verdict::Refused(refusals);
    }
    let reviews = picked([
        (
            direct && (facts.registered_over_seven_days || facts.has_cash_spend),
            ReviewReason::FollowedByDirectSales,
        ),
        (facts.filed_by_vendor, ReviewReason::FiledByVendor),
        (facts.followed_by == FollowedBy::OnlineSales, ReviewReason::OnlineSales),
        (facts.followed_by == FollowedBy::SalesSupportCenter, ReviewReason::SalesSupportCenter),
        (facts.other_country, ReviewReason::OtherCountry),
    ]);
    if reviews.is_empty() { Verdict::Filed } else { Verdict::Review(reviews) }
}

fn picked<T, const N: usize>(reasons: [(bool, T); N]) -> Vec<T> {
    reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: FilingFacts = FilingFacts {
        on_other_site: false,
        associated: false,
        filed_by_another_partner: false,
        filed_by_this_partner: false,
        vendor_contract: false,
        has_cash_spend: false,
        consumer_account: false,
        trusteeship_account: false,
        registered_over_seven_days: false,
        filed_by_vendor: false,
        followed_by: FollowedBy::Nobody,
        other_country: false,
    };

    #[test]
    fn somebody_whom_the_vendor_does_not_know_is_filed_at_once() {
        assert_eq!(verdict(&UNKNOWN), Verdict::Filed);
        assert_eq!(verdict(&FilingFacts { registered_over_seven_days: true, ..UNKNOWN }), Verdict::Filed);
    }

    #[test]
    fn spend_is_refused_unless_direct_sales_follows_then_it_is_reviewed() {
        let spends = FilingFacts { has_cash_spend: true, ..UNKNOWN };
        assert_eq!(verdict(&spends), Verdict::Refused(vec![FilingRefusal::SpendNotFollowed]));
        let followed = FilingFacts { followed_by: FollowedBy::DirectSales, ..spends };
        assert_eq!(verdict(&followed), Verdict::Review(vec![ReviewReason::FollowedByDirectSales]));
    }

    #[test]
    fn direct_sales_alone_is_no_reason_for_a_review() {
        let fresh = FilingFacts { followed_by: FollowedBy::DirectSales, ..UNKNOWN };
        assert_eq!(verdict(&fresh), Verdict::Filed);
    }

    #[test]
    fn all_reasons_are_told_at_once_and_a_refusal_goes_first() {
        let facts =
            FilingFacts { on_other_site: true, vendor_contract: true, filed_by_vendor: true, ..UNKNOWN };
        assert_eq!(
            verdict(&facts),
            Verdict::Refused(vec![FilingRefusal::OtherSite, FilingRefusal::VendorContract])
        );
    }

    #[test]
    fn stored_words_are_read_back() {
        assert!(FilingRefusal::ALL.iter().all(|known| FilingRefusal::parse(known.as_str()) == Some(*known)));
        assert!(ReviewReason::ALL.iter().all(|known| ReviewReason::parse(known.as_str()) == Some(*known)));
        assert!(FollowedBy::ALL.iter().all(|known| FollowedBy::parse(known.as_str()) == Some(*known)));
    }
}
