"""Every format gives its text, with sections, positions and offsets that point into it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from fixtures.document_bytes import (
    CV_LINES,
    CV_TEXT,
    docx_bytes,
    odt_bytes,
    pdf_bytes,
    rtf_bytes,
)
from metier.core.documents.reader import DocumentReader, read_document
from metier.core.framework.records import Document

HTML_LINES = "".join(f"<p>{line}</p>\n" for line in CV_LINES)
RUSSIAN = (
    "Иван Петров, инженер по данным. Опыт работы с Python и SQL в Москве с 2015 года. "
    "Образование: Московский государственный университет, физический факультет."
)
FRENCH = (
    "Résumé de Zoë Müller, développeuse à Genève depuis août 2019. "
    "Compétences : Python, données, modèles. Elle a créé des systèmes à grande échelle."
)
SAME_CV = {
    "pdf": pdf_bytes(CV_LINES),
    "docx": docx_bytes(),
    "odt": odt_bytes(*(f"<text:p>{line}</text:p>" for line in CV_LINES)),
    "rtf": rtf_bytes(),
    "html": f"<!DOCTYPE html><html><body>{HTML_LINES}</body></html>".encode(),
    "md": CV_TEXT.encode(),
    "txt": CV_TEXT.encode(),
}
MEDIA = {"md": "markdown", "txt": "text"}


def parts(document: Document) -> list[tuple[str, str]]:
    return [(part.kind, document.text[part.start : part.end].strip()) for part in document.sections]


@pytest.mark.parametrize("ending", SAME_CV)
def test_same_cv_in_every_format(reader: DocumentReader, ending: str) -> None:
    content = SAME_CV[ending]

    document = reader.read_bytes(content, name=f"cv.{ending}")

    assert document.name == f"cv.{ending}"
    assert document.media == MEDIA.get(ending, ending)
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.warnings == ()
    assert document.pages == (1 if ending == "pdf" else 0)
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    assert lines == list(CV_LINES)
    assert [(kind, text.splitlines()[0].strip()) for kind, text in parts(document)] == [
        ("summary", "Ann Example"),
        ("experience", "Experience"),
        ("education", "Education"),
        ("skills", "Skills"),
    ]
    job, study = document.positions
    assert (job.began, job.ended, job.current, job.section) == ("2020-01", None, True, "experience")
    assert job.title == "Data Engineer, Acme"
    assert "Built pipelines in Python" in document.text[job.start : job.end]
    assert (study.began, study.ended, study.section) == ("2012-01", "2016-01", "education")
    assert document.text[study.start : study.end].strip() == "Physics, Bern, 2012 - 2016"


def test_pdf_pages_follow_one_another(reader: DocumentReader) -> None:
    document = reader.read_bytes(pdf_bytes(["First page (one)"], ["Zürich €"]), name="cv.pdf")

    assert document.pages == 2
    assert document.text.split("\n") == ["First page (one)", "Zürich €"]


def test_docx_table_header_and_bullets(reader: DocumentReader) -> None:
    content = docx_bytes(
        ["Ann Example"],
        header="ann@example.org",
        bullets=["Built a thing"],
        table=[["Python", "expert"], ["SQL", "good"]],
    )

    document = reader.read_bytes(content, name="cv.docx")

    lines = [line for line in document.text.split("\n") if line]
    assert lines == [
        "ann@example.org",
        "Ann Example",
        "• Built a thing",
        "Python",
        "expert",
        "SQL",
        "good",
    ]


def test_docx_text_box_is_read_once(reader: DocumentReader) -> None:
    document = reader.read_bytes(docx_bytes(["Ann"], text_box="Kubernetes"), name="cv.docx")

    assert document.text.count("Kubernetes") == 1
    assert document.text.count("before the box") == 1
    assert "before the boxKubernetes" not in document.text


def test_odt_spaces_tabs_and_breaks(reader: DocumentReader) -> None:
    content = odt_bytes(
        '<text:h text:outline-level="1">Experience</text:h>',
        '<text:p>one<text:tab/>two<text:s text:c="2"/>three<text:line-break/>'
        "four <text:span>five</text:span></text:p>",
    )

    document = reader.read_bytes(content, name="cv.odt")

    assert document.text == "Experience\none\ttwo  three\nfour five"


def test_odt_text_box_is_read_once(reader: DocumentReader) -> None:
    content = odt_bytes(
        "<text:p>before<draw:frame><draw:text-box><text:p>Kubernetes</text:p>"
        "</draw:text-box></draw:frame> after</text:p>"
    )

    document = reader.read_bytes(content, name="cv.odt")

    assert document.text.count("Kubernetes") == 1
    assert "beforeKubernetes" not in document.text


def test_odt_comment_is_not_the_persons_text(reader: DocumentReader) -> None:
    content = odt_bytes(
        "<text:p>Wrote reports<office:annotation><dc:creator>Boss</dc:creator>"
        "<text:p>Knows Haskell?</text:p></office:annotation> in Python</text:p>"
    )

    document = reader.read_bytes(content, name="cv.odt")

    assert document.text == "Wrote reports in Python"


def test_rtf_escapes(reader: DocumentReader) -> None:
    content = rb"{\rtf1\ansi\ansicpg1252\deff0 Caf\'e9 \u8364? \{x\}\par Python\tab SQL}"

    document = reader.read_bytes(content, name="cv.rtf")

    assert document.text == "Café € {x}\nPython\tSQL"


def test_html_shows_only_what_a_reader_sees(reader: DocumentReader) -> None:
    content = b"""<html><head><title>no</title><style>p {no: no}</style></head><body>
      <script>var no = 1</script><!-- no -->
      <p>R&amp;D  in\n  <b>Py</b>thon</p><ul><li>SQL</li><li>Git</li></ul></body></html>"""

    document = reader.read_bytes(content, name="cv.html")

    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["R&D in Python", "• SQL", "• Git"]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Skills</h2>Python, SQL",
        "<h2>Skills</h2>\nPython, SQL",
        "<div><div>Skills</div>Python, SQL</div>",
        "<h2>Skills</h2><span>Python, SQL</span>",
        "<pre>Skills\nPython, SQL</pre>",
    ],
)
def test_html_block_ends_its_line(reader: DocumentReader, body: str) -> None:
    content = f"<html><body>{body}</body></html>".encode()

    document = reader.read_bytes(content, name="cv.html")

    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["Skills", "Python, SQL"]
    assert document.sections[0].kind == "skills"


def test_html_says_its_encoding(reader: DocumentReader) -> None:
    content = '<html><head><meta charset="iso-8859-2"></head><p>Łódź, żółć, Gdańsk</p>'.encode(
        "iso-8859-2"
    )

    document = reader.read_bytes(content, name="cv.html")

    assert document.text == "Łódź, żółć, Gdańsk"
    assert document.warnings == ()


def test_markdown_headings_are_sections(reader: DocumentReader) -> None:
    text = "# Ann\n\n## Skills\n\n- Python\n\n**Experience**\n\n- Acme, 2019 – 2021\n"

    document = reader.read_bytes(text.encode(), name="cv.md")

    assert document.text == text
    assert [kind for kind, _ in parts(document)] == ["summary", "skills", "experience"]
    assert [position.title for position in document.positions] == ["Acme"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", FRENCH),
        ("utf-8-sig", FRENCH),
        ("utf-16", FRENCH),
        ("utf-32", FRENCH),
        ("utf-8", RUSSIAN),
    ],
)
def test_text_whose_encoding_is_known(reader: DocumentReader, encoding: str, text: str) -> None:
    document = reader.read_bytes(text.encode(encoding), name="cv.txt")

    assert document.text == text
    assert not any("encoding" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("encoding", "text"), [("latin-1", FRENCH), ("cp1252", FRENCH), ("cp1251", RUSSIAN)]
)
def test_guessed_encoding_comes_with_a_warning(
    reader: DocumentReader, encoding: str, text: str
) -> None:
    document = reader.read_bytes(text.encode(encoding), name="cv.txt")

    assert document.text == text
    assert any("encoding" in warning for warning in document.warnings)


def test_one_bad_byte_does_not_spoil_utf8(reader: DocumentReader) -> None:
    content = ("Zoë Müller, Straße, Python. " * 20).encode() + "ü".encode()[:1]

    document = reader.read_bytes(content, name="cv.txt")

    assert "Zoë Müller, Straße, Python." in document.text
    assert document.warnings


def test_plain_text_is_the_file_itself(reader: DocumentReader) -> None:
    text = "Ann\r\n\r\nSkills\r\nPython,\tSQL  \r\n\x0cExperience\r\nAcme 2019 - 2020\r\n"

    document = reader.read_bytes(text.encode(), name="cv.txt")

    assert document.text == text
    assert [kind for kind, _ in parts(document)] == ["summary", "skills", "experience"]


JSON_RESUME: dict[str, Any] = {
    "basics": {"name": "Ann Example", "label": "Engineer", "summary": "Likes data."},
    "work": [
        {
            "name": "Acme",
            "position": "Data Engineer",
            "startDate": "2020-03-01",
            "summary": "Ran the warehouse.",
            "highlights": ["Built pipelines in Python"],
        },
        {"name": "Beta", "position": "Analyst", "startDate": "2016", "endDate": "2019-12"},
    ],
    "education": [{"institution": "Bern", "area": "Physics", "endDate": "2016"}],
    "skills": [{"name": "Data", "level": "Master", "keywords": ["Python", "SQL"]}],
    "languages": [{"language": "French", "fluency": "Native"}],
}


def test_json_resume_has_its_structure(reader: DocumentReader) -> None:
    document = reader.read_bytes(json.dumps(JSON_RESUME).encode(), name="cv.json")

    assert document.media == "json"
    assert dict(parts(document)) == {
        "summary": "Summary\nLikes data.",
        "experience": "Experience\nData Engineer, Acme\nRan the warehouse.\n"
        "• Built pipelines in Python\nAnalyst, Beta",
        "education": "Education\nPhysics, Bern",
        "skills": "Skills\nData (Master): Python, SQL",
        "languages": "Languages\nFrench\nNative",
    }
    first, second = document.positions
    assert (first.began, first.ended, first.current) == ("2020-03", None, True)
    assert document.text[first.start : first.end].startswith("Data Engineer, Acme\nRan")
    assert (second.began, second.ended, second.current) == ("2016-01", "2019-12", False)
    assert document.text[second.start : second.end] == "Analyst, Beta\n"


def resume_with(**work: object) -> bytes:
    entry = {"name": "Acme", "position": "Engineer", **work}
    return json.dumps({"basics": {"name": "Ann Example"}, "work": [entry]}).encode()


@pytest.mark.parametrize(
    "work",
    [
        {"startDate": "2020-13"},
        {"startDate": "2020-00-01"},
        {"startDate": "2020-05", "endDate": "2019-05"},
        {"startDate": "²⁰²⁰"},
        {"startDate": 2020},
        {"startDate": "soon"},
        {"startDate": ""},
        {"startDate": "9999-01"},
    ],
)
def test_impossible_dates_make_no_position(reader: DocumentReader, work: dict[str, Any]) -> None:
    document = reader.read_bytes(resume_with(**work), name="cv.json")

    assert "Engineer, Acme" in document.text
    assert document.positions == ()


@pytest.mark.parametrize("position", ["Engineer \ud83d", "Engineer \x00"])
def test_json_with_half_a_character_is_read(reader: DocumentReader, position: str) -> None:
    content = resume_with(position=position, startDate="2020-01")

    document = reader.read_bytes(content, name="cv.json")

    assert "Engineer" in document.text
    assert document.positions[0].title.startswith("Engineer")


@pytest.mark.parametrize(
    "value",
    [
        {"basics": None, "work": [None, 3, "a line", {"position": ["x"]}], "skills": {}},
        {"basics": {"name": 3, "summary": ["x"]}, "work": [{"position": None}], "skills": ["Go"]},
    ],
)
def test_json_resume_of_the_wrong_types_is_read_as_far_as_it_goes(
    reader: DocumentReader, value: dict[str, Any]
) -> None:
    document = reader.read_bytes(json.dumps(value).encode(), name="cv.json")

    assert document.media == "json"
    assert document.text.strip()


@pytest.mark.parametrize("ending", SAME_CV)
def test_offsets_lie_in_the_text(reader: DocumentReader, ending: str) -> None:
    document = reader.read_bytes(SAME_CV[ending], name=f"cv.{ending}")

    for part in (*document.sections, *document.positions):
        assert 0 <= part.start < part.end <= len(document.text)
    assert "".join(document.text[s.start : s.end] for s in document.sections) == document.text


def test_read_document_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "Ann’s CV.txt"
    path.write_text(CV_TEXT, encoding="utf-8")

    document = read_document(path)

    assert document == read_document(str(path))
    assert (document.name, document.text) == ("Ann’s CV.txt", CV_TEXT)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I worked with the team and was responsible for the reports in the north.", "en"),
        ("Ich war für die Berichte verantwortlich und habe mit dem Team gearbeitet.", "de"),
        ("J'ai travaillé avec les équipes et dans le service des rapports pour la région.", "fr"),
        (RUSSIAN, "ru"),
        ("ניסיון תעסוקתי בחברת תוכנה גדולה בתל אביב", "he"),
        ("Python, SQL", "und"),
    ],
)
def test_language_is_told_and_others_than_english_warned_of(
    reader: DocumentReader, text: str, language: str
) -> None:
    document = reader.read_bytes(text.encode(), name="cv.txt")

    assert document.language == language
    warned = any("not in English" in warning for warning in document.warnings)
    assert warned == (language not in {"en", "und"})
