//! Somebody at the screen: finds things by what they are called, waits for what appears, reads codes in the outbox.

use crate::{Browser, Product, browser::write};
use serde_json::{Value, json};
use std::ops::Deref;
use thirtyfour::prelude::*;

/// Password of all demo accounts.
const PASSWORD: &str = "Partner-Center-2026";

/// What can be pressed, by its visible or spoken name; inside the topmost dialog when one is open. It is brought out from
/// under the bar, as somebody would scroll before pressing.
const PRESSABLE: &str = "
    const [name] = arguments;
    const open = [...document.querySelectorAll('dialog[open]')].pop() ?? document;
    const named = (element) => [element.getAttribute('aria-label'), element.innerText]
        .some((text) => text?.replace(/\\s+/g, ' ').trim() === name);
    const kinds = 'button, a, [role=menuitem], [role=tab], summary';
    const found = [...open.querySelectorAll(kinds)].find((element) =>
        element.checkVisibility() && named(element) && element.ariaDisabled !== 'true') ?? null;
    found?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    return found;";

/// A button that cannot be pressed now.
const UNABLE: &str = "
    const [name] = arguments;
    const found = [...document.querySelectorAll('button[aria-disabled=true]')].find((button) =>
        button.checkVisibility() && button.innerText.replace(/\\s+/g, ' ').trim() === name) ?? null;
    found?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return found;";

/// The control that a label names; a hint below the name does not count.
const LABELLED: &str = "
    const [name] = arguments;
    const open = [...document.querySelectorAll('dialog[open]')].pop() ?? document;
    const label = [...open.querySelectorAll('label')].find((label) =>
        label.checkVisibility() && label.innerText.trim().split('\\n')[0].replace('*', '').trim() === name);
    return label?.control ?? null;";

/// The same among what can be typed into: a way of being told (“Telephone”) may be called like the field for its number.
const TYPEABLE: &str = "
    const [name] = arguments;
    const open = [...document.querySelectorAll('dialog[open]')].pop() ?? document;
    const label = [...open.querySelectorAll('label')].find((label) =>
        label.checkVisibility() && label.innerText.trim().split('\\n')[0].replace('*', '').trim() === name
        && !label.control?.matches('[type=radio], [type=checkbox]'));
    return label?.control ?? null;";

/// What can be read on the page: of a list only what is chosen. Chromium counts every option as text of the page, so that a
/// test would find there what no row says.
const READ_ALOUD: &str = "
    [...document.querySelectorAll('select')].reduce(
        (text, list) => text.replace(list.innerText, list.selectedOptions[0]?.text ?? ''),
        document.body.innerText)";

/// A language, and a window of its own.
pub struct Person {
    browser: Browser,
    address: String,
}

impl Deref for Person {
    type Target = Browser;
    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Person {
    /// Opens the product, speaking `language` (`zh-CN` or `en-US`).
    ///
    /// # Panics
    /// When the page does not open.
    pub async fn arrive(product: &Product, language: &str) -> Self {
        Self::arrive_at(&product.url(""), language).await
    }

    /// The same at an address of one's own choice, such as that of a network before the product.
    ///
    /// # Panics
    /// When the page does not open.
    pub async fn arrive_at(address: &str, language: &str) -> Self {
        let person = Self { browser: Browser::start().await, address: address.to_owned() };
        // The language is chosen where nothing runs yet, so that the app starts once.
        person.go("/favicon.svg").await;
        person.run("localStorage.setItem('language', arguments[0])", vec![language.into()]).await;
        person.go("/").await;
        person
    }

    /// Arrives and signs in.
    pub async fn signed_in(product: &Product, language: &str, account: &str) -> Self {
        let person = Self::arrive(product, language).await;
        person.sign_in(account).await;
        person
    }

    /// Fills in the sign-in page.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn sign_in(&self, account: &str) {
        self.begin_to_sign_in(account).await;
        self.until("!document.querySelector('input[type=password]')").await;
    }

    /// Up to the press of the button, and not waiting for what comes of it.
    ///
    /// # Panics
    /// When the sign-in page is not there.
    pub async fn begin_to_sign_in(&self, account: &str) {
        self.type_into("input[autocomplete='username']", account).await;
        self.type_into("input[type='password']", PASSWORD).await;
        self.click("form button[type='submit']").await;
    }

    /// The session has ended: only the password is asked for again. `button` is what signing in is called.
    ///
    /// # Panics
    /// When the dialog does not appear.
    pub async fn sign_in_again(&self, button: &str) {
        self.type_into("dialog[open] input[type='password']", PASSWORD).await;
        self.press(button).await;
        self.until("!document.querySelector('dialog[open] input[type=password]')").await;
    }

