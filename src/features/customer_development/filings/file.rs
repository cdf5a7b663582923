//! Filing one customer: what is typed is kept, the verdict comes with every reason at once.

use crate::{
    api::ApiError,
    features::customer_development::{msg, restrictions::why_closed, words},
    flows::{draft::use_fields_draft, sending::Sending},
    i18n, session,
    ui::{Asking, Notice, SubmitForm, TextArea, TextField, Tone, toast},
};
use contract::{
    contact::{EmailAddress, MobilePhone},
    filings::{CountryCode, FILE, Filing, FilingDraft, FilingStatus},
    ids::FilingId,
    session::Site,
    text::{ContactName, CustomerName, Industry, Remark, optional, wrong, wrong_unless_empty},
};
use leptos::prelude::*;

const FIELDS: &[&str] =
    &["customer_name", "mobile_phone", "email", "country_code", "industry", "contact", "remark"];
const FORM: &str = "file-customer";

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    customer_name: RwSignal<String>,
    mobile_phone: RwSignal<String>,
    email: RwSignal<String>,
    country_code: RwSignal<String>,
    industry: RwSignal<String>,
    contact: RwSignal<String>,
    remark: RwSignal<String>,
}

impl Typed {
    fn empty() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            customer_name: text(),
            mobile_phone: text(),
            email: text(),
            country_code: text(),
            industry: text(),
            contact: text(),
            remark: text(),
        }
    }

    /// In the order of [`FIELDS`].
    fn all(self) -> Vec<RwSignal<String>> {
        let Self { customer_name, mobile_phone, email, country_code, industry, contact, remark } = self;
        vec![customer_name, mobile_phone, email, country_code, industry, contact, remark]
    }

    fn draft(self) -> Option<FilingDraft> {
        Some(FilingDraft {
            customer_name: self.customer_name.get_untracked().try_into().ok()?,
            mobile_phone: self.mobile_phone.get_untracked().try_into().ok()?,
            email: self.email.get_untracked().try_into().ok()?,
            country_code: optional(&self.country_code.get_untracked()).ok()?,
            industry: optional(&self.industry.get_untracked()).ok()?,
            contact: optional(&self.contact.get_untracked()).ok()?,
            remark: optional(&self.remark.get_untracked()).ok()?,
        })
    }
}

#[component]
pub fn FileForm(asking: Asking<()>, changed: Callback<Vec<FilingId>>) -> AnyView {
    let sending = Sending::reporting_to(asking.pending);
    let typed = Typed::empty();
    let forget = use_fields_draft(FORM, FIELDS, typed.all());
    let send = move |()| {
        let Some(draft) = typed.draft() else { return };
        let forget = forget.clone();
        sending.send(&FILE, (), draft, move |filing| {
            forget.run();
            tell(&filing);
            asking.close();
            changed.try_run(Vec::new());
        });
    };
    let international = untrack(session::membership).is_some_and(|member| member.account_site == Site::Intl);
    let country = international.then(|| {
        view! {
            <TextField
                label=msg::country
                value=typed.country_code
                name="country_code"
                hint=msg::country_hint
                check={wrong_unless_empty::<CountryCode>}
            />
        }
    });
    view! {
        <SubmitForm
            label=msg::file
            on_submit=send
            pending=sending.pending
            failed=sending.failed
            why_disabled=why_closed()
            on_cancel=move |()| asking.close()
        >
            <Notice>{msg::file_body}</Notice>
            <fieldset class="plain filing-fields" prop:disabled=move || sending.is_unknown()>
                <TextField
                    label=msg::customer_name
                    value=typed.customer_name
                    name="customer_name"
                    required=true
                    max_chars=CustomerName::MAX_CHARS
                    check={wrong::<CustomerName>}
                />
                <TextField
                    label=msg::mobile_phone
                    value=typed.mobile_phone
                    name="mobile_phone"
                    hint=msg::mobile_phone_hint
                    required=true
                    check={wrong::<MobilePhone>}
                />
                <TextField
                    label=msg::email
                    value=typed.email
                    name="email"
                    hint=msg::email_hint
                    required=true
                    check={wrong::<EmailAddress>}
                />
                {country}
                <TextField
                    label=msg::industry
                    value=typed.industry
                    name="industry"
                    max_chars=Industry::MAX_CHARS
                    check={wrong_unless_empty::<Industry>}
                />
                <TextField
                    label=msg::contact
                    value=typed.contact
                    name="contact"
                    max_chars=ContactName::MAX_CHARS
                    check={wrong_unless_empty::<ContactName>}
                />
                <TextArea
                    label=msg::remark
                    value=typed.remark
                    name="remark"
                    max_chars=Remark::MAX_CHARS
                    check={wrong_unless_empty::<Remark>}
                />
            </fieldset>
            {move || sending.failed.get().as_ref().and_then(refusals)}
        </SubmitForm>
    }
    .into_any()
}

/// Says what became of it.
fn tell(filing: &Filing) {
    match filing.status {
        FilingStatus::PendingReview => {
            let reasons = filing.review_reasons.iter().map(|reason| words::review_reason(*reason));
            toast::show(Tone::Info, msg::filed_for_review(i18n::list(reasons)));
        }
        _ => toast::show(Tone::Success, msg::filed(&filing.customer_name)),
    }
}

/// Every reason why the customer cannot be filed, each with its way out.
fn refusals(error: &ApiError) -> Option<AnyView> {
    let ApiError::Refused(problem) = error else { return None };
    if problem.filing_refusals.is_empty() {
        return None;
    }
    let reason = |refusal: &contract::filing_rules::FilingRefusal| {
        let refusal = *refusal;
        view! {
            <li>
                <strong>{move || words::filing_refusal(refusal)}</strong>
                " "
                {move || words::filing_remedy(refusal)}
            </li>
        }
    };
    let reasons = problem.filing_refusals.iter().map(reason).collect_view();
    Some(
        view! {
            <Notice tone=Tone::Danger title=msg::cannot_be_filed announce=true>
                <ul class="plain-list">{reasons}</ul>
            </Notice>
        }
        .into_any(),
    )
}
