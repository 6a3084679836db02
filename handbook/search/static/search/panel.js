// @ts-check
/* Panel: the field and the answers under it, in a dialog or in the search page. A combobox with a list as the
   WAI-ARIA Authoring Practices describe it (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the focus stays
   in the field, the arrow keys move through the answers. */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));

  const CERTAINTY = /** @type {Record<string, string>} */ ({
    high: "●●●● High certainty",
    moderate: "●●●○ Moderate certainty",
    low: "●●○○ Low certainty",
    "very low": "●○○○ Very low certainty",
    practice: "◆ Practice advice, no direct evidence",
  });
  const KIND = /** @type {Record<string, string>} */ ({ term: "Glossary", page: "Page", file: "PDF" });
  const SHOWN = 12; // answers
  const EXCERPT = 190; // characters
  const DEFINITION = 420;
  const SETTLED = 150; // milliseconds after the last key press, when the address takes the words

  /** @template {keyof HTMLElementTagNameMap} T
   *  @param {T} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} content
   *  @returns {HTMLElementTagNameMap[T]} */
  const make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };

  /** The places of a text where a word stands that was searched.
   *  @param {string} text @param {HandbookSearch.Engine} engine @param {Set<string>} stems
   *  @returns {[number, number][]} start and end of each */
  const places = (text, engine, stems) => {
    /** @type {[number, number][]} */
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
      const words = engine.words.split(match[0]);
      if (words.some((word) => !engine.words.stop.has(word) && stems.has(engine.words.stem(word)))) found.push([match.index, match.index + match[0].length]);
    }
    return found;
  };

  /** A text with the searched words marked, cut around the first of them.
   *  @param {string} text @param {HandbookSearch.Engine} engine @param {Set<string>} stems @param {number} longest
   *  @returns {(Node | string)[]} */
  const marked = (text, engine, stems, longest) => {
    let shown = text;
    let lead = "";
    if (text.length > longest) {
      const first = places(text, engine, stems)[0]?.[0] ?? 0;
      const from = first > longest * 0.6 ? text.lastIndexOf(" ", first - longest * 0.3) + 1 : 0;
      const until = text.lastIndexOf(" ", from + longest);
      shown = text.slice(from, until > from + longest / 2 && from + longest < text.length ? until : from + longest);
      lead = from > 0 ? "… " : "";
      if (from + longest < text.length) shown += " …";
    }
    /** @type {(Node | string)[]} */
    const pieces = [lead];
    let after = 0;
    for (const [start, end] of places(shown, engine, stems)) {
      pieces.push(shown.slice(after, start), make("mark", {}, shown.slice(start, end)));
      after = end;
    }
    return [...pieces, shown.slice(after)];
  };

  /** Mark the searched words of a landing place, without touching the page (CSS Custom Highlight API).
   *  @param {Element} around @param {HandbookSearch.Engine} engine @param {string} query */
  space.highlight = (around, engine, query) => {
    if (!("highlights" in CSS) || typeof Highlight === "undefined") return;
    const stems = new Set(engine.search(query, 1).stems);
    const ranges = [];
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 200; node = walker.nextNode()) {
      for (const [start, end] of places(node.textContent ?? "", engine, stems)) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, end);
        ranges.push(range);
      }
    }
    CSS.highlights.set("handbook-search", new Highlight(...ranges));
  };

  class Panel {
    /** @param {Promise<HandbookSearch.Engine>} ready @param {HTMLElement} [place] where it stands; a dialog when left out */
    constructor(ready, place) {
      /** @type {HandbookSearch.Engine | null} */
      this.engine = null;
      this.address = location.href;
      this.active = -1;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      this.sharing = undefined;
      /** @type {HTMLAnchorElement[]} */
      this.options = [];
      const own = place ? "page" : "dialog";
      this.list = make("div", { role: "listbox", id: `handbook-search-list-${own}`, "aria-label": "Answers", class: "handbook-search-list" });
      this.input = make("input", {
        type: "search", role: "combobox", class: "handbook-search-input", "aria-autocomplete": "list", "aria-haspopup": "listbox",
        "aria-expanded": "false", "aria-controls": this.list.id, "aria-label": "Search the handbook", autocomplete: "off",
        autocapitalize: "none", spellcheck: "false", enterkeyhint: "go", maxlength: "10000", placeholder: "A word, a drug, a question …",
      });
      this.status = make("p", { role: "status", class: "handbook-search-status" });
      this.note = make("div", { class: "handbook-search-note" });
      const keys = make("p", { class: "handbook-search-keys", "aria-hidden": "true" });
      for (const [key, does] of /** @type {[string, string][]} */ ([["↑ ↓", "move"], ["Enter", "open"], ["Ctrl Enter", "new tab"], ["Esc", "close"]])) {
        keys.append(make("span", {}, make("kbd", {}, key), ` ${does}`));
      }
      const body = make("div", { class: "handbook-search-body" }, this.status, this.note, this.list);
      /** @type {HTMLDialogElement | null} */
      this.dialog = null;
      if (place) {
        place.classList.add("handbook-search-inline");
        place.replaceChildren(make("div", { class: "handbook-search-top" }, this.input), body);
      } else {
        const close = make("button", { type: "button", class: "handbook-search-close", "aria-label": "Close search" }, "✕");
        close.addEventListener("click", () => this.dialog?.close());
        this.dialog = make("dialog", { class: "handbook-search-dialog", "aria-label": "Search" }, make("div", { class: "handbook-search-top" }, this.input, close), body, keys);
        this.dialog.addEventListener("close", () => this.closed());
        this.dialog.addEventListener("click", (event) => {
          if (event.target === this.dialog) this.dialog?.close(); // outside of it
        });
        document.body.append(this.dialog);
      }
      this.input.addEventListener("input", () => this.answer());
      this.input.addEventListener("keydown", (event) => this.key(event));
      ready.then(
        (engine) => {
          this.engine = engine;
          this.answer();
        },
        () => {
          this.status.textContent = "Search could not be loaded. The index and the glossary list every word.";
        },
      );
    }

    /** @param {string} [query] */
    open(query) {
      if (this.dialog && !this.dialog.open) {
        this.address = location.href;
        this.dialog.showModal();
      }
      if (query !== undefined) this.input.value = query;
      this.input.focus();
      if (query === undefined) this.input.select();
      this.answer();
    }

    closed() {
      clearTimeout(this.sharing);
      try {
        history.replaceState(history.state, "", this.address);
      } catch {
        // some browsers forbid it in a folder; the address then keeps the words
      }
    }

    /** Make the address one that can be shared: it opens the same answers. */
    share() {
      const query = this.input.value.trim();
      const address = new URL(location.href);
      if (query) {
        address.search = `?q=${encodeURIComponent(query.slice(0, 400))}`;
        address.hash = "";
      }
      try {
        history.replaceState(history.state, "", query ? address.href : this.dialog ? this.address : address.pathname);
      } catch {
        // as above
      }
    }

    answer() {
      const query = this.input.value;
      // Not at each key press: browsers take their time for it, and refuse more than some of them.
      clearTimeout(this.sharing);
      this.sharing = setTimeout(() => this.share(), SETTLED);
      if (!this.engine) {
        this.status.textContent = query ? "Loading the index …" : "";
        return;
      }
      const topical = /[\p{L}\p{N}]/u.test(query);
      const found = topical ? this.engine.search(query, SHOWN) : null;
      this.show(query.trim().slice(0, 80), found);
    }

    /** @param {string} query @param {HandbookSearch.Found | null} found */
    show(query, found) {
      this.options = [];
      this.active = -1;
      this.input.removeAttribute("aria-activedescendant");
      const engine = this.engine;
      const groups = found && engine ? this.groups(engine, found) : [];
      this.list.replaceChildren(...groups);
      this.list.hidden = !groups.length;
      this.input.setAttribute("aria-expanded", String(groups.length > 0));
      const count = this.options.length;
      this.note.replaceChildren(...(found && engine ? this.remarks(engine, found, query) : this.hints(query)));
      this.status.textContent = !found ? "" : count ? `${count} ${count === 1 ? "answer" : "answers"}` : `Nothing in the handbook answers “${query}”.`;
    }

    /** @param {string} query */
    hints(query) {
      if (query) return [];
      return [make("p", {}, "Type as you speak: “brain fog”, “can I drive”, “NMDAR”. Misspellings are understood.")];
    }

    /** What the reader should know about how the query was read.
     *  @param {HandbookSearch.Engine} engine @param {HandbookSearch.Found} found @param {string} query
     *  @returns {Node[]} */
    remarks(engine, found, query) {
      const remarks = [];
      const corrected = Object.entries(found.corrected);
      if (found.hits.length && corrected.length) {
        remarks.push(make("p", {}, `Read as: ${corrected.map(([typed, read]) => `${read} (typed: ${typed.slice(0, 40)})`).join(", ")}`));
      }
      if (found.hits.length && found.unknown.length) {
        remarks.push(make("p", {}, `The handbook does not mention: ${found.unknown.join(", ").slice(0, 80)}`));
      }
      if (!found.hits.length) {
        const near = engine.near(query);
        if (near.length) {
          const links = near.map(({ href, title }) => make("li", {}, make("a", { href: space.root + href }, title)));
          remarks.push(make("p", {}, "Nearest terms:"), make("ul", { class: "handbook-search-near", "data-suggestion": "" }, ...links));
        }
        const links = engine.fallbacks.map(([title, address]) => make("li", {}, make("a", { href: space.root + address }, title)));
        remarks.push(make("ul", { class: "handbook-search-near", "data-suggestion": "" }, ...links));
      }
      return remarks;
    }

    /** The answers, those of one page together.
     *  @param {HandbookSearch.Engine} engine @param {HandbookSearch.Found} found */
    groups(engine, found) {
      const stems = new Set(found.stems);
      /** @type {HTMLElement[]} */
      const groups = [];
      let last = "";
      found.hits.forEach((hit) => {
        const landing = engine.landing(hit, found);
        const definition = landing.entry.kind === "term" && hit.place === found.term;
        const key = definition ? "definition" : `${landing.page.address}`;
        if (key !== last || !groups.length) {
          const id = `${this.list.id}-group-${groups.length}`;
          const name = definition ? "Definition" : landing.page.title;
          const part = definition || !landing.page.part ? [] : [make("span", { class: "handbook-search-part" }, landing.page.part, " › ")];
          groups.push(make("div", { role: "group", "aria-labelledby": id }, make("div", { id, class: "handbook-search-page" }, ...part, name)));
          last = key;
        }
        groups.at(-1)?.append(this.option(engine, landing, stems, definition));
      });
      return groups;
    }

    /** @param {HandbookSearch.Engine} engine @param {HandbookSearch.Landing} landing @param {Set<string>} stems
     *  @param {boolean} definition */
    option(engine, landing, stems, definition) {
      const { entry } = landing;
      const id = `${this.list.id}-${this.options.length}`;
      const option = make("a", { role: "option", id, tabindex: "-1", "aria-selected": "false", href: space.root + landing.href, class: `handbook-search-option is-${entry.kind}` });
      const trail = entry.kind === "term" ? [] : entry.kind === "claim" ? entry.trail.slice(0, -1) : entry.trail;
      const head = make("span", { class: "handbook-search-head" });
      if (trail.length) head.append(make("span", { class: "handbook-search-trail" }, `${trail.join(" › ")} › `));
      const [name = ""] = entry.names;
      const short = entry.kind === "term" && /\p{Lu}.*\p{Lu}/u.test(name) && name.length <= 8 ? ` (${name})` : "";
      head.append(make("span", { class: "handbook-search-title" }, ...marked(entry.title + short, engine, stems, 200)));
      const kind = entry.kind === "file" || entry.kind === "term" ? KIND[entry.kind] : landing.page.label || KIND[entry.kind];
      if (kind && !definition) head.append(make("span", { class: "handbook-search-kind" }, kind));
      option.append(head);
      if (landing.certainty) option.append(make("span", { class: "handbook-search-certainty" }, CERTAINTY[landing.certainty] ?? landing.certainty));
      const longest = definition || landing.certainty ? DEFINITION : EXCERPT;
      if (landing.text) option.append(make("span", { class: "handbook-search-excerpt" }, ...marked(landing.text, engine, stems, longest)));
      if (definition && entry.plain) option.append(make("span", { class: "handbook-search-plain" }, make("strong", {}, "In plain words: "), `${entry.plain}.`));
      option.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        this.go(option, false);
      });
      option.addEventListener("pointermove", () => {
        if (this.options[this.active] !== option) this.activate(this.options.indexOf(option), false);
      });
      this.options.push(option);
      return option;
    }

    /** @param {number} number @param {boolean} scroll */
    activate(number, scroll) {
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = number;
      const option = this.options[number];
      if (!option) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      this.input.setAttribute("aria-activedescendant", option.id);
      if (scroll) option.scrollIntoView({ block: "nearest" });
    }

    /** Follow an answer, and take along what was searched, so that the place can be marked.
     *  @param {HTMLAnchorElement} option @param {boolean} apart in a new tab */
    go(option, apart) {
      const address = new URL(option.href);
      const query = this.input.value.trim().slice(0, 400);
      if (!address.pathname.endsWith(".pdf")) {
        address.search = `?q=${encodeURIComponent(query)}`;
        address.hash ||= "top"; // an address without a place opens the answers, not the page
      }
      if (apart) {
        window.open(address.href, "_blank", "noopener");
        return;
      }
      clearTimeout(this.sharing);
      this.share(); // the way back leads to the answers
      if (!this.dialog || address.pathname !== location.pathname || address.search !== location.search) {
        location.assign(address.href);
        return;
      }
      this.address = address.href; // what closing leaves; the browser would not load the page again
      this.dialog.close();
      space.mark(address.hash, query)?.scrollIntoView();
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      if (event.isComposing) return;
      const count = this.options.length;
      if (event.key === "ArrowDown" && count) {
        event.preventDefault();
        this.activate((this.active + 1) % count, true);
      } else if (event.key === "ArrowUp" && count) {
        event.preventDefault();
        this.activate((this.active <= 0 ? count : this.active) - 1, true);
      } else if (event.key === "Enter") {
        event.preventDefault();
        const option = this.options[Math.max(0, this.active)];
        if (option) this.go(option, event.ctrlKey || event.metaKey);
      } else if (event.key === "Escape" && this.dialog) {
        event.preventDefault(); // the browser would only empty the field
        this.dialog.close();
      }
    }
  }

  space.Panel = Panel;
})();
