// @ts-check
/* Postings: in which entries a stem stands, and how much it weighs there. The score is BM25F: a word counts by
   its field, less in a long field, and each further time less (Zaragoza et al. 2004, TREC-13; Robertson and
   Zaragoza 2009, The Probabilistic Relevance Framework, section 3.4). MiniSearch would hold them too, but takes
   several times as long to build and makes an object for each hit; `nox -s bench` shows both. */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));

  const SATURATION = 1.2; // k1: how soon a further time adds nothing
  const BY_LENGTH = 0.6; // b: how far a long field counts less

  class Postings {
    /** @param {Record<string, number>} boost weight of each field @param {string} unseen the field no reader sees */
    constructor(boost, unseen) {
      this.boost = Object.entries(boost);
      this.unseen = unseen;
      /** @type {string[][][]} stems by entry and field, until they are counted */
      this.waiting = [];
      this.lengths = this.boost.map(() => 0);
      this.filled = this.boost.map(() => 0);
      /** @type {Map<string, HandbookSearch.Posting>} */
      this.lists = new Map();
    }

    /** Take in an entry; they come in order. @param {Record<string, string[]>} fields */
    add(fields) {
      const stems = this.boost.map(([name]) => fields[name] ?? []);
      stems.forEach((some, field) => {
        this.lengths[field] = (this.lengths[field] ?? 0) + some.length;
        if (some.length) this.filled[field] = (this.filled[field] ?? 0) + 1;
      });
      this.waiting.push(stems);
    }

    /** Count the stems of an entry, once all are there and the usual lengths are known. @param {number} place */
    count(place) {
      this.boost.forEach(([name, boost], field) => {
        const stems = this.waiting[place]?.[field] ?? [];
        const usual = (this.lengths[field] ?? 0) / (this.filled[field] || 1);
        const weight = boost / (1 - BY_LENGTH + (BY_LENGTH * stems.length) / (usual || 1));
        for (const stem of stems) this.note(stem, place, weight, name !== this.unseen);
      });
      this.waiting[place] = [];
    }

    /** @param {string} stem @param {number} place @param {number} weight @param {boolean} shown */
    note(stem, place, weight, shown) {
      let list = this.lists.get(stem);
      if (!list) {
        list = { places: [], weights: [], shown: [] };
        this.lists.set(stem, list);
      }
      const last = list.places.length - 1;
      if (list.places[last] === place) {
        list.weights[last] = (list.weights[last] ?? 0) + weight;
        list.shown[last] ||= shown;
      } else {
        list.places.push(place);
        list.weights.push(weight);
        list.shown.push(shown);
      }
    }

    /** In how many entries a stem stands. @param {string} stem */
    frequency(stem) {
      return this.lists.get(stem)?.places.length ?? 0;
    }

    /** Call `each` with every entry where a stem stands, its score without rarity (0 to 1), and whether a reader
     *  sees it there. @param {string} stem @param {(place: number, score: number, shown: boolean) => void} each */
    visit(stem, each) {
      const list = this.lists.get(stem);
      if (!list) return;
      for (let at = 0; at < list.places.length; at += 1) {
        const weight = list.weights[at] ?? 0;
        each(list.places[at] ?? 0, weight / (weight + SATURATION), list.shown[at] ?? false);
      }
    }
  }

  space.Postings = Postings;
})();
