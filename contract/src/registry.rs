//! Every endpoint with the JSON Schemas of its input and output: the OpenAPI document is generated from this list,
//! and a test of the backend compares it with what is served.

use crate::{
    accounts, associations, attachments, customer_migrations, customer_portal, customers, deadlines, demo,
    drafts,
    endpoint::{Download, Fetch, Spec, Submit},
    filing_imports, filings, invitation_links, invitations, joining, operations, opportunities,
    opportunity_desk, programmes, session, verification, work_queue, working_days,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// An endpoint and its schemas; `None` where nothing is sent.
pub struct Described {
    pub spec: Spec,
    pub input: Option<Schema>,
    pub output: Option<Schema>,
    /// It answers a file.
    pub file: bool,
}

trait Describe {
    fn describe(&self, schemas: &mut SchemaGenerator) -> Described;
}

fn describe<I: JsonSchema, O: JsonSchema>(spec: Spec, schemas: &mut SchemaGenerator) -> Described {
    Described { spec, input: unless_empty::<I>(schemas), output: unless_empty::<O>(schemas), file: false }
}

fn unless_empty<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Option<Schema> {
    let is_unit = T::schema_name() == <()>::schema_name();
    (!is_unit).then(|| schemas.subschema_for::<T>())
}

impl<P, I: JsonSchema, O: JsonSchema> Describe for Fetch<P, I, O> {
    fn describe(&self, schemas: &mut SchemaGenerator) -> Described {
        describe::<I, O>(self.spec, schemas)
    }
}

impl<P, I: JsonSchema, O: JsonSchema> Describe for Submit<P, I, O> {
    fn describe(&self, schemas: &mut SchemaGenerator) -> Described {
        describe::<I, O>(self.spec, schemas)
    }
}

impl<P> Describe for Download<P> {
    fn describe(&self, _: &mut SchemaGenerator) -> Described {
        Described { spec: self.spec, input: None, output: None, file: true }
    }
}

const ENDPOINTS: &[&dyn Describe] = &[
    &session::SIGN_IN,
    &session::ME,
    &session::SIGN_OUT,
    &session::SESSIONS,
    &session::SIGN_OUT_EVERYWHERE,
    &session::SET_PREFERENCES,
    &verification::SEND,
    &verification::SETTINGS,
    &verification::SET_SETTINGS,
    &customers::LIST,
    &customers::SHOW,
    &customers::REVEAL,
    &customers::SET_LABEL,
    &customers::FREEZE,
    &customers::UNFREEZE,
    &customers::ACCOUNT_MANAGERS,
    &associations::CHECK,
    &associations::REQUEST,
    &associations::RECORDS,
    &associations::RECORD,
    &associations::RECORD_CHECK,
    &associations::APPROVE,
    &associations::REJECT,
    &associations::WITHDRAW,
    &accounts::PARTNER_BALANCES,
    &accounts::CUSTOMER_BALANCES,
    &accounts::GRANT,
    &accounts::PAY_ORDER,
    &accounts::ADJUST_RECORDS,
    &accounts::ISSUED_VOUCHERS,
    &customer_portal::MY_PARTNER,
    &customer_portal::MY_ACCOUNT,
    &customer_portal::CHECK,
    &customer_portal::REQUEST,
    &customer_portal::RECORDS,
    &customer_portal::APPROVE,
    &customer_portal::REJECT,
    &customer_portal::WITHDRAW,
    &customer_portal::END_HOLDING,
    &customer_portal::PLACE_ORDER,
    &filings::LIST,
    &filings::SHOW,
    &filings::FILE,
    &filings::FILE_LISTED,
    &filings::SET_EMAIL,
    &filings::WITHDRAW,
    &filings::REVEAL,
    &filing_imports::LIST,
    &filing_imports::SHOW,
    &filing_imports::START,
    &filing_imports::CHECK,
    &filing_imports::APPLY,
    &filing_imports::CANCEL,
    &filing_imports::ROWS,
    &invitations::INVITE,
    &invitations::PREVIEW,
    &invitations::HISTORY,
    &invitations::RESEND,
    &invitations::REVOKE,
    &invitation_links::LIST,
    &invitation_links::SHOW,
    &invitation_links::CREATE,
    &invitation_links::DISABLE,
    &joining::LOOK_UP,
    &joining::SEND_CODE,
    &joining::REGISTER,
    &joining::CHECK,
    &joining::ASSOCIATE,
    &customer_migrations::CHECK,
    &customer_migrations::REQUEST,
    &customer_migrations::LIST,
    &customer_migrations::SHOW,
    &work_queue::LIST,
    &work_queue::START,
    &work_queue::FILING_CASE,
    &work_queue::MIGRATION_CASE,
    &work_queue::COMPLETE,
    &work_queue::DECLINE,
    &work_queue::RAISE,
    &working_days::SHOW,
    &programmes::SHOW,
    &programmes::JOIN,
    &opportunities::LIST,
    &opportunities::SHOW,
    &opportunities::PIPELINE,
    &opportunities::ACCEPT,
    &opportunities::REJECT,
    &opportunities::REPORT_PROGRESS,
    &opportunities::CREATE,
    &opportunities::UPDATE,
    &opportunities::DISCARD,
    &opportunities::SIMILAR,
    &opportunities::OFFERINGS,
    &opportunity_desk::LIST,
    &opportunity_desk::CASE,
    &opportunity_desk::SHARE,
    &opportunity_desk::RECALL,
    &opportunity_desk::CANCEL,
    &opportunity_desk::SET_OFFERING,
    &opportunity_desk::FORWARD,
    &opportunity_desk::REVIEWERS,
    &opportunity_desk::PROGRAMME_MEMBERS,
    &attachments::START,
    &attachments::SHOW,
    &attachments::APPEND,
    &attachments::CONTENT,
    &deadlines::LIST,
    &deadlines::SUBSCRIBE,
    &deadlines::UNSUBSCRIBE,
    &deadlines::CALENDAR,
    &operations::OUTCOME,
    &drafts::SHOW,
    &drafts::SAVE,
    &drafts::DISCARD,
    &demo::OUTBOX,
    &demo::ACCOUNTS,
    &demo::ADVANCE_CLOCK,
];

/// All endpoints of the product.
pub fn all(schemas: &mut SchemaGenerator) -> Vec<Described> {
    ENDPOINTS.iter().map(|endpoint| endpoint.describe(schemas)).collect()
}
