"""Results as pictures: what is put into them."""

import math
from collections.abc import Sequence

from metier.core.framework.index import Framework
from metier.core.match.readiness import Readiness
from metier.core.report.pictures import Axis, Lane, Place, draw_map, draw_radar, draw_timeline
from metier.core.workflow.moves import Move, Origin
from metier.core.workflow.plan_types import Plan, PlannedStep

_AXES = 8
_ROWS = 60
_WEEKS_A_YEAR = 365.25 / 7


def draw_readiness(framework: Framework, readiness: Readiness, plan: Plan | None = None) -> str:
    """Return a readiness by group of requirements as SVG, with that after a plan."""
    role = framework.roles[readiness.role]
    groups = {item.skill: item.group or item.importance for item in role.requirements}
    gains: dict[str, float] = {}
    for step in plan.steps if plan else ():
        gains[step.skill] = gains.get(step.skill, 0.0) + step.gain
    weight: dict[str, float] = {}
    now: dict[str, float] = {}
    then: dict[str, float] = {}
    for item in readiness.contributions:
        group = groups.get(item.skill, "")
        weight[group] = weight.get(group, 0.0) + item.weight
        now[group] = now.get(group, 0.0) + item.share
        then[group] = then.get(group, 0.0) + item.share + gains.get(item.skill, 0.0)
    largest = sorted(weight, key=lambda group: -weight[group])[:_AXES]
    axes = [
        Axis(
            group,
            now[group] / weight[group],
            min(1.0, then[group] / weight[group]) if plan else None,
        )
        for group in largest
    ]
    return draw_radar(f"{role.name}, {readiness.stage}: {readiness.value:.0%}", axes)


def draw_plan(framework: Framework, plan: Plan) -> str:
    """Return a plan in time as SVG: neighboring steps of a skill in one row, then activities."""
    lanes: list[Lane] = []
    last: PlannedStep | None = None
    for step in plan.steps:
        name = framework.skills[step.skill].name
        if last and last.skill == step.skill:
            lanes[-1] = lanes[-1]._replace(name=f"{name} to {step.reach}", end=step.end)
        else:
            lanes.append(Lane(f"{name} to {step.reach}", step.start, step.end, step.phase))
        last = step
    lanes = lanes[:_ROWS]
    lanes += [
        Lane(item.name, item.start, item.end, item.phase, is_activity=True)
        for item in plan.activities
    ]
    role = framework.roles[plan.role].name
    return draw_timeline(
        f"{role}, {plan.stage}: {plan.hours:.0f} hours",
        lanes,
        first=plan.as_of,
        early=plan.finish.early,
        late=plan.finish.late,
    )


def draw_moves(
    framework: Framework, origin: Origin, moves: Sequence[Move], *, hours_per_week: float
) -> str:
    """Return the places that can be reached as SVG, with rings at so many months."""
    places = [
        Place(
            framework.roles[move.target.role].name,
            move.target.stage,
            framework.roles[move.target.role].category,
            max(
                move.reach.hours / hours_per_week if hours_per_week > 0 else math.inf,
                move.years_short * _WEEKS_A_YEAR,
            ),
            move.pay,
        )
        for move in moves
    ]
    title = f"From {origin.name}, at {hours_per_week:g} hours a week"
    return draw_map(title, places, rings=framework.data.planning.reach_months)
