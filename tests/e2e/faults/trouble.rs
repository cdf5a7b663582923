//! What goes wrong: on the network, with the session, with the user's hands, with the browser.

use harness::Fault;

/// One kind of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The first try suffers, the next one doesn't.
    Once(Fault),
    /// Every try suffers until the network is mended.
    Always(Fault),
    /// No network at all, and then there is one.
    Offline,
    /// The session has ended when the last press comes.
    SessionEnds,
    /// The last press five times, as quickly as a nervous hand.
    FivePresses,
    /// The page is loaded again while the change is on its way.
    ReloadMeanwhile,
    /// Back and forward while the change is on its way.
    BackAndForward,
    /// The same in two tabs at once.
    TwoTabs,
    /// The clock of this machine is a day ahead, or behind.
    ClockOff(i32),
    /// Storage is full or forbidden.
    NoStorage,
}

impl Trouble {
    /// All of them: F01–F29 and F32 of the reliability policy; F30 and F31 are whole pages' matter (`pages.rs`, `files.rs`).
    pub fn all() -> Vec<Self> {
        let network = [
            Fault::LostBefore,
            Fault::ResetBefore,
            Fault::LostAfter,
            Fault::ResetAfter,
            Fault::Broken,
            Fault::BrokenAfter,
            Fault::Gateway(502),
            Fault::Gateway(503),
            Fault::GatewayAfter(504),
            Fault::Gateway(429),
            Fault::Garbage,
            Fault::Captive,
            Fault::Empty,
            Fault::CutShort,
            Fault::CutOff,
            Fault::StalledBefore,
            Fault::StalledInBody,
        ];
        let mut all = network.iter().copied().map(Self::Once).collect::<Vec<_>>();
        all.extend(network.map(Self::Always));
        all.extend([
            Self::Once(Fault::Drip),
            Self::Once(Fault::Twice),
            Self::Once(Fault::Late(3_000)),
            // F22: a permission is gone; F23: somebody else was quicker.
            Self::Always(Fault::Refusal(403, "CBC.0151")),
            Self::Always(Fault::Refusal(412, "CBC.99100003")),
            Self::Offline,
            Self::SessionEnds,
            Self::FivePresses,
            Self::ReloadMeanwhile,
            Self::BackAndForward,
            Self::TwoTabs,
            Self::ClockOff(24),
            Self::ClockOff(-24),
            Self::NoStorage,
        ]);
        all
    }
}
