"""A coverage-guided fuzzer over the readers that are written in Python, and the extractor.

Run by `make nightly`: python tests/nightly/coverage_guided.py -runs=20000 -timeout=2. An input
that breaks something is printed and kept as crash-… in the working folder.
"""

import sys

import atheris

with atheris.instrument_imports(include=["metier.core"]):
    from metier.core.documents.build import build_document
    from metier.core.errors import MetierError
    from metier.core.extract.matcher import SkillMatcher
    from metier.core.extract.titles import read_title
    from metier.core.framework.load import load_framework
    from metier.core.framework.parse import parse_data
    from metier.core.repository.parse.file import Searcher

NAMES = ("a.txt", "a.html", "a.json", "a.rtf", "a.md")
FILES = ("a.py", "nb.ipynb", "package.json", "pyproject.toml", "Dockerfile", "ci.yml", "q.sql")
FRAMEWORK = load_framework()
SKILLS = SkillMatcher(FRAMEWORK)
SEARCHER = Searcher([("python", r"\bimport\b")])


def check(content: bytes) -> None:
    """Read one input with the reader that its first byte names."""
    if not content:
        return
    kind, rest = content[0] % 5, content[1:]
    text = rest.decode("utf-8", "replace")
    if kind == 0:
        try:
            build_document(NAMES[len(rest) % len(NAMES)], rest)
        except MetierError:
            return
    elif kind == 1:
        columns, _ = SKILLS.read([text])
        assert columns.end.max(initial=0) <= len(text)
    elif kind == 2:
        read_title(FRAMEWORK, text)
    elif kind == 3:
        SEARCHER.facts(FILES[len(rest) % len(FILES)], rest)
    else:
        parse_data("a.yaml", rest)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
