"""Progression: each person's next rung, who could succeed whom, and mentoring pairs."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from metier.core.plan.ways import Ways
from metier.core.workflow.team_matrix import describe_levels, describe_member
from metier.core.workflow.team_progress import ProgressOptions, describe_progress, growth_plan
from metier.core.workflow.team_reading import team_rules
from metier.web.engine import framework
from metier.web.team.kept import standing_of
from metier.web.team.models import TeamRow
from metier.web.team.pages import of_team, show


@require_GET
@of_team
def person(request: HttpRequest, row: TeamRow, person: str) -> HttpResponse:
    """Show one person: readiness, the next rung with a growth plan, and each level's words."""
    standing = standing_of(str(row.pk))
    number = standing.find(person)
    ways = Ways(framework(), languages=("en",), has_budget=True)
    context = {
        "member": standing.members[number],
        "found": describe_member(standing, number),
        "levels": describe_levels(standing, number),
        "growth": growth_plan(standing, number, ProgressOptions(), ways),
        "consent": team_rules(framework()).consent,
    }
    return show(request, row, "team/person.html", context, section="people")


@require_GET
@of_team
def progress(request: HttpRequest, row: TeamRow) -> HttpResponse:
    """Show who could succeed whom, and mentoring pairs with why."""
    standing = standing_of(str(row.pk))
    first = standing.members[0].id
    found = describe_progress(standing, ProgressOptions(people=(first,)))
    names = {member.id: member.name for member in standing.members}
    context = {"found": found, "names": names}
    return show(request, row, "team/progress.html", context, section="progress")
