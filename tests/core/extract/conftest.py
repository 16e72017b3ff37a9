"""The framework that comes with Metier, a matcher for it, and the folder of labelled sets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.mentions import Mention
from metier.core.extract.read import read_mentions
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Section, SectionKind
from shared_data import shared_folder

Read = Callable[..., list[Mention]]


@pytest.fixture(scope="session")
def matcher(framework: Framework) -> SkillMatcher:
    return SkillMatcher(framework)


@pytest.fixture(scope="session")
def read(matcher: SkillMatcher) -> Read:
    """Read a text as one section of a kind, without a reader in between."""

    def read_text(text: str, section: SectionKind = "other") -> list[Mention]:
        document = Document(
            name="text",
            media="txt",
            sha256="0" * 64,
            text=text,
            language="en",
            pages=0,
            sections=(Section(section, 0, len(text), ""),),
            positions=(),
        )
        return list(read_mentions(matcher, document))

    return read_text


@pytest.fixture(scope="session")
def gold() -> Path:
    """The labelled sets."""
    return shared_folder("gold")
