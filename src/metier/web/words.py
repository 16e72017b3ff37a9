"""Words for the framework's fixed values: stages, categories, kinds."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STAGES: dict[str, Promise] = {
    "entry": _("entry"),
    "mid": _("mid"),
    "senior": _("senior"),
    "principal": _("principal"),
}
CATEGORIES: dict[str, Promise] = {
    "core": _("Core technical"),
    "specialized": _("Specialized AI"),
    "business": _("Business and strategy"),
    "compliance": _("Compliance and ethics"),
    "leadership": _("Leadership and management"),
    "emerging": _("Emerging and specialized"),
}
HORIZONS: dict[str, Promise] = {
    "high": _("High now"),
    "growing": _("Growing"),
    "emerging": _("Emerging"),
}
LEVELS: dict[int, Promise] = {
    0: pgettext_lazy("level", "none"),
    1: _("aware"),
    2: _("guided"),
    3: _("independent"),
    4: _("advanced"),
    5: _("expert"),
}
KINDS: dict[str, Promise] = {
    "language": _("Language"),
    "tool": _("Tool"),
    "platform": _("Platform"),
    "method": _("Method"),
    "concept": _("Concept"),
    "domain": _("Field"),
    "regulation": _("Regulation"),
    "soft": _("Soft skill"),
}
TIERS: dict[str, Promise] = {
    "foundation": _("foundation"),
    "intermediate": _("intermediate"),
    "advanced": _("advanced"),
}
IMPORTANCES: dict[str, Promise] = {
    "essential": _("essential"),
    "important": _("important"),
    "universal": _("universal"),
}
BEHAVIORS: dict[str, Promise] = {
    "scope": _("Scope"),
    "autonomy": _("Autonomy"),
    "complexity": _("Complexity"),
    "influence": _("Influence"),
    "communication": _("Communication"),
    "delivery": _("Delivery"),
}
DEGREES: dict[str, Promise] = {
    "none": _("no degree"),
    "bachelor": _("bachelor"),
    "master": _("master"),
    "doctorate": _("doctorate"),
}
QUESTION_KINDS: dict[str, Promise] = {
    "technical": _("technical"),
    "design": _("design"),
    "case": _("case"),
    "behavioral": _("behavioral"),
}
PLACE_KINDS: dict[str, Promise] = {
    "community": _("Communities"),
    "conference": _("Conferences"),
    "meetup": _("Meetups"),
    "society": _("Societies"),
    "open-source": _("Open projects"),
    "newsletter": _("Newsletters"),
    "podcast": _("Podcasts"),
    "competition": _("Competitions"),
    "program": _("Programs"),
}
COSTS: dict[str, Promise] = {"free": _("free"), "paid": _("paid"), "mixed": _("partly free")}
AUDIENCES: dict[str, Promise] = {
    "new-graduate": _("New graduate"),
    "career-changer": _("Career changer"),
    "tech-professional": _("Tech professional"),
}
PROVENANCES: dict[str, Promise] = {
    "source": _("from the source document"),
    "derived": _("computed from the source"),
    "authored": _("written by the authors"),
    "external": _("from an outside data set"),
}
RESOURCE_KINDS: dict[str, Promise] = {
    "book": _("book"),
    "documentation": _("documentation"),
    "course": _("course"),
    "tutorial": _("tutorial"),
    "paper": _("paper"),
    "standard": _("standard"),
    "video": _("video"),
    "practice": _("practice"),
}
MINE: dict[str, Promise] = {
    "fit": _("fit"),
    "readiness": _("readiness"),
    "hours": _("hours to get there"),
    "pay_now": _("pay now"),
    "pay_then": _("pay there"),
    "pay_per_hour": _("pay gained per hour"),
    "interest": _("interest"),
    "demand": _("demand"),
    "high": _("high now"),
    "growing": _("growing"),
    "timeline": _("timeline"),
    "board": _("board"),
    "calendar": _("calendar"),
    "project": _("a project"),
    "portfolio": _("portfolio"),
    "network": _("people and places"),
    "interview-practice": _("interview practice"),
    "applications": _("applications"),
    "work": _("work"),
    "standing": _("where I stand"),
    "gap": _("what is missing"),
    "plan": _("the plan"),
    "evidence": _("the text of my documents"),
    "saved": _("saved"),
    "preparing": _("preparing"),
    "applied": _("applied"),
    "interview": _("interview"),
    "offer": _("offer"),
    "accepted": _("accepted"),
    "rejected": _("rejected"),
    "withdrawn": _("withdrawn"),
    "weak": _("weak"),
    "good": _("good"),
    "strong": _("strong"),
    "must": _("must"),
    "nice": _("nice to have"),
    "unspecified": _("named"),
    "shown": _("shown"),
    "named": _("named only"),
    "not-seen": _("not seen"),
    "judge": _("for a person to judge"),
    "seen": _("seen"),
}
TABLES = {
    "mine": MINE,
    "stage": STAGES,
    "category": CATEGORIES,
    "horizon": HORIZONS,
    "level": LEVELS,
    "kind": KINDS,
    "tier": TIERS,
    "importance": IMPORTANCES,
    "behavior": BEHAVIORS,
    "degree": DEGREES,
    "question": QUESTION_KINDS,
    "place": PLACE_KINDS,
    "cost": COSTS,
    "audience": AUDIENCES,
    "provenance": PROVENANCES,
    "resource": RESOURCE_KINDS,
}


def word(value: object, table: str) -> str:
    """Return the word for a value of one of the tables; an unknown one stands as it is."""
    return str(TABLES[table].get(value, value))  # type: ignore[attr-defined]


def cap(text: object) -> str:
    """Return a text with its first letter large, as at the head of a column."""
    words = str(text)
    return words[:1].upper() + words[1:]
