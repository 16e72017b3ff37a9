"""Hold finished work against a project of the framework; what it shows becomes evidence."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from metier.core.assess.checklist import LineCheck, Seen, check_lines
from metier.core.errors import InputError, UnknownIdError, UsageError
from metier.core.framework.doing_types import CheckFile
from metier.core.framework.index import Framework, did_you_mean
from metier.core.framework.library import Project
from metier.core.framework.lookup import nearest
from metier.core.framework.records import REPOSITORY, Artifact, Document, Evidence, Profile
from metier.core.profile.posterior import infer_levels
from metier.core.repository.digest import how_much, proof_line
from metier.core.repository.types import Use
from metier.core.workflow.answers import Json, head
from metier.core.workflow.assess import Reader
from metier.core.workflow.work import FinishedWork, read_work, text_document

_SEES = frozenset({"language", "tool", "platform"})
_QUOTE = 160

Shown = Literal["shown", "named", "not-seen", "judge"]


class SkillCheck(NamedTuple):
    """A skill at a level that a project is to evidence, and what the work shows of it.

    Attributes:
        level: The level that the project is to evidence.
        state: "shown" by files that use it; "named" in a manifest or a text only; "not-seen",
            though files would show it; "judge" when files do not show such a skill.
        sign: Sign of evidence that it amounts to, or empty.
        how: In words, how much there is.
        lines: The files, each with what in it speaks for the skill.
        file: The file that proves it best, or empty.
        month: Last month of work on it, or None.
        chance: P(level or more), were this check all that is known of the person.
    """

    skill: str
    level: int
    state: Shown
    sign: str
    how: str
    lines: tuple[str, ...]
    file: str
    month: str | None
    chance: float


class ProjectCheck(NamedTuple):
    """Finished work held against a project.

    Attributes:
        role: The role that the project belongs to.
        work: The work, as it was read.
        skills: What it is to evidence.
        lines: Its checklist.
        document: What was found, as a text that the evidence points into.
        evidence: What the findings say about the person whose work it is.
    """

    project: Project
    role: str
    work: FinishedWork
    skills: tuple[SkillCheck, ...]
    lines: tuple[LineCheck, ...]
    document: Document
    evidence: tuple[Evidence, ...]
    as_of: dt.date


def find_project(framework: Framework, project_id: str) -> tuple[str, Project]:
    """Return a project by its id, with its role.

    Raises:
        UnknownIdError: There is no such project.
    """
    known = {
        project.id: (file.role, project)
        for file in framework.library.projects
        for project in file.projects
    }
    if project_id in known:
        return known[project_id]
    near = [name for name, _ in nearest(project_id, known, limit=3, cutoff=0.5)]
    raise UnknownIdError(
        f"There is no project {project_id!r}.",
        code="project-unknown",
        hint=did_you_mean(near) or "'metier role ROLE' and 'metier projects' name them.",
        candidates=near,
    )


def check_rules(framework: Framework) -> CheckFile:
    """Return how work is checked.

    Raises:
        UsageError: This framework does not say.
    """
    rules = framework.library.checks
    if rules is None:
        raise UsageError(
            "This framework does not say how finished work is checked.",
            code="project-unchecked",
            hint="Its data has no checks.yaml.",
        )
    return rules


def check_project(
    reader: Reader,
    project_id: str,
    path: Path,
    *,
    as_of: dt.date,
    authors: Sequence[str] = (),
) -> ProjectCheck:
    """Return finished work held against a project. Nothing in it is executed.

    Args:
        reader: Reads what texts name.
        project_id: Id of the project.
        path: A folder, a notebook or a document.
        as_of: The day that counts as today.
        authors: Whose commits count; by default those of the user that git has there.

    Raises:
        UnknownIdError: There is no such project.
        DocumentError: The work cannot be read, or has no commit of the authors.
    """
    framework = reader.framework
    role, project = find_project(framework, project_id)
    rules = check_rules(framework)
    work = read_work(framework, rules, path, authors=tuple(authors))
    named = _named_in_texts(reader, work)
    skills = tuple(
        _check_skill(framework, rules, work, named, item.skill, item.level, as_of)
        for item in project.evidences
        if item.skill in framework.skills
    )
    lines = check_lines(rules, project.accept, work.work)
    document, evidence = _digest(framework, project, work, skills, lines)
    return ProjectCheck(project, role, work, skills, lines, document, evidence, as_of)


def keep_check(profile: Profile, check: ProjectCheck, *, place: str) -> Profile:
    """Return a profile with what a check found: a document, evidence, and an artifact.

    A check of the same project made before gives way, and so does evidence for the same skills
    that the same work gave before, read as a repository or held against another project, so that
    no file counts twice.

    Raises:
        InputError: The work shows nothing of what the project is to evidence.
    """
    if not check.evidence:
        raise InputError(
            f"{check.work.name} shows nothing of what {check.project.id} is to evidence, so "
            "nothing was kept.",
            code="project-unshown",
            hint="Is it the right folder, and are the commits yours (--author)?",
        )
    old = next((item for item in profile.artifacts if item.project == check.project.id), None)
    gone = {old.checked} if old and old.checked else set()
    gone.add(check.document.sha256)
    same = same_work(profile, check.work.name)
    skills = {item.skill for item in check.evidence}
    evidence = [
        item
        for item in profile.evidence
        if item.document not in gone and not (item.document in same and item.skill in skills)
    ]
    artifact = _artifact(check, old, profile, place)
    artifacts = (
        (*profile.artifacts, artifact)
        if old is None
        else tuple(artifact if item is old else item for item in profile.artifacts)
    )
    return msgspec.structs.replace(
        profile,
        documents=(
            *(item for item in profile.documents if item.sha256 not in gone),
            check.document,
        ),
        evidence=(*evidence, *check.evidence),
        artifacts=artifacts,
    )


def same_work(profile: Profile, name: str) -> set[str]:
    """Return the hashes of the documents that come from the work called `name`."""
    return {
        item.sha256
        for item in profile.documents
        if item.media == REPOSITORY and (item.name == name or item.name.startswith(f"{name} ("))
    }


def describe_project_check(framework: Framework, path: str, check: ProjectCheck) -> Json:
    """Return a check as plain values."""
    work = check.work
    return {
        **head(framework, check.as_of),
        "project": check.project.id,
        "title": check.project.title,
        "role": check.role,
        "stage": check.project.stage,
        "path": path,
        "reads_as": work.opening,
        "own": work.own,
        "commits": work.commits,
        "notes": work.notes,
        "files": len(work.work.files),
        "skills": [
            {
                "skill": item.skill,
                "name": framework.skills[item.skill].name,
                "level": item.level,
                "state": item.state,
                "sign": item.sign or None,
                "says": framework.signs[item.sign].label if item.sign else None,
                "how_much": item.how,
                "proofs": item.lines,
                "file": item.file,
                "month": item.month,
                "chance": item.chance,
            }
            for item in check.skills
        ],
        "lines": [describe_line(line) for line in check.lines],
        "text": check.document.text,
    }


def describe_line(line: LineCheck) -> Json:
    """Return a line of a checklist with its signs."""
    return {
        "number": line.number,
        "line": line.text,
        "state": line.state,
        "signs": [
            {
                "sign": sign.sign,
                "label": sign.label,
                "found": sign.found,
                "count": sign.places,
                "leaves": sign.leaves,
            }
            for sign in line.signs
        ],
    }


def line_sentence(line: LineCheck) -> str:
    """Return in words what files show of a line."""
    if line.state == "judge":
        return "files cannot tell; a person judges"
    seen = [sign for sign in line.signs if sign.found]
    if not seen:
        return f"not seen: {', '.join(sign.label for sign in line.signs)}"
    places = "; ".join(f"{sign.label} ({_places(sign)})" for sign in seen)
    open_ends = ", ".join(dict.fromkeys(sign.leaves for sign in seen))
    return f"seen: {places}; open: {open_ends}"


def _places(sign: Seen) -> str:
    more = sign.places - len(sign.found)
    return ", ".join(sign.found) + (f" and {more:,} more" if more > 0 else "")


def _named_in_texts(reader: Reader, work: FinishedWork) -> dict[str, list[str]]:
    """Return for each skill that the texts name, the files with the line that names it first."""
    found: dict[str, list[str]] = {}
    for name, text in work.work.texts.items():
        seen: set[str] = set()
        for mention in reader.mentions(text_document(name, text)):
            if mention.polarity != "has" or mention.skill in seen:
                continue
            seen.add(mention.skill)
            found.setdefault(mention.skill, []).append(
                f"{name}: “{_quote(text, mention.start, mention.end)}”"
            )
    return found


def _quote(text: str, start: int, end: int) -> str:
    """Return the line around a span, cut to what can be read at a glance."""
    low = max(text.rfind("\n", 0, start) + 1, start - _QUOTE // 2)
    stop = text.find("\n", end)
    high = min(stop if stop >= 0 else len(text), end + _QUOTE // 2)
    words = " ".join(text[low:high].split())
    begun = "…" if low > 0 and text[low - 1] != "\n" else ""
    ended = "…" if high < len(text) and text[high] != "\n" else ""
    return f"{begun}{words}{ended}"


def _check_skill(  # noqa: PLR0917
    framework: Framework,
    rules: CheckFile,
    work: FinishedWork,
    named: dict[str, list[str]],
    skill: str,
    level: int,
    as_of: dt.date,
) -> SkillCheck:
    use = work.uses.get(skill)
    month = use.months[-1] if use and use.months else None
    if use and (use.files or not use.named):
        sign = _own_sign(framework, rules, use) if work.own else rules.shown
        lines = _proofs(use)
        file = use.proofs[0].file if use.proofs else ""
        return _found(
            framework, skill, level, "shown", sign, how_much(use), lines, file, month, as_of
        )
    texts = named.get(skill, [])
    if use or texts:
        lines = (*(_proofs(use) if use else ()), *texts[:3])
        file = use.proofs[0].file if use and use.proofs else texts[0].partition(":")[0]
        how = how_much(use) if use else f"named in {_counted(len(texts))}"
        return _found(framework, skill, level, "named", rules.named, how, lines, file, month, as_of)
    state: Shown = "not-seen" if _would_show(framework, skill) else "judge"
    return _found(framework, skill, level, state, "", "", (), "", None, as_of)


def _counted(texts: int) -> str:
    return f"{texts} text{'s' if texts != 1 else ''}"


def _own_sign(framework: Framework, rules: CheckFile, use: Use) -> str:
    """Return the sign for the person's own use: the weaker one where it earns the last grade."""
    spec = framework.library.repositories
    return rules.few if spec and use.sign == spec.grades[-1].sign else rules.own


