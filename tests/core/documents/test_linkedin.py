"""LinkedIn's data export: a ZIP of tables, as it writes them and as others damage them."""

import csv
import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metier.core.documents.build import build_document
from metier.core.documents.linkedin import TABLE_FILES
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError
from metier.core.framework.records import Document

POSITIONS = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")
EDUCATION = ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities")
CERTIFICATES = ("Name", "Url", "Authority", "Started On", "Finished On", "License Number")
PROFILE = ("First Name", "Last Name", "Address", "Birth Date", "Headline", "Summary", "Zip Code")
EXPORT: dict[str, list[Sequence[str]]] = {
    "Profile.csv": [
        PROFILE,
        ("Ann", "Example", "1 Hidden Lane", "Jan 1", "Data engineer", "Likes SQL.", "90210"),
    ],
    "Positions.csv": [
        POSITIONS,
        (
            "Acme, Inc.",
            "Data Engineer",
            "Built pipelines in Python.\nRan Spark.",
            "Bern",
            "Mar 2020",
            "",
        ),
        ("Beta", "Analyst", "", "", "2016", "Dec 2019"),
    ],
    "Education.csv": [
        EDUCATION,
        ("ETH", "2012", "2016", "Thesis on trees", "MSc Physics", "Chess"),
    ],
    "Skills.csv": [("Name",), ("Python",), ("SQL",), ("Apache Spark",)],
    "Certifications.csv": [
        CERTIFICATES,
        ("AWS Architect", "https://x.example", "Amazon", "Jan 2021", "Jan 2024", "AB-1"),
    ],
    "Connections.csv": [("Notes:",), ("First Name", "Email Address"), ("Bob", "bob@x.example")],
    "messages.csv": [("FROM", "CONTENT"), ("Bob", "A private message about Kubernetes")],
}


def table(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def export(files: dict[str, bytes] | None = None, *, folder: str = "") -> bytes:
    files = {name: table(rows) for name, rows in EXPORT.items()} if files is None else files
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content)
    return out.getvalue()


def parts(document: Document) -> dict[str, str]:
    return {s.kind: document.text[s.start : s.end].rstrip("\n") for s in document.sections}


def test_an_export_has_its_structure(reader: DocumentReader) -> None:
    document = reader.read_bytes(export(), name="Basic_LinkedInDataExport.zip")

    assert document.media == "linkedin"
    assert document.warnings == ()
    assert parts(document) == {
        "summary": "Summary\nData engineer\nLikes SQL.",
        "experience": "Experience\nData Engineer, Acme, Inc.\nBuilt pipelines in Python.\n"
        "Ran Spark.\nAnalyst, Beta",
        "education": "Education\nMSc Physics, ETH\nThesis on trees\nChess",
        "skills": "Skills\nPython\nSQL\nApache Spark",
        "certificates": "Certificates\nAWS Architect, Amazon",
    }
    found = [(p.title, p.began, p.ended, p.current, p.section) for p in document.positions]
    assert found == [
        ("Data Engineer", "2020-03", None, True, "experience"),
        ("Analyst", "2016-01", "2019-12", False, "experience"),
        ("MSc Physics", "2012-01", "2016-01", False, "education"),
        ("AWS Architect", "2021-01", "2024-01", False, "certificates"),
    ]
    first = document.positions[0]
    assert document.text[first.start : first.end].startswith("Data Engineer, Acme")


def test_what_is_private_is_left_unread(reader: DocumentReader) -> None:
    text = reader.read_bytes(export(), name="export.zip").text
    for private in ("Hidden Lane", "90210", "Jan 1", "bob@", "private message", "AB-1", "https"):
        assert private not in text


def test_its_skills_are_found_with_the_positions_months(reader: DocumentReader) -> None:
    import datetime as dt

    from metier.core.framework.load import load_framework
    from metier.core.workflow.assess import Reader, assess_profile, build_profile

    framework = load_framework()
    document = reader.read_bytes(export(), name="export.zip")
    profile = build_profile(Reader(framework), [document])
    found = {item.skill: item for item in profile.evidence if item.section == "experience"}
    assert {"python", "apache-spark"} <= set(found)
    assert {"python", "sql", "apache-spark"} <= {e.skill for e in profile.evidence}
    assessed = assess_profile(framework, profile, as_of=dt.date(2026, 1, 1))
    assert assessed.facts.years > 5


@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport_01-02-2026/", "a\\"])
def test_in_a_folder_or_not(reader: DocumentReader, folder: str) -> None:
    document = reader.read_bytes(export(folder=folder), name="x.zip")
    assert "Data Engineer" in document.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(reader: DocumentReader, encoding: str) -> None:
    rows = [POSITIONS, ("Zürich Rück", "Ingénieur", "Données", "", "Jan 2020", "")]
    document = reader.read_bytes(export({"Positions.csv": table(rows, encoding)}), name="x.zip")
    assert "Ingénieur, Zürich Rück\nDonnées" in document.text


@pytest.mark.parametrize("name", sorted(TABLE_FILES))
def test_one_table_is_enough(reader: DocumentReader, name: str) -> None:
    found = next(key for key in EXPORT if key.lower() == name)
    document = reader.read_bytes(export({found: table(EXPORT[found])}), name="x.zip")
    assert len(document.sections) == 1


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "<script>x</script>"]
)
def test_formulas_are_text(reader: DocumentReader, cell: str) -> None:
    rows = [("Name",), (cell,), ("Python",)]
    document = reader.read_bytes(export({"Skills.csv": table(rows)}), name="x.zip")
    assert f"Skills\n{cell}\nPython\n" == document.text


