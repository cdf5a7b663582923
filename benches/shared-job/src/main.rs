//! Two lists, a dialog in two steps, a detail page: the job that every stack of the comparison does, made of the
//! product's table, dialog, form, code field, toasts and fetch path. It shows nothing that the product would not.

mod app;
mod calls;
mod customers;
mod disassociate;
mod opportunities;
mod words;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