def _proofs(use: Use) -> tuple[str, ...]:
    return tuple(proof_line(proof).strip() if proof.file else proof.why for proof in use.proofs)


def _found(  # noqa: PLR0917
    framework: Framework,
    skill: str,
    level: int,
    state: Shown,
    sign: str,
    how: str,
    lines: tuple[str, ...],
    file: str,
    month: str | None,
    as_of: dt.date,
) -> SkillCheck:
    alone = [Evidence(skill, "claim", sign, month=month)] if sign else []
    chance = infer_levels(framework, alone, as_of=as_of).at_least(skill, level)
    return SkillCheck(skill, level, state, sign, how, lines, file, month, round(chance, 4))


def _would_show(framework: Framework, skill: str) -> bool:
    """Return whether files would show a skill: rules look for it, or it is a tool."""
    spec = framework.library.repositories
    if spec is None or skill in spec.unseen:
        return False
    known = any(item.skill == skill for item in spec.skills) or skill in spec.history
    return known or framework.skills[skill].kind in _SEES


def _digest(
    framework: Framework,
    project: Project,
    work: FinishedWork,
    skills: Sequence[SkillCheck],
    lines: Sequence[LineCheck],
) -> tuple[Document, tuple[Evidence, ...]]:
    """Return what was found as a text, and the evidence that points into it."""
    text = f"{work.opening}\nHeld against the project {project.id}: {project.title}.\n"
    spans: list[tuple[SkillCheck, int, int]] = []
    for item in skills:
        if item.sign:
            name = framework.skills[item.skill].name
            block = "\n".join(
                [f"{name}, level {item.level}: {item.how}", *(f"  {line}" for line in item.lines)]
            )
            spans.append((item, len(text) + 1, len(text) + 1 + len(block)))
            text += f"\n{block}\n"
    text += "\nChecklist\n"
    text += "".join(f"{line.number}. {line.text}\n   {line_sentence(line)}\n" for line in lines)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    document = Document(
        f"{work.name} ({project.id})", REPOSITORY, digest, text, "en", 0, (), (), work.notes
    )
    evidence = tuple(
        Evidence(
            item.skill,
            "claim",
            item.sign,
            digest,
            start,
            end,
            REPOSITORY,
            item.month,
            None,
            item.file,
        )
        for item, start, end in spans
    )
    return document, evidence


def _artifact(check: ProjectCheck, old: Artifact | None, profile: Profile, place: str) -> Artifact:
    claims = tuple(
        ref
        for ref in check.project.evidences
        if any(item.skill == ref.skill and item.state == "shown" for item in check.skills)
    )
    found = tuple(line_sentence(line) for line in check.lines)
    if old is not None:
        return msgspec.structs.replace(
            old,
            place=old.place or place,
            claims=old.claims or claims,
            checked=check.document.sha256,
            found=found,
        )
    taken = {item.id for item in profile.artifacts}
    name = check.project.id
    number = 2
    while name in taken:
        name = f"{check.project.id}-{number}"
        number += 1
    return Artifact(
        id=name,
        title=check.project.title,
        day=check.as_of.isoformat(),
        project=check.project.id,
        place=place,
        claims=claims,
        checked=check.document.sha256,
        found=found,
    )
