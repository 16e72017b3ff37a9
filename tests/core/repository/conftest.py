"""Rules, and a way to read single files without a child process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from metier.core.framework.index import Framework
from metier.core.repository.parse.file import Searcher
from metier.core.repository.rules import Rules
from repositories import Maker

Skills = Callable[[str, str | bytes], set[str]]


@pytest.fixture(scope="session")
def rules(framework: Framework) -> Rules:
    """The rules that come with Metier."""
    assert framework.library.repositories is not None
    return Rules(framework.library.repositories)


@pytest.fixture(scope="session")
def searcher(rules: Rules) -> Searcher:
    """The reader of single files with the words of the rules."""
    patterns = [(sign.format, sign.pattern) for skill in rules.file.skills for sign in skill.text]
    return Searcher(patterns, generated=rules.file.generated)


@pytest.fixture(scope="session")
def skills(rules: Rules, searcher: Searcher) -> Skills:
    """Return a function from a path and its content to the skills that the file shows."""

    def read(path: str, content: str | bytes) -> set[str]:
        data = content.encode() if isinstance(content, str) else content
        return {hit.skill for hit in rules.hits(path, searcher.facts(path, data))}

    return read


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """An empty repository; git sees no settings of this machine."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    return Maker(tmp_path / "work")
