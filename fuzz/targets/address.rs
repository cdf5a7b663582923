//! Addresses of lists, from anywhere: whatever is understood is written so that it means the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partner_center::features::addresses::rewritten;

fuzz_target!(|query: &str| {
    for (list, href) in rewritten(query).iter().enumerate() {
        assert!(href.bytes().all(|byte| byte.is_ascii_graphic()), "{query:?} → {href}");
        let written = href.split_once('?').map_or("", |(_, query)| query);
        assert_eq!(&rewritten(written)[list], href, "{query:?}");
    }
});
