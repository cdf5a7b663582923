//! One flow and one trouble: what the screen claims, what the backend did, and whether the two agree.

use crate::{
    flows::{Flow, fill_in_code},
    trouble::Trouble,
};
use harness::{Fault, Network, Person, Product};
use serde_json::Value;
use std::time::{Duration, Instant};

/// By then the user has been told, and can act.
const TOLD_WITHIN: Duration = Duration::from_secs(35);
/// So long a final answer waits for an undo.
const HELD: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);
/// What somebody tries until it is done; more is a product that does not let them.
const MOST_STEPS: usize = 6;

/// A cell of the table.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub flow: Flow,
    pub trouble: Trouble,
}

/// What the screen says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    Working,
    Done,
    NotDone,
    Unknown,
    SignIn,
    /// A code is asked for, since the one that was given belonged to a session that has ended.
    Code,
    Crashed,
}

/// How a cell that holds went: how long until the user could act, and what the screen claimed then.
pub struct Held {
    pub after: Duration,
    pub claim: &'static str,
}

/// Errors that nobody caught, of the page and of what it waits for.
pub const WITNESS: &str = "
    window.uncaught = [];
    addEventListener('error', (event) => event.error && window.uncaught.push(String(event.error)));
    addEventListener('unhandledrejection', (event) => window.uncaught.push(String(event.reason)));";

const NO_STORAGE: &str = "
    const refuse = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };
    Storage.prototype.setItem = refuse;
    indexedDB.open = refuse;";

/// Of whatever is open on top.
const CLAIM: &str = "
    const [done] = arguments;
    const seen = (found) => found.checkVisibility();
    const text = document.body.innerText.replace(/\\s+/g, ' ');
    if (document.querySelector('#crash[open], #not-loaded[open]')) return 'crashed';
    if (text.includes(done)) return 'done';
    if ([...document.querySelectorAll('dialog[open] input[type=password]')].some(seen)) return 'sign in';
    // Below a dialog that asks for something, what asked for it waits.
    const top = [...document.querySelectorAll('dialog[open]')].pop() ?? document;
    if (top.querySelector('form[aria-busy=true], button[aria-busy=true]')) return 'working';
    const open = [...document.querySelectorAll('button')].filter(seen)
        .filter((button) => button.ariaDisabled !== 'true' && !button.disabled)
        .map((button) => button.innerText.trim());
    if (open.includes('查询结果')) return 'unknown';
    if (open.includes('重新打开')) return 'not done';
    if (open.includes('获取验证码')) return 'code';
    const complaints = [...document.querySelectorAll('.error-panel, .notice--danger, .toast--danger, .field__error')];
    if (complaints.some((one) => seen(one) && !window.complained?.includes(one.innerText))) return 'not done';
    // Somebody else did it.
    if (text.includes('已经确认，无需再操作')) return 'not done';
    return 'working';";

/// What the page complains of already, such as invoices that came back.
const COMPLAINED: &str = "
    window.complained = [...document.querySelectorAll('.notice--danger, .field__error')].map((one) => one.innerText)";

