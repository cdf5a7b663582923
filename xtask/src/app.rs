//! The apps that are built for browsers: the product, and the job of the comparison (docs/performance.md).

/// What differs between them.
#[derive(Clone, Copy)]
pub struct App {
    pub package: &'static str,
    /// Makes each page a file of its own.
    pub split: &'static [&'static str],
    /// What it asks the API first, whoever asks and wherever; asked for before the app runs.
    pub asks: &'static [&'static str],
    /// Added to the product's style sheet.
    pub style: Option<&'static str>,
    pub entry: Entry,
    /// Part of the name that the split function of the help has; none where there is no help.
    pub help: Option<&'static str>,
}

/// The page whose wasm is asked for before the app runs.
#[derive(Clone, Copy)]
pub struct Entry {
    /// None: whatever the address is.
    pub paths: &'static [&'static str],
    /// Part of the name that the split function has.
    pub split_name: &'static str,
}

/// Where a partner's day begins: `src/app.rs`.
pub const PRODUCT: App = App {
    package: "partner-center",
    split: &["--features", "split"],
    asks: &[],
    style: None,
    entry: Entry { paths: &["/sales/customers"], split_name: "customers_page" },
    help: Some("help_pages"),
};

pub const SHARED_JOB: App = App {
    package: "partner-center-shared-job",
    split: &[],
    asks: &["/api/customers?offset=0&limit=50"],
    style: Some("benches/shared-job/style.css"),
    entry: Entry { paths: &[], split_name: "customers_page" },
    help: None,
};
