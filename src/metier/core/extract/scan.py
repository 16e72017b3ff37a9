"""Texts made ready to be searched: joined, split into words, and walked once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array, is_any, sort_unique
from metier.core.extract.chars import MARK, Chars, read_chars
from metier.core.extract.hashing import hash_sums
from metier.core.extract.lexicon import Lexicon
from metier.core.extract.tokens import Tokens, split_grown, split_tokens
from metier.core.extract.walk import Walk, classify_words, walk_phrases

_BETWEEN = "\n\n"


class Scan(NamedTuple):
    """Some texts as one, with all that the lexicon finds in it.

    Attributes:
        starts: Where each text begins in `text`; `ends`, where it ends.
        words: Word class of each token; 0 for words that the lexicon does not know.
        grown: Offsets at which words had grown together.
        marks: The tokens that are marks; `mark_codes` are their characters.
    """

    text: str
    starts: Array
    ends: Array
    chars: Chars
    tokens: Tokens
    words: Array
    grown: Array
    marks: Array
    mark_codes: Array
    walk: Walk

    def marks_of(self, chars: str) -> Array:
        """Return the tokens that are one of `chars`."""
        return self.marks[is_any(self.mark_codes, chars)]

    def text_at(self, offsets: Array) -> Array:
        """Return the number of the text that holds each offset."""
        return np.searchsorted(self.starts, offsets, side="right") - 1


def scan_texts(lexicon: Lexicon, texts: Sequence[str]) -> Scan:
    """Return the scan of some texts; nothing found reaches from one into the next."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    ends = np.cumsum(sizes + len(_BETWEEN)) - len(_BETWEEN)
    joined = _BETWEEN.join(texts)
    chars = read_chars(joined)
    sums = hash_sums(chars.lower)
    tokens = split_tokens(chars, sums)
    words = classify_words(lexicon, tokens.key)
    tokens, grown = split_grown(chars, sums, tokens, words == 0)
    if len(grown):
        words = _classify_again(lexicon, tokens, words, grown)
    walk = walk_phrases(lexicon, tokens, words)
    marks = np.flatnonzero(tokens.kind == MARK)
    codes = chars.codes[tokens.start[marks]]
    return Scan(joined, ends - sizes, ends, chars, tokens, words, grown, marks, codes, walk)


def _classify_again(lexicon: Lexicon, tokens: Tokens, words: Array, grown: Array) -> Array:
    """Return the word classes after unknown words were parted at the offsets `grown`."""
    parted = np.searchsorted(tokens.start, grown)
    words = np.insert(words, parted - np.arange(len(parted)), 0)
    changed = sort_unique(np.concatenate([parted, parted - 1]))
    words[changed] = classify_words(lexicon, tokens.key[changed])
    return words
