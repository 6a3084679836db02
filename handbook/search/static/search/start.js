// @ts-check
/* Start: the only part of search that every page loads. It waits for the reader to want to search, then loads
   the rest; it marks the place where a result has led. Classic scripts, because modules and requests fail when
   the handbook is opened from a folder. Nothing is stored and nothing is sent. */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));
  const root = document.documentElement.dataset["content_root"] ?? "./";
  const PARTS = ["minisearch.js", "stemmer.js", "words.js", "postings.js", "meaning.js", "engine.js", "panel.js", "index.js"];

  space.root = root;
  space.receive = (data) => {
    space.data = data;
  };

  // The security policy takes the address of a script from this maker alone, and it makes none but ours.
  const maker = { createScriptURL: (/** @type {string} */ name) => `${root}_static/search/${encodeURIComponent(name)}` };
  /** @type {typeof maker} */
  const addresses = /** @type {any} */ (window).trustedTypes?.createPolicy("handbook-search", maker) ?? maker;

  /** @param {string} name @returns {Promise<void>} */
  const script = (name) =>
    new Promise((done, fail) => {
      const element = document.createElement("script");
      element.src = addresses.createScriptURL(name);
      element.async = false; // they run in this order
      element.onload = () => done();
      element.onerror = () => fail(new Error(`cannot load ${name}`));
      document.head.append(element);
    });

  // Between two pieces of work the page may paint and take a key press.
  const pause = () => new Promise((/** @type {(value?: undefined) => void} */ go) => setTimeout(go));

  /** @type {Promise<HandbookSearch.Engine> | undefined} */
  let loading;
  /** Load everything, once. @returns {Promise<HandbookSearch.Engine>} */
  space.load = () => {
    loading ??= Promise.all(PARTS.map(script)).then(() => {
      const stemmer = new EnglishStemmer();
      const parts = { MiniSearch, stemWord: (/** @type {string} */ word) => stemmer.stemWord(word) };
      if (!space.data) throw new Error("the index holds nothing");
      return new space.Engine(space.data, parts).build(pause);
    });
    return loading;
  };

  /** @type {Promise<HandbookSearch.Panel> | undefined} */
  let panel;
  /** Open the dialog, with words in its field if any are given. @param {string} [query] */
  const open = (query) => {
    const ready = space.load();
    panel ??= loaded("panel.js").then(() => new space.Panel(ready));
    panel.then((one) => one.open(query)).catch(() => toSearchPage(query));
  };

  /** @param {string} name @returns {Promise<void>} */
  const loaded = async (name) => {
    while (!space.Panel) {
      const element = document.querySelector(`script[src$="search/${name}"]`);
      await new Promise((go, fail) => {
        element?.addEventListener("load", go, { once: true });
        element?.addEventListener("error", fail, { once: true });
      });
    }
  };

  /** Without the dialog there is still the page that lists what helps. @param {string} [query] */
  const toSearchPage = (query) => {
    if (document.getElementById("handbook-search-page")) return;
    location.href = `${root}search.html?q=${encodeURIComponent(query ?? "")}`;
  };

  /** @param {EventTarget | null} target @returns {boolean} whether somebody writes there */
  const isField = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const shortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isField(event.target);
    if (!shortcut && !slash) return;
    event.preventDefault();
    open();
  });

  // The field in the sidebar opens the dialog as soon as somebody taps it or writes in it. Focus alone does
  // not: who walks through the page with the keyboard would be thrown into it.
  for (const form of document.querySelectorAll("form.sidebar-search-container")) {
    const field = form.querySelector("input[name=q]");
    if (!(field instanceof HTMLInputElement)) continue;
    field.placeholder = "Search ( / )";
    field.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    const handOver = () => {
      const query = field.value;
      field.value = "";
      field.blur();
      open(query || undefined);
    };
    field.addEventListener("click", handOver);
    field.addEventListener("input", handOver);
    field.addEventListener("focus", () => void space.load().catch(() => {}));
    field.addEventListener("pointerenter", () => void space.load().catch(() => {}));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      handOver();
    });
  }

  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const arrived = asked !== "" && location.hash.length > 1;
  const onSearchPage = document.getElementById("handbook-search-page");

  /** The sign of the button, made piece by piece: the security policy lets no script turn text into HTML. */
  const magnifier = () => {
    /** @param {string} name @param {Record<string, string>} attributes */
    const draw = (name, attributes) => {
      const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
      return shape;
    };
    const line = { fill: "none", stroke: "currentColor", "stroke-width": "2.2", "stroke-linecap": "round" };
    const sign = draw("svg", { viewBox: "0 0 24 24", width: "20", height: "20", "aria-hidden": "true" });
    sign.append(draw("circle", { cx: "10.5", cy: "10.5", r: "6.5", ...line }), draw("path", { d: "m15.5 15.5 5 5", ...line }));
    return sign;
  };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "handbook-search-button";
  button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  button.append(magnifier());
  const label = document.createElement("span");
  label.textContent = "Search";
  button.append(label);
  button.addEventListener("pointerenter", () => void space.load().catch(() => {}));

  /** @param {string} hash @returns {string} the id that it names */
  const idIn = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return hash.slice(1); // a sign of per cent that somebody has typed
    }
  };

  /** Mark the place to which a result has led. */
  space.mark = (hash, query) => {
    const anchor = idIn(hash);
    const whole = anchor === "top" ? document.querySelector("article h1") : null; // the page as such
    const target = whole ?? document.getElementById(anchor) ?? document.getElementById(anchor.replace(/--\d+$/, ""));
    if (!target) return null;
    const place = target.tagName === "SECTION" ? (target.querySelector("h1, h2, h3, h4, h5, h6") ?? target) : target;
    for (const before of document.querySelectorAll(".handbook-search-landed")) before.classList.remove("handbook-search-landed");
    place.classList.add("handbook-search-landed");
    if (!whole && !document.getElementById(anchor)) target.scrollIntoView();
    const around = target.tagName === "DT" ? target.nextElementSibling : target.closest("section");
    void space
      .load()
      .then((engine) => around && space.highlight(around, engine, query))
      .catch(() => {});
    return place;
  };

  if (onSearchPage) {
    const ready = space.load();
    void loaded("panel.js").then(() => {
      new space.Panel(ready, onSearchPage).open(asked);
    });
  } else {
    if (arrived) {
      label.textContent = `Results for “${asked.length > 24 ? `${asked.slice(0, 24)}…` : asked}”`;
      button.classList.add("handbook-search-back");
      space.mark(location.hash, asked);
    } else if (asked) {
      open(asked);
    }
    button.addEventListener("click", () => open(arrived ? asked : undefined));
    document.body.append(button);
  }
  document.documentElement.classList.add("handbook-search-ready");
})();
