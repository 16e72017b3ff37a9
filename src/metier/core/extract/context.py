"""What the words around a mention say: who has the skill, and how much of it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from metier.core.extract.mentions import Polarity

_SENTENCE_END = re.compile(
    r"(?<=[a-z0-9)\]%])(?<!\bSc)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bvs)(?<!\bTech)(?<!\bEng)[.!?](?=\s|$)|\n\s*\n|\n\s*[•*\-–]\s"
    r"|\s[•●▪◦■➢✓\uf0b7\uf0a7]\s|\n\s*(?:[●▪◦■➢✓·\ue000-\uf8ff]|[âï][^\w\s]{0,2}\s)"
    r"|\n(?=[A-Z][^\n]{0,60}:)|;"
)
_RUNS_ON = re.compile(
    r"(?:[,:;(&/+–—-]|\b(?:and|or|of|in|with|for|to|the|an?|on|by|from|as|using|including|like))$",
    re.IGNORECASE,
)
_WRAPPED_CHARS = 50
_TURN = re.compile(r"\b(?:but|however|although|though|instead|except)\b", re.IGNORECASE)
_BRACKET = re.compile(r"[()]")
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
    r"committee|faculty|institute|consultants|consulting|association|society|sciences? \(|stakeholders)\b"
    r"|^(?:[ \t]+(?:and|&|of|for|the|(?-i:[A-Z])\w+)){0,5}[ \t]+(?-i:University|College|Academy|Institute)\b",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r"^,?[ \t]+(?:(?i:inc|llc|ltd|gmbh|corp|corporation|plc|s\.a\.)|Labs?|Technologies|Solutions|Systems)\b\.?"
)

_EXPERT = (
    r"expert(?:ise)?(?!\s+(?:systems?|consult\w+))|mastery|mastered|master(?=\s*[):])|deeply|"
    r"deep(?=\s*$|\s+(?:\w+\s+){0,2}?(?:understanding|knowledge|experience|expertise|skills?|"
    r"background|proficiency))|in-depth|advanced(?!\s+degree)|specialist(?=\s+(?:in|on|for)\b)|"
    r"specializ\w+|extensive|guru"
)
_PROFICIENT = (
    r"proficien\w+|strong|(?-i:[Ss]olid)|skilled|fluent|competent|experienced|hands-on|excellent|"
    r"good|intermediate(?=\s*[):,]|\s+(?:in|level|knowledge|skills?|user|proficiency)\b)|"
    r"confident|practical"
)
_FAMILIAR = (
    r"familiar\w*|(?<!visual )(?-i:[Bb]asics?)|beginner|exposure|introductory|elementary|novice|"
    r"working knowledge|fundamentals(?=\s+of\b)|(?:some|learning|junior)(?=\s+(?:[\w+#.-]+\s+)?$)"
)
_LED = (
    r"led|lead(?!\s+(?:to|time|generation)\b)|"
    r"leading(?!\s+(?:to|edge|(?:\w+\s+)?(?:compan\w+|provider|manufactur\w+|banks?|firms?|platform|supplier))\b)|"
    r"architected|(?<!\bis )(?<!\bare )(?<!was )(?<!were )(?<!been )(?<!-)designed(?!\s+(?:to|for|by|as)\b)|"
    r"headed|owned|spearheaded|established|founded|pioneered|oversaw|directed|managed"
)
_TAUGHT = (
    r"(?<!was )(?<!were )(?<!been )(?<!self-)taught|"
    r"teaching(?!\s+(?:implementation|tool|materials?|(?:him|her|my|our|them)sel\w+)\b)|lectur\w+|"
    r"instructor|published|authored|mentored|tutored|trained \w+ (?:people|engineers|staff)"
)
_NEXT_DEED = re.compile(
    r"(?:[,.]|\band)\s+(?:\w+ly\s+)?(?:\w+ing|\w+ed|wrote|built|made)\b|[,.]\s+[A-Z]\w+\s+(?:for|in|of|with)\b"
)
_NEXT_CLAIM = re.compile(
    r"[,.]\s*(?:and\s+)?(?:also\s+)?(?:ha(?:ve|s|d)\s+)?(?:used|using|worked|experience|knowledge|"
    r"understanding)\b",
    re.IGNORECASE,
)
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
    rf"^\s*[(:\-–]+\s*(?:(?P<expert>{_EXPERT}|master)|(?P<proficient>{_PROFICIENT}|intermediate)|"
    rf"(?P<familiar>{_FAMILIAR}|learning|junior|fundamentals|(?:exp\w*\W{{0,3}})?less than (?:1|a|one) year))\b"
    r"|^[ \t]+(?P<course>fundamentals|basics|for beginners)\b",
    re.IGNORECASE,
)
_BEFORE_YEARS = re.compile(
    r"^\s*[(\-–:|,]*\s*(?:exp\w*\W{0,3})?(?:(?:about|around|over|more than|~)\s*)?", re.IGNORECASE
)
_REACH = 70
_YEARS_REACH = 45


class Context(NamedTuple):
    """What a mention's surroundings say."""

    polarity: Polarity
    sign: str | None


