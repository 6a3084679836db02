// @ts-check
/* Keeps an open page at the last good version of the handbook, and shows what is to be mended. Stands in the
   answers of the preview's server only. */
"use strict";

(() => {
  /**
   * @typedef {{ path: string, line: number, message: string, rule: string, page: string }} Finding
   * @typedef {{ version: string, findings: Finding[], pages: string[], began: number, seconds: number, ended?: boolean }} State
   * @typedef {{ path: string, id: string, above: number, y: number, open: number[] }} Place
   */
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.dataset : {};
  const version = own["version"] ?? "";
  const KEPT = "handbook-preview-place";
  const HIDDEN = "handbook-preview-hidden"; // what the writer put away, until something else is wrong

  /** @param {string} name @param {string} [words] @param {string} [kind] @returns {HTMLElement} */
  const element = (name, words = "", kind = "") => {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };

  /** @param {string} address @param {string} words @returns {HTMLElement} */
  const link = (address, words) => {
    const made = element("a", words);
    made.setAttribute("href", address);
    return made;
  };

  // -- the place on the page ----------------------------------------------------------------------------

  /** Note what stands at the top of the window: text above it may grow. */
  const keep = () => {
    const marks = [...document.querySelectorAll("article [id], main [id]")];
    const above = marks.filter((mark) => mark.getClientRects().length && mark.getBoundingClientRect().top <= 120);
    const last = above.at(-1);
    const open = [...document.querySelectorAll("details")].flatMap((fold, number) => (fold.open ? [number] : []));
    /** @type {Place} */
    const place = {
      path: location.pathname,
      id: last?.id ?? "",
      above: last ? last.getBoundingClientRect().top : 0,
      y: scrollY,
      open,
    };
    sessionStorage.setItem(KEPT, JSON.stringify(place));
    history.scrollRestoration = "manual"; // the browser would go back to the same distance from the top
  };

  const goBack = () => {
    const text = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (!text) return;
    /** @type {Place} */
    const place = JSON.parse(text);
    if (place.path !== location.pathname) return;
    const folds = document.querySelectorAll("details");
    for (const number of place.open) folds[number]?.setAttribute("open", "");
    const mark = place.id ? document.getElementById(place.id) : null;
    const y = mark ? scrollY + mark.getBoundingClientRect().top - place.above : place.y;
    scrollTo({ top: y, behavior: "instant" });
  };

  // -- what is told -------------------------------------------------------------------------------------

  /** @param {Finding} finding @returns {HTMLElement} */
  const item = (finding) => {
    const where = finding.line ? `${finding.path}, line ${finding.line}` : finding.path;
    const place = element("strong");
    place.append(finding.page ? link(`/${finding.page}.html`, where) : where);
    const one = element("li");
    one.append(place, element("span", finding.message));
    return one;
  };

  /** @param {State} state @returns {HTMLElement} */
  const report = (state) => {
    const count = state.findings.length;
    const box = element("section", "", "preview-report");
    box.setAttribute("aria-label", "Preview: to mend");
    const title = element("h2", count === 1 ? "1 mistake" : `${count} mistakes`);
    title.setAttribute("role", "alert");
    const words = element("p", "The page behind this is the last good version. It follows when all is mended.");
    const list = element("ol");
    list.append(...state.findings.map(item));
    const away = element("button", "Put away");
    away.setAttribute("type", "button");
    away.addEventListener("click", () => {
      sessionStorage.setItem(HIDDEN, JSON.stringify(state.findings));
      show(state);
    });
    box.append(title, away, words, list);
    return box;
  };

  /** @param {State} state @returns {HTMLElement} */
  const line = (state) => {
    const told = element("p", "", "preview-line");
    told.setAttribute("role", "status");
    if (state.ended) told.append("Preview ended. Start it again: python3 make.py serve");
    else if (state.findings.length) told.append(`Preview: ${state.findings.length} to mend, last good version shown`);
    else {
      const clock = new Date(state.began * 1000).toLocaleTimeString();
      told.append(`Preview: built at ${clock} in ${state.seconds} s`);
      for (const page of state.pages.filter((name) => !/^(genindex|search)$/.test(name)).slice(0, 3)) {
        told.append(" · ", link(`/${page}.html`, page));
      }
    }
    return told;
  };

  /** @param {State} state */
  const show = (state) => {
    for (const old of document.querySelectorAll(".preview-report, .preview-line")) old.remove();
    const away = sessionStorage.getItem(HIDDEN) === JSON.stringify(state.findings);
    if (!state.findings.length) sessionStorage.removeItem(HIDDEN);
    document.body.append(state.findings.length && !away && !state.ended ? report(state) : line(state));
  };

  /** @param {State} state */
  const follow = (state) => {
    if (!state.ended && state.version !== version) {
      keep();
      location.reload();
    } else {
      show(state);
    }
  };

  // -- the server ---------------------------------------------------------------------------------------

  /** One page of all that are open listens, and tells the others: a browser holds few connections. */
  const listen = () => {
    const others = new BroadcastChannel("handbook-preview");
    others.addEventListener("message", (event) => follow(event.data));
    navigator.locks.request("handbook-preview", () => {
      const source = new EventSource("/_preview/events");
      /** @param {State} state */
      const tell = (state) => {
        others.postMessage(state);
        follow(state);
      };
      /** @type {State} */
      const ended = { version, findings: [], pages: [], began: 0, seconds: 0, ended: true };
      source.addEventListener("message", (event) => tell(JSON.parse(event.data)));
      source.addEventListener("error", () => tell(ended)); // it goes on trying
      return new Promise(() => {}); // until this page is closed
    });
  };

  addEventListener("pagehide", () => {
    if (!sessionStorage.getItem(KEPT)) history.scrollRestoration = "auto"; // left by a link: as everywhere
  });
  addEventListener("load", async () => {
    goBack();
    const answer = await fetch(`/_preview/state?shown=${encodeURIComponent(version)}`);
    follow(await answer.json());
    listen();
  });
})();
