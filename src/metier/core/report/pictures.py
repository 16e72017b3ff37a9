"""Pictures as SVG: readiness by group, a plan in time, and the places that can be reached."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

from metier.core.report.svg import ACCENT, INK, LINE, PAPER, QUIET, Canvas

_MARKS = {
    "core": 40,
    "specialized": 4,
    "business": 3,
    "compliance": 5,
    "leadership": 6,
    "emerging": 41,
}
"""Corners of the mark of each role category, so that it is told apart without color."""
_HOLLOW = {"emerging"}


_PLACES = 44


class Axis(NamedTuple):
    """A group of requirements: what is reached now and after the plan, 0 to 1."""

    name: str
    now: float
    then: float | None = None


class Lane(NamedTuple):
    """A row of a timeline: its name, first and last day, and the phase it belongs to."""

    name: str
    start: dt.date
    end: dt.date
    phase: int = 0
    is_activity: bool = False


class Place(NamedTuple):
    """A role at a stage on the map of moves."""

    name: str
    stage: str
    category: str
    weeks: float
    pay: float | None


def draw_radar(title: str, axes: Sequence[Axis]) -> str:
    """Return readiness by group as a radar; three axes at least."""
    size, radius = 560.0, 190.0
    middle = size / 2
    told = "; ".join(f"{axis.name} {axis.now:.0%}" for axis in axes)
    canvas = Canvas(size, size, title=title, text=f"Reached of what is asked: {told}.")
    count = max(3, len(axes))
    turns = [2 * math.pi * n / count - math.pi / 2 for n in range(len(axes))]

    def at(turn: float, share: float) -> tuple[float, float]:
        return middle + radius * share * math.cos(turn), middle + radius * share * math.sin(turn)

    for share in (0.25, 0.5, 0.75, 1.0):
        canvas.area([at(turn, share) for turn in turns], edge=LINE)
        canvas.words(middle + 4, middle - radius * share - 3, f"{share:.0%}", size=10, color=QUIET)
    for turn in turns:
        canvas.line([(middle, middle), at(turn, 1.0)])
    if any(axis.then is not None for axis in axes):
        points = [at(turn, axis.then or 0.0) for turn, axis in zip(turns, axes, strict=True)]
        canvas.area(points, edge=QUIET, dashed=True)
    now = [at(turn, axis.now) for turn, axis in zip(turns, axes, strict=True)]
    canvas.area(now, fill=ACCENT, opacity=0.2, edge=ACCENT)
    for turn, axis in zip(turns, axes, strict=True):
        x, y = at(turn, 1.12)
        side = "middle" if abs(math.cos(turn)) < 0.3 else ("start" if x > middle else "end")
        later = "" if axis.then is None else f" → {axis.then:.0%}"
        canvas.words(x, y, _short(axis.name, 24), anchor=side)
        canvas.words(x, y + 14, f"{axis.now:.0%}{later}", anchor=side, size=11, color=QUIET)
    canvas.words(20, 28, title, size=16, bold=True)
    return canvas.svg()


def draw_timeline(
    title: str, lanes: Sequence[Lane], *, first: dt.date, early: dt.date, late: dt.date
) -> str:
    """Return a plan in time; where its end is uncertain, the ground fades.

    Args:
        title: What is planned.
        lanes: The rows, in order.
        first: The first day.
        early: The end when all goes well (10%).
        late: The end when it goes badly (90%).
    """
    left, top, row, width = 260.0, 78.0, 20.0, 960.0
    last = max([late, *(lane.end for lane in lanes)], default=first)
    days = max(1, (last - first).days)
    height = top + row * max(1, len(lanes)) + 34
    canvas = Canvas(
        width,
        height,
        title=title,
        text=f"{len(lanes)} rows from {first}; it ends between {early} and {late}.",
    )
    scale = (width - left - 24) / days

    def x(day: dt.date) -> float:
        return left + (day - first).days * scale

    for step in range(8):  # the uncertain end
        begin = early + (late - early) * step / 8
        canvas.bar(
            x(begin),
            top - 6,
            (late - early).days * scale / 8,
            height - top - 20,
            fill=QUIET,
            opacity=0.03 * (step + 1),
        )
    for tick in _ticks(first, last):
        canvas.line([(x(tick), top - 10), (x(tick), height - 28)])
        canvas.words(x(tick), top - 14, f"{tick:%b %Y}", size=10, color=QUIET, anchor="middle")
    for number, lane in enumerate(lanes):
        y = top + row * number
        canvas.words(left - 8, y + 12, _short(lane.name, 38), anchor="end", size=11)
        span = max(3.0, (lane.end - lane.start).days * scale)
        canvas.bar(x(lane.start), y + 3, span, row - 8, fill=INK if lane.is_activity else ACCENT)
        if lane.phase:
            canvas.words(x(lane.start) + span + 4, y + 12, f"{lane.phase}", size=9, color=QUIET)
    canvas.words(20, 28, title, size=16, bold=True)
    canvas.words(
        20,
        height - 10,
        f"Ends between {early} and {late}. Dark rows are activities; small numbers are the "
        "phases of the path.",
        size=11,
        color=QUIET,
    )
    return canvas.svg()


def draw_map(title: str, places: Sequence[Place], *, rings: Sequence[float]) -> str:
    """Return places around the start: distance is time, rings are months, marks are categories.

    Names stand in two columns beside the rings, so that none covers another.
    """
    width, height = 1080.0, 860.0
    middle = (width / 2, 40 + 380.0)
    weeks = [365.25 / 12 / 7 * months for months in rings]
    farthest = max(weeks)
    shown = sorted(
        (place for place in places if place.weeks <= farthest),
        key=lambda place: (place.category, place.weeks),
    )[:_PLACES]
    near = "; ".join(
        f"{place.name}, {place.stage}: {place.weeks:.0f} weeks"
        for place in sorted(shown, key=lambda place: place.weeks)
    )
    canvas = Canvas(width, height, title=title, text=near or "Nothing within the rings.")
    radii = {months: _radius(value, farthest) for months, value in zip(rings, weeks, strict=True)}
    for months, radius in radii.items():
        canvas.circle(*middle, radius)
        canvas.words(
            middle[0],
            middle[1] - radius - 4,
            f"{months:g} months",
            size=11,
            color=QUIET,
            anchor="middle",
        )
    canvas.circle(*middle, 4, fill=INK, edge=INK)
    points = []
    for number, place in enumerate(shown):
        turn = 2 * math.pi * (number + 0.5) / max(1, len(shown)) - math.pi / 2
        radius = _radius(place.weeks, farthest)
        x, y = middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)
        points.append((x, y, place))
    _label(canvas, [item for item in points if item[0] >= middle[0]], middle[0] + 310, "start")
    _label(canvas, [item for item in points if item[0] < middle[0]], middle[0] - 310, "end")
    for x, y, place in points:
        canvas.area(
            _mark(x, y, _MARKS.get(place.category, 40)), fill=_fill(place.category), edge=INK
        )
    canvas.words(20, 28, title, size=16, bold=True)
    _legend(canvas, height - 30, {place.category for place in shown})
    return canvas.svg()


def _radius(weeks: float, farthest: float) -> float:
    return 30 + 250 * math.sqrt(min(1.0, weeks / farthest))


def _label(
    canvas: Canvas, points: Sequence[tuple[float, float, Place]], column: float, anchor: str
) -> None:
    """Write the names of places in a column, in order of height, each joined to its mark."""
    ordered = sorted(points, key=lambda item: (item[1], item[0]))
    room = 700.0 / max(1, len(ordered))
    gap = min(30.0, room)
    height = 0.0
    for number, (x, y, place) in enumerate(ordered):
        lowest = 70 + gap * number
        height = max(lowest, min(y, 790 - gap * (len(ordered) - number)), height + gap)
        inner = column - 6 if anchor == "start" else column + 6
        canvas.line([(x, y), (inner, height - 4)])
        pay = "" if place.pay is None else f", ${place.pay / 1000:.0f}k"
        canvas.words(column, height, _short(place.name, 30), anchor=anchor, size=11)
        canvas.words(
            column,
            height + 12,
            f"{place.stage}, {place.weeks:.0f} weeks{pay}",
            anchor=anchor,
            size=10,
            color=QUIET,
        )


def _legend(canvas: Canvas, y: float, categories: set[str]) -> None:
    x = 24.0
    for name, corners in _MARKS.items():
        if name in categories:
            canvas.area(_mark(x, y, corners), fill=_fill(name), edge=INK)
            canvas.words(x + 10, y + 4, name, size=11)
            x += 110


def _fill(category: str) -> str:
    return PAPER if category in _HOLLOW else ACCENT


def _mark(x: float, y: float, corners: int, radius: float = 6.0) -> list[tuple[float, float]]:
    turns = [2 * math.pi * n / corners - math.pi / 2 for n in range(corners)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _ticks(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return firsts of months, so many that they can be read."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, math.ceil(months / 9))
    found = []
    for number in range(1, months + 1, step):
        month = first.month - 1 + number
        year = first.year + month // 12
        if year <= dt.MAXYEAR:
            found.append(dt.date(year, month % 12 + 1, 1))
    return [day for day in found if day <= last]


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
