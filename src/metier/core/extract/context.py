"""What the words around a mention say: who has the skill, and how much of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.extract.mentions import Polarity

_SENTENCE_END = re.compile(
    r"(?<=[a-z0-9)\]%])(?<!\bSc)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bTech)(?<!\bEng)[.!?](?=\s|$)|\n\s*\n|\n\s*[•*\-–]\s"
    r"|\n(?=[A-Z][^\n]{0,60}:)|;"
)
_CLAUSE_BREAK = re.compile(r"\b(?:but|however|although|though|instead|except)\b|[()]")
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|lacks?|lacking|neither|nor|cannot|do(?:es)?n['’]t|didn['’]t|"
    r"haven['’]t|hasn['’]t|isn['’]t|aren['’]t|don['’]t|zero)\b(?!\s+(?:only|just|limited|later|less|"
    r"more|least|necessarily|matter|to mention|exhaustive))",
    re.IGNORECASE,
)
_NEGATED_AFTER = re.compile(
    r"^[^.;\n]{0,40}?\b(?:is|are|was|were)\s*(?:not|n['’]t)\s+(?:required|needed|used|necessary|"
    r"expected|a requirement)|^[\s,]*\(?(?:not required|not needed)",
    re.IGNORECASE,
)
_NEGATION_REACH = 60
_WANTS = re.compile(
    r"\b(?:(?:want|wants|wanting|would like|hope|hoping|eager|keen|plan|planning|looking(?: forward)?|"
    r"aim|aiming|wish|willing|aspire|aspiring)\s+to\s+(?:\w+\s+){0,2}?"
    r"(?:learn|study|explore|master|understand|get into|start|deepen|try|pick up|move into|become)|"
    r"interested in(?: learning)?|interest in|curious about|learning goals?|next i will learn|"
    r"to learn|willingness to learn)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:bachelor(?:['’]?s)?|master(?:['’]?s)?(?!\s+data)|b\.?\s?sc|m\.?\s?sc|ph\.?\s?d|doctora\w+|degree|diploma|"
    r"major(?:ed|ing)?|b\.?tech|m\.?tech|b\.?eng|m\.?eng|b\.e\.?|mba|graduate|graduated|minor)\b\.?"
    r"(?![^.\n]*\b(?:experience|experienced|knowledge|skills?|proficien\w+|using|with strong|ability)\b)"
    r"[^.\n•]{0,140}$",
    re.IGNORECASE,
)
_FIELD_KINDS = frozenset({"concept", "method", "domain", "soft", "regulation"})
_GROUP_AFTER = re.compile(
    r"^['’]?s?\s+(?:&\s+\w+\s+)?(?:platform\s+)?(?:teams?|department|group|division|organi[sz]ation|"
    r"committee|faculty|institute|consultants|consulting|association|society|sciences? \(|stakeholders)\b",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r"^,?\s+(?:inc|llc|ltd|gmbh|corp|corporation|plc|s\.a\.|labs?|technologies|solutions|systems)\b\.?",
    re.IGNORECASE,
)

_EXPERT = r"expert(?:ise)?|mastery|master|deep(?:ly)?|in-depth|advanced|specialist|specializ\w+|extensive|guru"
_PROFICIENT = r"proficien\w+|strong|solid|skilled|fluent|competent|experienced|hands-on|excellent|good|intermediate|confident|practical"
_FAMILIAR = r"familiar\w*|basic|basics|beginner|some|exposure|introductory|elementary|novice|working knowledge|learning|junior|fundamentals"
_LED = r"led|lead|leading|architected|designed|headed|owned|spearheaded|established|founded|pioneered|oversaw|directed|managed"
_TAUGHT = r"taught|teaching|lectur\w+|instructor|published|authored|mentored|tutored|trained \w+ (?:people|engineers|staff)"
_SIGN_WORDS = re.compile(
    rf"\b(?:(?P<expert>{_EXPERT})|(?P<proficient>{_PROFICIENT})|(?P<familiar>{_FAMILIAR})|"
    rf"(?P<led>{_LED})|(?P<taught>{_TAUGHT}))\b",
    re.IGNORECASE,
)
_LEVEL_SIGNS = frozenset({"expert", "proficient", "familiar"})
_YEARS = re.compile(
    r"(?P<n>\d{1,2}(?:\.\d)?)\s*\+?\s*(?:-|–|to)?\s*\d{0,2}\s*\+?\s*(?P<unit>years?|yrs?|months?)\b",
    re.IGNORECASE,
)
_AFTER_LEVEL = re.compile(
    rf"^\s*[(:\-–]+\s*(?:(?P<expert>{_EXPERT})|(?P<proficient>{_PROFICIENT})|(?P<familiar>{_FAMILIAR}))\b",
    re.IGNORECASE,
)
_REACH = 70
_YEARS_REACH = 45


class Context(NamedTuple):
    """What a mention's surroundings say."""

    polarity: Polarity
    sign: str | None


