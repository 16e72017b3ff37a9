"""The options that say what a plan is asked for, and the request that they make."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click
import msgspec

from metier.cli.options import target_options
from metier.core.errors import UsageError
from metier.core.framework.index import Framework
from metier.core.framework.lookup import name_skill
from metier.core.framework.types import LevelRef
from metier.core.framework.way_records import PlanMode, PlanRequest, Target, WeekHours
from metier.core.workflow.plan_setting import check_bounds, weeks_until
from metier.core.workflow.planning import READY

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MODES: tuple[PlanMode, ...] = ("most-readiness", "least-hours", "least-money")
_DAY = click.DateTime(["%Y-%m-%d"])

_OPTIONS = (
    click.option(
        "--hours-per-week", type=float, required=True, metavar="N", help="Hours to spend."
    ),
    click.option(
        "--hours", multiple=True, metavar="DATE=N", help="Other hours a week from a day on."
    ),
    click.option("--weeks", type=float, metavar="N", help="Most readiness in N weeks."),
    click.option("--by", type=_DAY, metavar="DATE", help="Most readiness by a day."),
    click.option(
        "--readiness",
        type=float,
        default=READY,
        show_default=True,
        metavar="SHARE",
        help="Without a date: least hours to this readiness.",
    ),
    click.option(
        "--mode",
        type=click.Choice(_MODES),
        help="What counts first; a date is then the last day that the plan may take.",
    ),
    click.option("--also", metavar="ROLE:STAGE", help="A second target of equal weight."),
    click.option("--fix", "fixed", multiple=True, metavar="SKILL=LEVEL", help="Must be in it."),
    click.option("--without", "excluded", multiple=True, metavar="SKILL", help="Leave it alone."),
    click.option("--budget", type=float, metavar="USD", help="The most to spend on resources."),
    click.option("--lang", "languages", multiple=True, metavar="CODE", help="To learn in [en]."),
    click.option(
        "--with",
        "activities",
        multiple=True,
        metavar="ACTIVITY",
        help="project, project:ID, portfolio, network, interview-practice or applications.",
    ),
    click.option(
        "--path",
        "audience",
        metavar="AUDIENCE",
        help="Follow the path of new-graduate, career-changer or tech-professional.",
    ),
)


def plan_options(command: _Command) -> _Command:
    """Add the target and everything else that a plan can be asked for."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return target_options(command)


def make_request(framework: Framework, wishes: dict[str, Any], *, as_of: dt.date) -> PlanRequest:
    """Return the request that the options of `plan_options` make.

    Raises:
        UsageError: An option cannot mean anything.
        UnknownIdError: One names something that the framework does not know.
    """
    weeks, by, mode = wishes["weeks"], wishes["by"], wishes["mode"]
    if weeks is not None and by is not None:
        raise UsageError("Give --weeks or --by, not both.", code="usage")
    if by is not None:
        weeks = weeks_until(by.date(), as_of=as_of)
    check_bounds(wishes["hours_per_week"], weeks, wishes["readiness"])
    until = None
    if weeks is not None:
        until = (as_of + dt.timedelta(days=max(1, round(7 * weeks)))).isoformat()
    first = Target(framework.role(wishes["role"]).id, framework.stage(wishes["stage"]))
    also = [_target(framework, wishes["also"])] if wishes["also"] else []
    hours = [WeekHours(as_of.isoformat(), wishes["hours_per_week"])]
    hours += [WeekHours(*_pair(text, "DATE=N", float)) for text in wishes["hours"]]
    return PlanRequest(
        targets=(first, *also),
        mode=mode or ("least-hours" if until is None else "most-readiness"),
        hours=tuple(hours),
        until=until,
        readiness=wishes["readiness"],
        fixed=tuple(read_level(framework, text) for text in wishes["fixed"]),
        excluded=tuple(name_skill(framework, text) for text in wishes["excluded"]),
        budget=wishes["budget"],
        languages=wishes["languages"] or ("en",),
        activities=wishes["activities"],
        audience=wishes["audience"],
    )


def read_level(framework: Framework, text: str) -> LevelRef:
    """Return the skill and level in SKILL=LEVEL; the skill by id, name or alias.

    Raises:
        UsageError: It is not of that form.
        UnknownIdError: There is no such skill.
    """
    name, level = _pair(text, "SKILL=LEVEL", int)
    if not 1 <= level <= 5:
        raise UsageError(f"{text!r} is no level to reach.", code="usage", hint="1 to 5.")
    return msgspec.convert({"skill": name_skill(framework, name), "level": level}, LevelRef)


def _target(framework: Framework, text: str) -> Target:
    role, _, stage = text.rpartition(":")
    return Target(framework.role(role).id, framework.stage(stage))


def _pair(text: str, form: str, kind: Callable[[str], Any]) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name, kind(value)
    except ValueError as error:
        raise UsageError(f"{text!r} is not of the form {form}.", code="usage") from error
