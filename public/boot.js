// Runs first, and outside of wasm: Trusted Types, what was chosen on this device, loading, version watch, and what is
// shown when loading or the app itself fails. What to load stands in the page's own <link>s, so the same file serves
// `trunk`, `cargo xtask serve` and the release.
(() => {
  "use strict";
  const root = document.documentElement;
  const build = root.dataset.build;
  const one = (selector) => document.querySelector(selector);
  const clear = () => { for (const part of document.querySelectorAll(".boot")) part.remove(); };
  const tried = (action) => { try { return action(); } catch { return null; } };

  // Static markup goes through <template>.innerHTML; nothing that could run or load may.
  window.trustedTypes?.createPolicy("default", {
    createHTML(html) {
      if (/<\/?(script|iframe|object|embed|base|meta|link|style)\b|[\s"'/]on\w+\s*=|javascript:/i.test(html)) {
        throw new TypeError("markup refused");
      }
      return html;
    },
  });

  const theme = tried(() => localStorage.getItem("theme"));
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const language = tried(() => localStorage.getItem("language")) ?? navigator.languages.find((tag) => /^(zh|en)/.test(tag));
  if (language) root.lang = language.startsWith("zh") ? "zh-CN" : "en-US";

  let stopped = false;
  const show = (id) => {
    stopped = true;
    clear();
    const dialog = one(id);
    const code = crypto.randomUUID?.().slice(0, 8) ?? Date.now().toString(36);
    dialog.querySelector("output").textContent = code;
    dialog.querySelector("button").onclick = () => location.reload();
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
    return code;
  };
  // After a panic the instance is dead. The page is not reloaded by itself: what stands on it can still be copied.
  const crash = (error) => { if (!stopped) console.error("crash", show("#crash"), build, error); };
  const dead = (error) => error instanceof WebAssembly.RuntimeError && (crash(error), true);
  addEventListener("error", (event) => dead(event.error));
  addEventListener("unhandledrejection", (event) => dead(event.reason));

  // Where somebody wants to go: the address changes only when the page's own file is there.
  let wanted;
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.origin === location.origin) wanted = { href: link.href, at: Date.now() };
  }, true);

  // Somebody goes elsewhere: what this page still waits for is given up, and Firefox tells the page before it is gone.
  let left = -Infinity;
  addEventListener("beforeunload", () => { left = Date.now(); });

  // A file is missing: most likely there is a newer release. Load it once per build and twice a minute at most, then say so.
  // Not while the page is being left: loading it again would take back where somebody goes.
  const missing = (error) => {
    if (stopped) return;
    const now = Date.now();
    if (now - left < 10_000) return setTimeout(missing, 10_000, error);
    const kept = tried(() => JSON.parse(sessionStorage.getItem("reloads"))) ?? [];
    const recent = kept.filter((reload) => now - reload.at < 60_000);
    const again = build && recent.length < 2 && !kept.some((reload) => reload.build === build);
    if (again && tried(() => (sessionStorage.setItem("reloads", JSON.stringify([...kept.slice(-9), { at: now, build }])), true))) {
      stopped = true;
      return now - wanted?.at < 60_000 && wanted.href !== location.href ? location.assign(wanted.href) : location.reload();
    }
    console.error("not loaded", show("#not-loaded"), build, error);
  };
  const never = new Promise(() => {});
  // The answer always says that it is wasm, so a server that doesn't cannot stop streaming compilation.
  const get = async (url, integrity) => {
    const answer = await fetch(url, integrity ? { integrity } : {});
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return new Response(answer.body, { headers: { "content-type": "application/wasm" } });
  };
  // Also called for each page's own wasm file, by the loader that `cargo xtask dist` makes.
  window.loadWasm = (url, integrity) =>
    get(url, integrity).catch(() => get(`${url}?r=1`, integrity)).catch((error) => (missing(error), never));

  const settings = async () => {
    const answer = await fetch("/config.json", { cache: "no-cache" });
    return answer.ok ? answer.json() : {};
  };
  const start = async () => {
    try {
      const wasm = one('link[rel="preload"][type="application/wasm"]');
      const code = loadWasm(wasm.href, wasm.dataset.integrity ?? wasm.integrity);
      // The page's own wasm is asked for now, not when the app has found out that it needs it.
      for (const page of document.querySelectorAll("template[data-paths]")) {
        if (page.dataset.paths.split(" ").includes(location.pathname)) document.head.append(page.content);
      }
      const config = settings();
      const app = await import(one('link[rel="modulepreload"]').href);
      root.dataset.apiBase = (await config).api_base ?? "";
      new MutationObserver((_, observer) => {
        if (one("body > :not(.boot, dialog, script, noscript, link)")) {
          observer.disconnect();
          clear();
        }
      }).observe(document.body, { childList: true });
      await app.default({ module_or_path: code });
    } catch (error) {
      dead(error) || missing(error);
    }
  };
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", start) : start();

  // Tells the app that a newer release is out; when to reload is the app's matter.
  let asked = Date.now();
  const watch = async () => {
    if (document.hidden || Date.now() - asked < 60_000) return;
    asked = Date.now();
    const version = await fetch("/version.json", { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({}));
    if (version.build && version.build !== build) dispatchEvent(new CustomEvent("pc:new-version", { detail: version.build }));
  };
  if (build) {
    addEventListener("focus", watch);
    setInterval(watch, 600_000);
  }
})();
