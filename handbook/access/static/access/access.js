// @ts-check
/* What the theme offers to a pointer alone, for the keyboard too. Without scripts the page is the theme's own. */
"use strict";

(() => {
  /** A menu of small screens: the theme's switch, and the button that works it. */
  class Menu {
    /** @param {HTMLInputElement} box @param {HTMLLabelElement[]} labels */
    constructor(box, labels) {
      this.box = box;
      this.buttons = labels.map((label) => this.button(label));
      box.addEventListener("change", () => this.tell());
      this.tell();
    }

    /** Put a button in the place of a label, which no keyboard reaches. @param {HTMLLabelElement} label */
    button(label) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `${label.className} menu-button`;
      button.setAttribute("aria-label", this.box.getAttribute("aria-label") ?? "Menu");
      button.append(...label.childNodes);
      button.addEventListener("click", () => this.set(!this.box.checked));
      label.replaceWith(button);
      return button;
    }

    /** @param {boolean} open */
    set(open) {
      this.box.checked = open;
      this.tell();
    }

    tell() {
      for (const button of this.buttons) button.setAttribute("aria-expanded", String(this.box.checked));
    }

    /** Close the menu and give the focus back to the button that is in sight. */
    close() {
      if (!this.box.checked) return;
      this.set(false);
      this.buttons.find((button) => button.offsetParent !== null)?.focus();
    }
  }

  /** @type {Menu[]} */
  const menus = [];
  for (const box of document.querySelectorAll("input.sidebar-toggle")) {
    if (!(box instanceof HTMLInputElement)) continue;
    const labels = [...document.querySelectorAll("label")].filter(
      (label) => label.htmlFor === box.id && !label.classList.contains("overlay"),
    );
    menus.push(new Menu(box, labels));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) for (const menu of menus) menu.close();
  });
  document.querySelector(".toc-drawer")?.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) for (const menu of menus) menu.set(false);
  });

  /** A table that is wider than the screen can be moved by keyboard; one that fits is no stop on the way. */
  const reachable = () => {
    let number = 0;
    for (const box of document.querySelectorAll(".table-wrapper")) {
      if (box.scrollWidth > box.clientWidth) {
        number += 1;
        const title = box.querySelector("caption")?.textContent?.trim() ?? "";
        box.setAttribute("tabindex", "0");
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", `Wide table ${number}${title && `: ${title}`}`);
      } else {
        for (const key of ["tabindex", "role", "aria-label"]) box.removeAttribute(key);
      }
    }
  };
  reachable();
  addEventListener("resize", reachable);
})();