@pytest.mark.parametrize(
    ("began", "ended"),
    [("Foo 2020", ""), ("Jan 20", ""), ("soon", ""), ("", "Jan 2020"), ("Jan 2021", "Jan 2020"),
     ("9999", ""), ("²⁰²⁰", ""), ("2020-13", "")],
)  # fmt: skip
def test_impossible_dates_make_no_position(reader: DocumentReader, began: str, ended: str) -> None:
    rows = [POSITIONS, ("Acme", "Engineer", "", "", began, ended)]
    document = reader.read_bytes(export({"Positions.csv": table(rows)}), name="x.zip")
    assert "Engineer, Acme" in document.text
    assert document.positions == ()


def test_a_damaged_table_leaves_the_others(reader: DocumentReader) -> None:
    files = {name: table(rows) for name, rows in EXPORT.items()}
    files["Positions.csv"] = b'Company Name,Title\n"' + b"x" * 300_000
    files["Education.csv"] = b"\x89PNG nothing here\n" * 20
    document = reader.read_bytes(export(files), name="x.zip")
    assert set(parts(document)) == {"summary", "skills", "certificates"}
    assert len(document.warnings) == 2
    assert "Positions.csv" in document.warnings[0]
    assert "Education.csv" in document.warnings[1]


@pytest.mark.parametrize(
    "files",
    [
        {"Skills.csv": b""},
        {"Skills.csv": b"Name\n"},
        {"Skills.csv": b"Something\nelse\n"},
        {"Positions.csv": b"\x00" * 500},
        {"Skills.csv": b'"'},
    ],
)
def test_without_anything_in_it(reader: DocumentReader, files: dict[str, bytes]) -> None:
    with pytest.raises(DocumentError) as caught:
        reader.read_bytes(export(files), name="x.zip")
    assert caught.value.code == "document-no-text"


def test_an_archive_of_something_else(reader: DocumentReader) -> None:
    for files in ({"photo.txt": b"x"}, {"a/b/c/Skills.csv": b"Name\nPython\n"}):
        with pytest.raises(DocumentError) as caught:
            reader.read_bytes(export(files), name="x.zip")
        assert caught.value.code == "document-unsupported"
        assert "LinkedIn" in caught.value.hint


def test_bombs(reader: DocumentReader) -> None:
    """What says its size is refused, a large table is cut, one that lies is left out."""
    with pytest.raises(DocumentError) as caught:
        reader.read_bytes(export({"Skills.csv": b"Name\n" + b"a" * 160_000_000}), name="x.zip")
    assert caught.value.code == "document-too-large"

    many = b"Name\n" + b"".join(b"skill %d\n" % n for n in range(50_000))
    cut = reader.read_bytes(export({"Skills.csv": many}), name="x.zip")
    assert "10,000 rows" in cut.warnings[0]
    large = b"Name\n" + b"Python and more\n" * 600_000
    assert "5 MB" in reader.read_bytes(export({"Skills.csv": large}), name="x.zip").warnings[0]

    lying = bytearray(
        export({"Skills.csv": b"Name\n" + b"a,b\n" * 2_000_000, "Courses.csv": b"Name\nSQL\n"})
    )
    size = (5 + 8_000_000).to_bytes(4, "little")
    assert bytes(lying).count(size) == 2
    content = bytes(lying).replace(size, (40).to_bytes(4, "little"))
    read = reader.read_bytes(content, name="x.zip")
    assert len(read.text) < 1000


def test_a_locked_table_is_left_out(reader: DocumentReader) -> None:
    content = bytearray(export({"Skills.csv": b"Name\nPython\n", "Courses.csv": b"Name\nSQL\n"}))
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1  # the bit that says: needs a password
    document = reader.read_bytes(bytes(content), name="x.zip")
    assert document.text == "Courses\nSQL\n"
    assert "Skills.csv" in document.warnings[0]


CELLS = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters="\x00\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_every_row_stands_in_the_text_at_its_place(rows: list[tuple[str, str, str]]) -> None:
    """Whatever the cells hold: title, company and description follow one another."""
    head = ("Title", "Company Name", "Description", "Started On", "Finished On")
    content = export({"Positions.csv": table([head, *((*row, "Feb 2019", "") for row in rows)])})
    lines = [
        line
        for title, company, words in rows
        for line in (", ".join(w for w in (title.strip(), company.strip()) if w), words.strip())
        if line.strip()
    ]
    if not lines:
        with pytest.raises(DocumentError):
            build_document("x.zip", content)
        return
    document = build_document("x.zip", content)
    assert document.text == "\n".join(["Experience", *(line.strip() for line in lines), ""])
    for position in document.positions:
        assert 0 <= position.start < position.end <= len(document.text)
        assert document.text[position.start : position.end].endswith("\n")
        assert document.text[position.start :].startswith(position.title)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(document.positions) == len(filled)


def code_of(content: bytes) -> str:
    """Return the code of the error, or an empty string where the document can be read."""
    try:
        document = build_document("x.zip", content)
    except DocumentError as error:
        return error.code
    return "" if all(s.end <= len(document.text) for s in document.sections) else "offsets"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["Skills.csv", "Positions.csv"]))
def test_any_bytes_in_a_table(content: bytes, name: str) -> None:
    assert code_of(export({name: content})) in {"", "document-no-text"}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 255))
def test_any_byte_of_an_export_turned(place: int, value: int) -> None:
    content = bytearray(export())
    content[place % len(content)] = value
    code = code_of(bytes(content))
    assert not code or code.startswith("document-")