    /// Opens an address of the product.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn go(&self, path: &str) {
        self.goto(format!("{}{path}", self.address)).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Presses a button, link, tab or menu item once it can be pressed.
    ///
    /// # Panics
    /// When there is none of this name.
    pub async fn press(&self, name: &str) {
        self.insist(&format!("press {name}"), async || {
            self.element(PRESSABLE, name).await?.click().await.ok()
        })
        .await;
    }

    /// Presses twice, as quickly as a nervous hand.
    ///
    /// # Panics
    /// When there is none of this name.
    pub async fn press_twice(&self, name: &str) {
        let double = async || {
            let target = self.element(PRESSABLE, name).await?;
            self.action_chain().double_click_element(&target).perform().await.ok()
        };
        self.insist(&format!("press {name} twice"), double).await;
    }

    /// Points at a button that cannot be pressed, and reads why.
    ///
    /// # Panics
    /// When it can be pressed, or does not say that.
    pub async fn is_told_why(&self, name: &str, reason: &str) {
        // What came before may still move the button from under the pointer: then it is pointed at again.
        let point = async || {
            let target = self.element(UNABLE, name).await?;
            self.action_chain().move_to_element_center(&target).perform().await.ok()?;
            self.sees(reason).await.then_some(())
        };
        self.insist(&format!("point at {name} and read {reason}"), point).await;
    }

    /// Presses five times before the page can do anything about it.
    ///
    /// # Panics
    /// When there is none of this name.
    pub async fn hammer(&self, name: &str) {
        let script = "for (let times = 0; times < 5; times++) arguments[0].click();";
        let pressed = async || {
            let target = self.element(PRESSABLE, name).await?.to_json().ok()?;
            self.execute(script, vec![target]).await.ok()
        };
        self.insist(&format!("hammer on {name}"), pressed).await;
    }

