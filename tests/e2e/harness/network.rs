//! The network between browser and backend, with a mind of its own: it loses, breaks, delays, doubles and falsifies what
//! passes, as a test tells it. One origin, so cookies and policies are as without it; no TLS.

mod exchange;

use exchange::exchange;
use std::{
    net::TcpListener,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// What happens to a request or to its answer. "Before": the backend never hears of it. "After": it has done its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed before.
    LostBefore,
    /// The connection is reset before.
    ResetBefore,
    /// The connection is closed after, without a byte.
    LostAfter,
    /// The connection is reset after.
    ResetAfter,
    /// A gateway's page with this status, before; with seconds to wait where that belongs to it.
    Gateway(u16),
    /// The same after.
    GatewayAfter(u16),
    /// The backend's own fault in the contract's shape, before.
    Broken,
    /// The same after.
    BrokenAfter,
    /// A refusal in the contract's shape: status and code; before.
    Refusal(u16, &'static str),
    /// 200 with JSON that breaks off, complete as far as HTTP knows; after.
    Garbage,
    /// 200 with the HTML of a network's own sign-in page; before.
    Captive,
    /// 200 without a body; after.
    Empty,
    /// Half of the body, and the length of all of it; after.
    CutShort,
    /// Half of the body, and its end is the end of the connection; after.
    CutOff,
    /// Nothing comes, and the connection stays; after.
    StalledBefore,
    /// Headers and half of the body come, and nothing more; after.
    StalledInBody,
    /// So many milliseconds late; after.
    Late(u64),
    /// A piece each tenth of a second; after.
    Drip,
    /// The backend gets it twice.
    Twice,
    /// One byte of the body is another; after.
    Tampered,
    /// Every object has a field more, and every word of an enumeration is one that nobody knows; after.
    FromTheFuture,
}

struct Planned {
    request: String,
    fault: Fault,
    left: usize,
}

#[derive(Default)]
struct State {
    planned: Vec<Planned>,
    asked: Vec<String>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the request, and tells what is planned for it.
    fn ask(&self, request: &str) -> Option<Fault> {
        let mut state = self.state();
        state.asked.push(request.to_owned());
        let planned = state.planned.iter_mut();
        let planned = planned.filter(|plan| plan.left > 0 && is_meant(request, &plan.request)).last()?;
        planned.left -= 1;
        Some(planned.fault)
    }
}

fn is_meant(request: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => request.starts_with(beginning),
        None => request.split('?').next() == Some(pattern),
    }
}

/// A running network.
pub struct Network {
    address: String,
    shared: Arc<Shared>,
}

impl Network {
    /// A faultless network before a backend, given as `http://127.0.0.1:…`. It lasts as long as the test program.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn before(backend: &str) -> Self {
        let backend = backend.trim_start_matches("http://").to_owned();
        let listener =
            TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| panic!("no free port: {error}"));
        let address = listener.local_addr().unwrap_or_else(|error| panic!("no address: {error}"));
        let shared = Arc::<Shared>::default();
        let passing = Arc::clone(&shared);
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let (shared, backend) = (Arc::clone(&passing), backend.clone());
                // A browser that closes its end early is no concern of the network.
                thread::spawn(move || exchange(browser, &backend, &shared).unwrap_or(()));
            }
        });
        Self { address: format!("http://{address}"), shared }
    }

    /// `http://127.0.0.1:…`
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next `times` requests of this method and path (`POST /v2/…`) suffer this; with `*` at its end, those that begin
    /// so. What was planned last counts.
    pub fn plan(&self, request: &str, fault: Fault, times: usize) {
        self.shared.state().planned.push(Planned { request: request.to_owned(), fault, left: times });
    }

    /// From now on nothing happens.
    pub fn mend(&self) {
        self.shared.state().planned.clear();
    }

    /// How many such requests there were.
    #[must_use]
    pub fn asked(&self, request: &str) -> usize {
        self.shared.state().asked.iter().filter(|asked| is_meant(asked, request)).count()
    }

    /// Waits until such a request is on its way.
    ///
    /// # Panics
    /// When none comes within half a minute.
    pub async fn until_asked(&self, request: &str) {
        let since = Instant::now();
        while self.asked(request) == 0 {
            assert!(since.elapsed() < PATIENCE, "nobody asked {request}");
            tokio::time::sleep(PAUSE).await;
        }
    }
}
