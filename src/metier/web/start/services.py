"""What a person does with an answer: hand in, correct."""

import datetime as dt
import random

from django.http import HttpRequest
from django.utils.translation import gettext
from msgspec.structs import replace

from metier.core.documents.limits import MAX_UPLOAD_BYTES, MAX_UPLOAD_CHARS
from metier.core.documents.reader import DocumentReader
from metier.core.errors import DocumentError, UsageError
from metier.core.framework.backgrounds import find_background
from metier.core.framework.records import Profile, Rating, Rejection
from metier.core.framework.types import MAX_LEVEL, Skill
from metier.core.workflow.assess import build_profile
from metier.web.engine import framework, reader
from metier.web.start.samples import read_sample


def today() -> dt.date:
    """Return the day on this machine."""
    return dt.datetime.now().astimezone().date()


def handed_in(request: HttpRequest) -> tuple[str, bytes]:
    """Return the name and the content of what a form hands in: a sample, a file, or text.

    Raises:
        DocumentError: The file is too large.
        UnknownIdError: There is no such sample.
    """
    if request.POST.get("sample"):
        return read_sample(request.POST["sample"])
    file = request.FILES.get("file")
    if file and file.size > MAX_UPLOAD_BYTES:
        raise DocumentError(
            f"The file is larger than {MAX_UPLOAD_BYTES // 1_000_000} MB.",
            code="document-too-large",
            hint="A CV is rarely above 1 MB; save it without its pictures.",
        )
    if file:
        return str(file.name), file.read()
    return "pasted text", request.POST.get("text", "").encode()


def profile_create(*, name: str, content: bytes, background: str = "") -> Profile:
    """Read a document in the child process and return a profile; the file is not kept.

    A background stands beside the document, or alone where there is none.

    Raises:
        DocumentError: It cannot be read.
        UnknownIdError: No such background.
    """
    stamp = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    came_from = [find_background(framework(), background)] if background else []
    ids = [item.id for item in came_from]
    if came_from and not content.strip():
        profile = build_profile(reader(), [], name=came_from[0].name, backgrounds=ids)
        return replace(profile, created=stamp)
    if not content.strip():
        raise DocumentError(
            "There is no text to read.",
            code="document-empty",
            hint="Choose a file, or paste the text.",
        )
    with DocumentReader(most_chars=MAX_UPLOAD_CHARS) as documents:
        document = documents.read_bytes(content, name=name)
    profile = build_profile(reader(), [document], name=name, backgrounds=ids)
    return replace(profile, created=stamp)


def profile_rated(levels: dict[str, str]) -> Profile:
    """Return a profile of ratings alone; levels that are none, or not said, are left out."""
    day = today().isoformat()
    said = {str(level) for level in range(MAX_LEVEL + 1)}
    ratings = [Rating(skill, int(text), day) for skill, text in levels.items() if text in said]
    stamp = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    profile = build_profile(reader(), [], name=gettext("Ten questions"), ratings=ratings)
    return replace(profile, created=stamp)


def shuffled(skill: Skill) -> list[tuple[int, str]]:
    """Return the level texts of a skill in an order that does not tell the level.

    The order is the same at each showing, so that going back does not confuse.
    """
    texts = sorted(skill.levels.items())
    random.Random(skill.id).shuffle(texts)  # noqa: S311 no secret
    return texts


def mention_reject(profile: Profile, key: str) -> Profile:
    """Return the profile without the mention `document:start:end:skill`, or with it again."""
    rejection = _parse_key(profile, key)
    kept = tuple(item for item in profile.rejections if item != rejection)
    if len(kept) == len(profile.rejections):
        kept = (*kept, rejection)
    return replace(profile, rejections=kept)


def level_rate(profile: Profile, skill: str, level: str) -> Profile:
    """Return the profile with the person's own rating of a skill; an empty level removes it.

    Raises:
        UnknownIdError: No such skill.
        UsageError: No such level.
    """
    framework().skill(skill)
    kept = tuple(item for item in profile.ratings if item.skill != skill)
    if level == "":
        return replace(profile, ratings=kept)
    if level not in {str(n) for n in range(MAX_LEVEL + 1)}:
        raise UsageError(f"There is no level {level!r}.", code="level-unknown")
    rating = Rating(skill=skill, level=int(level), day=today().isoformat())
    return replace(profile, ratings=(*kept, rating))


def _parse_key(profile: Profile, key: str) -> Rejection:
    try:
        document, start, end, skill = key.split(":")
        rejection = Rejection(document, int(start), int(end), skill)
    except ValueError:
        raise _unknown_mention() from None
    sizes = {item.sha256: len(item.text) for item in profile.documents}
    if not 0 <= rejection.start < rejection.end <= sizes.get(document, 0):
        raise _unknown_mention()
    return rejection


def _unknown_mention() -> UsageError:
    return UsageError("This mention is not known.", code="mention-unknown")
