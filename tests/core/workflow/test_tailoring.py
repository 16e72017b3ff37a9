"""The CV for an advert: valid JSON Resume, and no word that is not the person's own."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metier.core.documents.reader import DocumentReader
from metier.core.errors import InputError
from metier.core.framework.files import data_root
from metier.core.framework.index import Framework
from metier.core.framework.records import Document
from metier.core.workflow.advert import Adverts, ReadAdvert
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.tailoring import (
    AdvertCv,
    choose_document,
    describe_cv,
    make_cv,
    person_name,
    read_original,
    write_cv,
)
from shared_data import shared_folder

DAY = dt.date(2026, 11, 23)
ADVERT = (
    "Data Analyst at Acme\n\nRequirements:\n- SQL and dbt are required\n- You must know Python\n"
    "- A/B testing\n\nNice to have: Power BI, natural language processing\n"
)
DATES = {"startDate", "endDate", "date", "releaseDate"}


@pytest.fixture(scope="module")
def read(framework: Framework, reader: Reader) -> ReadAdvert:
    return Adverts(framework, reader=reader).read(paper(ADVERT, "ad.txt"))


def resume_schema() -> Any:
    """Return the validator of JSON Resume, or None where the shared data are absent."""
    try:
        folder = shared_folder("data")
    except pytest.skip.Exception:
        return None
    schema = json.loads((folder / "jsonresume" / "schema.json").read_text("utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


SCHEMA = resume_schema()


def paper(text: str, name: str = "cv.txt") -> Document:
    return Document(name, "text", "ab" * 32, text, "en", 0, (), ())


def make(reader: Reader, read: ReadAdvert, document: Document, **options: Any) -> AdvertCv:
    profile = build_profile(reader, [document])
    assessment = assess_profile(reader.framework, profile, as_of=DAY)
    return make_cv(reader, assessment, read, **options)


def flat(text: str) -> str:
    return " ".join(text.split())


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)


def check_own_words(made: AdvertCv, document: Document) -> None:
    """Every text of the CV stands in the document, and every line is the span it names."""
    whole = flat(document.text)
    for key, text in texts(made.resume):
        if key not in DATES:
            for line in text.split("\n"):
                assert flat(line) in whole, (key, line)
    groups = [group for part in made.plain["parts"] for group in part["groups"]]
    lines = [line for group in groups for line in (*group["head"], *group["lines"])]
    for line in (*made.plain["opening"], *lines):
        assert line["text"] == flat(document.text[line["start"] : line["end"]])
        for item in line.get("items", ()):
            assert item in line["text"] or flat(item) in whole
    for part in made.plain["parts"]:
        assert flat(part["heading"]) in whole


def test_what_the_advert_asks_comes_first(
    reader: Reader, read: ReadAdvert, samples: dict[str, Document]
) -> None:
    made = make(reader, read, samples["analyst"])
    work = made.resume["work"]
    assert work[0]["position"].startswith("Data Analyst")
    assert "dbt" in work[0]["highlights"][0]
    assert work[0]["startDate"] == "2024-03"
    assert "endDate" not in work[0]
    assert made.resume["basics"]["name"] == "Noor Haddad"
    assert made.resume["basics"]["email"] == "noor.haddad@example.org"
    keywords = made.resume["skills"][0]["keywords"]
    assert keywords[0].startswith(("SQL", "Python", "dbt"))
    assert {"sql", "dbt", "python"} <= set(made.cv.shown)


@pytest.mark.parametrize("job", ["analyst", "engineer", "graduate"])
def test_no_word_is_added(
    reader: Reader, read: ReadAdvert, samples: dict[str, Document], job: str
) -> None:
    check_own_words(make(reader, read, samples[job]), samples[job])


def test_a_json_resume_keeps_its_structure(
    reader: Reader, read: ReadAdvert, samples: dict[str, Document]
) -> None:
    path = data_root() / "samples" / "ama-boateng.json"
    original = read_original(path)
    assert original is not None
    made = make(reader, read, samples["graduate"], original=original)
    source = dict(texts(original))
    assert made.resume["basics"] == original["basics"]
    assert source
    have = {text for _, text in texts(original)}
    assert all(text in have for _, text in texts(made.resume))
    for new, old in zip(made.resume["work"], original["work"], strict=True):
        assert new["position"] == old["position"]
        assert set(new["highlights"]) <= set(old["highlights"])


def test_what_is_no_json_resume_has_no_original(
    tmp_path: Path, samples: dict[str, Document]
) -> None:
    for name, content in (("a.txt", b"{not json"), ("b.json", b"[1]"), ("c.json", b'{"a": 1}')):
        (tmp_path / name).write_bytes(content)
        assert read_original(tmp_path / name) is None
    assert read_original(tmp_path) is None
    assert read_original(tmp_path / "none") is None


def test_a_correction_takes_a_line_down(
    framework: Framework, reader: Reader, read: ReadAdvert
) -> None:
    from metier.core.framework.records import Rejection

    text = "Ann Lee\n\nSkills\n\nChess and walks\nI write Python daily\nSQL too\n"
    document = paper(text)
    at = text.index("Python")
    rejection = Rejection(document.sha256, at, at + 6, "python")
    for rejections, shown in (((), True), ((rejection,), False)):
        profile = build_profile(reader, [document], rejections=rejections)
        made = make_cv(reader, assess_profile(framework, profile, as_of=DAY), read)
        assert ("python" in made.cv.shown) is shown


def test_the_document_with_most_positions_is_taken(
    reader: Reader, samples: dict[str, Document]
) -> None:
    profile = build_profile(reader, [paper("A letter. " * 900, "letter.txt"), samples["analyst"]])
    assert choose_document(profile).name == samples["analyst"].name
    assert choose_document(profile, "letter.txt").name == "letter.txt"
    with pytest.raises(InputError) as caught:
        choose_document(profile, "other.txt")
    assert caught.value.code == "cv-missing"
    with pytest.raises(InputError):
        choose_document(build_profile(reader, [], backgrounds=["nurse"]))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee\nann.lee@example.org\n", "Ann Lee"),
        ("Ann Lee\nhttps://github.com/annlee\n", "Ann Lee"),
        ("Ann Lee\n", ""),
        ("Data Analyst\nann@example.org\n", ""),
        ("Tel Aviv\nann@example.org\n", ""),
        ("CURRICULUM VITAE\nAnn Lee\nann.lee@example.org\n", ""),
        ("", ""),
    ],
)
def test_a_name_is_one_when_an_address_confirms_it(text: str, name: str) -> None:
    assert person_name(paper(text)) == name


def test_formats(reader: Reader, read: ReadAdvert, samples: dict[str, Document]) -> None:
    pytest.importorskip("typst")
    made = make(reader, read, samples["analyst"])
    assert json.loads(str(write_cv(made, "json"))) == made.resume
    markdown = str(write_cv(made, "md"))
    assert markdown.startswith("# Noor Haddad\n")
    assert "\n## Experience\n" in markdown
    page = str(write_cv(made, "html"))
    assert "<script" not in page
    assert "http" not in page
    pdf = write_cv(made, "pdf")
    assert not isinstance(pdf, str)
    assert pdf.content.startswith(b"%PDF")
    assert pdf.missing == ""


def test_the_pdf_holds_the_same_lines(
    reader: Reader, read: ReadAdvert, samples: dict[str, Document]
) -> None:
    pytest.importorskip("typst")
    made = make(reader, read, samples["engineer"])
    pdf = write_cv(made, "pdf")
    assert not isinstance(pdf, str)
    with DocumentReader() as documents:
        back = flat(documents.read_bytes(pdf.content, name="cv.pdf").text)
    words = back.replace("- ", "-")
    lines = [line for part in made.plain["parts"] for g in part["groups"] for line in g["lines"]]
    assert lines
    for line in lines:
        assert all(word in words for word in line["text"].split())


def test_hostile_text_stays_text(reader: Reader, read: ReadAdvert) -> None:
    pytest.importorskip("typst")
    text = (
        '<script>alert(1)</script>\n#eval("1") $x$ *b* _i_ `c` @ref\n\n'
        'Skills\n\nPython </li><b>SQL\n#import "/etc/passwd"\n'
    )
    made = make(reader, read, paper(text))
    page = str(write_cv(made, "html"))
    assert "<script" not in page
    assert "</li><b>" not in page
    pdf = write_cv(made, "pdf")
    assert not isinstance(pdf, str)
    assert "root:" not in str(pdf.content)
    assert "\\<script\\>" in str(write_cv(made, "md"))


def test_described_with_the_span_of_every_line(
    framework: Framework, reader: Reader, read: ReadAdvert, samples: dict[str, Document]
) -> None:
    profile = build_profile(reader, [samples["analyst"]])
    assessment = assess_profile(framework, profile, as_of=DAY)
    made = make_cv(reader, assessment, read)
    found = describe_cv(framework, assessment, made)
    assert found["kept"] <= found["lines"]
    assert found["resume"] == made.resume
    assert found["document"] == samples["analyst"].name


PIECES = st.lists(
    st.sampled_from(
        (
            *("Ann Lee", "ann.lee@example.org", "Data Analyst", "+49 30 1234567"),
            *("Experience", "WORK EXPERIENCE", "Education", "Skills", "Languages", "Projects"),
            *("Summary", "References", "Certificates", "Interests"),
            *(
                "Analyst, Acme, March 2020 - Present",
                "2016 - 2018 Clerk",
                "Clerk | 01/2015 - 12/2015",
            ),
            *("B.Sc. Physics, University of Somewhere, 2010 - 2013", "High School, Town"),
            *("- Wrote SQL reports", "• Built models in dbt", "1. Ran A/B testing", "– Tea"),
            *(
                "Python, SQL; dbt | Git / Docker",
                "Tools: Power BI, Excel (good)",
                "German, English",
            ),
            *("I led a team of four. We used Python daily; it was fun.", "no Java", "", "   "),
            *("Ran a large programme with many people over several years that went on and", "on."),
            *("naïve Bayes — “done”", "数据分析, 日本語", "C#, C++ & F#", "<b>HTML</b> *x* _y_ #z"),
        )
    ),
    max_size=30,
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=PIECES, media=st.sampled_from(("cv.txt", "cv.md")))
def test_no_word_is_added_to_any_cv(
    reader: Reader, read: ReadAdvert, documents: DocumentReader, pieces: list[str], media: str
) -> None:
    text = "\n".join(pieces)
    if not text.strip():
        return
    document = documents.read_bytes(text.encode(), name=media)
    made = make(reader, read, document)
    check_own_words(made, document)
    assert SCHEMA is None or not list(SCHEMA.iter_errors(made.resume))


@pytest.mark.shared_data
def test_real_cvs_give_valid_json_resumes_of_their_own_words(
    reader: Reader, read: ReadAdvert
) -> None:
    folder = shared_folder("data") / "resumes_vanetik" / "CV"
    validator = resume_schema()
    paths = sorted(folder.iterdir())[::3]
    with DocumentReader() as documents:
        for path in paths:
            document = documents.read_path(path)
            made = make(reader, read, document)
            assert [str(error) for error in validator.iter_errors(made.resume)] == [], path.name
            check_own_words(made, document)
        for path in sorted((shared_folder("data") / "jsonresume").glob("*.resume.json")):
            original = read_original(path)
            made = make(reader, read, documents.read_path(path), original=original)
            assert [str(error) for error in validator.iter_errors(made.resume)] == [], path.name
            made = make(reader, read, documents.read_path(path))
            assert [str(error) for error in validator.iter_errors(made.resume)] == [], path.name
    assert len(paths) > 10
