"""The portfolio: pieces, what is published, and what stays here."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from metier.core.errors import StoreError, UsageError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Profile
from metier.core.workflow.assess import Reader, assess_profile, build_profile
from metier.core.workflow.portfolio import (
    add_artifact,
    describe_portfolio,
    find_artifact,
    mark_done,
    portfolio_pdf,
    publish_site,
    remove_artifact,
    site_context,
)
from metier.core.workflow.proving import check_project, keep_check
from repositories import ANN, Maker, lines_of

DAY = dt.date(2026, 11, 23)
PROJECT = "mle-notebook-to-package"


@pytest.fixture
def person(reader: Reader, samples: dict[str, Document]) -> Profile:
    return build_profile(reader, [samples["analyst"]], name="noor")


@pytest.fixture
def checked(
    reader: Reader, person: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Profile:
    """The person with a checked project and a talk of their own."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    made = Maker(tmp_path / "secret-place" / "work").write(
        {"a.py": lines_of("import sklearn"), "README.md": "Uses Docker."}
    )
    check = check_project(
        reader, PROJECT, made.commit("2026-10-01").root, as_of=DAY, authors=[ANN[1]]
    )
    kept = keep_check(person, check, place=str(made.root))
    return add_artifact(
        reader.framework,
        kept,
        day=DAY,
        title="My <script>talk</script>",
        place="https://example.org/talk?a=1&b=2",
        claims=[("python", 3)],
        note="a private note",
    )


def publish(framework: Framework, profile: Profile, folder: Path, **options) -> dict[str, str]:
    assessment = assess_profile(framework, profile, as_of=DAY)
    pieces = options.pop("pieces", [item.id for item in profile.artifacts])
    context = site_context(framework, assessment, pieces=pieces, title="Noor's work", **options)
    return {name: (folder / name).read_text("utf-8") for name in publish_site(context, folder)}


def test_a_piece_of_a_project_takes_its_title_and_claims(
    framework: Framework, person: Profile
) -> None:
    kept = add_artifact(framework, person, day=DAY, project="ds-why-did-it-fall")
    (piece,) = kept.artifacts
    assert piece.id == piece.project == "ds-why-did-it-fall"
    assert piece.title
    assert piece.claims
    with pytest.raises(UsageError) as caught:
        add_artifact(framework, kept, day=DAY, project="ds-why-did-it-fall")
    assert caught.value.code == "artifact-exists"


def test_ids_stay_apart_and_are_safe_names(framework: Framework, person: Profile) -> None:
    for title in ("Talk", "Talk", "../../etc", "Index", "数据"):
        person = add_artifact(framework, person, day=DAY, title=title)
    ids = [item.id for item in person.artifacts]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)
    assert "index" not in ids


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": " "}, "artifact-title"),
        ({"title": "a" * 201}, "artifact-title"),
        ({"title": "a", "claims": [("pithon", 3)]}, "skill-unknown"),
        ({"title": "a", "claims": [("python", 6)]}, "level-unknown"),
        ({"project": "none-such"}, "project-unknown"),
    ],
)
def test_what_cannot_be_a_piece(framework: Framework, person: Profile, fields, code: str) -> None:
    from metier.core.errors import MetierError

    with pytest.raises(MetierError) as caught:
        add_artifact(framework, person, day=DAY, **fields)
    assert caught.value.code == code


def test_lines_are_met_when_the_person_says_so(framework: Framework, checked: Profile) -> None:
    kept = mark_done(framework, checked, PROJECT, [3, 1, 3])
    assert find_artifact(kept, PROJECT).done == (1, 3)
    assert find_artifact(mark_done(framework, kept, PROJECT, []), PROJECT).done == ()
    for piece, numbers in ((PROJECT, [6]), (PROJECT, [0]), (kept.artifacts[1].id, [1])):
        with pytest.raises(UsageError) as caught:
            mark_done(framework, kept, piece, numbers)
        assert caught.value.code == "checklist-line"
    with pytest.raises(StoreError) as missing:
        mark_done(framework, kept, "other", [1])
    assert missing.value.code == "artifact-missing"


def test_removing_a_piece_removes_what_its_check_said(
    framework: Framework, person: Profile, checked: Profile
) -> None:
    kept = remove_artifact(remove_artifact(checked, PROJECT), checked.artifacts[1].id)
    assert kept.artifacts == ()
    assert kept.evidence == person.evidence
    assert kept.documents == person.documents


