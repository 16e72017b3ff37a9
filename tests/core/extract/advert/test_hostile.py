"""A megabyte of anything is read in a few seconds, and never fails."""

import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.extract.advert.layout import Layout
from metier.core.extract.advert.phrases import PhraseBook
from metier.core.extract.advert.read import AdvertReader
from metier.core.extract.advert.words import fold
from metier.core.framework.load import load_framework

SECONDS = 60
HOSTILE = [
    "$",
    "1 ",
    "$1",
    "$120,000 - ",
    "1,000.",
    "- ",
    "\n",
    " \n",
    "a\n",
    "Requirements:\n",
    "About ",
    "at Acme, ",
    "Acme's ",
    "5 years ",
    "5 years of experience ",
    "bachelor's ",
    "Master's degree in BS ",
    "a.",
    "location: ",
    "a: ",
    "(",
    "remote hybrid ",
    "looking for a ",
    "in in in ",
    "İ",
    "• ",
    " • x",
    "https://",
    "**",
    "'",
]


def read_all(texts: list[str]) -> None:
    reader = AdvertReader(load_framework())
    for text in texts:
        reader.read(text)


@pytest.mark.parametrize("part", HOSTILE, ids=repr)
def test_repetition_ends(part: str) -> None:
    """The process is killed when it takes far longer than a linear reading does."""
    text = part * (1_000_000 // len(part))
    process = multiprocessing.get_context("fork").Process(target=read_all, args=([text],))
    process.start()
    process.join(SECONDS)
    alive = process.is_alive()
    process.kill()
    process.join()
    assert not alive
    assert process.exitcode == 0


@pytest.fixture(scope="module")
def reader() -> AdvertReader:
    return AdvertReader(load_framework())


PIECES = st.sampled_from(
    [*HOSTILE, "Salary ", "Requirements\n", "Data Engineer", "Berlin", "€", "–"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join))
def test_every_span_lies_in_the_text(reader: AdvertReader, text: str) -> None:
    found = reader.read(text)
    stated = [found.title, found.company, found.work_mode, *found.locations, *found.employment]
    others = [found.pay, *found.other_pay, found.years, found.degree, found.degree_preferred]
    spans = [item.span for item in [*stated, *others] if item] + list(found.responsibilities)

    for span in spans:
        assert span is not None
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_phrases_are_found_across_breaks_and_at_their_place() -> None:
    book = PhraseBook()
    book.add("one", ["nice to have", "<n> days a week", "#tag", "full-time"])
    book.close()
    text = "x  Nice-to\n   have, 2-3 days a week, #tag, full\n time, nice to haven"
    layout = Layout(text, book)

    assert [text[a:b] for a, b in layout.hits.all("one")] == [
        "Nice-to\n   have",
        "2-3 days a week",
        "3 days a week",
        "#tag",
        "full\n time",
    ]