class Sentences:
    """The sentences of a text, found once."""

    def __init__(self, text: str, named: Sequence[tuple[int, int]] = ()) -> None:
        """Split `text`; `named` are the spans of skills, whose words say nothing of a level."""
        self.text = text
        self.unnamed = _blank(text, named)
        found = {match.end() for match in _SENTENCE_END.finditer(text)}
        found.update(_statement_ends(text))
        self._breaks = [0, *sorted(found), len(text)]

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
    unnamed = sentences.unnamed[max(low, start - 240) : start]
    polarity = _polarity(before, unnamed, after, kind)
    if polarity != "has":
        return Context(polarity, None)
    return Context(polarity, _sign(before, unnamed, after))


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        if _SIGN_WORDS.fullmatch(text, start, end):
            continue
        parts += [text[last:start], "x" * (end - max(start, last))]
        last = max(last, end)
    return "".join([*parts, text[last:]])


def _statement_ends(text: str) -> Iterator[int]:
    """Yield the line breaks that end a statement: those where the text does not run on.

    It runs on when the line is as long as a wrapped one, when it ends with a comma or a word
    like "of", and when the next line begins in lower case or is indented.
    """
    start = text.find("\n")
    line = 0
    while start >= 0:
        before, following = text[line:start], text[start + 1 : start + 40]
        runs_on = before and (
            len(before.strip()) >= _WRAPPED_CHARS
            or _RUNS_ON.search(before.strip())
            or _indent(following) > _indent(before)
            or following.lstrip()[:1].islower()
        )
        if not runs_on:
            yield start + 1
        line = start + 1
        start = text.find("\n", line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _polarity(before: str, unnamed: str, after: str, kind: str) -> Polarity:
    clause = _last_clause(before)
    if _WANTS.search(clause):
        return "wants"
    if _is_negated(_last_clause(unnamed), after):
        return "negated"
    if kind in _FIELD_KINDS and (_DEGREE.search(before) or _GROUP_AFTER.match(after)):
        return "other"
    if kind in _FIELD_KINDS and _COMPANY_AFTER.match(after):
        return "other"
    return "has"


def _last_clause(before: str) -> str:
    clause = _TURN.split(before)[-1]
    inner = _BRACKET.split(clause)[-1]
    return inner if len(inner.strip()) > 3 else clause


def _is_negated(clause: str, after: str) -> bool:
    if _NEGATED_AFTER.match(after):
        return True
    found = _last(_NEGATION, clause)
    return found is not None and len(clause) - found.end() <= _NEGATION_REACH


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


def _sign(before: str, unnamed: str, after: str) -> str | None:
    stated = _AFTER_LEVEL.match(after)
    if stated:
        return next((name for name in _LEVEL_SIGNS if stated.group(name)), "familiar")
    years = _years(before, after)
    if years:
        return years
    found = _last(_SIGN_WORDS, unnamed)
    if found is None or len(unnamed) - found.start() > _REACH:
        return None
    sign = next(name for name, value in found.groupdict().items() if value)
    further = _NEXT_CLAIM if sign in _LEVEL_SIGNS else _NEXT_DEED
    return None if further.search(unnamed, found.end()) else sign


def _years(before: str, after: str) -> str | None:
    match = _last(_YEARS, before)
    if match and (
        len(before) - match.start() > _YEARS_REACH or re.search(r"[,\n]", before[match.end() :])
    ):
        match = None
    if match is None:
        following = _BEFORE_YEARS.match(after)
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
