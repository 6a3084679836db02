// @ts-check
/* Answers queries outside a browser, with the very scripts that a built site carries:
   node answer.js SITE/_static/search < queries.json > answers.json
   The input is a list of strings; the output has for each the addresses found, best first, and the time taken
   in milliseconds. */
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2] ?? "";
const limit = Number(process.argv[3] ?? 10);
/** @type {Record<string, any>} */
const page = { performance, console };
page.globalThis = page;
vm.createContext(page);
for (const name of ["minisearch.js", "stemmer.js", "words.js", "postings.js", "meaning.js", "engine.js"]) {
  vm.runInContext(fs.readFileSync(path.join(folder, name), "utf8"), page, { filename: name });
}
vm.runInContext("globalThis.stemmer = new EnglishStemmer();", page);
/** @type {any} */
let data = null;
page.handbookSearch.receive = (/** @type {any} */ received) => { data = received; };
vm.runInContext(fs.readFileSync(path.join(folder, "index.js"), "utf8"), page, { filename: "index.js" });

(async () => {
  const parts = { MiniSearch: page.MiniSearch, stemWord: (/** @type {string} */ word) => page.stemmer.stemWord(word) };
  const started = performance.now();
  const engine = await new page.handbookSearch.Engine(data, parts).build();
  const built = performance.now() - started;
  const answers = JSON.parse(fs.readFileSync(0, "utf8")).map((/** @type {string} */ query) => {
    const before = performance.now();
    const found = engine.search(query, limit);
    const took = performance.now() - before;
    const hits = found.hits.map((/** @type {any} */ hit) => {
      const { href, kind, title } = engine.landing(hit, found);
      return { href, kind, title, asked: hit.place === found.term, score: hit.score, cover: hit.cover, like: hit.like };
    });
    return { query, hits, took, known: found.known, unknown: found.unknown, corrected: found.corrected };
  });
  process.stdout.write(JSON.stringify({ built, answers }));
})();
