// @ts-check
/* Leads the reader of a page that has moved on: to where the place went that the address names, else to the
   page that took over. The links are those of the page; without scripts they stay, and the page leads on. */
"use strict";

(() => {
  const place = location.hash.slice(1);
  const named = place ? document.getElementById(place) : null;
  const link = named?.querySelector("a[href]") ?? document.querySelector(".moved-to");
  if (!(link instanceof HTMLAnchorElement)) return;
  const address = new URL(link.href);
  if (!named && place && !address.hash) address.hash = place; // a heading has its name there too
  location.replace(address);
})();
