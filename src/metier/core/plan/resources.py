"""Which resource each chosen step is learned from: the least money, then the fewest resources.

A set-cover program, solved exactly: a resource is paid and opened once, whatever number of
steps it serves.
"""

from collections.abc import Mapping, Sequence

from metier.core.plan.steps import Step
from metier.core.plan.ways import Way
from metier.core.program import Program

_OPENING = 10.0
"""Weight in cents of one more resource: less than any price in the library, more than none."""


def assign_resources(
    steps: Sequence[Step], chosen: Sequence[int], paid: Mapping[int, int], *, free_only: bool
) -> dict[int, Way]:
    """Return the way of each chosen step that has any.

    Args:
        steps: The steps there are.
        chosen: Indexes of those in the plan.
        paid: For a step, the index of the way that is paid for to save time.
        free_only: Other steps use only what costs nothing, because money is limited.
    """
    program = Program()
    opened: dict[str, int] = {}
    taken: dict[int, tuple[int, Way]] = {}
    costs: list[tuple[int, float]] = []
    bought = {steps[index].ways[number].resource for index, number in paid.items()}
    for index in chosen:
        columns = []
        for way in _ways(steps[index], paid.get(index), bought, free_only=free_only):
            column = program.add_columns()
            taken[column] = (index, way)
            columns.append((column, 1.0))
            if not way.resource:
                continue
            if way.resource not in opened:
                opened[way.resource] = program.add_columns()
                costs.append((opened[way.resource], way.cents + _OPENING))
            program.add_needs([(column, opened[way.resource])])
        if columns:
            program.add_row(columns, low=1.0, high=1.0)
    found = program.minimize(costs)
    return {index: way for column, (index, way) in taken.items() if found and column in found.taken}


def _ways(step: Step, paid: int | None, bought: set[str], *, free_only: bool) -> list[Way]:
    if paid is not None:
        return [step.ways[paid]]
    return [
        way
        for way in step.ways
        if way.minutes == step.minutes
        and (not free_only or not way.cents or way.resource in bought)
    ]
