//! Files that people attach.

/// A PDF of one empty page with exactly so many bytes, at least some hundred.
#[must_use]
pub fn pdf(bytes: usize) -> Vec<u8> {
    /// What the document needs besides its remark, and some.
    const REST: usize = 400;
    const OBJECTS: [&str; 3] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ];
    let mut text = format!("%PDF-1.7\n%{}\n", "x".repeat(bytes.saturating_sub(REST)));
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for (object, number) in OBJECTS.into_iter().zip(1..) {
        table = format!("{table}{:010} 00000 n \n", text.len());
        text = format!("{text}{number} 0 obj\n{object}\nendobj\n");
    }
    let start = text.len();
    let text = format!("{text}{table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    let mut content = text.into_bytes();
    content.resize(bytes, b'\n');
    content
}
