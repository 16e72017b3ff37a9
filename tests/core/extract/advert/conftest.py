"""A reader of adverts by the framework that comes with Metier."""

from collections.abc import Callable

import pytest

from metier.core.extract.advert.read import AdvertReader
from metier.core.extract.advert.records import Advert, Span
from metier.core.framework.index import Framework

ReadAdvert = Callable[..., Advert]
Quote = Callable[[str, Span | None], str]


@pytest.fixture(scope="session")
def adverts(framework: Framework) -> AdvertReader:
    return AdvertReader(framework)


@pytest.fixture(scope="session")
def read_advert(adverts: AdvertReader) -> ReadAdvert:
    """Read a text as an advert."""
    return adverts.read


@pytest.fixture(scope="session")
def quote() -> Quote:
    """Return the words that a span points to."""

    def words(text: str, span: Span | None) -> str:
        assert span is not None
        return text[span.start : span.end]

    return words
