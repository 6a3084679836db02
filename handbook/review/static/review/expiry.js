// @ts-check
/* Tells the reader that a page is past its review date. It asks the reader's own clock, so that a copy on a
   stick or an intranet tells it too, years after it was built. Nothing is stored and nothing is sent. */
"use strict";

(() => {
  /** @param {string} name @returns {string} */
  const record = (name) => {
    const meta = document.querySelector(`meta[name="handbook-${name}"]`);
    return meta instanceof HTMLMetaElement ? meta.content : "";
  };

  /** Today as the reader's calendar has it, in the form of the record: 2027-05-23. */
  const today = () => {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /** @param {string} due @returns {string[]} what to tell, the short of it first; nothing before the day. */
  const message = (due) => {
    const words = record("review-by-words");
    const owner = record("review-owner");
    if (!due || today() < due) return [];
    if (today() === due) return ["Due for review today.", `This page may be used until the end of ${words}.`];
    return [
      "This page is out of date.",
      `It was to be reviewed by ${words} and may be wrong now. Do not rely on it: ask its owner (${owner}).`,
    ];
  };

  const show = () => {
    const [short, long] = message(record("review-by"));
    const place = document.querySelector("article[role=main], [role=main], main");
    const shown = document.querySelector(".review-expired");
    if (shown && short && shown.textContent === `⚠ ${short} ${long}`) return; // a screen reader reads it once
    shown?.remove();
    if (!short || !place) return;
    const banner = document.createElement("div");
    banner.className = "review-expired";
    banner.setAttribute("role", "alert");
    const strong = document.createElement("strong");
    strong.textContent = `⚠ ${short}`;
    banner.append(strong, ` ${long}`);
    place.prepend(banner);
  };

  /** In the review register, name what is overdue. */
  const mark = () => {
    for (const due of document.querySelectorAll(".review-due")) {
      const day = [...due.classList].find((name) => name.startsWith("due-"))?.slice(4) ?? "";
      if (!day || today() <= day || due.querySelector(".review-overdue")) continue;
      const word = document.createElement("strong");
      word.className = "review-overdue";
      word.textContent = " ⚠ overdue";
      due.append(word);
    }
  };

  const tell = () => {
    show();
    mark();
  };
  tell();
  // A page that stays open overnight on a ward's screen expires too.
  document.addEventListener("visibilitychange", tell);
  setInterval(tell, 10 * 60 * 1000);
})();
