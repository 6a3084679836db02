// @ts-check
/* Engine: finds and ranks the places of the handbook that answer a query. Runs in the page and, for
   measurement, in Node. MiniSearch holds the inverted indexes and does prefixes and edit distance; what is
   clinical about the search is here. How a query is answered: docs/searching.md. */
"use strict";

(() => {
  const space = (globalThis.handbookSearch ??= /** @type {any} */ ({}));

  const KINDS = /** @type {const} */ (["page", "section", "term", "claim", "file"]);
  // A word in the heading says more of what a section treats than one in its text.
  const BOOST = { title: 4, names: 4, questions: 2.5, context: 2.5, text: 1, inside: 0.6 };
  // How far a word that was not typed counts as the one that was.
  const WEIGHT = { exact: 1, name: 0.95, synonym: 0.85, everyday: 0.85, joined: 0.95, prefixUnknown: 0.85, prefixKnown: 0.4, swapped: 0.9, fuzzy: 0.8 };
  const LIGHT = 0.3; // of the weight of other words
  const SETTING = 0.6; // the same, of words for what the whole handbook is about
  const KNOWN = /** @type {Record<string, number>} */ ({ fuzzy: 0.9, begun: 0.4 }); // how far a word that was read as another counts as known
  const UNKNOWN = 0.9; // of the weight of the rarest word: a word the handbook lacks may be what matters
  const COMMON = 2; // weight up to which a word is everywhere in the handbook
  // How sure the first hit must be of itself, else nothing is shown: the log odds that a query is one of ours.
  const SURE = { bias: -8.7, strength: 1.5, cover: 7.5, like: 2, sense: 2.2, known: 5.4 };
  const WORTH = 0.06; // of the first hit's score; what has less is noise
  const COVERED_ENOUGH = 0.3; // share of the query's weight that a result must cover
  const RELEVANCE = 0.5; // powers of the factors of a score
  const COVER = 2;
  const ALIKE = 2.4;
  const LIKE = 4; // how far a question or heading that is the query lifts its place
  const SENSE = 1.5; // how far nearness in sense lifts a place
  const SENSE_FROM = 0.35; // nearness that counts for nothing
  const SENSE_POWER = 2;
  const SENSE_ALONE = 0.7; // nearness from which a place is found without any word of the query
  const SENSE_SCORE = 0.5; // what the nearest sense is worth beside words
  const SENSE_COVER = 0.15; // share of the query that a place of the nearest sense counts as covering
  const HEADING = 0.85; // likeness to a heading, beside that to a question: who asks wants the answer to it
  const ANSWERS = 0.6; // likeness from which a claim is the answer that its section gives
  const SHOWN = 0.35; // what remains of a place where the reader sees none of the words
  const OTHER_TERM = 0.75; // other definitions come after what the handbook says
  const STEM_ALONE = 0.5; // the same for those whose names hold no word of the query, only forms of one
  const OF_ONE_PAGE = 2; // hits of a page that are shown
  const LONGEST_PHRASE = 6; // words of a synonym
  const LONGEST_QUERY = 24; // words that are looked at
  const LONGEST_INPUT = 400; // characters that are looked at
  const LONGEST_WORD = 40;
  const SHORTEST_CORRECTED = 4; // letters; shorter words are near too many others
  const STUB = 3; // letters that may be left out at the end
  const OFTEN = 4; // times that a word must stand in the text to be taken for a misspelled one
  const ASKING = new Set("what whats is are a an the of does do define definition explain meaning mean means".split(" ")); // "what is"
  const IN_VIEW = 65; // words under a heading that a reader looks over
  const SLICE = 8; // milliseconds of work between two rests

  /** @typedef {{stems: string[], weight: number}} Alternative */
  /** @typedef {{word: string, weight: number, kind: string, away: number}} Reading */
  /** @typedef {{words: string[], alternatives: Alternative[], mass: number, known: number}} Slot */

  /** @typedef {{anchor: string, text: string, certainty: string, claim: number, stems: Set<string>}} Piece */

  class Engine {
    /** @param {HandbookSearch.Data} data
     *  @param {{MiniSearch: HandbookSearch.MiniSearchClass, stemWord: (word: string) => string}} parts */
    constructor(data, { MiniSearch, stemWord }) {
      this.words = new space.Words(data.words, stemWord);
      this.pages = data.pages;
      /** @type {HandbookSearch.Entry[]} */
      this.entries = data.entries.map((row) => ({
        page: row[0], kind: KINDS[row[1]] ?? "section", anchor: row[2], title: row[3], trail: row[4], inside: row[5],
        blocks: row[6].map((block) => (typeof block === "string" ? { anchor: "", text: block } : { anchor: block[0], text: block[1] })),
        questions: row[7] ?? [], certainty: row[8] ?? "", names: row[9] ?? [], plain: row[10] ?? "",
      }));
      /** @type {number[][]} the claims of each section */
      this.claims = this.entries.map(() => []);
      this.entries.forEach((entry, place) => {
        if (entry.kind === "claim" && entry.inside >= 0) this.claims[entry.inside]?.push(place);
      });
      this.postings = new space.Postings(BOOST, "questions");
      /** @type {Map<string, number>} how often each word as written is seen; synonyms that stand nowhere have 0 */
      this.seen = new Map();
      /** The same words as a tree: by their beginnings, and by what is nearly they. */
      this.vocabulary = new MiniSearch();
      /** @type {Set<string>} words of headings, names and questions */
      this.prominent = new Set();
      /** @type {Set<string>} words of other names and of everyday speech */
      this.spoken = new Set();
      /** @type {Set<string>} stems that a reader sees somewhere */
      this.printed = new Set();
      /** @type {Map<string, Alternative[]>} what else a phrase is called */
      this.concepts = new Map();
      /** @type {{words: string[], stems: string[]}[]} names and headings */
      this.named = [];
      /** @type {Map<string, number>} terms by each of their names */
      this.terms = new Map();
      /** @type {{entry: number, stems: string[], strength: number, mass: number}[]} */
      this.questions = [];
      /** @type {Map<string, number[]>} */
      this.questionsWith = new Map();
      this.meaning = data.senses ? new space.Meaning(data.senses, this.words) : null;
      /** @type {{place: number, direction: Float32Array, strength: number}[]} what each place says, in sense */
      this.senses = [];
      this.same = data.same;
      this.fallbacks = data.fallbacks;
      /** @type {Map<number, Piece[]>} */
      this.pieces = new Map();
      this.ready = false;
    }

    /** Build the inverted indexes, handing the page back to the reader every few milliseconds.
     *  @param {() => Promise<void>} [pause] */
    async build(pause) {
      let since = performance.now();
      const rest = async () => {
        if (pause && performance.now() - since > SLICE) {
          await pause();
          since = performance.now();
        }
      };
      for (let place = 0; place < this.entries.length; place += 1) {
        this.add(place);
        await rest();
      }
      for (let place = 0; place < this.entries.length; place += 1) {
        this.postings.count(place);
        await rest();
      }
      this.learnNames();
      this.learnQuestions();
      for (let place = 0; place < this.entries.length; place += 1) {
        this.learnSense(place);
        await rest();
      }
      for (const [word, times] of this.seen) this.vocabulary.set(word, times);
      this.ready = true;
      return this;
    }

    /** @param {number} place */
    add(place) {
      const entry = this.entry(place);
      const page = this.page(entry.page);
      const blocks = (/** @type {HandbookSearch.Entry} */ one) => one.blocks.map((block) => block.text).join(" \n ");
      const inside = (this.claims[place] ?? []).map((one) => blocks(this.entry(one)));
      const fields = {
        title: entry.title,
        names: `${entry.names.join(" ")} ${entry.kind === "page" ? page.label : ""}`,
        questions: entry.questions.join(" "),
        context: entry.kind === "term" ? "" : entry.kind === "page" ? page.part : `${page.title} ${entry.trail.join(" ")} ${page.label}`,
        text: `${blocks(entry)} ${entry.plain}`,
        inside: inside.join(" "),
      };
      /** @type {Record<string, string[]>} */
      const indexed = {};
      for (const [name, text] of Object.entries(fields)) {
        const stems = [];
        for (const word of this.words.split(text)) {
          if (this.words.stop.has(word)) continue;
          this.seen.set(word, this.times(word) + 1);
          const stem = this.words.stem(word);
          stems.push(stem);
          if (name !== "questions") this.printed.add(stem);
          if (name === "title" || name === "names" || name === "questions") this.prominent.add(word);
        }
        indexed[name] = stems;
      }
      this.postings.add(indexed);
    }

    /** Every name of a term leads to the others; an everyday word leads to the handbook's. */
    learnNames() {
      this.entries.forEach((entry, place) => {
        const names = [entry.title, ...entry.names];
        for (const name of entry.kind === "claim" ? [] : names) {
          const words = this.words.split(name).filter((word) => !this.words.stop.has(word));
          this.named.push({ words, stems: [...new Set(words.map((word) => this.words.stem(word)))] });
        }
        if (entry.kind !== "term") return;
        for (const name of names) {
          const key = this.nameKey(this.words.split(name));
          if (!this.terms.has(key)) this.terms.set(key, place);
          for (const other of names) {
            const weight = other === entry.title || other === entry.names[0] ? WEIGHT.name : WEIGHT.synonym;
            if (other !== name) this.learn(name, other, weight);
          }
        }
      });
      for (const [handbook, everyday] of this.same) {
        for (const phrase of everyday) for (const words of handbook) this.learn(phrase, words, WEIGHT.everyday);
      }
    }

    /** @param {string} phrase @param {string} other @param {number} weight */
    learn(phrase, other, weight) {
      for (const word of this.words.split(phrase)) {
        if (!this.seen.has(word)) this.seen.set(word, 0);
        this.spoken.add(word);
      }
      const key = this.key(this.words.topic(phrase));
      const stems = this.words.topic(other);
      if (key === this.key(stems)) return;
      const known = this.concepts.get(key) ?? [];
      if (!known.some((one) => one.stems.join(" ") === stems.join(" "))) known.push({ stems, weight });
      this.concepts.set(key, known);
    }

    learnQuestions() {
      this.entries.forEach((entry, place) => {
        if (entry.kind === "term") return;
        for (const text of [...entry.questions, entry.title]) {
          const heading = text === entry.title;
          const stems = [...new Set(this.words.topic(text))];
          const number = this.questions.length;
          this.questions.push({ entry: place, stems, strength: heading ? HEADING : 1, mass: stems.reduce((sum, stem) => sum + this.mass(stem), 0) });
          for (const stem of stems) this.questionsWith.set(stem, [...(this.questionsWith.get(stem) ?? []), number]);
        }
      });
    }

    /** @param {number} place */
    learnSense(place) {
      const entry = this.entry(place);
      if (!this.meaning || entry.kind === "file") return;
      const texts = entry.kind === "claim" ? [...entry.questions, entry.blocks[0]?.text ?? ""] : entry.kind === "term" ? [[entry.title, ...entry.names].join(" "), entry.plain] : [entry.title, ...entry.blocks.slice(0, 2).map((block) => block.text)];
      for (const text of texts) {
        const direction = this.meaning.of(this.words.split(text).filter((word) => !this.words.stop.has(word)).map((word) => this.words.stem(word)));
        if (direction) this.senses.push({ place, direction, strength: text === entry.title ? HEADING : 1 });
      }
    }

    /** How near the query is in sense to each place. @param {string[]} words @returns {Map<number, number>} */
    nearness(words) {
      /** @type {Map<number, number>} */
      const near = new Map();
      const asked = this.meaning?.of(words.filter((word) => !this.words.stop.has(word)).map((word) => this.words.stem(word)));
      if (!asked) return near;
      for (const { place, direction, strength } of this.senses) {
        const value = strength * space.Meaning.near(asked, direction);
        if (value > (near.get(place) ?? 0)) near.set(place, value);
      }
      return near;
    }

    /** A phrase in any order of its words: "blue lips", "lips blue".
     *  @param {string[]} stems */
    key(stems) {
      return [...stems].sort().join(" ");
    }

    /** @param {number} place @returns {HandbookSearch.Entry} */
    entry(place) {
      return /** @type {HandbookSearch.Entry} */ (this.entries[place]);
    }

    /** @param {number} place */
    page(place) {
      const [address, title, part, weight, label = ""] = /** @type {HandbookSearch.PageRow} */ (this.pages[place]);
      return { address, title, part, weight, label };
    }

    /** How much a stem tells one section from another (inverse document frequency).
     *  @param {string} stem @returns {number} */
    mass(stem) {
      const frequency = this.postings.frequency(stem);
      const count = this.entries.length;
      const rarity = frequency ? Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5)) : UNKNOWN * Math.log(1 + count);
      if (this.words.setting.has(stem)) return rarity * SETTING;
      return this.words.light.has(stem) || (!frequency && /^[\d.,]+$/.test(stem)) ? rarity * LIGHT : rarity;
    }

    /** What a typed word may be, the surest first: itself, a beginning of a word, a misspelling.
     *  @param {string} word @param {boolean} unfinished
     *  @returns {Reading[]} */
    readings(word, unfinished) {
      const known = this.seen.has(word) || this.postings.lists.has(this.words.stem(word));
      /** @type {Reading[]} */
      const found = known ? [{ word, weight: WEIGHT.exact, kind: "exact", away: 0 }] : [];
      if (unfinished && word.length >= 2 && !/^\d/.test(word)) {
        const weight = known ? WEIGHT.prefixKnown : WEIGHT.prefixUnknown;
        for (const longer of this.startingWith(word, known ? 3 : 16)) found.push({ word: longer, weight, kind: "prefix", away: 0 });
        if (found.length && !known) found.push(...this.misspellings(word, 1));
      }
      // A word that only unprinted questions hold may be a misspelling that somebody has put there.
      if (known && this.doubtful(word)) found.push(...this.misspellings(word).filter((one) => !this.doubtful(one.word)));
      if (found.length) return found;
      const near = this.misspellings(word);
      if (near[0] && near[0].away <= 1) found.push(...near);
      if (word.length >= 3 && !/^\d/.test(word)) {
        for (const longer of this.startingWith(word, 3)) found.push({ word: longer, weight: WEIGHT.prefixUnknown, kind: "begun", away: 0 });
      }
      return found.length ? found : near;
    }

    /** @param {string} word @returns {boolean} whether no reader sees it in the handbook */
    doubtful(word) {
      return this.times(word) > 0 && !this.printed.has(this.words.stem(word)) && !this.concepts.has(this.words.stem(word));
    }

    /** @param {string} start @param {number} limit @returns {string[]} */
    startingWith(start, limit) {
      return [...this.vocabulary.atPrefix(start).keys()]
        .filter((word) => word !== start)
        .sort((one, other) => this.times(other) - this.times(one) || (one < other ? -1 : 1))
        .slice(0, limit);
    }

    /** How often a word is seen. @param {string} word */
    times(word) {
      return this.seen.get(word) ?? 0;
    }

    /** Whether a misspelling may mean a word: it stands in a heading, a question, a name, or often. Else "statin"
     *  would be read as "static".
     *  @param {string} word @param {boolean} short typed in four letters: then both must hold @returns {boolean} */
    mayBeMeant(word, short) {
      const prominent = short ? this.prominent.has(word) && this.times(word) >= OFTEN : this.prominent.has(word) || this.spoken.has(word) || this.times(word) >= OFTEN;
      return prominent && !this.words.light.has(this.words.stem(word)) && !this.words.stop.has(word);
    }

    /** The nearest words, with the letters they are away.
     *  @param {string} word @param {number} [most] @returns {Reading[]} */
    misspellings(word, most = 3) {
      if (word.length < SHORTEST_CORRECTED || word.length > LONGEST_WORD || /\d/.test(word)) return [];
      if (this.words.light.has(this.words.stem(word))) return []; // an ordinary word, and no misspelt one
      for (let place = 0; place < word.length - 1; place += 1) {
        const swapped = word.slice(0, place) + word[place + 1] + word[place] + word.slice(place + 2);
        if (this.seen.has(swapped) && this.mayBeMeant(swapped, word.length < 5)) return [{ word: swapped, weight: WEIGHT.swapped, kind: "fuzzy", away: 1 }];
      }
      const distance = Math.min(most, word.length >= 13 ? 3 : word.length >= 9 ? 2 : 1);
      const near = [...this.vocabulary.fuzzyGet(word, distance).keys()]
        .filter((other) => other !== word && !/\d/.test(other) && this.mayBeMeant(other, word.length < 5))
        .map((other) => ({ other, away: space.distance(word, other) + (other[0] === word[0] ? 0 : 0.75) }))
        .filter((one) => one.away <= distance)
        .sort((one, other) => one.away - other.away || this.times(other.other) - this.times(one.other) || (one.other < other.other ? -1 : 1));
      const nearest = near[0]?.away ?? 0;
      return near.filter((one) => one.away === nearest).slice(0, 3).map((one) => ({ word: one.other, weight: WEIGHT.fuzzy, kind: "fuzzy", away: nearest }));
    }

    /** The query in slots: each a word or a phrase with everything that counts as the same.
     *  @param {string} query @returns {{slots: Slot[], corrected: Map<string, string>, read: string[], unfinished: boolean}} slots, corrections, and all words as read */
    understand(query) {
      const cut = query.slice(0, LONGEST_INPUT);
      const typed = this.words.split(cut).slice(0, LONGEST_QUERY);
      const unfinished = /[\p{L}\p{N}]$/u.test(cut);
      const words = this.joined(typed);
      const topical = words.filter((word) => !this.words.stop.has(word));
      const looked = this.withoutStub(topical.length ? topical : words, unfinished);
      /** @type {Map<string, string>} */
      const corrected = new Map();
      const read = looked.map((word, place) => {
        const last = unfinished && place === looked.length - 1 && word === words.at(-1);
        const readings = this.readings(word, last);
        if (readings[0]?.kind === "fuzzy") corrected.set(word, readings[0].word);
        return { word, readings, stem: this.words.stem(readings[0]?.word ?? word) };
      });
      const begun = unfinished ? this.begun(looked) : [];
      const whole = /** @type {Slot[]} */ (begun.length ? [{ words: looked, alternatives: begun, mass: Math.max(...begun.flatMap((one) => one.stems.map((stem) => this.mass(stem)))), known: 1 }] : []);
      if (whole.length) return { slots: whole, corrected, unfinished, read: words };
      /** @type {Slot[]} */
      const slots = [];
      for (let start = 0; start < read.length; ) {
        const length = this.phraseAt(read.map((one) => one.stem), start);
        slots.push(this.slot(read.slice(start, start + length)));
        start += length;
      }
      return { slots, corrected, unfinished, read: words.map((word) => corrected.get(word) ?? word) };
    }

    /** Leave out the first letters of a word that somebody is still typing, when nothing begins so.
     *  @param {string[]} words @param {boolean} unfinished @returns {string[]} */
    withoutStub(words, unfinished) {
      const last = words.at(-1) ?? "";
      const stub = unfinished && words.length > 1 && last.length < STUB && !this.readings(last, true).length;
      return stub ? words.slice(0, -1) : words;
    }

    /** The names and headings of which the words are the beginnings, word by word ("wor mem").
     *  @param {string[]} words @returns {Alternative[]} */
    begun(words) {
      const last = words.at(-1) ?? "";
      if (words.length < 2 || words.length > LONGEST_PHRASE || words.every((word) => this.seen.has(word))) return [];
      const found = this.named.filter((name) => words.every((word, at) => name.words[at]?.startsWith(word)) && last !== name.words[words.length - 1]);
      found.sort((one, other) => one.words.length - other.words.length);
      return found.slice(0, 3).map((name) => ({ stems: name.stems, weight: WEIGHT.prefixUnknown }));
    }

    /** Words that the handbook writes as one ("black out", "follow up") put together, and run-together ones parted.
     *  @param {string[]} typed @returns {string[]} */
    joined(typed) {
      const words = [];
      for (let place = 0; place < typed.length; place += 1) {
        const word = typed[place] ?? "";
        const next = typed[place + 1];
        const both = next === undefined ? "" : word + next;
        if (both.length > 4 && /^\D+$/.test(both) && this.seen.has(both) && !this.concepts.has(this.key([this.words.stem(word), this.words.stem(next ?? "")]))) {
          words.push(both);
          place += 1;
        } else {
          words.push(...this.parted(word));
        }
      }
      return words;
    }

    /** @param {string} word @returns {string[]} */
    parted(word) {
      if (word.length < 8 || word.length > LONGEST_WORD || this.seen.has(word) || this.postings.lists.has(this.words.stem(word))) return [word];
      for (let cut = 3; cut <= word.length - 4; cut += 1) {
        const [left, right] = [word.slice(0, cut), word.slice(cut)];
        if (this.words.light.has(this.words.stem(right)) || (cut < 4 && right.length < 6)) continue;
        if (this.times(left) > 0 && this.postings.lists.has(this.words.stem(right))) return [left, right];
      }
      return [word];
    }

    /** How many of the stems from `start` on make the longest phrase that has another name; at least 1.
     *  @param {string[]} stems @param {number} start */
    phraseAt(stems, start) {
      for (let length = Math.min(LONGEST_PHRASE, stems.length - start); length > 1; length -= 1) {
        if (this.concepts.has(this.key(stems.slice(start, start + length)))) return length;
      }
      return 1;
    }

    /** @param {{word: string, readings: Reading[], stem: string}[]} span @returns {Slot} */
    slot(span) {
      /** @type {Alternative[]} */
      const alternatives = [];
      const add = (/** @type {string[]} */ stems, /** @type {number} */ weight) => {
        if (stems.every((stem) => this.postings.lists.has(stem))) alternatives.push({ stems, weight });
      };
      const sure = Math.min(...span.map((one) => one.readings[0]?.weight ?? 0));
      const stems = span.map((one) => one.stem);
      const readable = span.every((one) => one.readings.length);
      if (readable) add(stems, sure);
      if (span.length === 1) for (const reading of span[0]?.readings ?? []) add([this.words.stem(reading.word)], reading.weight);
      const read = span.length === 1 ? (span[0]?.readings ?? []).map((one) => ({ key: this.words.stem(one.word), weight: one.weight })) : [{ key: this.key(stems), weight: sure }];
      for (const { key, weight } of read) {
        for (const other of this.concepts.get(key) ?? []) add(other.stems, other.weight * weight);
      }
      const literal = stems.reduce((sum, stem) => sum + this.mass(stem), 0) / Math.sqrt(stems.length);
      const named = alternatives.map((one) => Math.max(...one.stems.map((stem) => this.mass(stem))));
      const exact = span.length === 1 && alternatives[0]?.weight === WEIGHT.exact;
      const mass = exact || !named.length ? literal : Math.max(...named);
      const kind = span.length === 1 ? (span[0]?.readings[0]?.kind ?? "") : "";
      return { words: span.map((one) => one.word), alternatives, mass, known: alternatives.length ? (KNOWN[kind] ?? 1) : 0 };
    }
    /** Score and coverage of every entry that a slot touches.
     *  @param {Slot} slot @returns {Map<number, {score: number, cover: number, shown: number}>} */
    touched(slot) {
      /** @type {Map<number, {score: number, cover: number, shown: number}>} */
      const best = new Map();
      for (const { stems, weight } of slot.alternatives) {
        const whole = stems.reduce((sum, stem) => sum + this.mass(stem), 0) || 1;
        /** @type {Map<number, {score: number, share: number, seen: number}>} */
        const found = new Map();
        for (const stem of new Set(stems)) {
          const share = this.mass(stem) / whole;
          const rarity = this.mass(stem);
          this.postings.visit(stem, (place, score, shown) => {
            const sum = found.get(place) ?? { score: 0, share: 0, seen: 0 };
            sum.score += score * rarity;
            sum.share += share;
            if (shown) sum.seen += share;
            found.set(place, sum);
          });
        }
        for (const [place, { score, share, seen }] of found) {
          const cover = weight * share * share;
          const shown = weight * seen * seen;
          const before = best.get(place);
          best.set(place, {
            score: Math.max(score * cover, before?.score ?? 0),
            cover: Math.max(cover, before?.cover ?? 0),
            shown: Math.max(shown, before?.shown ?? 0),
          });
        }
      }
      return best;
    }

    /** How alike the query is to questions and headings: 1 when each covers the other.
     *  @param {Slot[]} slots @returns {Map<number, number>} the best likeness by entry */
    likeness(slots) {
      const whole = slots.reduce((sum, slot) => sum + slot.mass, 0) || 1;
      /** @type {Map<number, {query: number, question: number}>} */
      const shared = new Map();
      for (const slot of slots) {
        /** @type {Map<number, {weight: number, mass: number}>} */
        const best = new Map();
        for (const { stems, weight } of slot.alternatives) {
          /** @type {Map<number, number>} */
          const hits = new Map();
          for (const stem of new Set(stems)) for (const number of this.questionsWith.get(stem) ?? []) hits.set(number, (hits.get(number) ?? 0) + this.mass(stem));
          const mass = stems.reduce((sum, stem) => sum + this.mass(stem), 0) || 1;
          for (const [number, hit] of hits) {
            const value = weight * (hit / mass) ** 2;
            if (value > (best.get(number)?.weight ?? 0)) best.set(number, { weight: value, mass: hit });
          }
        }
        for (const [number, { weight, mass }] of best) {
          const sum = shared.get(number) ?? { query: 0, question: 0 };
          sum.query += slot.mass * weight;
          sum.question += mass * Math.min(1, weight);
          shared.set(number, sum);
        }
      }
      /** @type {Map<number, number>} */
      const alike = new Map();
      for (const [number, { query, question }] of shared) {
        const asked = this.questions[number];
        if (!asked) continue;
        const one = Math.min(1, query / whole);
        const other = Math.min(1, question / (asked.mass || 1));
        const value = (asked.strength * 2 * one * other) / (one + other || 1);
        if (value > (alike.get(asked.entry) ?? 0)) alike.set(asked.entry, value);
      }
      return alike;
    }

    /** Find what answers a query.
     *  @param {string} query @param {number} [limit] @returns {HandbookSearch.Found} */
    search(query, limit = 20) {
      const { slots, corrected, read, unfinished } = this.understand(query);
      const whole = slots.reduce((sum, slot) => sum + slot.mass, 0);
      const known = slots.reduce((sum, slot) => sum + slot.known * slot.mass, 0);
      const unknown = slots.filter((slot) => !slot.known).flatMap((slot) => slot.words);
      /** @type {HandbookSearch.Found} */
      const found = { hits: [], unknown, known: whole ? known / whole : 0, corrected: Object.fromEntries(corrected), stems: this.marked(slots), term: this.termAsked(read, unfinished) };
      if (!whole) return found;
      /** @type {Map<number, {score: number, cover: number, shown: number}>} */
      const sums = new Map();
      for (const slot of slots) {
        for (const [place, { score, cover, shown }] of this.touched(slot)) {
          const sum = sums.get(place) ?? { score: 0, cover: 0, shown: 0 };
          sum.score += score;
          sum.cover += (cover * slot.mass) / whole;
          sum.shown += (shown * slot.mass) / whole;
          sums.set(place, sum);
        }
      }
      const alike = this.likeness(slots);
      const near = this.nearness(read);
      const keys = read.map((word) => this.nameKey([word]));
      for (const [place, value] of near) if (value > SENSE_ALONE && !sums.has(place)) sums.set(place, { score: 0, cover: 0, shown: 0 });
      const scored = [];
      for (const [place, sum] of sums) {
        const like = alike.get(place) ?? 0;
        const sense = Math.max(0, (near.get(place) ?? 0) - SENSE_FROM) / (1 - SENSE_FROM);
        const more = (1 - sum.cover) * SENSE_COVER * sense;
        const cover = sum.cover + more;
        if (cover < COVERED_ENOUGH) continue;
        const entry = this.entry(place);
        const kind = entry.kind !== "term" ? 1 : this.names(place, keys) ? OTHER_TERM : STEM_ALONE;
        scored.push({ place, cover, like, sense, strength: sum.score / whole, score: (sum.score + SENSE_SCORE * sense) ** RELEVANCE * cover ** COVER * (SHOWN + (1 - SHOWN) * (sum.shown + more) / cover) * (1 + LIKE * like ** ALIKE) * (1 + SENSE * sense ** SENSE_POWER) * kind * this.page(entry.page).weight });
      }
      scored.sort((one, other) => other.score - one.score || one.place - other.place);
      const [best] = scored;
      if (found.term < 0 && (!best || this.sureness(best, found.known) < 0)) return found;
      const worth = (best?.score ?? 0) * WORTH;
      while ((scored.at(-1)?.score ?? worth) < worth) scored.pop();
      if (found.term >= 0 && !scored.some((one) => one.place === found.term)) scored.push({ place: found.term, cover: 1, like: 1, sense: 1, strength: 1, score: 0 });
      const first = scored.filter((one) => one.place === found.term);
      found.hits = this.byPage(this.oneOfEach([...first, ...scored.filter((one) => one.place !== found.term)]).slice(0, limit), found.term);
      return found;
    }

    /** How sure it is that a hit answers the query (log odds; below 0 it rather does not).
     *  @param {HandbookSearch.Hit} hit @param {number} known share of the query that the handbook knows */
    sureness({ strength, cover, like, sense }, known) {
      return SURE.bias + SURE.strength * Math.log(strength + 0.01) + SURE.cover * cover + SURE.like * like + SURE.sense * sense + SURE.known * known;
    }

    /** A section and its claims are one place: the best of them stands for it.
     *  @param {HandbookSearch.Hit[]} scored */
    oneOfEach(scored) {
      /** @type {Map<number, HandbookSearch.Hit>} */
      const taken = new Map();
      for (const hit of scored) {
        const entry = this.entry(hit.place);
        const holder = entry.kind === "claim" && entry.inside >= 0 ? entry.inside : hit.place;
        const best = taken.get(holder);
        if (!best) taken.set(holder, hit);
        else if (entry.kind === "claim" && best.place === holder && best.answer === undefined && hit.like >= ANSWERS) best.answer = hit.place;
      }
      return [...taken.values()];
    }

    /** Where a hit leads: to its heading, or to the piece under it that answers best when that is out of view.
     *  @param {HandbookSearch.Hit} hit @param {HandbookSearch.Found} found @returns {HandbookSearch.Landing} */
    landing(hit, found) {
      const entry = this.entry(hit.place);
      const page = this.page(entry.page);
      if (entry.kind === "file") return { href: entry.anchor, kind: entry.kind, title: entry.title, entry, page, text: "", certainty: "" };
      const wanted = found.stems;
      let best = { value: -1, anchor: "", text: "", certainty: "", claim: -1 };
      for (const { anchor, text, certainty, claim, stems } of this.piecesOf(hit.answer ?? hit.place)) {
        let value = 0;
        for (const stem of wanted) if (stems.has(stem)) value += this.mass(stem);
        if (value > best.value) best = { value, anchor, text, certainty, claim };
      }
      const heading = best.claim >= 0 && this.underHeading(best.claim) ? this.entry(this.entry(best.claim).inside) : null;
      const anchor = heading ? heading.anchor : best.anchor || entry.anchor;
      return { href: page.address + (anchor ? `#${anchor}` : ""), kind: entry.kind, title: entry.title, entry, page, text: best.text, certainty: best.certainty };
    }

    /** The paragraphs and claims of a place, with their stems; found out once.
     *  @param {number} place @returns {Piece[]} */
    piecesOf(place) {
      const known = this.pieces.get(place);
      if (known) return known;
      const own = (/** @type {number} */ at) => {
        const entry = this.entry(at);
        return entry.blocks.map(({ anchor, text }) => ({
          anchor: entry.kind === "claim" ? entry.anchor : anchor, text, certainty: entry.certainty, claim: entry.kind === "claim" ? at : -1,
          stems: new Set(this.words.split(text).map((word) => this.words.stem(word))),
        }));
      };
      const pieces = [place, ...(this.claims[place] ?? [])].flatMap(own);
      this.pieces.set(place, pieces);
      return pieces;
    }

    /** Whether a claim stands so close under its heading that both are in view.
     *  @param {number} place @returns {boolean} */
    underHeading(place) {
      const claim = this.entry(place);
      if (claim.inside < 0) return false;
      const section = this.entry(claim.inside);
      const claims = this.claims[claim.inside] ?? [];
      const before = claims.slice(0, claims.indexOf(place) + 1).flatMap((one) => this.entry(one).blocks);
      const words = [...section.blocks, ...before].reduce((sum, block) => sum + block.text.split(" ").length, 0);
      return claims[0] === place && words <= IN_VIEW;
    }

    /** The hits of one page together, where its best one stands. A definition that was asked for stays first.
     *  @param {HandbookSearch.Hit[]} hits @param {number} term @returns {HandbookSearch.Hit[]} */
    byPage(hits, term) {
      /** @type {Map<string, HandbookSearch.Hit[]>} */
      const groups = new Map();
      for (const hit of hits) {
        const page = hit.place === term ? "definition" : String(this.entry(hit.place).page);
        const group = groups.get(page) ?? [];
        if (group.length < OF_ONE_PAGE) group.push(hit);
        groups.set(page, group);
      }
      return [...groups.values()].flat();
    }

    /** The terms nearest to a query that nothing answers.
     *  @param {string} query @returns {{href: string, title: string}[]} */
    near(query) {
      const { slots } = this.understand(query);
      /** @type {Map<number, number>} */
      const close = new Map();
      const add = (/** @type {number} */ place, /** @type {number} */ value) => close.set(place, Math.max(value, close.get(place) ?? 0));
      for (const slot of slots) {
        for (const [place, { score, cover }] of slot.known ? this.touched(slot) : []) {
          if (this.entry(place).kind === "term") add(place, (score * cover) / (score * cover + 40));
        }
        for (const word of slot.known ? [] : slot.words) {
          if (word.length < 4 || word.length > LONGEST_WORD) continue;
          for (const [name, place] of this.terms) {
            const likeness = Math.max(...name.split(" ").map((part) => 1 - space.distance(word, part) / Math.max(word.length, part.length)));
            if (likeness > 0.6) add(place, 1 + likeness);
          }
        }
      }
      const best = [...close].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, 5);
      return best.map(([place]) => {
        const entry = this.entry(place);
        return { href: `${this.page(entry.page).address}#${entry.anchor}`, title: entry.title };
      });
    }

    /** The term whose name the query is, or -1. Only the plural may differ: stems would take "depression" for
     *  "depressants".
     *  @param {string[]} words @param {boolean} unfinished @returns {number} */
    termAsked(words, unfinished) {
      const asked = this.terms.get(this.nameKey(words));
      if (asked === undefined && unfinished) {
        const begun = this.nameKey(words);
        const places = new Set([...this.terms].filter(([name]) => begun.length >= 4 && name.startsWith(begun)).map(([, place]) => place));
        if (places.size === 1 && !this.seen.has(words.join(" "))) return [...places][0] ?? -1;
      }
      return asked ?? this.terms.get(this.nameKey(words.filter((word) => !ASKING.has(word)))) ?? -1;
    }

    /** Whether a name of a term holds one of the words, whole. @param {number} place @param {string[]} keys */
    names(place, keys) {
      const { title, names } = this.entry(place);
      return [title, ...names].some((name) => this.words.split(name).some((word) => keys.includes(this.nameKey([word]))));
    }

    /** @param {string[]} words @returns {string} */
    nameKey(words) {
      return words.map((word) => this.words.oneSpelling(word).replace(/(?<=...)s$/, "")).join(" ");
    }

    /** @param {Slot[]} slots @returns {string[]} the stems to mark in an excerpt */
    marked(slots) {
      const typed = slots.flatMap((slot) => slot.alternatives[0]?.stems ?? []);
      const others = slots.flatMap((slot) => slot.alternatives.flatMap((one) => one.stems));
      return [...new Set([...typed, ...others.filter((stem) => this.mass(stem) > COMMON)])];
    }
  }

  /** Edits between two words; two letters that changed places are one.
   *  @param {string} one @param {string} other @returns {number} */
  space.distance = (one, other) => {
    /** @type {number[][]} */
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      const above = rows[i - 1] ?? [];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
        row.push(least);
      }
      rows.push(row);
    }
    return rows[one.length]?.[other.length] ?? 0;
  };

  space.Engine = Engine;
})();
