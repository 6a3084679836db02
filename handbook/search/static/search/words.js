// @ts-check
/* Words: how text and queries are cut into words, and which words count as the same. Runs in the page and,
   for measurement, in Node. It knows no language: the lists come with the index (handbook/search/words.toml). */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));

  // A number with its decimals, or letters and digits together ("ca1", "5ht2a"); a sign of per cent is a word.
  const WORD = /\d+(?:[.,]\d+)+|[\p{L}\p{N}]+|%/gu;
  // "84mg" is typed as often as "84 mg".
  const WITH_UNIT = /^(\d+(?:[.,]\d+)*)(mg|mcg|ug|kg|g|ml|l|h|hr|hrs|hours?|min|mins|minutes?|days?|weeks?|months?|mmhg)$/;
  const ASCII = /^[\x20-\x7e\n]*$/;
  const MARKS = /\p{M}/gu;
  const APOSTROPHES = /['’‘ʼ]/g;

  /** Lower case, without accents and apostrophes.
   *  @param {string} text @returns {string} */
  const plain = (text) =>
    (ASCII.test(text) ? text.replace(/'/g, "") : text.normalize("NFKD").replace(MARKS, "").replace(APOSTROPHES, "")).toLowerCase();

  class Words {
    /** @param {HandbookSearch.Lists} lists @param {(word: string) => string} stemWord */
    constructor(lists, stemWord) {
      this.stop = new Set(lists.stop.map(plain));
      this.irregular = new Map(Object.entries(lists.irregular));
      /** @type {Map<string, [string, string][]>} spellings by their first two letters */
      this.spelling = new Map();
      for (const [british, american] of Object.entries(lists.spelling)) {
        const start = british.slice(0, 2);
        this.spelling.set(start, [...(this.spelling.get(start) ?? []), [british, american]]);
      }
      this.stemWord = stemWord;
      /** @type {Map<string, string>} */
      this.stems = new Map();
      this.setting = new Set(lists.setting.map((word) => this.stem(plain(word))));
      this.light = new Set(lists.light.map((word) => this.stem(plain(word))));
    }

    /** The words of a text in order, as they are written there but in lower case and without accents.
     *  @param {string} text @returns {string[]} */
    split(text) {
      const words = [];
      for (const word of plain(text).match(WORD) ?? []) {
        const unit = WITH_UNIT.exec(word);
        if (unit?.[1] && unit[2]) words.push(unit[1], unit[2]);
        else words.push(word);
      }
      return words;
    }

    /** What the forms of a word have in common, in either spelling.
     *  @param {string} word @returns {string} */
    stem(word) {
      let stem = this.stems.get(word);
      if (stem === undefined) {
        stem = this.stemWord(this.oneSpelling(this.irregular.get(word) ?? word));
        this.stems.set(word, stem);
      }
      return stem;
    }

    /** @param {string} word @returns {string} */
    oneSpelling(word) {
      const known = this.spelling.get(word.slice(0, 2)) ?? [];
      const found = known.find(([british]) => word.startsWith(british));
      return found ? found[1] + word.slice(found[0].length) : word;
    }

    /** The stems of the words that carry a topic; all of them when none does.
     *  @param {string} text @returns {string[]} */
    topic(text) {
      const words = this.split(text);
      const topical = words.filter((word) => !this.stop.has(word));
      return (topical.length ? topical : words).map((word) => this.stem(word));
    }
  }

  space.Words = Words;
})();
