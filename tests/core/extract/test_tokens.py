"""Texts are split into runs of letters, runs of digits and marks; hashes tell words apart."""

import re

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from metier.core.extract.chars import read_chars
from metier.core.extract.hashing import KeyIndex, hash_spans, hash_sums
from metier.core.extract.tokens import Tokens, split_grown, split_tokens

PLAIN = re.compile(r"[a-zA-Z]+|[0-9]+|[^\sa-zA-Z0-9_\-]")
texts = st.text(alphabet="abXY019 \n\t-_.,/&()+#'", max_size=60)
quick = settings(max_examples=300, deadline=None, database=None)


def tokens_of(text: str) -> Tokens:
    chars = read_chars(text)
    return split_tokens(chars, hash_sums(chars.lower))


def words(text: str) -> list[str]:
    tokens = tokens_of(text)
    return [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]


@quick
@given(text=texts)
def test_tokens_are_those_of_a_plain_pattern(text: str) -> None:
    assert words(text) == PLAIN.findall(text)


@quick
@given(text=st.text(max_size=60))
def test_any_text_is_split_into_tokens_in_order(text: str) -> None:
    tokens = tokens_of(text)

    assert (tokens.start < tokens.end).all()
    assert (tokens.end[:-1] <= tokens.start[1:]).all()
    assert tokens.end.max(initial=0) <= len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python3.11", ["Python", "3", ".", "11"]),
        ("C++17", ["C", "+", "+", "17"]),
        ("Stra\u00dfe, na\u00efve", ["Stra\u00dfe", ",", "na\u00efve"]),
        ("\u3042\u3044\u3000\u6f22\u5b57", ["\u3042\u3044", "\u6f22\u5b57"]),
        ("\U0001f600Python\U0001f600", ["\U0001f600", "Python", "\U0001f600"]),
        ("zero\u200bwidth", ["zero", "width"]),
        ("\ud800x", ["\ud800", "x"]),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@quick
@given(text=texts)
def test_equal_words_have_equal_keys_and_others_have_not(text: str) -> None:
    tokens = tokens_of(text)
    lower = [word.lower() for word in words(text)]

    same = tokens.key[:, None] == tokens.key[None, :]

    assert same.tolist() == [[one == two for two in lower] for one in lower]


def test_a_word_of_any_length_has_the_key_of_its_letters_only() -> None:
    codes = np.frombuffer(("x" * 5_000 + "abc" + "y" * 70_000 + "abc").encode("utf-32-le"), "<u4")
    start = np.array([5_000, 75_003])

    one, two = hash_spans(hash_sums(codes), start, start + 3)

    assert one == two


@quick
@given(keys=st.sets(st.integers(1, 2**64 - 1), max_size=200), asked=st.integers(0, 2**64 - 1))
def test_an_index_finds_its_keys_and_no_others(keys: set[int], asked: int) -> None:
    known = sorted(keys)
    index = KeyIndex(np.array(known, dtype=np.uint64), np.arange(len(known)))

    found = index.find(np.array([*known, asked], dtype=np.uint64)).tolist()

    assert found[:-1] == list(range(len(known)))
    assert found[-1] == (known.index(asked) if asked in keys else -1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("great skillsStrong Python", ["great", "skills", "Strong", "Python"]),
        ("JuliaHave", ["Julia", "Have"]),
        ("eBay LinkedIn LaTeX", ["eBay", "LinkedIn", "LaTeX"]),
        ("oneTwoThreeFour", ["oneTwo", "Three", "Four"]),
    ],
)
def test_words_that_have_grown_together_are_parted(text: str, parts: list[str]) -> None:
    chars = read_chars(text)
    sums = hash_sums(chars.lower)
    tokens = split_tokens(chars, sums)

    parted, places = split_grown(chars, sums, tokens, np.ones(len(tokens.start), dtype=bool))

    assert [text[a:b] for a, b in zip(parted.start, parted.end, strict=True)] == parts
    assert len(places) == len(parts) - len(tokens.start)
    whole = tokens_of(" ".join(parts))
    assert parted.key.tolist() == whole.key.tolist()


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("one two", False),
        ("one\ntwo", False),
        ("one\n\ntwo", True),
        ("one\n- two", True),
        ("one\n  - two", True),
        ("one\n-two", False),
        ("one -\ntwo", False),
        ("one-\n", None),
        ("\n- ", None),
    ],
)
def test_blank_lines_and_items_part_words(text: str, parted: bool | None) -> None:
    found = tokens_of(text).parted.tolist()

    assert found[1:] == ([] if parted is None else [parted])
