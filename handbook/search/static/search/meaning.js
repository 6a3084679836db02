// @ts-check
/* Meaning: how near in sense two texts are, however they are worded ("is my brain ruined", "brain damage"). Each
   word has a short vector (handbook/search/senses.py tells where they come from); the sense of a text is the sum of
   those of its words, rare words weighing more. Runs in the page and, for measurement, in Node. */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));

  const ZERO = 8; // digits stand for -7 to 7

  class Meaning {
    /** @param {[string, string]} senses @param {HandbookSearch.Words} lists */
    constructor([words, digits], lists) {
      const listed = words.split(" ");
      const width = digits.length / listed.length;
      this.size = width - 1;
      /** @type {Map<string, Int8Array>} by stem, each number with the weight of its word */
      this.vectors = new Map();
      listed.forEach((word, place) => {
        const own = digits.slice(place * width, (place + 1) * width);
        const weight = parseInt(own.charAt(0), 16);
        this.vectors.set(lists.stem(word), Int8Array.from(own.slice(1), (digit) => weight * (parseInt(digit, 16) - ZERO)));
      });
    }

    /** The sense of a text as a direction, of length 1; null when none of its words has one here.
     *  @param {Iterable<string>} stems @returns {Float32Array | null} */
    of(stems) {
      const sum = new Float32Array(this.size);
      for (const stem of stems) this.vectors.get(stem)?.forEach((value, at) => void (sum[at] = (sum[at] ?? 0) + value));
      const length = Math.hypot(...sum);
      return length ? sum.map((value) => value / length) : null;
    }

    /** How near two directions are: -1 to 1.
     *  @param {Float32Array} one @param {Float32Array} other */
    static near(one, other) {
      let sum = 0;
      for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
      return sum;
    }
  }

  space.Meaning = Meaning;
})();
