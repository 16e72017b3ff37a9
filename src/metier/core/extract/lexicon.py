"""All patterns as one automaton over words: skills, the phrases of their rules, and cues.

The automaton is a trie whose edges are words. It is walked from every word of a text at once
(`walk.py`), so it needs no failure links: its depth is the number of words of the longest phrase.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from metier.core.extract.arrays import Array
from metier.core.extract.chars import read_chars
from metier.core.extract.hashing import KeyIndex, hash_spans, hash_sums
from metier.core.extract.patterns import Pattern, expand_phrase, list_patterns
from metier.core.extract.tokens import split_tokens
from metier.core.extract.words import word_classes
from metier.core.framework.context_types import ContextFile
from metier.core.framework.types import Skill

NODE_BITS = 20
RULES_OUT, HOLDS_NAME = 1, 2
_SHORT_CHARS = 2
_FREE_MARKS = frozenset("/&")


class Phrase(NamedTuple):
    """A phrase by word: the words in lower case, and before which of them nothing may stand."""

    words: tuple[str, ...]
    glued: tuple[bool, ...]


class Tables(NamedTuple):
    """The arrays of a lexicon, as they are stored.

    Attributes:
        word_keys: Hashes of the known words; `word_classes` has the number of each.
        roots: For each word class the node that it leads to from the root, or -1.
        edge_keys: Node and word class, as `node << 20 | class`; `edge_nodes` has what follows.
        leaf: For each node whether nothing follows it.
        out_start: For each node where its outputs begin in `outs`; one more at the end.
        outs: Output numbers: patterns first, then phrases of rules, then cues.
        skill, size, glue, exact, near, never, flags: By pattern: its skill, its characters
            without separators, the bits of the words that must be glued to the one before, the
            rows of its exact spelling and of its sets of phrases, or -1, and flags.
        exact_keys, exact_sizes: By row and word: hash and length of the exact spelling, 0 behind
            the last word.
        near_sets, never_sets: Sets of phrases by row; what each phrase means in the set.
        cue_target: By cue: twice the rule (odd for its exceptions), or the stop behind them.
        joins, names, running, abbreviations, years, months: By word class whether it is one.
    """

    word_keys: Array
    word_classes: Array
    roots: Array
    edge_keys: Array
    edge_nodes: Array
    leaf: Array
    out_start: Array
    outs: Array
    skill: Array
    size: Array
    glue: Array
    exact: Array
    near: Array
    never: Array
    flags: Array
    exact_keys: Array
    exact_sizes: Array
    near_sets: Array
    never_sets: Array
    cue_target: Array
    joins: Array
    names: Array
    running: Array
    abbreviations: Array
    years: Array
    months: Array


VERSIONED, WHOLE, SHORT, SINGLE, SINGULAR = 1, 2, 4, 8, 16


class Lexicon:
    """The tables, ready to be searched."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.words = KeyIndex(tables.word_keys, tables.word_classes)
        self.edges = KeyIndex(tables.edge_keys, tables.edge_nodes)
        self.patterns = len(tables.skill)
        self.phrases = tables.near_sets.shape[1]
        self.ends = tables.out_start[1:] > tables.out_start[:-1]
        self.near_phrases = np.any(tables.near_sets, axis=0)
        self.never_phrases = np.any(tables.never_sets, axis=0)
        self.deepest = len(tables.leaf)  # no phrase is longer


def build_lexicon(skills: tuple[Skill, ...], context: ContextFile) -> Lexicon:
    """Return the lexicon of a framework's skills and context rules."""
    patterns = list_patterns(skills)
    near_sets = list(dict.fromkeys(p.near for p in patterns if p.near))
    never_sets = list(dict.fromkeys(p.never for p in patterns if p.never))
    phrases = list(dict.fromkeys(text for group in (*near_sets, *never_sets) for text in group))
    cues = _cues(context)
    sentences = context.sentences
    singles = (
        context.joins,
        context.names,
        sentences.running,
        sentences.abbreviations,
        context.years,
        context.months,
    )
    texts = [p.text for p in patterns] + phrases + [text for text, _ in cues]
    known = split_phrases([*texts, *(word for group in singles for word in group)])
    classes = word_classes((word for phrase in known for word in phrase.words), context.spelling)
    trie = _Trie(classes)
    for number, phrase in enumerate(known[: len(texts)]):
        trie.add(phrase.words, number)
    tails = known[len(texts) :]
    marks = [_marked(classes, tails, singles, group) for group in range(len(singles))]
    exact = _exact_words(patterns, known)
    plurals = _own_plurals(patterns, known, phrases, classes)
    tables = Tables(
        **trie.tables(),
        **_pattern_tables(patterns, known, near_sets, never_sets, exact, plurals=plurals),
        **_exact_tables(list(dict.fromkeys(exact.values()))),
        near_sets=_near_members(near_sets, phrases),
        never_sets=_never_members(patterns, known, never_sets, phrases, classes, plurals=plurals),
        cue_target=np.array([target for _, target in cues], dtype=np.int32),
        joins=marks[0],
        names=marks[1],
        running=marks[2],
        abbreviations=marks[3],
        years=marks[4],
        months=marks[5],
    )
    return Lexicon(tables)


