//! The fields of the form: they belong to the page, so that going from step to step loses nothing.

use super::typed::Typed;
use leptos::prelude::*;

macro_rules! fields {
    ($($name:ident),*) => {
        /// One signal for each text of [`Typed`].
        #[derive(Clone, Copy)]
        pub struct Fields {
            $(pub $name: RwSignal<String>,)*
            pub privacy: RwSignal<bool>,
        }

        impl Fields {
            pub fn new(typed: &Typed) -> Self {
                Self {
                    $($name: RwSignal::new(typed.$name.clone()),)*
                    privacy: RwSignal::new(typed.privacy),
                }
            }

            pub fn fill(&self, typed: &Typed) {
                $(self.$name.set(typed.$name.clone());)*
                self.privacy.set(typed.privacy);
            }

            /// Tracked.
            pub fn typed(&self) -> Typed {
                Typed {
                    $($name: self.$name.get(),)*
                    privacy: self.privacy.get(),
                }
            }
        }
    };
}

fields!(
    company_name,
    registration_number,
    signing_entity,
    taxpayer_type,
    contact,
    contact_name,
    contact_mobile,
    contact_email,
    bank,
    holder,
    bank_name,
    branch_name,
    account_number,
    letter_id,
    settlement_currency
);
