"""How many cases each fuzz test tries: few in `make test`, 100,000 together in `make nightly`."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from metier.core.documents.reader import DocumentReader
from metier.core.extract.matcher import SkillMatcher
from metier.core.framework.index import Framework

CASES = int(os.environ.get("METIER_FUZZ_CASES", "40"))
LONGEST_SECONDS = 2.0  # more is a hang


@contextmanager
def hang_watch(what: object) -> Iterator[None]:
    """Fail when the block takes longer than a case may, in the nightly run."""
    began = time.perf_counter()
    yield
    taken = time.perf_counter() - began
    if "METIER_NIGHTLY" in os.environ:
        assert taken <= LONGEST_SECONDS, f"{taken:.1f} s for {what!r:.300}"


@pytest.fixture(scope="session")
def watch() -> Callable[[object], object]:
    return hang_watch


@pytest.fixture(scope="session")
def documents() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


@pytest.fixture(scope="session")
def skills(framework: Framework) -> SkillMatcher:
    return SkillMatcher(framework)
