// @ts-check
/* Lets a reader try the cases of the self-check: choose, see whether it is right and why, keep count. What was
   chosen stays in this page and is gone when it is closed; nothing is stored and nothing is sent. Without this
   script every case shows its options, and its answer on request. */
"use strict";

(() => {
  /** @typedef {{box: HTMLElement, section: HTMLElement, title: string, roles: string[], answered: boolean,
   *   right: boolean}} Case */

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} children */
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /** @type {Case[]} */
  const cases = [];

  const score = make("p", { class: "self-check-score", role: "status" });

  const tell = () => {
    const shown = cases.filter((one) => !one.section.hidden);
    const answered = shown.filter((one) => one.answered);
    const right = answered.filter((one) => one.right).length;
    const missed = answered.filter((one) => !one.right);
    score.replaceChildren(
      answered.length === 0
        ? `${shown.length} cases. Choose an answer in each; your score stands here.`
        : `${right} of ${answered.length} answered right; ${shown.length - answered.length} left.`,
    );
    if (missed.length === 0) return;
    score.append(" Look again at: ");
    missed.forEach((one, place) => {
      const link = make("a", { href: `#${one.section.id}` }, one.title);
      score.append(...(place ? [", ", link] : [link]));
    });
    score.append(".");
  };

  /** @param {HTMLElement} box */
  const prepare = (box) => {
    const list = box.querySelector("ol.self-check-options");
    const details = box.querySelector("details");
    const section = box.closest("section");
    const answer = box.dataset["answer"] ?? "";
    if (!list || !details || !section) return;
    const heading = section.querySelector("h2, h3, h4");
    const title = (heading?.firstChild?.textContent ?? "").trim();
    /** @type {Case} */
    const one = {
      box,
      section,
      title,
      roles: (box.dataset["roles"] ?? "").split(";"),
      answered: false,
      right: false,
    };
    const form = make("form", { class: "self-check-form" });
    const group = make("fieldset", {}, make("legend", {}, "Your answer"));
    [...list.children].forEach((item, place) => {
      const letter = String.fromCharCode(65 + place);
      const radio = make("input", { type: "radio", name: `case-${box.dataset["case"]}`, value: letter });
      const words = make("span", {});
      // The words of an option may hold links and emphasis: they move as they are.
      words.append(make("strong", {}, `${letter}. `));
      const paragraph = item.children.length === 1 && item.firstElementChild?.tagName === "P";
      words.append(...(paragraph && item.firstElementChild ? item.firstElementChild : item).childNodes);
      group.append(make("label", {}, radio, words));
    });
    const said = make("p", { class: "self-check-said", role: "status" });
    const button = make("button", { type: "submit" }, "Check my answer");
    form.append(group, button, said);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = form.querySelector("input:checked");
      if (!(chosen instanceof HTMLInputElement)) {
        said.textContent = "Choose an answer first.";
        return;
      }
      const right = chosen.value === answer;
      // The first try counts: after that the reason has been seen.
      if (!one.answered) {
        one.answered = true;
        one.right = right;
      }
      said.className = `self-check-said ${right ? "self-check-is-right" : "self-check-is-wrong"}`;
      said.textContent = right ? "✓ Right." : `✗ Not quite: the better answer is ${answer}.`;
      details.open = true;
      tell();
    });
    list.replaceWith(form);
    cases.push(one);
  };

  /** @returns {HTMLElement} the choice of a role, which hides the cases of other roles. */
  const chooser = () => {
    const roles = [...new Set(cases.flatMap((one) => one.roles))];
    const select = document.createElement("select");
    select.append(new Option("every role", ""), ...roles.map((role) => new Option(role, role)));
    select.addEventListener("change", () => {
      for (const one of cases) one.section.hidden = !!select.value && !one.roles.includes(select.value);
      for (const part of document.querySelectorAll("article section")) {
        const own = [...part.querySelectorAll("section")].filter((inner) => inner.querySelector(".self-check"));
        if (own.length && !part.querySelector("h1")) {
          /** @type {HTMLElement} */ (part).hidden = own.every((inner) => /** @type {HTMLElement} */ (inner).hidden);
        }
      }
      tell();
    });
    return make("label", { class: "self-check-role" }, "Show the cases for ", select);
  };

  for (const box of document.querySelectorAll("div.self-check")) prepare(/** @type {HTMLElement} */ (box));
  const first = cases[0]?.section.parentElement;
  if (!first) return;
  const again = make("button", { type: "button", class: "self-check-again" }, "Start again");
  again.addEventListener("click", () => {
    for (const one of cases) {
      one.answered = false;
      one.box.querySelector("form")?.reset();
      const said = one.box.querySelector(".self-check-said");
      if (said) said.replaceChildren();
      const details = one.box.querySelector("details");
      if (details) details.open = false;
    }
    tell();
  });
  const bar = make("div", { class: "self-check-bar", role: "group", "aria-label": "Your self-check" });
  bar.append(chooser(), again, score);
  first.before(bar);
  tell();
})();
