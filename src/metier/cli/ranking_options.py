"""The options by which roles are sorted and filtered, and how the rows look."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from metier.cli import output
from metier.core.framework.types import STAGES
from metier.core.match.ranking import HORIZONS, SORT_KEYS, RoleRow, filter_rows, sort_rows

if TYPE_CHECKING:
    from metier.core.framework.index import Framework
    from metier.core.workflow.assess import Assessment

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--by", type=click.Choice(SORT_KEYS), help="Rank by this instead of by fit alone."
    ),
    click.option("--stage", type=click.Choice(STAGES), help="Rank at this stage; else at yours."),
    click.option("--like", "liked", multiple=True, metavar="SKILL|DOMAIN", help="What draws you."),
    click.option("--category", "categories", multiple=True, metavar="NAME", help="Only these."),
    click.option("--min-pay", type=float, metavar="USD", help="Least middle of the pay a year."),
    click.option("--demand", type=click.Choice(HORIZONS), help="Wanted at least so soon."),
    click.option(
        "--max-hours", type=float, metavar="N", help="At most so many hours to get there."
    ),
    click.option("--hours-per-week", type=float, default=6.0, show_default=True, metavar="N"),
)


def ranking_options(command: _Command) -> _Command:
    """Add the options that sort and filter roles."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def is_ranked(ranked: Mapping[str, Any]) -> bool:
    """Return whether any of them is given."""
    return any(value for name, value in ranked.items() if name != "hours_per_week")


def rows_of(
    framework: "Framework", assessment: "Assessment", ranked: Mapping[str, Any]
) -> list[RoleRow]:
    """Return the rows that the options ask for.

    Raises:
        UsageError: An option cannot mean anything.
        UnknownIdError: One names something that the framework does not know.
    """
    from metier.core.workflow.plan_setting import check_bounds
    from metier.core.workflow.ranking import Taste, find_liked, rank_rows

    check_bounds(ranked["hours_per_week"], None)
    taste = Taste(ranked["stage"], find_liked(framework, ranked["liked"]), ranked["hours_per_week"])
    by = ranked["by"] or ("interest" if ranked["liked"] else "fit")
    return sort_rows(
        filter_rows(
            rank_rows(framework, assessment, taste),
            categories=ranked["categories"],
            min_pay=ranked["min_pay"],
            demand=ranked["demand"],
            max_hours=ranked["max_hours"],
        ),
        by=by,
    )


def show_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    """Write ranked roles to the terminal."""
    if not rows:
        output.say("No role meets all of that.")
        return
    lines: list[tuple[str, ...]] = [
        ("", "stage", "fit", "ready", "hours", "pay", "$ per hour", "interest", "demand")
    ]
    for row in rows:
        per_hour = row["pay_per_hour"]
        lines.append(
            (
                row["name"][:28],
                row["stage"],
                output.percent(row["fit"]),
                output.percent(row["readiness"]),
                f"{row['hours']:.0f}",
                f"{row['pay_then'] / 1000:.0f}k" if row["pay_then"] is not None else "",
                f"{per_hour:.0f}" if per_hour is not None else "",
                output.percent(row["interest"]) if row["interest"] is not None else "",
                row["demand"] or "",
            )
        )
    output.table(lines, right=(2, 3, 4, 5, 6, 7), indent=2)
    output.say(
        "Hours are those to being ready; pay is the middle of the source's table; dollars per hour "
        "are a year's pay gained for each hour of the way, where your pay now is known."
    )
