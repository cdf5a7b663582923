//! From the app's crate to JavaScript and wasm: cargo, then wasm-bindgen, and for the release wasm-split between them.
//! The tools are libraries here, so there is nothing to install for a build.

use crate::{app::App, call, place, steps::Step, tools, wasm};
use anyhow::{Context, Result, anyhow, ensure};
use regex::{Captures, Regex};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::SplitWasm;

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

/// What several groups of pages share goes into a file for each set of groups, unless that file has fewer bytes than this: then
/// it goes into the main file. Eleven groups would make 383 files, most of them of some hundred bytes.
const WORTH_A_FILE: usize = 4_000;
/// Begins the names under which functions are exported to stay in the main file.
const PIN: &str = "__pin_";

/// Each group of pages in a wasm file of its own; what the group named `entry` shares with others is in the main file.
pub fn split(wasm: &Path, entry: &str) -> Result<Bundle> {
    let input = read(wasm)?;
    let first = scratch("first-split")?;
    let split = transform(&input, &first)?;
    let input = pinned(&input, &split, entry).context("wasm with names")?;
    let folder = scratch("split")?;
    let split = transform(&input, &folder)?;
    let files = split.split_modules.iter().map(|path| Ok((stem(path), read(path)?)));
    let mut files = files.collect::<Result<BTreeMap<_, _>>>()?;
    let script = without_data_files(&read_text(&folder.join(SPLIT_JS))?, &folder.join(MAIN), &mut files)?;
    bindgen(&folder.join(MAIN), &folder, true)?;
    let main = read(&folder.join("app_bg.wasm"))?;
    let mut chunks = BTreeMap::new();
    for (name, bytes) in files {
        chunks.insert(name, wasm::without_custom_sections(&bytes).context("chunk is not wasm")?);
    }
    Ok(Bundle {
        app_js: read_text(&folder.join("app.js"))?,
        split_js: Some(script),
        main_wasm: wasm::without_exports(&main, PIN).context("main file is not wasm")?,
        chunks,
        needs: split.prefetch_map.into_iter().collect(),
    })
}

/// Files that hold nothing but a few constants go into the main file, and out of the script that loads them, which is given.
fn without_data_files(script: &str, main: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> Result<String> {
    let is_data = |(name, bytes): (&String, &Vec<u8>)| {
        (name.starts_with("chunk_") && wasm::only_data(bytes).is_some()).then(|| name.clone())
    };
    let names = files.iter().filter_map(is_data).collect::<BTreeSet<_>>();
    let data = names.iter().filter_map(|name| wasm::only_data(files.get(name)?)).collect::<Vec<_>>();
    fs::write(main, wasm::with_data(&read(main)?, &data).context("main file is not wasm")?)?;
    files.retain(|name, _| !names.contains(name));
    // As wasm-split writes it: a loader for each file, and lists of loaders.
    let loader = Regex::new(r"(?s)/\*[^*]*\*/\s*const __(chunk_\d+) = makeLoad\(.*?\n, \[\]\);\n")?;
    let list = Regex::new(r"\[(__chunk_\d+(?:, __chunk_\d+)*)\]")?;
    let script = loader.replace_all(script, |found: &Captures| {
        if names.contains(&found[1]) { String::new() } else { found[0].to_owned() }
    });
    let script = list.replace_all(&script, |found: &Captures| {
        let is_left = |loader: &&str| !names.contains(loader.trim_start_matches('_'));
        format!("[{}]", found[1].split(", ").filter(is_left).collect::<Vec<_>>().join(", "))
    });
    let is_gone =
        |name: &String| !script.contains(&format!("__{name} ")) && !script.contains(&format!("__{name},"));
    ensure!(names.iter().all(is_gone), "wasm-split writes its loaders in another way");
    Ok(script.into_owned())
}

const MAIN: &str = "main.wasm";

fn transform(input: &[u8], folder: &Path) -> Result<SplitWasm> {
    let main = folder.join(MAIN);
    let mut options = wasm_split_cli_support::Options::new(input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    options.link_name = SPLIT_JS;
    wasm_split_cli_support::transform(options).map_err(|report| anyhow!("wasm-split: {report:?}"))
}

/// The module with everything exported that is shared and not worth a file, or shared by the entry: what is exported, and
/// what that needs, stays in the main file.
fn pinned(input: &[u8], split: &SplitWasm, entry: &str) -> Option<Vec<u8>> {
    let of_entry = split.prefetch_map.iter().find(|(name, _)| name.contains(entry)).map(|(_, needed)| needed);
    let all = wasm::defined_functions(input)?;
    let mut pins = BTreeSet::new();
    for path in &split.split_modules {
        let name = stem(path);
        let bytes = fs::read(path).ok()?;
        let weight = wasm::without_custom_sections(&bytes)?.len();
        let is_shared = name.starts_with("chunk_");
        let is_first = of_entry.is_some_and(|needed| needed.contains(&name));
        if is_shared && (is_first || weight < WORTH_A_FILE) {
            pins.extend(wasm::defined_functions(&bytes)?.keys().filter_map(|name| all.get(name)));
        }
    }
    wasm::with_exports(input, &pins, PIN)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
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
