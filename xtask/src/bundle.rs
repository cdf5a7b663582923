//! From the app's crate to JavaScript and wasm: cargo, then wasm-bindgen, and for the release wasm-split between them.
//! The tools are libraries here, so there is nothing to install for a build.

use crate::{app::App, call, place, steps::Step, tools};
use anyhow::{Context, Result, anyhow};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// The app as files that a browser loads, with the names that the tools gave them.
pub struct Bundle {
    /// The module that `boot.js` imports.
    pub app_js: String,
    /// Loads the pages' own wasm files; only with split pages.
    pub split_js: Option<String>,
    pub main_wasm: Vec<u8>,
    /// Split pages and what they share, by the name in `split_js`.
    pub chunks: BTreeMap<String, Vec<u8>>,
    /// Names in `chunks` by the split function that needs them.
    pub needs: BTreeMap<String, Vec<String>>,
}

/// How the app is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build. Names of functions go here too, a third of a file that is large already; `trunk serve` keeps them.
    Dev,
    /// Small; one wasm file.
    Release,
    /// Small; each page in a file of its own.
    Split,
}

impl Profile {
    const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release | Self::Split => "release",
        }
    }
}

/// Compiles the app; gives the path of the wasm file.
pub fn compile(step: &Step, app: &App, profile: Profile) -> Result<PathBuf> {
    let mut cargo = call::cargo(if profile == Profile::Split { "rustc" } else { "build" });
    cargo.args(["--package", app.package, "--bin", app.package, "--target", tools::WASM]);
    if profile != Profile::Dev {
        cargo.arg("--release");
        release_flags(&mut cargo)?;
    }
    if profile == Profile::Split {
        // wasm-split needs to know which function refers to which.
        cargo.args(app.split).args(["--", "-Clink-args=--emit-relocs"]);
    }
    step.call(&mut cargo)?;
    Ok(place::target().join(tools::WASM).join(profile.folder()).join(format!("{}.wasm", app.package)))
}

/// What a release is compiled with. The same source gives the same bytes in any folder: no path of this machine ends up
/// in the wasm.
fn release_flags(cargo: &mut std::process::Command) -> Result<()> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sources = cargo_home.join("registry/src");
    if !sources.is_dir() {
        let status = call::cargo("fetch").args(["--target", tools::WASM]).status()?;
        anyhow::ensure!(status.success(), "cargo fetch ended with {status}");
    }
    // Components without their types in one another: 8 % less code (docs/decisions/0010-what-the-first-view-weighs.md).
    let mut flags = vec!["--cfg=erase_components".to_owned()];
    flags.push(format!("--remap-path-prefix={}=.", place::root().display()));
    let mut registries = fs::read_dir(&sources)?.collect::<Result<Vec<_>, _>>()?;
    registries.sort_by_key(fs::DirEntry::file_name);
    flags.extend(
        registries.iter().map(|registry| format!("--remap-path-prefix={}=crates", registry.path().display())),
    );
    // For the browser's target only: programs of this machine are not built anew.
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    Ok(())
}

/// One wasm file and its module.
pub fn whole(wasm: &Path) -> Result<Bundle> {
    let folder = scratch("whole")?;
    bindgen(wasm, &folder, false)?;
    Ok(Bundle {
        app_js: read_text(&folder.join("app.js"))?,
        split_js: None,
        main_wasm: read(&folder.join("app_bg.wasm"))?,
        chunks: BTreeMap::new(),
        needs: BTreeMap::new(),
    })
}

/// Each page in a wasm file of its own.
pub fn split(wasm: &Path) -> Result<Bundle> {
    let folder = scratch("split")?;
    let main = folder.join("main.wasm");
    let input = read(wasm)?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    options.link_name = SPLIT_JS;
    let split =
        wasm_split_cli_support::transform(options).map_err(|report| anyhow!("wasm-split: {report:?}"))?;
    bindgen(&main, &folder, true)?;
    let mut chunks = BTreeMap::new();
    for path in &split.split_modules {
        let name = path.file_stem().context("chunk without a name")?.to_string_lossy().into_owned();
        let bytes = read(path)?;
        chunks.insert(name, without_custom_sections(&bytes).context("chunk is not wasm")?);
    }
    Ok(Bundle {
        app_js: read_text(&folder.join("app.js"))?,
        split_js: Some(read_text(&folder.join(SPLIT_JS))?),
        main_wasm: read(&folder.join("app_bg.wasm"))?,
        chunks,
        needs: split.prefetch_map.into_iter().collect(),
    })
}

/// The name by which app.js imports the loader of split pages.
pub const SPLIT_JS: &str = "./__wasm_split.js";

fn bindgen(wasm: &Path, folder: &Path, is_split: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("app").web(true)?.typescript(false).omit_default_module_path(true);
    // Names and producers are a third of the file, and of no use to a visitor.
    bindgen.demangle(false).remove_name_section(true).remove_producers_section(true);
    bindgen.keep_lld_exports(is_split);
    bindgen.generate(folder).with_context(|| format!("wasm-bindgen on {}", wasm.display()))
}

fn scratch(name: &str) -> Result<PathBuf> {
    let folder = place::target().join("xtask/bundle").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}", path.display()))
}

/// The module without names and other notes (sections with id 0), which don't change what it does.
fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    let (header, mut rest) = wasm.split_at_checked(8)?;
    let mut kept = header.to_vec();
    while let [id, after_id @ ..] = rest {
        let (size, length) = leb128(after_id)?;
        let (section, after) = rest.split_at_checked(1 + length + size)?;
        if *id != 0 {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    Some(kept)
}

/// An unsigned number and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut number = 0_usize;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_are_left_out() {
        let header = b"\0asm\x01\0\0\0".to_vec();
        let (types, name) = (vec![1, 1, 0], vec![0, 5, 4, b'n', b'a', b'm', b'e']);
        let wasm = [header.clone(), types.clone(), name].concat();
        assert_eq!(without_custom_sections(&wasm), Some([header, types].concat()));
    }

    #[test]
    fn a_truncated_module_is_refused() {
        assert_eq!(without_custom_sections(b"\0asm\x01\0\0\0\x01\x7f"), None);
    }

    #[test]
    fn a_size_of_two_bytes_is_read() {
        assert_eq!(leb128(&[0xe5, 0x0e, 0]), Some((0x765, 2)));
    }
}
