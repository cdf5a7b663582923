//! One tab among all of this browser that does something for the others: the one that holds a lock. When it goes, by whatever
//! way, the browser gives the lock to the next.

use js_sys::{Function, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// This tab leads, or waits for it; it does neither any more when this is dropped.
pub struct Lead {
    is_over: Rc<Cell<bool>>,
    release: Rc<RefCell<Option<Function>>>,
}

impl Drop for Lead {
    fn drop(&mut self) {
        self.is_over.set(true);
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Calls `leads` once, as soon as this tab is the one; never in a browser without locks.
#[must_use]
pub fn lead(name: &str, leads: impl FnOnce() + 'static) -> Lead {
    let lead = Lead { is_over: Rc::default(), release: Rc::default() };
    let (is_over, release) = (Rc::clone(&lead.is_over), Rc::clone(&lead.release));
    // Given to the browser, which calls it once or never.
    let granted = Closure::once_into_js(move || -> Promise {
        if is_over.get() {
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        leads();
        // The lock is held until this is settled.
        Promise::new(&mut |resolve, _| {
            release.borrow_mut().replace(resolve);
        })
    });
    request(name, &granted);
    lead
}

fn request(name: &str, granted: &JsValue) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    request.dyn_ref::<Function>()?.call2(&locks, &name.into(), granted).ok()?;
    Some(())
}
