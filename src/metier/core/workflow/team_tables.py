"""A team's answers as sheets: the matrix, its intervals, needs, single points, training."""

from collections.abc import Sequence

from metier.core.exchange.xlsx_out import Sheet, Value, write_csv, write_xlsx
from metier.core.workflow.answers import Json


def matrix_rows(matrix: Json, *, field: str = "expected") -> list[list[Value]]:
    """Return the matrix as rows: people by skills.

    Args:
        matrix: What `describe_matrix` gives.
        field: expected, low or high.
    """
    cells = {(cell["person"], cell["skill"]): cell[field] for cell in matrix["cells"]}
    ids = [skill["skill"] for skill in matrix["skills"]]
    rows: list[list[Value]] = [
        ["Name", "Role", "Stage", *(skill["name"] for skill in matrix["skills"])]
    ]
    rows += [
        [
            person["name"],
            person["role"] or "",
            person["stage"] or "",
            *(cells[person["id"], skill] for skill in ids),
        ]
        for person in matrix["people"]
    ]
    return rows


def matrix_csv(matrix: Json) -> bytes:
    """Return the matrix of expected levels as CSV."""
    return write_csv(matrix_rows(matrix))


def matrix_xlsx(matrix: Json, *others: Sheet) -> bytes:
    """Return the matrix, its intervals and its single points as a workbook, and other sheets."""
    about: list[list[Value]] = [["What this is not"], *([line] for line in matrix["is_not"])]
    about += [
        [f"Team: {matrix['team']}; as of {matrix['as_of']}."],
        ["Expected is the mean level, 0 to 5; Low and High hold it in four cases of five."],
    ]
    return write_xlsx(
        [
            Sheet("Read first", about, widths=(100,)),
            Sheet("Expected", matrix_rows(matrix), heat=3, widths=(24, 24, 10)),
            Sheet("Low", matrix_rows(matrix, field="low"), heat=3, widths=(24, 24, 10)),
            Sheet("High", matrix_rows(matrix, field="high"), heat=3, widths=(24, 24, 10)),
            Sheet("Single points", point_rows(matrix), widths=(32, 8, 24, 10, 24, 10)),
            *others,
        ]
    )


def point_rows(matrix: Json) -> list[list[Value]]:
    """Return what rests on one person, or on nobody."""
    names = {person["id"]: person["name"] for person in matrix["people"]}
    rows: list[list[Value]] = [
        ["Skill", "Level", "Rests on", "Chance", "Next likeliest", "Their chance"]
    ]
    rows += [
        [
            point["name"],
            point["level"],
            names.get(point["person"], point["person"]) or "nobody",
            point["chance"],
            names.get(point["next"], point["next"]),
            point["next_chance"],
        ]
        for point in matrix["single_points"]
    ]
    return rows


def needs_sheet(needs: Json) -> Sheet:
    """Return the needs as a sheet."""
    rows: list[list[Value]] = [
        ["Skill", "Level", "People needed", "Held by", "Coverage", "Asked by"]
    ]
    rows += [
        [
            need["name"],
            need["level"],
            need["people"],
            need["held"],
            round(need["coverage"], 3),
            need["source"],
        ]
        for need in needs["needs"]
    ]
    return Sheet("Needs", rows, widths=(32, 8, 14, 10, 10, 40))


def training_rows(training: Json) -> list[list[Value]]:
    """Return the steps of a training plan."""
    rows: list[list[Value]] = [
        ["Name", "Skill", "From", "To", "Hours", "Price", "Currency", "Learn from", "For"]
    ]
    rows += [
        [
            step["name"],
            step["skill_name"],
            step["from"],
            step["to"],
            round(step["hours"], 1),
            step["price"],
            step["currency"],
            step["resource_title"],
            ", ".join(step["serves"][:4]),
        ]
        for step in training["steps"]
    ]
    return rows


def training_sheet(training: Json) -> Sheet:
    """Return the steps of a training plan as a sheet."""
    widths: Sequence[int] = (24, 32, 6, 6, 8, 8, 9, 44, 40)
    return Sheet("Training", training_rows(training), widths=widths)


def mentoring_sheet(progress: Json, names: dict[str, str]) -> Sheet:
    """Return the mentoring pairs as a sheet."""
    rows: list[list[Value]] = [["Mentor", "Learns", "In"]]
    rows += [
        [
            names[pair["mentor"]],
            names[pair["mentee"]],
            ", ".join(f"{why['name']} {why['level']}" for why in pair["why"]),
        ]
        for pair in progress["mentoring"]["pairs"]
    ]
    return Sheet("Mentoring", rows, widths=(24, 24, 60))
