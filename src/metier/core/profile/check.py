"""Whether a profile from elsewhere holds only what a profile can hold."""

import datetime as dt
import math
import re
from typing import Any

import msgspec

from metier.core.errors import ProfileError
from metier.core.framework.index import Framework
from metier.core.framework.records import Document, Evidence, Profile
from metier.core.framework.types import MAX_LEVEL, STAGES

_DAYS = frozenset({"day", "since", "until", "follow_up"})
_SHORT = {"sha256": 64, "document": 64, "media": 20, "language": 8, "section": 20, "sign": 60}
_SHORT |= {"skill": 60, "role": 80, "name": 400, "created": 40, "framework_version": 40}
_HASH = re.compile(r"[0-9a-f]{64}")
_MONTH = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")
_MOST = 1e9


def check_profile(framework: Framework, profile: Profile) -> None:
    """Check what the types leave open: days, levels, offsets, sizes and signs.

    Raises:
        ProfileError: It holds what no profile can hold; the message says where.
    """
    _walk(msgspec.to_builtins(profile), "profile")
    for place, document in enumerate(profile.documents):
        _check_document(document, f"profile.documents[{place}]")
    for place, advert in enumerate(profile.adverts):
        where = f"profile.adverts[{place}]"
        _check_document(advert.document, f"{where}.document")
        _need(bool(advert.changes), f"{where}.changes")
    sizes = {item.sha256: len(item.text) for item in profile.documents}
    for place, evidence in enumerate(profile.evidence):
        _check_evidence(framework, evidence, sizes, f"profile.evidence[{place}]")
    for place, rejection in enumerate(profile.rejections):
        inside = 0 <= rejection.start < rejection.end <= sizes.get(rejection.document, 0)
        _need(inside, f"profile.rejections[{place}]")
    for place, plan in enumerate(profile.plans):
        where = f"profile.plans[{place}]"
        _need(bool(plan.request.targets) and bool(plan.request.hours), where)
        for number, step in enumerate(plan.steps):
            _check_day(step.start, f"{where}.steps[{number}].start")
            _check_day(step.end, f"{where}.steps[{number}].end")
            _need(step.start <= step.end, f"{where}.steps[{number}]")


def _walk(value: Any, where: str) -> None:
    """Check every value by the name of its field, whatever holds it."""
    if isinstance(value, dict):
        for name, item in value.items():
            inner = f"{where}.{name}"
            if name in _DAYS and item is not None:
                _check_day(item, inner)
            elif name == "level" and item is not None:
                _need(0 <= item <= MAX_LEVEL, inner)
            elif name == "stage" and item is not None:
                _need(item in STAGES, inner)
            elif name == "share":
                _need(0 <= item <= 1, inner)
            elif name in _SHORT and isinstance(item, str):
                _need(len(item) <= _SHORT[name], inner)
            _walk(item, inner)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _walk(item, f"{where}[{place}]")
    elif isinstance(value, int | float):
        _need(math.isfinite(value) and abs(value) < _MOST, where)


def _check_document(document: Document, where: str) -> None:
    _need(bool(_HASH.fullmatch(document.sha256)), f"{where}.sha256")
    _need(document.pages >= 0, f"{where}.pages")
    spans = [(part.start, part.end) for part in document.sections]
    spans += [(part.start, part.end) for part in document.positions]
    for start, end in spans:
        _need(0 <= start <= end <= len(document.text), f"{where}: offsets")
    for position in document.positions:
        for month in (position.began, position.ended):
            _need(month is None or bool(_MONTH.fullmatch(month)), f"{where}: months")


def _check_evidence(
    framework: Framework, evidence: Evidence, sizes: dict[str, int], where: str
) -> None:
    if evidence.kind == "rating":
        known = evidence.sign in {rating.id for rating in framework.data.evidence.ratings}
        _need(known and evidence.level is not None, f"{where}.sign")
    else:
        _need(evidence.sign in framework.signs, f"{where}.sign")
    _need(evidence.month is None or bool(_MONTH.fullmatch(evidence.month)), f"{where}.month")
    if evidence.start != -1 or evidence.document:
        inside = -1 <= evidence.start <= evidence.end <= sizes.get(evidence.document, -2)
        _need(inside, f"{where}: span")


def _check_day(text: Any, where: str) -> None:
    try:
        _need(1900 <= dt.date.fromisoformat(text).year <= 2200 and len(text) == 10, where)
    except (TypeError, ValueError):
        raise _damaged(where) from None


def _need(holds: bool, where: str) -> None:
    if not holds:
        raise _damaged(where)


def _damaged(where: str) -> ProfileError:
    return ProfileError(
        f"This profile cannot be used: {where} holds what no profile can hold.",
        code="profile-damaged",
        hint="Choose a file that Metier exported, as it was.",
    )
