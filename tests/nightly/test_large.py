"""The largest inputs that are taken at all, each read within the bounds of time and memory."""

import os
import resource
from pathlib import Path

import pytest

from metier.core.documents.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.extract.matcher import SkillMatcher
from metier.core.framework.index import Framework
from metier.core.workflow.repository import read_repository

SIZE = 50_000_000
GIGABYTE_KB = 1_000_000
UNITS = {
    "cv.txt": "Python and SQL at work, ",
    "emoji.txt": "😀🎉🧑‍💻",
    "dates.txt": "2019 - 2020 work ",
    "digits.txt": "12 ",
    "headings.txt": "skills\nPython\n",
    "lines.txt": "a\n",
    "wide.html": "<p>Python<li>R",
    "deep.html": "<div>",
    "lists.html": "<li><ul>x",
    "formats.html": "<b><p>Python",
    "comments.html": "<!-- x",
    "scripts.html": "<script>x",
    "cv.rtf": "Python \\par ",
    "groups.rtf": "{\\*\\a x",
    "hex.rtf": "89504e470d0a1a0a ",
    "cv.json": '{"name": "Python"},',
}
HEADS = {"html": "<html>", "rtf": "{\\rtf1 ", "json": '{"basics": {"name": "Ann"}, "skills": ['}
TAILS = {"json": "{}]}", "rtf": "}"}


@pytest.mark.parametrize("name", UNITS)
def test_fifty_megabytes_are_answered(name: str) -> None:
    kind = name.rpartition(".")[2]
    unit = UNITS[name].encode()
    body = unit * (SIZE // len(unit))
    content = HEADS.get(kind, "").encode() + body + TAILS.get(kind, "").encode()
    assert len(content) <= MAX_FILE_BYTES

    with DocumentReader() as documents:
        try:
            document = documents.read_bytes(content, name=name)
        except DocumentError as error:
            assert error.code in {"document-no-text", "document-too-complex"}  # noqa: PT017
        else:
            assert 0 < len(document.text) <= MAX_TEXT_CHARS
            assert any("Only the first" in warning for warning in document.warnings)

    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < GIGABYTE_KB


@pytest.mark.parametrize("unit", ["Python and SQL at work, ", "😀", "R, ", "a@", "not Go or Rust "])
def test_extractor_reads_a_line_of_fifty_megabytes(framework: Framework, unit: str) -> None:
    """It reads to the end, in memory that grows with the mentions only."""
    text = unit * (SIZE // len(unit.encode())) + "; Terraform."

    columns, _ = SkillMatcher(framework).read([text])

    matcher_ids = [skill.id for skill in framework.data.skills]
    assert matcher_ids[columns.skill[-1]] == "terraform"
    assert text[columns.start[-1] : columns.end[-1]] == "Terraform"


def test_repository_of_a_hundred_thousand_files(framework: Framework, tmp_path: Path) -> None:
    for number in range(100):
        folder = tmp_path / f"part{number}"
        folder.mkdir()
        (folder / "loop").symlink_to(tmp_path)
        (folder / "blob.py").write_bytes(os.urandom(1_000))
        for count in range(1_000):
            (folder / f"f{count}.py").write_bytes(b"import pandas\n")
    (tmp_path / "huge.py").write_bytes(b"x = 1\n" * 1_000_000)

    repository = read_repository(framework, tmp_path)

    (said,) = [w for w in repository.document.warnings if w.startswith("Left out:")]
    assert len(repository.contents.files) == 20_000
    assert "symbolic links (100)" in said
    assert "too large (1)" in said
    assert "beyond the files that are read" in said
    assert {item.skill for item in repository.evidence} >= {"python", "pandas"}