/// A sentence that is not Chinese, where the page says what is wrong.
const ENGLISH: &str = "
    const panels = [...document.querySelectorAll('.error-panel, .notice, .toast')];
    const words = panels.map((panel) => panel.innerText).join(' ').match(/[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/);
    return words ? words[0] : null;";

impl Cell {
    /// Goes through it. `Err` says what did not hold; `Ok(None)` where there is nothing to find.
    pub async fn run(self) -> Result<Option<Held>, String> {
        if (self.flow.is_void)(self.trouble).is_some() {
            return Ok(None);
        }
        // What the harness waits for in vain is a finding of this cell, not the end of all.
        match tokio::task::spawn_local(self.go()).await {
            Ok(outcome) => outcome.map(Some),
            Err(failed) => match failed.into_panic().downcast::<String>() {
                Ok(said) => Err(said.chars().take(600).collect()),
                Err(_) => Err("it stopped without a word".to_owned()),
            },
        }
    }

    async fn go(self) -> Result<Held, String> {
        let product = Product::start();
        let network = Network::before(&product.url(""));
        let person = Person::arrive_at(network.address(), "zh-CN").await;
        person.sign_in(self.flow.account).await;
        person.run_first(WITNESS).await;
        match self.trouble {
            Trouble::ClockOff(hours) => person.run_first(&clock_off(hours)).await,
            Trouble::NoStorage => person.run_first(NO_STORAGE).await,
            _ => {}
        }
        self.flow.prepare(&person).await;
        person.run(COMPLAINED, Vec::new()).await;
        let before = self.flow.effects(&person).await;
        let visit = Visit { flow: self.flow, person, network, before };
        let held = match self.trouble {
            Trouble::ReloadMeanwhile | Trouble::BackAndForward => visit.leave_meanwhile(self.trouble).await,
            Trouble::TwoTabs => visit.in_two_tabs().await,
            trouble => visit.suffer(trouble).await,
        };
        let uncaught = visit.person.run("return (window.uncaught ?? []).join('; ')", Vec::new()).await;
        if uncaught != "" {
            return Err(format!("nobody caught {uncaught}"));
        }
        visit.person.leave().await;
        held
    }
}

/// Somebody before the last press.
struct Visit {
    flow: Flow,
    person: Person,
    network: Network,
    before: u64,
}

impl Visit {
    async fn effects(&self) -> u64 {
        self.flow.effects(&self.person).await - self.before
    }

    async fn claim(&self) -> Claim {
        let said = self.person.run(CLAIM, vec![self.flow.done.into()]).await;
        match said.as_str() {
            Some("done") => Claim::Done,
            Some("not done") => Claim::NotDone,
            Some("unknown") => Claim::Unknown,
            Some("sign in") => Claim::SignIn,
            Some("code") => Claim::Code,
            Some("crashed") => Claim::Crashed,
            _ => Claim::Working,
        }
    }

    /// Waits until the screen says something with which somebody can go on. While it is held, it can be undone.
    async fn told(&self) -> Result<(Claim, Duration), String> {
        let since = Instant::now();
        let held = if self.flow.held { HELD } else { Duration::ZERO };
        while since.elapsed() < TOLD_WITHIN + held {
            match self.claim().await {
                Claim::Working => tokio::time::sleep(PAUSE).await,
                Claim::Crashed => return Err("the page crashed".to_owned()),
                claim => return Ok((claim, since.elapsed())),
            }
        }
        let page = self.person.run("return document.body.innerText", Vec::new()).await;
        Err(format!("nothing to go on with after 35 s: {page}"))
    }

    /// The last press meets the trouble; then it is over, and the user goes on.
    async fn suffer(&self, trouble: Trouble) -> Result<Held, String> {
        match trouble {
            Trouble::Once(fault) => self.network.plan(self.flow.request, fault, 1),
            Trouble::Always(fault) => self.network.plan(self.flow.request, fault, usize::MAX),
            Trouble::Offline => self.person.lose_network(true).await,
            Trouble::SessionEnds => drop(self.person.call("DELETE", "/v2/session", &Value::Null).await),
            _ => {}
        }
        if trouble == Trouble::FivePresses {
            self.person.hammer(self.flow.button).await;
        } else {
            self.person.press(self.flow.button).await;
        }
        let (claim, after) = self.told().await?;
        self.is_honest(claim, trouble).await?;
        self.network.mend();
        if trouble == Trouble::Offline {
            self.person.lose_network(false).await;
        }
        self.go_on(claim).await?;
        Ok(Held { after, claim: word(claim) })
    }

    /// Claims and effects agree, nothing typed is lost, and no text is untranslated.
    async fn is_honest(&self, claim: Claim, trouble: Trouble) -> Result<(), String> {
        // Without a network, or signed out, nobody can be asked; it is counted at the end.
        let can_ask = trouble != Trouble::Offline && claim != Claim::SignIn;
        if can_ask {
            let effects = self.effects().await;
            let agrees = match claim {
                Claim::Done => effects == 1,
                Claim::NotDone => effects == 0,
                _ => effects <= 1,
            };
            if !agrees {
                return Err(format!("the screen claims {claim:?}, and it was done {effects} times"));
            }
        }
        if matches!(claim, Claim::NotDone | Claim::Unknown) && !self.flow.is_kept(&self.person).await {
            return Err(format!("what was typed is gone, claimed {claim:?}"));
        }
        match self.person.run(ENGLISH, Vec::new()).await.as_str() {
            Some(words) => Err(format!("untranslated: {words}")),
            None => Ok(()),
        }
    }

    /// Does what the screen offers until it is done, once.
    async fn go_on(&self, mut claim: Claim) -> Result<(), String> {
        for _ in 0..MOST_STEPS {
            match claim {
                Claim::Done => break,
                Claim::SignIn => self.person.sign_in_again("登录").await,
                Claim::Unknown => self.person.press("查询结果").await,
                Claim::Code => {
                    fill_in_code(&self.person).await;
                    self.person.press(self.flow.button).await;
                }
                _ => self.once_more().await,
            }
            claim = self.told_anew(claim).await?;
        }
        let effects = self.effects().await;
        if claim == Claim::Done && effects == 1 {
            return Ok(());
        }
        Err(format!("in the end the screen claims {claim:?}, and it was done {effects} times"))
    }

    async fn once_more(&self) {
        if self.flow.held {
            self.person.press("重新打开").await;
        }
        self.person.press(self.flow.again.unwrap_or(self.flow.button)).await;
    }

    /// The next thing that the screen says: a press has to take effect before what it says counts.
    async fn told_anew(&self, before: Claim) -> Result<Claim, String> {
        let since = Instant::now();
        while self.claim().await == before && since.elapsed() < Duration::from_secs(2) {
            tokio::time::sleep(PAUSE).await;
        }
        self.told().await.map(|(claim, _)| claim)
    }

    /// The page goes while the answer is on its way; what was sent is done once, and the page is there again.
    async fn leave_meanwhile(&self, trouble: Trouble) -> Result<Held, String> {
        let since = Instant::now();
        self.network.plan(self.flow.request, Fault::Late(1_500), usize::MAX);
        self.person.press(self.flow.button).await;
        self.network.until_asked(self.flow.request).await;
        if trouble == Trouble::ReloadMeanwhile {
            // A form that is being sent asks before it goes; somebody says yes.
            let _ = self.person.refresh().await;
            let _ = self.person.accept_alert().await;
        } else {
            self.person.run("history.back()", Vec::new()).await;
            self.person.run("history.forward()", Vec::new()).await;
        }
        self.person.see("main h1").await;
        while self.effects().await == 0 && since.elapsed() < TOLD_WITHIN {
            tokio::time::sleep(PAUSE).await;
        }
        self.person.until("!document.querySelector('main [aria-busy=true]')").await;
        if self.claim().await == Claim::Crashed {
            return Err("the page crashed".to_owned());
        }
        match self.effects().await {
            1 => Ok(Held { after: since.elapsed(), claim: "done" }),
            effects => Err(format!("it was done {effects} times")),
        }
    }

    /// Two tabs, the same form, both sent: one is done, the other is told why not.
    async fn in_two_tabs(&self) -> Result<Held, String> {
        let since = Instant::now();
        let first = self.person.window().await.map_err(|error| error.to_string())?;
        let second = self.person.new_tab().await.map_err(|error| error.to_string())?;
        self.person.switch_to_window(second.clone()).await.map_err(|error| error.to_string())?;
        self.flow.prepare(&self.person).await;
        self.person.run(COMPLAINED, Vec::new()).await;
        self.person.press(self.flow.button).await;
        let (claim, _) = self.told().await?;
        self.person.switch_to_window(first).await.map_err(|error| error.to_string())?;
        self.person.press(self.flow.button).await;
        let (other, after) = self.told().await?;
        let effects = self.effects().await;
        if claim == Claim::Done && effects == 1 && other != Claim::Unknown {
            return Ok(Held { after: after.min(since.elapsed()), claim: word(other) });
        }
        Err(format!("one tab claims {claim:?}, the other {other:?}, and it was done {effects} times"))
    }
}

const fn word(claim: Claim) -> &'static str {
    match claim {
        Claim::Done => "done",
        Claim::NotDone => "not done",
        Claim::Unknown => "to be asked",
        Claim::SignIn => "sign in",
        Claim::Code => "give a code",
        Claim::Working | Claim::Crashed => "nothing",
    }
}

fn clock_off(hours: i32) -> String {
    format!(
        "const Right = Date; const off = {hours} * 3600000;
         Date = class extends Right {{
             constructor(...given) {{ given.length ? super(...given) : super(Right.now() + off); }}
             static now() {{ return Right.now() + off; }}
         }};"
    )
}
