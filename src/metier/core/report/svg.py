"""A small writer of SVG: shapes in ink on paper, that print and that read in gray."""

import html
from collections.abc import Iterable

INK, QUIET, LINE, PAPER, ACCENT = "#1c1b1a", "#6b6862", "#d8d4cc", "#ffffff", "#1f5f8b"
_FONT = "Inter, system-ui, sans-serif"


class Canvas:
    """Shapes one after the other; coordinates in pixels from the upper left corner.

    Args:
        width: Width of the picture.
        height: Its height.
        title: What it shows, for those who hear it.
        text: What it says, in a sentence or two.
    """

    def __init__(self, width: float, height: float, *, title: str, text: str) -> None:
        self._size = (width, height)
        self._title, self._text = title, text
        self._parts: list[str] = []

    def line(
        self, points: Iterable[tuple[float, float]], *, color: str = LINE, width: float = 1.0
    ) -> None:
        """Draw a line through points."""
        shown = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(
            f'<polyline points="{shown}" fill="none" stroke="{color}" stroke-width="{width:g}"/>'
        )

    def area(
        self,
        points: Iterable[tuple[float, float]],
        *,
        fill: str = "none",
        opacity: float = 1.0,
        edge: str = INK,
        dashed: bool = False,
    ) -> None:
        """Draw a closed shape."""
        shown = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        self._parts.append(
            f'<polygon points="{shown}" fill="{fill}" fill-opacity="{opacity:g}" '
            f'stroke="{edge}" stroke-width="1.25"{dash}/>'
        )

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "none", edge: str = LINE
    ) -> None:
        """Draw a circle."""
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{edge}"/>'
        )

    def bar(
        self, x: float, y: float, width: float, height: float, *, fill: str, opacity: float = 1.0
    ) -> None:
        """Draw a filled rectangle."""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" '
            f'fill="{fill}" fill-opacity="{opacity:g}"/>'
        )

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 12,
        color: str = INK,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Write text; `anchor` is start, middle or end."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{color}" '
            f'text-anchor="{anchor}"{weight}>{html.escape(text)}</text>'
        )

    def svg(self) -> str:
        """Return the picture as a whole SVG document."""
        width, height = self._size
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" font-family="{_FONT}">'
            f"<title>{html.escape(self._title)}</title><desc>{html.escape(self._text)}</desc>"
            f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>'
            + "".join(self._parts)
            + "</svg>\n"
        )
