//! What can be ticked in the form.

words! {
    /// What was done with the customer before.
    PresaleActivity {
        CustomerVisit = "CUSTOMER_VISIT",
        TechnicalExchange = "TECHNICAL_EXCHANGE",
        RequirementAnalysis = "REQUIREMENT_ANALYSIS",
        SolutionPresentation = "SOLUTION_PRESENTATION",
        ProofOfConcept = "PROOF_OF_CONCEPT",
        Quotation = "QUOTATION",
    }

    /// Services of the vendor that the opportunity is about.
    CloudService {
        Compute = "COMPUTE",
        Containers = "CONTAINERS",
        Storage = "STORAGE",
        Network = "NETWORK",
        Database = "DATABASE",
        BigData = "BIG_DATA",
        ArtificialIntelligence = "ARTIFICIAL_INTELLIGENCE",
        Security = "SECURITY",
        Migration = "MIGRATION",
        InternetOfThings = "INTERNET_OF_THINGS",
        Media = "MEDIA",
        Desktop = "DESKTOP",
    }

    /// What the partner wants of the vendor (proposed).
    SupportKind {
        SolutionDesign = "SOLUTION_DESIGN",
        TechnicalExchange = "TECHNICAL_EXCHANGE",
        PocResources = "POC_RESOURCES",
        Commercial = "COMMERCIAL",
        ExecutiveSponsor = "EXECUTIVE_SPONSOR",
        /// Excludes the others.
        None = "NONE",
    }
}
