"""Pictures are valid SVG, say what they show, and stay within their frame."""

import datetime as dt
import re
from itertools import combinations

import pytest
from lxml import etree

from metier.core.report.pictures import Axis, Lane, Place, draw_map, draw_radar, draw_timeline

SVG = "{http://www.w3.org/2000/svg}"
FIRST = dt.date(2026, 11, 23)


def parse(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    return root


def inside(root: etree._Element) -> None:
    width, height = float(root.get("width")), float(root.get("height"))
    for node in root.iter(f"{SVG}polygon", f"{SVG}polyline"):
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", node.get("points")):
            assert -1 <= float(x) <= width + 1
            assert -1 <= float(y) <= height + 1


def test_a_radar_has_an_axis_for_each_group() -> None:
    names = ["Programming", "Statistics & <math>", "Soft skills", "Tools"]
    root = parse(draw_radar("Data Scientist, mid: 41%", [Axis(n, 0.4, 0.8) for n in names]))

    words = [node.text for node in root.iter(f"{SVG}text")]
    assert set(names) <= set(words)
    assert words.count("40% → 80%") == 4
    inside(root)


@pytest.mark.parametrize("count", [0, 1, 2, 12])
def test_any_number_of_axes_is_drawn(count: int) -> None:
    inside(parse(draw_radar("x", [Axis(f"group {n}", 0.5) for n in range(count)])))


@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize("late", [FIRST, FIRST + dt.timedelta(days=900)])
def test_a_timeline_has_a_row_for_each_lane(count: int, late: dt.date) -> None:
    lanes = [
        Lane(f"Skill {n}", FIRST + dt.timedelta(days=7 * n), FIRST + dt.timedelta(days=7 * n + 6))
        for n in range(count)
    ]
    root = parse(draw_timeline("Plan", lanes, first=FIRST, early=FIRST, late=late))

    words = [node.text for node in root.iter(f"{SVG}text")]
    assert sum(bool(word and word.startswith("Skill")) for word in words) == count
    inside(root)


def test_the_last_day_of_all_is_drawn() -> None:
    lanes = [Lane("Never", FIRST, dt.date.max)]

    parse(draw_timeline("Plan", lanes, first=FIRST, early=FIRST, late=dt.date.max))


def test_names_on_the_map_do_not_cover_one_another() -> None:
    places = [
        Place(f"Role {n}", "mid", ("core", "business", "emerging")[n % 3], 1 + n % 50, 1e5)
        for n in range(40)
    ]
    root = parse(draw_map("From here", places, rings=[3, 6, 12]))

    inside(root)
    spots = [
        (float(node.get("x")), float(node.get("y")), node.get("text-anchor"))
        for node in root.iter(f"{SVG}text")
        if node.get("font-size") == "11" and (node.text or "").startswith("Role")
    ]
    assert len(spots) == 40
    for one, two in combinations(spots, 2):
        assert one[0] != two[0] or abs(one[1] - two[1]) >= 11


def test_places_beyond_the_rings_are_not_drawn() -> None:
    near, far = Place("Near", "mid", "core", 5, None), Place("Far", "mid", "core", 500, None)

    text = draw_map("From here", [near, far], rings=[3, 6, 12])

    assert "Near" in text
    assert "Far" not in text
