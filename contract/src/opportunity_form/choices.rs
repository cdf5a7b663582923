//! What can be ticked in the form.

use serde::{Deserialize, Serialize};

/// What was done with the customer before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PresaleActivity {
    CustomerVisit,
    TechnicalExchange,
    RequirementAnalysis,
    SolutionPresentation,
    ProofOfConcept,
    Quotation,
}

impl PresaleActivity {
    pub const ALL: [Self; 6] = [
        Self::CustomerVisit,
        Self::TechnicalExchange,
        Self::RequirementAnalysis,
        Self::SolutionPresentation,
        Self::ProofOfConcept,
        Self::Quotation,
    ];
}

/// Services of the vendor that the opportunity is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CloudService {
    Compute,
    Containers,
    Storage,
    Network,
    Database,
    BigData,
    ArtificialIntelligence,
    Security,
    Migration,
    InternetOfThings,
    Media,
    Desktop,
}

impl CloudService {
    pub const ALL: [Self; 12] = [
        Self::Compute,
        Self::Containers,
        Self::Storage,
        Self::Network,
        Self::Database,
        Self::BigData,
        Self::ArtificialIntelligence,
        Self::Security,
        Self::Migration,
        Self::InternetOfThings,
        Self::Media,
        Self::Desktop,
    ];
}

/// What the partner wants of the vendor (proposed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SupportKind {
    SolutionDesign,
    TechnicalExchange,
    PocResources,
    Commercial,
    ExecutiveSponsor,
    /// Excludes the others.
    None,
}

impl SupportKind {
    pub const ALL: [Self; 6] = [
        Self::SolutionDesign,
        Self::TechnicalExchange,
        Self::PocResources,
        Self::Commercial,
        Self::ExecutiveSponsor,
        Self::None,
    ];
}
