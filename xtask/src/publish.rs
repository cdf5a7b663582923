//! A site as files in a folder, with copies that are compressed beforehand.

use crate::{assemble::Site, compress};
use anyhow::{Result, anyhow, ensure};
use std::{collections::BTreeMap, fs, num::NonZero, path::Path, thread};

/// Writes a site into an empty folder, with compressed copies if wished. Gives the sizes.
pub fn write(site: &Site, to: &Path, compressed: bool) -> Result<BTreeMap<String, Sizes>> {
    if to.exists() {
        ensure!(
            to.join("index.html").exists() || fs::read_dir(to)?.next().is_none(),
            "{} is not a built site",
            to.display()
        );
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    let names = site.files.keys().map(String::as_str).collect::<Vec<_>>();
    // The largest are neighbours in name; dealt out in turn, both cores have work to the end.
    let lanes = thread::available_parallelism().map_or(1, NonZero::get);
    let deal = |lane| names.iter().copied().skip(lane).step_by(lanes).collect::<Vec<_>>();
    let mut sizes = BTreeMap::new();
    thread::scope(|scope| {
        let write_lane = |names: Vec<&str>| write_files(site, &names, to, compressed);
        let running = (0..lanes).map(|lane| scope.spawn(move || write_lane(deal(lane)))).collect::<Vec<_>>();
        for lane in running {
            sizes.extend(lane.join().map_err(|_| anyhow!("a thread panicked"))??);
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(sizes)
}

fn write_files(site: &Site, names: &[&str], to: &Path, compressed: bool) -> Result<Vec<(String, Sizes)>> {
    let mut sizes = Vec::new();
    for name in names {
        let bytes = &site.files[*name];
        if let Some(folder) = to.join(name).parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(to.join(name), bytes)?;
        let mut weight = Sizes { raw: bytes.len(), ..Sizes::default() };
        // config.json is edited where it is deployed; a compressed copy would hide the edit.
        if compressed && *name != "config.json" {
            let (brotli, gzip) = (compress::brotli(bytes)?, compress::gzip(bytes)?);
            (weight.brotli, weight.gzip) = (brotli.len(), gzip.len());
            fs::write(to.join(format!("{name}.br")), brotli)?;
            fs::write(to.join(format!("{name}.gz")), gzip)?;
        }
        sizes.push(((*name).to_owned(), weight));
    }
    Ok(sizes)
}

/// Bytes of one file.
#[derive(Clone, Copy, Default)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}