def split_phrases(texts: Sequence[str]) -> list[Phrase]:
    """Return each text as the words that `split_tokens` finds in it."""
    joined = "\n\n".join(texts)
    chars = read_chars(joined)
    tokens = split_tokens(chars, hash_sums(chars.lower))
    lower = "".join(map(chr, chars.lower.tolist()))
    words = [
        lower[start:end]
        for start, end in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)
    ]
    starts = np.cumsum([0, *(len(text) + 2 for text in texts)])
    bounds = np.searchsorted(tokens.start, starts).tolist()
    glued = tokens.glued.tolist()
    return [
        Phrase(tuple(words[low:high]), tuple(glued[low:high])) for low, high in pairwise(bounds)
    ]


def _cues(context: ContextFile) -> list[tuple[str, int]]:
    cues = []
    for number, rule in enumerate(context.rules):
        for odd, group in enumerate((rule.phrases, rule.unless)):
            texts = dict.fromkeys(text for item in group for text in expand_phrase(item))
            cues += [(text, 2 * number + odd) for text in texts if text.strip()]
    for number, stop in enumerate(context.stops, start=2 * len(context.rules)):
        texts = dict.fromkeys(text for item in stop.phrases for text in expand_phrase(item))
        cues += [(text, number) for text in texts if text.strip()]
    return cues


def word_keys(words: Sequence[str]) -> Array:
    """Return the key that `split_tokens` gives each single word or mark."""
    chars = read_chars("\n\n".join(words))
    return split_tokens(chars, hash_sums(chars.lower)).key


class _Trie:
    def __init__(self, classes: dict[str, int]) -> None:
        self._classes = classes
        self._edges: dict[int, int] = {}
        self._outs: list[list[int]] = [[]]

    def add(self, words: Sequence[str], out: int) -> None:
        node = 0
        for word in words:
            key = node << NODE_BITS | self._classes[word]
            following = self._edges.get(key)
            if following is None:
                following = self._edges[key] = len(self._outs)
                self._outs.append([])
            node = following
        if node:
            self._outs[node].append(out)

    def tables(self) -> dict[str, Array]:
        surfaces = list(self._classes)
        size = max(self._classes.values(), default=0) + 1
        roots = np.full(size, -1, dtype=np.int32)
        leaf = np.ones(len(self._outs), dtype=bool)
        deeper = {}
        for key, node in self._edges.items():
            leaf[key >> NODE_BITS] = False
            if key >> NODE_BITS:
                deeper[key] = node
            else:
                roots[key] = node
        counts = [len(outs) for outs in self._outs]
        return {
            "word_keys": word_keys(surfaces),
            "word_classes": np.array(list(self._classes.values()), dtype=np.int32),
            "roots": roots,
            "edge_keys": np.array(list(deeper), dtype=np.uint64),
            "edge_nodes": np.array(list(deeper.values()), dtype=np.int32),
            "leaf": leaf,
            "out_start": np.cumsum([0, *counts]).astype(np.int32),
            "outs": np.array([out for outs in self._outs for out in outs], dtype=np.int32),
        }


def _exact_words(patterns: list[Pattern], known: list[Phrase]) -> dict[int, tuple[str, ...]]:
    """Return by pattern the words as they must be spelled."""
    exact = {}
    for number, pattern in enumerate(patterns):
        if pattern.exact is None:
            continue
        ends = list(accumulate(len(word) for word in known[number].words))
        starts = [0, *ends[:-1]]
        exact[number] = tuple(pattern.exact[a:b] for a, b in zip(starts, ends, strict=True))
    return exact


def _exact_tables(rows: list[tuple[str, ...]]) -> dict[str, Array]:
    width = max(map(len, rows), default=1)
    keys = np.zeros((max(1, len(rows)), width), dtype=np.uint64)
    sizes = np.zeros((max(1, len(rows)), width), dtype=np.int64)
    for number, words in enumerate(rows):
        sizes[number, : len(words)] = [len(word) for word in words]
    codes = read_chars("".join("".join(words) for words in rows)).codes
    filled = sizes > 0
    ends = np.cumsum(sizes[filled])
    keys[filled] = hash_spans(hash_sums(codes), ends - sizes[filled], ends)
    return {"exact_keys": keys, "exact_sizes": sizes}


