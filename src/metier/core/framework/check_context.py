"""The rules that `context.yaml` must keep: what its rules name exists, and each stands once."""

from collections.abc import Iterator

from metier.core.framework.check_view import Problem, View
from metier.core.framework.context_types import ContextFile, ContextRule

_NO_SIGNS = frozenset({"wants", "negated", "other", "must", "nice"})


def check_context(view: View) -> Iterator[Problem]:
    """Stops and signs exist, and an id stands once."""
    for file, value in view.of(ContextFile):
        stops = {stop.id for stop in value.stops}
        signs = {sign.id for sign in view.evidence[1].signs} if view.evidence else None
        seen: set[str] = set()
        for number, rule in enumerate(value.rules):
            if rule.id in seen:
                message = f"The rule {rule.id!r} stands twice."
                yield Problem(file, ("rules", number, "id"), "id-duplicate", message)
            seen.add(rule.id)
            yield from _unknown_stops(file, number, rule, stops)
            if signs is not None and rule.says not in _NO_SIGNS | signs:
                yield Problem(
                    file,
                    ("rules", number, "says"),
                    "id-unknown",
                    f"There is no sign {rule.says!r}.",
                )


def _unknown_stops(file: str, number: int, rule: ContextRule, stops: set[str]) -> Iterator[Problem]:
    for field in ("until", "unled"):
        for index, stop in enumerate(getattr(rule, field)):
            if stop not in stops:
                yield Problem(
                    file,
                    ("rules", number, field, index),
                    "id-unknown",
                    f"There is no stop {stop!r}.",
                )