def test_described(framework: Framework, checked: Profile) -> None:
    found = describe_portfolio(framework, assess_profile(framework, checked, as_of=DAY))
    first, second = found["artifacts"]
    assert first["checked"] is True
    assert first["role"] == "machine-learning-engineer"
    assert [line["number"] for line in first["lines"]] == [1, 2, 3, 4, 5]
    assert all(line["found"] for line in first["lines"])
    assert first["rubric"]["strong"]
    claims = {claim["skill"]: claim for claim in first["claims"]}
    assert claims["scikit-learn"]["shown"][0]["file"] == "a.py"
    assert "docker" not in claims
    assert (second["checked"], second["rubric"], second["lines"]) == (False, None, [])


def test_only_what_was_chosen_is_published(
    framework: Framework, checked: Profile, tmp_path: Path
) -> None:
    talk = checked.artifacts[1].id
    pages = publish(framework, checked, tmp_path / "site", pieces=[talk])
    assert sorted(pages) == ["index.html", f"{talk}.html", "style.css"]
    text = "".join(pages.values())
    assert "notebook" not in text.lower()
    with pytest.raises(UsageError) as caught:
        publish(framework, checked, tmp_path / "site", pieces=[])
    assert caught.value.code == "portfolio-choice"
    with pytest.raises(StoreError):
        publish(framework, checked, tmp_path / "site", pieces=["other"])


def test_pages_are_plain_escaped_and_private(
    framework: Framework, checked: Profile, samples: dict[str, Document], tmp_path: Path
) -> None:
    pages = publish(framework, checked, tmp_path / "site")
    text = "".join(page for name, page in pages.items() if name.endswith(".html"))
    assert "<script" not in text
    assert "My &lt;script&gt;talk&lt;/script&gt;" in text
    assert 'href="https://example.org/talk?a=1&amp;b=2"' in text
    assert "private note" not in text
    assert "secret-place" not in text
    for line in samples["analyst"].text.splitlines():
        if len(line) > 30:
            assert line not in text
    links = set(re.findall(r'(?:href|src)="([^"]+)"', text))
    assert all(link.startswith("https://example.org") or link in pages for link in links)
    assert "a.py: uses sklearn, 20 lines" in text
    assert "@media print" in pages["style.css"]
    assert "url(" not in pages["style.css"]


def test_the_persons_own_words_only_when_asked(
    framework: Framework, checked: Profile, tmp_path: Path
) -> None:
    talk = checked.artifacts[1].id
    page = publish(framework, checked, tmp_path / "site", quotes=True)[f"{talk}.html"]
    assert "<blockquote>" in page
    assert "Python" in page.split("<blockquote>")[1]


@pytest.mark.parametrize("place", ["javascript:alert(1)", "/home/noor/work", "~/work", "data:x"])
def test_only_web_addresses_become_links(
    framework: Framework, person: Profile, tmp_path: Path, place: str
) -> None:
    kept = add_artifact(framework, person, day=DAY, title="Work", place=place)
    text = "".join(publish(framework, kept, tmp_path / "site").values())
    assert place not in text


def test_a_site_takes_the_place_of_its_like_and_of_nothing_else(
    framework: Framework, checked: Profile, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(framework, checked, site)
    (site / "mine.html").write_text("<p>mine</p>", "utf-8")
    publish(framework, checked, site, pieces=[checked.artifacts[1].id])
    assert not (site / f"{PROJECT}.html").exists()
    assert (site / "mine.html").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("<p>Mine</p>", "utf-8")
    with pytest.raises(UsageError) as caught:
        publish(framework, checked, other)
    assert caught.value.code == "output-exists"
    assert (other / "index.html").read_text("utf-8") == "<p>Mine</p>"
    with pytest.raises(UsageError) as unwritable:
        publish(framework, checked, other / "index.html")
    assert unwritable.value.code == "output-unwritable"


def test_the_same_day_gives_the_same_pages(
    framework: Framework, checked: Profile, tmp_path: Path
) -> None:
    assert publish(framework, checked, tmp_path / "a") == publish(
        framework, checked, tmp_path / "b"
    )


def test_as_pdf(framework: Framework, checked: Profile) -> None:
    pytest.importorskip("typst")
    from metier.core.documents.reader import DocumentReader

    assessment = assess_profile(framework, checked, as_of=DAY)
    pieces = [item.id for item in checked.artifacts]
    context = site_context(framework, assessment, pieces=pieces, title="Work")
    pdf = portfolio_pdf(context)
    assert pdf.missing == ""
    assert portfolio_pdf(context).content == pdf.content
    with DocumentReader() as documents:
        text = documents.read_bytes(pdf.content, name="p.pdf").text
    assert "My <script>talk</script>" in text
    assert "private note" not in text
    assert "secret-place" not in text
