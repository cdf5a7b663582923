//! Reading what was typed, field after field.

use super::Typed;
use contract::{
    contact::{EmailAddress, MobilePhone},
    opportunity_form::Contact,
    problem::FieldProblem,
    text::{ContactName, Rule, optional},
    time::Date,
};

/// Reads the day that a date field holds.
pub(super) fn read_day(text: &str) -> Result<Date, Rule> {
    let text = text.trim();
    if text.is_empty() { Err(Rule::Missing) } else { text.parse().map_err(|_| Rule::Malformed) }
}

/// Reads field after field and notes what is wrong.
#[derive(Default)]
pub(super) struct Reader {
    pub wrong: Vec<FieldProblem>,
}

impl Reader {
    pub fn text<T: TryFrom<String, Error = Rule>>(&mut self, place: &str, text: &str) -> Option<T> {
        optional(text).unwrap_or_else(|rule| {
            self.note(place, rule);
            None
        })
    }

    pub fn needed<T: TryFrom<String, Error = Rule>>(&mut self, place: &str, text: &str) -> Option<T> {
        T::try_from(text.to_owned()).map_err(|rule| self.note(place, rule)).ok()
    }

    /// What may be missing.
    pub fn taken<T>(&mut self, place: &str, read: Result<T, Rule>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(Rule::Missing) => None,
            Err(rule) => {
                self.note(place, rule);
                None
            }
        }
    }

    /// Nobody, or somebody with name and number: half a contact is not dropped in silence.
    pub fn contact(&mut self, typed: &Typed) -> Option<Contact> {
        let parts = [&typed.contact_name, &typed.contact_phone, &typed.contact_email];
        if parts.iter().all(|part| part.trim().is_empty()) {
            return None;
        }
        let name: Option<ContactName> = self.needed("contact.name", &typed.contact_name);
        let phone: Option<MobilePhone> = self.needed("contact.phone", &typed.contact_phone);
        let email: Option<EmailAddress> = self.text("contact.email", &typed.contact_email);
        Some(Contact { name: name?, phone: phone?, email })
    }

    fn note(&mut self, place: &str, rule: Rule) {
        self.wrong.push(FieldProblem { field: place.to_owned(), rule });
    }
}
