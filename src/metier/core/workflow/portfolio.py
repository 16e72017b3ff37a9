"""The portfolio of a person: finished work, what it is to show, and what a check showed."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from metier.core.applications.lines import line_at, shown
from metier.core.errors import StoreError, UsageError, unwritable
from metier.core.framework.index import Framework
from metier.core.framework.library import Project
from metier.core.framework.records import REPOSITORY, Artifact, Evidence, Profile
from metier.core.framework.types import LevelRef
from metier.core.report.portfolio import INDEX, MARK, render_site
from metier.core.report.typeset import Pdf, typeset
from metier.core.workflow.answers import Json, head, surface_of
from metier.core.workflow.assess import Assessment
from metier.core.workflow.proving import find_project, same_work

_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z")
_QUOTES = 3
_LEAST_TITLE, _MOST_TITLE = 1, 200


def find_artifact(profile: Profile, artifact_id: str) -> Artifact:
    """Return a piece of the portfolio by its id.

    Raises:
        StoreError: There is no such piece.
    """
    for item in profile.artifacts:
        if item.id == artifact_id:
            return item
    known = ", ".join(item.id for item in profile.artifacts)
    raise StoreError(
        f"{profile.name} has no piece {artifact_id!r}.",
        code="artifact-missing",
        hint=f"There are {known}." if known else "'metier portfolio @NAME add' adds one.",
    )


def add_artifact(
    framework: Framework,
    profile: Profile,
    *,
    day: dt.date,
    title: str = "",
    project: str = "",
    place: str = "",
    claims: Sequence[tuple[str, int]] = (),
    note: str = "",
) -> Profile:
    """Return the profile with a new piece in its portfolio.

    Args:
        framework: The framework.
        profile: The person.
        day: The day of the entry.
        title: What it is called; empty takes the project's title.
        project: Id of the framework's project that it carries out, or empty.
        place: A path or an address.
        claims: Skills and levels that it is to show; empty takes the project's.
        note: For the person's own use; it is never published.

    Raises:
        UnknownIdError: There is no such project or skill.
        UsageError: It has no title, a level is none, or the project is there already.
    """
    known = find_project(framework, project)[1] if project else None
    if known and any(item.project == known.id for item in profile.artifacts):
        raise UsageError(
            f"The portfolio holds the project {known.id} already.",
            code="artifact-exists",
            hint="'check' holds its work against the project again.",
        )
    words = " ".join(title.split()) or (known.title if known else "")
    if not _LEAST_TITLE <= len(words) <= _MOST_TITLE:
        raise UsageError(
            f"A piece needs a title of {_LEAST_TITLE} to {_MOST_TITLE} characters.",
            code="artifact-title",
            hint="Give a title, or --project with the project that it carries out.",
        )
    refs = tuple(LevelRef(framework.skill(skill).id, level) for skill, level in claims)
    if any(not 1 <= ref.level <= 5 for ref in refs):
        raise UsageError("A level lies between 1 and 5.", code="level-unknown")
    artifact = Artifact(
        id=_free_id(profile, known.id if known else words),
        title=words,
        day=day.isoformat(),
        project=known.id if known else "",
        place=place,
        claims=refs or (known.evidences if known else ()),
        note=note,
    )
    return msgspec.structs.replace(profile, artifacts=(*profile.artifacts, artifact))


def mark_done(
    framework: Framework, profile: Profile, artifact_id: str, numbers: Sequence[int]
) -> Profile:
    """Return the profile where the person says which lines of a checklist are met.

    Args:
        framework: The framework.
        profile: The person.
        artifact_id: The piece.
        numbers: All lines that are met, from 1; none means that no line is.

    Raises:
        StoreError: There is no such piece.
        UsageError: The piece has no checklist, or no such line.
    """
    artifact = find_artifact(profile, artifact_id)
    lines = find_project(framework, artifact.project)[1].accept if artifact.project else ()
    wrong = [number for number in numbers if not 1 <= number <= len(lines)]
    if wrong or not lines:
        raise UsageError(
            f"The checklist of {artifact_id} has no line {', '.join(map(str, wrong)) or 'at all'}.",
            code="checklist-line",
            hint=f"Its lines are 1 to {len(lines)}." if lines else "It follows no project.",
        )
    done = tuple(sorted(set(numbers)))
    return _replace(profile, msgspec.structs.replace(artifact, done=done))


def remove_artifact(profile: Profile, artifact_id: str) -> Profile:
    """Return the profile without a piece, its check, and the evidence of that check.

    Raises:
        StoreError: There is no such piece.
    """
    gone = find_artifact(profile, artifact_id)
    checked = gone.checked
    return msgspec.structs.replace(
        profile,
        artifacts=tuple(item for item in profile.artifacts if item is not gone),
        documents=tuple(
            item for item in profile.documents if item.sha256 != checked or not checked
        ),
        evidence=tuple(
            item for item in profile.evidence if item.document != checked or not checked
        ),
    )


def describe_portfolio(framework: Framework, assessment: Assessment) -> Json:
    """Return the portfolio as plain values."""
    return {
        **head(framework, assessment.as_of),
        "artifacts": [
            _describe(framework, assessment, item) for item in assessment.profile.artifacts
        ],
    }


def site_context(
    framework: Framework,
    assessment: Assessment,
    *,
    pieces: Sequence[str],
    title: str,
    quotes: bool = False,
) -> dict[str, Any]:
    """Return what is published: the chosen pieces, without notes, paths or the person's CV.

    Args:
        framework: The framework.
        assessment: The person.
        pieces: Ids of the pieces, in order.
        title: The heading of the site.
        quotes: Add the person's own words from their documents for each claim.

    Raises:
        StoreError: There is no such piece.
        UsageError: No piece is chosen.
    """
    if not pieces:
        raise UsageError(
            "No piece is chosen, and only what you choose is published.",
            code="portfolio-choice",
            hint="Name them with --piece, or take --all.",
        )
    chosen = [find_artifact(assessment.profile, item) for item in dict.fromkeys(pieces)]
    return {
        "title": title,
        "as_of": assessment.as_of.isoformat(),
        "pieces": [_publish(framework, assessment, item, quotes=quotes) for item in chosen],
    }


def publish_site(context: dict[str, Any], folder: Path) -> list[str]:
    """Write the site into a folder that is empty, new, or holds such a site; return the files.

    Raises:
        UsageError: The folder holds something else, or cannot be written.
    """
    pages = render_site(context)
    try:
        _make_room(folder)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(folder, error) from error
    return sorted(pages)


def portfolio_pdf(context: dict[str, Any]) -> Pdf:
    """Return what is published as a PDF.

    Raises:
        UsageError: Typst is not installed, or cannot set the page.
    """
    return typeset("portfolio.typ", context)


def _make_room(folder: Path) -> None:
    """Make the folder, and remove the pages of a site that was written here before."""
    folder.mkdir(parents=True, exist_ok=True)
    there = sorted(folder.iterdir())
    if not there:
        return
    index = folder / INDEX
    if not index.is_file() or MARK not in index.read_text("utf-8", "replace"):
        raise UsageError(
            f"{folder} holds files that are no portfolio of Metier's.",
            code="output-exists",
            hint="Name an empty or a new folder.",
        )
    for page in folder.glob("*.html"):
        if page.is_file() and MARK in page.read_text("utf-8", "replace"):
            page.unlink()


def _describe(framework: Framework, assessment: Assessment, artifact: Artifact) -> Json:
    role, project = _project_of(framework, artifact)
    return {
        "id": artifact.id,
        "title": artifact.title,
        "day": artifact.day,
        "project": artifact.project or None,
        "role": role,
        "place": artifact.place,
        "note": artifact.note,
        "checked": bool(artifact.checked),
        "claims": [
            {
                "skill": ref.skill,
                "name": framework.skills[ref.skill].name,
                "level": ref.level,
                "chance": round(assessment.proficiencies.at_least(ref.skill, ref.level), 4),
                "shown": [
                    {"sign": item.sign, "says": _says(framework, item), "file": item.file}
                    for item in _shown(assessment, artifact, ref.skill)
                ],
            }
            for ref in artifact.claims
            if ref.skill in framework.skills
        ],
        "lines": _lines(artifact, project),
        "rubric": msgspec.to_builtins(project.rubric) if project else None,
    }


def _publish(
    framework: Framework, assessment: Assessment, artifact: Artifact, *, quotes: bool
) -> dict[str, Any]:
    _, project = _project_of(framework, artifact)
    return {
        "id": artifact.id,
        "title": artifact.title,
        "day": artifact.day,
        "brief": " ".join(project.brief.split()) if project else "",
        "hours": round(project.hours[1]) if project else 0,
        "link": artifact.place if _ADDRESS.match(artifact.place) else "",
        "claims": [
            {
                "name": framework.skills[ref.skill].name,
                "level": ref.level,
                "descriptor": framework.skills[ref.skill].levels.get(ref.level, ""),
                "shown": [
                    {
                        "says": _says(framework, item),
                        "text": surface_of(assessment, item).partition(": ")[2],
                    }
                    for item in _shown(assessment, artifact, ref.skill)
                ],
                "quotes": _quotes(assessment, ref.skill) if quotes else [],
            }
            for ref in artifact.claims
            if ref.skill in framework.skills
        ],
        "lines": _lines(artifact, project),
        "rubric": msgspec.to_builtins(project.rubric) if project else {},
    }


def _project_of(framework: Framework, artifact: Artifact) -> tuple[str | None, Project | None]:
    """Return the project and its role; none where this framework does not know it."""
    for file in framework.library.projects:
        for project in file.projects:
            if project.id == artifact.project:
                return file.role, project
    return None, None


def _lines(artifact: Artifact, project: Project | None) -> list[dict[str, Any]]:
    lines = project.accept if project else ()
    return [
        {
            "number": number,
            "line": line,
            "done": number in artifact.done,
            "found": artifact.found[number - 1] if number <= len(artifact.found) else "",
        }
        for number, line in enumerate(lines, start=1)
    ]


def _shown(assessment: Assessment, artifact: Artifact, skill: str) -> list[Evidence]:
    """Return what a check of a piece's work showed of a skill."""
    profile = assessment.profile
    paper = next((item for item in profile.documents if item.sha256 == artifact.checked), None)
    if paper is None:
        return []
    same = same_work(profile, paper.name.rpartition(" (")[0])
    return [item for item in assessment.evidence if item.document in same and item.skill == skill]


def _says(framework: Framework, item: Evidence) -> str:
    sign = framework.signs.get(item.sign)
    return sign.label if sign else item.sign


def _quotes(assessment: Assessment, skill: str) -> list[str]:
    """Return the lines of the person's documents that name a skill of theirs."""
    papers = {
        document.sha256: document
        for document in assessment.profile.documents
        if document.media != REPOSITORY
    }
    lines: dict[str, None] = {}
    for item in assessment.evidence:
        paper = papers.get(item.document)
        if item.skill == skill and paper and item.start >= 0 and item.sign != "denied":
            lines[shown(paper.text, line_at(paper, item.start, item.end))] = None
    return list(lines)[:_QUOTES]


def _free_id(profile: Profile, words: str) -> str:
    """Return an id made of words that no piece has and that is safe as a file's name."""
    base = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:60].strip("-") or "piece"
    taken = {item.id for item in profile.artifacts} | {"index"}
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _replace(profile: Profile, changed: Artifact) -> Profile:
    artifacts = tuple(changed if item.id == changed.id else item for item in profile.artifacts)
    return msgspec.structs.replace(profile, artifacts=artifacts)
