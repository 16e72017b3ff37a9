"""One reader for all tests; what a test breaks, the reader has to replace."""

from collections.abc import Iterator

import pytest

from metier.core.documents.reader import DocumentReader


@pytest.fixture(scope="session")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as shared:
        yield shared
