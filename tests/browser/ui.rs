//! The controls: focus, keyboard, and what a screen reader is told.

use crate::mounted::{focused, key, mount, settle};
use contract::{
    money::{Currency, Money},
    page::SortDirection,
    problem::{ErrorCode, FieldProblem, Problem},
    session::Language,
    text::Rule,
    time::Timestamp,
};
use leptos::prelude::*;
use partner_center::{
    api::{ApiError, Fetched},
    i18n,
    ui::{
        Button, Column, DataTable, Dialog, Eye, Loaded, Menu, MenuItem, MoneyText, PageChange, Pagination,
        Sort, SubmitForm, Tab, Tabs, TextField, Tone, toast,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

/// Dispatched by the browser when Escape is pressed in a modal dialog.
fn escape(dialog: &web_sys::HtmlElement) {
    let options = web_sys::EventInit::new();
    options.set_cancelable(true);
    let event = web_sys::Event::new_with_event_init_dict("cancel", &options).unwrap();
    dialog.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_closes_by_escape_and_gives_the_focus_back() {
    let open = RwSignal::new(false);
    let page = mount(move || {
        view! {
            <button id="opener" on:click=move |_| open.set(true)>"Open"</button>
            <Dialog title="Sure?" open><p>"body"</p></Dialog>
        }
    })
    .await;
    let opener = page.find("#opener");
    opener.focus().unwrap();
    opener.click();
    settle().await;
    let dialog = page.find("dialog");
    assert!(dialog.has_attribute("open"));
    assert_eq!(focused().text_content().unwrap(), "Sure?");
    let title_id = dialog.get_attribute("aria-labelledby").unwrap();
    assert_eq!(page.find(&format!("#{title_id}")).text_content().unwrap(), "Sure?");
    escape(&dialog);
    settle().await;
    assert!(!dialog.has_attribute("open"));
    assert_eq!(focused().id(), "opener");
}

#[wasm_bindgen_test]
async fn a_busy_dialog_does_not_close() {
    let open = RwSignal::new(true);
    let busy = RwSignal::new(true);
    let page = mount(move || view! { <Dialog title="Sure?" open busy><p>"body"</p></Dialog> }).await;
    escape(&page.find("dialog"));
    settle().await;
    assert!(open.get_untracked());
    busy.set(false);
    settle().await;
    page.press("Close").await;
    assert!(!open.get_untracked());
}

#[derive(Clone, PartialEq)]
struct Row {
    id: u32,
    name: &'static str,
    phone: &'static str,
}

fn columns(eye: Eye) -> Vec<Column<Row>> {
    vec![
        Column::new("name", "Name", |row: &Row| row.name.into_any()).mandatory(),
        Column::new("phone", "Phone", |row: &Row| row.phone.into_any()).masked(eye),
        Column::new("spend", "Spend", |row: &Row| row.id.into_any()).numeric().sorted_by("month_spend"),
    ]
}

#[wasm_bindgen_test]
async fn a_table_says_how_it_is_sorted_and_turns_round_when_its_header_is_pressed() {
    let rows =
        RwSignal::new(vec![Row { id: 1, name: "甲", phone: "138" }, Row { id: 2, name: "乙", phone: "139" }]);
    let sort = RwSignal::new(None::<Sort>);
    let (open, hidden) = (RwSignal::new(false), RwSignal::new(String::new()));
    let page = mount(move || {
        let eye = Eye {
            open: open.into(),
            on_press: Callback::new(move |()| open.update(|open| *open = !*open)),
            busy: Signal::stored(false),
        };
        view! {
            <DataTable
                caption="Customers"
                columns=columns(eye)
                rows
                key=|row: &Row| row.id.to_string()
                sort
                on_sort=move |wish: Sort| sort.set(Some(wish))
                hidden
                on_hide=move |ids: String| hidden.set(ids)
            />
        }
    })
    .await;
    assert_eq!(page.texts("tbody th"), ["甲", "乙"]);
    assert!(!page.find("th").has_attribute("aria-sort"), "a column that cannot be sorted says nothing");
    let spend = "thead th:nth-child(3)";
    assert_eq!(page.find(spend).get_attribute("aria-sort").unwrap(), "none");
    page.press("Spend").await;
    assert_eq!(sort.get_untracked().unwrap().direction, SortDirection::Desc);
    assert_eq!(page.find(spend).get_attribute("aria-sort").unwrap(), "descending");
    page.press("Spend").await;
    assert_eq!(page.find(spend).get_attribute("aria-sort").unwrap(), "ascending");

    page.press("Show Phone in full").await;
    assert!(open.get_untracked());
    assert_eq!(page.button("Hide Phone").get_attribute("aria-pressed").unwrap(), "true");

    let second = page.find("tbody tr:nth-child(2)");
    rows.set(vec![Row { id: 2, name: "丙", phone: "139" }]);
    settle().await;
    assert_eq!(page.texts("tbody th"), ["丙"], "a changed row is shown anew");
    assert!(second.is_connected(), "and keeps its elements");

    hidden.set("phone,name".to_owned());
    settle().await;
    assert_eq!(page.texts("thead th .data-table__head > :first-child"), ["Name", "Spend"]);
}

#[wasm_bindgen_test]
async fn a_form_leads_to_the_first_wrong_field_and_is_sent_once() {
    let (name, sent, pending) = (RwSignal::new(String::new()), RwSignal::new(0), RwSignal::new(false));
    let page = mount(move || {
        let submit = move |()| {
            sent.update(|sent| *sent += 1);
            pending.set(true);
        };
        view! {
            <SubmitForm label="Send" pending on_submit=submit>
                <TextField label="Name" value=name required=true hint="As registered" />
            </SubmitForm>
        }
    })
    .await;
    let field = page.field("Name");
    assert!(!field.has_attribute("aria-invalid"), "nothing is wrong before anybody typed");
    page.press("Send").await;
    assert_eq!(sent.get_untracked(), 0);
    assert_eq!(field.get_attribute("aria-invalid").unwrap(), "true");
    assert_eq!(focused().id(), field.id());
    let described: Vec<String> = field
        .get_attribute("aria-describedby")
        .unwrap()
        .split(' ')
        .map(|id| page.find(&format!("#{id}")).text_content().unwrap())
        .collect();
    assert_eq!(described, ["As registered ", "This is required."].map(|text| text.trim().to_owned()));
    page.type_into("Name", "x").await;
    page.press("Send").await;
    page.press("Send").await;
    assert_eq!(sent.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_refusal_stands_at_its_field_until_the_value_changes() {
    let (name, failed) = (RwSignal::new("x".to_owned()), RwSignal::new(None::<ApiError>));
    let page = mount(move || {
        view! {
            <SubmitForm label="Send" pending=Signal::stored(false) failed on_submit=|()| ()>
                <TextField label="Name" name="customer_name" value=name required=true />
            </SubmitForm>
        }
    })
    .await;
    let mut problem = Problem::new(ErrorCode::InvalidParameter, "");
    problem.fields = vec![FieldProblem { field: "customer_name".to_owned(), rule: Rule::Malformed }];
    failed.set(Some(ApiError::Refused(Box::new(problem))));
    settle().await;
    let field = page.field("Name");
    assert_eq!(field.get_attribute("aria-invalid").unwrap(), "true");
    assert_eq!(focused().id(), field.id());
    assert_eq!(page.texts(".error-panel code"), ["CBC.0100"]);
    page.type_into("Name", "y").await;
    assert!(!field.has_attribute("aria-invalid"));
}

#[wasm_bindgen_test]
async fn an_unknown_outcome_offers_to_look_instead_of_calling_it_failed() {
    let sent = RwSignal::new(0);
    let key = "00000000-0000-4000-8000-000000000000".parse().unwrap();
    let failed = Signal::stored(Some(ApiError::UnknownOutcome(key)));
    let page = mount(move || {
        view! {
            <SubmitForm
                label="Send"
                pending=Signal::stored(false)
                failed
                on_submit=move |()| sent.update(|sent| *sent += 1)
            >
                ()
            </SubmitForm>
        }
    })
    .await;
    page.press("Check result").await;
    assert_eq!(sent.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn tabs_are_chosen_by_arrow_keys() {
    let chosen = RwSignal::new("ghost".to_owned());
    let page = mount(move || {
        let tabs = vec![Tab::new("one", "One"), Tab::new("two", "Two"), Tab::new("three", "Three")];
        view! {
            <Tabs label="Views" tabs chosen on_choose=move |id: &'static str| chosen.set(id.to_owned())>
                {move || chosen.get()}
            </Tabs>
        }
    })
    .await;
    assert_eq!(page.texts("[aria-selected=true]"), ["One"], "an unknown tab is the first one");
    page.find("[aria-selected=true]").focus().unwrap();
    key("ArrowLeft").await;
    assert_eq!(page.texts("[aria-selected=true]"), ["Three"]);
    assert_eq!(focused().text_content().unwrap(), "Three");
    key("Home").await;
    assert_eq!(page.texts("[role=tabpanel]"), ["one"]);
    assert_eq!(page.texts("[role=tab][tabindex='0']"), ["One"], "one stop for the keyboard");
}

#[wasm_bindgen_test]
async fn a_message_is_announced_and_can_be_closed() {
    let page = mount(|| view! { <toast::ToastHost /> }).await;
    // Messages outlive the page that said them.
    while page.has(".toast") {
        page.press("Close").await;
    }
    toast::show(Tone::Success, "Saved");
    toast::show_error(&ApiError::Offline);
    toast::show_error(&ApiError::Cancelled);
    settle().await;
    assert_eq!(page.texts("[role=status] .toast__text"), ["Saved"]);
    assert!(page.texts("[role=alert] .toast__text")[0].starts_with("No connection"));
    assert_eq!(page.texts(".toast").len(), 2, "nothing is said when the user broke off");
    page.press("Close").await;
    assert_eq!(page.texts(".toast").len(), 1);
    page.press("Close").await;
    assert!(!page.has(".toast"));
}

#[wasm_bindgen_test]
async fn the_language_changes_without_a_reload() {
    let money = Money { amount: "1234567.05".parse().unwrap(), currency: Currency::Cny };
    let at = Timestamp::from_seconds(1_795_399_500);
    let page = mount(move || {
        view! {
            <Pagination
                total=Signal::stored(1_234_u32)
                page=Signal::stored(PageChange { offset: 10, limit: 10 })
                on_change=|_: PageChange| ()
            />
            <MoneyText money />
            <p id="at">{move || i18n::deadline(at)}</p>
        }
    })
    .await;
    assert_eq!(page.texts(".pagination__range"), ["11–20 of 1,234"]);
    assert_eq!(page.texts(".money"), ["CN¥1,234,567.05"]);
    assert_eq!(page.texts("#at"), ["Nov 23, 2026, 10:05 (GMT+8)"]);
    i18n::set_locale(Language::ZhCn);
    settle().await;
    assert_eq!(page.texts(".pagination__range"), ["第 11–20 条，共 1,234 条"]);
    assert_eq!(page.texts(".money"), ["¥1,234,567.05"]);
    assert_eq!(page.texts("#at"), ["2026年11月23日 10:05 (GMT+8)"]);
    let root = web_sys::window().unwrap().document().unwrap().document_element().unwrap();
    assert_eq!(root.get_attribute("lang").unwrap(), "zh-CN");
    i18n::set_locale(Language::EnUs);
}

#[wasm_bindgen_test]
async fn what_was_read_stays_while_it_is_read_again_and_when_that_fails() {
    let fetched = Fetched::<String>::default();
    let page = mount(move || {
        view! {
            <Loaded from=fetched let:text>
                <input />
                <p id="text">{text}</p>
            </Loaded>
        }
    })
    .await;
    assert!(page.has(".skeleton[role=status]"));
    fetched.loading.set(false);
    fetched.error.set(Some(ApiError::Fault { request_id: Some("req-7".to_owned()) }));
    settle().await;
    assert!(page.find("[role=alert]").text_content().unwrap().contains("req-7"));
    page.press("Try again").await;
    assert_eq!(fetched.wanted.get_untracked(), 1);

    fetched.error.set(None);
    fetched.value.set(Some("first".to_owned()));
    settle().await;
    let input = page.find("input");
    fetched.value.set(Some("second".to_owned()));
    settle().await;
    assert_eq!(page.texts("#text"), ["second"]);
    assert!(input.is_connected(), "what was typed is not lost when the value is read again");
    fetched.error.set(Some(ApiError::Offline));
    settle().await;
    assert_eq!(page.texts("#text"), ["second"]);
    assert!(page.has(".notice--warning[role=status]"));
    fetched.value.set(None);
    settle().await;
    assert!(!page.has("#text"));
}

#[wasm_bindgen_test]
async fn a_button_that_cannot_be_pressed_says_why_and_can_be_reached() {
    let (why, pressed) = (RwSignal::new(Some("Only administrators.".to_owned())), RwSignal::new(0));
    let page = mount(move || {
        view! { <Button label="Freeze" why_disabled=why on_press=move |()| pressed.update(|times| *times += 1) /> }
    })
    .await;
    let button = page.button("Freeze");
    button.focus().unwrap();
    assert_eq!(focused(), button);
    let reason = button.get_attribute("aria-describedby").unwrap();
    assert_eq!(page.find(&format!("#{reason}")).text_content().unwrap(), "Only administrators.");
    page.press("Freeze").await;
    assert_eq!(pressed.get_untracked(), 0);
    why.set(None);
    settle().await;
    assert!(!button.has_attribute("aria-disabled"));
    page.press("Freeze").await;
    assert_eq!(pressed.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_menu_is_worked_by_keyboard() {
    let chosen = RwSignal::new("");
    let page = mount(move || {
        view! {
            <Menu label="More">
                <MenuItem label="Switch" on_press=move |()| chosen.set("switch") />
                <MenuItem label="Freeze" on_press=move |()| chosen.set("freeze") />
            </Menu>
        }
    })
    .await;
    let trigger = page.button("More");
    assert_eq!(trigger.get_attribute("aria-expanded").unwrap(), "false");
    trigger.focus().unwrap();
    page.press("More").await;
    settle().await;
    assert_eq!(trigger.get_attribute("aria-expanded").unwrap(), "true");
    assert_eq!(focused().text_content().unwrap(), "Switch");
    key("ArrowDown").await;
    assert_eq!(focused().text_content().unwrap(), "Freeze");
    focused().click();
    settle().await;
    assert_eq!(chosen.get_untracked(), "freeze");
    assert_eq!(trigger.get_attribute("aria-expanded").unwrap(), "false");
    assert_eq!(focused(), trigger, "the focus goes back to the button");
}
