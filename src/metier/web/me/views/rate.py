"""Rate yourself by what one sees a person do, shuffled and without numbers; review the reading."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from metier.core.errors import UsageError
from metier.core.framework.lookup import name_skill
from metier.core.framework.records import Evidence, Profile
from metier.core.framework.types import MAX_LEVEL
from metier.core.workflow.assess import measure_readiness
from metier.core.workflow.reporting import describe_papers
from metier.web.engine import framework, reader
from metier.web.me.mine import Mine, mine
from metier.web.me.pages import back, show
from metier.web.me.services import levels_rate, profile_change
from metier.web.start.services import mention_reject, shuffled

_AT_ONCE = 6


@require_GET
@mine
def rate(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Ask for the skills whose rating would narrow the answer most, or for one skill."""
    wanted = [framework().skill(name).id for name in request.GET.getlist("skill")[:_AT_ONCE]]
    skills = wanted or _most_telling(mine)
    context = {
        "cards": [
            (framework().skills[name], shuffled(framework().skills[name])) for name in skills
        ],
        "ratings": {rating.skill: rating.level for rating in mine.profile.ratings},
        "rated": [
            (framework().skills[rating.skill], rating)
            for rating in mine.profile.ratings
            if rating.skill in framework().skills
        ],
    }
    return show(request, mine, "me/rate.html", context, section="me-rate")


def _most_telling(mine: Mine) -> list[str]:
    found: dict[str, None] = {}
    for target in mine.targets:
        readiness = measure_readiness(framework(), mine.assessment, target.role, target.stage)
        found.update(dict.fromkeys(readiness.questions))
    rated = {rating.skill for rating in mine.profile.ratings}
    return [name for name in found if name not in rated][:_AT_ONCE]


@require_POST
@mine
def rate_save(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Keep the ratings of a form: `level-<skill>` with 0 to 5, empty to take it back."""
    levels: dict[str, int | None] = {}
    for name, value in request.POST.items():
        if not name.startswith("level-"):
            continue
        skill = framework().skill(name.removeprefix("level-")).id
        if value == "":
            continue
        if value != "none" and value not in {str(level) for level in range(MAX_LEVEL + 1)}:
            raise UsageError(f"There is no level {value[:20]!r}.", code="level-unknown")
        levels[skill] = None if value == "none" else int(value)
    if levels:
        names = ", ".join(framework().skills[skill].name for skill in list(levels)[:3])
        profile_change(
            mine, _("%(what)s rated") % {"what": names}, lambda old: levels_rate(old, levels)
        )
    section = request.POST.get("section", "")
    return back("me-gap" if section == "me-gap" else "me-rate")


@require_GET
@mine
def review(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Show what was read: the text beside its skills, each to be rejected or corrected."""
    levels = mine.assessment.proficiencies
    shown = sorted(
        (skill for skill in levels.skills if levels.is_shown(skill)),
        key=lambda skill: (-levels.mean(skill), skill),
    )
    context = {
        "papers": describe_papers(framework(), mine.assessment, reader()),
        "skills": [
            {
                "skill": framework().skills[skill],
                "levels": levels.distribution(skill).tolist(),
                "mean": levels.mean(skill),
                "evidence": _evidence_of(mine, skill),
            }
            for skill in shown
        ],
        "ratings": {rating.skill: rating.level for rating in mine.profile.ratings},
        "every_skill": framework().data.skills,
    }
    return show(request, mine, "me/review.html", context, section="me-review")


def _evidence_of(mine: Mine, skill: str) -> list[Evidence]:
    ledger = mine.assessment.proficiencies.ledger(skill)
    return [mine.assessment.evidence[index] for index in (*ledger.direct, *ledger.against)]


@require_POST
@mine
def review_mention(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Reject a mention, or take the rejection back."""
    key = request.POST.get("mention", "")
    profile_change(mine, _("a correction"), lambda old: mention_reject(old, key))
    return back("me-review", anchor=request.POST.get("anchor", "")[:80])


@require_POST
@mine
def review_add(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Add a skill that the text does not name, as the person's own rating."""
    skill = name_skill(framework(), request.POST.get("name", "").strip()[:200])
    level = request.POST.get("level", "")
    if level not in {str(n) for n in range(MAX_LEVEL + 1)}:
        raise UsageError("Say at which level.", code="level-unknown", hint="0 to 5.")
    name = framework().skills[skill].name
    profile_change(
        mine,
        _("%(what)s added") % {"what": name},
        lambda old: levels_rate(old, {skill: int(level)}),
    )
    return back("me-review")


@require_POST
@mine
def document_remove(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Take a document and everything read from it out of the profile."""
    digest = request.POST.get("document", "")

    def without(old: Profile) -> Profile:
        return msgspec.structs.replace(
            old,
            documents=tuple(d for d in old.documents if d.sha256 != digest),
            evidence=tuple(e for e in old.evidence if e.document != digest),
            rejections=tuple(r for r in old.rejections if r.document != digest),
        )

    profile_change(mine, _("a document taken out"), without)
    return back("me-review")
