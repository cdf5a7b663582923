//! What is wrong with a form, and where it is said.

use super::{
    msg,
    typed::{PLACES, Typed},
};
use crate::{
    browser,
    flows::{amount::amount_sentence, opportunity::words},
    ui::rule_sentence,
};
use contract::{opportunity_desk::FieldNote, opportunity_form::FormField, problem::FieldProblem, text::Rule};
use leptos::prelude::*;

/// What the fields show beside themselves: problems, and what a reviewer wrote about them.
#[derive(Clone, Copy)]
pub struct Found {
    pub problems: Signal<Vec<FieldProblem>>,
    pub notes: Signal<Vec<FieldNote>>,
}

impl Found {
    /// What is wrong with a place.
    pub fn at(self, place: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems
                .with(|problems| problems.iter().find(|problem| problem.field == place).map(sentence))
        })
    }

    /// What a reviewer wrote about a place; tracked.
    pub(super) fn note(self, place: &str) -> Option<String> {
        self.notes.with(|notes| {
            let about = notes.iter().find(|note| note.field.as_str() == place);
            about.map(|note| note.note.as_str().to_owned())
        })
    }
}

/// The place that a name of a field in a request body means.
fn place_of(field: &str) -> &str {
    let field = field.strip_prefix("form.").unwrap_or(field);
    let field = field.strip_prefix("bant.").unwrap_or(field);
    if field == FormField::Contact.as_str() { "contact.name" } else { field }
}

/// One problem for each place, from top to bottom; what concerns no place comes last.
pub(super) fn tidy(problems: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let contact_is_wrong = problems.iter().any(|problem| problem.field.starts_with("contact."));
    let mut tidied: Vec<FieldProblem> = Vec::new();
    for FieldProblem { field, rule } in problems {
        let place = place_of(&field).to_owned();
        let told = tidied.iter().any(|known| known.field == place);
        // A contact of which a part is wrong is not missing as well.
        if told || (field == FormField::Contact.as_str() && contact_is_wrong) {
            continue;
        }
        tidied.push(FieldProblem { field: place, rule });
    }
    tidied.sort_by_key(|problem| {
        PLACES.iter().position(|place| *place == problem.field).unwrap_or(PLACES.len())
    });
    tidied
}

/// What the form finds itself, and what the backend refused as long as it stands there as it was sent.
#[must_use]
pub fn merge(
    own: Vec<FieldProblem>,
    refused: &[FieldProblem],
    sent: &Typed,
    now: &Typed,
) -> Vec<FieldProblem> {
    let unchanged = refused.iter().filter(|problem| {
        let place = place_of(&problem.field);
        sent.at(place) == now.at(place)
    });
    tidy(own.into_iter().chain(unchanged.cloned()).collect())
}

/// What is wrong with a field, in the reader's language; tracked.
#[must_use]
pub fn sentence(problem: &FieldProblem) -> String {
    match (problem.field.as_str(), &problem.rule) {
        ("estimated_amount", rule) => amount_sentence(rule),
        ("expected_sign_on", Rule::OutOfRange) => msg::day_is_over().to_owned(),
        ("presale_activities" | "services" | "support_needed", Rule::Missing) => msg::tick_one().to_owned(),
        ("support_needed", Rule::OutOfRange) => msg::none_excludes().to_owned(),
        ("offering_id", Rule::Missing) => msg::choose_offering().to_owned(),
        ("customer_consent", Rule::Missing) => msg::consent_needed().to_owned(),
        (_, rule) => rule_sentence(rule),
    }
}

/// What a place is called; tracked.
#[must_use]
pub fn place_name(place: &str) -> &'static str {
    match place {
        "contact.name" => msg::contact_name(),
        "contact.phone" => msg::contact_phone(),
        "contact.email" => msg::contact_email(),
        "crm_reference" => msg::crm_reference(),
        _ => FormField::parse(place).map_or_else(msg::other_field, words::field),
    }
}

/// Moves the focus to the control of a place.
pub fn focus_place(place: &str) {
    browser::focus(&["[data-field=\"", place, "\"] :is(input, select, textarea)"].concat());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(field: &str, rule: Rule) -> FieldProblem {
        FieldProblem { field: field.to_owned(), rule }
    }

    #[test]
    fn a_refusal_stands_at_its_field_until_the_field_is_changed() {
        let sent = Typed { need: "old".to_owned(), ..Typed::default() };
        let refused = [problem("form.bant.need", Rule::Malformed), problem("form.contact", Rule::Missing)];
        let both = merge(Vec::new(), &refused, &sent, &sent);
        assert_eq!(both, [problem("need", Rule::Malformed), problem("contact.name", Rule::Missing)]);
        let mended = Typed { need: "new".to_owned(), ..sent.clone() };
        assert_eq!(merge(Vec::new(), &refused, &sent, &mended), [problem("contact.name", Rule::Missing)]);
    }

    #[test]
    fn a_field_is_told_one_thing_and_what_the_form_sees_comes_first() {
        let typed = Typed::default();
        let found =
            merge(vec![problem("name", Rule::Missing)], &[problem("name", Rule::Malformed)], &typed, &typed);
        assert_eq!(found, [problem("name", Rule::Missing)]);
    }
}
