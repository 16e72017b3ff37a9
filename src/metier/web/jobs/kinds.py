"""The kinds of long work, each a function from its arguments to what it leads to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from metier.core.workflow.report_pdf import report_pdf
from metier.core.workflow.repository import build_repository_profile, read_repository
from metier.web.engine import framework
from metier.web.jobs.services import Outcome
from metier.web.me.mine import get_mine
from metier.web.start.memory import MEMORY
from metier.web.team.reading import read_in_background
from metier.web.team.report import MEDIA, report_in_background
from metier.web.team.training import plan_in_background

Beat = Callable[[int], None]
"""Called with the number of small steps done so far; raises where the work is to stop."""


def read_folder(arguments: dict[str, Any], beat: Beat) -> Outcome:
    """Read a repository, and hold its answer for the browser that asked."""
    beat(0)
    found = read_repository(framework(), Path(arguments["path"]), on_file=beat)
    profile = build_repository_profile(framework(), found)
    work = MEMORY.add(arguments["browser"], profile)
    return Outcome(address=reverse("result", args=[work.id]))


def make_report(arguments: dict[str, Any], beat: Beat) -> Outcome:
    """Set the report of a profile for a target as PDF."""
    beat(0)
    mine = get_mine(arguments["profile"])
    content = report_pdf(framework(), mine.assessment, arguments["role"], arguments["stage"])
    return Outcome(name="metier-report.pdf", media="application/pdf", content=content)


def plan_training(arguments: dict[str, Any], beat: Beat) -> Outcome:
    """Plan the training of a large team, and lead to its page."""
    beat(0)
    plan_in_background(arguments)
    query = urlencode({**arguments["asked"], "plan": "1"})
    address = reverse("team-invest", args=[arguments["team"]])
    return Outcome(address=f"{address}?{query}")


def read_team(arguments: dict[str, Any], beat: Beat) -> Outcome:
    """Read a folder of people's documents as a team, and lead to how it was read."""
    beat(0)
    return Outcome(address=reverse("team-read", args=[read_in_background(arguments, beat)]))


def report_team(arguments: dict[str, Any], beat: Beat) -> Outcome:
    """Write the report of a large team."""
    beat(0)
    form = arguments["form"]
    content = report_in_background(arguments)
    return Outcome(name=f"metier-team.{form}", media=MEDIA[form], content=content)


KINDS: dict[str, Callable[[dict[str, Any], Beat], Outcome]] = {
    "repository": read_folder,
    "report-pdf": make_report,
    "team-folder": read_team,
    "team-report": report_team,
    "team-training": plan_training,
}
