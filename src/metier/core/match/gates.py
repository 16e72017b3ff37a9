"""What a stage asks apart from skills: years of work and a degree."""

from typing import NamedTuple

from metier.core.framework.types import DEGREES, RoleSpec


class GateCheck(NamedTuple):
    """A gate, what it asks, what the documents show, and whether that meets it.

    `met` is None when the documents do not tell.
    """

    gate: str
    asked: str
    found: str
    met: bool | None


def check_gates(
    role: RoleSpec, stage: str, *, years: float | None, degree: str
) -> tuple[GateCheck, ...]:
    """Return the gates of a role's stage; none where the stage asks for nothing."""
    gate = next(value for name, value in role.gates.items() if name == stage)
    checks = []
    if gate.years > 0:
        found = "not told" if years is None else f"about {years:.0f} years"
        met = None if years is None else years >= gate.years
        checks.append(GateCheck("years", f"{gate.years:g} years of work", found, met))
    if gate.degree != "none":
        wish = "required" if gate.degree_required else "usual"
        shown = DEGREES.index(degree) >= DEGREES.index(gate.degree)
        found = "none named" if degree == "none" else degree
        met = True if shown else (False if degree != "none" and gate.degree_required else None)
        checks.append(GateCheck("degree", f"{gate.degree} ({wish})", found, met))
    return tuple(checks)
