/* What the scripts of search share, for the type checker (tsconfig.json); it is not shipped. */

declare namespace HandbookSearch {
  interface Lists {
    stop: string[];
    light: string[];
    setting: string[];
    irregular: Record<string, string>;
    spelling: Record<string, string>;
  }

  /** Address, title, part of the handbook, weight, what its results are called. */
  type PageRow = [string, string, string, number, string?];

  /** Page, kind, anchor, title, trail, section around it, blocks, questions, certainty, names, plain words. */
  type EntryRow = [
    number, number, string, string, string[], number, (string | [string, string])[],
    string[]?, string?, string[]?, string?,
  ];

  /** What the index holds (handbook/search/index.py). */
  interface Data {
    words: Lists;
    /** The words that have a sense, with spaces between, and the digits of their vectors (senses.py). */
    senses?: [string, string];
    pages: PageRow[];
    entries: EntryRow[];
    /** The handbook's words, and the everyday ones that lead to them. */
    same: [string[], string[]][];
    /** Title and address of what helps when nothing is found. */
    fallbacks: [string, string][];
  }

  interface Entry {
    page: number;
    kind: "page" | "section" | "term" | "claim" | "file";
    anchor: string;
    title: string;
    trail: string[];
    inside: number;
    blocks: { anchor: string; text: string }[];
    questions: string[];
    certainty: string;
    names: string[];
    plain: string;
  }

  interface Page {
    address: string;
    title: string;
    part: string;
    weight: number;
    label: string;
  }

  interface Hit {
    place: number;
    score: number;
    /** Share of the query that it covers, likeness to its nearest question, nearness in sense: 0 to 1. */
    cover: number;
    like: number;
    sense: number;
    /** Weight of its words by BM25F, as a share of the most that the query could have. */
    strength: number;
    /** The claim inside a section that answers the query, where one does. */
    answer?: number;
  }

  interface Found {
    hits: Hit[];
    /** Share of the query's weight that the handbook knows, 0 to 1. */
    known: number;
    /** Words of the query that the handbook does not know. */
    unknown: string[];
    corrected: Record<string, string>;
    /** Stems to mark in an excerpt. */
    stems: string[];
    /** The term whose name the query is, or -1. */
    term: number;
  }

  interface Landing {
    href: string;
    kind: Entry["kind"];
    title: string;
    entry: Entry;
    page: Page;
    text: string;
    /** Of the claim that the text is, if it is one. */
    certainty: string;
  }

  interface Words {
    stop: Set<string>;
    light: Set<string>;
    setting: Set<string>;
    split(text: string): string[];
    stem(word: string): string;
    oneSpelling(word: string): string;
    topic(text: string): string[];
  }

  interface Meaning {
    of(stems: Iterable<string>): Float32Array | null;
  }

  interface Engine {
    words: Words;
    fallbacks: [string, string][];
    build(pause?: () => Promise<void>): Promise<Engine>;
    search(query: string, limit?: number): Found;
    landing(hit: Hit, found: Found): Landing;
    near(query: string): { href: string; title: string }[];
  }

  interface Panel {
    open(query?: string): void;
  }

  interface Posting {
    places: number[];
    weights: number[];
    shown: boolean[];
  }

  interface Postings {
    lists: Map<string, Posting>;
    add(fields: Record<string, string[]>): void;
    count(place: number): void;
    frequency(stem: string): number;
    visit(stem: string, each: (place: number, score: number, shown: boolean) => void): void;
  }

  /** MiniSearch's radix tree; its UMD file calls it MiniSearch too. */
  type MiniSearchClass = new () => import("minisearch/SearchableMap").default<number>;

  interface Space {
    root: string;
    data?: Data;
    receive(data: Data): void;
    load(): Promise<Engine>;
    /** Mark the place that the hash of an address names, and in it the words of a query; return the place. */
    mark(hash: string, query: string): Element | null;
    highlight(around: Element, engine: Engine, query: string): void;
    distance(one: string, other: string): number;
    Words: new (lists: Lists, stemWord: (word: string) => string) => Words;
    Meaning: {
      new (senses: [string, string], words: Words): Meaning;
      near(one: Float32Array, other: Float32Array): number;
    };
    Postings: new (boost: Record<string, number>, unseen: string) => Postings;
    Engine: new (data: Data, parts: { MiniSearch: MiniSearchClass; stemWord: (word: string) => string }) => Engine;
    Panel: new (ready: Promise<Engine>, place?: HTMLElement) => Panel;
  }
}

declare var handbookSearch: HandbookSearch.Space;
declare var MiniSearch: HandbookSearch.MiniSearchClass;
declare var EnglishStemmer: new () => { stemWord(word: string): string };
