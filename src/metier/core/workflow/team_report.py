"""The report for the quarter: matrix, risks, needs, training and progression in one file."""

import datetime as dt
from typing import Any, NamedTuple

from metier.core.report.html import render_page
from metier.core.report.typeset import Pdf, typeset
from metier.core.workflow.answers import Json
from metier.core.workflow.team_invest import InvestRequest, plan_training
from metier.core.workflow.team_invest_answers import describe_training
from metier.core.workflow.team_matrix import MatrixOptions, describe_matrix, make_matrix
from metier.core.workflow.team_needs import describe_needs, measure_needs
from metier.core.workflow.team_progress import ProgressOptions, describe_progress
from metier.core.workflow.team_standing import Standing
from metier.core.workflow.team_tables import (
    matrix_xlsx,
    mentoring_sheet,
    needs_sheet,
    training_sheet,
)

_SKILLS_SHOWN = 24
_PEOPLE_SHOWN = 300
_DETAILED = 60


class TeamReport(NamedTuple):
    """Everything that a report shows, as plain values."""

    matrix: Json
    needs: Json | None
    training: Json | None
    progress: Json
    day: dt.date


def gather_report(standing: Standing, request: InvestRequest) -> TeamReport:
    """Return everything that a report shows.

    Raises:
        UsageError: A limit makes no sense.
        UnknownIdError: A need names what the framework does not know.
    """
    options = MatrixOptions(most=_SKILLS_SHOWN, people=_PEOPLE_SHOWN, held=request.held)
    matrix = describe_matrix(standing, make_matrix(standing, options), options)
    has_needs = bool(
        request.needs
        or request.seats
        or standing.team.needs
        or standing.team.seats
        or any(member.role for member in standing.members)
    )
    needs = training = None
    if has_needs:
        found = measure_needs(
            standing,
            needs=request.needs,
            seats=request.seats,
            most=request.most,
            held=request.held,
        )
        needs = describe_needs(standing, found)
        training = describe_training(plan_training(standing, request))
    shown = [member.id for member in standing.members[:_DETAILED]]
    progress = describe_progress(standing, ProgressOptions(people=shown))
    return TeamReport(matrix, needs, training, progress, standing.as_of)


def report_context(report: TeamReport) -> dict[str, Any]:
    """Return what the report's page needs beside the answers: names, and cells by person."""
    matrix = report.matrix
    cells: dict[str, dict[str, Json]] = {}
    for cell in matrix["cells"]:
        cells.setdefault(cell["person"], {})[cell["skill"]] = cell
    return {
        "matrix": matrix,
        "cells": cells,
        "needs": report.needs,
        "training": report.training,
        "progress": report.progress,
        "names": _names(report),
        "day": report.day,
        "single": [point for point in matrix["single_points"] if point["person"]],
        "holes": [point for point in matrix["single_points"] if not point["person"]],
        "modes": _MODES,
    }


_MODES = {
    "coverage": "most coverage of what the team needs",
    "points": "fewest needs that rest on one person",
    "readiness": "most readiness for next stages",
}


def _names(report: TeamReport) -> dict[str, str]:
    names = {person["id"]: person["name"] for person in report.progress["people"]}
    if report.training:
        names |= {person["person"]: person["name"] for person in report.training["people"]}
    return names | {person["id"]: person["name"] for person in report.matrix["people"]}


def report_html(report: TeamReport) -> str:
    """Return the report as one HTML file without script."""
    return render_page("team_report.html", report_context(report))


def report_pdf(report: TeamReport) -> Pdf:
    """Return the report as PDF.

    Raises:
        UsageError: Typst is not installed, or cannot set the page.
    """
    names = _names(report)
    context = report_context(report)
    training, needs, matrix = report.training, report.needs, report.matrix
    data = {
        "team": matrix["team"],
        "day": report.day.isoformat(),
        "is_not": list(matrix["is_not"]),
        "skills": [skill["name"] for skill in matrix["skills"][:_PDF_SKILLS]],
        "people": [
            {
                "name": person["name"],
                "levels": [
                    round(context["cells"][person["id"]][skill["skill"]]["expected"], 1)
                    for skill in matrix["skills"][:_PDF_SKILLS]
                ],
            }
            for person in matrix["people"]
        ],
        "single": [
            [point["name"], f"{point['level']}", names[point["person"]], _percent(point["chance"])]
            for point in context["single"][:_PDF_ROWS]
        ],
        "needs": [
            [
                need["name"],
                f"{need['level']}",
                f"{need['held']} of {need['people']}",
                _percent(need["coverage"]),
            ]
            for need in (needs["needs"][:_PDF_ROWS] if needs else [])
        ],
        "training": [
            [
                step["name"],
                f"{step['skill_name']} {step['from']} to {step['to']}",
                f"{step['hours']:.0f} h",
                f"{step['price']:.0f} {step['currency']}" if step["price"] else "",
            ]
            for step in (training["steps"] if training else [])
        ],
        "summary": _summary(training) if training else "",
        "pairs": [
            [
                names[pair["mentor"]],
                names[pair["mentee"]],
                ", ".join(why["name"] for why in pair["why"]),
            ]
            for pair in report.progress["mentoring"]["pairs"]
        ],
    }
    return typeset("team_report.typ", data)


_PDF_SKILLS = 14
_PDF_ROWS = 40


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _summary(training: Json) -> str:
    """Return a training plan in two sentences."""
    proof = (
        "Proven: nothing else within these limits brings more."
        if training["proven"]
        else f"The best found; at most {training['gap']:.1%} more is possible."
    )
    return (
        f"{len(training['steps'])} steps, {training['hours']:.0f} hours and "
        f"{training['spent']:,.0f} {training['currency']} until {training['until']}, for "
        f"{_MODES[training['mode']]}. {proof}"
    )


def report_xlsx(report: TeamReport) -> bytes:
    """Return the report's tables as a workbook."""
    sheets = []
    if report.needs:
        sheets.append(needs_sheet(report.needs))
    if report.training:
        sheets.append(training_sheet(report.training))
    sheets.append(mentoring_sheet(report.progress, _names(report)))
    return matrix_xlsx(report.matrix, *sheets)
