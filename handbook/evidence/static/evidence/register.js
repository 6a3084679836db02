// @ts-check
/* Filters the summary of evidence in the page. Without this script the table is there whole. What is chosen stands
   in the address, so that a filtered table can be linked; nothing is stored and nothing is sent. */
"use strict";

(() => {
  const GRADES = ["high", "moderate", "low", "very-low", "practice"];

  /** @typedef {{row: HTMLElement, text: string, certainty: string, part: string, checked: string,
   *    sources: Map<string, string>, caution: boolean}} Entry */
  /** @typedef {{name: string, value: string, label: string}} Choice */

  /** @param {string} text @returns {string} small letters without accents, to compare by. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** @param {Element} row @param {string} prefix @returns {string} what a class of the row tells. */
  const mark = (row, prefix) =>
    [...row.classList].find((name) => name.startsWith(prefix))?.slice(prefix.length) ?? "";

  /** @param {HTMLElement} row @returns {Entry} */
  const read = (row) => {
    /** @type {Map<string, string>} */
    const sources = new Map();
    for (const link of row.querySelectorAll("a[href*='#cite-']")) {
      const key = link.getAttribute("href")?.split("#cite-")[1] ?? "";
      sources.set(key, link.textContent?.trim() ?? "");
    }
    return {
      row,
      text: plain(row.textContent ?? ""),
      certainty: mark(row, "certainty-"),
      part: row.querySelector(".register-part")?.textContent?.trim() ?? "",
      checked: mark(row, "checked-"),
      sources,
      caution: row.classList.contains("with-caution"),
    };
  };

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /** @param {string} name @param {string} label @param {HTMLElement} control */
  const field = (name, label, control) => {
    control.id = `register-${name}`;
    control.setAttribute("name", name);
    return make("div", { class: "register-field" }, make("label", { for: control.id }, label), control);
  };

  /** @param {string} name @param {string} label @param {string} all @param {Iterable<[string, string]>} choices */
  const select = (name, label, all, choices) => {
    const options = [make("option", { value: "" }, all)];
    for (const [value, words] of choices) options.push(make("option", { value }, words));
    return field(name, label, make("select", {}, ...options));
  };

  /** @param {Entry[]} entries @returns {HTMLFormElement} */
  const build = (entries) => {
    const words = new Map(
      entries.map((entry) => [
        entry.certainty,
        entry.row.querySelector(".certainty-word")?.textContent?.trim() ?? entry.certainty,
      ]),
    );
    const grades = GRADES.filter((grade) => words.has(grade));
    const parts = new Set(entries.map((entry) => entry.part).filter(Boolean));
    const sources = new Map(entries.flatMap((entry) => [...entry.sources]));
    const byName = [...sources].sort(([, one], [, other]) => one.localeCompare(other));
    const caution = field("caution", "Only those with a caution", make("input", { type: "checkbox", value: "yes" }));
    caution.classList.add("register-check");
    const form = make(
      "form",
      { class: "register-filter", role: "search", "aria-label": "Filter the statements" },
      field("words", "Words in the statement", make("input", { type: "search", autocomplete: "off" })),
      select("certainty", "Certainty", "any", grades.map((grade) => [grade, words.get(grade) ?? grade])),
      select("part", "Part of the handbook", "all", [...parts].map((part) => [part, part])),
      select("source", "Source", "any", byName),
      field("from", "Checked from", make("input", { type: "date" })),
      field("to", "Checked until", make("input", { type: "date" })),
      caution,
      make("button", { type: "reset" }, "Show all"),
    );
    return /** @type {HTMLFormElement} */ (form);
  };

  /** @param {Entry} entry @param {(name: string) => string} chosen @returns {boolean} */
  const matches = (entry, chosen) =>
    plain(chosen("words")).split(/\s+/).every((word) => entry.text.includes(word)) &&
    (!chosen("certainty") || entry.certainty === chosen("certainty")) &&
    (!chosen("part") || entry.part === chosen("part")) &&
    (!chosen("source") || entry.sources.has(chosen("source"))) &&
    (!chosen("from") || entry.checked >= chosen("from")) &&
    (!chosen("to") || entry.checked <= chosen("to")) &&
    (!chosen("caution") || entry.caution);

  /** Put the choice into the address, or leave the address as it is where the browser allows no change of it.
   * @param {FormData} data */
  const share = (data) => {
    const address = new URL(location.href);
    const kept = [...data].filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]);
    address.search = new URLSearchParams(kept).toString();
    try {
      history.replaceState(null, "", address);
    } catch {
      // An address that cannot be changed costs the reader nothing but the link to share.
    }
  };

  /** @param {HTMLFormElement} form */
  const restore = (form) => {
    const asked = new URLSearchParams(location.search);
    for (const control of form.elements) {
      if (control instanceof HTMLInputElement && control.type === "checkbox") {
        control.checked = asked.get(control.name) === control.value;
      } else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
        control.value = asked.get(control.name) ?? "";
        if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.value = "";
      }
    }
  };

  const table = document.querySelector(".claim-register table.claim-table");
  const place = table?.closest(".claim-register");
  if (!table || !place) return;
  const entries = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll("tbody > tr"))].map(read);
  const form = build(entries);
  const status = make("p", { class: "register-status", role: "status" });

  const apply = () => {
    const data = new FormData(form);
    const chosen = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
    let shown = 0;
    for (const entry of entries) {
      const match = matches(entry, chosen);
      entry.row.hidden = !match;
      shown += Number(match);
    }
    const filtered = shown < entries.length;
    status.textContent = filtered
      ? `${shown || "No"} of ${entries.length} statements ${shown === 1 ? "is" : "are"} shown.`
      : `All ${entries.length} statements are shown.`;
    if (!shown) status.textContent = "No statement matches. Choose less, or show all.";
    share(data);
  };

  restore(form);
  place.prepend(form, status);
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply)); // the controls are empty only after this event
  window.addEventListener("popstate", () => {
    restore(form);
    apply();
  });
  apply();
})();