class Sentences:
    """The sentences of a text, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks = [0]
        self._breaks += [match.end() for match in _SENTENCE_END.finditer(text)]
        self._breaks.append(len(text))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence that holds the span begins and ends."""
        low = self._breaks[max(0, bisect_right(self._breaks, start) - 1)]
        index = bisect_right(self._breaks, max(start, end - 1))
        high = self._breaks[index] if index < len(self._breaks) else len(self.text)
        return low, high


def read_context(sentences: Sentences, start: int, end: int, kind: str) -> Context:
    """Return polarity and level sign of the mention at `start` to `end`."""
    low, high = sentences.around(start, end)
    text = sentences.text
    before = text[max(low, start - 240) : start]
    after = text[end : min(high, end + 120)]
    polarity = _polarity(before, after, kind)
    return Context(polarity, _sign(before, after) if polarity == "has" else None)


def _polarity(before: str, after: str, kind: str) -> Polarity:
    clause = _last_clause(before)
    if _WANTS.search(clause):
        return "wants"
    if _is_negated(clause, after):
        return "negated"
    if kind in _FIELD_KINDS and (_DEGREE.search(before) or _GROUP_AFTER.match(after)):
        return "other"
    if kind in _FIELD_KINDS and _COMPANY_AFTER.match(after):
        return "other"
    return "has"


def _last_clause(before: str) -> str:
    parts = _CLAUSE_BREAK.split(before)
    return parts[-1] if len(parts[-1].strip()) > 3 or len(parts) == 1 else before


def _is_negated(clause: str, after: str) -> bool:
    if _NEGATED_AFTER.match(after):
        return True
    found = _last(_NEGATION, clause)
    return found is not None and len(clause) - found.end() <= _NEGATION_REACH


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


def _sign(before: str, after: str) -> str | None:
    stated = _AFTER_LEVEL.match(after)
    if stated:
        return next(name for name in _LEVEL_SIGNS if stated.group(name))
    years = _years(before, after)
    if years:
        return years
    found = _last(_SIGN_WORDS, before[-_REACH:])
    if found is None:
        return None
    return next(name for name, value in found.groupdict().items() if value)


def _years(before: str, after: str) -> str | None:
    near = list(_YEARS.finditer(before[-_YEARS_REACH:]))
    match = (
        near[-1]
        if near and not re.search(r"[,\n]", before[-_YEARS_REACH:][near[-1].end() :])
        else None
    )
    if match is None:
        following = re.match(r"^\s*[(\-–:|,]*\s*(?:exp\w*\W{0,3})?", after)
        start = following.end() if following else 0
        match = _YEARS.match(after, start)
    if match is None:
        return None
    amount = float(match.group("n")) / (12 if match.group("unit").lower().startswith("m") else 1)
    if amount > 40:
        return None
    if amount >= 5:
        return "years-many"
    if amount >= 3:
        return "years-several"
    return "years-few" if amount >= 1 else "familiar"


def section_kind(starts: Sequence[int], kinds: Sequence[str], offset: int) -> str:
    """Return the kind of the section that holds `offset`; "other" before the first."""
    index = bisect_right(starts, offset) - 1
    return kinds[index] if index >= 0 else "other"
