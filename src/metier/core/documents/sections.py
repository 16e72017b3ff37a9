"""Find the parts of a CV by their headings."""

import re
from itertools import islice

from metier.core.documents.limits import MAX_LINES
from metier.core.framework.records import Section, SectionKind

_HEADINGS: dict[SectionKind, str] = {
    "summary": "summary|professional summary|executive summary|career summary|profile|"
    "professional profile|about|about me|objective|career objective|overview|highlights|"
    "profile summary|summary of qualifications|qualifications summary|personal statement|"
    "personal summary|career profile|experience summary",
    "experience": "experience|work experience|professional experience|employment|"
    "employment history|work history|career history|relevant experience|"
    "professional background|industry experience|internship|internships|research experience|"
    "teaching experience|work|professional history|volunteer work|volunteering|"
    "volunteer experience|military service|military experience|employment experience|"
    "company details|career experience|positions held|other experience|additional experience",
    "education": "education|academic background|academic qualifications|educational background|"
    "education and training|education details|qualifications|academic history|studies|"
    "academic credentials|degrees|coursework|relevant coursework|education & training|"
    "educational qualifications|training|trainings|courses|professional development",
    "skills": "skills|technical skills|key skills|core skills|skill set|skillset|competencies|"
    "core competencies|technologies|technical expertise|areas of expertise|expertise|tools|"
    "technical proficiencies|technical summary|computer skills|it skills|software skills|"
    "skills and tools|skills & tools|tools and technologies|tools & technologies|tech stack|"
    "technical skill set|skill details|programming skills|professional skills|soft skills|"
    "technical competencies|key competencies|skills summary|summary of skills|programming|"
    "programming languages|environment|skills and expertise|technical knowledge|proficiencies|"
    "technology summary|hard skills|software|special skills|additional skills",
    "projects": "projects|personal projects|academic projects|selected projects|key projects|"
    "side projects|project experience|research projects|portfolio|open source|project details|"
    "notable projects|relevant projects|project work",
    "certificates": "certificates|certifications|certification|licenses|credentials|"
    "licenses and certifications|licenses & certifications|professional certifications|"
    "certificates and training|courses and certifications|professional certification",
    "publications": "publications|papers|selected publications|patents|conferences|talks|"
    "presentations|publications and patents|conference papers|research publications",
    "languages": "languages|language skills|spoken languages|foreign languages",
    "interests": "interests|hobbies|hobbies and interests|personal interests|activities|"
    "extracurricular activities|interests and hobbies",
    "other": "references|awards|honors|achievements|accomplishments|personal details|"
    "personal information|contact|contact information|memberships|affiliations|"
    "honors and awards|awards and honors|professional affiliations|declaration|personal data|"
    "additional information|miscellaneous|clearance|security clearance|availability",
}
_KINDS: dict[str, SectionKind] = {
    name.replace(" & ", " and "): kind
    for kind, names in _HEADINGS.items()
    for name in names.split("|")
}
_LINE = re.compile(r"[^\n]+")
_DECORATION = re.compile(r"^[\s#*•\-–—=_|:>\d.)]+|[\s#*•\-–—=_|:]+$")
_INLINE = re.compile(r"^[\s#*•]*([A-Za-z][A-Za-z &/]{2,38}?)\s*[:–—-]\s+\S")
_SEPARATOR = re.compile(r"[,;|•·]")
_ASIDE = re.compile(r"\s*\([^)]*\)\s*:?\s*$")
_QUALIFIED = re.compile(r"^(?:relevant|main|my|previous|selected) ")
_JOINED = re.compile(r"([a-z ]+?) and [a-z ]+")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_DATED_HEADING = re.compile(
    r"([A-Z][A-Za-z &]{3,38}?)\s*[:|]?\s+(?=(?:\d{1,2}[/.])?(?:19|20)\d\d\W)"
)
_SPOKEN = re.compile(
    r"\b(?:english|spanish|french|german|italian|portuguese|dutch|russian|ukrainian|polish|hebrew|"
    r"arabic|hindi|chinese|mandarin|japanese|korean|turkish|native|fluent|mother tongue)\b",
    re.IGNORECASE,
)
_NEXT_LINES = 60
_DATED_KINDS = frozenset({"experience", "education"})
_MAX_HEADING = 60
_MAX_HEADING_WORDS = 6
_WRAPPED_CHARS = 40
_INLINE_KINDS = frozenset({"skills", "languages", "interests", "education", "certificates"})


def find_sections(text: str) -> list[Section]:
    """Return the sections of `text` in order; what precedes the first heading is a summary.

    A heading with content on its own line ("Skills: Python, SQL") covers that line and the
    list that follows it; then the section before it goes on.
    """
    starts: list[tuple[int, SectionKind, str]] = []
    current: SectionKind = "summary"
    inline = False
    before = ""
    for match in islice(_LINE.finditer(text), MAX_LINES):
        line = match.group()
        whole = None if _runs_on(before, line) else _whole_heading(line)
        spoken = _SPOKEN.search(text, match.end(), match.end() + _NEXT_LINES)
        if whole == "languages" and current == "skills" and not spoken:
            continue  # a row of the skills: languages to program in
        before = line if text[match.end() : match.end() + 2] != "\n\n" else ""
        part = None if whole else _inline_heading(line)
        if whole:
            current, inline = whole, False
            starts.append((match.start(), whole, line.strip()))
        elif (dated := _DATED_HEADING.match(line[: _MAX_HEADING * 2])) and _KINDS.get(
            _fold(dated[1])
        ) in _DATED_KINDS:
            current, inline = _KINDS[_fold(dated[1])], False
            starts.append((match.start(), current, dated[1]))
        elif part:
            inline = True
            kind, heading = part
            starts.append((match.start(), kind, heading))
        elif inline and (len(_SEPARATOR.findall(line)) < 2 or _DATED.search(line)):
            inline = False
            starts.append((match.start(), current, ""))
    if not starts:
        return [Section("other", 0, len(text), "")] if text else []
    sections = [Section("summary", 0, starts[0][0], "")] if starts[0][0] > 0 else []
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    sections += [
        Section(kind, start, end, heading[:_MAX_HEADING])
        for (start, kind, heading), end in zip(starts, ends, strict=True)
    ]
    return sections


def _whole_heading(line: str) -> SectionKind | None:
    if len(line) > _MAX_HEADING * 2:
        return None
    words = _fold(_DECORATION.sub("", _ASIDE.sub("", line)))
    known = _KINDS.get(words) or _KINDS.get(_QUALIFIED.sub("", words))
    joined = _JOINED.fullmatch(words)
    if known or not joined or len(words.split()) > _MAX_HEADING_WORDS:
        return known
    return _KINDS.get(joined.group(1))


def _runs_on(before: str, line: str) -> bool:
    """Return whether `line` goes on with the sentence of the line before it."""
    return (
        line.strip()[:1].islower()
        and len(before.strip()) > _WRAPPED_CHARS
        and before.rstrip()[-1] not in ".:;!?"
    )


def _inline_heading(line: str) -> tuple[SectionKind, str] | None:
    match = _INLINE.match(line[:120])
    kind = _KINDS.get(_fold(match.group(1))) if match else None
    return (kind, match.group(1)) if match and kind in _INLINE_KINDS else None


def _fold(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip().casefold()
    if len(words) > 3 and all(len(part) == 1 for part in words.split(" ")):
        return words.replace(" ", "")  # s p a c e d letters
    return re.sub(r"\s*[/&]\s*", " and ", words)
