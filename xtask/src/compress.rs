//! Files compressed beforehand, so that a server or CDN sends them as they are.

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use std::io::Write;

/// Brotli at its best, with the window that browsers accept.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 24);
    writer.write_all(bytes)?;
    writer.flush()?;
    drop(writer);
    Ok(compressed)
}

/// Gzip at its best, without time or name: the same bytes for the same file.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}