def _pattern_tables(
    patterns: list[Pattern],
    known: list[Phrase],
    near_sets: list[tuple[str, ...]],
    never_sets: list[tuple[str, ...]],
    exact: dict[int, tuple[str, ...]],
    *,
    plurals: set[tuple[int, str]],
) -> dict[str, Array]:
    singular = {number for number, _ in plurals}
    near = {group: number for number, group in enumerate(near_sets)}
    never = {group: number for number, group in enumerate(never_sets)}
    spelled = {words: number for number, words in enumerate(dict.fromkeys(exact.values()))}
    rows = []
    for number, (pattern, phrase) in enumerate(zip(patterns, known, strict=False)):
        size = sum(map(len, phrase.words))
        flags = VERSIONED * pattern.versioned | WHOLE * pattern.whole
        flags |= SHORT * (size <= _SHORT_CHARS) | SINGLE * (size == 1)
        flags |= SINGULAR * (number in singular)
        rows.append(
            (
                pattern.skill,
                size,
                _glue_bits(phrase),
                spelled[exact[number]] if number in exact else -1,
                near.get(pattern.near, -1),
                never.get(pattern.never, -1),
                flags,
            )
        )
    table = np.array(rows, dtype=np.int64).reshape(-1, 7)
    names = ("skill", "size", "glue", "exact", "near", "never", "flags")
    return {name: np.ascontiguousarray(table[:, n]) for n, name in enumerate(names)}


def _glue_bits(phrase: Phrase) -> int:
    """Return the words that nothing may part from the one before, as bits."""
    bits = 0
    for number in range(1, len(phrase.words)):
        pair = {phrase.words[number - 1], phrase.words[number]}
        if phrase.glued[number] and not pair & _FREE_MARKS:
            bits |= 1 << number
    return bits


def _near_members(near_sets: list[tuple[str, ...]], phrases: list[str]) -> Array:
    index = {text: number for number, text in enumerate(phrases)}
    members = np.zeros((max(1, len(near_sets)), max(1, len(phrases))), dtype=bool)
    for row, group in enumerate(near_sets):
        members[row, [index[text] for text in group]] = True
    return members


def _own_plurals(
    patterns: list[Pattern], known: list[Phrase], phrases: list[str], classes: dict[str, int]
) -> set[tuple[int, str]]:
    """Return the patterns with those of their `never` that are the name itself, in the plural.

    A word and its plural are one to the automaton, so such a phrase would rule out the name.
    """
    index = {text: number for number, text in enumerate(phrases)}
    return {
        (number, text)
        for number, pattern in enumerate(patterns)
        for text in pattern.never
        if [classes[word] for word in known[len(patterns) + index[text]].words]
        == [classes[word] for word in known[number].words]
    }


def _never_members(
    patterns: list[Pattern],
    known: list[Phrase],
    never_sets: list[tuple[str, ...]],
    phrases: list[str],
    classes: dict[str, int],
    *,
    plurals: set[tuple[int, str]],
) -> Array:
    """Return what each phrase means in each set: it rules out, and whether it holds the name.

    A phrase that holds the name itself, such as "R&D", speaks of the mention it holds only.
    """
    index = {text: number for number, text in enumerate(phrases)}
    rows = {group: row for row, group in enumerate(never_sets)}
    members = np.zeros((max(1, len(never_sets)), max(1, len(phrases))), dtype=np.uint8)
    for number, pattern in enumerate(patterns):
        if not pattern.never:
            continue
        name = [classes[word] for word in known[number].words]
        for text in pattern.never:
            if (number, text) in plurals:
                continue
            words = [classes[word] for word in known[len(patterns) + index[text]].words]
            holds = any(words[at : at + len(name)] == name for at in range(len(words)))
            cell = members[rows[pattern.never], index[text]]
            members[rows[pattern.never], index[text]] = cell | (HOLDS_NAME if holds else RULES_OUT)
    return members


def _marked(
    classes: dict[str, int],
    tails: list[Phrase],
    singles: Sequence[Sequence[str]],
    group: int,
) -> Array:
    marked = np.zeros(max(classes.values(), default=0) + 1, dtype=bool)
    first = sum(len(words) for words in singles[:group])
    for phrase in tails[first : first + len(singles[group])]:
        marked[[classes[word] for word in phrase.words]] = True
    return marked
