"""Every phrase of a lexicon in a text: the automaton walked from all words at once."""

from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.lexicon import NODE_BITS, Lexicon
from metier.core.extract.spans import expand_ranges
from metier.core.extract.tokens import Tokens


class Walk(NamedTuple):
    """What was found, by number of the output: first token, token behind the last, output."""

    first: Array
    last: Array
    out: Array


def classify_words(lexicon: Lexicon, keys: Array) -> Array:
    """Return the word class of each key, 0 for words that no phrase holds."""
    return np.maximum(lexicon.words.find(keys), 0)


def walk_phrases(lexicon: Lexicon, tokens: Tokens, words: Array) -> Walk:
    """Return all occurrences of all phrases, also overlapping ones.

    A phrase never runs over a blank line.
    """
    tables = lexicon.tables
    node = tables.roots[words]
    at = np.flatnonzero(node >= 0)
    following = np.zeros(len(words) + lexicon.deepest, dtype=words.dtype)
    following[: len(words)] = np.where(tokens.parted, 0, words)
    node = node[at]
    first: list[Array] = []
    last: list[Array] = []
    outs: list[Array] = []
    depth = 1
    while len(at):
        has = np.flatnonzero(lexicon.ends[node])
        if len(has):
            ended = node[has]
            place, owner = expand_ranges(tables.out_start[ended], tables.out_start[ended + 1])
            outs.append(tables.outs[place])
            first.append(at[has][owner])
            last.append(first[-1] + depth)
        go = np.flatnonzero(~tables.leaf[node])
        at, node = at[go], node[go]
        word = following[at + depth]
        go = np.flatnonzero(word)
        at, node, word = at[go], node[go], word[go]
        keys = (node.astype(np.uint64) << np.uint64(NODE_BITS)) | word.astype(np.uint64)
        node = lexicon.edges.find(keys)
        go = np.flatnonzero(node >= 0)
        at, node = at[go], node[go]
        depth += 1
    if not outs:
        empty = np.zeros(0, dtype=np.int64)
        return Walk(empty, empty, empty)
    return Walk(np.concatenate(first), np.concatenate(last), np.concatenate(outs).astype(np.int64))
