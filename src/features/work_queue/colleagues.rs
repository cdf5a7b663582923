//! Who may answer an item and who may forward it, as the backend has it: what is assigned is its assignee's, business
//! developers verify, the dispatcher forwards whatever it is. Pure.

use contract::{
    ids::UserId,
    opportunity_desk::{Reviewer, ReviewerRole},
    work_queue::{WorkItem, WorkItemKind},
};

/// Whoever looks at the queue, among those who judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colleagues {
    pub me: Option<UserId>,
    /// `None` while they are not known.
    pub reviewers: Option<Vec<Reviewer>>,
}

/// Why somebody cannot answer an item or hand it on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is this person's.
    AssignedTo(String),
    /// Only business developers verify.
    VerifiersOnly,
}

impl Colleagues {
    /// Why the reader cannot answer it.
    pub fn obstacle(&self, item: &WorkItem) -> Option<Obstacle> {
        if let Some(other) =
            item.assigned_to.as_ref().filter(|other| Some(&other.user_id) != self.me.as_ref())
        {
            return Some(Obstacle::AssignedTo(other.name.clone()));
        }
        let verifies =
            item.kind != WorkItemKind::VerifyOpportunity || self.am(ReviewerRole::Bd) != Some(false);
        (!verifies).then_some(Obstacle::VerifiersOnly)
    }

    /// Why the reader cannot hand it on.
    pub fn obstacle_to_forwarding(&self, item: &WorkItem) -> Option<Obstacle> {
        if self.am(ReviewerRole::Dispatcher) == Some(true) { None } else { self.obstacle(item) }
    }

    /// Who can take it over. A verification stays among those who verify.
    pub fn others(&self, item: &WorkItem) -> Vec<Reviewer> {
        let holder = item.assigned_to.as_ref().map(|holder| &holder.user_id);
        let fits = |reviewer: &&Reviewer| {
            Some(&reviewer.user_id) != holder
                && (item.kind != WorkItemKind::VerifyOpportunity || reviewer.role == ReviewerRole::Bd)
        };
        self.reviewers.iter().flatten().filter(fits).cloned().collect()
    }

    /// Whether the reader has this role; `None` while nobody knows.
    fn am(&self, role: ReviewerRole) -> Option<bool> {
        let me = self.me.as_ref()?;
        let reviewers = self.reviewers.as_ref()?;
        Some(reviewers.iter().any(|reviewer| reviewer.user_id == *me && reviewer.role == role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::work_queue::WorkItemStatus;

    fn reviewer(id: &str, role: ReviewerRole) -> Reviewer {
        Reviewer { user_id: id.parse().unwrap(), name: id.to_owned(), role }
    }

    fn seen_by(id: &str) -> Colleagues {
        let reviewers = vec![
            reviewer("pdm", ReviewerRole::Pdm),
            reviewer("bd", ReviewerRole::Bd),
            reviewer("dispatcher", ReviewerRole::Dispatcher),
        ];
        Colleagues { me: id.parse().ok(), reviewers: Some(reviewers) }
    }

    fn item(kind: WorkItemKind, assigned_to: Option<Reviewer>) -> WorkItem {
        WorkItem {
            work_item_id: "w-1".parse().unwrap(),
            kind,
            partner_id: "p-1".parse().unwrap(),
            partner_name: "Lantian".to_owned(),
            customer_id: None,
            filing_id: None,
            migration_id: None,
            opportunity_id: None,
            payout_id: None,
            feedback_id: None,
            personnel_id: None,
            certification_id: None,
            suggestion_id: None,
            delivery_project_id: None,
            transfer_id: None,
            withdrawal_id: None,
            claim_id: None,
            payment_id: None,
            statement_id: None,
            dispute_id: None,
            assigned_to,
            due_at: None,
            note: String::new(),
            status: WorkItemStatus::Open,
            taken_by: None,
            raised_at: "2026-11-23T00:00:00Z".parse().unwrap(),
            handled_at: None,
            answer: None,
            version: 1,
        }
    }

    #[test]
    fn what_is_assigned_is_its_assignees_and_the_dispatcher_only_hands_it_on() {
        let item = item(WorkItemKind::ReviewOpportunity, Some(reviewer("pdm", ReviewerRole::Pdm)));
        let assigned = Some(Obstacle::AssignedTo("pdm".to_owned()));
        assert_eq!(seen_by("pdm").obstacle(&item), None);
        assert_eq!(seen_by("bd").obstacle(&item), assigned);
        assert_eq!(seen_by("bd").obstacle_to_forwarding(&item), assigned);
        assert_eq!(seen_by("dispatcher").obstacle(&item), assigned);
        assert_eq!(seen_by("dispatcher").obstacle_to_forwarding(&item), None);
    }

    #[test]
    fn a_verification_is_answered_by_business_developers_and_stays_among_them() {
        let item = item(WorkItemKind::VerifyOpportunity, None);
        assert_eq!(seen_by("bd").obstacle(&item), None);
        assert_eq!(seen_by("pdm").obstacle(&item), Some(Obstacle::VerifiersOnly));
        let names: Vec<_> = seen_by("dispatcher").others(&item).into_iter().map(|other| other.name).collect();
        assert_eq!(names, ["bd"]);
    }

    #[test]
    fn while_the_roles_are_not_known_the_backend_decides() {
        let unknown = Colleagues { me: "pdm".parse().ok(), reviewers: None };
        assert_eq!(unknown.obstacle(&item(WorkItemKind::VerifyOpportunity, None)), None);
        assert!(unknown.others(&item(WorkItemKind::ReviewOpportunity, None)).is_empty());
    }

    #[test]
    fn nothing_is_forwarded_to_who_has_it() {
        let item = item(WorkItemKind::ReviewOpportunity, Some(reviewer("pdm", ReviewerRole::Pdm)));
        let others = seen_by("pdm").others(&item);
        assert!(others.len() == 2 && others.iter().all(|other| other.name != "pdm"));
    }
}