    /// From the next page on this script runs before any other.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn run_first(&self, script: &str) {
        let added =
            self.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        added.unwrap_or_else(|error| panic!("{script}: {error}"));
    }

    /// Takes the network away, or gives it back.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn lose_network(&self, gone: bool) {
        let conditions =
            json!({ "offline": gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp().send_raw("Network.enable", json!({})).await.unwrap_or_else(|error| panic!("{error}"));
        let obeyed = self.cdp().send_raw("Network.emulateNetworkConditions", conditions).await;
        obeyed.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Types into the field that the label names, over what is there.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn fill(&self, label: &str, text: &str) {
        let typed = async || write(&self.element(TYPEABLE, label).await?, text).await;
        self.insist(&format!("fill in {label}"), typed).await;
    }

    /// Ticks the box that the label names.
    ///
    /// # Panics
    /// When there is no such box.
    pub async fn tick(&self, label: &str) {
        self.insist(label, async || self.element(LABELLED, label).await?.click().await.ok()).await;
    }

    /// Ticks the box that the label names, unless it is ticked: what was kept of a form comes back with it.
    ///
    /// # Panics
    /// When there is no such box.
    pub async fn have_ticked(&self, label: &str) {
        let script = "return (arguments[0].control ?? arguments[0]).checked === true";
        let ticked = async || {
            let field = self.element(LABELLED, label).await?;
            let is_ticked = self.execute(script, vec![field.to_json().ok()?]).await.ok()?;
            if is_ticked.json() == &Value::Bool(true) { Some(()) } else { field.click().await.ok() }
        };
        self.insist(label, ticked).await;
    }

    /// Chooses what reads so in the list that the label names.
    ///
    /// # Panics
    /// When there is no such list or nothing of it reads so.
    pub async fn choose(&self, label: &str, text: &str) {
        let script = "
            const [list, text] = arguments;
            const option = [...list.options].find((option) => option.text.trim().startsWith(text));
            if (!option) { return false; }
            list.value = option.value;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let chosen = async || {
            let list = self.element(LABELLED, label).await?.to_json().ok()?;
            let done = self.execute(script, vec![list, text.into()]).await.ok()?;
            (done.json() == &Value::Bool(true)).then_some(())
        };
        self.insist(&format!("choose {text} as {label}"), chosen).await;
    }

    /// Writes a day (`yyyy-MM-dd`) into the field that the label names; how a day is typed depends on the browser.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn set_date(&self, label: &str, day: &str) {
        let script = "
            const [field, day] = arguments;
            field.value = day;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        let set = async || {
            let field = self.element(LABELLED, label).await?.to_json().ok()?;
            self.execute(script, vec![field, day.into()]).await.ok()
        };
        self.insist(&format!("set {label}"), set).await;
    }

    /// Presses a button in the row of a table that reads so.
    ///
    /// # Panics
    /// When there is no such row or button.
    pub async fn press_in_row(&self, row: &str, name: &str) {
        let script = "
            const [row, name] = arguments;
            const found = [...document.querySelectorAll('tbody tr')].find((one) => one.innerText.includes(row));
            return [...(found?.querySelectorAll('button') ?? [])].find((one) =>
                one.innerText.trim() === name && one.ariaDisabled !== 'true') ?? null;";
        let pressed = async || {
            let found = self.execute(script, vec![row.into(), name.into()]).await.ok()?;
            found.element().ok()?.click().await.ok()
        };
        self.insist(&format!("press {name} in {row}"), pressed).await;
    }

    /// Waits until this stands in a field.
    ///
    /// # Panics
    /// When something else does.
    pub async fn has(&self, label: &str, text: &str) {
        let there = async || {
            let value = self.element(LABELLED, label).await?.prop("value").await.ok()??;
            (value == text).then_some(())
        };
        self.insist(&format!("read {text} as {label}"), there).await;
    }

    /// Waits until the page says it.
    ///
    /// # Panics
    /// When it does not.
    pub async fn reads(&self, text: &str) {
        self.until(&format!("{READ_ALOUD}.replace(/\\s+/g, ' ').includes({})", json!(text))).await;
    }

    /// Whether the page says it now.
    pub async fn sees(&self, text: &str) -> bool {
        // In brackets: after `return` and a new line a script returns nothing, whatever stands there.
        let found =
            self.run(&format!("return ({READ_ALOUD}).includes(arguments[0])"), vec![text.into()]).await;
        found == Value::Bool(true)
    }

    /// Has a code sent, reads it in the outbox and gives it.
    ///
    /// # Panics
    /// When no dialog asks for one, or no message comes.
    pub async fn give_code(&self, words: &CodeWords) {
        self.press(words.get).await;
        self.reads(words.sent).await;
        let code = self.code_in_outbox().await;
        self.fill(words.field, &code).await;
        self.press(words.ok).await;
    }

    /// The newest code that was sent.
    ///
    /// # Panics
    /// When there is none.
    pub async fn code_in_outbox(&self) -> String {
        let outbox = self.call("POST", "/v2/demo/outbox/query", &json!({ "limit": 1 })).await;
        let body = outbox["messages"][0]["body"].as_str().unwrap_or_default().to_owned();
        let digits = body.rsplit('#').next().unwrap_or_default().trim().to_owned();
        assert_eq!(digits.len(), 6, "no code in {body}");
        digits
    }

    /// Lets time pass for everybody.
    pub async fn wait_on_the_clock(&self, seconds: u32) {
        self.call("POST", "/v2/demo/clock", &json!({ "advance_seconds": seconds })).await;
    }

    /// A call of the API as this person; for what another person does meanwhile, elsewhere.
    ///
    /// # Panics
    /// When it is not answered.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let script = "
            const [method, path, body, done] = arguments;
            const headers = { 'content-type': 'application/json', 'x-csrf': '1', 'idempotency-key': crypto.randomUUID() };
            fetch(path, { method, headers, body: method === 'GET' ? undefined : JSON.stringify(body) })
                .then((answer) => answer.text()).then((text) => done(text ? JSON.parse(text) : null));";
        let answer = self.execute_async(script, vec![method.into(), path.into(), body.clone()]).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}")).json().clone()
    }

    /// Waits until the backend answers so.
    ///
    /// # Panics
    /// When it does not.
    pub async fn until_told(&self, path: &str, is_so: impl Fn(&Value) -> bool) {
        let told = async || is_so(&self.call("GET", path, &Value::Null).await).then_some(());
        self.insist(&format!("hear from {path}"), told).await;
    }

    /// Runs a script.
    ///
    /// # Panics
    /// When it throws.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.execute(script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// Goes home.
    pub async fn leave(self) {
        self.browser.quit().await;
    }

    async fn element(&self, script: &str, name: &str) -> Option<WebElement> {
        self.execute(script, vec![name.into()]).await.ok()?.element().ok()
    }
}

/// What the code dialog says.
pub struct CodeWords {
    pub get: &'static str,
    pub sent: &'static str,
    pub field: &'static str,
    pub ok: &'static str,
}
