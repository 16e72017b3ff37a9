"""What a person chooses on the page: role, stage, hours and weeks, checked."""

import math
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest

from metier.core.errors import UsageError
from metier.core.workflow.plan_setting import check_bounds
from metier.web.engine import framework

DEFAULT_HOURS = 6.0
DEFAULT_WEEKS = 26.0


class Choices(NamedTuple):
    """The person's choices; an empty role or stage means the best fit and the stage now."""

    role: str | None
    stage: str | None
    hours_per_week: float
    weeks: float

    def query(self) -> str:
        """Return them as the query of an address."""
        values = {
            "role": self.role or "",
            "stage": self.stage or "",
            "hours": f"{self.hours_per_week:g}",
            "weeks": f"{self.weeks:g}",
        }
        return urlencode({key: value for key, value in values.items() if value})


def read_choices(request: HttpRequest) -> Choices:
    """Return the choices in a request's query or form.

    Raises:
        UsageError: Hours or weeks are no numbers, or out of range.
        UnknownIdError: No such role or stage.
    """
    source = request.POST if request.method == "POST" else request.GET
    role, stage = source.get("role") or None, source.get("stage") or None
    choices = Choices(
        role=framework().role(role).id if role else None,
        stage=framework().stage(stage) if stage else None,
        hours_per_week=_number(source.get("hours"), DEFAULT_HOURS, "Hours a week"),
        weeks=_number(source.get("weeks"), DEFAULT_WEEKS, "Weeks"),
    )
    check_bounds(choices.hours_per_week, choices.weeks)
    return choices


def _number(text: str | None, default: float, name: str) -> float:
    if not text:
        return default
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"{name} must be a number.", code="plan-hours")
    return value
