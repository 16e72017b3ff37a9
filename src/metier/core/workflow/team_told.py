"""How a team was read: what was guessed, corrected and left out, told in full."""

from metier.core.framework.index import Framework
from metier.core.workflow.answers import Json, head
from metier.core.workflow.team_reading import TeamReading

_KINDS = {"level-of": "levels of a skill", "ignore": "left aside", "unknown": "not known"}


def describe_reading(framework: Framework, reading: TeamReading) -> Json:
    """Return how a team was read, as plain values."""
    team = reading.team
    return {
        **head(framework),
        "team": team.name,
        "people": [
            {
                "id": member.id,
                "name": member.name,
                "role": member.role,
                "stage": member.stage,
                "guessed": member.guessed,
                "hours": member.hours,
                "levels": len(member.levels),
                "evidence": len(member.evidence),
                "consent": member.consent,
            }
            for member in team.members
        ],
        "forms": [{"sheet": sheet, "form": form} for sheet, form in reading.forms.items()],
        "columns": [
            {
                "sheet": column.sheet,
                "heading": column.heading,
                "kind": column.kind,
                "skill": column.skill or None,
                "guessed": column.guessed,
                "near": list(column.near),
            }
            for column in reading.columns
        ],
        "problems": [problem._asdict() for problem in reading.problems],
        "counts": [
            {"severity": severity, "code": code, "count": count}
            for (severity, code), count in sorted(reading.counts.items())
        ],
        "errors": reading.errors,
    }


def say_reading(reading: TeamReading) -> str:
    """Return in a sentence or two how many people were read and what was not."""
    people = len(reading.team.members)
    said = f"Read {people} {'person' if people == 1 else 'people'}"
    forms = set(reading.forms.values())
    said += f" ({', '.join(sorted(forms))})." if forms else "."
    corrected = sum(count for (kind, _), count in reading.counts.items() if kind == "corrected")
    if reading.errors:
        said += (
            f" {reading.errors} {'thing was' if reading.errors == 1 else 'things were'} not read."
        )
    if corrected:
        were = "was" if corrected == 1 else "were"
        said += f" {corrected} {were} read otherwise than written."
    return said


def say_column(kind: str, skill: str) -> str:
    """Return what a column was taken for, in words."""
    return skill if kind == "level-of" else _KINDS.get(kind, kind)
