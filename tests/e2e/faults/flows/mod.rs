//! What people do that changes something: how to get to the last press, what is said when it is done, and how often it
//! was done in truth. A new one is a block in the file of its noun; its name is the head of its column.

mod business_info;
mod capability;
mod customers;
mod desks;
mod funds;
mod incentives;
mod opportunities;
mod organization;
mod statements;

use crate::trouble::Trouble;
use harness::Person;
use serde_json::Value;
use std::pin::Pin;

/// What goes on in a browser meanwhile.
type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A change and the way to it, in Chinese: whatever reads English on the way is a text that nobody translated.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    pub name: &'static str,
    /// Who does it.
    pub account: &'static str,
    /// The change that suffers.
    pub request: &'static str,
    /// The button of the last press; of the dialog that asks for the code where there is one.
    pub button: &'static str,
    /// The button that begins once more where that is another one: a code is used up by then.
    pub again: Option<&'static str>,
    /// What the screen says when it is done, and only then.
    pub done: &'static str,
    /// The field whose words must not be lost, and the words.
    pub typed: Option<(&'static str, &'static str)>,
    /// Sent ten seconds after the last press, unless it is undone.
    pub held: bool,
    /// Whether there is nothing to find under this trouble, and why.
    pub is_void: fn(Trouble) -> Option<&'static str>,
    /// Up to the field whose words must not be lost.
    prepare: for<'a> fn(&'a Person) -> Doing<'a, ()>,
    /// Goes on from there up to the last press.
    then: for<'a> fn(&'a Person) -> Doing<'a, ()>,
    /// How often it was done, as the backend tells it; grows by one each time.
    effects: for<'a> fn(&'a Person) -> Doing<'a, u64>,
}

/// What most of them have in common.
const PLAIN: Flow = Flow {
    name: "",
    account: "yunfan-admin",
    request: "",
    button: "",
    again: None,
    done: "",
    typed: None,
    held: false,
    is_void: |_| None,
    prepare: |_| Box::pin(async {}),
    then: |_| Box::pin(async {}),
    effects: |_| Box::pin(async { 0 }),
};

const TYPED: &str = "双方已在电话会议中确认，请尽快处理";
const TWO_ARE_TWO: &str = "two of them are two; more than there is, is refused by the backend";

/// Every one, by its noun.
pub fn all() -> Vec<Flow> {
    let nouns = [
        customers::ALL,
        opportunities::ALL,
        business_info::ALL,
        incentives::ALL,
        funds::ALL,
        statements::ALL,
        capability::ALL,
        organization::ALL,
        desks::ALL,
    ];
    nouns.concat()
}

impl Flow {
    /// The one of this name.
    ///
    /// # Panics
    /// When there is none.
    pub fn named(name: &str) -> Self {
        all().into_iter().find(|flow| flow.name == name).expect(name)
    }

    /// Up to the last press, which is left to the caller.
    pub async fn prepare(&self, person: &Person) {
        (self.prepare)(person).await;
        if let Some((label, words)) = self.typed {
            person.fill(label, words).await;
        }
        (self.then)(person).await;
    }

    /// Whether what was typed still stands where it was typed.
    pub async fn is_kept(&self, person: &Person) -> bool {
        let Some((_, words)) = self.typed else { return true };
        let script = "return [...document.querySelectorAll('input, textarea')].some((field) => field.value === arguments[0])";
        person.run(script, vec![words.into()]).await == Value::Bool(true)
    }

    /// How often it was done, as the backend tells it.
    pub async fn effects(&self, person: &Person) -> u64 {
        (self.effects)(person).await
    }
}

/// In the dialog that asks for it. Where it is too soon for another one, the former is still good.
pub async fn fill_in_code(person: &Person) {
    person.press("获取验证码").await;
    person.until("document.body.innerText.includes('验证码已发送至') || document.querySelector('dialog[open] .error-panel')").await;
    let code = person.code_in_outbox().await;
    person.fill("验证码", &code).await;
}

/// How many a list has.
async fn total(person: &Person, path: &str, query: Value) -> u64 {
    person.call("POST", path, &query).await["total_count"].as_u64().unwrap_or_default()
}

fn count(rows: &[Value], is_it: impl Fn(&&Value) -> bool) -> u64 {
    u64::try_from(rows.iter().filter(is_it).count()).unwrap_or_default()
}
