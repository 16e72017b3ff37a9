"""Whatever bytes come in: no crash, no hang, an answer or a coded error."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from fixtures.document_bytes import (
    CV_TEXT,
    docx_bytes,
    odt_bytes,
    pdf_bytes,
    rtf_bytes,
    zip_bytes,
)
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.extract.matcher import SkillMatcher
from metier.core.extract.titles import read_title
from metier.core.framework.index import Framework
from metier.core.framework.parse import parse_yaml
from metier.core.framework.records import Document
from metier.core.repository.parse.file import Searcher
from metier.core.workflow.advert import Adverts

Watch = Callable[[object], AbstractContextManager[None]]
CASES = int(os.environ.get("METIER_FUZZ_CASES", "40"))
fuzz = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
POSTING = (
    b'<html><head><script type="application/ld+json">{"@type": "JobPosting", "title": "Data '
    b'Analyst", "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {"minValue": '
    b'50000, "maxValue": 60000, "unitText": "YEAR"}}, "description": "<p>Python</p>"}'
    b"</script></head>"
    b"<body><h1>Data Analyst</h1><p>Python and <b>SQL</b></p><ul><li>R</li></ul></body></html>"
)
RESUME = (
    b'{"basics": {"name": "Ann", "summary": "Python"}, "work": [{"name": "Acme", "position": '
    b'"Analyst", "startDate": "2020-01", "highlights": ["SQL"]}], "skills": [{"name": "R"}]}'
)
SEEDS = {
    "pdf": pdf_bytes(CV_TEXT.split("\n")),
    "docx": docx_bytes(CV_TEXT.split("\n")),
    "odt": odt_bytes(*(f"<text:p>{line}</text:p>" for line in CV_TEXT.split("\n"))),
    "rtf": rtf_bytes(),
    "html": POSTING,
    "json": RESUME,
    "txt": CV_TEXT.encode(),
    "zip": zip_bytes({"Skills.csv": b"Name\nPython\n", "Positions.csv": b"Title\nAnalyst\n"}),
}
SLOW = frozenset({"document-too-slow", "document-too-complex"})
NAMES = ("setup.py", "a.py", "nb.ipynb", "Dockerfile", "ci.yml", "q.sql", "main.tf", "go.mod")
NAMES += ("package.json", "pyproject.toml", "Cargo.toml", "pom.xml", "a.R", "A.scala", "a.ts")
PIECES = ("Python", "R", "not ", "expert in ", "5 years", ", ", "(", "\n", "\n\n", "•", ".", "/")
PIECES += ("C++", "https://a.b/c", "a@b.c", "😀", "\u0301", "\x00", "\ud800", "and ", "$100k-", "€")
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join)
edits = st.lists(
    st.tuples(
        st.sampled_from(("cut", "repeat", "insert", "flip")),
        st.floats(0, 1),
        st.floats(0, 0.2),
        st.binary(min_size=1, max_size=12),
    ),
    max_size=6,
)


def mutate(content: bytes, changes: list[tuple[str, float, float, bytes]]) -> bytes:
    """Return the content with parts cut out, doubled, inserted or flipped."""
    for kind, place, length, extra in changes:
        at = int(place * len(content))
        size = max(1, int(length * len(content)))
        part = content[at : at + size]
        middle = {
            "cut": b"",
            "repeat": part * 3,
            "insert": extra + part,
            "flip": bytes(byte ^ extra[0] for byte in part),
        }[kind]
        content = content[:at] + middle + content[at + size :]
    return content


def read(documents: DocumentReader, content: bytes, name: str) -> Document | None:
    """Return the document, or None for one that is refused with a code."""
    try:
        return documents.read_bytes(content, name=name)
    except DocumentError as error:
        if error.code in SLOW:
            raise
        return None


@pytest.mark.parametrize("kind", SEEDS)
def test_documents(documents: DocumentReader, watch: Watch, kind: str) -> None:
    @fuzz
    @given(changes=edits)
    def check(changes: list[tuple[str, float, float, bytes]]) -> None:
        content = mutate(SEEDS[kind], changes)
        with watch(content):
            document = read(documents, content, f"a.{kind}")
        for section in document.sections if document else ():
            assert 0 <= section.start <= section.end <= len(document.text if document else "")

    check()


@fuzz
@given(content=st.binary(max_size=400))
def test_any_bytes(documents: DocumentReader, watch: Watch, content: bytes) -> None:
    with watch(content):
        read(documents, content, "a")


@fuzz
@given(text=texts)
def test_extractor(skills: SkillMatcher, watch: Watch, text: str) -> None:
    with watch(text):
        columns, owner = skills.read([text, text])
    one, two = columns.take(owner == 0), columns.take(owner == 1)
    assert [column.tolist() for column in one] == [column.tolist() for column in two]
    assert (one.start < one.end).all()
    assert (one.end[:-1] <= one.start[1:]).all()
    assert one.end.max(initial=0) <= len(text)


@fuzz
@given(text=texts)
def test_titles(framework: Framework, watch: Watch, text: str) -> None:
    with watch(text):
        reading = read_title(framework, text)
    assert reading.role is None or reading.role in framework.roles


@fuzz
@given(text=texts)
def test_adverts(adverts: Adverts, documents: DocumentReader, watch: Watch, text: str) -> None:
    content = f"Data Analyst at Acme, Berlin. Python.\n{text}".encode(errors="replace")
    with watch(text):
        document = read(documents, content, "a.txt")
        found = adverts.read(document) if document else None
    title = found.advert.title if found else None
    assert title is None or title.span is None or title.span.end <= len(found.document.text)


@fuzz
@given(name=st.sampled_from(NAMES), text=texts, raw=st.binary(max_size=40))
def test_repository_files(watch: Watch, name: str, text: str, raw: bytes) -> None:
    searcher = Searcher([("python", r"\bimport\b"), ("sql", r"\bselect\b")])
    with watch(text):
        searcher.facts(name, text.encode(errors="replace") + raw)


@fuzz
@given(text=texts)
def test_overlay_files(watch: Watch, text: str) -> None:
    with watch(text):
        value, findings = parse_yaml("a.yaml", text.encode(errors="replace"))
    assert value is None or not findings


@pytest.fixture(scope="module")
def adverts(framework: Framework) -> Adverts:
    return Adverts(framework)
